//! The depth-first walk over essential edges: numbers the nodes, and notes what the edges between them say.
//!
//! Each edge is looked at once: an edge to a higher number lowers its target's semidominator there and then, an edge to a
//! lower number is kept for later. That spares the lists of predecessors.
//!
//! Essential are, of the edges that may hold their target, those that do not lead from outside of the page to what the
//! page owns (docs/semantics.md §7). What it owns is whatever can be reached from its entries over any but weak edges. So the walk
//! starts at the entries: all that it meets there is owned, and what is not walked to, because no essential edge leads to
//! it, is found from the edges that were passed over. No walk of its own is needed for ownership.

use super::deferred_edges::DeferredEdges;
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::graph::Graph;
use crate::graph::essential::{may_hold, page_entries};
use crate::graph::node_set::NodeSet;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, try_with_capacity};
use crate::snapshot::{EdgeType, Link};

/// Depth-first number of nodes that are not reached.
pub const UNREACHED: u32 = u32::MAX;
/// Nodes that nothing refers to, walked from in one call.
const ORPHANS: usize = 1 << 12;

/// A node on the way from the root, with the range of its edges that are still to be followed.
#[derive(Clone, Copy, Debug, Default)]
struct Step {
    number: u32,
    next: EdgeIndex,
    end: EdgeIndex,
    /// Whether its edges may lead to what the page owns.
    is_inside: bool,
}

/// How far the walk is.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// From the page's entries.
    Entries,
    /// From the root, where the page owns even that.
    OwnedRoot,
    /// From the root.
    Rest,
    /// From nodes that nothing refers to, which are taken as held by the root.
    Orphans,
}

/// What the page owns, once the walk has met all that it reaches.
#[derive(Debug, Default)]
pub struct Owned {
    /// The numbers up to this one.
    last: u32,
    /// And these nodes.
    others: NodeSet,
}

impl Owned {
    /// Whether the page owns a node.
    #[inline]
    pub fn has(&self, number: u32, node: NodeOrdinal) -> bool {
        number <= self.last || self.others.contains(node)
    }
}

#[derive(Debug)]
pub struct DepthFirst {
    stage: Stage,
    /// The page's entries that are still to be walked from, the next one last.
    entries: Vec<NodeOrdinal>,
    root: Step,
    /// Depth-first number of each node.
    pub number: Column<NodeOrdinal, u32>,
    /// The node with each number.
    pub nodes: Vec<NodeOrdinal>,
    /// The number of each number's parent in the depth-first tree.
    pub parent: Vec<u32>,
    /// The least number from which an edge goes up to each number.
    pub semi: Vec<u32>,
    /// Edges to lower numbers.
    pub deferred: DeferredEdges,
    path: Vec<Step>,
    pub owned: Owned,
    /// Whether something that the page owns refers to the root, as no real heap does: then it owns what the root holds.
    is_root_owned: bool,
    /// Targets of edges from owned nodes that may not hold them.
    passed_over: Vec<NodeOrdinal>,
    /// Nodes that some node refers to which is not reached from the root; and how far they have been looked through.
    held: NodeSet,
    next_orphan: usize,
}

impl DepthFirst {
    pub fn new(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let count = graph.snapshot.nodes.len();
        let mut walk = Self {
            stage: Stage::Entries,
            entries: page_entries(graph).collect(),
            root: Step::default(),
            number: Column::filled(count, UNREACHED)?,
            nodes: try_with_capacity(count)?,
            parent: try_with_capacity(count)?,
            semi: try_with_capacity(count)?,
            deferred: DeferredEdges::new(count),
            path: Vec::new(),
            owned: Owned::default(),
            is_root_owned: false,
            passed_over: Vec::new(),
            held: NodeSet::default(),
            next_orphan: 0,
        };
        walk.entries.reverse();
        walk.root = walk.enter(graph, graph.snapshot.root, 0, true);
        Ok(walk)
    }

    /// Walks on for a while; says whether there is more to walk.
    pub fn step(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        match self.stage {
            Stage::Entries => {
                if !self.follow_owned(graph)? && !self.start_at_entry(graph)? {
                    self.find_also_owned(graph)?;
                    self.push(self.root)?;
                    self.stage = if self.is_root_owned { Stage::OwnedRoot } else { Stage::Rest };
                }
            }
            Stage::OwnedRoot => {
                if !self.follow_owned(graph)? {
                    self.find_also_owned(graph)?;
                    self.stage = Stage::Rest;
                }
            }
            Stage::Rest => {
                if !self.follow_rest(graph)? {
                    self.find_held(graph)?;
                    self.stage = Stage::Orphans;
                }
            }
            // There can be very many, most of them without edges.
            Stage::Orphans => {
                for _ in 0..ORPHANS {
                    if self.follow_rest(graph)? {
                        break;
                    }
                    if !self.start_at_orphan(graph)? {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    fn start_at_entry(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        while let Some(entry) = self.entries.pop() {
            self.is_root_owned |= entry == graph.snapshot.root;
            if self.number[entry] == UNREACHED {
                self.start(graph, entry, true)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Of the nodes that are not reached, finds those that are held; what refers to such a node is unreached itself.
    fn find_held(&mut self, graph: Graph<'_>) -> Result<(), OutOfMemory> {
        let Graph { snapshot, .. } = graph;
        if self.nodes.len() == snapshot.nodes.len() {
            self.next_orphan = snapshot.nodes.len();
            return Ok(());
        }
        self.held = NodeSet::new(snapshot.nodes.len())?;
        for node in snapshot.nodes.kind.positions().filter(|&node| self.number[node] == UNREACHED) {
            let is_inside = self.owned.others.contains(node);
            for edge in snapshot.edges_of(node) {
                let link = snapshot.edges.link(edge);
                let target = link.target();
                let is_barred = !is_inside && self.owned.has(self.number[target], target);
                if target != node && !is_barred && may_hold(graph, node, edge, link) {
                    self.held.insert(target);
                }
            }
        }
        Ok(())
    }

    fn start_at_orphan(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        while self.next_orphan < graph.snapshot.nodes.len() {
            let node = NodeOrdinal::at(self.next_orphan);
            self.next_orphan += 1;
            if self.number[node] == UNREACHED && !self.held.contains(node) {
                self.start(graph, node, self.owned.others.contains(node))?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Enters a node that hangs on the root.
    fn start(&mut self, graph: Graph<'_>, node: NodeOrdinal, is_inside: bool) -> Result<(), OutOfMemory> {
        let step = self.enter(graph, node, 0, is_inside);
        self.push(step)
    }

    #[inline]
    fn push(&mut self, step: Step) -> Result<(), OutOfMemory> {
        reserve_one(&mut self.path)?;
        self.path.push(step);
        Ok(())
    }

    #[inline]
    fn enter(&mut self, graph: Graph<'_>, node: NodeOrdinal, parent: u32, is_inside: bool) -> Step {
        let number = self.nodes.len() as u32;
        self.number[node] = number;
        self.nodes.push(node);
        self.parent.push(parent);
        self.semi.push(parent);
        let edges = graph.snapshot.nodes.edge_range(node);
        Step { number, next: EdgeIndex::at(edges.start), end: EdgeIndex::at(edges.end), is_inside }
    }

    /// Follows some edges of owned nodes; says whether there are more.
    #[inline(never)]
    fn follow_owned(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        self.follow::<true>(graph)
    }

    /// Follows some edges of other nodes; says whether there are more.
    #[inline(never)]
    fn follow_rest(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        self.follow::<false>(graph)
    }

    #[inline]
    fn follow<const OWNED: bool>(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        let Some(mut step) = self.path.pop() else { return Ok(false) };
        for _ in 0..STEPS {
            while step.next == step.end {
                let Some(above) = self.path.pop() else { return Ok(false) };
                step = above;
            }
            let edge = step.next;
            step.next.0 += 1;
            let link = graph.snapshot.edges.link(edge);
            if !may_hold(graph, self.nodes[step.number as usize], edge, link) {
                if OWNED {
                    self.pass_over(graph, link)?;
                }
                continue;
            }
            let target = link.target();
            let to = self.number[target];
            if !OWNED && !step.is_inside && self.owned.has(to, target) {
                continue;
            }
            if to == UNREACHED {
                let child = self.enter(graph, target, step.number, OWNED || self.owned.others.contains(target));
                if child.next != child.end {
                    self.push(std::mem::replace(&mut step, child))?;
                }
            } else if to > step.number {
                let semi = &mut self.semi[to as usize];
                *semi = step.number.min(*semi);
            } else if to == 0 {
                self.is_root_owned |= OWNED;
            } else if to != step.number {
                self.deferred.push(step.number, to)?;
            }
        }
        self.push(step)?;
        Ok(true)
    }

    fn pass_over(&mut self, graph: Graph<'_>, link: Link) -> Result<(), OutOfMemory> {
        let target = link.target();
        if link.is(EdgeType::Weak) {
            return Ok(());
        }
        self.is_root_owned |= target == graph.snapshot.root;
        if self.number[target] == UNREACHED {
            reserve_one(&mut self.passed_over)?;
            self.passed_over.push(target);
        }
        Ok(())
    }

    /// All numbers so far are owned. What is reached over edges that were passed over, and has not been walked to, is owned as well.
    fn find_also_owned(&mut self, graph: Graph<'_>) -> Result<(), OutOfMemory> {
        self.owned.last = (self.nodes.len() - 1) as u32;
        let mut list = std::mem::take(&mut self.passed_over);
        list.retain(|&node| self.number[node] == UNREACHED);
        if list.is_empty() {
            return Ok(());
        }
        if self.owned.others.is_empty() {
            self.owned.others = NodeSet::new(graph.snapshot.nodes.len())?;
        }
        list.retain(|&node| self.owned.others.insert(node));
        while let Some(node) = list.pop() {
            for link in graph.snapshot.links_of(node).iter().filter(|link| !link.is(EdgeType::Weak)) {
                let target = link.target();
                self.is_root_owned |= target == graph.snapshot.root;
                if self.number[target] == UNREACHED && self.owned.others.insert(target) {
                    reserve_one(&mut list)?;
                    list.push(target);
                }
            }
        }
        Ok(())
    }
}

#[inline]
fn reserve_one<T>(list: &mut Vec<T>) -> Result<(), OutOfMemory> {
    if list.len() == list.capacity() {
        list.try_reserve(1).map_err(|_| OutOfMemory::of::<T>(list.len()))?;
    }
    Ok(())
}
