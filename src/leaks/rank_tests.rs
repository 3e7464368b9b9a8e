//! Who claims what, what is set aside, and why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::leaks::findings::{Form, HolderKind, Level, WhySetAside};
use crate::leaks::testing::{ENTRY, array, entries, fill, found, function, leave_out, map, store};
use crate::snapshot::{EdgeType, NodeType};

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

#[test]
fn what_two_lists_of_listeners_hold_is_one_suspect() {
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
    assert_eq!((suspect.kind, suspect.retained_growth), (HolderKind::Array, 30 * (2 * 64 + 1050)));
    // Each list has as many, and both together twice as many functions.
    assert_eq!((suspect.new_entries, suspect.new_things), (30, 60));
    assert!(suspect.grows.classes[0].class.text().as_js_str().is("Function"), "{:?}", suspect.grows);
    assert!(suspect.grows.classes.iter().any(|grown| grown.class.text().as_js_str().is("Feed") && grown.count == 30));
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
    assert_eq!((suspect.kind, suspect.new_entries, suspect.entries), (HolderKind::Alike, 80, 80));
    assert!(suspect.holder.name.text().as_js_str().is("Store.regions"));
    assert_eq!(suspect.retained_growth, 80 * u64::from(ENTRY));
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

/// A list of what is shown beside the one of all: neither retains what both hold.
#[test]
fn sizes_over_time_are_told_where_the_holder_has_the_growth() {
    let series = |is_shared: bool| {
        let (mut first, store) = store();
        let lists = ["all", "shown"].map(|name| array(&mut first, store, name));
        let mut drawings = vec![first];
        for step in 0..3 {
            let mut next = drawings.last().unwrap().clone();
            for number in 40 * step..40 * (step + 1) {
                let thing = next.node(NodeType::OBJECT, "Visit", ENTRY);
                for list in lists.iter().take(if is_shared { 2 } else { 1 }) {
                    next.edge(*list, EdgeType::Element, &number.to_string(), thing);
                }
            }
            drawings.push(next);
        }
        let suspect = found(&drawings.iter().skip(1).collect::<Vec<_>>()).suspects.remove(0);
        let sizes: Vec<bool> = suspect.timeline.iter().map(|point| point.retained_size.is_some()).collect();
        (entries(&suspect.timeline), sizes)
    };
    assert_eq!(series(false), (vec![40, 80, 120], vec![true; 3]));
    assert_eq!(series(true), (vec![40, 80, 120], vec![false; 3]));
}

#[test]
fn who_is_emptied_now_and_then_is_none() {
    let (mut full, store) = store();
    let batch = map(&mut full, store, "batch");
    let mut emptied = full.clone();
    fill(&mut full, batch, 0..40);
    leave_out(&mut emptied, &full);
    fill(&mut emptied, batch, 40..60);
    let mut again = emptied.clone();
    fill(&mut again, batch, 60..100);
    let findings = found(&[&full, &emptied, &again]);
    assert!(findings.suspects.is_empty(), "{:?}", findings.suspects);
    let WhySetAside::Emptied(points) = &findings.set_aside[0].why else { panic!("{:?}", findings.set_aside) };
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
            let listener = function(&mut current, code);
            if !alike {
                current.nodes[listener].1 = format!("f{number}");
            }
            let parcel = current.node(NodeType::OBJECT, "Parcel", ENTRY);
            current.edge(list, EdgeType::Element, &number.to_string(), listener);
            current.edge(listener, EdgeType::Property, "parcel", parcel);
        }
        found(&[&base, &current])
    };
    let findings = with_listeners(true);
    assert!(findings.suspects[0].holder.name.text().as_js_str().is("Store.moved"), "{:?}", findings);
    assert_eq!(findings.suspects[0].confidence.level, Level::High);
    let library = with_listeners(false);
    assert!(library.suspects.is_empty(), "{:?}", library.suspects);
    assert!(library.set_aside[0].name.text().as_js_str().is("Store.moved"));
}

#[test]
fn collections_in_plain_objects_of_one_shape_are_one_suspect() {
    let (mut base, store) = store();
    let users = map(&mut base, store, "users");
    let histories: Vec<usize> = (0..12)
        .map(|number| {
            let user = base.node(NodeType::OBJECT, "Object", 40);
            base.edge(users, EdgeType::Internal, &(3 * number + 1).to_string(), user);
            array(&mut base, user, "history")
        })
        .collect();
    let mut current = base.clone();
    for &history in &histories {
        for number in 0..30 {
            let visit = current.node(NodeType::OBJECT, "Visit", ENTRY);
            current.edge(history, EdgeType::Element, &number.to_string(), visit);
        }
    }
    let findings = found(&[&base, &current]);
    let [suspect] = findings.suspects.as_slice() else { panic!("{}", findings.suspects.len()) };
    assert_eq!((suspect.form, suspect.new_entries), (Form::Alike { holders: 12 }, 360));
    assert!(suspect.holder.name.text().as_js_str().is("Store.users"));
}
