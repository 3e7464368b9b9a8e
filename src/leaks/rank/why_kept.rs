//! Why entries are kept, where that would surprise who reads the code.

use crate::index::{EdgeIndex, NodeOrdinal, Position};
use crate::leaks::attribution::Attribution;
use crate::leaks::findings::WhyKept;
use crate::leaks::naming::Names;
use crate::leaks::naming::SuspectPath;
use crate::leaks::naming::retaining_path::{Step, is_of_weak_map};
use crate::runtime_names::{blink, v8};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

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
    links.next().filter(|why| !matches!(why, WhyKept::SharedScope(_)) || !is_expected(snapshot, path))
}

/// Whether nobody is surprised that a function keeps variables: if one alone is written in each of the scopes on the way, it is
/// that one which mentions them. How many are written there says V8's data on each, whether it has run or not.
fn is_expected(snapshot: &Snapshot, path: &SuspectPath) -> bool {
    let is_written_in = |node: NodeOrdinal, info: NodeOrdinal| {
        let is_scope = snapshot.raw_name(node).as_bytes() == v8::SCOPE_INFO_NAME;
        let is_link = |edge| {
            let name = snapshot.edges.name(edge).map(|name| snapshot.strings.get(name));
            snapshot.edges.target(edge) == info
                && (is_scope || name.is_some_and(|name| name.is(v8::RAW_OUTER_SCOPE_INFO)))
        };
        snapshot.nodes.kind[node] == NodeType::CODE && snapshot.edges_of(node).any(is_link)
    };
    let scope_info = |&(node, _): &Step| snapshot.target_of(node, EdgeType::Internal, v8::SCOPE_INFO);
    let mut infos = path.below_holder().iter().filter_map(scope_info).peekable();
    let all = || (0..snapshot.nodes.len()).map(NodeOrdinal::at);
    infos.peek().is_some() && infos.all(|info| all().filter(|&node| is_written_in(node, info)).count() == 1)
}

fn is_detached_window(name: &[u8]) -> bool {
    let rest = v8::without_detached(name);
    rest.len() < name.len() && blink::is_window(rest)
}
