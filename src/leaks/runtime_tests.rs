//! What runtimes and packages have for themselves is not named in the place of what the program has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::leaks::findings::{Findings, Form, HolderKind, Suspect, WhySetAside};
use crate::leaks::testing::{ENTRY, array, files, fill, found, function, heap_with_places, map, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};

fn name(suspect: &Suspect) -> String {
    suspect.holder.name.text().as_js_str().to_string()
}

fn class(suspect: &Suspect) -> String {
    suspect.grows.classes[0].class.text().as_js_str().to_string()
}

fn between(earlier: &Heap, later: &Heap) -> Findings {
    find(later, &[BaseColumns::of(earlier).unwrap()]).unwrap()
}

#[test]
fn wrappers_of_workerd_are_called_what_they_stand_for() {
    let requests = |count: usize| {
        let (mut drawing, owner) = store();
        let seen = array(&mut drawing, owner, "seen");
        for number in 0..count {
            let wrapper = drawing.node(NodeType::NATIVE, "CppgcShim", 80);
            let request = drawing.node(NodeType::NATIVE, "workerd / Request", ENTRY);
            drawing.edge(seen, EdgeType::Element, &number.to_string(), wrapper);
            drawing.edge(wrapper, EdgeType::Internal, "javascript_to_native", request);
        }
        drawing
    };
    let suspect = &found(&[&requests(5), &requests(60)]).suspects[0];
    assert_eq!((name(suspect), class(suspect), suspect.new_entries), ("Store.seen".into(), "Request".into(), 55));
}

#[test]
fn callbacks_that_a_page_keeps_are_called_what_of_the_program_they_keep() {
    let page = |count: usize| {
        let (mut drawing, _) = store();
        let controller = drawing.node(NodeType::NATIVE, "ScriptedAnimationController", 100);
        drawing.edge(1, EdgeType::Element, "25", controller);
        let mut spinners = files(&mut drawing, &["http://app.example/app.js"]);
        for number in 0..count {
            let callback = drawing.node(NodeType::NATIVE, "V8FrameCallback", ENTRY);
            let spinner = drawing.node(NodeType::OBJECT, "Spinner", 100);
            drawing.edge(controller, EdgeType::Element, &number.to_string(), callback);
            drawing.edge(callback, EdgeType::Element, "1", spinner);
            spinners.push((spinner, 0));
        }
        heap_with_places(&drawing, spinners)
    };
    let suspect = &between(&page(5), &page(60)).suspects[0];
    assert_eq!((name(suspect), class(suspect)), ("ScriptedAnimationController".into(), "Spinner".into()));
}

/// Agents of a package that nobody closes: the runtime keeps their sockets, and these keep pools and agents.
fn agents(count: usize) -> Heap {
    let (mut drawing, _) = store();
    let handles = drawing.node(NodeType::SYNTHETIC, "(Global handles)", 0);
    drawing.edge(0, EdgeType::Element, "7", handles);
    let prototype = drawing.node(NodeType::OBJECT, "Dispatcher", 40);
    let close = drawing.node(NodeType::CLOSURE, "close", 64);
    drawing.edge(1, EdgeType::Property, "prototype", prototype);
    drawing.edge(prototype, EdgeType::Property, "close", close);
    let mut places = files(&mut drawing, &["node:net", "/srv/node_modules/undici/agent.js"]);
    for number in 0..count {
        let [socket, pool, agent, queue] =
            ["Socket", "Pool", "Agent", "Queue"].map(|class| drawing.node(NodeType::OBJECT, class, ENTRY));
        drawing.edge(handles, EdgeType::Internal, &number.to_string(), socket);
        drawing.edge(socket, EdgeType::Property, "<symbol pool>", pool);
        drawing.edge(pool, EdgeType::Property, "agent", agent);
        drawing.edge(agent, EdgeType::Property, "queue", queue);
        for dispatcher in [pool, agent] {
            drawing.edge(dispatcher, EdgeType::Property, "__proto__", prototype);
        }
        places.extend([(socket, 0), (pool, 1), (agent, 1), (queue, 1)]);
    }
    heap_with_places(&drawing, places)
}

#[test]
fn what_a_package_keeps_open_is_called_what_the_program_has_to_close() {
    let suspect = &between(&agents(5), &agents(60)).suspects[0];
    assert_eq!((class(suspect), suspect.new_entries), ("Agent".into(), 55));
}

#[test]
fn a_symbol_or_this_says_less_than_a_class() {
    for (kind, link) in [(EdgeType::Property, "<symbol owner>"), (EdgeType::Context, "this")] {
        let program = |count: usize| {
            let (mut drawing, _) = store();
            let scope = drawing.node(NodeType::OBJECT, "system / Context", 40);
            let registry = drawing.node(NodeType::OBJECT, "Registry", 40);
            drawing.edge(1, EdgeType::Property, "scope", scope);
            drawing.edge(scope, kind, link, registry);
            for number in 0..count {
                let entry = drawing.node(NodeType::OBJECT, "Session", ENTRY);
                drawing.edge(registry, EdgeType::Element, &number.to_string(), entry);
            }
            drawing
        };
        assert_eq!(name(&found(&[&program(5), &program(60)]).suspects[0]), "Registry", "{link}");
    }
}

/// Two leaks of what the runtime keeps as well, of which as many come: requests in one list, headers in another.
#[test]
fn what_two_holders_have_at_a_root_are_two_suspects() {
    let worker = |count: usize| {
        let (mut drawing, owner) = store();
        let tracer = drawing.node(NodeType::SYNTHETIC, "workerd / HeapTracer", 0);
        drawing.edge(0, EdgeType::Element, "3", tracer);
        let lists = ["seen", "log"].map(|name| array(&mut drawing, owner, name));
        for number in 0..count {
            for (list, class) in lists.into_iter().zip(["workerd / Request", "workerd / Headers"]) {
                let wrapper = drawing.node(NodeType::NATIVE, "CppgcShim", 80);
                let wrapped = drawing.node(NodeType::NATIVE, class, ENTRY);
                drawing.edge(list, EdgeType::Element, &number.to_string(), wrapper);
                drawing.edge(wrapper, EdgeType::Internal, "javascript_to_native", wrapped);
                drawing.edge(wrapped, EdgeType::Internal, "native_to_javascript", wrapper);
                drawing.edge(tracer, EdgeType::Internal, "wrapper", wrapped);
            }
        }
        drawing
    };
    let findings = found(&[&worker(5), &worker(60)]);
    let mut names: Vec<_> = findings.suspects.iter().map(|suspect| (name(suspect), class(suspect))).collect();
    names.sort();
    assert_eq!(names, [("Store.log".into(), "Headers".into()), ("Store.seen".into(), "Request".into())]);
    assert!(findings.suspects.iter().all(|suspect| suspect.retained_growth == 55 * u64::from(ENTRY + 80)));
}

/// A list that two roots hold and that was made after the base. Each of its things has a function of the program's, all of one
/// code; their class is in `file`.
fn in_new_list(file: &str, count: usize) -> Heap {
    let (mut drawing, _) = store();
    let groups = ["(Stack roots)", "(Global handles)"].map(|name| {
        let group = drawing.node(NodeType::SYNTHETIC, name, 0);
        drawing.edge(0, EdgeType::Element, "1", group);
        group
    });
    let mut places = files(&mut drawing, &[file, "/srv/app/server.js"]);
    let code = drawing.node(NodeType::CODE, "poll", 100);
    drawing.edge(1, EdgeType::Property, "poll", code);
    if count > 0 {
        let list = drawing.node(NodeType::OBJECT, "TimersList", 40);
        groups.iter().for_each(|&group| drawing.edge(group, EdgeType::Internal, "list", list));
        for number in 0..count {
            let timer = drawing.node(NodeType::OBJECT, "Timeout", ENTRY);
            let poll = function(&mut drawing, code);
            drawing.edge(list, EdgeType::Element, &number.to_string(), timer);
            drawing.edge(timer, EdgeType::Property, "call", poll);
            places.extend([(timer, 0), (poll, 1)]);
        }
    }
    heap_with_places(&drawing, places)
}

#[test]
fn what_repeats_below_one_new_thing_at_a_root_is_judged_as_it_is_elsewhere() {
    let classes = |findings: &Findings| findings.suspects.iter().map(class).collect::<Vec<_>>();
    // The runtime's own that call the program are subscriptions, the first of them, too.
    let [none, some] = [0, 60].map(|count| in_new_list("node:internal/timers", count));
    assert_eq!(classes(&between(&none, &some)), ["Timeout"]);
    // The program's own are something new that was filled, until a third snapshot shows that it goes on.
    let [none, some, more] = [0, 60, 120].map(|count| in_new_list("/srv/app/pool.js", count));
    let of_two = between(&none, &some);
    assert_eq!((of_two.suspects.len(), of_two.set_aside.len()), (0, 1));
    let bases = [&none, &some].map(|heap| BaseColumns::of(heap).unwrap());
    assert_eq!(classes(&find(&more, &bases).unwrap()), ["Timeout"]);
}

/// A signal with listeners in workerd, whose own objects have other ids in each snapshot.
fn listeners_of_workerd(padding: usize, count: usize) -> Drawing {
    let (mut drawing, owner) = store();
    let tracer = drawing.node(NodeType::SYNTHETIC, "workerd / HeapTracer", 0);
    drawing.edge(0, EdgeType::Element, "3", tracer);
    let wrapper = drawing.node(NodeType::NATIVE, "CppgcShim", 80);
    drawing.edge(owner, EdgeType::Property, "signal", wrapper);
    for _ in 0..padding {
        drawing.node(NodeType::SYNTHETIC, "", 0);
    }
    let [signal, set] =
        ["workerd / AbortSignal", "workerd / EventHandlerSet"].map(|class| drawing.node(NodeType::NATIVE, class, 80));
    drawing.edge(wrapper, EdgeType::Internal, "javascript_to_native", signal);
    drawing.edge(tracer, EdgeType::Internal, "wrapper", signal);
    drawing.edge(signal, EdgeType::Internal, "typeMap", set);
    for _ in 0..count {
        let handler = drawing.node(NodeType::NATIVE, "workerd / EventHandler", ENTRY);
        drawing.edge(set, EdgeType::Internal, "handler", handler);
    }
    drawing
}

#[test]
fn objects_of_workerd_that_have_new_ids_are_told_by_their_place() {
    let [few, many, more] = [(1, 5), (300, 60), (700, 115)].map(|(at, count)| listeners_of_workerd(at, count));
    for series in [&[&few, &many][..], &[&few, &many, &more]] {
        let findings = found(series);
        let suspect = &findings.suspects[0];
        assert_eq!((name(suspect), suspect.kind), ("Store.signal".into(), HolderKind::Listeners));
        assert_eq!(suspect.new_entries, 55 * (series.len() as u32 - 1));
    }
    let same = listeners_of_workerd(700, 60);
    assert!(found(&[&few, &many, &same]).suspects.is_empty(), "it went on");
}

/// What a program put into a Set stands around what a root has, too, and weighs little.
#[test]
fn small_entries_around_what_a_root_holds_lead() {
    let board = |count: usize| {
        // Without a shortcut to the global object, as workerd writes it: then roots hold what hangs there, too.
        let mut drawing = Drawing::new();
        let handles = drawing.node(NodeType::SYNTHETIC, "(Global handles)", 0);
        let stack = drawing.node(NodeType::SYNTHETIC, "(Stack roots)", 0);
        let board = drawing.node(NodeType::OBJECT, "Board", 40);
        drawing.edge(0, EdgeType::Element, "1", handles);
        drawing.edge(0, EdgeType::Element, "2", stack);
        drawing.edge(stack, EdgeType::Internal, "1", board);
        for number in 0..40 {
            let builtin = drawing.node(NodeType::OBJECT, "Builtin", 8);
            drawing.edge(stack, EdgeType::Internal, &format!("builtin{number}"), builtin);
        }
        let viewers = array(&mut drawing, board, "viewers");
        for number in 0..count {
            let viewer = drawing.node(NodeType::OBJECT, "Viewer", 24);
            let socket = drawing.node(NodeType::NATIVE, "Socket", ENTRY);
            drawing.edge(viewers, EdgeType::Element, &number.to_string(), viewer);
            drawing.edge(viewer, EdgeType::Property, "socket", socket);
            drawing.edge(handles, EdgeType::Internal, &number.to_string(), socket);
        }
        drawing
    };
    let findings = found(&[&board(5), &board(60)]);
    let suspect = &findings.suspects[0];
    assert_eq!((name(suspect), class(suspect), suspect.new_entries), ("Board.viewers".into(), "Viewer".into(), 55));
    assert_eq!(suspect.retained_growth, 55 * u64::from(ENTRY + 24));
    assert_eq!(findings.balance.growth, 55 * i64::from(ENTRY + 24));
    assert!(findings.balance.parts.len() == 1);
}

/// Patterns of the platform, each with an expression that it keeps by a handle.
#[test]
fn what_is_kept_by_a_handle_belongs_to_what_as_many_came_of() {
    let router = |count: usize, class: &str, of_its_own: Option<&str>| {
        let (mut drawing, owner) = store();
        let handles = drawing.node(NodeType::SYNTHETIC, "(Global handles)", 0);
        drawing.edge(0, EdgeType::Element, "3", handles);
        let rules = array(&mut drawing, owner, "rules");
        for number in 0..count {
            let number = number.to_string();
            let pattern = drawing.node(NodeType::OBJECT, "URLPattern", ENTRY);
            let of_cpp = drawing.node(NodeType::NATIVE, class, ENTRY);
            let expression = drawing.node(NodeType::REGEXP, "/a/", ENTRY);
            drawing.edge(rules, EdgeType::Element, &number, pattern);
            drawing.edge(pattern, EdgeType::Internal, "native", of_cpp);
            drawing.edge(handles, EdgeType::Internal, &number, expression);
            if let Some(own) = of_its_own {
                let own = drawing.node(NodeType::NATIVE, own, ENTRY);
                drawing.edge(expression, EdgeType::Internal, "native", own);
            }
        }
        drawing
    };
    let names = |class, of_its_own| {
        let findings = found(&[&router(5, class, of_its_own), &router(60, class, of_its_own)]);
        findings.suspects.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(names("Node / URLPattern", None), ["Store.rules"]);
    assert_eq!(names("system / Cell", None).len(), 2, "nothing came that C++ has");
    assert_eq!(names("Node / URLPattern", Some("Node / TCPSocketWrap")).len(), 2, "an open handle by itself");
}

#[test]
fn what_cpp_hides_is_no_thing_and_what_is_pending_is_open() {
    let page = |class: &str, count: usize| {
        let (mut drawing, _) = store();
        let pending = drawing.node(NodeType::NATIVE, "Pending activities", 100);
        drawing.edge(1, EdgeType::Element, "25", pending);
        for number in 0..count {
            let object = drawing.node(NodeType::NATIVE, class, ENTRY);
            drawing.edge(pending, EdgeType::Element, &number.to_string(), object);
        }
        drawing
    };
    let kinds = |class| found(&[&page(class, 5), &page(class, 60)]).suspects.iter().map(|found| found.kind).collect();
    let (open, hidden): (Vec<HolderKind>, Vec<HolderKind>) = (kinds("BroadcastChannel"), kinds("InternalNode"));
    assert_eq!(open, [HolderKind::Handles]);
    assert_ne!(hidden, [HolderKind::Handles]);
}

#[test]
fn what_the_runtime_keeps_is_told_by_what_ends_it() {
    let kept = |class: &str| {
        let (mut base, _) = store();
        let handles = base.node(NodeType::SYNTHETIC, "(Global handles)", 0);
        base.edge(0, EdgeType::Element, "7", handles);
        let mut current = base.clone();
        for number in 0..40 {
            let open = current.node(NodeType::NATIVE, class, ENTRY);
            current.edge(handles, EdgeType::Internal, &number.to_string(), open);
        }
        let suspect = found(&[&base, &current]).suspects.remove(0);
        assert_eq!(suspect.form, Form::OpenHandles);
        suspect.kind
    };
    assert_eq!(
        ["EventListener", "DOMTimer", "Timeout", "WebSocket"].map(kept),
        [HolderKind::Listeners, HolderKind::Timers, HolderKind::Timers, HolderKind::Handles]
    );
}

#[test]
fn what_is_in_a_variable_of_the_runtime_is_ended_and_not_deleted() {
    let kind = |file: &str| {
        let (mut base, _) = store();
        let mut places = files(&mut base, &[file]);
        let function = places[0].0;
        let scope = base.node(NodeType::OBJECT, "system / Context", 40);
        let ports = map(&mut base, scope, "ports");
        base.edge(function, EdgeType::Internal, "context", scope);
        let mut current = base.clone();
        fill(&mut current, ports, 0..60);
        places.push((function, 0));
        let [earlier, later] = [&base, &current].map(|drawing| heap_with_places(drawing, places.clone()));
        between(&earlier, &later).suspects.remove(0).kind
    };
    assert_eq!([kind("node:internal/worker/io"), kind("/srv/app.js")], [HolderKind::Handles, HolderKind::Map]);
}

#[test]
fn only_the_buffer_of_the_runtime_is_set_aside_for_its_limit() {
    let set_aside = |file: &str| {
        let (mut base, _) = store();
        let mut places = files(&mut base, &[file]);
        let function = places[0].0;
        let scope = base.node(NodeType::OBJECT, "system / Context", 40);
        let buffer = array(&mut base, scope, "buffer");
        base.edge(function, EdgeType::Internal, "context", scope);
        let record = |drawing: &mut Drawing, numbers: std::ops::Range<usize>| {
            for number in numbers {
                let entry = drawing.node(NodeType::OBJECT, "PerformanceResourceTiming", ENTRY);
                drawing.edge(buffer, EdgeType::Element, &number.to_string(), entry);
            }
        };
        record(&mut base, 0..20);
        let mut current = base.clone();
        record(&mut current, 20..120);
        places.push((function, 0));
        let [earlier, later] = [&base, &current].map(|drawing| heap_with_places(drawing, places.clone()));
        between(&earlier, &later).set_aside.into_iter().map(|aside| aside.why).collect::<Vec<_>>()
    };
    assert_eq!(set_aside("node:internal/perf/observe"), [WhySetAside::PerformanceEntries]);
    assert_eq!(set_aside("/srv/app.js"), []);
}
