//! What the program has in an ES module that is loaded in the middle of a run is the program's, and not its code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::findings::{BalanceKind, Form, Level, WhySetAside};
use crate::leaks::testing::{ENTRY, array, entries, files, fill, found, heap_with_places, map, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};

/// A loader with a module, if that is loaded by now; else with none.
fn loader(is_loaded: bool) -> (Drawing, Option<usize>) {
    loader_of(NodeType::HIDDEN, is_loaded)
}

/// The same, of modules whose nodes are of a type.
fn loader_of(kind: NodeType, is_loaded: bool) -> (Drawing, Option<usize>) {
    let (mut drawing, store) = store();
    let loader = map(&mut drawing, store, "loadCache");
    let module = is_loaded.then(|| {
        let module = drawing.node(kind, "system / SourceTextModule", 144);
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

/// A module that exports an array of so many tickets, which are in a Map of one of its variables as well.
fn with_both(kind: NodeType, count: Option<usize>) -> Drawing {
    let (mut drawing, module) = loader_of(kind, count.is_some());
    if let (Some(module), Some(count)) = (module, count) {
        let exports = drawing.node(NodeType::ARRAY, "", 104);
        let name = drawing.node(NodeType::STRING, "rows", 24);
        let cell = drawing.node(NodeType::HIDDEN, "system / Cell", 16);
        let scope = drawing.node(NodeType::OBJECT, "system / Context", 56);
        drawing.edge(module, EdgeType::Hidden, "0", exports);
        drawing.edge(module, EdgeType::Hidden, "4", scope);
        drawing.edge(exports, EdgeType::Internal, "3", name);
        drawing.edge(exports, EdgeType::Internal, "4", cell);
        let rows = drawing.node(NodeType::OBJECT, "Array", 16);
        drawing.edge(cell, EdgeType::Internal, "value", rows);
        open(&mut drawing, rows, count);
        // The call that ran the module has the array, too.
        let call = drawing.node(NodeType::OBJECT, "Generator", 160);
        drawing.edge(module, EdgeType::Hidden, "3", call);
        let registers = drawing.node(NodeType::ARRAY, "", 104);
        drawing.edge(call, EdgeType::Internal, "parameters_and_registers", registers);
        drawing.edge(registers, EdgeType::Internal, "1", rows);
        let by_id = map(&mut drawing, scope, "byId");
        let tickets: Vec<usize> = drawing.targets(rows, |_| true);
        for (number, ticket) in tickets.into_iter().enumerate() {
            drawing.edge(by_id, EdgeType::Internal, &(3 * number + 1).to_string(), ticket);
        }
    }
    drawing
}

#[test]
fn what_is_in_two_places_of_a_module_is_not_its_code() {
    for kind in [NodeType::HIDDEN, NodeType::NATIVE] {
        let of = |count| with_both(kind, count);
        for (snapshots, new) in [([Some(30), Some(60), Some(90)], 60), ([None, Some(30), Some(60)], 60)] {
            let [first, second, third] = snapshots.map(of);
            let findings = found(&[&first, &second, &third]);
            let suspect = &findings.suspects[0];
            assert_eq!((suspect.new_entries, suspect.confidence.level), (new, Level::High));
            let name = suspect.holder.name.text().as_js_str().to_string();
            let mut names: Vec<String> =
                suspect.also_held_by.iter().map(|name| name.text().as_js_str().to_string()).collect();
            names.push(name);
            assert!(snapshots[0].is_none() || names.iter().any(|name| name == "rows"), "{names:?}");
            assert!(snapshots[0].is_none() || suspect.also_held_by.len() == 1, "{:?}", suspect.also_held_by);
            assert!(findings.balance.of_kind(BalanceKind::Code) < ENTRY.into(), "{:?}", findings.balance);
        }
    }
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

/// A module of that file, kept by Node's loader, that exports a list of so many tickets.
fn exported_by(file: &str, count: usize) -> Heap {
    let (mut drawing, owner) = store();
    let mut places = files(&mut drawing, &[file, "node:internal/modules/esm/loader"]);
    places.push((owner, 1));
    let module = drawing.node(NodeType::HIDDEN, "system / SourceTextModule", 144);
    let call = drawing.node(NodeType::OBJECT, "Generator", 160);
    let cell = drawing.node(NodeType::HIDDEN, "system / Cell", 16);
    drawing.edge(owner, EdgeType::Internal, "2", module);
    drawing.edge(module, EdgeType::Hidden, "3", call);
    drawing.edge(call, EdgeType::Internal, "function", places[0].0);
    drawing.edge(module, EdgeType::Hidden, "5", cell);
    let list = drawing.node(NodeType::OBJECT, "Array", 16);
    drawing.edge(cell, EdgeType::Internal, "value", list);
    open(&mut drawing, list, count);
    heap_with_places(&drawing, places)
}

#[test]
fn a_module_is_called_by_its_file_which_says_whose_it_is() {
    let suspect_of = |file| {
        let earlier = BaseColumns::of(&exported_by(file, 30)).unwrap();
        find(&exported_by(file, 90), &[earlier]).unwrap().suspects.remove(0)
    };
    let suspect = suspect_of("file:///srv/app/sessions.mjs");
    assert_eq!(suspect.holder.name.text().as_js_str().to_string(), "import(\"file:///srv/app/sessions.mjs\")");
    assert!(!suspect.is_of_others);
    assert!(suspect_of("file:///srv/app/node_modules/mail/index.mjs").is_of_others);
}

/// A Map of modules, each with so many rows in a variable. What is not there has its id all the same.
fn pages(count: usize, rows: usize) -> Drawing {
    let (mut drawing, owner) = store();
    let pages = map(&mut drawing, owner, "pages");
    let mut node = |number: usize, kind, name, size| match number < count {
        true => drawing.node(kind, name, size),
        false => drawing.node(NodeType::SYNTHETIC, "", 0),
    };
    let modules: Vec<[usize; 3]> = (0..12)
        .map(|number| {
            let module = node(number, NodeType::HIDDEN, "system / SourceTextModule", 144);
            let scope = node(number, NodeType::OBJECT, "system / Context", 56);
            [module, scope, node(number, NodeType::OBJECT, "Array", 16)]
        })
        .collect();
    let tickets: Vec<usize> = (0..rows * 12).map(|at| node(at % 12, NodeType::OBJECT, "Ticket", ENTRY)).collect();
    for (number, &[module, scope, rows]) in modules.iter().enumerate().take(count) {
        drawing.edge(pages, EdgeType::Internal, &(3 * number + 1).to_string(), module);
        drawing.edge(module, EdgeType::Hidden, "4", scope);
        drawing.edge(scope, EdgeType::Context, "rows", rows);
        for (row, &ticket) in tickets.iter().skip(number).step_by(12).enumerate() {
            drawing.edge(rows, EdgeType::Element, &row.to_string(), ticket);
        }
    }
    drawing
}

#[test]
fn what_several_modules_came_with_is_set_aside() {
    let findings = found(&[&pages(1, 30), &pages(6, 30)]);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
    let is_of_modules = |why: &WhySetAside| matches!(why, WhySetAside::Appeared { entries: 150, is_inside: true, .. });
    assert!(is_of_modules(&findings.set_aside[0].why), "{:?}", findings.set_aside);
}

/// The Map has as many modules in the last snapshot as in the one before: what grew is what these have.
#[test]
fn what_grows_in_several_modules_that_came_later_is_said_of_these() {
    let findings = found(&[&pages(0, 0), &pages(12, 30), &pages(12, 60)]);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.form, suspect.new_things), (Form::Alike { holders: 12 }, 720));
    assert_eq!(entries(&suspect.timeline), [0, 360, 720]);
    assert_eq!(suspect.holder.name.text().as_js_str().to_string(), "Store.pages");
    assert!(suspect.also_held_by.is_empty(), "{:?}", suspect.also_held_by);
}
