//! What is asked about one object: who holds it, why it is alive, what is in it, what would be free without it.

use std::path::PathBuf;

use leakscope::columns::{CONTENTS, OBJECTS, RETAINERS};
use leakscope::report::{self, Format};
use leakscope::{InstanceSet, OutOfMemory, RowQuery};
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

use super::tool::{Id, Tool, query};
use crate::cli::failure::Failure;
use crate::cli::mcp::kept::Kept;
use crate::cli::mcp::pages;

/// A snapshot and one of its objects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Retainers {
    /// The snapshot
    file: PathBuf,
    /// The object's id, as in "@51233"
    id: Id,
    /// A column: "distance" (the usual one), "retainedSize", "shallowSize" or "edgeName"; with ":asc" or ":desc"
    sort: Option<String>,
    /// The first row wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Retainers {
    const NAME: &'static str = "retainers";
    const ABOUT: &'static str = "Who refers to an object: the rows of DevTools' Retainers pane.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, id, sort, from } = self;
        let query = query(RETAINERS, sort.as_deref(), from, kept.redact)?;
        let session = kept.session(&file)?;
        let node = id.node(session, &file)?;
        let memory = |error: OutOfMemory| Failure::memory(&file, error);
        let total = session.retainers(node, &RowQuery { count: 0, ..query.clone() }).map_err(memory)?.total;
        pages::of_rows(from, total, |count| {
            let rows = session.retainers(node, &RowQuery { count, ..query.clone() }).map_err(memory)?.rows;
            Ok(report::retainer_rows(0, &rows, Format::Table)?)
        })
    }
}

/// A snapshot and one of its objects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct RetainingPath {
    /// The snapshot
    file: PathBuf,
    /// The object's id, as in "@51233"
    id: Id,
    /// The first line wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for RetainingPath {
    const NAME: &'static str = "path";
    const ABOUT: &'static str =
        "Why an object is alive: its retaining path to the root, of the short ones the most readable.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, id, from } = self;
        let redact = kept.redact;
        let session = kept.session(&file)?;
        let node = id.node(session, &file)?;
        let steps = if redact { session.redacted_path(node, &[]) } else { session.path(node, &[]) };
        let steps = steps.map_err(|error| Failure::memory(&file, error))?;
        pages::of_lines(from, &report::path(&steps, Format::Table)?)
    }
}

/// A snapshot and one of its objects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Contents {
    /// The snapshot
    file: PathBuf,
    /// The object's id, as in "@51233"; the roots, if left out
    id: Option<Id>,
    /// A column: "edgeName" (the usual one), "retainedSize", "shallowSize" or "distance"; with ":asc" or ":desc"
    sort: Option<String>,
    /// The first row wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Contents {
    const NAME: &'static str = "contents";
    const ABOUT: &'static str = "What is in an object: what it refers to, the program's own links first; of Maps and Sets the \
        entries. Without an id, what the roots refer to.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, id, sort, from } = self;
        let query = query(CONTENTS, sort.as_deref(), from, kept.redact)?;
        let session = kept.session(&file)?;
        let node = id.map_or(Ok(session.heap().root()), |id| id.node(session, &file))?;
        let all = session.contents(node, &RowQuery { count: 0, ..query.clone() });
        let total = all.map_err(|error| Failure::memory(&file, error))?.total;
        pages::of_rows(from, total, |count| {
            let text = report::contents(session, node, &RowQuery { count, ..query.clone() }, Format::Table);
            text.map_err(|error| Failure::report(&file, error))
        })
    }
}

/// A snapshot and one of its objects.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Dominators {
    /// The snapshot
    file: PathBuf,
    /// The object's id, as in "@51233"; the root, if left out
    id: Option<Id>,
    /// A column, as in "retainedSize" (the usual one), "shallowSize", "distance" or "name"; with ":asc" or ":desc"
    sort: Option<String>,
    /// The first row wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Dominators {
    const NAME: &'static str = "dominators";
    const ABOUT: &'static str = "What would be free without an object: what it dominates immediately, the largest first. \
        Without an id, the largest holders of the whole heap.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { file, id, sort, from } = self;
        let query = query(OBJECTS, sort.as_deref(), from, kept.redact)?;
        let session = kept.session(&file)?;
        let node = id.map_or(Ok(session.heap().root()), |id| id.node(session, &file))?;
        let set = InstanceSet::Dominated(node);
        let all = session.instances(set, &RowQuery { count: 0, ..query.clone() });
        let total = all.map_err(|error| Failure::memory(&file, error))?.total;
        pages::of_rows(from, total, |count| {
            let text = report::objects(session, set, &RowQuery { count, ..query.clone() }, Format::Table);
            text.map_err(|error| Failure::report(&file, error))
        })
    }
}
