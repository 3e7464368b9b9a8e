//! The depth-first walk over essential edges: numbers the nodes, and notes what the edges between them say.
//!
//! Each edge is looked at once: an edge to a higher number lowers its target's semidominator there and then, an edge to a
//! lower number is kept for later. That spares the lists of predecessors. An edge to what was reached from another of the nodes
//! below the root need not be kept: with it there are two ways from the root that have nothing in common.
//!
//! Essential are, of the edges that may hold their target, those that do not lead from outside of the page to what the
//! page owns (docs/semantics.md §7). What it owns is whatever can be reached from its entries over any but weak edges. So the walk
//! starts at the entries: all that it meets there is owned, and what is not walked to, because no essential edge leads to
//! it, is found from the edges that were passed over. No walk of its own is needed for ownership.

use std::iter::repeat_n;

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
/// Nodes that are looked at in one call for those that nothing refers to.
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
    /// Nowhere yet: no node has a number, which takes a while to write for all.
    Unnumbered,
    /// From the page's entries.
    Entries,
    /// Not walked at all, but reached from what the page owns; once more after the root, if that is owned.
    AlsoOwned { is_root_walked: bool },
    /// From the root, where the page owns even that.
    OwnedRoot,
    /// From the root.
    Rest,
    /// Through the nodes that are not reached, for those that one of them refers to.
    Held,
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
    /// The number of the node below the root that is above all that is being walked over.
    branch: u32,
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
    /// Targets of edges from owned nodes that may not hold them; then what else is owned and has not been followed.
    passed_over: Vec<NodeOrdinal>,
    /// Nodes that some node refers to which is not reached from the root.
    held: NodeSet,
    /// The next node to look at, where all are looked through.
    next: usize,
}

impl DepthFirst {
    pub fn new(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let count = graph.snapshot.nodes.len();
        // These two first: `DominatorSums` puts what stays into their place, and all behind is free for what comes later.
        let semi = try_with_capacity(count)?;
        let mut number = Column::default();
        number.try_reserve(count)?;
        let mut walk = Self {
            stage: Stage::Unnumbered,
            entries: page_entries(graph).collect(),
            root: Step::default(),
            branch: 0,
            number,
            nodes: try_with_capacity(count)?,
            parent: try_with_capacity(count)?,
            semi,
            deferred: DeferredEdges::new(count),
            path: Vec::new(),
            owned: Owned::default(),
            is_root_owned: false,
            passed_over: Vec::new(),
            held: NodeSet::default(),
            next: 0,
        };
        walk.entries.reverse();
        Ok(walk)
    }

    /// Walks on for a while; says whether there is more to walk.
    pub fn step(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        match self.stage {
            Stage::Unnumbered => {
                let missing = graph.snapshot.nodes.len() - self.number.len();
                self.number.extend(repeat_n(UNREACHED, missing.min(8 * STEPS)));
                if missing <= 8 * STEPS {
                    self.root = self.enter(graph, graph.snapshot.root, 0, true);
                    self.stage = Stage::Entries;
                }
            }
            Stage::Entries => {
                if !self.follow_owned(graph)? && !self.start_at_entry(graph)? {
                    self.begin_also_owned(graph)?;
                    self.stage = Stage::AlsoOwned { is_root_walked: false };
                }
            }
            Stage::AlsoOwned { is_root_walked } => {
                if self.find_also_owned(graph)? {
                    return Ok(true);
                }
                if !is_root_walked {
                    self.push(self.root)?;
                }
                self.stage = if !is_root_walked && self.is_root_owned { Stage::OwnedRoot } else { Stage::Rest };
            }
            Stage::OwnedRoot => {
                if !self.follow_owned(graph)? {
                    self.begin_also_owned(graph)?;
                    self.stage = Stage::AlsoOwned { is_root_walked: true };
                }
            }
            Stage::Rest => {
                if !self.follow_rest(graph)? {
                    if self.nodes.len() == graph.snapshot.nodes.len() {
                        return Ok(false);
                    }
                    self.held = NodeSet::new(graph.snapshot.nodes.len())?;
                    self.stage = Stage::Held;
                }
            }
            Stage::Held => {
                if !self.find_held(graph) {
                    self.next = 0;
                    self.stage = Stage::Orphans;
                }
            }
            Stage::Orphans => return self.follow_orphans(graph),
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

    /// Of the nodes that are not reached, finds those that are held; what refers to such a node is unreached itself. Says
    /// whether there are more to look at.
    #[inline(never)]
    fn find_held(&mut self, graph: Graph<'_>) -> bool {
        let Graph { snapshot, .. } = graph;
        let mut looked_at = 0;
        while looked_at < STEPS && self.next < snapshot.nodes.len() {
            let node = NodeOrdinal::at(self.next);
            self.next += 1;
            looked_at += 1;
            if self.number[node] != UNREACHED {
                continue;
            }
            let is_inside = self.owned.others.contains(node);
            for edge in snapshot.edges_of(node) {
                looked_at += 1;
                let link = snapshot.edges.link(edge);
                let target = link.target();
                let is_barred = !is_inside && self.owned.has(self.number[target], target);
                if target != node && !is_barred && may_hold(graph, node, edge, link) {
                    self.held.insert(target);
                }
            }
        }
        self.next < snapshot.nodes.len()
    }

    /// Walks from some nodes that nothing refers to; says whether there may be more. There can be very many, most of them
    /// without edges.
    #[inline(never)]
    fn follow_orphans(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        let (count, numbered) = (graph.snapshot.nodes.len(), self.nodes.len());
        let end = count.min(self.next + ORPHANS);
        while self.nodes.len() < numbered + STEPS {
            if self.follow_rest(graph)? {
                return Ok(true);
            }
            let mut nodes = (self.next..end).map(NodeOrdinal::at);
            let orphan = nodes.find(|&node| self.number[node] == UNREACHED && !self.held.contains(node));
            let Some(orphan) = orphan else {
                self.next = end;
                return Ok(end < count);
            };
            self.next = orphan.index() + 1;
            self.start(graph, orphan, self.owned.others.contains(orphan))?;
        }
        Ok(true)
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
        if parent == 0 {
            self.branch = number;
        }
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
            } else if to < self.branch {
                self.semi[to as usize] = 0;
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
    fn begin_also_owned(&mut self, graph: Graph<'_>) -> Result<(), OutOfMemory> {
        self.owned.last = (self.nodes.len() - 1) as u32;
        self.passed_over.retain(|&node| self.number[node] == UNREACHED);
        if self.passed_over.is_empty() {
            return Ok(());
        }
        if self.owned.others.is_empty() {
            self.owned.others = NodeSet::new(graph.snapshot.nodes.len())?;
        }
        self.passed_over.retain(|&node| self.owned.others.insert(node));
        Ok(())
    }

    /// Follows the edges of some nodes that are owned and not walked to; says whether there are more.
    #[inline(never)]
    fn find_also_owned(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        let mut looked_at = 0;
        while looked_at < STEPS {
            let Some(node) = self.passed_over.pop() else { return Ok(false) };
            let links = graph.snapshot.links_of(node);
            looked_at += links.len() + 1;
            for link in links.iter().filter(|link| !link.is(EdgeType::Weak)) {
                let target = link.target();
                self.is_root_owned |= target == graph.snapshot.root;
                if self.number[target] == UNREACHED && self.owned.others.insert(target) {
                    reserve_one(&mut self.passed_over)?;
                    self.passed_over.push(target);
                }
            }
        }
        Ok(true)
    }
}

#[inline]
fn reserve_one<T>(list: &mut Vec<T>) -> Result<(), OutOfMemory> {
    if list.len() == list.capacity() {
        list.try_reserve(1).map_err(|_| OutOfMemory::of::<T>(list.len()))?;
    }
    Ok(())
}
