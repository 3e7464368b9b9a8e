//! `leakscope nodes`.

use std::io;
use std::path::PathBuf;

use leakscope::Goal;
use leakscope::report::{self, Format};

use super::failure::Failure;
use super::open;
use super::shared_arguments::{Redaction, formats};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// How to print
    #[arg(long, value_parser = formats(Format::OF_NODES), default_value = Format::Ndjson.name())]
    pub format: Format,
    #[command(flatten)]
    pub redaction: Redaction,
}

/// Prints every node.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let session = open::session(&arguments.file, Goal::RetainedSizes)?;
    let redactor = arguments.redaction.redact.then(|| session.redactor()).transpose();
    let redactor = redactor.map_err(|error| Failure::memory(&arguments.file, error))?;
    report::write_nodes(session.heap(), redactor.as_ref(), &mut io::stdout().lock()).map_err(Failure::Output)
}
