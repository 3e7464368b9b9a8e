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
//! | prototype, key of a WeakMap, stack of an error | 12 | rarely why something is alive |
//! | from a root group | +8 | rather over objects |
//! | to a root group, to code | +2, +12 | nobody looks there |
//! | from something new back to something old | +20 | a detour: it was retained without that |

use super::{Model, Visibility, block_variables};
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{Column, EdgeIndex, NodeOrdinal, TryPush};
use crate::pace::Pace;
use crate::snapshot::EdgeType;

const UNREACHED: u32 = u32::MAX;
const NO_EDGE: EdgeIndex = EdgeIndex(u32::MAX);
/// Weight of a link from something new back to something that was there before.
const BACK_TO_SURVIVOR: u32 = 20;
/// More than any single link weighs.
const BUCKETS: usize = 64;
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
    pub async fn find(
        model: &'m Model<'m>,
        is_new: impl Fn(NodeOrdinal) -> bool,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let mut search = Search::new(model)?;
        while search.step(model, &is_new)? {
            pace.spend(STEPS).await;
        }
        Ok(Self { model, edges: search.edges })
    }

    /// The last link of a node's path; none for the root and for what it does not reach.
    pub fn last_step(&self, node: NodeOrdinal) -> Option<Step> {
        let edge = self.edges[node];
        (edge != NO_EDGE).then(|| Step { from: self.model.heap.snapshot.nodes.source_of(edge), edge })
    }
}

/// The search under way.
struct Search {
    /// The last link of the lightest path to each node, once that is known.
    edges: Column<NodeOrdinal, EdgeIndex>,
    /// The weight of the lightest path that was met so far.
    weights: Column<NodeOrdinal, u32>,
    /// What is to be tried, by weight.
    buckets: Vec<Vec<Attempt>>,
    weight: u32,
    /// So many buckets in a row had nothing.
    empty: usize,
}

impl Search {
    fn new(model: &Model<'_>) -> Result<Self, OutOfMemory> {
        let (count, root) = (model.heap.snapshot.nodes.len(), model.heap.snapshot.root);
        let edges = Column::filled(count, NO_EDGE)?;
        let mut weights = Column::filled(count, UNREACHED)?;
        weights[root] = 0;
        let mut buckets = vec![Vec::new(); BUCKETS];
        buckets[0].push(Attempt { node: root, edge: NO_EDGE });
        Ok(Self { edges, weights, buckets, weight: 0, empty: 0 })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    #[inline(never)]
    fn step(&mut self, model: &Model<'_>, is_new: &impl Fn(NodeOrdinal) -> bool) -> Result<bool, OutOfMemory> {
        let mut followed = 0;
        while followed < STEPS {
            let Some(Attempt { node, edge }) = self.buckets[self.weight as usize % BUCKETS].pop() else {
                (self.weight, self.empty) = (self.weight + 1, self.empty + 1);
                if self.empty > BUCKETS {
                    return Ok(false);
                }
                continue;
            };
            self.empty = 0;
            if self.edges[node] == NO_EDGE && self.weights[node] == self.weight {
                self.edges[node] = edge;
                followed += self.follow(model, node, is_new)?;
            }
            followed += 1;
        }
        Ok(true)
    }

    /// Tries the links of a node; gives their number.
    #[inline]
    fn follow(
        &mut self,
        model: &Model<'_>,
        node: NodeOrdinal,
        is_new: &impl Fn(NodeOrdinal) -> bool,
    ) -> Result<usize, OutOfMemory> {
        let (heap, weight) = (model.heap, self.weight);
        let (from_group, from_new) = (model.visibility(node) == Visibility::RootGroup, is_new(node));
        let edges = heap.snapshot.edges_of(node);
        let count = edges.size_hint().0;
        for edge in edges {
            let target = heap.snapshot.edges.target(edge);
            // Most links lead to what has been reached already.
            if self.weights[target] <= weight + LIGHTEST_LINK {
                continue;
            }
            let Some(link) = link_weight(heap, node, edge, from_group) else { continue };
            let back = if from_new && !is_new(target) { BACK_TO_SURVIVOR } else { 0 };
            let sum = weight + link + target_weight(model.visibility(target)) + back;
            if sum < self.weights[target] {
                self.weights[target] = sum;
                self.buckets[sum as usize % BUCKETS].try_push(Attempt { node: target, edge })?;
            }
        }
        Ok(count)
    }
}

/// How much harder a path becomes to read by one link, without its target.
fn link_weight(heap: &Heap, from: NodeOrdinal, edge: EdgeIndex, from_group: bool) -> Option<u32> {
    let edges = &heap.snapshot.edges;
    let has_role = |role| edges.name(edge).is_some_and(|name| heap.well_known.role(name) == role);
    let of_link = match edges.kind(edge) {
        EdgeType::Weak => return None,
        // From the root to what V8 names there; of other nodes it is what a bound function was given.
        EdgeType::Shortcut if from_group => return Some(LIGHTEST_LINK),
        EdgeType::Shortcut => 4,
        EdgeType::Property if has_role(Role::Proto) || has_role(Role::StackOfError) => 12,
        EdgeType::Property | EdgeType::Context => 2,
        EdgeType::Element => 3,
        EdgeType::Internal if has_role(Role::Ephemeron) => 12,
        EdgeType::Internal => 4,
        EdgeType::Hidden if block_variables::is_variable(heap, from, edge) => 2,
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
