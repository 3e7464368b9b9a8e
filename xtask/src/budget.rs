//! What a visitor downloads, beside what it may be. A build that is larger fails: who adds something looks for what can go,
//! or raises the budget with the reason in docs/performance.md.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes of the engine, served with gzip. The aim is 200,000.
const ENGINE: usize = 640_000;

/// Bytes of all scripts but that of Practise, the page's and the worker's, served with gzip. The aim is 40,000.
const SCRIPTS: usize = 75_000;

/// Bytes of those that the start page and Suspects need; the others are the script that `www/views/shell/later.ts` makes.
const FIRST_SCRIPTS: usize = 46_400;

/// Bytes of the script of Practise, which only who practises fetches.
const PRACTICE_SCRIPT: usize = 5_500;

/// Bytes of the page as one file, as it is copied about.
const SINGLE_FILE: u64 = 1_100_000;

/// Prints the size of the page as one file and fails if it is over the budget.
pub fn check_single_file(file: &Path) -> Result<()> {
    let bytes = fs::metadata(file).with_context(|| format!("cannot find {}", file.display()))?.len();
    println!("one file: {bytes} bytes, of {SINGLE_FILE} at most");
    ensure!(bytes <= SINGLE_FILE, "one file: {} bytes over the budget of xtask/src/budget.rs", bytes - SINGLE_FILE);
    Ok(())
}

/// Prints the engine's size and fails if it is over the budget.
pub fn check_engine(wasm: &Path) -> Result<()> {
    check("engine", &[wasm.to_owned()], ENGINE)
}

/// Prints the size of all scripts of the site and fails if it is over the budget.
pub fn check_scripts(site: &Path) -> Result<()> {
    let folder = site.join("assets");
    let entries = fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut scripts = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            scripts.push(path);
        }
    }
    ensure!(!scripts.is_empty(), "{} has no scripts", folder.display());
    let practice = taken_out(&mut scripts, "practice-");
    ensure!(!practice.is_empty(), "{} has no script of Practise", folder.display());
    check("script of Practise", &practice, PRACTICE_SCRIPT)?;
    check("scripts", &scripts, SCRIPTS)?;
    let later = taken_out(&mut scripts, "later-");
    ensure!(!later.is_empty(), "{} has no script of later views", folder.display());
    check("scripts of the first screen", &scripts, FIRST_SCRIPTS)
}

/// Takes the files whose names begin so out of the others.
fn taken_out(files: &mut Vec<PathBuf>, beginning: &str) -> Vec<PathBuf> {
    let is_meant =
        |file: &mut PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning));
    files.extract_if(.., is_meant).collect()
}

fn check(what: &str, files: &[PathBuf], budget: usize) -> Result<()> {
    let (mut raw, mut packed) = (0, 0);
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&bytes)?;
        raw += bytes.len();
        packed += encoder.finish()?.len();
    }
    println!("{what}: {raw} bytes, {packed} when served with gzip, of {budget} at most");
    ensure!(packed <= budget, "{what}: {} bytes over the budget of xtask/src/budget.rs", packed - budget);
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_too_large_fails() {
        let file = std::env::temp_dir().join(format!("leakscope-budget-{}", std::process::id()));
        // Digits of a multiplication: nothing that gzip could make much smaller.
        let bytes: Vec<u8> = (1..=2000u32).flat_map(|at| at.wrapping_mul(0x9e37_79b1).to_le_bytes()).collect();
        fs::write(&file, bytes).unwrap();
        let checked = |budget| check("file", std::slice::from_ref(&file), budget);
        let (fits, is_over) = (checked(9000), checked(1000));
        fs::remove_file(&file).unwrap();
        assert!(fits.is_ok());
        assert!(is_over.unwrap_err().to_string().contains("over the budget"));
    }
}
