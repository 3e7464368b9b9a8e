//! `leakscope path`.

use std::path::PathBuf;

use leakscope::Goal;
use leakscope::report;

use super::failure::Failure;
use super::open;
use super::output::print;
use super::shared_arguments::{Ignored, RowsOutput, object_id};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233
    #[arg(value_name = "@ID", value_parser = object_id)]
    pub id: u32,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub ignored: Ignored,
}

/// Prints the retaining path of an object.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let file = &arguments.file;
    let mut session = open::session(file, Goal::Retainers)?;
    let node = open::find(&session, file, arguments.id)?;
    let ignoring = arguments.ignored.nodes(&session, file)?;
    let redact = arguments.output.redaction.redact;
    let steps = if redact { session.redacted_path(node, &ignoring) } else { session.path(node, &ignoring) };
    let steps = steps.map_err(|error| Failure::memory(file, error))?;
    print(&report::path(&steps, arguments.output.format)?)
}
