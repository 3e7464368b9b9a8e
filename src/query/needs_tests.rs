//! What is found in steps is what is found at once, and nothing of another snapshot or of no node is looked for.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::compare::Comparison;
use crate::graph::testing::{Drawing, any_heap};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::pace::{Job, Pace};

fn session(drawing: &Drawing) -> Session {
    let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
    session.complete().unwrap();
    session
}

/// Finds what is needed as the page's worker does; says how many things had to be found.
fn have(session: &mut Session, need: &Need) -> usize {
    let mut found = 0;
    while let Some(missing) = session.missing(need) {
        let mut job = Job::new(session.work(missing.clone(), Pace::in_steps()).unwrap());
        session.keep(missing, std::iter::repeat_with(|| job.step()).flatten().next().unwrap().unwrap());
        found += 1;
    }
    found
}

proptest! {
    #[test]
    fn answers_do_not_depend_on_the_pace(drawing in any_heap(), node in 0u32..20, ignored in 1u32..20) {
        let (mut steps, mut whole) = (session(&drawing), session(&drawing));
        let (node, ignoring) = (NodeOrdinal(node), vec![NodeOrdinal(ignored)]);
        let query = RowQuery { ignoring: ignoring.clone(), ..RowQuery::all(SortColumn::Distance, true) };
        let filtered = RowQuery { objects: NodeFilter::RetainedByContexts, ..query.clone() };
        let set = InstanceSet::Class(0, NodeFilter::DuplicatedStrings);
        have(&mut steps, &Need::Paths(ignoring.clone()));
        have(&mut steps, &Need::List(ListKey::of_edges(Direction::Retainers, node, &query)));
        have(&mut steps, &Need::Sums(filtered.objects));
        have(&mut steps, &Need::List(ListKey::Objects(set, query.sort)));
        have(&mut steps, &Need::MergedPaths(set));
        have(&mut steps, &Need::Cuts(node));
        prop_assert_eq!(steps.path(node, &ignoring).unwrap(), whole.path(node, &ignoring).unwrap());
        prop_assert_eq!(steps.retainers(node, &query).unwrap(), whole.retainers(node, &query).unwrap());
        prop_assert_eq!(steps.summary(&filtered).unwrap(), whole.summary(&filtered).unwrap());
        prop_assert_eq!(steps.instances(set, &query).unwrap(), whole.instances(set, &query).unwrap());
        prop_assert_eq!(steps.merged_paths(set, false).unwrap(), whole.merged_paths(set, false).unwrap());
        prop_assert_eq!(steps.cuts(node, false).unwrap(), whole.cuts(node, false).unwrap());
    }
}

#[test]
fn what_was_found_is_kept_until_it_is_not_true_any_more() {
    let mut session = session(&Drawing::new());
    let paths = Need::Paths(vec![NodeOrdinal(1)]);
    assert_eq!(have(&mut session, &paths), 2, "distances, then paths");
    assert_eq!(have(&mut session, &paths), 0);
    let new = Need::MergedPaths(InstanceSet::New(0));
    have(&mut session, &new);
    session.set_comparison(Comparison::default());
    assert_eq!(session.missing(&new), Some(new));
    assert_eq!(session.missing(&paths), None, "no comparison changes a path");
}

#[test]
fn nothing_is_missing_for_what_is_not_in_the_heap() {
    let mut session = session(&Drawing::new());
    let query = RowQuery::all(SortColumn::Distance, true);
    let nowhere = NodeOrdinal(u32::MAX);
    let list = ListKey::of_edges(Direction::Properties, nowhere, &query);
    for need in [Need::List(list), Need::Cuts(nowhere), Need::CutWithout(EdgeIndex(u32::MAX))] {
        assert_eq!(session.missing(&need), None);
    }
}
