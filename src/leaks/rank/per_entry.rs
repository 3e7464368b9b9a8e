//! What one entry consists of: the bytes of all entries by field and class, each byte once.
//!
//! An entry has what it dominates and is new. What hangs at it by a field of its own is that field's part, with all below
//! it; tables that V8 has for it, the pieces of a text that is an entry, and the variables of a function that is one, are the
//! entry itself, and what these hold are parts by the names of the variables. An entry within an entry, as in a list, counts
//! for itself. What came along and hangs below no entry is none's alone (`shared` says what of it they have together).

use super::composition::Taken;
use crate::error::OutOfMemory;
use crate::graph::Visibility;
use crate::graph::is_retaining;
use crate::index::{EdgeIndex, NodeOrdinal, Position, RowIndex, TryPush, try_collected, try_make_room};
use crate::leaks::attribution::Attribution;
use crate::leaks::attribution::anchors::OF_CODE;
use crate::leaks::findings::{EntryPart, PerEntry};
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::Kind;
use crate::leaks::naming::Names;
use crate::leaks::thresholds::MOST_PARTS;
use crate::pace::Pace;
use crate::snapshot::NodeType;
use crate::sort;

/// A part of all entries together, known by the name of its field, if it has one, and by its class.
#[derive(Clone, Copy, Debug)]
struct Sum {
    key: u64,
    count: u32,
    bytes: u64,
    /// An example, and the field that leads to it.
    node: NodeOrdinal,
    field: Option<EdgeIndex>,
}

/// What the new things of a kind consist of, which keep so many bytes together, without what came beside them; none if there are
/// none, or they weigh nothing.
///
/// # Errors
///
/// When there is no memory for the entries or their parts.
pub async fn of(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    taken: &Taken,
    lead: Kind,
    shared_bytes: u64,
    pace: &Pace,
) -> Result<Option<PerEntry>, OutOfMemory> {
    let entries: Vec<usize> = try_collected(taken.leading(attribution, lead))?;
    let mut walk =
        Walk { attribution, names, entries: &entries, own_bytes: 0, parts: Vec::new(), at: NumberMap::default() };
    let mut bytes = 0;
    for &entry in &entries {
        bytes += walk.alone(entry);
        walk.entry(entry)?;
        pace.spend(ROWS_PER_ENTRY).await;
    }
    if bytes == 0 { Ok(None) } else { walk.finish(bytes, shared_bytes).map(Some) }
}

/// What one entry takes: as much as so many rows of a column.
const ROWS_PER_ENTRY: usize = 64;

/// In a key: no field.
const NO_FIELD: u32 = u32::MAX;

/// A walk over all entries.
struct Walk<'a> {
    attribution: &'a Attribution<'a>,
    names: &'a Names<'a>,
    /// Positions, in order.
    entries: &'a [usize],
    own_bytes: u64,
    parts: Vec<Sum>,
    /// Where the sum of each key is.
    at: NumberMap<usize>,
}

impl Walk<'_> {
    /// The parts of all entries, of which so many bytes are new, the largest first.
    fn finish(self, bytes: u64, shared_bytes: u64) -> Result<PerEntry, OutOfMemory> {
        let Self { names, entries, own_bytes, mut parts, .. } = self;
        sort::try_by_keys(&mut parts, |sum| (!sum.bytes, sum.key))?;
        let rest = parts.split_off(parts.len().min(MOST_PARTS));
        let part = |sum: Sum| EntryPart {
            field: sum
                .field
                .map(|edge| names.variable(edge).unwrap_or_else(|| names.namer().edge(edge)))
                .unwrap_or_default(),
            class: names.class(sum.node),
            count: sum.count,
            bytes: sum.bytes,
        };
        Ok(PerEntry {
            count: entries.len() as u32,
            bytes,
            own_bytes,
            parts: parts.into_iter().map(part).collect(),
            other_bytes: rest.iter().map(|sum| sum.bytes).sum(),
            shared_bytes,
            beside_bytes: 0,
        })
    }

    /// New bytes at and below a position, without those of entries below it.
    fn alone(&self, position: usize) -> u64 {
        self.weight(position).saturating_sub(self.of_entries_below(position))
    }

    fn weight(&self, position: usize) -> u64 {
        self.node(position).map_or(0, |node| self.attribution.weight(node))
    }

    fn node(&self, position: usize) -> Option<NodeOrdinal> {
        self.attribution.nodes.get(position).copied()
    }

    /// The bytes of the topmost entries strictly below a position, as far as it has them in its weight.
    fn of_entries_below(&self, position: usize) -> u64 {
        let outline = self.attribution.pair.later.outline;
        let below = outline.below(position);
        let (mut at, mut bytes) = (self.entries.partition_point(|&entry| entry <= position), 0);
        while let Some(&entry) = self.entries.get(at).filter(|&&entry| below.contains(&entry)) {
            if self.is_connected(entry, position) {
                bytes += self.weight(entry);
            }
            let end = outline.below(entry).end;
            at = self.entries.partition_point(|&other| other < end);
        }
        bytes
    }

    /// Whether everything between a position and one above it is new, so that its bytes are in those of that.
    fn is_connected(&self, position: usize, above: usize) -> bool {
        let pair = &self.attribution.pair;
        let mut at = pair.later.above(position);
        while at > above {
            if !self.is_counted(at) {
                return false;
            }
            at = pair.later.above(at);
        }
        at == above
    }

    /// Whether a position is new and no code.
    fn is_counted(&self, position: usize) -> bool {
        let pair = &self.attribution.pair;
        pair.survivors.is_new(position) && pair.new.entries.get(position) != Some(&OF_CODE)
    }

    /// Shares out one entry.
    fn entry(&mut self, entry: usize) -> Result<(), OutOfMemory> {
        let Some(node) = self.node(entry) else { return Ok(()) };
        let sizes = &self.attribution.pair.later.outline.sizes;
        self.own_bytes += sizes.of(RowIndex::at(entry));
        let mut open = vec![(entry, node)];
        while let Some((above, owner)) = open.pop() {
            let fields = self.fields(owner)?;
            let below = self.attribution.pair.later.outline.below(above);
            let mut at = above + 1;
            while at < below.end {
                let next = self.attribution.pair.later.outline.below(at).end.max(at + 1);
                if let Some(child) = self.node(at).filter(|_| self.is_counted(at) && !self.is_entry(at)) {
                    if self.is_of_entry(child, entry) {
                        self.own_bytes += sizes.of(RowIndex::at(at));
                        open.try_push((at, child))?;
                    } else {
                        self.part(at, child, fields.get(&child.0.into()).map(|&edge| EdgeIndex(edge as u32)))?;
                    }
                }
                at = next;
            }
        }
        Ok(())
    }

    fn is_entry(&self, position: usize) -> bool {
        self.entries.binary_search(&position).is_ok()
    }

    /// Whether a node is a table of its owner, a piece of the text before it, or the variables of an entry.
    fn is_of_entry(&self, node: NodeOrdinal, entry: usize) -> bool {
        let model = self.attribution.model;
        let above = self.attribution.pair.later.above(self.attribution.position(node));
        let is_own_scope = model.is_scope(node) && above == entry;
        let is_joined = |text| model.heap.snapshot.nodes.kind[text] == NodeType::CONCATENATED_STRING;
        model.visibility(node) == Visibility::Internal || is_own_scope || self.node(above).is_some_and(is_joined)
    }

    fn part(&mut self, position: usize, node: NodeOrdinal, field: Option<EdgeIndex>) -> Result<(), OutOfMemory> {
        let bytes = self.alone(position);
        let heap = self.attribution.model.heap;
        let name = field.map(|edge| heap.snapshot.edges.name_or_index(edge));
        let key = packed(name.unwrap_or(NO_FIELD), heap.classes.of_node[node].0);
        try_make_room(&mut self.at)?;
        let at = *self.at.entry(key).or_insert(self.parts.len());
        if at == self.parts.len() {
            self.parts.try_push(Sum { key, count: 0, bytes: 0, node, field })?;
        }
        if let Some(sum) = self.parts.get_mut(at) {
            sum.count += 1;
            sum.bytes += bytes;
        }
        Ok(())
    }

    /// The fields of a node: links that the program named, by what they lead to. Keys of a dictionary are none.
    fn fields(&self, node: NodeOrdinal) -> Result<NumberMap<usize>, OutOfMemory> {
        let heap = self.attribution.model.heap;
        let named = heap
            .snapshot
            .edges_of(node)
            .filter(|&edge| is_retaining(heap.graph(), edge) && self.names.is_named(edge) && !self.names.is_key(edge));
        let mut fields = NumberMap::default();
        for edge in named {
            try_make_room(&mut fields)?;
            fields.insert(heap.snapshot.edges.target(edge).0.into(), edge.0 as usize);
        }
        Ok(fields)
    }
}
