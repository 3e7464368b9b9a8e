//! Text tables: columns side by side under a heading.
//!
//! Names come last and are not padded, because they have any length; everything before them is lined up.

/// A table that is being filled.
#[derive(Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column's heading and the side on which its cells line up.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    to_the_right: bool,
}

/// A column of numbers.
pub fn number(title: impl Into<String>) -> Column {
    Column { title: title.into(), to_the_right: true }
}

/// A column of text.
pub fn text(title: impl Into<String>) -> Column {
    Column { title: title.into(), to_the_right: false }
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), rows: Vec::new() }
    }

    /// Adds a row: a cell for each column.
    pub fn push(&mut self, cells: impl Into<Vec<String>>) {
        self.rows.push(cells.into());
    }

    /// Appends the heading and the rows, a line each.
    pub fn write(&self, out: &mut String) {
        let headings: Vec<String> = self.columns.iter().map(|column| column.title.clone()).collect();
        let mut widths = vec![0; self.columns.len()];
        for row in std::iter::once(&headings).chain(&self.rows) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for row in std::iter::once(&headings).chain(&self.rows) {
            self.write_row(row, &widths, out);
        }
    }

    fn write_row(&self, row: &[String], widths: &[usize], out: &mut String) {
        let mut line = String::new();
        for ((cell, &width), column) in row.iter().zip(widths).zip(&self.columns) {
            let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
            let (before, after) = if column.to_the_right { (padding.as_str(), "") } else { ("", padding.as_str()) };
            line.extend([before, cell, after, "  "]);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
