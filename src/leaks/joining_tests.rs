//! What is one suspect and what are two, where several collections grow.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Findings, Form};
use crate::leaks::testing::{ENTRY, array, fill, found, leave_out, map, store};
use crate::snapshot::{EdgeType, NodeType};

/// Puts so many new lines into an array.
fn add_lines(drawing: &mut Drawing, array: usize, count: usize) {
    for number in 0..count {
        let line = drawing.node(NodeType::OBJECT, "Line", 400);
        drawing.edge(array, EdgeType::Element, &number.to_string(), line);
    }
}

/// Names, new entries, and who else holds them.
fn said(findings: &Findings) -> Vec<(String, u32, Vec<String>)> {
    let text = |name: &crate::redaction::Name| name.text().as_js_str().to_string();
    let suspects = findings.suspects.iter();
    let others = |suspect: &crate::leaks::findings::Suspect| suspect.also_held_by.iter().map(text).collect();
    suspects.map(|suspect| (suspect.label.as_js_str().to_string(), suspect.new_entries, others(suspect))).collect()
}

/// Each of the rooms took in less than what is looked at, or some of them more.
#[test]
fn what_many_took_a_little_of_is_not_said_to_be_entries_of_what_has_them() {
    for counts in [[20; 6], [20, 20, 20, 20, 20, 120]] {
        let (mut base, store) = store();
        let rooms = map(&mut base, store, "rooms");
        let mut lines = Vec::new();
        for number in 0..counts.len() {
            let room = base.node(NodeType::OBJECT, "Room", 40);
            base.edge(rooms, EdgeType::Internal, &(3 * number + 1).to_string(), room);
            lines.push(array(&mut base, room, "lines"));
        }
        let mut current = base.clone();
        lines.into_iter().zip(counts).for_each(|(lines, count)| add_lines(&mut current, lines, count));
        let findings = found(&[&base, &current]);
        let [suspect] = findings.suspects.as_slice() else { panic!("{:?}", said(&findings)) };
        assert_eq!(
            (suspect.form, suspect.new_entries),
            (Form::Alike { holders: 6 }, counts.iter().sum::<usize>() as u32)
        );
    }
}

/// None of three lists has enough for itself, and each has a third of what all took: that is no sign that they have the same.
#[test]
fn lists_that_took_a_third_each_are_not_taken_for_holders_of_the_same_things() {
    let (mut base, store) = store();
    let lists = ["first", "second", "third"].map(|name| {
        let array = array(&mut base, store, name);
        add_lines(&mut base, array, 10);
        array
    });
    let mut current = base.clone();
    lists.into_iter().for_each(|list| add_lines(&mut current, list, 40));
    let findings = found(&[&base, &current]);
    let [suspect] = findings.suspects.as_slice() else { panic!("{:?}", said(&findings)) };
    assert_eq!((suspect.form, suspect.new_entries), (Form::Alike { holders: 3 }, 120));
    assert!(suspect.also_held_by.is_empty(), "{:?}", said(&findings));
}

#[test]
fn a_collection_beside_two_that_share_is_a_suspect_of_its_own() {
    let (mut base, store) = store();
    let by_id = map(&mut base, store, "byId");
    let [all, own] = ["all", "own"].map(|name| map(&mut base, store, name));
    let mut current = base.clone();
    let shared = fill(&mut current, by_id, 0..60);
    for (number, session) in shared.into_iter().enumerate() {
        current.edge(all, EdgeType::Internal, &(3 * number + 1).to_string(), session);
    }
    fill(&mut current, own, 100..150);
    let mut seen = said(&found(&[&base, &current]));
    seen.sort_by_key(|(_, entries, _)| std::cmp::Reverse(*entries));
    let [(first, 60, others), (second, 50, nobody)] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!(second, "Store.own");
    assert!(nobody.is_empty(), "{nobody:?}");
    let mut holders: Vec<&str> = others.iter().map(String::as_str).chain([first.as_str()]).collect();
    holders.sort_unstable();
    assert_eq!(holders, ["Store.all", "Store.byId"]);
}

/// A WeakMap keeps its values only as long as others keep the keys.
#[test]
fn a_weak_map_is_no_other_holder() {
    let (mut base, store) = store();
    let live = map(&mut base, store, "live");
    let about = base.node(NodeType::OBJECT, "WeakMap", 40);
    let table = base.node(NodeType::ARRAY, "", 500);
    base.edge(store, EdgeType::Property, "about", about);
    base.edge(about, EdgeType::Internal, "table", table);
    let mut current = base.clone();
    for (number, session) in fill(&mut current, live, 0..60).into_iter().enumerate() {
        current.edge(table, EdgeType::Internal, &number.to_string(), session);
    }
    let seen = said(&found(&[&base, &current]));
    assert_eq!(seen, [("Store.live".to_owned(), 60, Vec::<String>::new())]);
}

/// Each line is in the list of all, and in one of the lists of a Map or of the owner.
#[test]
fn who_has_all_of_it_in_parts_is_said_and_copies_are_not() {
    for (is_map, copies) in [(true, 1), (false, 1), (true, 4)] {
        let (mut base, store) = store();
        let all = array(&mut base, store, "all");
        let by_day = map(&mut base, store, "byDay");
        let days: Vec<usize> = (0..5 * copies)
            .map(|day| match is_map {
                true => array(&mut base, by_day, &(3 * day + 1).to_string()),
                false => array(&mut base, store, &format!("day{day}")),
            })
            .collect();
        let mut current = base.clone();
        let first = current.nodes.len();
        add_lines(&mut current, all, 100);
        for line in 0..100 {
            for copy in 0..copies {
                current.edge(
                    days[(line + copy) % days.len()],
                    EdgeType::Element,
                    &(line + copy).to_string(),
                    first + line,
                );
            }
        }
        let seen = said(&found(&[&base, &current]));
        let [(name, 100, others)] = seen.as_slice() else { panic!("{seen:?}") };
        assert!(name.ends_with("all"), "{name}");
        let expected: Vec<String> = match (is_map, copies) {
            (_, 4) => Vec::new(),
            (true, _) => vec!["Store.byDay".into()],
            (false, _) => (0..5).map(|day| format!("Store.day{day}")).collect(),
        };
        assert_eq!(*others, expected, "{is_map} {copies}");
    }
}

/// A runtime registers what is to be let go when a program's object ends: that grows because the objects do not.
#[test]
fn what_is_registered_for_the_end_of_a_leaks_things_is_no_suspect_of_its_own() {
    let suspects = |cell: &str| {
        let (mut base, store) = store();
        let peers = array(&mut base, store, "peers");
        let registry = base.node(NodeType::OBJECT, "FinalizationRegistry", 80);
        base.edge(1, EdgeType::Property, "registry", registry);
        let mut current = base.clone();
        for number in 0..60 {
            let peer = current.node(NodeType::OBJECT, "Peer", 1000);
            current.edge(peers, EdgeType::Element, &number.to_string(), peer);
            let cell = current.node(NodeType::HIDDEN, cell, 72);
            let timer = current.node(NodeType::OBJECT, "Timeout", 500);
            current.edge(registry, EdgeType::Hidden, &number.to_string(), cell);
            current.edge(cell, EdgeType::Weak, "target", peer);
            current.edge(cell, EdgeType::Hidden, "1", timer);
        }
        said(&found(&[&base, &current]))
    };
    let joined = suspects("system / WeakCell");
    assert_eq!((joined.len(), joined[0].0.as_str(), joined[0].1), (1, "Store.peers", 60));
    assert_eq!(suspects("system / Other").len(), 2);
}

/// What listens for lines listens for errors as well.
#[test]
fn of_two_lists_that_hold_the_same_that_of_errors_is_named_last() {
    let (mut base, store) = store();
    let events = base.node(NodeType::OBJECT, "Object", 24);
    base.edge(store, EdgeType::Property, "_events", events);
    let lists = ["error", "line"].map(|name| array(&mut base, events, name));
    let mut current = base.clone();
    for number in 0..60 {
        let reader = current.node(NodeType::OBJECT, "Reader", 1000);
        for list in lists {
            current.edge(list, EdgeType::Element, &number.to_string(), reader);
        }
    }
    let seen = said(&found(&[&base, &current]));
    let [(named, 60, others)] = seen.as_slice() else { panic!("{seen:?}") };
    assert!(named.ends_with(".line"), "{seen:?}");
    assert!(others.iter().any(|name| name.ends_with(".error")), "{seen:?}");
}

/// The last of what one has are in another, too, and hang at what has both.
#[test]
fn who_has_more_than_it_shares_is_named_and_not_what_is_above() {
    let (mut base, store) = store();
    let [imported, latest] = ["imported", "latest"].map(|name| map(&mut base, store, name));
    let mut current = base.clone();
    let all = fill(&mut current, imported, 0..200);
    for (number, &session) in all.iter().enumerate().skip(150) {
        current.edge(latest, EdgeType::Internal, &(3 * number + 1).to_string(), session);
    }
    let seen = said(&found(&[&base, &current]));
    assert_eq!(seen, [("Store.imported".to_owned(), 200, vec!["Store.latest".to_owned()])]);
}

/// An object is copied with each change, and holds what a Map beside it has as well.
#[test]
fn a_copy_that_holds_the_same_is_named_beside() {
    let program = |start: &Drawing, store: usize, table: usize, count: usize| {
        let mut drawing = start.clone();
        let sessions = fill(&mut drawing, table, 5..count);
        let copy = drawing.node(NodeType::OBJECT, "Object", 400);
        drawing.edge(store, EdgeType::Property, "children", copy);
        for (number, session) in sessions.into_iter().enumerate() {
            drawing.edge(copy, EdgeType::Property, &format!("order-{number}"), session);
        }
        drawing
    };
    let (mut start, store) = store();
    let table = map(&mut start, store, "all");
    let base = program(&start, store, table, 5);
    let mut fresh = start.clone();
    leave_out(&mut fresh, &base);
    let current = program(&fresh, store, table, 65);
    let seen = said(&found(&[&base, &current]));
    assert_eq!(seen, [("Store.all".to_owned(), 60, vec!["Store.children".to_owned()])]);
}

/// What a WeakMap has is held by whoever has its keys: the Map that has them in pairs.
#[test]
fn what_a_weak_map_has_is_held_by_what_has_its_keys() {
    let program = |count: usize| {
        let (mut drawing, store) = store();
        let sessions = map(&mut drawing, store, "sessions");
        let baskets = drawing.node(NodeType::OBJECT, "WeakMap", 40);
        let table = drawing.node(NodeType::ARRAY, "", 500);
        drawing.edge(store, EdgeType::Property, "baskets", baskets);
        drawing.edge(baskets, EdgeType::Internal, "table", table);
        for number in 0..count {
            let pair = drawing.node(NodeType::OBJECT, "Array", 16);
            let [session, basket] = ["Session", "Basket"].map(|class| drawing.node(NodeType::OBJECT, class, 400));
            drawing.edge(sessions, EdgeType::Internal, &(3 * number + 1).to_string(), pair);
            drawing.edge(pair, EdgeType::Element, "0", session);
            drawing.edge(table, EdgeType::Weak, &(2 * number).to_string(), session);
            drawing.weak_map_entry(session, basket, table, [2 * number as u32, 2 * number as u32 + 1]);
        }
        drawing
    };
    let findings = found(&[&program(20), &program(120)]);
    let suspect = &findings.suspects[0];
    let name = suspect.holder.name.text().as_js_str().to_string();
    assert_eq!((name.as_str(), suspect.new_entries, findings.suspects.len()), ("Store.sessions", 100, 1));
}

/// Towns by country, each with its days: all are alike, on both levels.
#[test]
fn what_is_alike_on_two_levels_is_one_suspect() {
    let program = |days: usize| {
        let (mut drawing, owner) = store();
        let countries = map(&mut drawing, owner, "countries");
        for country in 0..3 {
            let towns = drawing.node(NodeType::OBJECT, "Country", 40);
            drawing.edge(countries, EdgeType::Internal, &(3 * country + 1).to_string(), towns);
            let towns = map(&mut drawing, towns, "towns");
            for town in 0..4 {
                let visits = drawing.node(NodeType::OBJECT, "Town", 40);
                drawing.edge(towns, EdgeType::Internal, &(3 * town + 1).to_string(), visits);
                let list = array(&mut drawing, visits, "days");
                for day in 0..days {
                    let visit = drawing.node(NodeType::OBJECT, "Day", ENTRY);
                    drawing.edge(list, EdgeType::Element, &day.to_string(), visit);
                }
            }
        }
        drawing
    };
    let suspects = found(&[&program(5), &program(45)]).suspects;
    let forms: Vec<_> = suspects.iter().map(|suspect| (suspect.form, suspect.new_entries)).collect();
    assert_eq!(forms, [(Form::Alike { holders: 12 }, 480)]);
}

/// Of a few heavy things in two tables one is named, and not what has both, nor what is many in them.
#[test]
fn a_few_heavy_things_in_two_tables_are_held_by_both() {
    let program = |count: usize| {
        let (mut drawing, store) = store();
        let by_name = map(&mut drawing, store, "byName");
        let recent = array(&mut drawing, store, "recent");
        for number in 0..count {
            let run = drawing.node(NodeType::OBJECT, "Simulation", 40);
            drawing.edge(by_name, EdgeType::Internal, &(3 * number + 1).to_string(), run);
            drawing.edge(recent, EdgeType::Element, &number.to_string(), run);
            let bodies = array(&mut drawing, run, "bodies");
            add_lines(&mut drawing, bodies, 100);
        }
        drawing
    };
    let findings = found(&[&program(1), &program(4)]);
    let suspect = &findings.suspects[0];
    let names = suspect.also_held_by.iter().chain([&suspect.holder.name]).map(|name| name.text());
    let mut names: Vec<String> = names.map(|name| name.as_js_str().to_string()).collect();
    names.sort();
    assert_eq!((names, suspect.new_entries), (vec!["Store.byName".to_owned(), "Store.recent".to_owned()], 3));
    assert_eq!(findings.suspects.len(), 1);
}
