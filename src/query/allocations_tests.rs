//! Who allocated what and when, of a small recording.
#![allow(clippy::unwrap_used)]

use super::allocations::ids_between;
use super::{AllocationRow, IdRange, NodeFilter, RowQuery, Session, SortColumn};
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::{FunctionIndex, NodeOrdinal, StringIndex, TraceIndex};
use crate::snapshot::{EdgeType, Location, NodeType, Sample, Snapshot, Trace, TracedFunction};
use crate::text::JsStr;

const NONE: u32 = u32::MAX;

/// `(root)` calls `serve` and `boot`, `serve` calls itself and `make`, `boot` calls `make`. Of six objects two were made by
/// `make` below the inner `serve`, one by `make` below `boot`, one by the outer `serve`; of the others nothing is known.
fn recorded() -> Snapshot {
    let mut drawing = Drawing::new();
    drawing.code_naming(&["make", "serve"]);
    let first = drawing.nodes.len();
    for at in 0..6 {
        let node = drawing.node(NodeType::OBJECT, "Box", 10 + at);
        drawing.edge(0, EdgeType::Shortcut, "box", node);
    }
    let mut snapshot = drawing.snapshot();
    let mut text = |text: &str| snapshot.strings.add(JsStr::new(text.as_bytes())).unwrap();
    let (file, nothing) = (text("https://shop.example/invite/SECRET"), text(""));
    let place = snapshot.locations.places.push(Location { script_id: 8, line: 2, column: 6 });
    let root = TracedFunction { name: text("(root)"), script_name: nothing, place: None };
    let function = |name: StringIndex| TracedFunction { name, script_name: file, place: Some(place) };
    let [make, serve, other] = ["make", "serve", "shop.SECRET"].map(|name| function(text(name)));
    let functions = [root, make, serve, other];
    let trace = |id, caller: u32, function, count, size| {
        let caller = (caller != NONE).then_some(TraceIndex(caller));
        Trace { id, caller, function: FunctionIndex(function), count, size }
    };
    let traces = [
        trace(1, NONE, 0, 0, 0),
        trace(2, 0, 2, 3, 90),
        trace(3, 1, 2, 0, 0),
        trace(4, 2, 1, 5, 100),
        trace(5, 0, 3, 0, 0),
        trace(6, 4, 1, 1, 12),
    ];
    let of_objects = [3, 3, 5, 1, NONE, NONE].map(TraceIndex);
    let allocations = &mut snapshot.allocations;
    allocations.functions = functions.to_vec().into();
    allocations.traces = traces.to_vec().into();
    allocations.of_nodes = [vec![TraceIndex(NONE); first], of_objects.to_vec()].concat().into();
    let id = |at: usize| (first + at) as u32 * 2 + 1;
    allocations.samples = [(0, id(0)), (50, id(2)), (90, id(4))].map(|(time, last_id)| Sample { time, last_id }).into();
    snapshot
}

fn session() -> Session {
    Session::new(Heap::new(recorded()).unwrap())
}

fn shown(rows: &[AllocationRow]) -> Vec<(String, u64, u64, u64, u64)> {
    let name = |row: &AllocationRow| row.name.as_js_str().to_string();
    rows.iter().map(|row| (name(row), row.live_count, row.count, row.live_size, row.size)).collect()
}

fn row(name: &str, live_count: u64, count: u64, live_size: u64, size: u64) -> (String, u64, u64, u64, u64) {
    (name.to_owned(), live_count, count, live_size, size)
}

#[test]
fn functions_are_added_up_over_their_stacks_and_callers_over_their_ways() {
    let mut session = session();
    let mut rows = |way: &[u32]| {
        let page = session.allocations(way, &RowQuery::all(SortColumn::LiveSize, false)).unwrap();
        assert_eq!(page.total, page.rows.len());
        shown(&page.rows)
    };
    assert_eq!(rows(&[]), [row("make", 3, 6, 33, 112), row("serve", 1, 3, 13, 90)]);
    assert_eq!(rows(&[1]), [row("serve", 2, 5, 21, 100), row("shop.SECRET", 1, 1, 12, 12)]);
    assert_eq!(rows(&[1, 2]), [row("serve", 2, 5, 21, 100)]);
    assert_eq!(rows(&[1, 2, 2]), [row("(root)", 2, 5, 21, 100)]);
    assert_eq!(rows(&[1, 2, 2, 0]), []);
    assert_eq!((rows(&[3]), rows(&[9])), (vec![], vec![]));
}

#[test]
fn a_row_says_how_many_called_it() {
    let mut session = session();
    let mut counts = |way: &[u32]| -> Vec<u64> {
        let page = session.allocations(way, &RowQuery::all(SortColumn::LiveSize, false)).unwrap();
        page.rows.iter().map(|row| row.child_count).collect()
    };
    assert_eq!((counts(&[]), counts(&[1]), counts(&[1, 2, 2])), (vec![2, 1], vec![1, 1], vec![0]));
}

#[test]
fn every_column_has_an_order_and_pages_follow_it() {
    let mut session = session();
    let mut first = |column, ascending| {
        let query = RowQuery { count: 1, ..RowQuery::all(column, ascending) };
        let page = session.allocations(&[], &query).unwrap();
        assert_eq!((page.total, page.rows.len()), (2, 1));
        page.rows.first().unwrap().name.as_js_str().to_string()
    };
    let columns = [SortColumn::Count, SortColumn::LiveCount, SortColumn::LiveSize, SortColumn::AllocatedSize];
    for column in columns {
        assert_eq!((first(column, true), first(column, false)), ("serve".to_owned(), "make".to_owned()), "{column:?}");
    }
    assert_eq!(
        (first(SortColumn::Object, true), first(SortColumn::Object, false)),
        ("make".to_owned(), "serve".to_owned())
    );
}

#[test]
fn an_object_has_its_stack_and_its_function_a_filter() {
    let mut session = session();
    let node = |at: u32| NodeOrdinal(session.heap().snapshot.nodes.len() as u32 - 6 + at);
    let names = |at: u32| -> Vec<String> {
        let stack = session.details(node(at), false).unwrap().unwrap().stack;
        stack.iter().map(|frame| frame.name.as_js_str().to_string()).collect()
    };
    assert_eq!(names(1), ["make", "serve", "serve", "(root)"]);
    assert_eq!(names(2), ["make", "shop.SECRET", "(root)"]);
    assert!(names(4).is_empty());
    let query = RowQuery { objects: NodeFilter::AllocatedBy(1), ..RowQuery::all(SortColumn::Count, false) };
    let sum = session.summary(&query).unwrap().sum;
    assert_eq!((sum.count, sum.shallow_size), (3, 33));
}

#[test]
fn intervals_have_what_is_alive_of_them() {
    let session = session();
    let intervals = session.allocation_intervals().unwrap();
    let sizes: Vec<_> =
        intervals.iter().map(|interval| (interval.end, interval.live_count, interval.live_size)).collect();
    assert_eq!(sizes, [(0, 6, 32 + 10), (50, 2, 23), (90, 2, 27)]);
    let none = Session::new(Heap::new(Drawing::new().snapshot()).unwrap());
    assert_eq!((none.allocation_intervals().unwrap(), none.ids_between(0, 9)), (vec![], None));
}

#[test]
fn a_window_of_time_is_a_range_of_ids() {
    let snapshot = recorded();
    let ids: Vec<u32> = snapshot.allocations.samples.iter().map(|sample| sample.last_id).collect();
    let between = |from, to| ids_between(&snapshot, from, to).unwrap();
    assert_eq!(between(0, 0), IdRange { above: 0, up_to: ids[0] });
    assert_eq!(between(1, 50), IdRange { above: ids[0], up_to: ids[1] });
    assert_eq!(between(50, 60), IdRange { above: ids[0], up_to: ids[2] });
    assert_eq!(between(51, 500), IdRange { above: ids[1], up_to: u32::MAX });
}

#[test]
fn functions_and_places_are_shown_without_data() {
    let mut session = session();
    let redacted = RowQuery { redact: true, ..RowQuery::all(SortColumn::LiveSize, false) };
    let rows = session.allocations(&[1], &redacted).unwrap().rows;
    let names: Vec<String> = rows.iter().map(|row| row.name.as_js_str().to_string()).collect();
    assert_eq!(names, ["serve", "(closure)"]);
    let ordinal = NodeOrdinal(session.heap().snapshot.nodes.len() as u32 - 4);
    let stack = session.details(ordinal, true).unwrap().unwrap().stack;
    let said = serde_json::to_string(&(rows, stack)).unwrap();
    assert!(!said.contains("SECRET") && said.contains("(root)"), "{said}");
}
