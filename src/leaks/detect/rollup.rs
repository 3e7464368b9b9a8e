//! From many small sums to the lowest holder where they are enough.
//!
//! A holder of which what it gained repeats is a *candidate*, and takes what it gained. What is not enough goes up to the
//! next dominator and is added to what came from its other branches: so 64 arrays with a few entries each are found at
//! what holds the arrays, a tree where it divides, and nobody needs to know what a tree is. Every tally is at one place
//! at a time, so each byte ends in one candidate or in the rest.

use std::collections::VecDeque;
use std::ops::Range;

use super::repetition::{Gain, Gainer, Repeats, gain};
use super::root_holders::RootHolders;
use super::unlisted::Unlisted;
use crate::error::OutOfMemory;
use crate::index::{try_filled, try_with_capacity};
use crate::leaks::attribution::tallies::{Key, Tallies, Tally};
use crate::leaks::attribution::{Pair, Side, Sums};
use crate::leaks::baseline::Survivors;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::Kind;
use crate::leaks::thresholds::{FEW, LIKE_NUMBERS, MANY};
use crate::pace::Pace;
use crate::sort;

/// Instead of a candidate: what turns over takes no part in what grows above it.
pub const APART: u32 = NONE - 1;

/// Growth that repeats, and where.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The holder, as a position of the later snapshot.
    pub holder: usize,
    /// Of a root: the kinds of what was put in.
    pub population: Vec<Kind>,
    /// What it gained.
    pub gain: Gain,
    /// At how many others below it what leads was put in, if nothing was at the holder itself; else 0.
    pub parts: u32,
    /// Whether things of any kind came to the holder itself.
    pub has_own: bool,
}

/// All candidates, and what is left.
#[derive(Debug, Default)]
pub struct Rollup {
    /// Who gained something that repeats.
    pub candidates: Vec<Candidate>,
    /// For each position the candidate that took what was counted there, or [`NONE`], or [`APART`].
    pub taken_by: Vec<u32>,
    /// Bytes that nobody took.
    pub rest: i64,
    /// What of that was put into roots, the largest first.
    pub left: Vec<Left>,
    /// What of that repeats at a holder and is a little less than counts: the holders, as positions of the later snapshot, with bytes.
    pub little: Vec<(usize, i64)>,
    /// Holders that gained something themselves, and perhaps not what leads; with the numbers of their candidates.
    asked: NumberMap<usize>,
}

/// What was put into a root and nobody took.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    /// The root, as a position of the later snapshot.
    pub root: u32,
    /// The kind of what was put in, or of the first of several that came in like numbers.
    pub kind: Kind,
    /// Bytes.
    pub bytes: i64,
}

/// Rolls up.
///
/// # Errors
/// If memory ends.
pub async fn roll_up(
    side: &Side<'_>,
    survivors: &Survivors,
    growth: Sums,
    of_roots: (&RootHolders, &Unlisted),
    least: i64,
    pace: &Pace,
) -> Result<Rollup, OutOfMemory> {
    let count = side.outline.len();
    let mut rollup = Rollup { taken_by: try_filled(count, NONE)?, ..Rollup::default() };
    let mut slots = pace.filled(count, NONE).await?;
    let mut sums: Vec<Option<Tallies>> = try_with_capacity(growth.at_holders.len())?;
    let mut is_tried: Vec<bool> = try_with_capacity(growth.at_holders.len())?;
    let mut homes: Vec<(u64, bool)> = try_with_capacity(growth.at_holders.len())?;
    for (anchor, mut tallies) in growth.at_holders {
        tallies.are_of_one_anchor();
        homes.push((anchor, tallies.iter().any(|(key, tally)| matches!(key, Key::Things(_)) && tally.more > 0)));
        slots[anchor as usize] = sums.len() as u32;
        sums.push(Some(tallies));
        is_tried.push(false);
    }
    let mut move_up = |position: usize| {
        let slot = slots[position] as usize;
        let Some(sum) = sums.get_mut(slot) else { return };
        let kind = side.kind(position);
        if position == 0 || kind.is_root_like() {
            let taken = sum.take().unwrap_or_default();
            match gain(Gainer::Root, &taken, least) {
                Some(gain) => rollup.take(position, Vec::new(), gain),
                None => rollup.rest += taken.bytes(),
            }
            return;
        }
        if kind.is_visible() && !survivors.is_new(position) && !is_tried[slot] {
            is_tried[slot] = true;
            if let Some(gain) = sum.as_ref().and_then(|sum| gain(Gainer::Holder, sum, least)) {
                let home = homes.get(slot).filter(|home| home.0 == position as u64);
                rollup.take_at(position, gain, home.map(|home| home.1));
                *sum = None;
                return;
            }
            rollup.little.extend(sum.as_ref().and_then(|sum| Some((position, little(sum, least)?))));
            if sum.as_ref().is_some_and(is_turnover) {
                rollup.rest += sum.take().map_or(0, |sum| sum.bytes());
                rollup.taken_by[position] = APART;
                return;
            }
        }
        // A sum moves up as it is; only where two meet is there work to do.
        let above = side.above(position);
        let other = slots[above] as usize;
        if other == NONE as usize {
            slots[above] = slot as u32;
        } else {
            let moved = sum.take();
            if let (Some(Some(sum)), Some(moved)) = (sums.get_mut(other), moved) {
                sum.merge(moved);
                is_tried[other] = false;
            }
        }
    };
    pace.in_blocks_back(count, &mut |positions| positions.rev().for_each(&mut move_up)).await;
    rollup.populations(growth.at_roots, of_roots, least);
    rollup.follow(side, pace).await;
    Ok(rollup)
}

/// Whether many things went, and of no kind more came: that is no part of what grew beside it. What stays, at each of many holders
/// that turn over, is growth above these, be it of one kind in twenty. Texts, arrays and dictionaries count together.
fn is_turnover(sum: &Tallies) -> bool {
    let (mut gone, mut common) = (0, 0);
    for (key, tally) in sum.iter() {
        let Key::Things(kind) = key else { continue };
        if kind.is_common() {
            common += tally.net();
        } else if tally.net() > 0 {
            return false;
        } else {
            gone += i64::from(tally.less);
        }
    }
    gone >= MANY && common <= 0
}

/// The bytes of what came many times, and is at least half of what counts.
fn little(sum: &Tallies, least: i64) -> Option<i64> {
    let gain = gain(Gainer::Holder, sum, least / 2)?;
    gain.lead().filter(|lead| lead.repeats == Some(Repeats::Many)).map(|_| gain.bytes)
}

/// What was put into a root, of one kind.
struct Population {
    root: u32,
    kind: Kind,
    /// How many more, net.
    number: i64,
    tallies: Tallies,
}

impl Population {
    fn of((key, tallies): (u64, Tallies)) -> Self {
        let (root, kind) = ((key >> 32) as u32, Kind(key as u32));
        let number = tallies.get(Key::Things(kind)).map_or(0, Tally::net);
        Self { root, kind, number, tallies }
    }

    /// Whether it came in a number like another, larger one.
    fn is_like(&self, most: i64) -> bool {
        let less = most - self.number;
        most >= FEW && self.number >= FEW && less * LIKE_NUMBERS.1 <= most * LIKE_NUMBERS.0
    }
}

impl Rollup {
    /// Whether nobody took what was counted at a position.
    pub fn is_free(&self, position: usize) -> bool {
        self.taken_by.get(position).is_some_and(|&taker| taker >= APART)
    }

    /// The holder takes what it gained; of a home of growth it is said whether things came there.
    fn take_at(&mut self, holder: usize, gain: Gain, home: Option<bool>) {
        let parts = gain.lead().map_or(0, |lead| lead.tally.anchors);
        let parts = if home.is_some() && parts == 1 { 0 } else { parts };
        if home.is_some() && parts > 1 {
            self.asked.insert(holder as u64, self.candidates.len());
        }
        let has_own = home == Some(true);
        self.candidates.push(Candidate { holder, population: Vec::new(), gain, parts, has_own });
    }

    fn take(&mut self, holder: usize, population: Vec<Kind>, gain: Gain) {
        self.candidates.push(Candidate { holder, population, gain, parts: 0, has_own: true });
    }

    /// What was put into roots: kinds that come in like numbers are one, unless two things of the program have them.
    fn populations(
        &mut self,
        at_roots: NumberMap<Tallies>,
        (holders, unlisted): (&RootHolders, &Unlisted),
        least: i64,
    ) {
        let mut all: Vec<Population> = at_roots.into_iter().map(Population::of).collect();
        // Of each root the largest first.
        sort::by_keys(&mut all, |one| {
            (packed(one.root, !one.number.clamp(0, i64::from(u32::MAX)) as u32), one.kind.0.into())
        });
        let mut all = VecDeque::from(all);
        while let Some(first) = all.pop_front() {
            let (root, most) = (first.root, first.number);
            let like = all.iter().take_while(|other| other.root == root && other.is_like(most)).count();
            let mut holder = holders.of(root, first.kind);
            let kind = first.kind;
            let mut members = vec![first];
            let mut of_others = Vec::new();
            for next in all.drain(..like) {
                let of_next = holders.of(root, next.kind);
                if holder.is_some() && of_next.is_some() && of_next != holder || unlisted.are_apart(kind, next.kind) {
                    of_others.push(next);
                } else {
                    holder = holder.or(of_next);
                    members.push(next);
                }
            }
            of_others.into_iter().rev().for_each(|other| all.push_front(other));
            let mut sum = Tallies::default();
            members.iter().for_each(|member| sum.merge(member.tallies.clone()));
            match gain(Gainer::Root, &sum, least) {
                Some(gain) => self.take(root as usize, members.iter().map(|member| member.kind).collect(), gain),
                None => {
                    self.rest += sum.bytes();
                    self.left.push(Left { root, kind, bytes: sum.bytes() });
                }
            }
        }
        sort::by_keys(&mut self.left, |left| (!(left.bytes.max(0) as u64), left.kind.0.into()));
    }

    /// Of what is little, what nobody took, at the lowest holder of it.
    pub fn lowest_little(&mut self, side: &Side<'_>) {
        let taken_by = &self.taken_by;
        // From the leaves up, so that what is below the next was met just before.
        let mut last = usize::MAX;
        self.little.retain(|&(holder, _)| {
            let is_lowest = !side.outline.below(holder).contains(&last);
            last = holder;
            is_lowest
        });
        // Of what hangs at several holders a tree may have taken a part.
        let is_free = |position: usize| taken_by.get(position).is_some_and(|&taker| taker >= APART);
        self.little.retain(|&(holder, _)| side.outline.below(holder).all(is_free));
        sort::by_keys(&mut self.little, |&(holder, bytes)| (!(bytes as u64), holder as u64));
    }

    /// Of holders that gained something themselves, tells whether what leads was put in at them or at others below: texts that
    /// all of these share hang at what has them all.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn tell_parts(&mut self, pair: &Pair<'_>, pace: &Pace) -> Result<(), OutOfMemory> {
        let asked = std::mem::take(&mut self.asked);
        if asked.is_empty() {
            return Ok(());
        }
        for (holder, tallies) in pair.sums(Some(&asked), pace).await?.at_holders {
            let candidate = asked.get(&holder).and_then(|&number| self.candidates.get_mut(number));
            if let Some(candidate) = candidate
                && candidate.gain.lead().is_none_or(|lead| tallies.get(lead.key).is_some())
            {
                candidate.parts = 0;
            }
        }
        Ok(())
    }

    /// Who took what was counted at each position.
    async fn follow(&mut self, side: &Side<'_>, pace: &Pace) {
        for (number, candidate) in self.candidates.iter().enumerate() {
            if candidate.population.is_empty() {
                self.taken_by[candidate.holder] = number as u32;
            }
        }
        let mut follow = |positions: Range<usize>| {
            for position in positions.filter(|&position| position > 0) {
                if self.taken_by[position] == NONE && !side.kind(position).is_root_like() {
                    self.taken_by[position] = self.taken_by[side.above(position)];
                }
            }
        };
        pace.in_blocks(side.outline.len(), &mut follow).await;
    }
}
