//! Whose bytes are these: V8's internal arrays and hidden objects count for the one object that owns them
//! (docs/semantics.md §8).
//!
//! A *candidate* is a node that can be owned. It gets the owner of what refers to it; two different owners make it
//! shared, and then it keeps its own size, as do those that nothing reaches. The result is a fixed point that does not
//! depend on the order of visits: a candidate's owner changes at most twice.

use super::landmarks::{Landmarks, Role};
use super::roots;
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

const NOBODY: NodeOrdinal = NodeOrdinal(u32::MAX);
const SHARED: NodeOrdinal = NodeOrdinal(u32::MAX - 1);

/// Moves the sizes of owned nodes to their owners. Does nothing in a snapshot without user roots, which shows V8's own view.
pub fn attribute_sizes(snapshot: &mut Snapshot, landmarks: &Landmarks) -> Result<(), OutOfMemory> {
    if roots::user_roots(snapshot, landmarks).next().is_none() {
        return Ok(());
    }
    let owners = find_owners(snapshot, landmarks)?;
    for (node, &owner) in owners.iter() {
        let moves = owner != node && owner != NOBODY && owner != SHARED;
        if moves && owner != snapshot.root && !roots::is_synthetic(snapshot, owner) {
            let size = std::mem::take(&mut snapshot.nodes.self_size[node]);
            let sum = snapshot.nodes.self_size[owner].wrapping_add(size);
            snapshot.nodes.self_size[owner] = sum;
        }
    }
    Ok(())
}

/// The owner of each node: itself, another one, [`SHARED`] or [`NOBODY`].
fn find_owners(snapshot: &Snapshot, landmarks: &Landmarks) -> Result<Column<NodeOrdinal, NodeOrdinal>, OutOfMemory> {
    let mut owners = Column::default();
    owners.try_reserve(snapshot.nodes.len())?;
    for node in snapshot.nodes.kind.positions() {
        owners.push(if is_candidate(snapshot, landmarks, node) { NOBODY } else { node });
    }
    let mut changed = Vec::new();
    for node in snapshot.nodes.kind.positions() {
        if owners[node] == node {
            claim_targets(snapshot, &mut owners, &mut changed, node);
        }
        while let Some(candidate) = changed.pop() {
            claim_targets(snapshot, &mut owners, &mut changed, candidate);
        }
    }
    Ok(owners)
}

/// Passes the owner of a node on to the candidates it refers to; notes those whose owner changes.
#[inline]
fn claim_targets(
    snapshot: &Snapshot,
    owners: &mut Column<NodeOrdinal, NodeOrdinal>,
    changed: &mut Vec<NodeOrdinal>,
    node: NodeOrdinal,
) {
    let owner = owners[node];
    for edge in snapshot.edges_of(node) {
        if snapshot.edges.kind[edge] == EdgeType::Weak {
            continue;
        }
        let target = snapshot.edges.target[edge];
        let current = owners[target];
        if current == NOBODY {
            owners[target] = owner;
            changed.push(target);
        } else if current != target && current != owner && current != SHARED {
            owners[target] = SHARED;
            changed.push(target);
        }
    }
}

fn is_candidate(snapshot: &Snapshot, landmarks: &Landmarks, node: NodeOrdinal) -> bool {
    match snapshot.nodes.kind[node] {
        NodeType::HIDDEN | NodeType::ARRAY => true,
        NodeType::NATIVE => landmarks.role(snapshot.nodes.name[node]) == Role::ExternalStringData,
        _ => false,
    }
}
