//! Lists for the command line, on drawn heaps.
#![allow(clippy::unwrap_used)]

use super::{
    ClosureRow, MergedPath, MergedPaths, News, RowQuery, Session, SortColumn, StringRow, instances_called,
    merged_paths, path,
};
use crate::compare::{BaseClasses, Comparison};
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::pace::{Pace, at_once};
use crate::snapshot::{EdgeType, NodeType};

fn heap(drawing: &Drawing) -> Heap {
    let mut heap = Heap::new(drawing.snapshot()).unwrap();
    heap.complete().unwrap();
    heap
}

#[test]
fn what_could_be_saved_is_all_but_the_largest() {
    let mut drawing = Drawing::new();
    for (text, size) in [("a", 16), ("b", 100), ("a", 40), ("b", 100), ("a", 16), ("once", 500)] {
        let node = drawing.node(NodeType::STRING, text, size);
        drawing.edge(0, EdgeType::Element, "1", node);
    }
    let rows = StringRow::duplicated(&heap(&drawing)).unwrap();
    let rows: Vec<_> =
        rows.iter().map(|row| (row.text.as_js_str().to_string(), row.count, row.could_be_saved)).collect();
    assert_eq!(rows, [("b".to_owned(), 2, 100), ("a".to_owned(), 3, 32)]);
}

#[test]
fn a_closure_below_another_of_its_function_is_not_counted_twice() {
    let mut drawing = Drawing::new();
    let [outer, inner] = [0; 2].map(|_| drawing.node(NodeType::CLOSURE, "next", 32));
    let other = drawing.node(NodeType::CLOSURE, "other", 8);
    drawing.edge(0, EdgeType::Element, "1", outer);
    drawing.edge(outer, EdgeType::Context, "previous", inner);
    drawing.edge(inner, EdgeType::Context, "held", other);
    let rows = ClosureRow::all(&heap(&drawing)).unwrap();
    let rows: Vec<_> =
        rows.iter().map(|row| (row.name.as_js_str().to_string(), row.count, row.retained_size)).collect();
    assert_eq!(rows, [("next".to_owned(), 2, 72), ("other".to_owned(), 1, 8)]);
}

/// A row as it is printed.
fn line(MergedPath { level, edge_name, class_name, count, .. }: &MergedPath) -> String {
    format!("{level} {} {} {count}", edge_name.as_js_str(), class_name.as_js_str())
}

#[test]
fn paths_are_folded_by_class_and_link_and_places_in_collections_are_alike() {
    let mut drawing = Drawing::new();
    let list = drawing.node(NodeType::OBJECT, "Array", 16);
    let owner = drawing.node(NodeType::OBJECT, "Owner", 16);
    drawing.edge(0, EdgeType::Shortcut, "list", list);
    drawing.edge(0, EdgeType::Shortcut, "owner", owner);
    for at in 0..3 {
        let held = drawing.node(NodeType::OBJECT, "Held", 10);
        drawing.edge(list, EdgeType::Element, &at.to_string(), held);
    }
    let alone = drawing.node(NodeType::OBJECT, "Held", 10);
    let _garbage = drawing.node(NodeType::OBJECT, "Held", 10);
    drawing.edge(owner, EdgeType::Property, "held", alone);
    let heap = heap(&drawing);
    let all = merged_paths(&heap, &instances_called(&heap, "Held").unwrap()).unwrap();
    let lines = |rows: &[MergedPath]| rows.iter().map(line).collect::<Vec<_>>();
    let expected = ["0  (synthetic) 4", "1 list Array 3", "2 [*] Held 3", "1 owner Owner 1", "2 held Held 1"];
    assert_eq!(lines(&all), expected);
    assert_eq!(instances_called(&heap, "Nobody").unwrap(), []);
    assert_eq!(merged_paths(&heap, &[]).unwrap(), []);
    let (held, pace) = (instances_called(&heap, "Held").unwrap(), Pace::unbroken());
    let paths = at_once(path::find(&heap, None, &pace)).unwrap();
    for most in 0..=expected.len() {
        let merged = at_once(MergedPaths::in_steps(&heap, &paths, &held, most, &pace));
        let MergedPaths { rows, left_out } = merged.unwrap();
        assert_eq!((lines(&rows), left_out), (expected[..most].iter().map(|&line| line.into()).collect(), 5 - most));
    }
}

#[test]
fn paths_of_a_long_list_are_walked_once_and_told_apart_down_to_a_depth() {
    let mut drawing = Drawing::new();
    let mut above = 0;
    for _ in 0..30_000 {
        let link = drawing.node(NodeType::OBJECT, "Link", 10);
        drawing.edge(above, EdgeType::Property, "next", link);
        above = link;
    }
    let heap = heap(&drawing);
    let rows = merged_paths(&heap, &instances_called(&heap, "Link").unwrap()).unwrap();
    assert_eq!(rows.len(), 101);
    for (level, row) in rows.iter().enumerate().skip(1) {
        assert_eq!((row.level as usize, row.count), (level, 30_001 - level as u64));
    }
    assert_eq!(rows[100].shallow_size, 29_901 * 10);
}

#[test]
fn contents_know_what_the_older_snapshot_does_not_have() {
    let mut drawing = Drawing::new();
    let list = drawing.node(NodeType::OBJECT, "List", 16);
    drawing.edge(0, EdgeType::Shortcut, "1", list);
    let old = drawing.node(NodeType::OBJECT, "Item", 8);
    drawing.edge(list, EdgeType::Property, "old", old);
    let mut base = heap(&drawing);
    for name in ["first", "second"] {
        let item = drawing.node(NodeType::OBJECT, "Item", 8);
        drawing.edge(list, EdgeType::Property, name, item);
    }
    let current = heap(&drawing);
    let classes = BaseClasses::new(&mut base, current.interfaces()).unwrap();
    let comparison = Comparison::new(&current, &classes).unwrap();
    let mut session = Session::new(current);
    let said = |session: &mut Session, news| -> Vec<(String, Option<bool>)> {
        let query = RowQuery { news, ..RowQuery::all(SortColumn::Object, true) };
        let rows = session.contents(NodeOrdinal(list as u32), &query).unwrap().rows;
        rows.iter().map(|row| (row.edge_name.as_js_str().to_string(), row.is_new)).collect()
    };
    let with = |news: [Option<bool>; 3]| -> Vec<_> {
        ["first", "old", "second"].map(str::to_owned).into_iter().zip(news).collect()
    };
    assert_eq!(said(&mut session, News::Marked), with([Some(false); 3]), "without a comparison nothing is new");
    session.set_comparison(comparison);
    assert_eq!(said(&mut session, News::Unasked), with([None; 3]));
    assert_eq!(said(&mut session, News::Marked), with([Some(true), Some(false), Some(true)]));
    let only = vec![("first".to_owned(), Some(true)), ("second".to_owned(), Some(true))];
    assert_eq!(said(&mut session, News::Only), only);
    assert_eq!(said(&mut session, News::Marked).len(), 3, "the list of new ones is another one");
}
