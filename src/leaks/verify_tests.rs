//! Whether a repair helped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::leaks::findings::Findings;
use crate::leaks::testing::{fill, found, heap, map, store};
use crate::leaks::verify::Outcome;
use crate::leaks::{BaseColumns, ExpectedSuspect, ExpectedSuspects, verify};
use crate::snapshot::{EdgeType, NodeType};
use crate::text::JsString;
use crate::transfer::Transfer;

/// What is expected, as it arrives at the other worker.
fn sent(findings: &Findings) -> Vec<ExpectedSuspect> {
    let expected = ExpectedSuspects(ExpectedSuspect::all(findings));
    let ExpectedSuspects(arrived) = ExpectedSuspects::from(Transfer::from(expected.clone()));
    assert_eq!(arrived, expected.0);
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
        verify(&ExpectedSuspect::all(&first), &heap(&current), &bases).unwrap()
    };
    let beside = outcome(100);
    let outcomes: Vec<_> = beside.suspects.iter().map(|suspect| suspect.verdict).collect();
    assert_eq!((outcomes, beside.verdict), (vec![Outcome::Gone, Outcome::StillThere], Outcome::StillThere));
    // What was small beside the first does not decide on the whole.
    let small = outcome(30);
    assert_eq!(small.suspects[1].verdict, Outcome::StillThere);
    assert_eq!(small.verdict, Outcome::Gone);
}

/// Two holders of one label: the names on the path tell which of them was repaired.
#[test]
fn of_two_holders_of_one_class_the_repaired_one_is_gone() {
    let pair = |orders: usize, users: usize| {
        let (mut base, app) = store();
        let tables = ["orders", "users"].map(|name| {
            let shelf = base.node(NodeType::OBJECT, "Shelf", 16);
            base.edge(app, EdgeType::Property, name, shelf);
            map(&mut base, shelf, "items")
        });
        for table in tables {
            fill(&mut base, table, 0..20);
        }
        let mut current = base.clone();
        fill(&mut current, tables[0], 20..20 + orders);
        fill(&mut current, tables[1], 20..20 + users);
        (base, current)
    };
    let (base, current) = pair(400, 300);
    let first = found(&[&base, &current]);
    assert_eq!(first.suspects.len(), 2);
    assert_eq!(first.suspects[0].label, first.suspects[1].label);
    for (orders, users, expected) in
        [(0, 300, [Outcome::Gone, Outcome::StillThere]), (400, 0, [Outcome::StillThere, Outcome::Gone])]
    {
        let (base, current) = pair(orders, users);
        let bases = [BaseColumns::of(&heap(&base)).unwrap()];
        let verification = verify(&sent(&first), &heap(&current), &bases).unwrap();
        let outcomes: Vec<_> = verification.suspects.iter().map(|suspect| suspect.verdict).collect();
        assert_eq!(outcomes, expected);
        let called: Vec<_> = verification.suspects.iter().map(|suspect| suspect.name.text()).collect();
        let ways = ["Shelf.items (global → store → orders → items)", "Shelf.items (global → store → users → items)"];
        assert_eq!(called, ways.map(JsString::from));
        assert!(verification.new_suspects.is_empty());
    }
}
