//! The command line's time and memory, as the system counts them for a process that has ended.

use std::path::Path;

use anyhow::Result;

use crate::bench::figures::Figures;

/// Prints a summary of one file, or compares two, and weighs the process.
#[cfg(unix)]
pub fn measure(program: &Path, files: &[&Path]) -> Result<Figures> {
    use std::process::{Command, Stdio};
    use std::time::Instant;

    use anyhow::{Context, ensure};

    let start = Instant::now();
    let verb = if files.len() == 1 { "summary" } else { "compare" };
    let mut command = Command::new(program);
    command.arg(verb).args(files).args(["--limit", "1"]).stdout(Stdio::null());
    let child = command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
    let (status, usage) = wait(child.id())?;
    let shown = start.elapsed().as_secs_f64();
    ensure!(status == 0, "`leakscope {verb}` failed (wait status {status})");
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    // Linux counts memory in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1.0 } else { 1024.0 };
    Ok(Figures {
        shown: Some(shown),
        cpu: Some(seconds(usage.ru_utime) + seconds(usage.ru_stime)),
        peak: Some(usage.ru_maxrss as f64 * unit / 1e6),
        ..Figures::default()
    })
}

/// Waits until a child ends; the standard library does that too, but does not tell what the child has used.
#[cfg(unix)]
fn wait(child: u32) -> Result<(libc::c_int, libc::rusage)> {
    let mut status = 0;
    // SAFETY: a `rusage` is plain numbers, for which all zeros are a value.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both pointers are to variables of the right types that live until the call returns.
        let ended = unsafe { libc::wait4(child.cast_signed(), &raw mut status, 0, &raw mut usage) };
        if ended >= 0 {
            return Ok((status, usage));
        }
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(error.into());
        }
    }
}

#[cfg(not(unix))]
pub fn measure(_program: &Path, _files: &[&Path]) -> Result<Figures> {
    anyhow::bail!("this system does not tell what a process has used; measure the command line on Linux or macOS")
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn weighs_a_process() {
        let figures = measure(Path::new("true"), &[]).unwrap();
        assert!(figures.cpu.unwrap() < figures.shown.unwrap() + 0.1);
        assert!(figures.peak.unwrap() > 0.1, "{figures:?}");
    }

    #[test]
    fn reports_a_failure() {
        assert!(measure(Path::new("false"), &[]).is_err());
        assert!(measure(Path::new("/no/such/program"), &[]).is_err());
    }
}
