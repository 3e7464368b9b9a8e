//! The names that code of the same heap names.
//!
//! | Where V8 keeps a name | How it looks in a snapshot |
//! |---|---|
//! | constant pool of bytecode, with the templates of literals in it | strings below the arrays of a `system / BytecodeArray` |
//! | variables and functions | strings of a `system / ScopeInfo`; the edge `name_or_scope_info` of a function's shared info |
//! | names that V8, Node and Blink know themselves | edges called `…_string` and `…_symbol`, templates of functions, accessors |
//!
//! Not asked are feedback, shapes and optimized code: all of these also hold keys that were computed (a keyed access notes
//! the last key it met). Seen in Node 16 to 26 and in Chromium; V8 drops the bytecode of functions that were not called
//! for some time, and their names with it, so some names are lost and none is gained.

use std::collections::HashSet;

use super::well_known;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, StringIndex};
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsStr;

/// Arrays in a constant pool hold arrays, of literals in literals.
const MOST_LEVELS: usize = 4;
/// Longer strings are texts and not names.
const LONGEST: usize = 128;

/// The names that code names.
#[derive(Clone, Debug, Default)]
pub struct OwnNames {
    names: HashSet<Box<[u8]>>,
}

/// The strings by which V8's own objects are known.
#[derive(Debug, Default)]
struct Marks {
    bytecode: Option<StringIndex>,
    /// Every string of these is a name.
    holders: Vec<StringIndex>,
    /// The arrays of which constant pools are made.
    pools: Vec<StringIndex>,
    /// Every target of edges of these names is a name.
    edges: HashSet<u32>,
}

impl Marks {
    fn find(heap: &Heap) -> Self {
        let mut marks = Self::default();
        for (index, text) in heap.snapshot.strings.iter() {
            match text.as_bytes() {
                v8::BYTECODE => marks.bytecode = Some(index),
                name if v8::holds_names_of_code(name) => marks.holders.push(index),
                name if v8::is_array_of_constants(name) => marks.pools.push(index),
                edge if v8::leads_to_name_of_code(edge) => _ = marks.edges.insert(index.0),
                _ => {}
            }
        }
        marks
    }
}

impl OwnNames {
    /// Collects the names of a heap.
    pub fn of(heap: &Heap) -> Self {
        let marks = Marks::find(heap);
        let mut names = Self::default();
        let nodes = &heap.snapshot.nodes;
        for (node, &name) in nodes.name.iter() {
            // What a program made is no code, whatever it is called.
            if !matches!(
                nodes.kind[node],
                NodeType::CODE | NodeType::HIDDEN | NodeType::NATIVE | NodeType::SYNTHETIC | NodeType::ARRAY
            ) {
                continue;
            }
            if Some(name) == marks.bytecode {
                names.add_pools(heap, &marks, node);
            } else if marks.holders.contains(&name) {
                names.add_strings(heap, node, |_| true);
            } else if nodes.kind[node] != NodeType::ARRAY {
                names.add_strings(heap, node, |edge| marks.edges.contains(&edge));
            }
        }
        names
    }

    /// Whether the program or its runtime names this.
    pub fn contains(&self, name: &[u8]) -> bool {
        name.is_empty() || self.names.contains(name) || well_known::contains(name) || self.is_accessor(name)
    }

    /// `get size`, `set size`, `bound next`.
    fn is_accessor(&self, name: &[u8]) -> bool {
        let rest = [&b"get "[..], b"set ", b"bound ", b"async ", b"static "]
            .iter()
            .find_map(|&start| name.strip_prefix(start));
        rest.is_some_and(|rest| !rest.is_empty() && (self.names.contains(rest) || well_known::contains(rest)))
    }

    /// Adds the strings below the arrays of a piece of bytecode.
    fn add_pools(&mut self, heap: &Heap, marks: &Marks, bytecode: NodeOrdinal) {
        let mut level = vec![bytecode];
        for _ in 0..MOST_LEVELS {
            let mut next = Vec::new();
            for &node in &level {
                self.add_strings(heap, node, |_| true);
                let targets = heap.snapshot.edges_of(node).map(|edge| heap.snapshot.edges.target(edge));
                next.extend(targets.filter(|&target| {
                    matches!(heap.snapshot.nodes.kind[target], NodeType::ARRAY | NodeType::CODE)
                        && marks.pools.contains(&heap.snapshot.nodes.name[target])
                }));
            }
            level = next;
        }
    }

    /// Adds the strings that a node holds by the edges wanted.
    fn add_strings(&mut self, heap: &Heap, node: NodeOrdinal, wanted: impl Fn(u32) -> bool) {
        let snapshot = &heap.snapshot;
        for edge in snapshot.edges_of(node) {
            let kind = snapshot.edges.kind(edge);
            let is_wanted = match kind {
                EdgeType::Internal | EdgeType::Hidden | EdgeType::Weak => {
                    wanted(if kind.is_numbered() { u32::MAX } else { snapshot.edges.name_or_index(edge) })
                }
                _ => false,
            };
            let target = snapshot.edges.target(edge);
            if is_wanted && snapshot.nodes.kind[target] == NodeType::STRING {
                self.add(snapshot.raw_name(target));
            }
        }
    }

    fn add(&mut self, name: JsStr<'_>) {
        let bytes = name.as_bytes();
        if bytes.len() <= LONGEST && is_identifier(name) && !self.names.contains(bytes) {
            self.names.insert(bytes.into());
        }
    }
}

/// Whether a string could be written behind a dot, as names are: other strings of code are texts as often as names.
fn is_identifier(name: JsStr<'_>) -> bool {
    let Ok(text) = std::str::from_utf8(name.as_bytes()) else { return false };
    let text = text.strip_prefix('#').unwrap_or(text);
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
    text.chars().all(is_part) && text.chars().next().is_some_and(|first| !first.is_numeric())
}
