//! Heaps of Hermes: its cells, its global object and its variables.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::Suspect;
use crate::leaks::testing::{ENTRY, found, store};
use crate::snapshot::{EdgeType, NodeType};

fn name(suspect: &Suspect) -> String {
    suspect.holder.name.text().as_js_str().to_string()
}

fn class(suspect: &Suspect) -> String {
    suspect.grows.classes[0].class.text().as_js_str().to_string()
}

/// A Map as Hermes has it: a chain of entries below a storage, all of which have the type of objects.
fn hermes_map(is_hermes: bool, count: usize) -> Drawing {
    let (mut drawing, owner) = store();
    if is_hermes {
        let characters = drawing.node(NodeType::SYNTHETIC, "(CharStrings)", 0);
        drawing.edge(0, EdgeType::Element, "1", characters);
    }
    let shape = drawing.node(NodeType::OBJECT, "HiddenClass", 48);
    let map = drawing.node(NodeType::OBJECT, "Map", 40);
    let storage = drawing.node(NodeType::OBJECT, "OrderedHashMap", 40);
    drawing.edge(owner, EdgeType::Property, "byToken", map);
    drawing.edge(map, EdgeType::Internal, "storage", storage);
    let mut with_shape = vec![1, owner, map];
    for number in 0..count {
        let entry = drawing.node(NodeType::OBJECT, "HashMapEntry", 40);
        let session = drawing.node(NodeType::OBJECT, "Session", ENTRY);
        drawing.edge(storage, EdgeType::Internal, &number.to_string(), entry);
        drawing.edge(entry, EdgeType::Internal, "value", session);
        with_shape.push(session);
    }
    for object in with_shape {
        drawing.edge(object, EdgeType::Internal, "class", shape);
    }
    drawing
}

#[test]
fn cells_of_hermes_without_a_shape_are_parts_of_what_has_one() {
    let of_hermes = found(&[&hermes_map(true, 10), &hermes_map(true, 70)]);
    assert_eq!(
        (name(&of_hermes.suspects[0]), class(&of_hermes.suspects[0])),
        ("Store.byToken".into(), "Session".into())
    );
    // A program elsewhere may call its own classes so.
    let of_other = found(&[&hermes_map(false, 10), &hermes_map(false, 70)]);
    assert_eq!(
        (name(&of_other.suspects[0]), class(&of_other.suspects[0])),
        ("OrderedHashMap".into(), "HashMapEntry".into())
    );
}

/// root → (Registers) → the global, a function of which has a list among its variables. Some things of the Desk's list are in
/// another, too, so that only the global dominates them. `is_global` is whether the language's own objects hang there.
fn program(count: usize) -> Drawing {
    let mut drawing = Drawing::new();
    let groups = ["(CharStrings)", "(Registers)"].map(|name| {
        let group = drawing.node(NodeType::SYNTHETIC, name, 0);
        drawing.edge(0, EdgeType::Element, "1", group);
        group
    });
    let shape = drawing.node(NodeType::OBJECT, "HiddenClass", 48);
    let mut objects = Vec::new();
    let mut object = |drawing: &mut Drawing, owner: usize, (kind, link): (EdgeType, &str), class: &str, size: u32| {
        let object = drawing.node(NodeType::OBJECT, class, size);
        drawing.edge(owner, kind, link, object);
        objects.push(object);
        object
    };
    let global = object(&mut drawing, groups[1], (EdgeType::Element, "0"), "Object(Dictionary)", 400);
    for number in 0..40 {
        let name = ["Object", "Function", "Array", "RegExp", "Error", "JSON"].get(number);
        let name = name.map_or_else(|| format!("own{number}"), |&name| name.to_owned());
        object(&mut drawing, global, (EdgeType::Property, &name), "Builtin", 8);
    }
    let state = drawing.node(NodeType::CLOSURE, "state", 40);
    let variables = drawing.node(NodeType::OBJECT, "Environment", 40);
    drawing.edge(global, EdgeType::Property, "state", state);
    drawing.edge(state, EdgeType::Internal, "environment", variables);
    let list = object(&mut drawing, variables, (EdgeType::Element, "0"), "Array", 40);
    let desk = object(&mut drawing, global, (EdgeType::Property, "desk"), "Desk", 40);
    let recent = object(&mut drawing, global, (EdgeType::Property, "recent"), "Array", 40);
    let loans = object(&mut drawing, desk, (EdgeType::Property, "loans"), "Array", 40);
    for number in 0..count {
        let link = (EdgeType::Element, &*number.to_string());
        let loan = object(&mut drawing, loans, link, "Loan", ENTRY);
        if number % 5 == 0 {
            drawing.edge(recent, link.0, link.1, loan);
        }
        object(&mut drawing, list, (EdgeType::Element, &(1000 + number).to_string()), "Reminder", ENTRY);
    }
    for object in objects {
        drawing.edge(object, EdgeType::Internal, "class", shape);
    }
    drawing
}

#[test]
fn the_global_object_is_no_holder_and_variables_are_called_by_their_function() {
    let findings = found(&[&program(10), &program(210)]);
    let mut names: Vec<_> = findings.suspects.iter().map(name).collect();
    names.sort();
    assert_eq!(names, ["Desk.loans", "state[variable 0]"]);
}
