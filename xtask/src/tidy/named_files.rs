//! A file that a README, a document or a comment names is there. What moves or gets another name takes them along.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::source::Source;

/// Where documents are, and what lies there that is not the project's.
const DOCUMENTS: [&str; 12] = [
    ".",
    "src",
    "www",
    "xtask",
    "tests",
    "docs",
    "npm",
    "fuzz",
    "build",
    "findings",
    "tests/leaks",
    "tests/page/webkit",
];
const ENDINGS: [&str; 5] = [".rs", ".ts", ".tsx", ".mjs", ".css"];
/// Where a path may begin, besides the folder of the document itself and the one above.
const BEGINNINGS: [&str; 6] = ["", "src", "www", "src/leaks", "xtask/src", "tests"];

/// One complaint for each name of a file that is not there.
pub fn complaints(root: &Path, sources: &[Source]) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    for document in documents(root, sources)? {
        let text = fs::read_to_string(root.join(&document)).with_context(|| format!("cannot read {document}"))?;
        let missing = names(&text).into_iter().filter(|name| !is_there(root, &document, name));
        complaints.extend(missing.map(|name| format!("{document}: names `{name}`, which is not there")));
    }
    for source in sources {
        let comments =
            source.without_tests().lines().filter_map(|line| line.split_once("//")).map(|(_, comment)| comment);
        let named = comments.flat_map(names).filter(|name| name.contains('/'));
        let missing = named.filter(|name| !is_there(root, &source.path, name));
        complaints.extend(missing.map(|name| format!("{}: names `{name}`, which is not there", source.path)));
    }
    Ok(complaints)
}

/// All READMEs of rooms, and the documents.
fn documents(root: &Path, sources: &[Source]) -> Result<Vec<String>> {
    let rooms = sources.iter().filter_map(|source| Some(source.path.rsplit_once('/')?.0.to_owned()));
    let mut folders: Vec<String> = rooms.chain(DOCUMENTS.map(str::to_owned)).collect();
    folders.sort();
    folders.dedup();
    let mut documents = Vec::new();
    for folder in folders.iter().filter(|folder| root.join(folder).is_dir()) {
        for entry in fs::read_dir(root.join(folder)).with_context(|| format!("cannot list {folder}"))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            // A list of changes names what there was.
            if name.ends_with(".md") && name != "CHANGELOG.md" {
                documents.push(format!("{folder}/{name}"));
            }
        }
    }
    documents.sort();
    Ok(documents)
}

/// The names of sources in code spans, those in braces one by one; patterns are none.
fn names(text: &str) -> Vec<String> {
    let spans = text.split('`').skip(1).step_by(2).filter(|span| !span.contains(['\n', ' ', '*', '<', '…']));
    let names = spans.flat_map(in_braces);
    names.filter(|name| ENDINGS.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending))).collect()
}

fn in_braces(span: &str) -> Vec<String> {
    let parts = span.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match parts {
        Some((before, (inside, after))) => inside.split(',').map(|one| format!("{before}{one}{after}")).collect(),
        None => vec![span.to_owned()],
    }
}

/// A name alone is of a file in the document's folder or below, or of a test; a path begins there, above, or at a well-known place.
fn is_there(root: &Path, document: &str, name: &str) -> bool {
    let folder = root.join(document).parent().map(Path::to_path_buf).unwrap_or_default();
    let above = folder.parent().map(Path::to_path_buf).unwrap_or_default();
    let well_known = BEGINNINGS.iter().map(|beginning| root.join(beginning));
    let mut beginnings = [folder.clone(), above].into_iter().chain(well_known);
    beginnings.any(|beginning| beginning.join(name).is_file())
        || !name.contains('/') && [folder, root.join("tests")].iter().any(|folder| is_below(folder, name))
}

fn is_below(folder: &Path, name: &str) -> bool {
    let is_own = |path: &PathBuf| !["node_modules", "target", ".git", "pkg"].iter().any(|other| path.ends_with(other));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let below: Vec<PathBuf> = entries.filter(|path| path.is_dir()).filter(is_own).collect();
    below.iter().any(|below| below.join(name).is_file() || is_below(below, name))
}

#[cfg(test)]
mod tests {
    use super::super::source::tests::source;
    use super::*;

    #[test]
    fn knows_names_of_sources() {
        let text = "`a.rs`, `x/{b,c}.ts`, `*-columns.tsx`, `mod.rs` and `.mjs`, `npm run`, a.rs";
        assert_eq!(names(text), ["a.rs", "x/b.ts", "x/c.ts", "mod.rs"]);
    }

    #[test]
    fn complains_of_what_is_not_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(is_there(root, "src/README.md", "named_files.rs"));
        assert!(!is_there(root, "src/README.md", "gone.rs"));
        assert!(is_there(root, "src/tidy/mod.rs", "tidy/named_files.rs"));
        assert!(!is_there(root, "src/tidy/mod.rs", "tidy/gone.rs"));
        let found = complaints(root, &[source("src/a.rs", "// see `tidy/gone.rs`, `gone.rs`\nlet a = 1;")]);
        assert_eq!(found.ok(), Some(vec!["src/a.rs: names `tidy/gone.rs`, which is not there".to_owned()]));
    }
}
