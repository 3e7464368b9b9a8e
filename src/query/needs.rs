//! What answers need that takes long to find: it is found in steps and kept, and then the question is answered at once.
//!
//! A question says what it needs ([`Need`]), and the session which part of that is not kept yet (`session/needs.rs`). To add
//! something that takes long is to add a variant here, to [`Found`] what comes of it, and to [`find`] how.

use std::mem::discriminant;
use std::rc::Rc;

use super::cuts::{Cut, Cuts};
use super::edges::{self, Direction};
use super::filters::NodeFilter;
use super::ignored::Ignored;
use super::merged_paths::MergedPaths;
use super::native_contexts::NativeContextSizes;
use super::subset::Subset;
use super::{News, RowQuery, Sort, objects, path};
use crate::error::OutOfMemory;
use crate::graph::{EssentialEdges, NodeSet, RetainingPaths};
use crate::heap::Heap;
use crate::index::{ClassId, Column, EdgeIndex, NodeOrdinal, Position, TryPush};
use crate::pace::Pace;
use crate::redaction::OwnNames;
use crate::sort::Order;

/// Steps of merged paths that a person is given: more are not looked at, and each is a row on the way to the page.
const MOST_STEPS: usize = 5_000;

/// Which objects a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InstanceSet {
    /// The instances of a class of this heap that pass a filter.
    Class(u32, NodeFilter),
    /// The new objects of a row of the comparison that this heap is the current snapshot of.
    New(u32),
    /// The deleted objects of a row of the comparison that this heap is the base of.
    Deleted(u32),
    /// What the search has found so far.
    Found,
    /// What this node dominates immediately; each row opens to such a list of its own. None, until dominators are computed.
    Dominated(NodeOrdinal),
}

/// What a list in order is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKey {
    /// A set of objects.
    Objects(InstanceSet, Sort),
    /// The links of an object.
    Edges {
        /// Those from it or those to it.
        direction: Direction,
        /// The object.
        node: NodeOrdinal,
        /// The order.
        sort: Sort,
        /// Whether there are new ones only.
        is_only_new: bool,
        /// The objects that hold nothing, as it were.
        ignoring: Vec<NodeOrdinal>,
    },
}

impl ListKey {
    /// The list that a query asks for.
    pub fn of_edges(direction: Direction, node: NodeOrdinal, query: &RowQuery) -> Self {
        let (sort, is_only_new) = (query.sort, query.news == News::Only);
        let ignoring = if direction == Direction::Retainers { query.ignoring.clone() } else { Vec::new() };
        Self::Edges { direction, node, sort, is_only_new, ignoring }
    }
}

/// Something that takes long to find.
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
    /// Distances as if some objects held nothing.
    Ignored(Vec<NodeOrdinal>),
    /// Retaining paths as if some objects held nothing.
    Paths(Vec<NodeOrdinal>),
    /// The objects that pass a filter.
    Passing(NodeFilter),
    /// The sums of their classes.
    Sums(NodeFilter),
    /// A list in order.
    List(ListKey),
    /// How many nodes each one dominates immediately.
    DominatedCounts,
    /// The retaining paths of a set of objects, merged.
    MergedPaths(InstanceSet),
    /// What belongs to each native context.
    NativeContexts,
    /// What would have to be cut to free an object.
    Cuts(NodeOrdinal),
    /// The same of a link's target, beside that link.
    CutWithout(EdgeIndex),
    /// Which links keep their target alive.
    EssentialEdges,
    /// The program's own names, which are no data.
    OwnNames,
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// See [`Need`] for each.
    Ignored(Rc<Ignored>),
    /// Retaining paths.
    Paths(Rc<RetainingPaths>),
    /// Objects that pass.
    Passing(Rc<NodeSet>),
    /// Sums.
    Sums(Subset),
    /// A list; its rows stand for nodes, or for positions in a node's list of edges.
    List(Order),
    /// Counts.
    DominatedCounts(Column<NodeOrdinal, u32>),
    /// A tree.
    MergedPaths(MergedPaths),
    /// Sizes.
    NativeContexts(NativeContextSizes),
    /// Sets of links.
    Cuts(Vec<Cut>),
    /// Links.
    EssentialEdges(Rc<EssentialEdges>),
    /// Names.
    OwnNames(OwnNames),
}

impl Need {
    /// What has to be there before this can be found.
    pub fn needs(&self) -> [Option<Self>; 2] {
        let of_set = |set| match set {
            InstanceSet::Class(_, filter) if filter != NodeFilter::All => Some(Self::Passing(filter)),
            _ => None,
        };
        match self {
            Self::Paths(ignoring) | Self::List(ListKey::Edges { ignoring, .. }) if !ignoring.is_empty() => {
                [Some(Self::Ignored(ignoring.clone())), None]
            }
            Self::Sums(filter) => [Some(Self::Passing(*filter)), None],
            Self::List(ListKey::Objects(set, _)) => [of_set(*set), None],
            Self::MergedPaths(set) => [of_set(*set), Some(Self::Paths(Vec::new()))],
            Self::Cuts(_) | Self::CutWithout(_) => [Some(Self::EssentialEdges), None],
            _ => [None, None],
        }
    }

    /// As many of the kind are kept. A set of objects is a bit a node; as many as there are named filters, and some more.
    fn most(&self) -> usize {
        match self {
            Self::Passing(_) => 12,
            Self::List(_) => 8,
            Self::Paths(_) => 2,
            _ => 1,
        }
    }

    /// Whether it depends on what a snapshot is compared with.
    pub fn is_of_comparison(&self) -> bool {
        let is_compared = |set| matches!(set, InstanceSet::New(_) | InstanceSet::Deleted(_));
        self.is_of(is_compared) || matches!(self, Self::List(ListKey::Edges { is_only_new: true, .. }))
    }

    /// Whether it depends on what a search has found.
    pub fn is_of_search(&self) -> bool {
        self.is_of(|set| set == InstanceSet::Found)
    }

    /// Whether it is about a set of objects that is meant.
    fn is_of(&self, is_meant: impl Fn(InstanceSet) -> bool) -> bool {
        matches!(self, Self::List(ListKey::Objects(set, _)) | Self::MergedPaths(set) if is_meant(*set))
    }
}

/// What was found and is kept, by what it was found for; what was used last at the end.
#[derive(Debug, Default)]
pub struct Keeping(Vec<(Need, Found)>);

impl Keeping {
    /// What is kept for a need.
    pub fn get(&mut self, need: &Need) -> Option<&mut Found> {
        let at = self.0.iter().position(|(other, _)| other == need)?;
        let kept = self.0.remove(at);
        Some(&mut self.0.push_mut(kept).1)
    }

    /// Keeps something; of more of its kind than are kept, that which was not used for longest goes.
    pub fn keep(&mut self, need: Need, found: Found) {
        let is_alike = |(other, _): &(Need, Found)| discriminant(other) == discriminant(&need);
        if self.0.iter().filter(|kept| is_alike(kept)).count() >= need.most()
            && let Some(oldest) = self.0.iter().position(is_alike)
        {
            self.0.remove(oldest);
        }
        self.0.push((need, found));
    }

    /// Forgets what is not true any more.
    pub fn forget(&mut self, is_meant: impl Fn(&Need) -> bool) {
        self.0.retain(|(need, _)| !is_meant(need));
    }
}

/// What is kept already of what a work needs.
#[derive(Debug, Default)]
pub struct AtHand {
    pub ignored: Option<Rc<Ignored>>,
    pub paths: Option<Rc<RetainingPaths>>,
    pub passing: Option<Rc<NodeSet>>,
    pub essential: Option<Rc<EssentialEdges>>,
    /// Of a set that is a list already.
    pub nodes: Vec<NodeOrdinal>,
    pub new: Option<Rc<NodeSet>>,
}

/// Finds something.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn find(heap: &Heap, need: Need, mut at_hand: AtHand, pace: &Pace) -> Result<Found, OutOfMemory> {
    let ignored = at_hand.ignored.as_deref();
    Ok(match need {
        Need::Ignored(nodes) => Found::Ignored(Rc::new(Ignored::new(heap, nodes, pace).await?)),
        Need::Paths(_) => Found::Paths(Rc::new(path::find(heap, ignored, pace).await?)),
        Need::Passing(filter) => Found::Passing(Rc::new(filter.nodes(heap, pace).await?)),
        Need::Sums(_) => {
            Found::Sums(Subset::new(heap, at_hand.passing.as_deref().unwrap_or(&NodeSet::default()), pace).await?)
        }
        Need::List(ListKey::Objects(set, sort)) => {
            let nodes = nodes_of(heap, set, &mut at_hand, pace).await?;
            Found::List(objects::order(heap, &nodes, sort, pace).await?)
        }
        Need::List(ListKey::Edges { direction, node, sort, .. }) => {
            let edges = direction.edges(heap, node, at_hand.new.as_deref())?;
            Found::List(edges::order(heap, ignored, node, (direction, &edges), sort, pace).await?)
        }
        Need::DominatedCounts => Found::DominatedCounts(objects::dominated_counts(heap, pace).await?),
        Need::MergedPaths(set) => {
            let nodes = nodes_of(heap, set, &mut at_hand, pace).await?;
            Found::MergedPaths(match &at_hand.paths {
                Some(paths) => MergedPaths::in_steps(heap, paths, &nodes, MOST_STEPS, pace).await?,
                None => MergedPaths::default(),
            })
        }
        Need::NativeContexts => Found::NativeContexts(NativeContextSizes::of(heap, pace).await?),
        Need::Cuts(_) | Need::CutWithout(_) => Found::Cuts(cuts(heap, &need, at_hand.essential, pace).await?),
        Need::EssentialEdges => Found::EssentialEdges(Rc::new(EssentialEdges::find(heap.graph(), pace).await?)),
        Need::OwnNames => Found::OwnNames(OwnNames::of_in_steps(heap, pace).await?),
    })
}

/// Nothing, until everything is computed.
async fn cuts(
    heap: &Heap,
    need: &Need,
    essential: Option<Rc<EssentialEdges>>,
    pace: &Pace,
) -> Result<Vec<Cut>, OutOfMemory> {
    let Some(all) = essential.as_ref().and_then(|essential| Cuts::new(heap, essential, pace)) else {
        return Ok(Vec::new());
    };
    let mut cuts = Vec::new();
    match *need {
        Need::Cuts(node) => cuts = all.of(node).await?,
        Need::CutWithout(edge) => cuts.try_push(all.without(edge).await?)?,
        _ => {}
    }
    Ok(cuts)
}

/// The nodes of a set, in no order that means anything.
async fn nodes_of(
    heap: &Heap,
    set: InstanceSet,
    at_hand: &mut AtHand,
    pace: &Pace,
) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let mut nodes = match set {
        InstanceSet::Class(class, _) => {
            objects::instances(heap, ClassId(class), at_hand.passing.as_deref(), pace).await?
        }
        InstanceSet::Dominated(node) => objects::dominated_by(heap, node, pace).await?,
        InstanceSet::New(_) | InstanceSet::Deleted(_) | InstanceSet::Found => std::mem::take(&mut at_hand.nodes),
    };
    nodes.retain(|node| node.index() < heap.snapshot.nodes.len());
    Ok(nodes)
}
