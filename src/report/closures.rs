//! Functions with their closures.

use super::fields::{self, Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, format, in_format, readable};
use crate::query::{ClosureRow, Generated, columns};

impl Fields<8> for ClosureRow {
    const NAMES: [&'static str; 8] = [
        columns::OBJECT.field,
        "file",
        "scriptId",
        "line",
        "column",
        columns::COUNT.field,
        columns::SHALLOW_SIZE.field,
        columns::RETAINED_SIZE.field,
    ];

    fn values(&self) -> [Value<'_>; 8] {
        let [file, script, line, column] = fields::of_script(self.place.as_ref());
        [
            (&self.name).into(),
            file,
            script,
            line,
            column,
            self.count.into(),
            self.shallow_size.into(),
            self.retained_size.into(),
        ]
    }

    fn generated(&self) -> Option<&Generated> {
        fields::generated(self.place.as_ref())
    }
}

/// A row per function.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn closures(rows: &[ClosureRow], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let figures = [columns::COUNT, columns::SHALLOW_SIZE, columns::RETAINED_SIZE];
        let [count, shallow, retained] = figures.map(|column| number(column.title));
        let mut table = Table::new([count, shallow, retained, text("Function"), text("Place")]);
        for row in rows {
            table.push([
                format::count(row.count),
                format::bytes(row.shallow_size as f64),
                format::bytes(row.retained_size as f64),
                readable::object(row.name.as_js_str(), "closure"),
                row.place.as_ref().map(readable::place).unwrap_or_default(),
            ]);
        }
        table
    })
}
