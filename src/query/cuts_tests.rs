//! Cuts against their definition: all sets of links, tried one by one.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::graph::testing::{Drawing, Edge, any_heap, cases};
use crate::query::Session;
use crate::snapshot::{EdgeType, NodeType};

fn session(drawing: &Drawing) -> Session {
    let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
    session.complete().unwrap();
    session
}

/// The positions in the drawing of the edges that keep their target alive.
fn essential(heap: &Drawing) -> Vec<usize> {
    let entries: Vec<usize> = heap.targets(heap.root, |(_, kind, _, to)| match kind {
        EdgeType::Element => {
            heap.nodes[*to] == (NodeType::SYNTHETIC, "(Document DOM trees)".to_owned(), heap.nodes[*to].2)
        }
        kind => *kind == EdgeType::Shortcut,
    });
    let owned = heap.reach(&entries, None, |(_, kind, _, _)| *kind != EdgeType::Weak);
    let is_essential = |(from, kind, name, to): &Edge| {
        let from_table =
            name.contains("WeakMap") && name.ends_with(&format!("pair in WeakMap (table @{})", from * 2 + 1));
        let may_hold = *from == heap.root || (*kind != EdgeType::Shortcut && (!owned[*to] || owned[*from]));
        *kind != EdgeType::Weak && from != to && !from_table && may_hold
    };
    (0..heap.edges.len()).filter(|&edge| is_essential(&heap.edges[edge])).collect()
}

/// What the root reaches over some of the edges.
fn reached(heap: &Drawing, edges: &[usize]) -> Vec<bool> {
    let of: Vec<&Edge> = edges.iter().map(|&edge| &heap.edges[edge]).collect();
    heap.reach(&[heap.root], None, |edge| of.iter().any(|other| std::ptr::eq(*other, edge)))
}

/// The least number of edges without which a node is not reached, if it is `most` or less.
fn least_by_trying(heap: &Drawing, edges: &[usize], node: usize, most: usize) -> Option<usize> {
    if !reached(heap, edges)[node] {
        return Some(0);
    }
    if most == 0 {
        return None;
    }
    let without = |at: usize| [&edges[..at], &edges[at + 1..]].concat();
    (0..edges.len()).filter_map(|at| least_by_trying(heap, &without(at), node, most - 1)).min().map(|least| least + 1)
}

/// The positions in the drawing of links, which a snapshot groups by their source.
fn positions(heap: &Drawing, links: &[EdgeRow]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..heap.edges.len()).collect();
    order.sort_by_key(|&edge| heap.edges[edge].0);
    links.iter().map(|link| order[link.edge_index as usize]).collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn cuts_free_what_they_say_and_none_is_smaller(heap in any_heap()) {
        let mut session = session(&heap);
        let essential = essential(&heap);
        let from_root = reached(&heap, &essential);
        for node in (0..heap.nodes.len()).filter(|&node| node != heap.root) {
            let cuts = session.cuts(NodeOrdinal(node as u32), false).unwrap();
            prop_assert_eq!(cuts.is_empty(), !from_root[node]);
            for Cut { object, freed_size, links } in &cuts {
                let Some(links) = links else { continue };
                let cut = positions(&heap, links);
                let left: Vec<usize> = essential.iter().copied().filter(|edge| !cut.contains(edge)).collect();
                let still = reached(&heap, &left);
                prop_assert!(!still[object.ordinal as usize] && !still[node]);
                let freed: u64 = (0..heap.nodes.len())
                    .filter(|&other| from_root[other] && !still[other])
                    .map(|other| session.heap().snapshot.nodes.self_size.of(NodeOrdinal(other as u32)))
                    .sum();
                // Of what hangs on objects that no root reaches, dominators count some as held by these.
                if from_root.iter().all(|&reached| reached) {
                    prop_assert_eq!(freed, *freed_size);
                }
            }
            if let Some(least) = least_by_trying(&heap, &essential, node, 2) {
                let found = cuts.iter().filter_map(|cut| cut.links.as_ref()).map(Vec::len).min().unwrap_or(0);
                prop_assert_eq!(found, least);
            }
        }
    }

    #[test]
    fn what_is_left_to_cut_is_the_rest(heap in any_heap()) {
        let mut session = session(&heap);
        let essential = essential(&heap);
        for edge in 0..heap.edges.len() as u32 {
            let cut = session.cut_without(EdgeIndex(edge)).unwrap().unwrap();
            let Some(links) = cut.links else { continue };
            let target = cut.object.ordinal as usize;
            if !reached(&heap, &essential)[target] || target == heap.root {
                continue;
            }
            let own = positions(&heap, &[EdgeRow::new(session.heap(), EdgeIndex(edge), cut.object)])[0];
            let left: Vec<usize> = essential.iter().copied().filter(|&other| other != own).collect();
            let after: Vec<usize> =
                left.iter().copied().filter(|other| !positions(&heap, &links).contains(other)).collect();
            prop_assert!(!reached(&heap, &after)[target]);
            prop_assert_eq!(links.is_empty(), !reached(&heap, &left)[target]);
        }
    }
}

#[test]
fn a_basket_in_two_collections_takes_two_cuts_and_the_shop_one() {
    let mut drawing = Drawing::new();
    let [shop, list, index, basket] =
        ["Shop", "List", "Index", "Basket"].map(|name| drawing.node(NodeType::OBJECT, name, 10));
    drawing.edge(0, EdgeType::Shortcut, "shop", shop);
    for (from, name, to) in [(shop, "list", list), (shop, "index", index), (list, "last", basket), (index, "b", basket)]
    {
        drawing.edge(from, EdgeType::Property, name, to);
    }
    let mut session = session(&drawing);
    let cuts = session.cuts(NodeOrdinal(basket as u32), false).unwrap();
    let said: Vec<(String, Vec<String>)> = cuts
        .iter()
        .map(|cut| {
            let names = cut.links.iter().flatten().map(|link| link.edge_name.as_js_str().to_string());
            (cut.object.name.as_js_str().to_string(), names.collect())
        })
        .collect();
    assert_eq!(said, [("Basket".into(), vec!["last".into(), "b".into()]), ("Shop".into(), vec!["shop".into()])]);
    // Cutting one of the two is not enough; cutting the shop is.
    let left = session.cut_without(EdgeIndex(3)).unwrap().unwrap();
    assert_eq!(left.links.unwrap().len(), 1);
    assert_eq!(session.cut_without(EdgeIndex(0)).unwrap().unwrap().links, Some(Vec::new()));
}

#[test]
fn more_links_than_a_person_can_cut_are_not_listed() {
    let mut drawing = Drawing::new();
    let shared = drawing.node(NodeType::OBJECT, "Shared", 10);
    for holder in 0..=MOST_LINKS {
        let node = drawing.node(NodeType::OBJECT, &format!("Holder{holder}"), 10);
        drawing.edge(0, EdgeType::Property, "h", node);
        drawing.edge(node, EdgeType::Property, "shared", shared);
    }
    let cuts = session(&drawing).cuts(NodeOrdinal(shared as u32), false).unwrap();
    assert_eq!(cuts.len(), 1);
    assert_eq!(cuts[0].links, None);
}
