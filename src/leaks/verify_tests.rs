//! Whether a repair helped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::findings::Findings;
use crate::leaks::testing::{ENTRY, array, files, fill, found, function, heap, heap_with_places, links, map, store};
use crate::leaks::verify::{Elsewhere, Found, Outcome};
use crate::leaks::{BaseColumns, ExpectedSuspect, ExpectedSuspects, find, verify};
use crate::redaction::Name;
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsString;
use crate::transfer::Transfer;

/// What is expected, as it arrives at the other worker.
pub fn sent(findings: &Findings) -> Vec<ExpectedSuspect> {
    let expected = ExpectedSuspects(ExpectedSuspect::all(findings));
    let ExpectedSuspects(arrived) = ExpectedSuspects::from(Transfer::from(expected.clone()));
    assert_eq!(arrived, expected.0);
    arrived
}

#[test]
fn a_fix_is_told_from_none_across_processes() {
    let pair = |grown: usize| {
        let (mut base, store) = store();
        let table = map(&mut base, store, "sessions");
        fill(&mut base, table, 0..20);
        let mut current = base.clone();
        fill(&mut current, table, 20..20 + grown);
        (base, current)
    };
    let (base, current) = pair(100);
    let first = found(&[&base, &current]);
    for (grown, outcome) in [(0, Outcome::Gone), (5, Outcome::Gone), (40, Outcome::Smaller), (90, Outcome::StillThere)]
    {
        let (base, current) = pair(grown);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&sent(&first), &heap(&current), &bases).unwrap();
        assert_eq!(verification.verdict, outcome, "{grown}");
        assert_eq!(verification.suspects[0].after.new_entries, grown as u32);
    }
    let quiet = found(&[&base, &base]);
    let nothing = verify(&sent(&quiet), &heap(&base), &[BaseColumns::of(&heap(&base)).unwrap()]).unwrap();
    assert_eq!(nothing.verdict, Outcome::NoSuspects);
}

/// One large thing beside entries that do not become more any longer.
#[test]
fn bytes_beside_entries_that_do_not_come_any_more_are_no_rest_of_the_leak() {
    let pair = |grown: usize, beside: u32| {
        let (mut base, store) = store();
        let table = map(&mut base, store, "sessions");
        fill(&mut base, table, 0..20);
        let mut current = base.clone();
        fill(&mut current, table, 20..20 + grown);
        let block = current.node(NodeType::OBJECT, "Buffer", beside);
        current.edge(table, EdgeType::Internal, "9000", block);
        (base, current)
    };
    let (base, current) = pair(100, 8);
    let first = sent(&found(&[&base, &current]));
    let [some, much] = [30_000, 200_000];
    let cases = [(0, some, Outcome::Gone), (40, some, Outcome::Smaller), (0, much, Outcome::StillThere)];
    for (grown, beside, outcome) in cases {
        let (base, current) = pair(grown, beside);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&first, &heap(&current), &bases).unwrap();
        assert_eq!(verification.verdict, outcome, "{:?}", verification.suspects[0]);
    }
}

/// A timer that kept a session was cleared; now a Map keeps the sessions.
#[test]
fn a_leak_that_moved_is_found_by_the_class_of_the_program_that_came_along() {
    let program = |timers: usize, kept: usize| {
        let (mut drawing, store) = store();
        let mut places = files(&mut drawing, &["node:internal/timers", "/srv/app/server.js"]);
        let list = array(&mut drawing, store, "timers");
        let table = map(&mut drawing, store, "kept");
        for number in 0..timers {
            let [timer, session] = ["Timeout", "Session"].map(|class| drawing.node(NodeType::OBJECT, class, ENTRY));
            drawing.edge(list, EdgeType::Element, &number.to_string(), timer);
            drawing.edge(timer, EdgeType::Property, "session", session);
            places.extend([(timer, 0), (session, 1)]);
        }
        for session in fill(&mut drawing, table, 0..kept) {
            places.push((session, 1));
        }
        heap_with_places(&drawing, places)
    };
    let first = find(&program(60, 0), &[BaseColumns::of(&program(5, 0)).unwrap()]).unwrap();
    let bases = [BaseColumns::of(&program(0, 5)).unwrap()];
    let verification = verify(&sent(&first), &program(0, 60), &bases).unwrap();
    let found = &verification.suspects[0];
    assert!(matches!(found.found, Found::Renamed(_)), "{found:?}");
    assert_eq!(found.verdict, Outcome::StillThere);
}

#[test]
fn another_suspect_of_the_same_class_is_not_taken_for_one_that_moved() {
    let pair = |old: usize, other: usize| {
        let (mut base, store) = store();
        let tables = ["sessions", "archive"].map(|name| map(&mut base, store, name));
        for table in tables {
            fill(&mut base, table, 0..20);
        }
        let mut current = base.clone();
        fill(&mut current, tables[0], 20..20 + old);
        fill(&mut current, tables[1], 20..20 + other);
        (base, current)
    };
    let outcome = |other: usize| {
        let (base, current) = pair(400, other);
        let first = found(&[&base, &current]);
        let (base, current) = pair(0, other);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        verify(&ExpectedSuspect::all(&first), &heap(&current), &bases).unwrap()
    };
    let beside = outcome(100);
    let outcomes: Vec<_> = beside.suspects.iter().map(|suspect| suspect.verdict).collect();
    assert_eq!((outcomes, beside.verdict), (vec![Outcome::Gone, Outcome::StillThere], Outcome::StillThere));
    // What was small beside the first does not decide on the whole.
    let small = outcome(30);
    assert_eq!(small.suspects[1].verdict, Outcome::StillThere);
    assert_eq!(small.verdict, Outcome::Gone);
}

/// Two holders of one label: the names on the path tell which of them was repaired.
#[test]
fn of_two_holders_of_one_class_the_repaired_one_is_gone() {
    let pair = |orders: usize, users: usize| {
        let (mut base, app) = store();
        let tables = ["orders", "users"].map(|name| {
            let shelf = base.node(NodeType::OBJECT, "Shelf", 16);
            base.edge(app, EdgeType::Property, name, shelf);
            map(&mut base, shelf, "items")
        });
        for table in tables {
            fill(&mut base, table, 0..20);
        }
        let mut current = base.clone();
        fill(&mut current, tables[0], 20..20 + orders);
        fill(&mut current, tables[1], 20..20 + users);
        (base, current)
    };
    let (base, current) = pair(400, 300);
    let first = found(&[&base, &current]);
    assert_eq!(first.suspects.len(), 2);
    assert_eq!(first.suspects[0].label, first.suspects[1].label);
    for (orders, users, expected) in
        [(0, 300, [Outcome::Gone, Outcome::StillThere]), (400, 0, [Outcome::StillThere, Outcome::Gone])]
    {
        let (base, current) = pair(orders, users);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&sent(&first), &heap(&current), &bases).unwrap();
        let outcomes: Vec<_> = verification.suspects.iter().map(|suspect| suspect.verdict).collect();
        assert_eq!(outcomes, expected);
        let called: Vec<_> = verification.suspects.iter().map(|suspect| suspect.name.text()).collect();
        let ways = ["Shelf.items (global → store → orders → items)", "Shelf.items (global → store → users → items)"];
        assert_eq!(called, ways.map(JsString::from));
        assert!(verification.new_suspects.is_empty());
    }
}

/// A holder that the second program does not have, because its code did not run or it has another name, is not repaired.
#[test]
fn what_is_not_there_is_not_called_gone() {
    let pair = |name: &str, class: &str, count: usize| {
        let (mut base, store) = store();
        let table = map(&mut base, store, name);
        let mut number = 0;
        let mut put = |drawing: &mut Drawing, count: usize| {
            for _ in 0..count {
                let value = drawing.node(NodeType::OBJECT, class, ENTRY);
                drawing.edge(table, EdgeType::Internal, &(3 * number + 1).to_string(), value);
                number += 1;
            }
        };
        put(&mut base, 20);
        let mut current = base.clone();
        put(&mut current, count);
        (base, current)
    };
    let (base, current) = pair("sessions", "Session", 100);
    let first = found(&[&base, &current]);
    let outcome_of = |(base, current): (Drawing, Drawing)| {
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&sent(&first), &heap(&current), &bases).unwrap();
        assert_eq!(verification.verdict, verification.suspects[0].verdict);
        let text = |name: &Name| name.text().as_js_str().to_string();
        let found = match &verification.suspects[0].found {
            Found::Renamed(name) => format!("renamed to {}", text(name)),
            Found::Elsewhere(Elsewhere { class, holder: Some(holder), now, before }) => {
                format!("{before} → {now} {} at {}", text(class), text(holder))
            }
            Found::Elsewhere(Elsewhere { class, holder: None, .. }) => format!("no {} left", text(class)),
            Found::Missing => "missing".to_owned(),
            Found::SameName | Found::NothingGrows => "there".to_owned(),
        };
        (verification.verdict, found)
    };
    let table = [
        ("sessions", "Session", 0, Outcome::Gone, "there"),
        ("sessions", "Order", 0, Outcome::Gone, "there"),
        ("orders", "Order", 0, Outcome::NotFound, "missing"),
        ("orders", "Order", 100, Outcome::NotFound, "missing"),
        ("open", "Session", 100, Outcome::StillThere, "renamed to Store.open"),
        ("open", "Session", 0, Outcome::Gone, "20 → 20 Session at Store.open"),
        ("open", "Session", 15, Outcome::Gone, "20 → 35 Session at Store.open"),
    ];
    for (name, class, count, verdict, found) in table {
        assert_eq!(outcome_of(pair(name, class, count)), (verdict, found.to_owned()), "{name} of {class}");
    }
    // A class of which nothing was made has no shape of its instances.
    for (link, verdict, found) in
        [("initial_map", Outcome::Gone, "no Session left"), ("map", Outcome::NotFound, "missing")]
    {
        let (mut base, _) = pair("orders", "Order", 0);
        let constructor = function(&mut base, 1);
        base.nodes[constructor].1 = "Session".into();
        base.edge(1, EdgeType::Property, "Session", constructor);
        let shape = base.node(NodeType::HIDDEN, "system / Map", 80);
        base.edge(constructor, EdgeType::Internal, link, shape);
        assert_eq!(outcome_of((base.clone(), base)), (verdict, found.to_owned()), "{link}");
    }
}

/// A list is named by what leads to its first link; that it is empty now does not mean that its holder is not there.
#[test]
fn a_list_that_was_emptied_is_gone() {
    let pair = |count: usize| {
        let (mut base, outbox) = store();
        let first = base.node(NodeType::OBJECT, "Mail", ENTRY);
        base.edge(outbox, EdgeType::Property, "oldest", first);
        let last = links(&mut base, first, 20);
        let mut current = base.clone();
        links(&mut current, last, count);
        (base, current)
    };
    let (base, current) = pair(100);
    let first = found(&[&base, &current]);
    assert_eq!(first.suspects[0].label, JsString::from("Store.oldest"));
    let (base, _) = store();
    let bases = [BaseColumns::of(&heap(&base)).unwrap()];
    let verification = verify(&sent(&first), &heap(&base), &bases).unwrap();
    assert_eq!((verification.verdict, &verification.suspects[0].found), (Outcome::Gone, &Found::NothingGrows));
}

/// That a program has objects of a class that every program has is no trace of what a suspect gathered.
#[test]
fn objects_of_the_runtime_are_no_trace_of_the_programs() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "sessions");
    fill(&mut base, table, 0..20);
    let mut current = base.clone();
    fill(&mut current, table, 20..120);
    let first = found(&[&base, &current]);
    let class = first.suspects[0].grows.classes[0].class.text().as_js_str().to_string();
    for (file, verdict) in [("node:internal/timers", Outcome::NotFound), ("/srv/app/session.js", Outcome::Gone)] {
        let (mut other, owner) = store();
        let mut places = files(&mut other, &[file, "/srv/app/main.js"]);
        let thing = other.node(NodeType::OBJECT, &class, ENTRY);
        other.edge(owner, EdgeType::Property, "thing", thing);
        places.push((thing, 0));
        let bases = [BaseColumns::of(&heap_with_places(&other, places.clone())).unwrap()];
        let verification = verify(&sent(&first), &heap_with_places(&other, places), &bases).unwrap();
        assert_eq!(verification.verdict, verdict, "{file}");
    }
}

/// Of timers that keep sessions, sessions tell whether the code ran.
#[test]
fn what_came_with_objects_of_the_runtime_is_a_trace() {
    let program = |timers: usize, sessions: bool| {
        let (mut drawing, owner) = store();
        let mut places = files(&mut drawing, &["node:internal/timers", "/srv/app/session.js"]);
        if timers > 0 {
            let list = array(&mut drawing, owner, "list");
            for number in 0..timers {
                let timer = drawing.node(NodeType::OBJECT, "Timeout", ENTRY);
                let session = drawing.node(NodeType::OBJECT, "Session", ENTRY);
                drawing.edge(list, EdgeType::Element, &number.to_string(), timer);
                drawing.edge(timer, EdgeType::Property, "session", session);
                places.extend([(timer, 0), (session, 1)]);
            }
        }
        if sessions {
            let last = drawing.node(NodeType::OBJECT, "Session", ENTRY);
            drawing.edge(owner, EdgeType::Property, "last", last);
            places.push((last, 1));
        }
        heap_with_places(&drawing, places)
    };
    let pair = |before: &Heap, after: &Heap| find(after, &[BaseColumns::of(before).unwrap()]).unwrap();
    let first = pair(&program(20, false), &program(120, false));
    assert_eq!(first.suspects[0].grows.classes[0].class, Name::own("Timeout"));
    for (sessions, verdict) in [(true, Outcome::Gone), (false, Outcome::NotFound)] {
        let repaired = program(0, sessions);
        let bases = [BaseColumns::of(&repaired).unwrap()];
        assert_eq!(verify(&sent(&first), &repaired, &bases).unwrap().verdict, verdict);
    }
}

/// Node.js takes the list of an event away with its last listener: what they listened to is there all the same.
#[test]
fn listeners_are_gone_where_what_they_listened_to_is_there() {
    let program = |link: &str, listeners: usize| {
        let (mut drawing, owner) = store();
        let bus = drawing.node(NodeType::OBJECT, "EventEmitter", 40);
        drawing.edge(owner, EdgeType::Property, link, bus);
        let events = drawing.node(NodeType::OBJECT, "Object", 24);
        drawing.edge(bus, EdgeType::Property, "_events", events);
        if listeners > 0 {
            let list = array(&mut drawing, events, "refresh");
            for number in 0..listeners {
                let listener = drawing.node(NodeType::CLOSURE, "draw", ENTRY);
                drawing.edge(list, EdgeType::Element, &number.to_string(), listener);
            }
        }
        drawing
    };
    let first = found(&[&program("bus", 20), &program("bus", 120)]);
    assert_eq!(first.suspects.len(), 1);
    let (mut unlike, owner) = store();
    let bus = unlike.node(NodeType::OBJECT, "Coach", 40);
    unlike.edge(owner, EdgeType::Property, "bus", bus);
    let programs =
        [(program("bus", 0), Outcome::Gone), (program("other", 0), Outcome::NotFound), (unlike, Outcome::NotFound)];
    for (link, (repaired, verdict)) in programs.into_iter().enumerate() {
        let bases = [BaseColumns::of(&heap(&repaired)).unwrap()];
        let verification = verify(&sent(&first), &heap(&repaired), &bases).unwrap();
        assert_eq!(verification.verdict, verdict, "{link}");
    }
}

/// Of what got larger in place no entries are known: that one comes in after the repair says nothing.
#[test]
fn an_entry_where_none_were_counted_is_no_rest_of_the_leak() {
    let log = |bytes: u32, entries: usize| {
        let (mut drawing, store) = store();
        let log = array(&mut drawing, store, "log");
        drawing.nodes[log].2 = bytes;
        for number in 0..entries {
            let entry = drawing.node(NodeType::OBJECT, "Line", 48);
            drawing.edge(log, EdgeType::Element, &number.to_string(), entry);
        }
        drawing
    };
    let first = sent(&found(&[&log(16, 0), &log(200_000, 0)]));
    let bases = [BaseColumns::of(&heap(&log(16, 0))).unwrap()];
    let verification = verify(&first, &heap(&log(16, 1)), &bases).unwrap();
    assert_eq!(verification.verdict, Outcome::Gone, "{:?}", verification.suspects[0]);
    assert_eq!(verification.suspects[0].after.new_entries, 1);
}
