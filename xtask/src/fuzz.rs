//! `cargo xtask fuzz`: libFuzzer on the targets of `fuzz/`, each for some minutes, from the seeds that are stored and what
//! earlier runs have found.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::run::run;
use crate::tools;

const CARGO_FUZZ: tools::Crate = tools::Crate { name: "cargo-fuzz", version: "0.13.2" };

/// One input takes no longer, in seconds: what it holds is small.
const LONGEST: u32 = 10;
/// One input takes no more memory, in megabytes: a file of 64 kB unpacks to 64 MB at the most (`MOST_EXPANSION`).
const MOST_MEMORY: u32 = 2048;
const MOST_BYTES: u32 = 64 << 10;

#[derive(Debug, Args)]
pub struct Fuzz {
    /// How long each target is run
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    minutes: u32,
    /// The targets, by the names of their files in fuzz/fuzz_targets; all of them if none is named
    #[arg(value_name = "TARGET")]
    targets: Vec<String>,
}

impl Fuzz {
    pub fn run(&self, root: &Path) -> Result<()> {
        let known = targets(root)?;
        if let Some(unknown) = self.targets.iter().find(|target| !known.contains(target)) {
            bail!("there is no target `{unknown}`, only {}", known.join(", "));
        }
        let chosen = if self.targets.is_empty() { &known } else { &self.targets };
        for target in chosen {
            let (corpus, seeds) = (format!("fuzz/corpus/{target}"), format!("fuzz/seeds/{target}"));
            fs::create_dir_all(root.join(&corpus)).with_context(|| format!("cannot make {corpus}"))?;
            run(cargo_fuzz(root)?.args(["build", "--fuzz-dir", "fuzz", target]))?;
            let mut fuzz = cargo_fuzz(root)?;
            // What is found goes to the first folder.
            fuzz.args(["run", "--fuzz-dir", "fuzz", target, &corpus, &seeds, "--"]).args([
                format!("-max_total_time={}", 60 * self.minutes),
                format!("-timeout={LONGEST}"),
                format!("-rss_limit_mb={MOST_MEMORY}"),
                format!("-max_len={MOST_BYTES}"),
                "-dict=fuzz/heap.dict".to_owned(),
                "-print_final_stats=1".to_owned(),
            ]);
            run(&mut fuzz).with_context(|| {
                format!("the input that made `{target}` fail is in fuzz/artifacts/{target}; mend it with a test beside the code")
            })?;
        }
        Ok(())
    }
}

/// cargo-fuzz with the compiler that it needs.
fn cargo_fuzz(root: &Path) -> Result<Command> {
    let program = tools::cargo_program(root, &CARGO_FUZZ)?;
    let mut command = tools::nightly(root, &[])?;
    command.arg(program);
    // As cargo would call it.
    command.arg("fuzz");
    Ok(command)
}

/// The names of all targets, in order.
fn targets(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("fuzz/fuzz_targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|extension| extension == "rs")) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    ensure!(!names.is_empty(), "{} has no targets", folder.display());
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_target_is_built_and_has_seeds() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let manifest = fs::read_to_string(root.join("fuzz/Cargo.toml")).unwrap();
        for target in targets(&root).unwrap() {
            assert!(manifest.contains(&format!("name = \"{target}\"\n")), "{target} is not in fuzz/Cargo.toml");
            let seeds = fs::read_dir(root.join("fuzz/seeds").join(&target)).unwrap();
            assert!(seeds.count() > 0, "{target} has no seeds");
        }
    }

    #[test]
    fn a_target_that_is_not_there_is_refused() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let fuzz = Fuzz { minutes: 1, targets: vec!["nothing".to_owned()] };
        assert!(fuzz.run(&root).unwrap_err().to_string().contains("there is no target `nothing`"));
    }
}
