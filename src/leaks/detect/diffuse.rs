//! Growth that is spread thinly: a little in each of many holders whose paths differ, as in a search tree or in
//! collections within collections.
//!
//! What is left of the candidates is summed up the dominator tree, and then followed from the root down for as long as
//! one child carries most of it. Where it divides, many holders of one class below are the finding.

use std::collections::{HashMap, HashSet};

use super::candidates::Candidate;
use super::evidence::{Evidence, Shape};
use super::linked::above_links;
use super::search::Search;
use crate::error::OutOfMemory;
use crate::graph::landmarks::Role;
use crate::heap::Heap;
use crate::index::{ClassId, Column, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::thresholds::{LEAST_OF_ONE_CLASS, MANY_DIFFUSE, MOST_PLACES, UNDIVIDED};

/// The candidates that no detector has measured before.
type Rest<'a> = HashMap<NodeOrdinal, &'a Candidate>;

/// The places where growth divides among many candidates of one class.
///
/// # Errors
/// If memory ends.
pub fn detect(
    search: &Search<'_>,
    candidates: &[Candidate],
    found_before: &[Evidence],
) -> Result<Vec<Evidence>, OutOfMemory> {
    let attribution = search.attribution;
    let rest = rest(candidates, found_before);
    let mut found = Vec::new();
    if rest.values().map(|candidate| candidate.growth).sum::<u64>() < search.least {
        return Ok(found);
    }
    let sums = sums(attribution, &rest)?;
    let mut open = vec![attribution.model.heap.snapshot.root];
    let mut places = 0;
    while let Some(node) = open.pop().filter(|_| places < MOST_PLACES) {
        let children = attribution.tree.children(node);
        let heaviest = children.iter().map(|&child| sums[child]).max().unwrap_or(0);
        if heaviest * 100 < sums[node] * UNDIVIDED && attribution.model.is_visible(node) {
            places += 1;
            if let Some(evidence) = of_one_class_below(attribution, &rest, &sums, node) {
                found.push(evidence);
                continue;
            }
        }
        open.extend(children.iter().copied().filter(|&child| sums[child] >= search.least));
    }
    Ok(found)
}

fn rest<'a>(candidates: &'a [Candidate], found: &[Evidence]) -> Rest<'a> {
    let measured: HashSet<NodeOrdinal> =
        found.iter().flat_map(|evidence| evidence.measured.iter().map(|measured| measured.node)).collect();
    let rest = candidates.iter().filter(|candidate| !measured.contains(&candidate.holder));
    rest.map(|candidate| (candidate.holder, candidate)).collect()
}

/// The growth of all candidates at and below each node.
fn sums(attribution: &Attribution<'_>, rest: &Rest<'_>) -> Result<Column<NodeOrdinal, u64>, OutOfMemory> {
    let heap = attribution.model.heap;
    let mut sums = Column::filled(heap.snapshot.nodes.len(), 0u64)?;
    let Some(dominators) = &heap.dominators else { return Ok(sums) };
    for candidate in rest.values() {
        sums[candidate.holder] = candidate.growth;
    }
    for &node in attribution.tree.order.iter().skip(1).rev() {
        let sum = sums[node];
        sums[dominators.immediate[node]] += sum;
    }
    Ok(sums)
}

fn of_one_class_below(
    attribution: &Attribution<'_>,
    rest: &Rest<'_>,
    sums: &Column<NodeOrdinal, u64>,
    top: NodeOrdinal,
) -> Option<Evidence> {
    let heap = attribution.model.heap;
    let mut sum = Evidence::none(Shape::Similar, top);
    let mut open = vec![top];
    while let Some(node) = open.pop() {
        open.extend(attribution.tree.children(node).iter().copied().filter(|&child| sums[child] > 0));
        if let Some(candidate) = rest.get(&node) {
            sum.merge(candidate.evidence());
        }
    }
    let holders: Vec<NodeOrdinal> = sum.measured.iter().map(|measured| measured.node).collect();
    let holder_class = common_class(heap, &holders)?;
    let entry_class = common_class(heap, &sum.nodes)?;
    // A field that is set once in each of many objects ends with their number; branches of a tree do not.
    if sum.new_entries * 2 < sum.holders * 3 && entry_class != holder_class {
        return None;
    }
    sum.holder = above_links(attribution, top, holder_class);
    Some(sum)
}

/// The class that most nodes have, if they are many; plain objects count as one class.
fn common_class(heap: &Heap, nodes: &[NodeOrdinal]) -> Option<ClassId> {
    let mut counts: HashMap<u32, (usize, ClassId)> = HashMap::new();
    for &node in nodes {
        let class = heap.classes.of_node[node];
        let is_plain = heap.landmarks.role(heap.snapshot.nodes.name[node]) == Role::Object;
        counts.entry(if is_plain { u32::MAX } else { class.0 }).or_insert((0, class)).0 += 1;
    }
    let (count, class) = counts.into_values().max_by_key(|&(count, class)| (count, class))?;
    (nodes.len() >= MANY_DIFFUSE && count * 100 >= nodes.len() * LEAST_OF_ONE_CLASS).then_some(class)
}
