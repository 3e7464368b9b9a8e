//! A new collection: in the place of a shorter one (`list = [...list, item]`), or where there was none.

use super::evidence::{Evidence, Shape};
use super::search::Search;
use super::single::{Answer, Single};
use crate::index::NodeOrdinal;
use crate::leaks::thresholds::{LEAST_SHARE_BEFORE, MANY_ENTRIES};

/// Whether most of the growth is one new object with many entries in it, or at the end of a way down from it.
pub fn detect(search: &mut Search<'_>, single: &Single) -> Answer {
    let heaviest = single.heaviest(search).filter(|&(_, weight)| weight * 2 >= single.measured.new_bytes);
    let found = heaviest.and_then(|(start, _)| collection_below(search, &single.measured, start));
    found.map_or(Answer::NotThisShape, Answer::Found)
}

/// A new collection at or below a new node: one that took the place of another if it holds what was there before.
fn collection_below(search: &mut Search<'_>, outer: &Evidence, start: NodeOrdinal) -> Option<Evidence> {
    let attribution = search.attribution;
    let classes = &attribution.model.heap.classes.of_node;
    let total = attribution.weight(start);
    let mut at = start;
    loop {
        let direct = search.direct_entries(at);
        if direct.new_count >= MANY_ENTRIES {
            let before = direct.count - direct.new_count.min(direct.count);
            let is_refilled = before > 0 || holds_survivors(search, at);
            let mut nodes = direct.nodes;
            nodes.push(start);
            return Some(Evidence {
                shape: if is_refilled { Shape::Replaced } else { Shape::NewCollection },
                holder: at,
                measured: outer.measured.clone(),
                nodes,
                new_entries: direct.new_count,
                entries: direct.count,
                entries_before: (before > 0).then_some(before),
                ..*outer
            });
        }
        let next = direct.nodes.into_iter().max_by_key(|&node| attribution.weight(node))?;
        let weight = attribution.weight(next);
        if weight * 2 < total || weight >= attribution.weight(at) || classes[next] == classes[at] {
            return None;
        }
        at = next;
    }
}

/// Whether a good part of what is below a new node was there before, further down, as in a tree that is copied along the
/// way to what changes.
fn holds_survivors(search: &Search<'_>, node: NodeOrdinal) -> bool {
    let retained = search.attribution.model.heap.retained_size(node);
    retained.saturating_sub(search.attribution.weight(node)) * LEAST_SHARE_BEFORE >= retained
}
