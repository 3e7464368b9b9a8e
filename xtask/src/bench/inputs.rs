//! The snapshots that are measured: written by tests/bench/make-heap.mjs on first use, then kept below target.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::run::run;
use crate::tools;

/// Below the root of the repository.
const FOLDER: &str = "target/bench-inputs";

/// The header of a snapshot ends well before this.
const HEADER_BYTES: u64 = 16 << 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One process before and after it leaked.
    Pair,
    /// One snapshot.
    Single,
    /// One snapshot that is nearly all text.
    Strings,
}

/// One snapshot, or a pair with the newer one first.
#[derive(Debug, Serialize, Deserialize)]
pub struct Input {
    pub kind: Kind,
    pub files: Vec<SnapshotFile>,
}

#[derive(Debug, Serialize, Deserialize)]
pub struct SnapshotFile {
    pub path: PathBuf,
    pub bytes: u64,
    pub nodes: u64,
    pub edges: u64,
}

impl Input {
    /// Finds the files of this size, in MB, or makes them.
    pub fn make(root: &Path, kind: Kind, size: u32) -> Result<Self> {
        let folder = root.canonicalize()?.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let file = |name: &str| folder.join(format!("{name}-{size}.heapsnapshot"));
        // In the order in which the program writes them.
        let paths = match kind {
            Kind::Pair => vec![file("before"), file("after")],
            Kind::Single => vec![file("single")],
            Kind::Strings => vec![file("strings")],
        };
        if !paths.iter().all(|path| path.exists()) {
            write(root, kind, size, &paths)?;
        }
        let files = paths.into_iter().rev().map(SnapshotFile::look).collect::<Result<_>>()?;
        Ok(Self { kind, files })
    }

    /// Takes files that exist: one, or a pair with the newer one first.
    pub fn given(files: &[PathBuf]) -> Result<Self> {
        let kind = if files.len() > 1 { Kind::Pair } else { Kind::Single };
        let files = files.iter().map(|file| SnapshotFile::look(file.canonicalize().unwrap_or_else(|_| file.clone())));
        Ok(Self { kind, files: files.collect::<Result<_>>()? })
    }

    /// Nodes and edges of all files.
    pub fn items(&self) -> u64 {
        self.files.iter().map(|file| file.nodes + file.edges).sum()
    }

    pub fn title(&self) -> String {
        let kind = match self.kind {
            Kind::Pair => "pair",
            Kind::Single => "one snapshot",
            Kind::Strings => "one snapshot, nearly all text",
        };
        let sizes: Vec<String> = self.files.iter().map(|file| (file.bytes / 1_000_000).to_string()).collect();
        let millions = |sum: u64| format!("{:.1} M", sum as f64 / 1e6);
        let nodes = self.files.iter().map(|file| file.nodes).sum();
        let edges = self.files.iter().map(|file| file.edges).sum();
        format!("{kind} of {} MB: {} nodes, {} edges", sizes.join(" + "), millions(nodes), millions(edges))
    }

    /// Has the system hold the files in memory, so that the first run does not wait for the disk.
    pub fn warm(&self) -> Result<()> {
        for file in &self.files {
            io::copy(&mut File::open(&file.path)?, &mut io::sink())?;
        }
        Ok(())
    }
}

/// Runs the program that writes snapshots, and gives the files their names when all are complete.
fn write(root: &Path, kind: Kind, size: u32, paths: &[PathBuf]) -> Result<()> {
    let unfinished: Vec<PathBuf> = paths.iter().map(|path| path.with_extension("unfinished")).collect();
    println!("making {}", paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", "));
    let mut node = tools::node(root)?;
    node.args(["--expose-gc", "--max-old-space-size=16000", "tests/bench/make-heap.mjs"]);
    if kind == Kind::Strings {
        node.arg("--strings");
    }
    run(node.arg(size.to_string()).args(&unfinished))?;
    for (from, to) in unfinished.iter().zip(paths) {
        fs::rename(from, to).with_context(|| format!("cannot name {}", to.display()))?;
    }
    Ok(())
}

impl SnapshotFile {
    /// Takes the counts from the file's header.
    fn look(path: PathBuf) -> Result<Self> {
        let file = File::open(&path).with_context(|| format!("cannot open {}", path.display()))?;
        let bytes = file.metadata()?.len();
        let mut header = Vec::new();
        file.take(HEADER_BYTES).read_to_end(&mut header)?;
        let header = String::from_utf8_lossy(&header);
        let count =
            |name: &str| number_after(&header, name).with_context(|| format!("no {name} in {}", path.display()));
        let (nodes, edges) = (count("\"node_count\":")?, count("\"edge_count\":")?);
        Ok(Self { path, bytes, nodes, edges })
    }
}

fn number_after(text: &str, name: &str) -> Option<u64> {
    let (_, rest) = text.split_once(name)?;
    let digits = rest.split(|character: char| !character.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_counts_of_a_header() {
        let header = r#"{"snapshot":{"meta":{"node_fields":[]},"node_count":12,"edge_count":345,"#;
        assert_eq!(number_after(header, "\"node_count\":"), Some(12));
        assert_eq!(number_after(header, "\"edge_count\":"), Some(345));
        assert_eq!(number_after(header, "\"trace\":"), None);
    }
}
