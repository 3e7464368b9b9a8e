//! `leakscope timeline`.

use std::path::PathBuf;

use clap::Args;
use leakscope::compare::timeline::{ClassSums, Timeline as Series};
use leakscope::leaks::{self, BaseColumns};
use leakscope::query::{Sort, View};
use leakscope::report::{self, SeriesFile, Totals};

use super::arguments::{ClassRows, ReportOutput};
use super::failure::Failure;
use super::suspects::dominated;
use super::{file_name, open, print, sort};

#[derive(Debug, Args)]
pub struct Timeline {
    /// The oldest snapshot
    pub base: PathBuf,
    /// Newer snapshots, in the order in which they were taken
    #[arg(required = true, value_name = "CURRENT")]
    pub later: Vec<PathBuf>,
    #[command(flatten)]
    pub output: ReportOutput,
    #[command(flatten)]
    pub classes: ClassRows,
    /// Order of the rows: growth (what grew in every step first), name, countDelta or sizeDelta; with :asc or :desc if
    /// the direction should be another than the column's usual one
    #[arg(long, value_name = "COLUMN", value_parser = sort::of_timeline, default_value = "growth")]
    pub sort: Sort,
}

/// Prints counts and sizes in every snapshot.
pub fn timeline(arguments: Timeline) -> Result<(), Failure> {
    let Timeline { base, later, output, classes, sort } = arguments;
    let Some((current, between)) = later.split_last() else { return Ok(()) };
    let earlier: Vec<&PathBuf> = std::iter::once(&base).chain(between).collect();
    if earlier.iter().copied().chain([current]).filter(|file| open::is_standard_input(file)).count() > 1 {
        return Err(Failure::WrongUse("only one of the snapshots can be the standard input".to_owned()));
    }
    let latest = dominated(current)?;
    let (mut sums, mut bases, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for file in earlier {
        let mut heap = dominated(file)?;
        let memory = |error| Failure::memory(file, error);
        bases.push(BaseColumns::of(&heap).map_err(memory)?);
        sums.push(ClassSums::by(&latest.interfaces, &mut heap).map_err(memory)?);
        files.push(SeriesFile { name: file_name(file), totals: Totals::of(&heap) });
    }
    let memory = |error| Failure::memory(current, error);
    let findings = leaks::find(&latest, &bases).map_err(memory)?;
    sums.push(ClassSums::of(&latest));
    files.push(SeriesFile { name: file_name(current), totals: Totals::of(&latest) });
    let mut view = View::new(latest);
    view.set_timeline(Series::new(&sums));
    print(&report::timeline(&view, &files, &findings, &classes.query(sort), output.format.into()))
}
