//! What entries consist of, and why they are kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{PerEntry, Suspect, WhyKept};
use crate::leaks::testing::{ENTRY, array, found, function, leave_out, map, store};
use crate::redaction::Name;
use crate::snapshot::{EdgeType, NodeType};

/// A program whose `Store.all` takes in 40 of what `entry` draws.
fn taken_in(mut entry: impl FnMut(&mut Drawing) -> usize) -> Suspect {
    let (mut base, owner) = store();
    let all = array(&mut base, owner, "all");
    let mut current = base.clone();
    for number in 0..40 {
        let entry = entry(&mut current);
        current.edge(all, EdgeType::Element, &number.to_string(), entry);
    }
    found(&[&base, &current]).suspects.remove(0)
}

fn parts(entry: &PerEntry) -> Vec<(String, String, u64)> {
    let text = |name: &Name| name.text().as_js_str().to_string();
    entry.parts.iter().map(|part| (text(&part.field), text(&part.class), part.bytes / 40)).collect()
}

fn expected(parts: &[(&str, &str, u64)]) -> Vec<(String, String, u64)> {
    parts.iter().map(|&(field, class, bytes)| (field.to_owned(), class.to_owned(), bytes)).collect()
}

#[test]
fn an_entry_is_shared_out_by_field_and_class() {
    let suspect = taken_in(|drawing| {
        let basket = drawing.node(NodeType::OBJECT, "Basket", 100);
        let lines = array(drawing, basket, "lines");
        let elements = drawing.node(NodeType::ARRAY, "(object elements)", 84);
        drawing.edge(lines, EdgeType::Internal, "elements", elements);
        for number in 0..3 {
            let line = drawing.node(NodeType::OBJECT, "Line", 200);
            drawing.edge(elements, EdgeType::Internal, &number.to_string(), line);
        }
        let table = drawing.node(NodeType::ARRAY, "(object properties)", 20);
        drawing.edge(basket, EdgeType::Internal, "properties", table);
        let note = drawing.node(NodeType::STRING, "note", 300);
        drawing.edge(basket, EdgeType::Property, "note", note);
        basket
    });
    let entry = suspect.per_entry.unwrap();
    assert_eq!(parts(&entry), expected(&[("lines", "Array", 700), ("note", "(string)", 300)]));
    assert_eq!((entry.count, entry.own_bytes / 40, entry.bytes / 40, entry.other_bytes), (40, 120, 1120, 0));
}

#[test]
fn the_variables_of_a_function_are_its_fields_and_that_it_keeps_them_is_said() {
    let code = 1;
    let listener = |shared: usize| {
        taken_in(move |drawing| {
            let first = function(drawing, code);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 40);
            let basket = drawing.node(NodeType::OBJECT, "Basket", 1000);
            drawing.edge(first, EdgeType::Internal, "context", scope);
            drawing.edge(scope, EdgeType::Context, "basket", basket);
            for number in 0..shared {
                let other = function(drawing, code);
                drawing.edge(other, EdgeType::Internal, "context", scope);
                drawing.edge(scope, EdgeType::Context, &format!("other{number}"), other);
            }
            first
        })
    };
    let entry = listener(0);
    assert_eq!(parts(&entry.per_entry.unwrap()), expected(&[("basket", "Basket", 1000)]));
    // Whether the function itself mentions the variable, or another one that is gone, no file of Node.js tells.
    for shared in [0, 1] {
        assert_eq!(listener(shared).why_kept, Some(WhyKept::SharedScope(Name::own("basket"))));
    }
}

/// Where one function alone is written in a call, it is that one which mentions the variable: nobody is surprised.
#[test]
fn that_functions_share_variables_is_said_where_there_are_several() {
    let listener = |written: [&'static str; 2]| {
        let mut drawn = None;
        taken_in(move |drawing| {
            let info = *drawn.get_or_insert_with(|| {
                let info = drawing.node(NodeType::CODE, "system / ScopeInfo", 40);
                for name in written {
                    let function = drawing.node(NodeType::CODE, name, 40);
                    let link = "raw_outer_scope_info_or_feedback_metadata";
                    drawing.edge(function, EdgeType::Internal, if name.is_empty() { "4" } else { link }, info);
                }
                info
            });
            let listener = function(drawing, 1);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 40);
            let basket = drawing.node(NodeType::OBJECT, "Basket", 1000);
            drawing.edge(listener, EdgeType::Internal, "context", scope);
            drawing.edge(scope, EdgeType::Internal, "scope_info", info);
            drawing.edge(scope, EdgeType::Context, "basket", basket);
            listener
        })
    };
    let shared = Some(WhyKept::SharedScope(Name::own("basket")));
    assert_eq!(listener(["(shared function info)", "remove"]).why_kept, shared, "one has run, the other has not");
    assert_eq!(listener(["(shared function info)", "system / ScopeInfo"]).why_kept, shared);
    assert_eq!(listener(["(shared function info)", ""]).why_kept, None, "code that only mentions the scope");
}

#[test]
fn a_weak_map_is_no_reason_where_the_key_has_a_property_of_its_own_for_it() {
    let task = |has_property: bool| {
        let mut serial = 0;
        taken_in(move |drawing| {
            let task = drawing.node(NodeType::OBJECT, "Task", 40);
            let notes = drawing.node(NodeType::OBJECT, "Notes", 2000);
            if has_property {
                drawing.edge(task, EdgeType::Property, "notes", notes);
            }
            serial += 1;
            drawing.weak_map_entry(task, notes, 1, [serial; 2]);
            task
        })
    };
    assert_eq!(task(false).why_kept, Some(WhyKept::WeakMapKey));
    let suspect = task(true);
    assert_eq!(suspect.why_kept, None);
    assert!(suspect.chain.last().unwrap().edge_name.text().as_js_str().is("notes"));
}

#[test]
fn what_two_entries_have_is_counted_for_both_together() {
    let mut of_two = None;
    let suspect = taken_in(|drawing| {
        let order = drawing.node(NodeType::OBJECT, "Order", 500);
        let customer = of_two.take().unwrap_or_else(|| {
            of_two = Some(drawing.node(NodeType::OBJECT, "Customer", 300));
            of_two.unwrap()
        });
        drawing.edge(order, EdgeType::Property, "customer", customer);
        order
    });
    let entry = suspect.per_entry.unwrap();
    assert_eq!((entry.bytes, entry.shared_bytes), (40 * 500, 20 * 300));
}

#[test]
fn a_slice_is_said_to_keep_its_text() {
    let suspect = taken_in(|drawing| {
        let slice = drawing.node(NodeType::SLICED_STRING, "first words", 32);
        let whole = drawing.node(NodeType::STRING, "first words and many more", 2000);
        drawing.edge(slice, EdgeType::Internal, "parent", whole);
        slice
    });
    assert_eq!(suspect.why_kept, Some(WhyKept::Slice));
}

#[test]
fn an_error_whose_stack_nobody_read_is_said_to_keep_its_callers() {
    let suspect = |link: &'static str, kind: NodeType| {
        taken_in(move |drawing| {
            let error = drawing.node(NodeType::OBJECT, "Error", 40);
            let frames = drawing.node(kind, "", 100);
            drawing.edge(error, EdgeType::Property, link, frames);
            let request = drawing.node(NodeType::OBJECT, "Request", 2000);
            drawing.edge(frames, EdgeType::Internal, "1", request);
            error
        })
    };
    for link in ["<symbol error_stack_symbol>", "<symbol>"] {
        assert_eq!(suspect(link, NodeType::ARRAY).why_kept, Some(WhyKept::UnreadStack));
        assert_eq!(suspect(link, NodeType::OBJECT).why_kept, None, "a program's own symbol");
    }
    assert_eq!(suspect("<symbol request>", NodeType::ARRAY).why_kept, None);
}

#[test]
fn an_iterator_is_said_to_keep_what_its_map_held() {
    let suspect = |class: &'static str| {
        taken_in(move |drawing| {
            let iterator = drawing.node(NodeType::OBJECT, class, 40);
            let table = drawing.node(NodeType::ARRAY, "", 100);
            drawing.edge(iterator, EdgeType::Internal, "table", table);
            let page = drawing.node(NodeType::OBJECT, "Page", 2000);
            drawing.edge(table, EdgeType::Internal, "12", page);
            iterator
        })
    };
    for class in ["MapIterator", "Set Iterator"] {
        assert_eq!(suspect(class).why_kept, Some(WhyKept::Iterator));
    }
    assert_eq!(suspect("Cursor").why_kept, None);
}

#[test]
fn the_table_of_a_collection_that_took_the_place_of_another_is_not_kept_by_its_entries() {
    let (mut base, owner) = store();
    let mut hosts: Vec<usize> = (0..20).map(|_| base.node(NodeType::OBJECT, "Host", ENTRY)).collect();
    let mut current = base.clone();
    let allow = |drawing: &mut Drawing, hosts: &[usize], size: u32| {
        let set = drawing.node(NodeType::OBJECT, "Set", 40);
        let table = drawing.node(NodeType::ARRAY, "", size);
        drawing.edge(owner, EdgeType::Property, "allowed", set);
        drawing.edge(set, EdgeType::Internal, "table", table);
        for (number, &host) in hosts.iter().enumerate() {
            drawing.edge(table, EdgeType::Internal, &number.to_string(), host);
        }
    };
    allow(&mut base, &hosts, 500);
    leave_out(&mut current, &base);
    hosts.extend((0..60).map(|_| current.node(NodeType::OBJECT, "Host", ENTRY)));
    allow(&mut current, &hosts, 20_000);
    let suspect = found(&[&base, &current]).suspects.remove(0);
    let entry = suspect.per_entry.unwrap();
    assert_eq!((suspect.new_entries, entry.bytes, entry.shared_bytes), (60, 60 * u64::from(ENTRY), 0));
}

#[test]
fn a_list_counts_each_link_once() {
    let (mut base, owner) = store();
    let mut last = base.node(NodeType::OBJECT, "Job", 500);
    base.edge(owner, EdgeType::Property, "first", last);
    let mut current = base.clone();
    for _ in 0..60 {
        let job = current.node(NodeType::OBJECT, "Job", 500);
        let body = current.node(NodeType::OBJECT, "Body", 100);
        current.edge(job, EdgeType::Property, "body", body);
        current.edge(last, EdgeType::Property, "next", job);
        last = job;
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    let entry = suspect.per_entry.unwrap();
    assert_eq!((entry.count, entry.bytes, entry.own_bytes), (60, 60 * 600, 60 * 500));
    assert_eq!((entry.parts.len(), entry.parts[0].bytes), (1, 60 * 100));
}

/// A key and its value are one entry, also where both are texts.
#[test]
fn texts_under_texts_are_entries_once() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "pages");
    let add = |drawing: &mut Drawing, numbers: std::ops::Range<usize>| {
        for number in numbers {
            for (slot, text) in ["key", "page"].into_iter().enumerate() {
                let text = drawing.node(NodeType::STRING, &format!("{text} {number}"), ENTRY);
                drawing.edge(table, EdgeType::Internal, &(3 * number + slot).to_string(), text);
            }
        }
    };
    add(&mut base, 0..10);
    let mut current = base.clone();
    add(&mut current, 10..70);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.new_entries, suspect.entries, suspect.entries_before), (60, 70, Some(10)));
}

/// The other end of a channel comes along with the one that was put in.
#[test]
fn things_that_come_in_twos_are_entries_once() {
    let (mut base, store) = store();
    let ports = array(&mut base, store, "ports");
    let mut current = base.clone();
    for number in 0..60 {
        let [port, peer] = [0, 1].map(|_| current.node(NodeType::OBJECT, "Port", ENTRY));
        current.edge(ports, EdgeType::Element, &number.to_string(), port);
        current.edge(port, EdgeType::Property, "peer", peer);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.new_entries, suspect.entries), (60, 60));
}

#[test]
fn pieces_of_a_text_are_the_text_itself() {
    let suspect = taken_in(|drawing| {
        let line = drawing.node(NodeType::CONCATENATED_STRING, "a line", 20);
        let mut above = line;
        for _ in 0..3 {
            let [more, piece] =
                [NodeType::CONCATENATED_STRING, NodeType::STRING].map(|kind| drawing.node(kind, "a", 300));
            drawing.edge(above, EdgeType::Internal, "first", more);
            drawing.edge(above, EdgeType::Internal, "second", piece);
            above = more;
        }
        line
    });
    let entry = suspect.per_entry.unwrap();
    assert_eq!((entry.own_bytes / 40, entry.parts.len()), (20 + 6 * 300, 0));
}
