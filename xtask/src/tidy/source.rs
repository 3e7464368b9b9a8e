//! The files that the rules are for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that hold sources, and what is generated inside them.
const FOLDERS: [&str; 3] = ["src", "xtask/src", "www"];
const GENERATED: &str = "www/engine/pkg";

/// A source file. Its path is relative to the root of the repository, with `/` between folders.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// All sources of the repository at `root`.
pub fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        collect(root, Path::new(folder), &mut sources)?;
    }
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> Result<()> {
    if folder == Path::new(GENERATED) {
        return Ok(());
    }
    let entries = fs::read_dir(root.join(folder)).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(folder.join(entry?.file_name()))).collect::<Result<Vec<PathBuf>>>()?;
    paths.sort();
    for path in paths {
        let full = root.join(&path);
        if full.is_dir() {
            collect(root, &path, sources)?;
        } else if is_source(&path) {
            let text = fs::read_to_string(&full).with_context(|| format!("cannot read {}", path.display()))?;
            sources.push(Source { path: path.to_string_lossy().replace('\\', "/"), text });
        }
    }
    Ok(())
}

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| ["rs", "ts", "tsx", "css"].iter().any(|known| extension == *known))
}

impl Source {
    /// Whether the file holds nothing but tests, by its name.
    pub fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        ["tests", "testing"].contains(&stem)
            || stem.ends_with("_tests")
            || name.contains(".test.")
            || self.path.contains("/tests/")
    }

    /// The file's text without the tests at its end.
    pub fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default()
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn knows_tests_by_their_names() {
        for path in [
            "src/text_tests.rs",
            "src/graph/tests.rs",
            "src/graph/testing.rs",
            "src/graph/tests/random.rs",
            "www/a.test.ts",
        ] {
            assert!(source(path, "").is_test(), "{path}");
        }
        assert!(!source("src/contests.rs", "").is_test());
    }

    #[test]
    fn leaves_out_the_tests_at_the_end() {
        assert_eq!(source("src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {}\n").without_tests(), "fn a() {}");
        assert_eq!(source("src/a.rs", "fn a() {}\n").without_tests(), "fn a() {}\n");
    }
}
