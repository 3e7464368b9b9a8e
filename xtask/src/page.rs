//! The page: TypeScript checked by `tsc`, built by Vite into `dist/`, a folder that any web server can hand out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::run::run;
use crate::tools;

/// The built site, below the root of the repository.
pub const SITE: &str = "dist";

/// Checks the page's types; the engine's are part of them, so it must have been built.
pub fn check_types(root: &Path) -> Result<()> {
    run(tools::node(root)?.arg("node_modules/typescript/bin/tsc"))
}

/// Builds the site from the page's sources and the engine in its place.
pub fn build(root: &Path) -> Result<PathBuf> {
    run(vite(root)?.arg("build"))?;
    Ok(root.join(SITE))
}

/// Vite, without a command yet.
pub fn vite(root: &Path) -> Result<Command> {
    let mut command = tools::node(root)?;
    command.arg("node_modules/vite/bin/vite.js");
    Ok(command)
}

/// Runs the Node.js tests (`*.test.mjs`) of a folder, one file after the other; there must be some.
pub fn run_tests(root: &Path, folder: &str, variables: &[(&str, PathBuf)]) -> Result<()> {
    let entries = fs::read_dir(root.join(folder)).with_context(|| format!("cannot list {folder}"))?;
    let mut files = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        if name.to_string_lossy().ends_with(".test.mjs") {
            files.push(Path::new(folder).join(name));
        }
    }
    files.sort();
    anyhow::ensure!(!files.is_empty(), "{folder} has no *.test.mjs");
    let mut node = tools::node(root)?;
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    node.envs(variables.iter().map(|(name, value)| (name, value)));
    run(&mut node)
}
