//! `leakscope retainers`.

use std::path::PathBuf;

use leakscope::Goal;
use leakscope::NodeOrdinal;
use leakscope::RowQuery;
use leakscope::Sort;
use leakscope::columns::RETAINERS;
use leakscope::report::{self, Format};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{Ignored, Limit, Redaction, formats, object_id};
use super::{open, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233; several with --format ndjson
    #[arg(required = true, value_name = "@ID", value_parser = object_id)]
    pub ids: Vec<u32>,
    /// How to print
    #[arg(long, value_parser = formats(Format::OF_RETAINERS), default_value = Format::Table.name())]
    pub format: Format,
    #[command(flatten)]
    pub redaction: Redaction,
    #[command(flatten)]
    pub limit: Limit,
    #[command(flatten)]
    pub ignored: Ignored,
    #[arg(long, value_name = "COLUMN", help = sort::help(RETAINERS), value_parser = sort::of(RETAINERS), default_value = RETAINERS.first.field)]
    pub sort: Sort,
}

/// Prints who holds an object, or several.
pub fn run(arguments: Args) -> Result<(), Failure> {
    let Args { file, ids, format, redaction, limit, ignored, sort } = arguments;
    if ids.len() > 1 && format != Format::Ndjson {
        return Err(Failure::WrongUse("the retainers of several objects need --format ndjson".to_owned()));
    }
    let mut session = open::session(&file, Goal::RetainedSizes)?;
    let nodes: Vec<NodeOrdinal> = ids.iter().map(|&id| open::find(&session, &file, id)).collect::<Result<_, _>>()?;
    let ignoring = ignored.nodes(&session, &file)?;
    let query = RowQuery { ignoring, ..limit.query(sort, redaction) };
    for (&id, &node) in ids.iter().zip(&nodes) {
        let rows = session.retainers(node, &query).map_err(|error| Failure::memory(&file, error))?.rows;
        print(&report::retainer_rows(id, &rows, format)?)?;
    }
    Ok(())
}
