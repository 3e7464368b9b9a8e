//! Lists of objects: the instances of a class, the new and the deleted ones of a comparison.

use std::cmp::Ordering;

use super::{Sort, SortColumn};
use crate::classes::names;
use crate::heap::Heap;
use crate::index::{ClassId, NodeOrdinal};

/// The nodes of a class that have a size, in file order.
pub fn instances(heap: &Heap, class: ClassId) -> Vec<NodeOrdinal> {
    let sizes = &heap.snapshot.nodes.self_size;
    let of_class = heap.classes.of_node.iter().filter(|&(node, &of)| of == class && sizes[node] != 0);
    of_class.map(|(node, _)| node).collect()
}

/// Sorts a list of objects; equals by id (by retained size, if by distance), then by position.
pub fn sort(heap: &Heap, nodes: &mut [NodeOrdinal], sort: Sort) {
    let ids = &heap.snapshot.nodes.id;
    let retained = |node: NodeOrdinal| heap.dominators.as_ref().map_or(0, |dominators| dominators.retained[node]);
    let directed = |order: Ordering| if sort.ascending { order } else { order.reverse() };
    match sort.column {
        SortColumn::Distance => {
            let distance = |node| heap.distances.as_ref().map_or(0, |(distances, _)| distances[node]);
            nodes.sort_unstable_by(|&a, &b| {
                directed(distance(a).cmp(&distance(b))).then(retained(b).cmp(&retained(a))).then(a.cmp(&b))
            });
        }
        SortColumn::ShallowSize | SortColumn::AllocSize | SortColumn::FreedSize | SortColumn::SizeDelta => {
            let sizes = &heap.snapshot.nodes.self_size;
            nodes
                .sort_unstable_by(|&a, &b| directed(sizes[a].cmp(&sizes[b])).then(ids[a].cmp(&ids[b])).then(a.cmp(&b)));
        }
        SortColumn::RetainedSize => nodes.sort_unstable_by(|&a, &b| {
            directed(retained(a).cmp(&retained(b))).then(ids[a].cmp(&ids[b])).then(a.cmp(&b))
        }),
        // The counts of a comparison are the same for all objects: by name, ascending.
        column => {
            let ascending = sort.ascending || column != SortColumn::Object;
            sort_by_name(heap, nodes, ascending);
        }
    }
}

fn sort_by_name(heap: &Heap, nodes: &mut [NodeOrdinal], ascending: bool) {
    let ids = &heap.snapshot.nodes.id;
    let mut named: Vec<_> =
        nodes.iter().map(|&node| (names::node_name(&heap.snapshot, &heap.landmarks, node), node)).collect();
    named.sort_unstable_by(|(name_a, a), (name_b, b)| {
        let order = name_a.as_js_str().cmp_utf16(name_b.as_js_str());
        let order = if ascending { order } else { order.reverse() };
        order.then(ids[*a].cmp(&ids[*b])).then(a.cmp(b))
    });
    for (place, (_, node)) in nodes.iter_mut().zip(named) {
        *place = node;
    }
}
