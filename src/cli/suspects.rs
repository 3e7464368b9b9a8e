//! `leakscope suspects` and `leakscope verify`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use leakscope::heap::Heap;
use leakscope::leaks::{self, BaseColumns, Findings, Sought, WayColumns};
use leakscope::report::{self, ReportFile, ReportHead, StoryFormat};

use super::failure::Failure;
use super::{file_name, open, print};

#[derive(Debug, Args)]
pub struct Suspects {
    /// The oldest snapshot
    pub base: PathBuf,
    /// Newer snapshots of the same process, in the order in which they were taken
    #[arg(required = true, value_name = "CURRENT")]
    pub later: Vec<PathBuf>,
    #[command(flatten)]
    pub output: StoryOutput,
    /// Exit with 3 if the suspects grew by this much together or more, as in 5MB (kB, MB, GB, or bytes)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub fail_on_growth: Option<u64>,
}

#[derive(Debug, Args)]
pub struct Verify {
    /// The older snapshot of the leaking program
    pub base: PathBuf,
    /// The newer snapshot of the leaking program
    pub current: PathBuf,
    /// The older and the newer snapshot of the repaired program
    #[arg(long, num_args = 2, required = true, value_names = ["BASE2", "CURRENT2"])]
    pub against: Vec<PathBuf>,
    #[command(flatten)]
    pub output: StoryOutput,
}

#[derive(Debug, Args)]
pub struct StoryOutput {
    /// How to print
    #[arg(long, value_enum, default_value_t = StoryOutputFormat::Table)]
    pub format: StoryOutputFormat,
    /// Leave out everything that is not the program's own: texts, keys, and names that its code does not name
    #[arg(long)]
    pub redact: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoryOutputFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For a ticket
    Markdown,
    /// One page that needs nothing else
    Html,
}

impl From<StoryOutputFormat> for StoryFormat {
    fn from(format: StoryOutputFormat) -> Self {
        match format {
            StoryOutputFormat::Table => Self::Table,
            StoryOutputFormat::Json => Self::Json,
            StoryOutputFormat::Markdown => Self::Markdown,
            StoryOutputFormat::Html => Self::Html,
        }
    }
}

/// Prints the suspects of a series.
pub fn suspects(arguments: &Suspects) -> Result<(), Failure> {
    let Some((current, between)) = arguments.later.split_last() else { return Ok(()) };
    let earlier: Vec<&Path> = std::iter::once(&arguments.base).chain(between).map(PathBuf::as_path).collect();
    let (mut findings, heap) = find(&earlier, current)?;
    if !findings.same_process && between.is_empty() && !open::is_standard_input(&arguments.base) {
        findings = compare_ways(&arguments.base, current, &heap)?;
    }
    if arguments.output.redact {
        findings.redact();
    }
    let files = earlier.iter().copied().chain([current.as_path()]).map(report_file).collect();
    let head = ReportHead { files, ..ReportHead::default() };
    print(&report::suspects(&findings, &head, arguments.output.format.into()))?;
    let growth = leaks::total_growth(&findings.suspects);
    match arguments.fail_on_growth.filter(|_| findings.same_process) {
        Some(limit) if growth >= limit && growth > 0 => {
            Err(Failure::Growth(format!("the suspects grew by {growth} bytes, and {limit} are allowed")))
        }
        _ => Ok(()),
    }
}

/// Prints what became of the suspects. What is searched for is redacted only afterwards: it must be found.
pub fn verify(arguments: &Verify) -> Result<(), Failure> {
    let [base2, current2] = arguments.against.as_slice() else {
        return Err(Failure::WrongUse("--against takes two snapshots".to_owned()));
    };
    let first = find(&[&arguments.base], &arguments.current)?.0;
    let (bases, heap) = open_all(&[base2], current2)?;
    let mut verification =
        leaks::verify(&Sought::all(&first), &heap, &bases).map_err(|error| Failure::memory(current2, error))?;
    if arguments.output.redact {
        verification.redact();
    }
    let files = |files: [&PathBuf; 2]| files.map(|file| report_file(file)).into();
    let head = ReportHead { files: files([&arguments.base, &arguments.current]), repaired: files([base2, current2]) };
    print(&report::verification(&verification, &head, arguments.output.format.into()))
}

/// A file as a report's head names it.
fn report_file(file: &Path) -> ReportFile {
    let size = std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    ReportFile { name: file_name(file), size }
}

/// What can be said of two processes.
fn compare_ways(base: &Path, current: &Path, heap: &Heap) -> Result<Findings, Failure> {
    let ways = WayColumns::of(&dominated(base)?).map_err(|error| Failure::memory(base, error))?;
    leaks::find_across(heap, &ways).map_err(|error| Failure::memory(current, error))
}

fn find(earlier: &[&Path], current: &Path) -> Result<(Findings, Heap), Failure> {
    let (bases, heap) = open_all(earlier, current)?;
    let findings = leaks::find(&heap, &bases).map_err(|error| Failure::memory(current, error))?;
    Ok((findings, heap))
}

/// The earlier snapshots' columns and the latest heap, read at the same time.
fn open_all(earlier: &[&Path], current: &Path) -> Result<(Vec<BaseColumns>, Heap), Failure> {
    let files = earlier.iter().copied().chain([current]);
    if files.filter(|file| open::is_standard_input(file)).count() > 1 {
        return Err(Failure::WrongUse("only one of the snapshots can be the standard input".to_owned()));
    }
    let (bases, heap) = std::thread::scope(|scope| {
        let bases = scope.spawn(|| earlier.iter().map(|file| columns(file)).collect::<Result<Vec<_>, _>>());
        let heap = dominated(current);
        let died = |_| Err(Failure::File("reading the earlier snapshots came to a sudden end".to_owned()));
        (bases.join().unwrap_or_else(died), heap)
    });
    Ok((bases?, heap?))
}

fn columns(file: &Path) -> Result<BaseColumns, Failure> {
    BaseColumns::of(&dominated(file)?).map_err(|error| Failure::memory(file, error))
}

/// A heap with dominators.
pub fn dominated(file: &Path) -> Result<Heap, Failure> {
    let mut heap = open::heap(file)?;
    heap.dominate().map_err(|error| Failure::memory(file, error))?;
    Ok(heap)
}

/// A size as people write it.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic() || character == ' ');
    let unit = text.get(digits.len()..).unwrap_or_default().trim().to_ascii_lowercase();
    let factor = match unit.as_str() {
        "" | "b" => 1.0,
        "kb" => 1e3,
        "mb" => 1e6,
        "gb" => 1e9,
        _ => return Err("a size is a number with kB, MB or GB behind it, as in 5MB".to_owned()),
    };
    let number: f64 =
        digits.parse().map_err(|_| "a size is a number with kB, MB or GB behind it, as in 5MB".to_owned())?;
    if number.is_finite() && number >= 0.0 {
        Ok((number * factor) as u64)
    } else {
        Err("a size is not negative".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("5MB"), Ok(5_000_000));
        assert_eq!(size("1.5 kB"), Ok(1500));
        assert_eq!(size("12"), Ok(12));
        for wrong in ["", "MB", "5XB", "-1MB", "five"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
