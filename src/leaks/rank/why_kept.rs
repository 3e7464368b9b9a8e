//! Why entries are kept, where that would surprise who reads the code.

use std::ops::Range;

use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush, try_make_room};
use crate::leaks::attribution::Attribution;
use crate::leaks::findings::{Suspect, WhyKept};
use crate::leaks::hash::NumberMap;
use crate::leaks::model::nodes::{is_detached, is_view};
use crate::leaks::naming::Names;
use crate::leaks::naming::SuspectPath;
use crate::leaks::naming::retaining_path::is_of_weak_map;
use crate::pace::Pace;
use crate::runtime_names::{blink, node, v8};
use crate::snapshot::{EdgeType, NodeType, Snapshot};

/// Memory of which it is told that a view keeps all: so many bytes, and more.
const LEAST_VIEWED: u64 = 4096;
/// Blocks in each other are fewer than this.
const MOST_BLOCKS: usize = 200;

/// The first surprise on the way from the holder to what makes an entry heavy, or else at the holder itself.
pub fn of(attribution: &Attribution<'_>, names: &Names<'_>, path: &SuspectPath) -> Option<WhyKept> {
    let heap = attribution.model.heap;
    let snapshot = &heap.snapshot;
    let of_link = |at: NodeOrdinal, edge: EdgeIndex| {
        let from = snapshot.nodes.source_of(edge);
        let name = snapshot.edges.name(edge).map(|index| snapshot.strings.get(index).as_bytes()).unwrap_or_default();
        let is_table = snapshot.nodes.kind[at] == NodeType::ARRAY;
        if snapshot.nodes.kind[from] == NodeType::SLICED_STRING && name == b"parent" {
            Some(WhyKept::Slice)
        } else if is_of_weak_map(attribution.model.heap, edge) {
            Some(WhyKept::WeakMapKey)
        } else if is_table && v8::is_stack_of_error(name) {
            Some(WhyKept::UnreadStack)
        } else if is_table && v8::is_collection_iterator(snapshot.raw_name(from).as_bytes()) {
            Some(WhyKept::Iterator)
        } else if is_detached_window(snapshot.raw_name(at).as_bytes()) {
            Some(WhyKept::DetachedWindow)
        } else if is_detached(heap, from) && is_detached(heap, at) {
            Some(WhyKept::DetachedTree)
        } else if name == b"buffer"
            && attribution.weight(at) >= LEAST_VIEWED
            && may_be_part(heap, from, at, path.holder())
        {
            Some(WhyKept::View)
        } else if name == node::STORE_OF_RESOURCE || is_new_store(attribution, at) {
            Some(WhyKept::AsyncStore)
        } else if is_empty_weak_ref(snapshot, at) {
            Some(WhyKept::EmptyWeakRef)
        } else {
            names.variable(edge).filter(|_| attribution.is_new(from)).map(WhyKept::SharedScope)
        }
    };
    path.below_holder().iter().find_map(|&(node, edge)| of_link(node, edge?))
}

/// Says no longer that functions share variables where nobody is surprised: where one alone is written in each of the scopes on
/// the way, it is that one which mentions them. How many are written there says V8's data on each, whether it has run or not.
///
/// # Errors
/// If memory ends.
pub async fn forget_expected(snapshot: &Snapshot, suspects: &mut [Suspect], pace: &Pace) -> Result<(), OutOfMemory> {
    let is_shared = |suspect: &Suspect| matches!(suspect.why_kept, Some(WhyKept::SharedScope(_)));
    if !suspects.iter().any(is_shared) {
        return Ok(());
    }
    let is_scope = |&node: &NodeOrdinal| snapshot.raw_name(node).as_bytes() == v8::SCOPE_INFO_NAME;
    let linked = |node, name| snapshot.target_of(node, EdgeType::Internal, name).filter(is_scope);
    let around = |scope| snapshot.edges_of(scope).map(|edge| snapshot.edges.target(edge)).find(is_scope);
    // The scopes that functions have, those in which functions are written, and how many in each.
    let (mut own, mut written_in, mut counts) =
        (NumberMap::<usize>::default(), Vec::new(), NumberMap::<usize>::default());
    let mut look_at = |nodes: Range<usize>| {
        for node in nodes.map(NodeOrdinal::at).filter(|&node| snapshot.nodes.kind[node] == NodeType::CODE) {
            let has = linked(node, v8::NAME_OR_SCOPE_INFO);
            if let Some(scope) = has {
                try_make_room(&mut own)?;
                own.insert(scope.0.into(), 0);
            }
            if let Some(scope) = has.map_or_else(|| linked(node, v8::RAW_OUTER_SCOPE_INFO), around) {
                written_in.try_push(scope)?;
            }
        }
        Ok(())
    };
    pace.try_in_blocks(snapshot.nodes.len(), &mut look_at).await?;
    // What is written in a block is written in the function, too.
    for scope in written_in {
        for scope in std::iter::successors(Some(scope), |&scope| around(scope)).take(MOST_BLOCKS) {
            try_make_room(&mut counts)?;
            *counts.entry(scope.0.into()).or_default() += 1;
            if own.contains_key(&scope.0.into()) {
                break;
            }
        }
    }
    for suspect in suspects.iter_mut().filter(|suspect| is_shared(suspect)) {
        let below = suspect.chain.iter().skip(suspect.holder_step + 1);
        let scopes = below.filter_map(|step| snapshot.target_of(step.node, EdgeType::Internal, v8::SCOPE_INFO));
        let mut are_alone = scopes.map(|scope| counts.get(&scope.0.into()) == Some(&1)).peekable();
        if are_alone.peek().is_some() && are_alone.all(|is_alone| is_alone) {
            suspect.why_kept = None;
        }
    }
    Ok(())
}

/// Whether a view may show a part of its memory: another shows some of that, too, or it is an entry of the class of which parts
/// are made. How much of its memory a view shows no file says; what is made of an array's class as a rule shows all.
fn may_be_part(heap: &Heap, view: NodeOrdinal, memory: NodeOrdinal, holder: Option<NodeOrdinal>) -> bool {
    let snapshot = &heap.snapshot;
    if !is_view(heap, view) {
        return false;
    }
    let links = snapshot.edges.links().iter().enumerate().filter(|(_, link)| link.target() == memory);
    let views = links.filter(|&(edge, _)| {
        let edge = EdgeIndex::at(edge);
        let is_of_memory = snapshot.edges.name(edge).is_some_and(|name| snapshot.strings.get(name).is("buffer"));
        is_of_memory && is_view(heap, snapshot.nodes.source_of(edge))
    });
    snapshot.raw_name(view).is("Buffer") && Some(view) != holder || views.count() > 1
}

/// Whether a node is what stands for the stores that were current when something was begun, and came with it.
fn is_new_store(attribution: &Attribution<'_>, node: NodeOrdinal) -> bool {
    attribution.model.heap.snapshot.raw_name(node).as_bytes() == node::FRAME_OF_STORES && attribution.is_new(node)
}

/// Whether a `WeakRef` stands for nothing any more: to what it stands for a weak link leads.
fn is_empty_weak_ref(snapshot: &Snapshot, node: NodeOrdinal) -> bool {
    let is_weak_ref = snapshot.nodes.kind[node] == NodeType::OBJECT && snapshot.raw_name(node).is("WeakRef");
    is_weak_ref && !snapshot.edges_of(node).any(|edge| snapshot.edges.kind(edge) == EdgeType::Weak)
}

fn is_detached_window(name: &[u8]) -> bool {
    let rest = v8::without_detached(name);
    rest.len() < name.len() && blink::is_window(rest)
}
