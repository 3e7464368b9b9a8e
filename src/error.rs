//! What can go wrong, as values: where in the file, what was expected, what was found, what to do.
//!
//! A bad file is an answer and not a crash. Every failure of reading carries the byte position in the unpacked file and
//! the section; [`Category`] sorts them into the few kinds that a front end words differently.

use std::fmt;

use thiserror::Error;

/// Memory that could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("out of memory: {bytes} more bytes could not be had")]
pub struct OutOfMemory {
    /// Size of the allocation that failed.
    pub bytes: u64,
}

impl OutOfMemory {
    /// The failure to allocate `count` values of type `T`.
    pub fn of<T>(count: usize) -> Self {
        Self { bytes: count as u64 * size_of::<T>() as u64 }
    }
}

/// The parts of a snapshot file, in the order V8 writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Before and around the sections: braces, keys, commas, and the packing.
    File,
    /// `snapshot`: counts and layout.
    Header,
    /// `nodes`
    Nodes,
    /// `edges`
    Edges,
    /// `trace_function_infos` and `trace_tree`
    Trace,
    /// `samples`
    Samples,
    /// `locations`
    Locations,
    /// `scopes`
    Scopes,
    /// `scope_context_vars`
    ScopeVariables,
    /// `scope_uses`
    ScopeUses,
    /// `strings`
    Strings,
}

impl Section {
    /// All sections.
    pub const ALL: [Self; 11] = [
        Self::File,
        Self::Header,
        Self::Nodes,
        Self::Edges,
        Self::Trace,
        Self::Samples,
        Self::Locations,
        Self::Scopes,
        Self::ScopeVariables,
        Self::ScopeUses,
        Self::Strings,
    ];

    /// The name shown as progress and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Header => "header",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::Trace => "trace",
            Self::Samples => "samples",
            Self::Locations => "locations",
            Self::Scopes => "scopes",
            Self::ScopeVariables => "scope_context_vars",
            Self::ScopeUses => "scope_uses",
            Self::Strings => "strings",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// The file starts like something else.
    #[error("not a heap snapshot: expected {expected}, found {found}")]
    NotASnapshot {
        /// What a snapshot has here.
        expected: &'static str,
        /// What stands here.
        found: String,
    },
    /// The file is of another kind, which is known.
    #[error("not a heap snapshot but {name}")]
    AnotherKind {
        /// What it is.
        name: &'static str,
        /// What to do with it, or instead.
        advice: &'static str,
    },
    /// An archive in which no file is a snapshot.
    #[error("the {archive} archive holds no heap snapshot{}", Names(names))]
    NoSnapshotInside {
        /// Which kind of archive.
        archive: &'static str,
        /// The names of the files in it, the first of them.
        names: Vec<String>,
    },
    /// An archive with several snapshots.
    #[error("the {archive} archive holds several heap snapshots{}", Names(names))]
    SeveralSnapshots {
        /// Which kind of archive.
        archive: &'static str,
        /// The names of the snapshots in it, the first of them.
        names: Vec<String>,
    },
    /// An archive without the file that was named.
    #[error("there is no {entry} in the archive{}", Names(names))]
    NoSuchEntry {
        /// The name.
        entry: String,
        /// The names of the files in it, the first of them.
        names: Vec<String>,
    },
    /// The header stands behind what it describes, and the bytes came only once.
    #[error("the section `snapshot` stands behind others, so that the file has to be read twice")]
    HeaderComesLate,
    /// The packing ends too early.
    #[error("the file ends in the middle: expected the rest of the {packing} packing")]
    PackingCut {
        /// Which packing.
        packing: &'static str,
    },
    /// The file ends too early.
    #[error("the file ends in the middle: expected {expected}")]
    Truncated {
        /// What should have followed.
        expected: &'static str,
    },
    /// A byte or a value that the format does not allow here.
    #[error("expected {expected}, found {found}")]
    Unexpected {
        /// What the format has here.
        expected: &'static str,
        /// What stands here.
        found: String,
    },
    /// The header announces another number of items than the file holds.
    #[error("the header announces {announced} {items}, the file holds {held}")]
    CountMismatch {
        /// What is counted.
        items: &'static str,
        /// The header's figure.
        announced: u64,
        /// The file's figure (a lower bound if reading stopped there).
        held: u64,
    },
    /// An index that points outside of what it indexes.
    #[error("{what} is {value}, but there are only {limit}")]
    OutOfRange {
        /// Which index.
        what: &'static str,
        /// Its value.
        value: u64,
        /// How many items there are.
        limit: u64,
    },
    /// More items than the engine's 32-bit indexes can name.
    #[error("{value} {items} are more than this program can index ({limit})")]
    TooLarge {
        /// What is counted.
        items: &'static str,
        /// How many the header announces.
        value: u64,
        /// The most that can be indexed.
        limit: u64,
    },
    /// More memory is needed than may be used.
    #[error("the snapshot needs at least {} of memory, and there are {}", Gigabytes(*needed), Gigabytes(*limit))]
    TooLargeForMemory {
        /// The least that it needs, in bytes.
        needed: u64,
        /// The most that may be used, in bytes.
        limit: u64,
    },
    /// Memory ran out while reading.
    #[error(transparent)]
    OutOfMemory(#[from] OutOfMemory),
    /// The packing is damaged.
    #[error("the {packing} packing is damaged: {found}")]
    Unpack {
        /// Which packing.
        packing: &'static str,
        /// What is wrong with it.
        found: String,
    },
    /// The operating system could not read the file.
    #[error("cannot read the file: {0}")]
    Io(String),
}

impl Problem {
    /// A file that starts like this is no snapshot.
    pub(crate) fn not_a_snapshot(head: &[u8]) -> Self {
        Self::NotASnapshot { expected: "`{\"snapshot\":`", found: quote(head) }
    }
}

/// So many bytes are quoted.
const QUOTED: usize = 12;

/// The first bytes, readable on one line: what JSON is made of. Letters may be a program's data, and errors go into logs.
pub(crate) fn quote(bytes: &[u8]) -> String {
    let is_data = |byte: &u8| !b"[]{}:,\"+-. \t\r\n0123456789".contains(byte);
    let head = bytes.get(..bytes.len().min(QUOTED)).unwrap_or_default();
    let quoted = head.iter().position(is_data).and_then(|end| head.split_at_checked(end));
    match quoted {
        None => format!("`{}`", head.escape_ascii()),
        Some(([], rest)) if rest.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') => "a word".to_owned(),
        Some(([], _)) => "bytes that are no JSON".to_owned(),
        Some((quoted, _)) => format!("`{}…`", quoted.escape_ascii()),
    }
}

/// Names of files, after a colon.
struct Names<'a>(&'a [String]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// So many are listed.
        const MOST: usize = 10;
        for (at, name) in self.0.iter().take(MOST).enumerate() {
            write!(f, "{}{name}", if at == 0 { ": " } else { ", " })?;
        }
        if self.0.len() > MOST { f.write_str(", …") } else { Ok(()) }
    }
}

/// A number of bytes in GB with one decimal, rounded down.
struct Gigabytes(u64);

impl fmt::Display for Gigabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0 / 100_000_000;
        write!(f, "{}.{} GB", tenths / 10, tenths % 10)
    }
}

/// The few kinds of failure that a front end words differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Another kind of file.
    NotASnapshot,
    /// An archive of several snapshots.
    SeveralSnapshots,
    /// A snapshot that was cut off.
    Truncated,
    /// A snapshot that contradicts itself or the format.
    Malformed,
    /// Sound, perhaps, but over a limit of this program.
    TooLarge,
    /// More memory is needed than there is.
    OutOfMemory,
    /// The bytes could not be read at all.
    ReadFailed,
}

impl Category {
    /// All categories.
    pub const ALL: [Self; 7] = [
        Self::NotASnapshot,
        Self::SeveralSnapshots,
        Self::Truncated,
        Self::Malformed,
        Self::TooLarge,
        Self::OutOfMemory,
        Self::ReadFailed,
    ];

    /// A stable word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotASnapshot => "not-a-snapshot",
            Self::SeveralSnapshots => "several-snapshots",
            Self::Truncated => "truncated",
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::OutOfMemory => "out-of-memory",
            Self::ReadFailed => "read-failed",
        }
    }

    /// What a person can do next, in one sentence.
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotASnapshot => {
                "Choose a .heapsnapshot or .heaptimeline file as written by Node.js or Chrome, plain or packed (.gz, .zst, .zip)."
            }
            Self::SeveralSnapshots => "Choose one of them; on the command line as ARCHIVE:NAME.",
            Self::Truncated => {
                "Take the snapshot again and wait until it is written completely, or copy the file again."
            }
            Self::Malformed => "The file is damaged or was not written by V8: take the snapshot again.",
            Self::TooLarge | Self::OutOfMemory => {
                "Open the file with the command line program (leakscope summary FILE), which can use all of the machine's memory."
            }
            Self::ReadFailed => {
                "Check that the file still exists, that it is readable, and that it is not being written."
            }
        }
    }
}

/// Why a snapshot could not be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem} (in {section}, at byte {position})")]
pub struct ReadError {
    /// What is wrong.
    pub problem: Problem,
    /// The section being read.
    pub section: Section,
    /// Byte position in the unpacked file.
    pub position: u64,
}

impl ReadError {
    /// The kind of failure, for wording and exit codes.
    pub fn category(&self) -> Category {
        match self.problem {
            Problem::NotASnapshot { .. }
            | Problem::AnotherKind { .. }
            | Problem::NoSnapshotInside { .. }
            | Problem::NoSuchEntry { .. } => Category::NotASnapshot,
            Problem::SeveralSnapshots { .. } => Category::SeveralSnapshots,
            Problem::Truncated { .. } | Problem::PackingCut { .. } => Category::Truncated,
            Problem::Unexpected { .. }
            | Problem::CountMismatch { .. }
            | Problem::OutOfRange { .. }
            | Problem::Unpack { .. } => Category::Malformed,
            Problem::TooLarge { .. } | Problem::TooLargeForMemory { .. } => Category::TooLarge,
            Problem::OutOfMemory(_) => Category::OutOfMemory,
            Problem::Io(_) | Problem::HeaderComesLate => Category::ReadFailed,
        }
    }

    /// A problem with the whole file.
    pub(crate) fn of_file(problem: Problem) -> Self {
        Self { problem, section: Section::File, position: 0 }
    }

    /// What a person can do next about just this, in one sentence; if nothing, what its category says is left.
    pub fn own_advice(&self) -> Option<&'static str> {
        match &self.problem {
            Problem::AnotherKind { advice, .. } => Some(advice),
            Problem::HeaderComesLate => {
                Some("Save it to a file and open that: what comes through a pipe can be read only once.")
            }
            _ => None,
        }
    }

    /// The names of the snapshots in an archive, of which one has to be chosen; else none.
    pub fn choices(&self) -> &[String] {
        match &self.problem {
            Problem::SeveralSnapshots { names, .. } => names,
            _ => &[],
        }
    }
}

impl From<OutOfMemory> for ReadError {
    fn from(error: OutOfMemory) -> Self {
        Self { problem: error.into(), section: Section::File, position: 0 }
    }
}
