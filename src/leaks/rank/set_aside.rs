//! What grew and yet is no suspect, and why.

use super::holder_kind::is_variable_of_runtime;
use crate::classes::CodeOwner;
use crate::index::NodeOrdinal;
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::Pair;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::detect::repetition::{Gained, Repeats};
use crate::leaks::findings::WhySetAside;
use crate::leaks::model::kinds::{Family, Kind, KindMap, KindSet};
use crate::leaks::thresholds::{FEW_OLD, LEAST_ALONG, LEAST_DISTINCT, MANY, MANY_FUNCTIONS, is_share};
use crate::runtime_names::{blink, node};

/// What two snapshots cannot tell from a leak, and is none more often than not; of more than two, [`super::trend`] tells.
pub fn of_two(
    attribution: &Attribution<'_>,
    held: &Held,
    examples: &KindMap<usize>,
    name: impl Fn(Kind) -> Option<String>,
) -> Option<WhySetAside> {
    let pair = &attribution.pair;
    if is_bounded(pair, held) {
        Some(WhySetAside::Bounded)
    } else if is_loading(held, name) {
        Some(WhySetAside::Loading)
    } else if is_new_collection(pair, held) && !are_subscriptions(attribution, held, examples) {
        let entries = held.gain.lead().map_or(0, |lead| lead.tally.more);
        Some(WhySetAside::Appeared { entries, bytes: held.gain.bytes.max(0) as u64 })
    } else {
        None
    }
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
fn is_new_collection(pair: &Pair<'_>, held: &Held) -> bool {
    let Some(lead) = held.gain.lead() else { return false };
    // What was put into a root is in no collection.
    if held.populations.iter().any(|&(_, put_in)| put_in == lead.key.kind()) {
        return false;
    }
    if lead.repeats != Some(Repeats::Many) || are_listeners(lead) {
        return false;
    }
    let side = &pair.later;
    let kind = lead.key.kind();
    let Some(at) = gathering(pair, held.dominator, kind) else { return false };
    let repeats_itself = held.gain.kinds.iter().any(|gained| {
        gained.key == Key::Things(side.kind(at)) && is_share(gained.tally.net(), lead.tally.net(), (1, 2))
    });
    if !pair.survivors.is_new(at) || repeats_itself {
        return false;
    }
    let kinds: KindSet = held.gain.counted_kinds();
    let old = side.outline.below(at).filter(|&at| kinds.contains(&side.kind(at)) && !pair.survivors.is_new(at));
    old.take(FEW_OLD).count() < FEW_OLD
}

/// The lowest visible node below `holder` that has nine in ten of its new things of a kind.
pub fn gathering(pair: &Pair<'_>, holder: usize, kind: Kind) -> Option<usize> {
    let side = &pair.later;
    let new = || side.outline.below(holder).filter(|&at| side.kind(at) == kind && pair.survivors.is_new(at));
    let count = new().count();
    let cut = count / 20;
    let (first, last) = (new().nth(cut)?, new().nth(count.checked_sub(1 + cut)?)?);
    let mut at = first;
    while at != holder && !side.outline.below(at).contains(&last) {
        at = side.above(at);
    }
    if side.kind(at) == Kind::INTERNAL {
        at = side.owners[at] as usize;
    }
    (at < side.outline.len()).then_some(at)
}

/// Bytes of an array's slot, where V8 compresses pointers.
const LEAST_SLOT: i64 = 4;

/// Whether an array took in much without becoming larger: its room was made ahead, and is all that there will be. A list
/// that grows makes room for half as much again, so it cannot take in more than that without moving.
fn is_bounded(pair: &Pair<'_>, held: &Held) -> bool {
    let position = held.named();
    let side = &pair.later;
    if side.kind(position) != Kind::ARRAY || pair.survivors.is_new(position) {
        return false;
    }
    let twin = pair.survivors.before[position] as usize;
    let (now, before) = (i64::from(side.outline.entries[position]), i64::from(pair.earlier.outline.entries[twin]));
    let is_larger = side.body(position) > pair.earlier.body(twin);
    let has_room = side.body(position) >= now * LEAST_SLOT;
    // V8 makes room for 16 more besides.
    has_room && !is_larger && now > before + before / 2 + 16
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
