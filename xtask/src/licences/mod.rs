//! `licences.txt`: whose code goes out with what is built, and under which terms. Crates are those that cargo links into a
//! target, packages of the page those that Vite has put into its scripts; their texts are the files that they bring along. A
//! text that several share is written once.

mod mit;
mod shipped;
mod standard_library;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use self::shipped::Shipped;
use crate::run::output;
use crate::tools;

/// The file's name, wherever it lies.
pub const FILE: &str = "licences.txt";

/// What the names of files with terms or notices begin with, in small letters.
const NAMES: [&str; 5] = ["licen", "copying", "notice", "unlicense", "copyright"];

/// What Vite says of a package in the scripts, in the file that `vite.config.ts` names.
#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    identifier: String,
    text: String,
}

/// The packages of a built page; the list is none of its files, and is taken away.
pub fn of_scripts(list: &Path) -> Result<Vec<Shipped>> {
    let text = fs::read_to_string(list).with_context(|| format!("cannot read {}", list.display()))?;
    fs::remove_file(list).with_context(|| format!("cannot remove {}", list.display()))?;
    let packages: Vec<Package> = serde_json::from_str(&text).with_context(|| format!("in {}", list.display()))?;
    let shipped =
        |Package { name, version, identifier, text }| Shipped { name, version, terms: identifier, texts: vec![text] };
    Ok(packages.into_iter().map(shipped).collect())
}

/// The crates that are linked into leakscope for a target, and the standard library with its parts.
pub fn of_crates(root: &Path, target: &str) -> Result<Vec<Shipped>> {
    let known = Metadata::ask(root)?.packages;
    let mut tree = tools::cargo(root);
    tree.args(["tree", "--package", "leakscope", "--target", target, "--edges", "normal,no-proc-macro"]);
    tree.args(["--prefix", "none", "--no-dedupe", "--format", "{p}"]);
    let lines = output(&mut tree)?;
    // A line is a name and a version, then where it is if it is not from the registry, as leakscope itself.
    let linked: BTreeSet<&str> = lines.lines().filter(|line| !line.contains('(')).collect();
    let mut shipped = standard_library::parts(root)?;
    for line in linked {
        let is_meant = |of: &&Crate| line == format!("{} v{}", of.name, of.version);
        let of = known.iter().find(is_meant).with_context(|| format!("cargo does not know {line}"))?;
        shipped.push(of.shipped(&known)?);
    }
    Ok(shipped)
}

/// What `cargo metadata` says.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Crate>,
}

#[derive(Debug, Deserialize)]
struct Crate {
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
}

impl Metadata {
    fn ask(root: &Path) -> Result<Self> {
        let mut metadata = tools::cargo(root);
        metadata.args(["metadata", "--format-version", "1"]);
        serde_json::from_str(&output(&mut metadata)?).context("cargo metadata said something else")
    }
}

impl Crate {
    fn shipped(&self, known: &[Crate]) -> Result<Shipped> {
        let mut texts = self.texts()?;
        // One of several crates of a repository may have been published without what lies beside them.
        let beside = known.iter().filter(|other| other.repository.is_some() && other.repository == self.repository);
        for other in beside {
            if texts.is_empty() {
                texts = other.texts()?;
            }
        }
        if texts.is_empty() && self.license.as_deref() == Some("MIT") {
            texts.push(mit::text(&self.name, self.repository.as_deref().unwrap_or("crates.io")));
        }
        ensure!(!texts.is_empty(), "{} {} brings no text of its licence along", self.name, self.version);
        let terms = self.license.clone().unwrap_or_else(|| "see its text".to_owned());
        Ok(Shipped { name: self.name.clone(), version: self.version.clone(), terms, texts })
    }

    fn texts(&self) -> Result<Vec<String>> {
        let folder = self.manifest_path.parent().with_context(|| format!("{} lies nowhere", self.name))?;
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if entry.file_type()?.is_file() && NAMES.iter().any(|beginning| name.starts_with(beginning)) {
                paths.push(entry.path());
            }
        }
        paths.sort();
        paths.iter().map(|path| fs::read_to_string(path).with_context(|| format!("in {}", path.display()))).collect()
    }
}

/// Writes the file: first the list, then the texts, each with those it is for.
pub fn write(mut shipped: Vec<Shipped>, into: &Path) -> Result<()> {
    shipped.sort();
    fs::write(into, text_of(&shipped)?).with_context(|| format!("cannot write {}", into.display()))
}

fn text_of(shipped: &[Shipped]) -> Result<String> {
    let mut text =
        "Code by others that is part of this copy of leakscope, and its terms; their texts are below.\n\n".to_owned();
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Shipped { name, version, terms, texts } in shipped {
        writeln!(text, "{name} {version}: {terms}")?;
        for each in texts {
            owners.entry(normalised(each)).or_default().push(format!("{name} {version}"));
        }
    }
    for (licence, names) in &owners {
        write!(text, "\n{}\n\n{}\n\n{licence}\n", "-".repeat(80), names.join(", "))?;
    }
    Ok(text)
}

/// Texts that differ in the ends of their lines alone are one.
fn normalised(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn shipped(name: &str, text: &str) -> Shipped {
        Shipped {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            terms: "MIT".to_owned(),
            texts: vec![text.to_owned()],
        }
    }

    #[test]
    fn a_text_of_several_is_written_once() {
        let text =
            text_of(&[shipped("a", "Do.\r\nAs you like.\n"), shipped("b", "Do.\nAs you like."), shipped("c", "Ask.")]);
        let text = text.unwrap();
        assert_eq!(text.matches("As you like.").count(), 1);
        assert!(text.contains("\na 1.0.0, b 1.0.0\n\nDo.\nAs you like.\n"));
        assert!(text.contains("\nc 1.0.0: MIT\n"));
    }

    #[test]
    fn every_crate_of_the_page_brings_its_terms_along() {
        let crates = of_crates(&crate::root(), "wasm32-unknown-unknown").unwrap();
        for name in ["memchr", "flate2", "wasm-bindgen", "serde_json", "Rust's standard library"] {
            assert!(crates.iter().any(|shipped| shipped.name == name && !shipped.texts.is_empty()), "{name}");
        }
        // Of the program some were published without their text.
        let native = of_crates(&crate::root(), "x86_64-unknown-linux-gnu").unwrap();
        let of = native.iter().find(|shipped| shipped.name == "base64-simd").unwrap();
        assert!(of.texts.iter().any(|text| text.contains("https://github.com/Nugine/simd")));
        // What only tests and the command line use is not in it.
        assert!(!crates.iter().any(|shipped| ["proptest", "clap", "leakscope"].contains(&shipped.name.as_str())));
    }
}
