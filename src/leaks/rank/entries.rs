//! How many entries a suspect's holder has, as its program would count them.
//!
//! Growth is attributed by dominators, so a thing that a second holder has too is not counted at the first. The holder's own
//! links tell all that it has: a key and its value are one entry, also if both are texts, and what came along with an entry is
//! none. Where most of what repeats lies deeper than these, or nothing of the program holds it, the things below the holder
//! are counted.

use super::ranking::{Ranked, Series};
use super::trend::Count;
use crate::error::OutOfMemory;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::Attribution;
use crate::leaks::baseline::Outline;
use crate::leaks::detect::Held;
use crate::leaks::findings::Point;
use crate::leaks::model::kinds::{Kind, KindMap};
use crate::leaks::model::{self, EntryWalker};

/// The entries of a suspect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Those that were not there before.
    pub new: u32,
    /// All.
    pub all: u32,
    /// How many there were before, if that is known.
    pub before: Option<u32>,
    /// Whether the holder itself has them, and nothing else.
    pub are_all_of_holder: bool,
}

/// What a holder has itself of a kind.
#[derive(Clone, Copy, Debug)]
struct Own {
    /// Links to new ones.
    links: u32,
    /// New entries.
    new: u32,
    /// All entries.
    all: u32,
}

/// Counts the entries of suspects.
#[derive(Debug)]
pub struct Counter<'a> {
    /// The latest snapshot against the first.
    pub attribution: &'a Attribution<'a>,
    series: &'a Series<'a>,
    /// Whether ids tell which objects are the same.
    pub is_matched: bool,
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
        is_matched: bool,
    ) -> Result<Self, OutOfMemory> {
        Ok(Self { attribution, series, is_matched, walker: EntryWalker::new(attribution.model)? })
    }

    /// The entries of what repeats, of which `holder` is named.
    pub fn count(&mut self, ranked: &Ranked, holder: NodeOrdinal) -> Entries {
        let Some(lead) = ranked.held.gain.lead() else { return Entries::default() };
        let kind = lead.key.kind();
        let (more, less) = (lead.tally.more, lead.tally.less);
        let Own { links, new, all } = self.held_by(holder, kind);
        // Keys, and things that come in twos, are as many again; where several collections are one suspect, all count.
        let is_joint = ranked.held.numbers.len() > 1 || ranked.held.holders.len() > 1;
        let least = if is_joint { more } else { more.div_ceil(2) };
        if links > 0 && links >= least {
            let less = (u64::from(less) * u64::from(new) / u64::from(more.max(links))) as u32;
            let position = self.attribution.position(holder);
            let of_holder = self.attribution.pair.later.outline.entries.get(position).copied();
            let before = all.saturating_sub(new) + less;
            return Entries { new, all, before: Some(before), are_all_of_holder: of_holder == Some(all) };
        }
        if !self.is_matched && ranked.held.populations.is_empty() {
            let all = self.below(&ranked.held, kind);
            let before = (i64::from(all) - lead.tally.net()).max(0) as u32;
            return Entries { new: more, all, before: Some(before), are_all_of_holder: false };
        }
        let counted = |counts: Option<&KindMap<Count>>| Some(counts?.get(&kind)?.count.max(0) as u32);
        let all = counted(ranked.counts.last()).unwrap_or(0);
        Entries { new: more, all, before: counted(ranked.counts.first()), are_all_of_holder: false }
    }

    /// The entries of a holder of which its own data grew, or that of what it holds. Those that are new may have been elsewhere before.
    pub fn uncounted(&self, held: &Held) -> Entries {
        let (pair, position) = (&self.attribution.pair, held.named());
        let all = pair.later.outline.entries.get(position).copied().unwrap_or(0);
        let twin = pair.survivors.before.get(position).map_or(usize::MAX, |&twin| twin as usize);
        let before = pair.earlier.outline.entries.get(twin).copied();
        let new = before.map_or(0, |before| all.saturating_sub(before));
        Entries { new, all, before, are_all_of_holder: false }
    }

    /// The course of a suspect: of a holder that has nothing but its entries by its own count, as these are counted.
    pub fn course(&self, entries: Entries, points: &[Point], holder: NodeOrdinal) -> Vec<Point> {
        let later = self.attribution.pair.later.outline;
        let id = later.ids.get(self.attribution.position(holder)).copied().unwrap_or(0);
        let own = |outline: &Outline| outline.entries.get(outline.find(id)?).copied();
        let outlines = self.series.iter().copied().chain([Some(later)]);
        let counted = points.iter().zip(outlines).map(|(point, outline)| Point {
            entries: outline.filter(|_| entries.are_all_of_holder && self.is_matched).and_then(own).or(point.entries),
            ..*point
        });
        counted.collect()
    }

    /// What a node holds itself of a kind.
    fn held_by(&mut self, holder: NodeOrdinal, kind: Kind) -> Own {
        let attribution = self.attribution;
        let (mut links, mut new, mut all) = (0, model::Entries::default(), model::Entries::default());
        self.walker.each(holder, |via, node| {
            if attribution.pair.later.kind(attribution.position(node)) == kind {
                all.add(via);
                if attribution.is_new(node) {
                    links += 1;
                    new.add(via);
                }
            }
        });
        Own { links, new: new.count(), all: all.count() }
    }

    /// How many things of a kind are below what dominates something.
    fn below(&self, held: &Held, kind: Kind) -> u32 {
        let side = &self.attribution.pair.later;
        let mut dominators = held.dominators.clone();
        dominators.sort_unstable();
        let (mut count, mut end) = (0, 0);
        for dominator in dominators {
            let below = side.outline.below(dominator);
            count += (below.start.max(end)..below.end).filter(|&at| side.kind(at) == kind).count();
            end = end.max(below.end);
        }
        count as u32
    }
}
