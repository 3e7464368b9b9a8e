//! Interfaces: the property lists that plain objects have in common, so that thousands of literals become one class
//! (docs/semantics.md §10).
//!
//! Objects with the same property names in the same order have one *shape*. Heaps have many plain objects and few
//! shapes, so everything that depends on the names alone is computed once per shape: the interface text that the
//! reference counts, and the interface that fits best.

use std::collections::HashMap;

use super::names::{formatted_property, is_own_property_name, is_plain_object};
use crate::error::OutOfMemory;
use crate::graph::WellKnownNames;
use crate::index::{EdgeIndex, NodeOrdinal, StringIndex, TryPush, try_filled, try_make_room};
use crate::snapshot::{EdgeType, Snapshot};
use crate::sort;
use crate::text::{JsStr, JsString};

/// An interface's text grows no further than this many UTF-16 units, unless one property alone is longer.
const LONGEST_NAME: usize = 120;
/// An interface needs this many objects,
const LEAST_OBJECTS: u32 = 2;
/// and one in so many of all plain objects.
const LEAST_PROPORTION: f64 = 1000.0;

/// A property list that is common enough to be a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// The class name: `{a, b}`.
    pub name: JsString,
    /// The properties an object must have.
    pub properties: Vec<JsString>,
}

/// The interfaces of a snapshot, the most frequent first.
pub type Interfaces = Vec<Interface>;

/// The shapes of all plain objects.
#[derive(Debug, Default)]
pub struct Shapes {
    /// The shape of each plain object, by ascending ordinal.
    pub of_objects: Vec<u32>,
    /// The first object of each shape, and how many have it.
    shapes: Vec<(NodeOrdinal, u32)>,
}

impl Shapes {
    /// Finds the shapes of a snapshot's plain objects.
    pub fn find(snapshot: &Snapshot, well_known: &WellKnownNames) -> Result<Self, OutOfMemory> {
        let mut found = Self::default();
        // Shapes by hash; those that share one are chained.
        let mut by_hash: HashMap<u64, u32> = HashMap::new();
        let mut chain: Vec<u32> = Vec::new();
        const END: u32 = u32::MAX;
        let mut in_order = snapshot.edges.names_in_order();
        let mut names = Vec::new();
        for node in snapshot.nodes.kind.positions() {
            if !is_plain_object(snapshot, well_known, node) {
                continue;
            }
            names.clear();
            let mut hash = 0u64;
            for name in property_names_by(snapshot, well_known, node, |edge| in_order.of(edge)) {
                hash = (hash.rotate_left(5) ^ u64::from(name.0)).wrapping_mul(0x517c_c1b7_2722_0a95);
                names.try_push(name)?;
            }
            try_make_room(&mut by_hash)?;
            let newest = by_hash.entry(hash).or_insert(END);
            let mut shape = *newest;
            while let Some(&(example, _)) = found.shapes.get(shape as usize) {
                if property_names(snapshot, well_known, example).eq(names.iter().copied()) {
                    break;
                }
                shape = chain.get(shape as usize).copied().unwrap_or(END);
            }
            match found.shapes.get_mut(shape as usize) {
                Some((_, count)) => *count += 1,
                None => {
                    shape = found.shapes.len() as u32;
                    found.shapes.try_push((node, 1))?;
                    chain.try_push(std::mem::replace(newest, shape))?;
                }
            }
            found.of_objects.try_push(shape)?;
        }
        Ok(found)
    }

    /// The interfaces that the shapes suggest.
    ///
    /// # Errors
    ///
    /// When there is no memory for what the shapes spell.
    pub fn infer(&self, snapshot: &Snapshot, well_known: &WellKnownNames) -> Result<Interfaces, OutOfMemory> {
        let mut by_name: HashMap<JsString, usize> = HashMap::new();
        let mut candidates: Vec<(Interface, u32)> = Vec::new();
        for &(example, count) in &self.shapes {
            let Some(interface) = interface_of(snapshot, well_known, example) else { continue };
            try_make_room(&mut by_name)?;
            let position = *by_name.entry(interface.name.clone()).or_insert(candidates.len());
            match candidates.get_mut(position) {
                Some((_, total)) => *total += count,
                None => candidates.try_push((interface, count))?,
            }
        }
        sort::try_by_keys(&mut candidates, |&(_, count)| (!u64::from(count), 0))?;
        let least = f64::from(LEAST_OBJECTS).max(self.of_objects.len() as f64 / LEAST_PROPORTION);
        let common = candidates.into_iter().take_while(|&(_, count)| f64::from(count) >= least);
        Ok(common.map(|(interface, _)| interface).collect())
    }

    /// For each shape the position of the interface that fits best, if any does.
    pub fn best_fits(
        &self,
        snapshot: &Snapshot,
        well_known: &WellKnownNames,
        interfaces: &[Interface],
    ) -> Result<Vec<Option<u32>>, OutOfMemory> {
        let mut matcher = Matcher::new(interfaces)?;
        let mut fits = Vec::new();
        fits.try_reserve_exact(self.shapes.len()).map_err(|_| OutOfMemory::of::<Option<u32>>(self.shapes.len()))?;
        for &(example, _) in &self.shapes {
            fits.push(matcher.best(snapshot, property_names(snapshot, well_known, example))?);
        }
        Ok(fits)
    }
}

fn property_names(
    snapshot: &Snapshot,
    well_known: &WellKnownNames,
    node: NodeOrdinal,
) -> impl Iterator<Item = StringIndex> {
    property_names_by(snapshot, well_known, node, |edge| snapshot.edges.name_or_index(edge))
}

/// The same with names that somebody gives.
fn property_names_by(
    snapshot: &Snapshot,
    well_known: &WellKnownNames,
    node: NodeOrdinal,
    mut name_of: impl FnMut(EdgeIndex) -> u32,
) -> impl Iterator<Item = StringIndex> {
    let properties = snapshot.edges_of(node).filter(move |&edge| snapshot.edges.kind(edge) == EdgeType::Property);
    let names = properties.map(move |edge| StringIndex(name_of(edge)));
    names.filter(move |&name| is_own_property_name(well_known, name))
}

/// The interface that an object's first properties spell; none for an object without properties.
fn interface_of(snapshot: &Snapshot, well_known: &WellKnownNames, node: NodeOrdinal) -> Option<Interface> {
    let mut name = JsString::from("{");
    let mut length = 1;
    let mut properties = Vec::new();
    for property in property_names(snapshot, well_known, node) {
        let text = snapshot.strings.get(property);
        let formatted = formatted_property(text);
        let formatted = JsStr::new(&formatted);
        let more = formatted.utf16_len();
        if length > 1 && length + more > LONGEST_NAME {
            break;
        }
        if length > 1 {
            name.push_str(", ");
            length += 2;
        }
        name.push(formatted);
        length += more;
        properties.push(text.into());
    }
    name.push_str("}");
    (!properties.is_empty()).then_some(Interface { name, properties })
}

/// Finds the interfaces that a list of properties satisfies by counting, per interface, the properties it has met.
///
/// A name that an interface lists twice must be there twice, so a property is known by its name and by how often the name
/// has occurred before.
struct Matcher<'a> {
    interfaces: &'a [Interface],
    /// Number of each property name that some interface lists.
    names: HashMap<&'a [u8], u32>,
    /// The same by position in the string table, filled as strings are met.
    by_string: HashMap<StringIndex, Option<u32>>,
    /// The interfaces that list a name for the nth time.
    users: HashMap<(u32, u32), Vec<u32>>,
    /// How many of each interface's properties the present object has.
    met: Vec<u32>,
}

impl<'a> Matcher<'a> {
    fn new(interfaces: &'a [Interface]) -> Result<Self, OutOfMemory> {
        let mut names = HashMap::new();
        let mut users: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
        for (position, interface) in interfaces.iter().enumerate() {
            let mut occurrences: HashMap<u32, u32> = HashMap::new();
            for property in &interface.properties {
                let next = names.len() as u32;
                let name = *names.entry(property.as_js_str().as_bytes()).or_insert(next);
                let nth = occurrences.entry(name).or_default();
                *nth += 1;
                users.entry((name, *nth)).or_default().push(position as u32);
            }
        }
        Ok(Self { interfaces, names, by_string: HashMap::new(), users, met: try_filled(interfaces.len(), 0)? })
    }

    /// The interface with the most properties among those satisfied; of equals, the first.
    fn best(
        &mut self,
        snapshot: &Snapshot,
        properties: impl Iterator<Item = StringIndex>,
    ) -> Result<Option<u32>, OutOfMemory> {
        let mut occurrences: HashMap<u32, u32> = HashMap::new();
        let mut touched = Vec::new();
        let mut best: Option<(usize, u32)> = None;
        for property in properties {
            let names = &self.names;
            try_make_room(&mut self.by_string)?;
            let name = self.by_string.entry(property);
            let name = *name.or_insert_with(|| names.get(snapshot.strings.get(property).as_bytes()).copied());
            let Some(name) = name else { continue };
            let nth = occurrences.entry(name).or_default();
            *nth += 1;
            for &user in self.users.get(&(name, *nth)).into_iter().flatten() {
                let (Some(met), Some(interface)) =
                    (self.met.get_mut(user as usize), self.interfaces.get(user as usize))
                else {
                    continue;
                };
                *met += 1;
                touched.push(user);
                let size = interface.properties.len();
                if *met as usize == size && best.is_none_or(|(most, first)| size > most || size == most && user < first)
                {
                    best = Some((size, user));
                }
            }
        }
        for user in touched {
            if let Some(met) = self.met.get_mut(user as usize) {
                *met = 0;
            }
        }
        Ok(best.map(|(_, user)| user))
    }
}
