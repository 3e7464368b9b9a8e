//! Which nodes a program knows, and which are only parts of them.
//!
//! A Map's table, an array's elements, an object's out-of-line properties are nodes of their own in the file. Whoever asks
//! "who holds this" wants the Map. So every node has an *owner*: itself if a program can see it, the thing it is a part of
//! if it is internal, nobody if it belongs to compiled code and its data.

use crate::error::OutOfMemory;
use crate::graph::landmarks::Role;
use crate::heap::Heap;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex, try_filled};
use crate::snapshot::{EdgeType, NodeType};

/// No node: the owner of what belongs to code.
pub const NOBODY: NodeOrdinal = NodeOrdinal(u32::MAX);

/// What a node is to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Something that a program can see or hold: object, function, scope, string, element of a page.
    Visible,
    /// A part of something: a table, a list of elements.
    Internal,
    /// Compiled code, shapes of objects, and their data.
    Code,
    /// A group of roots.
    Group,
}

/// The owners of a heap's nodes, and what else is asked of every node.
#[derive(Debug)]
pub struct Anatomy {
    parts: Column<NodeOrdinal, Part>,
    owners: Column<NodeOrdinal, NodeOrdinal>,
}

impl Anatomy {
    /// Needs dominators; gives nothing without them.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let parts = parts(heap)?;
        let mut anatomy = Self { owners: Column::filled(parts.len(), NOBODY)?, parts };
        let Some(dominators) = &heap.dominators else { return Ok(anatomy) };
        let mut path = Vec::new();
        let mut known = try_filled(anatomy.parts.len(), false)?;
        for node in anatomy.parts.positions() {
            let mut at = node;
            let owner = loop {
                if known[at.index()] {
                    break anatomy.owners[at];
                }
                match anatomy.parts[at] {
                    Part::Visible | Part::Group => break at,
                    Part::Code => break NOBODY,
                    Part::Internal => {
                        path.push(at);
                        let above = dominators.immediate[at];
                        if above == at {
                            break NOBODY;
                        }
                        at = above;
                    }
                }
            };
            path.push(node);
            for part in path.drain(..) {
                anatomy.owners[part] = owner;
                known[part.index()] = true;
            }
        }
        Ok(anatomy)
    }

    /// What a node is.
    #[inline]
    pub fn part(&self, node: NodeOrdinal) -> Part {
        self.parts[node]
    }

    /// Whether a program can see a node.
    #[inline]
    pub fn is_visible(&self, node: NodeOrdinal) -> bool {
        self.parts[node] == Part::Visible
    }

    /// The visible node or group that a node is, or is a part of.
    #[inline]
    pub fn owner(&self, node: NodeOrdinal) -> NodeOrdinal {
        self.owners[node]
    }
}

fn parts(heap: &Heap) -> Result<Column<NodeOrdinal, Part>, OutOfMemory> {
    let snapshot = &heap.snapshot;
    let mut of_system_name = try_filled(snapshot.strings.len(), 0u8)?;
    let mut parts = Column::default();
    parts.try_reserve(snapshot.nodes.len())?;
    for (node, &kind) in snapshot.nodes.kind.iter() {
        parts.push(match kind {
            NodeType::SYNTHETIC => Part::Group,
            NodeType::CODE => Part::Code,
            NodeType::NUMBER => Part::Internal,
            NodeType::HIDDEN | NodeType::ARRAY | NodeType::NATIVE => {
                let known = &mut of_system_name[snapshot.nodes.name[node].index()];
                if *known == 0 {
                    *known = 1 + system_part(snapshot.raw_name(node).as_bytes()) as u8;
                }
                match (*known, kind) {
                    (CODE_NAME, _) => Part::Code,
                    (PLAIN_NAME, NodeType::NATIVE) => Part::Visible,
                    _ => Part::Internal,
                }
            }
            _ if snapshot.type_name(node) == "object shape" => Part::Code,
            _ => Part::Visible,
        });
    }
    Ok(parts)
}

const PLAIN_NAME: u8 = 1;
const CODE_NAME: u8 = 3;

/// 0: no name of V8's or the browser's own, 1: their data, 2: V8's code and shapes.
fn system_part(name: &[u8]) -> usize {
    const CODE: [&[u8]; 8] = [
        b"system / Map",
        b"system / Feedback",
        b"system / AllocationSite",
        b"system / ScopeInfo",
        b"system / Prototype",
        b"system / SharedFunctionInfo",
        b"(code",
        b"(map",
    ];
    if CODE.iter().any(|start| name.starts_with(start)) {
        2
    } else {
        // The browser's inner objects have C++ names.
        usize::from(name.starts_with(b"system / ") || memchr::memmem::find(name, b"::").is_some())
    }
}

/// How a visible node holds an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// By a link of its own, or of a part that is no table.
    Own,
    /// By the table of a Map or a Set, in which keys and values take turns.
    Table(u8),
}

/// How many entries a visible node holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entries {
    own: u32,
    table: [u32; TABLE_TURN],
}

/// A Map's table repeats key, value, chain.
const TABLE_TURN: usize = 3;

impl Entries {
    /// Counts one more.
    pub fn add(&mut self, via: Via) {
        match via {
            Via::Own => self.own += 1,
            Via::Table(turn) => self.table[usize::from(turn) % TABLE_TURN] += 1,
        }
    }

    /// The number; a key and its value are one entry.
    pub fn count(&self) -> u32 {
        // A Map's links to the next entry are no nodes, so one turn stays empty. A Set's table repeats every two slots,
        // which falls on all three turns.
        let is_set = self.table.iter().all(|&turn| turn > 0);
        let of_table = if is_set { self.table.iter().sum() } else { self.table.iter().copied().max().unwrap_or(0) };
        self.own + of_table
    }
}

/// Walks what each visible node holds directly: its own links and those of its parts.
#[derive(Debug)]
pub struct Holdings {
    /// The walk that met a node last, so that each node counts once in it.
    met_in: Column<NodeOrdinal, u32>,
    walk: u32,
    parts: Vec<(NodeOrdinal, bool)>,
    names: LinkNames,
}

/// Names of links to parts.
#[derive(Debug, Default)]
struct LinkNames {
    /// To parts whose content the object's own links show too.
    doubled: [Option<StringIndex>; 2],
    table: Option<StringIndex>,
}

impl LinkNames {
    fn find(heap: &Heap) -> Self {
        let mut names = Self::default();
        for (index, text) in heap.snapshot.strings.iter() {
            match text.as_bytes() {
                b"properties" => names.doubled[0] = Some(index),
                b"elements" => names.doubled[1] = Some(index),
                b"table" => names.table = Some(index),
                _ => {}
            }
        }
        names
    }
}

impl Holdings {
    /// A walker for a heap.
    pub fn new(heap: &Heap) -> Result<Self, OutOfMemory> {
        let met_in = Column::filled(heap.snapshot.nodes.len(), 0)?;
        Ok(Self { met_in, walk: 0, parts: Vec::new(), names: LinkNames::find(heap) })
    }

    /// Calls `entry` with each visible node that `holder` holds directly, once, with the edge that leads to it.
    pub fn each(
        &mut self,
        heap: &Heap,
        anatomy: &Anatomy,
        holder: NodeOrdinal,
        mut entry: impl FnMut(Via, EdgeIndex, NodeOrdinal),
    ) {
        let edges = &heap.snapshot.edges;
        self.walk += 1;
        self.parts.push((holder, false));
        self.met_in[holder] = self.walk;
        while let Some((part, in_table)) = self.parts.pop() {
            for edge in heap.snapshot.edges_of(part) {
                let target = edges.target(edge);
                if self.met_in[target] == self.walk || !is_holding(heap, edge) {
                    continue;
                }
                let name = edges.name(edge).filter(|_| edges.kind(edge) == EdgeType::Internal);
                match anatomy.part(target) {
                    Part::Visible => {
                        self.met_in[target] = self.walk;
                        entry(if in_table { Via::Table(turn(heap, edge)) } else { Via::Own }, edge, target);
                    }
                    Part::Internal if anatomy.owner(target) == holder => {
                        let is_doubled = part == holder && name.is_some() && self.names.doubled.contains(&name);
                        if !(is_doubled && is_shown_by_own_links(heap, holder, target)) {
                            self.met_in[target] = self.walk;
                            self.parts.push((target, in_table || name.is_some() && name == self.names.table));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// How many entries `holder` has.
    pub fn count(&mut self, heap: &Heap, anatomy: &Anatomy, holder: NodeOrdinal) -> u32 {
        let mut entries = Entries::default();
        self.each(heap, anatomy, holder, |via, _, _| entries.add(via));
        entries.count()
    }
}

/// Whether an object's own links show all that a part of it refers to. A table of properties refers to keys as well, and
/// numbers in it have no links.
fn is_shown_by_own_links(heap: &Heap, holder: NodeOrdinal, part: NodeOrdinal) -> bool {
    let links = |node| heap.snapshot.nodes.edge_range(node).len();
    links(part) <= 3 * links(holder) + TABLE_TURN
}

/// Whose turn a slot of a table is.
fn turn(heap: &Heap, edge: EdgeIndex) -> u8 {
    let edges = &heap.snapshot.edges;
    let slot = match edges.name(edge) {
        None => Some(u64::from(edges.name_or_index(edge))),
        Some(name) => heap.snapshot.strings.get(name).leading_integer(),
    };
    slot.map_or(0, |slot| (slot % TABLE_TURN as u64) as u8)
}

/// Whether an edge keeps its target, for a person: not weak, not a prototype.
#[inline]
pub fn is_holding(heap: &Heap, edge: EdgeIndex) -> bool {
    let edges = &heap.snapshot.edges;
    match edges.kind(edge) {
        EdgeType::Weak | EdgeType::Shortcut => false,
        EdgeType::Property => heap.landmarks.role(StringIndex(edges.name_or_index(edge))) != Role::Proto,
        _ => true,
    }
}
