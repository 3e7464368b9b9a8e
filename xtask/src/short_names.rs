//! Short names for what the engine and its JavaScript side take from each other. wasm-bindgen ends what the engine takes with a hash of
//! sixteen digits, which nothing packs, and calls what it gives by class and method. The two sides name both alike, and nobody else names
//! them at all, so they may be any names that the two share.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walrus::{ExportItem, Module, ModuleConfig};

/// What names begin with that wasm-bindgen makes for itself.
const OF_BINDGEN: &str = "__";
/// What those with a hash begin with, and the digits that they end in.
const HASHED: &str = "__wbg_";
const HASH_DIGITS: usize = 16;

/// Gives the two sides short names for each other. `scripts` are JavaScript and its types.
pub fn shorten(wasm: &Path, scripts: &[&Path]) -> Result<()> {
    let read = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    // Functions keep their names for now: wasm-opt orders by them.
    let mut module: Module = ModuleConfig::new().generate_producers_section(false).parse(&read)?;
    let taken = module.imports.iter().map(|import| import.name.as_str()).filter(|name| ends_in_hash(name));
    let functions = module.exports.iter().filter(|export| matches!(export.item, ExportItem::Function(_)));
    let given = functions.map(|export| export.name.as_str()).filter(|name| !name.starts_with(OF_BINDGEN));
    let names: BTreeMap<String, String> = short_names(HASHED, taken).chain(short_names("e", given)).collect();
    let shown = module.imports.iter_mut().map(|import| &mut import.name);
    for name in shown.chain(module.exports.iter_mut().map(|export| &mut export.name)) {
        if let Some(short) = names.get(name) {
            name.clone_from(short);
        }
    }
    for script in scripts {
        let text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
        fs::write(script, with_words(&text, &names))?;
    }
    fs::write(wasm, module.emit_wasm())?;
    Ok(())
}

/// A name of its own for each: a beginning and a number.
fn short_names<'name>(
    beginning: &'static str,
    all: impl Iterator<Item = &'name str>,
) -> impl Iterator<Item = (String, String)> {
    all.enumerate().map(move |(at, name)| (name.to_owned(), format!("{beginning}{at}")))
}

fn ends_in_hash(name: &str) -> bool {
    let is_hash = |hash: &str| hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    name.starts_with(HASHED) && name.rsplit_once('_').is_some_and(|(_, hash)| is_hash(hash))
}

/// The text with other words in the place of some.
fn with_words(text: &str, words: &BTreeMap<String, String>) -> String {
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_of_word(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        replaced.push_str(words.get(word).map_or(word, String::as_str));
        let gap = after.find(is_of_word).unwrap_or(after.len());
        replaced.push_str(&after[..gap]);
        rest = &after[gap..];
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        assert!(ends_in_hash("__wbg_get_2080c49015e35254"));
        assert!(!ends_in_hash("__wbg_heap_free"));
        assert!(!ends_in_hash("heap_2080c49015e35254"));
    }

    #[test]
    fn whole_words_are_replaced_and_no_parts_of_any() {
        let names = short_names("e", ["heap_find", "heap_findById"].into_iter()).collect();
        let text = "wasm.heap_find(a);wasm.heap_findById(b);x.heap_find_all; heap_find";
        assert_eq!(with_words(text, &names), "wasm.e0(a);wasm.e1(b);x.heap_find_all; e0");
    }
}
