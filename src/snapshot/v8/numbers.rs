//! Arrays of numbers: bytes → batches of `u32`.
//!
//! This is where most of a file goes through, so it does one thing: decimal digits to numbers, whatever the size of the
//! chunks. A batch is a whole number of records, so that whoever consumes it never sees a record torn apart.
//!
//! As in DevTools, a minus sign counts for nothing and values are kept modulo 2³² (docs/semantics.md §1); those of 2³² and
//! more are noted beside the batch, for columns that need all of them. Longer numbers than JavaScript has exactly are
//! rounded as it does, digit by digit: a writer's element index of 2⁶⁴ − 1 (Julia wrote such) is no reason to refuse a file.
//! Other than in DevTools, of a fraction the whole part is taken, and what is neither a number nor a separator is an error.

use crate::error::OutOfMemory;
use crate::index::try_filled;

/// Numbers held before they are handed on; enough to amortise the call, small enough for the first-level cache. A power of
/// two, so that an index can be kept inside by masking.
const BATCH: usize = 4096;

/// Bytes looked at together, and bytes before them that a number may have started in.
const BLOCK: usize = 64;
const BEFORE: usize = 16;

/// Numbers of up to so many digits are exact in JavaScript.
const MOST_DIGITS: usize = 15;
const TWO_TO_32: f64 = 4_294_967_296.0;

/// Why a scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The bytes are used up.
    EndOfBytes,
    /// The batch is full: consume it, then scan on.
    BatchFull,
    /// The closing bracket was read.
    ArrayClosed,
    /// The byte at the stop cannot stand in an array of numbers.
    UnexpectedByte,
}

/// Reads one array of numbers; made when its opening bracket has been read.
#[derive(Debug)]
pub struct NumberScanner {
    batch: Box<[u32; BATCH]>,
    filled: usize,
    stride: usize,
    /// The number that the bytes ended in, and its digits so far (0: they ended between numbers).
    value: u64,
    digits: usize,
    /// The number as JavaScript has it, once it has more than [`MOST_DIGITS`].
    rounded: f64,
    /// What followed its point, or its `e`.
    tail: Option<Tail>,
    /// Numbers of the batch that are 2³² or more: positions and values.
    large: Vec<(usize, u64)>,
    fractions: u64,
}

/// The part of a number after its whole digits: the power of ten that it says, and whether its exponent has begun.
#[derive(Clone, Copy, Debug, Default)]
struct Tail {
    fraction_digits: i32,
    exponent: i32,
    in_exponent: bool,
    is_negative: bool,
}

impl Tail {
    /// Takes a byte; gives a digit of the fraction back. None if the byte does not belong to the number.
    fn push(&mut self, byte: u8) -> Option<Option<u8>> {
        match byte {
            b'0'..=b'9' if self.in_exponent => {
                self.exponent = self.exponent.saturating_mul(10).saturating_add(i32::from(byte - b'0')).min(9999);
            }
            b'0'..=b'9' => {
                self.fraction_digits = self.fraction_digits.saturating_add(1);
                return Some(Some(byte - b'0'));
            }
            b'e' | b'E' if !self.in_exponent => self.in_exponent = true,
            b'-' if self.in_exponent && self.exponent == 0 => self.is_negative = true,
            b'+' if self.in_exponent && self.exponent == 0 => {}
            _ => return None,
        }
        Some(None)
    }

    /// The number that all digits together stand for.
    fn apply(self, digits: f64) -> f64 {
        let exponent = if self.is_negative { -self.exponent } else { self.exponent };
        let value = digits * 10f64.powi(exponent.saturating_sub(self.fraction_digits));
        if value.is_finite() { value } else { 0.0 }
    }
}

impl NumberScanner {
    /// A scanner whose batches hold whole records of `stride` numbers.
    ///
    /// # Errors
    ///
    /// When there is no memory for a batch.
    pub fn new(stride: usize) -> Result<Self, OutOfMemory> {
        let batch = try_filled(BATCH, 0)?.into_boxed_slice();
        Ok(Self {
            batch: batch.try_into().map_err(|_| OutOfMemory::of::<u32>(BATCH))?,
            filled: 0,
            stride: stride.max(1),
            value: 0,
            digits: 0,
            rounded: 0.0,
            tail: None,
            large: Vec::new(),
            fractions: 0,
        })
    }

    /// Positions in the batch, and values, of the numbers that are 2³² or more; not of those left over, which come again.
    pub fn large(&self) -> &[(usize, u64)] {
        let whole = self.filled - self.left_over();
        self.large.get(..self.large.partition_point(|&(at, _)| at < whole)).unwrap_or_default()
    }

    /// How many numbers had a fraction or an exponent.
    pub fn fractions(&self) -> u64 {
        self.fractions
    }

    /// The whole records read and not yet cleared.
    pub fn batch(&self) -> &[u32] {
        self.batch.get(..self.filled - self.left_over()).unwrap_or_default()
    }

    /// Numbers after the last whole record.
    pub fn left_over(&self) -> usize {
        self.filled % self.stride
    }

    /// Makes room for the next batch; it starts with what was left over.
    pub fn clear_batch(&mut self) {
        let left_over = self.left_over();
        let cleared = self.filled - left_over;
        self.batch.copy_within(cleared..self.filled, 0);
        self.filled = left_over;
        self.large.retain(|&(at, _)| at >= cleared);
        self.large.iter_mut().for_each(|(at, _)| *at -= cleared);
    }

    /// Takes as many numbers as there is room for, of which `large` are the positions and values of those that are 2³² or
    /// more; returns how many these were.
    pub fn load(&mut self, numbers: &[u32], large: impl Iterator<Item = (usize, u64)>) -> usize {
        let room = self.batch.get_mut(self.filled..).unwrap_or_default();
        let count = numbers.len().min(room.len());
        for (place, number) in room.iter_mut().zip(numbers) {
            *place = *number;
        }
        self.large.extend(large.filter(|&(at, _)| at < count).map(|(at, value)| (self.filled + at, value)));
        self.filled += count;
        count
    }

    /// Reads on; returns how many bytes were used and why it stopped.
    pub fn scan(&mut self, bytes: &[u8]) -> (usize, Stop) {
        let mut at = 0;
        loop {
            if self.digits == 0 {
                at = self.scan_blocks(bytes, at);
            }
            match self.scan_byte(bytes.get(at)) {
                Ok(used) => at += usize::from(used),
                Err(stop) => return (at + usize::from(stop == Stop::ArrayClosed), stop),
            }
        }
    }

    /// The quick way, from `at` between two numbers: where numbers end is found for a block of bytes at once, then each is
    /// read by itself, so that none has to wait for the one before. Returns where it stopped, between two numbers
    /// again: before the last few bytes, before what is not a number or a usual separator, or when the batch is nearly full.
    fn scan_blocks(&mut self, bytes: &[u8], at: usize) -> usize {
        let (mut start, mut block_start) = (at, at);
        if at < BEFORE {
            return at;
        }
        while let Some(window) = bytes.get(block_start - BEFORE..).and_then(<[u8]>::first_chunk::<{ BEFORE + BLOCK }>) {
            if self.filled + BLOCK > BATCH {
                return start;
            }
            let mut ends = non_digits(window);
            while ends != 0 {
                let offset = ends.trailing_zeros() as usize % BLOCK;
                let end = block_start + offset;
                let digits = end - start;
                if digits > MOST_DIGITS || !matches!(window[offset + BEFORE], b',' | b'\n') {
                    return start;
                }
                self.batch[self.filled % BATCH] = match digits {
                    1 => u32::from(window[offset + BEFORE - 1] & 0xf), // As types and most counts of edges have.
                    0..=8 => last_digits(word_before(window, offset), digits),
                    _ => {
                        let high = last_digits(word_before(window, offset.wrapping_sub(8)), digits - 8);
                        let value =
                            u64::from(high) * 100_000_000 + u64::from(last_digits(word_before(window, offset), 8));
                        if value > u64::from(u32::MAX) {
                            self.note_large(value);
                        }
                        value as u32
                    }
                };
                // Of two separators in a row, the second ends no number.
                self.filled += usize::from(digits > 0);
                start = end + 1;
                ends &= ends - 1;
            }
            block_start += BLOCK;
        }
        start
    }

    /// The general way: one byte, or the end of the number before it. Returns whether the byte was used.
    fn scan_byte(&mut self, byte: Option<&u8>) -> Result<bool, Stop> {
        if self.filled + BLOCK > BATCH && self.digits == 0 {
            return Err(Stop::BatchFull);
        }
        let &byte = byte.ok_or(Stop::EndOfBytes)?;
        if self.digits > 0 && (self.tail.is_some() || matches!(byte, b'.' | b'e' | b'E')) && self.extend_tail(byte) {
            return Ok(true);
        }
        if byte.is_ascii_digit() {
            let digit = byte - b'0';
            if self.digits < MOST_DIGITS {
                self.value = self.value * 10 + u64::from(digit);
                self.rounded = self.value as f64;
            } else {
                self.rounded = self.rounded * 10.0 + f64::from(digit);
            }
            self.digits += 1;
            return Ok(true);
        }
        if self.digits > 0 {
            if let Some(tail) = self.tail.take() {
                self.fractions += 1;
                self.rounded = tail.apply(self.rounded).trunc();
                self.value = self.rounded as u64;
            }
            let is_exact = self.digits <= MOST_DIGITS;
            let value = if is_exact { self.value } else { self.rounded as u64 };
            if value > u64::from(u32::MAX) {
                self.note_large(value);
            }
            self.batch[self.filled % BATCH] = if is_exact { value as u32 } else { (self.rounded % TWO_TO_32) as u32 };
            self.filled += 1;
            (self.value, self.digits) = (0, 0);
            return Ok(false);
        }
        match byte {
            b',' | b'\n' | b' ' | b'\r' | b'\t' | b'-' => Ok(true),
            b']' => Err(Stop::ArrayClosed),
            _ => Err(Stop::UnexpectedByte),
        }
    }
}

impl NumberScanner {
    #[cold]
    fn note_large(&mut self, value: u64) {
        self.large.push((self.filled, value));
    }

    /// Takes a byte after the whole digits of a number; whether it belongs to the number.
    #[cold]
    fn extend_tail(&mut self, byte: u8) -> bool {
        let tail = self.tail.get_or_insert_default();
        if byte == b'.' && tail.fraction_digits == 0 && !tail.in_exponent {
            return true;
        }
        let Some(digit) = tail.push(byte) else { return false };
        if let Some(digit) = digit {
            self.rounded = self.rounded * 10.0 + f64::from(digit);
        }
        true
    }
}

const EACH: u64 = 0x0101_0101_0101_0101;

/// Which of the block's bytes (those of the window after the first [`BEFORE`]) are no digits, a bit each.
#[inline]
fn non_digits(window: &[u8; BEFORE + BLOCK]) -> u64 {
    let (words, _) = window.as_chunks::<8>();
    let mut bits = 0;
    for word in words.iter().skip(BEFORE / 8).rev() {
        let digits_or_more = u64::from_le_bytes(*word) ^ (EACH * 0x30);
        // The highest bit of each byte says whether it is more than 9; the product gathers the eight at the top.
        let no_digit = (((digits_or_more & (EACH * 0x7f)) + EACH * 0x76) | digits_or_more) >> 7 & EACH;
        bits = bits << 8 | no_digit.wrapping_mul(0x0102_0408_1020_4080) >> 56;
    }
    bits
}

/// The eight bytes of the window that end before a position of the block.
#[inline]
fn word_before(window: &[u8; BEFORE + BLOCK], offset: usize) -> u64 {
    let bytes = window.get(offset.wrapping_add(BEFORE - 8)..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The number that the last `count` of eight bytes, all digits, spell.
///
/// The bytes before count as leading zeros; then pairs, fours and the eight are added up.
#[inline]
fn last_digits(word: u64, count: usize) -> u32 {
    let before = (64 - 8 * count as u32) % 64;
    let digits = ((word ^ (EACH * 0x30)) >> before) << before;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let fours = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let rest = (pairs >> 16 & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    (fours.wrapping_add(rest) >> 32) as u32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// All numbers of an array, fed in pieces of `step` bytes, and the last stop.
    fn read(text: &[u8], stride: usize, step: usize) -> (Vec<u32>, Stop) {
        let mut scanner = NumberScanner::new(stride).unwrap();
        let mut numbers = Vec::new();
        let mut last = Stop::EndOfBytes;
        'chunks: for mut chunk in text.chunks(step) {
            while !chunk.is_empty() {
                let (used, stop) = scanner.scan(chunk);
                chunk = &chunk[used..];
                last = stop;
                match stop {
                    Stop::EndOfBytes => {}
                    Stop::BatchFull => {
                        assert_eq!(scanner.batch().len() % stride, 0);
                        numbers.extend_from_slice(scanner.batch());
                        scanner.clear_batch();
                    }
                    _ => break 'chunks,
                }
            }
        }
        numbers.extend_from_slice(scanner.batch.get(..scanner.filled).unwrap_or_default());
        (numbers, last)
    }

    proptest! {
        #[test]
        fn any_numbers_any_chunks(numbers in prop::collection::vec(any::<u32>(), 0..9000), stride in 1usize..8, step in 1usize..64) {
            let text = format!("{numbers:?}]").replace('[', "");
            prop_assert_eq!(read(text.as_bytes(), stride, step), (numbers, Stop::ArrayClosed));
        }
    }

    #[test]
    fn eight_bytes_at_once() {
        for (text, count, expected) in [(b"12345678", 8, 12345678), (b"9,999042", 3, 42), (b"]],,\n,,7", 1, 7)] {
            assert_eq!(last_digits(u64::from_le_bytes(*text), count), expected);
        }
    }

    proptest! {
        #[test]
        fn non_digits_of_a_block(bytes in prop::collection::vec(any::<u8>(), BEFORE + BLOCK)) {
            let bits = non_digits(bytes.first_chunk().unwrap_or(&[0; BEFORE + BLOCK]));
            for (at, byte) in bytes.iter().skip(BEFORE).enumerate() {
                prop_assert_eq!(bits >> at & 1 == 1, !byte.is_ascii_digit());
            }
        }

        /// Numbers of every length between separators of every kind.
        #[test]
        fn any_separators(numbers in prop::collection::vec((0u64..1_000_000_000_000, prop::sample::select(vec![",", "\n", "\n,", ", ", ",\r\n", ",-"])), 1..400), step in 1usize..200) {
            let mut text: String = numbers.iter().map(|(number, separator)| format!("{number}{separator}")).collect();
            text.push(']');
            let expected: Vec<u32> = numbers.iter().map(|&(number, _)| number as u32).collect();
            prop_assert_eq!(read(text.as_bytes(), 1, step), (expected, Stop::ArrayClosed));
        }
    }

    #[test]
    fn odd_numbers() {
        assert_eq!(read(b"-2, 4294967297 ]", 1, 3), (vec![2, 1], Stop::ArrayClosed));
        // What JavaScript makes of them when it adds digit after digit, as DevTools does.
        let long = format!("1234567890123456,18446744073709551615,99999999999999999999,7,1{}]", "0".repeat(400));
        for step in [1, 40, 99] {
            assert_eq!(read(long.as_bytes(), 1, step).0, [1_015_724_736, 0, 1_662_009_344, 7, 0]);
        }
        let fractions = b"1.0,2.5,1.5e3,25E-1,4e+2,7.,1e-400,1e99999,5.36870912e9]";
        for step in [1, 3, 99] {
            let (numbers, stop) = read(fractions, 1, step);
            assert_eq!((numbers, stop), (vec![1, 2, 1500, 2, 400, 7, 0, 0, 1_073_741_824], Stop::ArrayClosed));
        }
        for wrong in ["1,.5]", "1,2.5.5]", "1,2e5e5]", "1,e5]", "1,2.x]"] {
            assert_eq!(read(wrong.as_bytes(), 1, 99).1, Stop::UnexpectedByte, "{wrong}");
        }
        assert_eq!(read(b"1,\"a\"]", 1, 2), (vec![1], Stop::UnexpectedByte));
    }
}
