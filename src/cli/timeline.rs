//! `leakscope timeline`.

use std::path::{Path, PathBuf};

use leakscope::columns::TIMELINE;
use leakscope::leaks::{self, BaseColumns};
use leakscope::report::{self, SeriesFile, Totals};
use leakscope::{ClassSums, Timeline};
use leakscope::{Session, Sort};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{ClassRows, RowsOutput};
use super::{open, series, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The oldest snapshot
    pub base: PathBuf,
    /// Newer snapshots, in the order in which they were taken
    #[arg(required = true, value_name = "CURRENT")]
    pub later: Vec<PathBuf>,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub classes: ClassRows,
    #[arg(long, value_name = "COLUMN", help = sort::help(TIMELINE), value_parser = sort::of(TIMELINE), default_value = TIMELINE.first.field)]
    pub sort: Sort,
}

/// Prints counts and sizes in every snapshot.
pub fn run(arguments: Args) -> Result<(), Failure> {
    let Args { base, later, output, classes, sort } = arguments;
    let Some((current, between)) = later.split_last() else { return Ok(()) };
    let earlier: Vec<&Path> = std::iter::once(&base).chain(between).map(PathBuf::as_path).collect();
    open::check_standard_input(earlier.iter().copied().chain([current.as_path()]))?;
    let latest = open::dominated(open::heap(current)?, current)?;
    let (mut sums, mut bases, mut files, mut largest_ids) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for file in earlier {
        let mut heap = open::dominated(open::heap(file)?, file)?;
        let memory = |error| Failure::memory(file, error);
        bases.push(BaseColumns::of(&heap).map_err(memory)?);
        sums.push(ClassSums::by(latest.interfaces(), &mut heap).map_err(memory)?);
        files.push(SeriesFile { name: open::name(file), totals: Totals::of(&heap) });
        largest_ids.push(heap.largest_object_id());
    }
    let memory = |error| Failure::memory(current, error);
    let mut findings = leaks::find(&latest, &bases).map_err(memory)?;
    largest_ids.push(latest.largest_object_id());
    if findings.same_process && findings.left_out.is_empty() {
        series::warn_of_order(&largest_ids);
    }
    if output.redaction.redact {
        findings.redact();
    }
    sums.push(ClassSums::of(&latest).map_err(memory)?);
    files.push(SeriesFile { name: open::name(current), totals: Totals::of(&latest) });
    let mut session = Session::new(latest);
    session.set_timeline(Timeline::new(&sums).map_err(memory)?);
    let text = report::timeline(&session, &files, &findings, &classes.query(sort, output.redaction), output.format);
    print(&text.map_err(|error| Failure::report(current, error))?)
}
