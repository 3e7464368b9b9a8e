//! UTF-16, as PowerShell's `>` and Windows editors save text → UTF-8.

use super::unpack::{Onward, Unpack};
use crate::error::ReadError;

const NAME: &str = "UTF-16";
/// Decoded text goes on in pieces of at least this many bytes.
const PIECE: usize = 1 << 14;

/// The order of the two bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The lower one first.
    Little,
    /// The higher one first.
    Big,
}

/// Whether a file that starts like this is UTF-16, and in which order: by its mark, or by the first two characters of JSON.
pub fn order_of(head: &[u8]) -> Option<Order> {
    match head {
        [0xff, 0xfe, ..] | [b'{' | b'[' | b'"', 0, 1..=0x7f, 0, ..] => Some(Order::Little),
        [0xfe, 0xff, ..] | [0, b'{' | b'[' | b'"', 0, 1..=0x7f, ..] => Some(Order::Big),
        _ => None,
    }
}

/// Turns UTF-16 into UTF-8. Halves of surrogate pairs that stand alone become U+FFFD, as a browser's decoder makes them.
#[derive(Debug)]
pub struct Utf16 {
    order: Order,
    /// The first byte of a unit.
    half: Option<u8>,
    /// The first unit of a pair.
    high: Option<u16>,
    text: String,
}

impl Utf16 {
    /// From the first byte on.
    pub fn new(order: Order) -> Self {
        Self { order, half: None, high: None, text: String::new() }
    }

    fn take_unit(&mut self, unit: u16) {
        let units = [self.high.take(), Some(unit)].into_iter().flatten();
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(character) => self.text.push(character),
                Err(error)
                    if matches!(error.unpaired_surrogate(), 0xd800..0xdc00) && error.unpaired_surrogate() == unit =>
                {
                    self.high = Some(unit);
                }
                Err(_) => self.text.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }
}

impl Unpack for Utf16 {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        for &byte in bytes {
            let Some(first) = self.half.take() else {
                self.half = Some(byte);
                continue;
            };
            self.take_unit(match self.order {
                Order::Little => u16::from_le_bytes([first, byte]),
                Order::Big => u16::from_be_bytes([first, byte]),
            });
            if self.text.len() >= PIECE {
                onward.push(self.text.as_bytes())?;
                self.text.clear();
            }
        }
        onward.push(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        if self.half.is_some() || self.high.is_some() { Err(onward.cut(NAME)) } else { onward.finish() }
    }
}
