//! `cargo xtask dist --check-reproducible`: the same sources give the same bytes, whoever builds them and wherever. The site is built a
//! second time, elsewhere, and held against the first.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::files::files_below;
use crate::machine_paths::cargo_home;
use crate::run::output;
use crate::{engine, page};

/// Builds the site once more, with the page as one file, from a copy of the sources in a folder of another name, and fails if
/// anything differs from what has just been built.
pub fn check(root: &Path) -> Result<()> {
    let copy = std::env::temp_dir().join(format!("leakscope built a second time {}", std::process::id()));
    copy_sources(root, &copy)?;
    println!("building everything again in {}", copy.display());
    engine::build(&copy)?;
    let (first, second) = (root.join(page::SITE), page::build(&copy)?);
    page::build_single_file(&copy)?;
    let compared = compare(&first, &second)?;
    fs::remove_dir_all(&copy).with_context(|| format!("cannot remove {}", copy.display()))?;
    println!("{compared} files are the same, byte for byte");
    Ok(())
}

/// Copies what git knows, and what is new and not ignored.
fn copy_sources(root: &Path, to: &Path) -> Result<()> {
    let mut list = Command::new("git");
    list.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]);
    let names = output(&mut list).context("the sources are copied by git's list of them")?;
    for name in names.split_terminator('\0') {
        let (from, to) = (root.join(name), to.join(name));
        if !from.is_file() {
            continue;
        }
        fs::create_dir_all(to.parent().context("a file lies nowhere")?)?;
        fs::copy(&from, &to).with_context(|| format!("cannot copy {name}"))?;
    }
    Ok(())
}

/// Holds all files of two folders against each other, and against the folders of this machine, which none may name.
fn compare(first: &Path, second: &Path) -> Result<usize> {
    let (one, other) = (files_below(first)?, files_below(second)?);
    let names = |files: &[(String, PathBuf)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    ensure!(names(&one) == names(&other), "there are other files:\n{:?}\n{:?}", names(&one), names(&other));
    let home = cargo_home()?.display().to_string();
    let mut differing = Vec::new();
    for ((name, path), (_, again)) in one.iter().zip(&other) {
        let bytes = fs::read(path)?;
        if bytes != fs::read(again)? {
            differing.push(name.as_str());
        }
        ensure!(!contains(&bytes, home.as_bytes()), "{name} names {home}, a folder of this machine");
    }
    ensure!(differing.is_empty(), "built a second time, these differ: {}", differing.join(", "));
    Ok(one.len())
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_differs_or_names_this_machine_fails() {
        let folder = std::env::temp_dir().join(format!("leakscope-reproducible-{}", std::process::id()));
        let with = |site: &str, content: &str| {
            let site = folder.join(site);
            fs::create_dir_all(site.join("assets")).unwrap();
            fs::write(site.join("assets/a.js"), content).unwrap();
            site
        };
        let one = with("one", "1");
        let verdicts = [
            compare(&one, &with("same", "1")),
            compare(&one, &with("other", "2")),
            compare(
                &with("named", cargo_home().unwrap().to_str().unwrap()),
                &with("named", cargo_home().unwrap().to_str().unwrap()),
            ),
        ];
        fs::write(with("more", "1").join("b.js"), "").unwrap();
        let more = compare(&one, &folder.join("more"));
        fs::remove_dir_all(&folder).unwrap();
        let [same, other, named] = verdicts;
        assert_eq!(same.unwrap(), 1);
        assert!(other.unwrap_err().to_string().ends_with("these differ: assets/a.js"));
        assert!(named.unwrap_err().to_string().contains("a folder of this machine"));
        assert!(more.unwrap_err().to_string().starts_with("there are other files"));
    }
}
