//! The stages one after the other, each handing a value on to the next.
//!
//! ```text
//! Heap ─ Model ─ Survivors ─ Attribution ─ [Evidence] ─ [Claim] ─ Ranking ─ Findings
//!        model   baseline    attribution   detect       rank      rank      findings
//! ```

use super::attribution::Attribution;
use super::baseline::{BaseColumns, SameProcess, Survivors};
use super::findings::Findings;
use super::model::Model;
use super::model::names::Names;
use super::thresholds::{LEAST_GROWTH, LEAST_SHARE_OF_HEAP};
use super::{detect, rank};
use crate::error::OutOfMemory;
use crate::heap::Heap;

/// Finds the suspects of a series of snapshots, the latest being `heap`, against `earlier` ones, the oldest first. All
/// need dominators. Snapshots of another process than the latest one's are left out.
///
/// # Errors
/// If memory ends.
pub fn find(heap: &Heap, earlier: &[BaseColumns]) -> Result<Findings, OutOfMemory> {
    find_above(heap, earlier, least_growth(heap))
}

/// The same with the least growth, in bytes, that a suspect must have.
pub fn find_above(heap: &Heap, earlier: &[BaseColumns], least: u64) -> Result<Findings, OutOfMemory> {
    let same_process = SameProcess::of(heap, earlier)?;
    let model = Model::of(heap)?;
    findings(&attribution(&model, &same_process)?, &same_process, least)
}

/// The growth of the latest snapshot since the oldest one of its process.
pub fn attribution<'m>(model: &'m Model<'m>, same_process: &SameProcess<'m>) -> Result<Attribution<'m>, OutOfMemory> {
    let base = same_process.oldest();
    Attribution::of(model, base, Survivors::find(model.heap, base)?)
}

/// The suspects among what has been attributed.
pub fn findings(
    attribution: &Attribution<'_>,
    same_process: &SameProcess<'_>,
    least: u64,
) -> Result<Findings, OutOfMemory> {
    let mut findings = Findings::of(same_process);
    if !findings.same_process {
        return Ok(findings);
    }
    let names = Names::of(attribution.model);
    let evidence = detect::evidence(attribution, least)?;
    let claims = rank::claims(attribution, &names, evidence)?;
    let ranking = rank::ranking(attribution, &same_process.bases, claims, least);
    (findings.suspects, findings.background) = rank::suspects(attribution, &names, ranking.ranked)?;
    findings.set_aside = ranking.set_aside;
    Ok(findings)
}

/// Growth of fewer bytes than this is noise in this heap.
pub fn least_growth(heap: &Heap) -> u64 {
    LEAST_GROWTH.max(heap.total_size() as u64 / LEAST_SHARE_OF_HEAP)
}
