//! The classes of one snapshot, below what is said of the whole: totals, DevTools' statistics, which objects are counted.

use super::prose::not_in_file;
use super::table::{Table, number, text};
use super::{Format, ReportError, Totals, csv, format, in_format_of_rows, json, readable, statistics};
use crate::query::columns;
use crate::query::{ClassRow, NodeFilter, ObjectSum, RowQuery, Session, SummaryPage};

/// Summary: totals, statistics, and a row per class. Columns that are not computed yet are null.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn summary(session: &mut Session, query: &RowQuery, format: Format) -> Result<String, ReportError> {
    let SummaryPage { rows, sum, .. } = session.summary(query)?;
    let heap = session.heap();
    let totals = Totals::of(heap);
    let json = |out: &mut Vec<u8>| {
        out.extend_from_slice(format!("{{{},", totals.to_json()).as_bytes());
        let missing = not_in_file(&heap.not_in_file());
        if !missing.is_empty() {
            out.extend_from_slice(b"\"notInFile\":");
            json::write_texts(&missing, out);
            out.push(b',');
        }
        out.extend_from_slice(b"\"statistics\":");
        out.extend_from_slice(heap.statistics.as_ref().map_or("null".to_owned(), statistics::to_json).as_bytes());
        out.extend_from_slice(filter_to_json(query.objects, sum).as_bytes());
        out.extend_from_slice(b",\"rows\":");
        json::write_rows(&rows, out);
        out.extend_from_slice(b"}\n");
    };
    let text = |out: &mut String| {
        out.push_str(&format!("{}\n", totals.to_text()));
        if let Some(figures) = &heap.statistics {
            out.push_str(&statistics::to_text(figures));
            out.push('\n');
        }
        for sentence in not_in_file(&heap.not_in_file()) {
            out.push_str(&sentence);
            out.push('\n');
        }
        out.push_str(&filter_to_text(query.objects, sum));
        out.push('\n');
        class_table(&rows).write(out);
    };
    Ok(in_format_of_rows(format, || csv::rows(&rows), json, text)?)
}

/// Which objects are counted, if not all, and what they add up to.
fn filter_to_json(filter: NodeFilter, ObjectSum { count, shallow_size }: ObjectSum) -> String {
    match filter {
        NodeFilter::All => String::new(),
        _ => format!(r#","objects":{{"filter":"{filter}","count":{count},"shallowSize":{shallow_size}}}"#),
    }
}

/// The same as a line.
fn filter_to_text(filter: NodeFilter, ObjectSum { count, shallow_size }: ObjectSum) -> String {
    let (title, count, size) = (filter.title(), format::count(count), format::bytes(shallow_size as f64));
    if filter == NodeFilter::All { String::new() } else { format!("{title}: {count}, {size}\n") }
}

fn class_table(rows: &[ClassRow]) -> Table {
    let figures = [columns::COUNT, columns::DISTANCE, columns::SHALLOW_SIZE, columns::RETAINED_SIZE];
    let [count, distance, shallow, retained] = figures.map(|column| number(column.title));
    let mut table = Table::new([count, distance, shallow, retained, text(columns::CONSTRUCTOR.title)]);
    for row in rows {
        table.push([
            format::count(u64::from(row.count)),
            format::distance(row.distance),
            format::bytes(row.shallow_size as f64),
            format::bytes_if_known(row.retained_size),
            readable::name(row.name.as_js_str()),
        ]);
    }
    table
}
