//! Filters against their definitions, on heaps drawn at random and on drawn ones. The conformance tests hold them against
//! DevTools' worker.
#![allow(clippy::unwrap_used)]

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::classes::names::node_name;
use crate::graph::testing::{Drawing, any_heap};
use crate::index::{Column, NodeOrdinal, Position};
use crate::pace::{Pace, at_once};
use crate::query::{InstanceSet, RowQuery, Session, SortColumn};
use crate::snapshot::{EdgeType, NodeType};

/// The heap of a drawing whose file does not say what is detached: names tell.
fn heap(drawing: &Drawing) -> Heap {
    let mut snapshot = drawing.snapshot();
    snapshot.nodes.detachedness = Column::default();
    let mut heap = Heap::new(snapshot).unwrap();
    heap.complete().unwrap();
    heap
}

/// The nodes that pass, in order.
fn passing(heap: &Heap, filter: NodeFilter) -> Vec<usize> {
    let set = at_once(filter.nodes(heap, &Pace::unbroken())).unwrap();
    (0..heap.snapshot.nodes.len()).filter(|&node| set.contains(NodeOrdinal::at(node))).collect()
}

#[test]
fn a_name_means_one_filter() {
    let range = IdRange { above: 7, up_to: 4_294_967_295 };
    let others = [NodeFilter::All, NodeFilter::Allocated(range), NodeFilter::NativeContext(123)];
    for filter in others.into_iter().chain(NodeFilter::NAMED.map(|(filter, ..)| filter)) {
        assert_eq!(filter.to_string().parse(), Ok(filter));
        assert!(!filter.title().is_empty());
    }
    for wrong in ["", "All", "allocated-", "allocated-1", "allocated-1-x", "native-context-", "native-context--1", "x"]
    {
        assert!(wrong.parse::<NodeFilter>().is_err(), "{wrong}");
    }
}

/// A page whose listeners, console, variables and detached nodes each hold something that nothing else does.
fn page() -> (Drawing, HashMap<&'static str, usize>) {
    let mut drawing = Drawing::new();
    let mut known = HashMap::new();
    let mut node = |drawing: &mut Drawing, kind, name: &'static str, text: &str| {
        let node = drawing.node(kind, text, 16);
        known.insert(name, node);
        node
    };
    let group = node(&mut drawing, NodeType::SYNTHETIC, "group", "(Global handles)");
    let window = node(&mut drawing, NodeType::OBJECT, "window", "Window");
    drawing.edge(0, EdgeType::Element, "1", group);
    drawing.edge(0, EdgeType::Shortcut, "1", window);
    let hold = |drawing: &mut Drawing, from: usize, to: usize| drawing.edge(from, EdgeType::Property, "held", to);
    let printed = node(&mut drawing, NodeType::OBJECT, "printed", "Printed");
    drawing.edge(group, EdgeType::Internal, "7 / DevTools console", printed);
    let context = node(&mut drawing, NodeType::OBJECT, "context", "system / Context / app.js");
    let variable = node(&mut drawing, NodeType::OBJECT, "variable", "Variable");
    hold(&mut drawing, window, context);
    drawing.edge(context, EdgeType::Context, "variable", variable);
    let detached = node(&mut drawing, NodeType::NATIVE, "detached", "Detached <li>");
    let below = node(&mut drawing, NodeType::NATIVE, "below", "Text");
    hold(&mut drawing, window, detached);
    hold(&mut drawing, detached, below);
    let listener = node(&mut drawing, NodeType::NATIVE, "listener", "V8EventListener");
    let wrapper = node(&mut drawing, NodeType::OBJECT, "wrapper", "Wrapper");
    let handler = node(&mut drawing, NodeType::CLOSURE, "handler", "onClick");
    let code = node(&mut drawing, NodeType::CODE, "code", "(code)");
    hold(&mut drawing, window, listener);
    drawing.edge(listener, EdgeType::Element, "1", wrapper);
    hold(&mut drawing, wrapper, handler);
    drawing.edge(handler, EdgeType::Internal, "code", code);
    let garbage = node(&mut drawing, NodeType::OBJECT, "garbage", "Garbage");
    drawing.edge(window, EdgeType::Weak, "weakly", garbage);
    (drawing, known)
}

#[test]
fn each_filter_has_what_only_its_holders_keep_alive() {
    let (mut drawing, known) = page();
    // What two hold, none of them retains.
    drawing.edge(known["window"], EdgeType::Property, "too", known["below"]);
    let heap = heap(&drawing);
    for (filter, names) in [
        (NodeFilter::RetainedByConsole, &["printed"][..]),
        (NodeFilter::RetainedByContexts, &["context", "variable"]),
        (NodeFilter::RetainedByDetachedDom, &["detached"]),
        (NodeFilter::RetainedByEventHandlers, &["handler", "code"]),
        (NodeFilter::Unreachable, &["garbage"]),
    ] {
        let expected: Vec<usize> = names.iter().map(|name| known[name]).collect();
        assert_eq!(passing(&heap, filter), expected, "{filter}");
    }
}

#[test]
fn strings_of_one_text_are_duplicates_whatever_they_consist_of() {
    let mut drawing = Drawing::new();
    let mut string = |kind, text: &str, size| {
        let node = drawing.node(kind, text, size);
        drawing.edge(0, EdgeType::Element, "1", node);
        node
    };
    let plain = string(NodeType::STRING, "twice", 16);
    let _once = string(NodeType::STRING, "once", 16);
    let _number = string(NodeType::STRING, "twice", 0);
    let _sliced = string(NodeType::SLICED_STRING, "twice", 16);
    let rope = string(NodeType::CONCATENATED_STRING, "", 32);
    let flat = string(NodeType::CONCATENATED_STRING, "", 32);
    let [first, second, empty] = ["twi", "ce", ""].map(|text| string(NodeType::STRING, text, 16));
    for (of, half, leaf) in
        [(rope, "first", first), (rope, "second", second), (flat, "first", plain), (flat, "second", empty)]
    {
        drawing.edge(of, EdgeType::Internal, half, leaf);
    }
    let heap = heap(&drawing);
    assert_eq!(passing(&heap, NodeFilter::DuplicatedStrings), [plain, rope]);
}

/// Hangs on a string what the newest V8 says of one that it has cut.
fn cut(drawing: &mut Drawing, string: usize, length: &str) {
    for (name, kind, value) in [("truncated", "bool", "true"), ("length", "int", length), ("hash", "int", "9")] {
        let number = drawing.node(NodeType::NUMBER, kind, 0);
        let text = drawing.node(NodeType::STRING, value, 0);
        drawing.edge(string, EdgeType::Internal, name, number);
        drawing.edge(number, EdgeType::Internal, "value", text);
    }
}

#[test]
fn strings_that_v8_has_cut_are_equal_only_if_their_lengths_are() {
    let mut drawing = Drawing::new();
    let strings = ["2000", "3000", "2000"].map(|length| {
        let string = drawing.node(NodeType::STRING, "aaaa", 16);
        drawing.edge(0, EdgeType::Element, "1", string);
        cut(&mut drawing, string, length);
        string
    });
    assert_eq!(passing(&heap(&drawing), NodeFilter::DuplicatedStrings), [strings[0], strings[2]]);
}

#[test]
fn rows_objects_and_sum_are_of_the_same_objects() {
    let (drawing, known) = page();
    let mut session = Session::new(heap(&drawing));
    let objects = NodeFilter::RetainedByContexts;
    let query = RowQuery { objects, ..RowQuery::all(SortColumn::Object, true) };
    let page = session.summary(&query).unwrap();
    assert_eq!((page.total, page.sum.count, page.sum.shallow_size), (2, 2, 32));
    for row in page.rows {
        let list = session.instances(InstanceSet::Class(row.class_index, objects), &query).unwrap();
        let expected = if row.name.as_js_str().is("Variable") { "variable" } else { "context" };
        assert_eq!(list.rows.iter().map(|row| row.ordinal as usize).collect::<Vec<_>>(), [known[expected]]);
    }
    // The class filter narrows the sum, too.
    let narrowed = RowQuery { filter: Some("vari".to_owned()), ..query };
    assert_eq!(session.summary(&narrowed).unwrap().sum.count, 1);
    assert!(session.summary(&RowQuery::all(SortColumn::Object, true)).unwrap().sum.count > 2);
}

proptest! {
    #[test]
    fn retained_is_what_the_root_reaches_only_through_what_is_refused(drawing in any_heap()) {
        let heap = heap(&drawing);
        let is_detached = |node: usize| heap.snapshot.nodes.detachedness[NodeOrdinal::at(node)] == 2;
        let without = drawing.reach(&[drawing.root], None, |edge| edge.1 != EdgeType::Weak && !is_detached(edge.3));
        let expected: Vec<usize> = (0..drawing.nodes.len())
            .filter(|&node| !without[node] && !is_unreachable(&heap, NodeOrdinal::at(node)))
            .collect();
        prop_assert_eq!(passing(&heap, NodeFilter::RetainedByDetachedDom), expected);
    }

    #[test]
    fn duplicates_are_strings_whose_name_another_one_has(drawing in any_heap()) {
        let heap = heap(&drawing);
        let snapshot = &heap.snapshot;
        let name = |node: usize| node_name(snapshot, &heap.well_known, NodeOrdinal::at(node));
        let is_string = |node: &usize| {
            let node = NodeOrdinal::at(*node);
            snapshot.nodes.kind[node] == NodeType::STRING && !snapshot.nodes.self_size.is_zero(node)
        };
        let found = passing(&heap, NodeFilter::DuplicatedStrings);
        for node in (0..drawing.nodes.len()).filter(is_string) {
            let has_twin = (0..drawing.nodes.len()).filter(is_string).any(|other| other != node && name(other) == name(node));
            prop_assert!(!has_twin || found.contains(&node), "node {}", node);
        }
    }
}
