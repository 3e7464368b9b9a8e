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
/// No link weighs less.
const LIGHTEST_LINK: u32 = 1;
/// So many links of a way, the last ones, tell which ways end alike.
const LONGEST_WAY: usize = 256;

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
}

/// A way to a node that may turn out to be the lightest.
#[derive(Clone, Copy)]
struct Attempt {
    node: NodeOrdinal,
    edge: EdgeIndex,
}

impl Routes {
    /// Finds them all. `is_new` makes ways lead to lasting nodes over lasting nodes where possible.
    pub fn find(heap: &Heap, anatomy: &Anatomy, is_new: impl Fn(NodeOrdinal) -> bool) -> Result<Self, OutOfMemory> {
        let count = heap.snapshot.nodes.len();
        let mut routes = Self { edges: Column::filled(count, NO_EDGE)? };
        let mut weights = Column::filled(count, UNREACHED)?;
        let mut buckets: Vec<Vec<Attempt>> = vec![Vec::new(); BUCKETS];
        let root = heap.snapshot.root;
        weights[root] = 0;
        buckets[0].push(Attempt { node: root, edge: NO_EDGE });
        let (mut weight, mut empty) = (0u32, 0);
        while empty < BUCKETS {
            let slot = weight as usize % BUCKETS;
            empty = if buckets[slot].is_empty() { empty + 1 } else { 0 };
            while let Some(Attempt { node, edge }) = buckets[slot].pop() {
                let is_known = routes.edges[node] != NO_EDGE;
                if is_known || weights[node] != weight {
                    continue;
                }
                routes.edges[node] = edge;
                let (from_group, from_new) = (anatomy.part(node) == Part::Group, is_new(node));
                for edge in heap.snapshot.edges_of(node) {
                    let target = heap.snapshot.edges.target(edge);
                    // Most links lead to what has been reached already.
                    if weights[target] <= weight + LIGHTEST_LINK {
                        continue;
                    }
                    let Some(link) = link_weight(heap, edge, from_group) else { continue };
                    let back = if from_new && !is_new(target) { BACK_TO_LASTING } else { 0 };
                    let sum = weight + link + target_weight(anatomy.part(target)) + back;
                    if sum < weights[target] {
                        weights[target] = sum;
                        let bucket = &mut buckets[sum as usize % BUCKETS];
                        bucket.try_reserve(1).map_err(|_| OutOfMemory::of::<Attempt>(bucket.len()))?;
                        bucket.push(Attempt { node: target, edge });
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

    /// A number for the end of the way to a node: equal for equal ways.
    pub fn pattern(&self, heap: &Heap, anatomy: &Anatomy, node: NodeOrdinal) -> u32 {
        let mut way = Vec::new();
        let mut at = node;
        while way.len() < LONGEST_WAY
            && let Some(arrival) = self.arrival(heap, at)
        {
            way.push((at, arrival));
            at = arrival.from;
        }
        let steps = way.into_iter().rev();
        steps.fold(Pattern::default(), |before, (node, arrival)| before.then(heap, anatomy, node, arrival)).number()
    }

    /// The same for all nodes.
    pub fn patterns(&self, heap: &Heap, anatomy: &Anatomy) -> Result<Column<NodeOrdinal, u32>, OutOfMemory> {
        let mut known: Column<NodeOrdinal, Option<Pattern>> = Column::filled(self.edges.len(), None)?;
        let mut numbers = Column::filled(self.edges.len(), 0)?;
        let mut way = Vec::new();
        for node in self.edges.positions() {
            let mut at = node;
            while known[at].is_none()
                && let Some(arrival) = self.arrival(heap, at)
            {
                way.push((at, arrival));
                at = arrival.from;
            }
            let mut pattern = known[at].unwrap_or_default();
            for (node, arrival) in way.drain(..).rev() {
                pattern = pattern.then(heap, anatomy, node, arrival);
                known[node] = Some(pattern);
                numbers[node] = pattern.number();
            }
        }
        Ok(numbers)
    }

    /// The nearest node before this one, on its way, that a program can see.
    pub fn visible_before(&self, heap: &Heap, anatomy: &Anatomy, node: NodeOrdinal) -> Option<NodeOrdinal> {
        let mut at = self.arrival(heap, node)?.from;
        while !anatomy.is_visible(at) {
            at = self.arrival(heap, at)?.from;
        }
        Some(at)
    }
}

/// The end of a way with indexes and keys folded and what repeats taken once, as numbers that are equal for equal ways.
/// Where a way begins depends on chance (which of many global functions leads to a module); its end does not.
#[derive(Clone, Copy, Debug, Default)]
struct Pattern {
    /// The last visible steps, each a number for the names of its links and its class; the latest first.
    steps: [u32; 3],
    /// The names of links since the last visible node.
    links: u32,
}

impl Pattern {
    /// The pattern with one more link.
    fn then(self, heap: &Heap, anatomy: &Anatomy, node: NodeOrdinal, link: Arrival) -> Self {
        let links = fold_name(self.links, heap, link);
        if !anatomy.is_visible(node) || is_scope(heap, node) {
            return Self { links, ..self };
        }
        let step = fold_bytes(links, folded_class(heap, node));
        let [last, second, _] = self.steps;
        // The same step again, as along a list, leaves the way as it is.
        let steps = if step == last { self.steps } else { [step, last, second] };
        Self { steps, links: SEED }
    }

    fn number(self) -> u32 {
        self.steps.iter().fold(SEED, |hash, step| fold_bytes(hash, &step.to_le_bytes()))
    }
}

/// Whether a node holds the variables of a function.
pub fn is_scope(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.snapshot.raw_name(node).starts_with("system / Context")
}

/// Adds the name of a link, or nothing of it if it is an index or a key.
fn fold_name(hash: u32, heap: &Heap, link: Arrival) -> u32 {
    let is_key = match heap.snapshot.edges.kind(link.edge) {
        EdgeType::Element | EdgeType::Hidden => true,
        EdgeType::Property => heap.snapshot.nodes.edge_range(link.from).len() > MOST_NAMES,
        _ => false,
    };
    match names::edge_name(&heap.snapshot, link.edge) {
        names::EdgeName::Text(text) if !is_key && !text.as_bytes().first().is_some_and(u8::is_ascii_digit) => {
            fold_bytes(hash, text.as_bytes())
        }
        _ => fold_bytes(hash, b"[*]"),
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

/// How much harder a way becomes to read by one link, without its target.
fn link_weight(heap: &Heap, edge: EdgeIndex, from_group: bool) -> Option<u32> {
    let edges = &heap.snapshot.edges;
    let has_role = |role| edges.name(edge).is_some_and(|name| heap.landmarks.role(name) == role);
    let of_link = match edges.kind(edge) {
        EdgeType::Weak => return None,
        EdgeType::Shortcut => return Some(LIGHTEST_LINK),
        EdgeType::Property if has_role(Role::Proto) => 12,
        EdgeType::Property | EdgeType::Context => 2,
        EdgeType::Element => 3,
        EdgeType::Internal if has_role(Role::Ephemeron) => 12,
        EdgeType::Internal => 4,
        EdgeType::Hidden => 6,
    };
    Some(of_link + if from_group { 8 } else { 0 })
}

/// How much harder a way becomes to read by where a link leads.
fn target_weight(part: Part) -> u32 {
    match part {
        Part::Visible | Part::Internal => 0,
        Part::Code => 12,
        Part::Group => 2,
    }
}
