//! Which class each node belongs to (docs/semantics.md §10).
//!
//! A class is a name and, for objects whose constructor's place is known, that place: two constructors of one name are
//! two classes. Names are the same if their text is. DevTools tells names apart by their position among the strings, and
//! then shows one of two classes of one text instead of both: an object whose prototype is called "Function", as
//! Express 5 makes one, hides all functions. Here they are one class, which is a stated difference.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

use super::interfaces::{Interface, Interfaces, Shapes};
use super::names::is_plain_object;
use crate::error::OutOfMemory;
use crate::graph::WellKnownNames;
use crate::index::{
    ClassId, Column, LocationId, NodeOrdinal, Position, StringIndex, try_collected, try_filled, try_make_room,
};
use crate::pace::Pace;
use crate::runtime_names::blink;
use crate::snapshot::{NodeType, Snapshot};
use crate::text::{JsStr, JsString};

/// One class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Class {
    /// The name.
    pub name: StringIndex,
    /// Where the constructor stands, if that is known.
    pub place: Option<LocationId>,
}

/// The classes of a snapshot.
#[derive(Debug, Default)]
pub struct Classes {
    /// The class of each node.
    pub of_node: Column<NodeOrdinal, ClassId>,
    /// All classes, in the order in which they are met.
    pub table: Column<ClassId, Class>,
}

impl Classes {
    /// Gives each node its class; plain objects by the interface that fits best.
    pub fn assign(
        snapshot: &mut Snapshot,
        well_known: &WellKnownNames,
        shapes: &Shapes,
        interfaces: &NamedInterfaces,
        names: &mut MadeNames,
    ) -> Result<Self, OutOfMemory> {
        let of_shapes = interfaces.of_shapes(shapes, snapshot, well_known)?;
        let mut table = ClassTable::new(snapshot)?;
        let mut classes = Self::default();
        classes.of_node.try_reserve(snapshot.nodes.len())?;
        let mut plain_objects = shapes.of_objects.iter();
        for node in snapshot.nodes.kind.positions() {
            let name = if is_plain_object(snapshot, well_known, node) {
                let fitting = plain_objects.next().and_then(|&shape| *of_shapes.get(shape as usize)?);
                fitting.unwrap_or(snapshot.nodes.name[node])
            } else {
                names.class_name(snapshot, node)?
            };
            let place = table.place_of(snapshot, node);
            classes.of_node.push(table.id(snapshot, Class { name, place })?);
        }
        classes.table = table.classes;
        Ok(classes)
    }

    /// The classes that the nodes have by the interfaces of another heap, these being the ones by their own: only plain objects
    /// can have others.
    ///
    /// # Errors
    ///
    /// When memory for the classes is not to be had.
    pub async fn by(
        &self,
        snapshot: &Snapshot,
        well_known: &WellKnownNames,
        shapes: &Shapes,
        interfaces: &NamedInterfaces,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let of_shapes = interfaces.of_shapes(shapes, snapshot, well_known)?;
        let mut table = ClassTable::new(snapshot)?;
        let mut of_node = Column::default();
        of_node.try_reserve(snapshot.nodes.len())?;
        let mut of_own = Column::filled(self.table.len(), NONE)?;
        let mut plain_objects = shapes.of_objects.iter();
        let mut assign = |node: NodeOrdinal| {
            let own = self.of_node[node];
            let mut class = self.table[own];
            if is_plain_object(snapshot, well_known, node) {
                let fitting = plain_objects.next().and_then(|&shape| *of_shapes.get(shape as usize)?);
                class.name = fitting.unwrap_or(snapshot.nodes.name[node]);
                of_node.push(table.id(snapshot, class)?);
            } else {
                if of_own[own] == NONE {
                    of_own[own] = table.id(snapshot, class)?;
                }
                of_node.push(of_own[own]);
            }
            Ok(())
        };
        let mut in_block = |nodes: Range<usize>| nodes.map(NodeOrdinal::at).try_for_each(&mut assign);
        pace.try_in_blocks(snapshot.nodes.len(), &mut in_block).await?;
        Ok(Self { of_node, table: table.classes })
    }

    /// The class's name.
    pub fn name<'a>(&self, snapshot: &'a Snapshot, class: ClassId) -> JsStr<'a> {
        snapshot.strings.get(self.table[class].name)
    }

    /// The key by which a class is known outside of its snapshot: `script,line,column,name`, or `,name`.
    pub fn key(&self, snapshot: &Snapshot, class: ClassId) -> JsString {
        let place = self.table[class].place.and_then(|place| snapshot.locations.places.get(place));
        let mut key = JsString::default();
        if let Some(place) = place {
            key.push_str(&format!("{},{},{}", place.script_id, place.line, place.column));
        }
        key.push_str(",");
        key.push(self.name(snapshot, class));
        key
    }
}

/// Interfaces, and where the class names that they give stand among the strings of a snapshot.
#[derive(Debug)]
pub struct NamedInterfaces {
    /// The most frequent first.
    pub interfaces: Interfaces,
    names: Vec<StringIndex>,
}

impl NamedInterfaces {
    /// Has their names among the strings.
    ///
    /// # Errors
    ///
    /// When memory for the names is not to be had.
    pub fn new(snapshot: &mut Snapshot, names: &mut MadeNames, interfaces: Interfaces) -> Result<Self, OutOfMemory> {
        let name = |interface: &Interface| names.get(snapshot, interface.name.as_js_str());
        let names = interfaces.iter().map(name).collect::<Result<_, _>>()?;
        Ok(Self { interfaces, names })
    }

    /// The class name that each shape has by the interface that fits it best, if any does.
    fn of_shapes(
        &self,
        shapes: &Shapes,
        snapshot: &Snapshot,
        well_known: &WellKnownNames,
    ) -> Result<Vec<Option<StringIndex>>, OutOfMemory> {
        let fits = shapes.best_fits(snapshot, well_known, &self.interfaces)?;
        try_collected(fits.into_iter().map(|fit| self.names.get(fit? as usize).copied()))
    }
}

/// Class names that do not stand in the file, added to its string table once each.
#[derive(Debug, Default)]
pub struct MadeNames {
    by_text: HashMap<JsString, StringIndex>,
    /// The name of all nodes of a type, for the types that have one.
    by_type: Vec<Option<StringIndex>>,
    /// The class name for a raw name that looks like markup.
    by_markup: HashMap<StringIndex, StringIndex>,
}

impl MadeNames {
    /// The position of a name that is made.
    fn get(&mut self, snapshot: &mut Snapshot, text: JsStr<'_>) -> Result<StringIndex, OutOfMemory> {
        if let Some(&known) = self.by_text.get(&JsString::from(text)) {
            return Ok(known);
        }
        let added = snapshot.strings.add(text)?;
        self.by_text.insert(text.into(), added);
        Ok(added)
    }

    /// The class name of a node that is not a plain object.
    fn class_name(&mut self, snapshot: &mut Snapshot, node: NodeOrdinal) -> Result<StringIndex, OutOfMemory> {
        let kind = snapshot.nodes.kind[node];
        if matches!(kind, NodeType::OBJECT | NodeType::NATIVE) {
            return self.own_name(snapshot, node);
        }
        let slot = usize::from(kind.0);
        if let Some(&Some(known)) = self.by_type.get(slot) {
            return Ok(known);
        }
        let text = match kind {
            NodeType::HIDDEN => "(system)".to_owned(),
            NodeType::CODE => "(compiled code)".to_owned(),
            NodeType::CLOSURE => "Function".to_owned(),
            NodeType::REGEXP => "RegExp".to_owned(),
            _ => format!("({})", snapshot.type_name(node)),
        };
        let name = self.get(snapshot, JsStr::new(text.as_bytes()))?;
        if self.by_type.len() <= slot {
            self.by_type.resize(slot + 1, None);
        }
        if let Some(entry) = self.by_type.get_mut(slot) {
            *entry = Some(name);
        }
        Ok(name)
    }

    /// Objects and native nodes are called what they are called, elements without their attributes.
    fn own_name(&mut self, snapshot: &mut Snapshot, node: NodeOrdinal) -> Result<StringIndex, OutOfMemory> {
        let name = snapshot.nodes.name[node];
        let text = snapshot.strings.get(name);
        let search_from = match text.as_bytes() {
            [b'<', ..] => 0,
            bytes if blink::is_detached_element(bytes) => 10,
            _ => return Ok(name),
        };
        if let Some(&known) = self.by_markup.get(&name) {
            return Ok(known);
        }
        let bytes = text.as_bytes();
        let space = bytes.iter().skip(search_from).position(|&byte| byte == b' ').map(|at| at + search_from);
        let mut tag = bytes.get(..space.unwrap_or(bytes.len())).unwrap_or_default().to_vec();
        if space.is_some() {
            tag.push(b'>');
        }
        let made = self.get(snapshot, JsStr::new(&tag))?;
        self.by_markup.insert(name, made);
        Ok(made)
    }
}

/// The classes met so far, and how to find them again.
struct ClassTable {
    classes: Column<ClassId, Class>,
    /// The class of each name without a place, [`NONE`] if there is none yet.
    by_name: Vec<ClassId>,
    /// The same by text: a name may stand among the strings more than once.
    by_text: HashMap<JsString, ClassId>,
    /// The class met last at each place, which is nearly always the only one there.
    last_at_place: Vec<ClassId>,
    /// The class of each name at a place, by the name's position, and by a hash of its text for names that are met first.
    by_place: HashMap<(LocationId, StringIndex), ClassId>,
    by_text_at_place: HashMap<(LocationId, u64), Vec<ClassId>>,
    hasher: RandomState,
    next_location: usize,
}

const NONE: ClassId = ClassId(u32::MAX);

impl ClassTable {
    fn new(snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        Ok(Self {
            classes: Column::default(),
            by_name: try_filled(snapshot.strings.len(), NONE)?,
            by_text: HashMap::new(),
            last_at_place: try_filled(snapshot.locations.places.len(), NONE)?,
            by_place: HashMap::new(),
            by_text_at_place: HashMap::new(),
            hasher: RandomState::new(),
            next_location: 0,
        })
    }

    /// The place that tells apart the class of a node; only objects are told apart by place. Nodes must come in order.
    fn place_of(&mut self, snapshot: &Snapshot, node: NodeOrdinal) -> Option<LocationId> {
        let locations = &snapshot.locations.of_nodes;
        while locations.get(self.next_location).is_some_and(|&(located, _)| located < node) {
            self.next_location += 1;
        }
        let &(located, place) = locations.get(self.next_location)?;
        (located == node && snapshot.nodes.kind[node] == NodeType::OBJECT).then_some(place)
    }

    /// The class of this name and place.
    fn id(&mut self, snapshot: &Snapshot, class: Class) -> Result<ClassId, OutOfMemory> {
        let Some(place) = class.place else { return self.id_by_name(snapshot, class) };
        let Some(last) = self.last_at_place.get_mut(place.index()) else { return self.id_by_name(snapshot, class) };
        if self.classes.get(*last).is_some_and(|last| last.name == class.name) {
            return Ok(*last);
        }
        try_make_room(&mut self.by_place)?;
        try_make_room(&mut self.by_text_at_place)?;
        self.classes.try_grow(1)?;
        let known = self.by_place.entry((place, class.name));
        *last = *known.or_insert_with(|| {
            let text = snapshot.strings.get(class.name);
            let alike = self.by_text_at_place.entry((place, self.hasher.hash_one(text.as_bytes()))).or_default();
            let same = alike.iter().find(|&&id| snapshot.strings.get(self.classes[id].name) == text);
            same.copied().unwrap_or_else(|| {
                let id = self.classes.push(class);
                alike.push(id);
                id
            })
        });
        Ok(*last)
    }

    fn id_by_name(&mut self, snapshot: &Snapshot, class: Class) -> Result<ClassId, OutOfMemory> {
        let at = class.name.index();
        if self.by_name.len() <= at {
            // Names made since the table was sized.
            let more = at + 1 - self.by_name.len();
            self.by_name.try_reserve(more).map_err(|_| OutOfMemory::of::<ClassId>(more))?;
            self.by_name.resize(at + 1, NONE);
        }
        let Some(slot) = self.by_name.get_mut(at) else { return Ok(NONE) };
        if *slot == NONE {
            let text = snapshot.strings.get(class.name);
            try_make_room(&mut self.by_text)?;
            self.classes.try_grow(1)?;
            *slot = *self.by_text.entry(text.into()).or_insert_with(|| self.classes.push(class));
        }
        Ok(*slot)
    }
}
