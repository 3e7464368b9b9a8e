//! The retaining path of each node: of the short ones the most readable.
//!
//! Every link costs something, so that few links are better than many. What a program can read (properties, variables) costs
//! no more than that, what it cannot read does, so that a path with a link or two more may be the better one. The lightest
//! path is found with one bucket per weight (Dial's algorithm), which is linear.
//!
//! | link | costs | because |
//! |---|---|---|
//! | each | 4 | people read them one by one |
//! | shortcut of the root | 1 in all | it names a global object |
//! | element | +1 | the program's, but a number |
//! | internal | +2 | V8's name |
//! | hidden | +4 | no name |
//! | prototype, key of a WeakMap, stack of an error | +10 | rarely why something is alive |
//! | along Node.js' lists of timers | +16 | a connection and a server wait in them as well |
//! | from a root group | +8 | rather over objects |
//! | from the stack, but to a module | only if there is no other | it is there while the snapshot is written |
//! | to a root group, to code | +2, +12 | nobody looks there |
//!
//! Suspects, one snapshot, the lists of retainers and merged paths all show these, so that nobody sees two paths of one object.

use super::node_set::NodeSet;
use super::visibility::Visibility;
use super::well_known_names::Role;
use super::{Graph, block_variables};
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex, TryPush};
use crate::pace::Pace;
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, Snapshot};

/// The greatest weight that a [`Reached`] says.
const UNREACHED: u32 = u32::MAX >> 2;
const NO_EDGE: EdgeIndex = EdgeIndex(u32::MAX);
/// More than any single link weighs.
const BUCKETS: usize = 64;
/// What each link weighs, with few exceptions.
const EACH_LINK: u32 = 4;
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
pub struct RetainingPaths {
    /// The last link of each.
    edges: Column<NodeOrdinal, EdgeIndex>,
}

impl RetainingPaths {
    /// Finds them all. `refuses` says of a link from a node whether no path goes over it; it is asked of few.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn find(
        graph: Graph<'_>,
        visibility: &Column<NodeOrdinal, Visibility>,
        refuses: &dyn Fn(NodeOrdinal, EdgeIndex) -> bool,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let count = graph.snapshot.nodes.len();
        let mut reached = Column::default();
        reached.try_reserve(count)?;
        let unreached = |&visibility: &Visibility| Reached { state: UNREACHED << 2 | visibility as u32, edge: NO_EDGE };
        let all = visibility.as_slice();
        pace.in_blocks(count, &mut |rows| reached.extend(all.get(rows).unwrap_or_default().iter().map(unreached)))
            .await;
        let mut search = Search::new(graph, refuses, reached, NodeSet::new(count)?);
        while search.step()? {
            pace.spend(STEPS).await;
        }
        let mut edges = Column::default();
        edges.try_reserve(count)?;
        let all = search.reached.as_slice();
        let edge = |reached: &Reached| reached.edge;
        pace.in_blocks(count, &mut |rows| edges.extend(all.get(rows).unwrap_or_default().iter().map(edge))).await;
        Ok(Self { edges })
    }

    /// The last link of a node's path; none for the root and for what it does not reach.
    pub fn last_step(&self, snapshot: &Snapshot, node: NodeOrdinal) -> Option<Step> {
        let edge = self.edges[node];
        (edge != NO_EDGE).then(|| Step { from: snapshot.nodes.source_of(edge), edge })
    }
}

/// The lightest path to a node that was met so far, and what the node is to a person: in one place, because what a link leads to
/// lies anywhere.
#[derive(Clone, Copy)]
struct Reached {
    /// The weight of the path, and in the last two bits the node's [`Visibility`].
    state: u32,
    /// The last link of the path.
    edge: EdgeIndex,
}

impl Reached {
    #[inline]
    fn weight(self) -> u32 {
        self.state >> 2
    }

    #[inline]
    fn is(self, visibility: Visibility) -> bool {
        self.state & 3 == visibility as u32
    }

    /// The node as it stands in a bucket.
    #[inline]
    fn marked(self, node: NodeOrdinal) -> u32 {
        if self.is(Visibility::RootGroup) { node.0 | GROUP } else { node.0 }
    }

    #[inline]
    fn by(self, edge: EdgeIndex, weight: u32) -> Self {
        Self { state: weight << 2 | self.state & 3, edge }
    }
}

/// Marks a group of roots in a bucket: other than positions of nodes, it has the highest bit.
const GROUP: u32 = 1 << 31;

/// The search under way.
struct Search<'a> {
    graph: Graph<'a>,
    refuses: &'a dyn Fn(NodeOrdinal, EdgeIndex) -> bool,
    reached: Column<NodeOrdinal, Reached>,
    /// Nodes of which the links were tried. Most links lead to these.
    settled: NodeSet,
    /// Nodes that were met, by weight; one to which a lighter path was met afterwards stays in its first place, too.
    buckets: Vec<Vec<u32>>,
    weight: u32,
    /// So many buckets in a row had nothing.
    empty: usize,
    /// Links from the stack, which are there only while the snapshot is written.
    held_back: Vec<EdgeIndex>,
}

impl<'a> Search<'a> {
    fn new(
        graph: Graph<'a>,
        refuses: &'a dyn Fn(NodeOrdinal, EdgeIndex) -> bool,
        mut reached: Column<NodeOrdinal, Reached>,
        settled: NodeSet,
    ) -> Self {
        let root = graph.snapshot.root;
        reached[root] = reached[root].by(NO_EDGE, 0);
        let mut buckets = vec![Vec::new(); BUCKETS];
        buckets[0].push(reached[root].marked(root));
        Self { graph, refuses, reached, settled, buckets, weight: 0, empty: 0, held_back: Vec::new() }
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    #[inline(never)]
    fn step(&mut self) -> Result<bool, OutOfMemory> {
        let mut followed = 0;
        while followed < STEPS {
            let Some(met) = self.buckets[self.weight as usize % BUCKETS].pop() else {
                (self.weight, self.empty) = (self.weight + 1, self.empty + 1);
                if self.empty > BUCKETS && !self.follow_held_back()? {
                    return Ok(false);
                }
                continue;
            };
            self.empty = 0;
            // It is met in its lightest bucket first.
            let node = NodeOrdinal(met & !GROUP);
            if self.settled.insert(node) {
                followed += self.follow(node, met & GROUP != 0)?;
            }
            followed += 1;
        }
        Ok(true)
    }

    /// Tries what was held back for what nothing else leads to; says whether there is any.
    fn follow_held_back(&mut self) -> Result<bool, OutOfMemory> {
        let mut is_any = false;
        for edge in std::mem::take(&mut self.held_back) {
            let target = self.graph.snapshot.edges.target(edge);
            let known = self.reached[target];
            if known.weight() == UNREACHED {
                self.reached[target] = known.by(edge, self.weight);
                self.buckets[self.weight as usize % BUCKETS].try_push(known.marked(target))?;
                is_any = true;
            }
        }
        Ok(is_any)
    }

    /// Tries the links of a node; gives their number.
    #[inline]
    fn follow(&mut self, node: NodeOrdinal, from_group: bool) -> Result<usize, OutOfMemory> {
        let Graph { snapshot, .. } = self.graph;
        let is_stack = from_group && snapshot.raw_name(node).is(v8::STACK_ROOTS);
        let edges = snapshot.edges_of(node);
        let count = edges.size_hint().0;
        for edge in edges {
            let target = snapshot.edges.target(edge);
            if self.settled.contains(target) {
                continue;
            }
            let known = self.reached[target];
            if known.weight() <= self.weight + LIGHTEST_LINK {
                continue;
            }
            let Some(link) = link_weight(self.graph, node, edge, from_group) else { continue };
            if is_stack && !snapshot.raw_name(target).is(v8::NAMESPACE) {
                if !(self.refuses)(node, edge) {
                    self.held_back.try_push(edge)?;
                }
                continue;
            }
            let sum = self.weight + link + target_weight(known);
            if sum < known.weight() && !(self.refuses)(node, edge) {
                self.reached[target] = known.by(edge, sum);
                self.buckets[sum as usize % BUCKETS].try_push(known.marked(target))?;
            }
        }
        Ok(count)
    }
}

/// How much harder a path becomes to read by one link, without its target.
fn link_weight(
    Graph { snapshot, well_known }: Graph<'_>,
    from: NodeOrdinal,
    edge: EdgeIndex,
    from_group: bool,
) -> Option<u32> {
    let edges = &snapshot.edges;
    let link = edges.link(edge);
    let more = match link.kind() {
        EdgeType::Weak => return None,
        // From the root to what V8 names there; of other nodes it is what a bound function was given.
        EdgeType::Shortcut if from_group => return Some(LIGHTEST_LINK),
        EdgeType::Property => match well_known.role(StringIndex(edges.name_or_index(edge))) {
            Role::NextTimer => 16,
            Role::Proto | Role::StackOfError => 10,
            _ => 0,
        },
        EdgeType::Internal if link.is_weak_map_entry() => 10,
        EdgeType::Context => 0,
        EdgeType::Hidden if block_variables::is_variable(snapshot, from, edge) => 0,
        EdgeType::Element => 1,
        EdgeType::Internal | EdgeType::Shortcut => 2,
        EdgeType::Hidden => 4,
    };
    Some(EACH_LINK + more + if from_group { 8 } else { 0 })
}

/// How much harder a path becomes to read by where a link leads.
fn target_weight(target: Reached) -> u32 {
    if target.is(Visibility::Code) {
        12
    } else if target.is(Visibility::RootGroup) {
        2
    } else {
        0
    }
}
