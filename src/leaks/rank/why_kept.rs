//! Why entries are kept, where that would surprise who reads the code.

use super::retaining_path::{SuspectPath, is_of_weak_map};
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::findings::WhyKept;
use crate::leaks::model::names::Names;
use crate::runtime_names::{blink, v8};
use crate::snapshot::NodeType;

/// The first surprise on the way from the holder to what makes an entry heavy, or else at the holder itself.
pub fn of(attribution: &Attribution<'_>, names: &Names<'_>, path: &SuspectPath) -> Option<WhyKept> {
    let snapshot = &attribution.model.heap.snapshot;
    let of_link = |node: NodeOrdinal, edge: EdgeIndex| {
        let from = snapshot.nodes.source_of(edge);
        let has_name = |name: &str| snapshot.edges.name(edge).is_some_and(|index| snapshot.strings.get(index).is(name));
        if snapshot.nodes.kind[from] == NodeType::SLICED_STRING && has_name("parent") {
            Some(WhyKept::Slice)
        } else if is_of_weak_map(attribution.model.heap, edge) {
            Some(WhyKept::WeakMapKey)
        } else if is_detached_window(snapshot.raw_name(node).as_bytes()) {
            Some(WhyKept::DetachedWindow)
        } else {
            names.variable(edge).filter(|_| attribution.is_new(from)).map(WhyKept::SharedScope)
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
