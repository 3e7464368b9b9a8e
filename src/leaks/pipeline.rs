//! The stages one after the other, each handing a value on to the next.
//!
//! ```text
//! Heap ─ SameProcess ─ Model ─ Outline ─ Survivors ─ Attribution ─ Detected ─ Findings
//!        process       model   baseline  baseline    attribution   detect     rank, with names of naming
//! ```

use super::attribution::{Attribution, Pair, Side};
use super::baseline::{BaseColumns, Outline, Preorder, Survivors};
use super::findings::Findings;
use super::model::{Model, ModelColumns};
use super::process::SameProcess;
use super::thresholds::{LEAST_GROWTH, LEAST_SHARE_OF_HEAP};
use super::{detect, one_snapshot, rank};
use crate::error::OutOfMemory;
use crate::graph::RetainingPaths;
use crate::heap::Heap;
use crate::pace::{Pace, at_once};

/// Finds the suspects of a series of snapshots, the latest being `heap`, against `earlier` ones, the oldest first. All
/// need dominators. Without an earlier one it is told what is held and not what grew. Snapshots of another process than
/// the latest one's are left out, unless all are: then objects are told by their places.
///
/// # Errors
/// If memory ends.
pub fn find(heap: &Heap, earlier: &[BaseColumns]) -> Result<Findings, OutOfMemory> {
    at_once(find_in_steps(heap, Prepared::of(heap)?, earlier, &Pace::unbroken()))
}

/// The same in steps, with what was found of the latest snapshot beforehand.
///
/// # Errors
/// If memory ends.
pub async fn find_in_steps(
    heap: &Heap,
    latest: Prepared,
    earlier: &[BaseColumns],
    pace: &Pace,
) -> Result<Findings, OutOfMemory> {
    if earlier.is_empty() {
        let Prepared { model, outline, preorder, paths } = latest;
        let model = Model::with(heap, model);
        let found = one_snapshot::look(&model, (&outline, &preorder.nodes, paths), pace).await?;
        return Ok(Findings::of_one(found));
    }
    with_attribution(heap, latest, earlier, &mut |_| (), pace).await
}

/// What the search needs of the latest snapshot alone: it can be found while the earlier ones are busy.
#[derive(Debug)]
pub struct Prepared {
    model: ModelColumns,
    outline: Outline,
    preorder: Preorder,
    paths: RetainingPaths,
}

impl Prepared {
    /// Of a heap that has dominators.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        at_once(Self::of_in_steps(heap, &Pace::unbroken()))
    }

    /// The same in steps.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of_in_steps(heap: &Heap, pace: &Pace) -> Result<Self, OutOfMemory> {
        let model = Model::of(heap, pace).await?;
        let (outline, preorder) = Outline::of(&model, pace).await?;
        let paths = model.retaining_paths(pace).await?;
        Ok(Self { model: model.into_columns(), outline, preorder, paths })
    }
}

/// The same, showing the attribution to `ask`.
pub async fn with_attribution(
    heap: &Heap,
    Prepared { model, outline: mut later, preorder, paths }: Prepared,
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

    let model = Model::with(heap, model);
    if !is_matched {
        later.add_links(heap, &preorder.nodes, pace).await?;
    }
    let nothing = Outline::default();
    let first = series.iter().copied().flatten().next().unwrap_or(&nothing);
    let survivors = match is_matched {
        true => Survivors::by_id(first, &later, pace).await?,
        false => Survivors::by_place(first, &later, pace).await?,
    };
    let sides = (Side::of(first, pace).await?, Side::of(&later, pace).await?);
    let pair = Pair::new(sides.0, sides.1, survivors, is_matched, pace).await?;
    let attribution = Attribution::of(&model, preorder, pair, paths, pace).await?;
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
