//! Whose the entries are: what one holder gave to another, and what hangs at an entry.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

use super::findings::{Findings, Form, HolderKind, Reason, Suspect, WhySetAside};
use super::testing::{ENTRY, array, fill, found, leave_out, map, store};
use crate::graph::testing::Drawing;
use crate::snapshot::{EdgeType, NodeType};

fn name(suspect: &Suspect) -> String {
    suspect.holder.name.text().as_js_str().to_string()
}

fn figures(suspect: &Suspect) -> (u32, Option<u32>, u32) {
    (suspect.new_entries, suspect.entries_before, suspect.entries)
}

/// Puts things into a list from a number on.
fn put(drawing: &mut Drawing, list: usize, things: &[usize], from: usize) {
    for (thing, number) in things.iter().zip(from..) {
        drawing.edge(list, EdgeType::Element, &number.to_string(), *thing);
    }
}

/// Two lists that last, `open` and `done`, before and after: 60 are open at first, of which 40 go over to `done`, and as
/// many new ones come as `new` says. What is put into `also` before is held by that, too, as elements are by their page.
fn handed_over(new: usize, is_shared: bool) -> Findings {
    let (mut base, owner) = store();
    let [open, done] = ["open", "done"].map(|name| array(&mut base, owner, name));
    let page = base.node(NodeType::OBJECT, "Page", 40);
    base.edge(owner, EdgeType::Property, "page", page);
    let mut notes = Vec::new();
    for _ in 0..60 {
        let note = base.node(NodeType::OBJECT, "Note", 20);
        let text = base.node(NodeType::OBJECT, "Text", ENTRY);
        base.edge(note, EdgeType::Property, "text", text);
        notes.push(note);
    }
    let mut current = base.clone();
    put(&mut base, open, &notes, 0);
    put(&mut current, open, &notes[40..], 0);
    put(&mut current, done, &notes[..40], 0);
    if is_shared {
        notes.iter().for_each(|&note| base.edge(page, EdgeType::Element, &note.to_string(), note + 1));
        notes[40..].iter().for_each(|&note| current.edge(page, EdgeType::Element, &note.to_string(), note + 1));
    }
    for number in 0..new {
        let note = current.node(NodeType::OBJECT, "Note", ENTRY);
        put(&mut current, open, &[note], 100 + number);
    }
    found(&[&base, &current])
}

#[test]
fn what_one_list_gave_to_another_is_growth_of_this_one() {
    for is_shared in [false, true] {
        let findings = handed_over(30, is_shared);
        assert_eq!(findings.suspects.len(), 1, "the other has less than before");
        let suspect = &findings.suspects[0];
        assert_eq!((name(suspect), figures(suspect)), ("Store.done".to_owned(), (40, Some(0), 40)));
        assert_eq!(suspect.retained_growth, 40 * (20 + u64::from(ENTRY)), "with all that it alone keeps");
        assert_eq!(suspect.confidence.reasons, [Reason::WasEmpty, Reason::TookOver(40)]);
        let new: i64 = 30 * i64::from(ENTRY);
        assert_eq!(findings.balance.growth, new, "and what it took over is no growth of the heap");
    }
}

#[test]
fn things_that_only_went_over_are_set_aside() {
    let findings = handed_over(0, false);
    assert!(findings.suspects.is_empty());
    assert_eq!(findings.set_aside[0].why, WhySetAside::Moved);
}

/// A thing that two lists had and one has still did not come to this one.
#[test]
fn what_another_let_go_did_not_come_to_who_had_it() {
    let (mut base, owner) = store();
    let [all, recent] = ["all", "recent"].map(|name| array(&mut base, owner, name));
    let notes: Vec<usize> = (0..60).map(|_| base.node(NodeType::OBJECT, "Note", ENTRY)).collect();
    put(&mut base, all, &notes, 0);
    let mut current = base.clone();
    put(&mut base, recent, &notes, 0);
    assert!(found(&[&base, &current]).suspects.is_empty());
    for number in 0..20 {
        let note = current.node(NodeType::OBJECT, "Note", ENTRY);
        put(&mut current, all, &[note], 100 + number);
    }
    assert_eq!(figures(&found(&[&base, &current]).suspects[0]), (20, Some(60), 80));
}

/// A list of all beside one of the latest twenty: what the latter let go was in the former before.
#[test]
fn what_slid_out_of_a_list_of_the_latest_did_not_come_to_the_list_of_all() {
    let (mut base, owner) = store();
    let [all, latest] = ["all", "latest"].map(|name| array(&mut base, owner, name));
    let notes: Vec<usize> = (0..30).map(|_| base.node(NodeType::OBJECT, "Note", ENTRY)).collect();
    put(&mut base, all, &notes, 0);
    let mut current = base.clone();
    put(&mut base, latest, &notes[10..], 0);
    let added: Vec<usize> = (0..160).map(|_| current.node(NodeType::OBJECT, "Note", ENTRY)).collect();
    put(&mut current, all, &added, 30);
    put(&mut current, latest, &added[140..], 0);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!(figures(suspect), (160, Some(30), 190));
    assert!(!suspect.confidence.reasons.iter().any(|reason| matches!(reason, Reason::TookOver(_))));
}

/// A Map to which keys with lists come, and these lists are filled.
fn lists_by_key(drawing: &mut Drawing, table: usize, keys: Range<usize>) -> Vec<usize> {
    let mut list = |number: usize| {
        let key = drawing.node(NodeType::STRING, &format!("key {number}"), 40);
        let list = drawing.node(NodeType::OBJECT, "Array", 16);
        drawing.edge(table, EdgeType::Internal, &(3 * number).to_string(), key);
        drawing.edge(table, EdgeType::Internal, &(3 * number + 1).to_string(), list);
        list
    };
    keys.map(&mut list).collect()
}

fn fill_lists(drawing: &mut Drawing, lists: &[usize], numbers: Range<usize>) {
    for &list in lists {
        for number in numbers.clone() {
            let photo = drawing.node(NodeType::OBJECT, "Photo", ENTRY);
            put(drawing, list, &[photo], number);
        }
    }
}

#[test]
fn what_hangs_at_entries_is_no_entry_itself() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "walls");
    let old = lists_by_key(&mut base, table, 0..10);
    fill_lists(&mut base, &old, 0..6);
    let mut current = base.clone();
    let new = lists_by_key(&mut current, table, 10..40);
    fill_lists(&mut current, &new, 0..6);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((name(suspect), suspect.kind), ("Store.walls".to_owned(), HolderKind::Map));
    assert_eq!((figures(suspect), suspect.new_things), ((30, Some(10), 40), 30));
}

#[test]
fn entries_of_lists_in_a_map_are_of_these_lists() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "words");
    let lists = lists_by_key(&mut base, table, 0..20);
    fill_lists(&mut base, &lists, 0..2);
    let mut current = base.clone();
    fill_lists(&mut current, &lists, 2..8);
    let suspect = &found(&[&base, &current]).suspects[0];
    assert_eq!((name(suspect), suspect.form), ("Store.words".to_owned(), Form::Alike { holders: 20 }));
    assert_eq!(figures(suspect), (120, Some(40), 160));
}

/// A cache of two generations: the one that was filled takes the place of the full one, which goes.
#[test]
fn generations_that_take_turns_are_no_growth() {
    let (mut current, owner) = store();
    let young = map(&mut current, owner, "young");
    fill(&mut current, young, 0..42);
    let mut base = current.clone();
    let old = map(&mut base, owner, "old");
    fill(&mut base, old, 100..200);
    leave_out(&mut current, &base);
    fill(&mut current, young, 42..100);
    let next = map(&mut current, owner, "next");
    fill(&mut current, next, 200..242);
    let findings = found(&[&base, &current]);
    assert!(findings.suspects.is_empty(), "there are as many as before");
    assert_eq!(findings.set_aside.iter().map(|aside| &aside.why).collect::<Vec<_>>(), [&WhySetAside::Moved]);
}
