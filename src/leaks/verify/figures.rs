//! What is compared of a holder in two programs: how much it has and by how much it grew.

use crate::leaks::baseline::Outline;
use crate::leaks::findings::Suspect;
use crate::redaction::Name;

/// A holder's figures in one of the two pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// All entries.
    pub entries: u32,
    /// By how many entries it grew between the two snapshots of the pair.
    pub net_entries: u32,
    /// Entries that came in between the two snapshots of the pair.
    pub new_entries: u32,
    /// Growth in bytes between the two snapshots of the pair.
    pub retained_growth: u64,
}

impl Figures {
    /// Of a suspect.
    pub fn of(suspect: &Suspect) -> Self {
        Self {
            entries: suspect.entries,
            net_entries: suspect.net_entries(),
            new_entries: suspect.new_entries,
            retained_growth: suspect.retained_growth,
        }
    }

    /// Of what is in one snapshot, all of which counts as growth.
    pub fn in_one(outline: &Outline, position: usize) -> Self {
        let entries = outline.entries.get(position).copied().unwrap_or(0);
        let retained_growth = outline.retained(position);
        Self { entries, net_entries: entries, new_entries: entries, retained_growth }
    }

    /// With those of another.
    pub fn with(self, other: Self) -> Self {
        Self {
            entries: self.entries + other.entries,
            net_entries: self.net_entries + other.net_entries,
            new_entries: self.new_entries + other.new_entries,
            retained_growth: self.retained_growth + other.retained_growth,
        }
    }

    /// What is left of a sum when one of its parts is taken away.
    pub fn without(self, part: Self) -> Self {
        Self {
            entries: self.entries.saturating_sub(part.entries),
            net_entries: self.net_entries.saturating_sub(part.net_entries),
            new_entries: self.new_entries.saturating_sub(part.new_entries),
            retained_growth: self.retained_growth.saturating_sub(part.retained_growth),
        }
    }
}

/// Where things are now of the class that a suspect gathered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The class.
    pub class: Name,
    /// What has one of them.
    pub holder: Option<Name>,
    /// How many there are,
    pub now: u32,
    /// and were in the older snapshot.
    pub before: u32,
}

impl Elsewhere {
    /// How many more there are; their bytes are not known.
    pub fn figures(&self) -> Figures {
        let more = self.now.saturating_sub(self.before);
        Figures { entries: self.now, net_entries: more, new_entries: more, retained_growth: 0 }
    }
}
