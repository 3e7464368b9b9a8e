//! On drawn heaps: the parts of the balance are the growth, in suspects and beside them.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use crate::graph::testing::{Drawing, any_heap};
use crate::leaks::findings::{BalanceKind, Findings};
use crate::leaks::testing::{array, heap, map, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};
use crate::transfer::Transfer;

/// A heap with an object of its own: by roots alone no process can be told from another.
fn any_program() -> impl Strategy<Value = Drawing> {
    any_heap().prop_map(|mut drawing| {
        drawing.node(NodeType::OBJECT, "n", 10);
        drawing
    })
}

/// A base, and a current snapshot that has all of its nodes and more.
fn any_pair() -> impl Strategy<Value = (Drawing, Drawing)> {
    (any_program(), any_heap()).prop_map(|(base, more)| {
        let mut current = base.clone();
        let first_new = base.nodes.len();
        current.nodes.extend(more.nodes.iter().cloned());
        for (from, kind, name, to) in &more.edges {
            current.edges.push((first_new + from, *kind, name.clone(), first_new + to));
            // Half of the new edges start from what was there.
            if from % 2 == 0 {
                current.edges.push((from % first_new, *kind, name.clone(), first_new + to));
            }
        }
        (base, current)
    })
}

/// A new value: its size, the first collection that holds it, a second one, and another value that it refers to.
type Value = (u32, usize, usize, usize);

/// A program with Maps and arrays side by side, which take in values that they share, and that hold each other.
fn any_leaks() -> impl Strategy<Value = (Drawing, Drawing)> {
    let value = (0..40_000u32, 0..6usize, 0..12usize, 0..300usize);
    prop::collection::vec(value, 0..150).prop_map(|values| leaks(&values))
}

fn leaks(values: &[Value]) -> (Drawing, Drawing) {
    let (mut base, store) = store();
    let maps = ["byId", "byName", "byAge"].map(|name| map(&mut base, store, name));
    let lists = ["all", "recent", "old"].map(|name| array(&mut base, store, name));
    let collections = [maps, lists].concat();
    let mut current = base.clone();
    let first = current.nodes.len();
    for &(size, ..) in values {
        current.node(NodeType::OBJECT, if size % 2 == 0 { "Even" } else { "Odd" }, size);
    }
    for (number, &(_, one, two, next)) in values.iter().enumerate() {
        for &collection in [one, two].iter().filter_map(|&at| collections.get(at)) {
            let is_table = maps.contains(&collection);
            let (kind, slot) =
                if is_table { (EdgeType::Internal, 3 * number + 1) } else { (EdgeType::Element, number) };
            current.edge(collection, kind, &slot.to_string(), first + number);
        }
        if next < values.len() {
            current.edge(first + number, EdgeType::Property, "next", first + next);
        }
    }
    (base, current)
}

fn found(base: &Drawing, current: &Drawing) -> (Findings, i64) {
    let (base, current) = (heap(base), heap(current));
    let growth = current.total_size() - base.total_size();
    (find(&current, &[BaseColumns::of(&base).unwrap()]).unwrap(), growth as i64)
}

fn sum(findings: &Findings) -> i64 {
    findings.balance.parts.iter().map(|part| part.bytes).sum()
}

proptest! {
    #[test]
    fn the_parts_are_the_growth((base, current) in any_pair()) {
        let (findings, growth) = found(&base, &current);
        prop_assert_eq!((findings.balance.growth, sum(&findings)), (growth, growth));
        for entry in findings.suspects.iter().filter_map(|suspect| suspect.per_entry.as_ref()) {
            let parts: u64 = entry.parts.iter().map(|part| part.bytes).sum();
            prop_assert_eq!(entry.own_bytes + parts + entry.other_bytes, entry.bytes);
        }
    }

    #[test]
    fn the_parts_are_the_growth_of_programs_that_leak((base, current) in any_leaks()) {
        let (findings, growth) = found(&base, &current);
        prop_assert_eq!((findings.balance.growth, sum(&findings)), (growth, growth));
        let of_suspects: u64 = findings.suspects.iter().map(|suspect| suspect.retained_growth).sum();
        prop_assert_eq!(of_suspects as i64, findings.balance.of_kind(BalanceKind::Suspects));
        for suspect in &findings.suspects {
            // Nothing is replaced, so what a suspect gained is new or grew in place.
            prop_assert_eq!(suspect.grows.new_bytes + suspect.grows.own_bytes, suspect.retained_growth);
            if let Some(entry) = &suspect.per_entry {
                let parts: u64 = entry.parts.iter().map(|part| part.bytes).sum();
                prop_assert_eq!(entry.own_bytes + parts + entry.other_bytes, entry.bytes);
                prop_assert!(entry.bytes <= suspect.retained_growth);
            }
        }
    }

    #[test]
    fn nothing_grows_between_a_snapshot_and_itself(drawing in any_program()) {
        let columns = BaseColumns::of(&heap(&drawing)).unwrap();
        prop_assert_eq!(&BaseColumns::from(Transfer::from(columns.clone())), &columns);
        let (findings, growth) = found(&drawing, &drawing);
        prop_assert!(findings.same_process);
        prop_assert!(findings.suspects.is_empty() && findings.set_aside.is_empty());
        prop_assert_eq!((growth, findings.balance.parts.len()), (0, 0));
    }
}

/// The random programs do leak: else the test above would hold nothing.
#[test]
fn random_programs_have_suspects() {
    let values: Vec<Value> = (0..60).map(|number| (1000, number % 3, 3 + number % 9, 1000)).collect();
    let (base, current) = leaks(&values);
    let (findings, growth) = found(&base, &current);
    assert!(!findings.suspects.is_empty());
    assert_eq!((findings.growth() as i64, growth), (60_000, 60_000));
}

/// What most of the rest is, is said of what has more than half of it.
#[test]
fn most_of_the_rest_is_more_than_half_of_it() {
    let names = |size: u32| {
        let (mut base, store) = store();
        let kept = base.node(NodeType::OBJECT, "Kept", 100);
        base.edge(store, EdgeType::Property, "kept", kept);
        let mut current = base.clone();
        let parser = current.node(NodeType::OBJECT, "Parser", size);
        current.edge(1, EdgeType::Property, "parser", parser);
        for class in ["Grid", "Chart", "Table"] {
            let other = current.node(NodeType::OBJECT, class, 20_000);
            current.edge(kept, EdgeType::Property, class, other);
        }
        let balance = found(&base, &current).0.balance;
        let rest = balance.parts.into_iter().find(|part| part.kind == BalanceKind::Rest).unwrap();
        rest.names.into_iter().map(|name| name.text().as_js_str().to_string()).collect::<Vec<String>>()
    };
    assert_eq!((names(30_000), names(90_000)), (Vec::new(), vec!["Parser".to_owned()]));
}

/// The table of a WeakMap grows by itself and is no suspect, but it is said whose it is.
#[test]
fn a_weak_map_that_became_larger_is_what_most_of_the_rest_is() {
    let (mut base, store) = store();
    let weak_map = base.node(NodeType::OBJECT, "WeakMap", 40);
    base.edge(store, EdgeType::Property, "meta", weak_map);
    let mut current = base.clone();
    let table = current.node(NodeType::ARRAY, "", 60_000);
    current.edge(weak_map, EdgeType::Internal, "table", table);
    let findings = found(&base, &current).0;
    assert!(findings.suspects.is_empty());
    let rest = findings.balance.parts.into_iter().find(|part| part.kind == BalanceKind::Rest).unwrap();
    assert!(rest.names.iter().map(|name| name.text().as_js_str().to_string()).eq(["Store.meta"]));
}
