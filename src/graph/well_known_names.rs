//! Names that mean something to the rules, found once by text, then known by position.
//!
//! Many rules of the reference ask what a node or an edge is called. Comparing text in the hot loops would be slow and
//! scattered, so one pass over the string table notes the role that each string plays.

use std::collections::HashMap;

use crate::error::OutOfMemory;
use crate::index::{Column, StringIndex};
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
}

impl Role {
    fn of_text(text: JsStr<'_>) -> Self {
        match text.as_bytes() {
            b"Object" => Self::Object,
            b"Array" => Self::Array,
            b"__proto__" => Self::Proto,
            b"elements" => Self::Elements,
            b"system / NativeContext" => Self::NativeContext,
            b"sloppy_function_map" => Self::SloppyFunctionMap,
            b"(map descriptors)" => Self::MapDescriptors,
            b"(Document DOM trees)" => Self::DocumentDomTrees,
            b"system / ExternalStringData" => Self::ExternalStringData,
            b"system / JSArrayBufferData" => Self::ArrayBufferData,
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
            if let Some((shared, table_id)) = parse_ephemeron(text) {
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

/// The part that both edges of a WeakMap entry share, and the table's id, if a name has that form:
/// digits, ` / part of key (… @7) -> value (… @9) pair in WeakMap (table @5)`.
fn parse_ephemeron(name: JsStr<'_>) -> Option<(JsStr<'_>, u64)> {
    let bytes = name.as_bytes();
    let (&first, &last) = (bytes.first()?, bytes.last()?);
    if last != b')' || !first.is_ascii_digit() {
        return None;
    }
    let shared = after_digits(bytes)?;
    let rest = shared.strip_prefix(b" / part of key (")?;
    let (rest, table_id) = before_digits(rest.strip_suffix(b")")?)?;
    let (rest, _) = before_digits(rest.strip_suffix(b") pair in WeakMap (table @")?)?;
    let key_and_value = rest.strip_suffix(b" @")?;
    let separator = b") -> value (";
    let is_key_end =
        |at: usize| key_and_value.get(..at).and_then(before_digits).is_some_and(|(key, _)| key.ends_with(b" @"));
    let splits = memchr::memmem::find_iter(key_and_value, separator).any(is_key_end);
    // What a regular expression's dot does not match.
    let is_break = |mark: &&str| memchr::memmem::find(key_and_value, mark.as_bytes()).is_some();
    let one_line = !["\n", "\r", "\u{2028}", "\u{2029}"].iter().any(is_break);
    (splits && one_line).then_some((JsStr::new(shared), table_id))
}

fn after_digits(bytes: &[u8]) -> Option<&[u8]> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.get(digits..).filter(|_| digits > 0)
}

/// What stands before the digits at the end, and their value.
fn before_digits(bytes: &[u8]) -> Option<(&[u8], u64)> {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, number) = bytes.split_at(bytes.len() - digits);
    JsStr::new(number).leading_integer().map(|value| (rest, value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parsed(text: &str) -> Option<(String, u64)> {
        parse_ephemeron(JsStr::new(text.as_bytes())).map(|(shared, table)| (shared.to_string(), table))
    }

    #[test]
    fn the_form_of_a_weakmap_entry() {
        let shared = " / part of key (Object @7) -> value (a) -> value (b @1 @9) pair in WeakMap (table @5)";
        assert_eq!(parsed(&format!("12{shared}")), Some((shared.to_owned(), 5)));
        for wrong in [
            shared.to_owned(),
            format!("12{shared} "),
            "1 / part of key (Object 7) -> value (b @9) pair in WeakMap (table @5)".to_owned(),
            "1 / part of key (Object @7) -> value (b @) pair in WeakMap (table @5)".to_owned(),
            "1 / part of key (Object @7) -> value (b\n @9) pair in WeakMap (table @5)".to_owned(),
            "1 / part of key (Object\u{2028} @7) -> value (b @9) pair in WeakMap (table @5)".to_owned(),
            "1)".to_owned(),
            String::new(),
        ] {
            assert_eq!(parsed(&wrong), None, "{wrong}");
        }
    }

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
