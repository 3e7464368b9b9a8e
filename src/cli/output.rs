//! Where text goes: results to the standard output, everything else to the standard error.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

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

/// Where a file or a folder is written until it is complete.
pub fn beside(place: &Path) -> PathBuf {
    // Without the separator at the end, behind which the name would be one inside.
    let mut name = place.components().as_path().as_os_str().to_owned();
    name.push(".part");
    name.into()
}
