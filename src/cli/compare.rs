//! `leakscope compare`.

use std::path::{Path, PathBuf};

use leakscope::columns::COMPARISON;
use leakscope::leaks::{ProcessMatch, ProcessSample};
use leakscope::report::{self, ComparedFile, Format, Totals};
use leakscope::{BaseClasses, Comparison, RowQuery, Session, Sort};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{ClassRows, RowsOutput};
use super::{open, series, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The older snapshot
    pub base: PathBuf,
    /// The newer snapshot
    pub current: PathBuf,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub classes: ClassRows,
    #[arg(long, value_name = "COLUMN", help = sort::help(COMPARISON), value_parser = sort::of(COMPARISON), default_value = COMPARISON.first.field)]
    pub sort: Sort,
}

/// Prints what is new, gone and grown.
pub fn run(arguments: Args) -> Result<(), Failure> {
    let Args { base, current, output, classes, sort } = arguments;
    let compared = Compared::open(&base, &current)?;
    print(&compared.report(&classes.query(sort, output.redaction), output.format)?)
}

/// Two snapshots beside each other.
#[derive(Debug)]
pub struct Compared {
    /// The newer snapshot, with the comparison.
    pub session: Session,
    base: (PathBuf, Totals),
    current: (PathBuf, Totals),
    process_match: ProcessMatch,
}

impl Compared {
    /// Reads and compares them.
    pub fn open(base: &Path, current: &Path) -> Result<Self, Failure> {
        open::check_standard_input([base, current])?;
        let (mut base_heap, current_heap) = open::pair(base, current)?;
        let of_base = |error| Failure::memory(base, error);
        let of_current = |error| Failure::memory(current, error);
        let base_totals = Totals::of(&base_heap);
        let base_identity = ProcessSample::of(&base_heap).map_err(of_base)?;
        let process_match = ProcessSample::of(&current_heap).map_err(of_current)?.compare(&base_identity);
        if process_match.is_one_process() {
            series::warn_of_order(&[base_heap.largest_object_id(), current_heap.largest_object_id()]);
        }
        let base_classes = BaseClasses::new(&mut base_heap, current_heap.interfaces()).map_err(of_base)?;
        drop(base_heap);
        let comparison = Comparison::new(&current_heap, &base_classes).map_err(of_current)?;
        let current_totals = Totals::of(&current_heap);
        let mut session = Session::new(current_heap);
        session.set_comparison(comparison);
        let (base, current) = ((base.to_owned(), base_totals), (current.to_owned(), current_totals));
        Ok(Self { session, base, current, process_match })
    }

    /// The rows asked for.
    pub fn report(&self, query: &RowQuery, format: Format) -> Result<String, Failure> {
        let Self { session, base: (base, base_totals), current: (current, current_totals), process_match } = self;
        let text = report::comparison(
            session,
            ComparedFile { name: &open::name(base), totals: *base_totals },
            ComparedFile { name: &open::name(current), totals: *current_totals },
            *process_match,
            query,
            format,
        );
        text.map_err(|error| Failure::report(current, error))
    }
}
