//! Names that mean something to the rules, found once by text, then known by position.
//!
//! Many rules of the reference ask what a node or an edge is called. Comparing text in the hot loops would be slow and
//! scattered, so one pass over the string table notes the role that each string plays.

use std::collections::HashMap;

use crate::error::OutOfMemory;
use crate::index::{Column, StringIndex};
use crate::runtime_names::{node, v8, weak_map_entry};
use crate::snapshot::{Edges, StringTable};
use crate::text::JsStr;

/// The role of a string in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    /// None.
    Plain,
    /// The edge name of a WeakMap entry: see [`Ephemeron`].
    Ephemeron,
    /// "Object": the raw name of plain objects.
    Object,
    /// "Array"
    Array,
    /// "`__proto__`"
    Proto,
    /// "elements": an array's backing store.
    Elements,
    /// "system / NativeContext"
    NativeContext,
    /// "`sloppy_function_map`"
    SloppyFunctionMap,
    /// "(map descriptors)"
    MapDescriptors,
    /// "(Document DOM trees)"
    DocumentDomTrees,
    /// "system / ExternalStringData"
    ExternalStringData,
    /// "system / JSArrayBufferData"
    ArrayBufferData,
    /// "properties": the table of an object's properties.
    Properties,
    /// "table": that of a Map or a Set.
    Table,
    /// "buffer": the memory of a typed array.
    Buffer,
    /// "Node / Message", which nobody has read from a port
    UnreadMessage,
    /// "Node / Worker"
    WorkerThread,
    /// "SharedArrayBuffer"
    SharedBuffer,
    /// "Memory", as objects of WebAssembly.Memory are called
    Memory,
    /// "DateTimeFormat", as objects of Intl.DateTimeFormat are called
    DateFormat,
    /// "Node / Database", of `node:sqlite`
    Database,
    /// "Node / SecureContext": certificates and keys of a TLS server or client
    SecureContext,
    /// "CppgcShim", as workerd calls all objects of its own
    Shim,
    /// A text that ends where V8 cuts texts.
    CutText,
    /// The symbol by which an error leads to the functions that were running when it was made.
    StackOfError,
    /// "`_idleNext`" or "`_idlePrev`": from one timer of Node.js to the next that waits as long.
    NextTimer,
}

impl Role {
    fn of_text(text: JsStr<'_>) -> Self {
        match text.as_bytes() {
            b"Object" => Self::Object,
            b"Array" => Self::Array,
            b"__proto__" => Self::Proto,
            b"elements" => Self::Elements,
            b"properties" => Self::Properties,
            b"table" => Self::Table,
            b"buffer" => Self::Buffer,
            b"system / NativeContext" => Self::NativeContext,
            b"sloppy_function_map" => Self::SloppyFunctionMap,
            b"(map descriptors)" => Self::MapDescriptors,
            b"(Document DOM trees)" => Self::DocumentDomTrees,
            b"system / ExternalStringData" => Self::ExternalStringData,
            b"system / JSArrayBufferData" => Self::ArrayBufferData,
            b"Node / Message" => Self::UnreadMessage,
            b"Node / Worker" => Self::WorkerThread,
            b"SharedArrayBuffer" => Self::SharedBuffer,
            b"Memory" => Self::Memory,
            b"DateTimeFormat" => Self::DateFormat,
            b"Node / Database" => Self::Database,
            b"Node / SecureContext" => Self::SecureContext,
            b"CppgcShim" => Self::Shim,
            node::NEXT_TIMER | node::PREVIOUS_TIMER => Self::NextTimer,
            name if name.len() >= v8::MOST_UNITS && text.utf16_len() == v8::MOST_UNITS => Self::CutText,
            name if v8::is_stack_of_error(name) => Self::StackOfError,
            _ => Self::Plain,
        }
    }
}

/// An entry of a WeakMap, as the name of its edges tells it (docs/semantics.md §6). The value is reached by two edges, one
/// from the table and one from the key; they share the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ephemeron {
    /// Number of the pair, dense from 0.
    pub pair: u32,
    /// Id of the table.
    pub table_id: u64,
}

/// The roles of all strings of a file.
#[derive(Debug, Default)]
pub struct WellKnownNames {
    roles: Column<StringIndex, Role>,
    /// By ascending string.
    ephemerons: Vec<(StringIndex, Ephemeron)>,
    pairs: usize,
}

impl WellKnownNames {
    /// Looks at every string once.
    pub fn find(strings: &StringTable) -> Result<Self, OutOfMemory> {
        let mut roles = Column::default();
        roles.try_reserve(strings.len())?;
        let mut ephemerons = Vec::new();
        let mut pairs: HashMap<JsStr<'_>, u32> = HashMap::new();
        for (index, text) in strings.iter() {
            if let Some((shared, table_id)) = weak_map_entry::parse(text) {
                let next = pairs.len() as u32;
                let pair = *pairs.entry(shared).or_insert(next);
                ephemerons.push((index, Ephemeron { pair, table_id }));
                roles.push(Role::Ephemeron);
            } else {
                roles.push(Role::of_text(text));
            }
        }
        let pairs = pairs.len();
        Ok(Self { roles, ephemerons, pairs })
    }

    /// Marks the edges that are halves of WeakMap entries, so that walks over edges need not look at their names.
    pub fn mark_entries(&self, edges: &mut Edges) {
        if self.pairs > 0 {
            edges.mark_weak_map_entries(|name| self.role(name) == Role::Ephemeron);
        }
    }

    /// The role of a string; strings that the engine added have none.
    #[inline]
    pub fn role(&self, string: StringIndex) -> Role {
        self.roles.get(string).copied().unwrap_or(Role::Plain)
    }

    /// The WeakMap entry that an edge name tells, if [`Self::role`] says that it does.
    pub fn ephemeron(&self, string: StringIndex) -> Option<Ephemeron> {
        let found = self.ephemerons.binary_search_by_key(&string, |&(index, _)| index).ok()?;
        self.ephemerons.get(found).map(|&(_, ephemeron)| ephemeron)
    }

    /// Number of distinct WeakMap entries.
    pub fn pair_count(&self) -> usize {
        self.pairs
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_edges_of_an_entry_share_the_pair() {
        let mut strings = StringTable::default();
        let mut add = |text: &str| strings.add(JsStr::new(text.as_bytes())).unwrap();
        let part = " / part of key (K @7) -> value (V @9) pair in WeakMap (table @5)";
        let (from_table, from_key, object) = (add(&format!("3{part}")), add(&format!("40{part}")), add("Object"));
        let well_known = WellKnownNames::find(&strings).unwrap();
        assert_eq!(well_known.role(from_table), Role::Ephemeron);
        assert_eq!(well_known.ephemeron(from_table), well_known.ephemeron(from_key));
        assert_eq!(well_known.role(object), Role::Object);
        assert_eq!(well_known.pair_count(), 1);
        assert_eq!(well_known.role(StringIndex(99)), Role::Plain);
    }
}
