//! `leakscope unused-variables`: what contexts keep although no living function uses it.

use std::path::PathBuf;

use leakscope::{Goal, UnusedVariableRow, report};

use super::failure::Failure;
use super::open;
use super::output::{complain, print};
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

/// Prints the variables that keep most first.
pub fn run(Args { file, output, limit }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::RetainedSizes)?;
    if !session.heap().has_scopes() {
        complain(
            "The file does not say which function uses which variable: Chrome 156 and workerd write it, Node.js 26 does not.\n",
        );
    }
    let rows = UnusedVariableRow::all(session.heap()).map_err(|error| Failure::memory(&file, error))?;
    let rows = limit.rows(rows, output.redaction, (&session, &file), UnusedVariableRow::redacted)?;
    print(&report::unused_variables(&rows, output.format)?)
}
