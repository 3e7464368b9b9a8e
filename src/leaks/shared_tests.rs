//! What is in two places, what took the place of something, and what only seems to hold it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::ops::Range;

use crate::graph::testing::Drawing;
use crate::leaks::findings::{Suspect, WhySetAside};
use crate::leaks::testing::{ENTRY, array, fill, found, map, store};
use crate::snapshot::{EdgeType, NodeType};

fn names(suspects: &[Suspect]) -> Vec<String> {
    suspects.iter().map(|suspect| suspect.label.as_js_str().to_string()).collect()
}

/// More sessions and lines for a hub, of which one session has all lines.
fn connect(drawing: &mut Drawing, (table, lines): (usize, usize), sessions: Range<usize>, count: usize) {
    fill(drawing, table, sessions);
    for number in 0..count {
        let line = drawing.node(NodeType::OBJECT, "Line", ENTRY);
        drawing.edge(lines, EdgeType::Element, &number.to_string(), line);
    }
}

#[test]
fn what_another_collection_took_is_no_growth_of_a_full_one() {
    let (mut base, store) = store();
    let table = map(&mut base, store, "sessions");
    let first = fill(&mut base, table, 0..1);
    let lines = array(&mut base, first[0], "lines");
    connect(&mut base, (table, lines), 1..10, 60);
    let mut middle = base.clone();
    connect(&mut middle, (table, lines), 10..70, 60);
    let mut current = middle.clone();
    connect(&mut current, (table, lines), 70..71, 60);
    let findings = found(&[&base, &middle, &current]);
    assert_eq!(names(&findings.suspects), ["Session.lines"], "{:?}", findings.set_aside);
    assert!(matches!(findings.set_aside[0].why, WhySetAside::Stopped(_)));
}

/// What a function that is running has is named by who else has it.
#[test]
fn code_that_is_running_does_not_name_a_holder() {
    let (mut base, store) = store();
    let stack = base.node(NodeType::SYNTHETIC, "(Stack roots)", 0);
    base.edge(0, EdgeType::Element, "1", stack);
    let table = map(&mut base, store, "answers");
    let answers = table - 1;
    base.edge(stack, EdgeType::Internal, "64", answers);
    let mut current = base.clone();
    fill(&mut current, table, 0..60);
    assert_eq!(names(&found(&[&base, &current]).suspects), ["Store.answers"]);
}
