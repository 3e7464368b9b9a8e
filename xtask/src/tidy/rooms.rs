//! The engine's rooms, `src/*`: a later one may use an earlier one, never the other way round, and only the last names
//! the browser's language.

use super::{Source, code};

/// From the first to the last. The modules of one entry may use each other.
const ROOMS: &[&[&str]] = &[
    &["blocks", "error", "index", "sort", "text"],
    &["snapshot"],
    &["graph"],
    &["classes"],
    &["heap"],
    &["compare"],
    &["query"],
    &["leaks"],
    &["report"],
    &["wasm"],
    &["cli"],
    &["lib", "main"],
];

/// The only room that may use them, and the crates by which Rust speaks to JavaScript.
const BOUNDARY: &str = "wasm";
const JAVASCRIPT: [&str; 5] = ["wasm_bindgen", "js_sys", "web_sys", "serde_wasm_bindgen", "console_error_panic_hook"];

pub fn in_order(sources: &[Source]) -> Vec<String> {
    let engine = sources.iter().filter(|source| source.path.starts_with("src/") && !source.is_test());
    engine.flat_map(complaints).collect()
}

fn complaints(source: &Source) -> Vec<String> {
    let path = &source.path;
    let room = room(path);
    let Some(own) = rank(room) else {
        return vec![format!("{path}: no such room; its place in the order is missing in xtask/src/tidy/rooms.rs")];
    };
    let code = code(source.without_tests());
    let mut complaints: Vec<String> = used_rooms(&code, depth(path))
        .into_iter()
        .filter(|used| rank(used).is_some_and(|rank| rank > own))
        .map(|used| format!("{path}: `{room}` uses the later room `{used}`"))
        .collect();
    if room != BOUNDARY {
        let named = JAVASCRIPT.iter().filter(|name| words(&code).any(|word| word == **name));
        complaints.extend(named.map(|name| format!("{path}: only `{BOUNDARY}` may name `{name}`")));
    }
    complaints
}

/// The room of a file: the folder or the module directly below `src`.
fn room(path: &str) -> &str {
    let inside = path.trim_start_matches("src/");
    inside.split(['/', '.']).next().unwrap_or_default()
}

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|rooms| rooms.contains(&room))
}

/// How many times a module says `super` to arrive at the crate's root.
fn depth(path: &str) -> usize {
    let below_src = path.split('/').count() - 1;
    if path.ends_with("/mod.rs") { below_src - 1 } else { below_src }
}

/// The modules of the crate's root that the code names, by whatever way.
fn used_rooms(code: &str, depth: usize) -> Vec<String> {
    let roots = ["crate::".to_owned(), "super::".repeat(depth)];
    let mut used: Vec<String> = Vec::new();
    for root in roots {
        let mut rest = code;
        while let Some(start) = rest.find(&root) {
            let (before, after) = rest.split_at(start);
            rest = after.split_at(root.len()).1;
            if !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == ':') {
                used.extend(first_names(rest));
            }
        }
    }
    used.sort();
    used.dedup();
    used
}

/// The name that a path goes on with, or the names if it goes on with a list: `a::b` or `{a::{b, c}, d}`.
fn first_names(path: &str) -> Vec<String> {
    let Some(list) = path.strip_prefix('{') else {
        return words(path).next().map(str::to_owned).into_iter().collect();
    };
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        let ends = c == '}' && depth == 0;
        match c {
            '{' => depth += 1,
            '}' if !ends => depth -= 1,
            _ => {}
        }
        if ends || (c == ',' && depth == 0) {
            names.extend(list.get(start..at).and_then(|item| words(item).next()).map(str::to_owned));
            start = at + 1;
        }
        if ends {
            break;
        }
    }
    names
}

/// The identifiers in a piece of code.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tests::source;
    use super::*;

    fn check(path: &str, text: &str) -> Vec<String> {
        in_order(&[source(path, text)])
    }

    #[test]
    fn earlier_rooms_are_open() {
        assert!(check("src/graph/edges.rs", "use crate::snapshot::Columns;\nuse crate::{error::E, index};").is_empty());
        assert!(check("src/main.rs", "use leakscope::report;").is_empty());
        assert!(check("src/graph/mod.rs", "use self::edges::E;\nuse crate::graph::edges;").is_empty());
    }

    #[test]
    fn later_rooms_are_closed() {
        let complaint = ["src/graph/edges.rs: `graph` uses the later room `classes`"];
        for text in [
            "use crate::classes::Key;",
            "use crate::{\n    error::E,\n    classes::{Key, Name},\n};",
            "use crate::{snapshot::{A, B}, classes};",
            "fn a(key: crate::classes::Key) {}",
            "use super::super::classes::Key;",
        ] {
            assert_eq!(check("src/graph/edges.rs", text), complaint, "{text}");
        }
        assert_eq!(check("src/text.rs", "use super::graph::Graph;").len(), 1);
        assert_eq!(check("src/snapshot/mod.rs", "use super::graph::Graph;").len(), 1);
        assert_eq!(check("src/query/mod.rs", "use crate::wasm::Heap;").len(), 1);
    }

    #[test]
    fn super_within_a_room_is_not_the_root() {
        assert!(check("src/snapshot/header/fields.rs", "use super::super::graph;").is_empty());
        assert!(check("src/snapshot/header.rs", "use super::graph::Local;").is_empty());
    }

    #[test]
    fn comments_and_tests_are_free() {
        assert!(check("src/graph/a.rs", "/// See crate::classes and wasm_bindgen.\nfn a() {}").is_empty());
        assert!(check("src/graph/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests { use crate::classes::K; }").is_empty());
        assert!(check("src/graph/a_tests.rs", "use crate::classes::K;").is_empty());
    }

    #[test]
    fn javascript_is_named_at_the_boundary_only() {
        assert!(check("src/wasm.rs", "use wasm_bindgen::prelude::*;").is_empty());
        assert!(check("src/wasm/rows.rs", "use js_sys::Array;").is_empty());
        assert_eq!(check("src/query/a.rs", "use js_sys::Array;"), ["src/query/a.rs: only `wasm` may name `js_sys`"]);
    }

    #[test]
    fn unknown_rooms_are_named() {
        assert_eq!(check("src/cellar/a.rs", "").len(), 1);
    }
}
