//! The kinds of index and the columns they open.
//!
//! Everything in the engine is a table of columns, so everything is named by a position. Each kind of position has a
//! type of its own, and a [`Column`] can be opened only with the kind it was made for: an edge can never be looked up
//! where a node was meant. Positions are 32-bit, as in the file format.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use crate::blocks::STEPS;
use crate::error::OutOfMemory;

/// A position in some table; implemented by the newtypes of this module only.
pub trait Position: Copy + Eq + Ord {
    /// The position as a slice index.
    fn index(self) -> usize;
    /// The position with this slice index; the caller guarantees that it fits in 32 bits.
    fn at(index: usize) -> Self;
}

macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub u32);

        impl Position for $name {
            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
            #[inline]
            fn at(index: usize) -> Self {
                Self(index as u32)
            }
        }
    };
}

position!(
    /// Position of a node in its file, 0-based. Not the *id*, which is stable in a process, and not the file's *node
    /// index*, which is the ordinal times the number of node fields.
    NodeOrdinal
);
position!(
    /// Position of an edge in its file, 0-based; edges are stored grouped by the node they start from.
    EdgeIndex
);
position!(
    /// Position of a string in the snapshot's string table; strings made by the engine follow the file's.
    StringIndex
);
position!(
    /// Position in columns that are handed between workers: of the nodes there, in the order that these columns have.
    RowIndex
);
position!(
    /// Position of a class in a snapshot's class table.
    ClassId
);
position!(
    /// Position of a function in a snapshot's table of those that were on the stack when something was allocated.
    FunctionIndex
);
position!(
    /// Position of a stack in a snapshot's tree of those on which something was allocated.
    TraceIndex
);
position!(
    /// Position of a source location (script, line, column) in a snapshot's table of distinct locations.
    LocationId
);

/// A column of a table: one `T` per position of kind `I`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column<I, T> {
    values: Vec<T>,
    kind: PhantomData<I>,
}

impl<I, T> Default for Column<I, T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<I, T> From<Vec<T>> for Column<I, T> {
    fn from(values: Vec<T>) -> Self {
        Self { values, kind: PhantomData }
    }
}

impl<I, T> From<Column<I, T>> for Vec<T> {
    fn from(column: Column<I, T>) -> Self {
        column.values
    }
}

impl<I: Position, T: Copy> Column<I, T> {
    /// A column of `length` equal values, or an error if memory does not suffice.
    pub fn filled(length: usize, value: T) -> Result<Self, OutOfMemory> {
        Ok(Self::from(try_filled(length, value)?))
    }
}

impl<I: Position, T> Column<I, T> {
    /// Number of rows.
    #[inline]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no row.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value at a position that may come from outside.
    #[inline]
    pub fn get(&self, position: I) -> Option<&T> {
        self.values.get(position.index())
    }

    /// All values, in order.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.values
    }

    /// All values, in order, to be changed.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.values
    }

    /// Adds a row and returns its position.
    #[inline]
    pub fn push(&mut self, value: T) -> I {
        let position = I::at(self.values.len());
        self.values.push(value);
        position
    }

    /// Adds a row that no room was made for.
    ///
    /// # Errors
    ///
    /// When there is no memory for it.
    #[inline]
    pub fn try_push(&mut self, value: T) -> Result<I, OutOfMemory> {
        self.values.try_push(value)?;
        Ok(I::at(self.values.len() - 1))
    }

    /// Adds rows; room for them should have been made.
    #[inline]
    pub fn extend(&mut self, values: impl Iterator<Item = T>) {
        self.values.extend(values);
    }

    /// Makes room for `additional` rows, exactly, or says that memory does not suffice.
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), OutOfMemory> {
        self.values.try_reserve_exact(additional).map_err(|_| OutOfMemory::of::<T>(additional))
    }

    /// The same for a column whose length is not known beforehand: room grows by doubling.
    ///
    /// # Errors
    ///
    /// When there is no memory for that.
    pub fn try_grow(&mut self, additional: usize) -> Result<(), OutOfMemory> {
        self.values.try_reserve(additional).map_err(|_| OutOfMemory::of::<T>(additional))
    }

    /// All positions, in order.
    pub fn positions(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.values.len()).map(I::at)
    }

    /// All rows with their positions, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> {
        self.values.iter().enumerate().map(|(index, value)| (I::at(index), value))
    }
}

impl<I: Position, T> Index<I> for Column<I, T> {
    type Output = T;
    #[inline]
    fn index(&self, position: I) -> &T {
        &self.values[position.index()]
    }
}

impl<I: Position, T> IndexMut<I> for Column<I, T> {
    #[inline]
    fn index_mut(&mut self, position: I) -> &mut T {
        &mut self.values[position.index()]
    }
}

/// A vector of `length` equal values, or an error if memory does not suffice.
pub fn try_filled<T: Copy>(length: usize, value: T) -> Result<Vec<T>, OutOfMemory> {
    let mut values = try_with_capacity(length)?;
    fill(&mut values, length, value);
    Ok(values)
}

/// Adds equal values until there are `length`; room for them should have been made.
pub fn fill<T: Copy>(values: &mut Vec<T>, length: usize, value: T) {
    let first = length.min(STEPS);
    if values.len() < first {
        values.resize(first, value);
    }
    // The rest as copies: a loop over a whole column is slow where it runs only once (see `blocks.rs`), copying is not.
    while values.len() < length {
        values.extend_from_within(..STEPS.min(length - values.len()));
    }
}

/// A copy of values.
///
/// # Errors
///
/// If there is not enough memory.
pub fn try_copied<T: Copy>(values: &[T]) -> Result<Vec<T>, OutOfMemory> {
    let mut copy = Vec::new();
    copy.try_append(values)?;
    Ok(copy)
}

/// Growing a vector by as much as an input decides: memory that does not suffice is an answer and no abort.
pub trait TryPush<T> {
    /// Adds a value.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    fn try_push(&mut self, value: T) -> Result<(), OutOfMemory>;

    /// Adds values, as many as the iterator says it has at least in one allocation.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    fn try_extend(&mut self, values: impl Iterator<Item = T>) -> Result<(), OutOfMemory>;

    /// Adds copies of values, all at once.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    fn try_append(&mut self, values: &[T]) -> Result<(), OutOfMemory>
    where
        T: Copy;
}

impl<T> TryPush<T> for Vec<T> {
    #[inline]
    fn try_push(&mut self, value: T) -> Result<(), OutOfMemory> {
        if self.len() == self.capacity() {
            grow(self, 1)?;
        }
        self.push(value);
        Ok(())
    }

    fn try_extend(&mut self, values: impl Iterator<Item = T>) -> Result<(), OutOfMemory> {
        let least = values.size_hint().0;
        grow(self, least)?;
        for value in values {
            self.try_push(value)?;
        }
        Ok(())
    }

    fn try_append(&mut self, values: &[T]) -> Result<(), OutOfMemory>
    where
        T: Copy,
    {
        grow(self, values.len())?;
        self.extend_from_slice(values);
        Ok(())
    }
}

/// Rarely called, so one call and not a copy wherever something is added.
#[cold]
#[inline(never)]
fn grow<T>(values: &mut Vec<T>, more: usize) -> Result<(), OutOfMemory> {
    values.try_reserve(more).map_err(|_| OutOfMemory::of::<T>(more))
}

/// What an iterator gives, or an error if memory does not suffice.
pub fn try_collected<T>(values: impl Iterator<Item = T>) -> Result<Vec<T>, OutOfMemory> {
    let mut collected = Vec::new();
    collected.try_extend(values)?;
    Ok(collected)
}

/// Makes room for one more entry of a table that an input makes long.
#[inline]
pub fn try_make_room<K: Eq + Hash, V, S: BuildHasher>(table: &mut HashMap<K, V, S>) -> Result<(), OutOfMemory> {
    if table.len() < table.capacity() { Ok(()) } else { grow_table(table) }
}

/// The same, as rarely.
#[cold]
#[inline(never)]
fn grow_table<K: Eq + Hash, V, S: BuildHasher>(table: &mut HashMap<K, V, S>) -> Result<(), OutOfMemory> {
    table.try_reserve(1).map_err(|_| OutOfMemory::of::<(K, V)>(table.len() + 1))
}

/// An empty vector with room for `capacity` values, or an error if memory does not suffice.
pub fn try_with_capacity<T>(capacity: usize) -> Result<Vec<T>, OutOfMemory> {
    let mut values = Vec::new();
    values.try_reserve_exact(capacity).map_err(|_| OutOfMemory::of::<T>(capacity))?;
    Ok(values)
}
