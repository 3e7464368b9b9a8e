//! The sections of a file → a [`Snapshot`]: what can only be checked when all of them have been read.

use super::complaint::out_of_range;
use super::edge_sink::EdgeSink;
use super::header::Header;
use super::location_sink::LocationSink;
use super::node_sink::NodeSink;
use crate::error::{OutOfMemory, Problem};
use crate::index::{NodeOrdinal, Position};
use crate::snapshot::{Allocations, Edges, Format, MISSING_NAME, Nodes, Scopes, Snapshot, StringTable, Warnings};
use crate::text::JsStr;

/// The snapshot of these sections, and what was met in them.
///
/// # Errors
///
/// When counts differ from what was announced, or the root is not in the file.
pub fn assembled(
    header: Header,
    nodes: NodeSink,
    edges: EdgeSink,
    locations: LocationSink,
    mut strings: StringTable,
    mut warnings: Warnings,
) -> Result<Snapshot, Problem> {
    let strings_of_file = strings.len();
    let (mut nodes, largest_node_name, unknown_nodes) = nodes.finish()?;
    let (mut edges, largest_edge_name) = edges.finish()?;
    warnings.cut_texts = strings.cut();
    warnings.unknown_nodes = unknown_nodes;
    warnings.unknown_edges = edges.unknown.len() as u64;
    warnings.unknown_locations = header.unknown_locations;
    if largest_node_name.max(largest_edge_name) as usize >= strings.len() {
        warnings.missing_names = give_missing_names(&mut nodes, &mut edges, &mut strings)?;
    }
    let locations = locations.finish(nodes.len())?;
    let root = header.root_index / header.node.stride as u64;
    if root >= nodes.len() as u64 {
        return Err(out_of_range("root_index", header.root_index as u32, nodes.len() * header.node.stride));
    }
    Ok(Snapshot {
        format: Format::V8,
        root: NodeOrdinal::at(root as usize),
        extra_native_bytes: header.extra_native_bytes,
        node_type_names: header.node.type_names,
        nodes,
        edges,
        strings,
        strings_of_file,
        locations,
        scopes: Scopes::default(),
        allocations: Allocations::default(),
        warnings,
    })
}

/// Names that are past the string table become one that says so; returns how many.
fn give_missing_names(nodes: &mut Nodes, edges: &mut Edges, strings: &mut StringTable) -> Result<u64, OutOfMemory> {
    let count = strings.len();
    let missing = strings.add(JsStr::new(MISSING_NAME))?;
    let of_nodes = nodes.name.as_mut_slice().iter_mut().filter(|name| name.index() >= count);
    let of_nodes = of_nodes.map(|name| *name = missing).count();
    Ok(of_nodes as u64 + edges.replace_names_past(count, missing)?)
}
