//! To which visible node each node belongs.
//!
//! Every node has an *owner*: itself if a program can see it, its nearest visible dominator if it is internal, nobody if it
//! belongs to compiled code and its data.

use crate::error::OutOfMemory;
use crate::graph::Visibility;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal, Position, try_filled};
use crate::pace::Pace;

/// No node: the owner of what belongs to code.
pub const NOBODY: NodeOrdinal = NodeOrdinal(u32::MAX);

/// The owner of every node; nobody's without dominators.
pub async fn owners(
    heap: &Heap,
    visibility: &Column<NodeOrdinal, Visibility>,
    pace: &Pace,
) -> Result<Column<NodeOrdinal, NodeOrdinal>, OutOfMemory> {
    let mut owners = Column::filled(visibility.len(), NOBODY)?;
    let Some(dominators) = &heap.dominators else { return Ok(owners) };
    pace.in_blocks(visibility.len(), &mut |nodes| {
        for node in nodes.map(NodeOrdinal::at) {
            if matches!(visibility[node], Visibility::Visible | Visibility::RootGroup) {
                owners[node] = node;
            }
        }
    })
    .await;
    // Of parts the first that is met asks upwards, for all parts on its way.
    let mut path = Vec::new();
    let mut known = try_filled(visibility.len(), false)?;
    pace.in_blocks(visibility.len(), &mut |nodes| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| visibility[node] == Visibility::Internal) {
            let mut at = node;
            while visibility[at] == Visibility::Internal && !known[at.index()] {
                known[at.index()] = true;
                path.push(at);
                at = dominators.immediate[at];
            }
            let owner = owners[at];
            for part in path.drain(..) {
                owners[part] = owner;
            }
        }
    })
    .await;
    Ok(owners)
}
