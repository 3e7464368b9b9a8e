//! Lists so long, and names so deep, that what is not linear does not end.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::classes::names::Names;
use crate::graph::testing::any_heap;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::pace::{Pace, at_once};
use crate::snapshot::Input;

/// A heap of nodes (type, name, edge count) and edges (type, name, target) over a few strings.
fn heap(nodes: &[(u32, u32, u32)], edges: &[(u32, u32, u32)], rest: &str) -> Session {
    let mut text = format!(
        r#"{{"snapshot":{{"meta":{{"node_fields":["type","name","id","self_size","edge_count"],
        "node_types":[["synthetic","string","concatenated string","object"],"string","number","number","number"],
        "edge_fields":["type","name_or_index","to_node"],"edge_types":[["internal","element","property"],"string_or_number","node"],
        "location_fields":["object_index","script_id","line","column"]}},
        "node_count":{},"edge_count":{}}},"nodes":["#,
        nodes.len(),
        edges.len()
    );
    for (at, (kind, name, count)) in nodes.iter().enumerate() {
        let _ = write!(text, "{}{kind},{name},{},16,{count}", if at == 0 { "" } else { "," }, 2 * at + 1);
    }
    text.push_str("],\"edges\":[");
    for (at, (kind, name, to)) in edges.iter().enumerate() {
        let _ = write!(text, "{}{kind},{name},{}", if at == 0 { "" } else { "," }, 5 * to);
    }
    let _ = write!(text, "],{rest}}}");
    let mut input = Input::new(text.len() as u64);
    input.push(text.as_bytes()).unwrap();
    let mut session = Session::new(Heap::new(input.finish().unwrap()).unwrap());
    session.complete().unwrap();
    session
}

const LEAF: NodeOrdinal = NodeOrdinal(1);

/// `text += leaf`, `pieces` times; the leaf is node 1, the whole text the last node.
fn rope(pieces: u32) -> Session {
    let mut nodes = vec![(0, 0, 1), (1, 1, 0)];
    let mut edges = vec![(1, 7, pieces + 1)];
    for piece in 0..pieces {
        nodes.push((2, 0, 2));
        edges.extend([(0, 2, piece + 1), (0, 3, LEAF.0)]);
    }
    heap(&nodes, &edges, r#""strings":["","leaf ","first","second"]"#)
}

#[test]
fn retainers_of_a_piece_of_a_long_text() {
    let pieces = 10_000;
    let mut session = rope(pieces);
    for column in [SortColumn::Distance, SortColumn::Object, SortColumn::RetainedSize] {
        let query = RowQuery::all(column, true);
        let page = session.retainers(LEAF, &query).unwrap();
        assert_eq!(page.total, pieces as usize + 1);
        let longest = page.rows.iter().map(|row| row.object.name.as_js_str().utf16_len()).max().unwrap();
        assert_eq!(longest, 1025, "as many leaves as reach the bound");
    }
    let all = RowQuery::all(SortColumn::Distance, true);
    let rows = session.retainers(LEAF, &all).unwrap().rows;
    assert_eq!(rows[0].object.ordinal, pieces + 1, "the whole is the nearest to the root");
    assert_eq!(session.path_positions(NodeOrdinal(2), &RowQuery { count: 20, ..all }).unwrap().len(), 20);
}

#[test]
fn texts_that_are_the_same_are_made_once() {
    let session = rope(10_000);
    let heap = session.heap();
    let ropes: Vec<NodeOrdinal> = heap.snapshot.nodes.kind.positions().skip(2).collect();
    let names = at_once(Names::of(&heap.snapshot, &heap.well_known, &ropes, &Pace::unbroken())).unwrap();
    assert!(names.texts.len() < 300, "{} texts", names.texts.len());
    assert_eq!(names.of_node.len(), 10_000);
}

#[test]
fn classes_of_one_place_are_told_apart_by_text() {
    let classes = 20_000;
    let mut nodes = vec![(0, 0, 0)];
    let (mut strings, mut locations) = (String::from("\"\""), String::new());
    // Every name stands in the file twice.
    for at in 0..2 * classes {
        nodes.push((3, at + 1, 0));
        let _ = write!(strings, ",\"C{}\"", at % classes);
        let _ = write!(locations, "{}{},7,1,2", if at == 0 { "" } else { "," }, 5 * (at + 1));
    }
    let session = heap(&nodes, &[], &format!("\"locations\":[{locations}],\"strings\":[{strings}]"));
    let of_node = &session.heap().classes.of_node;
    assert_eq!(session.heap().classes.table.len(), classes as usize + 1);
    for at in 1..=classes {
        assert_eq!(of_node[NodeOrdinal(at)], of_node[NodeOrdinal(at + classes)]);
    }
}

proptest! {
    /// The positions along a path are where its steps stand in the whole lists.
    #[test]
    fn positions_along_a_path(drawing in any_heap(), ascending in any::<bool>(), column in prop::sample::select(vec![SortColumn::Object, SortColumn::Distance, SortColumn::ShallowSize, SortColumn::RetainedSize])) {
        let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
        session.complete().unwrap();
        let query = RowQuery::all(column, ascending);
        for node in session.heap().snapshot.nodes.kind.positions() {
            let path = session.path(node, &[]).unwrap();
            let positions = session.path_positions(node, &query).unwrap();
            prop_assert_eq!(positions.len(), path.len().saturating_sub(3));
            for (step, &position) in path.windows(2).zip(&positions) {
                let rows = session.retainers(NodeOrdinal(step[0].ordinal), &query).unwrap().rows;
                let row = &rows[position as usize];
                prop_assert_eq!(row.object.ordinal, step[1].ordinal);
                prop_assert_eq!((row.edge_type, &row.edge_name), (step[0].edge_type, &step[0].edge_name));
            }
        }
    }
}
