//! `leakscope allocations`: which functions allocated what, on which stack an object was allocated, and what was allocated
//! when; of files that have recorded it.

use std::path::PathBuf;

use leakscope::columns::ALLOCATION;
use leakscope::report::{self, Allocating};
use leakscope::{OutOfMemory, Page, RowQuery, Session, Sort};

use super::failure::Failure;
use super::output::{complain, print};
use super::shared_arguments::{Limit, RowsOutput, object_id};
use super::{open, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot, as a .heaptimeline mostly
    pub file: PathBuf,
    /// An object's id, as in @51233: prints the stack on which it was allocated
    #[arg(value_name = "@ID", value_parser = object_id)]
    pub id: Option<u32>,
    #[command(flatten)]
    pub output: RowsOutput,
    /// Print at most so many functions, and of each as many callers
    #[command(flatten)]
    pub limit: Limit,
    #[arg(long, value_name = "COLUMN", help = sort::help(ALLOCATION), value_parser = sort::of(ALLOCATION), default_value = ALLOCATION.first.field)]
    pub sort: Sort,
    /// Below each function who called it, and so on, so many calls up
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub callers: u32,
    /// Print what is alive of what was allocated in each stretch of time instead
    #[arg(long, conflicts_with_all = ["id", "callers", "sort", "limit"])]
    pub over_time: bool,
}

/// Prints the functions of which most is alive first.
pub fn run(Args { file, id, output, limit, sort, callers, over_time }: Args) -> Result<(), Failure> {
    let mut session = Session::new(open::heap(&file)?);
    let memory = |error| Failure::memory(&file, error);
    say_what_is_missing(&session, over_time);
    if over_time {
        let intervals = session.allocation_intervals().map_err(memory)?;
        return print(&report::allocation_intervals(&intervals, output.format)?);
    }
    if let Some(id) = id {
        let node = open::find(&session, &file, id)?;
        let details = session.details(node, output.redaction.redact).map_err(memory)?;
        let stack = details.map(|details| details.stack).unwrap_or_default();
        return print(&report::allocation_stack(&stack, output.format)?);
    }
    let mut rows = Vec::new();
    let query = limit.query(sort, output.redaction);
    add_rows(&mut session, &mut Vec::new(), callers, &query, &mut rows).map_err(memory)?;
    print(&report::allocations(&rows, output.format)?)
}

/// Adds the functions behind a way of calls, each with its callers. It calls itself as often as callers are asked for.
fn add_rows(
    session: &mut Session,
    way: &mut Vec<u32>,
    callers: u32,
    query: &RowQuery,
    rows: &mut Vec<Allocating>,
) -> Result<(), OutOfMemory> {
    let Page { rows: found, .. } = session.allocations(way, query)?;
    for row in found {
        let (function, level) = (row.function, way.len() as u32);
        rows.push(Allocating { level, row });
        if level < callers {
            way.push(function);
            add_rows(session, way, callers, query, rows)?;
            way.pop();
        }
    }
    Ok(())
}

fn say_what_is_missing(session: &Session, over_time: bool) {
    let (has_stacks, has_times) = (session.heap().has_allocation_stacks(), session.heap().has_allocation_times());
    if over_time && !has_times {
        complain("The file does not say when its objects were allocated: only recordings of allocations do.\n");
    } else if !over_time && !has_stacks {
        complain(
            "The file does not say which functions allocated its objects: only recordings of allocations with stacks do.\n",
        );
    }
}
