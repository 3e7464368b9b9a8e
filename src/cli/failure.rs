//! Why a run ends early: the line about it and the exit code.

use std::fmt;
use std::io;
use std::path::Path;

use leakscope::report::{NoSuchFormat, ReportError, escaped};
use leakscope::{Category, OutOfMemory, Problem, ReadError};

use super::exit_code;

/// Why a run ends early.
#[derive(Debug)]
pub enum Failure {
    /// What was typed makes no sense.
    WrongUse(String),
    /// A file cannot be read.
    File(String),
    /// Memory ended.
    Memory(String),
    /// The output cannot be written.
    Output(io::Error),
    /// More has grown than was allowed, or something still does; the report has been printed.
    Growth(String),
    /// What was asked cannot be told from these snapshots.
    NotJudged(String),
}

impl Failure {
    /// A file that was refused.
    pub fn read(file: &Path, error: &ReadError) -> Self {
        let message =
            format!("{}: {error}. {}", file.display(), error.own_advice().unwrap_or(advice(error.category())));
        match error.category() {
            Category::OutOfMemory => Self::Memory(message),
            _ => Self::File(message),
        }
    }

    /// A file that could not be opened.
    pub fn open(file: &Path, error: &io::Error) -> Self {
        let problem = unreadable(error);
        Self::File(format!("{}: {problem}. {}", file.display(), advice(Category::ReadFailed)))
    }

    /// A file whose graph does not fit in memory.
    pub fn memory(file: &Path, error: OutOfMemory) -> Self {
        Self::Memory(format!("{}: {error}. {}", file.display(), advice(Category::OutOfMemory)))
    }

    /// Rows of a file that were not written.
    pub fn report(file: &Path, error: ReportError) -> Self {
        match error {
            ReportError::Memory(error) => Self::memory(file, error),
            ReportError::Format(error) => error.into(),
        }
    }

    /// The exit code; a reader that went away before the end is no failure.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::WrongUse(_) => exit_code::WRONG_USE,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => exit_code::SUCCESS,
            Self::File(_) | Self::Memory(_) | Self::Output(_) => exit_code::FAILURE,
            Self::Growth(_) => exit_code::GROWTH,
            Self::NotJudged(_) => exit_code::NOT_JUDGED,
        }
    }

    /// The line to print, if there is anything to say.
    pub fn line(&self) -> Option<String> {
        let is_quiet = matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe);
        (!is_quiet).then(|| format!("leakscope: {}\n", escaped(&self.to_string())))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongUse(message)
            | Self::File(message)
            | Self::Memory(message)
            | Self::Growth(message)
            | Self::NotJudged(message) => f.write_str(message),
            Self::Output(error) => write!(f, "cannot write the output: {}", reason(error)),
        }
    }
}

impl From<NoSuchFormat> for Failure {
    fn from(error: NoSuchFormat) -> Self {
        Self::WrongUse(error.to_string())
    }
}

/// A file that the system gives no bytes of.
pub fn unreadable(error: &io::Error) -> Problem {
    Problem::Io(reason(error))
}

/// The reason in the system's words, without its number, which differs from system to system.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" (os error ").map_or(text.as_str(), |(words, _)| words).to_owned()
}

/// What to do next. For large files the page advises to use this program; here that would be no help.
fn advice(category: Category) -> &'static str {
    match category {
        Category::OutOfMemory | Category::TooLarge if cfg!(target_family = "wasm") => {
            "Use the native program (cargo install leakscope), which can use all of the machine's memory; here it has 4 GB."
        }
        Category::OutOfMemory => "Close other programs, or use a machine with more memory.",
        Category::TooLarge => "Take the snapshot earlier, while the heap is smaller.",
        other => other.advice(),
    }
}
