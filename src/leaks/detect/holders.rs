//! Who holds what repeats: all that hold the same things.

use super::repetition::Gain;
use super::rollup::{APART, Candidate, Rollup};
use super::unlisted::Unlisted;
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::graph::{NodeSet, is_retaining};
use crate::index::{Column, NodeOrdinal, Position, TryPush, try_collected};
use crate::leaks::attribution::anchors::OF_CODE;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::attribution::{Attribution, Pair, Side};
use crate::leaks::baseline::outline::NONE;
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::{Kind, KindSet};
use crate::leaks::thresholds::MANY;
use crate::pace::Pace;
use crate::runtime_names::v8;
use crate::sort;

/// A survivor that holds some of what repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its position in the later snapshot.
    pub position: usize,
    /// How many of the repeating things it holds, directly or by way of something new of its own.
    pub count: i64,
}

/// A candidate with all who hold it.
#[derive(Clone, Debug)]
pub struct Held {
    /// What dominates all of it, as a position of the later snapshot.
    pub dominator: usize,
    /// Of what was put into roots: which root, and kinds of what was put in.
    pub populations: Vec<(usize, Kind)>,
    /// What grew.
    pub gain: Gain,
    /// Where all of it hangs: what dominates each part.
    pub dominators: Vec<usize>,
    /// How many holders that are alike were made one; 0 if it is one.
    pub alike: u32,
    /// How many holders below the dominator took a little each, if it took nothing itself; else 0.
    pub parts: u32,
    /// Whether things of any kind came to the dominator itself.
    pub has_own: bool,
    /// Whether these have nothing above them in common.
    pub is_scattered: bool,
    /// Whether it is a list or a tree of things that hold each other.
    pub is_list: bool,
    /// Whether that is a tree: several hang at one.
    pub is_tree: bool,
    /// Whether the way to its things goes from one to the next.
    pub is_chain: bool,
    /// Whether the file has no links from the holder to what it holds.
    pub is_unlisted: bool,
    /// The Maps and Sets, as positions, of which one must hold what nothing in the file leads to.
    pub may_be_in: Vec<usize>,
    /// The collections, as positions, that have all of it as well, each a part.
    pub in_parts: Vec<usize>,
    /// The numbers of the candidates that are in it.
    pub numbers: Vec<u32>,
    /// The holders, the one with the most things first; empty if what dominates them holds them by many others.
    pub holders: Vec<Holder>,
}

impl Held {
    /// A candidate alone.
    pub fn of(candidate: &Candidate, number: u32) -> Self {
        let populations = candidate.population.iter().map(|&kind| (candidate.holder, kind)).collect();
        let gain = candidate.gain.clone();
        Self {
            dominator: candidate.holder,
            populations,
            gain,
            dominators: vec![candidate.holder],
            alike: 0,
            parts: candidate.parts,
            has_own: candidate.has_own,
            is_scattered: false,
            is_list: false,
            is_tree: false,
            is_chain: false,
            is_unlisted: false,
            may_be_in: Vec::new(),
            in_parts: Vec::new(),
            numbers: vec![number],
            holders: Vec::new(),
        }
    }

    /// Lets the kind lead of which what is named holds most itself: that is what a program put in.
    pub fn choose_lead(&mut self, links: &Links) {
        let named = self.named();
        let direct = self.numbers.iter().flat_map(|&number| links.direct(number, named));
        let most = direct.filter(|&(kind, count)| !kind.is_common() && count >= MANY);
        // A symbol is the key of something.
        if let Some((kind, _)) = most.max_by_key(|&(kind, count)| (count, kind.is_thing(), kind)) {
            self.gain.put_in = Some(Key::Things(kind));
        }
    }

    /// The one to be named: what holds most of the things, or what dominates them.
    pub fn named(&self) -> usize {
        let is_among = self.holders.iter().any(|holder| holder.position == self.dominator);
        match self.holders.first() {
            Some(first) if !is_among => first.position,
            _ => self.dominator,
        }
    }
}

/// Which candidate took what.
#[derive(Debug)]
pub struct Takers<'a> {
    pair: &'a Pair<'a>,
    taken_by: &'a [u32],
    of_population: NumberMap<usize>,
}

impl<'a> Takers<'a> {
    /// Of a roll-up.
    pub fn of(pair: &'a Pair<'a>, rollup: &'a Rollup) -> Self {
        let mut of_population = NumberMap::default();
        for (number, candidate) in rollup.candidates.iter().enumerate() {
            for &kind in &candidate.population {
                of_population.insert(packed(candidate.holder as u32, kind.0), number);
            }
        }
        Self { pair, taken_by: &rollup.taken_by, of_population }
    }

    /// The candidate that took a new node, or the growth of a survivor.
    pub fn taker(&self, position: usize) -> Option<u32> {
        let is_taker = |&taker: &u32| taker < APART;
        if !self.pair.survivors.is_new(position) {
            return self.taken_by.get(position).copied().filter(is_taker);
        }
        let (anchor, entry) = (self.pair.new.anchors[position] as usize, self.pair.new.entries[position]);
        if entry >= OF_CODE {
            // Parts of survivors count with these.
            None
        } else if self.pair.later.kind(anchor).is_root_like() {
            self.of_population
                .get(&packed(anchor as u32, self.pair.later.kind(entry as usize).0))
                .map(|&number| number as u32)
        } else {
            self.taken_by.get(anchor).copied().filter(is_taker)
        }
    }

    /// Who took each thing of a kind that repeats there, and these things.
    async fn things(
        &self,
        attribution: &Attribution<'_>,
        held: &[Held],
        pace: &Pace,
    ) -> Result<(Column<NodeOrdinal, u32>, NodeSet), OutOfMemory> {
        let (nodes, pair) = (&attribution.nodes, &attribution.pair);
        let kinds: Vec<KindSet> = held.iter().map(|held| held.gain.counted_kinds()).collect();
        let (mut of_node, mut things) = (Column::filled(nodes.len(), NONE)?, NodeSet::new(nodes.len())?);
        let mut mark = |position: usize| {
            if pair.survivors.is_new(position)
                && let Some(taker) = self.taker(position)
                && kinds.get(taker as usize).is_some_and(|kinds| kinds.contains(&pair.later.kind(position)))
            {
                of_node[nodes[position]] = taker;
                things.insert(nodes[position]);
            }
        };
        pace.in_blocks(nodes.len(), &mut |positions| positions.for_each(&mut mark)).await;
        Ok((of_node, things))
    }

    /// Whether a position is V8's record of what is registered in a FinalizationRegistry for the end of things that another took:
    /// who took the registry's growth, which ends with these.
    fn registry(&self, attribution: &Attribution<'_>, (cell, registry): (usize, usize), of: u32) -> Option<u32> {
        let name = attribution.model.heap.snapshot.raw_name(*attribution.nodes.get(cell)?);
        name.is(v8::WEAK_CELL).then(|| self.taker(registry)).flatten().filter(|&other| other != of)
    }
}

/// Who holds the things of whom.
#[derive(Debug, Default)]
pub struct Links {
    /// A candidate, a survivor, and how many of the candidate's things the survivor holds.
    pub by_survivors: Vec<(u32, u32, i64)>,
    /// A candidate, a survivor, a kind, and how many things of that kind the survivor holds itself; in this order.
    direct: Vec<(u64, Kind, i64)>,
    /// A candidate, a collection that came with it, and how many of its things that holds as well as another.
    pub by_collections: Vec<(u32, u32, i64)>,
    /// Two candidates, and how many of the first one's things the second one's things hold.
    pub by_candidates: Vec<(u32, u32, i64)>,
}

impl Links {
    /// How many things of each kind of a candidate a survivor holds itself.
    pub fn direct(&self, number: u32, holder: usize) -> impl Iterator<Item = (Kind, i64)> {
        let pair = packed(number, holder as u32);
        let start = self.direct.partition_point(|&(other, ..)| other < pair);
        let rest = self.direct.get(start..).unwrap_or_default();
        rest.iter().take_while(move |&&(other, ..)| other == pair).map(|&(_, kind, count)| (kind, count))
    }

    /// Adds the links that the file does not have, of things that can only be in one table.
    ///
    /// # Errors
    /// If memory ends.
    pub fn add(&mut self, unlisted: &Unlisted, held: &mut [Held]) -> Result<(), OutOfMemory> {
        for (number, held) in held.iter_mut().enumerate().filter(|(_, held)| !held.populations.is_empty()) {
            let Some((kind, new)) = held.gain.lead().map(|lead| (lead.key.kind(), lead.tally.net())) else { continue };
            match unlisted.of(kind).unwrap_or_default() {
                [] => {}
                &[only] => {
                    self.by_survivors.try_push((number as u32, only as u32, new))?;
                    held.is_unlisted = true;
                }
                several => held.may_be_in = several.to_vec(),
            }
        }
        Ok(())
    }

    /// Looks at every edge once, in the order of the file.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn find(
        attribution: &Attribution<'_>,
        takers: &Takers<'_>,
        held: &[Held],
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let (heap, pair) = (attribution.model.heap, &attribution.pair);
        let later = &pair.later;
        let (of_node, things) = takers.things(attribution, held, pace).await?;
        let (mut by_survivors, mut by_candidates, mut direct) = (Vec::new(), Vec::new(), Vec::new());
        let mut by_collections = Vec::new();
        let mut look_at = |node: NodeOrdinal| {
            for edge in heap.snapshot.edges_of(node) {
                let target = heap.snapshot.edges.target(edge);
                if !things.contains(target) {
                    continue;
                }
                let (position, taker) = (attribution.position(node), of_node[target]);
                let owner = later.owners[position] as usize;
                if owner == NONE as usize {
                    break;
                }
                if !is_retaining(heap.graph(), edge) {
                    if let Some(other) = takers.registry(attribution, (position, owner), taker) {
                        by_candidates.try_push((taker, other, attribution.position(target) as u32))?;
                    }
                    continue;
                }
                let is_new = pair.survivors.is_new(owner);
                let holder = if is_new { pair.new.anchors[owner] as usize } else { owner };
                let of_owner = if is_new { takers.taker(owner) } else { None };
                if of_owner.is_some_and(|other| other != taker) {
                    by_candidates.try_push((taker, of_owner.unwrap_or(taker), attribution.position(target) as u32))?;
                }
                let is_own = is_new
                    && (of_owner == Some(taker)
                        || held.get(taker as usize).is_some_and(|held| held.dominator == holder));
                let at = attribution.position(target);
                if is_own && later.kind(owner).is_collection() && !later.outline.below(owner).contains(&at) {
                    by_collections.try_push((taker, owner as u32, at as u32))?;
                }
                if !is_own && later.kind(holder).is_visible() && !later.kind(holder).is_root_like() {
                    by_survivors.try_push((taker, holder as u32, attribution.position(target) as u32))?;
                    if !is_new {
                        direct.try_push((taker, holder as u32, attribution.position(target) as u32))?;
                    }
                }
            }
            Ok(())
        };
        let count = attribution.nodes.len();
        pace.try_in_blocks(count, &mut |nodes| nodes.map(NodeOrdinal::at).try_for_each(&mut look_at)).await?;
        // Each sort is a step of its own.
        pace.spend(STEPS).await;
        let direct = distinct(direct)?;
        pace.spend(STEPS).await;
        let direct = by_kind(&direct, later)?;
        pace.spend(STEPS).await;
        let by_survivors = counted(by_survivors)?;
        pace.spend(STEPS).await;
        let by_collections = counted(by_collections)?;
        Ok(Self { by_survivors, direct, by_collections, by_candidates: counted(by_candidates)? })
    }
}

/// Each once, in order.
fn distinct(mut links: Vec<(u32, u32, u32)>) -> Result<Vec<(u32, u32, u32)>, OutOfMemory> {
    sort::try_by_keys(&mut links, |&(first, second, third)| (packed(first, second), third.into()))?;
    links.dedup();
    Ok(links)
}

/// How many different third ones there are for the first two.
fn counted(links: Vec<(u32, u32, u32)>) -> Result<Vec<(u32, u32, i64)>, OutOfMemory> {
    let links = distinct(links)?;
    let groups = links.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1));
    try_collected(
        groups.filter_map(|group| group.first().map(|&(first, second, _)| (first, second, group.len() as i64))),
    )
}

/// A candidate with a holder, a kind, and how many of its things of that kind the holder has.
fn by_kind(direct: &[(u32, u32, u32)], later: &Side<'_>) -> Result<Vec<(u64, Kind, i64)>, OutOfMemory> {
    let with_kind = direct.iter().map(|&(taker, holder, target)| (packed(taker, holder), later.kind(target as usize)));
    let mut kinds: Vec<(u64, Kind)> = try_collected(with_kind)?;
    sort::try_by_keys(&mut kinds, |&(pair, kind)| (pair, kind.0.into()))?;
    let direct = kinds.chunk_by(|one, other| one == other);
    let with_count = |group: &[(u64, Kind)]| group.first().map(|&(pair, kind)| (pair, kind, group.len() as i64));
    try_collected(direct.filter_map(with_count))
}
