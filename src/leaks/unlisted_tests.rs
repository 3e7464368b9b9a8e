//! Heaps of JavaScriptCore, whose Maps have no links to what they hold.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Findings, Form};
use crate::leaks::testing::{ENTRY, array, found, function, leave_out, store};
use crate::snapshot::{EdgeType, NodeType};

/// A program of Bun's with Maps of some sizes, and as many things of some classes to which nothing leads.
fn program(maps: &[(&str, u32)], unheld: &[(&str, usize)]) -> Drawing {
    let (mut drawing, owner) = store();
    let global = drawing.node(NodeType::OBJECT, "GlobalObject", 100);
    drawing.edge(0, EdgeType::Shortcut, "", global);
    for &(name, size) in maps {
        let map = drawing.node(NodeType::OBJECT, "Map", size);
        drawing.edge(owner, EdgeType::Property, name, map);
    }
    for &(class, count) in unheld {
        for _ in 0..count {
            drawing.node(NodeType::OBJECT, class, ENTRY);
        }
    }
    drawing
}

fn pair(earlier: Drawing, mut later: Drawing) -> Findings {
    leave_out(&mut later, &earlier);
    found(&[&earlier, &later])
}

fn names(findings: &Findings) -> Vec<(String, u32)> {
    let name = |text: &crate::redaction::Name| text.text().as_js_str().to_string();
    findings.suspects.iter().map(|suspect| (name(&suspect.holder.name), suspect.new_entries)).collect()
}

#[test]
fn what_nothing_leads_to_is_in_the_map_that_grew() {
    let findings = pair(
        program(&[("sessions", 2_000), ("pages", 9_000)], &[("Session", 40)]),
        program(&[("sessions", 8_000), ("pages", 9_000)], &[("Session", 340)]),
    );
    assert_eq!(names(&findings), [("Store.sessions".into(), 300)]);
    assert_eq!((findings.suspects[0].form, findings.suspects[0].entries), (Form::Entries, 340));
}

#[test]
fn if_no_map_grew_it_is_in_the_one_with_room_and_of_several_none_is_chosen() {
    let sessions = |count| [("Session", count)];
    let maps = [("sessions", 9_000), ("pages", 600)];
    let findings = pair(program(&maps, &sessions(40)), program(&maps, &sessions(340)));
    assert_eq!(names(&findings), [("Store.sessions".into(), 300)]);

    let maps = [("sessions", 9_000), ("pages", 9_000)];
    let findings = pair(program(&maps, &sessions(40)), program(&maps, &sessions(340)));
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.form, suspect.new_entries), (Form::Unheld, 300));
    let tables: Vec<String> = suspect.also_held_by.iter().map(|name| name.text().as_js_str().to_string()).collect();
    assert_eq!(tables, ["Store.sessions", "Store.pages"]);
}

#[test]
fn what_something_leads_to_is_no_entry_of_it_though_as_many_came() {
    // Baskets in a list; functions that C++ holds have them as well.
    let with_baskets = |size, count| {
        let mut drawing = program(&[("sessions", size)], &[("Session", count)]);
        let (list, code) = (array(&mut drawing, 2, "baskets"), drawing.node(NodeType::CODE, "", 8));
        for number in 0..count {
            let (basket, function) = (drawing.node(NodeType::OBJECT, "Basket", ENTRY), function(&mut drawing, code));
            drawing.edge(list, EdgeType::Element, &number.to_string(), basket);
            drawing.edge(function, EdgeType::Internal, "context", basket);
        }
        drawing
    };
    let findings = pair(with_baskets(2_000, 40), with_baskets(8_000, 340));
    let mut found = names(&findings);
    found.sort();
    assert_eq!(found, [("Store.baskets".into(), 300), ("Store.sessions".into(), 300)]);
}

#[test]
fn functions_that_nothing_leads_to_are_held_by_cpp() {
    let with_functions = |size, count| {
        let mut drawing = program(&[("sessions", size)], &[]);
        let code = drawing.node(NodeType::CODE, "", 8);
        (0..count).for_each(|_| _ = function(&mut drawing, code));
        drawing
    };
    let findings = pair(with_functions(2_000, 40), with_functions(90_000, 1_040));
    assert!(findings.suspects.iter().any(|suspect| suspect.form == Form::Unheld), "{:?}", names(&findings));
}
