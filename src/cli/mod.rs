//! The command line: arguments → heaps → rows → text on the standard output.
//!
//! Each command is a file with its options (`Args`) and what it does (`run`). What several of them need: options in
//! `shared_arguments`, files in `open`, several snapshots of one program in `series`, text in `output`, endings in
//! `failure` and `exit_code`.

mod allocations;
mod arguments;
mod both;
mod closures;
mod compare;
mod contents;
mod cuts;
mod describe;
mod dominators;
mod exit_code;
#[cfg(all(feature = "parquet", not(target_family = "wasm")))]
mod export;
mod failure;
mod find;
#[cfg(feature = "manual")]
mod manual;
#[cfg(all(feature = "mcp", not(target_family = "wasm")))]
mod mcp;
mod merged_paths;
mod nodes;
mod open;
mod output;
mod path;
mod progress;
mod redact;
mod redaction_key;
mod retainers;
mod series;
mod shared_arguments;
mod sort;
mod source_maps;
mod statistics;
mod strings;
mod summary;
mod suspects;
mod threads;
mod timeline;
mod unused_variables;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;
use output::complain;

/// Runs what was typed.
pub fn main() -> ExitCode {
    let Arguments { command, threads, source_maps } = Arguments::parse();
    threads::use_at_most(threads);
    match source_maps::use_given(source_maps).and_then(|()| run(command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(line) = failure.line() {
                complain(&line);
            }
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Summary(arguments) => summary::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Retainers(arguments) => retainers::run(arguments),
        Command::Contents(arguments) => contents::run(arguments),
        Command::Containment(arguments) => contents::run_containment(arguments),
        Command::Dominators(arguments) => dominators::run(arguments),
        Command::Statistics(arguments) => statistics::run(arguments),
        Command::Strings(arguments) => strings::run(arguments),
        Command::Allocations(arguments) => allocations::run(arguments),
        Command::Closures(arguments) => closures::run(arguments),
        Command::UnusedVariables(arguments) => unused_variables::run(arguments),
        Command::MergedPaths(arguments) => merged_paths::run(arguments),
        Command::Find(arguments) => find::run(arguments),
        Command::Path(arguments) => path::run(&arguments),
        Command::Cuts(arguments) => cuts::run(arguments),
        Command::Nodes(arguments) => nodes::run(&arguments),
        Command::Suspects(arguments) => suspects::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Timeline(arguments) => timeline::run(arguments),
        Command::Redact(arguments) => redact::run(&arguments),
        #[cfg(all(feature = "parquet", not(target_family = "wasm")))]
        Command::Export(arguments) => export::run(&arguments),
        #[cfg(all(feature = "mcp", not(target_family = "wasm")))]
        Command::Mcp(arguments) => mcp::run(&arguments),
        Command::Describe(arguments) => describe::run(&arguments),
        #[cfg(feature = "manual")]
        Command::Manual(arguments) => manual::run(&arguments, <Arguments as clap::CommandFactory>::command()),
    }
}
