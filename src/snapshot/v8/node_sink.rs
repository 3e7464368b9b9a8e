//! The `nodes` section: batches of numbers → [`Nodes`].

use super::header::Header;
use crate::error::{OutOfMemory, Problem};
use crate::index::{Column, EdgeIndex, NodeOrdinal, Position, StringIndex, TraceIndex};
use crate::snapshot::Nodes;
use crate::snapshot::sizes::MOST_BYTES;

/// Fills [`Nodes`] batch by batch and checks what can be checked at once.
#[derive(Debug)]
pub struct NodeSink {
    nodes: Nodes,
    /// For each node the file's number of the stack that made it; empty without stacks.
    traces: Column<NodeOrdinal, TraceIndex>,
    announced: u64,
    announced_edges: u64,
    edges: u64,
    largest_name: u32,
    unknown: u64,
    /// What sizes may still add up to.
    bytes_left: u64,
}

impl NodeSink {
    /// A sink with room for what the header announces, as far as `most` nodes can be in the file.
    pub fn new(header: &Header, most: u64) -> Result<Self, OutOfMemory> {
        let room = usize::try_from(header.node_count.min(most)).unwrap_or(usize::MAX);
        let mut nodes = Nodes::default();
        nodes.kind.try_reserve(room)?;
        nodes.name.try_reserve(room)?;
        nodes.self_size.try_reserve(room)?;
        nodes.first_edge.try_reserve(room.saturating_add(1))?;
        if header.node.detachedness.is_some() {
            nodes.detachedness.try_reserve(room)?;
        }
        let mut traces = Column::default();
        if header.node.trace.is_some() {
            traces.try_reserve(room)?;
        }
        Ok(Self {
            nodes,
            traces,
            announced: header.node_count,
            announced_edges: header.edge_count,
            edges: 0,
            largest_name: 0,
            unknown: 0,
            bytes_left: MOST_BYTES,
        })
    }

    /// Takes whole records; `large` has the positions and values of the numbers that are 2³² or more.
    pub fn accept(&mut self, header: &Header, numbers: &[u32], large: &[(usize, u64)]) -> Result<(), Problem> {
        let layout = &header.node;
        let records = numbers.len() / layout.stride;
        let held = (self.nodes.len() + records) as u64;
        if held > self.announced {
            return Err(Problem::CountMismatch { items: "nodes", announced: self.announced, held });
        }
        // One pass per column over a batch that lies in the first-level cache.
        let field = |offset: usize| numbers.chunks_exact(layout.stride).map(move |record| record[offset]);
        let all_known = field(layout.kind).max().is_none_or(|largest| (largest as usize) < layout.types.len());
        let nodes = &mut self.nodes;
        // What the header announced has its room; only of a header that announces nothing there is more to come.
        nodes.kind.try_grow(records)?;
        nodes.name.try_grow(records)?;
        nodes.self_size.try_grow(records)?;
        nodes.detachedness.try_grow(if layout.detachedness.is_some() { records } else { 0 })?;
        if all_known {
            nodes.kind.extend(field(layout.kind).map(|kind| layout.types[kind as usize]));
        } else {
            let type_of = |kind: u32| layout.types.get(kind as usize).copied();
            self.unknown += field(layout.kind).filter(|&kind| type_of(kind).is_none()).count() as u64;
            nodes.kind.extend(field(layout.kind).map(|kind| type_of(kind).unwrap_or(layout.unknown)));
        }
        nodes.name.extend(field(layout.name).map(StringIndex));
        nodes.id.extend(field(layout.id))?;
        let first = nodes.self_size.len();
        nodes.self_size.extend_small(field(layout.self_size));
        for &(at, size) in large.iter().filter(|(at, _)| at % layout.stride == layout.self_size) {
            let size = size.min(self.bytes_left);
            self.bytes_left -= size;
            nodes.self_size.set(NodeOrdinal::at(first + at / layout.stride), size);
        }
        for count in field(layout.edge_count) {
            nodes.first_edge.push(EdgeIndex(self.edges as u32))?;
            self.edges += u64::from(count);
        }
        if let Some(detachedness) = layout.detachedness {
            nodes.detachedness.extend(field(detachedness).map(|state| state.min(u32::from(u8::MAX)) as u8));
        }
        if let Some(trace) = layout.trace {
            self.traces.try_grow(records)?;
            self.traces.extend(field(trace).map(TraceIndex));
        }
        self.largest_name = field(layout.name).fold(self.largest_name, u32::max);
        if self.edges > self.announced_edges {
            let announced = self.announced_edges;
            return Err(Problem::CountMismatch { items: "edges", announced, held: self.edges });
        }
        Ok(())
    }

    /// How many nodes there are, and how many edges they say to have: of a header that announces nothing, what it should
    /// have announced. To be asked when the section is over.
    pub fn announce_what_is_there(&mut self) -> (u64, u64) {
        (self.announced, self.announced_edges) = (self.nodes.len() as u64, self.edges);
        (self.announced, self.announced_edges)
    }

    /// For each node the file's number of the stack that made it, to be taken when the section is over.
    pub fn take_traces(&mut self) -> Column<NodeOrdinal, TraceIndex> {
        std::mem::take(&mut self.traces)
    }

    /// The finished columns, the largest string index that a name uses, and how many nodes are of an unknown type.
    pub fn finish(mut self) -> Result<(Nodes, u32, u64), Problem> {
        let held = self.nodes.len() as u64;
        if held != self.announced {
            return Err(Problem::CountMismatch { items: "nodes", announced: self.announced, held });
        }
        if self.edges != self.announced_edges {
            let announced = self.announced_edges;
            return Err(Problem::CountMismatch { items: "edges", announced, held: self.edges });
        }
        self.nodes.first_edge.push(EdgeIndex(self.edges as u32))?;
        Ok((self.nodes, self.largest_name, self.unknown))
    }
}
