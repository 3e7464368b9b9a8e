//! Strings of which the heap has several with one text (docs/semantics.md §14).
//!
//! Strings are put in order by a hash of 64 bits of their text: a pass, a sort and no copy of any text. That two texts of a
//! heap have one hash is less likely than an error of the machine's memory (ten million texts: one in 400,000), and would
//! count a string too many. V8 cuts long texts when it writes them; where it says so, their lengths and V8's own hashes have
//! to be equal, too.

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

use crate::classes::names::Namer;
use crate::error::OutOfMemory;
use crate::graph::NodeSet;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, TryPush, try_with_capacity};
use crate::pace::Pace;
use crate::snapshot::{EdgeType, NodeType, Snapshot};
use crate::sort::{self, Row};

/// To read a text takes as long as to look at so many nodes.
const NODES_PER_TEXT: usize = 16;

/// All strings that are there more than once.
#[derive(Debug, Default)]
pub struct DuplicatedStrings {
    /// The strings of one text after those of another, each in file order.
    nodes: Vec<NodeOrdinal>,
    /// Where the strings of each text end.
    ends: Vec<u32>,
}

impl DuplicatedStrings {
    /// Looks at all strings that have a size and are not V8's second copy of their own text.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn find(heap: &Heap, pace: &Pace) -> Result<Self, OutOfMemory> {
        Self::at_least(heap, 2, pace).await
    }

    /// The same, of texts that are there so many times at least.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn at_least(heap: &Heap, count: usize, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
        let kinds = heap.snapshot.nodes.kind.as_slice();
        let mut texts = 0;
        let mut add = |rows: Range<usize>| {
            texts += kinds.get(rows).unwrap_or_default().iter().filter(|&&kind| can_be_text(kind)).count();
        };
        pace.in_blocks(kinds.len(), &mut add).await;
        let mut hashed: Vec<Row> = try_with_capacity(texts)?;
        for node in heap.snapshot.nodes.kind.positions() {
            let mut rows = 1;
            if is_string(heap, &mut namer, node) {
                hashed.try_push((hash(heap, &mut namer, node), 0, node.0))?;
                rows += NODES_PER_TEXT;
            }
            pace.spend(rows).await;
        }
        sort::rows_in_steps(&mut hashed, pace).await;
        let mut found = Self::default();
        for alike in hashed.chunk_by(|a, b| a.0 == b.0) {
            if alike.len() >= count {
                found.nodes.try_extend(alike.iter().map(|row| NodeOrdinal(row.2)))?;
                found.ends.try_push(found.nodes.len() as u32)?;
            }
            pace.spend(alike.len()).await;
        }
        Ok(found)
    }

    /// The strings of each text, in file order; the texts are in no order that means anything.
    pub fn groups(&self) -> impl Iterator<Item = &[NodeOrdinal]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.nodes.get(start as usize..end as usize).unwrap_or_default())
    }

    /// All of them as a set.
    pub(super) fn nodes(&self, heap: &Heap) -> Result<NodeSet, OutOfMemory> {
        let mut set = NodeSet::new(heap.snapshot.nodes.len())?;
        for &node in self.groups().flatten() {
            set.insert(node);
        }
        Ok(set)
    }
}

/// Whether nodes of a type are strings.
fn can_be_text(kind: NodeType) -> bool {
    matches!(kind, NodeType::STRING | NodeType::CONCATENATED_STRING)
}

/// Whether a node is a string that a program could do without if there is another one of its text.
fn is_string(heap: &Heap, namer: &mut Namer<'_>, node: NodeOrdinal) -> bool {
    let nodes = &heap.snapshot.nodes;
    !nodes.self_size.is_zero(node)
        && match nodes.kind[node] {
            NodeType::STRING => true,
            NodeType::CONCATENATED_STRING => !is_flat(&heap.snapshot, namer, node),
            _ => false,
        }
}

/// Whether V8 has put the whole text of a concatenated string into one of its halves.
fn is_flat(snapshot: &Snapshot, namer: &mut Namer<'_>, node: NodeOrdinal) -> bool {
    let mut halves = snapshot.edges_of(node).filter(|&edge| {
        let name = snapshot.edges.name(edge).map(|name| snapshot.strings.get(name));
        snapshot.edges.kind(edge) == EdgeType::Internal
            && name.is_some_and(|name| name.is("first") || name.is("second"))
    });
    halves.any(|edge| namer.name(snapshot.edges.target(edge)).is_empty())
}

/// What a number that the newest V8 hangs on a string says, as text: a node named by its kind, whose value is a string.
fn value_at<'a>(snapshot: &'a Snapshot, node: NodeOrdinal, name: &str, kind: &str) -> Option<&'a [u8]> {
    let number = snapshot.target_of(node, EdgeType::Internal, name)?;
    let is_meant = snapshot.nodes.kind[number] == NodeType::NUMBER && snapshot.raw_name(number).is(kind);
    let value = is_meant.then(|| snapshot.target_of(number, EdgeType::Internal, "value"))??;
    Some(snapshot.raw_name(value).as_bytes())
}

/// A number for the text of a string, and for V8's length and hash of it if V8 says that the file has only its beginning.
fn hash(heap: &Heap, namer: &mut Namer<'_>, node: NodeOrdinal) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(&namer.name(node));
    if value_at(&heap.snapshot, node, "truncated", "bool") == Some(b"true") {
        for name in ["length", "hash"] {
            hasher.write_u8(b' ');
            hasher.write(value_at(&heap.snapshot, node, name, "int").unwrap_or_default());
        }
    }
    hasher.finish()
}
