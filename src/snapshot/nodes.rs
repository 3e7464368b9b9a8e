//! The nodes of a snapshot: one column per field.

use super::first_edges::FirstEdges;
use super::packed::PackedColumn;
use super::sizes::Sizes;
use super::types::NodeType;
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex};

/// The nodes of a snapshot: a column per field, in file order.
#[derive(Debug, Default)]
pub struct Nodes {
    /// What kind of heap object each node is.
    pub kind: Column<NodeOrdinal, NodeType>,
    /// Name; for strings, the text itself.
    pub name: Column<NodeOrdinal, StringIndex>,
    /// Id, stable for an object within one process.
    pub id: PackedColumn<NodeOrdinal>,
    /// Shallow size in bytes; after attribution, with what the node owns (docs/semantics.md §8).
    pub self_size: Sizes<NodeOrdinal>,
    /// The first edge of each node, and at the end the number of edges: a node's edges end where the next one's start.
    pub first_edge: FirstEdges,
    /// The file's detachedness (0 unknown, 1 attached, 2 detached); empty if the file has none.
    pub detachedness: Column<NodeOrdinal, u8>,
}

impl Nodes {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// The edges that start from a node, as positions `start..end`.
    #[inline]
    pub fn edge_range(&self, node: NodeOrdinal) -> std::ops::Range<usize> {
        self.first_edge.range(node.index())
    }

    /// The node that an edge starts from.
    pub fn source_of(&self, edge: EdgeIndex) -> NodeOrdinal {
        self.first_edge.source_of(edge)
    }

    /// The node with this id.
    pub fn find_id(&self, id: u32) -> Option<NodeOrdinal> {
        self.id.iter().find(|&(_, candidate)| candidate == id).map(|(node, _)| node)
    }
}
