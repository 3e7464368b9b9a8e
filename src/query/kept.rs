//! What was asked for last is kept, because it is asked for again, a screen at a time.

use crate::error::OutOfMemory;

/// Lists kept in order.
pub const KEPT_LISTS: usize = 8;

/// Sets of objects kept, a bit a node each: those of the named filters, and some more.
pub const KEPT_SETS: usize = 12;

/// What is kept under a key, made if it is not there; it becomes the one used last, and of more than `most` the one that was
/// not used for longest goes.
///
/// # Errors
///
/// When there is no memory for what is made.
pub fn kept<K: PartialEq, T>(
    entries: &mut Vec<(K, T)>,
    most: usize,
    key: K,
    make: impl FnOnce() -> Result<T, OutOfMemory>,
) -> Result<&mut T, OutOfMemory> {
    let entry = match entries.iter().position(|(other, _)| *other == key) {
        Some(at) => entries.remove(at),
        None => (key, make()?),
    };
    if entries.len() >= most {
        entries.remove(0);
    }
    Ok(&mut entries.push_mut(entry).1)
}
