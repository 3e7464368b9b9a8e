//! One snapshot with everything that has been computed of it so far.
//!
//! The first answer does not wait for the last: [`Heap::new`] does what a comparison needs (detachedness, ownership,
//! classes), the rest comes in [`Phase`]s, one [`Heap::advance`] at a time, so that whoever drives it can answer
//! questions in between.

use crate::classes::aggregates::Aggregates;
use crate::classes::assign::MadeNames;
use crate::classes::source_maps::{GeneratedPlace, GeneratedPlaces, OriginalPlace, Originals};
use crate::classes::{Classes, CodeOwner, Interfaces, NamedInterfaces, Scripts, Shapes, SourcePlace, Statistics};
use crate::error::OutOfMemory;
use crate::graph::{
    DominatorOrder, DominatorSearch, Dominators, Flags, Graph, NotInFile, Retainers, WellKnownNames, detachedness,
    is_of_javascriptcore, ownership, roots,
};
use crate::index::{ClassId, Column, NodeOrdinal, try_collected};
use crate::pace::Pace;
use crate::phases::{AllDistances, Classified, DistancesWork, RetainedWork, RetainersWork};
pub use crate::phases::{Goal, Phase, Progress};
use crate::snapshot::Snapshot;

/// A snapshot, its classes, and the columns computed so far.
#[derive(Debug)]
pub struct Heap {
    /// The file's content, with sizes attributed.
    pub(crate) snapshot: Snapshot,
    /// The roles of its strings.
    pub(crate) well_known: WellKnownNames,
    /// The interfaces inferred from the plain objects.
    pub(crate) interfaces: Interfaces,
    /// The class of each node.
    pub(crate) classes: Classes,
    /// Counts and sizes per class.
    pub(crate) aggregates: Aggregates,
    /// The files of its scripts.
    pub(crate) scripts: Scripts,
    /// What source maps say of the places in them.
    pub(crate) originals: Originals,
    /// What reaches each node; computed with the distances.
    pub(crate) flags: Option<Flags>,
    /// Distances of nodes and of classes.
    pub(crate) distances: Option<AllDistances>,
    /// Incoming edges.
    pub(crate) retainers: Option<Retainers>,
    /// Bytes by kind.
    pub(crate) statistics: Option<Statistics>,
    /// The dominator tree and retained sizes of nodes.
    pub(crate) dominators: Option<Dominators>,
    /// Retained sizes of classes.
    pub(crate) class_retained: Option<Column<ClassId, u64>>,
    /// Phases under way, and what is kept between the two phases of dominators.
    distances_work: Option<DistancesWork>,
    retainers_work: Option<RetainersWork>,
    dominator_search: Option<DominatorSearch>,
    dominator_order: Option<DominatorOrder>,
    retained_work: Option<RetainedWork>,
    shapes: Shapes,
    names: MadeNames,
}

impl Heap {
    /// Does everything that a comparison needs.
    ///
    /// # Errors
    ///
    /// When memory for names, classes or sums is not to be had.
    pub fn new(mut snapshot: Snapshot) -> Result<Self, OutOfMemory> {
        detachedness::propagate(&mut snapshot)?;
        let well_known = WellKnownNames::find(&snapshot.strings)?;
        well_known.mark_entries(&mut snapshot.edges);
        ownership::attribute_sizes(&mut snapshot, &well_known)?;
        let shapes = Shapes::find(&snapshot, &well_known)?;
        Self::with_shapes(snapshot, well_known, shapes)
    }

    /// The heap of a snapshot whose sizes have been attributed.
    pub(crate) fn with_shapes(
        mut snapshot: Snapshot,
        well_known: WellKnownNames,
        shapes: Shapes,
    ) -> Result<Self, OutOfMemory> {
        let mut names = MadeNames::default();
        let interfaces = shapes.infer(&snapshot, &well_known)?;
        let interfaces = NamedInterfaces::new(&mut snapshot, &mut names, interfaces)?;
        let classes = Classes::assign(&mut snapshot, &well_known, &shapes, &interfaces, &mut names)?;
        let aggregates = Aggregates::compute(&snapshot, &classes)?;
        let scripts = Scripts::find(&snapshot)?;
        Ok(Self {
            snapshot,
            well_known,
            interfaces: interfaces.interfaces,
            classes,
            aggregates,
            scripts,
            originals: Originals::default(),
            flags: None,
            distances: None,
            retainers: None,
            statistics: None,
            dominators: None,
            class_retained: None,
            distances_work: None,
            retainers_work: None,
            dominator_search: None,
            dominator_order: None,
            retained_work: None,
            shapes,
            names,
        })
    }

    /// The interfaces inferred from the plain objects, by which an older heap's classes are made comparable.
    pub fn interfaces(&self) -> &Interfaces {
        &self.interfaces
    }

    /// The root, which refers to all roots.
    pub fn root(&self) -> NodeOrdinal {
        self.snapshot.root
    }

    /// The object with an id.
    pub fn find_id(&self, id: u32) -> Option<NodeOrdinal> {
        self.snapshot.nodes.find_id(id)
    }

    /// The classes that this heap's nodes have by another heap's interfaces.
    ///
    /// # Errors
    ///
    /// When memory for the classes is not to be had.
    pub fn classes_by<'a>(
        &'a self,
        interfaces: &'a NamedInterfaces,
        pace: &'a Pace,
    ) -> impl Future<Output = Result<Classes, OutOfMemory>> + 'a {
        self.classes.by(&self.snapshot, &self.well_known, &self.shapes, interfaces, pace)
    }

    /// Another heap's interfaces with their names among this one's strings: all that [`Self::classes_by`] changes of a heap.
    ///
    /// # Errors
    ///
    /// When memory for the names is not to be had.
    pub fn named(&mut self, interfaces: Interfaces) -> Result<NamedInterfaces, OutOfMemory> {
        NamedInterfaces::new(&mut self.snapshot, &mut self.names, interfaces)
    }

    /// Where a node's function or constructor stands: file, line and column.
    pub fn place(&self, node: NodeOrdinal) -> Option<SourcePlace<'_>> {
        let id = self.snapshot.locations.of(node)?;
        Some(self.originals.place(&self.snapshot, &self.scripts, (id, self.snapshot.nodes.name[node])))
    }

    /// Where something of the program stands in generated code, to be looked up in source maps.
    ///
    /// # Errors
    /// When there is no memory for the list.
    pub fn generated_places(&self) -> Result<Vec<GeneratedPlace<'_>>, OutOfMemory> {
        let places = GeneratedPlaces::of(&self.snapshot, &self.scripts, &self.originals)?;
        try_collected(places.iter(&self.snapshot, &self.scripts))
    }

    /// Takes in what source maps say of these. Comparisons and findings that were made before have the old names.
    ///
    /// # Errors
    /// When there is no memory for the names.
    pub fn apply_source_maps(&mut self, found: &[OriginalPlace], texts: &[String]) -> Result<(), OutOfMemory> {
        self.originals.apply((&mut self.snapshot, &self.scripts, &mut self.classes), (found, texts))
    }

    /// Whether a node is of the program's own code, by where the function or class stands.
    pub fn is_of_program(&self, node: NodeOrdinal) -> bool {
        self.code_owner(node) == Some(CodeOwner::Program)
    }

    /// Whose code a node is of: the file in which its function or its class stands. None where no file is known.
    pub fn code_owner(&self, node: NodeOrdinal) -> Option<CodeOwner<'_>> {
        self.place(node)?.file.map(CodeOwner::of)
    }

    /// Whether the file says which scopes have and use which variables.
    pub fn has_scopes(&self) -> bool {
        !self.snapshot.scopes.scopes.is_empty()
    }

    /// Whether the file says on which stacks objects were allocated.
    pub fn has_allocation_stacks(&self) -> bool {
        !self.snapshot.allocations.of_nodes.is_empty()
    }

    /// Whether the file says when objects were allocated.
    pub fn has_allocation_times(&self) -> bool {
        !self.snapshot.allocations.samples.is_empty()
    }

    /// What [`Self::advance`] would compute.
    pub fn pending(&self, goal: Goal) -> Option<Phase> {
        let of_retainers = [Phase::Distances, Phase::Retainers];
        let of_sizes = [Phase::Dominators, Phase::RetainedSizes];
        let order = match goal {
            Goal::RetainedSizes => of_sizes.into_iter().chain(of_retainers),
            Goal::Retainers => of_retainers.into_iter().chain(of_sizes),
        };
        let mut missing = order.filter(|&phase| !self.is_done(phase));
        missing.next()
    }

    /// Whether a phase is over.
    pub fn is_done(&self, phase: Phase) -> bool {
        match phase {
            Phase::Distances => self.distances.is_some(),
            Phase::Retainers => self.retainers.is_some(),
            Phase::Dominators => {
                self.dominator_order.is_some() || self.retained_work.is_some() || self.class_retained.is_some()
            }
            Phase::RetainedSizes => self.class_retained.is_some(),
        }
    }

    /// Goes on with the next phase and says whether that is all of it; `None` when everything is done.
    ///
    /// Phases that take long on large heaps take many such calls, of about a millisecond each.
    ///
    /// # Errors
    ///
    /// When memory for the phase's columns is not to be had; the phases before it stay computed.
    pub fn advance(&mut self, goal: Goal) -> Result<Option<(Phase, Progress)>, OutOfMemory> {
        let Some(phase) = self.pending(goal) else { return Ok(None) };
        match phase {
            Phase::Distances => self.search_distances()?,
            Phase::Retainers => self.search_retainers()?,
            Phase::Dominators => self.search_dominators()?,
            Phase::RetainedSizes => self.sum_retained_sizes()?,
        }
        let progress = if self.is_done(phase) { Progress::Done } else { Progress::UnderWay };
        Ok(Some((phase, progress)))
    }

    fn search_distances(&mut self) -> Result<(), OutOfMemory> {
        let mut work = self.distances_work.take().map_or_else(|| DistancesWork::new(self.graph()), Ok)?;
        if work.step(self.classified())? {
            self.distances_work = Some(work);
        } else {
            let (flags, distances) = work.finish();
            (self.flags, self.distances) = (Some(flags), Some(distances));
        }
        Ok(())
    }

    fn search_retainers(&mut self) -> Result<(), OutOfMemory> {
        let mut work = self.retainers_work.take().map_or_else(|| RetainersWork::new(&self.snapshot), Ok)?;
        if work.step(self.classified()) {
            self.retainers_work = Some(work);
        } else {
            let (retainers, statistics) = work.finish(self.classified());
            (self.retainers, self.statistics) = (Some(retainers), Some(statistics));
        }
        Ok(())
    }

    fn sum_retained_sizes(&mut self) -> Result<(), OutOfMemory> {
        let work = match (self.retained_work.take(), self.dominator_order.take()) {
            (Some(work), _) => work,
            (None, Some(order)) => RetainedWork::new(self.classified(), order)?,
            (None, None) => return Ok(()),
        };
        match work.step(self.classified())? {
            RetainedWork::Done(dominators, of_classes) => {
                (self.dominators, self.class_retained) = (Some(dominators), Some(of_classes));
            }
            under_way => self.retained_work = Some(under_way),
        }
        Ok(())
    }

    fn search_dominators(&mut self) -> Result<(), OutOfMemory> {
        let graph = Graph { snapshot: &self.snapshot, well_known: &self.well_known };
        let mut search = match self.dominator_search.take() {
            Some(search) => search,
            None => DominatorSearch::new(graph)?,
        };
        if search.step(graph)? {
            self.dominator_search = Some(search);
        } else {
            self.dominator_order = Some(search.finish()?);
        }
        Ok(())
    }

    /// What phases look at.
    pub(crate) fn classified(&self) -> Classified<'_> {
        Classified { graph: self.graph(), classes: &self.classes, aggregates: &self.aggregates }
    }

    /// What searches look at.
    pub(crate) fn graph(&self) -> Graph<'_> {
        Graph { snapshot: &self.snapshot, well_known: &self.well_known }
    }

    /// Computes dominators and retained sizes of nodes without the other phases, for whoever needs no more than these.
    ///
    /// # Errors
    ///
    /// When memory for the tree or the sizes is not to be had.
    pub fn dominate(&mut self) -> Result<(), OutOfMemory> {
        if self.dominators.is_none() {
            self.dominators = Some(Dominators::new(&self.snapshot, DominatorOrder::compute(self.graph())?)?);
        }
        Ok(())
    }

    /// Computes everything.
    ///
    /// # Errors
    ///
    /// As [`Self::advance`].
    pub fn complete(&mut self) -> Result<(), OutOfMemory> {
        while self.advance(Goal::RetainedSizes)?.is_some() {}
        Ok(())
    }

    /// Whether the program's own roots are marked, as Node.js does and Chromium 156 does not.
    pub fn has_user_roots(&self) -> bool {
        roots::user_roots(&self.snapshot, &self.well_known).next().is_some()
    }

    /// What the program has and the file does not, as far as it shows.
    pub fn not_in_file(&self) -> NotInFile {
        NotInFile::of(&self.snapshot, &self.well_known)
    }

    /// Whether the heap is JavaScriptCore's: no link leads from a Map to what it holds.
    pub fn is_of_javascriptcore(&self) -> bool {
        is_of_javascriptcore(&self.snapshot)
    }

    /// All shallow sizes and the extra native bytes, in bytes.
    pub fn total_size(&self) -> f64 {
        self.snapshot.nodes.self_size.total() as f64 + self.snapshot.extra_native_bytes
    }

    /// Bytes that would be free without a node; 0 as long as dominators are not computed.
    pub fn retained_size(&self, node: NodeOrdinal) -> u64 {
        self.dominators.as_ref().map_or(0, |dominators| dominators.retained.of(node))
    }

    /// The largest id of a JavaScript object: these are odd, and grow for as long as the process lives.
    pub fn largest_object_id(&self) -> u32 {
        self.snapshot.nodes.id.iter().map(|(_, id)| id).filter(|id| id % 2 == 1).max().unwrap_or(0)
    }
}

#[cfg(test)]
#[path = "heap_tests.rs"]
mod tests;
