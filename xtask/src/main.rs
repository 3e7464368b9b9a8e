//! The project's own commands, run as `cargo xtask …`: build and serve the page, test everything, write the site.
//! Each installs what it needs first, so that a clean clone with cargo and Node.js is enough.

mod engine;
mod run;
mod settings;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "leakscope's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the engine for the page: wasm and its JavaScript side, as wasm-pack.toml says
    Engine,
}

/// The root of the repository: cargo says where this package is now, the compiler where it was.
fn root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    PathBuf::from(package).join("..")
}

fn main() -> ExitCode {
    let root = root();
    let result = match Arguments::parse().command {
        Task::Engine => engine::build(&root),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
