//! What leads where links alone do not tell: the handle that a program made among the parts that it took along, and the
//! element in which elements were put.

use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::graph::is_retaining;
use crate::index::{NodeOrdinal, try_collected};
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::detect::holders::Holder;
use crate::leaks::detect::repetition::{Gained, Repeats};
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Family, Kind, KindMap, KindSet};
use crate::leaks::model::nodes::can_be_ended;
use crate::leaks::thresholds::{LEAST_ALONG, MANY, is_share};
use crate::runtime_names::{blink, v8};

use super::composition::Taken;
use super::ranking::Series;
use super::trend::is_full;

/// So many of the program's things are asked what they hang on.
const ASKED: usize = 64;

/// Lets lead what a person would name.
///
/// # Errors
/// If memory ends.
pub fn choose(
    attribution: &Attribution<'_>,
    series: &Series<'_>,
    held: &mut Held,
    taken: &mut Taken,
) -> Result<(), OutOfMemory> {
    let is_full = is_full(attribution, series, held.named());
    if let Some(entries) = entries_of_collection(attribution, held)?.filter(|_| !is_full) {
        (taken.things, taken.are_entries) = (entries, true);
    } else if let Some(kind) = handle(attribution, held, taken) {
        held.gain.put_in = Some(Key::Things(kind));
    } else if let Some((parent, kind)) = parent_of_elements(attribution, held, taken) {
        let (position, count) = (attribution.position(parent), taken.things.len() as i64);
        held.holders.retain(|holder| holder.position != held.dominator);
        held.holders.insert(0, Holder { position, count });
        held.gain.put_in = Some(Key::Things(kind));
    } else if let Some(kind) = called_back(attribution, held, taken) {
        held.gain.put_in = Some(Key::Things(kind));
    }
    Ok(())
}

/// What came into a collection itself, if hardly any of that is of the kind that leads: an entry is what the collection
/// holds, whatever lies under it. Keys that are texts are none.
fn entries_of_collection(attribution: &Attribution<'_>, held: &Held) -> Result<Option<Vec<usize>>, OutOfMemory> {
    let (pair, named) = (&attribution.pair, held.named());
    let Some(lead) = held.gain.lead() else { return Ok(None) };
    let is_one = held.alike == 0 && held.parts == 0 && lead.tally.anchors <= 1 && named == held.dominator;
    let is_row = held.is_list || held.is_tree;
    let is_asked = is_one && !is_row && held.populations.is_empty() && pair.later.kind(named).is_collection();
    if !is_asked || lead.repeats != Some(Repeats::Many) || lead.key.kind() == Kind::TEXT {
        return Ok(None);
    }
    let is_entry = |&at: &usize| {
        let (kind, above) = (pair.later.kind(at), pair.later.above(at));
        let is_held = pair.later.owners.get(above) == Some(&(named as u32));
        is_held && pair.survivors.is_new(at) && kind.is_visible() && kind != Kind::TEXT
    };
    let entries: Vec<usize> = try_collected(pair.later.outline.below(named).filter(is_entry))?;
    let of_lead = entries.iter().filter(|&&at| pair.later.kind(at) == lead.key.kind()).count();
    // Of heavy things a few are enough.
    Ok((entries.len() as i64 >= lead.tally.net().min(MANY) && of_lead * 2 < entries.len()).then_some(entries))
}

/// Of callbacks that a browser keeps, what these keep of the program's: things of a class, nearly as many.
fn called_back(attribution: &Attribution<'_>, held: &Held, taken: &Taken) -> Option<Kind> {
    let heap = attribution.model.heap;
    let lead = held.gain.lead()?;
    let kind = |node| attribution.pair.later.kind(attribution.position(node));
    let of_lead = taken.nodes.iter().find(|&&node| Key::Things(kind(node)) == lead.key)?;
    if lead.key.kind().family() != Family::Native || !blink::is_callback(heap.snapshot.raw_name(*of_lead).as_bytes()) {
        return None;
    }
    let as_many = |gained: &&Gained| {
        gained.key.kind().family() == Family::Instance && is_share(gained.tally.net(), lead.tally.net(), LEAST_ALONG)
    };
    let kinds: KindSet = held.gain.repeating().filter(as_many).map(|gained| gained.key.kind()).collect();
    let of_program = |&&node: &&NodeOrdinal| kinds.contains(&kind(node)) && heap.is_of_program(node);
    taken.nodes.iter().find(of_program).map(|&node| kind(node))
}

/// Of what the runtime keeps open, the kind of object on which the program's own things hang: a session of HTTP/2 rather
/// than its socket. If there are none, one of the runtime's classes rather than what is native in it.
fn handle(attribution: &Attribution<'_>, held: &Held, taken: &Taken) -> Option<Kind> {
    let named = *attribution.nodes.get(held.named())?;
    if held.populations.is_empty() || !attribution.is_root_like(named) {
        return None;
    }
    let heap = attribution.model.heap;
    let kind = |node| attribution.pair.later.kind(attribution.position(node));
    let lead = held.gain.lead()?;
    // Of parts there are more than of handles.
    let are_few = |gained: &&Gained| is_share(lead.tally.net(), gained.tally.net(), LEAST_ALONG);
    let kinds: KindSet = held.gain.repeating().filter(are_few).map(|gained| gained.key.kind()).collect();
    let is_handle = |node| {
        kind(node).family() == Family::Instance && kinds.contains(&kind(node)) && heap.code_owner(node).is_some()
    };
    let of_program = taken.nodes.iter().filter(|&&node| heap.is_of_program(node));
    let (mut asked, mut votes) = (0, KindMap::<usize>::default());
    for &thing in of_program.take(ASKED) {
        asked += 1;
        let mut at = thing;
        while let Some(step) = attribution.last_step(at).filter(|step| attribution.is_new(step.from)) {
            at = step.from;
            if is_handle(at) && !heap.is_of_program(at) {
                *votes.entry(kind(at)).or_default() += 1;
                break;
            }
        }
    }
    let voted = votes.into_iter().max_by_key(|&(kind, count)| (count, kind));
    if let Some((kind, _)) = voted.filter(|&(_, count)| count * 2 >= asked) {
        return Some(kind);
    }
    if let Some(kind) = (asked == 0).then(|| of_package(attribution, &kinds, taken)).flatten() {
        return Some(kind);
    }
    let examples = taken.things.iter().filter_map(|&at| attribution.nodes.get(at).copied());
    let mut has_class: KindMap<usize> = KindMap::default();
    for node in examples {
        let is_of_runtime = || is_handle(node) && heap.code_owner(node) == Some(CodeOwner::Runtime);
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

/// What a package made around a handle and a program has to end: of the classes with a method for that, the one that is
/// farthest from what the runtime keeps, as an agent is farther than its pool and that than its sockets.
fn of_package(attribution: &Attribution<'_>, kinds: &KindSet, taken: &Taken) -> Option<Kind> {
    let heap = attribution.model.heap;
    let kind = |node| attribution.pair.later.kind(attribution.position(node));
    let mut depths: KindMap<usize> = KindMap::default();
    for &node in &taken.nodes {
        let kind = kind(node);
        if kind.family() == Family::Instance
            && kinds.contains(&kind)
            && !depths.contains_key(&kind)
            && matches!(heap.code_owner(node), Some(CodeOwner::Package(_)))
            && can_be_ended(heap, node)
        {
            let steps = std::iter::successors(Some(node), |&at| Some(attribution.last_step(at)?.from));
            depths.insert(kind, steps.count());
        }
    }
    depths.into_iter().max_by_key(|&(kind, depth)| (depth, kind)).map(|(kind, _)| kind)
}

/// The element in which nine in ten of the new elements stand, and their kind. It leads to the first of its children only,
/// but each of them leads back to it.
fn parent_of_elements(attribution: &Attribution<'_>, held: &Held, taken: &Taken) -> Option<(NodeOrdinal, Kind)> {
    let snapshot = &attribution.model.heap.snapshot;
    let is_element = |node: NodeOrdinal| blink::is_element(v8::without_detached(snapshot.raw_name(node).as_bytes()));
    let named = *attribution.nodes.get(held.named())?;
    let of_named = attribution.pair.later.kind(held.named());
    let is_sibling = held.gain.lead().is_some_and(|lead| lead.key == Key::Things(of_named));
    if !(of_named.is_root_like() || of_named.family() == Family::Native) || is_element(named) && !is_sibling {
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
        let retained = snapshot.edges_of(element).filter(|&edge| is_retaining(attribution.model.heap.graph(), edge));
        for target in retained.map(|edge| snapshot.edges.target(edge)) {
            if is_element(target) && !attribution.is_new(target) {
                *parents.entry(target.0.into()).or_default() += 1;
            }
        }
    }
    let (parent, count) = parents.into_iter().max_by_key(|&(node, count)| (count, node))?;
    is_share(count as i64, number as i64, LEAST_ALONG).then_some((NodeOrdinal(parent as u32), most))
}
