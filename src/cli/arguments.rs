//! What can be typed: the commands. The options of each stand in its own file, those of several in `shared_arguments`.

use std::num::NonZeroUsize;

use clap::{Parser, Subcommand};

#[cfg(all(feature = "parquet", not(target_family = "wasm")))]
use super::export;
#[cfg(feature = "manual")]
use super::manual;
#[cfg(all(feature = "mcp", not(target_family = "wasm")))]
use super::mcp;
use super::{
    allocations, closures, compare, contents, cuts, describe, dominators, exit_code, find, merged_paths, nodes, path,
    redact, retainers, source_maps, statistics, strings, summary, suspects, timeline, unused_variables, verify,
};

/// With the commit, if the build was told it, as releases are: `cargo xtask dist` does so.
const VERSION: &str = match option_env!("LEAKSCOPE_VERSION") {
    Some(version) => version,
    None => env!("CARGO_PKG_VERSION"),
};

/// Finds memory leaks in V8 heap snapshots: what grew, and who holds it.
///
/// FILE is a .heapsnapshot or .heaptimeline file as written by Node.js or Chrome, plain or packed with gzip or zstd, or
/// JavaScriptCore's snapshot, as Bun and Safari write it; - reads the standard input. All numbers are those of Chrome DevTools. The JSON is described in docs/json.md.
#[derive(Debug, Parser)]
#[command(version = VERSION, after_help = exit_code::help())]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Work with at most so many threads; with one in the least memory [default: as many as the machine has]
    #[arg(long, global = true, value_name = "N", hide_default_value = true)]
    pub threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub source_maps: source_maps::Args,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Totals, statistics, and a row per class
    #[command(after_help = "Example: leakscope summary --filter session --sort count --limit 20 app.heapsnapshot")]
    Summary(summary::Args),
    /// What is new, gone and grown from an older snapshot to a newer one of the same process
    #[command(after_help = "Example: leakscope compare --limit 10 before.heapsnapshot after.heapsnapshot")]
    Compare(compare::Args),
    /// Who holds an object: the rows of DevTools' Retainers pane
    #[command(after_help = "Example: leakscope retainers app.heapsnapshot @51233")]
    Retainers(retainers::Args),
    /// What an object refers to: the program's own links first, V8's last; of Maps and Sets the entries, too
    #[command(after_help = "Example: leakscope contents --limit 20 app.heapsnapshot @51233")]
    Contents(contents::Args),
    /// What the roots refer to: the first level of DevTools' Containment
    #[command(after_help = "Example: leakscope containment app.heapsnapshot")]
    Containment(contents::ContainmentArgs),
    /// What would be free without an object: what it dominates immediately; without an id, what the root does
    #[command(after_help = "Example: leakscope dominators --limit 20 app.heapsnapshot @51233")]
    Dominators(dominators::Args),
    /// What the bytes of a snapshot are, by kind as in DevTools' Statistics, and by native context
    #[command(after_help = "Example: leakscope statistics app.heapsnapshot")]
    Statistics(statistics::Args),
    /// The texts of a heap and their bytes; with --duplicates those of which there are several strings, and what would be saved if
    /// each were there once
    #[command(after_help = "Example: leakscope strings --duplicates --limit 20 app.heapsnapshot")]
    Strings(strings::Args),
    /// How many closures each function has made that are alive, and what they keep alive, with file, line and column
    #[command(after_help = "Example: leakscope closures --limit 20 app.heapsnapshot")]
    Closures(closures::Args),
    /// Which functions allocated what, with file, line and column, and their callers; and on which stack an object was allocated.
    /// In recordings of allocations with stacks (.heaptimeline). V8 counts once what it makes together, as an object with its elements:
    /// more can be alive than were counted
    #[command(after_help = "Examples: leakscope allocations --callers 3 --limit 10 app.heaptimeline
          leakscope allocations app.heaptimeline @51233
          leakscope allocations --over-time app.heaptimeline")]
    Allocations(allocations::Args),
    /// Variables that contexts keep although no living function uses them; in files of Chrome 156, V8 15.0 and later
    #[command(after_help = "Example: leakscope unused-variables --limit 20 page.heapsnapshot")]
    UnusedVariables(unused_variables::Args),
    /// What holds the instances of a class: their retaining paths, folded by links and classes
    #[command(after_help = "Example: leakscope merged-paths --limit 40 app.heapsnapshot Session")]
    MergedPaths(merged_paths::Args),
    /// Objects by what they are called and what they weigh
    #[command(after_help = "Examples: leakscope find app.heapsnapshot 'class:Session retained>1MB'
          leakscope find app.heapsnapshot '/^on[A-Z]/'

A query is text, an /expression/ (/…/i for any case), or any of these, all of which have to hold:
  @51233                       the object with this id
  class:TEXT  name:TEXT        in the name of the class, of the object
  string:TEXT  property:TEXT   in the text of a string, in the name of a property or variable
  type:closure                 of this node type
  detached                     a DOM node in no document
  retained>1MB  shallow<=64  distance<5
TEXT may be \"in quotes\" or an /expression/. Anything else is text, to be found in any of the names.")]
    Find(find::Args),
    /// The retaining path of an object, from it to the root: of the short ones the most readable
    #[command(after_help = "Example: leakscope path app.heapsnapshot @51233")]
    Path(path::Args),
    /// What would have to be cut so that an object becomes free: the smallest sets of links, the nearest first
    #[command(
        after_help = "Free as retained sizes count it: what only V8's own roots hold as well, such as its stack, counts as \
        free, though V8 may keep it for a while.\n\nExample: leakscope cuts app.heapsnapshot @51233"
    )]
    Cuts(cuts::Args),
    /// Every node in file order, a line of JSON each
    #[command(after_help = "Example: leakscope nodes app.heapsnapshot | grep '\"name\":\"Session\"'")]
    Nodes(nodes::Args),
    /// Who holds what grew, said in one sentence each
    #[command(after_help = "Example: leakscope suspects before.heapsnapshot after.heapsnapshot later.heapsnapshot")]
    Suspects(suspects::Args),
    /// Whether a fix helped: the suspects of one pair, looked for in a pair of the repaired program
    #[command(
        after_help = "Example: leakscope verify a.heapsnapshot b.heapsnapshot --against fixed-a.heapsnapshot fixed-b.heapsnapshot"
    )]
    Verify(verify::Args),
    /// How many objects of each class there are in each of several snapshots, and who holds what grew
    #[command(after_help = "Example: leakscope timeline --limit 20 a.heapsnapshot b.heapsnapshot c.heapsnapshot")]
    Timeline(timeline::Args),
    /// A copy of a snapshot without data, to be attached to a public report: texts, keys and names that the program's code
    /// does not name are replaced by others of the same length; all numbers and links stay
    #[command(after_help = "Example: leakscope redact app.heapsnapshot app-redacted.heapsnapshot.gz

Equal texts have equal replacements, in all copies that you make: a key of yours decides on them, which is kept in
leakscope/redaction-key below $XDG_STATE_HOME, ~/.local/state or %LOCALAPPDATA%. docs/redaction.md says what stays.")]
    Redact(redact::Args),
    /// Snapshots as tables in Parquet, for DuckDB, Spark and others: nodes, edges, classes, and the suspects of each
    /// snapshot against the one before
    #[cfg(all(feature = "parquet", not(target_family = "wasm")))]
    #[command(after_help = "Example: leakscope export monday.heapsnapshot tuesday.heapsnapshot --to week
         duckdb -c \"SELECT * FROM 'week/suspects/*/*.parquet' ORDER BY retained_growth DESC\"

The tables and ten queries stand in docs/scale.md.")]
    Export(export::Args),
    /// Answers an agent's questions about snapshots on the standard input and output, by the Model Context Protocol
    #[cfg(all(feature = "mcp", not(target_family = "wasm")))]
    #[command(after_help = "Example: leakscope mcp --redact

It is started by the agent: docs/mcp.md says how, and which tools there are.")]
    Mcp(mcp::Args),
    /// The names that the page has to share with the engine, as JSON: for tests
    #[command(hide = true)]
    Describe(describe::Args),
    /// Write the manual pages and the completions of shells into a folder: for releases
    #[cfg(feature = "manual")]
    #[command(hide = true)]
    Manual(manual::Args),
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use clap::CommandFactory;
    use leakscope::{Sort, SortColumn};

    use super::*;

    #[test]
    fn the_commands_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn rows_are_ordered_as_devtools_shows_them_first() {
        let parsed = Arguments::try_parse_from(["leakscope", "retainers", "file", "@1", "@3"]).unwrap();
        let Command::Retainers(retainers::Args { ids, sort, .. }) = parsed.command else { unreachable!() };
        assert_eq!((ids, sort), (vec![1, 3], Sort { column: SortColumn::Distance, ascending: true }));
        let parsed = Arguments::try_parse_from(["leakscope", "compare", "old", "new"]).unwrap();
        let Command::Compare(compare::Args { sort, .. }) = parsed.command else { unreachable!() };
        assert_eq!(sort, Sort { column: SortColumn::SizeDelta, ascending: false });
        let parsed = Arguments::try_parse_from(["leakscope", "summary", "file"]).unwrap();
        let Command::Summary(summary::Args { sort, .. }) = parsed.command else { unreachable!() };
        assert_eq!(sort, Sort { column: SortColumn::RetainedSize, ascending: false });
    }

    #[test]
    fn help_knows_every_exit_code() {
        let help = Arguments::command().render_help().to_string();
        for (code, meaning) in exit_code::ALL {
            assert!(help.contains(&format!("{code}  {meaning}")), "{help}");
        }
    }
}
