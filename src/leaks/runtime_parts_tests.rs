//! What a runtime's own objects consist of, and what a program has in them: where chains lead, and what is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::findings::{Findings, HolderKind, Level};
use crate::leaks::testing::{ENTRY, array, files, found, function, heap_with_places, heap_with_places_at, map, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};

fn between(earlier: &Heap, later: &Heap) -> Findings {
    find(later, &[BaseColumns::of(earlier).unwrap()]).unwrap()
}

/// What a runtime keeps for a program's functions leads to these, however heavy its own parts are.
#[test]
fn a_chain_leads_on_to_what_the_program_has_in_a_thing_of_the_runtime() {
    for owner in [0, 1] {
        let program = |count: usize| {
            let (mut drawing, store) = store();
            let mut places = files(&mut drawing, &["node:internal/abort_controller", "/srv/app/server.js"]);
            let signals = array(&mut drawing, store, "signals");
            for number in 0..count {
                let signal = drawing.node(NodeType::OBJECT, "Signal", 100);
                let events = map(&mut drawing, signal, "events");
                let listener = drawing.node(NodeType::OBJECT, "Listener", 40);
                let own = drawing.node(NodeType::OBJECT, "Timer", ENTRY);
                let callback = function(&mut drawing, 1);
                drawing.edge(signals, EdgeType::Element, &number.to_string(), signal);
                drawing.edge(signal, EdgeType::Property, "timer", own);
                drawing.edge(events, EdgeType::Internal, "6", listener);
                drawing.edge(listener, EdgeType::Property, "callback", callback);
                places.extend([(signal, owner), (own, 0), (listener, 0), (callback, 1)]);
            }
            heap_with_places(&drawing, places)
        };
        let chain = between(&program(5), &program(60)).suspects.remove(0).chain;
        let last = chain.last().unwrap().edge_name.text();
        assert_eq!(last.as_js_str().to_string(), ["callback", "timer"][owner]);
    }
}

/// An `EventTarget` of Node.js with listeners of two events: each is a list in a Map.
#[test]
fn listeners_of_an_event_target_are_called_by_their_event_and_stand_where_their_function_does() {
    let target = |count: usize| {
        let (mut drawing, store) = store();
        let mut places =
            files(&mut drawing, &["node:internal/event_target", "/srv/app/server.js", "/srv/app/store.js"]);
        let signal = drawing.node(NodeType::OBJECT, "AbortSignal", 40);
        drawing.edge(store, EdgeType::Property, "signal", signal);
        let table = map(&mut drawing, signal, "<symbol kEvents>");
        for (slot, event) in [(3, "progress"), (6, "abort")] {
            let key = drawing.node(NodeType::STRING, event, 24);
            let list = drawing.node(NodeType::OBJECT, "Object", 40);
            drawing.edge(table, EdgeType::Internal, &(slot - 1).to_string(), key);
            drawing.edge(table, EdgeType::Internal, &slot.to_string(), list);
            let mut last = list;
            for _ in 0..if event == "abort" { count } else { 1 } {
                let listener = drawing.node(NodeType::OBJECT, "Listener", ENTRY);
                let callback = function(&mut drawing, 1);
                drawing.edge(last, EdgeType::Property, "next", listener);
                drawing.edge(listener, EdgeType::Property, "callback", callback);
                places.extend([(listener, 0), (callback, 1)]);
                last = listener;
            }
        }
        places.extend([(signal, 0), (store, 2)]);
        heap_with_places(&drawing, places)
    };
    let suspect = &between(&target(5), &target(60)).suspects[0];
    assert!(suspect.holder.name.text().as_js_str().is("AbortSignal.<symbol kEvents>.abort"));
    let file = suspect.holder.location.as_ref().unwrap().file.as_ref().unwrap().text();
    assert_eq!((file.as_js_str().to_string().as_str(), suspect.kind), ("/srv/app/server.js", HolderKind::Listeners));
    let event = suspect.reached_from.last().unwrap().as_ref().unwrap();
    assert_eq!(event.text().as_js_str().to_string(), "abort");
}

/// What only several things of an entry have together, as two methods have the variables of the call that made both.
#[test]
fn a_chain_leads_on_over_what_two_methods_share() {
    let program = |count: usize| {
        let (mut drawing, store) = store();
        let all = array(&mut drawing, store, "all");
        for number in 0..count {
            let api = drawing.node(NodeType::OBJECT, "Object", 40);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 40);
            let session = drawing.node(NodeType::OBJECT, "Session", ENTRY);
            drawing.edge(all, EdgeType::Element, &number.to_string(), api);
            for method in ["read", "close"] {
                let function = function(&mut drawing, 1);
                drawing.edge(api, EdgeType::Property, method, function);
                drawing.edge(function, EdgeType::Internal, "context", scope);
            }
            drawing.edge(scope, EdgeType::Context, "session", session);
        }
        drawing
    };
    let suspect = found(&[&program(5), &program(60)]).suspects.remove(0);
    assert!(suspect.chain.last().unwrap().edge_name.text().as_js_str().is("session"), "{:?}", suspect.chain);
}

/// Where a function has several variables, none of which is most of it, the chain leads on to the heaviest.
#[test]
fn a_chain_does_not_end_at_the_variables_of_a_function() {
    let program = |count: usize| {
        let (mut drawing, store) = store();
        let all = array(&mut drawing, store, "all");
        for number in 0..count {
            let callback = function(&mut drawing, 1);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", ENTRY);
            drawing.edge(all, EdgeType::Element, &number.to_string(), callback);
            drawing.edge(callback, EdgeType::Internal, "context", scope);
            for (name, size) in [("order", 300), ("board", 400), ("log", 200)] {
                let variable = drawing.node(NodeType::OBJECT, name, size);
                drawing.edge(scope, EdgeType::Context, name, variable);
            }
        }
        drawing
    };
    let suspect = found(&[&program(5), &program(60)]).suspects.remove(0);
    assert!(suspect.chain.last().unwrap().edge_name.text().as_js_str().is("board"), "{:?}", suspect.chain);
}

/// The parsed address of a `URL` is Node.js' own, however heavy; what a program has in an object of Node.js' is not.
#[test]
fn parts_of_a_runtimes_own_objects_are_not_told_as_what_came() {
    let parts = |owner: usize| {
        let program = |count: usize| {
            let (mut drawing, store) = store();
            let mut places = files(&mut drawing, &["node:internal/url", "/srv/app/server.js"]);
            let seen = array(&mut drawing, store, "seen");
            for number in 0..count {
                let [url, context] = [("URL", 64), ("URLContext", ENTRY)]
                    .map(|(class, size)| drawing.node(NodeType::OBJECT, class, size));
                drawing.edge(seen, EdgeType::Element, &number.to_string(), url);
                drawing.edge(url, EdgeType::Property, "#context", context);
                places.extend([(url, 0), (context, owner)]);
            }
            heap_with_places(&drawing, places)
        };
        let grows = between(&program(5), &program(60)).suspects.remove(0).grows;
        grows.classes.iter().map(|grown| grown.are_parts).collect::<Vec<bool>>()
    };
    assert_eq!((parts(0), parts(1)), (vec![false, true], vec![false, false]));
}

/// Some of Node.js' C++ objects have another id in each snapshot, most have not.
#[test]
fn what_has_another_id_each_time_is_not_new() {
    let program = |padding: usize, entries: usize| {
        let (mut drawing, store) = store();
        for class in ["Node / Environment", "Node / BindingData", "Node / FSReqAfterScope"] {
            let kept = drawing.node(NodeType::NATIVE, class, 100);
            drawing.edge(store, EdgeType::Internal, class, kept);
        }
        let all = array(&mut drawing, store, "all");
        for _ in 0..padding {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        let buffer = drawing.node(NodeType::NATIVE, "Node / parser_buffer", 65_600);
        drawing.edge(store, EdgeType::Internal, "parser_buffer", buffer);
        for number in 0..entries {
            let entry = drawing.node(NodeType::OBJECT, "Table", 100_000);
            drawing.edge(all, EdgeType::Element, &number.to_string(), entry);
        }
        drawing
    };
    let balance = found(&[&program(0, 0), &program(100, 1)]).balance;
    assert!(balance.singles.iter().map(|single| single.bytes).eq([100_000]), "{:?}", balance.singles);
}

/// The file in which the place of a suspect of 55 new entries is, where all places are at one line.
fn place_of(
    at: u32,
    file_count: usize,
    draw: impl Fn(&mut Drawing, usize, usize) -> Vec<(usize, usize)>,
) -> Option<String> {
    let program = |count: usize| {
        let (mut drawing, store) = store();
        let names: Vec<String> = (0..file_count).map(|number| format!("/srv/app/{number}.js")).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        names.push("node:net");
        let mut places = files(&mut drawing, &names);
        places.extend(draw(&mut drawing, store, count));
        heap_with_places_at(&drawing, places, at)
    };
    let suspect = between(&program(5), &program(60)).suspects.remove(0);
    Some(suspect.holder.location?.file?.text().as_js_str().to_string())
}

#[test]
fn a_place_is_a_function_of_the_entry_before_one_that_only_knows_the_variable_and_no_module() {
    let waiting = |has_callback: bool| {
        place_of(1, 2, move |drawing, store, count| {
            let handler = function(drawing, 1);
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 40);
            drawing.edge(store, EdgeType::Property, "request", handler);
            drawing.edge(handler, EdgeType::Internal, "context", scope);
            let list = drawing.node(NodeType::OBJECT, "Array", 16);
            drawing.edge(scope, EdgeType::Context, "waiting", list);
            let mut places = vec![(handler, 0)];
            for number in 0..count {
                let entry = drawing.node(NodeType::OBJECT, "Object", ENTRY);
                drawing.edge(list, EdgeType::Element, &number.to_string(), entry);
                if has_callback {
                    let callback = function(drawing, 1);
                    drawing.edge(entry, EdgeType::Property, "callback", callback);
                    places.push((callback, 1));
                }
            }
            places
        })
    };
    assert_eq!((waiting(true), waiting(false)), (Some("/srv/app/1.js".into()), Some("/srv/app/0.js".into())));
}

#[test]
fn no_place_is_in_a_file_of_the_runtime() {
    let sockets = |drawing: &mut Drawing, store: usize, count: usize| {
        let list = array(drawing, store, "sockets");
        let mut socket = |number: usize| {
            let socket = drawing.node(NodeType::OBJECT, "Socket", ENTRY);
            drawing.edge(list, EdgeType::Element, &number.to_string(), socket);
            (socket, 0)
        };
        (0..count).map(&mut socket).collect()
    };
    assert_eq!(place_of(1, 0, sockets), None);
}

#[test]
fn the_beginning_of_a_module_is_no_place() {
    let module = |drawing: &mut Drawing, store: usize, count: usize| {
        let code = drawing.node(NodeType::CLOSURE, "", 64);
        let [registers, scope] = ["", "system / Context"].map(|name| drawing.node(NodeType::ARRAY, name, 40));
        let running = drawing.node(NodeType::OBJECT, "Generator", 200);
        drawing.edge(store, EdgeType::Property, "module", running);
        for (name, part) in [("function", code), ("parameters_and_registers", registers), ("context", scope)] {
            drawing.edge(running, EdgeType::Internal, name, part);
        }
        let list = array(drawing, running, "waiting");
        for number in 0..count {
            let entry = drawing.node(NodeType::OBJECT, "Object", ENTRY);
            drawing.edge(list, EdgeType::Element, &number.to_string(), entry);
        }
        vec![(running, 0)]
    };
    assert_eq!((place_of(0, 1, module), place_of(1, 1, module)), (None, Some("/srv/app/0.js".into())));
}

/// How modules are loaded: of so many files, by addresses that go on behind this, with functions of these names.
struct Load {
    of_files: usize,
    behind: &'static str,
    function: fn(usize) -> String,
}

/// What Node.js' loader keeps for each of so many modules, with a function of each; as many sessions of the program's, and as many that a
/// module has which the loader had from the start.
fn modules_loaded(count: usize, load: &Load) -> Heap {
    let (mut drawing, store) = store();
    let mut places = files(&mut drawing, &["node:internal/modules/cjs/loader", "/srv/app/server.js"]);
    let loader = drawing.node(NodeType::CLOSURE, "readPackage", 64);
    drawing.edge(store, EdgeType::Property, "load", loader);
    places.extend([(loader, 0), (store, 1)]);
    let cache = map(&mut drawing, loader, "cache");
    let paths = map(&mut drawing, loader, "paths");
    let sessions = array(&mut drawing, store, "sessions");
    let running = drawing.node(NodeType::OBJECT, "system / SourceTextModule", 32);
    drawing.edge(cache, EdgeType::Internal, "1000000", running);
    let exported = array(&mut drawing, running, "exported");
    for number in 0..count {
        let module = drawing.node(NodeType::OBJECT, "Module", ENTRY);
        let address = format!("/srv/app/{}.js{}{number}", number % load.of_files, load.behind);
        let file = drawing.node(NodeType::STRING, &address, 40);
        let function = drawing.node(NodeType::CLOSURE, &(load.function)(number), 64);
        drawing.edge(cache, EdgeType::Internal, &(3 * number + 1).to_string(), module);
        drawing.edge(module, EdgeType::Property, "filename", file);
        drawing.edge(module, EdgeType::Property, "exports", function);
        let path = drawing.node(NodeType::STRING, &format!("./{number}.js"), ENTRY);
        drawing.edge(paths, EdgeType::Internal, &(3 * number).to_string(), path);
        places.extend([(module, 0), (function, 2 + number)]);
        for holder in [sessions, exported] {
            let session = drawing.node(NodeType::OBJECT, "Session", ENTRY);
            drawing.edge(holder, EdgeType::Element, &number.to_string(), session);
            places.push((session, 1));
        }
    }
    heap_with_places(&drawing, places)
}

#[test]
fn tables_of_the_loader_grow_with_the_code_that_is_loaded_unless_one_is_loaded_again_and_again() {
    let has_cache = |of_files: usize, behind: &'static str, function: fn(usize) -> String| {
        let load = Load { of_files, behind, function };
        let findings = between(&modules_loaded(5, &load), &modules_loaded(60, &load));
        let names: Vec<_> = findings.suspects.iter().map(|suspect| suspect.label.as_js_str().to_string()).collect();
        // What a module has is the program's, though the loader leads there.
        assert!(names.iter().any(|name| name.ends_with("exported")), "{names:?}");
        assert!(names.iter().any(|name| name == "Store.sessions"), "{names:?}");
        // The paths come with the modules.
        assert!(!names.iter().any(|name| name.ends_with("paths")), "{names:?}");
        names.len() > 2
    };
    let own = |number: usize| format!("load{number}");
    assert!(!has_cache(100, "", own));
    let of_three = |number: usize| format!("load{}", number % 3);
    assert!(has_cache(3, "?v=", of_three) && has_cache(3, "#", of_three));
    // A file is written for each request, always with the same in it.
    assert!(has_cache(100, "", |_| "render".to_owned()));
}

/// A program may have a class of the name of the browser's global object.
#[test]
fn a_class_of_the_program_is_no_global_object_whatever_its_name() {
    let program = |count: usize| {
        let (mut drawing, store) = store();
        let mut places = files(&mut drawing, &["/srv/app/limits.js"]);
        let windows = array(&mut drawing, store, "windows");
        for number in 0..count {
            let window = drawing.node(NodeType::OBJECT, "Window", ENTRY);
            drawing.edge(windows, EdgeType::Element, &number.to_string(), window);
            places.push((window, 0));
        }
        heap_with_places(&drawing, places)
    };
    let earlier = [program(5), program(60)].map(|heap| BaseColumns::of(&heap).unwrap());
    let suspect = find(&program(115), &earlier).unwrap().suspects.remove(0);
    assert_eq!((suspect.new_entries, suspect.confidence.level), (110, Level::High));
}
