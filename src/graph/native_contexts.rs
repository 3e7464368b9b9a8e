//! To which native context each node belongs: which window, frame or `vm` context made it (docs/semantics.md §16).
//!
//! Some nodes tell by their map, whose own map knows the context. From these it spreads along the edges; where two contexts
//! meet, the node and what only hangs on such nodes belong to several.

use std::ops::Range;

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal, Position, StringIndex, TryPush};
use crate::pace::Pace;
use crate::runtime_names::v8;
use crate::snapshot::{EdgeType, Snapshot};

/// Whose a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner(u32);

impl Owner {
    /// No context's.
    pub const NOBODY: Self = Self(u32::MAX);
    /// Several contexts'.
    pub const SEVERAL: Self = Self(u32::MAX - 1);

    /// Of the context that is this node.
    pub fn context(node: NodeOrdinal) -> Self {
        Self(node.0)
    }

    /// Whose a node is that two refer to.
    fn and(self, other: Self) -> Self {
        if self == Self::NOBODY || self == other { other } else { Self::SEVERAL }
    }
}

/// The owner of each node.
#[derive(Debug)]
pub struct NativeContexts {
    owners: Column<NodeOrdinal, Owner>,
    /// The contexts, in file order.
    pub contexts: Vec<NodeOrdinal>,
}

impl NativeContexts {
    /// Finds the contexts and what belongs to each.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn attribute(snapshot: &Snapshot, pace: &Pace) -> Result<Self, OutOfMemory> {
        let owners = Column::filled(snapshot.nodes.len(), Owner::NOBODY)?;
        let mut found = Self { owners, contexts: contexts(snapshot, pace).await? };
        let (is_known, mut list) = found.tell_by_maps(snapshot, pace).await?;
        while !list.is_empty() {
            found.spread(snapshot, &is_known, &mut list)?;
            pace.spend(STEPS).await;
        }
        Ok(found)
    }

    /// Follows the edges of some of the nodes on the list.
    #[inline(never)]
    fn spread(
        &mut self,
        snapshot: &Snapshot,
        is_known: &Column<NodeOrdinal, bool>,
        list: &mut Vec<NodeOrdinal>,
    ) -> Result<(), OutOfMemory> {
        let mut followed = 0;
        while followed < STEPS
            && let Some(node) = list.pop()
        {
            let owner = self.owners[node];
            let links = snapshot.links_of(node);
            followed += links.len() + 1;
            for link in links {
                let target = link.target();
                if is_known[target] || matches!(link.kind(), EdgeType::Shortcut | EdgeType::Weak) {
                    continue;
                }
                let of_both = self.owners[target].and(owner);
                if of_both != self.owners[target] {
                    self.owners[target] = of_both;
                    list.try_push(target)?;
                }
            }
        }
        Ok(())
    }

    /// Whose a node is.
    #[inline]
    pub fn owner(&self, node: NodeOrdinal) -> Owner {
        self.owners[node]
    }

    /// Notes the owners of the contexts and of nodes whose map tells; says which nodes these are, and gives a list of them.
    async fn tell_by_maps(
        &mut self,
        snapshot: &Snapshot,
        pace: &Pace,
    ) -> Result<(Column<NodeOrdinal, bool>, Vec<NodeOrdinal>), OutOfMemory> {
        let (mut is_known, mut list) = (Column::filled(snapshot.nodes.len(), false)?, Vec::new());
        let [map, native_context] = ["map", "native_context"].map(|name| string_called(snapshot, name));
        let map_of = |node| first_target(snapshot, node, map?, |_| true);
        let is_context = |node| self.contexts.binary_search(&node).is_ok();
        let mut tell = |nodes: Range<usize>| {
            for node in nodes.map(NodeOrdinal::at) {
                let by_map = || first_target(snapshot, map_of(map_of(node)?)?, native_context?, is_context);
                if let Some(context) = if is_context(node) { Some(node) } else { by_map() } {
                    self.owners[node] = Owner::context(context);
                    is_known[node] = true;
                    list.try_push(node)?;
                }
            }
            Ok(())
        };
        pace.try_in_blocks(snapshot.nodes.len(), &mut tell).await?;
        Ok((is_known, list))
    }
}

async fn contexts(snapshot: &Snapshot, pace: &Pace) -> Result<Vec<NodeOrdinal>, OutOfMemory> {
    let mut contexts = Vec::new();
    let mut find = |nodes: Range<usize>| {
        let mut found = nodes.map(NodeOrdinal::at);
        found.try_for_each(|node| match v8::is_native_context(snapshot.raw_name(node).as_bytes()) {
            true => contexts.try_push(node),
            false => Ok(()),
        })
    };
    pace.try_in_blocks(snapshot.nodes.len(), &mut find).await?;
    Ok(contexts)
}

/// The first string of a file with a text.
fn string_called(snapshot: &Snapshot, text: &str) -> Option<StringIndex> {
    snapshot.strings.iter().find(|(_, string)| string.is(text)).map(|(index, _)| index)
}

/// The target of the first internal edge with a name whose target is one that is looked for.
fn first_target(
    snapshot: &Snapshot,
    node: NodeOrdinal,
    name: StringIndex,
    is_wanted: impl Fn(NodeOrdinal) -> bool,
) -> Option<NodeOrdinal> {
    let mut targets = snapshot.edges_of(node).filter_map(|edge| {
        let is_it = snapshot.edges.link(edge).is(EdgeType::Internal) && snapshot.edges.name(edge) == Some(name);
        is_it.then(|| snapshot.edges.target(edge))
    });
    targets.find(|&target| is_wanted(target))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::pace::at_once;
    use crate::snapshot::NodeType;

    #[test]
    fn what_two_contexts_reach_belongs_to_several_and_the_rest_to_one_or_none() {
        let mut drawing = Drawing::new();
        let node = |drawing: &mut Drawing, name| drawing.node(NodeType::OBJECT, name, 8);
        let [page, frame] = ["system / NativeContext / https://a", "Detached system / NativeContext"]
            .map(|name| node(&mut drawing, name));
        let [own, below, shared, under_shared, alone] = ["Own"; 5].map(|name| node(&mut drawing, name));
        let [map, meta_map] = ["system / Map"; 2].map(|name| node(&mut drawing, name));
        drawing.edge(0, EdgeType::Element, "1", alone);
        // Its map says that it is the page's, although the frame refers to it.
        drawing.edge(own, EdgeType::Internal, "map", map);
        drawing.edge(map, EdgeType::Internal, "map", meta_map);
        drawing.edge(meta_map, EdgeType::Internal, "native_context", page);
        drawing.edge(frame, EdgeType::Property, "own", own);
        drawing.edge(own, EdgeType::Property, "below", below);
        drawing.edge(page, EdgeType::Property, "shared", shared);
        drawing.edge(frame, EdgeType::Property, "shared", shared);
        drawing.edge(shared, EdgeType::Property, "under", under_shared);
        drawing.edge(frame, EdgeType::Weak, "weakly", alone);
        let snapshot = drawing.snapshot();
        let contexts = at_once(NativeContexts::attribute(&snapshot, &Pace::unbroken())).unwrap();
        let context = |node: usize| Owner::context(NodeOrdinal(node as u32));
        for (node, owner) in [
            (page, context(page)),
            (frame, context(frame)),
            (own, context(page)),
            (below, context(page)),
            (shared, Owner::SEVERAL),
            (under_shared, Owner::SEVERAL),
            (alone, Owner::NOBODY),
            (map, context(page)),
        ] {
            assert_eq!(contexts.owner(NodeOrdinal(node as u32)), owner, "node {node}");
        }
    }
}
