//! The command line `leakscope`: for snapshots that a browser tab cannot hold, and for scripts.
//!
//! `cli` reads the arguments, opens the files and prints what `leakscope::report` makes of them. `cli/exit_code.rs` lists
//! the exit codes.

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
mod cli;

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn main() -> std::process::ExitCode {
    cli::main()
}

/// The page gets the engine as a library; there is no command line there. Under WASI there is one: it is the npm package.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn main() {}
