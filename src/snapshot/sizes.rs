//! A column of sizes in bytes: four bytes a row, and a table for the few of 4 GiB and more (array buffers, wasm memories).

use crate::blocks::in_blocks;
use crate::error::OutOfMemory;
use crate::index::{Column, Position, TryPush};
use crate::sort::try_by_keys;

/// Stands in the column for what is in the table.
const LARGE: u32 = u32::MAX;

/// Sizes in bytes, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizes<I> {
    column: Column<I, u32>,
    large: LargeSizes,
}

/// Positions and sizes, by ascending position: those that the column has no room for. A reader bounds how many these are
/// (see `v8/node_sink.rs`), so that one may be put between the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct LargeSizes(Vec<(u32, u64)>);

impl LargeSizes {
    #[cold]
    fn of(&self, position: u32) -> u64 {
        let found = self.0.binary_search_by_key(&position, |&(at, _)| at).ok();
        found.and_then(|found| self.0.get(found)).map_or(LARGE.into(), |&(_, size)| size)
    }

    /// Replaces the size at a position; none takes it out.
    #[cold]
    fn set(&mut self, position: u32, size: Option<u64>) {
        let start = self.0.partition_point(|&(at, _)| at < position);
        let end = start + usize::from(self.0.get(start).is_some_and(|&(at, _)| at == position));
        self.0.splice(start..end, size.map(|size| (position, size)));
    }
}

/// Readers let large sizes add up to no more than this, whatever a file says: they stay few, and all sums of sizes exact.
pub const MOST_BYTES: u64 = 1 << 46;

impl<I> Default for Sizes<I> {
    fn default() -> Self {
        Self { column: Column::default(), large: LargeSizes::default() }
    }
}

impl<I: Position> Sizes<I> {
    /// So many sizes of 0.
    ///
    /// # Errors
    ///
    /// When there is no memory for them.
    pub fn zeros(length: usize) -> Result<Self, OutOfMemory> {
        Ok(Self { column: Column::filled(length, 0)?, large: LargeSizes::default() })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.column.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.column.is_empty()
    }

    /// The size at a position of this column.
    #[inline]
    pub fn of(&self, position: I) -> u64 {
        self.whole(position, self.column[position])
    }

    /// The size at a position that may come from outside.
    pub fn get(&self, position: I) -> Option<u64> {
        self.column.get(position).map(|&size| self.whole(position, size))
    }

    /// Whether the size is 0.
    #[inline]
    pub fn is_zero(&self, position: I) -> bool {
        self.column[position] == 0
    }

    /// Whether the size is so many bytes or more.
    #[inline]
    pub fn is_at_least(&self, position: I, bytes: u64) -> bool {
        let size = self.column[position];
        u64::from(size) >= bytes || size == LARGE && self.large.of(position.index() as u32) >= bytes
    }

    /// All sizes with their positions, in order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (I, u64)> {
        self.column.iter().map(|(position, &size)| (position, self.whole(position, size)))
    }

    /// All sizes together.
    pub fn total(&self) -> u64 {
        let mut sum: u64 = 0;
        in_blocks(self.len(), |rows| {
            sum = rows.map(I::at).fold(sum, |sum, row| sum.saturating_add(self.of(row)));
        });
        sum
    }

    /// Replaces a size.
    #[inline]
    pub fn set(&mut self, position: I, size: u64) {
        let small = size.min(LARGE.into()) as u32;
        let before = std::mem::replace(&mut self.column[position], small);
        if before == LARGE || small == LARGE {
            self.large.set(position.index() as u32, (small == LARGE).then_some(size));
        }
    }

    /// Replaces a size, one of very many in no order: nothing may be asked for before [`Self::settle`].
    ///
    /// # Errors
    ///
    /// When there is no memory for a large one.
    #[inline]
    pub fn set_unsettled(&mut self, position: I, size: u64) -> Result<(), OutOfMemory> {
        let small = size.min(LARGE.into()) as u32;
        self.column[position] = small;
        if small == LARGE { self.large.0.try_push((position.index() as u32, size)) } else { Ok(()) }
    }

    /// Puts what [`Self::set_unsettled`] has replaced in order.
    ///
    /// # Errors
    ///
    /// When there is no memory to sort in.
    pub fn settle(&mut self) -> Result<(), OutOfMemory> {
        let Self { column, large: LargeSizes(large) } = self;
        // Of two of one position the later one counts.
        large.reverse();
        try_by_keys(large, |&(position, _)| (position.into(), 0))?;
        large.dedup_by_key(|&mut (position, _)| position);
        large.retain(|&(position, _)| column.get(I::at(position as usize)) == Some(&LARGE));
        Ok(())
    }

    /// A copy.
    ///
    /// # Errors
    ///
    /// When there is no memory for it.
    pub fn try_clone(&self) -> Result<Self, OutOfMemory> {
        let mut copy = Self::default();
        copy.try_reserve(self.len())?;
        copy.column.extend(self.column.as_slice().iter().copied());
        copy.large.0.try_append(&self.large.0)?;
        Ok(copy)
    }

    /// Adds a row.
    #[inline]
    pub fn push(&mut self, size: u64) {
        let position = self.column.push(0);
        self.set(position, size);
    }

    /// Adds rows that are all small; room for them should have been made.
    #[inline]
    pub(super) fn extend_small(&mut self, sizes: impl Iterator<Item = u32>) {
        self.column.extend(sizes);
    }

    /// Makes room for `additional` rows, exactly.
    ///
    /// # Errors
    ///
    /// When there is no memory for that.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), OutOfMemory> {
        self.column.try_reserve(additional)
    }

    /// The same for a column whose length is not known beforehand: room grows by doubling.
    ///
    /// # Errors
    ///
    /// When there is no memory for that.
    pub fn try_grow(&mut self, additional: usize) -> Result<(), OutOfMemory> {
        self.column.try_grow(additional)
    }

    #[inline]
    fn whole(&self, position: I, size: u32) -> u64 {
        if size == LARGE { self.large.of(position.index() as u32) } else { size.into() }
    }

    /// As columns of numbers: the small ones, then positions, lower and upper halves of the large ones.
    pub fn into_columns(self) -> [Vec<u32>; 4] {
        let large = |part: fn(&(u32, u64)) -> u32| self.large.0.iter().map(part).collect();
        let positions = large(|&(position, _)| position);
        let (lower, upper) = (large(|&(_, size)| size as u32), large(|&(_, size)| (size >> 32) as u32));
        [self.column.into(), positions, lower, upper]
    }

    /// From what [`Self::into_columns`] gave.
    pub fn from_columns([column, positions, lower, upper]: [Vec<u32>; 4]) -> Self {
        let sizes = lower.into_iter().zip(upper).map(|(lower, upper)| u64::from(upper) << 32 | u64::from(lower));
        Self { column: Column::from(column), large: LargeSizes(positions.into_iter().zip(sizes).collect()) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::index::NodeOrdinal;
    use proptest::prelude::*;

    fn any_changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u64)>> {
        prop::collection::vec(
            (any::<prop::sample::Index>(), prop_oneof![0u64..9, (1u64 << 32) - 3..(1 << 32) + 3]),
            0..40,
        )
    }

    proptest! {
        #[test]
        fn as_a_list_of_large_numbers(start in prop::collection::vec(any::<u64>(), 1..20), changes in any_changes(), again in any_changes()) {
            let mut expected = start.clone();
            let mut sizes = Sizes::<NodeOrdinal>::default();
            start.iter().for_each(|&size| sizes.push(size));
            for (at, size) in changes {
                let at = at.index(expected.len());
                expected[at] = size;
                sizes.set(NodeOrdinal::at(at), size);
            }
            let all: Vec<u64> = sizes.iter().map(|(_, size)| size).collect();
            prop_assert_eq!(&all, &expected);
            prop_assert_eq!(sizes.large.0.len(), expected.iter().filter(|&&size| size >= u64::from(LARGE)).count());
            prop_assert!(expected.iter().enumerate().all(|(at, &size)| sizes.is_zero(NodeOrdinal::at(at)) == (size == 0)));
            let mut unsettled = sizes.try_clone().unwrap();
            for (at, size) in again {
                let at = at.index(expected.len());
                expected[at] = size;
                unsettled.set_unsettled(NodeOrdinal::at(at), size).unwrap();
                sizes.set(NodeOrdinal::at(at), size);
            }
            unsettled.settle().unwrap();
            prop_assert_eq!(&unsettled, &sizes);
            prop_assert_eq!(Sizes::from_columns(sizes.clone().into_columns()), sizes);
        }
    }
}
