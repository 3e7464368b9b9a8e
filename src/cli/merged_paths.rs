//! `leakscope merged-paths`: what holds the instances of a class, their retaining paths folded.

use std::path::{Path, PathBuf};

use leakscope::{Goal, Heap, MergedPath, instances_called, merged_paths, report};

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::{Limit, RowsOutput};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The whole name of a class, as in the rows of summary
    pub class: String,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub limit: Limit,
}

/// Prints the tree of paths from the root down.
pub fn run(Args { file, class, output, limit }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::Retainers)?;
    let rows = of_class(session.heap(), &class, &file)?;
    let rows = limit.rows(rows, output.redaction, (&session, &file), MergedPath::redacted)?;
    print(&report::merged_paths(&rows, output.format)?)
}

/// The tree of the paths to all instances of a class; that there are none is a failure.
pub fn of_class(heap: &Heap, class: &str, file: &Path) -> Result<Vec<MergedPath>, Failure> {
    let rows = instances_called(heap, class).and_then(|instances| merged_paths(heap, &instances));
    let rows = rows.map_err(|error| Failure::memory(file, error))?;
    if rows.is_empty() {
        let message =
            format!("{}: no object of a class called {class:?} is there, or the root reaches none", file.display());
        return Err(Failure::WrongUse(message));
    }
    Ok(rows)
}
