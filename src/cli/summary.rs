//! `leakscope summary`.

use std::path::{Path, PathBuf};

use leakscope::Goal;
use leakscope::columns::SUMMARY;
use leakscope::report::{self, Format};
use leakscope::{IdRange, NodeFilter, RowQuery, Session, Sort};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{ClassRows, RowsOutput, node_filter_help};
use super::{open, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub classes: ClassRows,
    #[arg(long, value_name = "COLUMN", help = sort::help(SUMMARY), value_parser = sort::of(SUMMARY), default_value = SUMMARY.first.field)]
    pub sort: Sort,
    /// Only objects that were allocated between two older snapshots of the same process
    #[arg(long, num_args = 2, value_names = ["OLDER", "NEWER"])]
    pub allocated_between: Option<Vec<PathBuf>>,
    /// Only objects that were allocated before an older snapshot of the same process
    #[arg(long, value_name = "OLDER", conflicts_with = "allocated_between")]
    pub allocated_before: Option<PathBuf>,
    /// Only objects that were allocated so many seconds after recording began, or later; of recordings of allocations
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with_all = ["allocated_between", "allocated_before"])]
    pub allocated_from: Option<u64>,
    /// Only objects that were allocated at most so many seconds after recording began
    #[arg(long, value_name = "SECONDS", value_parser = seconds, conflicts_with_all = ["allocated_between", "allocated_before"])]
    pub allocated_until: Option<u64>,
    #[arg(long, value_name = "NAME", help = node_filter_help(), conflicts_with_all = ["allocated_between", "allocated_before", "allocated_from", "allocated_until"])]
    pub objects: Option<NodeFilter>,
}

/// Prints the classes of a snapshot, or of a part of its objects.
pub fn run(arguments: Args) -> Result<(), Failure> {
    let Args { file, output, classes, sort, allocated_between, allocated_before, .. } = arguments;
    let older = allocated_between.iter().flatten().chain(&allocated_before).map(PathBuf::as_path);
    open::check_standard_input(older.chain([file.as_path()]))?;
    let largest_id = |file: &Path| open::heap(file).map(|heap| heap.largest_object_id());
    let objects = match (allocated_between.as_deref(), &allocated_before) {
        (Some([older, newer]), _) => {
            NodeFilter::Allocated(IdRange { above: largest_id(older)?, up_to: largest_id(newer)? })
        }
        (_, Some(older)) => NodeFilter::Allocated(IdRange { above: 0, up_to: largest_id(older)? }),
        _ => arguments.objects.unwrap_or_default(),
    };
    let mut session = open::session(&file, Goal::RetainedSizes)?;
    let objects = match (arguments.allocated_from, arguments.allocated_until) {
        (None, None) => objects,
        (from, until) => within(&session, &file, from.unwrap_or(0), until.unwrap_or(u64::MAX))?,
    };
    let query = RowQuery { objects, ..classes.query(sort, output.redaction) };
    if output.format == Format::Table {
        check_filter(&mut session, &query, &file)?;
    }
    let text = report::summary(&mut session, &query, output.format);
    print(&text.map_err(|error| Failure::report(&file, error))?)
}

/// A text that no class has in its name is a mistake, and may have been meant for the other option: a person is told, a
/// program gets no rows.
fn check_filter(session: &mut Session, query: &RowQuery, file: &Path) -> Result<(), Failure> {
    let Some(text) = &query.filter else { return Ok(()) };
    let page =
        session.summary(&RowQuery { count: 1, ..query.clone() }).map_err(|error| Failure::memory(file, error))?;
    if !page.rows.is_empty() {
        return Ok(());
    }
    let names = NodeFilter::NAMED.map(|(_, name, _)| name).join(", ");
    let message =
        format!("no class has {text:?} in its name; objects are chosen by --objects: {names}, or native-context-ID");
    Err(Failure::WrongUse(message))
}

/// What was allocated between two times in microseconds.
fn within(session: &Session, file: &Path, from: u64, until: u64) -> Result<NodeFilter, Failure> {
    let Some(ids) = session.ids_between(from, until) else {
        let what = "does not say when its objects were allocated: only recordings of allocations do";
        return Err(Failure::WrongUse(format!("{}: the file {what}", file.display())));
    };
    Ok(NodeFilter::Allocated(ids))
}

/// Seconds, with a fraction or without, as microseconds.
fn seconds(text: &str) -> Result<u64, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    seconds.map(|seconds| (seconds * 1e6) as u64).ok_or_else(|| "seconds are a number, as in 1.5".to_owned())
}
