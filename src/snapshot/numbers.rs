//! Arrays of numbers: bytes → batches of `u32`.
//!
//! This is where most of a file goes through, so it does one thing: decimal digits to numbers, whatever the size of the
//! chunks. A batch is a whole number of records, so that whoever consumes it never sees a record torn apart.
//!
//! As in DevTools, a minus sign counts for nothing and values are kept modulo 2³² (docs/semantics.md §1); other than
//! there, what is neither digit nor separator is an error, and so is a number too long to be exact.

/// Numbers held before they are handed on; enough to amortise the call, small enough for the first-level cache.
const BATCH: usize = 4096;

/// More digits than this would not be exact in JavaScript either.
const MOST_DIGITS: usize = 15;

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
    /// The number that ends before the stop has too many digits.
    NumberTooLong,
}

/// Reads one array of numbers; made when its opening bracket has been read.
#[derive(Debug)]
pub struct NumberScanner {
    batch: Box<[u32]>,
    filled: usize,
    /// The number that the bytes ended in, and its digits so far (0: they ended between numbers).
    value: u64,
    digits: usize,
}

impl NumberScanner {
    /// A scanner whose batches hold whole records of `stride` numbers.
    pub fn new(stride: usize) -> Self {
        let stride = stride.max(1);
        let length = (BATCH / stride).max(1) * stride;
        Self { batch: vec![0; length].into_boxed_slice(), filled: 0, value: 0, digits: 0 }
    }

    /// The numbers read and not yet cleared.
    pub fn batch(&self) -> &[u32] {
        self.batch.get(..self.filled).unwrap_or_default()
    }

    /// Makes room for the next batch.
    pub fn clear_batch(&mut self) {
        self.filled = 0;
    }

    /// Reads on; returns how many bytes were used and why it stopped.
    pub fn scan(&mut self, bytes: &[u8]) -> (usize, Stop) {
        let mut at = 0;
        loop {
            if self.digits == 0 {
                at += self.scan_words(bytes.get(at..).unwrap_or_default());
            }
            match self.scan_byte(bytes.get(at)) {
                Ok(used) => at += usize::from(used),
                Err(stop) => return (at + usize::from(stop == Stop::ArrayClosed), stop),
            }
        }
    }

    /// The quick way: a number of up to seven digits and the separator after it, from eight bytes at a time.
    ///
    /// Returns the bytes used; stops before anything else, and before the batch is over-full.
    #[inline]
    fn scan_words(&mut self, bytes: &[u8]) -> usize {
        let mut rest = bytes;
        let mut room = self.batch.get_mut(self.filled..).unwrap_or_default().iter_mut();
        while let Some(word) = rest.first_chunk() {
            let (value, digits) = leading_number(u64::from_le_bytes(*word));
            if digits == 0 {
                // Between records stand two separators, a line end and a comma.
                if !matches!(word.first(), Some(b',' | b'\n')) {
                    break;
                }
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let Some(separator @ (b',' | b'\n')) = word.get(digits) else { break };
            let Some(place) = room.next() else { break };
            *place = value;
            rest = rest.get(digits + 1..).unwrap_or_default();
            if *separator == b'\n' && rest.first() == Some(&b',') {
                rest = rest.get(1..).unwrap_or_default();
            }
        }
        let left = room.len();
        self.filled = self.batch.len() - left;
        bytes.len() - rest.len()
    }

    /// The general way: one byte, or the end of the number before it. Returns whether the byte was used.
    fn scan_byte(&mut self, byte: Option<&u8>) -> Result<bool, Stop> {
        if self.filled == self.batch.len() {
            return Err(Stop::BatchFull);
        }
        let &byte = byte.ok_or(Stop::EndOfBytes)?;
        if byte.is_ascii_digit() {
            self.value = self.value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            self.digits += 1;
            return Ok(true);
        }
        if self.digits > MOST_DIGITS {
            return Err(Stop::NumberTooLong);
        }
        if self.digits > 0 {
            if let Some(place) = self.batch.get_mut(self.filled) {
                *place = self.value as u32;
                self.filled += 1;
            }
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

/// The digits that eight bytes start with, as a number, and how many they are (8: perhaps more follow).
///
/// All eight bytes are looked at together: in each, the highest bit is made to say whether it is no digit; the digits are
/// moved to the top, where the bytes below count as leading zeros; then pairs, fours and the eight are added up.
#[inline]
fn leading_number(word: u64) -> (u32, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let digits_or_more = word ^ (EACH * 0x30);
    let no_digit = (digits_or_more.wrapping_add(EACH * 0x76) | digits_or_more) & (EACH * 0x80);
    let count = no_digit.trailing_zeros() as usize / 8;
    if count == 0 {
        return (0, 0);
    }
    let digits = digits_or_more << (64 - 8 * count);
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let fours = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let rest = (pairs >> 16 & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    ((fours.wrapping_add(rest) >> 32) as u32, count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All numbers of an array, fed in pieces of `step` bytes, and the last stop.
    fn read(text: &[u8], stride: usize, step: usize) -> (Vec<u32>, Stop) {
        let mut scanner = NumberScanner::new(stride);
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
        numbers.extend_from_slice(scanner.batch());
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
        for (text, expected) in [
            ("1,234567", (1, 1)),
            ("12345678", (12345678, 8)),
            ("1234567,", (1234567, 7)),
            (",1,2,3,4", (0, 0)),
            ("90:/09..", (90, 2)),
            ("7\u{ff}\u{80}aaa", (7, 1)),
        ] {
            let word = u64::from_le_bytes(*text.as_bytes().first_chunk().unwrap_or(&[0; 8]));
            assert_eq!(leading_number(word), expected, "{text}");
        }
    }

    #[test]
    fn odd_numbers() {
        assert_eq!(read(b"-2, 4294967297 ]", 1, 3), (vec![2, 1], Stop::ArrayClosed));
        assert_eq!(read(b"1234567890123456,", 1, 99).1, Stop::NumberTooLong);
        assert_eq!(read(b"1,2.5]", 1, 99), (vec![1, 2], Stop::UnexpectedByte));
        assert_eq!(read(b"1,\"a\"]", 1, 2), (vec![1], Stop::UnexpectedByte));
    }
}
