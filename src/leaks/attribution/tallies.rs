//! Sums by kind of thing: how many more, and how many bytes.

use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::Kind;

/// What a tally counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Things that came and went.
    Things(Kind),
    /// Things that stayed and became larger or smaller.
    InPlace(Kind),
    /// Code and shapes that came with other things.
    Code,
}

impl Key {
    /// The kind.
    pub fn kind(self) -> Kind {
        match self {
            Self::Things(kind) | Self::InPlace(kind) => kind,
            Self::Code => Kind::CODE,
        }
    }

    /// A number for it.
    pub fn number(self) -> u64 {
        packed(u32::from(matches!(self, Self::InPlace(_))), self.kind().0)
    }
}

/// A sum, net of what is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Things that are new, or became larger.
    pub more: u32,
    /// Things that are gone, or became smaller.
    pub less: u32,
    /// Bytes, net.
    pub bytes: i64,
    /// Survivors at which they were counted.
    pub anchors: u32,
    /// How many of the things were put in themselves, net, and not taken along by something else.
    pub entries: i64,
}

impl Tally {
    /// How many more.
    pub fn net(&self) -> i64 {
        i64::from(self.more) - i64::from(self.less)
    }

    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.more += other.more;
        self.less += other.less;
        self.bytes += other.bytes;
        self.anchors += other.anchors;
        self.entries += other.entries;
    }
}

/// Up to so many kinds are searched one by one.
const FEW: usize = 12;

/// Tallies by key: a list, with an index once it is long.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    list: Vec<(Key, Tally)>,
    index: Option<NumberMap<usize>>,
    /// How many more entries the survivors hold that were counted here.
    pub entries: i64,
}

impl Tallies {
    /// Notes that whatever was counted here was counted at one survivor.
    pub fn are_of_one_anchor(&mut self) {
        self.list.iter_mut().for_each(|(_, tally)| tally.anchors = 1);
    }

    /// The tally of a key.
    pub fn get(&self, key: Key) -> Option<&Tally> {
        let at = match &self.index {
            Some(index) => index.get(&key.number()).copied(),
            None => self.list.iter().position(|&(other, _)| other == key),
        };
        self.list.get(at?).map(|(_, tally)| tally)
    }

    /// Adds to the tally of a key.
    pub fn add(&mut self, key: Key, tally: &Tally) {
        let found = match &self.index {
            Some(index) => index.get(&key.number()).copied(),
            None => self.list.iter().position(|&(other, _)| other == key),
        };
        if let Some((_, known)) = found.and_then(|at| self.list.get_mut(at)) {
            return known.add(tally);
        }
        self.list.push((key, *tally));
        match &mut self.index {
            Some(index) => {
                index.insert(key.number(), self.list.len() - 1);
            }
            None if self.list.len() > FEW => {
                self.index = Some(self.list.iter().enumerate().map(|(at, &(key, _))| (key.number(), at)).collect());
            }
            None => {}
        }
    }

    /// Takes in all of another's: the smaller goes into the larger.
    pub fn merge(&mut self, mut other: Self) {
        if other.list.len() > self.list.len() {
            std::mem::swap(self, &mut other);
        }
        for (key, tally) in &other.list {
            self.add(*key, tally);
        }
        self.entries += other.entries;
    }

    /// All, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Tally)> {
        self.list.iter().map(|(key, tally)| (*key, tally))
    }

    /// All bytes, net.
    pub fn bytes(&self) -> i64 {
        self.list.iter().map(|(_, tally)| tally.bytes).sum()
    }
}
