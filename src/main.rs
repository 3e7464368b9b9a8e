//! The command line `leakscope`: for snapshots that a browser tab cannot hold, and for scripts.
//!
//! `cli` reads the arguments, opens the files and prints what `leakscope::report` makes of them. Exit codes: 0, 1 if a
//! file cannot be read (or the output not written), 2 for wrong use.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::main()
}

/// The engine goes to the page as a library; there is no command line there.
#[cfg(target_arch = "wasm32")]
fn main() {}
