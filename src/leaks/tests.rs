#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use super::analysis::Analysis;
use super::findings::{Exclusion, Findings, Form, Kind, Level, Point, Verdict};
use super::growth::Standing;
use super::verify::Outcome;
use super::*;
use crate::compare::wire::Wire;
use crate::graph::testing::{Drawing, any_heap};
use crate::heap::Heap;
use crate::snapshot::{EdgeType, NodeType};

const ENTRY: u32 = 1000;

fn heap(drawing: &Drawing) -> Heap {
    let mut heap = Heap::new(drawing.snapshot()).unwrap();
    heap.complete().unwrap();
    heap
}

fn found(series: &[&Drawing]) -> Findings {
    let (last, earlier) = series.split_last().unwrap();
    let bases: Vec<BaseColumns> = earlier.iter().map(|drawing| BaseColumns::of(&heap(drawing)).unwrap()).collect();
    find(&heap(last), &bases).unwrap()
}

/// root → global → `store` → Store, with something to measure noise against.
fn store() -> (Drawing, usize) {
    let mut drawing = Drawing::new();
    let global = drawing.node(NodeType::OBJECT, "global", 100);
    let store = drawing.node(NodeType::OBJECT, "Store", 40);
    drawing.edge(0, EdgeType::Shortcut, "global", global);
    drawing.edge(global, EdgeType::Property, "store", store);
    (drawing, store)
}

/// A Map under a name, and its table.
fn map(drawing: &mut Drawing, owner: usize, name: &str) -> usize {
    let map = drawing.node(NodeType::OBJECT, "Map", 40);
    let table = drawing.node(NodeType::ARRAY, "", 500);
    drawing.edge(owner, EdgeType::Property, name, map);
    drawing.edge(map, EdgeType::Internal, "table", table);
    table
}

/// Entries with keys from one number up to another; gives the values.
fn fill(drawing: &mut Drawing, table: usize, numbers: std::ops::Range<usize>) -> Vec<usize> {
    numbers
        .map(|number| {
            let key = drawing.node(NodeType::STRING, &format!("key {number}"), 40);
            let value = drawing.node(NodeType::OBJECT, "Session", ENTRY);
            drawing.edge(table, EdgeType::Internal, &(3 * number).to_string(), key);
            drawing.edge(table, EdgeType::Internal, &(3 * number + 1).to_string(), value);
            value
        })
        .collect()
}

#[test]
fn a_map_that_fills_up_is_named_with_its_owner() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "sessions");
    fill(&mut base, table, 0..20);
    let mut current = base.clone();
    fill(&mut current, table, 20..70);
    let findings = found(&[&base, &current]);
    let suspect = &findings.suspects[0];
    assert!(findings.same_process);
    assert_eq!((suspect.kind, suspect.new_entries, suspect.entries), (Kind::Map, 50, 70));
    assert!(suspect.holder.name.text().as_js_str().is("Store.sessions"));
    assert_eq!(suspect.retained_growth, 50 * u64::from(ENTRY + 40));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("Session"));
    let path: Vec<String> =
        suspect.reached_from.iter().flatten().map(|name| name.text().as_js_str().to_string()).collect();
    assert_eq!(path, ["global", "store", "sessions"]);
    assert_eq!((suspect.net_entries(), suspect.gone_entries()), (50, 0));
    assert_eq!(suspect.chain[suspect.holder_step].id, suspect.holder.id);
    assert!(suspect.chain.last().unwrap().name.text().as_js_str().is("Session"));
    assert_eq!(suspect.confidence.level, Level::High);
    assert_eq!(findings.suspects.len(), 1);
}

#[test]
fn a_full_cache_that_replaces_its_entries_is_none() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "cache");
    let mut current = base.clone();
    let old = fill(&mut base, table, 0..50);
    // The old entries keep their places in the file and nothing refers to them.
    for node in base.nodes.iter().skip(current.nodes.len()) {
        current.nodes.push((node.0, node.1.clone(), 0));
    }
    fill(&mut current, table, 50..100);
    let findings = found(&[&base, &current]);
    assert_eq!(old.len(), 50);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
    assert_eq!(findings.verdict(), Verdict::Nothing);
}

#[test]
fn what_two_hold_is_one_suspect() {
    let (mut base, store) = store();
    let by_id = map(&mut base, store, "byId");
    let all = base.node(NodeType::OBJECT, "Array", 16);
    base.edge(store, EdgeType::Property, "all", all);
    fill(&mut base, by_id, 0..5);
    let mut current = base.clone();
    for (number, value) in fill(&mut current, by_id, 5..45).into_iter().enumerate() {
        current.edge(all, EdgeType::Element, &number.to_string(), value);
    }
    let findings = found(&[&base, &current]);
    assert_eq!(findings.suspects.len(), 1);
    assert!(findings.suspects[0].holder.name.text().as_js_str().is("Store.byId"));
    assert!(findings.suspects[0].also_held_by[0].text().as_js_str().is("Store.all"));
}

fn links(drawing: &mut Drawing, mut last: usize, count: usize) -> usize {
    for _ in 0..count {
        let link = drawing.node(NodeType::OBJECT, "Mail", ENTRY);
        drawing.edge(last, EdgeType::Property, "next", link);
        last = link;
    }
    last
}

#[test]
fn a_list_that_gets_longer_at_its_end_belongs_to_what_holds_its_start() {
    let (mut base, store) = store();
    let first = base.node(NodeType::OBJECT, "Mail", ENTRY);
    base.edge(store, EdgeType::Property, "oldest", first);
    let last = links(&mut base, first, 30);
    let mut current = base.clone();
    links(&mut current, last, 40);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (Kind::LinkedList, 40));
    assert!(suspect.holder.class.text().as_js_str().is("Store"));
    let left_out: u32 = suspect.chain.iter().map(|step| step.left_out).sum();
    assert!(left_out > 25, "{:?}", suspect.chain);
}

#[test]
fn growth_in_collections_within_collections_is_found_above_them() {
    let (mut base, store) = store();
    let days = base.node(NodeType::OBJECT, "Object", 50);
    base.edge(store, EdgeType::Property, "days", days);
    let mut hours = Vec::new();
    for day in 0..4 {
        let of_day = base.node(NodeType::OBJECT, "Object", 50);
        base.edge(days, EdgeType::Property, &format!("day{day}"), of_day);
        for hour in 0..10 {
            let of_hour = base.node(NodeType::OBJECT, "Array", 16);
            base.edge(of_day, EdgeType::Property, &format!("hour{hour}"), of_hour);
            hours.push(of_hour);
        }
    }
    let mut current = base.clone();
    for &hour in &hours {
        for number in 0..2 {
            let visit = current.node(NodeType::OBJECT, "Visit", ENTRY);
            current.edge(hour, EdgeType::Element, &number.to_string(), visit);
        }
    }
    let findings = found(&[&base, &current]);
    assert_eq!(findings.suspects.len(), 1, "{:?}", findings.suspects);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (Kind::Alike, 80));
    assert!(suspect.holder.name.text().as_js_str().is("Store.days"));
}

#[test]
fn functions_of_a_library_that_was_loaded_are_no_list() {
    let (base, store) = store();
    let mut current = base.clone();
    let library = current.node(NodeType::CLOSURE, "library", 64);
    let scope = current.node(NodeType::OBJECT, "system / Context", 64);
    current.edge(store, EdgeType::Property, "library", library);
    current.edge(library, EdgeType::Internal, "context", scope);
    for number in 0..100 {
        let function = current.node(NodeType::CLOSURE, &format!("f{number}"), ENTRY);
        current.edge(scope, EdgeType::Context, &format!("f{number}"), function);
        current.edge(function, EdgeType::Internal, "context", scope);
    }
    let findings = found(&[&base, &current]);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
}

#[test]
fn a_string_that_is_added_to_grows() {
    let (mut base, store) = store();
    let old = base.node(NodeType::STRING, "start", 40_000);
    let mut current = base.clone();
    base.edge(store, EdgeType::Property, "text", old);
    let whole = current.node(NodeType::CONCATENATED_STRING, "", 32);
    let more = current.node(NodeType::STRING, "more", 60_000);
    current.edge(store, EdgeType::Property, "text", whole);
    current.edge(whole, EdgeType::Internal, "first", old);
    current.edge(whole, EdgeType::Internal, "second", more);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!(suspect.kind, Kind::String);
    assert_eq!(suspect.holder.name.text(), "global.store.text".into());
}

#[test]
fn the_third_snapshot_tells_a_leak_from_a_buffer_that_is_full() {
    let (mut first, store) = store();
    let ring = map(&mut first, store, "ring");
    let leak = map(&mut first, store, "leak");
    fill(&mut first, ring, 0..10);
    fill(&mut first, leak, 0..10);
    let mut second = first.clone();
    fill(&mut second, ring, 10..60);
    fill(&mut second, leak, 10..40);
    let mut third = second.clone();
    fill(&mut third, leak, 40..70);
    let pair = found(&[&first, &second]);
    assert!(pair.suspects[0].holder.name.text().as_js_str().is("Store.ring"));
    let series = found(&[&first, &second, &third]);
    assert_eq!(series.suspects.len(), 1);
    assert!(series.suspects[0].holder.name.text().as_js_str().is("Store.leak"));
    let entries: Vec<_> = series.suspects[0].timeline.iter().map(|point| point.entries).collect();
    assert_eq!(entries, [Some(10), Some(40), Some(70)]);
    assert!(series.set_aside[0].name.text().as_js_str().is("Store.ring"));
}

#[test]
fn another_process_is_recognised() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "sessions");
    fill(&mut base, table, 0..20);
    let mut other = Drawing::new();
    for number in 0..base.nodes.len() {
        let node = other.node(NodeType::OBJECT, &format!("Other{number}"), 2000);
        other.edge(0, EdgeType::Property, &number.to_string(), node);
    }
    let findings = found(&[&base, &other]);
    assert!(!findings.same_process);
    assert!(findings.suspects.is_empty());
    assert_eq!(findings.verdict(), Verdict::DifferentProcesses);
}

#[test]
fn a_snapshot_of_another_process_in_between_is_left_out() {
    let series: Vec<Drawing> = [20, 60, 100]
        .map(|count| {
            let (mut drawing, store) = store();
            let table = map(&mut drawing, store, "sessions");
            fill(&mut drawing, table, 0..count);
            drawing
        })
        .into();
    let mut other = Drawing::new();
    for number in 0..series[1].nodes.len() {
        let node = other.node(NodeType::OBJECT, &format!("Other{number}"), 2000);
        other.edge(0, EdgeType::Property, &number.to_string(), node);
    }
    let [first, second, third] = series.as_slice() else { unreachable!() };
    let all = found(&[first, second, third]);
    for (position, with_other) in
        [(2, found(&[first, &other, second, third])), (1, found(&[&other, first, second, third]))]
    {
        assert!(with_other.same_process);
        assert_eq!(with_other.left_out, [position]);
        assert_eq!((with_other.apart, &with_other.left_out), (Some(position), &vec![position]));
        assert_eq!(with_other.suspects.len(), all.suspects.len());
        let (found, expected) = (&with_other.suspects[0], &all.suspects[0]);
        assert_eq!((&found.holder.name, &found.confidence), (&expected.holder.name, &expected.confidence));
        let mut points = expected.timeline.clone();
        points.insert(position - 1, Point::default());
        assert_eq!(found.timeline, points);
    }
}

#[test]
fn two_processes_are_compared_by_ways() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "sessions");
    fill(&mut base, table, 0..20);
    let mut other = Drawing::new();
    // The same program started differently, so that no id means the same.
    for number in 0..100 {
        let other_first = other.node(NodeType::SYNTHETIC, &format!("first {number}"), 0);
        other.edge(0, EdgeType::Element, "1", other_first);
    }
    let global = other.node(NodeType::OBJECT, "global", 100);
    let owner = other.node(NodeType::OBJECT, "Store", 40);
    other.edge(0, EdgeType::Shortcut, "global", global);
    other.edge(global, EdgeType::Property, "store", owner);
    let table = map(&mut other, owner, "sessions");
    fill(&mut other, table, 0..70);
    let findings = found(&[&base, &other]);
    assert!(!findings.same_process);
    let ways = WayColumns::of(&heap(&base)).unwrap();
    assert_eq!(WayColumns::from(Wire::from(ways.clone())), ways);
    let findings = find_across(&heap(&other), &ways).unwrap();
    assert_eq!(findings.suspects.len(), 1, "{:?}", findings.suspects);
    let suspect = &findings.suspects[0];
    assert!(suspect.holder.name.text().as_js_str().is("Store.sessions"));
    assert_eq!((suspect.new_entries, suspect.entries, suspect.confidence.level), (50, 70, Level::Low));
}

#[test]
fn a_list_of_another_process_weighs_what_it_weighs() {
    let list = |length: usize| {
        let (mut drawing, store) = store();
        let mut before = store;
        for number in 0..length {
            let link = drawing.node(NodeType::OBJECT, "Link", ENTRY);
            drawing.edge(before, EdgeType::Property, if number == 0 { "first" } else { "next" }, link);
            before = link;
        }
        heap(&drawing)
    };
    let ways = WayColumns::of(&list(20)).unwrap();
    let findings = find_across(&list(120), &ways).unwrap();
    let growth: Vec<u64> = findings.suspects.iter().map(|suspect| suspect.retained_growth).collect();
    assert_eq!(growth, [100 * u64::from(ENTRY)]);
}

fn entries(points: &[Point]) -> Vec<u32> {
    points.iter().filter_map(|point| point.entries).collect()
}

/// What is sought, as it arrives at the other worker.
fn sent(findings: &Findings) -> Vec<Sought> {
    let sought = SoughtList(Sought::all(findings));
    let SoughtList(arrived) = SoughtList::from(Wire::from(sought.clone()));
    assert_eq!(arrived, sought.0);
    arrived
}

#[test]
fn a_fix_is_told_from_none_across_processes() {
    let pair = |grown: usize| {
        let (mut base, store) = store();
        let table = map(&mut base, store, "sessions");
        fill(&mut base, table, 0..20);
        let mut current = base.clone();
        fill(&mut current, table, 20..20 + grown);
        (base, current)
    };
    let (base, current) = pair(100);
    let first = found(&[&base, &current]);
    for (grown, outcome) in [(0, Outcome::Gone), (5, Outcome::Gone), (40, Outcome::Smaller), (90, Outcome::StillThere)]
    {
        let (base, current) = pair(grown);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&sent(&first), &heap(&current), &bases).unwrap();
        assert_eq!(verification.verdict, outcome, "{grown}");
        assert_eq!(verification.suspects[0].after.new_entries, grown as u32);
    }
    let quiet = found(&[&base, &base]);
    let nothing = verify(&sent(&quiet), &heap(&base), &[BaseColumns::of(&heap(&base)).unwrap()]).unwrap();
    assert_eq!(nothing.verdict, Outcome::NoSuspects);
}

/// A function of one code, with its scope.
fn function(drawing: &mut Drawing, code: usize) -> usize {
    let function = drawing.node(NodeType::CLOSURE, "", 64);
    drawing.edge(function, EdgeType::Internal, "shared", code);
    function
}

/// An Array under a name.
fn array(drawing: &mut Drawing, owner: usize, name: &str) -> usize {
    let array = drawing.node(NodeType::OBJECT, "Array", 16);
    drawing.edge(owner, EdgeType::Property, name, array);
    array
}

#[test]
fn what_two_lists_of_listeners_hold_counts_for_one_of_them() {
    let (mut base, emitter) = store();
    let code = base.node(NodeType::CODE, "system / SharedFunctionInfo", 64);
    base.edge(0, EdgeType::Element, "9", code);
    let tick = array(&mut base, emitter, "tick");
    let error = array(&mut base, emitter, "error");
    let mut current = base.clone();
    for number in 0..30 {
        let scope = current.node(NodeType::OBJECT, "system / Context", 50);
        let feed = current.node(NodeType::OBJECT, "Feed", ENTRY);
        current.edge(scope, EdgeType::Context, "feed", feed);
        for list in [tick, error] {
            let listener = function(&mut current, code);
            current.edge(list, EdgeType::Element, &number.to_string(), listener);
            current.edge(listener, EdgeType::Internal, "context", scope);
        }
    }
    let findings = found(&[&base, &current]);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries, suspect.retained_growth), (Kind::Array, 30, 30 * (64 + 1050)));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("Function"), "{:?}", suspect.grows);
    assert!(suspect.grows.classes.iter().any(|grown| grown.class.text().as_js_str().is("Feed") && grown.count == 30));
    assert!(suspect.chain.last().unwrap().name.text().as_js_str().is("Feed"), "{:?}", suspect.chain);
}

#[test]
fn what_the_runtime_keeps_is_found_without_a_holder() {
    let (mut base, _) = store();
    let handles = base.node(NodeType::SYNTHETIC, "(Global handles)", 0);
    base.edge(0, EdgeType::Element, "7", handles);
    let open = |drawing: &mut Drawing, count: usize| {
        for number in 0..count {
            let port = drawing.node(NodeType::OBJECT, "MessagePort", ENTRY);
            drawing.edge(handles, EdgeType::Internal, &number.to_string(), port);
        }
    };
    open(&mut base, 5);
    let mut second = base.clone();
    open(&mut second, 40);
    let findings = found(&[&base, &second]);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries, suspect.entries), (Kind::Handles, 40, 45));
    assert_eq!(suspect.form, Form::OpenHandles);
    let full = found(&[&base, &second, &second.clone()]);
    assert!(full.suspects.is_empty(), "{:?}", full.suspects);
    let Exclusion::Stopped(points) = &full.set_aside[0].why else { panic!("{:?}", full.set_aside) };
    assert_eq!(entries(points), [5, 45, 45]);
}

#[test]
fn siblings_with_names_of_their_own_are_one_suspect() {
    let (mut base, store) = store();
    let regions = base.node(NodeType::OBJECT, "Object", 50);
    base.edge(store, EdgeType::Property, "regions", regions);
    let lists: Vec<usize> =
        ["north", "south", "east", "west"].map(|name| array(&mut base, regions, name)).into_iter().collect();
    let mut current = base.clone();
    for list in lists {
        for number in 0..20 {
            let visit = current.node(NodeType::OBJECT, "Visit", ENTRY);
            current.edge(list, EdgeType::Element, &number.to_string(), visit);
        }
    }
    let findings = found(&[&base, &current]);
    assert_eq!(findings.suspects.len(), 1, "{:?}", findings.suspects);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries, suspect.entries), (Kind::Alike, 80, 80));
    assert!(suspect.holder.name.text().as_js_str().is("Store.regions"));
    assert_eq!(suspect.retained_growth, 80 * u64::from(ENTRY));
}

#[test]
fn who_is_emptied_now_and_then_is_none() {
    let (mut full, store) = store();
    let batch = map(&mut full, store, "batch");
    let mut emptied = full.clone();
    fill(&mut full, batch, 0..40);
    for node in full.nodes.iter().skip(emptied.nodes.len()) {
        emptied.nodes.push((node.0, node.1.clone(), 0));
    }
    fill(&mut emptied, batch, 40..60);
    let mut again = emptied.clone();
    fill(&mut again, batch, 60..100);
    let findings = found(&[&full, &emptied, &again]);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
    let Exclusion::Emptied(points) = &findings.set_aside[0].why else { panic!("{:?}", findings.set_aside) };
    assert_eq!(entries(points), [40, 20, 60]);
}

#[test]
fn listeners_are_a_suspect_even_where_there_were_none() {
    let (mut base, emitter) = store();
    let code = base.node(NodeType::CODE, "system / SharedFunctionInfo", 64);
    base.edge(0, EdgeType::Element, "9", code);
    let with_listeners = |alike: bool| {
        let mut current = base.clone();
        let list = array(&mut current, emitter, "moved");
        for number in 0..40 {
            let code = if alike { code } else { current.node(NodeType::CODE, "system / SharedFunctionInfo", 64) };
            let listener = function(&mut current, code);
            let parcel = current.node(NodeType::OBJECT, "Parcel", ENTRY);
            current.edge(list, EdgeType::Element, &number.to_string(), listener);
            current.edge(listener, EdgeType::Property, "parcel", parcel);
        }
        found(&[&base, &current])
    };
    let findings = with_listeners(true);
    assert!(findings.suspects[0].holder.name.text().as_js_str().is("Store.moved"), "{:?}", findings);
    assert_eq!(findings.suspects[0].confidence.level, Level::Low);
    let library = with_listeners(false);
    assert!(library.suspects.is_empty(), "{:?}", library.suspects);
    assert!(library.set_aside[0].name.text().as_js_str().is("Store.moved"));
}

#[test]
fn keys_of_numbers_are_entries() {
    let (mut base, store) = store();
    let hits = base.node(NodeType::OBJECT, "Object", 24);
    let table = base.node(NodeType::ARRAY, "(object properties)", 500);
    base.edge(store, EdgeType::Property, "hits", hits);
    base.edge(hits, EdgeType::Internal, "properties", table);
    let mut current = base.clone();
    for number in 0..40 {
        let key = current.node(NodeType::STRING, &format!("/path/{number}"), ENTRY);
        current.edge(table, EdgeType::Internal, &(3 * number).to_string(), key);
    }
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.new_entries), (Kind::Dictionary, 40));
    assert!(suspect.holder.name.text().as_js_str().is("Store.hits"));
}

#[test]
fn data_that_took_the_place_of_less_data_grows() {
    let (mut base, store) = store();
    let mut current = base.clone();
    let values = |drawing: &mut Drawing, size: u32| {
        let array = drawing.node(NodeType::OBJECT, "Float64Array", 100);
        let block = drawing.node(NodeType::NATIVE, "system / JSArrayBufferData", size);
        drawing.edge(store, EdgeType::Property, "values", array);
        drawing.edge(array, EdgeType::Internal, "backing_store", block);
    };
    values(&mut base, 100_000);
    for node in base.nodes.iter().skip(current.nodes.len()) {
        current.nodes.push((node.0, node.1.clone(), 0));
    }
    values(&mut current, 400_000);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((suspect.kind, suspect.retained_growth), (Kind::Data, 300_000));
    assert_eq!(suspect.holder.name.text(), "global.store.values".into());
}

#[test]
fn another_suspect_of_the_same_class_is_not_taken_for_one_that_moved() {
    let pair = |old: usize, other: usize| {
        let (mut base, store) = store();
        let tables = ["sessions", "archive"].map(|name| map(&mut base, store, name));
        for table in tables {
            fill(&mut base, table, 0..20);
        }
        let mut current = base.clone();
        fill(&mut current, tables[0], 20..20 + old);
        fill(&mut current, tables[1], 20..20 + other);
        (base, current)
    };
    let outcome = |other: usize| {
        let (base, current) = pair(400, other);
        let first = found(&[&base, &current]);
        let (base, current) = pair(0, other);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        verify(&Sought::all(&first), &heap(&current), &bases).unwrap()
    };
    let beside = outcome(100);
    let outcomes: Vec<_> = beside.suspects.iter().map(|suspect| suspect.verdict).collect();
    assert_eq!((outcomes, beside.verdict), (vec![Outcome::Gone, Outcome::StillThere], Outcome::StillThere));
    // What was small beside the first does not decide on the whole.
    let small = outcome(30);
    assert_eq!(small.suspects[1].verdict, Outcome::StillThere);
    assert_eq!(small.verdict, Outcome::Gone);
}

/// A heap with an object of its own: by roots alone no process can be told from another.
fn any_program() -> impl Strategy<Value = Drawing> {
    any_heap().prop_map(|mut drawing| {
        drawing.node(NodeType::OBJECT, "n", 10);
        drawing
    })
}

/// A base, and a current snapshot that has all of its nodes and more.
fn any_pair() -> impl Strategy<Value = (Drawing, Drawing)> {
    (any_program(), any_heap()).prop_map(|(base, more)| {
        let mut current = base.clone();
        let first_new = base.nodes.len();
        current.nodes.extend(more.nodes.iter().cloned());
        for (from, kind, name, to) in &more.edges {
            current.edges.push((first_new + from, *kind, name.clone(), first_new + to));
            // Half of the new edges start from what was there.
            if from % 2 == 0 {
                current.edges.push((from % first_new, *kind, name.clone(), first_new + to));
            }
        }
        (base, current)
    })
}

proptest! {
    #[test]
    fn all_new_bytes_are_shared_out_once((base, current) in any_pair()) {
        let columns = BaseColumns::of(&heap(&base)).unwrap();
        let current = heap(&current);
        let analysis = Analysis::new(&current, &columns).unwrap();
        let nodes: Vec<_> = current.snapshot.nodes.kind.positions().collect();
        let size = |node| u64::from(current.snapshot.nodes.self_size[node]);
        let new: u64 = nodes.iter().copied().filter(|&node| analysis.matches.is_new(node)).map(size).sum();
        let background = |&node: &_| analysis.growth.standing[node] == Standing::Background;
        let apart: u64 = nodes.iter().copied().filter(background).map(size).sum();
        let anchored: u64 = nodes.iter().copied().map(|node| analysis.growth.own(node).new_bytes).sum();
        prop_assert_eq!(anchored + apart, new);
        let findings = find(&current, &[columns]).unwrap();
        prop_assert_eq!(findings.suspects.len(), 0);
        prop_assert_eq!(findings.background.bytes, new);
    }

    #[test]
    fn nothing_grows_between_a_snapshot_and_itself(drawing in any_program()) {
        let heap = heap(&drawing);
        let columns = BaseColumns::of(&heap).unwrap();
        prop_assert_eq!(&BaseColumns::from(Wire::from(columns.clone())), &columns);
        let findings = find(&heap, &[columns]).unwrap();
        prop_assert!(findings.same_process);
        prop_assert!(findings.suspects.is_empty());
        prop_assert_eq!(findings.background.count, 0);
    }
}
