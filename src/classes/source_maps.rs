//! Source maps applied to a heap: places in bundled code become those in its sources, minified names those of the sources.
//!
//! The engine reads no maps. It hands out the places at which something of the program stands ([`GeneratedPlaces`]), whoever
//! drives it looks them up in maps with a library (the command line with a crate, the page with a script that is loaded
//! when a map is given), and the answers ([`OriginalPlace`]) are put in here: the place into a table beside the scripts, the
//! name into the nodes and classes themselves, so that whatever shows a place or a name shows the original one.
//! Classes are told apart by where their constructor stands in the generated code (docs/semantics.md §10), so no two fall
//! together by having one name. What was there before stays known, to be said beside it and to be mapped anew.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::assign::Classes;
use super::scripts::{CodeOwner, Generated, Scripts, SourcePlace};
use crate::error::OutOfMemory;
use crate::index::{Column, LocationId, StringIndex, TryPush, try_make_room};
use crate::snapshot::{Location, NodeType, Snapshot};
use crate::text::JsStr;

/// A place of a snapshot together with a name that something has there: a function, or the instances of a class.
pub type Named = (LocationId, StringIndex);

/// What was found in source maps.
#[derive(Debug, Default)]
pub struct Originals {
    /// Empty as long as no map was applied.
    of_place: Column<LocationId, Option<Original>>,
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

/// Where something stands in a source. Texts are said by their position in a list that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginalPlace {
    /// Which of the [`GeneratedPlaces`] it is.
    pub index: u32,
    /// The source's path or address.
    pub source: u32,
    /// 0-based.
    pub line: u32,
    /// 0-based.
    pub column: u32,
    /// What it is called there, if it is called something else.
    pub name: Option<u32>,
}

impl GeneratedPlaces {
    /// Of a snapshot.
    ///
    /// # Errors
    ///
    /// When there is no memory for the list.
    pub fn of(snapshot: &Snapshot, scripts: &Scripts, originals: &Originals) -> Result<Self, OutOfMemory> {
        // Of the same type as the other tables here, so that the page's engine has the code for it once.
        let mut known: HashMap<Named, StringIndex> = HashMap::new();
        let mut list = Vec::new();
        let Snapshot { nodes, locations, allocations, .. } = snapshot;
        let of_nodes = locations.of_nodes.iter().filter(|&&(node, _)| is_code(nodes.kind[node]));
        let of_nodes = of_nodes.map(|&(node, place)| (place, nodes.name[node]));
        let recorded = allocations.functions.as_slice().iter();
        let recorded = recorded.filter_map(|function| Some((function.place?, function.name)));
        for (place, name) in of_nodes.chain(recorded) {
            let named = (place, originals.generated_name(place, name).unwrap_or(name));
            if known.contains_key(&named) {
                continue;
            }
            try_make_room(&mut known)?;
            known.insert(named, name);
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
        (found, texts): (&[OriginalPlace], &[String]),
    ) -> Result<(), OutOfMemory> {
        let places = GeneratedPlaces::of(snapshot, scripts, self)?;
        let mut added: Vec<StringIndex> = Vec::new();
        for text in texts {
            added.try_push(snapshot.strings.add(JsStr::new(text.as_bytes()))?)?;
        }
        if self.of_place.is_empty() {
            self.of_place = Column::filled(snapshot.locations.places.len(), None)?;
        }
        let mut new_names: HashMap<Named, StringIndex> = HashMap::new();
        for &OriginalPlace { index, source, line, column, name } in found {
            let Some(&(place, generated)) = places.0.get(index as usize) else { continue };
            let Some(&file) = added.get(source as usize) else { continue };
            self.of_place[place] = Some(Original { file, line, column });
            let name = name.and_then(|name| added.get(name as usize)).copied().unwrap_or(generated);
            try_make_room(&mut new_names)?;
            new_names.insert((place, generated), name);
        }
        self.rename(snapshot, classes, &new_names)
    }

    /// Gives nodes, classes and recorded functions their new names.
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
            if is_code(snapshot.nodes.kind[node])
                && let Some(name) = new_name(place, snapshot.nodes.name[node])
            {
                snapshot.nodes.name[node] = name;
            }
        }
        for function in snapshot.allocations.functions.as_mut_slice() {
            if let Some(name) = function.place.and_then(|place| new_name(place, function.name)) {
                function.name = name;
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

    /// Where something of a name stands: in its source, if a map led there.
    pub fn place<'a>(&self, snapshot: &'a Snapshot, scripts: &Scripts, (id, name): Named) -> SourcePlace<'a> {
        let place = scripts.place(snapshot, id);
        let Some(&Some(original)) = self.of_place.get(id) else { return place };
        let SourcePlace { file, script_id, line, column, .. } = place;
        let name = self.generated_name(id, name).map(|name| snapshot.strings.get(name));
        SourcePlace {
            file: Some(snapshot.strings.get(original.file)),
            script_id,
            line: original.line.saturating_add(1),
            column: original.column.saturating_add(1),
            generated: Some(Generated { file, line, column, name }),
        }
    }
}

/// Whether the name of such a node is one of code: a function's, or a class's.
fn is_code(kind: NodeType) -> bool {
    matches!(kind, NodeType::CLOSURE | NodeType::OBJECT)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::heap::Heap;
    use crate::index::NodeOrdinal;
    use crate::redaction::OwnNames;
    use crate::snapshot::{EdgeType, TracedFunction};

    /// A function `a` and an instance of a class `a` that stand elsewhere in one bundle, and one of the runtime; and of a
    /// recording the same function `a`, and a `c` of which none is alive, in a bundle of its own.
    fn drawn() -> Heap {
        let mut drawing = Drawing::new();
        let mut function = |name: &str, file: &str| {
            let function = drawing.node(NodeType::CLOSURE, name, 32);
            let shared = drawing.node(NodeType::CODE, name, 16);
            let script = drawing.node(NodeType::CODE, file, 16);
            drawing.edge(0, EdgeType::Property, "f", function);
            drawing.edge(function, EdgeType::Internal, "shared", shared);
            drawing.edge(shared, EdgeType::Internal, "script", script);
            NodeOrdinal(function as u32)
        };
        let (bundled, runtime) = (function("a", "/dist/bundle.js"), function("b", "node:events"));
        let instance = drawing.node(NodeType::OBJECT, "a", 16);
        drawing.edge(0, EdgeType::Property, "o", instance);
        let mut snapshot = drawing.snapshot();
        for (node, script_id, column) in [(bundled, 7, 10), (runtime, 8, 10), (NodeOrdinal(instance as u32), 7, 50)] {
            let place = snapshot.locations.places.push(Location { script_id, line: 0, column });
            snapshot.locations.of_nodes.push((node, place));
        }
        let first = snapshot.locations.of_nodes[0];
        let later = snapshot.locations.places.push(Location { script_id: 9, line: 0, column: 90 });
        let [name, script_name] =
            ["c", "/dist/later.js"].map(|text| snapshot.strings.add(JsStr::new(text.as_bytes())).unwrap());
        let functions = &mut snapshot.allocations.functions;
        let known = TracedFunction { name: snapshot.nodes.name[first.0], script_name, place: Some(first.1) };
        for function in [known, TracedFunction { name, script_name, place: Some(later) }] {
            functions.try_push(function).unwrap();
        }
        Heap::new(snapshot).unwrap()
    }

    fn node(heap: &Heap, kind: NodeType) -> NodeOrdinal {
        heap.snapshot.nodes.kind.iter().find(|&(_, &of)| of == kind).unwrap().0
    }

    fn columns(heap: &Heap) -> Vec<(u32, String)> {
        let places = heap.generated_places().unwrap();
        places.into_iter().map(|place| (place.column, place.name.into_owned())).collect()
    }

    #[test]
    fn places_and_names_are_those_of_the_sources_and_what_ran_stays_known() {
        let mut heap = drawn();
        let generated = [(10, "a".to_owned()), (50, "a".to_owned()), (90, "c".to_owned())];
        assert_eq!(columns(&heap), generated);
        let texts = ["src/shop.ts", "openBasket", "Basket"].map(str::to_owned);
        let found = |index, name| OriginalPlace { index, source: 0, line: 3, column: 4, name };
        let all = [found(0, Some(1)), found(1, Some(2)), found(2, Some(1)), found(9, None)];
        heap.apply_source_maps(&all, &texts).unwrap();
        let recorded = |heap: &Heap| -> Vec<String> {
            let functions = heap.snapshot.allocations.functions.as_slice();
            functions.iter().map(|function| heap.snapshot.strings.get(function.name).to_lossy().into_owned()).collect()
        };
        assert_eq!(recorded(&heap), ["openBasket", "openBasket"]);
        let (function, instance) = (node(&heap, NodeType::CLOSURE), node(&heap, NodeType::OBJECT));
        assert_eq!(heap.snapshot.raw_name(function).to_lossy(), "openBasket");
        assert_eq!(heap.classes.name(&heap.snapshot, heap.classes.of_node[instance]).to_lossy(), "Basket");
        let place = heap.place(function).unwrap();
        assert_eq!((place.file.unwrap().to_lossy(), place.line, place.column), ("src/shop.ts".into(), 4, 5));
        let ran = place.generated.unwrap();
        assert_eq!((ran.file.unwrap().to_lossy(), ran.line, ran.column), ("/dist/bundle.js".into(), 1, 11));
        assert_eq!(ran.name.unwrap().to_lossy(), "a");
        let own = OwnNames::of(&heap).unwrap();
        assert!(own.contains(b"openBasket") && !own.contains(b"src/shop.ts"));

        // A second map is asked about what ran, and takes the place of the first.
        assert_eq!(columns(&heap), generated);
        heap.apply_source_maps(&[found(0, None), found(1, Some(1))], &["src/b.ts".to_owned(), "Cart".to_owned()])
            .unwrap();
        assert_eq!(heap.snapshot.raw_name(function).to_lossy(), "a");
        assert_eq!(recorded(&heap), ["a", "openBasket"]);
        assert_eq!(heap.classes.name(&heap.snapshot, heap.classes.of_node[instance]).to_lossy(), "Cart");
        assert_eq!(heap.place(function).unwrap().generated.unwrap().name, None);
        assert_eq!(columns(&heap), generated);
    }
}
