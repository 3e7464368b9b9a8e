//! The npm package `leakscope`: the command line as wasm, and what `npm/` makes of it for Node.js, compiled to
//! JavaScript with its types. It is put together in `target/npm` and packed by npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::run::run;
use crate::{engine, licences, tools};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the packed package lies, below the root of the repository.
const PACKED: &str = "dist/npm";

/// What goes into the package as it is, and where it lies in the repository.
const FILES: [(&str, &str); 4] = [
    ("npm/package.json", "package.json"),
    ("npm/README.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// Builds and packs the package and gives the path of the archive. `version` is what its program says of itself.
pub fn build(root: &Path, version: Option<&str>) -> Result<PathBuf> {
    let package = root.join("target/npm/package");
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| format!("cannot empty {}", package.display()))?;
    }
    fs::create_dir_all(&package)?;
    engine::build_command_line_as_wasm(root, &package.join("leakscope.wasm"), version)?;
    compile(root, &package)?;
    for (from, to) in FILES {
        fs::copy(root.join(from), package.join(to)).with_context(|| format!("cannot copy {from}"))?;
    }
    licences::write(licences::of_crates(root, engine::WASI)?, &package.join(licences::FILE))?;
    pack(root, &package)
}

/// Checks the types of the package.
pub fn check_types(root: &Path) -> Result<()> {
    run(typescript(root)?.arg("--noEmit"))
}

fn compile(root: &Path, package: &Path) -> Result<()> {
    run(typescript(root)?.args(["--noEmit", "false", "--outDir"]).arg(package))
}

fn typescript(root: &Path) -> Result<Command> {
    let mut node = tools::node(root)?;
    node.args(["node_modules/typescript/bin/tsc", "--project", "npm"]);
    Ok(node)
}

fn pack(root: &Path, package: &Path) -> Result<PathBuf> {
    let packed = root.join(PACKED);
    fs::create_dir_all(&packed)?;
    run(tools::npm(package).args(["pack", "--silent", "--pack-destination"]).arg(&packed))?;
    let archive = packed.join(format!("leakscope-{VERSION}.tgz"));
    ensure!(archive.is_file(), "npm packed another version than {VERSION}: see npm/package.json");
    Ok(archive)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_package_has_the_version_of_the_crate() {
        let package = fs::read_to_string(crate::root().join("npm/package.json")).unwrap();
        let package: serde_json::Value = serde_json::from_str(&package).unwrap();
        assert_eq!(package["version"], VERSION);
    }
}
