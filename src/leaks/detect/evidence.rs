//! What the detectors hand on.

use crate::index::NodeOrdinal;

/// How growth repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Many entries in one holder.
    Entries,
    /// Many entries in a holder that was replaced by a longer one.
    Replaced,
    /// A list or tree that got longer link by link.
    Links,
    /// One string, or block of data, that got longer.
    Data,
    /// A little more in each of many similar holders.
    Similar,
    /// A collection that was not there before.
    NewCollection,
    /// Many more objects of a kind (a [fingerprint](crate::leaks::baseline::fingerprint)) that only the runtime keeps.
    OpenHandles(u32),
}

impl Shape {
    /// Whether the holder itself got the new entries, and not something in between.
    pub fn is_direct(self) -> bool {
        match self {
            Self::Entries | Self::Similar => true,
            Self::Replaced | Self::Links | Self::Data | Self::NewCollection | Self::OpenHandles(_) => false,
        }
    }

    /// Whether the number of entries says how it grew; else the retained size does.
    pub fn counts_entries(self) -> bool {
        match self {
            Self::Entries | Self::Similar | Self::NewCollection | Self::OpenHandles(_) => true,
            Self::Replaced | Self::Links | Self::Data => false,
        }
    }
}

/// A node whose figures are followed through the snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The node.
    pub node: NodeOrdinal,
    /// Its entries in the latest snapshot.
    pub entries: u32,
}

/// A holder with growth that repeats.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Which of the shapes the growth has.
    pub shape: Shape,
    /// Who holds what grew.
    pub holder: NodeOrdinal,
    /// The surviving nodes that were measured: the holder itself, what held its predecessor, or many similar ones.
    pub measured: Vec<Measured>,
    /// Number of similar holders.
    pub holders: u32,
    /// New nodes, each with what is below it.
    pub nodes: Vec<NodeOrdinal>,
    /// Number of new entries.
    pub new_entries: u32,
    /// Number of all entries.
    pub entries: u32,
    /// Number of entries before, if the holder was there.
    pub entries_before: Option<u32>,
    /// Bytes by which it grew, replacement not counted.
    pub growth: u64,
    /// New bytes, replacement included.
    pub new_bytes: u64,
}

impl Evidence {
    /// No growth at all, at a holder.
    pub fn none(shape: Shape, holder: NodeOrdinal) -> Self {
        Self {
            shape,
            holder,
            measured: Vec::new(),
            holders: 0,
            nodes: Vec::new(),
            new_entries: 0,
            entries: 0,
            entries_before: Some(0),
            growth: 0,
            new_bytes: 0,
        }
    }

    /// Adds what was found at another holder; shape and holder stay.
    pub fn merge(&mut self, other: Self) {
        self.measured.extend(other.measured);
        self.holders += other.holders;
        self.nodes.extend(other.nodes);
        self.new_entries += other.new_entries;
        self.entries += other.entries;
        self.entries_before = self.entries_before.zip(other.entries_before).map(|(one, two)| one + two);
        self.growth += other.growth;
        self.new_bytes += other.new_bytes;
    }
}
