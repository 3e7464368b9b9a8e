//! What a visible node holds directly: its own links and those of its parts.
//!
//! A Map with three entries has one link, to its table, and the table has the keys and the values. To a person it has
//! three entries. V8's `OrderedHashMap` lays its records out one after the other, and the slots of a record are, in turn,
//! key, value and the number of the next record in its bucket; an `OrderedHashSet` has only key and number. So, counting
//! slots by their position modulo three:
//!
//! ```text
//! Map  k v · k v · k v ·    keys fall on one position, values on another, nothing on the third
//! Set  k · k · k · k · k    keys fall on all three positions, because records are two slots long
//! ```

use super::Model;
use crate::error::OutOfMemory;
use crate::graph::Visibility;
use crate::graph::is_retaining_by;
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex};
use crate::runtime_names::{hermes, v8};
use crate::snapshot::{EdgeType, InOrder, NodeType};

/// How a visible node holds an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// By a link of its own, or of a part that is no table.
    Own,
    /// By the table of a Map or a Set, at this position of a record (0, 1 or 2).
    Table(u8),
}

/// How many entries a visible node holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entries {
    own: u32,
    /// By position in the record.
    table: [u32; RECORD],
}

/// Slots of a record in a Map's table: key, value, chain.
const RECORD: usize = 3;

impl Entries {
    /// Counts one more.
    pub fn add(&mut self, via: Via) {
        match via {
            Via::Own => self.own += 1,
            Via::Table(slot) => self.table[usize::from(slot) % RECORD] += 1,
        }
    }

    /// The number; a key and its value are one entry.
    pub fn count(&self) -> u32 {
        let is_set = self.table.iter().all(|&slots| slots > 0);
        let of_table = if is_set { self.table.iter().sum() } else { self.table.iter().copied().max().unwrap_or(0) };
        self.own + of_table
    }
}

/// Walks the entries of one visible node after the other, most quickly in the order of the file.
#[derive(Debug)]
pub struct EntryWalker<'m> {
    model: &'m Model<'m>,
    /// The walk that met a node last, so that each node counts once in it.
    met_in: Column<NodeOrdinal, u32>,
    walk: u32,
    parts: Vec<(NodeOrdinal, bool)>,
    names: InOrder<'m, EdgeIndex>,
}

impl<'m> EntryWalker<'m> {
    /// A walker for a model.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(model: &'m Model<'m>) -> Result<Self, OutOfMemory> {
        let met_in = Column::filled(model.heap.snapshot.nodes.len(), 0)?;
        Ok(Self { model, met_in, walk: 0, parts: Vec::new(), names: model.heap.snapshot.edges.names_in_order() })
    }

    /// Calls `entry` with each visible node that `holder` holds directly, and whether it is met for the first time: by the table of
    /// a Map or by its own properties one value has several keys, all else is met once. Properties that are `true`, `null` or the
    /// like are entries, too.
    pub fn each(&mut self, holder: NodeOrdinal, mut entry: impl FnMut(Via, NodeOrdinal, bool)) {
        let model = self.model;
        let snapshot = &model.heap.snapshot;
        let edges = &snapshot.edges;
        self.walk += 1;
        self.parts.push((holder, false));
        self.met_in[holder] = self.walk;
        while let Some((part, in_table)) = self.parts.pop() {
            for edge in snapshot.edges_of(part) {
                let (kind, target) = (edges.kind(edge), edges.target(edge));
                let visibility = model.visibility(target);
                // Most links lead to shapes.
                if matches!(visibility, Visibility::Code | Visibility::RootGroup) {
                    continue;
                }
                let name = || StringIndex(self.names.of(edge));
                let is_first = self.met_in[target] != self.walk;
                let is_property = part == holder && kind == EdgeType::Property;
                if !is_first && !in_table && !is_property || !is_retaining_by(model.heap.graph(), kind, name) {
                    continue;
                }
                match visibility {
                    Visibility::Internal if is_property && is_constant(model.heap, target) => {
                        entry(Via::Own, target, is_first);
                    }
                    Visibility::Visible => {
                        self.met_in[target] = self.walk;
                        if let Some(via) = via(model, edge, in_table) {
                            entry(via, target, is_first);
                        }
                    }
                    Visibility::Internal if is_first && model.owner(target) == holder => {
                        let role = part_role(model.heap, edge);
                        // What it holds the object's own links show, too.
                        let is_doubled = part == holder && matches!(role, Role::Properties | Role::Elements);
                        if !(is_doubled && is_shown_by_own_links(model.heap, holder, target)) {
                            self.met_in[target] = self.walk;
                            self.parts.push((target, in_table || role == Role::Table));
                        }
                    }
                    Visibility::Internal | Visibility::Code | Visibility::RootGroup => {}
                }
            }
        }
    }

    /// How many entries `holder` has.
    pub fn count(&mut self, holder: NodeOrdinal) -> u32 {
        let mut entries = Entries::default();
        self.each(holder, |via, _, _| entries.add(via));
        entries.count()
    }
}

/// How a link holds an entry; not at all, if it leads to a prototype. Maps and Sets of Hermes are chains of cells that have
/// a key and a value each.
fn via(model: &Model<'_>, edge: EdgeIndex, in_table: bool) -> Option<Via> {
    let snapshot = &model.heap.snapshot;
    if model.columns.is_hermes
        && snapshot.edges.kind(edge) == EdgeType::Internal
        && let Some(name) = snapshot.edges.name(edge)
    {
        match snapshot.strings.get(name).as_bytes() {
            hermes::PROTOTYPE => return None,
            hermes::KEY => return Some(Via::Table(0)),
            hermes::VALUE => return Some(Via::Table(1)),
            _ => {}
        }
    }
    Some(if in_table { Via::Table(table_slot(model.heap, edge)) } else { Via::Own })
}

/// Whether a node is `true`, `null` or the like, which V8 hides as it hides its own data.
fn is_constant(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.nodes.kind[node] == NodeType::HIDDEN && !v8::is_system(heap.snapshot.raw_name(node).as_bytes())
}

/// What the name of a link to a part says of that.
fn part_role(heap: &Heap, edge: EdgeIndex) -> Role {
    match heap.snapshot.edges.kind(edge) {
        EdgeType::Internal => heap.well_known.role(StringIndex(heap.snapshot.edges.name_or_index(edge))),
        _ => Role::Plain,
    }
}

/// Whether an object's own links show all that a part of it refers to. A table of properties refers to keys as well, and
/// numbers in it have no links; where a runtime writes them, those of the object that lead to numbers show nothing.
fn is_shown_by_own_links(heap: &Heap, holder: NodeOrdinal, part: NodeOrdinal) -> bool {
    let snapshot = &heap.snapshot;
    let is_number = |edge| snapshot.nodes.kind[snapshot.edges.target(edge)] == NodeType::NUMBER;
    let links = |node| snapshot.edges_of(node).filter(|&edge| !is_number(edge)).count();
    links(part) <= 3 * links(holder) + RECORD
}

/// Position of a slot within its record of a table: key, value or chain.
fn table_slot(heap: &Heap, edge: EdgeIndex) -> u8 {
    let edges = &heap.snapshot.edges;
    let slot = match edges.name(edge) {
        None => Some(u64::from(edges.name_or_index(edge))),
        Some(name) => heap.snapshot.strings.get(name).parse_int().map(|slot| slot as u64),
    };
    slot.map_or(0, |slot| (slot % RECORD as u64) as u8)
}
