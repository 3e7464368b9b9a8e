//! The command line `leakscope`: for snapshots that a browser tab cannot hold, and for scripts.
//!
//! `cli` reads the arguments, opens the files and prints what `leakscope::report` makes of them. `cli/exit_code.rs` lists
//! the exit codes.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

/// The engine goes to the page as a library; there is no command line there.
#[cfg(target_arch = "wasm32")]
fn main() {}
