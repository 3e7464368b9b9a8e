//! What one snapshot tells without an earlier one.

use super::{ChainLink, Grown, Holder};
use crate::redaction::Name;

/// What is held, and what of it need not be. What grew, one snapshot cannot tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneSnapshot {
    /// Bytes of the heap, memory outside of it included.
    pub heap_bytes: u64,
    /// What keeps much, the program's own first, then by retained size.
    pub holders: Vec<LargeHolder>,
    /// What only the runtime has to do with, and keeps as much.
    pub of_runtime: OfRuntime,
    /// Strings that are there more than once.
    pub duplicates: Duplicates,
    /// Elements that are in no page.
    pub detached: Detached,
}

/// Something that keeps at least a hundredth of the heap in things of one kind, in links, or as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LargeHolder {
    /// 1 comes first.
    pub rank: u32,
    /// What it keeps.
    pub content: Content,
    /// The holder.
    pub holder: Holder,
    /// Bytes that would be free without it.
    pub retained_size: u64,
    /// Its entries.
    pub entries: u32,
    /// The class that makes up most of it, with all that nothing else keeps; none of data.
    pub most: Option<Grown>,
    /// Of what the runtime keeps, the program's own that is kept with it in like numbers.
    pub with: Option<Grown>,
    /// Whether it has so many alike as collections with a limit seldom have.
    pub looks_unbounded: bool,
    /// From a root to the holder and on to its largest entry.
    pub chain: Vec<ChainLink>,
    /// Position of the holder in the chain.
    pub holder_step: usize,
}

/// What a holder keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Things of one kind, side by side.
    Entries,
    /// Things of one kind, each of which holds the next.
    Links,
    /// Things of one kind that others hold, too: none of them would be free without the holder alone.
    Shared,
    /// Things of one kind that the runtime keeps, each for itself: open handles, timers, listeners. The holder is one of them.
    Rooted,
    /// Itself: text, numbers, memory, or a table of what others hold, too.
    Data,
    /// Entries that the file does not say; or things that must be such entries, for no link leads to them.
    Unseen,
    /// Things of one kind that were logged while DevTools was open.
    Console,
}

/// Holders of the runtime's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfRuntime {
    /// How many.
    pub holders: u32,
    /// Bytes that would be free without them.
    pub retained_size: u64,
}

/// Strings of which there are several with one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Texts that are there more than once,
    pub texts: u64,
    /// in so many strings,
    pub strings: u64,
    /// and the bytes that one of each could do without.
    pub could_be_saved: u64,
}

/// Objects of the browser that were taken out of their page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detached {
    /// How many.
    pub count: u32,
    /// Bytes that would be free without them.
    pub retained_size: u64,
}

impl OneSnapshot {
    /// All names in it.
    pub fn names_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        self.holders.iter_mut().flat_map(|large| {
            let most = large.most.iter_mut().chain(&mut large.with).map(|most| &mut most.class);
            large.holder.names_mut().chain(most).chain(large.chain.iter_mut().flat_map(ChainLink::names_mut))
        })
    }
}
