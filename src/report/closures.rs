//! Functions with their closures.

use super::fields::{self, Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, format, in_format, readable};
use crate::query::{ClosureRow, Generated, Place, columns};

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
        let place = self.place.as_ref();
        let of = |figure: fn(&Place) -> u32| place.map_or(Value::Missing, |place| figure(place).into());
        [
            (&self.name).into(),
            place.and_then(|place| place.file.as_ref()).map_or(Value::Missing, Value::from),
            of(|place| place.script_id),
            of(|place| place.line),
            of(|place| place.column),
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
