//! Whose bytes are these: V8's internal arrays and hidden objects count for the one object that owns them
//! (docs/semantics.md §8).
//!
//! A *candidate* is a node that can be owned. It gets the owner of what refers to it; two different owners make it
//! shared, and then it keeps its own size, as do those that nothing reaches. The result is a fixed point that does not
//! depend on the order of visits: a candidate's owner changes at most twice.

use super::node_set::NodeSet;
use super::well_known_names::{Role, WellKnownNames};
use super::{Graph, roots};
use crate::blocks::{in_blocks, try_in_blocks};
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, Position};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

const NOBODY: NodeOrdinal = NodeOrdinal(u32::MAX);
const SHARED: NodeOrdinal = NodeOrdinal(u32::MAX - 1);

/// The owner of each candidate that has one, [`SHARED`] or [`NOBODY`] for all other nodes; none at all in a snapshot without
/// user roots, which shows V8's own view.
pub type Owners = Option<Column<NodeOrdinal, NodeOrdinal>>;

/// Moves the sizes of owned nodes to their owners.
pub fn attribute_sizes(snapshot: &mut Snapshot, well_known: &WellKnownNames) -> Result<(), OutOfMemory> {
    let owners = find_owners(Graph { snapshot, well_known })?;
    move_sizes(snapshot, owners);
    Ok(())
}

/// Finds who owns what.
pub fn find_owners(Graph { snapshot, well_known }: Graph<'_>) -> Result<Owners, OutOfMemory> {
    if roots::user_roots(snapshot, well_known).next().is_none() {
        return Ok(None);
    }
    let candidates = find_candidates(snapshot, well_known)?;
    owners_of(snapshot, &candidates).map(Some)
}

/// Moves the sizes.
pub fn move_sizes(snapshot: &mut Snapshot, owners: Owners) {
    let Some(owners) = owners else { return };
    in_blocks(snapshot.nodes.len(), |nodes| {
        for node in nodes.map(NodeOrdinal::at) {
            let owner = owners[node];
            let moves = owner != NOBODY && owner != SHARED;
            if moves && owner != snapshot.root && !roots::is_synthetic(snapshot, owner) {
                let sizes = &mut snapshot.nodes.self_size;
                sizes.set(owner, sizes.of(owner) + sizes.of(node));
                sizes.set(node, 0);
            }
        }
    });
}

fn find_candidates(snapshot: &Snapshot, well_known: &WellKnownNames) -> Result<NodeSet, OutOfMemory> {
    let mut candidates = NodeSet::new(snapshot.nodes.len())?;
    in_blocks(snapshot.nodes.len(), |nodes| {
        for node in nodes.map(NodeOrdinal::at) {
            if is_candidate(snapshot, well_known, node) {
                candidates.insert(node);
            }
        }
    });
    Ok(candidates)
}

/// The owner of each candidate: a node, [`SHARED`] or [`NOBODY`]. Other nodes own themselves; for them it is [`NOBODY`].
fn owners_of(snapshot: &Snapshot, candidates: &NodeSet) -> Result<Column<NodeOrdinal, NodeOrdinal>, OutOfMemory> {
    let mut claims =
        Claims { snapshot, candidates, owners: Column::filled(snapshot.nodes.len(), NOBODY)?, changed: Vec::new() };
    try_in_blocks(snapshot.nodes.len(), |nodes| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| !candidates.contains(node)) {
            claims.pass_on(node, node)?;
            while let Some(candidate) = claims.changed.pop() {
                claims.pass_on(candidate, claims.owners[candidate])?;
            }
        }
        Ok(())
    })?;
    Ok(claims.owners)
}

struct Claims<'a> {
    snapshot: &'a Snapshot,
    candidates: &'a NodeSet,
    owners: Column<NodeOrdinal, NodeOrdinal>,
    /// Candidates whose owner has changed, to be passed on.
    changed: Vec<NodeOrdinal>,
}

impl Claims<'_> {
    /// Passes an owner on to the candidates that a node refers to; notes those whose owner changes.
    #[inline]
    fn pass_on(&mut self, node: NodeOrdinal, owner: NodeOrdinal) -> Result<(), OutOfMemory> {
        for link in self.snapshot.links_of(node) {
            let target = link.target();
            if !self.candidates.contains(target) || link.is(EdgeType::Weak) {
                continue;
            }
            let current = &mut self.owners[target];
            if *current == owner || *current == SHARED {
                continue;
            }
            *current = if *current == NOBODY { owner } else { SHARED };
            self.changed.try_reserve(1).map_err(|_| OutOfMemory::of::<NodeOrdinal>(self.changed.len()))?;
            self.changed.push(target);
        }
        Ok(())
    }
}

fn is_candidate(snapshot: &Snapshot, well_known: &WellKnownNames, node: NodeOrdinal) -> bool {
    match snapshot.nodes.kind[node] {
        NodeType::HIDDEN | NodeType::ARRAY => true,
        NodeType::NATIVE => well_known.role(snapshot.nodes.name[node]) == Role::ExternalStringData,
        _ => false,
    }
}
