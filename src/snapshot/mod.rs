//! Bytes → columns: the first room of the engine.
//!
//! A file goes through [`Input`], which unpacks it (`packing`) and hands it to the reader of its format (`v8`),
//! and comes out as a [`Snapshot`]: columns that have been checked against each other, so that every index in them can
//! be used without a further question. Knows nothing of what the graph means.

mod allocations;
mod cells;
mod edges;
mod firefox;
mod first_edges;
mod format;
mod input;
mod jsc;
mod locations;
mod nodes;
pub(crate) mod other_files;
mod packed;
pub mod packing;
mod parallel;
mod scopes;
mod sink;
mod sizes;
mod strings;
mod types;
pub mod v8;
mod warnings;

pub use allocations::{Allocations, Sample, Trace, TracedFunction};
pub use edges::{Edges, Link};
pub use input::Input;
pub use locations::{Location, Locations, LocationsInOrder};
pub use nodes::Nodes;
pub use packed::InOrder;
pub use parallel::ParallelReader;
pub use scopes::{Scope, Scopes, VariableUse};
pub use sink::Sink;
pub use sizes::Sizes;
pub use strings::StringTable;
pub use types::{EdgeType, Format, NodeType};
pub use warnings::Warnings;

use crate::index::{EdgeIndex, NodeOrdinal, Position};
use crate::text::JsStr;

/// Stands for a name that the file does not have.
const MISSING_NAME: &[u8] = b"(name missing)";

/// A snapshot as it stands in its file.
///
/// Checked on reading: every target is a node, every name a string, edges belong to the nodes in order, and the root
/// exists.
#[derive(Debug)]
pub struct Snapshot {
    /// The format of the file.
    pub format: Format,
    /// The node from which everything is reached.
    pub(crate) root: NodeOrdinal,
    /// Bytes outside of the heap that belong to the total.
    pub(crate) extra_native_bytes: f64,
    /// The name of each node type.
    pub(crate) node_type_names: Vec<String>,
    /// The nodes.
    pub(crate) nodes: Nodes,
    /// The edges.
    pub(crate) edges: Edges,
    /// The strings, those of the file and then those the engine adds.
    pub(crate) strings: StringTable,
    /// How many of them are the file's.
    pub(crate) strings_of_file: usize,
    /// Where in the source nodes come from.
    pub(crate) locations: Locations,
    /// Which variables contexts have, and who uses them.
    pub(crate) scopes: Scopes,
    /// Which functions allocated what, and when, if that was recorded.
    pub(crate) allocations: Allocations,
    /// What of the file cannot be shown as it stands.
    pub warnings: Warnings,
}

impl Snapshot {
    /// The name of a node as it stands in the file (with the prefix "Detached " if it was found to be).
    #[inline]
    pub fn raw_name(&self, node: NodeOrdinal) -> JsStr<'_> {
        self.strings.get(self.nodes.name[node])
    }

    /// The name of a node's type.
    pub fn type_name(&self, node: NodeOrdinal) -> &str {
        self.node_type_names.get(usize::from(self.nodes.kind[node].0)).map_or("", String::as_str)
    }

    /// The edges that start from a node, in file order.
    #[inline]
    pub fn edges_of(&self, node: NodeOrdinal) -> impl DoubleEndedIterator<Item = EdgeIndex> + Clone + use<> {
        self.nodes.edge_range(node).map(EdgeIndex::at)
    }

    /// Types and targets of the edges that start from a node, in file order.
    #[inline]
    pub fn links_of(&self, node: NodeOrdinal) -> &[Link] {
        self.edges.links_in(self.nodes.edge_range(node))
    }

    /// The target of a node's first edge of type `kind` and name `name`.
    pub fn target_of(&self, node: NodeOrdinal, kind: EdgeType, name: &str) -> Option<NodeOrdinal> {
        self.edges_of(node)
            .find(|&edge| {
                self.edges.kind(edge) == kind
                    && self.edges.name(edge).is_some_and(|string| self.strings.get(string).is(name))
            })
            .map(|edge| self.edges.target(edge))
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
