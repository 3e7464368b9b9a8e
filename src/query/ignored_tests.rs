//! Ignored retainers against a heap without the links to them.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use crate::graph::distances;
use crate::graph::testing::{Drawing, any_heap, cases};
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::query::{RowQuery, Session, SortColumn};
use crate::snapshot::{EdgeType, NodeType};

fn session(drawing: &Drawing) -> Session {
    let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
    session.complete().unwrap();
    session
}

/// The distances of all nodes.
fn distances_of(drawing: &Drawing) -> Vec<i32> {
    session(drawing).heap().distances.as_ref().unwrap().0.as_slice().to_vec()
}

/// The same heap without links to some of its nodes, but for those by which the root marks the program's own roots.
fn without_links_to(drawing: &Drawing, ignored: &[usize]) -> Drawing {
    let is_user_root = |node: usize| {
        let (kind, name, _) = &drawing.nodes[node];
        *kind != NodeType::SYNTHETIC || name == "(Document DOM trees)"
    };
    let mut left = drawing.clone();
    left.edges.retain(|(from, _, _, to)| !ignored.contains(to) || (*from == drawing.root && is_user_root(*to)));
    left
}

fn names_entry(name: &str) -> bool {
    name.contains("pair in WeakMap")
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn distances_are_those_without_the_links(drawing in any_heap(), chosen in prop::collection::vec(0usize..12, 1..3)) {
        let ignored: Vec<usize> = chosen.into_iter().filter(|&node| node < drawing.nodes.len() && node != drawing.root).collect();
        let (before, after) = (distances_of(&drawing), distances_of(&without_links_to(&drawing, &ignored)));
        let ignoring: Vec<NodeOrdinal> = ignored.iter().map(|&node| NodeOrdinal(node as u32)).collect();
        let query = RowQuery { ignoring: ignoring.clone(), ..RowQuery::all(SortColumn::Distance, true) };
        let mut session = session(&drawing);
        for node in (0..drawing.nodes.len() as u32).map(NodeOrdinal) {
            let rows = session.retainers(node, &query).unwrap().rows;
            prop_assert!(rows.is_sorted_by_key(|row| row.object.distance));
            for row in &rows {
                let retainer = row.object.ordinal as usize;
                let expected = match after[retainer] {
                    distances::UNREACHED => distances::UNREACHED_RETAINER + before[retainer].max(0),
                    reached => reached,
                };
                let is_entry = names_entry(&row.edge_name.as_js_str().to_string()) && row.edge_type == "internal";
                let is_half = is_entry && row.object.distance == Some(distances::UNREACHED_RETAINER);
                prop_assert!(ignored.is_empty() || is_half || row.object.distance == Some(expected));
            }
            let path = session.path(node, &ignoring).unwrap();
            prop_assert!(path.iter().skip(1).all(|step| !ignored.contains(&(step.ordinal as usize))));
            for step in path.windows(2) {
                let is_link = drawing.edges.iter().any(|(from, kind, _, to)| {
                    *from == step[1].ordinal as usize && *to == step[0].ordinal as usize && *kind != EdgeType::Weak
                });
                prop_assert!(is_link);
            }
        }
        // Nothing is left of it when nothing is ignored any more.
        let plain = RowQuery::all(SortColumn::Distance, true);
        let rows = session.retainers(NodeOrdinal(0), &plain).unwrap().rows;
        prop_assert_eq!(rows, self::session(&drawing).retainers(NodeOrdinal(0), &plain).unwrap().rows);
    }
}

#[test]
fn the_path_goes_round_what_is_ignored() {
    let mut drawing = Drawing::new();
    let [near, far, middle, object] =
        ["Near", "Far", "Middle", "Item"].map(|name| drawing.node(NodeType::OBJECT, name, 10));
    for (from, to) in [(0, near), (near, object), (0, far), (far, middle), (middle, object)] {
        drawing.edge(from, EdgeType::Property, "p", to);
    }
    let mut session = session(&drawing);
    let mut path = |ignoring: &[usize]| -> Vec<usize> {
        let ignoring: Vec<NodeOrdinal> = ignoring.iter().map(|&node| NodeOrdinal(node as u32)).collect();
        session.path(NodeOrdinal(object as u32), &ignoring).unwrap().iter().map(|step| step.ordinal as usize).collect()
    };
    assert_eq!(path(&[]), [object, near, 0]);
    assert_eq!(path(&[near]), [object, middle, far, 0]);
    assert_eq!(path(&[near, far]), [object]);
    assert_eq!(path(&[object]), [object, near, 0], "an object that is ignored itself is held as before");
}

#[test]
fn an_entry_counts_by_neither_link_when_its_map_is_ignored() {
    let mut drawing = Drawing::new();
    let [key, table, value] = ["Key", "Table", "Value"].map(|name| drawing.node(NodeType::OBJECT, name, 10));
    drawing.edge(0, EdgeType::Property, "key", key);
    drawing.edge(0, EdgeType::Property, "table", table);
    drawing.weak_map_entry(key, value, table, [1, 2]);
    let query = RowQuery { ignoring: vec![NodeOrdinal(table as u32)], ..RowQuery::all(SortColumn::Distance, true) };
    // As a root of the program the table keeps its distance, so that it is held by something that is ignored.
    let mut held = drawing.clone();
    held.edges.retain(|edge| edge.2 != "table");
    let holder = held.node(NodeType::SYNTHETIC, "(Handles)", 0);
    held.edge(0, EdgeType::Element, "1", holder);
    held.edge(holder, EdgeType::Element, "1", table);
    let mut session = session(&held);
    let rows = session.retainers(NodeOrdinal(value as u32), &query).unwrap().rows;
    assert!(rows.iter().all(|row| row.object.distance == Some(distances::UNREACHED_RETAINER)), "{rows:?}");
    assert_eq!(session.path(NodeOrdinal(value as u32), &query.ignoring).unwrap().len(), 1);
    assert_eq!(session.path(NodeOrdinal(value as u32), &[]).unwrap().len(), 3);
}
