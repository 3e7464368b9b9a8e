//! The page: TypeScript checked by `tsc`, built by Vite into `dist/`, a folder that any web server can hand out.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::budget;
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
    let site = root.join(SITE);
    budget::check_scripts(&site)?;
    Ok(site)
}

/// Vite, without a command yet.
pub fn vite(root: &Path) -> Result<Command> {
    let mut command = tools::node(root)?;
    command.arg("node_modules/vite/bin/vite.js");
    Ok(command)
}
