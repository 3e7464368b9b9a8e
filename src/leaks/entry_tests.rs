//! What entries consist of, and why they are kept.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{PerEntry, Suspect, WhyKept};
use crate::leaks::testing::{ENTRY, array, fill, found, function, leave_out, map, store};
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

/// Where one function alone is written in a call, it is that one which mentions the variable: nobody is surprised. `draw` draws
/// what is written in a scope.
fn kept_by_listener(draw: impl Fn(&mut Drawing, usize)) -> Option<WhyKept> {
    let mut drawn = None;
    let suspect = taken_in(move |drawing| {
        let info = *drawn.get_or_insert_with(|| {
            let info = scope_around(drawing, None);
            draw(drawing, info);
            info
        });
        let listener = function(drawing, 1);
        let scope = drawing.node(NodeType::OBJECT, "system / Context", 40);
        let basket = drawing.node(NodeType::OBJECT, "Basket", 1000);
        drawing.edge(listener, EdgeType::Internal, "context", scope);
        drawing.edge(scope, EdgeType::Internal, "scope_info", info);
        drawing.edge(scope, EdgeType::Context, "basket", basket);
        listener
    });
    suspect.why_kept
}

/// What the source says of a scope, and of the scope around it.
fn scope_around(drawing: &mut Drawing, outer: Option<usize>) -> usize {
    let info = drawing.node(NodeType::CODE, "system / ScopeInfo", 40);
    if let Some(outer) = outer {
        drawing.edge(info, EdgeType::Hidden, "3", outer);
    }
    info
}

/// A function that is written in a scope; it has one of its own once it has run.
fn written_in(drawing: &mut Drawing, outer: usize, has_run: bool) {
    let function = drawing.node(NodeType::CODE, "remove", 40);
    if has_run {
        let own = scope_around(drawing, Some(outer));
        drawing.edge(function, EdgeType::Internal, "name_or_scope_info", own);
    } else {
        drawing.edge(function, EdgeType::Internal, "raw_outer_scope_info_or_feedback_metadata", outer);
    }
}

#[test]
fn that_functions_share_variables_is_said_where_there_are_several() {
    let shared = Some(WhyKept::SharedScope(Name::own("basket")));
    let written = |[one, other]: [bool; 2]| {
        kept_by_listener(move |drawing, info| {
            written_in(drawing, info, one);
            written_in(drawing, info, other);
        })
    };
    assert_eq!(written([false, true]), shared, "one has run, the other has not");
    assert_eq!(written([true, true]), shared);
    let other_links = kept_by_listener(|drawing, info| {
        written_in(drawing, info, false);
        let code = drawing.node(NodeType::CODE, "(constant pool)", 40);
        drawing.edge(code, EdgeType::Internal, "4", info);
    });
    assert_eq!(other_links, None, "code that only mentions the scope");
}

/// An async function has a block in it for what is thrown; a function that is written in a block is written in the function.
#[test]
fn a_block_is_no_function() {
    let in_block = |count: usize| {
        kept_by_listener(move |drawing, info| {
            let block = scope_around(drawing, Some(info));
            written_in(drawing, info, false);
            (0..count).for_each(|_| written_in(drawing, block, true));
        })
    };
    assert_eq!(in_block(0), None);
    assert_eq!(in_block(1), Some(WhyKept::SharedScope(Name::own("basket"))));
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

/// A Map has its keys itself, whoever else leads to them; its table is no entry's.
#[test]
fn keys_are_not_kept_by_entries_that_have_them_as_well() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "orders");
    let mut current = base.clone();
    let table_of_now = current.node(NodeType::ARRAY, "", 20_000);
    current.edge(table, EdgeType::Internal, "1000", table_of_now);
    for orders in fill(&mut current, table, 0..60).chunks(2) {
        let customer = current.node(NodeType::OBJECT, "Customer", 300);
        for &order in orders {
            current.edge(order, EdgeType::Property, "customer", customer);
            current.edge(order, EdgeType::Property, "table", table_of_now);
            let key = order - 1;
            current.edge(customer, EdgeType::Property, &format!("order{order}"), key);
        }
    }
    let entry = found(&[&base, &current]).suspects.remove(0).per_entry.unwrap();
    assert_eq!((entry.bytes, entry.shared_bytes), (60 * u64::from(ENTRY), 30 * 300));
    assert_eq!(entry.beside_bytes, 60 * 40, "the keys");
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
    assert_eq!(entry.beside_bytes, 0, "the table is the collection's own");
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
    let entry = suspect.per_entry.as_ref().unwrap();
    assert_eq!((entry.count, entry.bytes), (60, 60 * 2 * u64::from(ENTRY)), "an entry has the key and the page");
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

/// An entry of a class that leads to another node by a link, and that to one of 5,000 bytes.
fn leading(class: &'static str, kind: NodeType, link: &'static str, to: &'static str) -> Option<WhyKept> {
    let suspect = taken_in(move |drawing| {
        let [entry, next] = [(kind, class), (kind, to)].map(|(kind, name)| drawing.node(kind, name, 40));
        let heavy = drawing.node(NodeType::OBJECT, "Rows", 5000);
        drawing.edge(entry, EdgeType::Property, link, next);
        drawing.edge(next, EdgeType::Property, "rows", heavy);
        entry
    });
    suspect.why_kept
}

#[test]
fn what_is_kept_whole_or_kept_empty_is_said() {
    let object = NodeType::OBJECT;
    assert_eq!(leading("Buffer", object, "buffer", "ArrayBuffer"), Some(WhyKept::View));
    assert_eq!(leading("Report", object, "buffer", "ArrayBuffer"), None);
    // What is made as an array shows all of its memory, unless another shows some of that.
    let views = |count: usize| {
        move |drawing: &mut Drawing| {
            let memory = drawing.node(object, "ArrayBuffer", 5000);
            let views = [0; 2].map(|_| drawing.node(object, "Uint8Array", 40));
            drawing.edge(views[0], EdgeType::Property, "next", views[1]);
            views[..count].iter().for_each(|&view| drawing.edge(view, EdgeType::Property, "buffer", memory));
            views[0]
        }
    };
    assert_eq!([2, 1].map(|count| taken_in(views(count)).why_kept), [Some(WhyKept::View), None]);
    let detached = |to| leading("Detached <span>", NodeType::NATIVE, "5", to);
    assert_eq!([detached("Detached <ul>"), detached("Photo")], [Some(WhyKept::DetachedTree), None]);
    let of_timer = |link| leading("Timeout", object, link, "RequestScope");
    assert_eq!([of_timer("<symbol kResourceStore>"), of_timer("owner")], [Some(WhyKept::AsyncStore), None]);
    let weak_ref = |is_empty: bool| {
        move |drawing: &mut Drawing| {
            let weak_ref = drawing.node(object, "WeakRef", ENTRY);
            if !is_empty {
                drawing.edge(weak_ref, EdgeType::Weak, "target", 1);
            }
            weak_ref
        }
    };
    assert_eq!([true, false].map(|is| taken_in(weak_ref(is)).why_kept), [Some(WhyKept::EmptyWeakRef), None]);
}
