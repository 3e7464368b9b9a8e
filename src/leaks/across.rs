//! Two snapshots of different processes: compared by class and by the end of the folded way, because ids mean nothing.
//!
//! Objects whose ways end alike (`MemoryStore.sessions[*]`, of one class) are counted in both. Where there are many more
//! in the later snapshot, what holds them is named, as something to look at and not as a leak: two processes have not
//! done the same work.

use std::collections::{HashMap, HashSet};

use super::analysis::Analysis;
use super::anatomy::NOBODY;
use super::base::BaseColumns;
use super::describe;
use super::evidence::{Evidence, MANY, Shape};
use super::findings::{Confidence, Findings, Level, NextStep, Reason};
use super::process::Identity;
use super::routes::is_scope;
use super::series::Course;
use super::suspects::{Claim, grows, least_growth};
use crate::compare::wire::Wire;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal};
use crate::sort;

const MOST_SUSPECTS: usize = 10;
/// Steps up a way on which something that was named already is looked for.
const MOST_STEPS_UP: usize = 64;

/// How many objects there are at the end of each folded way, by ascending way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WayColumns {
    /// Ways, as numbers.
    pub ways: Vec<u32>,
    /// Objects.
    pub counts: Vec<u32>,
    /// Their retained sizes, in units of 1 kB.
    pub kilobytes: Vec<u32>,
    /// By what the process is known.
    pub identity: Identity,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    count: u32,
    bytes: u64,
    example: NodeOrdinal,
}

impl WayColumns {
    /// The ways of a heap; it needs dominators.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let empty = BaseColumns::default();
        let analysis = Analysis::new(heap, &empty)?;
        let ways = analysis.routes.patterns(heap, &analysis.anatomy)?;
        let mut sums: Vec<(u32, Sum)> = sums(&analysis, &ways).into_iter().collect();
        sort::by_keys(&mut sums, |&(way, _)| (way.into(), 0));
        Ok(Self {
            ways: sums.iter().map(|&(way, _)| way).collect(),
            counts: sums.iter().map(|(_, sum)| sum.count).collect(),
            kilobytes: sums.iter().map(|(_, sum)| u32::try_from(sum.bytes / 1000).unwrap_or(u32::MAX)).collect(),
            identity: Identity::of(heap)?,
        })
    }

    fn at(&self, way: u32) -> Sum {
        let Ok(position) = self.ways.binary_search(&way) else { return Sum::default() };
        let value = |column: &[u32]| column.get(position).copied().unwrap_or(0);
        let bytes = u64::from(value(&self.kilobytes)) * 1000;
        Sum { count: value(&self.counts), bytes, example: NodeOrdinal::default() }
    }
}

impl From<WayColumns> for Wire {
    fn from(columns: WayColumns) -> Self {
        let own = [columns.ways, columns.counts, columns.kilobytes];
        Self { numbers: own.into_iter().chain(columns.identity.into_columns()).collect(), bytes: Vec::new() }
    }
}

impl From<Wire> for WayColumns {
    fn from(wire: Wire) -> Self {
        let mut columns = wire.numbers.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        Self { ways: next(), counts: next(), kilobytes: next(), identity: Identity::from_columns(next) }
    }
}

fn sums(analysis: &Analysis<'_>, ways: &Column<NodeOrdinal, u32>) -> HashMap<u32, Sum> {
    let heap = analysis.heap;
    let mut sums: HashMap<u32, Sum> = HashMap::new();
    let Some(dominators) = &heap.dominators else { return sums };
    for (node, &retained) in dominators.retained.iter() {
        if analysis.anatomy.is_visible(node) && !is_scope(heap, node) {
            // In a list each link is in the retained size of the one before it.
            let above = analysis.anatomy.owner(dominators.immediate[node]);
            let is_within = above != NOBODY && ways[above] == ways[node];
            let sum = sums.entry(ways[node]).or_default();
            let bytes = sum.bytes + if is_within { 0 } else { retained };
            *sum = Sum { count: sum.count + 1, bytes, example: node };
        }
    }
    sums
}

/// Finds what the later of two processes, `heap`, has more of than the earlier.
pub fn find_across(heap: &Heap, earlier: &WayColumns) -> Result<Findings, OutOfMemory> {
    let mut findings = Findings {
        same_process: false,
        likeness: Identity::of(heap)?.likeness(&earlier.identity),
        snapshots: 2,
        apart: None,
        left_out: Vec::new(),
        suspects: Vec::new(),
        set_aside: Vec::new(),
        background: Default::default(),
    };
    let empty = BaseColumns::default();
    let analysis = Analysis::new(heap, &empty)?;
    let least = least_growth(heap);
    let ways = analysis.routes.patterns(heap, &analysis.anatomy)?;
    let mut more: Vec<(u32, Sum, Sum)> = sums(&analysis, &ways)
        .into_iter()
        .map(|(way, now)| (way, earlier.at(way), now))
        .filter(|(_, before, now)| {
            now.count >= before.count.saturating_add(MANY) && now.bytes >= before.bytes.saturating_add(least)
        })
        .collect();
    sort::by_keys(&mut more, |&(way, before, now)| (!(now.bytes - before.bytes), way.into()));
    let mut named: HashSet<u32> = HashSet::new();
    let mut counted = Column::filled(heap.snapshot.nodes.len(), false)?;
    for (way, before, now) in more {
        if findings.suspects.len() >= MOST_SUSPECTS {
            break;
        }
        if is_below(&analysis, &ways, &named, now) {
            continue;
        }
        let Some(evidence) = evidence(&analysis, &ways, way, before, now) else { continue };
        named.insert(way);
        let (nodes, growth) = (evidence.nodes.clone(), evidence.growth);
        let claim = Claim { evidence, nodes, growth, also_held_by: Vec::new() };
        let grown = grows(&analysis, &claim, &mut counted);
        let rank = findings.suspects.len() as u32 + 1;
        let mut suspect = describe::suspect(&analysis, rank, claim, Course::OneStep, Vec::new(), grown);
        suspect.confidence =
            Confidence { level: Level::Low, reasons: vec![Reason::DifferentProcesses], next: NextStep::SameProcess };
        findings.suspects.push(suspect);
    }
    Ok(findings)
}

/// Whether an example's way leads through something that has been named already.
fn is_below(analysis: &Analysis<'_>, ways: &Column<NodeOrdinal, u32>, named: &HashSet<u32>, sum: Sum) -> bool {
    let above = std::iter::successors(Some(sum.example), |&node| {
        analysis.routes.visible_before(analysis.heap, &analysis.anatomy, node)
    });
    above.take(MOST_STEPS_UP).any(|node| named.contains(&ways[node]))
}

fn evidence(
    analysis: &Analysis<'_>,
    ways: &Column<NodeOrdinal, u32>,
    way: u32,
    before: Sum,
    now: Sum,
) -> Option<Evidence> {
    let positions = analysis.heap.snapshot.nodes.kind.positions();
    let is_there =
        |&node: &NodeOrdinal| analysis.anatomy.is_visible(node) && !is_scope(analysis.heap, node) && ways[node] == way;
    let holder = analysis.routes.visible_before(analysis.heap, &analysis.anatomy, now.example)?;
    let more = now.count - before.count;
    Some(Evidence {
        shape: Shape::Entries,
        holder,
        measured: vec![holder],
        holders: 1,
        // Which of them the other process has not is unknown; so many stand for the difference.
        nodes: positions.filter(is_there).take(more as usize).collect(),
        new_entries: more,
        entries: now.count,
        entries_before: Some(before.count),
        growth: now.bytes - before.bytes,
        new_bytes: now.bytes - before.bytes,
    })
}
