//! Rust's standard library and the crates that it is made from, as a file beside the compiler lists them for all systems: a page of
//! HTML, written by a program of theirs, in which each crate has a heading, its terms, and its texts as they stand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::shipped::Shipped;
use crate::run::output;

/// Below the compiler's own folder.
const FOLDER: &str = "share/doc/rust";
const LIST: &str = "COPYRIGHT-library.html";

/// What the library's own files are under.
const TERMS: [&str; 3] = ["Apache-2.0", "MIT", "Unicode-3.0"];

/// The list is of all systems together.
const ON_SOME_SYSTEMS: &str = " (of Rust's standard library, on some systems)";

const HEADING: &str = "<h3>📦 ";

pub fn parts(root: &Path) -> Result<Vec<Shipped>> {
    let asked = |arguments: &[&str]| output(Command::new("rustc").current_dir(root).args(arguments));
    let folder = PathBuf::from(asked(&["--print", "sysroot"])?.trim()).join(FOLDER);
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("the compiler that rustup installs has {}", path.display()))
    };
    let mut parts = listed(&read(LIST)?)?;
    parts.push(Shipped {
        name: "Rust's standard library".to_owned(),
        version: asked(&["--version"])?.split(' ').nth(1).unwrap_or_default().to_owned(),
        terms: "MIT OR Apache-2.0".to_owned(),
        texts: TERMS.iter().map(|name| read(&format!("licenses/{name}.txt"))).collect::<Result<_>>()?,
    });
    Ok(parts)
}

fn listed(html: &str) -> Result<Vec<Shipped>> {
    let parts: Vec<Shipped> = html.split(HEADING).skip(1).map(part).collect::<Option<_>>().unwrap_or_default();
    ensure!(!parts.is_empty(), "{LIST} of the compiler has another form than it had");
    Ok(parts)
}

/// What stands below one heading.
fn part(html: &str) -> Option<Shipped> {
    let (title, below) = html.split_once("</h3>")?;
    let at = title
        .match_indices('-')
        .map(|(at, _)| at)
        .find(|&at| title[at + 1..].starts_with(|first: char| first.is_ascii_digit()))?;
    let (_, terms) = below.split_once("License:</b>")?;
    let texts =
        below.split("<pre>").skip(1).filter_map(|text| text.split_once("</pre>")).map(|(text, _)| unescaped(text));
    Some(Shipped {
        name: title[..at].to_owned(),
        version: title[at + 1..].to_owned(),
        terms: format!("{}{ON_SOME_SYSTEMS}", terms.split_once("</p>")?.0.trim()),
        texts: texts.collect(),
    })
}

/// Text with its characters in the place of their numbers, as in `&#60;`.
fn unescaped(html: &str) -> String {
    let mut pieces = html.split("&#");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let character =
            piece.split_once(';').and_then(|(number, rest)| Some((char::from_u32(number.parse().ok()?)?, rest)));
        match character {
            Some((character, rest)) => {
                text.push(character);
                text.push_str(rest);
            }
            None => {
                text.push_str("&#");
                text.push_str(piece);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_what_stands_below_a_heading() {
        let html = "<h2>Parts</h2><h3>📦 rand_core-0.9.3</h3><p><b>License:</b> MIT</p>\
                    <details><pre>\nThe &#34;Work&#34; &#38; more</pre><pre>Other</pre>";
        let texts = vec!["\nThe \"Work\" & more".to_owned(), "Other".to_owned()];
        let [name, version, terms] =
            ["rand_core", "0.9.3", "MIT (of Rust's standard library, on some systems)"].map(str::to_owned);
        assert_eq!(listed(html).unwrap(), [Shipped { name, version, terms, texts }]);
        assert!(listed("<h3>cc 1</h3>").is_err());
    }

    #[test]
    fn knows_what_allocates_in_the_page() {
        let parts = parts(&crate::root()).unwrap();
        let dlmalloc = parts.iter().find(|part| part.name == "dlmalloc").unwrap();
        assert!(dlmalloc.terms.starts_with("MIT/Apache-2.0"));
        assert!(dlmalloc.texts.iter().any(|text| text.contains("Alex Crichton")));
    }
}
