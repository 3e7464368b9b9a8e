//! Chains in which each new thing keeps the one before, however they begin.
//!
//! A list that grows at its end is found by the links of which its holder is one (`detect/lists.rs`). Others show only in the way to
//! an entry: the nodes behind a table that has a few of them, proxies of proxies, functions that mention the function before.

use super::composition::Taken;
use super::suspect;
use crate::error::OutOfMemory;
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::Held;
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::naming::chain;
use crate::leaks::thresholds::{MANY, MOST_PER_ROUND};
use crate::runtime_names::v8;

/// Tells of what one holder has whether it is such a chain, and lets lead what hangs in it together.
///
/// # Errors
/// If memory ends.
pub fn find(attribution: &Attribution<'_>, held: &mut Held, taken: &Taken) -> Result<(), OutOfMemory> {
    let side = &attribution.pair.later;
    let is_known = held.is_list && !held.is_tree || side.kind(held.named()).is_root_like();
    let Some(lead) = held.gain.lead().filter(|_| !is_known) else { return Ok(()) };
    let is_put_in = lead.tally.entries * 2 >= i64::from(lead.tally.more) && side.kind(held.named()).is_collection();
    let Key::Things(lead_kind) = lead.key else { return Ok(()) };
    let Some(example) = taken.example(attribution, lead.key)?.filter(|_| !is_put_in && held.alike == 0) else {
        return Ok(());
    };
    let path = suspect::path(attribution, held, Some(example))?;
    let is_new = |node| attribution.is_new(node);
    let Some((round, rounds)) = chain::longest_row(&path, attribution.model.heap, is_new) else { return Ok(()) };
    let kinds = || round.iter().map(|step| side.kind(attribution.position(step.0)));
    let rank = |kind: Kind| match kind {
        _ if kind == lead_kind => 3,
        _ if kind.is_thing() => 2,
        _ => u8::from(kind.family() == Family::Function),
    };
    let of_kind = |kind: Kind| held.gain.repeating().find(|gained| gained.key == Key::Things(kind));
    let link = kinds().filter(|&kind| rank(kind) > 0).filter_map(of_kind).max_by_key(|gained| rank(gained.key.kind()));
    let all = link.unwrap_or(lead).tally.more;
    let is_chain = rounds as i64 >= MANY && rounds as i64 * MOST_PER_ROUND >= i64::from(all);
    // V8 has lists of its own, as of what waits for a promise.
    let is_proxy = |node| attribution.model.heap.snapshot.raw_name(node).is(v8::PROXY);
    let is_of_program = round.iter().any(|step| attribution.model.is_visible(step.0) || is_proxy(step.0));
    if is_chain && is_of_program && kinds().all(|kind| kind.family() != Family::Native) {
        held.is_chain = true;
        // What leads from one to the next over levels looks like a tree only by who keeps whom.
        held.is_tree = false;
        held.gain.put_in = link.map(|link| link.key).or(held.gain.put_in);
    }
    Ok(())
}
