//! Icicles against the dominator tree walked from the top.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use crate::graph::testing::{Drawing, any_heap};
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::leaks::testing::{files, heap_with_places};
use crate::query::icicle::BoxOwner;
use crate::query::{InstanceSet, RowQuery, Session, SortColumn};
use crate::snapshot::{EdgeType, NodeType};

fn session(drawing: &Drawing) -> Session {
    let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
    session.complete().unwrap();
    session
}

/// Level and ordinal of each node below another one, from the lists of what is dominated, which lists open to.
fn walked(session: &mut Session, from: u32, levels: u32, smallest: u64) -> Vec<(u32, u32)> {
    let mut found = vec![(0, from)];
    let mut at = 0;
    while let Some(&(level, node)) = found.get(at) {
        at += 1;
        let set = InstanceSet::Dominated(NodeOrdinal(node));
        let rows = session.instances(set, &RowQuery::all(SortColumn::Object, true)).unwrap().rows;
        for row in rows {
            let below = InstanceSet::Dominated(NodeOrdinal(row.ordinal));
            let total = session.instances(below, &RowQuery::all(SortColumn::Object, true)).unwrap().total;
            assert_eq!(row.child_count, total);
            if level + 1 < levels && row.retained_size.unwrap() >= smallest {
                found.push((level + 1, row.ordinal));
            }
        }
    }
    found.sort_unstable();
    found
}

proptest! {
    #[test]
    fn boxes_are_the_dominator_tree(drawing in any_heap(), from in 0u32..12, levels in 1u32..5, smallest in 0u64..60) {
        let mut session = session(&drawing);
        let from = from % drawing.nodes.len() as u32;
        let boxes = session.icicle(NodeOrdinal(from), levels, smallest).unwrap();
        let mut found: Vec<(u32, u32)> = boxes.iter().map(|each| (each.level, each.object.ordinal)).collect();
        found.sort_unstable();
        prop_assert_eq!(found, walked(&mut session, from, levels, smallest));
        let dominators = session.heap().dominators.as_ref().unwrap();
        for (at, each) in boxes.iter().enumerate() {
            prop_assert!(at == 0 || each.above < at);
            let above = boxes[each.above].object.ordinal;
            prop_assert!(at == 0 || dominators.immediate[NodeOrdinal(each.object.ordinal)].0 == above);
        }
        prop_assert!(boxes.is_sorted_by_key(|each| (each.level, !each.object.retained_size.unwrap())));
    }
}

#[test]
fn boxes_have_the_name_of_the_link_that_holds() {
    let mut drawing = Drawing::new();
    let owner = drawing.node(NodeType::OBJECT, "Owner", 16);
    let held = drawing.node(NodeType::OBJECT, "Held", 16);
    let [left, right] = [0; 2].map(|_| drawing.node(NodeType::OBJECT, "Side", 16));
    let shared = drawing.node(NodeType::OBJECT, "Shared", 8);
    drawing.edge(0, EdgeType::Shortcut, "owner", owner);
    drawing.edge(owner, EdgeType::Weak, "maybe", held);
    drawing.edge(owner, EdgeType::Property, "held", held);
    for (name, side) in [("left", left), ("right", right)] {
        drawing.edge(owner, EdgeType::Property, name, side);
        drawing.edge(side, EdgeType::Property, "shared", shared);
    }
    let boxes = session(&drawing).icicle(NodeOrdinal(owner as u32), 9, 0).unwrap();
    let name = |each: &crate::query::DominatorBox| each.edge_name.as_js_str().to_string();
    let names: Vec<String> = boxes.iter().map(name).collect();
    assert_eq!(names, ["", "held", "left", "right", ""]);
}

#[test]
fn boxes_are_of_whose_code_made_them_or_of_what_they_are_a_part_of() {
    let mut drawing = Drawing::new();
    let mut places = files(&mut drawing, &["/srv/app.js", "/srv/node_modules/pg/client.js", "node:net"]);
    let mut parts = Vec::new();
    for (file, name) in ["Cart", "Client", "Socket"].into_iter().enumerate() {
        let object = drawing.node(NodeType::OBJECT, name, 16);
        let fields = drawing.node(NodeType::ARRAY, "", 16);
        drawing.edge(0, EdgeType::Property, name, object);
        drawing.edge(object, EdgeType::Internal, "properties", fields);
        places.push((object, file));
        parts.push((object, fields));
    }
    let table = drawing.node(NodeType::HIDDEN, "system / StringTable", 16);
    let plain = drawing.node(NodeType::OBJECT, "Object", 16);
    drawing.edge(0, EdgeType::Internal, "strings", table);
    drawing.edge(0, EdgeType::Property, "plain", plain);
    let heap = heap_with_places(&drawing, places);
    let boxes = super::icicle::boxes(&heap, NodeOrdinal(0), 9, 0).unwrap();
    let owner = |node: usize| boxes.iter().find(|each| each.object.ordinal == node as u32).unwrap().owner;
    for (owned, expected) in parts.into_iter().zip([BoxOwner::Program, BoxOwner::Package, BoxOwner::Runtime]) {
        assert_eq!((owner(owned.0), owner(owned.1)), (expected, expected));
    }
    assert_eq!((owner(table), owner(plain)), (BoxOwner::Engine, BoxOwner::Unknown));
}
