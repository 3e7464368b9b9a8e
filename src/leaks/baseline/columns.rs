//! What an earlier snapshot hands out: its outline, and a sample of its ids.

use super::outline::Outline;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::leaks::model::Model;
use crate::leaks::model::kinds::Kind;
use crate::leaks::process::ProcessSample;
use crate::pace::{Pace, at_once};
use crate::snapshot::Sizes;
use crate::transfer::Transfer;

/// An earlier snapshot, as far as the latest has to know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseColumns {
    /// Its nodes.
    pub outline: Outline,
    /// Tells whether its ids mean the same as in another snapshot.
    pub sample: ProcessSample,
}

impl BaseColumns {
    /// The columns of a heap; it needs dominators.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        Self::of_earlier(heap, None)
    }

    /// The same without what is only asked for where ids do not match, if this is of the process of the `latest` snapshot.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of_earlier(heap: &Heap, latest: Option<&ProcessSample>) -> Result<Self, OutOfMemory> {
        at_once(Self::of_in_steps(heap, latest, &Pace::unbroken()))
    }

    /// The same in steps.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of_in_steps(heap: &Heap, latest: Option<&ProcessSample>, pace: &Pace) -> Result<Self, OutOfMemory> {
        let model = Model::of(heap, pace).await?;
        let (mut outline, preorder) = Outline::of(&model, pace).await?;
        let sample = ProcessSample::of(heap)?;
        if latest.is_none_or(|latest| !sample.compare(latest).is_one_process()) {
            outline.add_links(heap, &preorder.nodes, pace).await?;
        }
        Ok(Self { outline, sample })
    }
}

impl From<BaseColumns> for Transfer {
    fn from(BaseColumns { outline, sample }: BaseColumns) -> Self {
        let Outline { ids, fingerprints, kinds, sizes, spans, entries, links, by_id, extra_native_bytes } = outline;
        let kinds = kinds.into_iter().map(|kind| kind.0).collect();
        let extra = vec![extra_native_bytes as u32, (extra_native_bytes >> 32) as u32];
        let mut numbers = vec![ids, fingerprints, kinds, spans, entries, links, by_id, extra];
        numbers.extend(sizes.into_columns());
        numbers.extend(sample.into_columns());
        Self { numbers, bytes: Vec::new() }
    }
}

impl From<Transfer> for BaseColumns {
    fn from(transfer: Transfer) -> Self {
        let mut columns = transfer.numbers.into_iter();
        let mut next = || columns.next().unwrap_or_default();
        let outline = Outline {
            ids: next(),
            fingerprints: next(),
            kinds: next().into_iter().map(Kind).collect(),
            spans: next(),
            entries: next(),
            links: next(),
            by_id: next(),
            extra_native_bytes: next().iter().rev().fold(0, |sum, &half| sum << 32 | u64::from(half)),
            sizes: Sizes::from_columns(std::array::from_fn(|_| next())),
        };
        Self { outline, sample: ProcessSample::from_columns(next) }
    }
}
