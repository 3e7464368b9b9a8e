//! What one lasting holder gave to another, as a list of what is open gives to a list of what is done.
//!
//! It survives, and neither holder gained or lost anything new by it; but what a program sees is that the one has less and
//! the other has more. So it counts as gone at the one, with all that it keeps, and as having come to the other. What
//! several held before and one alone holds now came to this one only if these are many, and it has so many more entries:
//! else it was one of the several.

use super::Side;
use crate::leaks::baseline::Survivors;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::thresholds::MANY;

/// A survivor that hangs at another holder than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its position in the later snapshot.
    pub position: u32,
    /// The position of its holder there.
    now: u32,
    /// Whether several held it before.
    was_shared: bool,
}

/// Parts from their twins what was moved, with all that it alone keeps now; leaves out the rest.
pub fn part(earlier: &Side<'_>, later: &Side<'_>, survivors: &mut Survivors, moved: &mut Vec<Moved>) {
    let entries = |side: &Side<'_>, at: u32| side.outline.entries.get(at as usize).copied().unwrap_or(0) as usize;
    // In preorder, so that what has one holder is side by side.
    for group in moved.chunk_by_mut(|one, other| (one.now, one.was_shared) == (other.now, other.was_shared)) {
        let Some(&Moved { now, was_shared: true, .. }) = group.first() else { continue };
        let is_new = |&at: &usize| {
            survivors.is_new(at) && is_thing(later.kind(at)) && later.visible_above(at) == Some(now as usize)
        };
        let came = group.len() + later.outline.below(now as usize).filter(is_new).count();
        let before = survivors.before[now as usize];
        let came_here = entries(later, now) >= entries(earlier, before) + came;
        // Of what it shared with others before, some may be what it has alone now: the oldest of a Map of all, beside a list of the latest.
        let is_own = |&at: &usize| is_thing(earlier.kind(at)) && earlier.visible_above(at) == Some(before as usize);
        let own_before = earlier.outline.below(before as usize).filter(is_own).count();
        let shared_before = entries(earlier, before).saturating_sub(own_before);
        let are_moved = group.len() >= MANY as usize + shared_before && came_here;
        group.iter_mut().for_each(|moved| moved.was_shared = !are_moved);
    }
    moved.retain(|moved| !moved.was_shared);
    for moved in moved {
        for below in later.outline.below(moved.position as usize) {
            let twin = std::mem::replace(&mut survivors.before[below], NONE);
            if let Some(after) = survivors.after.get_mut(twin as usize) {
                *after = NONE;
            }
        }
    }
}

/// Whether a survivor hangs at another lasting holder than before.
pub fn moved_to((earlier, later): (&Side<'_>, &Side<'_>), survivors: &Survivors, position: usize) -> Option<Moved> {
    let twin = survivors.before[position];
    if twin == NONE || survivors.before[later.above(position)] == earlier.above(twin as usize) as u32 {
        return None;
    }
    let now = later.visible_above(position).filter(|_| is_thing(later.kind(position)))?;
    let before = survivors.before[now] as usize;
    let then = earlier.visible_above(twin as usize).filter(|&then| !earlier.kind(then).is_root_like());
    if later.kind(now).is_root_like()
        || survivors.is_new(now)
        || earlier.outline.below(before).contains(&(twin as usize))
    {
        return None;
    }
    let after = then.map_or(0, |then| survivors.after[then] as usize);
    let was_shared = later.outline.below(after).contains(&position);
    (after != NONE as usize && (!was_shared || later.kind(now).is_collection())).then_some(Moved {
        position: position as u32,
        now: now as u32,
        was_shared,
    })
}

/// Whether something is a thing that a program would say it moved.
fn is_thing(kind: Kind) -> bool {
    kind.is_thing() || kind.family() == Family::Native
}
