//! What a suspect consists of is what is new of it, as the comparison counts it, with what its things have in C++.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::graph::testing::Drawing;
use crate::leaks::findings::{BalanceKind, Suspect};
use crate::leaks::testing::{ENTRY, array, found, store};
use crate::snapshot::{EdgeType, NodeType};

/// Class, number and bytes of what a suspect consists of.
fn classes(suspect: &Suspect) -> Vec<(String, u32, u64)> {
    let class = |name: &crate::redaction::Name| name.text().as_js_str().to_string();
    suspect.grows.classes.iter().map(|grown| (class(&grown.class), grown.count, grown.bytes)).collect()
}

/// Open ports: the halves in C++ are roots, and have other ids in each snapshot.
fn ports(padding: usize, count: usize) -> Drawing {
    let (mut drawing, _) = store();
    let handles = drawing.node(NodeType::SYNTHETIC, "Node / Environment", 100);
    drawing.edge(0, EdgeType::Element, "1", handles);
    let ports: Vec<usize> = (0..count).map(|_| drawing.node(NodeType::OBJECT, "MessagePort", ENTRY)).collect();
    for _ in 0..padding {
        drawing.node(NodeType::SYNTHETIC, "", 0);
    }
    for (port, number) in ports.into_iter().zip(2..) {
        let half = drawing.node(NodeType::SYNTHETIC, "Node / MessagePort", 264);
        let data = drawing.node(NodeType::NATIVE, "Node / MessagePortData", 152);
        drawing.edge(0, EdgeType::Element, &number.to_string(), half);
        drawing.edge(half, EdgeType::Internal, "native_to_javascript", port);
        drawing.edge(half, EdgeType::Internal, "data", data);
    }
    drawing
}

#[test]
fn what_a_thing_has_in_cpp_belongs_to_it_and_is_new_with_it_only() {
    let findings = found(&[&ports(70, 20), &ports(300, 80)]);
    let suspect = &findings.suspects[0];
    assert_eq!((suspect.new_entries, suspect.retained_growth), (60, 60 * (u64::from(ENTRY) + 264 + 152)));
    let of_cpp = [("Node / MessagePort", 264), ("Node / MessagePortData", 152)];
    for (class, bytes) in of_cpp {
        assert!(classes(suspect).contains(&(class.to_owned(), 60, 60 * bytes)), "{class}: {:?}", classes(suspect));
    }
    assert_eq!(suspect.per_entry.as_ref().unwrap().bytes, 60 * (u64::from(ENTRY) + 264));
    assert_eq!((findings.balance.of_kind(BalanceKind::Runtime), findings.balance.of_kind(BalanceKind::Rest)), (0, 0));
}

#[test]
fn what_has_another_id_in_cpp_is_nothing_new() {
    let findings = found(&[&ports(70, 20), &ports(300, 20)]);
    assert!(findings.balance.parts.is_empty() && findings.balance.singles.is_empty());
}

#[test]
fn pieces_of_a_text_count_as_what_they_are() {
    let texts = |count: usize| {
        let (mut drawing, owner) = store();
        let texts = array(&mut drawing, owner, "texts");
        for number in 0..count {
            let [whole, part] = [0; 2].map(|_| drawing.node(NodeType::CONCATENATED_STRING, "a longer text", 32));
            let [one, other] = ["a ", "text"].map(|text| drawing.node(NodeType::STRING, text, ENTRY));
            drawing.edge(texts, EdgeType::Element, &number.to_string(), whole);
            for (from, kind, to) in [(whole, "first", part), (whole, "second", other), (part, "first", one)] {
                drawing.edge(from, EdgeType::Internal, kind, to);
            }
        }
        drawing
    };
    let findings = found(&[&texts(5), &texts(60)]);
    let suspect = &findings.suspects[0];
    let expected = [("(concatenated string)", 110, 110 * 32), ("(string)", 110, 110 * u64::from(ENTRY))];
    assert_eq!(classes(suspect), expected.map(|(class, count, bytes)| (class.to_owned(), count, bytes)));
    assert_eq!((suspect.new_entries, suspect.grows.classes[0].things), (55, 55));
}

#[test]
fn what_is_gone_is_no_growth_and_said() {
    let ring = |numbers: std::ops::Range<usize>| {
        let (mut drawing, owner) = store();
        let ring = array(&mut drawing, owner, "ring");
        for number in 0..90 {
            if numbers.contains(&number) {
                let sample = drawing.node(NodeType::OBJECT, "Sample", ENTRY);
                drawing.edge(ring, EdgeType::Element, &number.to_string(), sample);
            } else {
                drawing.node(NodeType::SYNTHETIC, "", 0);
            }
        }
        drawing
    };
    let suspects = found(&[&ring(0..30), &ring(20..90)]).suspects;
    let [gone, new] = [suspects[0].gone_bytes(), suspects[0].grows.new_bytes];
    assert_eq!(
        (new, gone, suspects[0].retained_growth),
        (60 * u64::from(ENTRY), 20 * u64::from(ENTRY), 40 * u64::from(ENTRY))
    );
}

/// Canvases that were taken out of the page: a browser's WeakMap has for each what was laid out for a font, by a font that all have.
#[test]
fn what_a_weak_map_of_cpp_has_belongs_to_what_has_the_table() {
    let program = |canvases: usize, is_in_page: bool| {
        let (mut drawing, owner) = store();
        let charts = array(&mut drawing, owner, "charts");
        let font = drawing.node(NodeType::NATIVE, "blink::FontFallbackList", 100);
        drawing.edge(0, EdgeType::Element, "1", font);
        for number in 0..canvases {
            let name = if is_in_page { "<canvas>" } else { "Detached <canvas>" };
            let canvas = drawing.node(NodeType::NATIVE, name, ENTRY);
            let table = drawing.node(NodeType::NATIVE, "blink::HeapHashTableBacking", 40);
            let cache = drawing.node(NodeType::NATIVE, "blink::FrameShapeCache", 60);
            let text = drawing.node(NodeType::NATIVE, "blink::PlainTextNode", 400);
            drawing.edge(charts, EdgeType::Element, &number.to_string(), canvas);
            drawing.edge(canvas, EdgeType::Element, "1", table);
            drawing.weak_map_entry(font, cache, table, [1, 2]);
            drawing.edge(cache, EdgeType::Element, "1", text);
        }
        drawing
    };
    let findings = found(&[&program(5, false), &program(45, false)]);
    let suspect = &findings.suspects[0];
    assert_eq!(suspect.retained_growth, 40 * (u64::from(ENTRY) + 40 + 60 + 400));
    assert!(classes(suspect).contains(&("blink::PlainTextNode".to_owned(), 40, 40 * 400)), "{:?}", classes(suspect));
    assert_eq!(findings.balance.of_kind(BalanceKind::Runtime), 0);
    let in_page = found(&[&program(5, true), &program(45, true)]);
    assert_eq!(in_page.balance.of_kind(BalanceKind::Runtime), 40 * 460);
}
