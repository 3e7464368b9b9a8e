//! What kinds of things the memory is spent on (docs/semantics.md §13).

use std::ops::Range;

use serde::Serialize;

use crate::graph::well_known_names::Role;
use crate::graph::{Graph, Retainers, WellKnownNames};
use crate::index::{NodeOrdinal, Position};
use crate::snapshot::{NodeType, Snapshot};

/// Bytes by kind; every node counts once, except that an array's elements count for the array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statistics {
    /// Everything, with the extra native bytes.
    pub total: f64,
    /// Memory of the embedder.
    pub native: NativeStatistics,
    /// Memory of V8.
    pub v8heap: HeapStatistics,
}

/// Bytes of the embedder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NativeStatistics {
    /// All native nodes and the extra native bytes.
    pub total: f64,
    /// Contents of array buffers.
    pub typed_arrays: f64,
}

/// Bytes of V8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HeapStatistics {
    /// All that is not native.
    pub total: f64,
    /// Compiled code.
    pub code: f64,
    /// Arrays of the program, with their elements.
    pub js_arrays: f64,
    /// Strings.
    pub strings: f64,
    /// V8's own objects.
    pub system: f64,
}

/// Bytes of one kind, as DevTools' chart names them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct KindSize {
    /// What they are.
    pub kind: &'static str,
    /// Bytes.
    pub size: f64,
}

impl Statistics {
    /// The kinds of DevTools' chart, in its order; together they are the total.
    pub fn kinds(&self) -> [KindSize; 7] {
        let Self { native, v8heap, .. } = self;
        let named = v8heap.code + v8heap.strings + v8heap.js_arrays + v8heap.system;
        [
            ("Code", v8heap.code),
            ("strings", v8heap.strings),
            ("JS arrays", v8heap.js_arrays),
            ("typed arrays", native.typed_arrays),
            ("system objects", v8heap.system),
            ("other JS objects", v8heap.total - named),
            ("other non-JS objects", native.total - native.typed_arrays),
        ]
        .map(|(kind, size)| KindSize { kind, size })
    }

    /// Adds some nodes of a snapshot whose sizes have been attributed.
    #[inline(never)]
    pub fn add(&mut self, graph: Graph<'_>, retainers: &Retainers, nodes: Range<usize>) {
        let Graph { snapshot, well_known } = graph;
        for node in nodes.map(NodeOrdinal::at) {
            let size = snapshot.nodes.self_size.of(node) as f64;
            self.total += size;
            let role = well_known.role(snapshot.nodes.name[node]);
            match snapshot.nodes.kind[node] {
                NodeType::HIDDEN => self.v8heap.system += size,
                NodeType::NATIVE => {
                    self.native.total += size;
                    if role == Role::ArrayBufferData {
                        self.native.typed_arrays += size;
                    }
                }
                NodeType::CODE => self.v8heap.code += size,
                NodeType::STRING | NodeType::CONCATENATED_STRING | NodeType::SLICED_STRING => {
                    self.v8heap.strings += size;
                }
                _ if role == Role::Array => {
                    self.v8heap.js_arrays += size + elements_size(snapshot, well_known, retainers, node);
                }
                _ => {}
            }
        }
    }

    /// With what is outside of the heap, when all nodes have been added.
    #[must_use]
    pub fn with_extra(mut self, extra_native_bytes: f64) -> Self {
        self.native.total += extra_native_bytes;
        self.total += extra_native_bytes;
        self.v8heap.total = self.total - self.native.total;
        self
    }
}

/// The size of an array's backing store, if nothing else refers to it.
fn elements_size(snapshot: &Snapshot, well_known: &WellKnownNames, retainers: &Retainers, array: NodeOrdinal) -> f64 {
    let is_elements = |name| well_known.role(name) == Role::Elements;
    let edge = snapshot.edges_of(array).find(|&edge| {
        snapshot.edges.kind(edge) == crate::snapshot::EdgeType::Internal
            && snapshot.edges.name(edge).is_some_and(is_elements)
    });
    edge.map(|edge| snapshot.edges.target(edge))
        .filter(|&elements| retainers.is_only_one(elements))
        .map_or(0.0, |elements| snapshot.nodes.self_size.of(elements) as f64)
}
