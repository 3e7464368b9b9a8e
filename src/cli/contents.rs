//! `leakscope contents` and `leakscope containment`: what an object refers to, and what the roots do.

use std::path::{Path, PathBuf};

use leakscope::columns::CONTENTS;
use leakscope::report;
use leakscope::{BaseClasses, Comparison, Goal, News, NodeOrdinal, RowQuery, Session, Sort};

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
    /// Print only what is not in this older snapshot of the same process
    #[arg(long, value_name = "OLDER")]
    pub since: Option<PathBuf>,
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
pub fn run(Args { file, id, since, rows }: Args) -> Result<(), Failure> {
    let mut session = open::session(&file, Goal::RetainedSizes)?;
    let node = open::find(&session, &file, id)?;
    let news = match since {
        Some(older) => {
            let mut base = open::heap(&older)?;
            let of_base = |error| Failure::memory(&older, error);
            let classes = BaseClasses::new(&mut base, session.heap().interfaces()).map_err(of_base)?;
            let comparison =
                Comparison::new(session.heap(), &classes).map_err(|error| Failure::memory(&file, error))?;
            session.set_comparison(comparison);
            News::Only
        }
        None => News::Unasked,
    };
    print_contents(session, &file, node, news, rows)
}

/// Prints the roots.
pub fn run_containment(ContainmentArgs { file, rows }: ContainmentArgs) -> Result<(), Failure> {
    let session = open::session(&file, Goal::RetainedSizes)?;
    let root = session.heap().root();
    print_contents(session, &file, root, News::Unasked, rows)
}

fn print_contents(
    mut session: Session,
    file: &Path,
    node: NodeOrdinal,
    news: News,
    rows: ContentRows,
) -> Result<(), Failure> {
    let ContentRows { output, limit, sort } = rows;
    let query = RowQuery { news, ..limit.query(sort, output.redaction) };
    let text = report::contents(&mut session, node, &query, output.format);
    print(&text.map_err(|error| Failure::report(file, error))?)
}
