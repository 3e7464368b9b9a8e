//! `leakscope statistics`: what a snapshot's bytes are, by kind and by native context.

use std::path::PathBuf;

use leakscope::{Goal, NativeContextSizes, report};

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::RowsOutput;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    #[command(flatten)]
    pub output: RowsOutput,
}

/// Prints the bytes of each.
pub fn run(Args { file, output }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::Retainers)?;
    let sizes = NativeContextSizes::of(session.heap()).map_err(|error| Failure::memory(&file, error))?;
    let sizes = if output.redaction.redact { sizes.redacted() } else { sizes };
    print(&report::statistics(session.heap(), &sizes, output.format)?)
}
