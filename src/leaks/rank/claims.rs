//! Which new objects count for which holder.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::siblings;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::{Evidence, Shape};
use crate::leaks::model::names::{Names, is_text};
use crate::redaction::Name;
use crate::sort;
use crate::text::JsStr;

/// Evidence with what it was first to claim, and what the later steps ask of its holder: found once, here.
#[derive(Debug)]
pub struct Claim {
    /// The evidence.
    pub evidence: Evidence,
    /// The nodes that nobody claimed before.
    pub nodes: Vec<NodeOrdinal>,
    /// Bytes of growth that they stand for.
    pub growth: u64,
    /// What a program would call the holder; of what only the runtime keeps, the class.
    pub label: Name,
    /// The nearest visible node before the holder on its retaining path.
    pub retainer: Option<NodeOrdinal>,
    /// The classes of what was put in.
    pub entry_classes: EntryClasses,
    /// Labels of later claimants of the same.
    pub also_held_by: Vec<Name>,
}

/// The classes of what was put in directly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryClasses {
    /// The class that most of the entries have.
    pub most: Option<ClassId>,
    /// Number of classes.
    pub count: u32,
    /// Whether the first makes at least half of all entries.
    pub is_of_one: bool,
}

impl Claim {
    /// Of evidence that claims these nodes.
    pub fn new(
        attribution: &Attribution<'_>,
        names: &Names<'_>,
        evidence: Evidence,
        nodes: Vec<NodeOrdinal>,
        growth: u64,
    ) -> Self {
        Self {
            label: label(attribution, names, &evidence),
            retainer: attribution.paths.visible_retainer(evidence.holder),
            entry_classes: EntryClasses::of(attribution.model.heap, &evidence, &nodes),
            evidence,
            nodes,
            growth,
            also_held_by: Vec::new(),
        }
    }

    /// The name of the class that most of the entries have.
    pub fn entry_class<'a>(&self, heap: &'a Heap) -> Option<JsStr<'a>> {
        self.entry_classes.most.map(|class| heap.classes.name(&heap.snapshot, class))
    }
}

impl EntryClasses {
    /// Keys of a table count only a third, because their values say more.
    fn of(heap: &Heap, evidence: &Evidence, nodes: &[NodeOrdinal]) -> Self {
        // What the holder itself holds comes first.
        let direct = if evidence.new_entries == 0 { usize::MAX } else { evidence.new_entries as usize };
        let mut counts: HashMap<ClassId, u32> = HashMap::new();
        for &node in nodes.iter().take(direct) {
            *counts.entry(heap.classes.of_node[node]).or_default() += if is_text(heap, node) { 1 } else { 3 };
        }
        let most = counts.iter().max_by_key(|&(&class, &count)| (count, Reverse(class)));
        let sum: u64 = counts.values().map(|&count| u64::from(count)).sum();
        Self {
            most: most.map(|(&class, _)| class),
            count: counts.len() as u32,
            is_of_one: u64::from(most.map_or(0, |(_, &count)| count)) * 2 >= sum,
        }
    }
}

fn label(attribution: &Attribution<'_>, names: &Names<'_>, evidence: &Evidence) -> Name {
    match (evidence.shape, evidence.nodes.first()) {
        (Shape::OpenHandles(_), Some(&node)) => names.class(node),
        _ => names.label(&attribution.paths, evidence.holder),
    }
}

/// Gives every new object to one holder: to the one that holds entries directly, then to the one that grew more. Those
/// that stand side by side make one claim.
///
/// # Errors
/// If memory ends.
pub fn claims(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    mut evidence: Vec<Evidence>,
) -> Result<Vec<Claim>, OutOfMemory> {
    sort::by_keys(&mut evidence, |evidence| (u64::from(!evidence.shape.is_direct()), !evidence.growth));
    let mut owners = Owners { of_node: Column::filled(attribution.model.heap.snapshot.nodes.len(), NOBODY)? };
    let mut claims: Vec<Claim> = Vec::new();
    for evidence in evidence {
        let share = owners.claim(attribution, claims.len() as u32, &evidence);
        let growth = share.part_of(evidence.growth, &evidence);
        let claim = Claim::new(attribution, names, evidence, share.nodes, growth);
        if let Some(first) = share.mostly_taken_by.and_then(|first| claims.get_mut(first as usize)) {
            first.also_held_by.push(claim.label.clone());
        }
        claims.push(claim);
    }
    claims.retain(|claim| claim.growth > 0);
    Ok(siblings::merge(attribution, names, claims))
}

const NOBODY: u32 = u32::MAX;

/// Which claim each new node belongs to.
struct Owners {
    of_node: Column<NodeOrdinal, u32>,
}

/// What is left of evidence for its claim.
struct Share {
    nodes: Vec<NodeOrdinal>,
    /// Bytes that nobody claimed before.
    bytes: u64,
    /// Whether others were first at more than half of it.
    is_second: bool,
    /// Who was first at most of the rest, where others were at more than half.
    mostly_taken_by: Option<u32>,
}

impl Owners {
    /// Takes what is free for the claim at `position`.
    fn claim(&mut self, attribution: &Attribution<'_>, position: u32, evidence: &Evidence) -> Share {
        let mut taken: HashMap<u32, u64> = HashMap::new();
        let mut nodes = Vec::new();
        for &node in &evidence.nodes {
            let owner = &mut self.of_node[node];
            if *owner == NOBODY {
                *owner = position;
                nodes.push(node);
            } else if *owner != position {
                *taken.entry(*owner).or_default() += attribution.weight(node);
            }
        }
        let bytes = evidence.new_bytes.saturating_sub(taken.values().sum());
        let is_second = bytes * 2 < evidence.new_bytes || nodes.len() * 2 < evidence.nodes.len();
        let first = taken.into_iter().max_by_key(|&(position, bytes)| (bytes, Reverse(position)));
        Share { nodes, bytes, is_second, mostly_taken_by: first.map(|(first, _)| first).filter(|_| is_second) }
    }
}

impl Share {
    /// The part of `growth` that the share stands for; none if others were first at more than half.
    fn part_of(&self, growth: u64, evidence: &Evidence) -> u64 {
        let part = (growth as f64 * self.bytes as f64 / evidence.new_bytes.max(1) as f64) as u64;
        if self.is_second { 0 } else { part }
    }
}
