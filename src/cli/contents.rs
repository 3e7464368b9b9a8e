//! `leakscope contents` and `leakscope containment`: what an object refers to, and what the roots do.

use std::path::{Path, PathBuf};

use leakscope::columns::CONTENTS;
use leakscope::report;
use leakscope::{Goal, NodeOrdinal, Session, Sort};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{Limit, RowsOutput, object_id};
use super::{open, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233
    #[arg(value_name = "@ID", value_parser = object_id)]
    pub id: u32,
    #[command(flatten)]
    pub rows: ContentRows,
}

#[derive(Debug, clap::Args)]
pub struct ContainmentArgs {
    /// The snapshot
    pub file: PathBuf,
    #[command(flatten)]
    pub rows: ContentRows,
}

#[derive(Debug, clap::Args)]
pub struct ContentRows {
    #[command(flatten)]
    output: RowsOutput,
    #[command(flatten)]
    limit: Limit,
    #[arg(long, value_name = "COLUMN", help = sort::help(CONTENTS), value_parser = sort::of(CONTENTS), default_value = CONTENTS.first.field)]
    sort: Sort,
}

/// Prints what an object refers to.
pub fn run(Args { file, id, rows }: Args) -> Result<(), Failure> {
    let session = open::session(&file, Goal::RetainedSizes)?;
    let node = open::find(&session, &file, id)?;
    print_contents(session, &file, node, rows)
}

/// Prints the roots.
pub fn run_containment(ContainmentArgs { file, rows }: ContainmentArgs) -> Result<(), Failure> {
    let session = open::session(&file, Goal::RetainedSizes)?;
    let root = session.heap().root();
    print_contents(session, &file, root, rows)
}

fn print_contents(mut session: Session, file: &Path, node: NodeOrdinal, rows: ContentRows) -> Result<(), Failure> {
    let ContentRows { output, limit, sort } = rows;
    let query = limit.query(sort, output.redaction);
    let text = report::contents(&mut session, node, &query, output.format);
    print(&text.map_err(|error| Failure::report(file, error))?)
}
