//! Retaining paths folded: a line per step, indented below the step that holds it.

use super::fields::{Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, format, in_format, readable};
use crate::query::{MergedPath, columns};

impl Fields<5> for MergedPath {
    const NAMES: [&'static str; 5] =
        ["level", columns::EDGE.field, "className", columns::COUNT.field, columns::SHALLOW_SIZE.field];

    fn values(&self) -> [Value<'_>; 5] {
        let (edge, class) = ((&self.edge_name).into(), (&self.class_name).into());
        [self.level.into(), edge, class, self.count.into(), self.shallow_size.into()]
    }
}

/// A row per step, each followed by those below it.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn merged_paths(rows: &[MergedPath], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let [count, size] = [columns::COUNT, columns::SHALLOW_SIZE].map(|column| number(column.title));
        let mut table = Table::new([count, size, text("Held By")]);
        for row in rows {
            let class = readable::name(row.class_name.as_js_str());
            let edge = readable::name(row.edge_name.as_js_str());
            let indent = "  ".repeat(row.level as usize);
            let step = if row.level == 0 { "(root)".to_owned() } else { format!("{indent}{edge} :: {class}") };
            table.push([format::count(row.count), format::bytes(row.shallow_size as f64), step]);
        }
        table
    })
}
