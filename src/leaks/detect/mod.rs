//! Where growth repeats: among what one survivor keeps, things of the program come again and again.
//!
//! The fourth stage. `repetition` says whether what a holder gained repeats, `rollup` finds the lowest holders of which
//! that is true, `holders` and `holding` who else holds the same, `lists` who is above things
//! that hold each other, `few` what is heavy by what it took along, and `joining` makes one of what is one. How things hang together (a
//! list, a tree, a Map, listeners) is not asked.

mod branches;
mod few;
pub mod holders;
mod holding;
mod in_parts;
mod joining;
mod lists;
mod put_in;
pub mod repetition;
pub mod rollup;
mod root_holders;
mod unlisted;

#[cfg(test)]
mod tests;

pub use holders::{Held, Takers};
pub use rollup::Rollup;

use self::holders::Links;
use self::root_holders::RootHolders;
use self::unlisted::Unlisted;
use crate::error::OutOfMemory;
use crate::leaks::attribution::{Attribution, Background};
use crate::pace::Pace;

/// What repeats, and who took what.
#[derive(Debug)]
pub struct Detected {
    /// Each byte of growth, in one place.
    pub rollup: Rollup,
    /// The same of what belongs to no holder.
    pub background: Background,
    /// What repeats, the heaviest first.
    pub held: Vec<Held>,
}

/// Finds what repeats; growth of less than `least` bytes is noise.
///
/// # Errors
/// If memory ends.
pub async fn detect(attribution: &Attribution<'_>, least: i64, pace: &Pace) -> Result<Detected, OutOfMemory> {
    let pair = &attribution.pair;
    let sums = pair.sums(None, pace).await?;
    let background = sums.background;
    let holders = RootHolders::find(attribution, &sums, pace).await?;
    let unlisted = Unlisted::find(attribution, &sums);
    let of_roots = (&holders, &unlisted);
    let mut rollup = rollup::roll_up(&pair.later, &pair.survivors, sums, of_roots, least, pace).await?;
    rollup.tell_parts(pair, pace).await?;
    few::tell(pair, &mut rollup, pace).await?;
    let mut held: Vec<Held> =
        rollup.candidates.iter().zip(0..).map(|(candidate, number)| Held::of(candidate, number)).collect();
    let takers = Takers::of(pair, &rollup);
    lists::lift(pair, &takers, &mut held, pace).await?;
    let mut links = Links::find(attribution, &takers, &held, pace).await?;
    links.add(&unlisted, &mut held)?;
    let mut held = joining::join(attribution, held, &links);
    in_parts::add(pair, &links, &mut held)?;
    held.iter_mut().for_each(|held| held.choose_lead(&links));
    put_in::add(pair, &mut rollup, &mut held, pace).await?;
    branches::add(pair, &mut rollup, &mut held, pace).await?;
    rollup.lowest_little(&pair.later);
    Ok(Detected { rollup, background, held })
}
