//! User roots: where the program's own objects start, as opposed to V8's (docs/semantics.md §5).

use super::well_known_names::{Role, WellKnownNames};
use crate::index::NodeOrdinal;
use crate::snapshot::{NodeType, Snapshot};

/// Targets of the root's edges that are user roots, in edge order, as often as they occur.
pub fn user_roots<'a>(
    snapshot: &'a Snapshot,
    well_known: &'a WellKnownNames,
) -> impl Iterator<Item = NodeOrdinal> + use<'a> {
    snapshot
        .edges_of(snapshot.root)
        .map(|edge| snapshot.edges.target(edge))
        .filter(|&target| !is_synthetic(snapshot, target) || is_document_dom_trees(snapshot, well_known, target))
}

/// Whether a node stands for a group and not for an object.
pub fn is_synthetic(snapshot: &Snapshot, node: NodeOrdinal) -> bool {
    snapshot.nodes.kind[node] == NodeType::SYNTHETIC
}

/// Whether a node is the group of all documents.
pub fn is_document_dom_trees(snapshot: &Snapshot, well_known: &WellKnownNames, node: NodeOrdinal) -> bool {
    is_synthetic(snapshot, node) && well_known.role(snapshot.nodes.name[node]) == Role::DocumentDomTrees
}
