//! What a piece of a file spells, found before it is known in which section the piece stands.
//!
//! Most of a file is digits, and which numbers they spell does not depend on what stands before them. So a thread can turn a
//! piece into numbers while the reader is still busy with the pieces before it ([`parallel`](crate::snapshot::parallel)).
//! When its turn comes, the reader takes the numbers if it is inside of an array of such, and the bytes themselves if not.
//! A piece may begin and end within a number: what stands before its first and after its last separator stays bytes.
//!
//! The same with strings. V8 writes each in a line of its own, and no line ends inside of one, because JSON escapes that: so a
//! piece is taken for lines of strings. Where it is something else after all, the reader is not between two strings when
//! its turn comes, or the lines are no strings.

use memchr::{memchr, memrchr};

use super::numbers::{NumberScanner, Stop};
use super::string_array::{self, StringScanner};
use crate::index::TryPush;
use crate::snapshot::StringTable;

/// A number is not longer than this where V8 writes it; a piece with longer ones is read as bytes.
const LONGEST: usize = 32;

/// What a piece of a file spells.
#[derive(Debug)]
pub enum Decoded {
    /// Nothing but numbers and what separates them.
    Numbers(Numbers),
    /// Nothing but strings, each in a line of its own.
    Strings(Strings),
}

impl Decoded {
    /// What a piece spells; none if it is neither, or if there is no memory for it. Numbers are put where those of `used`
    /// are, which nobody needs any more.
    pub fn of(piece: &[u8], used: Numbers) -> Option<Self> {
        Numbers::of(piece, used).map(Self::Numbers).or_else(|| Strings::of(piece).map(Self::Strings))
    }

    /// The piece in three: what comes before the numbers or strings, these, and what comes after.
    pub fn split<'a>(&self, piece: &'a [u8]) -> (&'a [u8], &'a [u8], &'a [u8]) {
        let (Self::Numbers(Numbers { start, end, .. }) | Self::Strings(Strings { start, end, .. })) = *self;
        let part = |range: std::ops::Range<usize>| piece.get(range).unwrap_or_default();
        (part(0..start), part(start..end), part(end..piece.len()))
    }
}

/// The strings of a piece.
#[derive(Debug)]
pub struct Strings {
    pub table: StringTable,
    /// Where their lines start and end in the piece, in bytes.
    start: usize,
    end: usize,
}

impl Strings {
    fn of(piece: &[u8]) -> Option<Self> {
        let (start, end) = (memchr(b'\n', piece)? + 1, memrchr(b'\n', piece)? + 1);
        let (mut scanner, mut table) = (StringScanner::new(), StringTable::default());
        let (_, stop) = scanner.scan(piece.get(start..end)?, &mut table).ok()?;
        (stop == string_array::Stop::EndOfBytes && scanner.is_between()).then_some(Self { table, start, end })
    }
}

/// The numbers of a piece.
#[derive(Debug, Default)]
pub struct Numbers {
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

impl Numbers {
    /// None if anything else is in the piece.
    fn of(piece: &[u8], used: Self) -> Option<Self> {
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

    fn numbers(piece: &[u8]) -> Option<Numbers> {
        Numbers::of(piece, Numbers::default())
    }

    #[test]
    fn what_stands_between_the_first_and_the_last_separator() {
        let piece = b"23,4\n,5000000000,1.5,77";
        let decoded = Decoded::of(piece, Numbers::default()).unwrap();
        assert_eq!(decoded.split(piece), (&b"23,"[..], &b"4\n,5000000000,1.5,"[..], &b"77"[..]));
        let numbers = numbers(piece).unwrap();
        let batches: Vec<_> = numbers.batches().collect();
        assert_eq!(batches.len(), 1);
        assert_eq!(batches[0].numbers, [4, 705_032_704, 1]);
        assert_eq!(batches[0].large, [(1, 5_000_000_000)]);
        assert_eq!((batches[0].bytes, numbers.fractions()), (18, 1));
    }

    #[test]
    fn anything_else_is_left_to_the_reader() {
        for piece in ["1,2],\"edges\":[3,4", "1234567890123456789012345678901234567890,1,2", "abc", "1", ",", ""] {
            assert!(numbers(piece.as_bytes()).is_none_or(|found| found.numbers.is_empty()), "{piece}");
        }
    }

    #[test]
    fn positions_of_large_numbers_go_on_over_batches() {
        let piece: String =
            (0..10_000u64).map(|at| if at % 999 == 0 { "4294967296,".into() } else { format!("{at},") }).collect();
        let decoded = numbers(format!(",{piece}").as_bytes()).unwrap();
        let places = decoded.batches().flat_map(|batch| batch.large.iter().map(|&(at, _)| at)).collect::<Vec<_>>();
        assert_eq!(places, (0..10_000).step_by(999).collect::<Vec<_>>());
        assert!(decoded.batches().count() > 2);
        assert_eq!(decoded.batches().map(|batch| batch.bytes).sum::<usize>(), piece.len());
        let within = |batch: Batch<'_>| {
            batch.large.iter().all(|&(at, _)| (batch.first..batch.first + batch.numbers.len()).contains(&at))
        };
        assert!(decoded.batches().all(within));
    }

    #[test]
    fn strings_of_whole_lines() {
        let strings = |piece: &str| match Decoded::of(piece.as_bytes(), Numbers::default()) {
            Some(Decoded::Strings(found)) => {
                Some(found.table.iter().map(|(_, text)| text.to_string()).collect::<Vec<_>>())
            }
            _ => None,
        };
        let found = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect());
        assert_eq!(strings("cut\",\n\"a\",\n\"\",\n\"\\u00e9\",\n\"cut"), found(&["a", "", "é"]));
        assert_eq!(strings("cut\",\n\"a\", \"b\"\n,\"cut"), found(&["a", "b"]));
        // Lines that end inside of a string, something else, the end of the array, and no line at all.
        for piece in ["\n\"a\",\n\"b\n", "\n\"a\",7,\n", "\n\"a\"]\n", "\"a\",\"b\""] {
            assert_eq!(strings(piece), None, "{piece}");
        }
    }
}
