//! The result: what was found of each suspect and of the rest. Figures, names and reasons, no sentences: `report` makes
//! these.

mod suspect;

pub use suspect::{
    ChainStep, Composition, Confidence, Form, Grown, Holder, Kind, Level, NextStep, Place, Point, Reason, Suspect,
};

use super::baseline::{ProcessMatch, SameProcess};
use crate::redaction::Name;

/// All that the analysis found.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Whether the latest snapshot and an earlier one are of one process; if not, ids mean nothing and holders are matched
    /// by their paths.
    pub same_process: bool,
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
    /// What else is new.
    pub background: Background,
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
    /// There is nothing that grew and repeats.
    Nothing,
}

impl Findings {
    /// Of a series of snapshots, before anything is found.
    pub fn of(series: &SameProcess<'_>) -> Self {
        Self {
            same_process: series.is_any(),
            snapshots: series.bases.len() + 1,
            apart: series.apart,
            left_out: series.left_out(),
            ..Self::of_two_processes(series.decisive)
        }
    }

    /// Of two snapshots of different processes, before anything is found.
    pub fn of_two_processes(process_match: ProcessMatch) -> Self {
        Self {
            same_process: false,
            process_match,
            snapshots: 2,
            apart: None,
            left_out: Vec::new(),
            suspects: Vec::new(),
            set_aside: Vec::new(),
            background: Background::default(),
        }
    }

    /// Bytes by which all suspects together grew.
    pub fn growth(&self) -> u64 {
        self.suspects.iter().map(|suspect| suspect.retained_growth).sum()
    }

    /// The whole in a word.
    pub fn verdict(&self) -> Verdict {
        match (self.same_process, self.suspects.is_empty(), self.set_aside.is_empty()) {
            (false, ..) => Verdict::DifferentProcesses,
            (_, false, _) => Verdict::Suspects,
            (_, _, false) => Verdict::OnlySetAside,
            _ => Verdict::Nothing,
        }
    }

    /// Leaves out, for good, everything in names that is not the program's own.
    pub fn redact(&mut self) {
        self.suspects.iter_mut().for_each(Suspect::redact);
        self.set_aside.iter_mut().for_each(|aside| aside.name.redact());
    }
}

/// Why something that grew is no suspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exclusion {
    /// It grew and then no more.
    Stopped(Vec<Point>),
    /// It is emptied or replaced now and then.
    Emptied(Vec<Point>),
    /// It was not there before: filled once, or the start of a leak.
    Appeared {
        /// Its entries.
        entries: u32,
        /// Its bytes.
        bytes: u64,
    },
    /// It belongs to the module loader.
    ModuleLoader,
    /// It is the browser's own buffer of performance entries.
    PerformanceEntries,
}

/// A holder that grew and is no suspect.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// What a program would call it.
    pub name: Name,
    /// Why it is no suspect.
    pub why: Exclusion,
}

/// New objects that make no suspect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    /// Objects.
    pub count: u32,
    /// Bytes.
    pub bytes: u64,
    /// The same by what it is.
    pub parts: Vec<BackgroundPart>,
}

/// What is new beside the suspects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackgroundKind {
    /// Compiled code, shapes and feedback.
    Code,
    /// Strings that several things share.
    SharedStrings,
    /// Objects that several things share.
    SharedObjects,
    /// New things that do not repeat.
    Single,
}

/// A part of the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackgroundPart {
    /// What it is.
    pub kind: BackgroundKind,
    /// Objects.
    pub count: u32,
    /// Bytes.
    pub bytes: u64,
}
