//! Heaps drawn for tests: from a list, or at random with everything that makes graphs hard.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::WellKnownNames;
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex};
use crate::snapshot::{EdgeType, Edges, Format, NodeType, Nodes, Snapshot, StringTable};
use crate::text::JsStr;

/// From, type, name (a number for numbered types), to.
pub type Edge = (usize, EdgeType, String, usize);

/// As many drawn cases as `PROPTEST_CASES` asks for; else so many.
pub fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

/// A heap under construction; node 0 is the root.
#[derive(Clone, Debug)]
pub struct Drawing {
    pub root: usize,
    pub nodes: Vec<(NodeType, String, u32)>,
    pub edges: Vec<Edge>,
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

    /// Bytecode that names these things: then they are the program's own. Returns its constant pool.
    pub fn code_naming(&mut self, names: &[&str]) -> usize {
        let bytecode = self.node(NodeType::CODE, "system / BytecodeArray", 8);
        let pool = self.node(NodeType::ARRAY, "", 8);
        self.edge(0, EdgeType::Element, "1", bytecode);
        self.edge(bytecode, EdgeType::Hidden, "1", pool);
        for name in names {
            let string = self.node(NodeType::STRING, name, 8);
            self.edge(pool, EdgeType::Internal, "7", string);
        }
        pool
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
            nodes.id.push(ordinal as u32 * 2 + 1).unwrap();
            nodes.self_size.push((*size).into());
            nodes.first_edge.push(EdgeIndex(edges.len() as u32)).unwrap();
            for (_, kind, name, to) in self.edges.iter().filter(|edge| edge.0 == ordinal) {
                let number = if kind.is_numbered() { name.parse().unwrap() } else { intern(name) };
                edges.push(*kind, number, NodeOrdinal(*to as u32)).unwrap();
            }
        }
        nodes.first_edge.push(EdgeIndex(edges.len() as u32)).unwrap();
        nodes.detachedness = Column::filled(nodes.len(), 0).unwrap();
        if let Ok(well_known) = WellKnownNames::find(&strings) {
            well_known.mark_entries(&mut edges);
        }
        Snapshot {
            format: Format::V8,
            root: NodeOrdinal(self.root as u32),
            extra_native_bytes: 0.0,
            node_type_names: NodeType::KNOWN.map(str::to_owned).into(),
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

    /// Draws a value that a WeakMap holds for as long as its key lives, as V8 writes it: an edge from each. `serials` are
    /// the numbers with which their names begin.
    pub fn weak_map_entry(&mut self, key: usize, value: usize, table: usize, serials: [u32; 2]) {
        let [key_id, value_id, table_id] = [key, value, table].map(|node| node * 2 + 1);
        let pair = format!("part of key (K @{key_id}) -> value (V @{value_id}) pair in WeakMap (table @{table_id})");
        for (from, serial) in [key, table].into_iter().zip(serials) {
            self.edge(from, EdgeType::Internal, &format!("{serial} / {pair}"), value);
        }
    }

    /// Targets of the edges of a node that `follow` accepts.
    pub fn targets(&self, from: usize, follow: impl Fn(&Edge) -> bool) -> Vec<usize> {
        self.edges.iter().filter(|edge| edge.0 == from && follow(edge)).map(|edge| edge.3).collect()
    }

    /// Everything reached from `start` without entering `avoid`, over edges that `follow` accepts.
    pub fn reach(&self, start: &[usize], avoid: Option<usize>, follow: impl Fn(&Edge) -> bool) -> Vec<bool> {
        let mut reached = vec![false; self.nodes.len()];
        let mut list: Vec<usize> = start.iter().copied().filter(|&node| Some(node) != avoid).collect();
        list.iter().for_each(|&node| reached[node] = true);
        while let Some(node) = list.pop() {
            for to in self.targets(node, &follow) {
                if !reached[to] && Some(to) != avoid {
                    reached[to] = true;
                    list.push(to);
                }
            }
        }
        reached
    }
}

/// Names of nodes: some that several nodes have, some that the program made.
const NODE_NAMES: [&str; 8] = ["Object", "Object", "Array", "Session", "Détail", "<div>", "Detached <div>", "10"];

/// Nodes of which the rules know type and name.
const KNOWN_NODES: [(NodeType, &str); 4] = [
    (NodeType::HIDDEN, "system / NativeContext"),
    (NodeType::ARRAY, "(map descriptors)"),
    (NodeType::SYNTHETIC, "(Document DOM trees)"),
    (NodeType::NATIVE, "system / ExternalStringData"),
];

/// Names of edges: numbers for all types, and texts for those that have them.
const EDGE_NUMBERS: [&str; 6] = ["0", "1", "4", "7", "9", "10"];
const EDGE_TEXTS: [&str; 8] = ["a", "b", "Z", "10", "9x", "__proto__", "elements", "sloppy_function_map"];

/// Small heaps with unreachable cycles, parallel edges, self edges, weak edges, WeakMap entries, every type, names that
/// the rules know, and a root anywhere.
pub fn any_heap() -> impl Strategy<Value = Drawing> {
    (2usize..12).prop_flat_map(|count| {
        let nodes = prop::collection::vec(any_node(), count);
        let edges = prop::collection::vec(any_edge(count), 0..30);
        let entries = prop::collection::vec((0..count, 0..count, 0..count, any::<[u8; 2]>()), 0..3);
        (0..count, nodes, edges, entries).prop_map(|(root, mut nodes, edges, entries)| {
            nodes[root].0 = NodeType::SYNTHETIC;
            let mut drawing = Drawing { root, nodes, edges };
            let mut known = Vec::new();
            for (key, value, table, serials) in entries {
                // The root is asked for its edges by both searches for distances, which no real heap's entries notice.
                if key != root && table != root && !known.contains(&(key, value, table)) {
                    known.push((key, value, table));
                    drawing.weak_map_entry(key, value, table, serials.map(u32::from));
                }
            }
            drawing
        })
    })
}

fn any_node() -> impl Strategy<Value = (NodeType, String, u32)> {
    let kinds =
        [NodeType::HIDDEN, NodeType::ARRAY, NodeType::OBJECT, NodeType::NATIVE, NodeType::SYNTHETIC, NodeType::STRING];
    let plain = (prop::sample::select(kinds.to_vec()), prop::sample::select(NODE_NAMES.to_vec()));
    let node = prop_oneof![2 => plain, 1 => prop::sample::select(KNOWN_NODES.to_vec())];
    (node, 0u32..50).prop_map(|((kind, name), size)| (kind, name.to_owned(), size))
}

fn any_edge(nodes: usize) -> impl Strategy<Value = Edge> {
    let kinds = prop::sample::select(EdgeType::ALL.to_vec());
    (0..nodes, kinds, 0usize..EDGE_NUMBERS.len() + EDGE_TEXTS.len(), 0..nodes).prop_map(|(from, kind, name, to)| {
        let text = EDGE_TEXTS.get(name).filter(|_| !kind.is_numbered());
        (from, kind, (*text.unwrap_or(&EDGE_NUMBERS[name % EDGE_NUMBERS.len()])).to_owned(), to)
    })
}
