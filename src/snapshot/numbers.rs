//! Arrays of numbers: bytes → batches of `u32`.
//!
//! This is where most of a file goes through, so it does one thing: decimal digits to numbers, whatever the size of the
//! chunks. A batch is a whole number of records, so that whoever consumes it never sees a record torn apart.
//!
//! As in DevTools, a minus sign counts for nothing and values are kept modulo 2³² (semantics.md §1); other than there,
//! what is neither digit nor separator is an error, and so is a number too long to be exact.

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
    batch: Vec<u32>,
    batch_length: usize,
    /// The number that the bytes ended in, and its digits so far (0: they ended between numbers).
    value: u64,
    digits: usize,
}

impl NumberScanner {
    /// A scanner whose batches hold whole records of `stride` numbers.
    pub fn new(stride: usize) -> Self {
        let batch_length = (BATCH / stride.max(1)).max(1) * stride.max(1);
        Self { batch: Vec::with_capacity(batch_length), batch_length, value: 0, digits: 0 }
    }

    /// The numbers read and not yet cleared.
    pub fn batch(&self) -> &[u32] {
        &self.batch
    }

    /// Makes room for the next batch.
    pub fn clear_batch(&mut self) {
        self.batch.clear();
    }

    /// Reads on; returns how many bytes were used and why it stopped.
    pub fn scan(&mut self, bytes: &[u8]) -> (usize, Stop) {
        let mut at = 0;
        let (mut value, mut digits) = (self.value, self.digits);
        let stop = loop {
            if self.batch.len() == self.batch_length {
                break Stop::BatchFull;
            }
            let Some(&byte) = bytes.get(at) else { break Stop::EndOfBytes };
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
                digits += 1;
                at += 1;
                continue;
            }
            if digits > 0 {
                if digits > MOST_DIGITS {
                    break Stop::NumberTooLong;
                }
                self.batch.push(value as u32);
                (value, digits) = (0, 0);
                continue;
            }
            at += 1;
            match byte {
                b',' | b'\n' | b' ' | b'\r' | b'\t' | b'-' => {}
                b']' => break Stop::ArrayClosed,
                _ => {
                    at -= 1;
                    break Stop::UnexpectedByte;
                }
            }
        };
        (self.value, self.digits) = (value, digits);
        (at, stop)
    }
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
    fn odd_numbers() {
        assert_eq!(read(b"-2, 4294967297 ]", 1, 3), (vec![2, 1], Stop::ArrayClosed));
        assert_eq!(read(b"1234567890123456,", 1, 99).1, Stop::NumberTooLong);
        assert_eq!(read(b"1,2.5]", 1, 99), (vec![1, 2], Stop::UnexpectedByte));
        assert_eq!(read(b"1,\"a\"]", 1, 2), (vec![1], Stop::UnexpectedByte));
    }
}
