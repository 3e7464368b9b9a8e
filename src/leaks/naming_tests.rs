//! Who is named, by which name, and with how many entries: where links alone do not tell.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::findings::{Form, HolderKind, Suspect};
use crate::leaks::testing::{ENTRY, array, entries, files, fill, found, heap_with_places, leave_out, map, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};

fn name(suspect: &Suspect) -> String {
    suspect.holder.name.text().as_js_str().to_string()
}

#[test]
fn what_another_holder_has_too_is_an_entry() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "sessions");
    let recent = array(&mut base, 1, "recent");
    fill(&mut base, table, 0..20);
    let steps: Vec<Drawing> = [80, 140]
        .map(|last| {
            let mut current = base.clone();
            let new = fill(&mut current, table, 20..last);
            for (number, &session) in new.iter().enumerate().skip(1).step_by(6) {
                current.edge(recent, EdgeType::Element, &number.to_string(), session);
            }
            current
        })
        .into();
    let findings = found(&[&base, &steps[0]]);
    let sessions = findings.suspects.iter().find(|suspect| name(suspect) == "Store.sessions").unwrap();
    assert_eq!((sessions.new_entries, sessions.entries, sessions.entries_before), (60, 80, Some(20)));
    assert_eq!(sessions.grows.classes[0].count, 50);
    assert_eq!(sessions.grows.entry_count, 50);
    let findings = found(&[&base, &steps[0], &steps[1]]);
    let sessions = findings.suspects.iter().find(|suspect| name(suspect) == "Store.sessions").unwrap();
    assert_eq!(entries(&sessions.timeline), [20, 80, 140]);
}

#[test]
fn between_processes_entries_are_the_holders_and_not_the_whole_heaps() {
    let program = |padding: usize, listeners: usize| {
        let mut drawing = Drawing::new();
        for _ in 0..padding {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        let feed = drawing.node(NodeType::OBJECT, "Feed", 40);
        drawing.edge(0, EdgeType::Shortcut, "feed", feed);
        let list = array(&mut drawing, feed, "list");
        for number in 0..500 {
            let builtin = drawing.node(NodeType::CLOSURE, "f", 64);
            drawing.edge(0, EdgeType::Property, &format!("builtin{number}"), builtin);
        }
        for number in 0..listeners {
            let listener = drawing.node(NodeType::CLOSURE, "f", ENTRY);
            drawing.edge(list, EdgeType::Element, &number.to_string(), listener);
        }
        drawing
    };
    let findings = found(&[&program(0, 20), &program(700, 70)]);
    assert!(!findings.same_process);
    let suspect = &findings.suspects[0];
    assert_eq!((name(suspect).as_str(), suspect.net_entries(), suspect.entries), ("Feed.list", 50, 70));
}

#[test]
fn variables_of_a_block_have_their_names() {
    let (mut base, store) = store();
    let run = base.node(NodeType::CLOSURE, "run", 64);
    let block = base.node(NodeType::OBJECT, "system / Context", 64);
    let info = base.node(NodeType::CODE, "system / ScopeInfo", 64);
    base.edge(store, EdgeType::Property, "run", run);
    base.edge(run, EdgeType::Internal, "context", block);
    base.edge(block, EdgeType::Internal, "scope_info", info);
    for (number, name) in ["first", "kept"].into_iter().enumerate() {
        let string = base.node(NodeType::STRING, name, 16);
        base.edge(info, EdgeType::Hidden, &number.to_string(), string);
        let variable = base.node(NodeType::OBJECT, "Array", 16);
        base.edge(block, EdgeType::Hidden, &number.to_string(), variable);
    }
    let kept = base.nodes.len() - 1;
    let mut current = base.clone();
    for number in 0..40 {
        let session = current.node(NodeType::OBJECT, "Session", ENTRY);
        current.edge(kept, EdgeType::Element, &number.to_string(), session);
    }
    let findings = found(&[&base, &current]);
    let suspect = &findings.suspects[0];
    assert_eq!(name(suspect), "kept");
    let link = &suspect.chain[suspect.holder_step];
    assert_eq!((link.edge_type, link.edge_name.text()), ("context", "kept".into()));
    // With a number in between, which has no link, the names are not known.
    let missing = |drawing: &Drawing| {
        let mut drawing = drawing.clone();
        let string = drawing.node(NodeType::STRING, "count", 16);
        drawing.edge(info, EdgeType::Hidden, "2", string);
        drawing
    };
    let suspects = found(&[&missing(&base), &missing(&current)]).suspects;
    assert_ne!(suspects.first().map(name).as_deref(), Some("kept"));
}

#[test]
fn the_stack_of_an_error_names_nobody() {
    let (mut base, store) = store();
    let error = base.node(NodeType::OBJECT, "Error", 40);
    let cache = base.node(NodeType::OBJECT, "Cache", 40);
    base.edge(1, EdgeType::Property, "lastError", error);
    base.edge(store, EdgeType::Property, "cache", cache);
    let list = array(&mut base, cache, "list");
    base.edge(error, EdgeType::Property, "<symbol error_stack_symbol>", list);
    let mut current = base.clone();
    for number in 0..40 {
        let page = current.node(NodeType::OBJECT, "Page", ENTRY);
        current.edge(list, EdgeType::Element, &number.to_string(), page);
    }
    assert_eq!(name(&found(&[&base, &current]).suspects[0]), "Cache.list");
}

#[test]
fn entries_that_are_no_objects_are_said_to_be_entries() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "hits");
    let mut current = base.clone();
    current.nodes[table].2 += 40_000;
    let findings = found(&[&base, &current]);
    assert_eq!((findings.suspects[0].form, findings.suspects[0].kind), (Form::OwnData, HolderKind::Map));
}

#[test]
fn registered_symbols_are_held_by_their_registry() {
    let (mut base, _) = store();
    let roots = base.node(NodeType::SYNTHETIC, "(Strong roots)", 0);
    let table = base.node(NodeType::ARRAY, "", 100);
    base.edge(0, EdgeType::Element, "4", roots);
    base.edge(roots, EdgeType::Internal, "public_symbol_table", table);
    let mut current = base.clone();
    for number in 0..40 {
        let symbol = current.node(NodeType::OBJECT, "symbol", ENTRY);
        current.edge(table, EdgeType::Internal, &number.to_string(), symbol);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((name(suspect).as_str(), suspect.kind), ("Symbol.for registry", HolderKind::Handles));
    assert_eq!(suspect.holder.id, table as u32 * 2 + 1);
}

#[test]
fn elements_are_held_by_the_element_in_which_they_stand() {
    let (mut base, _) = store();
    let document = base.node(NodeType::NATIVE, "HTMLDocument", 100);
    let head = base.node(NodeType::NATIVE, "<head>", 100);
    base.edge(1, EdgeType::Property, "document", document);
    base.edge(document, EdgeType::Element, "3", head);
    let styles = |drawing: &mut Drawing, count: usize| {
        let mut before = None;
        for number in 0..count {
            let style = drawing.node(NodeType::NATIVE, "<style>", ENTRY);
            drawing.edge(document, EdgeType::Element, &(number + 10).to_string(), style);
            drawing.edge(style, EdgeType::Element, "1", head);
            drawing.edge(before.unwrap_or(head), EdgeType::Element, "2", style);
            before = Some(style);
        }
    };
    let (mut first, mut second) = (base.clone(), base);
    styles(&mut first, 5);
    styles(&mut second, 60);
    let findings = found(&[&first, &second]);
    let suspect = &findings.suspects[0];
    assert_eq!((name(suspect).as_str(), suspect.new_entries), ("<head>", 55));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("<style>"));
}

#[test]
fn elements_that_refer_to_each_other_stand_in_their_parent() {
    let (mut base, owner) = store();
    let archive = base.node(NodeType::NATIVE, "Detached <ol>", 100);
    let first = base.node(NodeType::NATIVE, "Detached <li>", ENTRY);
    base.edge(owner, EdgeType::Property, "archive", archive);
    base.edge(archive, EdgeType::Element, "3", first);
    let grown = |count: usize| {
        let (mut drawing, mut before) = (base.clone(), first);
        for _ in 0..count {
            let line = drawing.node(NodeType::NATIVE, "Detached <li>", ENTRY);
            drawing.edge(before, EdgeType::Element, "7", line);
            drawing.edge(first, EdgeType::Element, &(line + 20).to_string(), line);
            drawing.edge(line, EdgeType::Element, "1", archive);
            before = line;
        }
        drawing
    };
    assert_eq!(name(&found(&[&grown(5), &grown(60)]).suspects[0]), "Store.archive");
}

#[test]
fn a_list_that_is_copied_is_named_though_its_entries_have_lists_too() {
    let chat = |messages: usize, copy: usize| {
        let (mut drawing, owner) = store();
        for _ in 0..copy {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        let state = drawing.node(NodeType::OBJECT, "Object", 20);
        drawing.edge(owner, EdgeType::Property, "state", state);
        let said = array(&mut drawing, state, "said");
        for number in 0..messages {
            let message = drawing.node(NodeType::OBJECT, "Message", ENTRY);
            drawing.edge(said, EdgeType::Element, &number.to_string(), message);
            array(&mut drawing, message, "words");
        }
        drawing
    };
    assert_eq!(name(&found(&[&chat(20, 0), &chat(80, 70)]).suspects[0]), "Store.state.said");
}

/// Sessions that the runtime keeps open; a Question of the program hangs on each, and two inner parts are heavier.
fn sessions(count: usize) -> Heap {
    let (mut drawing, _) = store();
    let handles = drawing.node(NodeType::SYNTHETIC, "(Global handles)", 0);
    drawing.edge(0, EdgeType::Element, "7", handles);
    let mut places = files(&mut drawing, &["node:internal/http2/core", "node:net", "/srv/app.js"]);
    for number in 0..count {
        let handle = drawing.node(NodeType::OBJECT, "TCP", ENTRY);
        let socket = drawing.node(NodeType::OBJECT, "Socket", ENTRY);
        let session = drawing.node(NodeType::OBJECT, "ClientHttp2Session", 100);
        let question = drawing.node(NodeType::OBJECT, "Question", 50);
        drawing.edge(handles, EdgeType::Internal, &number.to_string(), handle);
        drawing.edge(handle, EdgeType::Property, "owner", socket);
        drawing.edge(socket, EdgeType::Property, "session", session);
        drawing.edge(session, EdgeType::Property, "question", question);
        places.extend([(session, 0), (socket, 1), (question, 2)]);
    }
    heap_with_places(&drawing, places)
}

#[test]
fn an_open_handle_is_called_what_the_program_hangs_its_own_on() {
    let findings = find(&sessions(60), &[BaseColumns::of(&sessions(5)).unwrap()]).unwrap();
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.form, suspect.new_entries), (Form::OpenHandles, 55));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("ClientHttp2Session"));
}

#[test]
fn what_a_weak_map_keeps_is_called_by_the_weak_map_and_not_by_the_key() {
    let program = |count: usize| {
        let (mut drawing, owner) = store();
        let [weak_map, key] = ["WeakMap", "Object"].map(|class| drawing.node(NodeType::OBJECT, class, 40));
        drawing.edge(owner, EdgeType::Property, "notes", weak_map);
        drawing.edge(1, EdgeType::Property, "key", key);
        let table = drawing.node(NodeType::ARRAY, "", 500);
        drawing.edge(weak_map, EdgeType::Internal, "table", table);
        let of_key = drawing.node(NodeType::OBJECT, "Map", 40);
        drawing.weak_map_entry(key, of_key, table, [1, 2]);
        let entries = drawing.node(NodeType::ARRAY, "", 500);
        drawing.edge(of_key, EdgeType::Internal, "table", entries);
        fill(&mut drawing, entries, 0..count);
        drawing
    };
    assert_eq!(name(&found(&[&program(20), &program(80)]).suspects[0]), "Store.notes[*]");
}

/// A Map in a variable of a script, with one entry more each time.
#[test]
fn variables_of_minified_scripts_of_a_runtime_are_called_what_they_are() {
    let timers = |file: &str, variable: &str, count: usize| {
        let (mut drawing, owner) = store();
        let mut places = files(&mut drawing, &[file]);
        let set_timer = drawing.node(NodeType::CLOSURE, "setTimer", 64);
        let scope = drawing.node(NodeType::OBJECT, "system / Context", 64);
        let table = drawing.node(NodeType::OBJECT, "Map", 500);
        drawing.edge(owner, EdgeType::Property, "setTimer", set_timer);
        drawing.edge(set_timer, EdgeType::Internal, "context", scope);
        drawing.edge(scope, EdgeType::Context, variable, table);
        places.push((set_timer, 0));
        for number in 0..count {
            let timer = drawing.node(NodeType::OBJECT, "Timer", ENTRY);
            drawing.edge(table, EdgeType::Internal, &number.to_string(), timer);
        }
        heap_with_places(&drawing, places)
    };
    let called = |file, variable| {
        let bases = [BaseColumns::of(&timers(file, variable, 5)).unwrap()];
        name(&find(&timers(file, variable, 60), &bases).unwrap().suspects[0])
    };
    assert_eq!(called("ext:deno_web/02_timers.js", "G"), "Map in ext:deno_web/02_timers.js");
    assert_eq!(called("ext:deno_web/02_timers.js", "timers"), "timers");
    assert_eq!(called("/srv/app.js", "G"), "G");
}

/// Calls that wait for each other: from one to the next it is five links.
#[test]
fn a_chain_in_which_five_links_come_again_and_again_is_folded() {
    let (mut base, owner) = store();
    let mut last = base.node(NodeType::OBJECT, "Watch", 40);
    base.edge(owner, EdgeType::Property, "first", last);
    let mut current = base.clone();
    for _ in 0..40 {
        for (class, link) in
            [("Promise", "promise"), ("Reaction", "waits"), ("Handler", "calls"), ("Scope", "knows"), ("Watch", "of")]
        {
            let next = current.node(NodeType::OBJECT, class, ENTRY);
            current.edge(last, EdgeType::Property, link, next);
            last = next;
        }
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    assert!(suspect.chain.len() < 20, "{} links", suspect.chain.len());
}

/// The pieces of a text say nothing of who has it.
#[test]
fn a_chain_ends_at_a_text_that_got_longer() {
    let text = |drawing: &mut Drawing, owner: usize, pieces: usize| {
        let mut above = (owner, EdgeType::Property, "log");
        for _ in 0..pieces {
            let whole = drawing.node(NodeType::CONCATENATED_STRING, "line after line", 32);
            let piece = drawing.node(NodeType::STRING, "a line", ENTRY);
            drawing.edge(above.0, above.1, above.2, whole);
            drawing.edge(whole, EdgeType::Internal, "second", piece);
            above = (whole, EdgeType::Internal, "first");
        }
    };
    let (mut base, owner) = store();
    let mut current = base.clone();
    text(&mut base, owner, 5);
    leave_out(&mut current, &base);
    text(&mut current, owner, 60);
    let suspect = found(&[&base, &current]).suspects.remove(0);
    assert_eq!((name(&suspect).as_str(), suspect.form), ("Store.log", Form::Data));
    assert_eq!(suspect.chain.len(), suspect.holder_step + 1);
}

/// Links in a row that begin at `from`, called after `names` and then again; gives the last object.
fn in_a_row(drawing: &mut Drawing, from: usize, names: &[&str], count: usize) -> usize {
    (0..count).zip(names.iter().cycle()).fold(from, |above, (_, name)| {
        let below = drawing.node(NodeType::OBJECT, &format!("Of{name}"), 16);
        drawing.edge(above, EdgeType::Property, name, below);
        below
    })
}

/// Links shown, and links left out, of the chain to a Map that grows at the end of a row.
fn shown_and_left_out(names: &[&str], count: usize) -> (usize, usize) {
    let (mut base, owner) = store();
    let last = in_a_row(&mut base, owner, names, count);
    let table = map(&mut base, last, "waiting");
    let mut current = base.clone();
    fill(&mut current, table, 0..60);
    let suspect = found(&[&base, &current]).suspects.remove(0);
    let holder = suspect.chain.get(suspect.holder_step).unwrap();
    assert!(holder.edge_name.text().as_js_str().is("waiting"), "{:?}", suspect.chain);
    (suspect.chain.len(), suspect.chain.iter().map(|step| step.left_out as usize).sum())
}

#[test]
fn a_row_of_waiting_calls_is_folded_and_what_never_repeats_keeps_its_ends() {
    // The root, the global object, the store, the Map, its table, an entry.
    let others = 6;
    let call = ["call", "promise", "reaction", "callback", "scope"];
    assert_eq!(shown_and_left_out(&call, 200), (others + 10, 190));
    let different: Vec<String> = (0..200).map(|number| format!("name{number}")).collect();
    let different: Vec<&str> = different.iter().map(String::as_str).collect();
    let (shown, left_out) = shown_and_left_out(&different, 200);
    assert_eq!((shown, shown + left_out), (24 + 2, 200 + others));
}

/// Why a Map does not hit is told by its keys.
#[test]
fn a_chain_has_the_keys_of_maps_and_not_the_numbers_of_their_tables() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "sessions");
    let mut current = base.clone();
    fill(&mut current, table, 0..60);
    let suspect = found(&[&base, &current]).suspects.remove(0);
    let name = &suspect.chain[suspect.holder_step + 2].edge_name;
    assert!(name.text().as_js_str().starts_with("key "), "{name:?}");
    assert!(name.redacted().as_js_str().is("[*]"), "{name:?}");
}

#[test]
fn an_instance_of_a_minified_class_is_called_by_the_link_that_leads_to_it() {
    let name = |variable: &str, class: &str| {
        let (mut base, store) = store();
        let cache = base.node(NodeType::OBJECT, class, 40);
        base.edge(store, EdgeType::Property, variable, cache);
        let table = map(&mut base, cache, "#t");
        let mut current = base.clone();
        fill(&mut current, table, 0..60);
        found(&[&base, &current]).suspects.remove(0).label.as_js_str().to_string()
    };
    assert_eq!([name("profiles", "u"), name("p", "u"), name("profiles", "Cache")], ["profiles.#t", "u.#t", "Cache.#t"]);
}
