//! Who claims what, how it went on, what is no suspect, and the order in which the rest is shown.
//!
//! The fifth stage. `claims` gives new objects that several hold to one of them, `siblings` makes one claim of many that
//! stand side by side, `trend` looks at more than two snapshots, `exclusions` sets aside what is none of the program's
//! leaks, and `suspect` says of the rest, with `composition` and `retaining_path`, what a person wants to know.
//! `background` sums up what else is new. No sentence is made here: `report` has the words.

mod background;
mod claims;
mod composition;
mod exclusions;
mod retaining_path;
mod siblings;
mod suspect;
mod trend;

#[cfg(test)]
mod tests;

pub use claims::{Claim, claims};
pub use trend::Trend;

use crate::error::OutOfMemory;
use crate::index::Column;
use crate::leaks::attribution::Attribution;
use crate::leaks::baseline::BaseColumns;
use crate::leaks::findings::{Background, Point, SetAside, Suspect};
use crate::leaks::model::names::Names;
use crate::leaks::thresholds::{LEAST_SHARE_OF_FIRST, MOST_SUSPECTS};
use crate::sort;

/// A claim that is a suspect, and how it came about.
#[derive(Debug)]
pub struct Ranked {
    /// The claim.
    pub claim: Claim,
    /// How it grew over the snapshots.
    pub trend: Trend,
    /// One figure per snapshot.
    pub points: Vec<Point>,
}

/// Claims in the order in which they are shown, and those that are no suspects.
#[derive(Debug, Default)]
pub struct Ranking {
    /// The first is the most likely.
    pub ranked: Vec<Ranked>,
    /// With the reason of each.
    pub set_aside: Vec<SetAside>,
}

/// Follows each claim of at least `least` bytes through the earlier snapshots and puts the suspects in order.
pub fn ranking(
    attribution: &Attribution<'_>,
    bases: &[Option<&BaseColumns>],
    claims: Vec<Claim>,
    least: u64,
) -> Ranking {
    let mut ranking = Ranking::default();
    for claim in claims.into_iter().filter(|claim| claim.growth >= least) {
        let (points, trend) = trend::follow(attribution.model.heap, bases, &claim.evidence);
        match exclusions::exclusion(attribution.model, &claim, trend, &points) {
            Some(why) => ranking.set_aside.push(SetAside { name: claim.label, why }),
            None => ranking.ranked.push(Ranked { claim, trend, points }),
        }
    }
    let ranked = &mut ranking.ranked;
    sort::by_keys(ranked, |ranked| (u64::from(ranked.trend == Trend::NotEveryStep), !ranked.claim.growth));
    let first = ranked.first().map_or(0, |first| first.claim.growth);
    ranked.retain(|ranked| ranked.claim.growth * LEAST_SHARE_OF_FIRST >= first);
    ranked.truncate(MOST_SUSPECTS);
    ranking
}

/// What is said of each suspect, and what is new beside them.
///
/// # Errors
/// If memory ends.
pub fn suspects(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    ranked: Vec<Ranked>,
) -> Result<(Vec<Suspect>, Background), OutOfMemory> {
    let mut in_suspect = Column::filled(attribution.model.heap.snapshot.nodes.len(), false)?;
    let mut suspects = Vec::new();
    for (ranked, rank) in ranked.into_iter().zip(1..) {
        let grows = composition::of_claim(attribution, names, &ranked.claim, &mut in_suspect);
        suspects.push(suspect::of_claim(attribution, names, rank, ranked, grows));
    }
    Ok((suspects, background::sum(attribution, &in_suspect)))
}
