//! The one hash of the method: short, equal in every process, not cryptographic; and maps by numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Where [`fold_bytes`] starts.
pub const SEED: u32 = 0x811c_9dc5;

/// One number for many bytes, continued: FNV-1a by words.
pub fn fold_bytes(hash: u32, bytes: &[u8]) -> u32 {
    let fold = |hash: u32, word: u32| (hash ^ word).wrapping_mul(0x0100_0193).rotate_left(13);
    let words = bytes.chunks_exact(4);
    let rest = words.remainder().iter().fold(hash, |hash, &byte| fold(hash, u32::from(byte)));
    words.fold(rest, |hash, word| word.try_into().map_or(hash, |word| fold(hash, u32::from_le_bytes(word))))
}

/// Something by a number. One type of map for many purposes keeps the engine small.
pub type NumberMap<T> = HashMap<u64, T, BuildHasherDefault<Spread>>;

/// Two numbers in one.
pub fn packed(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// Spreads a number over all bits (multiplication by 2⁶⁴ over the golden ratio).
#[derive(Clone, Copy, Debug, Default)]
pub struct Spread(u64);

impl Hasher for Spread {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(byte.into()));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A sum as a key by which the largest comes first.
pub fn descending(number: i64) -> u64 {
    !(number as u64 ^ 1 << 63)
}
