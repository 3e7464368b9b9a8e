//! What the entries of a suspect consist of.

use crate::redaction::Name;

/// What the entries consist of that nothing but the holder keeps: sums over all of them, each byte once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerEntry {
    /// How many entries.
    pub count: u32,
    /// All their bytes: those of the entries themselves, of the parts, and of the parts that are not listed.
    pub bytes: u64,
    /// Of the entries themselves, with tables that V8 has for them.
    pub own_bytes: u64,
    /// The largest first. Not all are listed.
    pub parts: Vec<EntryPart>,
    /// Of parts that are not listed.
    pub other_bytes: u64,
    /// What came with the entries and goes with all of them, of which several have it.
    pub shared_bytes: u64,
    /// What came with them, and something else leads to it as well.
    pub beside_bytes: u64,
}

impl PerEntry {
    /// Among so many new bytes in all, and so many new entries if these are counted: several things that lead can be one entry's.
    pub fn among(self, new_bytes: u64, entries: u32) -> Self {
        let beside_bytes = new_bytes.saturating_sub(self.bytes + self.shared_bytes);
        let count = if entries > 0 { self.count.min(entries) } else { self.count };
        Self { count, beside_bytes, ..self }
    }
}

/// What hangs at entries by one field and is of one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPart {
    /// The field; empty of elements, and of what no field leads to alone.
    pub field: Name,
    /// The class.
    pub class: Name,
    /// How many in all entries.
    pub count: u32,
    /// Their bytes, with all that they keep.
    pub bytes: u64,
}
