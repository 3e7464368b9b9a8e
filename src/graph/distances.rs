//! How far each node is from the roots: breadth first, from the user roots, then from the root (docs/semantics.md §5).

use super::landmarks::{Landmarks, Role};
use super::node_set::NodeSet;
use super::roots;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, try_filled, try_with_capacity};
use crate::snapshot::{EdgeType, Link, NodeType, Snapshot};

/// Not reached at all.
pub const UNREACHED: i32 = -5;
/// The root's distance where there are user roots; what is reached only from there has more.
pub const SYSTEM: i32 = 100_000_000;

/// What the Retainers pane takes for the distance of an unreached node, so that it comes last (docs/semantics.md §17).
const UNREACHED_RETAINER: i32 = 200_000_000;

/// The distance of a retainer: as stored, but larger than any if it is unreached.
pub fn of_retainer(distance: i32) -> i32 {
    if distance == UNREACHED { UNREACHED_RETAINER } else { distance }
}

/// The distance of each node as the reference stores it.
pub type Distances = Column<NodeOrdinal, i32>;

/// The distance as it is shown: what only the system reaches has none.
pub fn shown(distance: i32) -> Option<i32> {
    (0..SYSTEM).contains(&distance).then_some(distance)
}

/// Edges followed in one call (see `blocks.rs`).
const STEPS: usize = 1 << 15;

/// Computes the distances of all nodes.
pub fn compute(snapshot: &Snapshot, landmarks: &Landmarks) -> Result<Distances, OutOfMemory> {
    let mut search = Search {
        snapshot,
        landmarks,
        distances: Column::filled(snapshot.nodes.len(), UNREACHED)?,
        reached: NodeSet::new(snapshot.nodes.len())?,
        queue: try_with_capacity(snapshot.nodes.len())?,
        next: 0,
        half_met: try_filled(landmarks.pair_count(), false)?,
    };
    for node in roots::user_roots(snapshot, landmarks) {
        if search.reached.insert(node) {
            search.distances[node] = 1;
            search.queue.push(node);
        }
    }
    let from_user_roots = !search.queue.is_empty();
    while search.spread() {}
    search.distances[snapshot.root] = if from_user_roots { SYSTEM } else { 0 };
    search.reached.insert(snapshot.root);
    (search.queue, search.next) = (vec![snapshot.root], 0);
    while search.spread() {}
    Ok(search.distances)
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    landmarks: &'a Landmarks,
    distances: Distances,
    /// The nodes whose distance is known.
    reached: NodeSet,
    /// Those in the order in which they were reached, and how many of them have been asked for their edges.
    queue: Vec<NodeOrdinal>,
    next: usize,
    /// WeakMap entries of which one edge has been refused and the other has not been met yet; kept over both searches.
    half_met: Vec<bool>,
}

/// What is special about the edges of a node.
#[derive(Clone, Copy, PartialEq)]
enum Source {
    Ordinary,
    NativeContext,
    MapDescriptors,
}

impl Search<'_> {
    /// Follows the edges of some nodes; says whether there are more.
    #[inline(never)]
    fn spread(&mut self) -> bool {
        let mut followed = 0;
        while followed < STEPS {
            let Some(&node) = self.queue.get(self.next) else { return false };
            self.next += 1;
            let distance = self.distances[node].saturating_add(1);
            let source = self.source(node);
            let edges = self.snapshot.nodes.edge_range(node);
            followed += edges.len() + 1;
            for (edge, link) in edges.clone().zip(self.snapshot.edges.links_in(edges)) {
                let target = link.target();
                if !self.reached.contains(target) && self.accepts(source, EdgeIndex::at(edge), *link) {
                    self.reached.insert(target);
                    self.distances[target] = distance;
                    self.queue.push(target);
                }
            }
        }
        true
    }

    fn source(&self, node: NodeOrdinal) -> Source {
        let name = self.snapshot.nodes.name[node];
        match self.snapshot.nodes.kind[node] {
            NodeType::HIDDEN if self.landmarks.role(name) == Role::NativeContext => Source::NativeContext,
            NodeType::ARRAY if self.landmarks.role(name) == Role::MapDescriptors => Source::MapDescriptors,
            _ => Source::Ordinary,
        }
    }

    #[inline]
    fn accepts(&mut self, source: Source, edge: EdgeIndex, link: Link) -> bool {
        if link.is(EdgeType::Weak) {
            return false;
        }
        match source {
            Source::MapDescriptors => return self.is_map_descriptor_kept(edge),
            Source::NativeContext if self.is_sloppy_function_map(edge) => return false,
            _ => {}
        }
        !link.is_weak_map_entry() || self.is_second_half(edge)
    }

    fn is_sloppy_function_map(&self, edge: EdgeIndex) -> bool {
        let name = self.snapshot.edges.name(edge);
        name.is_some_and(|name| self.landmarks.role(name) == Role::SloppyFunctionMap)
    }

    /// The first edge of a WeakMap entry is refused and the second accepted: the value is as far as the farther of key and
    /// table.
    fn is_second_half(&mut self, edge: EdgeIndex) -> bool {
        let name = self.snapshot.edges.name(edge);
        let entry = name.and_then(|name| self.landmarks.ephemeron(name));
        let Some(half_met) = entry.and_then(|entry| self.half_met.get_mut(entry.pair as usize)) else {
            return true;
        };
        *half_met = !*half_met;
        !*half_met
    }

    /// Descriptor arrays are shared between maps; their links to other descriptors say nothing of distance.
    fn is_map_descriptor_kept(&self, edge: EdgeIndex) -> bool {
        let number = match self.snapshot.edges.name(edge) {
            None => Some(u64::from(self.snapshot.edges.name_or_index(edge))),
            Some(name) => self.snapshot.strings.get(name).leading_integer(),
        };
        number.is_none_or(|number| number < 2 || number % 3 != 1)
    }
}
