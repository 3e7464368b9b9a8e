//! A guard of the engine's speed that no busy machine disturbs: how many instructions the command line executes on two
//! samples, beside the figures recorded in tests/bench/instructions.json. `cargo xtask test` checks them, `cargo xtask
//! guard --renew` records new ones. Figures of different processors and systems cannot be compared; they are those of
//! Linux on x86-64.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use flate2::read::MultiGzDecoder;

use crate::{engine, tools};

const RECORDED: &str = "tests/bench/instructions.json";
const SAMPLES: [&str; 2] = ["node18-leak-before.heapsnapshot", "node18-leak-after.heapsnapshot"];

/// How far a count may lie from the recorded one, as a part of it. Counts of one program differ by two hundredths of a
/// percent, because hash tables are seeded at random; the rest is for processors whose vectors are of another width.
const TOLERANCE: f64 = 0.03;

#[derive(Debug, Args)]
pub struct Guard {
    /// Record what is counted now; to be committed with the change that made it so
    #[arg(long)]
    renew: bool,
}

/// Instructions by command.
type Counts = BTreeMap<String, u64>;

impl Guard {
    pub fn run(&self, root: &Path) -> Result<()> {
        if !self.renew {
            return check(root);
        }
        let counted = count(root)?;
        for (command, count) in &counted {
            println!("leakscope {command}: {count} instructions");
        }
        fs::write(root.join(RECORDED), serde_json::to_string_pretty(&counted)? + "\n")?;
        println!("recorded in {RECORDED}");
        Ok(())
    }
}

/// Counts, and fails if a count is far from the recorded one in either direction: what has become better must not become
/// worse again unnoticed.
pub fn check(root: &Path) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("not counted here: the recorded figures are those of Linux on x86-64");
        return Ok(());
    }
    let recorded = fs::read_to_string(root.join(RECORDED)).with_context(|| format!("cannot read {RECORDED}"))?;
    let recorded: Counts = serde_json::from_str(&recorded).with_context(|| format!("in {RECORDED}"))?;
    let counted = count(root)?;
    ensure!(
        recorded.keys().eq(counted.keys()),
        "{RECORDED} is of other commands; record anew: cargo xtask guard --renew"
    );
    let mut complaints = Vec::new();
    for ((command, &now), &before) in counted.iter().zip(recorded.values()) {
        println!("leakscope {command}: {now} instructions, {:+.2} % of {before}", 100.0 * change(before, now));
        complaints.extend(complaint(command, before, now));
    }
    if !complaints.is_empty() {
        bail!("{}", complaints.join("; "));
    }
    Ok(())
}

/// What is wrong with a count.
fn complaint(command: &str, before: u64, now: u64) -> Option<String> {
    let change = change(before, now);
    let percent = 100.0 * change.abs();
    if change > TOLERANCE {
        Some(format!(
            "leakscope {command} takes {percent:.1} % more instructions than recorded; if it is worth it: \
             cargo xtask guard --renew"
        ))
    } else if change < -TOLERANCE {
        Some(format!(
            "leakscope {command} takes {percent:.1} % fewer instructions than recorded; keep it so: \
             cargo xtask guard --renew"
        ))
    } else {
        None
    }
}

fn change(before: u64, now: u64) -> f64 {
    now as f64 / before as f64 - 1.0
}

fn count(root: &Path) -> Result<Counts> {
    let valgrind = tools::valgrind()?;
    let program = engine::build_command_line(root)?;
    let [before, after] = SAMPLES.map(|name| unpacked(root, name));
    let (before, after) = (before?, after?);
    let pair: &[&Path] = &[&before, &after];
    let runs: [(&str, &[&Path]); 3] = [("summary", &[&after]), ("compare", pair), ("suspects", pair)];
    runs.into_iter()
        .map(|(command, files)| {
            let mut callgrind = Command::new(&valgrind);
            callgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
            // Without threads: which of them waits for which is different each time.
            callgrind.arg(&program).args([command, "--threads", "1"]).args(files);
            Ok((command.to_owned(), instructions(&mut callgrind)?))
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

/// A sample as it was before it was packed, so that the unpacking is not counted.
fn unpacked(root: &Path, name: &str) -> Result<PathBuf> {
    let packed = root.join("tests/samples").join(format!("{name}.gz"));
    let folder = root.join("target/guard");
    fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    let file = File::open(&packed).with_context(|| format!("cannot open {}", packed.display()))?;
    io::copy(&mut MultiGzDecoder::new(file), &mut File::create(&path)?)?;
    Ok(path)
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

    #[test]
    fn complains_in_both_directions() {
        assert_eq!(complaint("summary", 1000, 1029), None);
        assert_eq!(complaint("summary", 1000, 971), None);
        assert!(complaint("summary", 1000, 1031).is_some_and(|text| text.contains("3.1 % more")));
        assert!(complaint("summary", 1000, 969).is_some_and(|text| text.contains("3.1 % fewer")));
    }
}
