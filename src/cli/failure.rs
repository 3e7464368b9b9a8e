//! Why a run ends early: the line about it and the exit code.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use leakscope::error::{Category, OutOfMemory, Problem, ReadError};
use leakscope::report::escaped;

/// Why a run ends early.
#[derive(Debug)]
pub enum Failure {
    /// What was typed makes no sense.
    WrongUse(String),
    /// A file cannot be read.
    File(String),
    /// The output cannot be written.
    Output(io::Error),
    /// More has grown than was allowed; the report has been printed.
    Growth(String),
}

impl Failure {
    /// A file that was refused.
    pub fn read(file: &Path, error: &ReadError) -> Self {
        Self::File(format!("{}: {error}. {}", file.display(), advice(error.category())))
    }

    /// A file that could not be opened.
    pub fn open(file: &Path, error: &io::Error) -> Self {
        let problem = Problem::Io(error.to_string());
        Self::File(format!("{}: {problem}. {}", file.display(), advice(Category::ReadFailed)))
    }

    /// A file whose graph does not fit in memory.
    pub fn memory(file: &Path, error: OutOfMemory) -> Self {
        Self::File(format!("{}: {error}. {}", file.display(), advice(Category::OutOfMemory)))
    }

    /// The exit code; a reader that went away before the end is no failure.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::WrongUse(_) => ExitCode::from(2),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::File(_) | Self::Output(_) => ExitCode::FAILURE,
            Self::Growth(_) => ExitCode::from(3),
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
            Self::WrongUse(message) | Self::File(message) | Self::Growth(message) => f.write_str(message),
            Self::Output(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

/// What to do next. For large files the page advises to use this program; here that would be no help.
fn advice(category: Category) -> &'static str {
    match category {
        Category::OutOfMemory => "Close other programs, or use a machine with more memory.",
        Category::TooLarge => "Take the snapshot earlier, while the heap is smaller.",
        other => other.advice(),
    }
}
