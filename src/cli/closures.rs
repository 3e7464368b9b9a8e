//! `leakscope closures`: how many closures each function has made that are alive.

use std::path::PathBuf;

use leakscope::{ClosureRow, Goal, report};

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::{Limit, RowsOutput};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub limit: Limit,
}

/// Prints the functions whose closures hold most first.
pub fn run(Args { file, output, limit }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::RetainedSizes)?;
    let rows = ClosureRow::all(session.heap()).map_err(|error| Failure::memory(&file, error))?;
    let rows = limit.rows(rows, output.redaction, (&session, &file), ClosureRow::redacted)?;
    print(&report::closures(&rows, output.format)?)
}
