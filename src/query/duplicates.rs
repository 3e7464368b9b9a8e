//! Which texts a heap has, how often, and what would be saved if each were there once.

use super::filters::DuplicatedStrings;
use super::redacted::Redactor;
use crate::classes::names::node_name;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, TryPush};
use crate::pace::{Pace, at_once};
use crate::sort;
use crate::text::JsString;

/// The strings of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringRow {
    /// The first of them, in file order.
    pub first: NodeOrdinal,
    /// The text, as far as rows show it.
    pub text: JsString,
    /// How many there are.
    pub count: u64,
    /// Their bytes.
    pub shallow_size: u64,
    /// The bytes of all but the largest; of texts that V8 may have cut, of all but one of each size, because the rest of
    /// the text may differ.
    pub could_be_saved: u64,
}

impl StringRow {
    /// The texts that are there more than once, those with the most to save first.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn duplicated(heap: &Heap) -> Result<Vec<Self>, OutOfMemory> {
        let mut rows = Vec::new();
        Self::each_duplicated(heap, &|_| true, |row| rows.try_push(row))?;
        sort::by_keys(&mut rows, |row| (!row.could_be_saved, u64::from(row.first.0)));
        Ok(rows)
    }

    /// All texts, those with the most bytes first.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn all(heap: &Heap) -> Result<Vec<Self>, OutOfMemory> {
        let mut rows = Vec::new();
        let strings = at_once(DuplicatedStrings::at_least(heap, 1, &Pace::unbroken()))?;
        Self::each(heap, &strings, &|_| true, |row| rows.try_push(row))?;
        sort::by_keys(&mut rows, |row| (!row.shallow_size, u64::from(row.first.0)));
        Ok(rows)
    }

    /// Calls `row` with each text that is there more than once in strings that are meant, in no order that means anything.
    ///
    /// # Errors
    ///
    /// If there is not enough memory, and what `row` gives.
    pub fn each_duplicated(
        heap: &Heap,
        is_meant: &dyn Fn(NodeOrdinal) -> bool,
        mut row: impl FnMut(Self) -> Result<(), OutOfMemory>,
    ) -> Result<(), OutOfMemory> {
        let strings = at_once(DuplicatedStrings::find(heap, &Pace::unbroken()))?;
        Self::each(heap, &strings, is_meant, |found| if found.count > 1 { row(found) } else { Ok(()) })
    }

    /// Whether V8 may have cut the text, so that the rest of the strings may differ.
    pub fn may_be_cut(&self) -> bool {
        self.text.as_js_str().utf16_len() >= V8S_LIMIT
    }

    fn each(
        heap: &Heap,
        strings: &DuplicatedStrings,
        is_meant: &dyn Fn(NodeOrdinal) -> bool,
        mut row: impl FnMut(Self) -> Result<(), OutOfMemory>,
    ) -> Result<(), OutOfMemory> {
        for nodes in strings.groups() {
            let mut nodes = nodes.iter().copied().filter(|&node| is_meant(node)).peekable();
            let Some(&first) = nodes.peek() else { continue };
            let text = node_name(&heap.snapshot, &heap.well_known, first);
            let mut sizes = Vec::new();
            sizes.try_extend(nodes.map(|node| heap.snapshot.nodes.self_size.of(node)))?;
            row(Self {
                first,
                count: sizes.len() as u64,
                shallow_size: sizes.iter().sum(),
                could_be_saved: could_be_saved(&mut sizes, text.as_js_str().utf16_len() >= V8S_LIMIT)?,
                text,
            })?;
        }
        Ok(())
    }

    /// The same without data.
    #[must_use]
    pub fn redacted(self, redactor: &Redactor<'_>) -> Self {
        Self { text: redactor.node(self.first), ..self }
    }
}

/// V8 writes no more than so many UTF-16 units of a string.
const V8S_LIMIT: usize = 1024;

/// The sum of all sizes but the largest, or but one of each.
fn could_be_saved(sizes: &mut [u64], one_of_each: bool) -> Result<u64, OutOfMemory> {
    sort::numbers(sizes)?;
    let needed: u64 = if one_of_each {
        sizes.chunk_by(|a, b| a == b).filter_map(|alike| alike.first()).sum()
    } else {
        sizes.last().copied().unwrap_or(0)
    };
    Ok(sizes.iter().sum::<u64>() - needed)
}

#[cfg(test)]
mod tests {
    use super::could_be_saved;

    #[test]
    fn texts_of_which_the_end_is_unknown_are_equal_only_if_their_sizes_are() {
        assert_eq!(could_be_saved(&mut [30, 10, 30, 20], false), Ok(60));
        assert_eq!(could_be_saved(&mut [30, 10, 30, 20], true), Ok(30));
    }
}
