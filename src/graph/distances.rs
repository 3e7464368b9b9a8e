//! How far each node is from the roots: breadth first, from the user roots, then from the root (docs/semantics.md §5).

use super::landmarks::{Landmarks, Role};
use super::roots;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, try_filled};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

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

/// Computes the distances of all nodes.
pub fn compute(snapshot: &Snapshot, landmarks: &Landmarks) -> Result<Distances, OutOfMemory> {
    let mut search = Search {
        snapshot,
        landmarks,
        distances: Column::filled(snapshot.nodes.len(), UNREACHED)?,
        half_met: try_filled(landmarks.pair_count(), false)?,
    };
    let mut queue: Vec<NodeOrdinal> = roots::user_roots(snapshot, landmarks).collect();
    let from_user_roots = !queue.is_empty();
    queue.iter().for_each(|&node| search.distances[node] = 1);
    queue.try_reserve(snapshot.nodes.len()).map_err(|_| OutOfMemory::of::<NodeOrdinal>(snapshot.nodes.len()))?;
    search.spread(&mut queue);
    search.distances[snapshot.root] = if from_user_roots { SYSTEM } else { 0 };
    queue.clear();
    queue.push(snapshot.root);
    search.spread(&mut queue);
    Ok(search.distances)
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    landmarks: &'a Landmarks,
    distances: Distances,
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
    fn spread(&mut self, queue: &mut Vec<NodeOrdinal>) {
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            next += 1;
            let distance = self.distances[node].saturating_add(1);
            let source = self.source(node);
            for edge in self.snapshot.edges_of(node) {
                let target = self.snapshot.edges.target[edge];
                if self.distances[target] == UNREACHED && self.accepts(source, edge) {
                    self.distances[target] = distance;
                    queue.push(target);
                }
            }
        }
    }

    fn source(&self, node: NodeOrdinal) -> Source {
        let name = self.snapshot.nodes.name[node];
        match self.snapshot.nodes.kind[node] {
            NodeType::HIDDEN if self.landmarks.role(name) == Role::NativeContext => Source::NativeContext,
            NodeType::ARRAY if self.landmarks.role(name) == Role::MapDescriptors => Source::MapDescriptors,
            _ => Source::Ordinary,
        }
    }

    fn accepts(&mut self, source: Source, edge: EdgeIndex) -> bool {
        let kind = self.snapshot.edges.kind[edge];
        if kind == EdgeType::Weak {
            return false;
        }
        let name = self.snapshot.edges.name(edge);
        if source == Source::MapDescriptors {
            return self.is_map_descriptor_kept(edge);
        }
        let role = name.map_or(Role::Plain, |name| self.landmarks.role(name));
        if source == Source::NativeContext && role == Role::SloppyFunctionMap {
            return false;
        }
        let ephemeron = name
            .filter(|_| kind == EdgeType::Internal && role == Role::Ephemeron)
            .and_then(|name| self.landmarks.ephemeron(name));
        let Some(half_met) = ephemeron.and_then(|entry| self.half_met.get_mut(entry.pair as usize)) else {
            return true;
        };
        // The first edge of a pair is refused and the second accepted: the value is as far as the farther of key and table.
        *half_met = !*half_met;
        !*half_met
    }

    /// Descriptor arrays are shared between maps; their links to other descriptors say nothing of distance.
    fn is_map_descriptor_kept(&self, edge: EdgeIndex) -> bool {
        let number = match self.snapshot.edges.name(edge) {
            None => Some(u64::from(self.snapshot.edges.name_or_index[edge])),
            Some(name) => self.snapshot.strings.get(name).leading_integer(),
        };
        number.is_none_or(|number| number < 2 || number % 3 != 1)
    }
}
