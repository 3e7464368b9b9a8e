//! What is said of suspects, where the words must not say more than the snapshot shows.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::advice::{cure, per_entry};
use super::suspects::sentence;
use crate::graph::testing::Drawing;
use crate::leaks::testing::{array, fill, found, map, store};
use crate::snapshot::{EdgeType, NodeType};

/// The sentence of the suspect whose holder has a name.
fn said(holder: &str, series: &[&Drawing]) -> String {
    let findings = found(series);
    let suspect = findings.suspects.iter().find(|suspect| suspect.holder.name.text().as_js_str().is(holder));
    sentence(suspect.unwrap_or_else(|| panic!("{:?}", findings.suspects))).plain()
}

#[test]
fn entries_that_are_no_objects_are_said_to_be_entries() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "hits");
    let mut current = base.clone();
    current.nodes[table].2 += 40_000;
    assert_eq!(
        said("Store.hits", &[&base, &current]),
        "Store.hits itself grew by 40.0 kB: it took in entries that the snapshot does not list, such as numbers. It is \
         reached from global → store → hits."
    );
}

#[test]
fn entries_that_hang_elsewhere_as_well_are_no_numbers() {
    let (mut base, owner) = store();
    let (items, names) = (array(&mut base, owner, "items"), map(&mut base, owner, "byName"));
    let mut current = base.clone();
    for number in 0..300 {
        let item = current.node(NodeType::OBJECT, "Item", 48);
        let name = current.node(NodeType::STRING, &format!("name {number}"), 32);
        current.edge(items, EdgeType::Element, &number.to_string(), item);
        current.edge(item, EdgeType::Property, "name", name);
        current.edge(names, EdgeType::Internal, &(3 * number).to_string(), name);
    }
    current.nodes[names].2 += 40_000;
    let said = said("Store.byName", &[&base, &current]);
    let expected = "Store.byName itself grew by 40.0 kB: it took in 300 entries that others hold as well. It is";
    assert!(said.starts_with(expected), "{said}");
}

#[test]
fn entries_that_others_have_too_are_counted_and_their_bytes_are_not() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "sessions");
    let recent = array(&mut base, 1, "recent");
    fill(&mut base, table, 0..20);
    let mut current = base.clone();
    let new = fill(&mut current, table, 20..80);
    for (number, &session) in new.iter().enumerate().take(10) {
        current.edge(recent, EdgeType::Element, &number.to_string(), session);
    }
    let said = said("Store.sessions", &[&base, &current]);
    assert!(said.starts_with("Store.sessions grew by 60 entries to 80 (52.4 kB): 60 new Session under it."), "{said}");
}

#[test]
fn many_alike_that_took_in_data_are_told_by_one_of_them() {
    let (mut base, owner) = store();
    let arrays: Vec<usize> = (0..40).map(|number| array(&mut base, owner, &format!("series{number}"))).collect();
    let mut current = base.clone();
    for array in arrays {
        current.nodes[array].2 += 1600;
    }
    let said = said("global.store", &[&base, &current]);
    let expected = "40 holders alike under global.store grew by 64.0 kB: each Array took in more, such as Store.series";
    assert!(said.starts_with(expected), "{said}");
}

#[test]
fn text_in_the_place_of_shorter_text_is_no_new_string() {
    let (base, owner) = store();
    let log = |size: u32| {
        let mut drawing = base.clone();
        let text = drawing.node(NodeType::STRING, &format!("{size} characters"), size);
        drawing.edge(owner, EdgeType::Property, "log", text);
        drawing
    };
    let said = said("Store.log", &[&log(100), &log(90_000)]);
    assert!(said.starts_with("Store.log grew by 89.9 kB: its text got longer."), "{said}");
}

#[test]
fn calls_that_wait_are_said_to_be_calls() {
    let waiting = |count: usize| {
        let (mut drawing, owner) = store();
        let send = drawing.node(NodeType::CLOSURE, "send", 64);
        drawing.edge(owner, EdgeType::Property, "send", send);
        let waiting = array(&mut drawing, owner, "waiting");
        for number in 0..count {
            let call = drawing.node(NodeType::OBJECT, "Generator", 1000);
            let registers = drawing.node(NodeType::ARRAY, "", 40);
            drawing.edge(waiting, EdgeType::Element, &number.to_string(), call);
            drawing.edge(call, EdgeType::Internal, "parameters_and_registers", registers);
            drawing.edge(call, EdgeType::Internal, "function", send);
        }
        drawing
    };
    let said = said("Store.waiting", &[&waiting(5), &waiting(45)]);
    assert!(said.contains(": 40 waiting calls of send() under it."), "{said}");
}

#[test]
fn what_no_entry_keeps_alone_is_said_of_all_together() {
    let (mut base, owner) = store();
    let orders = array(&mut base, owner, "orders");
    let mut current = base.clone();
    for number in 0..20 {
        let customer = current.node(NodeType::OBJECT, "Customer", 900);
        for half in 0..2 {
            let order = current.node(NodeType::OBJECT, "Order", 500);
            current.edge(orders, EdgeType::Element, &(2 * number + half).to_string(), order);
            current.edge(order, EdgeType::Property, "customer", customer);
        }
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    let said = per_entry(suspect.per_entry.as_ref().unwrap()).plain();
    assert_eq!(said, "each keeps 500 B alone: 500 B itself; together they keep 18.0 kB more");
}

#[test]
fn what_a_browser_keeps_is_cured_by_what_ends_it() {
    let cured = |holder: &str, entry: &str| {
        let (mut base, owner) = store();
        let keeper = base.node(NodeType::NATIVE, holder, 100);
        base.edge(owner, EdgeType::Element, "1", keeper);
        let mut current = base.clone();
        for number in 0..40 {
            let kept = current.node(NodeType::NATIVE, entry, 1000);
            current.edge(keeper, EdgeType::Element, &number.to_string(), kept);
        }
        cure(&found(&[&base, &current]).suspects[0]).unwrap()
    };
    for (holder, entry, word) in [
        ("<body>", "ResizeObserver", "disconnect"),
        ("<body>", "MutationObserverRegistration", "disconnect"),
        ("ScriptedAnimationController", "V8FrameCallback", "cancelAnimationFrame"),
        ("DocumentTimeline", "Animation", "(cancel)"),
        ("Pending activities", "MediaQueryList", "(removeEventListener)"),
        ("Pending activities", "WebSocket", "(close,"),
        ("<body>", "EventListener", "removeEventListener"),
    ] {
        let said = cured(holder, entry);
        assert!(said.contains(word), "{holder} {entry}: {said}");
    }
}
