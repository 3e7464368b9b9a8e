//! `leakscope compare`.

use std::path::PathBuf;

use leakscope::columns::COMPARISON;
use leakscope::leaks::ProcessSample;
use leakscope::report::{self, ComparedFile, Totals};
use leakscope::{BaseClasses, Comparison};
use leakscope::{Session, Sort};

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
    open::check_standard_input([base.as_path(), &current])?;
    let (mut base_heap, current_heap) = open::pair(&base, &current)?;
    let of_base = |error| Failure::memory(&base, error);
    let of_current = |error| Failure::memory(&current, error);
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
    let text = report::comparison(
        &session,
        ComparedFile { name: &open::name(&base), totals: base_totals },
        ComparedFile { name: &open::name(&current), totals: current_totals },
        process_match,
        &classes.query(sort, output.redaction),
        output.format,
    );
    print(&text.map_err(|error| Failure::report(&current, error))?)
}
