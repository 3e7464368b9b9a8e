//! What is said of suspects, where the words must not say more than the snapshot shows.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::suspects::sentence;
use crate::graph::testing::Drawing;
use crate::leaks::testing::{array, fill, found, map, store};
use crate::snapshot::EdgeType;

/// The sentence of the suspect whose holder has a name.
fn said(holder: &str, series: &[&Drawing]) -> String {
    let findings = found(series);
    let suspect = findings.suspects.iter().find(|suspect| suspect.holder.name.text().as_js_str().is(holder));
    sentence(suspect.unwrap_or_else(|| panic!("{:?}", findings.suspects))).plain()
}

#[test]
fn entries_that_are_no_objects_are_said_to_be_entries() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "hits");
    let mut current = base.clone();
    current.nodes[table].2 += 40_000;
    assert_eq!(
        said("Store.hits", &[&base, &current]),
        "Store.hits itself grew by 40.0 kB: it took in entries that the snapshot does not list, such as numbers. It is \
         reached from global → store → hits."
    );
}

#[test]
fn entries_that_others_have_too_are_counted_and_their_bytes_are_not() {
    let (mut base, owner) = store();
    let table = map(&mut base, owner, "sessions");
    let recent = array(&mut base, 1, "recent");
    fill(&mut base, table, 0..20);
    let mut current = base.clone();
    let new = fill(&mut current, table, 20..80);
    for (number, &session) in new.iter().enumerate().take(10) {
        current.edge(recent, EdgeType::Element, &number.to_string(), session);
    }
    let said = said("Store.sessions", &[&base, &current]);
    assert!(said.starts_with("Store.sessions grew by 60 entries to 80 (52.4 kB): 60 new Session under it."), "{said}");
}

#[test]
fn many_alike_that_took_in_data_are_told_by_one_of_them() {
    let (mut base, owner) = store();
    let arrays: Vec<usize> = (0..40).map(|number| array(&mut base, owner, &format!("series{number}"))).collect();
    let mut current = base.clone();
    for array in arrays {
        current.nodes[array].2 += 1600;
    }
    let said = said("global.store", &[&base, &current]);
    assert!(said.starts_with("40 holders alike under global.store grew by 64.0 kB, such as Store.series"), "{said}");
}
