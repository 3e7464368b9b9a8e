//! Messages → columns. Edges keep addresses until all nodes are there.

use std::collections::HashMap;

use super::message::Node;
use super::names;
use super::texts::Texts;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex};
use crate::runtime_names::cells::{ABSENT_TEXT, CellKind};
use crate::runtime_names::spidermonkey;
use crate::snapshot::cells::{node_type, node_type_names};
use crate::snapshot::sizes::MOST_BYTES;
use crate::snapshot::{EdgeType, Edges, Format, Link, Nodes, Snapshot, Warnings};

/// What has been read so far.
#[derive(Debug, Default)]
pub struct Assembly {
    texts: Texts,
    kinds: Vec<CellKind>,
    nodes: Nodes,
    addresses: HashMap<u64, NodeOrdinal>,
    edges: Vec<Unresolved>,
    bytes: u64,
}

/// An edge whose target is an address.
#[derive(Clone, Copy, Debug)]
struct Unresolved {
    kind: EdgeType,
    name_or_index: u32,
    target: u64,
}

impl Assembly {
    /// Takes a node with its edges.
    ///
    /// # Errors
    ///
    /// When it refers to a text that has not come up, or there is no memory for it.
    pub fn add(&mut self, node: &Node<'_>) -> Result<(), Problem> {
        let Some(address) = node.id else {
            return Err(Problem::Unexpected { expected: "a node with an id", found: "one without".to_owned() });
        };
        let count = self.kinds.len();
        if count as u64 >= Link::MOST_NODES {
            return Err(Problem::TooLarge { items: "nodes", value: count as u64 + 1, limit: Link::MOST_NODES });
        }
        let ordinal = NodeOrdinal::at(count);
        self.addresses.try_reserve(1).map_err(|_| OutOfMemory::of::<(u64, NodeOrdinal)>(count))?;
        // Of a node that comes twice the first counts.
        let is_first = *self.addresses.entry(address).or_insert(ordinal) == ordinal;
        // All texts have to be taken note of, in the order in which they were written.
        let type_name = self.texts.two_byte(node.type_name)?;
        let class = self.texts.one_byte(node.class_name)?;
        let kind = {
            let name = type_name.map_or(&b""[..], |name| self.texts.get(name));
            spidermonkey::kind(name, class.map(|class| self.texts.get(class)), node.coarse_type)
        };
        let is_scope = class.is_some_and(|class| spidermonkey::is_scope(self.texts.get(class)));
        let first_edge = self.edges.len();
        for (edge, at) in node.edges().zip(0..) {
            let edge = edge?;
            let name = self.texts.two_byte(edge.name)?;
            let (Some(target), true) = (edge.referent, is_first) else { continue };
            let (kind, name_or_index) = self.link(kind, is_scope, name, at == 0)?;
            self.edges.try_reserve(1).map_err(|_| OutOfMemory::of::<Unresolved>(self.edges.len()))?;
            self.edges.push(Unresolved { kind, name_or_index, target });
        }
        for frame in node.frames() {
            let frame = frame?;
            self.texts.two_byte(frame.source)?;
            self.texts.two_byte(frame.function)?;
        }
        self.texts.one_byte(node.script_filename)?;
        let description = self.texts.two_byte(node.descriptive_type_name)?;
        if !is_first {
            return Ok(());
        }
        let name = match kind {
            CellKind::Text => self.texts.own(ABSENT_TEXT)?,
            CellKind::Function => self.texts.own(b"")?,
            CellKind::Native => description.or(type_name).map_or_else(|| self.texts.own(b""), Ok)?,
            _ => class.or(type_name).map_or_else(|| self.texts.own(b""), Ok)?,
        };
        let size = node.size.min(MOST_BYTES - self.bytes);
        self.bytes += size;
        self.push(kind, name, address, size, first_edge)?;
        Ok(())
    }

    fn push(
        &mut self,
        kind: CellKind,
        name: StringIndex,
        address: u64,
        size: u64,
        first_edge: usize,
    ) -> Result<(), OutOfMemory> {
        let nodes = &mut self.nodes;
        nodes.kind.try_grow(1)?;
        nodes.name.try_grow(1)?;
        nodes.self_size.try_grow(1)?;
        self.kinds.try_reserve(1).map_err(|_| OutOfMemory::of::<CellKind>(self.kinds.len()))?;
        nodes.kind.push(node_type(kind));
        nodes.name.push(name);
        nodes.id.push(id_of(address))?;
        nodes.self_size.push(size);
        nodes.first_edge.push(EdgeIndex::at(first_edge))?;
        self.kinds.push(kind);
        Ok(())
    }

    /// The type of an edge, and its name or number.
    fn link(
        &mut self,
        from: CellKind,
        is_scope: bool,
        name: Option<StringIndex>,
        is_first: bool,
    ) -> Result<(EdgeType, u32), OutOfMemory> {
        let name = name.map_or_else(|| self.texts.own(b""), Ok)?;
        let is_object = matches!(from, CellKind::Object | CellKind::Function);
        let link =
            if is_object { spidermonkey::link(self.texts.get(name), is_first) } else { spidermonkey::Link::Internal };
        Ok(match link {
            spidermonkey::Link::Element(number) => (EdgeType::Element, number),
            spidermonkey::Link::Named if is_scope => (EdgeType::Context, name.0),
            spidermonkey::Link::Named => (EdgeType::Property, name.0),
            spidermonkey::Link::Internal => (EdgeType::Internal, name.0),
        })
    }

    /// The snapshot of all nodes.
    ///
    /// # Errors
    ///
    /// When there is no root, or no memory for the edges.
    pub fn finish(self) -> Result<Snapshot, Problem> {
        let Self { mut texts, kinds, mut nodes, addresses, edges: unresolved, .. } = self;
        let root = kinds.iter().position(|&kind| kind == CellKind::Root).ok_or_else(|| {
            let expected = "a node of the type JS::ubi::RootList";
            Problem::Unexpected { expected, found: format!("{} others", kinds.len()) }
        })?;
        let (edges, lost_edges) = resolved(&unresolved, &addresses, &mut nodes)?;
        nodes.detachedness = Column::filled(nodes.len(), 0)?;
        names::name_by_constructor(&mut nodes, &edges, &kinds, &texts.table)?;
        let strings = std::mem::take(&mut texts.table);
        let cut_texts = strings.cut();
        Ok(Snapshot {
            format: Format::Firefox,
            root: NodeOrdinal::at(root),
            extra_native_bytes: 0.0,
            node_type_names: node_type_names(),
            nodes,
            edges,
            strings_of_file: strings.len(),
            strings,
            locations: Default::default(),
            scopes: Default::default(),
            allocations: Default::default(),
            warnings: Warnings { lost_edges, cut_texts, texts_missing: true, ..Warnings::default() },
        })
    }
}

/// The edges with their targets, and how many lead nowhere; these are left out.
fn resolved(
    unresolved: &[Unresolved],
    addresses: &HashMap<u64, NodeOrdinal>,
    nodes: &mut Nodes,
) -> Result<(Edges, u64), OutOfMemory> {
    let mut edges = Edges::default();
    edges.try_reserve(unresolved.len())?;
    let mut lost = 0;
    let starts = std::mem::take(&mut nodes.first_edge);
    let begins = |node: usize, at: usize| starts.of(node).is_some_and(|start| start.index() <= at);
    for (edge, at) in unresolved.iter().zip(0..) {
        while begins(nodes.first_edge.len(), at) {
            nodes.first_edge.push(EdgeIndex::at(edges.len()))?;
        }
        match addresses.get(&edge.target) {
            Some(&target) => edges.push(edge.kind, edge.name_or_index, target)?,
            None => lost += 1,
        }
    }
    while nodes.first_edge.len() <= starts.len() {
        nodes.first_edge.push(EdgeIndex::at(edges.len()))?;
    }
    Ok((edges, lost))
}

/// A number of 32 bits for an address: cells lie at multiples of eight, most of them within some gigabytes. It is even,
/// because numbers do not grow with time here as V8's odd ones do.
fn id_of(address: u64) -> u32 {
    ((address / 8) as u32) << 1
}
