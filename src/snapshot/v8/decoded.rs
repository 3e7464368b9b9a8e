//! The numbers of a piece of a file, found before it is known that the piece stands in an array of numbers.
//!
//! Most of a file is digits, and which numbers they spell does not depend on what stands before them. So a thread can turn a
//! piece into numbers while the reader is still busy with the pieces before it ([`parallel`](crate::snapshot::parallel)).
//! When its turn comes, the reader takes the numbers if it is inside of an array of such, and the bytes themselves if not.
//! A piece may begin and end within a number: what stands before its first and after its last separator stays bytes.

use super::numbers::{NumberScanner, Stop};
use crate::index::TryPush;

/// A number is not longer than this where V8 writes it; a piece with longer ones is read as bytes.
const LONGEST: usize = 32;

/// What a piece of a file spells, if it is nothing but numbers and what separates them.
#[derive(Debug, Default)]
pub struct Decoded {
    numbers: Vec<u32>,
    /// Positions and values of those that are 2³² or more.
    large: Vec<(usize, u64)>,
    fractions: u64,
    /// Where batches end: after so many numbers, which are so many bytes from the one before.
    ends: Vec<(usize, usize)>,
    /// Where the numbers start and end in the piece, in bytes.
    start: usize,
    end: usize,
}

/// Some of the numbers, small enough for the cache.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    /// The numbers modulo 2³².
    pub numbers: &'a [u32],
    /// Positions, counted from `first` on, and values of those that are 2³² or more.
    pub large: &'a [(usize, u64)],
    /// The position of the batch's first number in the piece.
    pub first: usize,
    /// How many bytes they were.
    pub bytes: usize,
}

impl<'a> Batch<'a> {
    /// The numbers from the `start`th on.
    pub fn numbers_from(&self, start: usize) -> &'a [u32] {
        self.numbers.get(start..).unwrap_or_default()
    }

    /// Positions, counted from there on, and values of those of them that are 2³² or more.
    pub fn large_from(&self, start: usize) -> impl Iterator<Item = (usize, u64)> + use<'a> {
        let start = self.first + start;
        self.large.iter().filter_map(move |&(at, value)| Some((at.checked_sub(start)?, value)))
    }
}

impl Decoded {
    /// The numbers of a piece; none if anything else is in it, or if there is no memory for them. They are put where those of
    /// `used` are, which nobody needs any more.
    pub fn of(piece: &[u8], used: Self) -> Option<Self> {
        let is_separator = |byte: &u8| matches!(byte, b',' | b'\n');
        let start = piece.iter().take(LONGEST).position(is_separator)? + 1;
        let end = piece.len() - piece.iter().rev().take(LONGEST).position(is_separator)?;
        let mut rest = piece.get(start..end)?;
        let mut scanner = NumberScanner::new(1).ok()?;
        let mut decoded = Self { start, end, ..used };
        decoded.numbers.clear();
        decoded.large.clear();
        decoded.ends.clear();
        loop {
            let (used, stop) = scanner.scan(rest);
            rest = rest.get(used..).unwrap_or_default();
            let before = decoded.numbers.len();
            decoded.large.try_extend(scanner.large().iter().map(|&(at, value)| (before + at, value))).ok()?;
            decoded.numbers.try_append(scanner.batch()).ok()?;
            decoded.ends.try_push((decoded.numbers.len(), used)).ok()?;
            scanner.clear_batch();
            match stop {
                Stop::BatchFull => {}
                Stop::EndOfBytes => break,
                Stop::ArrayClosed | Stop::UnexpectedByte => return None,
            }
        }
        decoded.fractions = scanner.fractions();
        Some(decoded)
    }

    /// The piece in three: what comes before the numbers, the numbers, what comes after.
    pub fn split<'a>(&self, piece: &'a [u8]) -> (&'a [u8], &'a [u8], &'a [u8]) {
        let part = |range: std::ops::Range<usize>| piece.get(range).unwrap_or_default();
        (part(0..self.start), part(self.start..self.end), part(self.end..piece.len()))
    }

    /// How many of the numbers had a fraction or an exponent.
    pub fn fractions(&self) -> u64 {
        self.fractions
    }

    /// The numbers, a batch at a time.
    pub fn batches(&self) -> impl Iterator<Item = Batch<'_>> {
        let mut first = 0;
        self.ends.iter().map(move |&(end, bytes)| {
            let large = |limit: usize| self.large.partition_point(|&(at, _)| at < limit);
            let large = self.large.get(large(first)..large(end)).unwrap_or_default();
            let numbers = self.numbers.get(first..end).unwrap_or_default();
            let batch = Batch { numbers, large, first, bytes };
            first = end;
            batch
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_stands_between_the_first_and_the_last_separator() {
        let piece = b"23,4\n,5000000000,1.5,77";
        let decoded = Decoded::of(piece, Decoded::default()).unwrap();
        assert_eq!(decoded.split(piece), (&b"23,"[..], &b"4\n,5000000000,1.5,"[..], &b"77"[..]));
        let batches: Vec<_> = decoded.batches().collect();
        assert_eq!(batches.len(), 1);
        assert_eq!(batches[0].numbers, [4, 705_032_704, 1]);
        assert_eq!(batches[0].large, [(1, 5_000_000_000)]);
        assert_eq!((batches[0].bytes, decoded.fractions()), (18, 1));
    }

    #[test]
    fn anything_else_is_left_to_the_reader() {
        for piece in ["1,2],\"edges\":[3,4", "1234567890123456789012345678901234567890,1,2", "abc", "1", ",", ""] {
            assert!(
                Decoded::of(piece.as_bytes(), Decoded::default()).is_none_or(|decoded| decoded.numbers.is_empty()),
                "{piece}"
            );
        }
    }

    #[test]
    fn positions_of_large_numbers_go_on_over_batches() {
        let piece: String =
            (0..10_000u64).map(|at| if at % 999 == 0 { "4294967296,".into() } else { format!("{at},") }).collect();
        let decoded = Decoded::of(format!(",{piece}").as_bytes(), Decoded::default()).unwrap();
        let places = decoded.batches().flat_map(|batch| batch.large.iter().map(|&(at, _)| at)).collect::<Vec<_>>();
        assert_eq!(places, (0..10_000).step_by(999).collect::<Vec<_>>());
        assert!(decoded.batches().count() > 2);
        assert_eq!(decoded.batches().map(|batch| batch.bytes).sum::<usize>(), piece.len());
        let within = |batch: Batch<'_>| {
            batch.large.iter().all(|&(at, _)| (batch.first..batch.first + batch.numbers.len()).contains(&at))
        };
        assert!(decoded.batches().all(within));
    }
}
