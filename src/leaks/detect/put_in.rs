//! What a program put somewhere in order to hold what hangs at a root.
//!
//! Objects of the runtime that a program keeps, too, hang at a root, and the list that has them gained only what stands around them: an
//! entry of a few bytes for each socket. That is too little to be a finding of its own, but it is what the program knows: it
//! belongs to the finding, and leads.

use super::holders::Held;
use super::repetition::Repeats;
use super::rollup::Rollup;
use crate::error::OutOfMemory;
use crate::leaks::attribution::Pair;
use crate::leaks::attribution::tallies::{Key, Tallies};
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::Family;
use crate::leaks::thresholds::{LEAST_HELD, MANY, is_share};
use crate::pace::Pace;

/// Adds to what hangs at roots what its holder gained itself, where nobody took that and it is entries, as many.
///
/// # Errors
/// If memory ends.
pub async fn add(pair: &Pair<'_>, rollup: &mut Rollup, held: &mut [Held], pace: &Pace) -> Result<(), OutOfMemory> {
    let is_free = |held: &Held| {
        let holder = held.named();
        let is_holder = !pair.later.kind(holder).is_root_like() && !pair.survivors.is_new(holder);
        !held.populations.is_empty() && is_holder && rollup.is_free(holder)
    };
    let mut at: NumberMap<usize> = NumberMap::default();
    for (number, held) in held.iter().enumerate().filter(|(_, held)| is_free(held)) {
        at.entry(held.named() as u64).or_insert(number);
    }
    if at.is_empty() {
        return Ok(());
    }
    for (holder, tallies) in pair.sums(Some(&at), pace).await?.at_holders {
        let of_holder = at.get(&holder).and_then(|&number| held.get_mut(number));
        let Some(held) = of_holder.filter(|held| has_entries(held, &tallies)) else { continue };
        if let (Some(taken), Some(&number)) = (rollup.taken_by.get_mut(holder as usize), held.numbers.first()) {
            *taken = number;
            rollup.rest -= tallies.bytes();
            held.take_entries(&tallies);
        }
    }
    Ok(())
}

/// Whether things of the program were put in, about as many as what repeats already.
fn has_entries(held: &Held, tallies: &Tallies) -> bool {
    let lead = held.gain.lead().map_or(0, |lead| lead.tally.net());
    tallies
        .iter()
        .any(|(key, tally)| is_entry(key) && tally.entries >= MANY && is_share(tally.entries, lead, LEAST_HELD))
}

/// Whether a kind is that of things with a class or fields of the program.
fn is_entry(key: Key) -> bool {
    matches!(key, Key::Things(kind) if matches!(kind.family(), Family::Instance | Family::Plain))
}

impl Held {
    fn take_entries(&mut self, tallies: &Tallies) {
        self.gain.bytes += tallies.bytes();
        let most = tallies.iter().filter(|(key, _)| is_entry(*key)).max_by_key(|(key, tally)| (tally.entries, *key));
        self.gain.put_in = most.map(|(key, _)| key);
        for (key, tally) in tallies.iter() {
            self.gain.add(key, tally, (is_entry(key) && tally.net() >= MANY).then_some(Repeats::Many));
        }
    }
}
