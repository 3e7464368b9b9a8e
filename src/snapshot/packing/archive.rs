//! Archives of several files (zip, tar): which of them is the snapshot.
//!
//! By content, as everything here: what is none (a note, the marks of an operating system) is passed over. An archive is read
//! once, from its first byte to its last, so that it can come through a pipe or be packed itself. When a second snapshot
//! begins, which one is meant has to be said; both names are in the error then.

use std::fmt;

use super::unpack::{Onward, Probe, Unpack};
use crate::error::{Problem, ReadError};

/// So many names are kept for a message.
const MOST_NAMES: usize = 100;

/// Takes the bytes of an archive apart.
pub trait Split: fmt::Debug + Default {
    /// What the kind of archive is called.
    const NAME: &'static str;

    /// Acts on the next bytes; returns how many it used, 0 only if there are none.
    fn step(&mut self, bytes: &[u8], entries: &mut Entries<'_>) -> Result<usize, ReadError>;

    /// Whether the archive may end here.
    fn is_whole(&self) -> bool;
}

/// Unpacks the one snapshot of an archive.
#[derive(Debug)]
pub struct Archive<S> {
    split: S,
    choice: Choice,
}

/// Which entry is the snapshot.
#[derive(Debug, Default)]
struct Choice {
    /// The name of the one that is meant, if that was said.
    wanted: Option<String>,
    /// The names of all entries, up to [`MOST_NAMES`].
    names: Vec<String>,
    /// The names of those that are snapshots.
    snapshots: Vec<String>,
    current: Current,
}

/// What becomes of the present entry.
#[derive(Debug, Default)]
enum Current {
    #[default]
    Skipped,
    /// It is read, unless it turns out to be no snapshot.
    Read(String),
    /// There is a snapshot already; whether this is one, too, is looked at.
    Looked(String, Box<dyn Probe>),
}

/// Where a splitter hands entries to.
pub struct Entries<'a> {
    choice: &'a mut Choice,
    onward: &'a mut dyn Onward,
}

impl<S: Split> Archive<S> {
    /// From the first byte on; `wanted` is the name of the entry that is meant, if there is one.
    pub fn new(wanted: Option<String>) -> Self {
        Self { split: S::default(), choice: Choice { wanted, ..Choice::default() } }
    }
}

impl<S: Split> Unpack for Archive<S> {
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError> {
        let mut entries = Entries { choice: &mut self.choice, onward };
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = self.split.step(rest, &mut entries)?;
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(())
    }

    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError> {
        let Choice { wanted, names, snapshots, .. } = &self.choice;
        let refused = |problem| Err(ReadError::of_file(problem));
        match snapshots.as_slice() {
            _ if !self.split.is_whole() => Err(onward.cut(S::NAME)),
            [_] => Ok(()),
            [] => match wanted.clone() {
                Some(entry) if !names.contains(&entry) => refused(Problem::NoSuchEntry { entry, names: names.clone() }),
                _ => refused(Problem::NoSnapshotInside { archive: S::NAME, names: names.clone() }),
            },
            several => refused(Problem::SeveralSnapshots { archive: S::NAME, names: several.to_vec() }),
        }
    }
}

impl Entries<'_> {
    /// An entry begins.
    pub fn begin(&mut self, name: &[u8]) {
        let name = String::from_utf8_lossy(name).into_owned();
        let choice = &mut *self.choice;
        if choice.names.len() < MOST_NAMES {
            choice.names.push(name.clone());
        }
        let is_wanted = choice.wanted.as_ref().is_none_or(|wanted| *wanted == name);
        choice.current = match choice.snapshots.len() {
            _ if !is_wanted => Current::Skipped,
            0 => {
                self.onward.restart();
                Current::Read(name)
            }
            1..MOST_NAMES => Current::Looked(name, self.onward.probe()),
            _ => Current::Skipped,
        };
    }

    /// Whether nobody looks at the present entry.
    pub fn is_skipped(&self) -> bool {
        matches!(self.choice.current, Current::Skipped)
    }

    /// Bytes of the present entry.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        match &mut self.choice.current {
            Current::Skipped => Ok(()),
            Current::Read(_) => {
                let pushed = self.onward.push(bytes);
                self.unless_no_snapshot(pushed)
            }
            Current::Looked(name, probe) => {
                let Some(is_snapshot) = probe.push(bytes) else { return Ok(()) };
                if is_snapshot {
                    self.choice.snapshots.push(std::mem::take(name));
                }
                self.choice.current = Current::Skipped;
                Ok(())
            }
        }
    }

    /// The present entry ends.
    pub fn end(&mut self) -> Result<(), ReadError> {
        match std::mem::take(&mut self.choice.current) {
            Current::Skipped => {}
            Current::Read(name) => {
                let finished = self.onward.finish();
                self.unless_no_snapshot(finished)?;
                if self.onward.has_begun() {
                    self.choice.snapshots.push(name);
                }
            }
            Current::Looked(name, mut probe) => {
                if probe.finish() {
                    self.choice.snapshots.push(name);
                }
            }
        }
        Ok(())
    }

    /// The present entry cannot be unpacked.
    pub fn damaged<S: Split>(&self, found: &str) -> ReadError {
        self.onward.damaged(S::NAME, found)
    }

    /// What is no snapshot is passed over, unless it is the one that was named.
    fn unless_no_snapshot(&mut self, result: Result<(), ReadError>) -> Result<(), ReadError> {
        let Err(error) = result else { return Ok(()) };
        if self.choice.wanted.is_some() || self.onward.has_begun() {
            return Err(error);
        }
        self.choice.current = Current::Skipped;
        self.onward.restart();
        Ok(())
    }
}
