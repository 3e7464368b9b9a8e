//! Source maps applied to a heap: places in bundled code become those in its sources, minified names those of the sources.
//!
//! The engine reads no maps. It hands out the places at which something of the program stands ([`GeneratedPlaces`]), whoever
//! drives it looks them up in maps with a library (the command line with a crate, the page with a script that is loaded
//! when a map is given), and the answers ([`OriginalPlace`]) are put in here: the place into a table beside the scripts, the
//! name into the nodes and classes themselves, so that whatever shows a place or a name shows the original one.
//! Classes are told apart by where their constructor stands in the generated code (docs/semantics.md §10), so no two fall
//! together by having one name. What was there before stays known, to be said beside it and to be mapped anew.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::assign::Classes;
use super::scripts::{CodeOwner, Generated, Scripts, SourcePlace};
use crate::error::OutOfMemory;
use crate::index::{LocationId, NodeOrdinal, StringIndex, TryPush, try_make_room};
use crate::snapshot::{Location, NodeType, Snapshot};
use crate::text::JsStr;

/// A place of a snapshot together with a name that something has there: a function, or the instances of a class.
type Named = (LocationId, StringIndex);

/// What was found in source maps.
#[derive(Debug, Default)]
pub struct Originals {
    of_place: HashMap<LocationId, Original>,
    /// The generated name in the place of which an original one stands.
    generated_names: HashMap<Named, StringIndex>,
}

/// A place in a source.
#[derive(Clone, Copy, Debug)]
struct Original {
    file: StringIndex,
    /// 0-based.
    line: u32,
    /// 0-based.
    column: u32,
}

/// What stands at a place of generated code, to be looked up in a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GeneratedPlace<'a> {
    /// The script's file.
    pub file: Cow<'a, str>,
    /// 0-based, as V8 and source maps count.
    pub line: u32,
    /// 0-based, in UTF-16 units.
    pub column: u32,
    /// What the function or the class is called in generated code; may be empty.
    pub name: Cow<'a, str>,
}

/// All places outside of the runtime's own code with what is called something there, in an order that maps do not change.
#[derive(Debug)]
pub struct GeneratedPlaces(Vec<Named>);

/// Where something stands in a source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OriginalPlace {
    /// Which of the [`GeneratedPlaces`] it is.
    pub index: u32,
    /// The source's path or address.
    pub source: String,
    /// 0-based.
    pub line: u32,
    /// 0-based.
    pub column: u32,
    /// What it is called there, if it is called something else.
    pub name: Option<String>,
}

impl GeneratedPlaces {
    /// Of a snapshot.
    ///
    /// # Errors
    ///
    /// When there is no memory for the list.
    pub fn of(snapshot: &Snapshot, scripts: &Scripts, originals: &Originals) -> Result<Self, OutOfMemory> {
        let mut known: HashSet<Named> = HashSet::new();
        let mut list = Vec::new();
        for &(node, place) in &snapshot.locations.of_nodes {
            let name = snapshot.nodes.name[node];
            let named = (place, originals.generated_name(place, name).unwrap_or(name));
            let is_code = matches!(snapshot.nodes.kind[node], NodeType::CLOSURE | NodeType::OBJECT);
            if !is_code || known.contains(&named) {
                continue;
            }
            known.try_reserve(1).map_err(|_| OutOfMemory::of::<Named>(known.len() + 1))?;
            known.insert(named);
            let script = snapshot.locations.places[place].script_id;
            let file = scripts.file(snapshot, script);
            if file.is_some_and(|file| CodeOwner::of(file) != CodeOwner::Runtime) {
                list.try_push(named)?;
            }
        }
        Ok(Self(list))
    }

    /// Each of them.
    pub fn iter<'a>(&self, snapshot: &'a Snapshot, scripts: &Scripts) -> impl Iterator<Item = GeneratedPlace<'a>> {
        self.0.iter().map(|&(place, name)| {
            let Location { script_id, line, column } = snapshot.locations.places[place];
            let file = scripts.file(snapshot, script_id).unwrap_or(JsStr::new(b""));
            GeneratedPlace { file: file.to_lossy(), line, column, name: snapshot.strings.get(name).to_lossy() }
        })
    }
}

impl Originals {
    /// Takes in what maps say of some of a snapshot's generated places; what they said before of others stays.
    ///
    /// # Errors
    ///
    /// When there is no memory for the names.
    pub fn apply(
        &mut self,
        (snapshot, scripts, classes): (&mut Snapshot, &Scripts, &mut Classes),
        found: &[OriginalPlace],
    ) -> Result<(), OutOfMemory> {
        let places = GeneratedPlaces::of(snapshot, scripts, self)?;
        let mut texts: HashMap<String, StringIndex> = HashMap::new();
        let mut text_of = |snapshot: &mut Snapshot, text: &String| {
            if let Some(&known) = texts.get(text) {
                return Ok(known);
            }
            try_make_room(&mut texts)?;
            let added = snapshot.strings.add(JsStr::new(text.as_bytes()))?;
            texts.insert(text.clone(), added);
            Ok(added)
        };
        let mut new_names: HashMap<Named, StringIndex> = HashMap::new();
        for &OriginalPlace { index, ref source, line, column, ref name } in found {
            let Some(&(place, generated)) = places.0.get(index as usize) else { continue };
            let file = text_of(snapshot, source)?;
            try_make_room(&mut self.of_place)?;
            self.of_place.insert(place, Original { file, line, column });
            try_make_room(&mut new_names)?;
            let name = name.as_ref().map_or(Ok(generated), |name| text_of(snapshot, name))?;
            new_names.insert((place, generated), name);
        }
        self.rename(snapshot, classes, &new_names)
    }

    /// Gives nodes and classes their new names.
    fn rename(
        &mut self,
        snapshot: &mut Snapshot,
        classes: &mut Classes,
        new_names: &HashMap<Named, StringIndex>,
    ) -> Result<(), OutOfMemory> {
        let new_name = |place, name| {
            let generated = self.generated_name(place, name).unwrap_or(name);
            new_names.get(&(place, generated)).copied()
        };
        for &(node, place) in &snapshot.locations.of_nodes {
            let is_code = matches!(snapshot.nodes.kind[node], NodeType::CLOSURE | NodeType::OBJECT);
            if is_code && let Some(name) = new_name(place, snapshot.nodes.name[node]) {
                snapshot.nodes.name[node] = name;
            }
        }
        for id in classes.table.positions() {
            let class = &mut classes.table[id];
            if let Some(name) = class.place.and_then(|place| new_name(place, class.name)) {
                class.name = name;
            }
        }
        self.generated_names.retain(|&(place, _), generated| !new_names.contains_key(&(place, *generated)));
        for (&(place, generated), &name) in new_names {
            if name != generated {
                try_make_room(&mut self.generated_names)?;
                self.generated_names.insert((place, name), generated);
            }
        }
        Ok(())
    }

    /// What something at a place is called in generated code, if it was given another name.
    pub fn generated_name(&self, place: LocationId, name: StringIndex) -> Option<StringIndex> {
        self.generated_names.get(&(place, name)).copied()
    }

    /// The names that come from maps, with those in the place of which they stand.
    pub fn renamed(&self) -> impl Iterator<Item = (StringIndex, StringIndex)> + '_ {
        self.generated_names.iter().map(|(&(_, name), &generated)| (name, generated))
    }

    /// Where a node's function or constructor stands, if the snapshot knows: in its source, if a map led there.
    pub fn place<'a>(&self, snapshot: &'a Snapshot, scripts: &Scripts, node: NodeOrdinal) -> Option<SourcePlace<'a>> {
        let place = scripts.place(snapshot, node)?;
        let id = snapshot.locations.of(node)?;
        let Some(original) = self.of_place.get(&id) else { return Some(place) };
        let SourcePlace { file, script_id, line, column, .. } = place;
        let name = self.generated_name(id, snapshot.nodes.name[node]).map(|name| snapshot.strings.get(name));
        Some(SourcePlace {
            file: Some(snapshot.strings.get(original.file)),
            script_id,
            line: original.line.saturating_add(1),
            column: original.column.saturating_add(1),
            generated: Some(Generated { file, line, column, name }),
        })
    }
}
