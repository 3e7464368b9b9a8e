//! The place of each of some distinct numbers among all, found without sorting: a bit for each number that there could be.
//!
//! What lies near each other, as the ids that V8 gives, takes little memory, and each place is two look-ups.

use crate::error::OutOfMemory;
use crate::index::TryPush;

/// Numbers for which one word has bits.
const BITS: usize = u64::BITS as usize;
/// So many numbers have a word at the least: no more memory than a list of them takes.
const LEAST_PER_WORD: usize = 2;

/// Numbers, and how many less there are of each.
#[derive(Debug)]
pub struct Ranks {
    /// Bits, and how many numbers the words before have.
    words: Vec<(u64, u32)>,
    most: usize,
    added: usize,
}

impl Ranks {
    /// For so many numbers; those that are far greater than as many as there are have no ranks.
    pub fn new(count: usize) -> Self {
        Self { words: Vec::new(), most: count / LEAST_PER_WORD, added: 0 }
    }

    /// Adds a number.
    ///
    /// # Errors
    ///
    /// When there is no memory for its bit.
    #[inline]
    pub fn add(&mut self, number: u32) -> Result<(), OutOfMemory> {
        let word = number as usize / BITS;
        if word < self.most {
            while word >= self.words.len() {
                self.words.try_push((0, 0))?;
            }
            self.words[word].0 |= 1 << (number as usize % BITS);
            self.added += 1;
        }
        Ok(())
    }

    /// Says how many have a rank, after the last was added: none, if one of them was added twice.
    pub fn close(&mut self) -> usize {
        let mut count = 0;
        for (bits, before) in &mut self.words {
            *before = count;
            count += bits.count_ones();
        }
        if count as usize != self.added {
            self.words.clear();
            return 0;
        }
        self.added
    }

    /// How many are less than a number that was added; none if that has no rank.
    #[inline]
    pub fn of(&self, number: u32) -> Option<usize> {
        let (bits, before) = self.words.get(number as usize / BITS)?;
        let less = bits & ((1 << (number as usize % BITS)) - 1);
        Some((before + less.count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_in_the_sorted_list(numbers in prop::collection::btree_set(0u32..300, 20..200)) {
            let mut ranks = Ranks::new(numbers.len());
            numbers.iter().rev().for_each(|&number| ranks.add(number).unwrap());
            prop_assert_eq!(ranks.close(), numbers.len());
            for (place, &number) in numbers.iter().enumerate() {
                prop_assert_eq!(ranks.of(number), Some(place));
            }
        }
    }

    #[test]
    fn what_is_far_or_there_twice_has_no_rank() {
        let mut ranks = Ranks::new(1000);
        [31_999, 32_000].into_iter().for_each(|number| ranks.add(number).unwrap());
        assert_eq!((ranks.close(), ranks.of(31_999), ranks.of(32_000)), (1, Some(0), None));
        ranks.add(31_999).unwrap();
        assert_eq!((ranks.close(), ranks.of(31_999)), (0, None));
    }
}
