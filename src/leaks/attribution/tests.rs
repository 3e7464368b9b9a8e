//! New bytes are shared out once: by the attribution, and on the whole way to the suspects.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use crate::compare::wire::Wire;
use crate::graph::testing::{Drawing, any_heap};
use crate::leaks::attribution::{Attribution, Status};
use crate::leaks::baseline::{BaseColumns, Survivors};
use crate::leaks::findings::Findings;
use crate::leaks::model::Model;
use crate::leaks::pipeline::find_above;
use crate::leaks::testing::{array, heap, map, store};
use crate::snapshot::{EdgeType, NodeType};

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

fn found(base: &Drawing, current: &Drawing, least: u64) -> (Findings, u64) {
    let (base, current) = (heap(base), heap(current));
    let columns = BaseColumns::of(&base).unwrap();
    let survivors = Survivors::find(&current, &columns).unwrap();
    let sizes = current.snapshot.nodes.self_size.iter();
    let new = sizes.filter(|&(node, _)| survivors.is_new(node)).map(|(_, &size)| u64::from(size)).sum();
    (find_above(&current, &[columns], least).unwrap(), new)
}

proptest! {
    #[test]
    fn the_attribution_shares_all_new_bytes_out_once((base, current) in any_pair()) {
        let columns = BaseColumns::of(&heap(&base)).unwrap();
        let current = heap(&current);
        let model = Model::of(&current).unwrap();
        let survivors = Survivors::find(&current, &columns).unwrap();
        let attribution = Attribution::of(&model, &columns, survivors).unwrap();
        let nodes: Vec<_> = current.snapshot.nodes.kind.positions().collect();
        let size = |node| u64::from(current.snapshot.nodes.self_size[node]);
        let new: u64 = nodes.iter().copied().filter(|&node| attribution.survivors.is_new(node)).map(size).sum();
        let background = |&node: &_| attribution.growth.status[node] == Status::Background;
        let apart: u64 = nodes.iter().copied().filter(background).map(size).sum();
        let attributed: u64 = nodes.iter().copied().map(|node| attribution.growth.of_node(node).new_bytes).sum();
        prop_assert_eq!(attributed + apart, new);
        let findings = find_above(&current, &[columns], 1).unwrap();
        let in_suspects: u64 = findings.suspects.iter().map(|suspect| suspect.grows.new_bytes).sum();
        prop_assert_eq!(in_suspects + findings.background.bytes, new);
    }

    #[test]
    fn all_new_bytes_are_shared_out_once((base, current) in any_leaks()) {
        let (findings, new) = found(&base, &current, 1000);
        let in_suspects: u64 = findings.suspects.iter().map(|suspect| suspect.grows.new_bytes).sum();
        prop_assert_eq!(in_suspects + findings.background.bytes, new);
        // Nothing is replaced, so what is claimed is new, and claimed once.
        prop_assert!(findings.growth() <= new, "{} of {new}", findings.growth());
        for suspect in &findings.suspects {
            let classes: u64 = suspect.grows.classes.iter().map(|class| class.bytes).sum();
            prop_assert_eq!(classes, suspect.grows.new_bytes);
        }
    }

    #[test]
    fn nothing_grows_between_a_snapshot_and_itself(drawing in any_program()) {
        let heap = heap(&drawing);
        let columns = BaseColumns::of(&heap).unwrap();
        prop_assert_eq!(&BaseColumns::from(Wire::from(columns.clone())), &columns);
        let findings = find_above(&heap, &[columns], 1).unwrap();
        prop_assert!(findings.same_process);
        prop_assert!(findings.suspects.is_empty());
        prop_assert_eq!(findings.background.count, 0);
    }
}

/// The random programs do leak: else the test above would hold nothing.
#[test]
fn random_programs_have_suspects() {
    let values: Vec<Value> = (0..60).map(|number| (1000, number % 3, 3 + number % 9, 1000)).collect();
    let (base, current) = leaks(&values);
    let (findings, new) = found(&base, &current, 1000);
    assert_eq!(findings.suspects.len(), 3, "{:?}", findings.suspects);
    assert_eq!((findings.growth(), findings.background.bytes, new), (60_000, 0, 60_000));
}
