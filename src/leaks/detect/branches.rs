//! What grew at branches of a tree that are too small to be found for themselves.
//!
//! A tree that was there before takes in new nodes all over it. Most come together in some of its branches, and these are
//! found; what is left goes up to roots, where it says nothing. It belongs to the tree like all others.

use std::ops::Range;

use super::holders::Held;
use super::lists::link;
use super::rollup::Rollup;
use crate::error::OutOfMemory;
use crate::leaks::attribution::Pair;
use crate::leaks::attribution::tallies::Tallies;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::hash::NumberMap;
use crate::pace::Pace;

/// Adds to trees what came to their nodes and nobody took.
///
/// # Errors
/// If memory ends.
pub async fn add(pair: &Pair<'_>, rollup: &mut Rollup, held: &mut [Held], pace: &Pace) -> Result<(), OutOfMemory> {
    let mut at: NumberMap<usize> = NumberMap::default();
    for (number, held) in held.iter().enumerate().filter(|(_, held)| held.is_tree && held.populations.is_empty()) {
        let kinds = held.gain.linking_kinds();
        let is_free = |&position: &usize| {
            rollup.is_free(position)
                && !pair.survivors.is_new(position)
                && link(&pair.later, position, &kinds).is_some()
        };
        let below = pair.later.outline.below(held.dominator);
        let mut add = |rows: Range<usize>| {
            let nodes = rows.map(|row| below.start + row).filter(is_free);
            at.extend(nodes.map(|node| (node as u64, number)));
        };
        pace.in_blocks(below.len(), &mut add).await;
    }
    if at.is_empty() {
        return Ok(());
    }
    for (holder, tallies) in pair.sums(Some(&at), pace).await?.at_holders {
        let held = at.get(&holder).and_then(|&number| held.get_mut(number));
        let Some((held, taken)) = held.zip(rollup.taken_by.get_mut(holder as usize)) else { continue };
        *taken = held.numbers.first().copied().unwrap_or(NONE);
        rollup.rest -= tallies.bytes();
        held.take(&tallies);
    }
    Ok(())
}

impl Held {
    /// Counts what came elsewhere along.
    pub fn take(&mut self, tallies: &Tallies) {
        self.gain.bytes += tallies.bytes();
        for (key, tally) in tallies.iter() {
            self.gain.add(key, tally, None);
        }
    }
}
