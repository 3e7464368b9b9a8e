//! Collections that took in much in a step before the last and have no more now than at first.
//!
//! Between the first and the last snapshot nothing of that is left to find, so that two of three snapshots have a suspect of which
//! the third would not say a word.

use crate::error::OutOfMemory;
use crate::index::TryPush;
use crate::leaks::attribution::Attribution;
use crate::leaks::baseline::Outline;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::detect::Detected;
use crate::leaks::findings::{Point, SetAside, WhySetAside};
use crate::leaks::naming::Names;
use crate::leaks::rank::ranking::Series;
use crate::leaks::thresholds::{LEAST_KEPT, MANY, MOST_SINGLE, is_share};
use crate::pace::Pace;
use crate::sort;

/// What stopped, the largest first, of a series whose ids match; growth of fewer bytes than `least` is noise.
///
/// # Errors
/// If memory ends.
pub async fn find(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    detected: &Detected,
    series: &Series<'_>,
    least: i64,
    pace: &Pace,
) -> Result<Vec<SetAside>, OutOfMemory> {
    let pair = &attribution.pair;
    let later = pair.later.outline;
    let between: Vec<&Outline> = series.iter().copied().flatten().skip(1).collect();
    let mut found: Vec<(usize, i64)> = Vec::new();
    let mut look_at = |position: usize| {
        let twin = pair.survivors.before.get(position).map_or(NONE, |&twin| twin) as usize;
        let is_free = detected.rollup.is_free(position);
        if !is_free || twin == NONE as usize || !pair.later.kind(position).is_collection() {
            return Ok(());
        }
        let earlier = pair.earlier.outline;
        let (id, had) = (later.ids[position], i64::from(earlier.entries[twin]));
        let more = between.iter().filter_map(|outline| {
            let at = outline.find(id)?;
            let has_more = i64::from(outline.entries[at]) >= had + MANY;
            has_more.then(|| outline.retained(at) as i64 - earlier.retained(twin) as i64)
        });
        more.max().filter(|&more| more >= least).map_or(Ok(()), |more| found.try_push((position, more)))
    };
    if !between.is_empty() {
        pace.try_in_blocks(later.len(), &mut |mut positions| positions.try_for_each(&mut look_at)).await?;
    }
    sort::by_keys(&mut found, |&(position, more)| (!(more as u64), position as u64));
    let outlines: Vec<&Outline> = series.iter().copied().flatten().chain([later]).collect();
    let set_aside = |&(position, _): &(usize, i64)| {
        let point = |outline: &&Outline| {
            let at = outline.find(later.ids[position]);
            Point { entries: at.map(|at| outline.entries[at]), retained_size: at.map(|at| outline.retained(at)) }
        };
        let points: Vec<Point> = outlines.iter().map(point).collect();
        let entries = |point: &Point| i64::from(point.entries.unwrap_or(0));
        let most = points.iter().map(entries).max().unwrap_or(0);
        let is_kept = points.last().is_some_and(|last| is_share(entries(last), most, LEAST_KEPT));
        SetAside {
            name: names.label(&attribution.paths, attribution.nodes[position]),
            why: if is_kept { WhySetAside::Stopped(points) } else { WhySetAside::Emptied(points) },
        }
    };
    Ok(found.iter().take(MOST_SINGLE).map(set_aside).collect())
}
