//! The instructions of the page's engine. It is run as it is in the page, with wasm-bindgen's own script, but counts what
//! it executes (`instrument`). An interpreter would count as well, but would have to be given all that the engine asks of
//! JavaScript, and xtask, which every command builds, would have to compile one: this is of a crate that is there anyway.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::counts::Counts;
use super::instrument;
use crate::run::output;
use crate::{engine, tools};

/// Counts what the page does with two samples.
pub fn count(root: &Path, before: &Path, after: &Path) -> Result<Counts> {
    let wasm = engine::package(root)?;
    let counting = root.join("target/guard/counting.wasm");
    let bytes = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    fs::write(&counting, instrument::counting(&bytes)?)?;
    let mut node = tools::node(root)?;
    let printed = output(node.arg("tests/bench/instructions.mjs").arg(&counting).args([before, after]))?;
    let counts: Counts = serde_json::from_str(&printed).with_context(|| format!("not understood: {printed}"))?;
    Ok(counts.into_iter().map(|(what, count)| (format!("page {what}"), count)).collect())
}
