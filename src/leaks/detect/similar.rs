//! A little more in each of many holders with similar paths: `sessions[*].history`.

use std::collections::HashMap;

use super::clusters::Cluster;
use super::evidence::{Evidence, Shape};
use super::search::Search;
use crate::index::NodeOrdinal;
use crate::leaks::model::names::class_name;
use crate::leaks::thresholds::{MANY_ENTRIES, SAMPLED_HOLDERS};
use crate::snapshot::EdgeType;

/// The growth of all members of a cluster together.
pub fn evidence(search: &Search<'_>, cluster: &Cluster<'_>) -> Option<Evidence> {
    let mut sum = Evidence::none(Shape::Similar, common_holder(search, cluster)?);
    cluster.members.iter().for_each(|member| sum.merge(member.evidence()));
    let before = sum.entries_before.unwrap_or(0);
    let is_more = u64::from(sum.entries) >= u64::from(before) + u64::from(sum.new_entries) / 2;
    // A field that is set once in each of many objects ends with their number.
    let is_field = sum.new_entries * 2 < sum.holders * 3;
    let can_go_on = !is_field || cluster.members.first().is_some_and(|first| is_collection(search, first.holder));
    (sum.new_entries >= MANY_ENTRIES && is_more && can_go_on).then_some(sum)
}

/// Whether a node is there to hold any number of things.
fn is_collection(search: &Search<'_>, node: NodeOrdinal) -> bool {
    let heap = search.attribution.model.heap;
    let has_table = heap.snapshot.target_of(node, EdgeType::Internal, "table").is_some();
    has_table || ["Array", "Object"].iter().any(|class| class_name(heap, node).as_js_str().is(class))
}

/// The nearest visible node through which all of the members are reached.
fn common_holder(search: &Search<'_>, cluster: &Cluster<'_>) -> Option<NodeOrdinal> {
    let paths = &search.attribution.paths;
    let first = cluster.members.first()?.holder;
    let path: Vec<NodeOrdinal> =
        std::iter::successors(Some(first), |&node| paths.last_step(node).map(|step| step.from)).collect();
    let positions: HashMap<NodeOrdinal, usize> = path.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    let mut highest = 0;
    for member in cluster.members.iter().take(SAMPLED_HOLDERS) {
        let mut at = member.holder;
        let meeting = loop {
            match positions.get(&at) {
                Some(&position) => break position,
                None => at = paths.last_step(at)?.from,
            }
        };
        highest = highest.max(meeting);
    }
    path.into_iter().skip(highest).find(|&node| search.attribution.model.is_visible(node))
}
