//! `leakscope strings`: texts that a heap has more than once.

use std::path::PathBuf;

use leakscope::{Goal, StringRow, report};

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::{Limit, RowsOutput};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The texts of which there are several strings: so far these are all that is listed
    #[arg(long, required = true)]
    pub duplicates: bool,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub limit: Limit,
}

/// Prints the texts with the most to save first.
pub fn run(Args { file, output, limit, .. }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::Retainers)?;
    let rows = StringRow::duplicated(session.heap()).map_err(|error| Failure::memory(&file, error))?;
    let rows = limit.rows(rows, output.redaction, (&session, &file), StringRow::redacted)?;
    print(&report::strings(&rows, output.format)?)
}
