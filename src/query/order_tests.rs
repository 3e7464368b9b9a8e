//! The order of every list, and which rows it has, against sorts by the definitions (docs/semantics.md §15).
#![allow(clippy::unwrap_used)]

use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;
use crate::graph::testing::{Drawing, any_heap, cases};
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position};
use crate::snapshot::EdgeType;
use crate::text::JsString;

const COLUMNS: [SortColumn; 5] =
    [SortColumn::Object, SortColumn::Count, SortColumn::Distance, SortColumn::ShallowSize, SortColumn::RetainedSize];

/// Columns of objects: all but the count, which objects do not have.
fn any_object_column() -> impl Strategy<Value = SortColumn> {
    any_column().prop_filter("objects have no count", |column| *column != SortColumn::Count)
}

fn any_column() -> impl Strategy<Value = SortColumn> {
    prop::sample::select(COLUMNS.to_vec())
}

fn session(drawing: &Drawing) -> Session {
    let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
    session.complete().unwrap();
    session
}

fn all(column: SortColumn, ascending: bool) -> RowQuery {
    RowQuery::all(column, ascending)
}

fn directed(order: Ordering, ascending: bool) -> Ordering {
    if ascending { order } else { order.reverse() }
}

/// Names are compared by their UTF-16 units, as JavaScript compares strings.
fn by_name(a: &JsString, b: &JsString) -> Ordering {
    let units = |name: &JsString| name.as_js_str().to_string().encode_utf16().collect::<Vec<_>>();
    units(a).cmp(&units(b))
}

fn by_class(column: SortColumn, ascending: bool, a: &ClassRow, b: &ClassRow) -> Ordering {
    let most_retained = b.retained_size.cmp(&a.retained_size);
    let (first, second) = match column {
        SortColumn::Distance => (a.distance.cmp(&b.distance), most_retained),
        SortColumn::Count => (a.count.cmp(&b.count), by_name(&a.name, &b.name)),
        SortColumn::ShallowSize => (a.shallow_size.cmp(&b.shallow_size), by_name(&a.name, &b.name)),
        SortColumn::RetainedSize => (a.retained_size.cmp(&b.retained_size), by_name(&a.name, &b.name)),
        _ => (by_name(&a.name, &b.name), most_retained),
    };
    directed(first, ascending).then(second).then(a.class_index.cmp(&b.class_index))
}

fn by_object(column: SortColumn, ascending: bool, a: &ObjectRow, b: &ObjectRow) -> Ordering {
    let (first, second) = match column {
        SortColumn::Distance => (a.distance.cmp(&b.distance), b.retained_size.cmp(&a.retained_size)),
        SortColumn::ShallowSize => (a.shallow_size.cmp(&b.shallow_size), a.id.cmp(&b.id)),
        SortColumn::RetainedSize => (a.retained_size.cmp(&b.retained_size), a.id.cmp(&b.id)),
        _ => (by_name(&a.name, &b.name), a.id.cmp(&b.id)),
    };
    directed(first, ascending).then(second).then(a.ordinal.cmp(&b.ordinal))
}

/// Names before numbers, each by text; `__proto__` last, whatever the direction.
fn by_edge_name(ascending: bool, a: &EdgeRow, b: &EdgeRow) -> Ordering {
    let text = |row: &EdgeRow| row.edge_name.as_js_str().to_string();
    let is_proto = |row: &EdgeRow| text(row) == "__proto__";
    let is_number = |row: &EdgeRow| {
        ["element", "hidden"].contains(&row.edge_type)
            || (row.edge_type == "shortcut" && text(row).starts_with(|c: char| c.is_ascii_digit()))
    };
    let order = is_number(a).cmp(&is_number(b)).then(by_name(&a.edge_name, &b.edge_name));
    is_proto(a).cmp(&is_proto(b)).then(directed(order, ascending))
}

fn by_edge(column: SortColumn, ascending: bool, retainers: bool, a: &EdgeRow, b: &EdgeRow) -> Ordering {
    let most_retained = b.object.retained_size.cmp(&a.object.retained_size);
    match column {
        SortColumn::Distance => {
            let second = if retainers { by_name(&a.object.name, &b.object.name) } else { most_retained };
            directed(a.object.distance.cmp(&b.object.distance), ascending).then(second)
        }
        SortColumn::ShallowSize => {
            directed(a.object.shallow_size.cmp(&b.object.shallow_size), ascending).then(by_edge_name(true, a, b))
        }
        SortColumn::RetainedSize => {
            directed(a.object.retained_size.cmp(&b.object.retained_size), ascending).then(by_edge_name(true, a, b))
        }
        _ => by_edge_name(ascending, a, b).then(most_retained),
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn classes_come_in_order(drawing in any_heap(), column in any_column(), ascending in any::<bool>()) {
        let rows = session(&drawing).summary(&all(column, ascending)).unwrap().rows;
        let mut expected = rows.clone();
        expected.sort_by(|a, b| by_class(column, ascending, a, b));
        prop_assert_eq!(rows, expected);
    }

    #[test]
    fn classes_are_filtered_by_name(drawing in any_heap(), filter in prop::sample::select(vec!["", "SESS", "é", "É", "{", "ray)", "a, b"])) {
        let mut session = session(&drawing);
        let rows = session.summary(&RowQuery { filter: Some(filter.to_owned()), ..all(SortColumn::Object, true) }).unwrap().rows;
        let mut expected = session.summary(&all(SortColumn::Object, true)).unwrap().rows;
        expected.retain(|row| row.name.as_js_str().to_string().to_lowercase().contains(&filter.to_lowercase()));
        prop_assert_eq!(rows, expected);
    }

    #[test]
    fn objects_come_in_order(drawing in any_heap(), column in any_object_column(), ascending in any::<bool>()) {
        let mut session = session(&drawing);
        for class in session.heap().aggregates.rows.clone() {
            let rows = session.instances(InstanceSet::Class(class.0, NodeFilter::All), &all(column, ascending)).unwrap().rows;
            let heap = session.heap();
            let of_class = heap.classes.of_node.iter().filter(|&(node, &of)| of == class && !heap.snapshot.nodes.self_size.is_zero(node));
            let mut expected: Vec<ObjectRow> = of_class.map(|(node, _)| session.object(node).unwrap()).collect();
            expected.sort_by(|a, b| by_object(column, ascending, a, b));
            prop_assert_eq!(rows, expected);
        }
    }

    #[test]
    fn properties_come_in_order(drawing in any_heap(), column in any_object_column(), ascending in any::<bool>()) {
        let mut session = session(&drawing);
        for node in session.heap().snapshot.nodes.kind.positions() {
            let rows = session.properties(node, &all(column, ascending)).unwrap().rows;
            let mut expected = rows.clone();
            expected.sort_by_key(|row| row.edge_index);
            let edges: Vec<usize> = expected.iter().map(|row| row.edge_index as usize).collect();
            prop_assert_eq!(edges, session.heap().snapshot.nodes.edge_range(node).collect::<Vec<_>>());
            expected.sort_by(|a, b| by_edge(column, ascending, false, a, b));
            prop_assert_eq!(rows, expected);
        }
    }

    #[test]
    fn retainers_come_in_order_without_weak_links_and_the_root(drawing in any_heap(), column in any_object_column(), ascending in any::<bool>()) {
        let mut session = session(&drawing);
        for node in session.heap().snapshot.nodes.kind.positions() {
            let rows = session.retainers(node, &all(column, ascending)).unwrap().rows;
            let mut expected = rows.clone();
            // Before it is sorted the list goes from the last edge of the file to the first.
            expected.sort_by_key(|row| std::cmp::Reverse(row.edge_index));
            let edges = &session.heap().snapshot.edges;
            let is_row = |edge: &EdgeIndex| {
                let from = session.heap().snapshot.nodes.source_of(*edge);
                edges.target(*edge) == node && edges.kind(*edge) != EdgeType::Weak && from.index() != drawing.root
            };
            let wanted: Vec<(usize, NodeOrdinal)> = (0..edges.len()).rev().map(EdgeIndex::at).filter(is_row)
                .map(|edge| (edge.index(), session.heap().snapshot.nodes.source_of(edge))).collect();
            let found: Vec<(usize, NodeOrdinal)> = expected.iter()
                .map(|row| (row.edge_index as usize, NodeOrdinal(row.object.ordinal))).collect();
            prop_assert_eq!(found, wanted);
            expected.sort_by(|a, b| by_edge(column, ascending, true, a, b));
            prop_assert_eq!(rows, expected);
        }
    }
}
