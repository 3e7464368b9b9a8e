//! Texts of concatenated strings against the plain walk, and at depths that forbid it.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::graph::testing::Drawing;
use crate::index::{Column, EdgeIndex, Position, StringIndex};
use crate::snapshot::{Edges, Format, Nodes, StringTable};
use crate::text::JsStr;

/// The reference's rule, step by step; `None` where it would not end.
fn by_the_rule(drawing: &Drawing, node: usize) -> Option<String> {
    let (mut text, mut parts) = (String::new(), vec![node]);
    for _ in 0..20_000 {
        let Some(part) = parts.pop().filter(|_| text.encode_utf16().count() < 1024) else { return Some(text) };
        let (kind, name, _) = &drawing.nodes[part];
        if *kind == NodeType::CONCATENATED_STRING {
            let half = |name: &str| {
                drawing.edges.iter().find(|edge| edge.0 == part && edge.2 == name).map_or(0, |edge| edge.3)
            };
            parts.extend([half("second"), half("first")]);
        } else {
            text.push_str(name);
        }
    }
    None
}

/// A heap of the given leaves and ropes; halves count from the first leaf, one too many is missing.
fn drawing(leaves: &[String], ropes: &[(usize, usize)]) -> Drawing {
    let mut drawing = Drawing::new();
    for leaf in leaves {
        drawing.node(NodeType::STRING, leaf, 1);
    }
    for (at, &halves) in ropes.iter().enumerate() {
        let rope = drawing.node(NodeType::CONCATENATED_STRING, "", 1);
        assert_eq!(rope, 1 + leaves.len() + at);
        for (name, half) in [("first", halves.0), ("second", halves.1)] {
            if half < leaves.len() + ropes.len() {
                drawing.edge(rope, EdgeType::Internal, name, 1 + half);
            }
        }
    }
    drawing
}

proptest! {
    #[test]
    fn any_ropes(
        leaves in prop::collection::vec(prop::sample::select(vec!["", "a", "é😀", "bcd"]).prop_flat_map(|text| (0usize..500).prop_map(move |times| text.repeat(times))), 1..4),
        ropes in prop::collection::vec((0usize..13, 0usize..13), 1..9),
        order in prop::collection::vec(0usize..9, 1..12),
    ) {
        let drawing = drawing(&leaves, &ropes);
        let snapshot = drawing.snapshot();
        let mut known = Ropes::default();
        for rope in order {
            let node = 1 + leaves.len() + rope % ropes.len();
            let (alone, among_many) = (text(&snapshot, NodeOrdinal::at(node)), known.text(&snapshot, NodeOrdinal::at(node)));
            if let Some(expected) = by_the_rule(&drawing, node) {
                prop_assert_eq!(alone.as_js_str().to_string(), expected.clone());
                prop_assert_eq!(among_many.as_js_str().to_string(), expected);
            }
        }
    }
}

const DEPTH: u32 = 200_000;

/// A root, a leaf, and a string that grew by the leaf `DEPTH` times: at its end, or at its start.
fn grown(leaf: &str, at_end: bool) -> Snapshot {
    let mut strings = StringTable::default();
    for text in ["", "first", "second", leaf] {
        strings.add(JsStr::new(text.as_bytes())).unwrap();
    }
    let (mut nodes, mut edges) = (Nodes::default(), Edges::default());
    for node in 0..2 + DEPTH {
        let (kind, name) = match node {
            0 => (NodeType::SYNTHETIC, 0),
            1 => (NodeType::STRING, 3),
            _ => (NodeType::CONCATENATED_STRING, 0),
        };
        nodes.kind.push(kind);
        nodes.name.push(StringIndex(name));
        nodes.first_edge.push(EdgeIndex(edges.len() as u32)).unwrap();
        if node >= 2 {
            let halves = if at_end { [node - 1, 1] } else { [1, node - 1] };
            for (name, half) in [1, 2].into_iter().zip(halves) {
                edges.push(EdgeType::Internal, name, NodeOrdinal(half)).unwrap();
            }
        }
    }
    nodes.first_edge.push(EdgeIndex(edges.len() as u32)).unwrap();
    let node_type_names = NodeType::KNOWN.map(str::to_owned).into();
    nodes.detachedness = Column::default();
    Snapshot {
        format: Format::V8,
        root: NodeOrdinal(0),
        extra_native_bytes: 0.0,
        node_type_names,
        nodes,
        edges,
        strings_of_file: strings.len(),
        strings,
        locations: Default::default(),
        scopes: Default::default(),
        allocations: Default::default(),
        warnings: Default::default(),
    }
}

#[test]
fn all_names_of_a_deep_rope() {
    // Going down for each name would take 20,000,000,000 steps.
    let leaf = "A piece of text ".repeat(8);
    for (leaf, at_end) in [(leaf.as_str(), true), (&leaf, false), ("", true), ("", false)] {
        let snapshot = grown(leaf, at_end);
        let mut ropes = Ropes::default();
        for node in (2..2 + DEPTH).rev() {
            let leaves = (node as usize).min(1024usize.div_ceil(leaf.len().max(1)));
            let text = ropes.text(&snapshot, NodeOrdinal(node));
            assert_eq!(text.as_js_str().as_bytes().len(), leaf.len() * leaves, "{node}");
        }
    }
}

#[test]
fn what_contains_itself_ends() {
    let leaves = [String::new(), "x".to_owned()];
    let (empty, x, itself) = (0, 1, 2);
    for (halves, length) in [((x, itself), 1024), ((itself, x), 0), ((empty, itself), 0), ((itself, itself), 0)] {
        let drawing = drawing(&leaves, &[halves]);
        let snapshot = drawing.snapshot();
        let node = NodeOrdinal::at(3);
        assert_eq!(text(&snapshot, node).as_js_str().utf16_len(), length);
        assert_eq!(Ropes::default().text(&snapshot, node).as_js_str().utf16_len(), length);
    }
}
