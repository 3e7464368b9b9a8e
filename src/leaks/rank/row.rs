//! Chains in which each new thing keeps the one before, however they begin.
//!
//! A list that grows at its end is found by the links of which its holder is one (`detect/lists.rs`). Others show only in the way to
//! an entry: the nodes behind a table that has a few of them, proxies of proxies, functions that mention the function before.

use super::composition::Taken;
use super::suspect;
use crate::error::OutOfMemory;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::detect::repetition::Gained;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::naming::SuspectPath;
use crate::leaks::thresholds::{DEEPEST_TREE, MANY, MOST_PER_LINK_OF_WAY};
use crate::runtime_names::v8;

/// Tells of what one holder has whether it is such a chain, and lets lead what hangs in it together.
///
/// # Errors
/// If memory ends.
pub fn find(attribution: &Attribution<'_>, held: &mut Held, taken: &Taken) -> Result<(), OutOfMemory> {
    let side = &attribution.pair.later;
    let is_known = held.is_list && !held.is_tree || side.kind(held.named()).is_root_like();
    let Some(lead) = held.gain.lead().filter(|_| !is_known).copied() else { return Ok(()) };
    let is_put_in = lead.tally.entries * 2 >= i64::from(lead.tally.more) && side.kind(held.named()).is_collection();
    let Key::Things(lead_kind) = lead.key else { return Ok(()) };
    if is_put_in || held.alike > 0 {
        return Ok(());
    }
    // Of what hangs in a row the last is farthest, and what was put in itself is nearest.
    let last = taken.leading(attribution, lead_kind).last().and_then(|at| attribution.nodes.get(at)).copied();
    for example in taken.example(attribution, lead.key)?.into_iter().chain(last) {
        let path = suspect::path(attribution, held, Some(example))?;
        if let Some(link) = link(attribution, held, &lead, &links(attribution, &path, held.is_tree)) {
            held.is_chain = true;
            // What leads from one to the next over levels looks like a tree only by who keeps whom.
            held.is_tree = false;
            held.gain.put_in = link.or(held.gain.put_in);
            break;
        }
    }
    Ok(())
}

/// What leads if `links`, of which the way to an entry has so many, make a chain of what a holder has; nothing of it need be in them.
fn link(
    attribution: &Attribution<'_>,
    held: &Held,
    lead: &Gained,
    links: &[(NodeOrdinal, usize)],
) -> Option<Option<Key>> {
    let side = &attribution.pair.later;
    let kind = |node: NodeOrdinal| side.kind(attribution.position(node));
    let rank = |kind: Kind| match kind {
        _ if Key::Things(kind) == lead.key => 3,
        _ if kind.is_thing() => 2,
        _ => u8::from(kind.family() == Family::Function),
    };
    let of_kind = |kind: Kind| held.gain.repeating().find(|gained| gained.key == Key::Things(kind));
    let ranked = links.iter().map(|&(node, _)| kind(node)).filter(|&kind| rank(kind) > 0);
    let link = ranked.filter_map(of_kind).max_by_key(|gained| rank(gained.key.kind()));
    let most = links.iter().map(|&(_, count)| count).max().unwrap_or(0) as i64;
    let is_long = if held.is_tree {
        let of_link = |&at: &usize| link.is_some_and(|link| link.key == Key::Things(side.kind(at)));
        most * most > side.outline.below(held.dominator).filter(of_link).count() as i64 * DEEPEST_TREE
    } else {
        most * MOST_PER_LINK_OF_WAY >= i64::from(link.unwrap_or(lead).tally.more)
    };
    // V8 has lists of its own, as of what waits for a promise, and browsers have theirs.
    let is_proxy = |node| attribution.model.heap.snapshot.raw_name(node).is(v8::PROXY);
    let is_of_program = links.iter().any(|&(node, _)| attribution.model.is_visible(node) || is_proxy(node))
        && links.iter().all(|&(node, _)| kind(node).family() != Family::Native);
    (most >= MANY && is_long && is_of_program).then_some(link.map(|link| link.key))
}

/// What the way from a holder to an entry goes over most often: one of each class, and how many; new ones alone, unless `with_old`.
fn links(attribution: &Attribution<'_>, path: &SuspectPath, with_old: bool) -> Vec<(NodeOrdinal, usize)> {
    let mut at: NumberMap<usize> = NumberMap::default();
    let mut counts: Vec<(NodeOrdinal, usize)> = Vec::new();
    let nodes = path.below_holder().iter().map(|step| step.0);
    for node in nodes.filter(|&node| with_old || attribution.is_new(node)) {
        let class = attribution.model.heap.classes.of_node[node];
        let number = *at.entry(class.0.into()).or_insert(counts.len());
        match counts.get_mut(number) {
            Some(known) => known.1 += 1,
            None => counts.push((node, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max().unwrap_or(0);
    counts.retain(|&(_, count)| count * 4 >= most);
    counts
}
