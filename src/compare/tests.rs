#![allow(clippy::unwrap_used, clippy::panic)]
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::graph::testing::{Drawing, any_heap, cases};
use crate::snapshot::{EdgeType, NodeType};
use crate::transfer::Transfer;

/// A heap whose ids are those given, so that two heaps can share some.
fn heap(drawing: &Drawing, ids: &[u32]) -> Heap {
    let mut snapshot = drawing.snapshot();
    snapshot.nodes.id = Default::default();
    snapshot.nodes.id.extend(ids.iter().copied()).unwrap();
    Heap::new(snapshot).unwrap()
}

fn any_ids(count: usize) -> impl Strategy<Value = Vec<u32>> {
    prop::sample::subsequence((1..30u32).collect::<Vec<_>>(), count).prop_shuffle()
}

fn any_pair() -> impl Strategy<Value = [(Drawing, Vec<u32>); 2]> {
    let one = || {
        any_heap().prop_flat_map(|drawing| {
            let count = drawing.nodes.len();
            (Just(drawing), any_ids(count))
        })
    };
    (one(), one()).prop_map(|(base, current)| [base, current])
}

fn compare(base: &mut Heap, current: &Heap) -> Comparison {
    let interfaces = Interfaces::from(Transfer::from_bytes(&Transfer::from(&current.interfaces).to_bytes()));
    assert_eq!(interfaces, current.interfaces);
    let classes = BaseClasses::new(base, &interfaces).unwrap();
    assert_eq!(BaseClasses::from(Transfer::from(classes.clone())), classes);
    Comparison::new(current, &classes).unwrap()
}

/// Per class key, (id, size) of its sized nodes.
fn members(heap: &Heap, classes: &Classes) -> BTreeMap<String, BTreeSet<(u32, u64)>> {
    let mut members: BTreeMap<String, BTreeSet<(u32, u64)>> = BTreeMap::new();
    for (node, &class) in classes.of_node.iter() {
        let size = heap.snapshot.nodes.self_size.of(node);
        if size > 0 {
            let key = classes.key(&heap.snapshot, class).as_js_str().to_string();
            members.entry(key).or_default().insert((heap.snapshot.nodes.id.of(node), size));
        }
    }
    members
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn equals_the_difference_of_sets(pair in any_pair()) {
        let [(base, base_ids), (current, current_ids)] = pair;
        let (mut base, current) = (heap(&base, &base_ids), heap(&current, &current_ids));
        // The older one's plain objects have the classes that the newer one's interfaces make of them.
        let interfaces = base.named(current.interfaces().clone()).unwrap();
        let classes_of_base = at_once(base.classes_by(&interfaces, &Pace::in_steps())).unwrap();
        let (olds, news) = (members(&base, &classes_of_base), members(&current, &current.classes));
        let mut expected = BTreeMap::new();
        let empty = BTreeSet::new();
        for key in olds.keys().chain(news.keys()) {
            let (old, new) = (olds.get(key).unwrap_or(&empty), news.get(key).unwrap_or(&empty));
            let ids = |set: &BTreeSet<(u32, u64)>| set.iter().map(|&(id, _)| id).collect::<BTreeSet<_>>();
            let (old_ids, new_ids) = (ids(old), ids(new));
            let added: Vec<_> = new.iter().filter(|(id, _)| !old_ids.contains(id)).collect();
            let removed: Vec<_> = old.iter().filter(|(id, _)| !new_ids.contains(id)).collect();
            if !added.is_empty() || !removed.is_empty() {
                let bytes = |list: &[&(u32, u64)]| list.iter().map(|&&(_, size)| size).sum::<u64>();
                expected.insert(key.clone(), (added.len() as u32, removed.len() as u32, bytes(&added), bytes(&removed)));
            }
        }
        let comparison = compare(&mut base, &current);
        let found: BTreeMap<_, _> = comparison.rows.iter()
            .map(|row| (row.key.as_js_str().to_string(), (row.new_count, row.deleted_count, row.alloc_size, row.freed_size)))
            .collect();
        prop_assert_eq!(found, expected);
        for (position, row) in comparison.rows.iter().enumerate() {
            prop_assert_eq!(comparison.new.of(position).len(), row.new_count as usize);
            prop_assert_eq!(comparison.deleted.of(position).len(), row.deleted_count as usize);
        }
        prop_assert_eq!(NodeSets::from(Transfer::from(comparison.deleted.clone())), comparison.deleted);
    }
}

/// A root that holds `count` plain objects with one property each.
fn literals(count: usize, property: &str) -> Drawing {
    let mut drawing = Drawing::new();
    let value = drawing.node(NodeType::STRING, "value", 8);
    drawing.edge(0, EdgeType::Element, "9", value);
    for position in 0..count {
        let literal = drawing.node(NodeType::OBJECT, "Object", 16);
        drawing.edge(0, EdgeType::Element, &position.to_string(), literal);
        drawing.edge(literal, EdgeType::Property, property, value);
    }
    drawing
}

#[test]
fn the_base_is_classified_by_the_current_interfaces() {
    // One literal alone is no interface of its own snapshot, but it is one of the current snapshot's.
    let (mut base, current) = (heap(&literals(1, "a"), &[1, 3, 5]), heap(&literals(3, "a"), &[1, 3, 5, 7, 9]));
    let comparison = compare(&mut base, &current);
    let rows: Vec<_> = comparison
        .rows
        .iter()
        .map(|row| (row.key.as_js_str().to_string(), row.count_delta(), row.size_delta()))
        .collect();
    assert_eq!(rows, [(",{a}".to_owned(), 2, 32)]);
    assert_eq!(
        base.classes.name(&base.snapshot, base.classes.of_node[NodeOrdinal(2)]).to_string(),
        "Object",
        "the base keeps its own"
    );
}

#[test]
fn classes_of_one_key_are_one_row_in_comparison_and_timeline() {
    // An object whose prototype is called "Function" has the key of all functions.
    let functions = |count: u32, with_object: bool| {
        let mut drawing = Drawing::new();
        for _ in 0..count {
            drawing.node(NodeType::CLOSURE, "handler", 30);
        }
        if with_object {
            drawing.node(NodeType::OBJECT, "Function", 100);
        }
        heap(&drawing, &(0..drawing.nodes.len() as u32).map(|at| 2 * at + 1).collect::<Vec<_>>())
    };
    for with_object in [false, true] {
        let (mut base, current) = (functions(2, false), functions(5, with_object));
        let extra = u32::from(with_object);
        let rows = compare(&mut base, &current).rows;
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.key.as_js_str().to_string(), row.new_count), (",Function".to_owned(), 3 + extra));
        assert_eq!(row.alloc_size, 90 + 100 * u64::from(extra));
        let earlier = timeline::ClassSums::by(&current.interfaces, &mut base).unwrap();
        let rows = timeline::Timeline::new(&[earlier, timeline::ClassSums::of(&current).unwrap()]).unwrap().rows;
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!(row.counts, [2, u64::from(5 + extra)]);
    }
}

#[test]
fn columns_that_do_not_fit_together_come_out_short() {
    let transfer = Transfer { numbers: vec![vec![5, u32::MAX], vec![], vec![0, 900]], bytes: b"abc".to_vec() };
    let classes = BaseClasses::from(transfer);
    assert_eq!(classes.range(0), 0..900);
    let drawing = Drawing::new();
    assert_eq!(Comparison::new(&heap(&drawing, &[1]), &classes).unwrap().rows, []);
    assert_eq!(Transfer::from_bytes(&[9, 0, 0, 0, 255, 255, 255, 255, 1]).numbers.len(), 1);
}
