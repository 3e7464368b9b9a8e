//! What no compiler checks: that files stay short and say what they are for, that each room has a README, that the files named in these and in
//! comments are there, that each part
//! of the project uses only the parts below it, and that no imports go round in a circle. Of the page's imports oxlint
//! judges, by `.oxlintrc.json`.

mod circles;
mod modules;
mod named_files;
mod readmes;
mod rooms;
mod size;
mod source;
mod syntax;

use std::path::Path;

use anyhow::{Result, bail};

use crate::run::run;
use crate::tools;
use modules::Modules;

/// Applies every rule to the repository at `root`.
pub fn check(root: &Path) -> Result<()> {
    let sources = source::sources(root)?;
    let engine = Modules::read(&sources, "src", "leakscope")?;
    let own = Modules::read(&sources, "xtask/src", "xtask")?;
    let complaints = [
        size::short(&sources),
        size::introduced(&sources),
        readmes::complaints(root, &sources),
        named_files::complaints(root, &sources)?,
        rooms::complaints(&engine),
        circles::complaints("src", &engine.uses()),
        circles::complaints("xtask/src", &own.uses()),
    ]
    .concat();
    for complaint in &complaints {
        println!("{complaint}");
    }
    let page = run(tools::node(root)?.args(["node_modules/oxlint/bin/oxlint", "--quiet", "www"]));
    if !complaints.is_empty() {
        bail!("{} places break the project's rules", complaints.len());
    }
    page?;
    println!("{} files keep the project's rules", sources.len());
    Ok(())
}
