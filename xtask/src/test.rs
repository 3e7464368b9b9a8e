//! `cargo xtask test`: everything that must hold, in stages from the quickest to the slowest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::run::run;
use crate::settings::Settings;
use crate::tools::Browser;
use crate::{engine, guard, npm, page, tidy, tools};

/// One thing to hold, and the stages whose results it uses.
struct Stage {
    name: &'static str,
    about: &'static str,
    needs: &'static [&'static str],
    run: fn(&Path) -> Result<()>,
}

const STAGES: [Stage; 20] = [
    Stage { name: "format", about: "Rust sources are formatted", needs: &[], run: format },
    Stage { name: "tidy", about: "the project's own rules for its sources", needs: &[], run: tidy::check },
    Stage { name: "lint", about: "Clippy on everything, native, and on the fuzz targets", needs: &[], run: lint },
    Stage { name: "lint-wasm", about: "Clippy on the engine as it is built for the page", needs: &[], run: lint_wasm },
    Stage { name: "rust", about: "tests of the engine and of xtask", needs: &[], run: rust },
    Stage { name: "cli", about: "the command line, from outside", needs: &[], run: command_line },
    Stage { name: "golden", about: "what the commands print is what was last reviewed", needs: &[], run: golden },
    Stage {
        name: "instructions",
        about: "instructions of the command line and of the page's engine against recorded counts",
        needs: &[],
        run: guard::check,
    },
    Stage { name: "engine", about: "the engine builds for the page", needs: &[], run: engine::build },
    Stage { name: "types", about: "the types of the page and of the npm package", needs: &["engine"], run: types },
    Stage { name: "units", about: "the page's parts that need no browser", needs: &[], run: units },
    Stage { name: "wasm", about: "the engine's wasm, without a browser", needs: &["engine"], run: wasm },
    Stage {
        name: "npm",
        about: "the npm package, installed, in several versions of Node.js",
        needs: &[],
        run: npm_package,
    },
    Stage { name: "conformance", about: "every number against DevTools' own code", needs: &[], run: conformance },
    Stage { name: "leaks", about: "suspects where the truth is known", needs: &[], run: leaks },
    Stage { name: "scale", about: "the queries of docs/scale.md on 200 snapshots, in DuckDB", needs: &[], run: scale },
    Stage { name: "build", about: "the page builds, as a site and as one file", needs: &["engine"], run: build },
    Stage { name: "page", about: "the built page in Chromium", needs: &["build"], run: chromium },
    Stage { name: "page-firefox", about: "the built page in Firefox", needs: &["build"], run: firefox },
    Stage { name: "page-webkit", about: "the built page in WebKitGTK", needs: &["build"], run: webkit },
];

/// Run only when they are asked for: two more browsers take ten minutes, and their drivers are not steady on a busy machine;
/// DuckDB comes from the index of Python's packages.
const ON_REQUEST: [&str; 3] = ["page-firefox", "page-webkit", "scale"];

/// Takes the place of all stages with `--update`.
const UPDATE: Stage =
    Stage { name: "golden", about: "store what the commands print now", needs: &[], run: update_golden };

#[derive(Debug, Args)]
#[command(after_help = stage_list())]
pub struct Test {
    /// Run these stages only, with those they need
    #[arg(long, value_name = "NAME", num_args = 1.., value_parser = PossibleValuesParser::new(names()))]
    #[arg(hide_possible_values = true)]
    only: Vec<String>,

    /// Store what the commands print now as the golden outputs, and test nothing: review the diff
    #[arg(long, conflicts_with = "only")]
    update: bool,
}

fn names() -> impl Iterator<Item = &'static str> {
    STAGES.iter().map(|stage| stage.name)
}

fn stage_list() -> String {
    let lines = STAGES.iter().map(|stage| format!("  {:<12} {}", stage.name, stage.about));
    std::iter::once("Stages:".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

impl Test {
    /// Runs the stages, all of them even if one fails; the last line says how many passed and failed.
    pub fn run(&self, root: &Path) -> ExitCode {
        let wanted = if self.update { vec![&UPDATE] } else { wanted(&self.only) };
        println!("stages: {}", wanted.iter().map(|stage| stage.name).collect::<Vec<_>>().join(", "));
        let mut failed: Vec<&str> = Vec::new();
        for stage in &wanted {
            println!("\n── {}: {} ──", stage.name, stage.about);
            let start = Instant::now();
            let missing = stage.needs.iter().find(|needed| failed.contains(needed));
            let result = match missing {
                Some(needed) => Err(anyhow!("it needs the stage `{needed}`, which failed")),
                None => (stage.run)(root),
            };
            let seconds = start.elapsed().as_secs_f64();
            match result {
                Ok(()) => println!("{} passed in {seconds:.1} s", stage.name),
                Err(error) => {
                    println!("{} FAILED after {seconds:.1} s: {error:#}", stage.name);
                    failed.push(stage.name);
                }
            }
        }
        if !failed.is_empty() {
            println!("\nfailed: {}", failed.join(", "));
        }
        println!("\n{} passed, {} failed", wanted.len() - failed.len(), failed.len());
        if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// The stages asked for and those they need, in order; if none is asked for, all but those on request.
fn wanted(only: &[String]) -> Vec<&'static Stage> {
    let mut names: Vec<&str> = only.iter().map(String::as_str).collect();
    // A stage comes after those it needs, so that one pass from the end finds them all.
    for stage in STAGES.iter().rev() {
        if names.contains(&stage.name) {
            names.extend(stage.needs);
        }
    }
    let is_usual = |stage: &&Stage| names.is_empty() && !ON_REQUEST.contains(&stage.name);
    STAGES.iter().filter(|stage| is_usual(stage) || names.contains(&stage.name)).collect()
}

fn format(root: &Path) -> Result<()> {
    run(tools::cargo(root).args(["fmt", "--all", "--check"]))
}

fn lint(root: &Path) -> Result<()> {
    run(tools::cargo(root).args(["clippy", "--workspace", "--all-features", "--all-targets", "--", "-D", "warnings"]))?;
    // They are no part of the workspace, and are run at night only.
    let of_fuzz = ["clippy", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target/fuzz"];
    run(tools::cargo(root).args(of_fuzz).args(["--", "-D", "warnings"]))
}

fn lint_wasm(root: &Path) -> Result<()> {
    let target = Settings::read(root)?.build.target;
    tools::ensure_rust_target(root, &target)?;
    let of_the_library = ["clippy", "--package", "leakscope", "--lib", "--target", &target];
    run(tools::cargo(root).args(of_the_library).args(["--", "-D", "warnings"]))
}

fn rust(root: &Path) -> Result<()> {
    run(tools::cargo(root).args(["test", "--workspace", "--all-features"]))
}

fn command_line(root: &Path) -> Result<()> {
    let manual = root.join("target/manual");
    engine::write_manual(root, &manual)?;
    let program = engine::build_command_line(root)?;
    let files = tests_in(root, "tests/cli")?;
    run_node_tests(root, files, |node| node.env("LEAKSCOPE", program).env("LEAKSCOPE_MANUAL", manual))
}

fn types(root: &Path) -> Result<()> {
    page::check_types(root)?;
    npm::check_types(root)
}

fn golden(root: &Path) -> Result<()> {
    let program = engine::build_command_line(root)?;
    run(tools::node(root)?.arg("tests/golden/run.mjs").env("LEAKSCOPE", program))
}

fn update_golden(root: &Path) -> Result<()> {
    let program = engine::build_command_line(root)?;
    run(tools::node(root)?.args(["tests/golden/run.mjs", "--update"]).env("LEAKSCOPE", program))
}

/// The tests that lie beside the page's sources.
fn units(root: &Path) -> Result<()> {
    run_node_tests(root, tests_in(root, "www")?, |node| node)
}

fn wasm(root: &Path) -> Result<()> {
    node_tests(root, "tests/wasm", ("LEAKSCOPE", engine::build_command_line(root)?))
}

fn npm_package(root: &Path) -> Result<()> {
    let (package, program) = (npm::build(root, None)?, engine::build_command_line(root)?);
    let files = tests_in(root, "tests/npm")?;
    run_node_tests(root, files, |node| node.env("LEAKSCOPE", program).env("LEAKSCOPE_NPM", package))
}

fn conformance(root: &Path) -> Result<()> {
    let program = engine::build_command_line(root)?;
    run(tools::node(root)?.arg("tests/conformance/run.mjs").env("LEAKSCOPE", program))
}

fn leaks(root: &Path) -> Result<()> {
    let program = engine::build_command_line(root)?;
    run(tools::node(root)?.arg("tests/leaks/score.mjs").env("LEAKSCOPE", program))
}

fn scale(root: &Path) -> Result<()> {
    let python = tools::python(root, "tests/scale/requirements.txt")?;
    let program = engine::build_command_line_with_parquet(root)?;
    run(Command::new(python).current_dir(root).arg("tests/scale/run.py").env("LEAKSCOPE", program))
}

fn build(root: &Path) -> Result<()> {
    page::build(root)?;
    page::build_single_file(root).map(drop)
}

fn chromium(root: &Path) -> Result<()> {
    page_in(root, &tools::CHROMIUM)
}

fn firefox(root: &Path) -> Result<()> {
    page_in(root, &tools::FIREFOX)
}

fn webkit(root: &Path) -> Result<()> {
    page_in(root, &tools::WEBKIT)
}

/// The tests of the page that are chosen for a browser (`tests/page/support/exceptions.mjs`).
fn page_in(root: &Path, browser: &Browser) -> Result<()> {
    let program = browser.find()?;
    let mut node = tools::node(root)?;
    run(node.arg("tests/page/run.mjs").env("BROWSER", browser.name).env(browser.variable(), program))
}

/// Runs the Node.js tests (`*.test.mjs`) of a folder, one file after the other. What they test is named by a variable.
fn node_tests(root: &Path, folder: &str, (variable, value): (&str, PathBuf)) -> Result<()> {
    run_node_tests(root, tests_in(root, folder)?, |node| node.env(variable, value))
}

fn tests_in(root: &Path, folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    collect_tests(&root.join(folder), &mut files)?;
    Ok(files)
}

/// The tests in a folder and below; there must be some in the end.
fn collect_tests(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect_tests(&path, files)?;
        } else if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    Ok(())
}

fn run_node_tests(
    root: &Path,
    mut files: Vec<PathBuf>,
    prepare: impl FnOnce(&mut Command) -> &mut Command,
) -> Result<()> {
    ensure!(!files.is_empty(), "there is no *.test.mjs");
    files.sort();
    let mut node = tools::node(root)?;
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(files);
    run(prepare(&mut node))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted_names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
        wanted(&only).iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn takes_the_needed_stages_along() {
        assert_eq!(wanted_names(&["page"]), ["engine", "build", "page"]);
        assert_eq!(wanted_names(&["types", "format"]), ["format", "engine", "types"]);
        assert_eq!(wanted_names(&["page-webkit"]), ["engine", "build", "page-webkit"]);
        assert_eq!(wanted_names(&[]), names().filter(|name| !ON_REQUEST.contains(name)).collect::<Vec<_>>());
    }

    #[test]
    fn needed_stages_come_first() {
        for (at, stage) in STAGES.iter().enumerate() {
            for needed in stage.needs {
                assert!(names().take(at).any(|name| name == *needed), "{} needs {needed}", stage.name);
            }
        }
    }
}
