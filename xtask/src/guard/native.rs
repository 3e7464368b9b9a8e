//! The instructions of the command line, counted by valgrind (callgrind).

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::counts::Counts;
use crate::{engine, tools};

/// How its counts are called.
pub const PREFIX: &str = "native ";

/// Counts commands on two samples.
pub fn count(root: &Path, before: &Path, after: &Path) -> Result<Counts> {
    let valgrind = tools::valgrind()?;
    let program = engine::build_command_line(root)?;
    let pair: &[&Path] = &[before, after];
    let runs: [(&str, &[&Path]); 3] = [("summary", &[after]), ("compare", pair), ("suspects", pair)];
    runs.into_iter()
        .map(|(command, files)| {
            let mut callgrind = Command::new(&valgrind);
            callgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
            // Without threads: which of them waits for which is different each time.
            callgrind.arg(&program).args([command, "--threads", "1"]).args(files);
            Ok((format!("{PREFIX}{command}"), instructions(&mut callgrind)?))
        })
        .collect()
}

/// Runs callgrind and gives the sum that it prints.
fn instructions(callgrind: &mut Command) -> Result<u64> {
    let output = callgrind.stdout(Stdio::null()).output().context("cannot start valgrind")?;
    let printed = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "callgrind failed:\n{printed}");
    collected(&printed).with_context(|| format!("callgrind counted nothing:\n{printed}"))
}

/// The number in callgrind's line `==1234== Collected : 56789`.
fn collected(printed: &str) -> Option<u64> {
    let line = printed.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_count_in_what_callgrind_prints() {
        let printed = "==71== Events    : Ir\n==71== Collected : 149376886\n==71== \n";
        assert_eq!(collected(printed), Some(149_376_886));
        assert_eq!(collected("==71== Events    : Ir\n"), None);
        assert_eq!(collected("==71== Collected : \n"), None);
    }
}
