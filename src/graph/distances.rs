//! How far each node is from the roots: breadth first, from the user roots, then from the root (docs/semantics.md §5).

use super::node_set::NodeSet;
use super::well_known_names::Role;
use super::{Graph, roots};
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, try_filled, try_with_capacity};
use crate::snapshot::{EdgeType, Link, NodeType};

/// Not reached at all.
pub const UNREACHED: i32 = -5;
/// The root's distance where there are user roots; what is reached only from there has more.
pub const SYSTEM: i32 = 100_000_000;

/// What the Retainers pane takes for the distance of an unreached node, so that it comes last (docs/semantics.md §17).
pub const UNREACHED_RETAINER: i32 = 200_000_000;

/// The distance of a retainer, given that without what is ignored, and that with it: an unreached one is farther than any
/// other, those that were far before farthest.
pub fn of_retainer(distance: i32, with_ignored: i32) -> i32 {
    if distance == UNREACHED { UNREACHED_RETAINER + with_ignored.max(0) } else { distance }
}

/// The distance of each node as the reference stores it.
pub type Distances = Column<NodeOrdinal, i32>;

/// The distance as it is shown: what only the system reaches has none.
pub fn shown(distance: i32) -> Option<i32> {
    (0..SYSTEM).contains(&distance).then_some(distance)
}

/// The search for distances, step by step, so that a person's questions can be answered in between.
#[derive(Debug)]
pub struct DistanceSearch {
    distances: Distances,
    /// The nodes whose distance is known.
    reached: NodeSet,
    /// Those in the order in which they were reached, and how many of them have been asked for their edges.
    queue: Vec<NodeOrdinal>,
    next: usize,
    /// Whether the root has been reached: then what only the system reaches is being searched.
    is_from_root: bool,
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

impl DistanceSearch {
    /// A search that has reached the user roots.
    pub fn new(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let Graph { snapshot, well_known } = graph;
        let mut search = Self {
            distances: Column::filled(snapshot.nodes.len(), UNREACHED)?,
            reached: NodeSet::new(snapshot.nodes.len())?,
            queue: try_with_capacity(snapshot.nodes.len())?,
            next: 0,
            is_from_root: false,
            half_met: try_filled(well_known.pair_count(), false)?,
        };
        for node in roots::user_roots(snapshot, well_known) {
            if search.reached.insert(node) {
                search.distances[node] = 1;
                search.queue.push(node);
            }
        }
        Ok(search)
    }

    /// The same where no edge leads to these nodes; user roots among them keep their distance (docs/semantics.md §17).
    #[must_use]
    pub fn avoiding(mut self, nodes: &[NodeOrdinal]) -> Self {
        for &node in nodes {
            self.reached.insert(node);
        }
        self
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    pub fn step(&mut self, graph: Graph<'_>) -> bool {
        if self.spread(graph) {
            return true;
        }
        if self.is_from_root {
            return false;
        }
        // Whatever has been reached was reached from user roots.
        self.distances[graph.snapshot.root] = if self.queue.is_empty() { 0 } else { SYSTEM };
        self.reached.insert(graph.snapshot.root);
        self.queue.clear();
        self.queue.push(graph.snapshot.root);
        (self.next, self.is_from_root) = (0, true);
        true
    }

    /// The distances, complete when there is nothing more to do.
    pub fn so_far(&self) -> &Distances {
        &self.distances
    }

    /// The distances, when there is nothing more to do.
    pub fn finish(self) -> Distances {
        self.distances
    }

    /// Follows the edges of some nodes; says whether there are more.
    #[inline(never)]
    fn spread(&mut self, graph: Graph<'_>) -> bool {
        let mut followed = 0;
        while followed < STEPS {
            let Some(&node) = self.queue.get(self.next) else { return false };
            self.next += 1;
            let distance = self.distances[node].saturating_add(1);
            let source = source(graph, node);
            let edges = graph.snapshot.nodes.edge_range(node);
            followed += edges.len() + 1;
            for (edge, link) in edges.clone().zip(graph.snapshot.edges.links_in(edges)) {
                let target = link.target();
                if !self.reached.contains(target) && self.accepts(graph, source, EdgeIndex::at(edge), *link) {
                    self.reached.insert(target);
                    self.distances[target] = distance;
                    self.queue.push(target);
                }
            }
        }
        true
    }

    #[inline]
    fn accepts(&mut self, graph: Graph<'_>, source: Source, edge: EdgeIndex, link: Link) -> bool {
        if link.is(EdgeType::Weak) {
            return false;
        }
        match source {
            Source::MapDescriptors => return is_map_descriptor_kept(graph, edge),
            Source::NativeContext if is_sloppy_function_map(graph, edge) => return false,
            _ => {}
        }
        !link.is_weak_map_entry() || self.is_second_half(graph, edge)
    }

    /// The first edge of a WeakMap entry is refused and the second accepted: the value is as far as the farther of key and
    /// table.
    fn is_second_half(&mut self, graph: Graph<'_>, edge: EdgeIndex) -> bool {
        let name = graph.snapshot.edges.name(edge);
        let entry = name.and_then(|name| graph.well_known.ephemeron(name));
        let Some(half_met) = entry.and_then(|entry| self.half_met.get_mut(entry.pair as usize)) else {
            return true;
        };
        *half_met = !*half_met;
        !*half_met
    }
}

fn source(graph: Graph<'_>, node: NodeOrdinal) -> Source {
    let name = graph.snapshot.nodes.name[node];
    match graph.snapshot.nodes.kind[node] {
        NodeType::HIDDEN if graph.well_known.role(name) == Role::NativeContext => Source::NativeContext,
        NodeType::ARRAY if graph.well_known.role(name) == Role::MapDescriptors => Source::MapDescriptors,
        _ => Source::Ordinary,
    }
}

fn is_sloppy_function_map(graph: Graph<'_>, edge: EdgeIndex) -> bool {
    let name = graph.snapshot.edges.name(edge);
    name.is_some_and(|name| graph.well_known.role(name) == Role::SloppyFunctionMap)
}

/// Descriptor arrays are shared between maps; their links to other descriptors say nothing of distance.
fn is_map_descriptor_kept(graph: Graph<'_>, edge: EdgeIndex) -> bool {
    let number = match graph.snapshot.edges.name(edge) {
        None => Some(f64::from(graph.snapshot.edges.name_or_index(edge))),
        Some(name) => graph.snapshot.strings.get(name).parse_int(),
    };
    number.is_none_or(|number| number < 2.0 || number % 3.0 != 1.0)
}
