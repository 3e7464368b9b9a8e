//! Which bytes are new, and to which surviving node they belong.
//!
//! The third stage. `growth` shares all new bytes out to the nodes that were there before, exactly once, and `shared`
//! attributes what several retainers share.
//! [`Attribution`] is what this stage hands on: plain data that the later stages read and nobody changes.

mod growth;
mod shared;

#[cfg(test)]
mod tests;

pub use growth::{Growth, Status};
pub use shared::SharedRetention;

use crate::error::OutOfMemory;
use crate::graph::DominatorTree;
use crate::index::NodeOrdinal;
use crate::leaks::baseline::{BaseColumns, Survivors};
use crate::leaks::model::{Model, RetainingPaths};
use crate::snapshot::NodeType;
use crate::sort;

/// The latest snapshot seen against an earlier one.
#[derive(Debug)]
pub struct Attribution<'m> {
    /// The latest snapshot.
    pub model: &'m Model<'m>,
    /// The earlier one.
    pub base: &'m BaseColumns,
    /// Its dominator tree.
    pub tree: DominatorTree,
    /// Which nodes were there before.
    pub survivors: Survivors,
    /// What has grown.
    pub growth: Growth,
    /// The most readable retaining path of each node.
    pub paths: RetainingPaths<'m>,
    /// What surviving nodes retain together with others.
    pub shared: SharedRetention,
}

impl<'m> Attribution<'m> {
    /// Attributes all growth since `base`; the heap needs dominators.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(model: &'m Model<'m>, base: &'m BaseColumns, survivors: Survivors) -> Result<Self, OutOfMemory> {
        let tree = model.heap.dominator_tree()?;
        let growth = Growth::of(model, &tree, &survivors, base)?;
        let paths = RetainingPaths::find(model, |node| growth.status[node] != Status::Survivor)?;
        let shared = SharedRetention::find(model, &survivors, &growth, &paths)?;
        Ok(Self { model, base, tree, survivors, growth, paths, shared })
    }

    /// New bytes at and below a new node.
    pub fn weight(&self, node: NodeOrdinal) -> u64 {
        self.growth.new_below[node]
    }

    /// Entries whose nearest surviving dominator is `holder` but that are none of its `direct` ones, because several
    /// things below it share them.
    pub fn shared_below(&self, holder: NodeOrdinal, direct: &[NodeOrdinal]) -> Vec<NodeOrdinal> {
        let mut found = Vec::new();
        let mut open = vec![holder];
        while let Some(node) = open.pop() {
            for &child in self.tree.children(node) {
                match self.growth.status[child] {
                    Status::Entry => found.push(child),
                    Status::Inner => open.push(child),
                    Status::Survivor if !self.model.is_visible(child) => open.push(child),
                    Status::Survivor | Status::Below | Status::Background => {}
                }
            }
        }
        let mut direct = direct.to_vec();
        sort::by_keys(&mut direct, |&node| (node.0.into(), 0));
        found.retain(|node| direct.binary_search(node).is_err());
        found
    }

    /// Calls `act` with every new node at and below `entry`.
    pub fn each_below(&self, entry: NodeOrdinal, mut act: impl FnMut(NodeOrdinal)) {
        let mut open = vec![entry];
        while let Some(node) = open.pop() {
            act(node);
            let new = self.tree.children(node).iter().copied().filter(|&child| self.survivors.is_new(child));
            open.extend(new.filter(|&child| self.growth.status[child] != Status::Background));
        }
    }

    /// Bytes by which a surviving node itself became larger: what it owns counts as its own. Functions and scopes own
    /// data of V8's, which does not count.
    pub fn own_growth(&self, node: NodeOrdinal) -> u32 {
        let nodes = &self.model.heap.snapshot.nodes;
        let has_data = matches!(nodes.kind[node], NodeType::OBJECT | NodeType::NATIVE) && !self.model.is_scope(node);
        let before = self.survivors.position(node).filter(|_| has_data).map(|position| self.base.size_at(position));
        before.map_or(0, |before| nodes.self_size[node].saturating_sub(before))
    }
}
