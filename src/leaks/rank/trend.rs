//! More than two snapshots: did what repeats grow in every step?

use crate::error::OutOfMemory;
use crate::index::try_filled;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::attribution::{Attribution, Side};
use crate::leaks::baseline::Outline;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::detect::Held;
use crate::leaks::detect::repetition::{Gained, Repeats};
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Family, Kind, KindMap};
use crate::leaks::thresholds::{LEAST_EVEN_STEP, LEAST_KEPT, LEAST_LAST_STEP, LEAST_STEADY, is_share};
use crate::pace::Pace;

/// How many things of a kind a holder had, and what they and their parts weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Things.
    pub count: i64,
    /// Bytes.
    pub bytes: i64,
}

/// What the kinds of everything that repeats amounted to, in its order.
pub type Counts = Vec<KindMap<Count>>;

/// How a holder grew over the snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// There is one step only.
    OneStep,
    /// In every step.
    EveryStep,
    /// In every step, and in the last one far less than before, as what comes near its limit.
    Slowing,
    /// In every step, into room that was made ahead.
    FillsRoom,
    /// In every step, and nothing is left of what was there first.
    TurnsOver,
    /// In the last step alone, of which two snapshots would show as much.
    LastStep,
    /// Not in the last step.
    Stopped,
    /// It lost a good part in between.
    Emptied,
}

impl Trend {
    /// Whether it grew alike in all steps that there are, and lost nothing for it.
    pub fn is_even(self) -> bool {
        matches!(self, Self::OneStep | Self::EveryStep)
    }
}

/// The kinds of everything that repeats, none counted yet.
fn none_counted(held: &[Held]) -> Counts {
    let kinds = |held: &Held| held.gain.kinds.iter().map(|gained| (gained.key.kind(), Count::default())).collect();
    held.iter().map(kinds).collect()
}

/// Slots of a table of kinds that tells most of them apart.
const SLOTS: usize = 1 << 12;

/// What the kinds of everything that repeats amounted to in one snapshot, below what dominates it; `find` gives the position there
/// of a position in the latest.
///
/// # Errors
/// If memory ends.
pub async fn counts(
    side: &Side<'_>,
    held: &[Held],
    find: impl Fn(usize) -> Option<usize>,
    pace: &Pace,
) -> Result<Counts, OutOfMemory> {
    let mut counts = none_counted(held);
    let mut zones: Vec<u32> = try_filled(side.outline.len(), NONE)?;
    let mut of_zone: Vec<Vec<usize>> = Vec::new();
    let mut zone_at: NumberMap<usize> = NumberMap::default();
    for (number, held) in held.iter().enumerate() {
        for &dominator in &held.dominators {
            let Some(position) = find(dominator) else { continue };
            let next = of_zone.len();
            let zone = *zone_at.entry(position as u64).or_insert(next);
            if zone == next {
                of_zone.push(Vec::new());
            }
            if let Some(members) = of_zone.get_mut(zone).filter(|members| !members.contains(&number)) {
                members.push(number);
            }
        }
    }
    for (&position, &zone) in &zone_at {
        zones[position as usize] = zone as u32;
    }
    // Most nodes are of none of the kinds, which a look at a small table tells mostly.
    let mut may_be_counted = [false; SLOTS];
    let slot = |kind: Kind| kind.0 as usize % SLOTS;
    for &kind in counts.iter().flat_map(KindMap::keys) {
        may_be_counted[slot(kind)] = true;
    }
    let mut add = |position: usize| {
        let kind = side.outline.kinds[position];
        if zones[position] == NONE && position > 0 && !matches!(kind.family(), Family::Group | Family::Global) {
            zones[position] = zones[side.above(position)];
        }
        let Some(members) = of_zone.get(zones[position] as usize).filter(|_| may_be_counted[slot(kind)]) else {
            return;
        };
        for &number in members {
            if let Some(count) = counts.get_mut(number).and_then(|counts| counts.get_mut(&kind)) {
                count.count += 1;
                count.bytes += side.body(position);
            }
        }
    };
    pace.in_blocks(side.outline.len(), &mut |positions| positions.for_each(&mut add)).await;
    Ok(counts)
}

/// The same counted in the whole snapshot.
pub async fn counts_of_all(side: &Side<'_>, held: &[Held], pace: &Pace) -> Counts {
    let mut counts = none_counted(held);
    let mut of_kinds: KindMap<Count> = counts.iter().flatten().map(|(&kind, &count)| (kind, count)).collect();
    let mut add = |position: usize| {
        if let Some(count) = of_kinds.get_mut(&side.outline.kinds[position]) {
            count.count += 1;
            count.bytes += side.body(position);
        }
    };
    pace.in_blocks(side.outline.len(), &mut |positions| positions.for_each(&mut add)).await;
    for (kind, count) in counts.iter_mut().flatten() {
        *count = of_kinds.get(kind).copied().unwrap_or_default();
    }
    counts
}

/// How a finding grew, by its kinds: in every step if those that did make up enough of it.
pub fn of(number: usize, held: &Held, courses: &[Counts], least: i64) -> Trend {
    if courses.len() < 3 {
        return Trend::OneStep;
    }
    let (mut steady, mut slowing, mut late, mut all, mut has_stopped) = (0, 0, 0, 0, false);
    for gained in held.gain.repeating() {
        let bytes = gained.tally.bytes.max(0);
        all += bytes;
        match of_series(&series(number, gained, courses)) {
            Trend::Stopped => has_stopped = true,
            Trend::Emptied | Trend::OneStep => {}
            trend => {
                steady += bytes;
                // What doubles its memory does so in few steps.
                slowing += if trend == Trend::Slowing && is_counted(gained) { bytes } else { 0 };
                late += if trend == Trend::LastStep { bytes } else { 0 };
            }
        }
    }
    // What came along with what is steady counts with it.
    let total = held.gain.bytes.max(1);
    let with_others = (i128::from(steady) * i128::from(total) / i128::from(all.max(1))) as i64;
    if with_others >= least && is_share(steady, all, LEAST_STEADY) {
        match () {
            () if late * 2 > steady => Trend::LastStep,
            () if slowing > 0 && slowing * 2 >= steady => Trend::Slowing,
            () => Trend::EveryStep,
        }
    } else if has_stopped {
        Trend::Stopped
    } else {
        Trend::Emptied
    }
}

/// A finding of which what leads became no more in the last step: what did then leads, which it had taken in more since.
pub fn led_by_what_grows(number: usize, held: &Held, trend: Trend, courses: &[Counts]) -> Held {
    let grows = |trend| matches!(trend, Trend::EveryStep | Trend::Slowing);
    let course = |gained: &Gained| of_series(&series(number, gained, courses));
    let has_stopped = |lead: &Gained| grows(trend) && is_counted(lead) && course(lead) == Trend::Stopped;
    let is_asked = |gained: &&Gained| is_counted(gained) && gained.key.kind().is_thing() && grows(course(gained));
    let mut held = held.clone();
    if held.gain.lead().is_some_and(has_stopped) {
        let grown = held.gain.repeating().filter(is_asked).max_by_key(|gained| (gained.tally.bytes, gained.key));
        held.gain.put_in = grown.map(|gained| gained.key).or(held.gain.put_in);
    }
    held
}

/// Whether a collection has no more entries than one step ago, where there is more than one: what grew in the last is not its own.
pub fn is_full(attribution: &Attribution<'_>, series: &[Option<&Outline>], position: usize) -> bool {
    let pair = &attribution.pair;
    let before = series.last().copied().flatten().filter(|_| series.len() > 1);
    let before = before.and_then(|outline| outline.entries.get(pair.position_in(outline, position)?));
    before.is_some_and(|before| pair.later.outline.entries.get(position) <= Some(before))
}

/// Whether it is told by its number: things that come again.
fn is_counted(gained: &Gained) -> bool {
    gained.repeats == Some(Repeats::Many) && matches!(gained.key, Key::Things(_))
}

/// What a kind amounted to, snapshot by snapshot: its number where things come again, else its bytes.
fn series(number: usize, gained: &Gained, courses: &[Counts]) -> Vec<i64> {
    let by_number = is_counted(gained);
    let of_snapshot = |counts: &Counts| {
        let count = counts.get(number).and_then(|counts| counts.get(&gained.key.kind())).copied().unwrap_or_default();
        if by_number { count.count } else { count.bytes }
    };
    courses.iter().map(of_snapshot).collect()
}

/// Up in all, up in the last step as in those before, and never down by much.
pub fn of_series(values: &[i64]) -> Trend {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return Trend::OneStep };
    let steps = values.len() as i64 - 1;
    let more = last - first;
    let pairs = || values.iter().zip(values.iter().skip(1));
    let last_step = pairs().next_back().map_or(0, |(before, after)| after - before);
    if !pairs().all(|(&before, &after)| is_share(after, before, LEAST_KEPT)) {
        Trend::Emptied
    } else if more <= 0 || !is_share(last_step * steps, more, LEAST_LAST_STEP) {
        Trend::Stopped
    } else if !is_share((more - last_step) * steps, more * (steps - 1), LEAST_LAST_STEP) {
        Trend::LastStep
    } else if !is_share(last_step * steps, more, LEAST_EVEN_STEP) {
        Trend::Slowing
    } else {
        Trend::EveryStep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On either side of each bound: a step down of a quarter, a last step of a fifth of the average, and of half of it.
    #[test]
    fn series_are_told_apart_at_the_bounds() {
        let table: [(&[i64], Trend); 13] = [
            (&[10, 40, 70], Trend::EveryStep),
            (&[10, 40, 40], Trend::Stopped),
            (&[0, 45, 50], Trend::Slowing),
            (&[0, 76, 100], Trend::Slowing),
            (&[0, 75, 100], Trend::EveryStep),
            (&[0, 46, 50], Trend::Stopped),
            (&[0, 40, 30, 60], Trend::EveryStep),
            (&[0, 40, 29, 60], Trend::Emptied),
            (&[10, 20, 19], Trend::Stopped),
            (&[10, 8, 10], Trend::Stopped),
            (&[8, 8, 51], Trend::LastStep),
            (&[0, 9, 100], Trend::LastStep),
            (&[0, 10, 100], Trend::EveryStep),
        ];
        for (series, trend) in table {
            assert_eq!(of_series(series), trend, "{series:?}");
        }
    }
}
