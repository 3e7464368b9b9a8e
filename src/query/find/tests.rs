//! Searches against their definition, on heaps drawn at random, and each condition on a drawn one. The conformance tests hold
//! names against the search of DevTools' worker.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::graph::testing::{Drawing, any_heap};
use crate::query::{InstanceSet, RowQuery, Session, SortColumn};

fn session(drawing: &Drawing) -> Session {
    let mut heap = Heap::new(drawing.snapshot()).unwrap();
    heap.complete().unwrap();
    Session::new(heap)
}

/// Expressions of tests: a text at the beginning.
fn compile(expression: &str, _: bool) -> Result<Matches, String> {
    let start = expression.trim_start_matches('^').to_owned();
    Ok(Box::new(move |text| text.starts_with(&start)))
}

/// What is found, in file order, and whether the sum is theirs.
fn found(session: &mut Session, typed: &str, match_case: bool) -> Vec<usize> {
    session.find(FindQuery::parse(typed, match_case, &compile).unwrap()).unwrap();
    let progress = loop {
        let progress = session.find_on().unwrap();
        if progress.done {
            break progress;
        }
        assert!(progress.thousandths <= 1000);
    };
    let rows = session.instances(InstanceSet::Found, &RowQuery::all(SortColumn::ShallowSize, false)).unwrap().rows;
    assert_eq!(progress.sum.count, rows.len() as u64);
    assert_eq!(progress.sum.shallow_size, rows.iter().map(|row| row.shallow_size).sum::<u64>());
    let mut nodes: Vec<usize> = rows.iter().map(|row| row.ordinal as usize).collect();
    nodes.sort_unstable();
    nodes
}

#[test]
fn each_condition_finds_what_it_says() {
    let mut drawing = Drawing::new();
    let store = drawing.node(NodeType::OBJECT, "SessionStore", 100);
    let plain = drawing.node(NodeType::OBJECT, "Object", 30);
    let text = drawing.node(NodeType::STRING, "session of Ann", 40);
    let rope = drawing.node(NodeType::CONCATENATED_STRING, "", 20);
    let handler = drawing.node(NodeType::CLOSURE, "onClick", 50);
    let nothing = drawing.node(NodeType::STRING, "session", 0);
    drawing.edge(0, EdgeType::Shortcut, "1", store);
    drawing.edge(store, EdgeType::Property, "Élan", plain);
    drawing.edge(plain, EdgeType::Property, "first name", text);
    drawing.edge(plain, EdgeType::Property, "full", rope);
    drawing.edge(rope, EdgeType::Internal, "first", text);
    drawing.edge(rope, EdgeType::Internal, "second", nothing);
    drawing.edge(store, EdgeType::Context, "listener", handler);
    let mut session = session(&drawing);
    for (typed, expected) in [
        ("session", vec![store, text, rope]),
        ("SESSION of", vec![text, rope]),
        ("annSession", vec![rope]),
        ("class:session", vec![store]),
        ("name:\"{first name, full}\"", vec![plain]),
        ("string:session", vec![text, rope]),
        ("property:first", vec![plain]),
        ("property:élan", vec![store]),
        ("listener", vec![store]),
        ("/^on/", vec![handler]),
        ("class:/^Session/", vec![store]),
        ("type:closure", vec![handler]),
        ("@3", vec![store]),
        ("@4", vec![]),
        ("shallow>=40 shallow<=50", vec![text, handler]),
        ("retained>100", vec![store]),
        ("distance=1", vec![store]),
        ("distance>1 type:closure", vec![handler]),
        ("detached", vec![]),
        ("no such text", vec![]),
    ] {
        assert_eq!(found(&mut session, typed, false), expected, "{typed}");
    }
    assert_eq!(found(&mut session, "Session", true), [store]);
}

#[test]
fn a_new_search_takes_the_place_of_the_one_before() {
    let mut drawing = Drawing::new();
    let node = drawing.node(NodeType::OBJECT, "Found", 16);
    drawing.edge(0, EdgeType::Element, "1", node);
    let mut session = session(&drawing);
    assert_eq!(session.find_on().unwrap(), FindProgress::NOTHING);
    assert_eq!(found(&mut session, "found", false), [node]);
    session.find(FindQuery::parse("lost", false, &compile).unwrap()).unwrap();
    let all = RowQuery::all(SortColumn::RetainedSize, false);
    session.find_on().unwrap();
    assert_eq!(session.instances(InstanceSet::Found, &all).unwrap().total, 0);
}

/// A step that is taken back and done again finds each object once.
#[test]
fn a_step_can_be_done_again() {
    let mut drawing = Drawing::new();
    let nodes: Vec<usize> = (0..40).map(|at| drawing.node(NodeType::OBJECT, &format!("Found{at}"), 16)).collect();
    nodes.iter().for_each(|&node| drawing.edge(0, EdgeType::Element, "1", node));
    let mut session = session(&drawing);
    session.find(FindQuery::parse("found", false, &compile).unwrap()).unwrap();
    let mut last = FindProgress::NOTHING;
    for _ in 0..2 {
        let before = last;
        last = session.find_on().unwrap();
        session.find_back();
        assert_eq!(session.find_on().unwrap(), last, "after {before:?}");
    }
    assert!(last.done && last.sum.count == 40);
    let all = RowQuery::all(SortColumn::RetainedSize, false);
    assert_eq!(session.instances(InstanceSet::Found, &all).unwrap().total, 40);
}

proptest! {
    #[test]
    fn a_name_is_found_in_whatever_has_it(drawing in any_heap(), wanted in "[a-e{O, ]{1,3}") {
        prop_assume!(!wanted.trim().is_empty());
        let mut session = session(&drawing);
        let found = found(&mut session, &format!("name:\"{wanted}\""), true);
        let heap = session.heap();
        let has = |node: usize| {
            let node = NodeOrdinal::at(node);
            let name = names::node_name(&heap.snapshot, &heap.well_known, node);
            let text = name.as_js_str().to_string();
            !heap.snapshot.nodes.self_size.is_zero(node) && text.contains(&wanted)
        };
        prop_assert_eq!(found, (0..drawing.nodes.len()).filter(|&node| has(node)).collect::<Vec<_>>());
    }
}
