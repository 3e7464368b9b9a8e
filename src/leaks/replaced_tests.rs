//! What turns over beside a leak; whether a repair helped where collections are replaced with each change, and where several hold the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::verify_tests::sent;
use crate::graph::testing::Drawing;
use crate::leaks::findings::{Form, WhySetAside};
use crate::leaks::testing::{ENTRY, array, entries, fill, found, heap, leave_out, map, store};
use crate::leaks::verify::Outcome;
use crate::leaks::{BaseColumns, verify};
use crate::snapshot::{EdgeType, NodeType};

/// A collection that is made anew with each change has only new entries: those that the old one had are gone.
#[test]
fn what_takes_the_place_of_as_much_does_not_grow() {
    let pair = |before: usize, now: usize| {
        let (start, store) = store();
        let mut base = start.clone();
        let (index, other) = (map(&mut base, store, "index"), map(&mut base, store, "other"));
        fill(&mut base, index, 0..before);
        fill(&mut base, other, 0..300);
        let mut current = start;
        leave_out(&mut current, &base);
        let index = map(&mut current, store, "index");
        fill(&mut current, index, 0..now);
        (base, current)
    };
    let (base, current) = pair(200, 700);
    let first = sent(&found(&[&base, &current]));
    let cases = [
        (200, 200, Outcome::Gone),
        (200, 220, Outcome::Gone),
        (100, 350, Outcome::Smaller),
        (300, 800, Outcome::StillThere),
    ];
    for (before, now, outcome) in cases {
        let (base, current) = pair(before, now);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&first, &heap(&current), &bases).unwrap();
        assert_eq!(verification.verdict, outcome, "{:?}", verification.suspects[0]);
        assert_eq!(verification.suspects[0].after.net_entries as usize, now - before);
    }
}

/// Which of those who hold the same is named is chance; where one lets go, the others do not.
#[test]
fn a_repair_of_one_of_two_holders_is_none() {
    let program = |counts: [usize; 2]| {
        let (mut drawing, store) = store();
        let lists = ["changed", "updated"].map(|name| array(&mut drawing, store, name));
        for number in 0..counts.into_iter().max().unwrap_or(0) {
            let listener = drawing.node(NodeType::CLOSURE, "draw", ENTRY);
            for (list, _) in lists.into_iter().zip(counts).filter(|&(_, count)| number < count) {
                drawing.edge(list, EdgeType::Element, &number.to_string(), listener);
            }
        }
        drawing
    };
    let first = sent(&found(&[&program([5, 5]), &program([105, 105])]));
    assert_eq!(first.len(), 1);
    let cases = [([105, 5], Outcome::StillThere), ([5, 105], Outcome::StillThere), ([5, 5], Outcome::Gone)];
    for (counts, outcome) in cases {
        let bases = [BaseColumns::of(&heap(&program([5, 5]))).unwrap()];
        let verification = verify(&first, &heap(&program(counts)), &bases).unwrap();
        assert_eq!(verification.verdict, outcome, "{counts:?}: {:?}", verification.suspects[0]);
        assert!(verification.new_suspects.is_empty());
    }
}

/// Of what each room says all is let go of; the little that stays in each of many is a leak, be it of the same kind or another.
#[test]
fn a_little_that_stays_in_each_of_many_that_turn_over_is_found() {
    for stays in ["Line", "Guest", "Array"] {
        let (mut rooms, store) = store();
        let all = array(&mut rooms, store, "rooms");
        let logs: Vec<usize> = (0..100)
            .map(|number| {
                let room = rooms.node(NodeType::OBJECT, "Room", 40);
                rooms.edge(all, EdgeType::Element, &number.to_string(), room);
                array(&mut rooms, room, "log")
            })
            .collect();
        let put = |drawing: &mut Drawing, class: &str, numbers: std::ops::Range<usize>| {
            for &log in &logs {
                for number in numbers.clone() {
                    let thing = drawing.node(NodeType::OBJECT, class, ENTRY);
                    drawing.edge(log, EdgeType::Element, &number.to_string(), thing);
                }
            }
        };
        let (mut base, mut current) = (rooms.clone(), rooms);
        put(&mut base, "Line", 0..20);
        leave_out(&mut current, &base);
        put(&mut current, "Line", 0..20);
        put(&mut current, stays, 20..22);
        let findings = found(&[&base, &current]);
        let suspect = findings.suspects.first().expect(stays);
        assert_eq!((suspect.form, suspect.retained_growth), (Form::Alike { holders: 100 }, 200 * u64::from(ENTRY)));
    }
}

/// The collections of a store that are made anew with each change, beside another that grows: each has its own growth, in each snapshot.
#[test]
fn what_is_copied_with_each_change_has_its_growth_for_itself() {
    let (start, store) = store();
    let mut snapshots: Vec<Drawing> = Vec::new();
    for (orders, visits, hits) in [(100, 40, 30), (200, 40, 60), (300, 40, 90)] {
        let mut drawing = start.clone();
        let log = array(&mut drawing, store, "log");
        for number in 0..90 {
            if number < hits {
                let hit = drawing.node(NodeType::OBJECT, "Hit", ENTRY);
                drawing.edge(log, EdgeType::Element, &number.to_string(), hit);
            } else {
                drawing.node(NodeType::SYNTHETIC, "", 0);
            }
        }
        if let Some(last) = snapshots.last() {
            leave_out(&mut drawing, last);
        }
        let state = drawing.node(NodeType::OBJECT, "Object", 32);
        drawing.edge(store, EdgeType::Property, "state", state);
        for (name, class, count) in [("orders", "Order", orders), ("visits", "Visit", visits)] {
            let list = array(&mut drawing, state, name);
            for number in 0..count {
                let thing = drawing.node(NodeType::OBJECT, class, ENTRY);
                drawing.edge(list, EdgeType::Element, &number.to_string(), thing);
            }
        }
        snapshots.push(drawing);
    }
    let [first, second, third] = &snapshots[..] else { panic!() };
    let findings = found(&[first, second, third]);
    let told = |at: usize| {
        let suspect = &findings.suspects[at];
        (suspect.holder.name.text().as_js_str().to_string(), suspect.retained_growth, entries(&suspect.timeline))
    };
    assert_eq!(told(0), ("Store.state.orders".into(), 200 * u64::from(ENTRY), vec![100, 200, 300]));
    assert!(findings.suspects[0].timeline.iter().all(|point| point.retained_size.is_some()));
    assert_eq!(told(1), ("Store.log".into(), 60 * u64::from(ENTRY), vec![30, 60, 90]));
    assert_eq!(findings.suspects.len(), 2);
    // What is new throughout may be another table: two snapshots do not tell.
    let findings = found(&[second, third]);
    let is_anew = |why: &WhySetAside| matches!(why, WhySetAside::Appeared { entries: 300, gone: 200, .. });
    assert!(findings.set_aside.iter().any(|aside| is_anew(&aside.why)), "{:?}", findings.set_aside);
}
