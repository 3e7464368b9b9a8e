//! Lists of rows against full sorts and plain definitions.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::compare::timeline::{ClassSums, Timeline};
use crate::graph::testing::{Drawing, Edge, any_heap, cases};
use crate::graph::{Visibility, visibility};
use crate::heap::{Goal, Heap};
use crate::index::{ClassId, NodeOrdinal};
use crate::pace::{Pace, at_once};
use crate::snapshot::{EdgeType, NodeType};
use crate::transfer::Transfer;

fn session(drawing: &Drawing) -> Session {
    let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
    session.complete().unwrap();
    session
}

fn objects(drawing: &Drawing, set: InstanceSet) -> Vec<u32> {
    let rows = session(drawing).instances(set, &RowQuery::all(SortColumn::Object, true)).unwrap().rows;
    rows.iter().map(|row| row.ordinal).collect()
}

fn query(column: SortColumn, ascending: bool, from: usize, count: usize) -> RowQuery {
    RowQuery { from, count, ..RowQuery::all(column, ascending) }
}

fn any_column() -> impl Strategy<Value = SortColumn> {
    prop::sample::select(vec![
        SortColumn::Object,
        SortColumn::Distance,
        SortColumn::ShallowSize,
        SortColumn::RetainedSize,
    ])
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_part_is_summed_by_the_plain_definition(drawing in any_heap(), above in 0u32..20, length in 0u32..20) {
        let range = IdRange { above, up_to: above + length };
        let mut session = session(&drawing);
        let query = RowQuery { objects: NodeFilter::Allocated(range), ..RowQuery::all(SortColumn::RetainedSize, false) };
        let rows = session.summary(&query).unwrap().rows;
        let heap = session.heap();
        let (nodes, dominators) = (&heap.snapshot.nodes, heap.dominators.as_ref().unwrap());
        let class = |node| heap.classes.of_node[node];
        let is_part = |node: NodeOrdinal| {
            !nodes.self_size.is_zero(node) && above < nodes.id.of(node) && nodes.id.of(node) <= above + length
        };
        let is_counted = |node: NodeOrdinal| {
            let mut at = node;
            while at != heap.snapshot.root {
                at = dominators.immediate[at];
                if is_part(at) && class(at) == class(node) {
                    return false;
                }
            }
            true
        };
        let subset: Vec<NodeOrdinal> = nodes.kind.positions().filter(|&node| is_part(node)).collect();
        let mut classes: Vec<ClassId> = subset.iter().map(|&node| class(node)).collect();
        classes.sort_unstable();
        classes.dedup();
        prop_assert_eq!(rows.len(), classes.len());
        for row in rows {
            let own = subset.iter().copied().filter(|&node| class(node).0 == row.class_index);
            let retained: u64 = own.clone().filter(|&node| is_counted(node)).map(|node| dominators.retained.of(node)).sum();
            let sizes: u64 = own.clone().map(|node| nodes.self_size.of(node)).sum();
            let distance = own.clone().map(|node| heap.distances.as_ref().unwrap().0[node]).min();
            prop_assert_eq!(row.retained_size, Some(retained));
            prop_assert_eq!((row.count as usize, row.shallow_size, row.distance), (own.clone().count(), sizes, distance));
            let ordinals: Vec<u32> = own.map(|node| node.0).collect();
            let set = InstanceSet::Class(row.class_index, NodeFilter::Allocated(range));
            let mut listed: Vec<u32> = objects(&drawing, set);
            listed.sort_unstable();
            prop_assert_eq!(listed, ordinals);
        }
    }

    #[test]
    fn pages_are_parts_of_one_sorted_list(drawing in any_heap(), column in any_column(), ascending in any::<bool>(), step in 1usize..5) {
        let mut session = session(&drawing);
        for node in 0..drawing.nodes.len() as u32 {
            let whole = session.properties(NodeOrdinal(node), &query(column, ascending, 0, usize::MAX)).unwrap();
            let mut pieces = Vec::new();
            for from in (0..whole.total).step_by(step) {
                let page = session.properties(NodeOrdinal(node), &query(column, ascending, from, step)).unwrap();
                prop_assert_eq!((page.total, page.from), (whole.total, from));
                pieces.extend(page.rows);
            }
            prop_assert_eq!(pieces, whole.rows);
        }
    }

    /// The path is made of real links, ends at the root, and no lighter one exists.
    #[test]
    fn paths_are_real_and_lightest(drawing in any_heap()) {
        let mut session = session(&drawing);
        let lightest = lightest(&drawing, session.heap());
        for (node, &lightest) in lightest.iter().enumerate() {
            let path = session.path(NodeOrdinal(node as u32), &[]).unwrap();
            prop_assert_eq!(path[0].ordinal as usize, node);
            let mut weight = 0;
            for step in path.windows(2) {
                let is_link = |(from, kind, _, to): &&Edge| {
                    *from == step[1].ordinal as usize && *to == step[0].ordinal as usize && kind.name() == step[0].edge_type
                };
                let links = drawing.edges.iter().filter(is_link);
                let link = links.filter_map(|link| weight_of(&drawing, session.heap(), link)).min();
                prop_assert!(link.is_some());
                weight += link.unwrap();
            }
            prop_assert_eq!(lightest, (path[path.len() - 1].ordinal as usize == drawing.root).then_some(weight));
        }
    }
}

/// What a link adds to a path, as the table of `graph/retaining_paths.rs` has it.
fn weight_of(drawing: &Drawing, heap: &Heap, (from, kind, name, to): &Edge) -> Option<u32> {
    let visibility = at_once(visibility::of_nodes(&heap.snapshot, &Pace::unbroken())).unwrap();
    let is_group = drawing.nodes[*from].0 == NodeType::SYNTHETIC;
    let of_target = match visibility[NodeOrdinal(*to as u32)] {
        Visibility::Code => 12,
        Visibility::RootGroup => 2,
        Visibility::Visible | Visibility::Internal => 0,
    };
    let of_link = match kind {
        EdgeType::Weak => return None,
        EdgeType::Shortcut if is_group => return Some(1 + of_target),
        EdgeType::Property if name == "__proto__" => 10,
        EdgeType::Internal if name.contains(" pair in WeakMap") => 10,
        EdgeType::Property | EdgeType::Context => 0,
        EdgeType::Element => 1,
        EdgeType::Internal | EdgeType::Shortcut => 2,
        EdgeType::Hidden => 4,
    };
    Some(4 + of_link + if is_group { 8 } else { 0 } + of_target)
}

/// What the lightest path to each node weighs: every link is tried until nothing becomes lighter.
fn lightest(drawing: &Drawing, heap: &Heap) -> Vec<Option<u32>> {
    let links: Vec<_> = drawing.edges.iter().filter_map(|edge| Some((edge, weight_of(drawing, heap, edge)?))).collect();
    let mut weights = vec![None; drawing.nodes.len()];
    weights[drawing.root] = Some(0);
    for _ in 0..drawing.nodes.len() {
        for &((from, _, _, to), weight) in &links {
            if let Some(above) = weights[*from] {
                weights[*to] = Some(weights[*to].map_or(above + weight, |known: u32| known.min(above + weight)));
            }
        }
    }
    weights
}

#[test]
fn a_server_is_held_by_its_handle_and_not_by_a_list_of_timers() {
    let mut drawing = Drawing::new();
    let handle = drawing.node(NodeType::NATIVE, "Node / TCPServerWrap", 1);
    let [global, list, timer, wrap, server] =
        ["global", "TimersList", "Timeout", "TCP", "Server"].map(|name| drawing.node(NodeType::OBJECT, name, 1));
    drawing.edge(0, EdgeType::Shortcut, "global", global);
    drawing.edge(global, EdgeType::Property, "timers", list);
    drawing.edge(list, EdgeType::Property, "_idleNext", timer);
    drawing.edge(timer, EdgeType::Property, "_onTimeout", server);
    drawing.edge(0, EdgeType::Element, "7", handle);
    drawing.edge(handle, EdgeType::Internal, "native_to_javascript", wrap);
    drawing.edge(wrap, EdgeType::Property, "owner", server);
    let path = session(&drawing).path(NodeOrdinal(server as u32), &[]).unwrap();
    let ordinals: Vec<usize> = path.iter().map(|step| step.ordinal as usize).collect();
    assert_eq!(ordinals, [server, wrap, handle, 0]);
}

/// An object with properties of every kind of name.
fn holder() -> Drawing {
    let mut drawing = Drawing::new();
    let holder = drawing.node(NodeType::OBJECT, "Holder", 1);
    drawing.edge(0, EdgeType::Element, "1", holder);
    let value = drawing.node(NodeType::OBJECT, "Value", 1);
    for (kind, name) in [
        (EdgeType::Element, "10"),
        (EdgeType::Property, "__proto__"),
        (EdgeType::Element, "9"),
        (EdgeType::Property, "b"),
        (EdgeType::Property, "a"),
    ] {
        drawing.edge(holder, kind, name, value);
    }
    drawing
}

#[test]
fn property_names_in_the_order_of_the_reference() {
    let mut session = session(&holder());
    let mut names = |ascending| -> Vec<String> {
        let rows = session.properties(NodeOrdinal(1), &query(SortColumn::Object, ascending, 0, 9)).unwrap().rows;
        rows.iter().map(|row| row.edge_name.as_js_str().to_string()).collect()
    };
    assert_eq!(names(true), ["a", "b", "10", "9", "__proto__"]);
    assert_eq!(names(false), ["9", "10", "b", "a", "__proto__"]);
}

#[test]
fn class_rows_are_filtered_by_name_in_any_case() {
    let mut session = session(&holder());
    let mut filtered = |filter: &str| {
        let query = RowQuery { filter: Some(filter.to_owned()), ..RowQuery::all(SortColumn::Object, true) };
        session.summary(&query).unwrap().rows.iter().map(|row| row.name.as_js_str().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(filtered("VAL"), ["Value"]);
    assert_eq!(filtered(""), ["Holder", "Value"]);
    assert_eq!(filtered("nothing"), [""; 0]);
}

#[test]
fn what_is_not_computed_yet_is_absent() {
    let mut session = Session::new(Heap::new(holder().snapshot()).unwrap());
    let row = &session.summary(&RowQuery::all(SortColumn::RetainedSize, false)).unwrap().rows[0];
    assert_eq!((row.distance, row.retained_size), (None, None));
    while session.advance(Goal::Retainers).unwrap().is_some() {}
    let row = &session.summary(&RowQuery::all(SortColumn::RetainedSize, false)).unwrap().rows[0];
    assert!(row.distance.is_some() && row.retained_size.is_some());
}

#[test]
fn positions_from_outside_are_checked() {
    let mut session = session(&holder());
    let all = RowQuery::all(SortColumn::Object, true);
    assert_eq!(session.properties(NodeOrdinal(99), &all).unwrap().total, 0);
    assert_eq!(session.retainers(NodeOrdinal(99), &all).unwrap().total, 0);
    assert_eq!(session.instances(InstanceSet::Class(99, NodeFilter::All), &all).unwrap().total, 0);
    assert_eq!(session.instances(InstanceSet::New(99), &all).unwrap().total, 0);
    assert_eq!(session.path(NodeOrdinal(99), &[]).unwrap().len(), 0);
    assert!(session.object(NodeOrdinal(99)).is_none());
    let past = RowQuery { from: 5, count: 3, ..all };
    let page = session.properties(NodeOrdinal(2), &past).unwrap();
    assert_eq!((page.total, page.from, page.rows.len()), (0, 0, 0));
}

/// A heap with so many holders, values and caches.
fn classes(counts: [usize; 3]) -> Heap {
    let mut drawing = Drawing::new();
    for (name, count) in ["Holder", "Value", "Cache"].into_iter().zip(counts) {
        for _ in 0..count {
            let node = drawing.node(NodeType::OBJECT, name, 10);
            drawing.edge(0, EdgeType::Property, "kept", node);
        }
    }
    Heap::new(drawing.snapshot()).unwrap()
}

#[test]
fn a_timeline_ranks_what_grew_in_every_step_first() {
    let mut session = Session::new(classes([3, 20, 0]));
    let latest = ClassSums::of(session.heap()).unwrap();
    let earlier = [[1, 5, 4], [2, 5, 4]].map(|counts| {
        let sums = ClassSums::by(&session.heap().interfaces, &mut classes(counts)).unwrap();
        assert_eq!(ClassSums::from(Transfer::from(sums.clone())), sums);
        sums
    });
    let [first, second] = earlier;
    session.set_timeline(Timeline::new(&[first, second, latest]).unwrap());
    let rows = |column, ascending| session.timeline(&RowQuery::all(column, ascending)).unwrap().rows;
    let names = |column, ascending| -> Vec<String> {
        rows(column, ascending).iter().map(|row| row.name.as_js_str().to_string()).collect()
    };
    assert_eq!(names(SortColumn::Growth, false), ["Holder", "Value", "Cache"]);
    assert_eq!(names(SortColumn::SizeDelta, false), ["Value", "Holder", "Cache"]);
    assert_eq!(names(SortColumn::CountDelta, true), ["Cache", "Holder", "Value"]);
    assert_eq!(names(SortColumn::Object, true), ["Cache", "Holder", "Value"]);
    let [holder, value, cache] = <[TimelineRow; 3]>::try_from(rows(SortColumn::Growth, false)).unwrap();
    assert_eq!((holder.counts, holder.sizes), (vec![1, 2, 3], vec![10, 20, 30]));
    assert_eq!((holder.count_delta, holder.size_delta, holder.grown_steps, holder.every_step), (2, 20, 2, true));
    assert_eq!((value.count_delta, value.size_delta, value.grown_steps, value.every_step), (15, 150, 1, false));
    assert_eq!((cache.counts, cache.size_delta, cache.grown_steps), (vec![4, 4, 0], -40, 0));
    assert_eq!(cache.class_index, None);
    let set = InstanceSet::Class(value.class_index.unwrap(), NodeFilter::All);
    assert_eq!(session.instances(set, &RowQuery::all(SortColumn::Object, true)).unwrap().total, 20);
}

#[test]
fn contents_have_the_programs_links_first_and_the_entries_of_maps() {
    let mut drawing = Drawing::new();
    let map = drawing.node(NodeType::OBJECT, "Map", 1);
    let table = drawing.node(NodeType::ARRAY, "", 1);
    let values: Vec<usize> = (1..=4).map(|size| drawing.node(NodeType::OBJECT, "Value", size)).collect();
    drawing.edge(0, EdgeType::Element, "1", map);
    drawing.edge(map, EdgeType::Internal, "table", table);
    drawing.edge(map, EdgeType::Property, "__proto__", values[3]);
    drawing.edge(map, EdgeType::Property, "own", values[0]);
    drawing.edge(table, EdgeType::Internal, "map", values[3]);
    drawing.edge(table, EdgeType::Internal, "17", values[1]);
    drawing.edge(table, EdgeType::Weak, "18", values[3]);
    let mut session = session(&drawing);
    let mut names = |node, column, ascending| -> Vec<String> {
        let rows = session.contents(NodeOrdinal(node), &query(column, ascending, 0, 9)).unwrap().rows;
        rows.iter().map(|row| row.edge_name.as_js_str().to_string()).collect()
    };
    assert_eq!(names(1, SortColumn::ShallowSize, false), ["17", "own", "__proto__", "table"]);
    assert_eq!(names(1, SortColumn::ShallowSize, true), ["own", "17", "table", "__proto__"]);
    assert_eq!(names(1, SortColumn::Object, false), ["own", "17", "table", "__proto__"]);
    assert_eq!(names(1, SortColumn::Distance, false).len(), 4);
    assert_eq!(names(2, SortColumn::Object, true), ["17", "18", "map"]);
    let of_root = session.contents(NodeOrdinal(0), &query(SortColumn::Object, true, 0, 9)).unwrap().rows;
    assert_eq!(of_root[0].object.child_count, 4, "entries are counted");
}
