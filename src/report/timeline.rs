//! A timeline as text, JSON or CSV: suspects and classes, with figures for every snapshot.

use super::table::{Table, number, text};
use super::{
    Fields, Format, ReportError, Totals, csv, format, in_format, in_format_of_rows, json, process_text, readable,
};
use crate::leaks::Findings;
use crate::leaks::findings::Suspect;
use crate::query::columns;
use crate::query::{RowQuery, Session, TimelineRow};

/// One of the snapshots of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesFile {
    /// The file's name.
    pub name: String,
    /// What it holds.
    pub totals: Totals,
}

/// The timeline of which `session` shows the latest snapshot, with the suspects of the same snapshots.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn timeline(
    session: &Session,
    files: &[SeriesFile],
    findings: &Findings,
    query: &RowQuery,
    format: Format,
) -> Result<String, ReportError> {
    let rows = session.timeline(query)?.rows;
    let json = |out: &mut Vec<u8>| {
        let same_process = is_one_process(findings);
        out.extend_from_slice(format!("{{\"sameProcess\":{same_process},\"sameProcessWhy\":").as_bytes());
        json::write_text(&process_text(findings), out);
        write_json_list("snapshots", files, out, |SeriesFile { name, totals }, out| {
            out.extend_from_slice(b"{\"name\":");
            json::write_text(name, out);
            out.extend_from_slice(format!(",{}}}", totals.to_json()).as_bytes());
        });
        write_json_list("suspects", &findings.suspects, out, write_suspect);
        out.extend_from_slice(b",\"rows\":");
        json::write_rows(&rows, out);
        out.extend_from_slice(b"}\n");
    };
    let text = |out: &mut String| {
        for (position, SeriesFile { name, totals }) in files.iter().enumerate() {
            out.push_str(&format!("{}: {}: {}\n", position + 1, readable::escaped(name), totals.to_text()));
        }
        if !is_one_process(findings) {
            out.push_str(&format!("\nNot all of one process: {}\n", process_text(findings)));
        }
        if findings.suspects.iter().any(|suspect| !suspect.timeline.is_empty()) {
            out.push('\n');
            suspect_table(&findings.suspects, files.len()).write(out);
        }
        out.push('\n');
        class_table(&rows, files.len()).write(out);
    };
    Ok(in_format_of_rows(format, || csv_rows(&rows, files.len()), json, text)?)
}

/// Whether all snapshots are of one process.
fn is_one_process(findings: &Findings) -> bool {
    findings.same_process && findings.left_out.is_empty()
}

/// The rows of the classes alone.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn timeline_rows(session: &Session, query: &RowQuery, format: Format) -> Result<String, ReportError> {
    let (rows, snapshots) = (session.timeline(query)?.rows, session.timeline_data().snapshots);
    match format {
        Format::Csv => Ok(csv_rows(&rows, snapshots)),
        _ => Ok(in_format(&rows, format, || class_table(&rows, snapshots))?),
    }
}

fn write_json_list<T>(name: &str, items: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    out.extend_from_slice(format!(",\"{name}\":[").as_bytes());
    for (position, item) in items.iter().enumerate() {
        out.extend_from_slice(if position > 0 { b",\n" } else { b"\n" });
        write(item, out);
    }
    out.extend_from_slice(if items.is_empty() { b"]" } else { b"\n]" });
}

fn write_suspect(suspect: &Suspect, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{{\"rank\":{},\"name\":", suspect.rank).as_bytes());
    suspect.holder.name.text().as_js_str().write_json(out);
    let known = |value: Option<u64>| value.map_or("null".to_owned(), |value| value.to_string());
    let points = suspect.timeline.iter().map(|point| {
        let (entries, size) = (known(point.entries.map(u64::from)), known(point.retained_size));
        format!("{{\"entries\":{entries},\"retainedSize\":{size}}}")
    });
    let points: Vec<String> = points.collect();
    out.extend_from_slice(format!(",\"timeline\":[{}]}}", points.join(",")).as_bytes());
}

/// A field per snapshot, numbered from 1.
fn csv_rows(rows: &[TimelineRow], snapshots: usize) -> String {
    let numbered = |name| (1..=snapshots).map(move |number| format!("{name}{number}"));
    let fields = TimelineRow::NAMES.iter().flat_map(|&field| match field {
        "counts" => numbered("count").collect(),
        "sizes" => numbered("size").collect(),
        field => vec![field.to_owned()],
    });
    csv::with_heading(&fields.collect::<Vec<_>>().join(","), rows)
}

fn class_table(rows: &[TimelineRow], snapshots: usize) -> Table {
    let mut headings =
        [columns::GROWTH, columns::COUNT_DELTA, columns::SIZE_DELTA].map(|column| number(column.title)).to_vec();
    headings.extend(
        (1..=snapshots).flat_map(|snapshot| [number(format!("# {snapshot}")), number(format!("Size {snapshot}"))]),
    );
    headings.push(text(columns::CONSTRUCTOR.title));
    let mut table = Table::new(headings);
    for row in rows {
        let mut cells = vec![
            if row.every_step { "every step".to_owned() } else { row.grown_steps.to_string() },
            format::signed_count(row.count_delta),
            format::signed_bytes(row.size_delta),
        ];
        let figures = row.counts.iter().zip(&row.sizes);
        cells.extend(figures.flat_map(|(&count, &size)| [format::count(count), format::bytes(size as f64)]));
        cells.push(readable::name(row.name.as_js_str()));
        table.push(cells);
    }
    table
}

fn suspect_table(suspects: &[Suspect], snapshots: usize) -> Table {
    let mut columns = vec![number("Rank"), number("Growth")];
    columns.extend(
        (1..=snapshots)
            .flat_map(|snapshot| [number(format!("Entries {snapshot}")), number(format!("Retained {snapshot}"))]),
    );
    columns.push(text("Suspect"));
    let mut table = Table::new(columns);
    for suspect in suspects {
        let mut cells = vec![suspect.rank.to_string(), format::signed_bytes(suspect.retained_growth as i64)];
        cells.extend(suspect.timeline.iter().flat_map(|point| {
            let unknown = || "–".to_owned();
            let entries = point.entries.map_or_else(unknown, |entries| format::count(entries.into()));
            [entries, point.retained_size.map_or_else(unknown, |size| format::bytes(size as f64))]
        }));
        cells.push(readable::name(suspect.holder.name.text().as_js_str()));
        table.push(cells);
    }
    table
}
