//! `wasm-pack.toml`: how the engine is packaged for the page. What each setting means stands in that file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Settings {
    pub build: Build,
    pub bindgen: Bindgen,
    pub wasm_opt: WasmOpt,
}

/// What rustc is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    pub profile: String,
    pub target: String,
}

/// What wasm-bindgen is asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Bindgen {
    pub target: BindgenTarget,
    pub out_dir: PathBuf,
    pub out_name: String,
    pub typescript: bool,
    pub omit_default_module_path: bool,
}

/// The kinds of JavaScript that the page can use.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BindgenTarget {
    Web,
}

/// What wasm-opt is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WasmOpt {
    pub flags: Vec<String>,
}

impl Settings {
    /// The file's name, below the root of the repository.
    pub const FILE: &str = "wasm-pack.toml";

    /// Reads the settings of the repository at `root`.
    pub fn read(root: &Path) -> Result<Self> {
        let path = root.join(Self::FILE);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("in {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// wasm-pack reads Cargo.toml instead; it shall build the same engine.
    #[test]
    fn the_manifest_tells_wasm_pack_the_same() {
        let root = crate::root();
        let settings = Settings::read(&root).unwrap();
        let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
        let profile = &manifest["package"]["metadata"]["wasm-pack"]["profile"][&settings.build.profile];
        let flags: Vec<String> = profile["wasm-opt"].clone().try_into().unwrap();
        assert_eq!(flags, settings.wasm_opt.flags);
        let omit = profile["wasm-bindgen"]["omit-default-module-path"].as_bool();
        assert_eq!(omit, Some(settings.bindgen.omit_default_module_path));
    }

    /// The generator's version is part of the format it reads from the compiled engine.
    #[test]
    fn one_version_of_wasm_bindgen() {
        let lock: toml::Table = fs::read_to_string(crate::root().join("Cargo.lock")).unwrap().parse().unwrap();
        let versions = |name: &str| -> Vec<String> {
            let packages = lock["package"].as_array().unwrap().iter();
            let named = packages.filter(|package| package["name"].as_str() == Some(name));
            named.map(|package| package["version"].as_str().unwrap().to_owned()).collect()
        };
        let library = versions("wasm-bindgen");
        assert_eq!(library.len(), 1);
        assert_eq!(library, versions("wasm-bindgen-cli-support"));
    }
}
