//! Who allocated what, and when, as far as a file has recorded it.

use super::fields::{self, Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, PLACE, ReportError, format, in_format, readable};
use crate::query::{AllocationInterval, AllocationRow, Generated, Place, RowQuery, Session, StackFrame, columns};
use crate::text::JsString;

/// A function that allocated something, with how many calls are between it and what it is shown below.
#[derive(Clone, Debug, PartialEq)]
pub struct Allocating {
    /// 0 for the function that allocated, 1 for who called it, and so on.
    pub level: u32,
    /// The function.
    pub row: AllocationRow,
}

impl Fields<11> for Allocating {
    const NAMES: [&'static str; 11] = [
        "level",
        "function",
        columns::FUNCTION.field,
        columns::LIVE_COUNT.field,
        columns::COUNT.field,
        columns::LIVE_SIZE.field,
        columns::ALLOCATED_SIZE.field,
        "file",
        "scriptId",
        "line",
        "column",
    ];

    fn values(&self) -> [Value<'_>; 11] {
        let Self { level, row } = self;
        let [file, script, line, column] = fields::of_script(row.place.as_ref());
        [
            (*level).into(),
            row.function.into(),
            (&row.name).into(),
            row.live_count.into(),
            row.count.into(),
            row.live_size.into(),
            row.size.into(),
            file,
            script,
            line,
            column,
        ]
    }

    fn generated(&self) -> Option<&Generated> {
        fields::generated(self.row.place.as_ref())
    }
}

impl Fields<5> for StackFrame {
    const NAMES: [&'static str; 5] = [columns::FUNCTION.field, "file", "scriptId", "line", "column"];

    fn values(&self) -> [Value<'_>; 5] {
        let [file, script, line, column] = fields::of_script(self.place.as_ref());
        [(&self.name).into(), file, script, line, column]
    }

    fn generated(&self) -> Option<&Generated> {
        fields::generated(self.place.as_ref())
    }
}

impl Fields<4> for AllocationInterval {
    const NAMES: [&'static str; 4] = ["end", "lastId", columns::LIVE_COUNT.field, columns::LIVE_SIZE.field];

    fn values(&self) -> [Value<'_>; 4] {
        [self.end.into(), self.last_id.into(), self.live_count.into(), self.live_size.into()]
    }
}

/// The functions of a file that allocated something.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`], or if there is not enough memory.
pub fn allocating(session: &mut Session, query: &RowQuery, format: Format) -> Result<String, ReportError> {
    let rows = session.allocations(&[], query)?.rows;
    let rows: Vec<_> = rows.into_iter().map(|row| Allocating { level: 0, row }).collect();
    Ok(allocations(&rows, format)?)
}

/// A row per function, those below which callers stand indented.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn allocations(rows: &[Allocating], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let figures = [columns::LIVE_COUNT, columns::COUNT, columns::LIVE_SIZE, columns::ALLOCATED_SIZE];
        let [live_count, count, live_size, size] = figures.map(|column| number(column.title));
        let mut table = Table::new([live_count, count, live_size, size, text(columns::FUNCTION.title), text(PLACE)]);
        for Allocating { level, row } in rows {
            table.push([
                format::count(row.live_count),
                format::count(row.count),
                format::bytes(row.live_size as f64),
                format::bytes(row.size as f64),
                "  ".repeat(*level as usize) + &function(&row.name),
                place(row.place.as_ref()),
            ]);
        }
        table
    })
}

/// A row per function on the stack on which an object was allocated.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn allocation_stack(rows: &[StackFrame], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let mut table = Table::new([text(columns::FUNCTION.title), text(PLACE)]);
        for row in rows {
            table.push([function(&row.name), place(row.place.as_ref())]);
        }
        table
    })
}

/// A row per stretch of time.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn allocation_intervals(rows: &[AllocationInterval], format: Format) -> Result<String, NoSuchFormat> {
    in_format(rows, format, || {
        let figures = [columns::LIVE_COUNT, columns::LIVE_SIZE].map(|column| number(column.title));
        let [live_count, live_size] = figures;
        let mut table = Table::new([number("Until"), live_count, live_size, number("Last id")]);
        for row in rows {
            table.push([
                format!("{:.3} s", row.end as f64 / 1e6),
                format::count(row.live_count),
                format::bytes(row.live_size as f64),
                format!("@{}", row.last_id),
            ]);
        }
        table
    })
}

fn function(name: &JsString) -> String {
    readable::function(name.as_js_str())
}

fn place(place: Option<&Place>) -> String {
    place.map(readable::place).unwrap_or_default()
}
