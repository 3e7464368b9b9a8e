//! How it went on, what is no suspect, and the order in which the rest is shown.
//!
//! The fifth stage. `ranking` puts everything in its place: `trend` looks at more than two snapshots, `set_aside` sets
//! aside what is none of the program's leaks, and `stopped` finds what was one until the last step. `suspect` says of the rest, with
//! `holder_name`, `lead`, `row`, `led_to`, `entries`, `composition`, `per_entry`, `shared`,
//! `way` and `why_kept`, what a person wants to know, and `balance` whose growth it all is. No sentence is made here: `report` has the words.

mod balance;
mod composition;
mod entries;
mod holder_kind;
mod holder_name;
mod lead;
mod led_to;
mod loading;
mod per_entry;
mod ranking;
mod row;
mod set_aside;
mod shared;
mod stopped;
mod suspect;
mod trend;
mod way;
mod why_kept;

use self::composition::Taken;
use self::entries::Counter;
use self::ranking::{Ranking, Series};
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::TryPush;
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::detect::{Detected, Held};
use crate::leaks::findings::{Findings, SetAside};
use crate::leaks::naming::Names;
use crate::leaks::thresholds::MOST_SINGLE;
use crate::pace::Pace;
use crate::redaction::Name;

/// Follows everything that repeats through the series, puts it in its place, and says what is known of it. `is_matched`
/// says whether ids tell which objects are the same.
///
/// # Errors
/// If memory ends.
pub async fn rank(
    attribution: &Attribution<'_>,
    detected: &Detected,
    series: &Series<'_>,
    is_matched: bool,
    findings: &mut Findings,
    least: i64,
    pace: &Pace,
) -> Result<(), OutOfMemory> {
    let names = Names::of(attribution.model, pace).await?;
    let mut ranking = Ranking::of(attribution, detected, series, is_matched, least, pace).await?;
    let set_aside = ranking.set_aside.iter().map(|(held, _)| held);
    let named = set_aside.chain(ranking.small.iter().take(MOST_SINGLE));
    let shown: Vec<&Held> = ranking.ranked.iter().map(|ranked| &ranked.held).chain(named).collect();
    let mut taken = Taken::of_all(attribution, detected, &shown, pace).await?;
    for (ranked, taken) in ranking.ranked.iter_mut().zip(&mut taken) {
        lead::choose(attribution, series, &mut ranked.held, taken)?;
        row::find(attribution, &mut ranked.held, taken)?;
        pace.spend(STEPS).await;
    }
    let mut counter = Counter::new(attribution, series, (is_matched, findings.renumbered))?;
    for ((ranked, taken), rank) in ranking.ranked.iter().zip(&taken).zip(1..) {
        let lead = ranked.held.gain.lead().map_or(Key::Code, |lead| lead.key);
        let counted = taken.counted(attribution, &names, lead.kind(), pace).await?;
        let per_entry = match lead {
            Key::Things(kind) => {
                let shared_bytes = shared::bytes(attribution, taken, kind, pace).await?;
                per_entry::of(attribution, &names, taken, kind, shared_bytes, pace).await?
            }
            Key::InPlace(_) | Key::Code => None,
        };
        pace.spend(STEPS).await;
        let led_to = led_to::find(attribution, &ranked.held, taken, lead.kind(), pace).await?;
        findings.suspects.push(suspect::of(&mut counter, &names, rank, ranked, taken, (counted, per_entry, led_to))?);
        pace.spend(STEPS).await;
    }
    way::tell_apart(attribution.model.heap, &names, &mut findings.suspects);
    why_kept::forget_expected(&attribution.model.heap.snapshot, &mut findings.suspects, pace).await?;
    let mut called: Vec<Name> = Vec::new();
    let set_aside = ranking.set_aside.iter().map(|(held, _)| held);
    for (held, taken) in set_aside.chain(&ranking.small).zip(taken.iter().skip(ranking.ranked.len())) {
        called.try_push(suspect::name(attribution, &names, held, taken)?)?;
        pace.spend(STEPS).await;
    }
    let small = called.split_off(called.len().min(ranking.set_aside.len()));
    let set_aside = ranking.set_aside.iter().zip(called);
    findings.set_aside.extend(set_aside.map(|((_, why), name)| SetAside { name, why: why.clone() }));
    if is_matched {
        findings.set_aside.extend(stopped::find(attribution, &names, detected, series, least, pace).await?);
    }
    findings.balance = balance::of(attribution, &names, detected, &ranking, small, least, pace).await;
    Ok(())
}
