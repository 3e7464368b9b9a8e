//! That a cure follows from what holds, and not from what things of the program are called.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::advice::cure;
use crate::leaks::testing::{files, fill, found, heap_with_places, map, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};

#[test]
fn what_a_browser_keeps_is_cured_by_what_ends_it() {
    let cured = |holder: &str, entry: &str| {
        let (mut base, owner) = store();
        let keeper = base.node(NodeType::NATIVE, holder, 100);
        base.edge(owner, EdgeType::Element, "1", keeper);
        let mut current = base.clone();
        for number in 0..40 {
            let kept = current.node(NodeType::NATIVE, entry, 1000);
            current.edge(keeper, EdgeType::Element, &number.to_string(), kept);
        }
        cure(&found(&[&base, &current]).suspects[0]).unwrap()
    };
    for (holder, entry, word) in [
        ("<body>", "ResizeObserver", "disconnect"),
        ("<body>", "MutationObserverRegistration", "disconnect"),
        ("ScriptedAnimationController", "V8FrameCallback", "cancelAnimationFrame"),
        ("DocumentTimeline", "Animation", "(cancel)"),
        ("Pending activities", "MediaQueryList", "removeEventListener"),
        ("Pending activities", "WebSocket", "(close,"),
        ("<body>", "EventListener", "removeEventListener"),
        // A class of the program.
        ("<body>", "DOMObserver", "let go"),
    ] {
        let said = cured(holder, entry);
        assert!(said.contains(word), "{holder} {entry}: {said}");
    }
}

/// A program empties its own collections; of what a runtime or a package keeps, a timer or a socket goes on without its entry.
#[test]
fn what_others_keep_is_ended_as_they_provide() {
    for (file, word) in
        [("node:_http_agent", "keeper"), ("/srv/node_modules/agent/a.js", "keeper"), ("/srv/a.js", "limit")]
    {
        let program = |count: usize| {
            let (mut drawing, owner) = store();
            let mut places = files(&mut drawing, &[file, "/srv/main.js"]);
            places.push((owner, 0));
            let table = map(&mut drawing, owner, "sockets");
            fill(&mut drawing, table, 0..count);
            heap_with_places(&drawing, places)
        };
        let findings = find(&program(60), &[BaseColumns::of(&program(5)).unwrap()]).unwrap();
        let said = cure(&findings.suspects[0]).unwrap();
        assert!(said.contains(word), "{file}: {said}");
    }
}

/// What is called back has no limit: each is taken out when its owner is done.
#[test]
fn what_is_called_back_is_taken_out_by_its_owner() {
    for (kind, word) in [(NodeType::CLOSURE, "its owner"), (NodeType::OBJECT, "limit")] {
        let (mut base, owner) = store();
        let table = map(&mut base, owner, "effects");
        base.nodes.iter_mut().filter(|node| node.1 == "Map").for_each(|node| node.1 = "Set".into());
        let mut current = base.clone();
        for effect in fill(&mut current, table, 0..60) {
            let part = current.node(kind, "run", 64);
            current.edge(effect, EdgeType::Property, "run", part);
        }
        let said = cure(&found(&[&base, &current]).suspects[0]).unwrap();
        assert!(said.contains(word), "{said}");
    }
}
