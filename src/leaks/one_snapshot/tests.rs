#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::find;
use crate::leaks::findings::{Content, LargeHolder, OneSnapshot};
use crate::leaks::testing::{ENTRY, array, files, fill, heap, heap_with_places, links, map, store};
use crate::snapshot::{EdgeType, NodeType};

/// What one snapshot tells.
pub fn look_at(heap: &Heap) -> OneSnapshot {
    find(heap, &[]).unwrap().one_snapshot.unwrap()
}

pub fn seen(drawing: &Drawing) -> OneSnapshot {
    look_at(&heap(drawing))
}

pub fn names(one: &OneSnapshot) -> Vec<String> {
    one.holders.iter().map(|large| large.holder.name.text().as_js_str().to_string()).collect()
}

pub fn most(large: &LargeHolder) -> (String, u32) {
    let most = large.most.as_ref().unwrap();
    (most.class.text().as_js_str().to_string(), most.count)
}

#[test]
fn a_map_of_things_alike_is_named_with_its_entries() {
    let (mut drawing, owner) = store();
    let table = map(&mut drawing, owner, "sessions");
    fill(&mut drawing, table, 0..300);
    let one = seen(&drawing);
    assert_eq!(names(&one), ["Store.sessions"]);
    let large = &one.holders[0];
    assert_eq!((large.rank, large.content, large.entries), (1, Content::Entries, 300));
    assert_eq!(most(large), ("Session".to_owned(), 300));
    assert_eq!(large.most.as_ref().unwrap().bytes, 300 * u64::from(ENTRY));
    assert!(large.looks_unbounded);
    assert_eq!(large.retained_size, 40 + 500 + 300 * u64::from(ENTRY + 40));
    assert_eq!(large.chain[large.holder_step].id, large.holder.id);
    assert_eq!(large.chain.last().unwrap().name.text().as_js_str().to_string(), "Session");
}

#[test]
fn few_are_named_and_do_not_look_unbounded() {
    let (mut drawing, owner) = store();
    let table = map(&mut drawing, owner, "sessions");
    fill(&mut drawing, table, 0..40);
    let one = seen(&drawing);
    assert_eq!(names(&one), ["Store.sessions"]);
    assert!(!one.holders[0].looks_unbounded);
}

#[test]
fn of_a_table_of_modules_the_large_part_is_named() {
    let (mut drawing, owner) = store();
    let cache = map(&mut drawing, owner, "modules");
    for number in 0..40 {
        let module = drawing.node(NodeType::OBJECT, "Module", 500);
        drawing.edge(cache, EdgeType::Internal, &(3 * number + 1).to_string(), module);
        if number == 20 {
            let exports = drawing.node(NodeType::OBJECT, "Exports", 40);
            drawing.edge(module, EdgeType::Property, "exports", exports);
            // Two of these, so that no child has more than half.
            for name in ["carts", "orders"] {
                let table = map(&mut drawing, exports, name);
                fill(&mut drawing, table, 0..50);
            }
        }
    }
    let mut found = names(&seen(&drawing));
    found.sort();
    assert_eq!(found, ["Exports.carts", "Exports.orders"]);
}

#[test]
fn a_list_is_named_by_its_first_link() {
    let (mut drawing, owner) = store();
    links(&mut drawing, owner, 200);
    let one = seen(&drawing);
    assert_eq!(names(&one), ["Store.next"]);
    assert_eq!((one.holders[0].content, most(&one.holders[0])), (Content::Links, ("Mail".to_owned(), 200)));
}

#[test]
fn data_is_named_and_what_hangs_at_code_is_not() {
    let (mut drawing, owner) = store();
    let text = drawing.node(NodeType::STRING, "a long text", 40_000);
    drawing.edge(owner, EdgeType::Property, "text", text);
    let code = drawing.node(NodeType::CODE, "(shared function info)", 100);
    let source = drawing.node(NodeType::STRING, "function f() {}", 60_000);
    drawing.edge(0, EdgeType::Element, "7", code);
    drawing.edge(code, EdgeType::Internal, "source", source);
    let one = seen(&drawing);
    assert_eq!(names(&one), ["Store.text"]);
    assert_eq!((one.holders[0].content, one.holders[0].most.as_ref()), (Content::Data, None));
}

#[test]
fn an_object_with_different_parts_is_none() {
    let (mut drawing, owner) = store();
    for number in 0..20 {
        let part = drawing.node(NodeType::OBJECT, &format!("Part{number}"), 3000);
        drawing.edge(owner, EdgeType::Property, &format!("part{number}"), part);
    }
    assert_eq!(names(&seen(&drawing)), Vec::<String>::new());
}

#[test]
fn what_is_there_twice_and_what_is_detached_is_summed_up() {
    let (mut drawing, owner) = store();
    let list = array(&mut drawing, owner, "names");
    for (number, (text, size)) in [("Ann", 32), ("Ann", 32), ("Ann", 48), ("Bob", 32)].into_iter().enumerate() {
        let name = drawing.node(NodeType::STRING, text, size);
        drawing.edge(list, EdgeType::Element, &number.to_string(), name);
    }
    // Pieces of a longer text, and texts of which the file has only the beginning.
    let rope = drawing.node(NodeType::CONCATENATED_STRING, "AnnAnn", 32);
    drawing.edge(list, EdgeType::Element, "4", rope);
    for half in ["first", "second"] {
        let piece = drawing.node(NodeType::STRING, "Ann", 32);
        drawing.edge(rope, EdgeType::Internal, half, piece);
        let cut = drawing.node(NodeType::STRING, &"a".repeat(1024), 2000);
        drawing.edge(owner, EdgeType::Property, half, cut);
    }
    let outer = drawing.node(NodeType::NATIVE, "Detached <div>", 100);
    let inner = drawing.node(NodeType::NATIVE, "Detached <span>", 50);
    drawing.edge(owner, EdgeType::Property, "removed", outer);
    drawing.edge(outer, EdgeType::Element, "1", inner);
    let of_node = drawing.node(NodeType::NATIVE, "Detached Node / ModuleWrap", 100);
    drawing.edge(owner, EdgeType::Property, "module", of_node);
    let one = seen(&drawing);
    let duplicates = one.duplicates;
    assert_eq!((duplicates.texts, duplicates.strings, duplicates.could_be_saved), (1, 3, 64));
    assert_eq!((one.detached.count, one.detached.retained_size), (2, 150));
}

#[test]
fn what_several_hold_together_is_named_with_what_leads_to_it() {
    let (mut drawing, owner) = store();
    let sessions = map(&mut drawing, owner, "sessions");
    let others = array(&mut drawing, owner, "byUser");
    let part = drawing.node(NodeType::OBJECT, "Rest", 400_000);
    drawing.edge(owner, EdgeType::Property, "rest", part);
    for number in 0..60 {
        let session = drawing.node(NodeType::OBJECT, "Session", ENTRY);
        drawing.edge(sessions, EdgeType::Internal, &(3 * number + 1).to_string(), session);
        drawing.edge(others, EdgeType::Element, &number.to_string(), session);
    }
    let one = seen(&drawing);
    let shared: Vec<_> = one.holders.iter().filter(|large| large.content == Content::Shared).collect();
    assert_eq!(shared.len(), 1, "once, though two lead there");
    assert_eq!((shared[0].entries, shared[0].retained_size), (60, 60 * u64::from(ENTRY)));
    assert_eq!(most(shared[0]), ("Session".to_owned(), 60));
    assert!(names(&one).iter().any(|name| name == "Store.sessions" || name == "Store.byUser"), "{:?}", names(&one));
}

#[test]
fn a_few_of_one_kind_in_a_collection_are_named_at_the_collection() {
    let (mut drawing, owner) = store();
    let windows = array(&mut drawing, owner, "windows");
    for number in 0..5 {
        let window = drawing.node(NodeType::OBJECT, "Report", 30_000);
        drawing.edge(windows, EdgeType::Element, &number.to_string(), window);
    }
    let one = seen(&drawing);
    assert_eq!(names(&one), ["Store.windows"]);
    assert_eq!(most(&one.holders[0]), ("Report".to_owned(), 5));
}

#[test]
fn what_only_the_runtime_has_to_do_with_is_summed_up_and_not_named() {
    let (mut drawing, owner) = store();
    let mut places = files(&mut drawing, &["/srv/app.js", "node:internal/modules"]);
    places.push((owner, 0));
    let global = drawing.node(NodeType::OBJECT, "global", 40);
    drawing.edge(0, EdgeType::Property, "global", global);
    let loader = drawing.node(NodeType::CLOSURE, "loader", 64);
    drawing.edge(global, EdgeType::Property, "require", loader);
    places.push((loader, 1));
    let mut fill_map = |holder, name| {
        let table = map(&mut drawing, holder, name);
        fill(&mut drawing, table, 0..40);
    };
    fill_map(owner, "sessions");
    fill_map(loader, "modules");
    fill_map(global, "cache");
    let one = look_at(&heap_with_places(&drawing, places));
    let mut found = names(&one);
    found.sort();
    assert_eq!(found, ["Store.sessions", "global.cache"]);
    assert_eq!(one.of_runtime.holders, 1);
}

/// Ports that the runtime keeps while they are open, each with something or nothing of the program's.
fn open_ports(has_jobs: bool) -> OneSnapshot {
    let (mut drawing, _) = store();
    let mut places = files(&mut drawing, &["/srv/app.js", "node:internal/worker/io"]);
    for number in 0..60 {
        let port = drawing.node(NodeType::OBJECT, "MessagePort", ENTRY);
        drawing.edge(0, EdgeType::Element, &number.to_string(), port);
        places.push((port, 1));
        if has_jobs {
            let job = drawing.node(NodeType::OBJECT, "Job", 40);
            drawing.edge(port, EdgeType::Property, "job", job);
            places.push((job, 0));
        }
    }
    look_at(&heap_with_places(&drawing, places))
}

#[test]
fn what_the_runtime_keeps_one_by_one_is_the_programs_if_each_keeps_something_of_it() {
    let one = open_ports(true);
    let [large] = one.holders.as_slice() else { panic!("{:?}", names(&one)) };
    assert_eq!((large.content, most(large), large.entries), (Content::Rooted, ("MessagePort".to_owned(), 60), 60));
    let with = large.with.as_ref().unwrap();
    assert_eq!((with.class.text().as_js_str().to_string(), with.count), ("Job".to_owned(), 60));
    assert_eq!(large.chain.last().unwrap().name.text().as_js_str().to_string(), "Job");
    assert_eq!(large.holder.location.as_ref().unwrap().line, 2, "the program's own place");
    assert_eq!(names(&one), ["MessagePort"]);
    let of_runtime = open_ports(false);
    assert_eq!((names(&of_runtime).len(), of_runtime.of_runtime.holders), (0, 1));
}

#[test]
fn functions_are_told_by_what_each_keeps_and_tables_of_packages_have_no_limit_to_be_missed() {
    let seen = |file: &str| {
        let (mut drawing, owner) = store();
        let mut places = files(&mut drawing, &[file]);
        places.push((owner, 0));
        let listeners = array(&mut drawing, owner, "listeners");
        for number in 0..120 {
            let listener = drawing.node(NodeType::CLOSURE, "", 64);
            let basket = drawing.node(NodeType::OBJECT, "Basket", ENTRY);
            drawing.edge(listeners, EdgeType::Element, &number.to_string(), listener);
            drawing.edge(listener, EdgeType::Internal, "context", basket);
            places.extend([(listener, 0), (basket, 0)]);
        }
        look_at(&heap_with_places(&drawing, places)).holders.remove(0)
    };
    let of_program = seen("/srv/app.js");
    let with = of_program.with.as_ref().unwrap();
    assert_eq!((with.class.text().as_js_str().to_string(), with.count), ("Basket".to_owned(), 120));
    assert!(of_program.looks_unbounded);
    let of_package = seen("/srv/node_modules/parser/index.js");
    assert!(of_package.with.is_none() && !of_package.looks_unbounded);
}

#[test]
fn texts_in_the_fields_of_a_plain_object_are_entries_if_they_are_many() {
    let (mut drawing, owner) = store();
    let journals = drawing.node(NodeType::OBJECT, "Object", 40);
    drawing.edge(owner, EdgeType::Property, "journals", journals);
    for number in 0..12 {
        let text = drawing.node(NodeType::STRING, &format!("what tenant {number} did"), 3000);
        drawing.edge(journals, EdgeType::Property, &format!("tenant{number}"), text);
    }
    let one = seen(&drawing);
    assert_eq!((names(&one), one.holders[0].entries), (vec!["Store.journals".to_owned()], 12));
}

#[test]
fn a_tree_is_named_by_its_root_and_what_gathers_its_like_is_none() {
    let hanging = |above: fn(usize) -> usize| {
        let (mut drawing, owner) = store();
        let mut nodes = vec![drawing.node(NodeType::OBJECT, "Key", ENTRY)];
        drawing.edge(owner, EdgeType::Property, "keys", nodes[0]);
        for number in 1..200 {
            let key = drawing.node(NodeType::OBJECT, "Key", ENTRY);
            drawing.edge(nodes[above(number)], EdgeType::Element, &number.to_string(), key);
            nodes.push(key);
        }
        let one = seen(&drawing);
        (names(&one), one.holders[0].content, most(&one.holders[0]).1)
    };
    let keys = vec!["Store.keys".to_owned()];
    assert_eq!(hanging(|number| (number - 1) / 3), (keys.clone(), Content::Links, 200));
    assert_eq!(hanging(|_| 0), (keys, Content::Entries, 199));
}

#[test]
fn what_a_package_made_for_the_program_to_end_is_not_the_runtimes() {
    let seen = |method: &str| {
        let (mut drawing, _) = store();
        let mut places = files(&mut drawing, &["/srv/node_modules/client/index.js", "node:net"]);
        let class = drawing.node(NodeType::OBJECT, "Agent", 16);
        let function = drawing.node(NodeType::CLOSURE, method, 64);
        drawing.edge(class, EdgeType::Property, method, function);
        for number in 0..60 {
            let [socket, agent] = ["Socket", "Agent"].map(|name| drawing.node(NodeType::OBJECT, name, ENTRY));
            drawing.edge(0, EdgeType::Element, &number.to_string(), socket);
            drawing.edge(socket, EdgeType::Property, "agent", agent);
            drawing.edge(agent, EdgeType::Property, "__proto__", class);
            places.extend([(socket, 1), (agent, 0)]);
        }
        look_at(&heap_with_places(&drawing, places))
    };
    let one = seen("close");
    let with = one.holders[0].with.as_ref().unwrap();
    assert_eq!((with.class.text().as_js_str().to_string(), with.count), ("Agent".to_owned(), 60));
    assert_eq!(seen("name").of_runtime.holders, 1);
}

#[test]
fn what_two_collections_of_one_thing_hold_is_called_by_one_of_them_and_counted() {
    let seen = |class: &str, kind: EdgeType| {
        let (mut drawing, owner) = store();
        let above = drawing.node(NodeType::OBJECT, class, 40);
        drawing.edge(owner, EdgeType::Property, "desk", above);
        let lists = ["loans", "byBook"].map(|name| {
            let list = drawing.node(NodeType::OBJECT, "Array", 16);
            drawing.edge(above, kind, name, list);
            list
        });
        for number in 0..60 {
            let loan = drawing.node(NodeType::OBJECT, "Loan", ENTRY);
            for list in lists {
                drawing.edge(list, EdgeType::Element, &number.to_string(), loan);
            }
        }
        // What has a part of them only is not what they are called by.
        let part = drawing.node(NodeType::OBJECT, "Array", 16);
        drawing.edge(above, kind, "a", part);
        drawing.edge(part, EdgeType::Element, "0", drawing.nodes.len() - 2);
        let one = seen(&drawing);
        (names(&one), one.holders[0].entries)
    };
    assert_eq!(seen("system / Context", EdgeType::Context), (vec!["loans".to_owned()], 60));
    assert_eq!(seen("Desk", EdgeType::Property), (vec!["Desk.loans".to_owned()], 60));
}

#[test]
fn a_text_has_no_entries() {
    let (mut drawing, owner) = store();
    let text = drawing.node(NodeType::CONCATENATED_STRING, "a log", 40_000);
    drawing.edge(owner, EdgeType::Property, "log", text);
    for end in ["first", "second"] {
        let piece = drawing.node(NodeType::STRING, end, 100);
        drawing.edge(text, EdgeType::Internal, end, piece);
    }
    let one = seen(&drawing);
    assert_eq!((one.holders[0].content, one.holders[0].entries), (Content::Data, 0));
}

#[test]
fn keys_of_a_dictionary_are_no_entries_of_it_and_the_last_link_of_a_list_is_one_whoever_knows_it() {
    let (mut drawing, owner) = store();
    let texts = drawing.node(NodeType::OBJECT, "Object", 40);
    drawing.edge(owner, EdgeType::Property, "texts", texts);
    let table = drawing.node(NodeType::ARRAY, "(object properties)", 400);
    drawing.edge(texts, EdgeType::Internal, "properties", table);
    for number in 0..60 {
        let [key, text] = [40, ENTRY].map(|size| drawing.node(NodeType::STRING, &format!("{size} {number}"), size));
        drawing.edge(texts, EdgeType::Property, &format!("{number}th"), text);
        drawing.edge(table, EdgeType::Internal, &(3 * number).to_string(), key);
        drawing.edge(table, EdgeType::Internal, &(3 * number + 1).to_string(), text);
    }
    let queue = drawing.node(NodeType::OBJECT, "Queue", 40);
    drawing.edge(owner, EdgeType::Property, "queue", queue);
    let last = links(&mut drawing, queue, 200);
    drawing.edge(queue, EdgeType::Property, "last", last);
    let one = seen(&drawing);
    let counts: Vec<_> = one.holders.iter().map(|large| large.entries).collect();
    assert_eq!((names(&one), counts), (vec!["Queue.next".to_owned(), "Store.texts".to_owned()], vec![200, 60]));
}
