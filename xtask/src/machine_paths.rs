//! Folders of the machine that builds, which what is handed out does not name: messages of what went wrong in a crate give its place
//! in the registry's sources.

use std::path::PathBuf;

use anyhow::{Context, Result};

/// What stands for the folder of the registry's sources.
const REGISTRY: &str = "/registry";

/// Options for a cargo that compiles for `target`, by which no path of this machine gets into what it makes.
pub fn without_paths(target: &str) -> Result<[String; 2]> {
    let sources = cargo_home()?.join("registry/src");
    let flag = format!("--remap-path-prefix={}={REGISTRY}", sources.display());
    Ok(["--config".to_owned(), format!("target.{target}.rustflags=[{flag:?}]")])
}

/// Where cargo keeps the sources of crates.
pub fn cargo_home() -> Result<PathBuf> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("there is no folder of cargo's")
}
