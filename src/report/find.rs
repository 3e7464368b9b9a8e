//! Lists of objects, and what a search has found: a row per object, below what they add up to.

use super::table::{Table, number, text};
use super::{Format, ReportError, csv, format, in_format, in_format_of_rows, json, readable};
use crate::query::columns;
use crate::query::{InstanceSet, ObjectRow, ObjectSum, RowQuery, Session};

/// The objects that the search of a session has found, in the order asked for, and the sum of all.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn found(session: &mut Session, sum: ObjectSum, query: &RowQuery, format: Format) -> Result<String, ReportError> {
    let rows = session.instances(InstanceSet::Found, query)?.rows;
    let ObjectSum { count, shallow_size } = sum;
    let json = |out: &mut Vec<u8>| {
        out.extend_from_slice(format!(r#"{{"count":{count},"shallowSize":{shallow_size},"rows":"#).as_bytes());
        json::write_rows(&rows, out);
        out.extend_from_slice(b"}\n");
    };
    let text = |out: &mut String| {
        let noun = if count == 1 { "object" } else { "objects" };
        out.push_str(&format!("{} {noun}, {}\n\n", format::count(count), format::bytes(shallow_size as f64)));
        object_table(&rows).write(out);
    };
    Ok(in_format_of_rows(format, || csv::rows(&rows), json, text)?)
}

/// A list of objects, in the order asked for.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn objects(
    session: &mut Session,
    set: InstanceSet,
    query: &RowQuery,
    format: Format,
) -> Result<String, ReportError> {
    let rows = session.instances(set, query)?.rows;
    Ok(in_format(&rows, format, || object_table(&rows))?)
}

/// A line per object.
fn object_table(rows: &[ObjectRow]) -> Table {
    let figures = [columns::DISTANCE, columns::SHALLOW_SIZE, columns::RETAINED_SIZE];
    let [distance, shallow, retained] = figures.map(|column| number(column.title));
    let mut table = Table::new([distance, shallow, retained, text("Class"), text(columns::OBJECT.title)]);
    for row in rows {
        table.push([
            format::distance(row.distance),
            format::bytes(row.shallow_size as f64),
            format::bytes_if_known(row.retained_size),
            readable::name(row.class_name.as_js_str()),
            format!("{} @{}", readable::object(row.name.as_js_str(), &row.kind), row.id),
        ]);
    }
    table
}
