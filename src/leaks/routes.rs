//! The most readable way from the root to each node.
//!
//! Not the shortest: a way over names that a program uses (properties, variables) is worth more than one over V8's own
//! links, even if it has a step more. Each kind of link has a small weight and the lightest way is found with one bucket
//! per weight (Dial's algorithm), which is linear.

use super::anatomy::{Anatomy, Part};
use super::base::{SEED, fold_bytes};
use crate::classes::names;
use crate::error::OutOfMemory;
use crate::graph::landmarks::Role;
use crate::heap::Heap;
use crate::index::{Column, EdgeIndex, NodeOrdinal};
use crate::snapshot::EdgeType;

const UNREACHED: u32 = u32::MAX;
const NO_EDGE: EdgeIndex = EdgeIndex(u32::MAX);
/// A way from something new back to something lasting is a detour.
const BACK_TO_LASTING: u32 = 20;
/// More than any single link weighs.
const BUCKETS: usize = 64;
/// An object with more properties than this is taken for a dictionary: its keys are data and not names.
const MOST_NAMES: usize = 64;

/// Where a way comes from.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// The node before.
    pub from: NodeOrdinal,
    /// The link from there.
    pub edge: EdgeIndex,
}

/// The lightest way to each node.
#[derive(Debug)]
pub struct Routes {
    /// The link over which it comes.
    edges: Column<NodeOrdinal, EdgeIndex>,
    /// What the way to each node looks like with indexes and keys folded and repetitions taken once.
    patterns: Column<NodeOrdinal, Pattern>,
}

/// The end of a way with indexes and keys folded, as numbers that are equal for equal ways. Where a way begins depends
/// on chance (which of many global functions leads to a module); its end does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The last visible steps, each a number for the names of its links and its class; the latest first.
    steps: [u32; 3],
    /// The names of links since the last visible node.
    links: u32,
}

impl Pattern {
    /// One number for the way.
    pub fn way(self) -> u32 {
        self.steps.iter().fold(SEED, |hash, step| fold_bytes(hash, &step.to_le_bytes()))
    }
}

/// A way to a node that may turn out to be the lightest.
#[derive(Clone, Copy)]
struct Attempt {
    node: NodeOrdinal,
    from: NodeOrdinal,
    edge: EdgeIndex,
}

impl Routes {
    /// Finds them all. `is_new` makes ways lead to lasting nodes over lasting nodes where possible.
    pub fn find(heap: &Heap, anatomy: &Anatomy, is_new: impl Fn(NodeOrdinal) -> bool) -> Result<Self, OutOfMemory> {
        let count = heap.snapshot.nodes.len();
        let mut routes =
            Self { edges: Column::filled(count, NO_EDGE)?, patterns: Column::filled(count, Pattern::default())? };
        let mut weights = Column::filled(count, UNREACHED)?;
        let mut buckets: Vec<Vec<Attempt>> = vec![Vec::new(); BUCKETS];
        let root = heap.snapshot.root;
        weights[root] = 0;
        buckets[0].push(Attempt { node: root, from: root, edge: NO_EDGE });
        let (mut weight, mut empty) = (0u32, 0);
        while empty < BUCKETS {
            let slot = weight as usize % BUCKETS;
            empty = if buckets[slot].is_empty() { empty + 1 } else { 0 };
            while let Some(Attempt { node, from, edge }) = buckets[slot].pop() {
                let is_known = routes.edges[node] != NO_EDGE;
                if is_known || weights[node] != weight {
                    continue;
                }
                if edge != NO_EDGE {
                    routes.edges[node] = edge;
                    routes.patterns[node] = routes.next_pattern(heap, anatomy, node, from, edge);
                }
                let from_new = is_new(node);
                for edge in heap.snapshot.edges_of(node) {
                    let target = heap.snapshot.edges.target(edge);
                    let Some(step) = link_weight(heap, anatomy, node, edge) else { continue };
                    let back = if from_new && !is_new(target) { BACK_TO_LASTING } else { 0 };
                    let sum = weight + step + back;
                    if sum < weights[target] {
                        weights[target] = sum;
                        let bucket = &mut buckets[sum as usize % BUCKETS];
                        bucket.try_reserve(1).map_err(|_| OutOfMemory::of::<Attempt>(bucket.len()))?;
                        bucket.push(Attempt { node: target, from: node, edge });
                    }
                }
            }
            weight += 1;
        }
        Ok(routes)
    }

    /// Where the way to a node comes from; the root and what it does not reach come from nowhere.
    pub fn arrival(&self, heap: &Heap, node: NodeOrdinal) -> Option<Arrival> {
        let edge = self.edges[node];
        (edge != NO_EDGE).then(|| Arrival { from: heap.snapshot.nodes.source_of(edge), edge })
    }

    /// The folded way to a node.
    pub fn pattern(&self, node: NodeOrdinal) -> Pattern {
        self.patterns[node]
    }

    /// The nearest node before this one, on its way, that a program can see.
    pub fn visible_before(&self, heap: &Heap, anatomy: &Anatomy, node: NodeOrdinal) -> Option<NodeOrdinal> {
        let mut at = self.arrival(heap, node)?.from;
        while !anatomy.is_visible(at) {
            at = self.arrival(heap, at)?.from;
        }
        Some(at)
    }

    fn next_pattern(
        &self,
        heap: &Heap,
        anatomy: &Anatomy,
        node: NodeOrdinal,
        from: NodeOrdinal,
        edge: EdgeIndex,
    ) -> Pattern {
        let before = self.patterns[from];
        let links = fold_bytes(before.links, &folded_name(heap, from, edge));
        if anatomy.is_visible(node) && !is_scope(heap, node) {
            let step = fold_bytes(links, folded_class(heap, node));
            let [last, second, _] = before.steps;
            // The same step again, as along a list, leaves the way as it is.
            let steps = if step == last { before.steps } else { [step, last, second] };
            Pattern { steps, links: SEED }
        } else {
            Pattern { links, ..before }
        }
    }
}

/// Whether a node holds the variables of a function.
pub fn is_scope(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.raw_name(node).starts_with("system / Context")
}

/// The name of a link, or nothing of it if it is an index or a key.
fn folded_name(heap: &Heap, from: NodeOrdinal, edge: EdgeIndex) -> Vec<u8> {
    let edges = &heap.snapshot.edges;
    match edges.kind(edge) {
        EdgeType::Element | EdgeType::Hidden => b"[*]".to_vec(),
        EdgeType::Property if heap.snapshot.nodes.edge_range(from).len() > MOST_NAMES => b"[*]".to_vec(),
        _ => match names::edge_name(&heap.snapshot, edge) {
            names::EdgeName::Text(text) if !text.as_bytes().first().is_some_and(u8::is_ascii_digit) => {
                text.as_bytes().to_vec()
            }
            _ => b"[*]".to_vec(),
        },
    }
}

/// A node's class as far as it does not depend on the rest of the snapshot.
fn folded_class(heap: &Heap, node: NodeOrdinal) -> &[u8] {
    if heap.landmarks.role(heap.snapshot.nodes.name[node]) == Role::Object {
        return b"Object";
    }
    let name = heap.classes.name(&heap.snapshot, heap.classes.of_node[node]).as_bytes();
    name.strip_prefix(b"Detached ").unwrap_or(name)
}

/// How much harder a way becomes to read by one link.
fn link_weight(heap: &Heap, anatomy: &Anatomy, from: NodeOrdinal, edge: EdgeIndex) -> Option<u32> {
    let edges = &heap.snapshot.edges;
    let name = edges.name(edge);
    let role = name.map_or(Role::Plain, |name| heap.landmarks.role(name));
    let of_link = match edges.kind(edge) {
        EdgeType::Weak => return None,
        EdgeType::Shortcut => 1,
        EdgeType::Property if role == Role::Proto => 12,
        EdgeType::Property | EdgeType::Context => 2,
        EdgeType::Element => 3,
        EdgeType::Internal if role == Role::Ephemeron => 12,
        EdgeType::Internal => 4,
        EdgeType::Hidden => 6,
    };
    let of_target = match anatomy.part(edges.target(edge)) {
        Part::Visible | Part::Internal => 0,
        Part::Code => 12,
        Part::Group => 2,
    };
    let from_group = if anatomy.part(from) == Part::Group && edges.kind(edge) != EdgeType::Shortcut { 8 } else { 0 };
    Some(of_link + of_target + from_group)
}
