//! What several objects keep alive together, for many such groups at once.

use crate::error::OutOfMemory;
use crate::graph::{NodeSet, TreeWalk};
use crate::heap::Heap;
use crate::index::{NodeOrdinal, try_filled};
use crate::sort;

/// The bytes that the members of each group keep alive, by the group's number: what a member retains counts once, not again for
/// one that it dominates. A node may be a member of several groups. All 0 before retained sizes are computed.
///
/// # Errors
///
/// If there is not enough memory.
pub fn retained_together(heap: &Heap, mut members: Vec<(NodeOrdinal, u32)>) -> Result<Vec<u64>, OutOfMemory> {
    let groups = members.iter().map(|&(_, group)| group as usize + 1).max().unwrap_or_default();
    let mut retained = try_filled(groups, 0)?;
    let Some(dominators) = &heap.dominators else { return Ok(retained) };
    sort::try_by_keys(&mut members, |&(node, group)| (node.0.into(), group.into()))?;
    members.dedup();
    let mut is_member = NodeSet::new(heap.snapshot.nodes.len())?;
    for &(node, _) in &members {
        is_member.insert(node);
    }
    let mut above: Vec<u32> = try_filled(groups, 0)?;
    let mut walk = TreeWalk::by_position(&dominators.immediate, heap.snapshot.root)?;
    while walk.step(|node, is_entered| {
        let node = NodeOrdinal(node);
        if !is_member.contains(node) {
            return;
        }
        let first = members.partition_point(|&(other, _)| other < node);
        for &(_, group) in members.iter().skip(first).take_while(|&&(other, _)| other == node) {
            let group = group as usize;
            if !is_entered {
                above[group] -= 1;
                continue;
            }
            if above[group] == 0 {
                retained[group] += dominators.retained.of(node);
            }
            above[group] += 1;
        }
    }) {}
    Ok(retained)
}
