//! The stages one after the other, each handing a value on to the next.
//!
//! ```text
//! Heap ─ Model ─ Outline ─ Survivors ─ Attribution ─ Detected ─ Findings
//!        model   baseline  baseline    attribution   detect     rank
//! ```

use super::attribution::{Attribution, Pair, Side};
use super::baseline::{BaseColumns, Outline, SameProcess, Survivors};
use super::findings::Findings;
use super::model::Model;
use super::thresholds::{LEAST_GROWTH, LEAST_SHARE_OF_HEAP};
use super::{detect, one_snapshot, rank};
use crate::error::OutOfMemory;
use crate::heap::Heap;

/// Finds the suspects of a series of snapshots, the latest being `heap`, against `earlier` ones, the oldest first. All
/// need dominators. Without an earlier one it is told what is held and not what grew. Snapshots of another process than the latest one's are left out, unless all are: then objects are
/// told by their places.
///
/// # Errors
/// If memory ends.
pub fn find(heap: &Heap, earlier: &[BaseColumns]) -> Result<Findings, OutOfMemory> {
    if earlier.is_empty() {
        return Ok(Findings::of_one(one_snapshot::look(heap)?));
    }
    Ok(with_attribution(heap, earlier, |_| ())?.0)
}

/// The same, and what `ask` makes of the attribution.
pub fn with_attribution<T>(
    heap: &Heap,
    earlier: &[BaseColumns],
    ask: impl FnOnce(&Attribution<'_>) -> T,
) -> Result<(Findings, T), OutOfMemory> {
    let same_process = SameProcess::of(heap, earlier)?;
    let mut findings = Findings::of(&same_process);
    let is_matched = findings.same_process;
    let of_all = earlier.iter().map(|base| Some(&base.outline));
    let of_process = same_process.bases.iter().map(|base| base.map(|base| &base.outline));
    let series: Vec<Option<&Outline>> = if is_matched { of_process.collect() } else { of_all.collect() };

    let model = Model::of(heap)?;
    let (later, nodes) = Outline::of(&model, !is_matched)?;
    let nothing = Outline::default();
    let first = series.iter().copied().flatten().next().unwrap_or(&nothing);
    let survivors = if is_matched { Survivors::by_id(first, &later) } else { Survivors::by_place(first, &later) }?;
    let pair = Pair::new(Side::of(first)?, Side::of(&later)?, survivors)?;
    let attribution = Attribution::of(&model, nodes, pair)?;
    let least = least_growth(&later);
    let detected = detect::detect(&attribution, least)?;
    rank::rank(&attribution, &detected, &series, is_matched, &mut findings, least)?;
    let answer = ask(&attribution);
    Ok((findings, answer))
}

/// Growth of fewer bytes than this is noise in this heap.
fn least_growth(outline: &Outline) -> i64 {
    LEAST_GROWTH.max(outline.heap_bytes() / LEAST_SHARE_OF_HEAP) as i64
}
