//! What a front end talks to: a heap, its comparison, and the lists it has been asked for last.
//!
//! Lists can have millions of rows and are asked for a screen at a time, so the last few are kept in order.

mod allocations;
mod find;
mod trees;
mod who_holds;

use std::cell::OnceCell;
use std::rc::Rc;

use super::allocations::Live;
use super::classes::Sums;
use super::details::Details;
use super::edges::{self, Direction};
use super::filters::NodeFilter;
use super::find::Search;
use super::ignored::Ignored;
use super::kept::{KEPT_LISTS, KEPT_SETS, kept};
use super::redacted::{Redact, Redactor};
use super::rows::{DiffRow, EdgeRow, ObjectRow, TimelineRow};
use super::subset::{Subset, SummaryPage};
use super::{News, Page, RowQuery, Sort, classes, objects};
use crate::classes::names::Namer;
use crate::compare::timeline::Timeline;
use crate::compare::{Comparison, NodeSets};
use crate::error::OutOfMemory;
use crate::graph::{EssentialEdges, NodeSet, RetainingPaths};
use crate::heap::{Goal, Heap, Phase, Progress};
use crate::index::{ClassId, Column, NodeOrdinal, Position, TraceIndex, TryPush, try_collected, try_copied};
use crate::redaction::OwnNames;
use crate::sort::Order;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKey {
    Objects(InstanceSet, Sort),
    /// Whether there are new ones only.
    Edges(Direction, NodeOrdinal, Sort, bool),
}

/// A heap with the state of looking at it.
#[derive(Debug)]
pub struct Session {
    heap: Rc<Heap>,
    comparison: Comparison,
    deleted: NodeSets,
    /// What the comparison has as new, once it is asked for.
    new: Option<NodeSet>,
    timeline: Timeline,
    /// The sums of the part of the objects that was asked for last.
    subset: Option<(NodeFilter, Subset)>,
    /// The objects that pass filters; the filter used last at the end.
    sets: Vec<(NodeFilter, NodeSet)>,
    /// What retainers and paths were asked for without.
    ignored: Option<Ignored>,
    /// Found when the first is asked for.
    paths: Option<RetainingPaths>,
    /// How many nodes each one dominates immediately; counted when such a list is asked for the first time.
    dominated: Option<Column<NodeOrdinal, u32>>,
    /// Found when it is asked for the first time what could be cut.
    essential: Option<EssentialEdges>,
    search: Option<Search>,
    /// Added up when it is asked for the first time who allocated what.
    live: Option<Column<TraceIndex, Live>>,
    /// Collected when rows are to leave the machine for the first time.
    own_names: OnceCell<OwnNames>,
    /// The list used last at the end. Rows stand for nodes, or for positions in a node's list of edges.
    lists: Vec<(ListKey, Order)>,
}

impl Session {
    /// A session of a heap without a comparison.
    pub fn new(heap: Heap) -> Self {
        Self::of(Rc::new(heap))
    }

    /// The same of a heap that another session had.
    pub fn of(heap: Rc<Heap>) -> Self {
        let (comparison, deleted) = (Comparison::default(), NodeSets::default());
        let timeline = Timeline::default();
        Self {
            heap,
            comparison,
            deleted,
            new: None,
            timeline,
            subset: None,
            sets: Vec::new(),
            ignored: None,
            paths: None,
            dominated: None,
            essential: None,
            search: None,
            live: None,
            own_names: OnceCell::new(),
            lists: Vec::new(),
        }
    }

    /// The heap.
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// The heap, for work that goes on between calls; until that has let go of it, nothing is added to the heap.
    pub fn shared_heap(&self) -> Rc<Heap> {
        Rc::clone(&self.heap)
    }

    /// The heap, to be asked what needs scratch space in it; none while it is shared.
    pub fn heap_mut(&mut self) -> Option<&mut Heap> {
        Rc::get_mut(&mut self.heap)
    }

    /// Goes on with the next phase of the heap; when it is over, orders that may depend on it are forgotten. Nothing happens
    /// while the heap is shared.
    ///
    /// # Errors
    ///
    /// When memory for the phase's columns is not to be had; the phases before it stay computed.
    pub fn advance(&mut self, goal: Goal) -> Result<Option<(Phase, Progress)>, OutOfMemory> {
        let Some(heap) = self.heap_mut() else { return Ok(None) };
        let advanced = heap.advance(goal)?;
        if let Some((_, Progress::Done)) = advanced {
            self.lists.clear();
            self.subset = None;
            self.sets.clear();
            self.ignored = None;
            self.paths = None;
        }
        Ok(advanced)
    }

    /// Computes all phases.
    ///
    /// # Errors
    ///
    /// As [`Self::advance`].
    pub fn complete(&mut self) -> Result<(), OutOfMemory> {
        while self.advance(Goal::RetainedSizes)?.is_some() {}
        Ok(())
    }

    /// Sets the comparison that this heap is the current snapshot of.
    pub fn set_comparison(&mut self, comparison: Comparison) {
        self.lists.clear();
        self.new = None;
        self.comparison = comparison;
    }

    /// Sets the deleted objects of the comparison that this heap is the base of.
    pub fn set_deleted(&mut self, deleted: NodeSets) {
        self.lists.clear();
        self.deleted = deleted;
    }

    /// Sets the timeline that this heap is the latest snapshot of.
    pub fn set_timeline(&mut self, timeline: Timeline) {
        self.timeline = timeline;
    }

    /// The timeline that this heap is the latest snapshot of.
    pub fn timeline_data(&self) -> &Timeline {
        &self.timeline
    }

    /// A page of Summary, with the sum of all its rows.
    ///
    /// # Errors
    ///
    /// When memory for the set of a filter or for its sums is not to be had.
    pub fn summary(&mut self, query: &RowQuery) -> Result<SummaryPage, OutOfMemory> {
        let filter = query.objects;
        if filter != NodeFilter::All && self.subset.as_ref().is_none_or(|(of, _)| *of != filter) {
            let set = kept(&mut self.sets, KEPT_SETS, filter, || filter.nodes(&self.heap))?;
            self.subset = Some((filter, Subset::new(&self.heap, set)?));
        }
        let sums = match &self.subset {
            Some((of, subset)) if *of == filter => Sums::of_subset(subset),
            _ => Sums::of_all(&self.heap),
        };
        let (page, sum) = classes::summary(&self.heap, sums, query)?;
        let Page { total, from, rows } = self.as_wanted(query, page)?;
        Ok(SummaryPage { total, from, rows, sum })
    }

    /// A page of Timeline.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn timeline(&self, query: &RowQuery) -> Result<Page<TimelineRow>, OutOfMemory> {
        self.as_wanted(query, classes::timeline(&self.heap, &self.timeline, query)?)
    }

    /// A page of Comparison.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn comparison(&self, query: &RowQuery) -> Result<Page<DiffRow>, OutOfMemory> {
        self.as_wanted(query, classes::comparison(&self.comparison, query)?)
    }

    /// A page of objects.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn instances(&mut self, set: InstanceSet, query: &RowQuery) -> Result<Page<ObjectRow>, OutOfMemory> {
        let key = ListKey::Objects(set, query.sort);
        if !self.lists.iter().any(|(other, _)| *other == key) {
            let nodes = self.nodes_of(set)?;
            let order = objects::order(&self.heap, &nodes, query.sort)?;
            kept(&mut self.lists, KEPT_LISTS, key, || Ok(order))?;
        }
        if matches!(set, InstanceSet::Dominated(_)) && self.dominated.is_none() {
            self.dominated = Some(objects::dominated_counts(&self.heap)?);
        }
        let Self { heap, lists, dominated, .. } = self;
        let list = kept(lists, KEPT_LISTS, key, || Ok(Order::new(Vec::new())))?;
        let (total, from) = (list.len(), query.from.min(list.len()));
        let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
        let mut rows = Vec::new();
        let window = list.window(from, query.count).iter();
        rows.try_extend(window.map(|&(_, _, node)| {
            let row = ObjectRow::named_by(&mut namer, heap, NodeOrdinal(node));
            match (set, &dominated) {
                (InstanceSet::Dominated(_), Some(counts)) => {
                    ObjectRow { child_count: counts[NodeOrdinal(node)] as usize, ..row }
                }
                _ => row,
            }
        }))?;
        self.as_wanted(query, Page { total, from, rows })
    }

    /// The nodes of a set, in no order that means anything.
    fn nodes_of(&mut self, set: InstanceSet) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
        let Self { heap, comparison, deleted, sets, search, .. } = self;
        let mut nodes = match set {
            InstanceSet::Class(class, NodeFilter::All) => objects::instances(heap, ClassId(class), None)?,
            InstanceSet::Class(class, filter) => {
                let passing = kept(sets, KEPT_SETS, filter, || filter.nodes(heap))?;
                objects::instances(heap, ClassId(class), Some(passing))?
            }
            InstanceSet::New(row) => try_copied(comparison.new.of(row as usize))?,
            InstanceSet::Deleted(row) => try_copied(deleted.of(row as usize))?,
            InstanceSet::Dominated(node) => objects::dominated_by(heap, node)?,
            InstanceSet::Found => try_copied(search.as_ref().map(Search::found).unwrap_or_default())?,
        };
        nodes.retain(|node| node.index() < heap.snapshot.nodes.len());
        Ok(nodes)
    }

    /// A page of what an object refers to.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn properties(&mut self, node: NodeOrdinal, query: &RowQuery) -> Result<Page<EdgeRow>, OutOfMemory> {
        self.edge_rows(Direction::Properties, node, query)
    }

    /// The same as a person looks for it: the program's own links first, in any order, and the entries of Maps and Sets.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn contents(&mut self, node: NodeOrdinal, query: &RowQuery) -> Result<Page<EdgeRow>, OutOfMemory> {
        self.edge_rows(Direction::Contents, node, query)
    }

    /// The objects that are new in the comparison; to be put back.
    fn take_new(&mut self) -> Result<NodeSet, OutOfMemory> {
        if let Some(new) = self.new.take() {
            return Ok(new);
        }
        let mut new = NodeSet::new(self.heap.snapshot.nodes.len())?;
        for &node in &self.comparison.new.nodes {
            new.insert(node);
        }
        Ok(new)
    }

    fn edge_rows(
        &mut self,
        direction: Direction,
        node: NodeOrdinal,
        query: &RowQuery,
    ) -> Result<Page<EdgeRow>, OutOfMemory> {
        if node.index() >= self.heap.snapshot.nodes.len() {
            return Ok(Page { total: 0, from: 0, rows: Vec::new() });
        }
        let (sort, is_only) = (query.sort, query.news == News::Only);
        let new = if query.news == News::Unasked { NodeSet::default() } else { self.take_new()? };
        let Self { heap, lists, ignored, .. } = self;
        let ignored = ignored.as_ref();
        let mut edges = direction.edges(heap, node)?;
        if is_only {
            edges.retain(|&edge| new.contains(direction.node(heap, edge)));
        }
        let key = ListKey::Edges(direction, node, sort, is_only);
        let list = kept(lists, KEPT_LISTS, key, || edges::order(heap, ignored, node, direction, &edges, sort))?;
        let (total, from) = (list.len(), query.from.min(list.len()));
        let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
        let shown = list.window(from, query.count).iter();
        let shown = try_collected(shown.filter_map(|&(_, _, position)| {
            let &edge = edges.get(position as usize)?;
            Some((edge, direction.node(heap, edge)))
        }))?;
        let nodes = try_collected(shown.iter().map(|&(_, node)| node))?;
        let counts = direction.counts(heap, &nodes)?;
        let mut rows = Vec::new();
        rows.try_extend(shown.into_iter().zip(counts).map(|((edge, node), child_count)| {
            let distance = direction.distance(heap, ignored, edge);
            let object = ObjectRow { child_count, distance, ..ObjectRow::named_by(&mut namer, heap, node) };
            let is_new = (query.news != News::Unasked).then(|| new.contains(node));
            EdgeRow { is_new, ..EdgeRow::new(heap, edge, object) }
        }))?;
        if !new.is_empty() {
            self.new = Some(new);
        }
        self.as_wanted(query, Page { total, from, rows })
    }

    /// The row of one object.
    pub fn object(&self, node: NodeOrdinal) -> Option<ObjectRow> {
        (node.index() < self.heap.snapshot.nodes.len()).then(|| ObjectRow::new(&self.heap, node))
    }

    /// What there is to say of one object.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn details(&self, node: NodeOrdinal, redact: bool) -> Result<Option<Details>, OutOfMemory> {
        if node.index() >= self.heap.snapshot.nodes.len() {
            return Ok(None);
        }
        let details = Details::of(&self.heap, node)?;
        Ok(Some(if redact { details.redacted(&self.redactor()?) } else { details }))
    }

    /// Makes names without data.
    ///
    /// # Errors
    ///
    /// When there is no memory to tell the program's own names from data.
    pub fn redactor(&self) -> Result<Redactor<'_>, OutOfMemory> {
        let own = match self.own_names.get() {
            Some(own) => own,
            None => {
                let own = OwnNames::of(&self.heap)?;
                self.own_names.get_or_init(|| own)
            }
        };
        Redactor::new(&self.heap, own)
    }

    /// Rows with the names that a query asks for.
    fn as_wanted<R: Redact>(&self, query: &RowQuery, mut page: Page<R>) -> Result<Page<R>, OutOfMemory> {
        if query.redact {
            let redactor = self.redactor()?;
            page.rows.iter_mut().for_each(|row| row.redact(&redactor));
        }
        Ok(page)
    }
}
