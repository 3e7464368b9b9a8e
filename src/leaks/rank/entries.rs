//! How many entries a suspect's holder has, as its program would count them.
//!
//! The entries of a collection are what it would say itself, by its size or length: a key and its value are one, what hangs
//! at an entry is none, and a thing that a second holder has too is an entry of both. Where these did not become more, and
//! things came to many holders below, these have the entries. Of a list, a tree, what only a runtime holds, and what is no
//! collection, and where the file does not list what a collection has, the things are counted.

use super::ranking::{Ranked, Series};
use super::trend::{Count, is_full};
use crate::error::OutOfMemory;
use crate::leaks::attribution::Attribution;
use crate::leaks::baseline::Outline;
use crate::leaks::detect::Held;
use crate::leaks::findings::{Form, Point};
use crate::leaks::model::kinds::{Kind, KindMap};
use crate::leaks::model::{self, EntryWalker};
use crate::sort;

/// The entries of a suspect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Those that were not there before.
    pub new: u32,
    /// All.
    pub all: u32,
    /// How many there were before, if that is known.
    pub before: Option<u32>,
    /// How many new things of the kind that repeats there are: these, or what hangs at them.
    pub things: u32,
    /// At how many holders below the one that is named these were put in, if none was at this one.
    pub parts: u32,
    /// Whether they are counted by the own count of collections.
    pub are_own: bool,
}

impl Entries {
    /// The new ones; none where they only took the place of others, and so do not tell how many came.
    pub fn on_top(&self) -> u32 {
        let is_any_gone = self.before.is_some_and(|before| self.all < before + self.new);
        if is_any_gone { 0 } else { self.new }
    }
}

/// What holders have themselves.
#[derive(Clone, Copy, Debug, Default)]
struct Own {
    /// Links to new things of the kind that repeats.
    links: u32,
    /// New entries of this kind, and all of it.
    of_kind: (u32, u32),
    /// New entries, and all.
    of_all: (u32, u32),
}

/// Counts the entries of suspects.
#[derive(Debug)]
pub struct Counter<'a> {
    /// The latest snapshot against the first.
    pub attribution: &'a Attribution<'a>,
    series: &'a Series<'a>,
    /// Whether ids tell which objects are the same.
    pub is_matched: bool,
    /// Whether they never do, because the writer gives new ones with every snapshot.
    pub is_renumbered: bool,
    walker: EntryWalker<'a>,
}

impl<'a> Counter<'a> {
    /// Of an attribution, in a series.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(
        attribution: &'a Attribution<'a>,
        series: &'a Series<'a>,
        (is_matched, is_renumbered): (bool, bool),
    ) -> Result<Self, OutOfMemory> {
        Ok(Self { attribution, series, is_matched, is_renumbered, walker: EntryWalker::new(attribution.model)? })
    }

    /// The entries of what repeats at holders, which are one or many alike.
    pub fn count(&mut self, ranked: &Ranked, form: Form, of: &[usize]) -> Entries {
        let held = &ranked.held;
        let Some(lead) = held.gain.lead() else { return Entries::default() };
        let (kind, more, less) = (lead.key.kind(), lead.tally.more, lead.tally.less);
        if !matches!(form, Form::Entries | Form::Alike { .. }) || form != Form::Entries && held.parts > 0 {
            return Entries { parts: held.parts, ..self.things(ranked, kind) };
        }
        let own = self.own(of, kind);
        // Keys, and things that come in twos, are as many again; where several collections are one suspect, all count.
        let is_joint = held.numbers.len() > 1 || held.holders.len() > 1;
        let least = if is_joint { more } else { more.div_ceil(2) };
        let is_direct = own.links > 0 && own.links >= least;
        let things = if is_direct { own.of_kind.0 } else { more };
        let gone = |new: u32| (u64::from(less) * u64::from(new) / u64::from(more.max(own.links).max(1))) as u32;
        let is_collection = |&position: &usize| self.attribution.pair.later.kind(position).is_collection();
        let are_own = own.of_all.1 > 0 && of.iter().all(is_collection);
        let (new, all, before) = match own.of_all {
            (new, all) if are_own => (new, all, self.before(of)),
            _ if is_direct => (own.of_kind.0, own.of_kind.1, None),
            _ => return Entries { things, parts: held.parts, ..self.things(ranked, kind) },
        };
        let before = before.unwrap_or(all.saturating_sub(new) + gone(new));
        let more_own = all.saturating_sub(before);
        let is_of_parts =
            more_own < lead.tally.anchors || of.iter().all(|&at| is_full(self.attribution, self.series, at));
        if form == Form::Entries && own.links == 0 && is_of_parts {
            let parts = lead.tally.anchors.max(new);
            let are_put_in = lead.tally.entries * 2 >= i64::from(more);
            let counted = if are_put_in { self.things(ranked, kind) } else { Entries::default() };
            return Entries { things, parts, ..counted };
        }
        // What it took over from another is new to it.
        Entries { new: new.max(more_own), all, before: Some(before), things, parts: 0, are_own }
    }

    /// The things of a kind, where no holder's own count says how many there are.
    fn things(&self, ranked: &Ranked, kind: Kind) -> Entries {
        let Some(lead) = ranked.held.gain.lead() else { return Entries::default() };
        if !self.is_matched && ranked.held.populations.is_empty() {
            let all = self.below(&ranked.held, kind);
            let before = (i64::from(all) - lead.tally.net()).max(0) as u32;
            return Entries {
                new: lead.tally.more,
                all,
                before: Some(before),
                things: lead.tally.more,
                ..Entries::default()
            };
        }
        let counted = |counts: Option<&KindMap<Count>>| Some(counts?.get(&kind)?.count.max(0) as u32);
        let all = counted(ranked.counts.last()).unwrap_or(0);
        let before = counted(ranked.counts.first());
        // What came from elsewhere is new there.
        let new = lead.tally.more.max(all.saturating_sub(before.unwrap_or(all)));
        Entries { new, all, before, things: new, ..Entries::default() }
    }

    /// The entries of a holder of which its own data grew, or that of what it holds. Those that are new may have been elsewhere before.
    pub fn uncounted(&self, held: &Held) -> Entries {
        let named = held.named();
        // Fields are no entries.
        if !self.attribution.pair.later.kind(named).is_collection() {
            return Entries::default();
        }
        let all = self.attribution.pair.later.outline.entries.get(named).copied().unwrap_or(0);
        let before = self.before(&[named]);
        let new = before.map_or(0, |before| all.saturating_sub(before));
        Entries { new, all, before, ..Entries::default() }
    }

    /// How many entries holders had before, if all were there.
    fn before(&self, of: &[usize]) -> Option<u32> {
        let pair = &self.attribution.pair;
        let before = |&position: &usize| {
            let twin = *pair.survivors.before.get(position)? as usize;
            pair.earlier.outline.entries.get(twin).copied()
        };
        of.iter().map(before).sum()
    }

    /// The course of a suspect: of collections by their own count, as their entries are counted.
    pub fn course(&self, entries: Entries, points: &[Point], of: &[usize]) -> Vec<Point> {
        let is_last = |at: usize| at + 1 == points.len();
        let by_kind = |last: &Point| entries.all > 0 && last.entries != Some(entries.all);
        if !self.is_matched && points.last().is_some_and(by_kind) {
            // In between only all things of the kind are counted, wherever they are.
            let known = |at: usize| if is_last(at) { Some(entries.all) } else { entries.before.filter(|_| at == 0) };
            return points.iter().enumerate().map(|(at, point)| Point { entries: known(at), ..*point }).collect();
        }
        let later = self.attribution.pair.later.outline;
        let own = |outline: &Outline| {
            let pair = &self.attribution.pair;
            let entries = |&position: &usize| outline.entries.get(pair.position_in(outline, position)?).copied();
            of.iter().map(entries).sum::<Option<u32>>()
        };
        let outlines = self.series.iter().copied().chain([Some(later)]);
        let is_counted = self.is_matched && entries.are_own;
        let counted = points.iter().zip(outlines).map(|(point, outline)| Point {
            entries: outline.filter(|_| is_counted).and_then(own).or(point.entries),
            ..*point
        });
        counted.collect()
    }

    /// What holders have themselves, and of it what is of a kind.
    fn own(&mut self, of: &[usize], kind: Kind) -> Own {
        let attribution = self.attribution;
        let mut own = Own::default();
        for &holder in of.iter().filter_map(|&position| attribution.nodes.get(position)) {
            let [mut new, mut all, mut new_of_kind, mut all_of_kind] = [model::Entries::default(); 4];
            self.walker.each(holder, |via, node, is_first| {
                let is_new = attribution.is_new(node);
                all.add(via);
                if is_new {
                    new.add(via);
                }
                if is_first && attribution.pair.later.kind(attribution.position(node)) == kind {
                    all_of_kind.add(via);
                    if is_new {
                        own.links += 1;
                        new_of_kind.add(via);
                    }
                }
            });
            own.of_kind = (own.of_kind.0 + new_of_kind.count(), own.of_kind.1 + all_of_kind.count());
            own.of_all = (own.of_all.0 + new.count(), own.of_all.1 + all.count());
        }
        own
    }

    /// How many things of a kind are below what dominates something.
    fn below(&self, held: &Held, kind: Kind) -> u32 {
        let side = &self.attribution.pair.later;
        let mut dominators = held.dominators.clone();
        sort::by_keys(&mut dominators, |&dominator| (dominator as u64, 0));
        let (mut count, mut end) = (0, 0);
        for dominator in dominators {
            let below = side.outline.below(dominator);
            count += (below.start.max(end)..below.end).filter(|&at| side.kind(at) == kind).count();
            end = end.max(below.end);
        }
        count as u32
    }
}
