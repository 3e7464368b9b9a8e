//! The one hash of the method: short, equal in every process, not cryptographic.

/// Where [`fold_bytes`] starts.
pub const SEED: u32 = 0x811c_9dc5;

/// One number for many bytes, continued: FNV-1a by words.
pub fn fold_bytes(hash: u32, bytes: &[u8]) -> u32 {
    let fold = |hash: u32, word: u32| (hash ^ word).wrapping_mul(0x0100_0193).rotate_left(13);
    let words = bytes.chunks_exact(4);
    let rest = words.remainder().iter().fold(hash, |hash, &byte| fold(hash, u32::from(byte)));
    words.fold(rest, |hash, word| word.try_into().map_or(hash, |word| fold(hash, u32::from_le_bytes(word))))
}
