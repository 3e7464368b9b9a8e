//! Progress on the standard error, only where a person can see it: one line, rewritten in place and wiped at the end.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use leakscope::report::escaped;

/// The line; it disappears when this is dropped.
#[derive(Debug)]
pub struct Progress {
    file: String,
    is_seen: bool,
    shown: String,
}

impl Progress {
    /// Progress with a file.
    pub fn of(file: &Path) -> Self {
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        Self { file: escaped(&name), is_seen: io::stderr().is_terminal(), shown: String::new() }
    }

    /// Shows what is being done, and how much of the file has been read if its size is known.
    pub fn show(&mut self, phase: &str, read: u64, size: Option<u64>) {
        if !self.is_seen {
            return;
        }
        let percent = size.filter(|&size| size > 0).map(|size| format!(", {} %", read.min(size) * 100 / size));
        let line = format!("{}: {phase}{}", self.file, percent.unwrap_or_default());
        if line != self.shown {
            write(&line);
            self.shown = line;
        }
    }

    /// Makes way for another line on the standard error.
    pub fn interrupt(&mut self) {
        if !std::mem::take(&mut self.shown).is_empty() {
            write("");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.interrupt();
    }
}

/// Replaces the line. That it cannot be seen is no reason to stop.
fn write(line: &str) {
    let _ = write!(io::stderr(), "\r\x1b[K{line}");
}
