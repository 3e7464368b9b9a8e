//! What the commands need beside cargo: the wasm target, Node.js with the page's packages, browsers. Each is looked
//! for, installed where that is the project's business, and otherwise named together with the command that installs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{output, run};

/// The oldest Node.js that runs the page's build, as in `engines` of package.json.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// The cargo that runs this program.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

/// Installs the compiler's library for `target` if it is not there.
pub fn ensure_rust_target(root: &Path, target: &str) -> Result<()> {
    let mut ask = Command::new("rustc");
    ask.current_dir(root).args(["--print", "target-libdir", "--target", target]);
    if Path::new(output(&mut ask)?.trim()).is_dir() {
        return Ok(());
    }
    let mut add = Command::new("rustup");
    add.current_dir(root).args(["target", "add", target]);
    run(&mut add).with_context(|| {
        format!("Rust has no library for {target}. With rustup (https://rustup.rs): rustup target add {target}")
    })
}

/// A program that is published as a crate, in the one version that is used here.
pub struct Crate {
    pub name: &'static str,
    pub version: &'static str,
}

/// Where such a program is, built now if it is not there in that version.
pub fn cargo_program(root: &Path, wanted: &Crate) -> Result<PathBuf> {
    let folder = root.join("target/tools").join(format!("{}-{}", wanted.name, wanted.version));
    let program = folder.join("bin").join(format!("{}{}", wanted.name, std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        println!("building {} {}", wanted.name, wanted.version);
        let mut install = cargo(root);
        install.args(["install", wanted.name, "--version", wanted.version, "--locked", "--root"]).arg(&folder);
        run(&mut install)?;
    }
    Ok(program)
}

/// A command that is run with Rust's nightly compiler, whose components are there.
pub fn nightly(root: &Path, components: &[&str]) -> Result<Command> {
    let mut add = Command::new("rustup");
    add.current_dir(root).args(["toolchain", "install", "nightly", "--profile", "minimal", "--no-self-update"]);
    if let Some(missing) = missing_of_nightly(root, components) {
        add.args(missing.iter().flat_map(|component| ["--component", component]));
        run(&mut add).context("this needs Rust's nightly compiler, which rustup installs: https://rustup.rs")?;
    }
    let mut command = Command::new("rustup");
    command.current_dir(root).args(["run", "nightly"]);
    // What cargo says of the compiler that runs this program is not for the other.
    for of_this_compiler in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTC", "RUSTDOC"] {
        command.env_remove(of_this_compiler);
    }
    Ok(command)
}

/// The components to be added to the nightly compiler; nothing if all are there, and it is, too.
fn missing_of_nightly<'a>(root: &Path, components: &[&'a str]) -> Option<Vec<&'a str>> {
    let mut list = Command::new("rustup");
    list.current_dir(root).args(["component", "list", "--toolchain", "nightly", "--installed"]);
    let Ok(installed) = output(&mut list) else { return Some(components.to_vec()) };
    let is_missing = |component: &&&str| !installed.lines().any(|line| line.starts_with(**component));
    let missing: Vec<&str> = components.iter().filter(is_missing).copied().collect();
    (!missing.is_empty()).then_some(missing)
}

/// A command that runs Node.js at the root, with the page's packages installed.
pub fn node(root: &Path) -> Result<Command> {
    ensure_node()?;
    ensure_packages(root)?;
    let mut command = Command::new("node");
    command.current_dir(root);
    Ok(command)
}

fn ensure_node() -> Result<()> {
    let advice = format!(
        "Node.js {}.{} or newer is needed: https://nodejs.org, or `nvm install 22`",
        OLDEST_NODE.0, OLDEST_NODE.1
    );
    let version = output(Command::new("node").arg("--version")).with_context(|| advice.clone())?;
    match node_version(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(()),
        _ => bail!("{advice} (found {})", version.trim()),
    }
}

/// Major and minor of what `node --version` prints.
fn node_version(printed: &str) -> Option<(u32, u32)> {
    let mut parts = printed.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// npm, which comes with Node.js, in a folder.
pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}

/// Installs what package-lock.json names, unless that has been done since it last changed.
fn ensure_packages(root: &Path) -> Result<()> {
    let changed = |path: &str| fs::metadata(root.join(path)).and_then(|metadata| metadata.modified()).ok();
    // npm leaves its own lock file behind when it has finished.
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    let mut install = npm(root);
    install.args(["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(&mut install)
        .context("the page's packages were not installed by npm, which comes with Node.js; by hand: npm ci")
}

/// A Python in an environment of its own below target/, with the packages that a file lists.
pub fn python(root: &Path, packages: &str) -> Result<PathBuf> {
    let environment = root.join("target/python");
    let (folder, system) = if cfg!(windows) { ("Scripts", "python") } else { ("bin", "python3") };
    let python = environment.join(folder).join("python");
    if on_path(&python).is_none() {
        run(Command::new(system).args(["-m", "venv"]).arg(&environment))
            .context("Python 3 with its module venv is needed. On Debian: sudo apt-get install python3-venv")?;
    }
    let mut install = Command::new(&python);
    install.current_dir(root).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", packages]);
    run(&mut install)?;
    Ok(python)
}

/// A browser that the page is tested in.
pub struct Browser {
    /// As the tests know it.
    pub name: &'static str,
    /// Debian's package with it, or with what drives it, and whatever else it needs.
    packages: &'static [&'static str],
    /// Names of the program that the tests start, on this system or on others.
    programs: &'static [&'static str],
}

pub const CHROMIUM: Browser = Browser {
    name: "chromium",
    packages: &["chromium"],
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
};

pub const FIREFOX: Browser = Browser {
    name: "firefox",
    packages: &["firefox-esr"],
    programs: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
};

/// WebKitGTK: what is started is its driver.
pub const WEBKIT: Browser =
    Browser { name: "webkit", packages: &["webkit2gtk-driver", "xvfb"], programs: &["WebKitWebDriver"] };

impl Browser {
    /// The variable that names the program, if it is not on `PATH`.
    pub fn variable(&self) -> String {
        self.name.to_uppercase()
    }

    /// The program: the one that the variable names, else one that is installed, else Debian's, installed now.
    pub fn find(&self) -> Result<PathBuf> {
        let variable = self.variable();
        if let Some(named) = std::env::var_os(&variable) {
            let path = PathBuf::from(named);
            return on_path(&path).with_context(|| format!("${variable} names no program: {}", path.display()));
        }
        if self.installed().is_none() {
            install_on_debian(self.packages)?;
        }
        self.installed().with_context(|| {
            format!(
                "the page's tests need {}. On Debian: sudo apt-get install {}. One that is not on PATH is named by \
                 the variable {variable}",
                self.name,
                self.packages.join(" ")
            )
        })
    }

    fn installed(&self) -> Option<PathBuf> {
        self.programs.iter().find_map(|name| on_path(Path::new(name)))
    }
}

/// The program that counts instructions: one that is installed, else Debian's, installed now.
pub fn valgrind() -> Result<PathBuf> {
    if on_path(Path::new("valgrind")).is_none() {
        install_on_debian(&["valgrind"])?;
    }
    on_path(Path::new("valgrind"))
        .context("counting instructions needs valgrind. On Debian: sudo apt-get install valgrind")
}

/// Installs packages where this program may do so and knows how.
fn install_on_debian(packages: &[&str]) -> Result<()> {
    if !is_root() || !Path::new("/etc/debian_version").exists() {
        return Ok(());
    }
    println!("installing Debian's {}", packages.join(" "));
    run(Command::new("apt-get").arg("update"))?;
    let install = ["install", "--yes", "--no-install-recommends"];
    run(Command::new("apt-get").args(install).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// The full path of a program: itself if it has folders, else where PATH has it.
fn on_path(program: &Path) -> Option<PathBuf> {
    if program.components().count() > 1 {
        return program.is_file().then(|| program.to_owned());
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn is_root() -> bool {
    cfg!(unix) && output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_node() {
        assert_eq!(node_version("v20.19.2\n"), Some((20, 19)));
        assert_eq!(node_version("v26.0.0-nightly\n"), Some((26, 0)));
        assert_eq!(node_version("20.1.0"), None);
        assert_eq!(node_version("v20"), None);
    }

    #[test]
    fn finds_programs_by_name_or_path() {
        assert!(on_path(Path::new("cargo")).is_some_and(|path| path.is_absolute()));
        assert_eq!(on_path(Path::new("/no/such/program")), None);
        assert_eq!(on_path(Path::new("no-such-program-anywhere")), None);
    }

    #[test]
    fn asks_for_the_node_that_package_json_names() {
        let package = include_str!("../../package.json");
        let (major, minor) = OLDEST_NODE;
        assert!(package.contains(&format!("\"node\": \">={major}.{minor}.0\"")));
    }
}
