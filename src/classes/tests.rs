//! Names, interfaces and sums, by example and against twins that follow the definitions.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::names;
use crate::graph::testing::{Drawing, any_heap};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position};
use crate::snapshot::{EdgeType, NodeType};

fn heap(drawing: &Drawing) -> Heap {
    let mut heap = Heap::new(drawing.snapshot()).unwrap();
    heap.complete().unwrap();
    heap
}

fn name(heap: &Heap, node: usize) -> String {
    names::node_name(&heap.snapshot, &heap.well_known, NodeOrdinal::at(node)).as_js_str().to_string()
}

fn class(heap: &Heap, node: usize) -> String {
    heap.classes.name(&heap.snapshot, heap.classes.of_node[NodeOrdinal::at(node)]).to_string()
}

fn object(drawing: &mut Drawing, properties: &[&str]) -> usize {
    let node = drawing.node(NodeType::OBJECT, "Object", 1);
    properties.iter().for_each(|property| drawing.edge(node, EdgeType::Property, property, 0));
    node
}

#[test]
fn plain_objects_are_named_by_their_properties() {
    let mut drawing = Drawing::new();
    let long = "p".repeat(60);
    let cases: [(&[&str], String); 8] = [
        (&[], "{}".into()),
        (&["__proto__"], "{}".into()),
        (&["a", "b", "c"], "{a, b, c}".into()),
        (&["a,b", "c\"d", "{"], r#"{"a,b", "c\"d", "{"}"#.into()),
        (&["", "b", "c"], "{b, c}".into()),
        (&["a", ""], "{a}".into()),
        (&[&long, &long, "z"], format!("{{{long}, …, z}}")),
        (&[&long, &long], format!("{{{long}, …}}")),
    ];
    let nodes = cases.each_ref().map(|(properties, _)| object(&mut drawing, properties));
    let heap = heap(&drawing);
    for (node, (_, expected)) in nodes.into_iter().zip(cases) {
        assert_eq!(name(&heap, node), expected);
    }
}

#[test]
fn shortcuts_are_called_by_the_number_that_their_names_begin_with() {
    let mut drawing = Drawing::new();
    // What String(parseInt(name, 10)) gives, or the name.
    let cases = [
        ("12 / Window", "12"),
        (" 5", "5"),
        ("-7 x", "-7"),
        ("-0", "0"),
        ("4294967296", "4294967296"),
        ("99999999999999999999", "100000000000000000000"),
        ("-73786976294838206464", "-73786976294838210000"),
        ("9007199254740993", "9007199254740992"),
        ("1230000000000000000000", "1.23e+21"),
        ("2000000000000000000000000", "2e+24"),
        ("Window", "Window"),
    ];
    cases.iter().for_each(|(name, _)| drawing.edge(0, EdgeType::Shortcut, name, 0));
    let snapshot = drawing.snapshot();
    for (edge, (_, expected)) in (0..).map(EdgeIndex).zip(cases) {
        assert_eq!(names::edge_name(&snapshot, edge).to_js_string().as_js_str().to_string(), expected);
    }
}

#[test]
fn concatenated_strings_are_read_from_left_to_right_up_to_a_limit() {
    let mut drawing = Drawing::new();
    let parts = ["a", "b", "c"].map(|text| drawing.node(NodeType::STRING, text, 1));
    let cons = |drawing: &mut Drawing, first, second| {
        let node = drawing.node(NodeType::CONCATENATED_STRING, "", 1);
        drawing.edge(node, EdgeType::Internal, "first", first);
        drawing.edge(node, EdgeType::Internal, "second", second);
        node
    };
    let inner = cons(&mut drawing, parts[0], parts[1]);
    let outer = cons(&mut drawing, inner, parts[2]);
    let itself = drawing.node(NodeType::CONCATENATED_STRING, "", 1);
    drawing.edge(itself, EdgeType::Internal, "first", parts[0]);
    drawing.edge(itself, EdgeType::Internal, "second", itself);
    let heap = heap(&drawing);
    assert_eq!(name(&heap, outer), "abc");
    assert_eq!(name(&heap, itself).len(), 1024, "a string that contains itself ends too");
}

#[test]
fn classes_by_type_and_by_name() {
    let mut drawing = Drawing::new();
    let cases = [
        (NodeType::HIDDEN, "x", "(system)"),
        (NodeType::CODE, "x", "(compiled code)"),
        (NodeType::CLOSURE, "x", "Function"),
        (NodeType::REGEXP, "x", "RegExp"),
        (NodeType::SLICED_STRING, "x", "(sliced string)"),
        (NodeType::OBJECT, "Session", "Session"),
        (NodeType::NATIVE, "<div id=\"a\">", "<div>"),
        (NodeType::NATIVE, "<div>", "<div>"),
        (NodeType::NATIVE, "Detached <p class=x>", "Detached <p>"),
        (NodeType::OBJECT, "Object", "Object"),
    ];
    let nodes = cases.map(|(kind, name, _)| drawing.node(kind, name, 1));
    let heap = heap(&drawing);
    for (node, (_, _, expected)) in nodes.into_iter().zip(cases) {
        assert_eq!(class(&heap, node), expected);
    }
    let keys =
        heap.aggregates.rows.iter().map(|&class| heap.classes.key(&heap.snapshot, class).as_js_str().to_string());
    assert_eq!(keys.collect::<BTreeSet<_>>().len(), heap.aggregates.rows.len());
}

/// Functions, and an object that is called as their class is, which V8 writes where a prototype is a function.
fn functions(count: usize) -> Drawing {
    let mut drawing = Drawing::new();
    let router = drawing.node(NodeType::OBJECT, "Function", 100);
    drawing.edge(0, EdgeType::Property, "router", router);
    for number in 0..count {
        let function = drawing.node(NodeType::CLOSURE, "handler", 30);
        drawing.edge(0, EdgeType::Element, &number.to_string(), function);
    }
    drawing
}

#[test]
fn an_object_named_as_a_class_is_hides_none_of_it() {
    let heap = heap(&functions(3));
    let row = |heap: &Heap| -> Vec<(String, u32, u64, u64)> {
        let rows = heap.aggregates.rows.iter().map(|&class| {
            let (sums, retained) = (heap.aggregates.of_class[class], heap.class_retained.as_ref().unwrap()[class]);
            let key = heap.classes.key(&heap.snapshot, class).as_js_str().to_string();
            (key, sums.count, sums.shallow_size, retained)
        });
        rows.collect()
    };
    assert_eq!(row(&heap), [(",Function".to_owned(), 4, 190, 190)]);
}

/// Interfaces by trying every definition on every object.
fn naive_interface(heap: &Heap, properties: &[&str]) -> String {
    let mut best: Option<(usize, String)> = None;
    for interface in &heap.interfaces {
        let mut left: Vec<&str> = properties.to_vec();
        let satisfied = interface.properties.iter().all(|property| {
            let found = left.iter().position(|other| property.as_js_str().is(other));
            found.map(|at| left.swap_remove(at)).is_some()
        });
        if satisfied && best.as_ref().is_none_or(|(most, _)| interface.properties.len() > *most) {
            best = Some((interface.properties.len(), interface.name.as_js_str().to_string()));
        }
    }
    best.map_or("Object".to_owned(), |(_, name)| name)
}

proptest! {
    #[test]
    fn the_best_fitting_interface(objects in prop::collection::vec(prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "d,"]), 0..5), 1..20)) {
        let mut drawing = Drawing::new();
        let nodes: Vec<usize> = objects.iter().map(|properties| object(&mut drawing, properties)).collect();
        let heap = heap(&drawing);
        for (node, properties) in nodes.into_iter().zip(&objects) {
            prop_assert_eq!(class(&heap, node), naive_interface(&heap, properties));
        }
    }

    #[test]
    fn what_a_class_retains_is_the_union_of_what_its_nodes_dominate(mut drawing in any_heap(), classes in prop::collection::vec(0usize..3, 12)) {
        for (node, class) in drawing.nodes.iter_mut().zip(classes) {
            if node.0 == NodeType::OBJECT {
                node.1 = ["A", "B", "C"][class].to_owned();
            }
        }
        let heap = heap(&drawing);
        let dominators = &heap.dominators.as_ref().unwrap().immediate;
        let mut below: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for node in heap.snapshot.nodes.kind.positions() {
            let mut above = node;
            loop {
                if !heap.snapshot.nodes.self_size.is_zero(above) {
                    below.entry(heap.classes.of_node[above].0).or_default().insert(node.0);
                }
                if above == heap.snapshot.root { break; }
                above = dominators[above];
            }
        }
        for &class in &heap.aggregates.rows {
            let size = |&node: &u32| heap.snapshot.nodes.self_size.of(NodeOrdinal(node));
            let union: u64 = below[&class.0].iter().map(size).sum();
            prop_assert_eq!(heap.class_retained.as_ref().unwrap()[class], union);
        }
    }
}
