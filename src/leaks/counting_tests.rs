//! What counts as one thing and what as a part of it, and as what things are told that hang together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::findings::{BalanceKind, Form, HolderKind, Level, Suspect};
use super::testing::{ENTRY, array, files, found, function, heap, heap_with_places, map, store};
use super::{BaseColumns, find};
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::snapshot::{EdgeType, NodeType};

fn class(suspect: &Suspect) -> String {
    suspect.grows.classes[0].class.text().as_js_str().to_string()
}

/// Calls that wait for one promise: two functions of V8's each, by which it goes on.
#[test]
fn calls_that_wait_are_counted_and_not_the_functions_by_which_v8_goes_on() {
    let waiting = |count: usize| {
        let (mut drawing, owner) = store();
        let send = drawing.node(NodeType::CLOSURE, "send", 64);
        drawing.edge(owner, EdgeType::Property, "send", send);
        let promise = drawing.node(NodeType::OBJECT, "Promise", 40);
        drawing.edge(owner, EdgeType::Property, "ready", promise);
        for number in 0..count {
            let reaction = drawing.node(NodeType::HIDDEN, "system / PromiseReaction", 40);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 32);
            let call = drawing.node(NodeType::OBJECT, "Generator", ENTRY);
            let registers = drawing.node(NodeType::ARRAY, "", 40);
            let letter = drawing.node(NodeType::OBJECT, "Letter", 40);
            drawing.edge(promise, EdgeType::Internal, &number.to_string(), reaction);
            for part in ["fulfill_handler", "reject_handler"] {
                let goes_on = drawing.node(NodeType::CLOSURE, "", 56);
                drawing.edge(reaction, EdgeType::Internal, part, goes_on);
                drawing.edge(goes_on, EdgeType::Internal, "context", scope);
            }
            drawing.edge(scope, EdgeType::Internal, "extension", call);
            drawing.edge(call, EdgeType::Internal, "parameters_and_registers", registers);
            drawing.edge(call, EdgeType::Internal, "function", send);
            drawing.edge(registers, EdgeType::Internal, "0", letter);
        }
        drawing
    };
    let suspect = &found(&[&waiting(5), &waiting(45)]).suspects[0];
    assert_eq!((class(suspect), suspect.new_entries, suspect.form), ("send()".to_owned(), 40, Form::Entries));
}

/// One context for many tasks: what the Map has more is its entries.
#[test]
fn entries_of_a_map_are_counted_by_its_keys_and_not_by_what_it_has() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "byTask");
    let mut current = base.clone();
    let add = |drawing: &mut Drawing, numbers: std::ops::Range<usize>| {
        for number in numbers {
            let scope = drawing.node(NodeType::OBJECT, "Scope", ENTRY);
            for task in 0..5 {
                drawing.edge(table, EdgeType::Internal, &(3 * (5 * number + task) + 1).to_string(), scope);
            }
        }
    };
    add(&mut base, 0..4);
    add(&mut current, 0..64);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.new_entries, suspect.entries, suspect.entries_before), (300, 320, Some(20)));
    assert_eq!(suspect.new_things, 60);
}

/// `Promise.race` waits for one promise again and again: two functions of V8's each, and a promise that nobody has.
#[test]
fn races_are_counted_and_not_the_functions_by_which_v8_waits() {
    let racing = |count: usize| {
        let (mut drawing, owner) = store();
        let mut places = files(&mut drawing, &["/app.js"]);
        let closed = drawing.node(NodeType::OBJECT, "Promise", 40);
        drawing.edge(owner, EdgeType::Property, "closed", closed);
        places.push((owner, 0));
        for number in 0..count {
            let reaction = drawing.node(NodeType::HIDDEN, "system / PromiseReaction", 40);
            drawing.edge(closed, EdgeType::Internal, &number.to_string(), reaction);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 32);
            for part in ["1", "2"] {
                let waits = drawing.node(NodeType::CLOSURE, "", 56);
                drawing.edge(reaction, EdgeType::Hidden, part, waits);
                drawing.edge(waits, EdgeType::Internal, "context", scope);
            }
            let [race, unused] = [ENTRY, 48].map(|size| drawing.node(NodeType::OBJECT, "Promise", size));
            drawing.edge(scope, EdgeType::Hidden, "1", race);
            drawing.edge(reaction, EdgeType::Hidden, "3", unused);
        }
        heap_with_places(&drawing, places)
    };
    let base = BaseColumns::of(&racing(5)).unwrap();
    let suspect = &find(&racing(45), &[base]).unwrap().suspects[0];
    assert_eq!((class(suspect), suspect.new_entries, suspect.entries), ("Promise".to_owned(), 40, 45));
}

/// Listeners that were made with `bind`, of two functions in turn.
#[test]
fn bound_functions_are_of_the_kind_of_what_they_call() {
    let bound = |count: usize| -> Heap {
        let (mut drawing, owner) = store();
        let functions = ["opened", "closed"].map(|name| drawing.node(NodeType::CLOSURE, name, 64));
        let lists = ["opened", "closed"].map(|name| array(&mut drawing, owner, name));
        for (function, name) in functions.into_iter().zip(["open", "close"]) {
            drawing.edge(owner, EdgeType::Property, name, function);
        }
        for number in 0..count {
            for (list, called) in lists.into_iter().zip(functions) {
                let bound = drawing.node(NodeType::CLOSURE, "native_bind", ENTRY);
                drawing.edge(list, EdgeType::Element, &number.to_string(), bound);
                drawing.edge(bound, EdgeType::Internal, "bound_function", called);
            }
        }
        heap_with_places(&drawing, functions.into_iter().zip([0, 1]).collect())
    };
    let findings = find(&bound(45), &[BaseColumns::of(&bound(5)).unwrap()]).unwrap();
    let counts: Vec<u32> = findings.suspects.iter().map(|suspect| suspect.new_entries).collect();
    assert_eq!(counts, [40, 40], "each list has its own");
}

/// Functions in an array, each with rows that are arrays.
#[test]
fn rows_of_entries_make_no_list_of_these() {
    let reports = |count: usize| {
        let (mut drawing, owner) = store();
        let reports = array(&mut drawing, owner, "reports");
        let code = drawing.node(NodeType::CODE, "report", 16);
        drawing.edge(0, EdgeType::Element, "9", code);
        for number in 0..count {
            let report = function(&mut drawing, code);
            drawing.edge(reports, EdgeType::Element, &number.to_string(), report);
            let rows = array(&mut drawing, report, "rows");
            for row in 0..20 {
                let cells = drawing.node(NodeType::OBJECT, "Array", 60);
                drawing.edge(rows, EdgeType::Element, &row.to_string(), cells);
            }
        }
        drawing
    };
    let suspect = &found(&[&reports(5), &reports(45)]).suspects[0];
    assert_eq!((suspect.form, suspect.kind, suspect.new_entries), (Form::Entries, HolderKind::Array, 40));
}

#[test]
fn what_has_branches_is_a_tree_and_a_row_is_a_list() {
    let hanging = |above: fn(usize) -> usize, count: usize| {
        let (mut drawing, owner) = store();
        let mut nodes = vec![drawing.node(NodeType::OBJECT, "Key", ENTRY)];
        drawing.edge(owner, EdgeType::Property, "keys", nodes[0]);
        for number in 1..count {
            let key = drawing.node(NodeType::OBJECT, "Key", ENTRY);
            let side = if number % 2 == 0 { "left" } else { "right" };
            drawing.edge(nodes[above(number)], EdgeType::Property, side, key);
            nodes.push(key);
        }
        drawing
    };
    let form = |above| {
        let suspect = found(&[&hanging(above, 40), &hanging(above, 400)]).suspects.remove(0);
        (suspect.form, suspect.kind, suspect.new_entries)
    };
    assert_eq!(form(|number| (number - 1) / 2), (Form::Tree, HolderKind::Tree, 360));
    let balance = found(&[&hanging(|number| (number - 1) / 2, 40), &hanging(|number| (number - 1) / 2, 400)]).balance;
    assert_eq!((balance.of_kind(BalanceKind::Small), balance.of_kind(BalanceKind::Rest)), (0, 0));
    assert_eq!(form(|number| number - 1), (Form::Links, HolderKind::LinkedList, 360));
}

/// Promises in a row, each with another that waits for it; and as many such pairs side by side.
#[test]
fn a_row_with_something_at_each_link_is_a_list_and_pairs_are_none() {
    let waiting = |is_row: bool, count: usize| {
        let (mut drawing, owner) = store();
        let gate = drawing.node(NodeType::OBJECT, "Promise", ENTRY);
        drawing.edge(owner, EdgeType::Property, "gate", gate);
        let mut above = gate;
        for number in 0..count {
            let first = drawing.node(NodeType::OBJECT, "Promise", ENTRY);
            let second = drawing.node(NodeType::OBJECT, "Promise", ENTRY);
            drawing.edge(above, EdgeType::Internal, &number.to_string(), first);
            drawing.edge(first, EdgeType::Internal, "then", second);
            above = if is_row { first } else { gate };
        }
        drawing
    };
    let form = |is_row| found(&[&waiting(is_row, 20), &waiting(is_row, 100)]).suspects[0].form;
    assert_eq!((form(true), form(false)), (Form::Links, Form::Entries));
}

/// A list that gets longer at its head: the newest link has all others, and leads, not what each has.
#[test]
fn a_list_that_grows_at_its_head_is_counted_by_its_links() {
    let (mut base, desk) = store();
    let ticket = |drawing: &mut Drawing, before: Option<usize>| {
        let ticket = drawing.node(NodeType::OBJECT, "Ticket", 50);
        let opened = drawing.node(NodeType::OBJECT, "Date", ENTRY);
        drawing.edge(ticket, EdgeType::Property, "opened", opened);
        if let Some(before) = before {
            drawing.edge(ticket, EdgeType::Property, "before", before);
        }
        ticket
    };
    let mut last = None;
    for _ in 0..5 {
        last = Some(ticket(&mut base, last));
    }
    let mut current = base.clone();
    base.edge(desk, EdgeType::Property, "newest", last.unwrap());
    for _ in 0..60 {
        last = Some(ticket(&mut current, last));
    }
    current.edge(desk, EdgeType::Property, "newest", last.unwrap());
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.form, suspect.new_entries, suspect.entries), (Form::Links, 60, 65));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("Ticket"), "{:?}", suspect.grows);
    assert!(suspect.holder.name.text().as_js_str().is("Store.newest"));
}

#[test]
fn a_window_that_is_closed_is_no_other_one() {
    let program = |count: usize, is_closed: bool| {
        let (mut drawing, owner) = store();
        let windows = array(&mut drawing, owner, "windows");
        for number in 0..count {
            let is_first_open = number == 0 && !is_closed;
            let name = if is_first_open { "Window / http://app.example" } else { "Detached Window" };
            let window = drawing.node(NodeType::NATIVE, name, 10_000);
            drawing.edge(windows, EdgeType::Element, &number.to_string(), window);
        }
        drawing
    };
    let suspect = found(&[&program(1, false), &program(12, true)]).suspects.remove(0);
    assert_eq!((suspect.new_entries, suspect.gone_entries(), suspect.entries), (11, 0, 12));
}

/// A list of quotes, each with a list of lines, beside a table whose rows are lists of two lists: both lists hold arrays, and
/// neither is a tree.
#[test]
fn arrays_in_arrays_elsewhere_make_no_tree_of_a_list() {
    let program = |count: usize| {
        let (mut drawing, owner) = store();
        let quotes = array(&mut drawing, owner, "quotes");
        let rows = array(&mut drawing, owner, "rows");
        for number in 0..count {
            let quote = drawing.node(NodeType::OBJECT, "Quote", ENTRY);
            drawing.edge(quotes, EdgeType::Element, &number.to_string(), quote);
            array(&mut drawing, quote, "lines");
            let row = drawing.node(NodeType::OBJECT, "Array", ENTRY);
            drawing.edge(rows, EdgeType::Element, &number.to_string(), row);
            for column in ["0", "1"] {
                let column_of_row = drawing.node(NodeType::OBJECT, "Array", 16);
                drawing.edge(row, EdgeType::Element, column, column_of_row);
            }
        }
        drawing
    };
    let suspects = found(&[&program(40), &program(240)]).suspects;
    let forms: Vec<_> = suspects.iter().map(|suspect| (suspect.form, suspect.kind, suspect.new_entries)).collect();
    assert_eq!(forms, [(Form::Entries, HolderKind::Array, 200), (Form::Entries, HolderKind::Array, 200)]);
}

/// A dictionary whose values say nothing of its size: counts, with and without links to the numbers, flags, and a few things that
/// many keys have. Its keys are its entries.
#[test]
fn keys_are_entries_where_values_are_not_as_many() {
    let values = [
        None,
        Some((NodeType::NUMBER, "smi number", 1)),
        Some((NodeType::HIDDEN, "true", 1)),
        Some((NodeType::OBJECT, "Plan", 3)),
    ];
    for value in values {
        let program = |keys: usize| {
            let (mut drawing, owner) = store();
            let counts = drawing.node(NodeType::OBJECT, "Object", 24);
            let table = drawing.node(NodeType::ARRAY, "(object properties)", 24 * keys as u32);
            let (kind, name, different) = value.unwrap_or((NodeType::NUMBER, "", 0));
            let shared: Vec<usize> = (0..different).map(|_| drawing.node(kind, name, 16)).collect();
            drawing.edge(owner, EdgeType::Property, "counts", counts);
            drawing.edge(counts, EdgeType::Internal, "properties", table);
            for slot in 0..keys {
                let text = format!("no order for {slot}");
                let key = drawing.node(NodeType::STRING, &text, 100);
                drawing.edge(table, EdgeType::Internal, &(3 * slot).to_string(), key);
                if let Some(&value) = shared.get(slot % shared.len().max(1)) {
                    drawing.edge(counts, EdgeType::Property, &text, value);
                    drawing.edge(table, EdgeType::Internal, &(3 * slot + 1).to_string(), value);
                }
            }
            drawing
        };
        let suspect = found(&[&program(60), &program(560)]).suspects.remove(0);
        let entries = (suspect.form, suspect.new_entries, suspect.entries, suspect.confidence.level);
        assert_eq!(entries, (Form::Entries, 500, 560, Level::High), "{value:?}");
    }
}

/// An array that is made with room for 60, all of which lead to one thing that stands for none, has none of them yet.
#[test]
fn what_an_array_is_filled_with_is_no_entry() {
    for (kind, name, count) in [(NodeType::HIDDEN, "null", 0), (NodeType::OBJECT, "None", 1)] {
        let (mut drawing, owner) = store();
        let list = array(&mut drawing, owner, "list");
        let none = drawing.node(kind, name, 16);
        for number in 0..60 {
            drawing.edge(list, EdgeType::Element, &number.to_string(), none);
        }
        let heap = heap(&drawing);
        let columns = BaseColumns::of(&heap).unwrap();
        let at = columns.outline.find(heap.snapshot.nodes.id.of(NodeOrdinal(list as u32))).unwrap();
        assert_eq!(columns.outline.entries[at], count, "{name}");
    }
}

/// The room that a collection made for what it took in is part of what repeats: eight kilobytes of things are told with eight
/// of room.
#[test]
fn room_counts_with_what_it_was_made_for() {
    let program = |count: u32| {
        let (mut drawing, owner) = store();
        let list = array(&mut drawing, owner, "list");
        drawing.nodes[list].2 = 40 * count;
        for number in 0..count {
            let entry = drawing.node(NodeType::OBJECT, "Entry", 40);
            drawing.edge(list, EdgeType::Element, &number.to_string(), entry);
        }
        drawing
    };
    let suspect = found(&[&program(10), &program(230)]).suspects.remove(0);
    assert_eq!((suspect.new_entries, suspect.form), (220, Form::Entries));
}

/// Of a few heavy things, too, the entry is what the Map holds, and not what is heavy in it.
#[test]
fn a_few_entries_are_what_the_collection_holds() {
    let program = |count: usize| {
        let (mut drawing, owner) = store();
        let days = map(&mut drawing, owner, "days");
        for number in 0..count {
            let bitmap = drawing.node(NodeType::OBJECT, "Bitmap", 32);
            let words = drawing.node(NodeType::OBJECT, "Uint32Array", 500_000);
            drawing.edge(days, EdgeType::Internal, &(3 * number + 1).to_string(), bitmap);
            drawing.edge(bitmap, EdgeType::Property, "words", words);
        }
        drawing
    };
    let suspect = found(&[&program(3), &program(8)]).suspects.remove(0);
    assert_eq!((class(&suspect).as_str(), suspect.new_entries), ("Bitmap", 5));
    assert_eq!(suspect.per_entry.unwrap().own_bytes, 5 * 32);
}

/// Two came to each bucket, before what was there: the bucket has one entry as before.
#[test]
fn what_an_entry_weighs_is_told_by_all_that_came() {
    let program = |rounds: usize| {
        let (mut drawing, owner) = store();
        let buckets = array(&mut drawing, owner, "buckets");
        for number in 0..40 {
            let mut next = None;
            for _ in 0..rounds {
                let slot = drawing.node(NodeType::OBJECT, "Slot", ENTRY);
                if let Some(next) = next.replace(slot) {
                    drawing.edge(slot, EdgeType::Property, "next", next);
                }
            }
            drawing.edge(buckets, EdgeType::Element, &number.to_string(), next.unwrap());
        }
        drawing
    };
    let suspect = found(&[&program(1), &program(3)]).suspects.remove(0);
    let entry = suspect.per_entry.unwrap();
    assert_eq!((entry.count, entry.own_bytes), (80, 80 * u64::from(ENTRY)));
}

/// A regular expression is compiled when it is used first, and its code is counted with it.
#[test]
fn the_code_of_a_regular_expression_is_no_growth_of_its_own() {
    let program = |size: u32| {
        let (mut drawing, owner) = store();
        let pattern = drawing.node(NodeType::REGEXP, "^(a|b)+$", 56);
        let data = drawing.node(NodeType::ARRAY, "", size);
        drawing.edge(owner, EdgeType::Property, "pattern", pattern);
        drawing.edge(pattern, EdgeType::Hidden, "2", data);
        drawing
    };
    let findings = found(&[&program(112), &program(47_000)]);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
}
