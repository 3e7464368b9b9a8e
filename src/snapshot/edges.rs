//! The `edges` section: batches of numbers → one column per field.

use super::header::Header;
use super::nodes::out_of_range;
use super::types::EdgeType;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, EdgeIndex, NodeOrdinal, StringIndex};

/// The edges of a snapshot: a column per field, in file order, which groups them by the node they start from.
#[derive(Debug, Default)]
pub struct Edges {
    /// In which way the edge refers to its target.
    pub kind: Column<EdgeIndex, EdgeType>,
    /// A number for the types that [`EdgeType::is_numbered`] says, else a [`StringIndex`].
    pub name_or_index: Column<EdgeIndex, u32>,
    /// The node that is referred to.
    pub target: Column<EdgeIndex, NodeOrdinal>,
}

impl Edges {
    /// Number of edges.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether there is no edge.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// The position of the edge's name in the string table, if it has one.
    #[inline]
    pub fn name(&self, edge: EdgeIndex) -> Option<StringIndex> {
        (!self.kind[edge].is_numbered()).then(|| StringIndex(self.name_or_index[edge]))
    }
}

/// Fills [`Edges`] batch by batch and checks what can be checked at once.
#[derive(Debug)]
pub struct EdgeSink {
    edges: Edges,
    announced: u64,
    largest_name: u32,
}

impl EdgeSink {
    /// A sink with room for what the header announces, as far as `most` edges can be in the file.
    pub fn new(header: &Header, most: u64) -> Result<Self, OutOfMemory> {
        let room = usize::try_from(header.edge_count.min(most)).unwrap_or(usize::MAX);
        let mut edges = Edges::default();
        edges.kind.try_reserve(room)?;
        edges.name_or_index.try_reserve(room)?;
        edges.target.try_reserve(room)?;
        Ok(Self { edges, announced: header.edge_count, largest_name: 0 })
    }

    /// Takes whole records.
    pub fn accept(&mut self, header: &Header, numbers: &[u32]) -> Result<(), Problem> {
        let layout = &header.edge;
        let node_stride = header.node.stride as u32;
        let held = (self.edges.len() + numbers.len() / layout.stride) as u64;
        if held > self.announced {
            return Err(Problem::CountMismatch { items: "edges", announced: self.announced, held });
        }
        for record in numbers.chunks_exact(layout.stride) {
            let kind = record[layout.kind];
            let Some(&kind) = layout.types.get(kind as usize) else {
                return Err(out_of_range("an edge's type", kind, layout.types.len()));
            };
            let (name, to) = (record[layout.name], record[layout.to]);
            let target = to / node_stride;
            if target * node_stride != to || u64::from(target) >= header.node_count {
                return Err(bad_target(to, header));
            }
            if !kind.is_numbered() {
                self.largest_name = self.largest_name.max(name);
            }
            self.edges.kind.push(kind);
            self.edges.name_or_index.push(name);
            self.edges.target.push(NodeOrdinal(target));
        }
        Ok(())
    }

    /// The finished columns and the largest string index that a name uses.
    pub fn finish(self) -> Result<(Edges, u32), Problem> {
        let held = self.edges.len() as u64;
        if held != self.announced {
            return Err(Problem::CountMismatch { items: "edges", announced: self.announced, held });
        }
        Ok((self.edges, self.largest_name))
    }
}

fn bad_target(to: u32, header: &Header) -> Problem {
    let limit = header.node_count * header.node.stride as u64;
    if u64::from(to) < limit {
        let expected = "an edge's to_node to be a multiple of the number of node fields";
        return Problem::Unexpected { expected, found: to.to_string() };
    }
    Problem::OutOfRange { what: "an edge's to_node", value: u64::from(to), limit }
}
