//! From candidates to suspects: who claims what, in which order they are shown, what is set aside.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::background;
use super::base::BaseColumns;
use super::describe;
use super::evidence::{Cluster, Evidence, Shape};
use super::findings::{Composition, Exclusion, Findings, Grown, Point, SetAside, Suspect};
use super::holders::{Candidate, larger};
use super::process::SameProcess;
use super::rooted;
use super::series::{self, Course};
use super::siblings;
use super::spread;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal};
use crate::redaction::Name;
use crate::sort;
use crate::text::{JsStr, JsString};

/// Growth below this is noise,
const LEAST_GROWTH: u64 = 16 << 10;
/// and below this part of the heap.
const LEAST_SHARE_OF_HEAP: u64 = 2000;
/// A candidate may be small, because many alike add up; but they must not be more than so many.
const LEAST_OF_CANDIDATE: u64 = 32;
const MOST_CANDIDATES: u64 = 1000;
/// Below this part of the first suspect's growth nothing is worth a reader's time.
const LEAST_SHARE_OF_FIRST: u64 = 50;
const MOST_SUSPECTS: usize = 10;
/// So many clusters are looked at, those that grew most.
const MOST_CLUSTERS: usize = 200;
const MOST_CLASSES: usize = 12;
/// A holder's own growth is listed if it is one part in so many of all.
const LEAST_INNER_SHARE: u64 = 4;

/// Finds the suspects of a series of snapshots of one process, the latest being `heap`. All need dominators.
pub fn find(heap: &Heap, bases: &[BaseColumns]) -> Result<Findings, OutOfMemory> {
    let earlier = SameProcess::of(heap, bases)?;
    let empty = BaseColumns::default();
    findings(&Analysis::new(heap, earlier.oldest().unwrap_or(&empty))?, &earlier)
}

/// The suspects of an analysis of the latest snapshot and the oldest one of its process.
pub fn findings(analysis: &Analysis<'_>, earlier: &SameProcess<'_>) -> Result<Findings, OutOfMemory> {
    let heap = analysis.heap;
    let bases = earlier.bases.as_slice();
    let same_process = earlier.oldest().is_some();
    let least = least_growth(heap);
    let mut holdings = Holdings::new(heap)?;
    let evidence = if same_process { evidence(analysis, &mut holdings, least)? } else { Vec::new() };
    let claims = siblings::merge(analysis, Claims::of(analysis, evidence)?.list);
    let mut findings = Findings {
        same_process,
        likeness: earlier.likeness,
        apart: earlier.apart,
        snapshots: bases.len() + 1,
        left_out: earlier.left_out(),
        suspects: Vec::new(),
        set_aside: Vec::new(),
        background: Default::default(),
    };
    let mut ranked = Vec::new();
    for claim in claims.into_iter().filter(|claim| claim.growth >= least) {
        let (points, course) = series::follow(analysis, &mut holdings, bases, &claim.evidence);
        match exclusion(analysis, &claim, course, &points) {
            Some(why) => {
                findings.set_aside.push(SetAside { name: analysis.label_name(claim.evidence.holder), why });
            }
            None => ranked.push((course, claim, points)),
        }
    }
    sort::by_keys(&mut ranked, |(course, claim, _)| (u64::from(*course == Course::Once), !claim.growth));
    let first = ranked.first().map_or(0, |(_, claim, _)| claim.growth);
    ranked.retain(|(_, claim, _)| claim.growth * LEAST_SHARE_OF_FIRST >= first);
    ranked.truncate(MOST_SUSPECTS);
    let mut in_suspect = Column::filled(heap.snapshot.nodes.len(), false)?;
    for (course, claim, points) in ranked {
        let grows = grows(analysis, &claim, &mut in_suspect);
        let rank = findings.suspects.len() as u32 + 1;
        findings.suspects.push(describe::suspect(analysis, rank, claim, course, points, grows));
    }
    if same_process {
        findings.background = background::sum(analysis, &in_suspect);
    }
    Ok(findings)
}

/// Why a claim is no suspect, if it is none.
fn exclusion(analysis: &Analysis<'_>, claim: &Claim, course: Course, points: &[Point]) -> Option<Exclusion> {
    let Evidence { shape, entries, growth, .. } = claim.evidence;
    match (course, shape) {
        (Course::Stopped, _) => Some(Exclusion::Stopped(points.to_vec())),
        (Course::Emptied, _) => Some(Exclusion::Emptied(points.to_vec())),
        (Course::OneStep, Shape::Appeared) if !claim.evidence.is_subscribed_to(analysis) => {
            Some(Exclusion::Appeared { entries, bytes: growth })
        }
        _ => describe::is_of_runtime(analysis, claim),
    }
}

/// Growth below this is noise.
pub fn least_growth(heap: &Heap) -> u64 {
    LEAST_GROWTH.max(heap.total_size() as u64 / LEAST_SHARE_OF_HEAP)
}

/// What repeats, those with most growth first.
fn evidence(analysis: &Analysis<'_>, holdings: &mut Holdings, least: u64) -> Result<Vec<Evidence>, OutOfMemory> {
    let candidates = Candidate::all(analysis, holdings, LEAST_OF_CANDIDATE.max(least / MOST_CANDIDATES))?;
    let mut clusters = Cluster::all(analysis, &candidates);
    clusters.retain(|cluster| cluster.growth() >= least);
    sort::by_keys(&mut clusters, |cluster| (!cluster.growth(), 0));
    clusters.truncate(MOST_CLUSTERS);
    let mut found: Vec<Evidence> =
        clusters.iter().filter_map(|cluster| cluster.evidence(analysis, holdings, least)).collect();
    found.extend(rooted::evidence(analysis, least));
    let rest = spread::rest(&candidates, &found);
    found.extend(spread::evidence(analysis, holdings, &rest, least)?);
    Ok(found)
}

/// Evidence with what it was first to claim.
#[derive(Debug)]
pub struct Claim {
    /// The evidence.
    pub evidence: Evidence,
    /// The nodes that nobody claimed before.
    pub nodes: Vec<NodeOrdinal>,
    /// The growth that they stand for.
    pub growth: u64,
    /// Names of later claimants of the same.
    pub also_held_by: Vec<Name>,
}

#[derive(Debug)]
struct Claims {
    list: Vec<Claim>,
}

impl Claims {
    /// New objects that two hold count for the one that holds entries directly, then for the one that grew more.
    fn of(analysis: &Analysis<'_>, mut evidence: Vec<Evidence>) -> Result<Self, OutOfMemory> {
        const NOBODY: u32 = u32::MAX;
        let is_direct = |evidence: &Evidence| matches!(evidence.shape, Shape::Entries | Shape::Alike);
        sort::by_keys(&mut evidence, |evidence| (u64::from(!is_direct(evidence)), !evidence.growth));
        let mut claimed = Column::filled(analysis.heap.snapshot.nodes.len(), NOBODY)?;
        let mut list: Vec<Claim> = Vec::new();
        for evidence in evidence {
            let position = list.len() as u32;
            let mut taken: HashMap<u32, u64> = HashMap::new();
            let mut nodes = Vec::new();
            let mut lost = 0;
            for &node in &evidence.nodes {
                let owner = &mut claimed[node];
                if *owner == NOBODY {
                    *owner = position;
                    nodes.push(node);
                } else if *owner != position {
                    lost += analysis.weight(node);
                    *taken.entry(*owner).or_default() += analysis.weight(node);
                }
            }
            let rest = evidence.new_bytes.saturating_sub(lost);
            let growth = (evidence.growth as f64 * rest as f64 / evidence.new_bytes.max(1) as f64) as u64;
            let is_second = rest * 2 < evidence.new_bytes || nodes.len() * 2 < evidence.nodes.len();
            if is_second
                && let Some((&first, _)) = taken.iter().max_by_key(|&(&position, &bytes)| (bytes, Reverse(position)))
                && let Some(claim) = list.get_mut(first as usize)
            {
                claim.also_held_by.push(analysis.label_name(evidence.holder));
            }
            let growth = if is_second { 0 } else { growth };
            list.push(Claim { evidence, nodes, growth, also_held_by: Vec::new() });
        }
        list.retain(|claim| claim.growth > 0);
        Ok(Self { list })
    }
}

/// What a claim consists of.
pub fn grows(analysis: &Analysis<'_>, claim: &Claim, in_suspect: &mut Column<NodeOrdinal, bool>) -> Composition {
    let heap = analysis.heap;
    let mut sums: HashMap<ClassId, (u32, u64)> = HashMap::new();
    for &node in &claim.nodes {
        analysis.each_below(node, |below| {
            let size = heap.snapshot.nodes.self_size[below];
            if !std::mem::replace(&mut in_suspect[below], true) && size > 0 {
                let (count, bytes) = sums.entry(heap.classes.of_node[below]).or_default();
                *count += 1;
                *bytes += u64::from(size);
            }
        });
    }
    // Classes of one name count as one: a person cannot tell them apart.
    let mut by_name: HashMap<JsString, (ClassId, u32, u64)> = HashMap::new();
    for (class, (count, bytes)) in sums {
        let sum = by_name.entry(heap.classes.name(&heap.snapshot, class).into()).or_insert((class, 0, 0));
        *sum = (sum.0.min(class), sum.1 + count, sum.2 + bytes);
    }
    let class_count = by_name.len() as u32;
    let (object_count, bytes) = by_name.values().fold((0, 0), |sum, class| (sum.0 + class.1, sum.1 + class.2));
    let mut ranked: Vec<(JsString, (ClassId, u32, u64))> = by_name.into_iter().collect();
    let ranks = sort::ranks(&ranked.iter().map(|(name, _)| name.as_js_str()).collect::<Vec<_>>());
    let mut ranked: Vec<_> = ranked.drain(..).zip(ranks).collect();
    sort::by_keys(&mut ranked, |((_, class), rank)| (!class.2, u64::from(*rank)));
    // The class of what was put in comes first, whatever its own size.
    let entry = entry_class(analysis, claim);
    if let Some(at) = ranked.iter().position(|((name, _), _)| Some(name.as_js_str()) == entry) {
        ranked.get_mut(..=at).unwrap_or_default().rotate_right(1);
    }
    ranked.truncate(MOST_CLASSES);
    let grown = |((_, (class, count, bytes)), _)| Grown { class: analysis.namer().class(class), count, bytes };
    let own_bytes = inner_growth(analysis, claim).min(claim.growth.saturating_sub(bytes));
    let entries = entry_counts(analysis, claim);
    let most = entries.values().max().copied().unwrap_or(0);
    Composition {
        classes: ranked.into_iter().map(grown).collect(),
        class_count,
        object_count,
        entry_classes: entries.len() as u32,
        is_of_one_class: u64::from(most) * 2 >= entries.values().map(|&count| u64::from(count)).sum(),
        own_bytes: if own_bytes * LEAST_INNER_SHARE < claim.growth { 0 } else { own_bytes },
        new_bytes: bytes,
    }
}

/// By how much the holder itself and its parts became larger.
fn inner_growth(analysis: &Analysis<'_>, claim: &Claim) -> u64 {
    if claim.evidence.shape == Shape::Leaf && claim.nodes.is_empty() {
        return claim.growth;
    }
    let holder = claim.evidence.holder;
    let inner = analysis.growth.own(holder).inner_bytes + u64::from(larger(analysis, holder));
    inner.min(claim.growth)
}

/// The class that most of the entries have.
pub fn entry_class<'a>(analysis: &'a Analysis<'_>, claim: &Claim) -> Option<JsStr<'a>> {
    let counts = entry_counts(analysis, claim);
    let (&class, _) = counts.iter().max_by_key(|&(&class, &count)| (count, Reverse(class)))?;
    Some(analysis.heap.classes.name(&analysis.heap.snapshot, class))
}

/// How many entries there are of each class; keys of a table count only a third, because their values say more.
fn entry_counts(analysis: &Analysis<'_>, claim: &Claim) -> HashMap<ClassId, u32> {
    // What the holder itself holds comes first.
    let most = if claim.evidence.new_entries == 0 { usize::MAX } else { claim.evidence.new_entries as usize };
    let mut counts: HashMap<ClassId, u32> = HashMap::new();
    for &node in claim.nodes.iter().take(most) {
        *counts.entry(analysis.heap.classes.of_node[node]).or_default() += if analysis.is_text(node) { 1 } else { 3 };
    }
    counts
}

/// The suspects' growth together.
pub fn total_growth(suspects: &[Suspect]) -> u64 {
    suspects.iter().map(|suspect| suspect.retained_growth).sum()
}
