//! The steps of the graph against twins that follow the definitions.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::testing::{Drawing, Edge, any_heap, cases};
use super::{DistanceSearch, Distances, Flags, Graph, WellKnownNames, detachedness, distances, ownership};
use crate::index::{NodeOrdinal, Position};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

fn user_roots(heap: &Drawing) -> Vec<usize> {
    let mut targets = heap.targets(heap.root, |_| true);
    targets.retain(|&node| heap.nodes[node].0 != NodeType::SYNTHETIC || heap.nodes[node].1 == "(Document DOM trees)");
    targets
}

fn compute_distances(snapshot: &Snapshot, well_known: &WellKnownNames) -> Distances {
    let graph = Graph { snapshot, well_known };
    let mut search = DistanceSearch::new(graph).unwrap();
    while search.step(graph) {}
    search.finish()
}

/// The integer with which a name begins.
fn leading_integer(name: &str) -> Option<u64> {
    name.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// How distances spread over an edge.
enum Spread {
    Never,
    ToTarget,
    /// Once the other edge of this WeakMap entry has been met, too.
    AsPair(String),
}

fn spread(heap: &Drawing, (from, kind, name, _): &Edge) -> Spread {
    let is_named = |kind: NodeType, name: &str| heap.nodes[*from].0 == kind && heap.nodes[*from].1 == name;
    if *kind == EdgeType::Weak {
        return Spread::Never;
    }
    if is_named(NodeType::ARRAY, "(map descriptors)") {
        let is_value = leading_integer(name).is_some_and(|number| number >= 2 && number % 3 == 1);
        return if is_value { Spread::Never } else { Spread::ToTarget };
    }
    if is_named(NodeType::HIDDEN, "system / NativeContext") && name == "sloppy_function_map" {
        return Spread::Never;
    }
    match name.split_once(" / part of key") {
        Some((_, pair)) => Spread::AsPair(pair.to_owned()),
        None => Spread::ToTarget,
    }
}

/// Distances by relaxing every edge until nothing changes; `fixed` nodes are known from an earlier search. What they
/// say counts only where one edge of a WeakMap entry comes from them: it has been met then.
fn relax(heap: &Drawing, mut known: Vec<Option<i32>>, fixed: &[bool]) -> Vec<Option<i32>> {
    let lower = |known: &mut Vec<Option<i32>>, to: usize, distance: i32| {
        if !fixed[to] {
            known[to] = Some(known[to].map_or(distance + 1, |old| old.min(distance + 1)));
        }
    };
    for _ in 0..heap.nodes.len() {
        for (at, edge) in heap.edges.iter().enumerate() {
            let Some(distance) = known[edge.0] else { continue };
            match spread(heap, edge) {
                Spread::Never => {}
                Spread::ToTarget => lower(&mut known, edge.3, distance),
                Spread::AsPair(pair) => {
                    let is_other = |(position, other): &(usize, &Edge)| {
                        *position != at && matches!(spread(heap, other), Spread::AsPair(of) if of == pair)
                    };
                    let Some((_, other)) = heap.edges.iter().enumerate().find(is_other) else { continue };
                    let farther =
                        if fixed[other.0] { Some(distance) } else { known[other.0].map(|far| far.max(distance)) };
                    farther.into_iter().for_each(|farther| lower(&mut known, edge.3, farther));
                }
            }
        }
    }
    known
}

fn naive_distances(heap: &Drawing) -> Vec<i32> {
    let mut known = vec![None; heap.nodes.len()];
    let roots = user_roots(heap);
    roots.iter().for_each(|&node| known[node] = Some(1));
    let mut known = relax(heap, known, &vec![false; heap.nodes.len()]);
    let mut fixed: Vec<bool> = known.iter().map(Option::is_some).collect();
    let mut system = vec![None; heap.nodes.len()];
    system[heap.root] = Some(if roots.is_empty() { 0 } else { distances::SYSTEM });
    fixed[heap.root] = true;
    known[heap.root] = None;
    let system = relax(heap, system, &fixed);
    known.iter().zip(system).map(|(user, system)| user.or(system).unwrap_or(distances::UNREACHED)).collect()
}

/// Owners by definition: the non-candidates that reach a candidate through candidates only.
fn naive_sizes(heap: &Drawing) -> Vec<u32> {
    let mut sizes: Vec<u32> = heap.nodes.iter().map(|node| node.2).collect();
    if user_roots(heap).is_empty() {
        return sizes;
    }
    let is_candidate = |node: usize| match heap.nodes[node].0 {
        NodeType::HIDDEN | NodeType::ARRAY => true,
        NodeType::NATIVE => heap.nodes[node].1 == "system / ExternalStringData",
        _ => false,
    };
    let mut owners = vec![BTreeSet::new(); heap.nodes.len()];
    for _ in 0..=heap.nodes.len() {
        for (from, kind, _, to) in &heap.edges {
            if *kind != EdgeType::Weak && is_candidate(*to) {
                let more: BTreeSet<usize> = if is_candidate(*from) { owners[*from].clone() } else { [*from].into() };
                owners[*to].extend(more);
            }
        }
    }
    for (node, owners) in owners.iter().enumerate() {
        let mut owners = owners.iter();
        if let (Some(&owner), None) = (owners.next(), owners.next())
            && heap.nodes[owner].0 != NodeType::SYNTHETIC
        {
            sizes[owner] += sizes[node];
            sizes[node] = 0;
        }
    }
    sizes
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn distances_equal_relaxation(heap in any_heap()) {
        let snapshot = heap.snapshot();
        let well_known = WellKnownNames::find(&snapshot.strings).unwrap();
        let computed = compute_distances(&snapshot, &well_known);
        prop_assert_eq!(computed.as_slice(), naive_distances(&heap));
    }

    #[test]
    fn ownership_equals_the_definition(heap in any_heap()) {
        let mut snapshot = heap.snapshot();
        let well_known = WellKnownNames::find(&snapshot.strings).unwrap();
        ownership::attribute_sizes(&mut snapshot, &well_known).unwrap();
        prop_assert_eq!(snapshot.nodes.self_size.iter().map(|(_, size)| size as u32).collect::<Vec<_>>(), naive_sizes(&heap));
    }
}

#[test]
fn detachedness_spreads_to_native_nodes_of_unknown_state() {
    let mut heap = Drawing::new();
    let detached = heap.node(NodeType::NATIVE, "<div>", 1);
    let child = heap.node(NodeType::NATIVE, "<p>", 1);
    let script = heap.node(NodeType::OBJECT, "Handler", 1);
    let behind_script = heap.node(NodeType::NATIVE, "<b>", 1);
    let attached = heap.node(NodeType::NATIVE, "<i>", 1);
    let held_by_both = heap.node(NodeType::NATIVE, "<u>", 1);
    for (from, to) in [
        (detached, child),
        (detached, script),
        (script, behind_script),
        (detached, held_by_both),
        (attached, held_by_both),
    ] {
        heap.edge(from, EdgeType::Internal, "x", to);
    }
    let mut snapshot = heap.snapshot();
    snapshot.nodes.detachedness.as_mut_slice()[detached] = detachedness::DETACHED;
    snapshot.nodes.detachedness.as_mut_slice()[attached] = detachedness::ATTACHED;
    detachedness::propagate(&mut snapshot).unwrap();
    let name = |node: usize| snapshot.raw_name(NodeOrdinal::at(node)).to_string();
    let names: Vec<String> = [detached, child, script, behind_script, attached, held_by_both].map(name).into();
    assert_eq!(names, ["Detached <div>", "Detached <p>", "Handler", "<b>", "<i>", "<u>"]);
    assert!(detachedness::is_detached_dom(&snapshot, NodeOrdinal::at(child)));
    assert!(!detachedness::is_detached_dom(&snapshot, NodeOrdinal::at(held_by_both)));
}

#[test]
fn flags_follow_the_edges_that_they_name() {
    let mut heap = Drawing::new();
    let [global, named, hidden, behind_weak] =
        ["global", "a", "b", "c"].map(|name| heap.node(NodeType::OBJECT, name, 1));
    heap.edge(0, EdgeType::Shortcut, "global", global);
    heap.edge(global, EdgeType::Property, "a", named);
    heap.edge(named, EdgeType::Internal, "b", hidden);
    heap.edge(named, EdgeType::Weak, "c", behind_weak);
    let snapshot = heap.snapshot();
    let mut flags = Flags::of_user_roots(&snapshot).unwrap();
    while flags.step(&snapshot).unwrap() {}
    let of = [global, named, hidden, behind_weak].map(|node| flags.is_queriable(NodeOrdinal::at(node)));
    assert_eq!(of, [true, true, false, false]);
}

#[test]
fn the_value_of_a_weakmap_entry_is_as_far_as_the_farther_of_key_and_table() {
    let mut heap = Drawing::new();
    let [global, table, key, far_key, value] =
        ["global", "WeakMap", "Box", "Key", "Value"].map(|name| heap.node(NodeType::OBJECT, name, 1));
    heap.edge(0, EdgeType::Shortcut, "global", global);
    heap.edge(global, EdgeType::Property, "table", table);
    heap.edge(global, EdgeType::Property, "box", key);
    heap.edge(key, EdgeType::Property, "key", far_key);
    let part = " / part of key (Key @9) -> value (Value @11) pair in WeakMap (table @5)";
    heap.edge(table, EdgeType::Internal, &format!("1{part}"), value);
    heap.edge(far_key, EdgeType::Internal, &format!("2{part}"), value);
    let snapshot = heap.snapshot();
    let well_known = WellKnownNames::find(&snapshot.strings).unwrap();
    let computed = compute_distances(&snapshot, &well_known);
    assert_eq!(computed[NodeOrdinal::at(value)], 4);
}
