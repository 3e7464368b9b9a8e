//! Text tables: columns side by side under a heading.
//!
//! Names come last and are not padded, because they have any length; everything before them is lined up.

/// A table that is being filled.
#[derive(Debug)]
pub struct Table<const N: usize> {
    columns: [Column; N],
    rows: Vec<[String; N]>,
}

/// A column's heading and the side on which its cells line up.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    title: &'static str,
    to_the_right: bool,
}

/// A column of numbers.
pub const fn number(title: &'static str) -> Column {
    Column { title, to_the_right: true }
}

/// A column of text.
pub const fn text(title: &'static str) -> Column {
    Column { title, to_the_right: false }
}

impl<const N: usize> Table<N> {
    /// A table without rows.
    pub fn new(columns: [Column; N]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: [String; N]) {
        self.rows.push(cells);
    }

    /// Appends the heading and the rows, a line each.
    pub fn write(&self, out: &mut String) {
        let headings = self.columns.map(|column| column.title.to_owned());
        let mut widths = [0; N];
        for row in std::iter::once(&headings).chain(&self.rows) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for row in std::iter::once(&headings).chain(&self.rows) {
            self.write_row(row, &widths, out);
        }
    }

    fn write_row(&self, row: &[String; N], widths: &[usize; N], out: &mut String) {
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
