//! `leakscope dominators`: what would be free without an object, one level of the dominator tree at a time.

use std::path::PathBuf;

use leakscope::columns::OBJECTS;
use leakscope::report::{self, ReportError};
use leakscope::{Goal, InstanceSet, Sort};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{Limit, RowsOutput, object_id};
use super::{open, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233; the root, if it is left out
    #[arg(value_name = "@ID", value_parser = object_id)]
    pub id: Option<u32>,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub limit: Limit,
    #[arg(long, value_name = "COLUMN", help = sort::help(OBJECTS), value_parser = sort::of(OBJECTS), default_value = OBJECTS.first.field)]
    pub sort: Sort,
}

/// Prints what an object dominates immediately.
pub fn run(Args { file, id, output, limit, sort }: Args) -> Result<(), Failure> {
    let mut session = open::session(&file, Goal::RetainedSizes)?;
    let node = match id {
        Some(id) => open::find(&session, &file, id)?,
        None => session.heap().root(),
    };
    let set = InstanceSet::Dominated(node);
    let text = report::objects(&mut session, set, &limit.query(sort, output.redaction), output.format);
    print(&text.map_err(|error| match error {
        ReportError::Memory(error) => Failure::memory(&file, error),
        ReportError::Format(error) => error.into(),
    })?)
}
