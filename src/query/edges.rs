//! Lists of edges: the properties of an object, its contents, and its retainers.
//!
//! Contents are the properties as a person looks for them: what the program put there comes first, whatever the order, and
//! V8's own links last; of a Map or a Set the entries stand there, too, which V8 keeps in a table of its own.

use super::ignored::Ignored;
use super::order::{directed, name_ranks};
use super::{Sort, SortColumn};
use crate::classes::names::{self, EdgeName};
use crate::error::OutOfMemory;
use crate::graph::{NodeSet, distances};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, TryPush, try_collected, try_filled, try_with_capacity};
use crate::pace::Pace;
use crate::snapshot::{EdgeType, NodeType};
use crate::sort::{Order, Row, ranks_in_steps, rows_in_steps};
use crate::text::JsStr;

/// Which end of an edge a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// What an object refers to.
    Properties,
    /// The same with the program's own links first, and with the entries of a Map or a Set.
    Contents,
    /// What refers to an object.
    Retainers,
}

impl Direction {
    /// The node that the row of an edge shows.
    pub fn node(self, heap: &Heap, edge: EdgeIndex) -> NodeOrdinal {
        match self {
            Self::Properties | Self::Contents => heap.snapshot.edges.target(edge),
            Self::Retainers => heap.snapshot.nodes.source_of(edge),
        }
    }

    /// The edges of a node's list, in the order of the reference before sorting; if `only` is given, those whose other end is in it.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn edges(self, heap: &Heap, node: NodeOrdinal, only: Option<&NodeSet>) -> Result<Vec<EdgeIndex>, OutOfMemory> {
        let mut edges = match (self, &heap.retainers) {
            (Self::Properties, _) => try_collected(heap.snapshot.edges_of(node))?,
            (Self::Contents, _) => try_collected(heap.snapshot.edges_of(node).chain(entries(heap, node)))?,
            (Self::Retainers, Some(retainers)) => {
                let edges = retainers.of(&heap.snapshot, node)?;
                try_collected(edges.iter().copied().filter(|&edge| is_retainer_row(heap, edge)))?
            }
            (Self::Retainers, None) => Vec::new(),
        };
        edges.retain(|&edge| only.is_none_or(|only| only.contains(self.node(heap, edge))));
        Ok(edges)
    }

    /// The distance of the node at the other end of an edge, as rows of this list have it; absent until it is computed.
    pub fn distance(self, heap: &Heap, ignored: Option<&Ignored>, edge: EdgeIndex) -> Option<i32> {
        let (distances, _) = heap.distances.as_ref()?;
        let distance = distances[self.node(heap, edge)];
        Some(match (self, ignored) {
            (Self::Retainers, Some(ignored)) => ignored.distance(heap, edge, distance),
            (Self::Retainers, None) => distances::of_retainer(distance, distance),
            _ => distance,
        })
    }

    /// Numbers of edges in the lists of some nodes.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn counts(self, heap: &Heap, nodes: &[NodeOrdinal]) -> Result<Vec<usize>, OutOfMemory> {
        let own = |node| heap.snapshot.nodes.edge_range(node).len();
        match (self, &heap.retainers) {
            (Self::Properties, _) => try_collected(nodes.iter().map(|&node| own(node))),
            (Self::Contents, _) => try_collected(nodes.iter().map(|&node| own(node) + entries(heap, node).count())),
            (Self::Retainers, Some(retainers)) => {
                retainers.counts(&heap.snapshot, nodes, |edge| is_retainer_row(heap, edge))
            }
            (Self::Retainers, None) => try_filled(nodes.len(), 0),
        }
    }
}

/// The entries of a Map or a Set: what its table refers to by number. Other objects have none.
fn entries(heap: &Heap, node: NodeOrdinal) -> impl Iterator<Item = EdgeIndex> {
    let snapshot = &heap.snapshot;
    let name = snapshot.raw_name(node);
    let is_collection = snapshot.nodes.kind[node] == NodeType::OBJECT && (name.is("Map") || name.is("Set"));
    let table = is_collection.then(|| snapshot.target_of(node, EdgeType::Internal, "table")).flatten();
    let edges = table.into_iter().flat_map(|table| snapshot.edges_of(table));
    edges.filter(|&edge| snapshot.edges.kind(edge) != EdgeType::Weak && is_numbered(heap, edge))
}

/// Whether a link is called by a number, as the elements of V8's own arrays are.
pub fn is_numbered(heap: &Heap, edge: EdgeIndex) -> bool {
    match names::edge_name(&heap.snapshot, edge) {
        EdgeName::Number(_) => true,
        EdgeName::Text(text) => !text.as_bytes().is_empty() && text.as_bytes().iter().all(u8::is_ascii_digit),
    }
}

/// Whether V8 made a link of an object by itself, so that no program wrote it.
fn is_v8s_own(heap: &Heap, owner: NodeOrdinal, edge: EdgeIndex) -> bool {
    if heap.snapshot.nodes.source_of(edge) != owner {
        return false; // An entry.
    }
    match heap.snapshot.edges.kind(edge) {
        EdgeType::Internal | EdgeType::Hidden | EdgeType::Weak => true,
        EdgeType::Property => {
            matches!(names::edge_name(&heap.snapshot, edge), EdgeName::Text(name) if name.is("__proto__"))
        }
        _ => false,
    }
}

/// Weak links hold nothing, and that the root holds something is no news.
fn is_retainer_row(heap: &Heap, edge: EdgeIndex) -> bool {
    heap.snapshot.edges.kind(edge) != EdgeType::Weak && heap.snapshot.nodes.source_of(edge) != heap.snapshot.root
}

/// In a key: the link is V8's own, and comes last.
const V8S_OWN: u64 = 1 << 63;

/// What rows are put in order by; nodes are those at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Distance,
    ShallowSize,
    RetainedSize,
    /// The largest first.
    LargestRetainedSize,
    NodeName,
    /// Names before numbers; whether ascending.
    EdgeName(bool),
}

/// The keys that a column sorts by: the first one, and the one for equals.
fn keys_of(direction: Direction, sort: Sort) -> (Key, Key) {
    match sort.column {
        SortColumn::Distance if direction != Direction::Retainers => (Key::Distance, Key::LargestRetainedSize),
        SortColumn::Distance => (Key::Distance, Key::NodeName),
        SortColumn::RetainedSize => (Key::RetainedSize, Key::EdgeName(true)),
        SortColumn::ShallowSize | SortColumn::AllocSize | SortColumn::FreedSize | SortColumn::SizeDelta => {
            (Key::ShallowSize, Key::EdgeName(true))
        }
        column => (Key::EdgeName(sort.ascending || column != SortColumn::Object), Key::LargestRetainedSize),
    }
}

/// Orders edges of a node's list; equals by a second key, then by position in the list.
///
/// Names cost most by far (that of a concatenated string is put together from its parts), so those that only decide between
/// equals are made for equals only.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn order(
    heap: &Heap,
    ignored: Option<&Ignored>,
    node: NodeOrdinal,
    (direction, edges): (Direction, &[EdgeIndex]),
    sort: Sort,
    pace: &Pace,
) -> Result<Order, OutOfMemory> {
    let list = List { heap, ignored, direction, edges, pace };
    let (first, second) = keys_of(direction, sort);
    let mut rows: Vec<Row> = try_with_capacity(list.edges.len())?;
    rows.extend((0..list.edges.len() as u32).map(|position| (0, 0, position)));
    list.write(first, &mut rows, |row| &mut row.0).await?;
    if !matches!(first, Key::EdgeName(_)) {
        rows.iter_mut().for_each(|row| row.0 = directed(row.0, sort.ascending));
    }
    if direction == Direction::Contents {
        // The highest bit is the same in all keys of a column, so that it can tell the two groups.
        for row in &mut rows {
            row.0 &= !V8S_OWN;
            if is_v8s_own(heap, node, list.edge(row)) {
                row.0 |= V8S_OWN;
            }
        }
    }
    if matches!(second, Key::LargestRetainedSize) {
        list.write(second, &mut rows, |row| &mut row.1).await?;
        return Order::in_steps(rows, pace).await;
    }
    rows_in_steps(&mut rows, pace).await;
    // Runs of equals are brought to the front, so that what is made for them is made in one go.
    let equals = gather_equals(&mut rows);
    list.write(second, rows.get_mut(..equals).unwrap_or_default(), |row| &mut row.1).await?;
    Order::in_steps(rows, pace).await
}

/// Moves the rows whose first key another row has, too, to the front; returns how many they are. `rows` are in order.
fn gather_equals(rows: &mut [Row]) -> usize {
    let mut gathered = 0;
    let mut before = None;
    for at in 0..rows.len() {
        let Some(&(key, _, _)) = rows.get(at) else { break };
        let after = rows.get(at + 1).map(|row| row.0);
        if before == Some(key) || after == Some(key) {
            rows.swap(gathered, at);
            gathered += 1;
        }
        before = Some(key);
    }
    gathered
}

/// The list of a node, and what its rows are about.
struct List<'a> {
    heap: &'a Heap,
    ignored: Option<&'a Ignored>,
    direction: Direction,
    edges: &'a [EdgeIndex],
    pace: &'a Pace,
}

impl List<'_> {
    fn edge(&self, row: &Row) -> EdgeIndex {
        self.edges.get(row.2 as usize).copied().unwrap_or_default()
    }

    fn node(&self, row: &Row) -> NodeOrdinal {
        self.direction.node(self.heap, self.edge(row))
    }

    /// Writes a key of each row where `place` says.
    async fn write(&self, key: Key, rows: &mut [Row], place: fn(&mut Row) -> &mut u64) -> Result<(), OutOfMemory> {
        let heap = self.heap;
        let retained = |node| heap.retained_size(node);
        let mut each = |of: &dyn Fn(NodeOrdinal) -> u64| {
            for row in rows.iter_mut() {
                *place(row) = of(self.node(row));
            }
        };
        match key {
            Key::Distance => {
                for row in rows.iter_mut() {
                    let distance = self.direction.distance(heap, self.ignored, self.edge(row));
                    *place(row) = distance.map_or(0, |distance| u64::from(distance.abs_diff(i32::MIN)));
                }
            }
            Key::ShallowSize => each(&|node| heap.snapshot.nodes.self_size.of(node)),
            Key::RetainedSize => each(&retained),
            Key::LargestRetainedSize => each(&|node| !retained(node)),
            Key::NodeName => {
                let nodes = try_collected(rows.iter().map(|row| self.node(row)))?;
                let ranks = name_ranks(heap, &nodes, self.pace).await?;
                rows.iter_mut().zip(ranks).for_each(|(row, rank)| *place(row) = rank.into());
            }
            Key::EdgeName(ascending) => {
                let edges = try_collected(rows.iter().map(|row| self.edge(row)))?;
                let keys = edge_name_keys(heap, &edges, ascending, self.pace).await?;
                rows.iter_mut().zip(keys).for_each(|(row, key)| *place(row) = key);
            }
        }
        self.pace.spend(rows.len()).await;
        Ok(())
    }
}

/// Names before numbers, each by text (so "10" comes before "9"); `__proto__` last, whatever the direction.
async fn edge_name_keys(
    heap: &Heap,
    edges: &[EdgeIndex],
    ascending: bool,
    pace: &Pace,
) -> Result<Vec<u64>, OutOfMemory> {
    const NUMBER: u64 = 1 << 32;
    let name = |edge| names::edge_name(&heap.snapshot, edge);
    // The digits of all numbers, with a blank behind each.
    let mut digits: Vec<u8> = Vec::new();
    for &edge in edges {
        if let EdgeName::Number(_) = name(edge) {
            digits.try_extend(name(edge).text().iter().copied())?;
            digits.try_push(b' ')?;
        }
        pace.spend(1).await;
    }
    let mut texts = try_with_capacity(edges.len())?;
    let mut rest = digits.as_slice();
    texts.extend(edges.iter().map(|&edge| match name(edge) {
        EdgeName::Text(text) => text,
        EdgeName::Number(_) => {
            let end = memchr::memchr(b' ', rest).unwrap_or(rest.len());
            let (own, after) = rest.split_at_checked(end).unwrap_or_default();
            rest = after.get(1..).unwrap_or_default();
            JsStr::new(own)
        }
    }));
    pace.spend(edges.len()).await;
    let ranks = ranks_in_steps(&texts, pace).await?;
    let key = |(&edge, rank): (&EdgeIndex, u32)| match name(edge) {
        EdgeName::Text(text) if text.is("__proto__") => u64::MAX,
        EdgeName::Text(_) => directed(u64::from(rank) << 1, ascending) >> 1,
        EdgeName::Number(_) => directed((NUMBER | u64::from(rank)) << 1, ascending) >> 1,
    };
    let mut keys = try_with_capacity(texts.len())?;
    keys.extend(edges.iter().zip(ranks).map(key));
    Ok(keys)
}
