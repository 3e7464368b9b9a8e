//! Lists, chains and trees that grow at other places than their end, and few things that took many along.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Form, HolderKind, Suspect};
use crate::leaks::testing::{ENTRY, array, found, map, store};
use crate::snapshot::{EdgeType, NodeType};

fn only((base, current): (&Drawing, &Drawing)) -> Suspect {
    let mut findings = found(&[base, current]);
    assert_eq!(findings.suspects.len(), 1, "{:?} {:?}", findings.suspects, findings.set_aside);
    findings.suspects.remove(0)
}

/// Entries in a row behind the latest, which a table has as well: a cache whose table has a limit, and whose list has none.
#[test]
fn a_list_behind_a_table_with_a_few_of_its_links_is_a_list() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "byKey");
    let mut current = base.clone();
    let mut older = None;
    for number in 0..60 {
        let link = current.node(NodeType::OBJECT, "Link", ENTRY);
        if let Some(older) = older {
            current.edge(link, EdgeType::Property, "older", older);
            current.edge(older, EdgeType::Property, "newer", link);
        } else {
            current.edge(store, EdgeType::Property, "oldest", link);
        }
        if number >= 56 {
            current.edge(table, EdgeType::Internal, &number.to_string(), link);
        }
        older = Some(link);
    }
    current.edge(store, EdgeType::Property, "newest", older.unwrap());
    let suspect = only((&base, &current));
    assert_eq!((suspect.form, suspect.kind, suspect.new_entries), (Form::Links, HolderKind::LinkedList, 60));
}

/// Each handler mentions the one before, and has nothing else or rows, of which there are more than of handlers.
#[test]
fn functions_of_which_each_mentions_the_one_before_are_a_chain_of_functions() {
    for rows in [0, 5] {
        let suspect = chain_of_handlers(rows);
        assert_eq!((suspect.form, suspect.new_entries), (Form::Links, 40), "{:?}", suspect.chain);
    }
}

/// What is found of handlers that have so many rows each.
fn chain_of_handlers(rows_of_each: u32) -> Suspect {
    let (mut base, store) = store();
    let code = base.node(NodeType::CODE, "handler", 16);
    let handler = |drawing: &mut Drawing, before: Option<usize>| {
        let function = drawing.node(NodeType::CLOSURE, "handler", 64);
        let scope = drawing.node(NodeType::OBJECT, "system / Context", 800);
        drawing.edge(function, EdgeType::Internal, "shared", code);
        drawing.edge(function, EdgeType::Internal, "context", scope);
        before.into_iter().for_each(|before| drawing.edge(scope, EdgeType::Context, "handler", before));
        let rows = array(drawing, scope, "rows");
        for number in 0..rows_of_each {
            let row = drawing.node(NodeType::OBJECT, "Row", 200);
            drawing.edge(rows, EdgeType::Element, &number.to_string(), row);
        }
        Some(function)
    };
    let first = (0..8).fold(None, |before, _| handler(&mut base, before));
    base.edge(store, EdgeType::Property, "first", first.unwrap());
    let mut middle = base.clone();
    let last = (0..20).fold(first, |before, _| handler(&mut middle, before));
    let mut current = middle.clone();
    let latest = (0..20).fold(last, |before, _| handler(&mut current, before));
    middle.edge(store, EdgeType::Property, "handler", last.unwrap());
    current.edge(store, EdgeType::Property, "handler", latest.unwrap());
    found(&[&base, &middle, &current]).suspects.remove(0)
}

/// Words go into a trie: their ends are new, what they begin with was there.
#[test]
fn a_trie_whose_words_end_apart_is_a_tree() {
    let (mut base, store) = store();
    let child = |drawing: &mut Drawing, parent: usize, name: &str| {
        let node = drawing.node(NodeType::OBJECT, "TrieNode", 40);
        let children = map(drawing, node, "children");
        drawing.edge(parent, EdgeType::Internal, name, node);
        children
    };
    let root = map(&mut base, store, "root");
    let top = child(&mut base, root, "1");
    let letters: Vec<usize> = (0..6).map(|letter| child(&mut base, top, &letter.to_string())).collect();
    let mut current = base.clone();
    for letter in letters {
        let mut at = letter;
        for _ in 0..7 {
            at = child(&mut current, at, "1");
        }
    }
    let suspect = only((&base, &current));
    assert_eq!((suspect.form, suspect.new_entries), (Form::Tree, 42), "{:?}", suspect.chain);
}

#[test]
fn few_things_with_many_texts_each_are_the_entries() {
    let (mut base, store) = store();
    let workers = base.node(NodeType::OBJECT, "Pool", 40);
    base.edge(store, EdgeType::Property, "pool", workers);
    let start = |drawing: &mut Drawing, number: usize| {
        let worker = drawing.node(NodeType::OBJECT, "Worker", 80);
        drawing.edge(workers, EdgeType::Internal, &number.to_string(), worker);
        let lines = array(drawing, worker, "lines");
        for line in 0..100 {
            let text = drawing.node(NodeType::STRING, &format!("line {line} of {number}"), 200);
            drawing.edge(lines, EdgeType::Element, &line.to_string(), text);
        }
    };
    (0..4).for_each(|number| start(&mut base, number));
    let mut current = base.clone();
    (4..10).for_each(|number| start(&mut current, number));
    let suspect = only((&base, &current));
    assert_eq!((suspect.new_entries, suspect.new_things), (6, 6), "{:?}", suspect.chain);
}

/// In a large tree most new nodes hang at old ones, one or two at each.
#[test]
fn a_large_tree_that_grows_all_over_belongs_to_what_holds_its_root() {
    let (mut base, store) = store();
    let child = |drawing: &mut Drawing, parent: usize, name: &str| {
        let node = drawing.node(NodeType::OBJECT, "QuadNode", ENTRY);
        let quads = array(drawing, node, "quads");
        drawing.edge(parent, if name == "root" { EdgeType::Property } else { EdgeType::Element }, name, node);
        quads
    };
    let root = child(&mut base, store, "root");
    let mut leaves = vec![root];
    for _ in 0..3 {
        let nodes = std::mem::take(&mut leaves);
        leaves = nodes.iter().flat_map(|&at| [0; 4].map(|_| at)).map(|at| child(&mut base, at, "1")).collect();
    }
    let mut current = base.clone();
    for (leaf, number) in leaves.into_iter().flat_map(|leaf| [(leaf, "0"), (leaf, "1")]) {
        child(&mut current, leaf, number);
    }
    let suspect = only((&base, &current));
    assert_eq!((suspect.form, suspect.new_entries), (Form::Tree, 128), "{:?}", suspect.chain);
    assert!(suspect.label.as_js_str().is("Store.root"), "{:?}", suspect.label);
}
