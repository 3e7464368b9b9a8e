//! Everything of a heap by several threads, for whoever has them: the command line.
//!
//! The longest way is that to retained sizes: dominators, then sums. One thread goes it, while this one finds owners,
//! shapes and classes. Sizes and names change on the way, so there are stages, at the end of which the two meet:
//!
//! | this thread | another |
//! | --- | --- |
//! | roles of strings | |
//! | owners, shapes | the walk over the graph that dominators are found by |
//! | sizes moved, classes | dominators, which ask the graph for nothing more |
//! | | retained sizes of nodes and of classes |
//!
//! What waits for none of that, distances and retainers, is done in steps ([`Works`]), by whoever would wait otherwise and by
//! further threads. The results are those of one thread, because the same steps find them.

use std::panic;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder, ScopedJoinHandle};

use crate::classes::Shapes;
use crate::error::OutOfMemory;
use crate::graph::{DominatorSearch, Graph, WellKnownNames, detachedness, ownership};
use crate::heap::Heap;
use crate::phases::{self, Classified, DistancesWork, RetainersWork};
use crate::snapshot::Snapshot;

/// What there is to do beside the longest way: so many threads more are of use.
const WORKS: usize = 2;

impl Heap {
    /// A heap with everything computed, by at most so many threads: the same with any number of them. With several it takes
    /// more memory, because more is under way at a time.
    ///
    /// # Errors
    ///
    /// When memory for any of it is not to be had.
    pub fn completed(mut snapshot: Snapshot, threads: usize) -> Result<Self, OutOfMemory> {
        let Some(helpers) = threads.checked_sub(2) else { return complete(Self::new(snapshot)?) };
        detachedness::propagate(&mut snapshot)?;
        let works = Works::new(helpers, RetainersWork::new(&snapshot)?);
        let nameless = Known::Graph(Graph { snapshot: &snapshot, well_known: &WellKnownNames::default() });
        let (well_known, _) = works.beside(nameless, || WellKnownNames::find(&snapshot.strings), || Ok(()))?;
        well_known.mark_entries(&mut snapshot.edges);
        let graph = Graph { snapshot: &snapshot, well_known: &well_known };
        let found = || {
            works.add(Work::Distances(DistancesWork::new(graph)?));
            Ok((ownership::find_owners(graph)?, Shapes::find(&snapshot, &well_known)?))
        };
        let ((owners, shapes), search) = works.beside(Known::Graph(graph), found, || walked(graph))?;
        let classified = || {
            ownership::move_sizes(&mut snapshot, owners);
            Self::with_shapes(snapshot, well_known, shapes)
        };
        let Some(search) = search else { return complete(classified()?) };
        match works.before(classified, search)? {
            (heap, Some(search)) => works.finish(heap, search),
            (heap, None) => complete(heap),
        }
    }
}

/// Computes what is missing, where no thread could be had.
fn complete(mut heap: Heap) -> Result<Heap, OutOfMemory> {
    heap.complete()?;
    Ok(heap)
}

/// The search for dominators, as far as it needs the graph.
fn walked(graph: Graph<'_>) -> Result<DominatorSearch, OutOfMemory> {
    let mut search = DominatorSearch::new(graph)?;
    while search.needs_graph() {
        search.step(graph)?;
    }
    Ok(search)
}

/// What is known when works go on.
#[derive(Clone, Copy)]
enum Known<'a> {
    Graph(Graph<'a>),
    Classes(Classified<'a>),
}

/// What goes on in steps.
enum Work {
    Distances(DistancesWork),
    Retainers(RetainersWork),
}

impl Work {
    /// Goes on for about a millisecond; says whether there is more to do by what is known.
    fn step(&mut self, known: Known<'_>) -> Result<bool, OutOfMemory> {
        match (self, known) {
            (Self::Distances(work), Known::Graph(graph)) => work.search(graph),
            (Self::Distances(work), Known::Classes(of)) => work.step(of),
            (Self::Retainers(work), Known::Graph(graph)) => Ok(work.search(graph.snapshot)),
            (Self::Retainers(work), Known::Classes(of)) => Ok(work.step(of)),
        }
    }
}

/// What waits for nobody, and who goes on with it.
struct Works {
    /// Nobody is busy with these.
    waiting: Mutex<Vec<Work>>,
    /// With these there is no more to do by what is known.
    ended: Mutex<Vec<Work>>,
    /// Threads beside this one and the other one of each stage.
    helpers: usize,
}

impl Works {
    fn new(helpers: usize, retainers: RetainersWork) -> Self {
        let waiting = Mutex::new(vec![Work::Retainers(retainers)]);
        Self { waiting, ended: Mutex::default(), helpers: helpers.min(WORKS) }
    }

    /// Adds what is gone on with before all others.
    fn add(&self, work: Work) {
        locked(&self.waiting).push(work);
    }

    /// Goes on with what waits until it is time to stop or nothing is left; once classes are known, to the end.
    fn go_on(&self, known: Known<'_>, is_time: impl Fn() -> bool) -> Result<(), OutOfMemory> {
        let stops = || matches!(known, Known::Graph(_)) && is_time();
        while !stops() {
            let Some(mut work) = locked(&self.waiting).pop() else { break };
            let mut is_under_way = true;
            while is_under_way && !stops() {
                is_under_way = work.step(known)?;
            }
            locked(if is_under_way { &self.waiting } else { &self.ended }).push(work);
        }
        Ok(())
    }

    /// Does something here and something else in another thread; whoever is done goes on with works until both are. Of the
    /// other thing there is no result where no thread can be had.
    fn beside<A, B: Send>(
        &self,
        known: Known<'_>,
        own: impl FnOnce() -> Result<A, OutOfMemory>,
        other: impl FnOnce() -> Result<B, OutOfMemory> + Send,
    ) -> Result<(A, Option<B>), OutOfMemory> {
        let under_way = AtomicUsize::new(2);
        let have_met = || under_way.load(Ordering::Acquire) == 0;
        let arrive = || under_way.fetch_sub(1, Ordering::Release);
        thread::scope(|scope| {
            let other = Builder::new().spawn_scoped(scope, || {
                let found = other();
                arrive();
                self.go_on(known, have_met)?;
                found
            });
            if other.is_err() {
                arrive();
            }
            let helper = |_| Builder::new().spawn_scoped(scope, || self.go_on(known, have_met)).ok();
            let helpers: Vec<_> = (0..self.helpers).filter_map(helper).collect();
            let own = own();
            arrive();
            self.go_on(known, have_met)?;
            helpers.into_iter().try_for_each(joined)?;
            Ok((own?, other.ok().map(joined).transpose()?))
        })
    }

    /// Makes the heap here, while another thread ends the search; then goes on with works until that is done.
    fn before(
        &self,
        heap: impl FnOnce() -> Result<Heap, OutOfMemory>,
        mut search: DominatorSearch,
    ) -> Result<(Heap, Option<DominatorSearch>), OutOfMemory> {
        let is_found = AtomicBool::new(false);
        thread::scope(|scope| {
            let found = Builder::new().spawn_scoped(scope, || {
                while search.step_alone()? {}
                is_found.store(true, Ordering::Release);
                Ok(search)
            });
            let heap = heap()?;
            self.go_on(Known::Graph(heap.graph()), || is_found.load(Ordering::Acquire))?;
            Ok((heap, found.ok().map(joined).transpose()?))
        })
    }

    /// Goes on to the end: retained sizes in another thread, the works here and there.
    fn finish(self, mut heap: Heap, search: DominatorSearch) -> Result<Heap, OutOfMemory> {
        let mut ended = std::mem::take(&mut *locked(&self.ended));
        locked(&self.waiting).append(&mut ended);
        let of = heap.classified();
        let ((), retained) = self.beside(Known::Classes(of), || Ok(()), || phases::retained(of, search))?;
        let Some((dominators, of_classes)) = retained else { return complete(heap) };
        (heap.dominators, heap.class_retained) = (Some(dominators), Some(of_classes));
        for work in self.ended.into_inner().unwrap_or_else(PoisonError::into_inner) {
            match work {
                Work::Distances(work) => {
                    let (flags, distances) = work.finish();
                    (heap.flags, heap.distances) = (Some(flags), Some(distances));
                }
                Work::Retainers(work) => {
                    let (retainers, statistics) = work.finish(heap.classified());
                    (heap.retainers, heap.statistics) = (Some(retainers), Some(statistics));
                }
            }
        }
        Ok(heap)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::graph::testing::any_heap;

    /// All that is asked of a heap, as text.
    fn dump(heap: &Heap) -> String {
        let snapshot = &heap.snapshot;
        let strings: Vec<_> = snapshot.strings.iter().map(|(_, text)| text.to_string()).collect();
        let retainers = |node| heap.retainers.as_ref().unwrap().of(snapshot, node).unwrap().into_owned();
        let retainers: Vec<_> = snapshot.nodes.kind.positions().map(retainers).collect();
        let found = (&snapshot.nodes, &snapshot.edges, strings, &heap.interfaces, &heap.classes, &heap.aggregates);
        let computed = (&heap.flags, &heap.distances, retainers, heap.statistics, &heap.dominators);
        format!("{found:#?} {computed:#?} {:?}", heap.class_retained)
    }

    proptest! {
        #[test]
        fn the_same_with_any_number_of_threads(heap in any_heap(), threads in 2usize..7) {
            let alone = dump(&Heap::completed(heap.snapshot(), 1).unwrap());
            prop_assert_eq!(dump(&Heap::completed(heap.snapshot(), threads).unwrap()), alone);
        }
    }
}
