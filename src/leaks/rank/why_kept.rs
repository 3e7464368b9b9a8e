//! Why entries are kept, where that would surprise who reads the code.

use super::composition::Taken;
use super::retaining_path::SuspectPath;
use crate::graph::well_known_names::Role;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::findings::WhyKept;
use crate::leaks::model::names::Names;
use crate::runtime_names::{blink, v8};
use crate::snapshot::{EdgeType, NodeType};

/// The first surprise on the way from the holder to what makes an entry heavy, or else at the holder itself.
pub fn of(attribution: &Attribution<'_>, names: &Names<'_>, path: &SuspectPath, taken: &Taken) -> Option<WhyKept> {
    let snapshot = &attribution.model.heap.snapshot;
    let well_known = &attribution.model.heap.well_known;
    let of_link = |node: NodeOrdinal, edge: EdgeIndex| {
        let from = snapshot.nodes.source_of(edge);
        let has_name = |name: &str| snapshot.edges.name(edge).is_some_and(|index| snapshot.strings.get(index).is(name));
        if snapshot.nodes.kind[from] == NodeType::SLICED_STRING && has_name("parent") {
            Some(WhyKept::Slice)
        } else if snapshot.edges.name(edge).is_some_and(|name| well_known.role(name) == Role::Ephemeron) {
            Some(WhyKept::WeakMapKey)
        } else if is_detached_window(snapshot.raw_name(node).as_bytes()) {
            Some(WhyKept::DetachedWindow)
        } else {
            let variable = names.variable(edge).filter(|_| attribution.is_new(from))?;
            is_shared(attribution, taken, from).then_some(WhyKept::SharedScope(variable))
        }
    };
    let below = path.below_holder().iter();
    let mut links = below.filter_map(|&(node, edge)| of_link(node, edge?));
    links.next()
}

fn is_detached_window(name: &[u8]) -> bool {
    let rest = v8::without_detached(name);
    rest.len() < name.len() && blink::is_window(rest)
}

/// Whether two new functions or more have a scope.
fn is_shared(attribution: &Attribution<'_>, taken: &Taken, scope: NodeOrdinal) -> bool {
    let snapshot = &attribution.model.heap.snapshot;
    let is_function = |&&node: &&NodeOrdinal| snapshot.nodes.kind[node] == NodeType::CLOSURE;
    let has_scope =
        |&node: &NodeOrdinal| snapshot.target_of(node, EdgeType::Internal, v8::CONTEXT_OF_FUNCTION) == Some(scope);
    taken.nodes.iter().filter(is_function).filter(|node| has_scope(node)).take(2).count() == 2
}
