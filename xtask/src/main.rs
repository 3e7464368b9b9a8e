//! The project's own commands, run as `cargo xtask …`: build and serve the page, test everything, write the site.
//! Each installs what it needs first, so that a clean clone with cargo and Node.js is enough.

mod bench;
mod budget;
mod dist;
mod engine;
mod files;
mod fuzz;
mod guard;
mod licences;
mod machine_paths;
mod miri;
mod npm;
mod page;
mod pictures;
mod reproducible;
mod run;
mod serve;
mod server;
mod settings;
mod short_names;
mod supply_chain;
mod test;
mod tidy;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "leakscope's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the page and serve it on this machine
    Serve(serve::Serve),
    /// Run every check and test, or some of them
    Test(test::Test),
    /// Measure leakscope beside the heap-snapshot worker of Chrome DevTools
    Bench(bench::BenchCommand),
    /// Count the engine's instructions and compare them with the recorded counts
    Guard(guard::Guard),
    /// Write the site to dist/, ready for any web server and any folder of it
    Dist(dist::Dist),
    /// Make the pictures of the README and of docs/guide.md anew
    Pictures(pictures::Pictures),
    /// Feed made-up files to the readers and made-up questions to the rest, for some minutes
    Fuzz(fuzz::Fuzz),
    /// Run the readers' tests under Miri, also with addresses of 32 bits
    Miri(miri::Miri),
    /// Judge the licences, sources and known vulnerabilities of what all is built from
    SupplyChain(supply_chain::SupplyChain),
    /// Build the engine alone, for the page: wasm and its JavaScript side, as wasm-pack.toml says
    Engine,
}

impl Task {
    fn run(&self, root: &Path) -> Result<ExitCode> {
        match self {
            Task::Serve(serve) => serve.run(root)?,
            Task::Test(test) => return Ok(test.run(root)),
            Task::Bench(bench) => bench.run(root)?,
            Task::Guard(guard) => guard.run(root)?,
            Task::Dist(dist) => dist.run(root)?,
            Task::Pictures(pictures) => pictures.run(root)?,
            Task::Fuzz(fuzz) => fuzz.run(root)?,
            Task::Miri(miri) => miri.run(root)?,
            Task::SupplyChain(supply_chain) => supply_chain.run(root)?,
            Task::Engine => engine::build(root)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The root of the repository: cargo says where this package is now, the compiler where it was.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(package).join("..")
}

fn main() -> ExitCode {
    Arguments::parse().command.run(&root()).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
