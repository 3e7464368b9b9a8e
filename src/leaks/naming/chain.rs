//! A suspect's retaining path as it is shown: short enough to be read, however long a list, a rope or a row of waiting calls is.
//! Where the same few links follow each other only the first and the last round are kept; of what is long nevertheless, the
//! two ends.

use super::names::Names;
use super::place::shown_place;
use super::retaining_path::{Step, SuspectPath};
use crate::heap::Heap;
use crate::index::EdgeIndex;
use crate::leaks::findings::ChainLink;
use crate::snapshot::EdgeType;

/// Links that can make up what repeats. An awaited call in a call that waits has five.
const LONGEST_ROUND: usize = 8;
/// So many links are shown of the way to the holder, and of what is below it.
const MOST_SHOWN: usize = 24;

/// The links as they are shown, and the position of the holder among them.
pub fn chain(path: &SuspectPath, heap: &Heap, names: &Names<'_>) -> (Vec<ChainLink>, usize) {
    let (to_holder, below) = path.parts();
    let shown = |steps| without_middle(folded(steps, heap, names));
    let mut chain = shown(to_holder);
    let holder_step = chain.len().saturating_sub(1);
    chain.extend(shown(below));
    (chain, holder_step)
}

/// Where a few steps repeat, only the first and the last round are kept.
fn folded(steps: &[Step], heap: &Heap, names: &Names<'_>) -> Vec<ChainLink> {
    let shown = |&step: &Step| link(heap, names, step);
    let mut chain = Vec::new();
    let mut at = 0;
    while at < steps.len() {
        let round = (1..=LONGEST_ROUND).find(|&round| rounds(heap, steps, at, round) > 2);
        let Some(round) = round else {
            chain.extend(steps.get(at).map(shown));
            at += 1;
            continue;
        };
        let rounds = rounds(heap, steps, at, round);
        let last = at + (rounds - 1) * round;
        chain.extend(steps.iter().skip(at).take(round).map(shown));
        let first_of_last = chain.len();
        chain.extend(steps.iter().skip(last).take(round).map(shown));
        if let Some(step) = chain.get_mut(first_of_last) {
            step.left_out = ((rounds - 2) * round) as u32;
        }
        at = last + round;
    }
    chain
}

/// The two ends of a part that is too long to be read.
fn without_middle(mut part: Vec<ChainLink>) -> Vec<ChainLink> {
    if part.len() <= MOST_SHOWN {
        return part;
    }
    let middle = MOST_SHOWN / 2..part.len() - MOST_SHOWN / 2;
    let left_out: u32 = part.drain(middle.clone()).map(|step| 1 + step.left_out).sum();
    if let Some(next) = part.get_mut(middle.start) {
        next.left_out += left_out;
    }
    part
}

/// How often the `round` steps from `at` on are followed by the like of themselves.
fn rounds(heap: &Heap, steps: &[Step], at: usize, round: usize) -> usize {
    let is_alike = |one: &Step, other: &Step| {
        heap.classes.of_node[one.0] == heap.classes.of_node[other.0]
            && one.1.zip(other.1).is_some_and(|(one, other)| is_same_link(heap, one, other))
    };
    let rest = steps.get(at..).unwrap_or_default();
    let alike = rest.iter().zip(rest.iter().skip(round)).take_while(|(one, other)| is_alike(one, other)).count();
    1 + alike / round
}

fn is_same_link(heap: &Heap, one: EdgeIndex, other: EdgeIndex) -> bool {
    let edges = &heap.snapshot.edges;
    edges.kind(one) == edges.kind(other)
        && (edges.kind(one).is_numbered() || edges.name_or_index(one) == edges.name_or_index(other))
}

fn link(heap: &Heap, names: &Names<'_>, (node, edge): Step) -> ChainLink {
    let variable = edge.and_then(|edge| names.variable(edge));
    ChainLink {
        edge_type: match variable {
            Some(_) => EdgeType::Context.name(),
            None => edge.map_or("", |edge| heap.snapshot.edges.type_name(edge)),
        },
        edge_name: variable
            .or_else(|| names.key(edge?))
            .or_else(|| Some(names.namer().edge(edge?)))
            .unwrap_or_default(),
        id: heap.snapshot.nodes.id.of(node),
        name: names.short(node),
        left_out: 0,
        node,
        place: heap.place(node).filter(|place| place.file.is_some()).map(shown_place),
    }
}
