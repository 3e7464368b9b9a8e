//! Any number of snapshots → how many objects of each class there are in each, and how large they are.
//!
//! Nothing is matched by id, so the snapshots may be of different processes. As in a comparison of two, the earlier ones
//! sort their plain objects into the interfaces of the latest, and hand out sums per class.

use std::collections::HashMap;

use crate::classes::{Aggregates, Classes, Interfaces, NamedInterfaces};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{TryPush, try_make_room};
use crate::pace::{Pace, at_once};
use crate::snapshot::Snapshot;
use crate::text::JsString;
use crate::transfer::{Transfer, Unpack};

/// Counts and sizes of the classes of one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassSums {
    /// Public class keys.
    pub keys: Vec<JsString>,
    /// Class names.
    pub names: Vec<JsString>,
    /// Objects.
    pub counts: Vec<u32>,
    /// Their shallow sizes together.
    pub sizes: Vec<u64>,
}

impl ClassSums {
    /// The sums of the latest heap.
    ///
    /// # Errors
    ///
    /// When memory for the sums is not to be had.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        Self::new(&heap.snapshot, &heap.classes, &heap.aggregates)
    }

    /// The sums of an earlier heap, by the interfaces of the latest.
    ///
    /// # Errors
    ///
    /// When memory for the classes or the sums is not to be had.
    pub fn by(interfaces: &Interfaces, heap: &mut Heap) -> Result<Self, OutOfMemory> {
        let interfaces = heap.named(interfaces.clone())?;
        at_once(Self::in_steps(heap, &interfaces, &Pace::unbroken()))
    }

    /// The same in steps.
    ///
    /// # Errors
    ///
    /// As [`Self::by`].
    pub async fn in_steps(heap: &Heap, interfaces: &NamedInterfaces, pace: &Pace) -> Result<Self, OutOfMemory> {
        let classes = heap.classes_by(interfaces, pace).await?;
        let aggregates = Aggregates::of_subset(&heap.snapshot, &classes, &|_| true, pace).await?;
        Self::new(&heap.snapshot, &classes, &aggregates)
    }

    fn new(snapshot: &Snapshot, classes: &Classes, aggregates: &Aggregates) -> Result<Self, OutOfMemory> {
        let mut sums = Self::default();
        for &class in &aggregates.rows {
            let aggregate = aggregates.of_class[class];
            sums.keys.try_push(classes.key(snapshot, class))?;
            sums.names.try_push(classes.name(snapshot, class).into())?;
            sums.counts.try_push(aggregate.count)?;
            sums.sizes.try_push(aggregate.shallow_size)?;
        }
        Ok(sums)
    }
}

impl From<ClassSums> for Transfer {
    fn from(sums: ClassSums) -> Self {
        let mut transfer = Self::default();
        transfer.push_texts(sums.keys.iter());
        transfer.push_texts(sums.names.iter());
        transfer.numbers.push(sums.counts);
        transfer.numbers.push(sums.sizes.iter().map(|&size| size as u32).collect());
        transfer.numbers.push(sums.sizes.iter().map(|&size| (size >> 32) as u32).collect());
        transfer
    }
}

impl From<Transfer> for ClassSums {
    fn from(transfer: Transfer) -> Self {
        let mut unpack = Unpack::new(transfer);
        let (keys, names, counts) = (unpack.texts(), unpack.texts(), unpack.numbers());
        let (low, high) = (unpack.numbers(), unpack.numbers());
        let sizes = low.into_iter().zip(high).map(|(low, high)| u64::from(high) << 32 | u64::from(low));
        Self { keys, names, counts, sizes: sizes.collect() }
    }
}

/// A class in every snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Public class key.
    pub key: JsString,
    /// The name in the latest snapshot that has the class.
    pub name: JsString,
    /// Objects per snapshot, the oldest first.
    pub counts: Vec<u64>,
    /// Their shallow size per snapshot.
    pub sizes: Vec<u64>,
    /// Position of the class among the rows of the latest snapshot; absent if it has none.
    pub in_latest: Option<usize>,
}

impl Course {
    /// Objects in the latest snapshot less those in the first.
    pub fn count_delta(&self) -> i64 {
        delta(&self.counts)
    }

    /// Shallow size in the latest snapshot less that in the first.
    pub fn size_delta(&self) -> i64 {
        delta(&self.sizes)
    }

    /// In how many steps from a snapshot to the next the size grew.
    pub fn grown_steps(&self) -> usize {
        self.sizes.iter().zip(self.sizes.iter().skip(1)).filter(|(before, after)| after > before).count()
    }

    /// Whether the size grew in every one of several steps.
    pub fn grew_in_every_step(&self) -> bool {
        self.sizes.len() > 2 && self.grown_steps() + 1 == self.sizes.len()
    }
}

fn delta(values: &[u64]) -> i64 {
    let value = |value: Option<&u64>| value.map_or(0, |&value| value as i64);
    value(values.last()) - value(values.first())
}

/// All classes of a series of snapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Number of snapshots.
    pub snapshots: usize,
    /// A row per class, in the order of first appearance.
    pub rows: Vec<Course>,
}

impl Timeline {
    /// Puts the sums of a series side by side, the oldest first.
    ///
    /// # Errors
    ///
    /// When memory for the rows is not to be had.
    pub fn new(series: &[ClassSums]) -> Result<Self, OutOfMemory> {
        let mut timeline = Self { snapshots: series.len(), rows: Vec::new() };
        let mut of_key: HashMap<&JsString, usize> = HashMap::new();
        for (snapshot, sums) in series.iter().enumerate() {
            let values = sums.names.iter().zip(sums.counts.iter().zip(&sums.sizes));
            for (place, (key, (name, (&count, &size)))) in sums.keys.iter().zip(values).enumerate() {
                try_make_room(&mut of_key)?;
                let position = *of_key.entry(key).or_insert(timeline.rows.len());
                if position == timeline.rows.len() {
                    let (counts, sizes) = (vec![0; series.len()], vec![0; series.len()]);
                    let name = JsString::default();
                    timeline.rows.try_push(Course { key: key.clone(), name, counts, sizes, in_latest: None })?;
                }
                let Some(row) = timeline.rows.get_mut(position) else { continue };
                row.name.clone_from(name);
                row.in_latest = (snapshot + 1 == series.len()).then_some(place);
                for (column, value) in [(&mut row.counts, u64::from(count)), (&mut row.sizes, size)] {
                    column.iter_mut().skip(snapshot).take(1).for_each(|place| *place = value);
                }
            }
        }
        Ok(timeline)
    }
}
