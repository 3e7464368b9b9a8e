//! Variables that contexts keep and no living function uses.

use super::fields::{self, Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, format, in_format, readable};
use crate::query::{Generated, UnusedVariableRow, columns};
use crate::text::JsString;

impl Fields<11> for UnusedVariableRow {
    const NAMES: [&'static str; 11] = [
        columns::OBJECT.field,
        "function",
        columns::COUNT.field,
        columns::RETAINED_SIZE.field,
        "largest",
        "largestRetainedSize",
        "keptBy",
        "file",
        "scriptId",
        "line",
        "column",
    ];

    fn values(&self) -> [Value<'_>; 11] {
        let [file, script, line, column] = fields::of_script(self.place.as_ref());
        [
            (&self.name).into(),
            (&self.function).into(),
            self.count.into(),
            self.retained_size.into(),
            self.largest_id.into(),
            self.largest_retained_size.into(),
            self.kept_by.map_or(Value::Missing, |_| (&self.kept_by_name).into()),
            file,
            script,
            line,
            column,
        ]
    }

    fn generated(&self) -> Option<&Generated> {
        fields::generated(self.place.as_ref())
    }
}

/// A row per variable of a function.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn unused_variables(rows: &[UnusedVariableRow], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let figures = [columns::COUNT, columns::RETAINED_SIZE].map(|column| number(column.title));
        let [count, retained] = figures;
        let mut table = Table::new([
            count,
            retained,
            text("Variable"),
            text("Of"),
            text("Largest"),
            text("Kept By"),
            text("Place"),
        ]);
        for row in rows {
            let function = |name: &JsString| readable::object(name.as_js_str(), "closure");
            table.push([
                format::count(row.count),
                format::bytes(row.retained_size as f64),
                readable::name(row.name.as_js_str()),
                if row.function.as_js_str().is_empty() { String::new() } else { function(&row.function) },
                format!("@{}", row.largest_id),
                row.kept_by.map(|_| function(&row.kept_by_name)).unwrap_or_default(),
                row.place.as_ref().map(readable::place).unwrap_or_default(),
            ]);
        }
        table
    })
}
