//! `leakscope statistics`: what a snapshot's bytes are, by kind and by native context, or what has changed of the kinds.

use std::path::{Path, PathBuf};

use leakscope::{Goal, Session, report};

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::RowsOutput;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// Print beside each kind what it was in this older snapshot, and the difference
    #[arg(long, value_name = "OLDER")]
    pub base: Option<PathBuf>,
    #[command(flatten)]
    pub output: RowsOutput,
}

/// Prints the bytes of each.
pub fn run(Args { file, base, output }: Args) -> Result<(), Failure> {
    if let Some(base) = base {
        let open = |file: &Path| open::session(file, Goal::Retainers);
        let (older, newer): (Session, Session) = (open(&base)?, open(&file)?);
        let older = report::kind_sizes(older.heap());
        return print(&report::statistics_difference(&older, newer.heap(), output.format)?);
    }
    let mut session = open::session(&file, Goal::Retainers)?;
    let sizes = session.native_contexts().map_err(|error| Failure::memory(&file, error))?;
    let sizes = if output.redaction.redact { sizes.redacted() } else { sizes };
    print(&report::statistics(session.heap(), &sizes, output.format)?)
}
