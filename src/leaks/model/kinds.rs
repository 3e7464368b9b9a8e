//! What counts as "the same thing": the kind of each node, equal in all snapshots of a program.
//!
//! Growth is told by things that repeat, so the question "another one of what?" needs an answer that does not depend on
//! the rest of the snapshot, as DevTools' classes of plain objects do. A function is known by its code, an instance by
//! its class and the place of its constructor, a plain object by the names of its properties, the variables of a
//! function by their names. A kind is a number made of these, so that it can travel between workers and be compared.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::Model;
use super::nodes::{is_text, is_view, wrapped};
use crate::error::OutOfMemory;
use crate::graph::Visibility;
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position, StringIndex, try_filled};
use crate::leaks::hash::{SEED, Spread, fold_bytes};
use crate::runtime_names::{blink, jsc, node, v8};
use crate::snapshot::{EdgeType, InOrder, LocationsInOrder, NodeType};

/// A plain object with more properties than this is used as a dictionary: their names are data.
const MOST_PROPERTIES: usize = 32;
/// The upper bits of a kind tell its family.
const FAMILY_SHIFT: u32 = 28;

/// What sort of thing a kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Family {
    /// A part of the nearest dominator that a program can see.
    Internal,
    /// Compiled code, shapes of objects, and their data.
    Code,
    /// A group of roots.
    Group,
    /// A string.
    Text,
    /// An array.
    Array,
    /// An object whose property names are data, or that has none.
    Dictionary,
    /// A plain object, known by its property names.
    Plain,
    /// A function.
    Function,
    /// The variables of a function.
    Scope,
    /// An instance of a class.
    Instance,
    /// An object of the runtime, outside of JavaScript.
    Native,
    /// A symbol, a big integer, a regular expression.
    Basic,
    /// A global object or a realm: a root by another name.
    Global,
    /// A Map or a Set.
    Table,
    /// Memory that several typed arrays view.
    Memory,
    /// The table of a WeakMap or WeakSet grows and shrinks by itself.
    WeakTable,
}

const FAMILIES: [Family; 16] = [
    Family::Internal,
    Family::Code,
    Family::Group,
    Family::Text,
    Family::Array,
    Family::Dictionary,
    Family::Plain,
    Family::Function,
    Family::Scope,
    Family::Instance,
    Family::Native,
    Family::Basic,
    Family::Global,
    Family::Table,
    Family::Memory,
    Family::WeakTable,
];

/// A kind of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub u32);

impl Kind {
    /// Parts of other things.
    pub const INTERNAL: Self = Self::bare(Family::Internal);
    /// Code and its data.
    pub const CODE: Self = Self::bare(Family::Code);
    /// Groups of roots.
    pub const GROUP: Self = Self::bare(Family::Group);
    /// All strings.
    pub const TEXT: Self = Self::bare(Family::Text);
    /// All arrays.
    pub const ARRAY: Self = Self::bare(Family::Array);
    /// All dictionaries.
    pub const DICTIONARY: Self = Self::bare(Family::Dictionary);

    const fn bare(family: Family) -> Self {
        Self((family as u32) << FAMILY_SHIFT)
    }

    /// The kind of a family with a number.
    pub fn new(family: Family, number: u32) -> Self {
        Self(Self::bare(family).0 | number >> (32 - FAMILY_SHIFT))
    }

    /// Its family.
    #[inline]
    pub fn family(self) -> Family {
        FAMILIES.get((self.0 >> FAMILY_SHIFT) as usize).copied().unwrap_or(Family::Internal)
    }

    /// Whether a program can see such things.
    #[inline]
    pub fn is_visible(self) -> bool {
        self.family() > Family::Group
    }

    /// Whether there are so many of it, for so many reasons, that its number alone says nothing.
    #[inline]
    pub fn is_common(self) -> bool {
        matches!(self.family(), Family::Text | Family::Array | Family::Dictionary)
    }

    /// Whether it is of things with a class, or with fields, of a program.
    pub fn is_thing(self) -> bool {
        matches!(self.family(), Family::Instance | Family::Plain)
    }

    /// Whether such things are there to hold others.
    #[inline]
    pub fn is_collection(self) -> bool {
        matches!(self.family(), Family::Array | Family::Dictionary | Family::Table)
    }

    /// Whether such things hold nearly everything, so that "it holds more" names nobody.
    #[inline]
    pub fn is_root_like(self) -> bool {
        matches!(self.family(), Family::Group | Family::Global | Family::Function)
    }
}

/// Whether things of a kind can hang at another only to hold its links: its collections, and its records of links.
pub fn is_part_of_link(kind: Kind) -> bool {
    kind.is_collection() || kind.family() == Family::Plain
}

/// Something by kind. Kinds are hashes already, so they are only spread.
pub type KindMap<T> = HashMap<Kind, T, BuildHasherDefault<Spread>>;
/// A set of kinds.
pub type KindSet = HashSet<Kind, BuildHasherDefault<Spread>>;

/// A string that is put together of others is one thing.
pub fn is_part_of_text(heap: &Heap, node: NodeOrdinal) -> bool {
    heap.dominators.as_ref().is_some_and(|dominators| {
        let above = dominators.immediate[node];
        let kind = heap.snapshot.nodes.kind[above];
        matches!(kind, NodeType::CONCATENATED_STRING | NodeType::SLICED_STRING) && above != node
    })
}

/// A typed array and the memory that it alone views are one thing.
fn is_memory_of_view(heap: &Heap, memory: NodeOrdinal) -> bool {
    let snapshot = &heap.snapshot;
    let Some(dominators) = &heap.dominators else { return false };
    let view = dominators.immediate[memory];
    let is_buffer = |name| heap.well_known.role(name) == Role::Buffer;
    is_view(heap, view)
        && snapshot
            .edges_of(view)
            .any(|edge| snapshot.edges.target(edge) == memory && snapshot.edges.name(edge).is_some_and(is_buffer))
}

/// What a name says of the object, or of the thing of the runtime, that has it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It is a function that `bind` made.
    Bound,
    /// It has the variables of a function.
    Scope,
    /// It is a plain object.
    Object,
    /// It is an array.
    Array,
    /// It stands for something else, in workerd.
    Wrapper,
    /// It is of this family.
    Family(Family),
    /// It is an instance of a class of this name.
    Class,
}

/// Says of nodes of what kind they are, each name looked at once; most quickly in the order of the file. The heap needs dominators.
pub struct Kinds<'a> {
    model: &'a Model<'a>,
    heap: &'a Heap,
    /// Zero is unknown.
    of_name: Vec<u32>,
    says: Vec<Option<Says>>,
    edge_names: InOrder<'a, EdgeIndex>,
    places: LocationsInOrder<'a>,
}

impl<'a> Kinds<'a> {
    /// Of a heap's nodes, none looked at yet.
    ///
    /// # Errors
    /// If memory ends.
    pub fn new(model: &'a Model<'a>) -> Result<Self, OutOfMemory> {
        let heap = model.heap;
        let names = heap.snapshot.strings.len();
        let (of_name, says) = (try_filled(names, 0)?, try_filled(names, None)?);
        let (edge_names, places) = (heap.snapshot.edges.names_in_order(), heap.snapshot.locations.in_order());
        Ok(Self { model, heap, of_name, says, edge_names, places })
    }

    /// The kind of a node.
    pub fn of(&mut self, node: NodeOrdinal) -> Kind {
        match self.model.visibility(node) {
            Visibility::RootGroup => Kind::GROUP,
            Visibility::Code => Kind::CODE,
            Visibility::Internal => Kind::INTERNAL,
            Visibility::Visible => self.of_visible(node),
        }
    }

    fn of_visible(&mut self, node: NodeOrdinal) -> Kind {
        let (snapshot, of_file) = (&self.heap.snapshot, self.heap.snapshot.nodes.kind[node]);
        let name = snapshot.nodes.name[node];
        match of_file {
            _ if is_text(self.heap, node) => {
                if is_part_of_text(self.heap, node) {
                    Kind::INTERNAL
                } else {
                    Kind::TEXT
                }
            }
            NodeType::CLOSURE => Kind::new(Family::Function, self.function(node, name)),
            NodeType::OBJECT if self.model.is_global(node) => Kind::new(Family::Global, self.name(name)),
            NodeType::HIDDEN => Kind::new(Family::Scope, self.name(name)),
            NodeType::OBJECT | NodeType::NATIVE => match self.says(name) {
                Says::Scope if of_file == NodeType::NATIVE => Kind::new(Family::Scope, self.name(name)),
                Says::Scope => self.scope(node),
                Says::Object if of_file == NodeType::OBJECT => self.plain(node),
                Says::Array if of_file == NodeType::OBJECT => Kind::ARRAY,
                Says::Wrapper
                    if of_file == NodeType::NATIVE
                        && let Some(wrapped) = wrapped(self.heap, node) =>
                {
                    Kind::new(Family::Instance, self.name(snapshot.nodes.name[wrapped]))
                }
                Says::Family(Family::Memory) if is_memory_of_view(self.heap, node) => Kind::INTERNAL,
                // A class of the program's may have the name of a browser's global object; that has no place.
                Says::Family(Family::Global) if self.heap.place(node).is_some() => {
                    Kind::new(Family::Instance, self.placed(node, name))
                }
                Says::Family(family) => Kind::new(family, self.placed(node, name)),
                _ if of_file == NodeType::NATIVE => Kind::new(Family::Native, self.placed(node, name)),
                _ => Kind::new(Family::Instance, self.placed(node, name)),
            },
            kind => Kind::new(Family::Basic, fold_bytes(SEED, &[kind.0])),
        }
    }

    /// What a name says.
    fn says(&mut self, name: StringIndex) -> Says {
        let Some(known) = self.says.get_mut(name.index()) else { return Says::Class };
        let text = self.heap.snapshot.strings.get(name);
        *known.get_or_insert_with(|| match self.heap.well_known.role(name) {
            Role::Object => Says::Object,
            Role::Array => Says::Array,
            Role::Shim => Says::Wrapper,
            _ if text.is(v8::BOUND_FUNCTION) => Says::Bound,
            _ if self.model.is_name_of_scope(text) => Says::Scope,
            _ => family(text.as_bytes()).map_or(Says::Class, Says::Family),
        })
    }

    /// A number for a function; of a bound one, for the function that it calls: V8 gives all of them one name and no place.
    fn function(&mut self, node: NodeOrdinal, name: StringIndex) -> u32 {
        let snapshot = &self.heap.snapshot;
        let is_bound = self.says(name) == Says::Bound;
        match is_bound.then(|| snapshot.target_of(node, EdgeType::Internal, v8::FUNCTION_OF_BOUND)).flatten() {
            Some(called) => fold_bytes(self.placed(called, snapshot.nodes.name[called]), v8::BOUND_FUNCTION.as_bytes()),
            None => self.placed(node, name),
        }
    }

    /// A number for a name and the place of what it names.
    fn placed(&mut self, node: NodeOrdinal, name: StringIndex) -> u32 {
        let of_name = self.name(name);
        let places = &self.heap.snapshot.locations.places;
        let place = self.places.of(node).and_then(|place| places.get(place));
        match place {
            Some(place) => fold_bytes(fold_bytes(of_name, &place.line.to_le_bytes()), &place.column.to_le_bytes()),
            None => of_name,
        }
    }

    fn name(&mut self, name: StringIndex) -> u32 {
        let strings = &self.heap.snapshot.strings;
        let Some(known) = self.of_name.get_mut(name.index()) else { return SEED };
        if *known == 0 {
            *known = fold_bytes(SEED, class_of(strings.get(name).as_bytes()));
        }
        *known
    }

    /// The variables of a function, by their names.
    fn scope(&mut self, node: NodeOrdinal) -> Kind {
        let snapshot = &self.heap.snapshot;
        let mut number = SEED;
        for edge in snapshot.edges_of(node).filter(|&edge| snapshot.edges.kind(edge) == EdgeType::Context) {
            let name = StringIndex(self.edge_names.of(edge));
            number = fold_bytes(number, &self.name(name).to_le_bytes());
        }
        Kind::new(Family::Scope, number)
    }

    /// A plain object, by its property names in any order.
    fn plain(&mut self, node: NodeOrdinal) -> Kind {
        let snapshot = &self.heap.snapshot;
        let (mut number, mut count) = (0u32, 0);
        for edge in snapshot.edges_of(node).filter(|&edge| snapshot.edges.kind(edge) == EdgeType::Property) {
            let name = StringIndex(self.edge_names.of(edge));
            if self.heap.well_known.role(name) == Role::Proto {
                continue;
            }
            count += 1;
            if count > MOST_PROPERTIES {
                return Kind::DICTIONARY;
            }
            number = number.wrapping_add(fold_bytes(SEED, &self.name(name).to_le_bytes()));
        }
        if count == 0 { Kind::DICTIONARY } else { Kind::new(Family::Plain, fold_bytes(SEED, &number.to_le_bytes())) }
    }
}

/// The family of what has a name that only its own things have.
fn family(name: &[u8]) -> Option<Family> {
    let is_global = node::is_global(name) || blink::is_window(name) || v8::is_global(name) || jsc::is_global(name);
    match name {
        _ if is_global || name.starts_with(v8::NATIVE_CONTEXT) => Some(Family::Global),
        b"Map" | b"Set" => Some(Family::Table),
        b"ArrayBuffer" | b"SharedArrayBuffer" => Some(Family::Memory),
        b"WeakMap" | b"WeakSet" => Some(Family::WeakTable),
        _ => None,
    }
}

/// A name without what is not of its class: attributes of an element, whether it is detached, the address of a page.
fn class_of(name: &[u8]) -> &[u8] {
    let name = v8::without_detached(name);
    let end = if blink::is_element(name) { memchr::memchr(b' ', name) } else { None };
    name.get(..end.unwrap_or(name.len())).unwrap_or(name)
}
