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
//!
//! A property counts whatever it leads to, one thing many times or `true`. An element that is there many times counts once: so
//! arrays are filled that nothing is in yet. Numbers have no links: of an object used as a dictionary of these the keys are counted.

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
    /// As a key in a table that has more of them than the object's own links show.
    Key,
    /// By the table of a Map or a Set, at this position of a record (0, 1 or 2).
    Table(u8),
}

/// How many entries a visible node holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entries {
    own: u32,
    keys: u32,
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
            Via::Key => self.keys += 1,
            Via::Table(slot) => self.table[usize::from(slot) % RECORD] += 1,
        }
    }

    /// The number; a key and its value are one entry.
    pub fn count(&self) -> u32 {
        let is_set = self.table.iter().all(|&slots| slots > 0);
        let of_table = if is_set { self.table.iter().sum() } else { self.table.iter().copied().max().unwrap_or(0) };
        self.own.max(self.keys) + of_table
    }
}

/// What the links of a node on the way are to the holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Its own.
    Holder,
    /// Those of its table of properties.
    Properties,
    /// Those of the table of a Map or a Set, or of a part of it.
    Table,
    /// Those of another part.
    Plain,
}

/// Walks the entries of one visible node after the other, most quickly in the order of the file.
#[derive(Debug)]
pub struct EntryWalker<'m> {
    model: &'m Model<'m>,
    /// The walk that met a node last, so that each node counts once in it.
    met_in: Column<NodeOrdinal, u32>,
    walk: u32,
    parts: Vec<(NodeOrdinal, Part)>,
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
    /// a Map or by properties one value may be met several times, all else is met once.
    pub fn each(&mut self, holder: NodeOrdinal, mut entry: impl FnMut(Via, NodeOrdinal, bool)) {
        let model = self.model;
        let snapshot = &model.heap.snapshot;
        let edges = &snapshot.edges;
        self.walk += 1;
        self.parts.push((holder, Part::Holder));
        self.met_in[holder] = self.walk;
        // What the holder's own links show, and what they may show all of.
        let (mut shown, mut doubled) = (0, [None; 2]);
        while let Some((part, links_of)) = self.parts.pop() {
            for edge in snapshot.edges_of(part) {
                let (kind, target) = (edges.kind(edge), edges.target(edge));
                let visibility = model.visibility(target);
                // Most links lead to shapes.
                if matches!(visibility, Visibility::Code | Visibility::RootGroup) {
                    continue;
                }
                let name = || StringIndex(self.names.of(edge));
                let is_first = self.met_in[target] != self.walk;
                let is_counted = kind == EdgeType::Property && links_of == Part::Holder;
                let may_come_again = links_of == Part::Table || is_counted;
                if !is_first && !may_come_again || !is_retaining_by(model.heap.graph(), kind, name) {
                    continue;
                }
                match visibility {
                    Visibility::Internal if is_counted && is_constant(model.heap, target) => {
                        shown += 1;
                        entry(Via::Own, target, is_first);
                    }
                    Visibility::Visible => {
                        self.met_in[target] = self.walk;
                        if let Some(via) = via(model, edge, links_of) {
                            shown += usize::from(links_of == Part::Holder && !is_number(model.heap, target));
                            entry(via, target, is_first);
                        }
                    }
                    Visibility::Internal if is_first && model.owner(target) == holder => {
                        let role = part_role(model.heap, edge);
                        match (links_of, role) {
                            (Part::Holder, Role::Properties) => doubled[0] = Some((target, Part::Properties)),
                            (Part::Holder, Role::Elements) => doubled[1] = Some((target, Part::Plain)),
                            _ => {
                                self.met_in[target] = self.walk;
                                let is_table = links_of == Part::Table || role == Role::Table;
                                self.parts.push((target, if is_table { Part::Table } else { Part::Plain }));
                            }
                        }
                    }
                    Visibility::Internal | Visibility::Code | Visibility::RootGroup => {}
                }
            }
            if links_of == Part::Holder {
                self.parts
                    .extend(doubled.into_iter().flatten().filter(|&(part, _)| !shows_all(model.heap, shown, part)));
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
fn via(model: &Model<'_>, edge: EdgeIndex, links_of: Part) -> Option<Via> {
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
    Some(match links_of {
        Part::Table => Via::Table(table_slot(model.heap, edge)),
        Part::Properties => Via::Key,
        Part::Holder | Part::Plain => Via::Own,
    })
}

/// What the name of a link to a part says of that.
fn part_role(heap: &Heap, edge: EdgeIndex) -> Role {
    match heap.snapshot.edges.kind(edge) {
        EdgeType::Internal => heap.well_known.role(StringIndex(heap.snapshot.edges.name_or_index(edge))),
        _ => Role::Plain,
    }
}

/// Whether so many of an object's own links show all that a part of it refers to. A table of properties refers to keys as
/// well, and numbers in it have no links; where a runtime writes these, links to them show nothing.
fn shows_all(heap: &Heap, shown: usize, part: NodeOrdinal) -> bool {
    let snapshot = &heap.snapshot;
    let links = snapshot.edges_of(part).filter(|&edge| !is_number(heap, snapshot.edges.target(edge))).count();
    links <= 2 * shown + RECORD
}

/// Whether a node is `true`, `null` or the like, which V8 hides as it hides its own data.
fn is_constant(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.nodes.kind[node] == NodeType::HIDDEN && !v8::is_system(heap.snapshot.raw_name(node).as_bytes())
}

fn is_number(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.nodes.kind[node] == NodeType::NUMBER
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
