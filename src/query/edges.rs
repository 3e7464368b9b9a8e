//! Lists of edges: the properties of an object, and its retainers.

use std::borrow::Cow;

use super::order::{directed, name_ranks, signed};
use super::{Sort, SortColumn};
use crate::classes::names::{self, EdgeName};
use crate::graph::distances;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::snapshot::EdgeType;
use crate::sort::{Order, ranks};
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
            Self::Properties => heap.snapshot.edges.target(edge),
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
    heap.snapshot.edges.kind(edge) != EdgeType::Weak && heap.snapshot.nodes.source_of(edge) != heap.snapshot.root
}

/// Orders the list of a node; equals by a second key, then by position in the list.
pub fn order(heap: &Heap, node: NodeOrdinal, direction: Direction, sort: Sort) -> Order {
    let edges = direction.edges(heap, node);
    let ends: Vec<NodeOrdinal> = edges.iter().map(|&edge| direction.node(heap, edge)).collect();
    let retained = |node| heap.retained_size(node);
    let distance = |node| direction.distance(heap, node).map_or(0, |distance| signed(distance.into()));
    let size = |node| u64::from(heap.snapshot.nodes.self_size[node]);
    let first = |key: &dyn Fn(NodeOrdinal) -> u64| -> Vec<u64> {
        ends.iter().map(|&node| directed(key(node), sort.ascending)).collect()
    };
    let least_retained = || ends.iter().map(|&node| !retained(node)).collect();
    let (first, second): (Vec<u64>, Vec<u64>) = match sort.column {
        SortColumn::Distance if direction == Direction::Properties => (first(&distance), least_retained()),
        SortColumn::Distance => {
            (first(&distance), name_ranks(heap, ends.iter().copied()).into_iter().map(u64::from).collect())
        }
        SortColumn::RetainedSize => (first(&retained), edge_name_keys(heap, &edges, true)),
        SortColumn::ShallowSize | SortColumn::AllocSize | SortColumn::FreedSize | SortColumn::SizeDelta => {
            (first(&size), edge_name_keys(heap, &edges, true))
        }
        column => {
            let ascending = sort.ascending || column != SortColumn::Object;
            (edge_name_keys(heap, &edges, ascending), least_retained())
        }
    };
    let keys = first.into_iter().zip(second).enumerate();
    Order::new(keys.map(|(position, (first, second))| (first, second, position as u32)).collect())
}

/// Names before numbers, each by text (so "10" comes before "9"); `__proto__` last, whatever the direction.
fn edge_name_keys(heap: &Heap, edges: &[EdgeIndex], ascending: bool) -> Vec<u64> {
    const NUMBER: u64 = 1 << 32;
    let names: Vec<EdgeName<'_>> = edges.iter().map(|&edge| names::edge_name(&heap.snapshot, edge)).collect();
    let texts: Vec<Cow<'_, [u8]>> = names.iter().map(|name| name.text()).collect();
    let ranks = ranks(&texts.iter().map(|text| JsStr::new(text)).collect::<Vec<_>>());
    let key = |(name, rank): (&EdgeName<'_>, u32)| match name {
        EdgeName::Text(text) if text.is("__proto__") => u64::MAX,
        EdgeName::Text(_) => directed(u64::from(rank) << 1, ascending) >> 1,
        EdgeName::Number(_) => directed((NUMBER | u64::from(rank)) << 1, ascending) >> 1,
    };
    names.iter().zip(ranks).map(key).collect()
}
