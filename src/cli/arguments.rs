//! What can be typed: commands, their options, and the help about them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use leakscope::query::{RowQuery, Sort, SortColumn};
use leakscope::report::Format;

use super::sort;
use super::suspects::{Suspects, Verify};
use super::timeline::Timeline;

/// Finds memory leaks in V8 heap snapshots: what grew, and who holds it.
///
/// FILE is a .heapsnapshot or .heaptimeline file as written by Node.js or Chrome, plain or packed with gzip or zstd; -
/// reads the standard input. All numbers are those of Chrome DevTools. The JSON is described in docs/json.md.
#[derive(Debug, Parser)]
#[command(version, after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0, 1 if a file cannot be read, 2 for wrong use.";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Totals, statistics, and a row per class
    #[command(after_help = "Example: leakscope summary --filter session --sort count --limit 20 app.heapsnapshot")]
    Summary(Summary),
    /// What is new, gone and grown from an older snapshot to a newer one of the same process
    #[command(after_help = "Example: leakscope compare --limit 10 before.heapsnapshot after.heapsnapshot")]
    Compare(Compare),
    /// Who holds an object: the rows of DevTools' Retainers pane
    #[command(after_help = "Example: leakscope retainers app.heapsnapshot @51233")]
    Retainers(Retainers),
    /// The shortest retaining path from an object to the root, weak edges left out
    #[command(after_help = "Example: leakscope path app.heapsnapshot @51233")]
    Path(Path),
    /// Every node in file order, a line of JSON each
    #[command(after_help = "Example: leakscope nodes app.heapsnapshot | grep '\"name\":\"Session\"'")]
    Nodes(Nodes),
    /// Who holds what grew, said in one sentence each
    #[command(after_help = "Example: leakscope suspects before.heapsnapshot after.heapsnapshot later.heapsnapshot")]
    Suspects(Suspects),
    /// Whether a fix helped: the suspects of one pair, looked for in a pair of the repaired program
    #[command(
        after_help = "Example: leakscope verify a.heapsnapshot b.heapsnapshot --against fixed-a.heapsnapshot fixed-b.heapsnapshot"
    )]
    Verify(Verify),
    /// How many objects of each class there are in each of several snapshots, and who holds what grew
    #[command(after_help = "Example: leakscope timeline --limit 20 a.heapsnapshot b.heapsnapshot c.heapsnapshot")]
    Timeline(Timeline),
}

#[derive(Debug, Args)]
pub struct Summary {
    /// The snapshot
    pub file: PathBuf,
    #[command(flatten)]
    pub output: ReportOutput,
    #[command(flatten)]
    pub classes: ClassRows,
    /// Order of the rows: name, count, distance, shallowSize or retainedSize; with :asc or :desc if the direction should
    /// be another than the column's usual one
    #[arg(long, value_name = "COLUMN", value_parser = sort::of_classes, default_value = "retainedSize")]
    pub sort: Sort,
    /// Only objects that were allocated between two older snapshots of the same process
    #[arg(long, num_args = 2, value_names = ["OLDER", "NEWER"])]
    pub allocated_between: Option<Vec<PathBuf>>,
    /// Only objects that were allocated before an older snapshot of the same process
    #[arg(long, value_name = "OLDER", conflicts_with = "allocated_between")]
    pub allocated_before: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Compare {
    /// The older snapshot
    pub base: PathBuf,
    /// The newer snapshot
    pub current: PathBuf,
    #[command(flatten)]
    pub output: ReportOutput,
    #[command(flatten)]
    pub classes: ClassRows,
    /// Order of the rows: name, newCount, deletedCount, countDelta, allocSize, freedSize or sizeDelta; with :asc or :desc
    /// if the direction should be another than the column's usual one
    #[arg(long, value_name = "COLUMN", value_parser = sort::of_differences, default_value = "sizeDelta")]
    pub sort: Sort,
}

#[derive(Debug, Args)]
pub struct Retainers {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233; several with --format ndjson
    #[arg(required = true, value_name = "@ID", value_parser = object_id)]
    pub ids: Vec<u32>,
    /// How to print
    #[arg(long, value_enum, default_value_t = RetainersFormat::Table)]
    pub format: RetainersFormat,
    #[command(flatten)]
    pub limit: Limit,
    /// Order of the rows: edgeName, distance, shallowSize or retainedSize; with :asc or :desc if the direction should be
    /// another than the column's usual one
    #[arg(long, value_name = "COLUMN", value_parser = sort::of_retainers, default_value = "distance")]
    pub sort: Sort,
}

#[derive(Debug, Args)]
pub struct Path {
    /// The snapshot
    pub file: PathBuf,
    /// The object's id, as in @51233
    #[arg(value_name = "@ID", value_parser = object_id)]
    pub id: u32,
    #[command(flatten)]
    pub output: ReportOutput,
}

#[derive(Debug, Args)]
pub struct Nodes {
    /// The snapshot
    pub file: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t = NodesFormat::Ndjson)]
    pub format: NodesFormat,
}

#[derive(Debug, Args)]
pub struct ReportOutput {
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    pub format: ReportFormat,
}

#[derive(Debug, Args)]
pub struct Limit {
    /// Print at most so many rows
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
pub struct ClassRows {
    /// Print only classes whose name contains this text, in any case
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    #[command(flatten)]
    pub limit: Limit,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RetainersFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// A line of JSON per id
    Ndjson,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum NodesFormat {
    /// A line of JSON per node
    Ndjson,
}

impl From<ReportFormat> for Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Table => Self::Table,
            ReportFormat::Json => Self::Json,
            ReportFormat::Csv => Self::Csv,
        }
    }
}

impl ClassRows {
    /// The rows to print.
    pub fn query(self, sort: Sort) -> RowQuery {
        RowQuery { filter: self.filter, ..self.limit.query(sort) }
    }
}

impl Limit {
    /// The rows to print.
    pub fn query(self, sort: Sort) -> RowQuery {
        RowQuery { sort, count: self.limit.unwrap_or(usize::MAX), ..RowQuery::all(SortColumn::Object, true) }
    }
}

/// An id as DevTools writes it, `@51233`, or without the sign.
fn object_id(text: &str) -> Result<u32, String> {
    let digits = text.strip_prefix('@').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let id = is_number.then(|| digits.parse().ok()).flatten();
    id.ok_or_else(|| "an id is a number of at most 32 bits with @ in front, as in @51233".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn ids_have_a_sign_or_none() {
        assert_eq!(object_id("@51233"), Ok(51233));
        assert_eq!(object_id("51233"), Ok(51233));
        assert_eq!(object_id("@4294967295"), Ok(u32::MAX));
        for wrong in ["", "@", "@@1", "@-1", "@+1", "+1", "@1x", "@ 1", "@4294967296", "@99999999999999999999"] {
            assert!(object_id(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn rows_are_ordered_as_devtools_shows_them_first() {
        let parsed = Arguments::try_parse_from(["leakscope", "retainers", "file", "@1", "@3"]).unwrap();
        let Command::Retainers(Retainers { ids, sort, .. }) = parsed.command else { unreachable!() };
        assert_eq!((ids, sort), (vec![1, 3], Sort { column: SortColumn::Distance, ascending: true }));
        let parsed = Arguments::try_parse_from(["leakscope", "compare", "old", "new"]).unwrap();
        let Command::Compare(Compare { sort, .. }) = parsed.command else { unreachable!() };
        assert_eq!(sort, Sort { column: SortColumn::SizeDelta, ascending: false });
        let parsed = Arguments::try_parse_from(["leakscope", "summary", "file"]).unwrap();
        let Command::Summary(Summary { sort, .. }) = parsed.command else { unreachable!() };
        assert_eq!(sort, Sort { column: SortColumn::RetainedSize, ascending: false });
    }
}
