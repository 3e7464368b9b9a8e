//! What is no suspect is said to be what it is: too little, the engine's own, or over; and what few have, not of each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::advice::per_entry;
use super::suspects::verdict;
use crate::graph::testing::Drawing;
use crate::leaks::findings::{BalanceKind, EntryPart, Findings, PerEntry, WhySetAside};
use crate::leaks::testing::{ENTRY, array, entries, fill, found, leave_out, map, store};
use crate::redaction::Name;
use crate::snapshot::{EdgeType, NodeType};

fn names(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| name.text().as_js_str().to_string()).collect()
}

fn of_part(findings: &Findings, kind: BalanceKind) -> (i64, Vec<String>) {
    let part = findings.balance.parts.iter().find(|part| part.kind == kind).unwrap();
    (part.bytes, names(&part.names))
}

#[test]
fn what_repeats_below_the_noise_is_named_as_small() {
    let program = |count: usize| {
        let (mut drawing, owner) = store();
        let unusual = array(&mut drawing, owner, "unusual");
        for number in 0..count {
            let thing = drawing.node(NodeType::OBJECT, "Unusual", ENTRY);
            drawing.edge(unusual, EdgeType::Element, &number.to_string(), thing);
        }
        let single = drawing.node(NodeType::OBJECT, "Cache", if count > 5 { 10_000 } else { 0 });
        drawing.edge(owner, EdgeType::Property, "cache", single);
        drawing
    };
    let findings = found(&[&program(5), &program(18)]);
    assert!(findings.suspects.is_empty());
    assert_eq!(of_part(&findings, BalanceKind::Small), (13 * i64::from(ENTRY), vec!["Store.unusual".to_owned()]));
    assert_eq!(
        verdict(&findings).plain(),
        "No suspect, though the heap grew by 23.0 kB: what is new does not repeat, is too little, or was expected. It repeats, \
         but is too little to tell, at Store.unusual."
    );
    assert!(found(&[&program(5), &program(9)]).balance.parts.iter().all(|part| part.kind != BalanceKind::Small));
}

#[test]
fn the_engines_cache_of_numbers_is_said_to_be_that() {
    let program = |group: &str, kind, link: &str, bytes: u32| {
        let (mut drawing, _) = store();
        let roots = drawing.node(NodeType::SYNTHETIC, group, 0);
        drawing.edge(0, EdgeType::Element, "9", roots);
        if bytes > 5000 {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        let cache = drawing.node(kind, "", bytes);
        drawing.edge(roots, EdgeType::Internal, link, cache);
        drawing
    };
    for (group, link) in [("(Strong roots)", "number_string_cache"), ("(Strong root list)", "smi_string_cache")] {
        let [before, after] = [4000, 200_000].map(|bytes| program(group, NodeType::ARRAY, link, bytes));
        let findings = found(&[&before, &after]);
        let expected = "No suspect, though the heap grew by 196 kB, most of it V8's cache of numbers as text.";
        assert_eq!(verdict(&findings).plain(), expected);
    }
    let [before, after] = [4000, 200_000].map(|bytes| program("(Strong roots)", NodeType::ARRAY, "other", bytes));
    for series in [[&before, &after], [&after, &before]] {
        assert!(of_part(&found(&series), BalanceKind::Runtime).1.is_empty());
    }
}

#[test]
fn what_grew_and_is_as_large_as_at_first_is_set_aside() {
    let program = |count: usize| {
        let (mut drawing, owner) = store();
        let table = map(&mut drawing, owner, "logins");
        fill(&mut drawing, table, 0..count);
        // A key and a value that are gone leave their ids to nothing.
        for _ in 2 * count..400 {
            drawing.node(NodeType::SYNTHETIC, "", 0);
        }
        drawing
    };
    let findings = |counts: [usize; 3]| {
        let [one, two, three]: [Drawing; 3] = counts.map(program);
        found(&[&one, &two, &three])
    };
    let emptied = findings([60, 200, 60]);
    assert!(emptied.suspects.is_empty());
    let [aside] = emptied.set_aside.as_slice() else { panic!("{:?}", emptied.set_aside) };
    assert_eq!(names(std::slice::from_ref(&aside.name)), ["Store.logins"]);
    assert!(matches!(&aside.why, WhySetAside::Emptied(points) if entries(points) == [60, 200, 60]), "{:?}", aside.why);
    assert!(findings([60, 64, 60]).set_aside.is_empty());
}

/// Of a hundred entries all have lines, and three have a note.
#[test]
fn what_few_entries_have_is_no_part_of_each() {
    let part =
        |field: &str, count, bytes| EntryPart { field: Name::own(field), class: Name::own("Array"), count, bytes };
    let entry = |notes: u64| PerEntry {
        count: 100,
        bytes: 30_000 + notes,
        own_bytes: 10_000,
        parts: vec![part("lines", 100, 20_000), part("note", 3, notes)],
        ..PerEntry::default()
    };
    let many = "each 500 B: 200 B lines (Array), 200 B on average in parts that not all have, 100 B itself";
    assert_eq!(per_entry(&entry(20_000)).plain(), many);
    assert_eq!(per_entry(&entry(100)).plain(), "each 301 B: 200 B lines (Array), 100 B itself");
}

/// Variables have no name in common but that of a function: the one that got more is named.
#[test]
fn what_repeats_in_a_variable_is_called_by_that_variable() {
    let (mut start, owner) = store();
    let work = start.node(NodeType::CLOSURE, "work", 64);
    let scope = start.node(NodeType::OBJECT, "system / Context", 40);
    start.edge(owner, EdgeType::Property, "work", work);
    start.edge(work, EdgeType::Internal, "context", scope);
    let with_rates = |mut drawing: Drawing, count: usize| {
        let rates = drawing.node(NodeType::OBJECT, "Array", 16);
        drawing.edge(scope, EdgeType::Context, "rates", rates);
        for number in 0..count {
            let rate = drawing.node(NodeType::OBJECT, "Rate", ENTRY);
            drawing.edge(rates, EdgeType::Element, &number.to_string(), rate);
        }
        drawing
    };
    let base = with_rates(start.clone(), 5);
    let mut fresh = start.clone();
    leave_out(&mut fresh, &base);
    let findings = found(&[&base, &with_rates(fresh, 17)]);
    assert_eq!(of_part(&findings, BalanceKind::Small), (12 * i64::from(ENTRY), vec!["rates".to_owned()]));
}
