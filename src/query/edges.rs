//! Lists of edges: the properties of an object, and its retainers.

use std::cmp::Ordering;

use super::{Sort, SortColumn};
use crate::classes::names::{self, EdgeName};
use crate::graph::distances;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::snapshot::EdgeType;
use crate::text::JsStr;

/// Which end of an edge a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// What an object refers to.
    Properties,
    /// What refers to an object.
    Retainers,
}

impl Direction {
    /// The node that the row of an edge shows.
    pub fn node(self, heap: &Heap, edge: EdgeIndex) -> NodeOrdinal {
        match self {
            Self::Properties => heap.snapshot.edges.target[edge],
            Self::Retainers => heap.snapshot.nodes.source_of(edge),
        }
    }

    /// The edges of a node's list, in the order of the reference before sorting.
    pub fn edges(self, heap: &Heap, node: NodeOrdinal) -> Vec<EdgeIndex> {
        match (self, &heap.retainers) {
            (Self::Properties, _) => heap.snapshot.edges_of(node).collect(),
            (Self::Retainers, Some(retainers)) => {
                retainers.of(node).iter().copied().filter(|&edge| is_retainer_row(heap, edge)).collect()
            }
            (Self::Retainers, None) => Vec::new(),
        }
    }

    /// A node's distance as rows of this list have it; absent until it is computed.
    pub fn distance(self, heap: &Heap, node: NodeOrdinal) -> Option<i32> {
        let distance = heap.distances.as_ref().map(|(distances, _)| distances[node]);
        if self == Self::Retainers { distance.map(distances::of_retainer) } else { distance }
    }

    /// Number of edges in a node's list.
    pub fn count(self, heap: &Heap, node: NodeOrdinal) -> usize {
        match (self, &heap.retainers) {
            (Self::Properties, _) => heap.snapshot.nodes.edge_range(node).len(),
            (Self::Retainers, Some(retainers)) => {
                retainers.of(node).iter().filter(|&&edge| is_retainer_row(heap, edge)).count()
            }
            (Self::Retainers, None) => 0,
        }
    }
}

/// Weak links hold nothing, and that the root holds something is no news.
fn is_retainer_row(heap: &Heap, edge: EdgeIndex) -> bool {
    heap.snapshot.edges.kind[edge] != EdgeType::Weak && heap.snapshot.nodes.source_of(edge) != heap.snapshot.root
}

/// Sorts a list of edges. `of_instance` says that the list belongs to a row that is an instance of a class.
pub fn sort(heap: &Heap, edges: &mut Vec<EdgeIndex>, direction: Direction, sort: Sort, of_instance: bool) {
    let retained = |node: NodeOrdinal| heap.dominators.as_ref().map_or(0, |dominators| dominators.retained[node]);
    let distance = |node: NodeOrdinal| direction.distance(heap, node);
    let size = |node: NodeOrdinal| heap.snapshot.nodes.self_size[node];
    let directed = |order: Ordering| if sort.ascending { order } else { order.reverse() };
    // Position in the list decides between equals.
    let mut rows: Vec<(NodeOrdinal, EdgeIndex)> =
        edges.iter().map(|&edge| (direction.node(heap, edge), edge)).collect();
    let edge_names = |a: EdgeIndex, b: EdgeIndex, ascending| compare_edge_names(heap, a, b, ascending);
    match sort.column {
        SortColumn::Distance if direction == Direction::Properties && of_instance => {
            rows.sort_by(|a, b| directed(distance(a.0).cmp(&distance(b.0))).then(retained(b.0).cmp(&retained(a.0))))
        }
        SortColumn::Distance => {
            rows.sort_by(|a, b| {
                directed(distance(a.0).cmp(&distance(b.0))).then_with(|| compare_names(heap, a.0, b.0))
            });
        }
        SortColumn::RetainedSize => {
            rows.sort_by(|a, b| directed(retained(a.0).cmp(&retained(b.0))).then_with(|| edge_names(a.1, b.1, true)))
        }
        SortColumn::ShallowSize | SortColumn::AllocSize | SortColumn::FreedSize | SortColumn::SizeDelta => {
            rows.sort_by(|a, b| directed(size(a.0).cmp(&size(b.0))).then_with(|| edge_names(a.1, b.1, true)));
        }
        column => {
            let ascending = sort.ascending || column != SortColumn::Object;
            rows.sort_by(|a, b| edge_names(a.1, b.1, ascending).then(retained(b.0).cmp(&retained(a.0))));
        }
    }
    edges.clear();
    edges.extend(rows.into_iter().map(|(_, edge)| edge));
}

fn compare_names(heap: &Heap, a: NodeOrdinal, b: NodeOrdinal) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    let name = |node| names::node_name(&heap.snapshot, &heap.landmarks, node);
    name(a).as_js_str().cmp_utf16(name(b).as_js_str())
}

/// Names before numbers, each by text (so "10" comes before "9"); `__proto__` last, whatever the direction.
fn compare_edge_names(heap: &Heap, a: EdgeIndex, b: EdgeIndex, ascending: bool) -> Ordering {
    let (a, b) = (names::edge_name(&heap.snapshot, a), names::edge_name(&heap.snapshot, b));
    let is_proto = |name: EdgeName<'_>| matches!(name, EdgeName::Text(text) if text.is("__proto__"));
    match (is_proto(a), is_proto(b)) {
        (true, true) => return Ordering::Equal,
        (false, true) => return Ordering::Less,
        (true, false) => return Ordering::Greater,
        (false, false) => {}
    }
    let order = match (a, b) {
        (EdgeName::Text(a), EdgeName::Text(b)) => a.cmp_utf16(b),
        (EdgeName::Number(a), EdgeName::Number(b)) => {
            let (a, b) = (a.to_string(), b.to_string());
            JsStr::new(a.as_bytes()).cmp_utf16(JsStr::new(b.as_bytes()))
        }
        (EdgeName::Text(_), EdgeName::Number(_)) => Ordering::Less,
        (EdgeName::Number(_), EdgeName::Text(_)) => Ordering::Greater,
    };
    if ascending { order } else { order.reverse() }
}
