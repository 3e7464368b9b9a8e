//! What one snapshot is asked as a whole: its classes, a search, what holds all instances of a class.

use std::path::PathBuf;

use leakscope::columns::{OBJECTS, SUMMARY};
use leakscope::report::{self, Format, Totals, warnings_text};
use leakscope::{MergedPath, NodeFilter, OutOfMemory, RowQuery};
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

use super::tool::{Tool, query};
use crate::cli::failure::Failure;
use crate::cli::mcp::kept::Kept;
use crate::cli::mcp::pages;
use crate::cli::{find, merged_paths};

/// A snapshot, and which of its classes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Summary {
    /// The snapshot
    file: PathBuf,
    /// Only classes whose name contains this text, in any case
    filter: Option<String>,
    /// Only these objects, as in "duplicated-strings", "retained-by-detached-dom", "retained-by-contexts",
    /// "retained-by-event-handlers", "retained-by-console" or "unreachable"
    objects: Option<String>,
    /// A column, as in "retainedSize" (the usual one), "shallowSize", "count", "distance" or "name"; with ":asc" or ":desc"
    sort: Option<String>,
    /// The first row wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Summary {
    const NAME: &'static str = "summary";
    const ABOUT: &'static str =
        "What is in a snapshot: totals, what kinds of memory, and a row per class with counts and sizes.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, filter, objects, sort, from } = self;
        let objects: Option<NodeFilter> = objects.map(|name| filter_called(&name)).transpose()?;
        let query = query(SUMMARY, sort.as_deref(), from, kept.redact)?;
        let query = RowQuery { filter, objects: objects.unwrap_or_default(), ..query };
        let session = kept.session(&file)?;
        let warnings = warnings_text(&Totals::of(session.heap()).warnings);
        let warnings: String = warnings.iter().map(|warning| format!("{warning}\n")).collect();
        let all = session.summary(&RowQuery { count: 0, ..query.clone() });
        let total = all.map_err(|error| Failure::memory(&file, error))?.total;
        pages::of_rows(from, total, |count| {
            let text = report::summary(session, &RowQuery { count, ..query.clone() }, Format::Table);
            Ok(warnings.clone() + &text.map_err(|error| Failure::report(&file, error))?)
        })
    }
}

/// A snapshot, and what is looked for in it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Find {
    /// The snapshot
    file: PathBuf,
    /// Text in the names of classes, objects and properties; an /expression/; "@51233"; or conditions that all have to hold:
    /// class:TEXT name:TEXT string:TEXT property:TEXT type:closure detached retained>1MB shallow<=64 distance<5
    query: String,
    /// Whether upper and lower case are told apart
    #[serde(default)]
    match_case: bool,
    /// A column, as in "retainedSize" (the usual one), "shallowSize", "distance" or "name"; with ":asc" or ":desc"
    sort: Option<String>,
    /// The first row wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Find {
    const NAME: &'static str = "find";
    const ABOUT: &'static str = "Objects by what they are called and what they weigh, with their ids.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, query: typed, match_case, sort, from } = self;
        let query = query(OBJECTS, sort.as_deref(), from, kept.redact)?;
        let wanted = find::parsed(&typed, match_case)?;
        let session = kept.session(&file)?;
        let sum = find::search(session, &file, wanted)?.sum;
        pages::of_rows(from, sum.count as usize, |count| {
            let text = report::found(session, sum, &RowQuery { count, ..query.clone() }, Format::Table);
            text.map_err(|error| Failure::report(&file, error))
        })
    }
}

/// A snapshot and one of its classes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct MergedPaths {
    /// The snapshot
    file: PathBuf,
    /// The whole name of a class, as in the rows of summary
    class: String,
    /// The first line wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for MergedPaths {
    const NAME: &'static str = "merged_paths";
    const ABOUT: &'static str = "What holds all instances of a class: their retaining paths, folded by links and \
        classes, as a tree from the root down with counts and bytes.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, class, from } = self;
        let text = kept.text(&format!("{} {class}", Self::NAME), &[&file], |kept| {
            let redact = kept.redact;
            let session = kept.session(&file)?;
            let memory = |error: OutOfMemory| Failure::memory(&file, error);
            let mut rows = merged_paths::of_class(session.heap(), &class, &file)?;
            if redact {
                let redactor = session.redactor().map_err(memory)?;
                rows = rows.into_iter().map(|row| MergedPath::redacted(row, &redactor)).collect();
            }
            Ok(report::merged_paths(&rows, Format::Table)?)
        })?;
        pages::of_lines(from, &text)
    }
}

fn filter_called(name: &str) -> Result<NodeFilter, Failure> {
    let named = || NodeFilter::NAMED.map(|(_, name, _)| name).join(", ");
    name.parse().map_err(|error| Failure::WrongUse(format!("{error}; there are {}", named())))
}
