#![allow(clippy::unwrap_used)]
use super::*;
use crate::graph::testing::{Drawing, Edge, any_heap, cases};
use crate::graph::{Graph, WellKnownNames};
use crate::index::Position;
use crate::snapshot::{EdgeType, NodeType};
use proptest::prelude::*;

fn compute(heap: &Drawing) -> (Vec<usize>, Vec<u64>) {
    let snapshot = heap.snapshot();
    let well_known = WellKnownNames::find(&snapshot.strings).unwrap();
    let order = DominatorOrder::compute(Graph { snapshot: &snapshot, well_known: &well_known }).unwrap();
    let dominators = Dominators::new(&snapshot, order).unwrap();
    let immediate = dominators.immediate.as_slice().iter().map(|node| node.index()).collect();
    (immediate, dominators.retained.iter().map(|(_, size)| size).collect())
}

/// Dominators by definition: who is cut off when a node is taken away.
fn naive(heap: &Drawing) -> (Vec<usize>, Vec<u64>) {
    let count = heap.nodes.len();
    let page_entries: Vec<usize> = heap.targets(heap.root, |(_, kind, _, to)| match kind {
        EdgeType::Element => heap.nodes[*to].0 == NodeType::SYNTHETIC && heap.nodes[*to].1 == "(Document DOM trees)",
        kind => *kind == EdgeType::Shortcut,
    });
    let page_owned = heap.reach(&page_entries, None, |(_, kind, _, _)| *kind != EdgeType::Weak);
    let essential = |(from, kind, name, to): &Edge| {
        let from_weak_table =
            name.contains("WeakMap") && name.ends_with(&format!("pair in WeakMap (table @{})", from * 2 + 1));
        *kind != EdgeType::Weak
            && from != to
            && !from_weak_table
            && (*from == heap.root || (*kind != EdgeType::Shortcut && (!page_owned[*to] || page_owned[*from])))
    };
    let from_root = heap.reach(&[heap.root], None, essential);
    let mut starts = vec![heap.root];
    starts.extend(
        (0..count).filter(|&node| !from_root[node] && !heap.edges.iter().any(|edge| edge.3 == node && essential(edge))),
    );
    let reached = heap.reach(&starts, None, essential);
    let dominates: Vec<Vec<bool>> = (0..count)
        .map(|above| {
            if above == heap.root {
                return vec![true; count];
            }
            let without = heap.reach(&starts, Some(above), essential);
            (0..count).map(|node| reached[node] && (node == above || !without[node])).collect()
        })
        .collect();
    let depth = |node: usize| (0..count).filter(|&above| dominates[above][node]).count();
    let immediate = (0..count)
        .map(|node| {
            let above = (0..count)
                .filter(|&above| above != node && dominates[above][node] && (reached[node] || above == heap.root));
            above.max_by_key(|&above| depth(above)).unwrap_or(heap.root)
        })
        .collect();
    let retained = (0..count)
        .map(|above| {
            let below = (0..count).filter(|&node| node == above || dominates[above][node]);
            below.map(|node| u64::from(heap.nodes[node].2)).sum()
        })
        .collect();
    (immediate, retained)
}

proptest! {
    #![proptest_config(cases(2000))]
    #[test]
    fn equals_the_definition(heap in any_heap()) {
        prop_assert_eq!(compute(&heap), naive(&heap));
    }
}

#[test]
fn a_long_list_costs_no_stack() {
    let mut heap = Drawing::new();
    let mut above = 0;
    for _ in 0..20_000 {
        let node = heap.node(NodeType::OBJECT, "Link", 1);
        heap.edge(above, EdgeType::Property, "next", node);
        above = node;
    }
    let (immediate, retained) = compute(&heap);
    assert_eq!(immediate[20_000], 19_999);
    assert_eq!(retained[0], 20_000);
}

#[test]
fn sums_of_four_gibibytes_and_more() {
    let mut heap = Drawing::new();
    let above = heap.node(NodeType::OBJECT, "Object", u32::MAX);
    let below = heap.node(NodeType::OBJECT, "Object", u32::MAX - 1);
    let other = heap.node(NodeType::OBJECT, "Object", 7);
    for (from, to) in [(0, above), (above, below), (0, other)] {
        heap.edge(from, EdgeType::Property, "a", to);
    }
    assert_eq!(compute(&heap), naive(&heap));
    assert_eq!(compute(&heap).1[above], 2 * u64::from(u32::MAX) - 1);
}
