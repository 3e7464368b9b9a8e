//! Texts that are there more than once, and what they cost.

use super::fields::{Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, format, in_format, readable};
use crate::query::{StringRow, columns};

impl Fields<4> for StringRow {
    const NAMES: [&'static str; 4] =
        [columns::OBJECT.field, columns::COUNT.field, columns::SHALLOW_SIZE.field, "couldBeSaved"];

    fn values(&self) -> [Value<'_>; 4] {
        [(&self.text).into(), self.count.into(), self.shallow_size.into(), self.could_be_saved.into()]
    }
}

/// A row per text.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn strings(rows: &[StringRow], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let [count, size] = [columns::COUNT, columns::SHALLOW_SIZE].map(|column| number(column.title));
        let mut table = Table::new([count, size, number("Could Be Saved"), text("Text")]);
        for row in rows {
            table.push([
                format::count(row.count),
                format::bytes(row.shallow_size as f64),
                format::bytes(row.could_be_saved as f64),
                readable::object(row.text.as_js_str(), "string"),
            ]);
        }
        table
    })
}
