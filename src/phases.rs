//! What the phases of a heap consist of, in steps: no step looks at more than some ten thousand nodes and edges.
//!
//! Work holds no reference to the heap, which is lent to each step. Each part of it says whether it has more to do, and
//! costs nothing to be asked again when it has not, so that a phase is its parts one after the other. Dominators alone are a
//! search of their own (`graph::dominators`).

use crate::blocks::STEPS;
use crate::classes::aggregates::{RetainedByClasses, add_distances};
use crate::classes::{Aggregates, Classes, Statistics};
use crate::error::OutOfMemory;
use crate::graph::{
    DistanceSearch, Distances, DominatorOrder, DominatorSearch, DominatorSums, Dominators, Flags, Graph,
    RetainerSearch, Retainers,
};
use crate::index::{ClassId, Column};
use crate::snapshot::Snapshot;

/// What is computed after a heap is ready for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Distances from the roots; with them, what is reached in which way.
    Distances,
    /// The edges turned round; with them, the statistics.
    Retainers,
    /// The dominator tree.
    Dominators,
    /// Retained sizes of nodes and of classes.
    RetainedSizes,
}

impl Phase {
    /// All phases.
    pub const ALL: [Self; 4] = [Self::Distances, Self::Retainers, Self::Dominators, Self::RetainedSizes];

    /// The name shown as progress.
    pub fn name(self) -> &'static str {
        match self {
            Self::Distances => "distances",
            Self::Retainers => "retainers",
            Self::Dominators => "dominators",
            Self::RetainedSizes => "retained sizes",
        }
    }
}

/// Whether a phase is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more of it to compute.
    UnderWay,
    /// Its columns are there.
    Done,
}

/// What whoever drives the computations waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Retained sizes: they answer the first question, and take the most memory, which what comes after uses again.
    RetainedSizes,
    /// Retainers, because a person has asked for them.
    Retainers,
}

/// What the phases look at.
#[derive(Clone, Copy, Debug)]
pub struct Classified<'a> {
    pub graph: Graph<'a>,
    pub classes: &'a Classes,
    pub aggregates: &'a Aggregates,
}

/// Distances of nodes and of classes.
pub type AllDistances = (Distances, Column<ClassId, i32>);

/// The phase of distances.
#[derive(Debug)]
pub struct DistancesWork {
    search: DistanceSearch,
    flags: Flags,
    of_classes: Column<ClassId, i32>,
    /// The nodes before this one have been taken into those of classes.
    next: usize,
}

impl DistancesWork {
    pub fn new(graph: Graph<'_>) -> Result<Self, OutOfMemory> {
        let (search, flags) = (DistanceSearch::new(graph)?, Flags::of_user_roots(graph.snapshot)?);
        Ok(Self { search, flags, of_classes: Column::default(), next: 0 })
    }

    /// Goes on with what needs no classes; says whether there is more of that.
    pub fn search(&mut self, graph: Graph<'_>) -> Result<bool, OutOfMemory> {
        Ok(self.search.step(graph) || self.flags.step(graph.snapshot)?)
    }

    /// Says whether there is more to do.
    pub fn step(&mut self, of: Classified<'_>) -> Result<bool, OutOfMemory> {
        if self.search(of.graph)? {
            return Ok(true);
        }
        if self.next == 0 {
            self.of_classes = Column::filled(of.classes.table.len(), i32::MAX)?;
        }
        let nodes = self.next..of.graph.snapshot.nodes.len().min(self.next + STEPS);
        self.next = nodes.end;
        add_distances(of.graph.snapshot, of.classes, self.search.so_far(), nodes, &mut self.of_classes);
        Ok(self.next < of.graph.snapshot.nodes.len())
    }

    pub fn finish(self) -> (Flags, AllDistances) {
        (self.flags, (self.search.finish(), self.of_classes))
    }
}

/// The phase of retainers.
#[derive(Debug)]
pub struct RetainersWork {
    search: RetainerSearch,
    statistics: Statistics,
    /// The nodes before this one are in the statistics.
    next: usize,
}

impl RetainersWork {
    pub fn new(snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        Ok(Self { search: RetainerSearch::new(snapshot)?, statistics: Statistics::default(), next: 0 })
    }

    /// Goes on with what needs no sizes; says whether there is more of that.
    pub fn search(&mut self, snapshot: &Snapshot) -> bool {
        self.search.step(snapshot)
    }

    /// Says whether there is more to do.
    pub fn step(&mut self, of: Classified<'_>) -> bool {
        if self.search(of.graph.snapshot) {
            return true;
        }
        let nodes = self.next..of.graph.snapshot.nodes.len().min(self.next + STEPS);
        self.next = nodes.end;
        self.statistics.add(of.graph, self.search.found(), nodes);
        self.next < of.graph.snapshot.nodes.len()
    }

    pub fn finish(self, of: Classified<'_>) -> (Retainers, Statistics) {
        (self.search.finish(), self.statistics.with_extra(of.graph.snapshot.extra_native_bytes))
    }
}

/// The phase of retained sizes.
#[derive(Debug)]
pub enum RetainedWork {
    /// Those of nodes.
    OfNodes(DominatorSums),
    /// Those of classes.
    OfClasses(RetainedByClasses, Dominators),
    /// There is no more to do.
    Done(Dominators, Column<ClassId, u64>),
}

impl RetainedWork {
    pub fn new(of: Classified<'_>, order: DominatorOrder) -> Result<Self, OutOfMemory> {
        DominatorSums::new(of.graph.snapshot, order).map(Self::OfNodes)
    }

    /// The same after the next step.
    pub fn step(self, of: Classified<'_>) -> Result<Self, OutOfMemory> {
        let Classified { graph: Graph { snapshot, .. }, classes, aggregates } = of;
        Ok(match self {
            Self::OfNodes(mut sums) => {
                if sums.step(snapshot)? {
                    return Ok(Self::OfNodes(sums));
                }
                let (order, dominators) = sums.finish(snapshot)?;
                Self::OfClasses(RetainedByClasses::new(classes, order)?, dominators)
            }
            Self::OfClasses(mut sums, dominators) => {
                if sums.step(snapshot, (classes, aggregates), &dominators) {
                    return Ok(Self::OfClasses(sums, dominators));
                }
                Self::Done(dominators, sums.finish())
            }
            Self::Done(..) => self,
        })
    }
}

/// What follows from the dominator tree, without a stop; the search for it may have begun.
pub fn retained(
    of: Classified<'_>,
    mut search: DominatorSearch,
) -> Result<(Dominators, Column<ClassId, u64>), OutOfMemory> {
    while search.step(of.graph)? {}
    let mut work = RetainedWork::new(of, search.finish()?)?;
    loop {
        work = match work.step(of)? {
            RetainedWork::Done(dominators, of_classes) => return Ok((dominators, of_classes)),
            under_way => under_way,
        };
    }
}
