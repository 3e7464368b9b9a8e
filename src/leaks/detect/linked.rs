//! Growth link by link: lists, trees, chains of promises or of functions.
//!
//! Many new nodes of one class below one entry are a list only if they hold each other. A library that was loaded has
//! many functions too, but they lie side by side.

use std::collections::HashMap;

use super::evidence::{Evidence, Shape};
use super::search::Search;
use super::single::{Answer, Single};
use crate::index::{ClassId, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::model::names::is_text;
use crate::leaks::thresholds::{MANY_ENTRIES, MOST_LINK_CLASSES, MOST_NEIGHBOURS, SAMPLED_LINKS};
use crate::sort;

/// The growth of a list, if the new nodes are one.
pub fn detect(search: &mut Search<'_>, single: &Single) -> Answer {
    evidence(search, &single.measured).into()
}

fn evidence(search: &mut Search<'_>, measured: &Evidence) -> Option<Evidence> {
    let attribution = search.attribution;
    let (model, classes) = (attribution.model, &attribution.model.heap.classes.of_node);
    let mut by_class: HashMap<ClassId, Vec<NodeOrdinal>> = HashMap::new();
    for &node in &measured.nodes {
        attribution.each_below(node, |below| {
            if model.is_visible(below) && !is_text(model.heap, below) && !model.is_scope(below) {
                by_class.entry(classes[below]).or_default().push(below);
            }
        });
    }
    let mut by_class: Vec<(ClassId, Vec<NodeOrdinal>)> = by_class.into_iter().collect();
    by_class.retain(|(_, nodes)| nodes.len() >= MANY_ENTRIES as usize);
    sort::by_keys(&mut by_class, |(class, nodes)| (!(nodes.len() as u64), class.0.into()));
    let linked = by_class.into_iter().take(MOST_LINK_CLASSES).find(|(class, nodes)| {
        let depth = depth(attribution, &measured.nodes, *class);
        depth * 2 >= nodes.len() || hold_each_other(search, nodes)
    });
    let (class, nodes) = linked?;
    let count = nodes.len() as u32;
    let all = classes.as_slice().iter().filter(|&&other| other == class).count() as u32;
    Some(Evidence {
        shape: Shape::Links,
        holder: above_links(attribution, measured.holder, class),
        new_entries: count,
        entries: all,
        entries_before: Some(all - count.min(all)),
        measured: measured.measured.clone(),
        nodes: measured.nodes.clone(),
        ..*measured
    })
}

/// How many nodes of a class lie below each other at most.
fn depth(attribution: &Attribution<'_>, entries: &[NodeOrdinal], class: ClassId) -> usize {
    let classes = &attribution.model.heap.classes.of_node;
    let mut deepest = 0;
    let mut open: Vec<(NodeOrdinal, usize)> = entries.iter().map(|&entry| (entry, 0)).collect();
    while let Some((node, above)) = open.pop() {
        let depth = above + usize::from(classes[node] == class);
        deepest = deepest.max(depth);
        let new = attribution.tree.children(node).iter().copied().filter(|&child| attribution.survivors.is_new(child));
        open.extend(new.map(|child| (child, depth)));
    }
    deepest
}

/// Whether most nodes of a class hold another one of the list directly, but not many.
fn hold_each_other(search: &mut Search<'_>, nodes: &[NodeOrdinal]) -> bool {
    let classes = &search.attribution.model.heap.classes.of_node;
    let sample = nodes.iter().take(SAMPLED_LINKS);
    let mut is_linked = |node: NodeOrdinal| {
        let mut neighbours = 0;
        search.walker.each(node, |_, target| {
            neighbours += usize::from(classes[target] == classes[node] && target != node);
        });
        (1..=MOST_NEIGHBOURS).contains(&neighbours)
    };
    let linked = sample.clone().filter(|&&node| is_linked(node)).count();
    linked * 3 >= sample.len() * 2
}

/// What holds the first link of a list, for a holder that is a link itself.
pub fn above_links(attribution: &Attribution<'_>, holder: NodeOrdinal, link: ClassId) -> NodeOrdinal {
    let is_link = |node: NodeOrdinal| attribution.model.heap.classes.of_node[node] == link;
    let before = |node| attribution.paths.visible_retainer(node);
    let mut at = holder;
    let mut among_links = is_link(holder);
    while among_links && let Some(above) = before(at) {
        at = above;
        // Functions are linked through their scopes.
        among_links = is_link(at) || attribution.model.is_scope(at) && before(at).is_some_and(is_link);
    }
    at
}
