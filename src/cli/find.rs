//! `leakscope find`: objects by what they are called and what they weigh.

use std::path::{Path, PathBuf};

use leakscope::columns::OBJECTS;
use leakscope::report;
use leakscope::{FindProgress, FindQuery, Goal, Matches, OutOfMemory, Session, Sort};

use super::failure::Failure;
use super::output::print;
use super::shared_arguments::{Limit, RowsOutput};
use super::{open, sort};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot
    pub file: PathBuf,
    /// What to look for: text in the names of classes, objects and properties; /expression/; @ID; or conditions
    pub query: String,
    /// Tell upper and lower case apart
    #[arg(long)]
    pub match_case: bool,
    #[command(flatten)]
    pub output: RowsOutput,
    #[command(flatten)]
    pub limit: Limit,
    #[arg(long, value_name = "COLUMN", help = sort::help(OBJECTS), value_parser = sort::of(OBJECTS), default_value = OBJECTS.first.field)]
    pub sort: Sort,
}

/// Prints the objects of which everything is true that was asked for.
pub fn run(arguments: Args) -> Result<(), Failure> {
    let Args { file, query, match_case, output, limit, sort } = arguments;
    let query = parsed(&query, match_case)?;
    let mut session = open::session(&file, Goal::RetainedSizes)?;
    let progress = search(&mut session, &file, query)?;
    let text = report::found(&mut session, progress.sum, &limit.query(sort, output.redaction), output.format);
    print(&text.map_err(|error| Failure::report(&file, error))?)
}

/// What was typed, understood.
pub fn parsed(query: &str, match_case: bool) -> Result<FindQuery, Failure> {
    FindQuery::parse(query, match_case, &compile).map_err(|error| Failure::WrongUse(error.to_string()))
}

/// Searches to the end; what is found is a set of the session.
pub fn search(session: &mut Session, file: &Path, query: FindQuery) -> Result<FindProgress, Failure> {
    let memory = |error: OutOfMemory| Failure::memory(file, error);
    session.find(query).map_err(memory)?;
    loop {
        let progress = session.find_on().map_err(memory)?;
        if progress.done {
            return Ok(progress);
        }
    }
}

fn compile(expression: &str, any_case: bool) -> Result<Matches, String> {
    let built = regex_lite::RegexBuilder::new(expression).case_insensitive(any_case).build();
    let regex = built.map_err(|error| error.to_string())?;
    Ok(Box::new(move |text| regex.is_match(text)))
}
