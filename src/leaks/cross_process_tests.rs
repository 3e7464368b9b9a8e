//! Snapshots of different processes: compared by path, left out of a series, or a repaired program's.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Level, Point, Verdict};
use crate::leaks::testing::{ENTRY, fill, found, map, store};
use crate::snapshot::{EdgeType, NodeType};

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
fn two_processes_are_compared_by_paths() {
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
        drawing
    };
    let findings = found(&[&list(20), &list(120)]);
    let growth: Vec<u64> = findings.suspects.iter().map(|suspect| suspect.retained_growth).collect();
    assert_eq!(growth, [100 * u64::from(ENTRY)]);
}

/// An array that two things of the runtime lead to hangs at neither; there are others of its kind, and the name of the link
/// that leads there tells them apart.
#[test]
fn what_only_detours_lead_to_is_known_by_the_name_of_its_link() {
    let module = |arrays: &[&str], listeners: usize, first_id: usize| {
        let mut drawing = Drawing::new();
        for _ in 0..first_id {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        let loader = drawing.node(NodeType::OBJECT, "Loader", 100);
        drawing.edge(0, EdgeType::Shortcut, "loader", loader);
        let [record, scope] = ["Record", "Scope"].map(|class| drawing.node(NodeType::OBJECT, class, 40));
        let feed = drawing.node(NodeType::OBJECT, "PriceFeed", 40);
        for way in [record, scope] {
            drawing.edge(loader, EdgeType::Internal, "part", way);
            drawing.edge(way, EdgeType::Internal, "feed", feed);
        }
        let mut last = feed;
        for name in arrays {
            last = drawing.node(NodeType::OBJECT, "Array", 16);
            drawing.edge(feed, EdgeType::Property, name, last);
            drawing.edge(record, EdgeType::Internal, "also", last);
        }
        for number in 0..listeners {
            let listener = drawing.node(NodeType::CLOSURE, "listen", ENTRY);
            drawing.edge(last, EdgeType::Element, &number.to_string(), listener);
        }
        (drawing, last)
    };
    let (earlier, _) = module(&["names", "prices", "listeners"], 20, 0);
    let (later, listeners) = module(&["added", "names", "prices", "listeners"], 120, 100);
    let findings = found(&[&earlier, &later]);
    assert_eq!(findings.suspects[0].holder.id, listeners as u32 * 2 + 1);
}
