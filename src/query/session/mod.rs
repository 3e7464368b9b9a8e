//! What a front end talks to: a heap, its comparison, and the lists it has been asked for last.
//!
//! Lists can have millions of rows and are asked for a screen at a time, so the last few are kept in order.

mod allocations;
mod find;
mod needs;
mod trees;
mod who_holds;

use std::cell::OnceCell;
use std::rc::Rc;

use super::allocations::Live;
use super::classes::Sums;
use super::details::Details;
use super::edges::Direction;
use super::filters::NodeFilter;
use super::find::Search;
use super::needs::{Found, InstanceSet, Keeping, ListKey, Need};
use super::redacted::{Redact, Redactor};
use super::rows::{DiffRow, EdgeRow, ObjectRow, TimelineRow};
use super::subset::SummaryPage;
use super::{News, Page, RowQuery, classes};
use crate::classes::names::Namer;
use crate::compare::timeline::Timeline;
use crate::compare::{Comparison, NodeSets};
use crate::error::OutOfMemory;
use crate::graph::NodeSet;
use crate::heap::{Goal, Heap, Phase, Progress};
use crate::index::{Column, NodeOrdinal, Position, TraceIndex, TryPush, try_collected};
use crate::redaction::OwnNames;

/// A heap with the state of looking at it.
#[derive(Debug)]
pub struct Session {
    heap: Rc<Heap>,
    comparison: Comparison,
    deleted: NodeSets,
    /// What the comparison has as new, once it is asked for.
    new: Option<Rc<NodeSet>>,
    timeline: Timeline,
    /// What took long to find.
    kept: Keeping,
    search: Option<Search>,
    /// Added up when it is asked for the first time who allocated what.
    live: Option<Column<TraceIndex, Live>>,
    /// Collected when rows are to leave the machine for the first time.
    own_names: OnceCell<OwnNames>,
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
            kept: Keeping::default(),
            search: None,
            live: None,
            own_names: OnceCell::new(),
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

    /// Goes on with the next phase of the heap; when it is over, what may depend on it is forgotten. Nothing happens
    /// while the heap is shared.
    ///
    /// # Errors
    ///
    /// When memory for the phase's columns is not to be had; the phases before it stay computed.
    pub fn advance(&mut self, goal: Goal) -> Result<Option<(Phase, Progress)>, OutOfMemory> {
        let Some(heap) = self.heap_mut() else { return Ok(None) };
        let advanced = heap.advance(goal)?;
        if let Some((_, Progress::Done)) = advanced {
            self.kept = Keeping::default();
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
        self.kept.forget(Need::is_of_comparison);
        self.new = None;
        self.comparison = comparison;
    }

    /// Sets the deleted objects of the comparison that this heap is the base of.
    pub fn set_deleted(&mut self, deleted: NodeSets) {
        self.kept.forget(Need::is_of_comparison);
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
        let heap = self.shared_heap();
        let subset = match query.objects {
            NodeFilter::All => None,
            filter => self.have(&Need::Sums(filter))?,
        };
        let sums = match subset {
            Some(Found::Sums(subset)) => Sums::of_subset(subset),
            _ => Sums::of_all(&heap),
        };
        let (page, sum) = classes::summary(&heap, sums, query)?;
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
        let heap = self.shared_heap();
        let Some(Found::List(list)) = self.have(&Need::List(ListKey::Objects(set, query.sort)))? else {
            return Ok(Page { total: 0, from: 0, rows: Vec::new() });
        };
        let (total, from) = (list.len(), query.from.min(list.len()));
        let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
        let mut rows = Vec::new();
        let window = list.window(from, query.count).iter();
        rows.try_extend(window.map(|&(_, _, node)| ObjectRow::named_by(&mut namer, &heap, NodeOrdinal(node))))?;
        if matches!(set, InstanceSet::Dominated(_))
            && let Some(Found::DominatedCounts(counts)) = self.have(&Need::DominatedCounts)?
        {
            rows.iter_mut().for_each(|row| row.child_count = counts[NodeOrdinal(row.ordinal)] as usize);
        }
        self.as_wanted(query, Page { total, from, rows })
    }

    /// Where an object stands among those of a set, in the order asked for.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn position(
        &mut self,
        set: InstanceSet,
        query: &RowQuery,
        node: NodeOrdinal,
    ) -> Result<Option<usize>, OutOfMemory> {
        let list = self.have(&Need::List(ListKey::Objects(set, query.sort)))?;
        Ok(if let Some(Found::List(list)) = list { list.position_of(node.0) } else { None })
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

    /// The objects that are new in the comparison.
    fn new_objects(&mut self) -> Result<Rc<NodeSet>, OutOfMemory> {
        if let Some(new) = &self.new {
            return Ok(Rc::clone(new));
        }
        let mut new = NodeSet::new(self.heap.snapshot.nodes.len())?;
        for &node in &self.comparison.new.nodes {
            new.insert(node);
        }
        Ok(Rc::clone(self.new.insert(Rc::new(new))))
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
        let heap = self.shared_heap();
        let new = if query.news == News::Unasked { None } else { Some(self.new_objects()?) };
        let key = ListKey::of_edges(direction, node, query);
        let ignored = if direction == Direction::Retainers { self.ignored(&query.ignoring)? } else { None };
        let Some(Found::List(list)) = self.have(&Need::List(key))? else {
            return Ok(Page { total: 0, from: 0, rows: Vec::new() });
        };
        let edges = direction.edges(&heap, node, new.as_deref().filter(|_| query.news == News::Only))?;
        let (total, from) = (list.len(), query.from.min(list.len()));
        let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
        let shown = list.window(from, query.count).iter();
        let shown = try_collected(shown.filter_map(|&(_, _, position)| {
            let &edge = edges.get(position as usize)?;
            Some((edge, direction.node(&heap, edge)))
        }))?;
        let nodes = try_collected(shown.iter().map(|&(_, node)| node))?;
        let counts = direction.counts(&heap, &nodes)?;
        let mut rows = Vec::new();
        rows.try_extend(shown.into_iter().zip(counts).map(|((edge, node), child_count)| {
            let distance = direction.distance(&heap, ignored.as_deref(), edge);
            let object = ObjectRow { child_count, distance, ..ObjectRow::named_by(&mut namer, &heap, node) };
            let is_new = new.as_ref().map(|new| new.contains(node));
            EdgeRow { is_new, ..EdgeRow::new(&heap, edge, object) }
        }))?;
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
