//! The page: TypeScript checked by `tsc`, built by Vite into `dist/`, a folder that any web server can hand out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::run::run;
use crate::settings::Settings;
use crate::{budget, licences, tools};

/// The built site, below the root of the repository.
pub const SITE: &str = "dist";

/// The page as one file, in the site; `build/single-file.ts` names it so.
const SINGLE_FILE: &str = "leakscope.html";

/// The built engine.
const ENGINE: &str = "www/engine/pkg/leakscope_bg.wasm";

/// Where Vite lists the packages in the scripts; `vite.config.ts` names it so.
const PACKAGES: &str = "packages.json";

/// Checks the types of the page and of its build; the engine's are part of them, so it must have been built.
pub fn check_types(root: &Path) -> Result<()> {
    run(tools::node(root)?.arg("node_modules/typescript/bin/tsc"))?;
    run(tools::node(root)?.args(["node_modules/typescript/bin/tsc", "--project", "build"]))
}

/// Builds the site from the page's sources and the engine in its place.
pub fn build(root: &Path) -> Result<PathBuf> {
    run(vite(root)?.arg("build"))?;
    let site = root.join(SITE);
    let mut shipped = licences::of_crates(root, &Settings::read(root)?.build.target)?;
    shipped.extend(licences::of_scripts(&site.join(PACKAGES))?);
    licences::write(shipped, &site.join(licences::FILE))?;
    budget::check_scripts(&site)?;
    Ok(site)
}

/// Builds the page as one file into the site, beside what a server hands out, which has been built.
pub fn build_single_file(root: &Path) -> Result<PathBuf> {
    let mut vite = vite(root)?;
    vite.args(["build", "--mode", "single", "--outDir", SITE, "--emptyOutDir", "false"]);
    vite.env("LICENCES", root.join(SITE).join(licences::FILE));
    run(vite.env("PACKED_ENGINE", packed_engine(root)?))?;
    let file = Path::new(SITE).join(SINGLE_FILE);
    budget::check_single_file(&root.join(&file))?;
    Ok(file)
}

/// The engine packed as gzip has it, as small as that can be: four in a hundred smaller than by the usual packers.
fn packed_engine(root: &Path) -> Result<PathBuf> {
    let wasm = fs::read(root.join(ENGINE)).with_context(|| format!("cannot read {ENGINE}"))?;
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, wasm.as_slice(), &mut packed)?;
    let file = root.join("target/engine.wasm.gz");
    fs::write(&file, packed).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// Vite, without a command yet.
pub fn vite(root: &Path) -> Result<Command> {
    let mut command = tools::node(root)?;
    command.arg("node_modules/vite/bin/vite.js");
    Ok(command)
}
