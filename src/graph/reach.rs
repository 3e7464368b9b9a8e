//! What is reached from some nodes over edges that are not weak and not refused.

use super::NodeSet;
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush};
use crate::pace::Pace;
use crate::snapshot::{EdgeType, Snapshot};

/// Says of an edge that has not been followed yet whether it shall not be: its source, the edge, its target.
pub type Refuses<'a> = &'a dyn Fn(NodeOrdinal, EdgeIndex, NodeOrdinal) -> bool;

/// The nodes themselves, and what they reach.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn from(
    snapshot: &Snapshot,
    mut list: Vec<NodeOrdinal>,
    refuses: Refuses<'_>,
    pace: &Pace,
) -> Result<NodeSet, OutOfMemory> {
    let mut reached = NodeSet::new(snapshot.nodes.len())?;
    list.retain(|&node| reached.insert(node));
    while !list.is_empty() {
        spread(snapshot, refuses, &mut reached, &mut list)?;
        pace.spend(STEPS).await;
    }
    Ok(reached)
}

/// Follows the edges of some of the nodes on the list.
#[inline(never)]
fn spread(
    snapshot: &Snapshot,
    refuses: Refuses<'_>,
    reached: &mut NodeSet,
    list: &mut Vec<NodeOrdinal>,
) -> Result<(), OutOfMemory> {
    let mut followed = 0;
    while followed < STEPS
        && let Some(source) = list.pop()
    {
        let edges = snapshot.nodes.edge_range(source);
        followed += edges.len() + 1;
        for (edge, link) in edges.clone().zip(snapshot.edges.links_in(edges)) {
            let target = link.target();
            if !link.is(EdgeType::Weak) && !reached.contains(target) && !refuses(source, EdgeIndex::at(edge), target) {
                reached.insert(target);
                list.try_push(target)?;
            }
        }
    }
    Ok(())
}
