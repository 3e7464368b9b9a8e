//! Growth that is spread thinly: a little in each of many holders whose ways differ, as in a search tree or in
//! collections within collections.
//!
//! What is left of the candidates is summed up the dominator tree, and then followed from the root down for as long as
//! one child carries most of it. Where it divides, many alike holders below are the finding.

use std::collections::{HashMap, HashSet};

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::evidence::{Evidence, Shape};
use super::holders::Candidate;
use super::links::above_links;
use crate::error::OutOfMemory;
use crate::graph::landmarks::Role;
use crate::index::{ClassId, Column, NodeOrdinal};

/// So many holders and entries are many, where they have no way in common.
const MANY: usize = 16;
/// Of the holders, and of the entries, this part must be of one class (in percent).
const LEAST_ALIKE: usize = 60;
/// A child that carries this part (in percent) is followed.
const MOST: u64 = 70;
/// So many places are looked at.
const MOST_PLACES: usize = 64;

/// The places where growth divides among many alike candidates.
pub fn evidence(
    analysis: &Analysis<'_>,
    holdings: &mut Holdings,
    candidates: &HashMap<NodeOrdinal, Candidate>,
    least: u64,
) -> Result<Vec<Evidence>, OutOfMemory> {
    let mut found = Vec::new();
    if candidates.values().map(|candidate| candidate.growth).sum::<u64>() < least {
        return Ok(found);
    }
    let sums = sums(analysis, candidates)?;
    let mut open = vec![analysis.heap.snapshot.root];
    let mut places = 0;
    while let Some(node) = open.pop().filter(|_| places < MOST_PLACES) {
        let children = analysis.tree.children(node);
        let heaviest = children.iter().map(|&child| sums[child]).max().unwrap_or(0);
        if heaviest * 100 < sums[node] * MOST && analysis.anatomy.is_visible(node) {
            places += 1;
            if let Some(evidence) = alike_below(analysis, holdings, candidates, &sums, node) {
                found.push(evidence);
                continue;
            }
        }
        open.extend(children.iter().copied().filter(|&child| sums[child] >= least));
    }
    Ok(found)
}

/// The growth of all candidates at and below each node.
fn sums(
    analysis: &Analysis<'_>,
    candidates: &HashMap<NodeOrdinal, Candidate>,
) -> Result<Column<NodeOrdinal, u64>, OutOfMemory> {
    let mut sums = Column::filled(analysis.heap.snapshot.nodes.len(), 0u64)?;
    let Some(dominators) = &analysis.heap.dominators else { return Ok(sums) };
    for candidate in candidates.values() {
        sums[candidate.holder] = candidate.growth;
    }
    for &node in analysis.tree.order.iter().skip(1).rev() {
        let sum = sums[node];
        sums[dominators.immediate[node]] += sum;
    }
    Ok(sums)
}

fn alike_below(
    analysis: &Analysis<'_>,
    holdings: &mut Holdings,
    candidates: &HashMap<NodeOrdinal, Candidate>,
    sums: &Column<NodeOrdinal, u64>,
    top: NodeOrdinal,
) -> Option<Evidence> {
    let mut evidence = Evidence {
        shape: Shape::Alike,
        holder: top,
        measured: Vec::new(),
        holders: 0,
        nodes: Vec::new(),
        new_entries: 0,
        entries: 0,
        entries_before: Some(0),
        growth: 0,
        new_bytes: 0,
    };
    let mut open = vec![top];
    while let Some(node) = open.pop() {
        open.extend(analysis.tree.children(node).iter().copied().filter(|&child| sums[child] > 0));
        let Some(candidate) = candidates.get(&node) else { continue };
        let direct = analysis.direct(holdings, node);
        evidence.measured.push(node);
        evidence.nodes.extend(direct.nodes);
        evidence.new_entries += direct.new_count;
        evidence.entries += direct.count;
        evidence.entries_before = evidence.entries_before.map(|before| before + candidate.held_before);
        evidence.growth += candidate.growth;
        evidence.new_bytes += candidate.new_bytes;
    }
    evidence.holders = evidence.measured.len() as u32;
    let holder_class = common_class(analysis, &evidence.measured)?;
    let entry_class = common_class(analysis, &evidence.nodes)?;
    // A field that is set once in each of many objects ends with their number; branches of a tree do not.
    if evidence.new_entries * 2 < evidence.holders * 3 && entry_class != holder_class {
        return None;
    }
    evidence.holder = above_links(analysis, top, holder_class);
    Some(evidence)
}

/// The class that most nodes have, if they are many; plain objects count as one class.
fn common_class(analysis: &Analysis<'_>, nodes: &[NodeOrdinal]) -> Option<ClassId> {
    let heap = analysis.heap;
    let mut counts: HashMap<u32, (usize, ClassId)> = HashMap::new();
    for &node in nodes {
        let class = heap.classes.of_node[node];
        let is_plain = heap.landmarks.role(heap.snapshot.nodes.name[node]) == Role::Object;
        counts.entry(if is_plain { u32::MAX } else { class.0 }).or_insert((0, class)).0 += 1;
    }
    let (count, class) = counts.into_values().max_by_key(|&(count, class)| (count, class))?;
    (nodes.len() >= MANY && count * 100 >= nodes.len() * LEAST_ALIKE).then_some(class)
}

/// The candidates that no evidence has measured.
pub fn rest(candidates: &[Candidate], evidence: &[Evidence]) -> HashMap<NodeOrdinal, Candidate> {
    let measured: HashSet<NodeOrdinal> =
        evidence.iter().flat_map(|evidence| evidence.measured.iter().copied()).collect();
    let rest = candidates.iter().filter(|candidate| !measured.contains(&candidate.holder));
    rest.map(|candidate| (candidate.holder, *candidate)).collect()
}
