//! The engine for the page: cargo compiles the crate at the root to wasm, wasm-bindgen writes its JavaScript side, and
//! wasm-opt shrinks it, all as `wasm-pack.toml` says. But for shorter names between the two (`short_names.rs`) that is what
//! `wasm-pack build` would give.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::machine_paths::without_paths;
use crate::run::{output, run};
use crate::settings::{BindgenTarget, Settings};
use crate::{budget, short_names, tools};

/// The target of the npm package, which brings the command line as wasm.
pub const WASI: &str = "wasm32-wasip1";

/// Builds the engine into the folder that `wasm-pack.toml` names, which must not have grown above its budget.
pub fn build(root: &Path) -> Result<()> {
    budget::check_engine(&package(root)?)
}

/// Builds the engine, unless what is there comes from the same sources, and gives its wasm.
pub fn package(root: &Path) -> Result<PathBuf> {
    let settings = Settings::read(root)?;
    // What is missing is said, or installed, before the compiler runs for a minute.
    tools::ensure_rust_target(root, &settings.build.target)?;
    let node = tools::node(root)?;
    let compiled = compile(root, &settings)?;
    let package = root.join(&settings.bindgen.out_dir);
    let scratch = compiled.with_file_name("xtask-engine");
    let stamp = Stamp { path: scratch.join("stamp"), made_from: made_from(root, &compiled)? };
    let wasm = package.join(format!("{}_bg.wasm", settings.bindgen.out_name));
    if !stamp.still_holds(&package) {
        println!("packaging the engine into {}", settings.bindgen.out_dir.display());
        let made = scratch.join("bindgen");
        generate(&settings, &compiled, &made)?;
        let name = &settings.bindgen.out_name;
        let wasm = made.join(format!("{name}_bg.wasm"));
        let scripts = [".js", ".d.ts", "_bg.wasm.d.ts"].map(|ending| made.join(format!("{name}{ending}")));
        short_names::shorten(&wasm, &scripts.each_ref().map(PathBuf::as_path))?;
        optimise(node, &settings, &wasm, &wasm)?;
        publish(&made, &package)?;
        stamp.write(&package)?;
    }
    Ok(wasm)
}

/// Builds the command line, optimised, and gives the program's path.
pub fn build_command_line(root: &Path) -> Result<PathBuf> {
    build_program(root, &["--release"], None)
}

/// The same for another target of rustc. `version` is what it says of itself, its plain version if not given.
pub fn build_command_line_for(root: &Path, target: &str, version: Option<&str>) -> Result<PathBuf> {
    let [option, remapping] = without_paths(target)?;
    build_program(root, &["--release", "--target", target, &option, &remapping], version)
}

/// Builds the command line that can write Parquet; for this machine, and quickly.
pub fn build_command_line_with_parquet(root: &Path) -> Result<PathBuf> {
    build_program(root, &["--features", "parquet"], None)
}

/// Has the command line write its manual pages and completions below `folder`; built for this machine, and quickly.
pub fn write_manual(root: &Path, folder: &Path) -> Result<()> {
    let program = build_program(root, &["--features", "manual"], None)?;
    run(Command::new(program).arg("manual").arg(folder))
}

/// Builds the command line for WASI, optimised, into a file.
pub fn build_command_line_as_wasm(root: &Path, into: &Path, version: Option<&str>) -> Result<()> {
    tools::ensure_rust_target(root, WASI)?;
    let node = tools::node(root)?;
    let program = build_command_line_for(root, WASI, version)?;
    optimise(node, &Settings::read(root)?, &program, into)
}

fn build_program(root: &Path, options: &[&str], version: Option<&str>) -> Result<PathBuf> {
    let mut cargo = tools::cargo(root);
    cargo.args(["build", "--package", "leakscope", "--bin", "leakscope"]).args(options);
    if let Some(version) = version {
        cargo.env("LEAKSCOPE_VERSION", version);
    }
    cargo.arg("--message-format=json-render-diagnostics");
    let messages = output(&mut cargo)?;
    messages.lines().rev().find_map(executable).context("cargo built no program")
}

/// Compiles the library and gives the path of the wasm file, which cargo alone knows.
fn compile(root: &Path, settings: &Settings) -> Result<PathBuf> {
    let mut cargo = tools::cargo(root);
    cargo.args(["build", "--package", "leakscope", "--lib"]);
    cargo.args(["--profile", &settings.build.profile, "--target", &settings.build.target]);
    cargo.args(without_paths(&settings.build.target)?);
    cargo.arg("--message-format=json-render-diagnostics");
    let messages = output(&mut cargo)?;
    messages.lines().rev().find_map(wasm_file).context("cargo built no wasm file")
}

/// The wasm file that a line of cargo's messages speaks of.
fn wasm_file(message: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let mut files = message.get("filenames")?.as_array()?.iter().filter_map(|file| file.as_str());
    files.find(|file| file.ends_with(".wasm")).map(PathBuf::from)
}

/// The program that a line of cargo's messages speaks of.
fn executable(message: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    message.get("executable")?.as_str().map(PathBuf::from)
}

/// Writes the JavaScript side and the wasm that fits it.
fn generate(settings: &Settings, compiled: &Path, into: &Path) -> Result<()> {
    if into.exists() {
        fs::remove_dir_all(into).with_context(|| format!("cannot empty {}", into.display()))?;
    }
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    match settings.bindgen.target {
        BindgenTarget::Web => bindgen.web(true)?,
    };
    bindgen
        .input_path(compiled)
        .out_name(&settings.bindgen.out_name)
        .typescript(settings.bindgen.typescript)
        .omit_default_module_path(settings.bindgen.omit_default_module_path)
        .generate(into)
        .context("wasm-bindgen failed")
}

/// Shrinks a wasm file and makes it quicker. `wasm` and `optimised` may be the same.
fn optimise(mut node: Command, settings: &Settings, wasm: &Path, optimised: &Path) -> Result<()> {
    node.arg("node_modules/binaryen/bin/wasm-opt").args(&settings.wasm_opt.flags);
    run(node.arg(wasm).arg("--output").arg(optimised))
}

/// Puts the finished files where the page looks for them, and nothing else. Files are written over, not removed first:
/// while the page is being edited Vite watches them.
fn publish(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let finished = file_names(from)?;
    for old in file_names(to)?.iter().filter(|name| !finished.contains(name)) {
        fs::remove_file(to.join(old)).with_context(|| format!("cannot remove {old}"))?;
    }
    for name in finished {
        fs::copy(from.join(&name), to.join(&name)).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(())
}

/// Remembers from what the package was made and what came out, so that it is made again when either differs.
struct Stamp {
    path: PathBuf,
    made_from: u64,
}

impl Stamp {
    fn still_holds(&self, package: &Path) -> bool {
        let expected = fs::read_to_string(&self.path).ok();
        expected.is_some() && expected == self.text(package).ok()
    }

    fn write(&self, package: &Path) -> Result<()> {
        fs::write(&self.path, self.text(package)?).context("cannot write the engine's stamp")
    }

    fn text(&self, package: &Path) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        for name in file_names(package)? {
            name.hash(&mut hasher);
            fs::read(package.join(name))?.hash(&mut hasher);
        }
        Ok(format!("{:016x} {:016x}\n", self.made_from, hasher.finish()))
    }
}

/// A hash of all that decides what the package will be: the compiled engine, the settings, and the tools (wasm-bindgen
/// is part of this program, wasm-opt is named by the lock file).
fn made_from(root: &Path, compiled: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for path in [compiled, &root.join(Settings::FILE), &root.join("package-lock.json"), &std::env::current_exe()?] {
        fs::read(path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// The names of the files in a folder, in order.
fn file_names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_wasm_file_in_cargos_messages() {
        let artifact = r#"{"reason":"compiler-artifact","filenames":["/t/libleakscope.rlib","/t/leakscope.wasm"]}"#;
        assert_eq!(wasm_file(artifact), Some(PathBuf::from("/t/leakscope.wasm")));
        assert_eq!(wasm_file(r#"{"reason":"compiler-artifact","filenames":["/t/libserde.rlib"]}"#), None);
        assert_eq!(wasm_file(r#"{"reason":"build-finished","success":true}"#), None);
    }

    #[test]
    fn finds_the_program_in_cargos_messages() {
        let artifact = r#"{"reason":"compiler-artifact","executable":"/t/leakscope"}"#;
        assert_eq!(executable(artifact), Some(PathBuf::from("/t/leakscope")));
        assert_eq!(executable(r#"{"reason":"compiler-artifact","executable":null}"#), None);
    }
}
