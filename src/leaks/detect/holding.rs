//! Whether a survivor that has some of a candidate's things is a holder of them.

use super::holders::{Held, Holder, Links};
use crate::leaks::attribution::{Attribution, Pair};
use crate::leaks::model::kinds::{Family, Kind, KindMap};
use crate::leaks::thresholds::MANY;
use crate::runtime_names::node;
use crate::sort;

/// Of candidates that took nothing themselves, how many things the holders below them have in all; 0 for others. What came to one of
/// these no other has: each dominates its own.
pub fn of_parts(held: &[Held], links: &Links) -> Vec<i64> {
    let mut sums = vec![0; held.len()];
    for &(of, _, count) in &links.by_survivors {
        let (held, sum) = (held.get(of as usize), sums.get_mut(of as usize));
        if let (Some(held), Some(sum)) = (held, sum) {
            *sum += if held.parts > 0 && !held.has_own { count } else { 0 };
        }
    }
    sums
}

/// Whether a survivor has links of a list itself: who has some of what hangs at these, as its last link has, holds none. Of what is no
/// list nothing is asked.
pub fn has_links(held: &Held, links: &Links, (of, position): (u32, u32)) -> bool {
    let lead = held.gain.lead().map(|lead| lead.key.kind());
    let is_enough = |(kind, count)| Some(kind) == lead && count >= MANY;
    !held.is_list || links.direct(of, position as usize).any(is_enough)
}

/// Where many alike hold the same things, as all subscribers hold what was sent to them, they are not who keeps these: they
/// are kept themselves. Leaves them out if there is another holder.
pub fn drop_crowds(pair: &Pair<'_>, holders: &mut Vec<Holder>) {
    let kind_of = |holder: &Holder| {
        let owner = pair.later.visible_above(holder.position);
        owner.map_or(Kind::CODE, |owner| pair.later.kind(owner))
    };
    let mut counts: KindMap<usize> = KindMap::default();
    holders.iter().for_each(|holder| *counts.entry(kind_of(holder)).or_default() += 1);
    let is_crowd = |holder: &Holder| {
        let kind = kind_of(holder);
        matches!(kind.family(), Family::Instance | Family::Plain)
            && counts.get(&kind).is_some_and(|&count| count >= MANY as usize)
    };
    if holders.iter().any(|holder| !is_crowd(holder)) {
        holders.retain(|holder| !is_crowd(holder));
    }
}

/// A WeakMap holds its values only as long as others hold the keys. Leaves it out if there is another holder: one of the values, or what
/// dominates the keys, be it over something between.
pub fn drop_weak_tables(pair: &Pair<'_>, held: &Held, holders: &mut Vec<Holder>) {
    let is_weak = |holder: &Holder| pair.later.kind(holder.position).family() == Family::WeakTable;
    let dominator = pair.later.kind(held.dominator);
    let has_keys = held.populations.is_empty()
        && !dominator.is_root_like()
        && !matches!(dominator.family(), Family::Scope | Family::WeakTable);
    if has_keys || holders.iter().any(|holder| !is_weak(holder)) {
        holders.retain(|holder| !is_weak(holder));
    }
}

/// Whoever listens to something often registers for errors as well: of lists that have as many that of errors says least.
pub fn put_errors_last(attribution: &Attribution<'_>, holders: &mut Vec<Holder>) {
    let snapshot = &attribution.model.heap.snapshot;
    let is_of_errors = |holder: &Holder| {
        let step = attribution.nodes.get(holder.position).and_then(|&node| attribution.last_step(node));
        let name = step.and_then(|step| snapshot.edges.name(step.edge));
        name.is_some_and(|name| snapshot.strings.get(name).is(node::ERROR_EVENT))
    };
    let others = holders.iter().filter(|holder| !is_of_errors(holder));
    let most = others.map(|holder| holder.count).max().unwrap_or(0);
    sort::by_keys(holders, |holder: &Holder| (u64::from(holder.count <= most && is_of_errors(holder)), 0));
}
