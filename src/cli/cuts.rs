//! `leakscope cuts`: what would have to be cut so that an object becomes free, as retained sizes count: what only V8's own
//! roots hold besides the program does not keep it.

use std::path::PathBuf;

use leakscope::{Goal, report};

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::{RowsOutput, object_id};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233
    #[arg(value_name = "@ID", value_parser = object_id)]
    pub id: u32,
    #[command(flatten)]
    pub output: RowsOutput,
}

/// Prints the smallest sets of links.
pub fn run(Args { file, id, output }: Args) -> Result<(), Failure> {
    let mut session = open::session(&file, Goal::RetainedSizes)?;
    let node = open::find(&session, &file, id)?;
    let cuts = session.cuts(node, output.redaction.redact).map_err(|error| Failure::memory(&file, error))?;
    print(&report::cuts(&cuts, output.format)?)
}
