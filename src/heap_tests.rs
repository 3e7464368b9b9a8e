//! No step of a phase looks at more than a bound of nodes and edges: a person who clicks waits for one step.
#![allow(clippy::unwrap_used)]

use super::{Goal, Heap, Phase, Progress};
use crate::blocks::STEPS;
use crate::graph::testing::Drawing;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

/// Nodes that are reached, in a tree of which each refers to the root's first child as well, as objects do to their hidden
/// class; then as many in closed cycles of two that nothing reaches.
const NODES: usize = 8 * STEPS;

fn large() -> Snapshot {
    let mut snapshot = Drawing::new().snapshot();
    let (nodes, edges) = (&mut snapshot.nodes, &mut snapshot.edges);
    nodes.first_edge = Default::default();
    let (hub, half) = (NodeOrdinal(1), NODES / 2);
    for at in 0..NODES {
        if at > 0 {
            nodes.kind.push(NodeType::OBJECT);
            nodes.name.push(StringIndex(0));
            nodes.id.push(at as u32 * 2 + 1).unwrap();
            nodes.self_size.push(8);
        }
        nodes.first_edge.push(EdgeIndex::at(edges.len())).unwrap();
        let children = if at < half { 2 * at + 1..2 * at + 3 } else { at ^ 1..(at ^ 1) + 1 };
        for child in children.filter(|&child| at >= half || child < half) {
            edges.push(EdgeType::Element, 0, NodeOrdinal::at(child)).unwrap();
        }
        if at < half {
            edges.push(EdgeType::Element, 0, hub).unwrap();
        }
    }
    nodes.first_edge.push(EdgeIndex::at(edges.len())).unwrap();
    nodes.detachedness = Column::filled(NODES, 0).unwrap();
    snapshot
}

#[test]
fn no_step_of_a_phase_goes_through_all() {
    let mut heap = Heap::new(large()).unwrap();
    let edges = heap.snapshot.edges.len();
    let mut steps = Phase::ALL.map(|phase| (phase, 0));
    while let Some((phase, progress)) = heap.advance(Goal::RetainedSizes).unwrap() {
        steps.iter_mut().find(|(of, _)| *of == phase).unwrap().1 += 1;
        assert!(progress == Progress::Done || !heap.is_done(phase));
    }
    for (phase, steps) in steps {
        // What each phase goes through at the least; half of the nodes are reached, by nearly all edges.
        let rows = match phase {
            // Twice what is reached with its edges, and the least of each class.
            Phase::Distances => NODES / 2 + edges - NODES / 2 + NODES,
            // Edges twice, nodes for the lists' ends and the statistics.
            Phase::Retainers => 2 * edges + 2 * NODES,
            // The walk, the nodes not reached, the edges to lower numbers, the dominators.
            Phase::Dominators => edges + NODES / 2 + NODES / 2,
            // Sizes taken, added, placed; then linked, walked over twice, and taken off.
            Phase::RetainedSizes => 7 * NODES / 2,
        };
        println!("{phase:?}: {steps} steps, {} expected", rows / STEPS);
        assert!(steps >= rows / STEPS, "{phase:?}: {steps} steps for {rows} nodes and edges");
    }
}

#[test]
fn large_heaps_are_the_same_with_threads() {
    let [alone, together, many] = [1, 2, 4].map(|threads| Heap::completed(large(), threads).unwrap());
    for other in [together, many] {
        assert!(other.distances == alone.distances && other.class_retained == alone.class_retained);
        assert_eq!(other.statistics, alone.statistics);
        let [(tree, retained), (other_tree, other_retained)] = [&alone, &other]
            .map(|heap| heap.dominators.as_ref().map(|found| (&found.immediate, &found.retained)).unwrap());
        assert!(other_tree == tree && other_retained == retained);
        let retainers =
            |heap: &Heap, node| heap.retainers.as_ref().unwrap().of(&heap.snapshot, node).unwrap().into_owned();
        for node in [0, 1, 2, NODES / 2 - 1, NODES - 1].map(NodeOrdinal::at) {
            assert_eq!(retainers(&other, node), retainers(&alone, node));
        }
    }
}
