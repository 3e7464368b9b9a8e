//! `cargo xtask dist`: what is handed out. The site in `dist/`; with `--single` also the page as one file, in it; with
//! `--npm` the package for Node.js; with `--release-files` the archives of a release, named by version, as `.github/workflows/release.yml` publishes them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::files::files_below;
use crate::{engine, licences, npm, page, reproducible, run, tools};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What goes along with the program in its archive.
const BESIDE_THE_PROGRAM: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];

#[derive(Debug, Args)]
pub struct Dist {
    /// Also write the page as one HTML file that opens from disk: dist/leakscope.html
    #[arg(long)]
    single: bool,
    /// Then build the site a second time, elsewhere, with the page as one file, and fail if a byte differs
    #[arg(long, requires = "single")]
    check_reproducible: bool,
    /// Instead of the site, build the command line for a target of rustc, such as x86_64-unknown-linux-musl
    #[arg(long, value_name = "TARGET")]
    command_line: Option<String>,
    /// Instead of the site, write the npm package: dist/npm/leakscope-VERSION.tgz
    #[arg(long, conflicts_with_all = ["single", "command_line"])]
    npm: bool,
    /// Write the archives of a release into this folder
    #[arg(long, value_name = "FOLDER")]
    release_files: Option<PathBuf>,
}

impl Dist {
    pub fn run(&self, root: &Path) -> Result<()> {
        match &self.command_line {
            Some(target) => self.command_line(root, target),
            None if self.npm => self.npm(root),
            None => self.site(root),
        }
    }

    fn npm(&self, root: &Path) -> Result<()> {
        let archive = npm::build(root, Some(&version_with_commit(root)))?;
        println!("the npm package is {}", archive.display());
        let Some(folder) = self.release_folder(root)? else { return Ok(()) };
        fs::copy(&archive, folder.join(format!("leakscope-{VERSION}-npm.tgz")))?;
        Ok(())
    }

    fn site(&self, root: &Path) -> Result<()> {
        engine::build(root)?;
        let site = page::build(root)?;
        println!("the site is in {}/: any web server can hand it out, from any folder", page::SITE);
        let single = if self.single { Some(page::build_single_file(root)?) } else { None };
        if let Some(file) = &single {
            println!("the page as one file is {}", file.display());
        }
        if self.check_reproducible {
            reproducible::check(root)?;
        }
        let Some(folder) = self.release_folder(root)? else { return Ok(()) };
        let name = format!("leakscope-{VERSION}-site");
        archive(&folder.join(format!("{name}.zip")), &name, &files_below(&site)?)?;
        if let Some(file) = single {
            fs::copy(root.join(file), folder.join(format!("leakscope-{VERSION}.html")))?;
        }
        Ok(())
    }

    fn command_line(&self, root: &Path, target: &str) -> Result<()> {
        tools::ensure_rust_target(root, target)?;
        let program = engine::build_command_line_for(root, target, Some(&version_with_commit(root)))?;
        println!("the command line is {}", program.display());
        let Some(folder) = self.release_folder(root)? else { return Ok(()) };
        let name = format!("leakscope-{VERSION}-{target}");
        let beside = BESIDE_THE_PROGRAM.map(|name| (name.to_owned(), root.join(name)));
        let program_name = program.file_name().context("the program has no name")?.to_string_lossy().into_owned();
        let terms = root.join("target").join(licences::FILE);
        licences::write(licences::of_crates(root, target)?, &terms)?;
        let manual = root.join("target/manual");
        engine::write_manual(root, &manual)?;
        let mut files: Vec<(String, PathBuf)> = std::iter::once((program_name, program)).chain(beside).collect();
        files.push((licences::FILE.to_owned(), terms));
        files.extend(files_below(&manual)?);
        archive(&folder.join(format!("{name}.zip")), &name, &files)
    }

    fn release_folder(&self, root: &Path) -> Result<Option<PathBuf>> {
        let Some(folder) = &self.release_files else { return Ok(None) };
        let folder = root.join(folder);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Some(folder))
    }
}

/// The version and the commit it is built from, as in `0.1.0 (1a2b3c4d5)`; without git, as from a packed source, the version.
fn version_with_commit(root: &Path) -> String {
    let mut git = Command::new("git");
    git.current_dir(root).args(["describe", "--always", "--dirty", "--abbrev=9", "--exclude=*"]);
    match run::output(&mut git) {
        Ok(commit) => format!("{VERSION} ({})", commit.trim()),
        Err(_) => VERSION.to_owned(),
    }
}

/// Writes a zip with everything in one folder of it. The same files give the same bytes: no times, in order.
fn archive(path: &Path, folder: &str, files: &[(String, PathBuf)]) -> Result<()> {
    let mut zip = ZipWriter::new(File::create(path).with_context(|| format!("cannot write {}", path.display()))?);
    for (name, file) in files {
        let options = SimpleFileOptions::default().unix_permissions(if is_program(file) { 0o755 } else { 0o644 });
        zip.start_file(format!("{folder}/{name}"), options)?;
        let mut content = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
        io::copy(&mut content, &mut zip)?;
    }
    zip.finish()?.flush()?;
    println!("{}", path.display());
    Ok(())
}

fn is_program(file: &Path) -> bool {
    file.extension().is_none() && file.file_name().is_some_and(|name| name == "leakscope")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_same_files_give_the_same_archive() {
        let folder = std::env::temp_dir().join(format!("leakscope-dist-{}", std::process::id()));
        fs::create_dir_all(folder.join("site/assets")).unwrap();
        fs::write(folder.join("site/index.html"), "<p>page").unwrap();
        fs::write(folder.join("site/assets/a.js"), "1").unwrap();
        let files = files_below(&folder.join("site")).unwrap();
        let made = |name: &str| {
            archive(&folder.join(name), "leakscope", &files).unwrap();
            fs::read(folder.join(name)).unwrap()
        };
        let (one, other) = (made("one.zip"), made("other.zip"));
        let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, ["assets/a.js", "index.html"]);
        assert!(one == other && !one.is_empty());
    }
}
