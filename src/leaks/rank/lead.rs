//! What leads where links alone do not tell: the handle that a program made among the parts that it took along, and the
//! element in which elements were put.

use crate::classes::CodeOwner;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::detect::holders::Holder;
use crate::leaks::detect::repetition::Gained;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::is_retaining;
use crate::leaks::model::kinds::{Family, Kind, KindMap, KindSet};
use crate::leaks::thresholds::{LEAST_ALONG, is_share};
use crate::runtime_names::blink;

use super::composition::Taken;

/// So many of the program's things are asked what they hang on.
const ASKED: usize = 64;

/// Lets lead what a person would name.
pub fn choose(attribution: &Attribution<'_>, held: &mut Held, taken: &Taken) {
    if let Some(kind) = handle(attribution, held, taken) {
        held.gain.put_in = Some(Key::Things(kind));
    } else if let Some((parent, kind)) = parent_of_elements(attribution, held, taken) {
        let (position, count) = (attribution.position(parent), taken.things.len() as i64);
        held.holders.retain(|holder| holder.position != held.dominator);
        held.holders.insert(0, Holder { position, count });
        held.gain.put_in = Some(Key::Things(kind));
    }
}

/// Of what the runtime keeps open, the kind of object on which the program's own things hang: a session of HTTP/2 rather
/// than its socket. If there are none, one of the runtime's classes rather than what is native in it.
fn handle(attribution: &Attribution<'_>, held: &Held, taken: &Taken) -> Option<Kind> {
    if held.populations.is_empty() || !held.holders.is_empty() {
        return None;
    }
    let heap = attribution.model.heap;
    let kind = |node| attribution.pair.later.kind(attribution.position(node));
    let lead = held.gain.lead()?;
    // Of parts there are more than of handles.
    let are_few = |gained: &&Gained| is_share(lead.tally.net(), gained.tally.net(), LEAST_ALONG);
    let kinds: KindSet = held.gain.repeating().filter(are_few).map(|gained| gained.key.kind()).collect();
    let is_handle =
        |node| kind(node).family() == Family::Instance && kinds.contains(&kind(node)) && owner(heap, node).is_some();
    let of_program = taken.nodes.iter().filter(|&&node| owner(heap, node) == Some(CodeOwner::Program));
    let (mut asked, mut votes) = (0, KindMap::<usize>::default());
    for &thing in of_program.take(ASKED) {
        asked += 1;
        let mut at = thing;
        while let Some(step) = attribution.paths.last_step(at).filter(|step| attribution.is_new(step.from)) {
            at = step.from;
            if is_handle(at) && owner(heap, at) != Some(CodeOwner::Program) {
                *votes.entry(kind(at)).or_default() += 1;
                break;
            }
        }
    }
    let voted = votes.into_iter().max_by_key(|&(kind, count)| (count, kind));
    if let Some((kind, _)) = voted.filter(|&(_, count)| count * 2 >= asked) {
        return Some(kind);
    }
    let examples = taken.things.iter().filter_map(|&at| attribution.nodes.get(at).copied());
    let mut has_class: KindMap<usize> = KindMap::default();
    for node in examples {
        let is_of_runtime = || is_handle(node) && owner(heap, node) == Some(CodeOwner::Runtime);
        has_class.entry(kind(node)).or_insert_with(|| usize::from(is_of_runtime()));
    }
    if has_class.get(&lead.key.kind()) != Some(&0) {
        return None;
    }
    let is_alike = |gained: &&Gained| {
        has_class.get(&gained.key.kind()) == Some(&1) && is_share(gained.tally.net(), lead.tally.net(), LEAST_ALONG)
    };
    let heaviest = held.gain.repeating().filter(is_alike).max_by_key(|gained| (gained.tally.bytes, gained.key));
    heaviest.map(|gained| gained.key.kind())
}

/// Whose code the function or class of a node stands in.
fn owner(heap: &Heap, node: NodeOrdinal) -> Option<CodeOwner<'_>> {
    Some(CodeOwner::of(heap.place(node)?.file?))
}

/// The element in which nine in ten of the new elements stand, and their kind. It leads to the first of its children only,
/// but each of them leads back to it.
fn parent_of_elements(attribution: &Attribution<'_>, held: &Held, taken: &Taken) -> Option<(NodeOrdinal, Kind)> {
    let snapshot = &attribution.model.heap.snapshot;
    let is_element = |node: NodeOrdinal| blink::is_element(snapshot.raw_name(node).as_bytes());
    let named = *attribution.nodes.get(held.named())?;
    let of_named = attribution.pair.later.kind(held.named());
    if !(of_named.is_root_like() || of_named.family() == Family::Native) || is_element(named) {
        return None;
    }
    let lead = held.gain.lead()?.tally.net();
    let kind = |node: NodeOrdinal| attribution.pair.later.kind(attribution.position(node));
    let of_things = || taken.things.iter().filter_map(|&at| attribution.nodes.get(at).copied());
    let mut counts: KindMap<usize> = KindMap::default();
    of_things().filter(|&node| is_element(node)).for_each(|node| *counts.entry(kind(node)).or_default() += 1);
    let (most, number) = counts.into_iter().max_by_key(|&(kind, count)| (count, kind))?;
    if !is_share(number as i64, lead, LEAST_ALONG) {
        return None;
    }
    let mut parents: NumberMap<usize> = NumberMap::default();
    for element in of_things().filter(|&node| kind(node) == most) {
        let retained = snapshot.edges_of(element).filter(|&edge| is_retaining(attribution.model.heap, edge));
        for target in retained.map(|edge| snapshot.edges.target(edge)) {
            if is_element(target) && !attribution.is_new(target) {
                *parents.entry(target.0.into()).or_default() += 1;
            }
        }
    }
    let (parent, count) = parents.into_iter().max_by_key(|&(node, count)| (count, node))?;
    is_share(count as i64, number as i64, LEAST_ALONG).then_some((NodeOrdinal(parent as u32), most))
}
