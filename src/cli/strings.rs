//! `leakscope strings`: the texts of a heap, and which of them it has more than once.

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
    /// Only texts of which there are several strings, those with the most to save first
    #[arg(long)]
    pub duplicates: bool,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub limit: Limit,
}

/// Prints the texts with the most bytes first, or with the most to save.
pub fn run(Args { file, duplicates, output, limit }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::Retainers)?;
    let list = if duplicates { StringRow::duplicated } else { StringRow::all };
    let rows = list(session.heap()).map_err(|error| Failure::memory(&file, error))?;
    let rows = limit.rows(rows, output.redaction, (&session, &file), StringRow::redacted)?;
    print(&report::strings(&rows, output.format)?)
}
