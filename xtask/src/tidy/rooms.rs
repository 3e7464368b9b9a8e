//! The engine's rooms, `src/*`: a later one may use an earlier one, never the other way round, and only the last names
//! the browser's language.

use super::modules::Modules;

/// From the first to the last. The modules of one entry may use each other, as far as that makes no circle. The room of
/// a module is the longest entry with which its name begins.
const ROOMS: &[&[&str]] = &[
    &["blocks", "error", "growth", "index", "pace", "sort", "text", "transfer"],
    &["runtime_names"],
    &["snapshot"],
    &["graph"],
    &["classes"],
    &["phases"],
    &["heap"],
    &["threads"],
    &["redaction"],
    &["compare"],
    &["query"],
    &["leaks/hash", "leaks/thresholds"],
    &["leaks/process"],
    &["leaks/model"],
    &["leaks/baseline"],
    &["leaks/findings"],
    &["leaks/attribution"],
    &["leaks/detect"],
    &["leaks/naming"],
    &["leaks/rank"],
    &["leaks/one_snapshot"],
    &["leaks/pipeline", "leaks/verify"],
    &["leaks"],
    &["report"],
    &["export"],
    &["wasm"],
    &["cli"],
    &["lib", "main"],
];

/// The only room that may use them, and the crates by which Rust speaks to JavaScript.
const BOUNDARY: &str = "wasm";
const JAVASCRIPT: [&str; 5] = ["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen", "console_error_panic_hook"];

/// One complaint for each use of a later room, for each module without a room, and for each use of JavaScript.
pub fn complaints(engine: &Modules) -> Vec<String> {
    let mut complaints = Vec::new();
    for (module, used) in engine.uses() {
        let Some((own, room)) = room(&module) else {
            complaints.push(format!("src/{module}: no such room; its place is missing in xtask/src/tidy/rooms.rs"));
            continue;
        };
        let later = used.iter().filter(|used| self::room(used).is_some_and(|(rank, _)| rank > own));
        complaints.extend(later.map(|used| format!("src/{module}: `{room}` uses the later room: {used}")));
        if room != BOUNDARY {
            let named = JAVASCRIPT.iter().filter(|name| engine.names(&module, name));
            complaints.extend(named.map(|name| format!("src/{module}: only `{BOUNDARY}` may name `{name}`")));
        }
    }
    complaints
}

/// The room of a module, and its place in the order.
fn room(module: &str) -> Option<(usize, &'static str)> {
    let places = ROOMS.iter().enumerate().flat_map(|(rank, rooms)| rooms.iter().map(move |room| (rank, *room)));
    places.filter(|(_, room)| is_within(module, room)).max_by_key(|(_, room)| room.len())
}

fn is_within(module: &str, room: &str) -> bool {
    module.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::source::tests::source;
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        let others = ["src/graph/mod.rs", "src/classes/mod.rs", "src/wasm/mod.rs"].map(|path| source(path, ""));
        let sources = [source(path, text)].into_iter().chain(others.into_iter().filter(|other| other.path != path));
        complaints(&Modules::read(&sources.collect::<Vec<_>>(), "src", "leakscope").unwrap())
    }

    #[test]
    fn earlier_rooms_are_open() {
        assert!(check("src/query/rows.rs", "use crate::graph::Graph;\nuse crate::{classes::Class, graph};").is_empty());
        assert!(check("src/main.rs", "use leakscope::wasm::Heap;").is_empty());
        assert!(check("src/classes/mod.rs", "use self::key::Key;\nuse crate::classes::key;").is_empty());
    }

    #[test]
    fn later_rooms_are_closed() {
        let complaint = ["src/graph/edges: `graph` uses the later room: classes"];
        for text in [
            "use crate::classes::Key;",
            "use crate::{\n    error::E,\n    classes::{Key, Name},\n};",
            "fn a(key: crate::classes::Key) {}",
            "use crate::classes;\nfn a() { classes::a(); }",
            "use super::super::classes::Key;",
            "fn a() { println!(\"{}\", crate::classes::KEY); }",
        ] {
            assert_eq!(check("src/graph/edges.rs", text), complaint, "{text}");
        }
        assert_eq!(check("src/query/mod.rs", "use crate::wasm::Heap;").len(), 1);
        assert!(check("src/graph/edges.rs", "#[cfg(test)]\nmod tests { use crate::classes::Key; }").is_empty());
    }

    #[test]
    fn javascript_is_named_at_the_boundary_only() {
        assert!(check("src/wasm/rows.rs", "use js_sys::Array;").is_empty());
        for text in ["use js_sys::Array;", "fn a() { js_sys::Array::new(); }", "fn a() { b!(js_sys::Array) }"] {
            assert_eq!(check("src/query/a.rs", text), ["src/query/a: only `wasm` may name `js_sys`"], "{text}");
        }
        assert!(check("src/query/a.rs", "/// As js_sys does.\nfn a() {}").is_empty());
    }

    #[test]
    fn unknown_rooms_are_named() {
        assert_eq!(check("src/cellar/a.rs", "").len(), 1);
        assert_eq!(check("src/graphs.rs", "").len(), 1);
    }
}
