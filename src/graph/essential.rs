//! Which edges keep their target alive, for the purpose of dominators (docs/semantics.md §7).
//!
//! Part of the rule is that nothing outside of the page holds what the page owns. Which nodes those are follows for
//! dominators from their own walk, so that part is in `dominators/depth_first.rs`; [`EssentialEdges`] finds it out for
//! whoever asks about few edges.

use super::well_known_names::Role;
use super::{Graph, NodeSet, reach, roots};
use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, NodeOrdinal, StringIndex};
use crate::pace::Pace;
use crate::snapshot::{EdgeType, Link};

/// Whether an edge may be essential, wherever its ends belong.
#[inline]
pub fn may_hold(graph: Graph<'_>, source: NodeOrdinal, edge: EdgeIndex, link: Link) -> bool {
    !(link.is(EdgeType::Weak)
        || (link.is(EdgeType::Shortcut) && source != graph.snapshot.root)
        || (link.is_weak_map_entry() && comes_from_weak_table(graph, source, edge)))
}

/// Whether an edge keeps its target, for a person: not weak, not a prototype. Unlike [`may_hold`], which is the rule of DevTools, it
/// leaves prototypes out, and asks nothing of tables: of an entry of a WeakMap a person sees both ends.
#[inline]
pub fn is_retaining(graph: Graph<'_>, edge: EdgeIndex) -> bool {
    let edges = &graph.snapshot.edges;
    is_retaining_by(graph, edges.kind(edge), || StringIndex(edges.name_or_index(edge)))
}

/// The same of an edge of a type, for whoever knows a quicker way to its name.
#[inline]
pub fn is_retaining_by(graph: Graph<'_>, kind: EdgeType, name: impl FnOnce() -> StringIndex) -> bool {
    match kind {
        EdgeType::Weak | EdgeType::Shortcut => false,
        EdgeType::Property => graph.well_known.role(name()) != Role::Proto,
        _ => true,
    }
}

/// The value of a WeakMap entry is held by key and table together; the edge from the key is the one that counts.
#[cold]
fn comes_from_weak_table(graph: Graph<'_>, source: NodeOrdinal, edge: EdgeIndex) -> bool {
    let entry = graph.well_known.ephemeron(StringIndex(graph.snapshot.edges.name_or_index(edge)));
    entry.is_some_and(|entry| entry.table_id == u64::from(graph.snapshot.nodes.id.of(source)))
}

/// The nodes at which the page begins: windows, and the group of all documents (docs/semantics.md §4).
pub fn page_entries(graph: Graph<'_>) -> impl Iterator<Item = NodeOrdinal> {
    let Graph { snapshot, well_known } = graph;
    let entries = snapshot.links_of(snapshot.root).iter().filter(|link| match link.kind() {
        EdgeType::Element => roots::is_document_dom_trees(snapshot, well_known, link.target()),
        kind => kind == EdgeType::Shortcut,
    });
    entries.map(|link| link.target())
}

/// Tells which edges are essential.
#[derive(Debug)]
pub struct EssentialEdges {
    page_owned: NodeSet,
}

impl EssentialEdges {
    /// Finds out what the page owns.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn find(graph: Graph<'_>, pace: &Pace) -> Result<Self, OutOfMemory> {
        let page_owned = reach::from(graph.snapshot, page_entries(graph).collect(), &|_, _, _| false, pace).await?;
        Ok(Self { page_owned })
    }

    /// Whether an edge keeps its target alive.
    pub fn has(&self, graph: Graph<'_>, source: NodeOrdinal, edge: EdgeIndex) -> bool {
        let link = graph.snapshot.edges.link(edge);
        let is_barred = source != graph.snapshot.root
            && self.page_owned.contains(link.target())
            && !self.page_owned.contains(source);
        link.target() != source && !is_barred && may_hold(graph, source, edge, link)
    }
}
