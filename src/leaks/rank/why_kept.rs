//! Why entries are kept, where that would surprise who reads the code.

use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::attribution::Attribution;
use crate::leaks::findings::WhyKept;
use crate::leaks::naming::Names;
use crate::leaks::naming::SuspectPath;
use crate::leaks::naming::retaining_path::is_of_weak_map;
use crate::runtime_names::{blink, v8};
use crate::snapshot::NodeType;

/// The first surprise on the way from the holder to what makes an entry heavy, or else at the holder itself.
pub fn of(attribution: &Attribution<'_>, names: &Names<'_>, path: &SuspectPath) -> Option<WhyKept> {
    let snapshot = &attribution.model.heap.snapshot;
    let of_link = |node: NodeOrdinal, edge: EdgeIndex| {
        let from = snapshot.nodes.source_of(edge);
        let name = snapshot.edges.name(edge).map(|index| snapshot.strings.get(index).as_bytes()).unwrap_or_default();
        let is_table = snapshot.nodes.kind[node] == NodeType::ARRAY;
        if snapshot.nodes.kind[from] == NodeType::SLICED_STRING && name == b"parent" {
            Some(WhyKept::Slice)
        } else if is_of_weak_map(attribution.model.heap, edge) {
            Some(WhyKept::WeakMapKey)
        } else if is_table && v8::is_stack_of_error(name) {
            Some(WhyKept::UnreadStack)
        } else if is_table && v8::is_collection_iterator(snapshot.raw_name(from).as_bytes()) {
            Some(WhyKept::Iterator)
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
