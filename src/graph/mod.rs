//! Columns → graph: everything that follows from nodes and edges alone, each as a column per node.
//!
//! The order is the reference's (docs/semantics.md §2), because steps change what later ones see: detachedness renames
//! nodes, ownership moves sizes, and both must be done before names and sums. No step recurses, and none is worse than
//! near-linear in nodes plus edges.

pub mod block_variables;
pub mod detachedness;
pub mod distances;
pub mod dominators;
mod essential;
mod exported_variables;
pub mod flags;
pub mod native_contexts;
mod node_set;
pub mod not_in_file;
pub mod ownership;
pub mod reach;
pub mod retainers;
pub mod retaining_paths;
pub mod roots;
mod unused_variables;
pub mod visibility;
pub mod well_known_names;

#[cfg(test)]
pub(crate) mod testing;

pub use distances::{DistanceSearch, Distances};
pub use dominators::{DominatorOrder, DominatorSearch, DominatorSums, Dominators, TreeWalk};
pub use essential::{EssentialEdges, is_retaining, is_retaining_by};
pub use exported_variables::ExportedVariables;
pub use flags::Flags;
pub use node_set::NodeSet;
pub use not_in_file::{NotInFile, is_of_bun, is_of_javascriptcore};
pub use retainers::{RetainerSearch, Retainers};
pub use retaining_paths::RetainingPaths;
pub use unused_variables::{UnusedVariable, unused_variables};
pub use visibility::Visibility;
pub use well_known_names::WellKnownNames;

use crate::snapshot::Snapshot;

/// What the longer searches look at: they go on step by step and hold no reference in between.
#[derive(Clone, Copy, Debug)]
pub struct Graph<'a> {
    /// The nodes and edges.
    pub snapshot: &'a Snapshot,
    /// The names that mean something.
    pub well_known: &'a WellKnownNames,
}

#[cfg(test)]
mod tests;
