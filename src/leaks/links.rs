//! Growth link by link: lists, trees, chains of promises or of functions.
//!
//! Many new nodes of one class below one entry are a list only if they hold each other. A library that was loaded has
//! many functions too, but they lie side by side.

use std::collections::HashMap;

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::evidence::{Evidence, MANY, Shape};
use super::routes::is_scope;
use crate::index::{ClassId, NodeOrdinal};
use crate::sort;

/// So many classes are tried, those with most new nodes.
const MOST_CLASSES: usize = 4;
/// A link refers to few others: the next, the one before, two branches.
const MOST_NEIGHBOURS: usize = 4;
/// Of many links, so many are looked at.
const SAMPLE: usize = 2000;

/// The growth of a list, if the new nodes are one.
pub fn evidence(analysis: &Analysis<'_>, holdings: &mut Holdings, evidence: Evidence) -> Option<Evidence> {
    let classes = &analysis.heap.classes.of_node;
    let mut by_class: HashMap<ClassId, Vec<NodeOrdinal>> = HashMap::new();
    for &node in &evidence.nodes {
        analysis.each_below(node, |below| {
            if analysis.anatomy.is_visible(below) && !analysis.is_text(below) && !is_scope(analysis.heap, below) {
                by_class.entry(classes[below]).or_default().push(below);
            }
        });
    }
    let mut by_class: Vec<(ClassId, Vec<NodeOrdinal>)> = by_class.into_iter().collect();
    by_class.retain(|(_, nodes)| nodes.len() >= MANY as usize);
    sort::by_keys(&mut by_class, |(class, nodes)| (!(nodes.len() as u64), class.0.into()));
    let linked = by_class.into_iter().take(MOST_CLASSES).find(|(class, nodes)| {
        let depth = depth(analysis, &evidence.nodes, *class);
        depth * 2 >= nodes.len() || hold_each_other(analysis, holdings, nodes)
    });
    let (class, nodes) = linked?;
    let count = nodes.len() as u32;
    let all = classes.as_slice().iter().filter(|&&other| other == class).count() as u32;
    Some(Evidence {
        shape: Shape::Links,
        holder: above_links(analysis, evidence.holder, class),
        new_entries: count,
        entries: all,
        entries_before: Some(all - count.min(all)),
        ..evidence
    })
}

/// How many nodes of a class lie below each other at most.
fn depth(analysis: &Analysis<'_>, entries: &[NodeOrdinal], class: ClassId) -> usize {
    let classes = &analysis.heap.classes.of_node;
    let mut deepest = 0;
    let mut open: Vec<(NodeOrdinal, usize)> = entries.iter().map(|&entry| (entry, 0)).collect();
    while let Some((node, above)) = open.pop() {
        let depth = above + usize::from(classes[node] == class);
        deepest = deepest.max(depth);
        let new = analysis.tree.children(node).iter().copied().filter(|&child| analysis.matches.is_new(child));
        open.extend(new.map(|child| (child, depth)));
    }
    deepest
}

/// Whether most nodes of a class hold another one of the list directly, but not many.
fn hold_each_other(analysis: &Analysis<'_>, holdings: &mut Holdings, nodes: &[NodeOrdinal]) -> bool {
    let classes = &analysis.heap.classes.of_node;
    let sample = nodes.iter().take(SAMPLE);
    let is_linked = |node: NodeOrdinal, holdings: &mut Holdings| {
        let mut neighbours = 0;
        holdings.each(analysis.heap, &analysis.anatomy, node, |_, _, target| {
            neighbours += usize::from(classes[target] == classes[node] && target != node);
        });
        (1..=MOST_NEIGHBOURS).contains(&neighbours)
    };
    let linked = sample.clone().filter(|&&node| is_linked(node, holdings)).count();
    linked * 3 >= sample.len() * 2
}

/// What holds the first link of a list, for a holder that is a link itself.
pub fn above_links(analysis: &Analysis<'_>, holder: NodeOrdinal, link: ClassId) -> NodeOrdinal {
    let is_link = |node: NodeOrdinal| analysis.heap.classes.of_node[node] == link;
    let before = |node| analysis.routes.visible_before(analysis.heap, &analysis.anatomy, node);
    let mut at = holder;
    let mut among_links = is_link(holder);
    while among_links && let Some(above) = before(at) {
        at = above;
        // Functions are linked through their scopes.
        among_links = is_link(at) || is_scope(analysis.heap, at) && before(at).is_some_and(is_link);
    }
    at
}
