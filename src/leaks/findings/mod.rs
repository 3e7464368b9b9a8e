//! The result: what was found of each suspect and of the rest. Figures, names and reasons, no sentences: `report` makes
//! these.

mod form;
mod holder_place;
mod one_snapshot;
mod per_entry;
mod suspect;
mod why_kept;

pub use form::Form;
pub use holder_place::HolderPlace;
pub use one_snapshot::{Content, Detached, Duplicates, LargeHolder, OfRuntime, OneSnapshot};
pub use per_entry::{EntryPart, PerEntry};
pub use suspect::{
    ChainLink, Composition, Confidence, Generated, Grown, Holder, HolderKind, Level, NextStep, Place, Point, Reason,
    Suspect,
};
pub use why_kept::WhyKept;

use super::process::{ProcessMatch, SameProcess};
use crate::redaction::Name;

/// All that the analysis found.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Whether the latest snapshot and an earlier one are of one process; if not, ids mean nothing and holders are matched
    /// by their paths.
    pub same_process: bool,
    /// Whether ids never match, because the writer gives all objects new ones with every snapshot, as Bun does.
    pub renumbered: bool,
    /// How that was decided.
    pub process_match: ProcessMatch,
    /// Number of snapshots, the latest included.
    pub snapshots: usize,
    /// The first snapshot of several that is of another process than the latest, by position; `process_match` is about it.
    pub apart: Option<usize>,
    /// Snapshots of another process than the latest one's, which say nothing here; by position, the oldest being 1.
    pub left_out: Vec<usize>,
    /// The suspects, the first most likely.
    pub suspects: Vec<Suspect>,
    /// Growth that is no suspect, and why.
    pub set_aside: Vec<SetAside>,
    /// Whose growth it all is.
    pub balance: Balance,
    /// What there is to say where there is one snapshot only: then nothing has grown.
    pub one_snapshot: Option<OneSnapshot>,
}

/// The whole in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The snapshots are of different processes.
    DifferentProcesses,
    /// There are suspects.
    Suspects,
    /// Something was set aside, and there is no suspect.
    OnlySetAside,
    /// The heap grew, and nothing repeats.
    NothingRepeats,
    /// The heap did not grow.
    Nothing,
    /// There is one snapshot only.
    OneSnapshot,
}

impl Findings {
    /// Of a series of snapshots, before anything is found.
    pub fn of(series: &SameProcess) -> Self {
        Self {
            same_process: series.is_any(),
            renumbered: series.renumbered,
            snapshots: series.are.len() + 1,
            process_match: series.decisive,
            apart: series.apart,
            left_out: series.left_out(),
            suspects: Vec::new(),
            set_aside: Vec::new(),
            balance: Balance::default(),
            one_snapshot: None,
        }
    }

    /// Of one snapshot.
    pub fn of_one(one_snapshot: OneSnapshot) -> Self {
        Self { same_process: true, one_snapshot: Some(one_snapshot), ..Self::of(&SameProcess::default()) }
    }

    /// Bytes by which all suspects together grew.
    pub fn growth(&self) -> u64 {
        self.suspects.iter().map(|suspect| suspect.retained_growth).sum()
    }

    /// The whole in a word.
    pub fn verdict(&self) -> Verdict {
        match (self.same_process, self.suspects.is_empty(), self.set_aside.is_empty()) {
            _ if self.one_snapshot.is_some() => Verdict::OneSnapshot,
            (false, ..) => Verdict::DifferentProcesses,
            (_, false, _) => Verdict::Suspects,
            (_, _, false) => Verdict::OnlySetAside,
            _ if self.balance.growth >= self.balance.noise as i64 => Verdict::NothingRepeats,
            _ => Verdict::Nothing,
        }
    }

    /// Leaves out, for good, everything in names that is not the program's own.
    pub fn redact(&mut self) {
        self.suspects.iter_mut().for_each(Suspect::redact);
        self.one_snapshot.iter_mut().flat_map(OneSnapshot::names_mut).for_each(Name::redact);
        self.set_aside.iter_mut().for_each(|aside| aside.name.redact());
        self.balance.singles.iter_mut().flat_map(|single| [&mut single.name, &mut single.class]).for_each(Name::redact);
        self.balance.parts.iter_mut().flat_map(|part| &mut part.names).for_each(Name::redact);
    }
}

/// Why something that grew is no suspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhySetAside {
    /// It grew and then no more.
    Stopped(Vec<Point>),
    /// It is emptied or replaced now and then.
    Emptied(Vec<Point>),
    /// It was not there before: filled once, or the start of a leak.
    Appeared {
        /// Its entries.
        entries: u32,
        /// How many like these are gone, as where a table is made anew.
        gone: u32,
        /// Its bytes.
        bytes: u64,
        /// Whether the holder that is named was there, and has new ones with new entries.
        is_inside: bool,
    },
    /// Code was loaded.
    Loading,
    /// It is the runtime's own buffer of performance entries.
    PerformanceEntries,
    /// It is memory of the browser's own, that no program holds.
    OfBrowser,
    /// It fills room that was made ahead, and can take in no more than that.
    Bounded,
    /// There are not more of it, it only hangs elsewhere.
    Moved,
}

/// A holder that grew and is no suspect.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// What a program would call it.
    pub name: Name,
    /// Why it is no suspect.
    pub why: WhySetAside,
}

/// Whose growth it all is: parts that add up to the growth of the heap, net of what is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Bytes by which the heap grew, memory outside of it included.
    pub growth: i64,
    /// Growth of fewer bytes is noise.
    pub noise: u64,
    /// The parts; each kind once, those that are nothing left out.
    pub parts: Vec<BalancePart>,
    /// What is large among the rest.
    pub singles: Vec<Single>,
}

impl Balance {
    /// The bytes of a part; nothing if it is not there.
    pub fn of_kind(&self, kind: BalanceKind) -> i64 {
        self.parts.iter().find(|part| part.kind == kind).map_or(0, |part| part.bytes)
    }

    /// What is no suspect.
    pub fn beside_suspects(&self) -> i64 {
        self.growth - self.of_kind(BalanceKind::Suspects)
    }
}

/// A part of the growth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalancePart {
    /// What it is.
    pub kind: BalanceKind,
    /// Bytes, net: more is gone than came where it is negative.
    pub bytes: i64,
    /// What most of it is, where that is said nowhere else: the names of small suspects, and classes of the rest.
    pub names: Vec<Name>,
}

/// What a part of the growth is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BalanceKind {
    /// The suspects.
    Suspects,
    /// What repeats and was set aside.
    SetAside,
    /// Compiled code, shapes and feedback, and what these hold.
    Code,
    /// Tables of roots, functions and variables.
    Runtime,
    /// Memory outside of the heap that belongs to no object.
    OutsideHeap,
    /// What repeats and is too small beside the first suspect, or comes after the last that is shown.
    Small,
    /// What does not repeat, or too little.
    Rest,
}

/// Something new that is large and does not repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Single {
    /// What a program would call it: the name that leads to it.
    pub name: Name,
    /// Its class.
    pub class: Name,
    /// Its id.
    pub id: u32,
    /// Its bytes, with all that is new below it.
    pub bytes: u64,
}
