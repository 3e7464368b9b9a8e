//! Pieces of a file's number sections, read by others.
//!
//! Turning digits into numbers is most of the work of reading. Wherever a file is cut, what lies between the first
//! separator and the last is the same numbers whoever reads them, so other workers do that for pieces ahead of the
//! reader, which takes them in order ([`Reader::push_piece`](super::Reader::push_piece)). Nobody needs to know where sections
//! end: a piece is read as far as it is numbers, and its rest is left to the reader.

use super::numbers::{NumberScanner, Stop};

/// What was read of a piece: its bytes are those before `lead`, the numbers, and those from `tail` on.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Bytes at the start that end a number begun before, with the separator after it.
    pub lead: usize,
    /// The whole numbers after that.
    pub numbers: Vec<u32>,
    /// Where the bytes start that were not read: a number that goes on in the next piece, or what is no number.
    pub tail: usize,
}

impl Piece {
    /// Reads a piece that begins inside of an array of numbers; if it does not, what comes out is of no use.
    pub fn read(bytes: &[u8]) -> Self {
        let lead = match bytes.iter().position(|byte| !byte.is_ascii_digit()) {
            Some(at) if matches!(bytes.get(at), Some(b',' | b'\n')) => at + 1,
            _ => return Self::default(),
        };
        let mut piece = Self { lead, numbers: Vec::new(), tail: lead };
        let mut scanner = NumberScanner::new(1);
        loop {
            let (used, stop) = scanner.scan(bytes.get(piece.tail..).unwrap_or_default());
            piece.tail += used;
            piece.numbers.extend_from_slice(scanner.batch());
            scanner.clear_batch();
            match stop {
                Stop::BatchFull => {}
                Stop::ArrayClosed => piece.tail -= 1,
                Stop::EndOfBytes | Stop::UnexpectedByte | Stop::NumberTooLong => piece.tail -= scanner.open_digits(),
            }
            if stop != Stop::BatchFull {
                return piece;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_has_a_head_numbers_and_a_rest() {
        for (text, lead, numbers, tail) in [
            ("12,3,45\n,67", 3, vec![3, 45], 9),
            (",3,4,", 1, vec![3, 4], 5),
            ("7,8]\n,\"edges\":[1", 2, vec![8], 3),
            ("7,8,9.5", 2, vec![8, 9], 5),
            ("1,1234567890123456,2", 2, vec![], 2),
            ("123", 0, vec![], 0),
            ("12]", 0, vec![], 0),
            ("\"text\",\n\"1,2\"", 0, vec![], 0),
            ("", 0, vec![], 0),
        ] {
            assert_eq!(Piece::read(text.as_bytes()), Piece { lead, numbers, tail }, "{text}");
        }
    }
}
