//! What the program has in an ES module that is loaded in the middle of a run is the program's, and not its code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{BalanceKind, Level, WhySetAside};
use crate::leaks::testing::{ENTRY, array, fill, found, map, store};
use crate::snapshot::{EdgeType, NodeType};

/// A loader with a module, if that is loaded by now; else with none.
fn loader(is_loaded: bool) -> (Drawing, Option<usize>) {
    let (mut drawing, store) = store();
    let loader = map(&mut drawing, store, "loadCache");
    let module = is_loaded.then(|| {
        let module = drawing.node(NodeType::HIDDEN, "system / SourceTextModule", 144);
        drawing.edge(loader, EdgeType::Internal, "1", module);
        module
    });
    (drawing, module)
}

/// Tickets, each with an array of its own.
fn open(drawing: &mut Drawing, list: usize, count: usize) {
    for number in 0..count {
        let ticket = drawing.node(NodeType::OBJECT, "Ticket", ENTRY);
        drawing.edge(list, EdgeType::Element, &number.to_string(), ticket);
        array(drawing, ticket, "tags");
    }
}

/// A module of which a variable has so many tickets; none before it is loaded.
fn with_variable(count: Option<usize>) -> Drawing {
    let (mut drawing, module) = loader(count.is_some());
    if let (Some(module), Some(count)) = (module, count) {
        let scope = drawing.node(NodeType::OBJECT, "system / Context", 56);
        let list = drawing.node(NodeType::OBJECT, "Array", 16);
        drawing.edge(module, EdgeType::Hidden, "4", scope);
        drawing.edge(scope, EdgeType::Context, "open", list);
        open(&mut drawing, list, count);
    }
    drawing
}

/// A module that exports a Map with so many sessions.
fn with_export(count: Option<usize>) -> Drawing {
    let (mut drawing, module) = loader(count.is_some());
    if let (Some(module), Some(count)) = (module, count) {
        let cell = drawing.node(NodeType::HIDDEN, "system / Cell", 16);
        drawing.edge(module, EdgeType::Hidden, "5", cell);
        let table = map(&mut drawing, cell, "value");
        fill(&mut drawing, table, 0..count);
    }
    drawing
}

#[test]
fn what_grows_in_a_module_that_came_later_is_found() {
    for with in [with_variable, with_export] {
        let findings = found(&[&with(None), &with(Some(30)), &with(Some(60))]);
        let suspect = &findings.suspects[0];
        assert_eq!((suspect.new_entries, suspect.confidence.level), (60, Level::High));
        assert!(findings.balance.of_kind(BalanceKind::Code) < ENTRY.into(), "{:?}", findings.balance);
    }
}

#[test]
fn what_came_with_a_module_in_one_step_is_set_aside() {
    for with in [with_variable, with_export] {
        let findings = found(&[&with(None), &with(Some(60))]);
        assert!(findings.suspects.is_empty());
        assert!(matches!(findings.set_aside[0].why, WhySetAside::Appeared { entries: 60, .. }));
    }
}

#[test]
fn what_ran_a_module_is_of_its_code() {
    let modules = |count: usize| {
        let (mut drawing, owner) = store();
        let loader = map(&mut drawing, owner, "loadCache");
        for number in 0..count {
            let module = drawing.node(NodeType::HIDDEN, "system / SourceTextModule", 144);
            let generator = drawing.node(NodeType::OBJECT, "Generator", ENTRY);
            drawing.edge(loader, EdgeType::Internal, &(3 * number + 1).to_string(), module);
            drawing.edge(module, EdgeType::Hidden, "3", generator);
        }
        drawing
    };
    assert!(found(&[&modules(1), &modules(30), &modules(60)]).suspects.is_empty());
}
