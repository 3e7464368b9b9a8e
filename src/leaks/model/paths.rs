//! The most readable retaining path of each node.
//!
//! Not the shortest: a path over names that a program uses (properties, variables) is worth more than one over V8's own
//! links, even if it has a step more. Each link has a small weight and the lightest path is found with one bucket per
//! weight (Dial's algorithm), which is linear. What beats what:
//!
//! | link | weight | because |
//! |---|---|---|
//! | shortcut of the root | 1 | it names a global object |
//! | property, variable | 2 | the program's own name |
//! | element | 3 | the program's, but a number |
//! | internal | 4 | V8's name |
//! | hidden | 6 | no name |
//! | prototype, key of a WeakMap | 12 | rarely why something is alive |
//! | from a root group | +8 | rather over objects |
//! | to a root group, to code | +2, +12 | nobody looks there |
//! | from something new back to something old | +20 | a detour: it was retained without that |

use std::collections::HashMap;

use super::{Model, Visibility};
use crate::classes::names;
use crate::error::OutOfMemory;
use crate::graph::landmarks::Role;
use crate::heap::Heap;
use crate::index::{Column, EdgeIndex, NodeOrdinal};
use crate::leaks::hash::{SEED, fold_bytes};
use crate::snapshot::EdgeType;

const UNREACHED: u32 = u32::MAX;
const NO_EDGE: EdgeIndex = EdgeIndex(u32::MAX);
/// Weight of a link from something new back to something that was there before.
const BACK_TO_SURVIVOR: u32 = 20;
/// More than any single link weighs.
const BUCKETS: usize = 64;
/// An object with more properties than this is taken for a dictionary: its keys are data and not names.
const MOST_NAMES: usize = 64;
/// No link weighs less.
const LIGHTEST_LINK: u32 = 1;

/// The last link of a node's retaining path.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The node before.
    pub from: NodeOrdinal,
    /// The link from there.
    pub edge: EdgeIndex,
}

/// The lightest path to each node.
#[derive(Debug)]
pub struct RetainingPaths<'m> {
    model: &'m Model<'m>,
    /// The last link of each.
    edges: Column<NodeOrdinal, EdgeIndex>,
}

/// A path to a node that may turn out to be the lightest.
#[derive(Clone, Copy)]
struct Attempt {
    node: NodeOrdinal,
    edge: EdgeIndex,
}

impl<'m> RetainingPaths<'m> {
    /// Finds them all. `is_new` makes paths lead to what was there before over what was there before, where possible.
    ///
    /// # Errors
    /// If memory ends.
    pub fn find(model: &'m Model<'m>, is_new: impl Fn(NodeOrdinal) -> bool) -> Result<Self, OutOfMemory> {
        let heap = model.heap;
        let count = heap.snapshot.nodes.len();
        let mut paths = Self { model, edges: Column::filled(count, NO_EDGE)? };
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
                let is_known = paths.edges[node] != NO_EDGE;
                if is_known || weights[node] != weight {
                    continue;
                }
                paths.edges[node] = edge;
                let (from_group, from_new) = (model.visibility(node) == Visibility::RootGroup, is_new(node));
                for edge in heap.snapshot.edges_of(node) {
                    let target = heap.snapshot.edges.target(edge);
                    // Most links lead to what has been reached already.
                    if weights[target] <= weight + LIGHTEST_LINK {
                        continue;
                    }
                    let Some(link) = link_weight(heap, edge, from_group) else { continue };
                    let back = if from_new && !is_new(target) { BACK_TO_SURVIVOR } else { 0 };
                    let sum = weight + link + target_weight(model.visibility(target)) + back;
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
        Ok(paths)
    }

    /// The last link of a node's path; none for the root and for what it does not reach.
    pub fn last_step(&self, node: NodeOrdinal) -> Option<Step> {
        let edge = self.edges[node];
        (edge != NO_EDGE).then(|| Step { from: self.model.heap.snapshot.nodes.source_of(edge), edge })
    }

    /// The nearest node before this one, on its path, that a program can see.
    pub fn visible_retainer(&self, node: NodeOrdinal) -> Option<NodeOrdinal> {
        let mut at = self.last_step(node)?.from;
        while !self.model.is_visible(at) {
            at = self.last_step(at)?.from;
        }
        Some(at)
    }
}

/// The patterns of some nodes' paths: equal for holders that are similar, like all `sessions[*].history`. Each is computed
/// once, when it is first asked for, together with those on the way to it.
#[derive(Debug)]
pub struct PathPatterns<'a> {
    paths: &'a RetainingPaths<'a>,
    /// Sparse, because candidates are few and a column would take 16 bytes a node.
    known: HashMap<NodeOrdinal, Pattern>,
}

impl<'a> PathPatterns<'a> {
    /// Of these paths, none computed yet.
    pub fn new(paths: &'a RetainingPaths<'a>) -> Self {
        Self { paths, known: HashMap::new() }
    }

    /// The pattern of a node's path as a number.
    pub fn of(&mut self, node: NodeOrdinal) -> u32 {
        let mut path = Vec::new();
        let mut at = node;
        while !self.known.contains_key(&at)
            && let Some(step) = self.paths.last_step(at)
        {
            path.push((at, step));
            at = step.from;
        }
        let mut pattern = self.known.get(&at).copied().unwrap_or_default();
        for (node, step) in path.into_iter().rev() {
            pattern = pattern.then(self.paths.model, node, step);
            self.known.insert(node, pattern);
        }
        pattern.number()
    }

    /// The patterns of all nodes; 0 for what the root does not reach.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of_all(paths: &RetainingPaths<'_>) -> Result<Column<NodeOrdinal, u32>, OutOfMemory> {
        let mut known: Column<NodeOrdinal, Option<Pattern>> = Column::filled(paths.edges.len(), None)?;
        let mut numbers = Column::filled(paths.edges.len(), 0)?;
        let mut path = Vec::new();
        for node in paths.edges.positions() {
            let mut at = node;
            while known[at].is_none()
                && let Some(step) = paths.last_step(at)
            {
                path.push((at, step));
                at = step.from;
            }
            let mut pattern = known[at].unwrap_or_default();
            for (node, step) in path.drain(..).rev() {
                pattern = pattern.then(paths.model, node, step);
                known[node] = Some(pattern);
                numbers[node] = pattern.number();
            }
        }
        Ok(numbers)
    }
}

/// The end of a path with indexes and keys folded and what repeats taken once, as numbers that are equal for equal paths.
/// Where a path begins depends on chance (which of many global functions leads to a module); its end does not.
#[derive(Clone, Copy, Debug, Default)]
struct Pattern {
    /// The last visible steps, each a hash of the names of its links and its class; the latest first.
    steps: [u32; 3],
    /// The names of links since the last visible node.
    links: u32,
}

impl Pattern {
    /// The pattern with one more link, to `node`.
    fn then(self, model: &Model<'_>, node: NodeOrdinal, link: Step) -> Self {
        let links = fold_name(self.links, model.heap, link);
        if !model.is_visible(node) || model.is_scope(node) {
            return Self { links, ..self };
        }
        let step = fold_bytes(links, folded_class(model.heap, node));
        let [last, second, _] = self.steps;
        // The same step again, as along a list, leaves the pattern as it is.
        let steps = if step == last { self.steps } else { [step, last, second] };
        Self { steps, links: SEED }
    }

    fn number(self) -> u32 {
        self.steps.iter().fold(SEED, |hash, step| fold_bytes(hash, &step.to_le_bytes()))
    }
}

/// Adds the name of a link, or nothing of it if it is an index or a key.
fn fold_name(hash: u32, heap: &Heap, link: Step) -> u32 {
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

/// How much harder a path becomes to read by one link, without its target.
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

/// How much harder a path becomes to read by where a link leads.
fn target_weight(visibility: Visibility) -> u32 {
    match visibility {
        Visibility::Visible | Visibility::Internal => 0,
        Visibility::Code => 12,
        Visibility::RootGroup => 2,
    }
}
