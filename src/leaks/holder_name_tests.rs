//! What holders are called where a link has no name, one that says nothing, or one that is another in each process.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::Suspect;
use crate::leaks::testing::{ENTRY, array, fill, found, heap, map, store};
use crate::leaks::verify::{Found, Outcome};
use crate::leaks::{BaseColumns, ExpectedSuspect, verify};
use crate::snapshot::{EdgeType, NodeType};

fn name(suspect: &Suspect) -> String {
    suspect.holder.name.text().as_js_str().to_string()
}

fn way(suspect: &Suspect) -> String {
    suspect.way().unwrap().text().as_js_str().to_string()
}

/// Elements at a list, from one number up to another.
fn filled(drawing: &mut Drawing, list: usize, count: usize) {
    for number in 0..count {
        let entry = drawing.node(NodeType::OBJECT, "Ticket", ENTRY);
        drawing.edge(list, EdgeType::Element, &number.to_string(), entry);
    }
}

/// The one suspect of a program that `draw` draws with so many entries.
fn grown(draw: impl Fn(usize) -> Drawing) -> Suspect {
    found(&[&draw(5), &draw(60)]).suspects.remove(0)
}

/// A class that only the browser's registry of elements leads to.
#[test]
fn a_static_of_a_class_without_a_name_on_the_way_is_called_by_the_class() {
    let suspect = grown(|count| {
        let (mut drawing, _) = store();
        let constructor = drawing.node(NodeType::NATIVE, "V8CustomElementConstructor", 40);
        let class = drawing.node(NodeType::CLOSURE, "UserCard", 64);
        drawing.edge(0, EdgeType::Element, "1", constructor);
        drawing.edge(constructor, EdgeType::Element, "1", class);
        let all = array(&mut drawing, class, "all");
        filled(&mut drawing, all, count);
        drawing
    });
    assert_eq!(name(&suspect), "UserCard.all");
}

/// `socket[undefined] = session`: the key was made of no value.
#[test]
fn a_key_of_no_value_says_less_than_the_class() {
    let suspect = grown(|count| {
        let (mut drawing, store) = store();
        let session = drawing.node(NodeType::OBJECT, "Session", 40);
        drawing.edge(store, EdgeType::Property, "undefined", session);
        let streams = array(&mut drawing, session, "undefined");
        filled(&mut drawing, streams, count);
        drawing
    });
    assert_eq!(
        (name(&suspect).as_str(), way(&suspect).as_str()),
        ("Session.undefined", "global → store → Session → undefined")
    );
}

/// Options have more properties than what is called by them; those of a dictionary are data.
#[test]
fn a_field_of_options_is_no_key() {
    let program = |is_named: bool| {
        grown(move |count| {
            let (mut drawing, store) = store();
            if is_named {
                drawing.code_naming(&["resources"]);
            }
            let options = drawing.node(NodeType::OBJECT, "Object", 40);
            drawing.edge(store, EdgeType::Property, "options", options);
            for number in 0..40 {
                let value = drawing.node(NodeType::STRING, &format!("value {number}"), 16);
                drawing.edge(options, EdgeType::Property, &format!("option{number}"), value);
            }
            let resources = array(&mut drawing, options, "resources");
            filled(&mut drawing, resources, count);
            drawing
        })
    };
    assert_eq!(name(&program(true)), "Store.options.resources");
    assert_eq!(way(&program(true)), "global → store → options → resources");
    assert_eq!(name(&program(false)), "Store.options[*]");
}

/// Two collections of one class in one Map: only the keys say which is which.
#[test]
fn holders_of_one_name_are_told_apart_by_the_keys_of_their_map() {
    let program = |bytes: [u32; 2]| {
        let (mut drawing, store) = store();
        let table = map(&mut drawing, store, "routes");
        for (slot, (route, bytes)) in ["/checkout", "/health"].into_iter().zip(bytes).enumerate() {
            let key = drawing.node(NodeType::STRING, route, 24);
            let timings = drawing.node(NodeType::OBJECT, "Timings", 40);
            drawing.edge(table, EdgeType::Internal, &(3 * slot).to_string(), key);
            drawing.edge(table, EdgeType::Internal, &(3 * slot + 1).to_string(), timings);
            let durations = array(&mut drawing, timings, "durations");
            drawing.nodes[durations].2 = bytes;
        }
        drawing
    };
    let both = found(&[&program([16, 16]), &program([60_000, 80_000])]).suspects;
    let ways: Vec<_> = both.iter().map(way).collect();
    assert_eq!(
        ways,
        ["global → store → routes → /health → durations", "global → store → routes → /checkout → durations",]
    );
    let one = found(&[&program([16, 16]), &program([60_000, 16])]).suspects;
    assert_eq!(way(&one[0]), "global → store → routes → durations");
}

/// A library marks an element with a key that is another in each process.
#[test]
fn a_holder_below_a_random_key_is_found_in_another_process() {
    let program = |key: &str, count: usize| {
        let (mut drawing, store) = store();
        let data = drawing.node(NodeType::OBJECT, "Object", 40);
        drawing.edge(store, EdgeType::Property, key, data);
        let table = map(&mut drawing, data, key);
        fill(&mut drawing, table, 0..count);
        drawing
    };
    let key = "jQuery4000217775281344809061";
    let first = found(&[&program(key, 5), &program(key, 60)]);
    assert_eq!(name(&first.suspects[0]), "Store.jQuery*.jQuery*");
    let other = "jQuery4000917340028150047313";
    let bases = [BaseColumns::of(&heap(&program(other, 5))).unwrap()];
    for (count, outcome) in [(5, Outcome::Gone), (60, Outcome::StillThere)] {
        let again = verify(&ExpectedSuspect::all(&first), &heap(&program(other, count)), &bases).unwrap();
        assert_eq!((again.verdict, &again.suspects[0].found), (outcome, &Found::SameName));
    }
}

/// What the code names is no random number, whether others of the object are named alike or not: in a repaired program one of them
/// may be gone.
#[test]
fn names_that_the_code_has_are_shown_as_they_are() {
    let program = |keys: &[&str], count: usize| {
        let (mut drawing, store) = store();
        let variables = drawing.node(NodeType::CODE, "system / ScopeInfo", 40);
        drawing.edge(0, EdgeType::Internal, "code", variables);
        for (number, key) in keys.iter().enumerate() {
            let name = drawing.node(NodeType::STRING, key, 24);
            drawing.edge(variables, EdgeType::Internal, &number.to_string(), name);
            let table = map(&mut drawing, store, key);
            fill(&mut drawing, table, 0..count * (number + 1));
        }
        drawing
    };
    let keys = ["open$oauth2tokens2a", "open$oauth2tokens2b"];
    for keys in [&keys[..], &keys[1..]] {
        let suspects = found(&[&program(keys, 5), &program(keys, 60)]).suspects;
        let names: Vec<_> = suspects.iter().map(name).rev().collect();
        assert_eq!(names, keys.iter().map(|key| format!("Store.{key}")).collect::<Vec<_>>());
    }
}

/// What a module exports is called as a program asks for it.
#[test]
fn what_a_module_exports_is_called_by_its_file() {
    let suspect = grown(|count| {
        let (mut drawing, owner) = store();
        let module = drawing.node(NodeType::OBJECT, "Module", 40);
        let file = drawing.node(NodeType::STRING, "/srv/app/mail.js", 40);
        drawing.edge(owner, EdgeType::Property, "mail", module);
        drawing.edge(module, EdgeType::Property, "filename", file);
        let exports = drawing.node(NodeType::OBJECT, "Object", 40);
        drawing.edge(module, EdgeType::Property, "exports", exports);
        let sent = array(&mut drawing, exports, "sent");
        filled(&mut drawing, sent, count);
        drawing
    });
    assert_eq!(name(&suspect), "require(\"/srv/app/mail.js\").sent");
}

/// What has them all is no place to look for the leak: what of each has the entries is.
#[test]
fn of_many_alike_the_field_that_has_the_entries_is_named() {
    let suspect = grown(|count| {
        let (mut drawing, owner) = store();
        let breakers = map(&mut drawing, owner, "breakers");
        for number in 0..4 {
            let breaker = drawing.node(NodeType::OBJECT, "Breaker", 40);
            drawing.edge(breakers, EdgeType::Internal, &(3 * number + 1).to_string(), breaker);
            let failures = array(&mut drawing, breaker, "failures");
            filled(&mut drawing, failures, count);
        }
        drawing
    });
    assert_eq!(name(&suspect), "Store.breakers[*].failures");
    assert_eq!(suspect.label.as_js_str().to_string(), "Store.breakers");
}
