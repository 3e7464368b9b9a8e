//! What several snapshots are asked: who holds what grew, whether a fix helped, what is new in each class.

use std::path::{Path, PathBuf};

use leakscope::RowQuery;
use leakscope::columns::COMPARISON;
use leakscope::report::Format;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

use super::tool::{Tool, query};
use crate::cli::failure::Failure;
use crate::cli::mcp::kept::Kept;
use crate::cli::mcp::pages;
use crate::cli::series::Series;
use crate::cli::shared_arguments::{Redaction, ReportOutput};
use crate::cli::{suspects, verify};

/// Snapshots of one process, the oldest first, or a single one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Suspects {
    /// Two snapshots or more, the oldest first; of a single one, what is held and not what grew
    files: Vec<PathBuf>,
    /// The first line wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Suspects {
    const NAME: &'static str = "suspects";
    const ABOUT: &'static str = "Who holds what grew from an older snapshot of a process to a newer one: a sentence for each \
        suspect, what the growth consists of, where in the code it is made, and the retaining path. Of a single snapshot, what keeps much. Start here.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let files: Vec<&Path> = self.files.iter().map(PathBuf::as_path).collect();
        let Some((&current, earlier)) = files.split_last() else {
            return Err(Failure::WrongUse("\"files\" has no file".to_owned()));
        };
        let text = kept.text(Self::NAME, &files, |kept| {
            let mut findings = Series::open(earlier, current)?.findings(current)?;
            if kept.redact {
                findings.redact();
            }
            suspects::report(&findings, files.iter().copied(), Format::Table)
        })?;
        pages::of_lines(self.from, &text)
    }
}

/// A pair of the leaking program and a pair of the repaired one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Verify {
    /// The older snapshot of the leaking program
    older: PathBuf,
    /// The newer snapshot of the leaking program
    newer: PathBuf,
    /// The older snapshot of the repaired program
    repaired_older: PathBuf,
    /// The newer snapshot of the repaired program, after the same work
    repaired_newer: PathBuf,
    /// The first line wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Verify {
    const NAME: &'static str = "verify";
    const ABOUT: &'static str = "Whether a fix helped: the suspects of one pair of snapshots, looked for in a pair of the \
        repaired program.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let Self { older, newer, repaired_older, repaired_newer, from } = &self;
        let text = kept.text(Self::NAME, &[older, newer, repaired_older, repaired_newer], |kept| {
            let output = ReportOutput { format: Format::Table, redaction: Redaction { redact: kept.redact } };
            Ok(verify::verification([older, newer], [repaired_older, repaired_newer], &output)?.0)
        })?;
        pages::of_lines(*from, &text)
    }
}

/// Two snapshots, and which of their classes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(crate = "schemars")]
pub struct Compare {
    /// The older snapshot
    older: PathBuf,
    /// The newer snapshot
    newer: PathBuf,
    /// Only classes whose name contains this text, in any case
    filter: Option<String>,
    /// A column, as in "sizeDelta" (the usual one), "newCount", "countDelta" or "name"; with ":asc" or ":desc"
    sort: Option<String>,
    /// The first row wanted, 0 if left out
    #[serde(default)]
    from: usize,
}

impl Tool for Compare {
    const NAME: &'static str = "compare";
    const ABOUT: &'static str = "What is new, gone and grown from an older snapshot to a newer one of the same process: a row \
        per class.";

    fn answer(self, kept: &mut Kept) -> Result<String, Failure> {
        let query =
            RowQuery { filter: self.filter, ..query(COMPARISON, self.sort.as_deref(), self.from, kept.redact)? };
        let compared = kept.compared(&self.older, &self.newer)?;
        let all = compared.session.comparison(&RowQuery { count: 0, ..query.clone() });
        let total = all.map_err(|error| Failure::memory(&self.newer, error))?.total;
        pages::of_rows(self.from, total, |count| compared.report(&RowQuery { count, ..query.clone() }, Format::Table))
    }
}
