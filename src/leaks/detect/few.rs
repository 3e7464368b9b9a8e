//! Few things that are heavy by what each took along.
//!
//! Where each of six workers has three hundred lines, the lines are the only kind of which there are many, and their number says
//! nothing. What was put in are the workers, and these are counted.

use super::holders::Takers;
use super::repetition::{Gain, Repeats};
use super::rollup::Rollup;
use crate::error::OutOfMemory;
use crate::index::try_make_room;
use crate::leaks::attribution::Pair;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::Kind;
use crate::leaks::thresholds::FEW;
use crate::pace::Pace;

/// Lets the kinds repeat of which a few were put in that have most of what a candidate gained, where else only what they took
/// along would say something.
///
/// # Errors
/// If memory ends.
pub async fn tell(pair: &Pair<'_>, rollup: &mut Rollup, pace: &Pace) -> Result<(), OutOfMemory> {
    let takers = Takers::of(pair, rollup);
    let is_asked = |number: u32| {
        let candidate = rollup.candidates.get(number as usize).filter(|candidate| candidate.population.is_empty());
        candidate.is_some_and(|candidate| leads_by_what_came_along(&candidate.gain))
    };
    let (mut put_in, mut sizes) = (NumberMap::<i64>::default(), NumberMap::<i64>::default());
    let mut add = |position: usize| {
        let kind = pair.later.kind(position);
        if pair.new.entries.get(position) != Some(&(position as u32)) || kind.is_common() {
            return Ok(());
        }
        if let Some(number) = takers.taker(position).filter(|&number| is_asked(number)) {
            try_make_room(&mut put_in)?;
            try_make_room(&mut sizes)?;
            *put_in.entry(packed(number, kind.0)).or_default() += 1;
            *sizes.entry(packed(number, kind.0)).or_default() += pair.later.outline.retained(position) as i64;
        }
        Ok(())
    };
    if (0..rollup.candidates.len() as u32).any(is_asked) {
        pace.try_in_blocks(pair.later.outline.len(), &mut |mut positions| positions.try_for_each(&mut add)).await?;
    }
    for (key, count) in put_in {
        let bytes = sizes.get(&key).copied().unwrap_or(0);
        let (number, key) = ((key >> 32) as usize, Key::Things(Kind(key as u32)));
        let gain = rollup.candidates.get_mut(number).map(|candidate| &mut candidate.gain);
        // Things that came along are told by things only.
        let may_lead =
            |gain: &Gain| key.kind().is_thing() || gain.lead().is_some_and(|lead| lead.key.kind().is_common());
        let Some(gain) = gain.filter(|gain| count >= FEW && bytes * 2 >= gain.bytes && may_lead(gain)) else {
            continue;
        };
        let gained = gain.kinds.iter_mut().find(|gained| gained.key == key && gained.tally.net() >= FEW);
        if let Some(gained) = gained {
            gained.repeats = Some(Repeats::Many);
        }
    }
    Ok(())
}

/// Whether most of what leads hangs at something else that came.
fn leads_by_what_came_along(gain: &Gain) -> bool {
    gain.lead()
        .is_some_and(|lead| lead.repeats == Some(Repeats::Many) && lead.tally.entries * 2 < i64::from(lead.tally.more))
}
