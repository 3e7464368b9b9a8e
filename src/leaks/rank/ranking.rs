//! What repeats, each in its place: a suspect, set aside with a reason, or too small to show.

use super::trend::{self, Count, Counts, Trend};
use super::{loading, set_aside};
use crate::error::OutOfMemory;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::attribution::{Attribution, Pair, Side};
use crate::leaks::baseline::Outline;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::detect::repetition::{Gained, Repeats};
use crate::leaks::detect::{Detected, Held};
use crate::leaks::findings::{Point, WhySetAside};
use crate::leaks::model::kinds::{Family, Kind, KindMap};
use crate::leaks::thresholds::{FAR_MORE, LEAST_KEPT, LEAST_SHARE_OF_FIRST, MANY, MOST_SUSPECTS, is_share};
use crate::pace::Pace;

/// A holder's size over time is told if by it the holder gained at least half of what it is said to have gained.
const LEAST_OF_GROWTH: (i64, i64) = (1, 2);

/// What repeats and is a suspect, and how it came about.
#[derive(Debug)]
pub struct Ranked {
    /// What and who.
    pub held: Held,
    /// How it grew over the snapshots.
    pub trend: Trend,
    /// What each kind amounted to in each snapshot.
    pub counts: Vec<KindMap<Count>>,
    /// One figure per snapshot.
    pub points: Vec<Point>,
}

impl Ranked {
    /// One figure per snapshot; of what took the place of another without what its owner retains with all else.
    pub fn points_of(&self, is_replaced: bool) -> Vec<Point> {
        let of = |point: &Point| Point { retained_size: point.retained_size.filter(|_| !is_replaced), ..*point };
        self.points.iter().map(of).collect()
    }

    /// Whether it grew alike in all steps: also where each thing is made anew with each, as in a store that is copied.
    fn is_even(&self) -> bool {
        let entries: Option<Vec<i64>> = self.points.iter().map(|point| point.entries.map(i64::from)).collect();
        self.trend.is_even() || self.trend == Trend::TurnsOver && entries.is_some_and(|entries| is_linear(&entries))
    }
}

/// Whether the last step is no less than an average one, and the others not much less.
fn is_linear(values: &[i64]) -> bool {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return false };
    let steps = values.len() as i64 - 1;
    let last_step = values.iter().rev().nth(1).map_or(0, |before| last - before);
    let is_less = last - first - last_step < (last - first) * (steps - 1) / steps * LEAST_KEPT.0 / LEAST_KEPT.1;
    steps > 1 && last_step * steps >= last - first && !is_less
}

/// Everything that was found, in its place.
#[derive(Debug, Default)]
pub struct Ranking {
    /// The first is the most likely.
    pub ranked: Vec<Ranked>,
    /// With the reason of each.
    pub set_aside: Vec<(Held, WhySetAside)>,
    /// What is too small beside the first.
    pub small: Vec<Held>,
}

/// The earlier snapshots of a series, the oldest first; nothing where ids mean something else than in the latest.
pub type Series<'a> = [Option<&'a Outline>];

impl Ranking {
    /// Puts everything that repeats in its place.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(
        attribution: &Attribution<'_>,
        detected: &Detected,
        series: &Series<'_>,
        is_matched: bool,
        least: i64,
        pace: &Pace,
    ) -> Result<Ranking, OutOfMemory> {
        let pair = &attribution.pair;
        let counts = counts(attribution, &detected.held, series, is_matched, pace).await?;
        let examples = examples(attribution, &detected.held, pace).await;
        let name = |kind: Kind| {
            let node = *attribution.nodes.get(*examples.get(&kind)?)?;
            Some(attribution.model.heap.snapshot.raw_name(node).to_lossy().into_owned())
        };
        let [now, before] = [&pair.later, &pair.earlier].map(|side| side.outline.heap_bytes() as i64);
        // What takes turns, as the generations of a cache, grows where it is looked at and not in all.
        let takes_turns = now - before < least && matches!(series, [_]);
        let may_have_moved = !is_matched || takes_turns || !pair.moved.is_empty();
        let mut of_all = [Counts::new(), Counts::new()];
        if may_have_moved {
            for (counts, side) in of_all.iter_mut().zip([&pair.earlier, &pair.later]) {
                *counts = trend::counts_of_all(side, &detected.held, pace).await;
            }
        }
        let are_files_loaded = loading::were_files_loaded(attribution, pace).await?;
        let mut ranking = Ranking::default();
        for (number, held) in detected.held.iter().enumerate() {
            let of_this: Vec<KindMap<Count>> =
                counts.iter().map(|counts| counts.get(number).cloned().unwrap_or_default()).collect();
            let trend = trend::of(number, held, &counts, least);
            // Where ids do not match, nothing tells what of the first is gone.
            // What Maps hold the file does not say: that their room became no more says nothing if texts did.
            let is_room = trend == Trend::Stopped && attribution.model.heap.is_of_javascriptcore() && is_in_place(held);
            let trend = if is_room && do_texts_grow(attribution, series) { Trend::OneStep } else { trend };
            let held = &trend::led_by_what_grows(number, held, trend, &counts);
            let points = points(attribution, held, series, &of_this, is_matched);
            let trend = if is_matched { limited(attribution, held, trend, series, (&of_this, &points)) } else { trend };
            let is_of_loader = || loading::is_of_loader(attribution, held, if is_matched { series } else { &[] });
            let why = match trend {
                _ if (!is_matched || takes_turns || moved(pair, held) > 0) && has_moved(number, held, &of_all) => {
                    Some(WhySetAside::Moved)
                }
                _ if set_aside::is_runtime_buffer(attribution, held, name) => Some(WhySetAside::PerformanceEntries),
                _ if set_aside::is_of_browser(attribution, held) => Some(WhySetAside::OfBrowser),
                // The paths that a loader notes come with the modules: where these leak, they are told.
                _ if is_of_texts(held) && is_of_loader() => Some(WhySetAside::Loading),
                // What one process does not have at all is what the other is asked about.
                Trend::OneStep | Trend::LastStep if are_files_loaded && is_of_loader() => Some(WhySetAside::Loading),
                Trend::OneStep | Trend::LastStep => set_aside::of_two(attribution, held, &examples, name)?
                    .filter(|why| is_matched || matches!(why, WhySetAside::Loading))
                    .filter(|why| {
                        !matches!(why, WhySetAside::Appeared { .. })
                            || !was_there_between(&points) && !was_gathering_there_between(pair, held, series)
                    }),
                Trend::EveryStep | Trend::Slowing | Trend::FillsRoom | Trend::TurnsOver => None,
                Trend::Stopped => Some(WhySetAside::Stopped(points.clone())),
                Trend::Emptied => Some(WhySetAside::Emptied(points.clone())),
            };
            match why {
                Some(why) => ranking.set_aside.push((held.clone(), why)),
                None => ranking.ranked.push(Ranked { held: held.clone(), trend, counts: of_this, points }),
            }
        }
        ranking.cut();
        Ok(ranking)
    }

    /// Keeps what is worth a reader's time: what grows evenly first, before what comes near a limit or came late.
    fn cut(&mut self) {
        let bytes = |ranked: &Ranked| ranked.held.gain.bytes;
        let all = std::mem::take(&mut self.ranked);
        let is_late = |ranked: &&Ranked| ranked.trend == Trend::LastStep;
        let most = all.iter().find(|ranked| !is_late(ranked)).or(all.first()).map_or(0, bytes);
        let (worth, small): (Vec<Ranked>, Vec<Ranked>) =
            all.into_iter().partition(|ranked| bytes(ranked) * LEAST_SHARE_OF_FIRST >= most);
        let (even, others): (Vec<Ranked>, Vec<Ranked>) = worth.into_iter().partition(Ranked::is_even);
        let mut ranked = even.into_iter().chain(others);
        self.ranked = ranked.by_ref().take(MOST_SUSPECTS).collect();
        self.small.extend(ranked.chain(small).map(|ranked| ranked.held));
    }
}

/// What grew in every step and is yet no leak for sure: it fills room that was made ahead, or all that was there first is gone; or
/// a collection of which the table was made anew, while its entries became no more in the last step.
fn limited(
    attribution: &Attribution<'_>,
    held: &Held,
    trend: Trend,
    series: &Series<'_>,
    (counts, points): (&[KindMap<Count>], &[Point]),
) -> Trend {
    let entries = || points.iter().map(|point| point.entries.map(i64::from)).collect::<Option<Vec<i64>>>();
    let has_stopped =
        |entries: Vec<i64>| entries.first() < entries.last() && trend::of_series(&entries) == Trend::Stopped;
    // The same things that hold more and more.
    let trend = if trend == Trend::Stopped && !is_in_place(held) && hold_more(attribution, held, series, counts) {
        Trend::EveryStep
    } else {
        trend
    };
    // What hangs at something else as well for a while is in its own collection all along.
    let grow = |entries: Vec<i64>| trend::of_series(&entries) == Trend::EveryStep;
    let is_even = || !is_in_place(held) && entries().is_some_and(grow);
    let trend = if matches!(trend, Trend::LastStep | Trend::Emptied) && is_even() { Trend::EveryStep } else { trend };
    match trend {
        Trend::EveryStep | Trend::LastStep if is_in_place(held) && entries().is_some_and(has_stopped) => Trend::Stopped,
        // It has as many as it may, and what takes their place is a little larger.
        Trend::Slowing if entries().is_some_and(has_stopped) => Trend::Stopped,
        Trend::EveryStep if set_aside::is_bounded(attribution, held) => Trend::FillsRoom,
        Trend::EveryStep => match left(held, counts) {
            Left::Nothing => Trend::TurnsOver,
            Left::NothingAndFarMoreCame if is_turned_over_again(attribution, held, series) => Trend::TurnsOver,
            Left::NothingAndFarMoreCame | Left::Some => trend,
        },
        _ => trend,
    }
}

/// Whether a holder took in texts and nothing else that is counted.
fn is_of_texts(held: &Held) -> bool {
    held.gain.lead().is_some_and(|lead| lead.key == Key::Things(Kind::TEXT))
}

/// Whether a holder had entries in a snapshot between the first and the last.
fn was_there_between(points: &[Point]) -> bool {
    points.iter().skip(1).rev().skip(1).any(|point| point.entries.is_some_and(|entries| entries > 0))
}

/// Whether a new collection that has what came was there in a snapshot between the first and the last, be it empty.
fn was_gathering_there_between(pair: &Pair<'_>, held: &Held, series: &Series<'_>) -> bool {
    let gathering = held.gain.lead().and_then(|lead| pair.gathering(held.named(), lead.key.kind()));
    let id = gathering.filter(|&at| pair.later.kind(at).is_collection()).and_then(|at| pair.later.outline.ids.get(at));
    id.is_some_and(|&id| series.iter().flatten().skip(1).any(|outline| outline.find(id).is_some()))
}

/// Whether what a holder has grew alike in all steps, whatever the number of its things: without what others below it took, and not by
/// others in the place of these.
fn hold_more(attribution: &Attribution<'_>, held: &Held, series: &Series<'_>, counts: &[KindMap<Count>]) -> bool {
    let bytes = |counts: &KindMap<Count>| counts.values().map(|count| count.bytes).sum();
    let sizes: Vec<i64> = counts.iter().map(bytes).collect();
    trend::of_series(&sizes) == Trend::EveryStep && !is_turned_over_again(attribution, held, series)
}

fn is_in_place(held: &Held) -> bool {
    held.gain.lead().is_some_and(|lead| lead.repeats == Some(Repeats::InPlace))
}

/// Whether texts that no one thing holds became more in every step: those in a Map are such.
fn do_texts_grow(attribution: &Attribution<'_>, series: &Series<'_>) -> bool {
    let outlines = series.iter().copied().flatten().chain([attribution.pair.later.outline]);
    let texts = |outline: &Outline| {
        let next = |&at: &usize| Some(at + outline.spans.get(at).map_or(1, |&span| span.max(1) as usize));
        let held_by_none = std::iter::successors(Some(1), next).take_while(|&at| at < outline.kinds.len());
        held_by_none.filter(|&at| outline.kinds[at] == Kind::TEXT).count() as i64
    };
    trend::of_series(&outlines.map(texts).collect::<Vec<_>>()) == Trend::EveryStep
}

/// What is left of what a holder had first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Some of it.
    Some,
    /// Nothing.
    Nothing,
    /// Nothing, but what came is so many times more that it stands in no place of that.
    NothingAndFarMoreCame,
}

/// What is left of what a holder had first of what leads, be it that it went once or again and again.
pub fn left(held: &Held, counts: &[KindMap<Count>]) -> Left {
    let Some(lead) = held.gain.lead().filter(|lead| lead.repeats == Some(Repeats::Many)) else { return Left::Some };
    let first = counts.first().and_then(|counts| counts.get(&lead.key.kind())).map_or(0, |first| first.count);
    let (more, less) = (i64::from(lead.tally.more), i64::from(lead.tally.less));
    // Where runtimes wrap the same things anew, these are left.
    let is_left = |gained: &Gained| {
        let had = counts.first().and_then(|counts| counts.get(&gained.key.kind())).map_or(0, |had| had.count);
        gained.key.kind().is_thing() && had >= first.max(MANY) && i64::from(gained.tally.less) < had
    };
    match () {
        () if first < MANY || less < first || held.gain.repeating().any(is_left) => Left::Some,
        () if more >= less * FAR_MORE => Left::NothingAndFarMoreCame,
        () => Left::Nothing,
    }
}

/// Whether nothing is left of what a holder had one step ago either.
fn is_turned_over_again(attribution: &Attribution<'_>, held: &Held, series: &Series<'_>) -> bool {
    let (Some(lead), Some(Some(before))) = (held.gain.lead(), series.last()) else { return false };
    let (outline, kind) = (attribution.pair.later.outline, lead.key.kind());
    let below = held.dominators.iter().flat_map(|&dominator| outline.below(dominator));
    let things = below.filter(|&position| attribution.pair.later.kind(position) == kind);
    let is_left = |&position: &usize| outline.ids.get(position).is_some_and(|&id| before.find(id).is_some());
    (things.filter(is_left).take(MANY as usize).count() as i64) < MANY
}

/// What the kinds of everything that repeats amounted to, in each snapshot that can be asked.
async fn counts(
    attribution: &Attribution<'_>,
    held: &[Held],
    series: &Series<'_>,
    is_matched: bool,
    pace: &Pace,
) -> Result<Vec<Counts>, OutOfMemory> {
    let pair = &attribution.pair;
    let between = series.iter().flatten().skip(1).map(|outline| Some(*outline));
    let mut counts = Vec::new();
    for outline in [None].into_iter().chain(between).chain([None]) {
        let made;
        let side = match outline {
            Some(outline) => {
                made = Side::of(outline, pace).await?;
                &made
            }
            None if counts.is_empty() => &pair.earlier,
            None => &pair.later,
        };
        let find = |position: usize| lasting(pair, side.outline, position);
        counts.push(match is_matched {
            true => trend::counts(side, held, find, pace).await?,
            false => trend::counts_of_all(side, held, pace).await,
        });
    }
    Ok(counts)
}

/// Where a node, or the nearest above it of which that is known, is in another snapshot of the process.
fn lasting(pair: &Pair<'_>, outline: &Outline, mut position: usize) -> Option<usize> {
    let has_lasting_id = |position: usize| {
        let twin = pair.survivors.before.get(position).map_or(NONE, |&twin| twin);
        let id = pair.later.outline.ids.get(position);
        twin == NONE || pair.earlier.outline.ids.get(twin as usize) == id || position == 0
    };
    while !has_lasting_id(position) {
        if let Some(at) = Some(position).filter(|&at| pair.is_replaced(at)).and_then(|at| pair.position_in(outline, at))
        {
            return Some(at);
        }
        position = pair.later.above(position);
    }
    outline.find(*pair.later.outline.ids.get(position)?)
}

/// One figure per snapshot: the holder's; where a root holds or ids do not match, the number of things. What the holder retains says
/// nothing of the growth if what it gained hangs at others as well; then its entries are told alone.
fn points(
    attribution: &Attribution<'_>,
    held: &Held,
    series: &Series<'_>,
    counts: &[KindMap<Count>],
    is_matched: bool,
) -> Vec<Point> {
    let later = attribution.pair.later.outline;
    let lead = held.gain.lead().map(|lead| (lead.key.kind(), matches!(lead.key, Key::Things(_))));
    let by_number = !held.populations.is_empty() || !is_matched;
    let comes_below = |kind: Kind, counts: &[KindMap<Count>]| {
        let mut counts = counts.iter().rev().map(|counts| counts.get(&kind).map_or(0, |of_kind| of_kind.count));
        counts.next() > counts.next()
    };
    // A collection has its own count, unless it is what its entries hold that became more.
    let (pair, named) = (&attribution.pair, held.named());
    let twin = pair.survivors.before.get(named).map_or(usize::MAX, |&twin| twin as usize);
    let entries = |outline: &Outline, at: usize| outline.entries.get(at).copied().unwrap_or(0);
    let own = entries(later, named);
    let is_row = held.is_list || held.is_tree;
    let is_own = !is_row
        && own != entries(pair.earlier.outline, twin)
        && pair.later.kind(named).is_collection()
        && !(lead.is_some_and(|(kind, _)| comes_below(kind, counts)) && trend::is_full(attribution, series, named));
    let mut counts = counts.iter();
    let mut point = |outline: Option<&Outline>| {
        let Some(outline) = outline else { return Point::default() };
        let of_kind = counts.next().and_then(|counts| counts.get(&lead?.0)).copied().unwrap_or_default();
        let entries = lead.filter(|&(_, are_things)| are_things).map(|_| of_kind.count.max(0) as u32);
        let position = pair.position_in(outline, named).filter(|_| !by_number);
        let of_holder = position.filter(|_| own > 0).and_then(|position| outline.entries.get(position)).copied();
        let entries = if is_own { of_holder.or(entries) } else { entries.or(of_holder) };
        let position = position.filter(|_| entries.is_none() || held.dominators.contains(&named));
        Point { entries, retained_size: position.map(|position| outline.retained(position)) }
    };
    let mut points: Vec<Point> = series.iter().map(|outline| point(*outline)).collect();
    points.push(point(Some(later)));
    let size = |point: Option<&Point>| point.and_then(|point| point.retained_size).map(|size| size as i64);
    let more = size(points.last()).zip(size(points.first())).map(|(last, first)| last - first);
    if more.is_some_and(|more| !is_share(more, held.gain.bytes, LEAST_OF_GROWTH)) {
        points.iter_mut().filter(|point| point.entries.is_some()).for_each(|point| point.retained_size = None);
    }
    points
}

/// An example of each kind that a class or a function names.
async fn examples(attribution: &Attribution<'_>, held: &[Held], pace: &Pace) -> KindMap<usize> {
    let of_all = held.iter().flat_map(|held| held.gain.kinds.iter().map(|gained| gained.key.kind()));
    let named = of_all.filter(|kind| matches!(kind.family(), Family::Native | Family::Instance | Family::Function));
    let mut examples: KindMap<usize> = named.map(|kind| (kind, 0)).collect();
    let kinds = &attribution.pair.later.outline.kinds;
    let mut look_at = |position: usize| {
        if let Some(example) = examples.get_mut(&kinds[position]).filter(|example| **example == 0) {
            *example = position;
        }
    };
    pace.in_blocks(kinds.len(), &mut |positions| positions.for_each(&mut look_at)).await;
    examples
}

/// How many of the things that lead came from other holders.
pub fn moved(pair: &Pair<'_>, held: &Held) -> u32 {
    let kind = held.gain.lead().map_or(Kind::CODE, |lead| lead.key.kind());
    let dominators = held.dominators.iter().filter(|_| held.populations.is_empty());
    dominators.map(|&dominator| pair.moved_below(dominator, kind)).sum()
}

/// Of a kind of which there are not more, nothing can have grown.
fn has_moved(number: usize, held: &Held, of_all: &[Counts; 2]) -> bool {
    let are_more = |kind: Kind| {
        let [before, after] = of_all.each_ref().map(|counts| counts.get(number).and_then(|counts| counts.get(&kind)));
        after.zip(before).is_some_and(|(after, before)| after.count - before.count >= MANY)
    };
    !held.gain.repeating().any(|gained| matches!(gained.key, Key::InPlace(_)) || are_more(gained.key.kind()))
}
