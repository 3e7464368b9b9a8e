//! What grew and yet is no suspect, and why.

use super::holder_kind::is_variable_of_runtime;
use crate::classes::CodeOwner;
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position};
use crate::leaks::attribution::tallies::Key;
use crate::leaks::attribution::{Attribution, Pair};
use crate::leaks::detect::Held;
use crate::leaks::detect::repetition::{Gained, Repeats};
use crate::leaks::findings::WhySetAside;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Family, Kind, KindMap, KindSet};
use crate::leaks::model::{EntryWalker, NOBODY};
use crate::leaks::thresholds::{FEW_OLD, LEAST_ALONG, LEAST_DISTINCT, MANY, MANY_FUNCTIONS, is_share};
use crate::runtime_names::{blink, node, v8};
use crate::snapshot::{EdgeType, NodeType};

/// What two snapshots cannot tell from a leak, and is none more often than not; of more than two, [`super::trend`] tells.
pub fn of_two(
    attribution: &Attribution<'_>,
    held: &Held,
    examples: &KindMap<usize>,
    name: impl Fn(Kind) -> Option<String>,
) -> Result<Option<WhySetAside>, OutOfMemory> {
    Ok(if is_bounded(attribution, held) {
        Some(WhySetAside::Bounded)
    } else if is_loading(held, name) {
        Some(WhySetAside::Loading)
    } else if is_new_collection(attribution, held)? && !are_subscriptions(attribution, held, examples) {
        Some(appeared(&attribution.pair, held))
    } else {
        None
    })
}

/// What is said of a collection with what it has, which was not there before; what several came with hangs at what was.
fn appeared(pair: &Pair<'_>, held: &Held) -> WhySetAside {
    let Some(lead) = held.gain.lead() else { return WhySetAside::Moved };
    let (entries, gone, all) = (lead.tally.more, lead.tally.less, held.gain.bytes.max(0) as u64);
    let collection =
        pair.gathering(held.named(), lead.key.kind()).filter(|&at| pair.survivors.is_new(at) || pair.is_replaced(at));
    let bytes = collection.map_or(all, |at| pair.later.outline.retained(at).min(all));
    WhySetAside::Appeared { entries, gone, bytes, is_inside: collection.is_none() }
}

/// Functions of a program that is being loaded have hardly any code in common; unless as many things of a kind came with
/// them, for each of which code was made.
fn is_loading(held: &Held, name: impl Fn(Kind) -> Option<String>) -> bool {
    let things = |family: fn(Family) -> bool| {
        held.gain.kinds.iter().filter(move |gained| {
            matches!(gained.key, Key::Things(kind) if family(kind.family())) && gained.tally.net() > 0
        })
    };
    let functions = || things(|family| family == Family::Function);
    let all: i64 = functions().map(|gained| gained.tally.net()).sum();
    let distinct = functions().count() as i64;
    let of_others = things(|family| matches!(family, Family::Instance | Family::Plain)).filter(|gained| {
        gained.repeats.is_some() && !name(gained.key.kind()).is_some_and(|name| node::is_of_module_loader(&name))
    });
    let most = of_others.map(|gained| gained.tally.net()).max().unwrap_or(0);
    all >= MANY_FUNCTIONS && is_share(distinct, all, LEAST_DISTINCT) && !is_share(most, all, LEAST_ALONG)
}

/// Functions of one code, made again and again: something subscribes. No table that is filled once is made of these.
fn are_listeners(lead: &Gained) -> bool {
    lead.key.kind().family() == Family::Function && lead.tally.net() >= 2 * MANY
}

/// Whether each is something of the runtime's own that calls a function of the program's, all of one code, as timers do.
fn are_subscriptions(attribution: &Attribution<'_>, held: &Held, examples: &KindMap<usize>) -> bool {
    let heap = attribution.model.heap;
    let owner = |kind: Kind| {
        let node = *attribution.nodes.get(*examples.get(&kind)?)?;
        heap.code_owner(node)
    };
    let Some(lead) = held.gain.lead() else { return false };
    owner(lead.key.kind()) == Some(CodeOwner::Runtime)
        && held.gain.repeating().any(|gained| {
            are_listeners(gained)
                && is_share(gained.tally.net(), lead.tally.net(), LEAST_ALONG)
                && owner(gained.key.kind()) == Some(CodeOwner::Program)
        })
}

/// Whether what repeats hangs below something that was not there before, and hardly anything of the old with it.
fn is_new_collection(attribution: &Attribution<'_>, held: &Held) -> Result<bool, OutOfMemory> {
    let pair = &attribution.pair;
    let Some(lead) = held.gain.lead() else { return Ok(false) };
    if lead.repeats != Some(Repeats::Many) || are_listeners(lead) {
        return Ok(false);
    }
    let side = &pair.later;
    let kind = lead.key.kind();
    if are_in_new_modules(pair, held, kind) {
        return Ok(true);
    }
    // What was put into a root has nothing else above it.
    if held.populations.iter().any(|&(_, put_in)| put_in == kind) {
        return Ok(!side.kind(held.named()).is_root_like() && are_in_new_collections(attribution, held, kind)?);
    }
    let Some(at) = pair.gathering(held.dominator, kind) else { return Ok(false) };
    // Arrays that came along make no list of links of what is in a module.
    let is_in_module = side.kind(at).is_common() && pair.is_in_new_module(at);
    let repeats_itself = !is_in_module
        && held.gain.kinds.iter().any(|gained| {
            gained.key == Key::Things(side.kind(at)) && is_share(gained.tally.net(), lead.tally.net(), (1, 2))
        });
    // A table that was made anew has little of what was there; where most came on top of that, it is copied.
    let is_made_anew = pair.is_replaced(at) && lead.tally.less.saturating_mul(2) >= lead.tally.more;
    if !pair.survivors.is_new(at) && !is_made_anew {
        return are_in_new_collections(attribution, held, kind);
    }
    if repeats_itself {
        return Ok(false);
    }
    let kinds: KindSet = held.gain.counted_kinds();
    let old = side.outline.below(at).filter(|&at| kinds.contains(&side.kind(at)) && !pair.survivors.is_new(at));
    Ok(old.take(FEW_OLD).count() < FEW_OLD)
}

/// Whether nearly all new things of a kind are in modules of ES that are new as well: what these came with.
fn are_in_new_modules(pair: &Pair<'_>, held: &Held, kind: Kind) -> bool {
    let new = || {
        pair.later.outline.below(held.dominator).filter(|&at| pair.later.kind(at) == kind && pair.survivors.is_new(at))
    };
    let in_modules = new().filter(|&at| pair.is_in_new_module(at)).count();
    in_modules > 0 && is_share(in_modules as i64, new().count() as i64, LEAST_ALONG)
}

/// Whether new things hang in several new collections at once, so that none has them all below it: as tables of a module that
/// another module's tables repeat. One of these has nine in ten of them and hardly anything old, and no holder that was there before
/// has them itself.
fn are_in_new_collections(attribution: &Attribution<'_>, held: &Held, kind: Kind) -> Result<bool, OutOfMemory> {
    let (pair, model) = (&attribution.pair, attribution.model);
    let side = &pair.later;
    let new = side.outline.below(held.dominator).filter(|&at| side.kind(at) == kind && pair.survivors.is_new(at));
    let (mut all, mut collections) = (0, NumberMap::<i64>::default());
    for &node in new.filter_map(|at| attribution.nodes.get(at)) {
        all += 1;
        let holder = attribution.last_step(node).map(|step| model.owner(step.from));
        // Code belongs to nobody.
        if let Some(holder) = holder.filter(|&holder| holder != NOBODY) {
            *collections.entry(holder.0.into()).or_default() += 1;
        }
    }
    let most = collections.into_iter().max_by_key(|&(node, count)| (count, node));
    let Some((most, _)) = most.filter(|&(_, count)| is_share(count, all, LEAST_ALONG)) else { return Ok(false) };
    let most = NodeOrdinal(most as u32);
    if !side.kind(attribution.position(most)).is_collection() || !attribution.is_new(most) {
        return Ok(false);
    }
    let mut walker = EntryWalker::new(model)?;
    let mut count = |holder: NodeOrdinal, are_new: bool| {
        let mut count = 0;
        walker.each(holder, |_, node, _| {
            let is_of_kind = side.kind(attribution.position(node)) == kind;
            count += usize::from(is_of_kind && attribution.is_new(node) == are_new);
        });
        count
    };
    let holders = held.holders.iter().map(|holder| holder.position).chain(held.dominators.iter().copied());
    let mut holders = holders.filter_map(|at| attribution.nodes.get(at));
    Ok(count(most, false) < FEW_OLD && holders.all(|&holder| (count(holder, true) as i64) < MANY))
}

/// Bytes of an array's slot, where V8 compresses pointers.
const LEAST_SLOT: i64 = 4;

/// Whether an array took in much without becoming larger: its room was made ahead, and is all that there will be. A list
/// that grows makes room for half as much again, so it cannot take in more than that without moving.
pub fn is_bounded(attribution: &Attribution<'_>, held: &Held) -> bool {
    let (pair, position) = (&attribution.pair, held.named());
    let side = &pair.later;
    if side.kind(position) != Kind::ARRAY
        || pair.survivors.is_new(position)
        || pair.is_replaced(position)
        || is_of_link(attribution, position)
    {
        return false;
    }
    let twin = pair.survivors.before[position] as usize;
    let (now, before) = (i64::from(side.outline.entries[position]), i64::from(pair.earlier.outline.entries[twin]));
    let is_larger = side.body(position) > pair.earlier.body(twin);
    let has_room = side.body(position) >= now * LEAST_SLOT;
    // V8 makes room for 16 more besides.
    has_room && !is_larger && now > before + before / 2 + 16
}

/// Whether an array is that of a link in a list, as of blocks in a queue: when it is full another link comes. A link hangs at another
/// or has another; and one object has the only link there is twice, as the first and the last.
fn is_of_link(attribution: &Attribution<'_>, array: usize) -> bool {
    let (side, snapshot) = (&attribution.pair.later, &attribution.model.heap.snapshot);
    let Some(link) = side.visible_above(array).filter(|&link| side.kind(link).is_thing()) else { return false };
    let Some(&node) = attribution.nodes.get(link) else { return false };
    let above = side.visible_above(link);
    let is_alike = |at: usize| side.kind(at) == side.kind(link);
    let links = |from: NodeOrdinal| {
        let named = snapshot.edges_of(from).filter(|&edge| snapshot.edges.kind(edge) == EdgeType::Property);
        named.map(|edge| snapshot.edges.target(edge))
    };
    let is_twice = |&above: &NodeOrdinal| links(above).filter(|&target| target == node).count() > 1;
    above.is_some_and(is_alike)
        || links(node).any(|target| target != node && is_alike(attribution.position(target)))
        || above.and_then(|above| attribution.nodes.get(above)).is_some_and(is_twice)
}

/// Whether what grew is memory of a browser's own object: none that JavaScript has, and of no interface that it could name. Names of
/// interfaces are keys of the global object, and so texts in the heap.
pub fn is_of_browser(attribution: &Attribution<'_>, held: &Held) -> bool {
    let snapshot = &attribution.model.heap.snapshot;
    let Some(&holder) = attribution.nodes.get(held.named()) else { return false };
    let is_in_place = held.gain.lead().is_some_and(|lead| lead.repeats == Some(Repeats::InPlace));
    let has_shape = || snapshot.target_of(holder, EdgeType::Internal, v8::SHAPE).is_some();
    if !is_in_place || snapshot.nodes.kind[holder] != NodeType::NATIVE || has_shape() {
        return false;
    }
    let name = v8::without_detached(snapshot.raw_name(holder).as_bytes());
    let is_name =
        |at: NodeOrdinal| snapshot.nodes.kind[at] == NodeType::STRING && snapshot.raw_name(at).as_bytes() == name;
    let is_nameable = blink::is_element(name) || node::is_native(name);
    !is_nameable && !(0..snapshot.nodes.len()).map(NodeOrdinal::at).any(is_name)
}

/// Whether what was put in are entries that a runtime records by itself, into its own buffer: a list of the program's that
/// takes them in has no limit. `name` gives the class of an example of a kind.
pub fn is_runtime_buffer(attribution: &Attribution<'_>, held: &Held, name: impl Fn(Kind) -> Option<String>) -> bool {
    let model = attribution.model;
    let is_own = |&holder: &NodeOrdinal| {
        let above = |node: NodeOrdinal| attribution.last_step(node).map(|step| step.from);
        model.heap.snapshot.raw_name(holder).as_bytes() == blink::HAS_PERFORMANCE_ENTRIES
            || is_variable_of_runtime(model, std::iter::successors(above(holder), |&node| above(node)))
    };
    let is_entry = |gained: &Gained| {
        gained.tally.net() <= blink::MOST_PERFORMANCE_ENTRIES
            && name(gained.key.kind()).is_some_and(|name| blink::is_performance_entry(&name))
    };
    match held.populations.is_empty() {
        // What a root keeps hangs there by itself, whatever comes along.
        false => held.gain.lead().is_some_and(is_entry),
        true => attribution.nodes.get(held.named()).is_some_and(is_own) && held.gain.repeating().any(is_entry),
    }
}
