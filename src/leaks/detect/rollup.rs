//! From many small sums to the lowest holder where they are enough.
//!
//! A holder of which what it gained repeats is a *candidate*, and takes what it gained. What is not enough goes up to the
//! next dominator and is added to what came from its other branches: so 64 arrays with a few entries each are found at
//! what holds the arrays, a tree where it divides, and nobody needs to know what a tree is. Every tally is at one place
//! at a time, so each byte ends in one candidate or in the rest.

use std::collections::HashMap;

use super::repetition::{Gain, Gainer, gain};
use crate::error::OutOfMemory;
use crate::index::try_filled;
use crate::leaks::attribution::tallies::{Key, Tallies, Tally};
use crate::leaks::attribution::{Side, Sums};
use crate::leaks::baseline::Survivors;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::model::kinds::Kind;
use crate::leaks::thresholds::{FEW, LIKE_NUMBERS};

/// Growth that repeats, and where.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The holder, as a position of the later snapshot.
    pub holder: usize,
    /// Of a root: the kinds of what was put in.
    pub population: Vec<Kind>,
    /// What it gained.
    pub gain: Gain,
}

/// All candidates, and what is left.
#[derive(Debug)]
pub struct Rollup {
    /// Who gained something that repeats.
    pub candidates: Vec<Candidate>,
    /// For each position the candidate that took what was counted there, or [`NONE`].
    pub taken_by: Vec<u32>,
    /// What nobody took, by the root at which it ended, with the kinds of what was put in there.
    pub rest: HashMap<usize, Tallies>,
    /// The same of what was put into roots.
    pub rest_at_roots: HashMap<(u32, Kind), Tallies>,
}

/// Rolls up.
///
/// # Errors
/// If memory ends.
pub fn roll_up(side: &Side<'_>, survivors: &Survivors, growth: Sums, least: i64) -> Result<Rollup, OutOfMemory> {
    let count = side.outline.len();
    let mut rollup = Rollup {
        candidates: Vec::new(),
        taken_by: try_filled(count, NONE)?,
        rest: HashMap::new(),
        rest_at_roots: HashMap::new(),
    };
    let mut slots = try_filled(count, NONE)?;
    let mut sums: Vec<Option<Tallies>> = Vec::new();
    let mut is_tried: Vec<bool> = Vec::new();
    for (anchor, tallies) in growth.at_holders {
        slots[anchor as usize] = sums.len() as u32;
        sums.push(Some(tallies));
        is_tried.push(false);
    }
    for position in (0..count).rev() {
        let slot = slots[position] as usize;
        let Some(sum) = sums.get_mut(slot) else { continue };
        let kind = side.kind(position);
        if position == 0 || kind.is_root_like() {
            let taken = sum.take().unwrap_or_default();
            match gain(Gainer::Root, &taken, least) {
                Some(gain) => rollup.take(position, Vec::new(), gain),
                None => {
                    rollup.rest.insert(position, taken);
                }
            }
            continue;
        }
        if kind.is_visible() && !survivors.is_new(position) && !is_tried[slot] {
            is_tried[slot] = true;
            if let Some(gain) = sum.as_ref().and_then(|sum| gain(Gainer::Holder, sum, least)) {
                rollup.take(position, Vec::new(), gain);
                *sum = None;
                continue;
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
    }
    rollup.populations(growth.at_roots, least);
    rollup.follow(side);
    Ok(rollup)
}

impl Rollup {
    fn take(&mut self, holder: usize, population: Vec<Kind>, gain: Gain) {
        self.candidates.push(Candidate { holder, population, gain });
    }

    /// What was put into roots: kinds that come in like numbers are one.
    fn populations(&mut self, at_roots: HashMap<(u32, Kind), Tallies>, least: i64) {
        let mut of_root: HashMap<u32, Vec<(Kind, Tallies)>> = HashMap::new();
        for ((root, kind), tallies) in at_roots {
            of_root.entry(root).or_default().push((kind, tallies));
        }
        let mut roots: Vec<(u32, Vec<(Kind, Tallies)>)> = of_root.into_iter().collect();
        roots.sort_by_key(|&(root, _)| root);
        for (root, mut list) in roots {
            let number = |(kind, tallies): &(Kind, Tallies)| tallies.get(Key::Things(*kind)).map_or(0, Tally::net);
            list.sort_by_key(|population| (std::cmp::Reverse(number(population)), population.0));
            let mut list = list.into_iter().peekable();
            while let Some(first) = list.next() {
                let most = number(&first);
                let (mut kinds, mut members) = (vec![first.0], vec![first]);
                let is_like = |other: &(Kind, Tallies)| {
                    let less = most - number(other);
                    most >= FEW && number(other) >= FEW && less * LIKE_NUMBERS.1 <= most * LIKE_NUMBERS.0
                };
                while let Some(next) = list.next_if(is_like) {
                    kinds.push(next.0);
                    members.push(next);
                }
                let mut sum = Tallies::default();
                for (_, tallies) in &members {
                    sum.merge(tallies.clone());
                }
                match gain(Gainer::Root, &sum, least).filter(|_| most >= FEW) {
                    Some(gain) => self.take(root as usize, kinds, gain),
                    None => {
                        for (kind, tallies) in members {
                            self.rest_at_roots.insert((root, kind), tallies);
                        }
                    }
                }
            }
        }
    }

    /// Who took what was counted at each position.
    fn follow(&mut self, side: &Side<'_>) {
        for (number, candidate) in self.candidates.iter().enumerate() {
            if candidate.population.is_empty() {
                self.taken_by[candidate.holder] = number as u32;
            }
        }
        for position in 1..self.taken_by.len() {
            if self.taken_by[position] == NONE && !side.kind(position).is_root_like() {
                self.taken_by[position] = self.taken_by[side.above(position)];
            }
        }
    }
}
