//! The tables of one heap: what it is, its classes, nodes and edges.

use super::error::ExportError;
use super::rows::{ClassRow, EdgeRow, NodeRow, SnapshotRow};
use super::table::Table;
use crate::classes::SourcePlace;
use crate::classes::names::{EdgeName, Namer, edge_name};
use crate::heap::Heap;
use crate::index::{ClassId, EdgeIndex, NodeOrdinal, Position};
use crate::leaks::findings::Findings;
use crate::query::{Redactor, RowQuery, Session, SortColumn};
use crate::redaction::script_file;
use crate::report::{ReportFile, Totals, process_text, warnings_text};
use crate::text::{JsStr, JsString};

/// A number as Parquet's signed one; sizes of heaps are far below 2^63.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Text as Parquet has it, which is Unicode.
pub fn text(text: &JsString) -> String {
    text.as_js_str().to_lossy().into_owned()
}

/// Writes the one row of the table `snapshots`.
pub fn write_snapshot(
    heap: &Heap,
    file: &ReportFile,
    since_last: Option<&Findings>,
    mut table: Table<SnapshotRow>,
) -> Result<(), ExportError> {
    let Totals { node_count, edge_count, total_size, warnings } = Totals::of(heap);
    let row = SnapshotRow {
        file: file.name.clone(),
        bytes: file.size.map(signed),
        node_count: signed(node_count as u64),
        edge_count: signed(edge_count as u64),
        total_size: total_size.round() as i64,
        largest_object_id: heap.largest_object_id().into(),
        has_user_roots: heap.has_user_roots(),
        same_process: since_last.map(|findings| findings.same_process),
        same_process_why: since_last.map(process_text),
        warnings: (!warnings.is_empty()).then(|| warnings_text(&warnings).join(" ")),
    };
    table.push(row, 0)?;
    table.close()
}

/// Writes the table `classes`: the rows of Summary.
pub fn write_classes(session: &mut Session, redact: bool, mut table: Table<ClassRow>) -> Result<(), ExportError> {
    let query = RowQuery { redact, ..RowQuery::all(SortColumn::RetainedSize, false) };
    for class in session.summary(&query)?.rows {
        let row = ClassRow {
            class_index: class.class_index as i32,
            class_key: text(&class.key),
            class: text(&class.name),
            count: class.count.into(),
            distance: class.distance,
            shallow_size: signed(class.shallow_size),
            retained_size: class.retained_size.map(signed),
        };
        let length = row.class_key.len();
        table.push(row, length)?;
    }
    table.close()
}

/// The names of all classes, by position.
pub fn class_names(heap: &Heap, redactor: Option<&Redactor<'_>>) -> Vec<String> {
    let name = |class| match redactor {
        Some(redactor) => text(&redactor.class(&heap.classes.key(&heap.snapshot, class))),
        None => heap.classes.name(&heap.snapshot, class).to_lossy().into_owned(),
    };
    heap.classes.table.positions().map(name).collect()
}

/// Writes the table `nodes`, in file order.
pub fn write_nodes<'a>(
    heap: &'a Heap,
    class_names: &'a [String],
    redactor: Option<&Redactor<'_>>,
    mut table: Table<NodeRow<'a>>,
) -> Result<(), ExportError> {
    let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
    for (node, &class) in heap.classes.of_node.iter() {
        let name = match redactor {
            Some(redactor) => text(&redactor.node(node)),
            None => JsStr::new(&namer.name(node)).to_lossy().into_owned(),
        };
        let length = name.len();
        table.push(node_row(heap, node, (class, class_names), name, redactor.is_some()), length)?;
    }
    table.close()
}

fn node_row<'a>(
    heap: &'a Heap,
    node: NodeOrdinal,
    (class, class_names): (ClassId, &'a [String]),
    name: String,
    redact: bool,
) -> NodeRow<'a> {
    let nodes = &heap.snapshot.nodes;
    let place = heap.place(node);
    NodeRow {
        ordinal: node.0 as i32,
        id: nodes.id.of(node).into(),
        r#type: heap.snapshot.type_name(node),
        class_index: class.0 as i32,
        class: class_names.get(class.index()).map_or("", String::as_str),
        name,
        shallow_size: signed(nodes.self_size.of(node)),
        retained_size: heap.dominators.as_ref().map(|dominators| signed(dominators.retained.of(node))),
        distance: heap.distances.as_ref().map(|(distances, _)| distances[node]),
        dominator: heap.dominators.as_ref().map(|dominators| dominators.immediate[node].0 as i32),
        detachedness: nodes.detachedness[node].into(),
        file: place.and_then(|place| file(place, redact)),
        line_number: place.map(|place| place.line.into()),
        column_number: place.map(|place| place.column.into()),
    }
}

fn file(place: SourcePlace<'_>, redact: bool) -> Option<String> {
    let file = place.file?;
    Some(if redact { text(&script_file(file).redacted()) } else { file.to_lossy().into_owned() })
}

/// Writes the table `edges`, in file order.
pub fn write_edges<'a>(
    heap: &'a Heap,
    redactor: Option<&Redactor<'_>>,
    mut table: Table<EdgeRow<'a>>,
) -> Result<(), ExportError> {
    let edges = &heap.snapshot.edges;
    for node in heap.snapshot.nodes.kind.positions() {
        for edge in heap.snapshot.edges_of(node) {
            let (name, index) = name_or_index(heap, redactor, edge);
            let length = name.as_ref().map_or(0, String::len);
            let row = EdgeRow {
                from_node: node.0 as i32,
                to_node: edges.target(edge).0 as i32,
                r#type: edges.type_name(edge),
                name,
                index,
            };
            table.push(row, length)?;
        }
    }
    table.close()
}

/// What an edge is called: a text, or a number that is no data.
fn name_or_index(heap: &Heap, redactor: Option<&Redactor<'_>>, edge: EdgeIndex) -> (Option<String>, Option<i64>) {
    let name = edge_name(&heap.snapshot, edge);
    let shown = redactor.map(|redactor| redactor.edge(edge));
    match (name, shown) {
        (EdgeName::Text(name), None) => (Some(name.to_lossy().into_owned()), None),
        (EdgeName::Text(_), Some(shown)) => (Some(text(&shown)), None),
        (EdgeName::Number(number), None) => (None, Some(number as i64)),
        (EdgeName::Number(number), Some(shown)) => match text(&shown) {
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => (None, Some(number as i64)),
            instead => (Some(instead), None),
        },
    }
}
