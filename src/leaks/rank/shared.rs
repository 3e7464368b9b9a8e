//! What entries keep together: what came with them, hangs below none of them, and would go with all of them.
//!
//! That is what entries lead to, but for all to which something else leads as well. So a Map's keys and its table are not
//! theirs, nor an array in which they stand, though an entry may lead back to it.

use std::ops::Range;

use super::composition::Taken;
use crate::error::OutOfMemory;
use crate::graph::is_retaining;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal, TryPush};
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::anchors::OF_CODE;
use crate::leaks::model::kinds::Kind;
use crate::pace::Pace;

/// Whose a node is.
type Whose = Column<NodeOrdinal, u8>;
/// Somebody else's.
const OTHER: u8 = 0;
/// It came along; whose it is is not known yet.
const ALONG: u8 = 1;
/// One entry's alone.
const OF_ONE: u8 = 2;
/// Several entries'.
const OF_ENTRIES: u8 = 3;

/// Bytes of what only the things of a kind keep, several of them together.
///
/// # Errors
/// If memory ends.
pub async fn bytes(attribution: &Attribution<'_>, taken: &Taken, lead: Kind, pace: &Pace) -> Result<u64, OutOfMemory> {
    let (heap, pair, nodes) = (attribution.model.heap, &attribution.pair, &attribution.nodes);
    let mut whose = Whose::filled(nodes.len(), OTHER)?;
    let is_counted = |node: &&NodeOrdinal| pair.new.entries.get(attribution.position(**node)) != Some(&OF_CODE);
    taken.nodes.iter().filter(is_counted).for_each(|&node| whose[node] = ALONG);
    let mut seen = 0;
    for entry in taken.leading(attribution, lead) {
        // What is below a link of a list is below the one before, too.
        let below = pair.later.outline.below(entry);
        let unseen = below.start.max(seen)..below.end.max(seen);
        seen = unseen.end;
        nodes.get(unseen).unwrap_or_default().iter().for_each(|&node| whose[node] = OF_ONE);
    }
    let mut open = Vec::new();
    for &node in &taken.nodes {
        if whose[node] == OF_ONE {
            turn(heap, &mut whose, [ALONG, OF_ENTRIES], (node, &mut open))?;
        }
    }
    let mut theirs = taken.nodes.iter().filter(|&&node| whose[node] == OF_ENTRIES);
    let Some(&first) = theirs.next() else { return Ok(0) };
    let last = attribution.position(theirs.next_back().copied().unwrap_or(first));
    // What leads to a node is below its dominator.
    let mut above = pair.later.above(attribution.position(first));
    while above > 0 && !pair.later.outline.below(above).contains(&last) {
        above = pair.later.above(above);
    }
    let others = nodes.get(pair.later.outline.below(above)).unwrap_or_default();
    let mut take_out = |block: Range<usize>| {
        for &node in others.get(block).unwrap_or_default() {
            if whose[node] < OF_ONE {
                turn(heap, &mut whose, [OF_ENTRIES, OTHER], (node, &mut open))?;
            }
        }
        Ok(())
    };
    pace.try_in_blocks(others.len(), &mut take_out).await?;
    let sizes = &heap.snapshot.nodes.self_size;
    Ok(taken.nodes.iter().filter(|&&node| whose[node] == OF_ENTRIES).map(|&node| sizes.of(node)).sum())
}

/// Gives what a node leads to, as far as it is all one's, to another.
fn turn(
    heap: &Heap,
    whose: &mut Whose,
    [from, to]: [u8; 2],
    (node, open): (NodeOrdinal, &mut Vec<NodeOrdinal>),
) -> Result<(), OutOfMemory> {
    let mut next = Some(node);
    while let Some(node) = next {
        for edge in heap.snapshot.edges_of(node).filter(|&edge| is_retaining(heap.graph(), edge)) {
            let target = heap.snapshot.edges.target(edge);
            if whose[target] == from {
                whose[target] = to;
                open.try_push(target)?;
            }
        }
        next = open.pop();
    }
    Ok(())
}
