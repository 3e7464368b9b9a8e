//! Each room of the engine and of the page has a README, for who enters it for the first time.

use std::collections::BTreeSet;
use std::path::Path;

use super::source::Source;

/// One complaint for each room without a README.
pub fn complaints(root: &Path, sources: &[Source]) -> Vec<String> {
    let missing = rooms(sources).into_iter().filter(|room| !root.join(room).join("README.md").is_file());
    missing.map(|room| format!("{room}: has no README.md")).collect()
}

/// The folders with code directly below `src` and `www`.
fn rooms(sources: &[Source]) -> BTreeSet<&str> {
    let code = sources.iter().filter(|source| !source.path.ends_with(".css"));
    code.filter_map(|source| {
        let (top, inside) = source.path.split_once('/')?;
        let (room, _) = inside.split_once('/')?;
        let is_room = ["src", "www"].contains(&top);
        source.path.get(..top.len() + 1 + room.len()).filter(|_| is_room)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::source::tests::source;
    use super::*;

    #[test]
    fn knows_rooms_by_their_code() {
        let paths =
            ["src/lib.rs", "src/a/mod.rs", "src/a/b/c.rs", "www/b/x.tsx", "www/styles/a.css", "xtask/src/a/b.rs"];
        let sources = paths.map(|path| source(path, ""));
        assert_eq!(rooms(&sources).into_iter().collect::<Vec<_>>(), ["src/a", "www/b"]);
        let found = complaints(Path::new("no such folder"), &sources);
        assert_eq!(found, ["src/a: has no README.md", "www/b: has no README.md"]);
    }
}
