//! Arrays of numbers. For debugging there are addresses between them, as texts: they are read as 0.

use crate::error::OutOfMemory;
use crate::index::TryPush;

/// Why a scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The bytes are used up.
    EndOfBytes,
    /// The closing bracket was read.
    ArrayClosed,
    /// The byte at the stop cannot stand here.
    UnexpectedByte,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Between,
    Number(u64),
    /// Behind a number's point or exponent.
    Fraction(u64),
    Text,
    Escaped,
}

/// Reads one array; made when its opening bracket has been read.
#[derive(Debug, Default)]
pub struct NumberArray {
    state: State,
    /// The numbers so far; larger ones than 32 bits hold are the largest.
    pub values: Vec<u32>,
}

impl NumberArray {
    /// Reads on; returns how many bytes were used and why it stopped.
    ///
    /// # Errors
    ///
    /// When there is no memory for the numbers.
    pub fn scan(&mut self, bytes: &[u8]) -> Result<(usize, Stop), OutOfMemory> {
        for (at, &byte) in bytes.iter().enumerate() {
            self.state = match (self.state, byte) {
                (State::Text, b'"') => {
                    self.values.try_push(0)?;
                    State::Between
                }
                (State::Text, b'\\') => State::Escaped,
                (State::Text | State::Escaped, _) => State::Text,
                (State::Between, b'0'..=b'9') => State::Number(u64::from(byte - b'0')),
                (State::Number(value), b'0'..=b'9') => {
                    State::Number(value.saturating_mul(10).saturating_add(u64::from(byte - b'0')))
                }
                (State::Number(value), b'.' | b'e' | b'E') => State::Fraction(value),
                (State::Fraction(value), b'0'..=b'9' | b'+' | b'-' | b'e' | b'E') => State::Fraction(value),
                (State::Between, b'"') => State::Text,
                (state, b',' | b']' | b' ' | b'\n' | b'\r' | b'\t') => {
                    if let State::Number(value) | State::Fraction(value) = state {
                        self.values.try_push(u32::try_from(value).unwrap_or(u32::MAX))?;
                    }
                    if byte == b']' {
                        return Ok((at + 1, Stop::ArrayClosed));
                    }
                    State::Between
                }
                _ => return Ok((at, Stop::UnexpectedByte)),
            };
        }
        Ok((bytes.len(), Stop::EndOfBytes))
    }
}
