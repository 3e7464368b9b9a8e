//! What each string of a snapshot names: a set of uses, found by one walk over nodes and edges.

use std::collections::HashMap;

use crate::error::OutOfMemory;
use crate::graph::well_known_names::Role;
use crate::heap::Heap;
use crate::index::{Column, StringIndex};
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsString;

/// A set of uses; that a string is a text of the program is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses(u16);

impl Uses {
    /// A program's object: its class.
    pub const OBJECT: Self = Self(1);
    /// An object of the embedder.
    pub const NATIVE: Self = Self(1 << 1);
    /// An object of V8's own.
    pub const INTERNAL: Self = Self(1 << 2);
    /// Code: a function, a script, or what V8 keeps with them.
    pub const CODE: Self = Self(1 << 10);
    /// A function or a symbol.
    pub const FUNCTION: Self = Self(1 << 9);
    /// A property.
    pub const PROPERTY: Self = Self(1 << 3);
    /// Another link.
    pub const LINK: Self = Self(1 << 4);
    /// A link whose leading digits count as a number.
    pub const NUMBERED: Self = Self(1 << 5);
    /// The links of a WeakMap's entry.
    pub const WEAK_MAP_ENTRY: Self = Self(1 << 6);
    /// A script, by its path or address.
    pub const SCRIPT: Self = Self(1 << 7);
    /// A variable, or a name that the rules know: never data.
    pub const OWN: Self = Self(1 << 8);

    /// Whether it names nothing.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether all of `other` is in it.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets.
    #[cfg(test)]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The uses of all strings.
#[derive(Debug)]
pub struct StringUses {
    of: Column<StringIndex, Uses>,
    file_strings: usize,
}

impl StringUses {
    /// The uses of a heap's strings.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        let snapshot = &heap.snapshot;
        let mut of: Column<StringIndex, Uses> = Column::filled(snapshot.strings.len(), Uses::default())?;
        let mut add = |name: StringIndex, uses: Uses| {
            if of.get(name).is_some() {
                of[name].add(uses);
            }
        };
        for (node, &name) in snapshot.nodes.name.iter() {
            add(name, of_node(snapshot.nodes.kind[node], snapshot.type_name(node)));
        }
        for edge in (0..snapshot.edges.len()).map(crate::index::Position::at) {
            let Some(name) = snapshot.edges.name(edge) else { continue };
            add(name, of_edge(snapshot.edges.kind(edge)));
        }
        for (index, _) in snapshot.strings.iter() {
            match heap.well_known.role(index) {
                // A text of a program can be as long as V8 writes.
                Role::Plain | Role::CutText => {}
                Role::Ephemeron => add(index, Uses::WEAK_MAP_ENTRY),
                _ => add(index, Uses::OWN),
            }
        }
        heap.scripts.files().for_each(|file| add(file, Uses::SCRIPT));
        for function in snapshot.allocations.functions.as_slice() {
            add(function.name, Uses::FUNCTION);
            add(function.script_name, Uses::SCRIPT);
        }
        let mut uses = Self { of, file_strings: snapshot.strings_of_file };
        for (name, generated) in heap.originals.renamed() {
            let of_name = uses.get(name);
            uses.of[generated].add(of_name);
        }
        uses.find_renamed(heap);
        Ok(uses)
    }

    /// Of no string.
    #[cfg(test)]
    pub fn none() -> Self {
        Self { of: Column::default(), file_strings: 0 }
    }

    /// How many strings the file has.
    pub fn file_strings(&self) -> usize {
        self.file_strings
    }

    /// The uses of a string; none of one that names nothing.
    pub fn get(&self, string: StringIndex) -> Uses {
        self.of.get(string).copied().unwrap_or_default()
    }

    /// Nodes that were found to be detached have got another name: their uses are those of the name in the file.
    fn find_renamed(&mut self, heap: &Heap) {
        let strings = &heap.snapshot.strings;
        let mut renamed: HashMap<JsString, Uses> = HashMap::new();
        for (index, text) in strings.iter().skip(self.file_strings) {
            if text.starts_with(v8::DETACHED) {
                let uses = self.get(index);
                renamed.entry(text.after(v8::DETACHED.len()).into()).or_default().add(uses);
            }
        }
        if renamed.is_empty() {
            return;
        }
        for (index, text) in strings.iter().take(self.file_strings) {
            if let Some(&uses) = renamed.get(&JsString::from(text)) {
                self.of[index].add(uses);
            }
        }
    }
}

fn of_node(kind: NodeType, type_name: &str) -> Uses {
    match kind {
        NodeType::OBJECT => Uses::OBJECT,
        NodeType::NATIVE => Uses::NATIVE,
        NodeType::HIDDEN | NodeType::ARRAY | NodeType::SYNTHETIC => Uses::INTERNAL,
        NodeType::CODE => Uses::CODE,
        NodeType::CLOSURE => Uses::FUNCTION,
        _ if type_name == "symbol" => Uses::FUNCTION,
        _ if type_name == "object shape" => Uses::INTERNAL,
        _ => Uses::default(),
    }
}

fn of_edge(kind: EdgeType) -> Uses {
    match kind {
        EdgeType::Property => Uses::PROPERTY,
        EdgeType::Context => Uses::OWN,
        EdgeType::Shortcut => Uses(Uses::LINK.0 | Uses::NUMBERED.0),
        _ => Uses::LINK,
    }
}
