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
use std::ops::Range;

use super::well_known;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal, Position, StringIndex, TryPush};
use crate::pace::{Pace, at_once};
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

/// What each string is to this search. The same few strings are met a hundred times as often as there are strings, so
/// each is looked at once, and what is met is noted by its number.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// Every string of a node of this name is a name.
    holds_names: bool,
    /// The name of arrays of which constant pools are made.
    is_pool: bool,
    /// Every target of an edge of this name is a name.
    leads_to_name: bool,
    /// A name was found to be the code's.
    is_own: bool,
}

/// Goes through the code of a heap.
struct Collector<'a> {
    heap: &'a Heap,
    bytecode: Option<StringIndex>,
    marks: Column<StringIndex, Mark>,
}

impl OwnNames {
    /// Collects the names of a heap.
    ///
    /// # Errors
    ///
    /// When there is no memory for a mark on each string, or for the names.
    pub fn of(heap: &Heap) -> Result<Self, OutOfMemory> {
        at_once(Self::of_in_steps(heap, &Pace::unbroken()))
    }

    /// The same in steps.
    ///
    /// # Errors
    ///
    /// As [`Self::of`].
    pub async fn of_in_steps(heap: &Heap, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut collector = Collector::of(heap)?;
        pace.in_blocks(heap.snapshot.strings.len(), &mut |strings| collector.look_at_strings(strings)).await;
        pace.in_blocks(heap.snapshot.nodes.len(), &mut |nodes| collector.collect(nodes)).await;
        // What source maps name stands in the program's sources.
        heap.originals.renamed().for_each(|(name, _)| collector.marks[name].is_own = true);
        let strings = &heap.snapshot.strings;
        let mut names = HashSet::new();
        pace.try_in_blocks(strings.len(), &mut |indexes| {
            let own = indexes.map(StringIndex::at).filter(|&index| collector.mark(index).is_own);
            for name in own.map(|index| strings.get(index)).filter(|&name| is_name(name)) {
                names.try_reserve(1).map_err(|_| OutOfMemory::of::<Box<[u8]>>(names.len() + 1))?;
                names.insert(name.as_bytes().into());
            }
            Ok(())
        })
        .await?;
        Ok(Self { names })
    }

    /// The names, a line each, for another worker: there are no line breaks in names.
    ///
    /// # Errors
    ///
    /// When there is no memory for them.
    pub fn lines(&self) -> Result<Vec<u8>, OutOfMemory> {
        let mut lines = Vec::new();
        for name in &self.names {
            lines.try_append(name)?;
            lines.try_push(b'\n')?;
        }
        Ok(lines)
    }

    /// Takes in what [`Self::lines`] gave of another heap of the same program.
    ///
    /// # Errors
    ///
    /// When there is no memory for them.
    pub fn add_lines(&mut self, lines: &[u8]) -> Result<(), OutOfMemory> {
        for name in lines.split(|&byte| byte == b'\n').filter(|name| is_name(JsStr::new(name))) {
            self.names.try_reserve(1).map_err(|_| OutOfMemory::of::<Box<[u8]>>(self.names.len() + 1))?;
            self.names.insert(name.into());
        }
        Ok(())
    }

    /// Takes the names of another heap of the same program in.
    pub fn extend(&mut self, other: Self) {
        self.names.extend(other.names);
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
}

impl<'a> Collector<'a> {
    fn of(heap: &'a Heap) -> Result<Self, OutOfMemory> {
        let mut marks = Column::default();
        marks.try_reserve(heap.snapshot.strings.len())?;
        Ok(Self { heap, bytecode: None, marks })
    }

    /// Knows the next strings, by which V8's own objects are known.
    fn look_at_strings(&mut self, strings: Range<usize>) {
        for index in strings.map(StringIndex::at) {
            let text = self.heap.snapshot.strings.get(index).as_bytes();
            if text == v8::BYTECODE {
                self.bytecode = Some(index);
            }
            self.marks.push(Mark {
                holds_names: v8::holds_names_of_code(text),
                is_pool: v8::is_array_of_constants(text),
                leads_to_name: v8::leads_to_name_of_code(text),
                is_own: false,
            });
        }
    }

    fn mark(&self, string: StringIndex) -> Mark {
        self.marks.get(string).copied().unwrap_or_default()
    }

    fn collect(&mut self, ordinals: Range<usize>) {
        let nodes = &self.heap.snapshot.nodes;
        for node in ordinals.map(NodeOrdinal::at) {
            let name = nodes.name[node];
            // What a program made is no code, whatever it is called.
            if !matches!(
                nodes.kind[node],
                NodeType::CODE | NodeType::HIDDEN | NodeType::NATIVE | NodeType::SYNTHETIC | NodeType::ARRAY
            ) {
                continue;
            }
            if Some(name) == self.bytecode {
                self.add_pools(node);
            } else if self.mark(name).holds_names {
                self.add_strings(node, |_, _| true);
            } else if nodes.kind[node] != NodeType::ARRAY {
                self.add_strings(node, |of, edge| edge.is_some_and(|edge| of.mark(edge).leads_to_name));
            }
        }
    }

    /// Adds the strings below the arrays of a piece of bytecode.
    fn add_pools(&mut self, bytecode: NodeOrdinal) {
        let snapshot = &self.heap.snapshot;
        let mut level = vec![bytecode];
        for _ in 0..MOST_LEVELS {
            let mut next = Vec::new();
            for &node in &level {
                self.add_strings(node, |_, _| true);
                let targets = snapshot.links_of(node).iter().map(|link| link.target());
                next.extend(targets.filter(|&target| {
                    matches!(snapshot.nodes.kind[target], NodeType::ARRAY | NodeType::CODE)
                        && self.mark(snapshot.nodes.name[target]).is_pool
                }));
            }
            level = next;
        }
    }

    /// Adds the strings that a node holds by the edges wanted; those with a number have no name.
    fn add_strings(&mut self, node: NodeOrdinal, wanted: impl Fn(&Self, Option<StringIndex>) -> bool) {
        let snapshot = &self.heap.snapshot;
        for edge in snapshot.edges_of(node) {
            let link = snapshot.edges.link(edge);
            let target = link.target();
            if snapshot.nodes.kind[target] == NodeType::STRING
                && matches!(link.kind(), EdgeType::Internal | EdgeType::Hidden | EdgeType::Weak)
                && wanted(self, snapshot.edges.name(edge))
            {
                self.marks[snapshot.nodes.name[target]].is_own = true;
            }
        }
    }
}

fn is_name(text: JsStr<'_>) -> bool {
    text.as_bytes().len() <= LONGEST && is_identifier(text)
}

/// Whether a string could be written behind a dot, as names are: other strings of code are texts as often as names.
fn is_identifier(name: JsStr<'_>) -> bool {
    let Ok(text) = std::str::from_utf8(name.as_bytes()) else { return false };
    let text = text.strip_prefix('#').unwrap_or(text);
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '$');
    text.chars().all(is_part) && text.chars().next().is_some_and(|first| !first.is_numeric())
}
