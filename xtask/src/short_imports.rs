//! Short names for what the engine takes from JavaScript. wasm-bindgen ends each with a hash of sixteen digits, which nothing packs;
//! the two sides name it alike, so it may be any name that they share.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walrus::{Module, ModuleConfig};

/// What such a name begins with, and the digits that it ends in.
const BEGINNING: &str = "__wbg_";
const HASH_DIGITS: usize = 16;

/// Gives the imports of a wasm file short names, in its JavaScript side, too.
pub fn shorten(wasm: &Path, script: &Path) -> Result<()> {
    let read = fs::read(wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let mut module: Module =
        ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(&read)?;
    let names = short_names(module.imports.iter().map(|import| import.name.as_str()));
    for import in module.imports.iter_mut() {
        if let Some(short) = names.get(&import.name) {
            import.name.clone_from(short);
        }
    }
    let mut text = fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()))?;
    for (long, short) in &names {
        text = text.replace(long, short);
    }
    fs::write(script, text)?;
    fs::write(wasm, module.emit_wasm())?;
    Ok(())
}

/// The short name of each that has a hash; of no two the same.
fn short_names<'name>(all: impl Iterator<Item = &'name str>) -> BTreeMap<String, String> {
    let hashed = all.filter(|name| name.starts_with(BEGINNING) && ends_in_hash(name));
    hashed.enumerate().map(|(at, name)| (name.to_owned(), format!("{BEGINNING}{at}"))).collect()
}

fn ends_in_hash(name: &str) -> bool {
    name.rsplit_once('_')
        .is_some_and(|(_, hash)| hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_get_short_ones_of_their_own() {
        let all = ["__wbg_get_2080c49015e35254", "__wbg_get_e6325ad374eff861", "__wbindgen_init", "__wbg_heap_free"];
        let names = short_names(all.into_iter());
        let expected = [(all[0].to_owned(), "__wbg_0".to_owned()), (all[1].to_owned(), "__wbg_1".to_owned())];
        assert_eq!(names, BTreeMap::from(expected));
    }
}
