//! The way to a holder, in names: what "It is reached from" says.

use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::findings::{ChainLink, Suspect};
use crate::leaks::naming::Names;
use crate::leaks::naming::telling::{is_accessor_cache, is_minified, says_little};
use crate::redaction::{KEY, Name};
use crate::runtime_names::v8;
use crate::snapshot::NodeType;

/// Names in "It is reached from", at most.
const MOST_NAMES: usize = 6;

/// The names on the chain down to the holder; none where some are left out.
pub fn reached_from(heap: &Heap, names: &Names<'_>, chain: &[ChainLink], holder_step: usize) -> Vec<Option<Name>> {
    names_on(heap, names, (chain, holder_step), false)
}

/// Gives suspects of one name whose ways are the same the keys of the Maps that they are in, which tell them apart.
pub fn tell_apart(heap: &Heap, names: &Names<'_>, suspects: &mut [Suspect]) {
    let is_same =
        |one: &Suspect, other: &Suspect| one.holder.name == other.holder.name && one.reached_from == other.reached_from;
    let several = |one: &Suspect| suspects.iter().filter(|other| is_same(one, other)).count() > 1;
    let are_several: Vec<bool> = suspects.iter().map(several).collect();
    for (suspect, _) in suspects.iter_mut().zip(are_several).filter(|&(_, is_one)| is_one) {
        suspect.reached_from = names_on(heap, names, (&suspect.chain, suspect.holder_step), true);
    }
}

/// The link from one step of a chain to the next.
fn link(heap: &Heap, above: &ChainLink, step: &ChainLink) -> Option<EdgeIndex> {
    heap.snapshot.edges_of(above.node).find(|&edge| heap.snapshot.edges.target(edge) == step.node)
}

/// The names on the chain down to the holder; none where some are left out. Keys of Maps
/// are data, and only among them if they are asked for.
fn names_on(
    heap: &Heap,
    names_of: &Names<'_>,
    (chain, holder_step): (&[ChainLink], usize),
    with_keys: bool,
) -> Vec<Option<Name>> {
    let mut names: Vec<Option<Name>> = Vec::new();
    let kind = |node: NodeOrdinal| heap.snapshot.nodes.kind[node];
    let is_native = |at: usize| chain.get(at).is_some_and(|step| kind(step.node) == NodeType::NATIVE);
    for (position, step) in chain.iter().enumerate().take(holder_step + 1).skip(1) {
        let edge = chain.get(position - 1).and_then(|above| link(heap, above, step));
        let is_key = edge.is_some_and(|edge| names_of.is_key(edge));
        let function = position.checked_sub(2).and_then(|above| chain.get(above));
        let says_nothing = || function.is_some_and(|function| is_minified(heap, function.node, &step.edge_name));
        let is_root = step.edge_type == "shortcut" && !v8::is_system(step.name.text().as_js_str().as_bytes());
        match step.edge_type {
            _ if is_root => names.push(Some(step.name.clone())),
            "property" if is_accessor_cache(&step.edge_name) => names.push(Some(step.name.clone())),
            "property" if says_little(&step.edge_name) && names_of.is_telling(step.node) => {
                names.push(Some(step.name.clone()));
            }
            "property" if is_key => names.push(Some(Name::own(KEY))),
            "context" if says_nothing() => {}
            "property" => names.push(Some(names_of.lasting(step.edge_name.clone()))),
            "context" => names.push(Some(step.edge_name.clone())),
            "internal" if with_keys => names.extend(edge.and_then(|edge| names_of.key(edge)).map(Some)),
            // Numbers of the browser's own links say nothing, what they lead to does.
            "element" if is_native(position - 1) && !names.is_empty() => {
                names.extend(names_of.is_telling(step.node).then(|| Some(names_of.class(step.node))));
            }
            "element" if position > 1 && !names.is_empty() => {
                let mut element = Name::own("[");
                element.push(step.edge_name.clone());
                element.push_own("]");
                names.push(Some(element));
            }
            _ => {}
        }
    }
    if names.len() > MOST_NAMES {
        let end = names.split_off(names.len() - (MOST_NAMES - 2));
        names.truncate(1);
        names.push(None);
        names.extend(end);
    }
    names
}
