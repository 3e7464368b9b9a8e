//! A guard of the engine's speed that no busy machine disturbs: how many instructions the command line and the page's
//! engine execute on two samples, beside the figures recorded in tests/bench/instructions.json. `cargo xtask test` checks
//! them, `cargo xtask guard --renew` records new ones. Those of the command line (`native`) are those of Linux on x86-64;
//! those of the page (`page`) depend on no processor.

mod counts;
mod instrument;
mod native;
mod page;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use flate2::read::MultiGzDecoder;

use counts::{Counts, change, complaint, read, table};

const RECORDED: &str = "tests/bench/instructions.json";
const SAMPLES: [&str; 2] = ["node18-leak-before.heapsnapshot", "node18-leak-after.heapsnapshot"];

#[derive(Debug, Args)]
pub struct Guard {
    /// Record what is counted now; to be committed with the change that made it so
    #[arg(long)]
    renew: bool,
    /// Print what is counted now beside the counts of another build, in a file like the recorded one; nothing fails
    #[arg(long, value_name = "FILE", conflicts_with = "renew")]
    beside: Option<PathBuf>,
}

impl Guard {
    pub fn run(&self, root: &Path) -> Result<()> {
        if let Some(other) = &self.beside {
            let (other, counted) = (read(other)?, count(root)?);
            print!("{}", table(&other, &counted));
            return Ok(());
        }
        if !self.renew {
            return check(root);
        }
        let counted = count(root)?;
        for (what, count) in &counted {
            println!("{what}: {count} instructions");
        }
        // What may not be counted here stays.
        let mut recorded = read(&root.join(RECORDED))?;
        recorded.retain(|what, _| what.starts_with(native::PREFIX));
        recorded.extend(counted);
        fs::write(root.join(RECORDED), serde_json::to_string_pretty(&recorded)? + "\n")?;
        println!("recorded in {RECORDED}");
        Ok(())
    }
}

/// Counts, and fails if a count is far from the recorded one in either direction: what has become better must not become
/// worse again unnoticed.
pub fn check(root: &Path) -> Result<()> {
    let (recorded, counted) = (read(&root.join(RECORDED))?, count(root)?);
    let mut complaints = Vec::new();
    for (what, &now) in &counted {
        let Some(&before) = recorded.get(what) else {
            bail!("{RECORDED} has no {what}; record anew: cargo xtask guard --renew");
        };
        println!("{what}: {now} instructions, {:+.2} % of {before}", 100.0 * change(before, now));
        complaints.extend(complaint(what, before, now));
    }
    if !complaints.is_empty() {
        bail!("{}", complaints.join("; "));
    }
    Ok(())
}

/// Everything that can be counted here.
fn count(root: &Path) -> Result<Counts> {
    let [before, after] = SAMPLES.map(|name| unpacked(root, name));
    let (before, after) = (before?, after?);
    let mut counts = page::count(root, &before, &after)?;
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        counts.extend(native::count(root, &before, &after)?);
    } else {
        println!("the command line is not counted here: the recorded figures are those of Linux on x86-64");
    }
    Ok(counts)
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
