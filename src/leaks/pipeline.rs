//! The stages one after the other, each handing a value on to the next.
//!
//! ```text
//! Heap ─ SameProcess ─ Model ─ Outline ─ Survivors ─ Attribution ─ Detected ─ Findings
//!        process       model   baseline  baseline    attribution   detect     rank, with names of naming
//! ```

use super::attribution::{Attribution, Pair, Side};
use super::baseline::{BaseColumns, Outline, Survivors};
use super::findings::Findings;
use super::model::Model;
use super::process::SameProcess;
use super::thresholds::{LEAST_GROWTH, LEAST_SHARE_OF_HEAP};
use super::{detect, one_snapshot, rank};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::pace::{Pace, at_once};

/// Finds the suspects of a series of snapshots, the latest being `heap`, against `earlier` ones, the oldest first. All
/// need dominators. Without an earlier one it is told what is held and not what grew. Snapshots of another process than
/// the latest one's are left out, unless all are: then objects are told by their places.
///
/// # Errors
/// If memory ends.
pub fn find(heap: &Heap, earlier: &[BaseColumns]) -> Result<Findings, OutOfMemory> {
    at_once(find_in_steps(heap, earlier, &Pace::unbroken()))
}

/// The same in steps.
///
/// # Errors
/// If memory ends.
pub async fn find_in_steps(heap: &Heap, earlier: &[BaseColumns], pace: &Pace) -> Result<Findings, OutOfMemory> {
    if earlier.is_empty() {
        return Ok(Findings::of_one(one_snapshot::look(heap, pace).await?));
    }
    with_attribution(heap, earlier, &mut |_| (), pace).await
}

/// The same, showing the attribution to `ask`.
pub async fn with_attribution(
    heap: &Heap,
    earlier: &[BaseColumns],
    ask: &mut dyn FnMut(&Attribution<'_>),
    pace: &Pace,
) -> Result<Findings, OutOfMemory> {
    let same_process = SameProcess::of(heap, earlier.iter().map(|base| &base.sample))?;
    let mut findings = Findings::of(&same_process);
    let is_matched = findings.same_process;
    let is_asked = |is_of_process: bool| !is_matched || is_of_process;
    let series = earlier.iter().zip(&same_process.are);
    let series: Vec<Option<&Outline>> = series.map(|(base, &is)| is_asked(is).then_some(&base.outline)).collect();

    let model = Model::of(heap, pace).await?;
    let (later, nodes) = Outline::of(&model, !is_matched, pace).await?;
    let nothing = Outline::default();
    let first = series.iter().copied().flatten().next().unwrap_or(&nothing);
    let survivors = match is_matched {
        true => Survivors::by_id(first, &later, pace).await?,
        false => Survivors::by_place(first, &later, pace).await?,
    };
    let sides = (Side::of(first, pace).await?, Side::of(&later, pace).await?);
    let pair = Pair::new(sides.0, sides.1, survivors, pace).await?;
    let paths = model.retaining_paths(pace).await?;
    let attribution = Attribution::of(&model, nodes, pair, paths, pace).await?;
    let least = least_growth(&later);
    let detected = detect::detect(&attribution, least, pace).await?;
    rank::rank(&attribution, &detected, &series, is_matched, &mut findings, least, pace).await?;
    ask(&attribution);
    Ok(findings)
}

/// Growth of fewer bytes than this is noise in this heap.
fn least_growth(outline: &Outline) -> i64 {
    LEAST_GROWTH.max(outline.heap_bytes() / LEAST_SHARE_OF_HEAP) as i64
}
