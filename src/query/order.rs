//! Keys by which rows are sorted: numbers for the direction, for signed numbers, and for text.
//!
//! Every list is sorted the same way: by a first key, then a second one, then its own position, all of them numbers (see
//! [`crate::sort`]). Text becomes a number by its rank among the others.

use crate::blocks::STEPS;
use crate::classes::names::Names;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, try_with_capacity};
use crate::pace::Pace;
use crate::sort::ranks_in_steps;
use crate::text::JsStr;

/// A key for the direction: the larger the first, if not `ascending`.
#[inline]
pub fn directed(key: u64, ascending: bool) -> u64 {
    if ascending { key } else { !key }
}

/// A key that orders as signed numbers do.
#[inline]
pub fn signed(number: i64) -> u64 {
    (number as u64) ^ (1 << 63)
}

/// The rank of each node's name among all.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn name_ranks(heap: &Heap, nodes: &[NodeOrdinal], pace: &Pace) -> Result<Vec<u32>, OutOfMemory> {
    let names = Names::of(&heap.snapshot, &heap.well_known, nodes, pace).await?;
    let mut texts = try_with_capacity(names.texts.len())?;
    texts.extend(names.texts.iter().map(|text| JsStr::new(text)));
    pace.spend(STEPS).await;
    let of_texts = ranks_in_steps(&texts, pace).await?;
    let mut ranks = names.of_node;
    for block in ranks.chunks_mut(STEPS) {
        for rank in block.iter_mut() {
            *rank = of_texts.get(*rank as usize).copied().unwrap_or(0);
        }
        pace.spend(block.len()).await;
    }
    Ok(ranks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_keep_the_order(a in any::<i64>(), b in any::<i64>()) {
            prop_assert_eq!(signed(a).cmp(&signed(b)), a.cmp(&b));
            prop_assert_eq!(directed(signed(a), false).cmp(&directed(signed(b), false)), b.cmp(&a));
        }
    }
}
