//! What may have a limit and what has none: blocks of a queue, tables of modules, windows, what comes near its end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Findings, Form, HolderKind, Level, Reason, WhySetAside};
use crate::leaks::testing::{ENTRY, array, entries, fill, found, leave_out, map, store};
use crate::snapshot::{EdgeType, NodeType};

/// Puts things of a class into an array.
fn put(drawing: &mut Drawing, array: usize, class: &str, numbers: Range<usize>) {
    for number in numbers {
        let thing = drawing.node(NodeType::OBJECT, class, ENTRY);
        drawing.edge(array, EdgeType::Element, &number.to_string(), thing);
    }
}

/// An object with an array that has room for many.
fn block(drawing: &mut Drawing, owner: usize, name: &str) -> (usize, usize) {
    let block = drawing.node(NodeType::OBJECT, "Block", 40);
    drawing.edge(owner, EdgeType::Property, name, block);
    let slots = array(drawing, block, "slots");
    let elements = drawing.node(NodeType::ARRAY, "", 4000);
    drawing.edge(slots, EdgeType::Internal, "elements", elements);
    (block, slots)
}

#[test]
fn a_block_of_a_queue_has_no_limit_though_its_room_was_made_ahead() {
    let set_aside = |names: &[&str]| {
        let (mut base, store) = store();
        let (block, slots) = block(&mut base, store, "first");
        names.iter().for_each(|name| base.edge(store, EdgeType::Property, name, block));
        let mut current = base.clone();
        put(&mut current, slots, "Order", 0..60);
        let findings = found(&[&base, &current]);
        (findings.suspects.len(), findings.set_aside.into_iter().map(|aside| aside.why).collect::<Vec<_>>())
    };
    assert_eq!(set_aside(&[]), (0, vec![WhySetAside::Bounded]));
    assert_eq!(set_aside(&["last"]), (1, vec![]));
}

/// The last block of a queue takes in a few, and more blocks hang at it.
#[test]
fn a_queue_of_blocks_is_a_list_at_what_has_the_first() {
    let (mut base, store) = store();
    let (first, _) = block(&mut base, store, "head");
    let (second, slots) = block(&mut base, first, "next");
    put(&mut base, slots, "Letter", 0..10);
    let mut current = base.clone();
    put(&mut current, slots, "Letter", 10..22);
    let mut last = second;
    for _ in 0..14 {
        let (next, slots) = block(&mut current, last, "next");
        put(&mut current, slots, "Letter", 0..20);
        last = next;
    }
    let findings = found(&[&base, &current]);
    let [suspect] = findings.suspects.as_slice() else { panic!("{findings:?}") };
    assert_eq!((suspect.form, suspect.new_entries), (Form::Links, 14));
    assert_eq!(suspect.label.as_js_str().to_string(), "Store.head");
    assert_eq!(entries(&suspect.timeline), [2, 16]);
}

/// Each session has a queue of its own.
#[test]
fn rows_in_what_a_collection_took_in_make_no_list_of_it() {
    let (mut base, store) = store();
    let sessions = map(&mut base, store, "sessions");
    let mut current = base.clone();
    fill(&mut base, sessions, 0..4);
    fill(&mut current, sessions, 0..4);
    for number in 10..40 {
        let session = current.node(NodeType::OBJECT, "Session", ENTRY);
        current.edge(sessions, EdgeType::Internal, &(3 * number + 1).to_string(), session);
        let mut last = session;
        for _ in 0..40 {
            let update = current.node(NodeType::OBJECT, "Update", 40);
            current.edge(last, EdgeType::Property, "next", update);
            last = update;
        }
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    assert_eq!((suspect.form, suspect.kind, suspect.new_entries), (Form::Entries, HolderKind::Map, 30));
}

/// Subscribers of a signal: the newest hangs at it, and each has much of one kind.
#[test]
fn a_list_that_grows_at_its_head_is_counted_by_its_links() {
    let (mut base, store) = store();
    let signal = base.node(NodeType::OBJECT, "Signal", 40);
    base.edge(store, EdgeType::Property, "signal", signal);
    let mut current = base.clone();
    let mut last = signal;
    for _ in 0..30 {
        let link = current.node(NodeType::OBJECT, "Link", 60);
        current.edge(last, EdgeType::Property, "older", link);
        let badge = current.node(NodeType::OBJECT, "Badge", 60);
        current.edge(link, EdgeType::Property, "target", badge);
        let letters = array(&mut current, badge, "letters");
        put(&mut current, letters, "Letter", 0..8);
        last = link;
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    assert_eq!((suspect.form, suspect.new_entries), (Form::Links, 30));
    assert!(suspect.grows.classes.iter().any(|grown| grown.class.text().as_js_str().is("Badge") && grown.count == 30));
}

/// Tables of a module that was loaded, which another module's table has as well.
#[test]
fn what_hangs_in_several_new_collections_is_a_new_collection_too() {
    let set_aside = |is_also_in_old: bool| {
        let (mut base, store) = store();
        let names = ["exports", "cache"].map(|name| {
            let module = base.node(NodeType::OBJECT, "Module", 40);
            base.edge(store, EdgeType::Property, name, module);
            module
        });
        let old = map(&mut base, store, "old");
        let mut current = base.clone();
        let tables = names.map(|module| array(&mut current, module, "encodings"));
        for number in 0..80 {
            let encoding = current.node(NodeType::OBJECT, "Encoding", ENTRY);
            for table in tables {
                current.edge(table, EdgeType::Element, &number.to_string(), encoding);
            }
            if is_also_in_old {
                current.edge(old, EdgeType::Internal, &(3 * number + 1).to_string(), encoding);
            }
        }
        let findings = found(&[&base, &current]);
        (findings.suspects.len(), findings.set_aside.len())
    };
    assert_eq!([set_aside(false), set_aside(true)], [(0, 1), (1, 0)]);
}

#[test]
fn memory_of_a_browsers_own_object_is_no_suspect() {
    let suspects = |name: &str, is_interface: bool| {
        let (mut base, store) = store();
        let engine = base.node(NodeType::NATIVE, name, 400);
        base.edge(store, EdgeType::Element, "18", engine);
        if is_interface {
            let key = base.node(NodeType::STRING, name, 20);
            base.edge(0, EdgeType::Property, "name", key);
        }
        let mut current = base.clone();
        current.nodes[engine].2 += 40_000;
        let findings = found(&[&base, &current]);
        (findings.suspects.len(), findings.set_aside.into_iter().map(|aside| aside.why).collect::<Vec<_>>())
    };
    assert_eq!(suspects("StyleEngine", false), (0, vec![WhySetAside::OfBrowser]));
    assert_eq!(suspects("Text", true), (1, vec![]));
    assert_eq!(suspects("<pre>", false), (1, vec![]));
    assert_eq!(suspects("Node / session", false), (1, vec![]));
}

/// Of three shards and more that took in much or little, though what all share hangs above them.
#[test]
fn all_that_are_alike_are_counted_where_they_share_texts() {
    let (mut base, store) = store();
    let shards = base.node(NodeType::OBJECT, "Array", 16);
    base.edge(store, EdgeType::Property, "shards", shards);
    let mut tables = Vec::new();
    for number in 0..16 {
        let shard = base.node(NodeType::OBJECT, "Shard", 40);
        base.edge(shards, EdgeType::Element, &number.to_string(), shard);
        tables.push(map(&mut base, shard, "entries"));
    }
    let mut current = base.clone();
    let pages: Vec<usize> = (0..10).map(|at| current.node(NodeType::STRING, &format!("page {at}"), 40)).collect();
    for (number, &table) in tables.iter().enumerate() {
        for session in fill(&mut current, table, 0..if number < 6 { 30 } else { 10 }) {
            current.edge(session, EdgeType::Property, "page", pages[session % 10]);
        }
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    assert_eq!((suspect.form, suspect.new_entries), (Form::Alike { holders: 16 }, 6 * 30 + 10 * 10));
}

/// Sets in Maps, of which most are new themselves.
#[test]
fn new_collections_in_old_ones_are_counted_as_holders() {
    let (mut base, store) = store();
    let tenants = map(&mut base, store, "tenants");
    let mut rooms = Vec::new();
    for number in 0..10 {
        let of_tenant = base.node(NodeType::OBJECT, "Map", 40);
        base.edge(tenants, EdgeType::Internal, &(3 * number + 1).to_string(), of_tenant);
        let table = base.node(NodeType::ARRAY, "", 300);
        base.edge(of_tenant, EdgeType::Internal, "table", table);
        rooms.push(table);
    }
    let mut current = base.clone();
    for &of_tenant in &rooms {
        for number in 0..3 {
            let room = array(&mut current, of_tenant, "");
            current.edges.last_mut().unwrap().1 = EdgeType::Internal;
            current.edges.last_mut().unwrap().2 = (3 * number + 1).to_string();
            put(&mut current, room, "Seat", 0..4);
        }
    }
    let suspect = found(&[&base, &current]).suspects.remove(0);
    assert_eq!((suspect.form, suspect.new_entries), (Form::Alike { holders: 30 }, 120));
}

/// Three snapshots of a Map with so many entries, of which so many of the first are gone.
fn course(counts: [usize; 3], gone: usize) -> Vec<(String, Level, Vec<Reason>)> {
    let (mut first, store) = store();
    let cache = map(&mut first, store, "cache");
    let leak = map(&mut first, store, "leak");
    fill(&mut first, leak, 0..10);
    let start = first.clone();
    fill(&mut first, cache, 0..counts[0]);
    let mut second = if gone > 0 { start.clone() } else { first.clone() };
    leave_out(&mut second, &first);
    fill(&mut second, cache, counts[0]..counts[0] + counts[1]);
    fill(&mut second, leak, 10..30);
    let mut third = second.clone();
    fill(&mut third, cache, 1000..1000 + counts[2]);
    fill(&mut third, leak, 30..50);
    let suspects = found(&[&first, &second, &third]).suspects;
    let said = suspects.into_iter().map(|suspect| {
        let reasons = suspect.confidence.reasons;
        (suspect.label.as_js_str().to_string(), suspect.confidence.level, reasons[1..].to_vec())
    });
    said.collect()
}

#[test]
fn what_slows_down_comes_behind_what_grows_evenly() {
    let leak = |more| ("Store.leak".to_owned(), Level::High, vec![more]);
    let cache = |more| ("Store.cache".to_owned(), Level::High, vec![more]);
    assert_eq!(course([10, 200, 60], 0), [leak(Reason::EveryStep), cache(Reason::Slows)]);
    assert_eq!(course([10, 200, 100], 0), [cache(Reason::EveryStep), leak(Reason::EveryStep)]);
}

/// How sure a Map is of which the first entries are gone in the second snapshot, and those of the second in the third if `again`.
fn turned_over(counts: [usize; 3], again: bool) -> (Level, Vec<Reason>) {
    let (mut start, store) = store();
    let cache = map(&mut start, store, "cache");
    let [mut first, mut second] = [start.clone(), start.clone()];
    fill(&mut first, cache, 0..counts[0]);
    leave_out(&mut second, &first);
    fill(&mut second, cache, 0..counts[1]);
    let mut third = if again { start } else { second.clone() };
    if again {
        leave_out(&mut third, &second);
    }
    let had = if again { 0 } else { counts[1] };
    fill(&mut third, cache, had..counts[2]);
    let confidence = found(&[&first, &second, &third]).suspects.remove(0).confidence;
    (confidence.level, confidence.reasons)
}

#[test]
fn what_turns_over_is_no_surer_with_three_snapshots_than_with_two() {
    let turned = (Level::Medium, vec![Reason::NothingLeft, Reason::EveryStep]);
    assert_eq!(turned_over([80, 200, 320], false), turned);
    assert_eq!(turned_over([20, 200, 400], true), turned);
    // What was there first was written anew, and all that came since is there.
    let leak = (Level::High, vec![Reason::FarMoreCame, Reason::EveryStep]);
    assert_eq!(turned_over([20, 200, 400], false), leak);
}

#[test]
fn what_turns_over_comes_behind_what_lost_nothing() {
    let both = course([100, 200, 200], 100);
    let labels: Vec<_> = both.iter().map(|(label, ..)| label.as_str()).collect();
    assert_eq!(labels, ["Store.leak", "Store.cache"]);
}

/// Room for all that there will be is made at the start.
#[test]
fn what_fills_its_room_is_not_certain_with_three_snapshots_either() {
    let (mut first, store) = store();
    let (_, slots) = block(&mut first, store, "window");
    put(&mut first, slots, "Teaser", 0..20);
    let mut second = first.clone();
    put(&mut second, slots, "Teaser", 20..120);
    let mut third = second.clone();
    put(&mut third, slots, "Teaser", 120..220);
    let suspect = found(&[&first, &second, &third]).suspects.remove(0);
    assert_eq!(suspect.confidence.reasons[1..], [Reason::FillsRoom]);
}

/// A Map in three snapshots whose table weighs so much, with so many entries.
fn tables(courses: [(usize, u32); 3]) -> Findings {
    let drawings = courses.map(|(count, size)| {
        let (mut drawing, store) = store();
        let all = array(&mut drawing, store, "all");
        let numbers = map(&mut drawing, store, "numbers");
        drawing.nodes[numbers].2 = size;
        for number in 0..300 {
            let price = drawing.node(NodeType::OBJECT, "Price", 16);
            drawing.edge(all, EdgeType::Element, &number.to_string(), price);
            if number < count {
                drawing.edge(numbers, EdgeType::Internal, &(3 * number + 1).to_string(), price);
            }
        }
        drawing
    });
    found(&drawings.each_ref())
}

#[test]
fn room_made_anew_for_no_more_entries_is_no_growth() {
    assert_eq!(tables([(30, 1000), (260, 30_000), (260, 60_000)]).suspects.len(), 0);
    assert_eq!(tables([(30, 1000), (160, 30_000), (290, 60_000)]).suspects.len(), 1);
}

#[test]
fn what_came_in_the_last_step_alone_is_not_certain_and_comes_behind_what_grows_evenly() {
    let both = course([10, 0, 400], 0);
    assert_eq!(both[0], ("Store.leak".to_owned(), Level::High, vec![Reason::EveryStep]));
    assert_eq!(both[1], ("Store.cache".to_owned(), Level::Medium, vec![Reason::LastStep]));
}

#[test]
fn where_nothing_is_left_of_what_was_there_nothing_came_on_top() {
    let pair = |kept: bool, came: usize| {
        let (mut base, store) = store();
        let sessions = map(&mut base, store, "sessions");
        let mut current = base.clone();
        fill(&mut base, sessions, 0..30);
        if kept {
            current = base.clone();
        } else {
            leave_out(&mut current, &base);
        }
        fill(&mut current, sessions, 100..100 + came);
        let confidence = found(&[&base, &current]).suspects.remove(0).confidence;
        (confidence.level, confidence.reasons[0])
    };
    assert_eq!(pair(true, 150), (Level::High, Reason::CameOnTop));
    assert_eq!(pair(false, 150), (Level::Medium, Reason::NothingLeft));
    assert_eq!(pair(false, 300), (Level::Medium, Reason::FarMoreCame));
}

/// A Map that the first snapshot does not have at all, the second with a few entries and the third with many.
#[test]
fn what_came_between_and_grew_is_not_filled_once() {
    let (first, store) = store();
    let mut second = first.clone();
    let visits = map(&mut second, store, "visits");
    fill(&mut second, visits, 0..30);
    let mut third = second.clone();
    fill(&mut third, visits, 30..630);
    let suspect = found(&[&first, &second, &third]).suspects.remove(0);
    assert_eq!(suspect.label.as_js_str().to_string(), "Store.visits");
    assert_eq!(suspect.confidence.reasons[1..], [Reason::LastStep]);
}

#[test]
fn the_same_things_that_hold_more_and_more_have_not_stopped() {
    let drawings = [(10, 500), (60, 2000), (60, 4000)].map(|(count, size)| {
        let (mut drawing, store) = store();
        let rooms = map(&mut drawing, store, "rooms");
        for room in fill(&mut drawing, rooms, 0..count) {
            let log = array(&mut drawing, room, "log");
            let elements = drawing.node(NodeType::ARRAY, "", size);
            drawing.edge(log, EdgeType::Internal, "elements", elements);
        }
        drawing
    });
    let findings = found(&drawings.each_ref());
    let [suspect] = findings.suspects.as_slice() else { panic!("{findings:?}") };
    assert_eq!(suspect.label.as_js_str().to_string(), "Store.rooms");
}

/// At the time of the second snapshot the new entries are still being worked on.
#[test]
fn what_hangs_at_something_else_as_well_for_a_while_grows_in_its_own_collection_all_along() {
    let drawings = [(10, 0..0), (310, 10..310), (610, 0..0)].map(|(count, under_way)| {
        let (mut drawing, store) = store();
        let [visits, pending] = ["visits", "pending"].map(|name| map(&mut drawing, store, name));
        let entries = fill(&mut drawing, visits, 0..count);
        for number in under_way {
            drawing.edge(pending, EdgeType::Internal, &(3 * number + 1).to_string(), entries[number]);
        }
        drawing
    });
    let suspect = found(&drawings.each_ref()).suspects.remove(0);
    assert_eq!(suspect.label.as_js_str().to_string(), "Store.visits");
    assert_eq!((suspect.confidence.level, &suspect.confidence.reasons[1..]), (Level::High, &[Reason::EveryStep][..]));
}
