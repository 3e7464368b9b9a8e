//! One result → text table, JSON or CSV, for the page's exports and the command line alike.
//!
//! `fields` names the fields of a row; `json` and `csv` write them exactly, `table` and `readable` for people. Everything
//! is a pure function of rows that `query` made, except `nodes`, which writes as it goes. docs/json.md describes the JSON.

mod allocations;
mod chain;
mod closures;
mod csv;
mod cuts;
mod document;
mod fields;
mod find;
mod findings_json;
mod format;
mod formats;
mod head;
mod json;
mod merged_paths;
mod nodes;
mod one_snapshot;
mod one_snapshot_json;
mod prose;
mod readable;
mod sentence_json;
mod statistics;
mod strings;
mod summary;
mod suspect_json;
mod suspects;
mod table;
mod timeline;
mod unused_variables;
mod verification_json;

#[cfg(test)]
mod tests;

pub use allocations::{Allocating, allocating, allocation_intervals, allocation_stack, allocations};
pub use closures::closures;
pub use cuts::cuts;
pub use find::{found, objects};
pub use findings_json::Findings as FindingsJson;
pub use formats::{Format, NoSuchFormat};
pub use head::{ReportFile, ReportHead};
pub use merged_paths::merged_paths;
pub use nodes::write_nodes;
pub use prose::hidden_memory;
pub use prose::suspects::{kind as kind_text, process_match as process_match_text, processes as process_text};
pub use prose::warnings as warnings_text;
pub use readable::escaped;
pub use statistics::{kind_sizes, statistics, statistics_difference};
pub use strings::strings;
pub use summary::summary;
pub use suspect_json::{kind as kind_id, level as level_id};
pub use suspects::{sentence_text, suspects, verification};
pub use timeline::{SeriesFile, timeline, timeline_rows};
pub use unused_variables::unused_variables;
pub use verification_json::Verification as VerificationJson;

use thiserror::Error;

use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::ProcessMatch;
use crate::query::columns;
use crate::query::{DiffRow, EdgeRow, PathStep, RowQuery, Session};
use crate::snapshot::Warnings;
use crate::text::whole;
use fields::Fields;
use table::{Table, number, text};

/// What a comparison by id is worth then.
const TWO_PROCESSES: &str = "The snapshots are of different processes, or of one whose ids were started anew: # New and \
    # Deleted are chance; # Delta and Size Delta tell how the classes differ.";

/// Heading of the kind of an edge, which no list sorts by.
const EDGE_TYPE: &str = "Edge Type";
/// Heading of where the function or the class of an object stands.
const PLACE: &str = "Place";

/// What is said of a snapshot beside its rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// Number of nodes.
    pub node_count: usize,
    /// Number of edges.
    pub edge_count: usize,
    /// All shallow sizes and the extra native bytes.
    pub total_size: f64,
    /// What of the file cannot be shown as it stands.
    pub warnings: Warnings,
}

impl Totals {
    /// The totals of a heap.
    pub fn of(heap: &Heap) -> Self {
        let (node_count, edge_count) = (heap.snapshot.nodes.len(), heap.snapshot.edges.len());
        Self { node_count, edge_count, total_size: heap.total_size(), warnings: heap.snapshot.warnings }
    }

    fn to_text(self) -> String {
        let [nodes, edges] = [self.node_count, self.edge_count].map(|number| format::count(number as u64));
        format!("{nodes} nodes, {edges} edges, {}", format::bytes(self.total_size))
    }

    /// The fields, without braces.
    fn to_json(self) -> String {
        let Self { node_count, edge_count, total_size, warnings } = self;
        let total_size = whole(total_size);
        let mut out =
            format!("\"nodeCount\":{node_count},\"edgeCount\":{edge_count},\"totalSize\":{total_size}").into_bytes();
        if !warnings.is_empty() {
            out.extend_from_slice(b",\"warnings\":");
            json::write_texts(&warnings_text(&warnings), &mut out);
        }
        into_string(out)
    }
}

/// One of the two files of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparedFile<'a> {
    /// The file's name.
    pub name: &'a str,
    /// What it holds.
    pub totals: Totals,
}

impl ComparedFile<'_> {
    fn write_json(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"name\":");
        json::write_text(self.name, out);
        out.extend_from_slice(format!(",{}}}", self.totals.to_json()).as_bytes());
    }
}

/// Why rows are not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReportError {
    /// It has no such format.
    #[error(transparent)]
    Format(#[from] NoSuchFormat),
    /// They do not fit in memory.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
}

/// Comparison of the files `base` and `current`, the latter being the one that `session` shows.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn comparison(
    session: &Session,
    base: ComparedFile<'_>,
    current: ComparedFile<'_>,
    process_match: ProcessMatch,
    query: &RowQuery,
    format: Format,
) -> Result<String, ReportError> {
    let rows = session.comparison(query)?.rows;
    let json = |out: &mut Vec<u8>| {
        out.extend_from_slice(b"{\"base\":");
        base.write_json(out);
        out.extend_from_slice(b",\"current\":");
        current.write_json(out);
        let same_process = process_match.is_one_process();
        out.extend_from_slice(format!(",\"sameProcess\":{same_process},\"sameProcessWhy\":").as_bytes());
        json::write_text(&process_match_text(process_match), out);
        out.extend_from_slice(b",\"rows\":");
        json::write_rows(&rows, out);
        out.extend_from_slice(b"}\n");
    };
    let text = |out: &mut String| {
        for (role, file) in [("Base:   ", base), ("Current:", current)] {
            out.push_str(&format!("{role} {}: {}\n", escaped(file.name), file.totals.to_text()));
        }
        if !process_match.is_one_process() {
            out.push_str(&format!("\n{TWO_PROCESSES} In a sample, {}\n", process_match_text(process_match)));
        }
        out.push('\n');
        difference_table(&rows).write(out);
    };
    Ok(in_format_of_rows(format, || csv::rows(&rows), json, text)?)
}

/// The rows of Comparison alone.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn comparison_rows(session: &Session, query: &RowQuery, format: Format) -> Result<String, ReportError> {
    let rows = session.comparison(query)?.rows;
    Ok(in_format(&rows, format, || difference_table(&rows))?)
}

/// All retainers of an object, in the order in which DevTools first shows them, as if no link led to the objects of `ignoring`.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_RETAINERS`].
pub fn retainers(
    session: &mut Session,
    node: NodeOrdinal,
    redact: bool,
    ignoring: Vec<NodeOrdinal>,
    format: Format,
) -> Result<String, ReportError> {
    let rows = session.retainers(node, &retainers_query(redact, ignoring))?.rows;
    let id = session.object(node).map_or(0, |object| object.id);
    Ok(retainer_rows(id, &rows, format)?)
}

/// The query for all retainers, as they are taken along.
pub fn retainers_query(redact: bool, ignoring: Vec<NodeOrdinal>) -> RowQuery {
    let first = columns::RETAINERS.first_sort();
    RowQuery { redact, ignoring, ..RowQuery::all(first.column, first.ascending) }
}

/// The rows of the list of retainers of the object with an id.
///
/// # Errors
/// If the format is none of [`Format::OF_RETAINERS`].
pub fn retainer_rows(id: u32, rows: &[EdgeRow], format: Format) -> Result<String, NoSuchFormat> {
    if format != Format::Ndjson {
        return in_format(rows, format, || edge_table(rows, "in"));
    }
    let mut out = format!("{{\"id\":{id},\"retainers\":").into_bytes();
    json::write_rows_inline(rows, &mut out);
    out.extend_from_slice(b"}\n");
    Ok(into_string(out))
}

/// What an object refers to, in the order asked for.
///
/// # Errors
/// If memory ends, or if the format is none of [`Format::OF_ROWS`].
pub fn contents(
    session: &mut Session,
    node: NodeOrdinal,
    query: &RowQuery,
    format: Format,
) -> Result<String, ReportError> {
    let rows = session.contents(node, query)?.rows;
    Ok(in_format(&rows, format, || edge_table(&rows, "::"))?)
}

/// A retaining path, from the object to the root.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn path(steps: &[PathStep], format: Format) -> Result<String, NoSuchFormat> {
    in_format(steps, format, || path_table(steps))
}

/// Rows that stand for themselves.
fn in_format<const N: usize, R: Fields<N>>(
    rows: &[R],
    format: Format,
    table: impl FnOnce() -> Table,
) -> Result<String, NoSuchFormat> {
    in_format_of_rows(
        format,
        || csv::rows(rows),
        |out| {
            json::write_rows(rows, out);
            out.push(b'\n');
        },
        |out| table().write(out),
    )
}

/// Rows and what stands around them, by the writer of the format that is asked for. All formats of rows are named here.
fn in_format_of_rows(
    format: Format,
    csv: impl FnOnce() -> String,
    json: impl FnOnce(&mut Vec<u8>),
    text: impl FnOnce(&mut String),
) -> Result<String, NoSuchFormat> {
    match format {
        Format::Csv => Ok(csv()),
        Format::Json => {
            let mut out = Vec::new();
            json(&mut out);
            Ok(into_string(out))
        }
        Format::Table => {
            let mut out = String::new();
            text(&mut out);
            Ok(out)
        }
        Format::Ndjson | Format::Markdown | Format::Html => Err(format.not_here()),
    }
}

fn difference_table(rows: &[DiffRow]) -> Table {
    let title = |column: columns::ColumnFacts| number(column.title);
    let counts = [columns::NEW_COUNT, columns::DELETED_COUNT, columns::COUNT_DELTA].map(title);
    let sizes = [columns::ALLOC_SIZE, columns::FREED_SIZE, columns::SIZE_DELTA].map(title);
    let ([new, deleted, count_delta], [alloc, freed, size_delta]) = (counts, sizes);
    let name = text(columns::CONSTRUCTOR.title);
    let mut table = Table::new([new, deleted, count_delta, alloc, freed, size_delta, name]);
    for row in rows {
        table.push([
            format::count(u64::from(row.new_count)),
            format::count(u64::from(row.deleted_count)),
            format::signed_count(row.count_delta),
            format::bytes(row.alloc_size as f64),
            format::bytes(row.freed_size as f64),
            format::signed_bytes(row.size_delta),
            readable::name(row.name.as_js_str()),
        ]);
    }
    table
}

/// `relation` stands between an edge and the object at its other end, as DevTools writes it.
fn edge_table(rows: &[EdgeRow], relation: &str) -> Table {
    let figures = [columns::DISTANCE, columns::SHALLOW_SIZE, columns::RETAINED_SIZE];
    let [distance, shallow, retained] = figures.map(|column| number(column.title));
    let mut table = Table::new([distance, shallow, retained, text(EDGE_TYPE), text(columns::EDGE.title), text(PLACE)]);
    for EdgeRow { edge_type, edge_name, object, place, .. } in rows {
        let edge = readable::edge(edge_name.as_js_str(), edge_type);
        let other = readable::object(object.name.as_js_str(), &object.kind);
        table.push([
            format::distance(object.distance),
            format::bytes(object.shallow_size as f64),
            format::bytes_if_known(object.retained_size),
            (*edge_type).to_owned(),
            format!("{edge} {relation} {other} @{}", object.id),
            place.as_ref().map(readable::place).unwrap_or_default(),
        ]);
    }
    table
}

/// The object on the first line; on each further line, through which edge of what the one above is held.
fn path_table(steps: &[PathStep]) -> Table {
    let mut table = Table::new([text(EDGE_TYPE), text(columns::OBJECT.title), text(PLACE)]);
    let mut held_by: Option<&PathStep> = None;
    for step in steps {
        let object = format!("{} @{}", readable::object(step.name.as_js_str(), &step.kind), step.id);
        let place = step.place.as_ref().map(readable::place).unwrap_or_default();
        table.push(match held_by {
            None => [String::new(), object, place],
            Some(below) => {
                let edge = readable::edge(below.edge_name.as_js_str(), below.edge_type);
                [below.edge_type.to_owned(), format!("{edge} in {object}"), place]
            }
        });
        held_by = Some(step);
    }
    table
}

/// Text of the heap has been written as JSON, which is Unicode.
fn into_string(json: Vec<u8>) -> String {
    String::from_utf8(json).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
