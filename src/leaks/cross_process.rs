//! Two snapshots of different processes: compared by path pattern and class, because ids mean nothing.
//!
//! Objects with the same path pattern (`MemoryStore.sessions[*]`, of one class) are counted in both. Where there are many
//! more in the later snapshot, what holds them is named, as something to look at and not as a leak: two processes have
//! not done the same work. The stages are those of `pipeline`, with another detector.

use std::collections::{HashMap, HashSet};

use super::attribution::Attribution;
use super::baseline::{NO_BASE, ProcessSample, Survivors};
use super::detect::{Evidence, Shape};
use super::findings::{Confidence, Findings, Level, NextStep, Reason};
use super::model::names::Names;
use super::model::{Model, NOBODY, PathPatterns, RetainingPaths};
use super::pipeline::least_growth;
use super::rank::{self, Claim, Ranked, Trend};
use super::thresholds::{MANY_ENTRIES, MOST_STEPS_UP, MOST_SUSPECTS};
use crate::compare::wire::Wire;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal};
use crate::sort;

/// How many objects there are with each path pattern, by ascending pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathColumns {
    /// Path patterns.
    pub patterns: Vec<u32>,
    /// Numbers of objects.
    pub counts: Vec<u32>,
    /// Their retained sizes, in units of 1 kB.
    pub kilobytes: Vec<u32>,
    /// Tells the process.
    pub sample: ProcessSample,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    count: u32,
    bytes: u64,
    example: NodeOrdinal,
}

impl PathColumns {
    /// The columns of a heap; it needs dominators.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let model = Model::of(heap)?;
        let patterns = PathPatterns::of_all(&RetainingPaths::find(&model, |_| true)?)?;
        let mut sums: Vec<(u32, Sum)> = sums(&model, &patterns).into_iter().collect();
        sort::by_keys(&mut sums, |&(pattern, _)| (pattern.into(), 0));
        Ok(Self {
            patterns: sums.iter().map(|&(pattern, _)| pattern).collect(),
            counts: sums.iter().map(|(_, sum)| sum.count).collect(),
            kilobytes: sums.iter().map(|(_, sum)| u32::try_from(sum.bytes / 1000).unwrap_or(u32::MAX)).collect(),
            sample: ProcessSample::of(heap)?,
        })
    }

    fn at(&self, pattern: u32) -> Sum {
        let Ok(position) = self.patterns.binary_search(&pattern) else { return Sum::default() };
        let value = |column: &[u32]| column.get(position).copied().unwrap_or(0);
        let bytes = u64::from(value(&self.kilobytes)) * 1000;
        Sum { count: value(&self.counts), bytes, example: NodeOrdinal::default() }
    }
}

impl From<PathColumns> for Wire {
    fn from(columns: PathColumns) -> Self {
        let own = [columns.patterns, columns.counts, columns.kilobytes];
        Self { numbers: own.into_iter().chain(columns.sample.into_columns()).collect(), bytes: Vec::new() }
    }
}

impl From<Wire> for PathColumns {
    fn from(wire: Wire) -> Self {
        let mut columns = wire.numbers.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        Self { patterns: next(), counts: next(), kilobytes: next(), sample: ProcessSample::from_columns(next) }
    }
}

/// The visible objects by path pattern.
fn sums(model: &Model<'_>, patterns: &Column<NodeOrdinal, u32>) -> HashMap<u32, Sum> {
    let mut sums: HashMap<u32, Sum> = HashMap::new();
    let Some(dominators) = &model.heap.dominators else { return sums };
    for (node, &retained) in dominators.retained.iter() {
        if model.is_visible(node) && !model.is_scope(node) {
            // In a list each link is in the retained size of the one before it.
            let above = model.owner(dominators.immediate[node]);
            let is_within = above != NOBODY && patterns[above] == patterns[node];
            let sum = sums.entry(patterns[node]).or_default();
            let bytes = sum.bytes + if is_within { 0 } else { retained };
            *sum = Sum { count: sum.count + 1, bytes, example: node };
        }
    }
    sums
}

/// Finds what the later of two processes, `heap`, has more of than the earlier.
///
/// # Errors
/// If memory ends.
pub fn find_across(heap: &Heap, earlier: &PathColumns) -> Result<Findings, OutOfMemory> {
    let mut findings = Findings::of_two_processes(ProcessSample::of(heap)?.compare(&earlier.sample));
    let model = Model::of(heap)?;
    // No id means the same, so everything is new.
    let attribution = Attribution::of(&model, &NO_BASE, Survivors::find(heap, &NO_BASE)?)?;
    let names = Names::of(&model);
    let claims = evidence(&attribution, earlier, least_growth(heap))?.into_iter().map(|evidence| {
        let (nodes, growth) = (evidence.nodes.clone(), evidence.growth);
        Claim::new(&attribution, &names, evidence, nodes, growth)
    });
    let ranked = claims.map(|claim| Ranked { claim, trend: Trend::OneStep, points: Vec::new() }).collect();
    (findings.suspects, _) = rank::suspects(&attribution, &names, ranked)?;
    for suspect in &mut findings.suspects {
        suspect.confidence =
            Confidence { level: Level::Low, reasons: vec![Reason::DifferentProcesses], next: NextStep::SameProcess };
    }
    Ok(findings)
}

/// What there is much more of, that which grew most first.
fn evidence(attribution: &Attribution<'_>, earlier: &PathColumns, least: u64) -> Result<Vec<Evidence>, OutOfMemory> {
    let patterns = PathPatterns::of_all(&attribution.paths)?;
    let now = sums(attribution.model, &patterns).into_iter();
    let mut more: Vec<More> = now
        .map(|(pattern, now)| More { pattern, before: earlier.at(pattern), now })
        .filter(|more| more.is_much(least))
        .collect();
    sort::by_keys(&mut more, |more| (!(more.now.bytes - more.before.bytes), more.pattern.into()));
    let mut named: HashSet<u32> = HashSet::new();
    let mut found = Vec::new();
    for more in more {
        if found.len() >= MOST_SUSPECTS {
            break;
        }
        if is_below(attribution, &patterns, &named, more.now.example) {
            continue;
        }
        if let Some(evidence) = more.evidence(attribution, &patterns) {
            named.insert(more.pattern);
            found.push(evidence);
        }
    }
    Ok(found)
}

/// Whether an example's path leads through something that has been named already.
fn is_below(
    attribution: &Attribution<'_>,
    patterns: &Column<NodeOrdinal, u32>,
    named: &HashSet<u32>,
    example: NodeOrdinal,
) -> bool {
    let above = std::iter::successors(Some(example), |&node| attribution.paths.visible_retainer(node));
    above.take(MOST_STEPS_UP).any(|node| named.contains(&patterns[node]))
}

/// The objects of one path pattern in both processes.
#[derive(Clone, Copy, Debug)]
struct More {
    pattern: u32,
    before: Sum,
    now: Sum,
}

impl More {
    fn is_much(&self, least: u64) -> bool {
        self.now.count >= self.before.count.saturating_add(MANY_ENTRIES)
            && self.now.bytes >= self.before.bytes.saturating_add(least)
    }

    fn evidence(&self, attribution: &Attribution<'_>, patterns: &Column<NodeOrdinal, u32>) -> Option<Evidence> {
        let Self { pattern, before, now } = *self;
        let model = attribution.model;
        let is_there =
            |&node: &NodeOrdinal| model.is_visible(node) && !model.is_scope(node) && patterns[node] == pattern;
        let more = now.count - before.count;
        let growth = now.bytes - before.bytes;
        Some(Evidence {
            holders: 1,
            // Which of them the other process has not is unknown; this many stand for the difference.
            nodes: patterns.positions().filter(is_there).take(more as usize).collect(),
            new_entries: more,
            entries: now.count,
            entries_before: Some(before.count),
            growth,
            new_bytes: growth,
            ..Evidence::none(Shape::Entries, attribution.paths.visible_retainer(now.example)?)
        })
    }
}
