//! Where text goes: results to the standard output, everything else to the standard error.

use std::io::{self, Write};

use super::failure::Failure;

/// Writes a result.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Writes a line where no program takes it for the result. With nowhere to complain to, the exit code still tells.
pub fn complain(line: &str) {
    let _ = io::stderr().write_all(line.as_bytes());
}
