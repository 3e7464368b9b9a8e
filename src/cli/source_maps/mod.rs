//! Source maps that are given with `--source-map`: which map belongs to which script, and what it says of the places there.
//!
//! They are read once, when they are needed first, and applied to every heap that is opened to be shown (`open`). `map`
//! reads one, `scripts` says to which script it belongs, `lookup` finds places in it, `function_name` what stands there. The page does
//! the same in `www/source-maps`; `tests/page/source-maps.test.mjs` holds the two together.

mod function_name;
mod lookup;
mod map;
mod scripts;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use leakscope::report::escaped;
use leakscope::{Heap, OriginalPlace};

use self::map::SourceMap;
use super::failure::Failure;
use super::output::complain;

static GIVEN: OnceLock<Vec<(PathBuf, SourceMap)>> = OnceLock::new();

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Show places and names as they are in the sources of bundled code, by this map, or by each .map in this folder; may be
    /// repeated. A map belongs to the script that it has as "file", or that it is called after: bundle.js.map
    #[arg(long = "source-map", global = true, value_name = "FILE", hide_default_value = true)]
    given: Vec<PathBuf>,
}

/// Decides which maps are applied; to be called before any snapshot is opened.
pub fn use_given(Args { given }: Args) -> Result<(), Failure> {
    let mut maps = Vec::new();
    for given in &given {
        for file in files(given)? {
            let read = fs::read(&file).map_err(|error| Failure::open(&file, &error))?;
            match SourceMap::parse(&read) {
                Ok(map) => maps.push((file, map)),
                // What lies in a folder was not asked for one by one.
                Err(why) if file != *given => warn(&file, &why),
                Err(why) => return Err(Failure::File(format!("{}: {why}", file.display()))),
            }
        }
    }
    // They are decided once, when the program starts.
    let _ = GIVEN.set(maps);
    Ok(())
}

/// The maps themselves: of a folder what ends as maps do.
fn files(given: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !given.is_dir() {
        return Ok(vec![given.to_owned()]);
    }
    let entries = fs::read_dir(given).map_err(|error| Failure::open(given, &error))?;
    let mut maps: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    maps.retain(|path| path.extension().is_some_and(|end| end == "map"));
    maps.sort();
    if maps.is_empty() {
        return Err(Failure::File(format!("{}: there is no file in it that ends in .map", given.display())));
    }
    Ok(maps)
}

/// Applies them to the heap of a file, and says of which there is nothing in it.
pub fn apply(heap: &mut Heap, snapshot: &Path) -> Result<(), Failure> {
    let Some(maps) = GIVEN.get().filter(|maps| !maps.is_empty()) else { return Ok(()) };
    let memory = |error| Failure::memory(snapshot, error);
    let places = heap.generated_places().map_err(memory)?;
    let assigned = scripts::assign(maps, places.iter().map(|place| &*place.file));
    let (mut found, mut texts) = (Vec::new(), Texts::default());
    let mut hits = vec![(0, 0); maps.len()];
    for (index, place) in (0..).zip(&places) {
        let Some(&at) = assigned.of_script.get(&*place.file) else { continue };
        let (Some((_, map)), Some((mapped, asked))) = (maps.get(at), hits.get_mut(at)) else { continue };
        let original = lookup::original(map, (place.line, place.column), &place.name);
        *asked += u32::from(original.is_some() || lookup::tells_of_build(place.line, place.column));
        let Some(original) = original else { continue };
        *mapped += 1;
        found.push(OriginalPlace {
            index,
            source: texts.number(lookup::resolve(original.source, &place.file)),
            line: original.line,
            column: original.column,
            name: original.name.map(|name| texts.number(name.to_owned())),
        });
    }
    for (((file, map), hits), fit) in maps.iter().zip(hits).zip(&assigned.fits) {
        if let Some(why) = scripts::complaint(fit, hits, &scripts::names(file, map)) {
            warn(file, &format!("{why} (in {})", snapshot.display()));
        }
    }
    heap.apply_source_maps(&found, &texts.list).map_err(memory)
}

/// Texts, each once.
#[derive(Debug, Default)]
struct Texts {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Texts {
    fn number(&mut self, text: String) -> u32 {
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.list.push(text.clone());
            self.list.len() as u32 - 1
        })
    }
}

fn warn(file: &Path, why: &str) {
    complain(&format!("leakscope: {}\n", escaped(&format!("{}: {why}", file.display()))));
}
