//! What is said of suspects, where the words must not say more than the snapshot shows.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::advice::{cure, per_entry};
use super::suspects::{sentence, why_set_aside};
use super::verification::why;
use crate::graph::testing::Drawing;
use crate::leaks::findings::{Form, Point, WhySetAside};
use crate::leaks::testing::{array, fill, found, function, map, store};
use crate::leaks::verify::{Figures, Found, Outcome, Verified};
use crate::leaks::{HolderKind, Suspect};
use crate::redaction::Name;
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
    assert_eq!(said, "each keeps 500 B alone; together they keep 18.0 kB more");
}

/// Bun writes no places.
#[test]
fn in_a_file_without_places_a_class_of_ones_own_is_told_by_its_name() {
    let classes = [("Basket", " with 60 new Basket"), ("Promise", ""), ("system / JSLexicalEnvironment", "")];
    for (class, told) in classes {
        let (mut base, store) = store();
        let timers = array(&mut base, store, "timers");
        let mut current = base.clone();
        for number in 0..60 {
            let timer = current.node(NodeType::OBJECT, "Timeout", 400);
            let callback = function(&mut current, 1);
            let kept = current.node(NodeType::OBJECT, class, 40);
            current.edge(timers, EdgeType::Element, &number.to_string(), timer);
            current.edge(timer, EdgeType::Property, "callback", callback);
            current.edge(callback, EdgeType::Internal, "this", kept);
        }
        let said = said("Store.timers", &[&base, &current]);
        assert!(said.contains(&format!(": 60 new Timeout{told} under it.")), "{said}");
    }
}

#[test]
fn of_what_has_no_entries_only_bytes_are_compared() {
    let said = |net_entries: u32| {
        let before = Figures { net_entries, retained_growth: 176_000, ..Figures::default() };
        let (form, name, after) = (Form::OwnData, Name::own("Broker.locks"), Figures::default());
        why(&Verified { rank: 1, form, name, verdict: Outcome::Gone, before, after, found: Found::SameName }).plain()
    };
    assert_eq!(said(0), "It grew by 176 kB before and by 0 B now.");
    assert_eq!(said(7), "It grew by 7 entries and 176 kB before and by 0 entries and 0 B now.");
}

/// The suspect of a program whose `Store.all` takes in 20 of what `entry` draws.
fn taken_in(entry: impl Fn(&mut Drawing, usize) -> usize) -> Suspect {
    let (mut base, owner) = store();
    let all = array(&mut base, owner, "all");
    let mut current = base.clone();
    for number in 0..20 {
        let entry = entry(&mut current, number);
        current.edge(all, EdgeType::Element, &number.to_string(), entry);
    }
    found(&[&base, &current]).suspects.remove(0)
}

#[test]
fn an_entry_is_what_the_collection_holds_and_not_what_lies_under_it() {
    let suspect = taken_in(|drawing, number| {
        let sandbox = drawing.node(NodeType::OBJECT, "Object", 100);
        for (at, field) in [format!("secret{number}"), "context".to_owned()].iter().enumerate() {
            let object = drawing.node(NodeType::OBJECT, ["Note", "Intl"][at], 1000);
            drawing.edge(sandbox, EdgeType::Property, field, object);
        }
        sandbox
    });
    let sentence = sentence(&suspect).plain();
    assert!(
        sentence.starts_with("Store.all grew by 20 entries (42.0 kB): 20 new objects with 20 new Note"),
        "{sentence}"
    );
    assert_eq!(suspect.chain.get(suspect.holder_step + 1).unwrap().edge_type, "element");
    let entry = suspect.per_entry.unwrap();
    assert_eq!((entry.count, entry.bytes, entry.own_bytes), (20, 20 * 2100, 2000));
}

#[test]
fn a_text_that_is_put_together_of_others_is_one() {
    let suspect = taken_in(|drawing, _| {
        let mail = drawing.node(NodeType::OBJECT, "Mail", 100);
        let text = drawing.node(NodeType::CONCATENATED_STRING, "Dear customer", 1000);
        let pieces = ["Dear ", "customer"].map(|piece| drawing.node(NodeType::STRING, piece, 1000));
        drawing.edge(mail, EdgeType::Property, "text", text);
        drawing.edge(text, EdgeType::Internal, "first", pieces[0]);
        drawing.edge(text, EdgeType::Internal, "second", pieces[1]);
        mail
    });
    let sentence = sentence(&suspect).plain();
    assert!(sentence.contains(": 20 new Mail with 20 new strings under it."), "{sentence}");
    let grown: Vec<_> = suspect.grows.classes.iter().map(|grown| (grown.count, grown.bytes)).collect();
    assert_eq!(grown, [(20, 2000), (40, 40_000), (20, 20_000)]);
}

#[test]
fn several_texts_of_one_holder_are_not_told_as_one() {
    let journal = |size: u32| {
        let (mut drawing, owner) = store();
        for _ in 0..size {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        for field in ["log", "errors", "trace"] {
            let text = drawing.node(NodeType::CONCATENATED_STRING, field, 20_000 * size);
            drawing.edge(owner, EdgeType::Property, field, text);
        }
        drawing
    };
    let said = said("global.store", &[&journal(1), &journal(4)]);
    assert!(said.starts_with("global.store grew by 180 kB: 3 texts of it got longer."), "{said}");
}

#[test]
fn the_detached_elements_that_listeners_keep_are_said() {
    let suspect = taken_in(|drawing, _| {
        let listener = drawing.node(NodeType::NATIVE, "EventListener", 1000);
        let parts = ["Array", "Array"].map(|class| drawing.node(NodeType::OBJECT, class, 2000));
        let element = drawing.node(NodeType::NATIVE, "Detached <div>", 500);
        for (number, part) in parts.into_iter().chain([element]).enumerate() {
            drawing.edge(listener, EdgeType::Element, &number.to_string(), part);
        }
        listener
    });
    let sentence = sentence(&suspect).plain();
    assert!(sentence.contains(": 20 new EventListener with 20 new Detached <div> and 40 new arrays"), "{sentence}");
}

/// 20 things of a class that a root keeps over one step.
fn kept_by_root(step: &str, class: &str) -> Suspect {
    let (mut base, _) = store();
    let roots = base.node(NodeType::SYNTHETIC, "(Strong roots)", 0);
    base.edge(0, EdgeType::Element, "4", roots);
    let mut current = base.clone();
    for number in 0..20 {
        let record = current.node(NodeType::HIDDEN, step, 40);
        let thing = current.node(NodeType::OBJECT, class, 1000);
        current.edge(roots, EdgeType::Internal, &number.to_string(), record);
        current.edge(record, EdgeType::Internal, "0", thing);
    }
    found(&[&base, &current]).suspects.remove(0)
}

#[test]
fn only_what_can_be_an_open_handle_is_called_one() {
    let table = [
        (
            "system / PromiseRejectReactionJobTask",
            "Error",
            "kept by callbacks of promises that have not run.",
            "let the",
        ),
        ("system / PromiseReaction", "Ticket", "kept by callbacks of promises that have not run.", "let the"),
        ("system / Managed", "RangeError", "kept by the runtime and not by an object.", "let go"),
        ("system / Managed", "MessagePort", "kept by the runtime and not by an object: open handles", "close each"),
    ];
    for (step, class, kept, expected) in table {
        let suspect = kept_by_root(step, class);
        let said = sentence(&suspect).plain();
        assert!(said.contains(kept), "{step}: {said}");
        assert!(cure(&suspect).unwrap().starts_with(expected), "{step}: {:?}", cure(&suspect));
    }
}

#[test]
fn what_a_runtime_notes_down_for_itself_cannot_be_closed() {
    let mut suspect = taken_in(|drawing, _| drawing.node(NodeType::OBJECT, "Object", 1000));
    suspect.kind = HolderKind::Handles;
    assert!(cure(&suspect).unwrap().starts_with("a program cannot empty"), "{:?}", cure(&suspect));
}

#[test]
fn timers_in_a_finalization_registry_are_not_cleared() {
    let (mut base, owner) = store();
    let registry = base.node(NodeType::OBJECT, "FinalizationRegistry", 40);
    base.edge(owner, EdgeType::Property, "cleanup", registry);
    let mut current = base.clone();
    for number in 0..20 {
        let cell = current.node(NodeType::HIDDEN, "system / WeakCell", 40);
        let timer = current.node(NodeType::OBJECT, "Timeout", 1000);
        current.edge(registry, EdgeType::Internal, &number.to_string(), cell);
        current.edge(cell, EdgeType::Internal, "holdings", timer);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!(cure(suspect), Some("register no value that keeps its object alive, and unregister what is done with"));
}

#[test]
fn many_lists_of_listeners_are_cured_as_one() {
    let cure_of = |field: &str| {
        let (mut base, owner) = store();
        let tabs = array(&mut base, owner, "tabs");
        let lists: Vec<usize> = (0..20)
            .map(|number| {
                let tab = base.node(NodeType::OBJECT, "Tab", 40);
                let events = base.node(NodeType::OBJECT, "Object", 40);
                base.edge(tabs, EdgeType::Element, &number.to_string(), tab);
                base.edge(tab, EdgeType::Property, field, events);
                array(&mut base, events, "change")
            })
            .collect();
        let mut current = base.clone();
        for &list in &lists {
            for number in 0..4 {
                let listener = function(&mut current, 1);
                let panel = current.node(NodeType::OBJECT, "Panel", 1000);
                current.edge(list, EdgeType::Element, &number.to_string(), listener);
                current.edge(listener, EdgeType::Internal, "context", panel);
            }
        }
        cure(&found(&[&base, &current]).suspects[0])
    };
    assert!(cure_of("_events").unwrap().starts_with("remove the listener"), "{:?}", cure_of("_events"));
    assert!(cure_of("rows").unwrap().starts_with("give each of them a limit"), "{:?}", cure_of("rows"));
}

#[test]
fn listeners_of_a_window_are_kept_by_that() {
    let page = |count: usize| {
        let (mut drawing, _) = store();
        let window = drawing.node(NodeType::NATIVE, "Window", 100);
        let data = drawing.node(NodeType::NATIVE, "blink::EventTargetData", 100);
        drawing.edge(0, EdgeType::Element, "9", window);
        drawing.edge(window, EdgeType::Element, "1", data);
        for number in 0..count {
            let listener = drawing.node(NodeType::NATIVE, "EventListener", 1000);
            drawing.edge(data, EdgeType::Element, &number.to_string(), listener);
        }
        drawing
    };
    let suspect = &found(&[&page(5), &page(60)]).suspects[0];
    assert_eq!(sentence(suspect).plain(), "55 new EventListener (55.0 kB) listen to Window: listeners, never removed.");
}

/// Of Bun's Maps the file says neither entries nor what they retain.
#[test]
fn what_no_snapshot_tells_is_no_course() {
    let stopped = |points: Vec<Point>| why_set_aside(&WhySetAside::Stopped(points)).plain();
    assert_eq!(stopped(vec![Point::default(); 3]), "It grew and then no more.");
    let known = [10, 40, 40].map(|entries| Point { entries: Some(entries), retained_size: None });
    assert_eq!(stopped(known.to_vec()), "It grew and then no more: 10 → 40 → 40 entries.");
}
