//! A string or a block of data that got longer, in its place or as a longer copy.

use super::evidence::{Evidence, Shape};
use super::search::Search;
use super::single::{Answer, Single};
use crate::index::NodeOrdinal;
use crate::leaks::model::names::is_text;
use crate::leaks::thresholds::{DATA_OVER_LEAST, LEAST_SHARE_BEFORE, MOST_STEPS_TO_DATA};
use crate::snapshot::EdgeType;

/// Whether most of the growth is one piece of data: the holder's own, or that of one new object.
pub fn detect(search: &mut Search<'_>, single: &Single) -> Answer {
    let (attribution, holder) = (search.attribution, single.measured.holder);
    let heap = attribution.model.heap;
    let is_much = single.measured.growth >= search.least * DATA_OVER_LEAST;
    let inner_bytes = attribution.growth.of_node(holder).inner_bytes + u64::from(single.own_growth);
    if inner_bytes * 2 >= single.measured.new_bytes {
        if !is_much || !holds_data(search, holder) {
            return Answer::NoLeak;
        }
        let before = heap.snapshot.nodes.self_size[holder].saturating_sub(single.own_growth);
        let kept = if single.own_growth > 0 { before } else { 0 };
        return longer(single, Vec::new(), inner_bytes, kept.into()).into();
    }
    let Some((heaviest, weight)) = single.heaviest(search) else { return Answer::NoLeak };
    let is_most = weight * 2 >= single.measured.new_bytes;
    if is_most && (is_text(heap, heaviest) || is_much && is_data(search, heaviest)) {
        let kept = heap.retained_size(heaviest).saturating_sub(weight);
        return longer(single, vec![heaviest], weight, kept).into();
    }
    Answer::NotThisShape
}

/// Data that got longer: copied, so that `weight` is more than the growth, or with `kept` bytes of old parts.
fn longer(single: &Single, nodes: Vec<NodeOrdinal>, weight: u64, kept: u64) -> Option<Evidence> {
    let measured = &single.measured;
    let before = weight.saturating_sub(measured.growth).max(kept);
    (before * LEAST_SHARE_BEFORE >= weight).then(|| Evidence {
        shape: Shape::Data,
        measured: measured.measured.clone(),
        nodes,
        new_entries: 0,
        entries: 1,
        entries_before: Some(1),
        ..*measured
    })
}

/// Whether nearly all that is new at and below a new node is one block of data.
fn is_data(search: &Search<'_>, node: NodeOrdinal) -> bool {
    let attribution = search.attribution;
    let weight = |node| attribution.weight(node);
    let mut at = node;
    for _ in 0..MOST_STEPS_TO_DATA {
        let heaviest = attribution.tree.children(at).iter().copied().max_by_key(|&child| weight(child));
        let Some(child) = heaviest.filter(|&child| weight(child) * 10 >= weight(node) * 9) else { break };
        at = child;
    }
    let size = u64::from(attribution.model.heap.snapshot.nodes.self_size[at]);
    !attribution.model.is_visible(at) && size * 10 >= weight(node) * 9
}

/// Whether what a node owns is data of the program, as in arrays, buffers and tables, and not V8's own.
fn holds_data(search: &Search<'_>, node: NodeOrdinal) -> bool {
    let has = |name| search.attribution.model.heap.snapshot.target_of(node, EdgeType::Internal, name).is_some();
    ["elements", "properties", "backing_store", "table"].into_iter().any(has)
}
