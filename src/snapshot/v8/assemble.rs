//! The sections of a file → a [`Snapshot`]: what can only be checked when all of them have been read.

use super::complaint::out_of_range;
use super::edge_sink::EdgeSink;
use super::header::Header;
use super::location_sink::LocationSink;
use super::node_sink::NodeSink;
use crate::error::Problem;
use crate::index::{NodeOrdinal, Position};
use crate::snapshot::{Snapshot, StringTable};

/// The snapshot of these sections.
///
/// # Errors
///
/// When counts differ from what was announced, or a name or the root is not in the file.
pub fn assembled(
    header: Header,
    nodes: NodeSink,
    edges: EdgeSink,
    locations: LocationSink,
    strings: StringTable,
) -> Result<Snapshot, Problem> {
    let (nodes, largest_node_name) = nodes.finish()?;
    let (edges, largest_edge_name) = edges.finish()?;
    let largest_name = largest_node_name.max(largest_edge_name);
    if largest_name as usize >= strings.len() {
        return Err(out_of_range("the string index of a name", largest_name, strings.len()));
    }
    let root = header.root_index / header.node.stride as u64;
    if root >= nodes.len() as u64 {
        return Err(out_of_range("root_index", header.root_index as u32, nodes.len() * header.node.stride));
    }
    Ok(Snapshot {
        root: NodeOrdinal::at(root as usize),
        extra_native_bytes: header.extra_native_bytes,
        node_type_names: header.node.type_names,
        nodes,
        edges,
        strings,
        locations: locations.finish(),
    })
}
