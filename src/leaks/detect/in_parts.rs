//! Who has all of it in parts: each thing is in one of several collections as well, as orders that are kept by day beside the
//! list of all.
//!
//! None of these has enough to be a holder, and who empties the one that is named frees little: they are said, too. This changes
//! nothing of what is a suspect and how it is called.

use super::holders::{Held, Links};
use crate::error::OutOfMemory;
use crate::index::TryPush;
use crate::leaks::attribution::Pair;
use crate::leaks::hash::packed;
use crate::leaks::thresholds::{LEAST_HELD, MANY, MOST_HOLDERS, is_share};
use crate::sort;

/// In all parts together is most of it.
const MOST: (i64, i64) = (9, 10);

/// Adds those who hold a suspect's things in parts: what has the parts, if that is a collection, or else each. And those that came
/// in the place of an older one, as what is copied with each change, and hold most of it beside another.
///
/// # Errors
/// If memory ends.
pub fn add(pair: &Pair<'_>, links: &Links, held: &mut [Held]) -> Result<(), OutOfMemory> {
    for held in held {
        let Some(count) = held.gain.lead().map(|lead| lead.tally.net()) else { continue };
        let is_part = |position: usize, part: i64| {
            pair.later.kind(position).is_collection()
                && !is_share(part, count, LEAST_HELD)
                && position != held.named()
                && held.holders.iter().all(|holder| holder.position != position)
        };
        let mut parts: Vec<(u32, u32, i64)> = Vec::new();
        for &(_, position, part) in links.by_survivors.iter().filter(|link| held.numbers.contains(&link.0)) {
            if is_part(position as usize, part)
                && let Some(owner) = pair.later.visible_above(position as usize)
            {
                parts.try_push((owner as u32, position, part))?;
            }
        }
        sort::try_by_keys(&mut parts, |&(owner, position, _)| (packed(owner, position), 0))?;
        for side in parts.chunk_by(|one, other| one.0 == other.0) {
            let sum: i64 = side.iter().map(|part| part.2).sum();
            let Some(owner) = side.first().map(|part| part.0 as usize) else { continue };
            // Where each is in several, as what was sent to many, these have copies of it and not parts.
            if side.len() < 2 || sum < MANY || !is_share(sum, count, MOST) || !is_share(count, sum, MOST) {
                continue;
            }
            if pair.later.kind(owner).is_collection() {
                held.in_parts.push(owner);
            } else {
                held.in_parts.extend(side.iter().map(|part| part.1 as usize).take(MOST_HOLDERS));
            }
        }
        let of_this = links.by_collections.iter().filter(|link| held.numbers.contains(&link.0));
        let has_most = |&&(.., part): &&(u32, u32, i64)| part >= MANY && is_share(part, count, (1, 2));
        held.in_parts.extend(of_this.filter(has_most).map(|&(_, at, _)| at as usize).take(MOST_HOLDERS));
        let (named, holders) = (held.named(), &held.holders);
        held.in_parts.retain(|&at| at != named && holders.iter().all(|holder| holder.position != at));
    }
    Ok(())
}
