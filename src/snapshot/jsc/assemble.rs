//! Lists of nodes and edges → columns.

use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex, try_filled, try_with_capacity};
use crate::runtime_names::cells::ABSENT_TEXT;
use crate::runtime_names::jsc;
use crate::snapshot::cells::{node_type, node_type_names};
use crate::snapshot::first_edges::FirstEdges;
use crate::snapshot::{EdgeType, Edges, Format, Link, Nodes, Snapshot, StringTable, Warnings};
use crate::sort;
use crate::text::JsStr;

const EDGE_FIELDS: usize = 4;
const NODE_FIELDS: usize = 4;
/// For debugging: also a label and two addresses.
const DEBUGGING_NODE_FIELDS: usize = 7;
/// The id of what holds the roots.
const ROOT: u32 = 0;

/// What the file holds.
#[derive(Debug, Default)]
pub struct Sections {
    pub is_for_debugging: bool,
    pub nodes: Vec<u32>,
    pub edges: Vec<u32>,
    pub class_names: StringTable,
    pub edge_types: StringTable,
    pub edge_names: StringTable,
    pub labels: StringTable,
}

/// The snapshot of these sections.
///
/// # Errors
///
/// When a list ends in the middle of a record, there is no root, or there is more than can be indexed.
pub fn assembled(sections: Sections) -> Result<Snapshot, Problem> {
    let stride = if sections.is_for_debugging { DEBUGGING_NODE_FIELDS } else { NODE_FIELDS };
    if !sections.nodes.len().is_multiple_of(stride) || !sections.edges.len().is_multiple_of(EDGE_FIELDS) {
        let found = format!("{} of nodes, {} of edges", sections.nodes.len(), sections.edges.len());
        return Err(Problem::Unexpected { expected: "as many numbers as whole records have", found });
    }
    let count = (sections.nodes.len() / stride) as u64;
    if count >= Link::MOST_NODES {
        return Err(Problem::TooLarge { items: "nodes", value: count, limit: Link::MOST_NODES });
    }
    let Sections { nodes: records, edges: edge_records, class_names, edge_types, edge_names, labels, .. } = sections;
    let cut_texts = edge_names.cut() + class_names.cut() + labels.cut();
    let mut strings = Strings::new(edge_names, &class_names, &labels)?;
    let (mut nodes, ids) = nodes_of(&records, stride, &class_names, &labels, &mut strings)?;
    drop(records);
    let root = ids.find(ROOT).ok_or_else(|| {
        let expected = "a node with the id 0, the root";
        Problem::Unexpected { expected, found: format!("{count} others") }
    })?;
    let (edges, first_edge, lost_edges) = edges_of(&edge_records, &ids, &edge_types, &mut strings)?;
    nodes.first_edge = first_edge;
    let Strings { table: strings, missing: missing_names, .. } = strings;
    let warnings = Warnings { missing_names, lost_edges, cut_texts, texts_missing: true, ..Warnings::default() };
    Ok(Snapshot {
        format: Format::JavaScriptCore,
        root,
        extra_native_bytes: 0.0,
        node_type_names: node_type_names(),
        nodes,
        edges,
        strings_of_file: strings.len(),
        strings,
        locations: Default::default(),
        scopes: Default::default(),
        allocations: Default::default(),
        warnings,
    })
}

/// Where the file's strings are in the table: the names of edges first.
struct Strings {
    table: StringTable,
    edge_names: u32,
    classes: u32,
    labels: u32,
    empty: StringIndex,
    absent_text: StringIndex,
    missing_name: StringIndex,
    /// How many names were not there.
    missing: u64,
}

impl Strings {
    fn new(edge_names: StringTable, classes: &StringTable, labels: &StringTable) -> Result<Self, OutOfMemory> {
        let mut table = edge_names;
        let edge_names = table.len() as u32;
        for (_, text) in classes.iter().chain(labels.iter()) {
            table.add(text)?;
        }
        let empty = table.add(JsStr::new(b""))?;
        let absent_text = table.add(JsStr::new(ABSENT_TEXT))?;
        let missing_name = table.add(JsStr::new(crate::snapshot::MISSING_NAME))?;
        let (classes, labels) = (edge_names, edge_names + classes.len() as u32);
        Ok(Self { table, edge_names, classes, labels, empty, absent_text, missing_name, missing: 0 })
    }

    fn edge_name(&mut self, number: u32) -> StringIndex {
        self.at(0, number, self.edge_names)
    }

    fn class(&mut self, number: u32) -> StringIndex {
        self.at(self.classes, number, self.labels - self.classes)
    }

    fn label(&mut self, number: u32, count: usize) -> StringIndex {
        self.at(self.labels, number, count as u32)
    }

    fn at(&mut self, start: u32, number: u32, count: u32) -> StringIndex {
        if number < count {
            StringIndex(start + number)
        } else {
            self.missing += 1;
            self.missing_name
        }
    }
}

/// The nodes by id.
struct Ids(Vec<u64>);

impl Ids {
    fn find(&self, id: u32) -> Option<NodeOrdinal> {
        let found = self.0.binary_search_by_key(&id, |&entry| (entry >> 32) as u32).ok()?;
        self.0.get(found).map(|&entry| NodeOrdinal(entry as u32))
    }
}

fn nodes_of(
    records: &[u32],
    stride: usize,
    class_names: &StringTable,
    labels: &StringTable,
    strings: &mut Strings,
) -> Result<(Nodes, Ids), Problem> {
    let count = records.len() / stride;
    // Of a node that is listed twice the first counts.
    let mut first: Vec<u64> = try_with_capacity(count)?;
    first.extend(records.chunks_exact(stride).zip(0u64..).map(|(record, at)| u64::from(record[0]) << 32 | at));
    sort::by_upper_half(&mut first)?;
    first.dedup_by_key(|entry| *entry >> 32);
    let mut is_first = try_filled(count, false)?;
    for &entry in &first {
        if let Some(is_first) = is_first.get_mut(entry as u32 as usize) {
            *is_first = true;
        }
    }
    let mut nodes = Nodes::default();
    nodes.kind.try_reserve(count)?;
    nodes.name.try_reserve(count)?;
    nodes.self_size.try_reserve(count)?;
    for (record, _) in records.chunks_exact(stride).zip(&is_first).filter(|&(_, &is_first)| is_first) {
        let &[id, size, class, flags, ..] = record else { continue };
        let (kind, naming) = jsc::kind(class_names.get(StringIndex(class)).as_bytes(), flags);
        let label = record.get(NODE_FIELDS).filter(|_| naming == jsc::Naming::Label);
        nodes.kind.push(node_type(kind));
        nodes.name.push(match (naming, label) {
            (jsc::Naming::AbsentText, _) => strings.absent_text,
            (jsc::Naming::Label, Some(&label)) => strings.label(label, labels.len()),
            (jsc::Naming::Label, None) => strings.empty,
            (jsc::Naming::Class, _) => strings.class(class),
        });
        nodes.id.push(id)?;
        nodes.self_size.push(size.into());
    }
    nodes.detachedness = Column::filled(nodes.len(), 0)?;
    let mut ids: Vec<u64> = first;
    ids.clear();
    ids.extend(nodes.id.iter().map(|(node, id)| u64::from(id) << 32 | u64::from(node.0)));
    sort::by_upper_half(&mut ids)?;
    Ok((nodes, Ids(ids)))
}

/// The edges grouped by the node that they start from, where those of each begin, and how many lead from or to a node that
/// is not there.
fn edges_of(
    records: &[u32],
    ids: &Ids,
    type_names: &StringTable,
    strings: &mut Strings,
) -> Result<(Edges, FirstEdges, u64), Problem> {
    let node_count = ids.0.len();
    let mut types: Vec<EdgeType> = Vec::new();
    for (_, name) in type_names.iter().take(64) {
        types.push(match name.as_bytes() {
            b"Property" => EdgeType::Property,
            b"Index" => EdgeType::Element,
            b"Variable" => EdgeType::Context,
            _ => EdgeType::Internal,
        });
    }
    let count = records.len() / EDGE_FIELDS;
    // From and position in one word, to be sorted; targets beside it.
    let mut order: Vec<u64> = try_with_capacity(count)?;
    let mut targets: Vec<NodeOrdinal> = try_with_capacity(count)?;
    for (record, at) in records.chunks_exact(EDGE_FIELDS).zip(0u64..) {
        let &[from, to, ..] = record else { continue };
        let ends = ids.find(from).zip(ids.find(to));
        targets.push(ends.map_or(NodeOrdinal(0), |(_, to)| to));
        if let Some((from, _)) = ends {
            order.push(u64::from(from.0) << 32 | at);
        }
    }
    let lost = (count - order.len()) as u64;
    sort::by_upper_half(&mut order)?;
    let mut edges = Edges::default();
    edges.try_reserve(order.len())?;
    let mut first_edge = FirstEdges::default();
    first_edge.try_reserve(node_count + 1)?;
    for &entry in &order {
        let (from, at) = ((entry >> 32) as usize, entry as u32 as usize);
        while first_edge.len() <= from {
            first_edge.push(EdgeIndex::at(edges.len()))?;
        }
        let record = records.get(at * EDGE_FIELDS..).unwrap_or_default();
        let &[_, _, kind, name, ..] = record else { continue };
        let kind = types.get(kind as usize).copied().unwrap_or(EdgeType::Internal);
        let name = match kind {
            EdgeType::Element => name,
            EdgeType::Internal => strings.empty.0,
            _ => strings.edge_name(name).0,
        };
        edges.push(kind, name, targets.get(at).copied().unwrap_or_default())?;
    }
    while first_edge.len() <= node_count {
        first_edge.push(EdgeIndex::at(edges.len()))?;
    }
    Ok((edges, first_edge, lost))
}
