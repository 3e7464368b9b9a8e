//! What repeats, in many forms, each in a program of its own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Form, HolderKind, Level, NextStep, Verdict, WhySetAside};
use crate::leaks::testing::{ENTRY, array, entries, fill, found, leave_out, links, map, store};
use crate::snapshot::{EdgeType, NodeType};

#[test]
fn a_map_that_fills_up_is_named_with_its_owner() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "sessions");
    fill(&mut base, table, 0..20);
    let mut current = base.clone();
    fill(&mut current, table, 20..70);
    let findings = found(&[&base, &current]);
    let suspect = &findings.suspects[0];
    assert!(findings.same_process);
    assert_eq!((suspect.kind, suspect.new_entries, suspect.entries), (HolderKind::Map, 50, 70));
    assert!(suspect.holder.name.text().as_js_str().is("Store.sessions"));
    assert_eq!(suspect.retained_growth, 50 * u64::from(ENTRY + 40));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("Session"));
    let path: Vec<String> =
        suspect.reached_from.iter().flatten().map(|name| name.text().as_js_str().to_string()).collect();
    assert_eq!(path, ["global", "store", "sessions"]);
    assert_eq!((suspect.net_entries(), suspect.gone_entries()), (50, 0));
    assert_eq!(suspect.chain[suspect.holder_step].id, suspect.holder.id);
    assert!(suspect.chain.last().unwrap().name.text().as_js_str().is("Session"));
    assert_eq!(suspect.confidence.level, Level::High);
    assert_eq!(findings.suspects.len(), 1);
}

#[test]
fn a_full_cache_that_replaces_its_entries_is_none() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "cache");
    let mut current = base.clone();
    let old = fill(&mut base, table, 0..50);
    leave_out(&mut current, &base);
    fill(&mut current, table, 50..100);
    let findings = found(&[&base, &current]);
    assert_eq!(old.len(), 50);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
    assert_eq!(findings.verdict(), Verdict::Nothing);
}

#[test]
fn a_list_that_gets_longer_at_its_end_belongs_to_what_holds_its_start() {
    let (mut base, store) = store();
    let first = base.node(NodeType::OBJECT, "Mail", ENTRY);
    base.edge(store, EdgeType::Property, "oldest", first);
    let last = links(&mut base, first, 30);
    let mut current = base.clone();
    links(&mut current, last, 40);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (HolderKind::LinkedList, 40));
    assert!(suspect.holder.class.text().as_js_str().is("Store"));
    let left_out: u32 = suspect.chain.iter().map(|step| step.left_out).sum();
    assert!(left_out > 25, "{:?}", suspect.chain);
}

#[test]
fn growth_in_collections_within_collections_is_found_above_them() {
    let (mut base, store) = store();
    let days = base.node(NodeType::OBJECT, "Object", 50);
    base.edge(store, EdgeType::Property, "days", days);
    let mut hours = Vec::new();
    for day in 0..4 {
        let of_day = base.node(NodeType::OBJECT, "Object", 50);
        base.edge(days, EdgeType::Property, &format!("day{day}"), of_day);
        for hour in 0..10 {
            let of_hour = base.node(NodeType::OBJECT, "Array", 16);
            base.edge(of_day, EdgeType::Property, &format!("hour{hour}"), of_hour);
            hours.push(of_hour);
        }
    }
    let mut current = base.clone();
    for &hour in &hours {
        for number in 0..2 {
            let visit = current.node(NodeType::OBJECT, "Visit", ENTRY);
            current.edge(hour, EdgeType::Element, &number.to_string(), visit);
        }
    }
    let findings = found(&[&base, &current]);
    assert_eq!(findings.suspects.len(), 1, "{:?}", findings.suspects);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (HolderKind::Alike, 80));
    assert!(suspect.holder.name.text().as_js_str().is("Store.days"));
}

#[test]
fn functions_of_a_library_that_was_loaded_are_no_list() {
    let (base, store) = store();
    let mut current = base.clone();
    let library = current.node(NodeType::CLOSURE, "library", 64);
    let scope = current.node(NodeType::OBJECT, "system / Context", 64);
    current.edge(store, EdgeType::Property, "library", library);
    current.edge(library, EdgeType::Internal, "context", scope);
    for number in 0..100 {
        let function = current.node(NodeType::CLOSURE, &format!("f{number}"), ENTRY);
        current.edge(scope, EdgeType::Context, &format!("f{number}"), function);
        current.edge(function, EdgeType::Internal, "context", scope);
    }
    let findings = found(&[&base, &current]);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
}

#[test]
fn a_string_that_is_added_to_grows() {
    let (mut base, store) = store();
    let old = base.node(NodeType::STRING, "start", 40_000);
    let mut current = base.clone();
    base.edge(store, EdgeType::Property, "text", old);
    let whole = current.node(NodeType::CONCATENATED_STRING, "", 32);
    let more = current.node(NodeType::STRING, "more", 60_000);
    current.edge(store, EdgeType::Property, "text", whole);
    current.edge(whole, EdgeType::Internal, "first", old);
    current.edge(whole, EdgeType::Internal, "second", more);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!(suspect.kind, HolderKind::String);
    assert_eq!(suspect.holder.name.text(), "Store.text".into());
}

#[test]
fn what_the_runtime_keeps_is_found_without_a_holder() {
    let (mut base, _) = store();
    let handles = base.node(NodeType::SYNTHETIC, "(Global handles)", 0);
    base.edge(0, EdgeType::Element, "7", handles);
    let open = |drawing: &mut Drawing, count: usize| {
        for number in 0..count {
            let port = drawing.node(NodeType::OBJECT, "MessagePort", ENTRY);
            drawing.edge(handles, EdgeType::Internal, &number.to_string(), port);
        }
    };
    open(&mut base, 5);
    let mut second = base.clone();
    open(&mut second, 40);
    let findings = found(&[&base, &second]);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries, suspect.entries), (HolderKind::Handles, 40, 45));
    assert_eq!(suspect.form, Form::OpenHandles);
    let full = found(&[&base, &second, &second.clone()]);
    assert!(full.suspects.is_empty(), "{:?}", full.suspects);
    let WhySetAside::Stopped(points) = &full.set_aside[0].why else { panic!("{:?}", full.set_aside) };
    assert_eq!(entries(points), [5, 45, 45]);
}

#[test]
fn keys_of_numbers_are_entries() {
    let (mut base, store) = store();
    let hits = base.node(NodeType::OBJECT, "Object", 24);
    let table = base.node(NodeType::ARRAY, "(object properties)", 500);
    base.edge(store, EdgeType::Property, "hits", hits);
    base.edge(hits, EdgeType::Internal, "properties", table);
    let mut current = base.clone();
    for number in 0..40 {
        let key = current.node(NodeType::STRING, &format!("/path/{number}"), ENTRY);
        current.edge(table, EdgeType::Internal, &(3 * number).to_string(), key);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (HolderKind::Dictionary, 40));
    assert!(suspect.holder.name.text().as_js_str().is("Store.hits"));
}

#[test]
fn data_that_took_the_place_of_less_data_grows() {
    let (mut base, store) = store();
    let mut current = base.clone();
    let values = |drawing: &mut Drawing, size: u32| {
        let array = drawing.node(NodeType::OBJECT, "Float64Array", 100);
        let block = drawing.node(NodeType::NATIVE, "system / JSArrayBufferData", size);
        drawing.edge(store, EdgeType::Property, "values", array);
        drawing.edge(array, EdgeType::Internal, "backing_store", block);
    };
    values(&mut base, 100_000);
    leave_out(&mut current, &base);
    values(&mut current, 400_000);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.retained_growth), (HolderKind::Data, 300_000));
    assert_eq!(suspect.holder.name.text(), "Store.values".into());
}

#[test]
fn one_huge_thing_is_named_and_is_no_suspect() {
    let (base, store) = store();
    let mut current = base.clone();
    let frame = current.node(NodeType::OBJECT, "Buffer", 80_000_000);
    current.edge(store, EdgeType::Property, "frame", frame);
    let findings = found(&[&base, &current]);
    assert!(findings.suspects.is_empty() && findings.set_aside.is_empty());
    assert_eq!(findings.verdict(), Verdict::NothingRepeats);
    let [single] = findings.balance.singles.as_slice() else { panic!("{:?}", findings.balance) };
    assert_eq!((single.name.text(), single.class.text()), ("Store.frame".into(), "Buffer".into()));
    assert_eq!((single.bytes, findings.balance.growth), (80_000_000, 80_000_000));
}

#[test]
fn what_was_logged_is_kept_by_the_console() {
    let (base, _) = store();
    let mut current = base.clone();
    let handles = current.node(NodeType::SYNTHETIC, "(Global handles)", 0);
    current.edge(0, EdgeType::Element, "7", handles);
    for number in 0..40 {
        let logged = current.node(NodeType::OBJECT, "Request", ENTRY);
        current.edge(handles, EdgeType::Internal, &format!("{number} / DevTools console"), logged);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (HolderKind::Console, 40));
    assert_eq!(suspect.confidence.next, NextStep::WithoutConsole);
}

#[test]
fn a_tree_whose_branches_are_in_arrays_belongs_to_what_holds_its_root() {
    let (mut base, store) = store();
    let root = base.node(NodeType::OBJECT, "Element", ENTRY);
    base.edge(store, EdgeType::Property, "root", root);
    let branch = |drawing: &mut Drawing, above: usize, number: usize| {
        let children = drawing.node(NodeType::OBJECT, "Array", 16);
        drawing.edge(above, EdgeType::Property, "children", children);
        let element = drawing.node(NodeType::OBJECT, "Element", ENTRY);
        drawing.edge(children, EdgeType::Element, &number.to_string(), element);
        element
    };
    let first = branch(&mut base, root, 0);
    let mut current = base.clone();
    (0..60).fold(first, |above, number| branch(&mut current, above, number));
    let findings = found(&[&base, &current]);
    let [suspect] = findings.suspects.as_slice() else { panic!("{:?}", findings.suspects) };
    assert_eq!((suspect.form, suspect.new_entries), (Form::Links, 60));
    assert!(suspect.holder.class.text().as_js_str().is("Store"), "{:?}", suspect.holder);
}

#[test]
fn a_tree_whose_branches_are_records_belongs_to_what_holds_its_root() {
    let tree = |count: usize| {
        let (mut drawing, owner) = store();
        let root = drawing.node(NodeType::OBJECT, "Letter", ENTRY);
        drawing.edge(owner, EdgeType::Property, "words", root);
        let mut letters = vec![root];
        for number in 1..count {
            let next = drawing.node(NodeType::OBJECT, "Object", 40);
            let letter = drawing.node(NodeType::OBJECT, "Letter", ENTRY);
            drawing.edge(letters[number / 2], EdgeType::Property, "next", next);
            drawing.edge(next, EdgeType::Property, ["a", "b", "c"][number % 3], letter);
            letters.push(letter);
        }
        drawing
    };
    let findings = found(&[&tree(40), &tree(400)]);
    let suspect = &findings.suspects[0];
    assert_eq!((findings.suspects.len(), suspect.form), (1, Form::Tree));
    assert!(suspect.holder.name.text().as_js_str().is("Store.words"));
}

#[test]
fn many_arrays_of_numbers_that_grow_a_little_are_one_suspect() {
    let (mut base, store) = store();
    let series = base.node(NodeType::OBJECT, "Metrics", 50);
    base.edge(store, EdgeType::Property, "series", series);
    let arrays: Vec<usize> = (0..300)
        .map(|number| {
            let array = base.node(NodeType::OBJECT, "Array", 100);
            base.edge(series, EdgeType::Property, &format!("metric{number}"), array);
            array
        })
        .collect();
    let mut current = base.clone();
    for array in arrays {
        current.nodes[array].2 += 1600;
    }
    let findings = found(&[&base, &current]);
    let [suspect] = findings.suspects.as_slice() else { panic!("{:?}", findings.suspects) };
    assert_eq!((suspect.form, suspect.retained_growth), (Form::Alike { holders: 300 }, 300 * 1600));
    assert!(suspect.holder.class.text().as_js_str().is("Metrics"), "{:?}", suspect.holder);
}

#[test]
fn things_that_one_of_their_class_gathers_are_entries_and_no_list() {
    let (mut base, store) = store();
    let parent = base.node(NodeType::OBJECT, "Logger", ENTRY);
    base.edge(store, EdgeType::Property, "log", parent);
    let children = array(&mut base, parent, "children");
    let child = |drawing: &mut Drawing, number: usize| {
        let child = drawing.node(NodeType::OBJECT, "Logger", ENTRY);
        drawing.edge(children, EdgeType::Element, &number.to_string(), child);
    };
    (0..10).for_each(|number| child(&mut base, number));
    let mut current = base.clone();
    (10..50).for_each(|number| child(&mut current, number));
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.form, suspect.new_entries), (Form::Entries, 40));
    assert!(suspect.holder.name.text().as_js_str().is("Logger.children"));
}

#[test]
fn collections_of_things_alike_are_one_suspect() {
    let (mut base, store) = store();
    let doors = array(&mut base, store, "doors");
    let openings: Vec<usize> = (0..5)
        .map(|number| {
            let door = base.node(NodeType::OBJECT, "Door", 40);
            base.edge(doors, EdgeType::Element, &number.to_string(), door);
            array(&mut base, door, "openings")
        })
        .collect();
    let mut current = base.clone();
    for &openings in &openings {
        for number in 0..30 {
            let opening = current.node(NodeType::OBJECT, "Opening", ENTRY);
            current.edge(openings, EdgeType::Element, &number.to_string(), opening);
        }
    }
    let findings = found(&[&base, &current]);
    assert_eq!(findings.suspects.len(), 1, "{:?}", findings.suspects);
    assert_eq!(findings.suspects[0].form, Form::Alike { holders: 5 });
}

#[test]
fn collections_of_one_thing_are_several_suspects() {
    let (mut base, store) = store();
    let tables = ["carts", "orders", "users"].map(|name| map(&mut base, store, name));
    let mut current = base.clone();
    for (table, count) in tables.into_iter().zip([60, 50, 40]) {
        fill(&mut current, table, 0..count);
    }
    let findings = found(&[&base, &current]);
    let names: Vec<_> =
        findings.suspects.iter().map(|suspect| (suspect.label.as_js_str().to_string(), suspect.new_entries)).collect();
    let expected = [("Store.carts", 60), ("Store.orders", 50), ("Store.users", 40)];
    assert_eq!(names, expected.map(|(name, count)| (name.to_owned(), count)));
    assert!(findings.suspects.iter().all(|suspect| suspect.also_held_by.is_empty()), "{names:?}");
}

#[test]
fn a_line_in_a_log_for_each_entry_is_a_leak_of_its_own() {
    let (mut base, store) = store();
    let sessions = map(&mut base, store, "sessions");
    let log = array(&mut base, store, "log");
    let mut current = base.clone();
    fill(&mut current, sessions, 0..60);
    for number in 0..60 {
        let line = current.node(NodeType::STRING, &format!("GET /{number}"), 500);
        current.edge(log, EdgeType::Element, &number.to_string(), line);
    }
    let findings = found(&[&base, &current]);
    let names: Vec<_> = findings.suspects.iter().map(|suspect| suspect.label.as_js_str().to_string()).collect();
    assert_eq!(names, ["Store.sessions", "Store.log"]);
}

#[test]
fn things_alike_with_nothing_in_common_above_them_are_counted_together_and_not_held_together() {
    let (mut base, _) = store();
    let tables: Vec<usize> = (0..3)
        .map(|number| {
            let scope = base.node(NodeType::OBJECT, "system / Context", 40);
            base.edge(0, EdgeType::Internal, &number.to_string(), scope);
            let other = base.node(NodeType::OBJECT, "Shelf", 40);
            base.edge(scope, EdgeType::Context, "shelf", other);
            map(&mut base, other, "items")
        })
        .collect();
    let mut current = base.clone();
    tables.into_iter().for_each(|table| {
        fill(&mut current, table, 0..40);
    });
    let findings = found(&[&base, &current]);
    let [suspect] = findings.suspects.as_slice() else { panic!("{}", findings.suspects.len()) };
    assert_eq!((suspect.form, suspect.new_entries), (Form::Scattered { holders: 3 }, 120));
    assert!(suspect.also_held_by.is_empty());
}

#[test]
fn an_async_function_that_waits_is_called_by_its_name() {
    let (mut base, store) = store();
    let waiting = array(&mut base, store, "waiting");
    let send = base.node(NodeType::CLOSURE, "send", 64);
    let printer = base.node(NodeType::OBJECT, "Printer", 40);
    base.edge(store, EdgeType::Property, "send", send);
    base.edge(store, EdgeType::Property, "printer", printer);
    let mut current = base.clone();
    for number in 0..40 {
        let call = current.node(NodeType::OBJECT, "Generator", ENTRY);
        let registers = current.node(NodeType::ARRAY, "", 40);
        current.edge(waiting, EdgeType::Element, &number.to_string(), call);
        current.edge(call, EdgeType::Internal, "parameters_and_registers", registers);
        current.edge(call, EdgeType::Internal, "function", send);
        current.edge(call, EdgeType::Internal, "receiver", printer);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("Printer.send()"));
}
