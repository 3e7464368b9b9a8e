//! Heaps drawn for tests: from a list, or at random with everything that makes graphs hard.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::Landmarks;
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex};
use crate::snapshot::{EdgeType, Edges, NodeType, Nodes, Snapshot, StringTable};
use crate::text::JsStr;

/// A heap under construction; node 0 is the root.
#[derive(Clone, Debug)]
pub struct Drawing {
    pub root: usize,
    pub nodes: Vec<(NodeType, String, u32)>,
    /// From, type, name (a number for numbered types), to.
    pub edges: Vec<(usize, EdgeType, String, usize)>,
}

impl Drawing {
    /// A heap of a synthetic root and nothing else.
    pub fn new() -> Self {
        Self { root: 0, nodes: vec![(NodeType::SYNTHETIC, String::new(), 0)], edges: Vec::new() }
    }

    pub fn node(&mut self, kind: NodeType, name: &str, size: u32) -> usize {
        self.nodes.push((kind, name.to_owned(), size));
        self.nodes.len() - 1
    }

    pub fn edge(&mut self, from: usize, kind: EdgeType, name: &str, to: usize) {
        self.edges.push((from, kind, name.to_owned(), to));
    }

    /// The heap as columns; ids are 1, 3, 5, … in order.
    pub fn snapshot(&self) -> Snapshot {
        let mut strings = StringTable::default();
        let mut known: Vec<String> = Vec::new();
        let mut intern = |text: &str| {
            let found = known.iter().position(|other| other == text);
            found.unwrap_or_else(|| {
                known.push(text.to_owned());
                strings.add(JsStr::new(text.as_bytes())).unwrap();
                known.len() - 1
            }) as u32
        };
        let mut nodes = Nodes::default();
        let mut edges = Edges::default();
        for (ordinal, (kind, name, size)) in self.nodes.iter().enumerate() {
            nodes.kind.push(*kind);
            nodes.name.push(StringIndex(intern(name)));
            nodes.id.push(ordinal as u32 * 2 + 1);
            nodes.self_size.push(*size);
            nodes.first_edge.push(EdgeIndex(edges.len() as u32));
            for (_, kind, name, to) in self.edges.iter().filter(|edge| edge.0 == ordinal) {
                let number = if kind.is_numbered() { name.parse().unwrap() } else { intern(name) };
                edges.push(*kind, number, NodeOrdinal(*to as u32));
            }
        }
        nodes.first_edge.push(EdgeIndex(edges.len() as u32));
        nodes.detachedness = Column::filled(nodes.len(), 0).unwrap();
        if let Ok(landmarks) = Landmarks::find(&strings) {
            landmarks.mark_entries(&mut edges);
        }
        Snapshot {
            root: NodeOrdinal(self.root as u32),
            extra_native_bytes: 0.0,
            node_type_names: NodeType::KNOWN.map(str::to_owned).into(),
            nodes,
            edges,
            strings,
            locations: Default::default(),
        }
    }

    /// Targets of the edges of a node that `follow` accepts.
    pub fn targets(&self, from: usize, follow: impl Fn(&EdgeType) -> bool) -> Vec<usize> {
        let of_node = self.edges.iter().filter(|edge| edge.0 == from && follow(&edge.1));
        of_node.map(|edge| edge.3).collect()
    }

    /// Everything reached from `start` without entering `avoid`, over edges that `essential` accepts.
    pub fn reach(
        &self,
        start: &[usize],
        avoid: Option<usize>,
        essential: impl Fn(usize, &EdgeType, usize) -> bool,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.nodes.len()];
        let mut list: Vec<usize> = start.iter().copied().filter(|&node| Some(node) != avoid).collect();
        list.iter().for_each(|&node| reached[node] = true);
        while let Some(node) = list.pop() {
            for (_, _, _, to) in
                self.edges.iter().filter(|(from, kind, _, to)| *from == node && essential(*from, kind, *to))
            {
                if !reached[*to] && Some(*to) != avoid {
                    reached[*to] = true;
                    list.push(*to);
                }
            }
        }
        reached
    }
}

/// Small heaps with unreachable cycles, parallel edges, self edges, weak edges, every type, and a root anywhere.
pub fn any_heap() -> impl Strategy<Value = Drawing> {
    let kinds = prop::sample::select(vec![
        NodeType::HIDDEN,
        NodeType::ARRAY,
        NodeType::OBJECT,
        NodeType::NATIVE,
        NodeType::SYNTHETIC,
        NodeType::STRING,
    ]);
    let edge_kinds = prop::sample::select(EdgeType::ALL.to_vec());
    (2usize..12).prop_flat_map(move |count| {
        let nodes = prop::collection::vec((kinds.clone(), Just("n".to_owned()), 0u32..50), count);
        let edges = prop::collection::vec((0..count, edge_kinds.clone(), Just("7".to_owned()), 0..count), 0..30);
        (0..count, nodes, edges).prop_map(|(root, mut nodes, edges)| {
            nodes[root].0 = NodeType::SYNTHETIC;
            Drawing { root, nodes, edges }
        })
    })
}
