//! Everything that the steps of the analysis share: the latest heap with what has been computed of it.

use super::anatomy::{Anatomy, Holdings};
use super::base::BaseColumns;
use super::growth::{Growth, Matches, Standing};
use super::keepers::Kept;
use super::routes::Routes;
use super::tree::DominatorTree;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::redaction::{Namer, OwnNames};
use crate::sort;

/// The latest snapshot seen against the first.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The latest snapshot.
    pub heap: &'a Heap,
    /// The first.
    pub base: &'a BaseColumns,
    /// Owners.
    pub anatomy: Anatomy,
    /// The dominator tree.
    pub tree: DominatorTree,
    /// What was there before.
    pub matches: Matches,
    /// What has grown.
    pub growth: Growth,
    /// Readable ways.
    pub routes: Routes,
    /// What is kept but not dominated.
    pub kept: Kept,
    own_names: OwnNames,
}

impl<'a> Analysis<'a> {
    /// Computes what every step needs; the heap needs dominators.
    pub fn new(heap: &'a Heap, base: &'a BaseColumns) -> Result<Self, OutOfMemory> {
        let anatomy = Anatomy::of(heap)?;
        let tree = DominatorTree::of(heap)?;
        let matches = Matches::new(heap, base)?;
        let growth = Growth::of(heap, &anatomy, &tree, &matches, base)?;
        let routes = Routes::find(heap, &anatomy, |node| growth.standing[node] != Standing::Lasting)?;
        let kept = Kept::find(heap, &anatomy, &matches, &growth, &routes)?;
        Ok(Self { heap, base, anatomy, tree, matches, growth, routes, kept, own_names: OwnNames::of(heap) })
    }

    /// Makes names.
    pub fn namer(&self) -> Namer<'_> {
        Namer::new(self.heap, &self.own_names)
    }

    /// A number for the end of the readable way to a node, equal for holders that are alike.
    pub fn pattern(&self, node: NodeOrdinal) -> u32 {
        self.routes.pattern(self.heap, &self.anatomy, node)
    }

    /// New bytes at and below a new node.
    pub fn weight(&self, node: NodeOrdinal) -> u64 {
        self.growth.new_below[node]
    }

    /// The new visible nodes that `holder` holds directly, and how many entries they make. What a lasting holder shares
    /// with a new one belongs to the new one.
    pub fn direct(&self, holdings: &mut Holdings, holder: NodeOrdinal) -> Direct {
        let mut direct = Direct::default();
        let (mut all, mut new) = (super::anatomy::Entries::default(), super::anatomy::Entries::default());
        let is_lasting = !self.matches.is_new(holder);
        holdings.each(self.heap, &self.anatomy, holder, |via, _, target| {
            all.add(via);
            let standing = self.growth.standing[target];
            if matches!(standing, Standing::Entry | Standing::Below) {
                new.add(via);
                if standing == Standing::Entry || !is_lasting {
                    direct.nodes.push(target);
                }
            }
        });
        direct.nodes.extend_from_slice(self.kept.by(holder));
        direct.count = all.count();
        direct.new_count = new.count();
        direct
    }

    /// Entries anchored at `holder` that it does not hold directly, because several things below it share them.
    pub fn shared_below(&self, holder: NodeOrdinal, direct: &[NodeOrdinal]) -> Vec<NodeOrdinal> {
        let mut found = Vec::new();
        let mut open = vec![holder];
        while let Some(node) = open.pop() {
            for &child in self.tree.children(node) {
                match self.growth.standing[child] {
                    Standing::Entry => found.push(child),
                    Standing::Inner => open.push(child),
                    Standing::Lasting if !self.anatomy.is_visible(child) => open.push(child),
                    _ => {}
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
            let new = self.tree.children(node).iter().copied().filter(|&child| self.matches.is_new(child));
            open.extend(new.filter(|&child| self.growth.standing[child] != Standing::Background));
        }
    }
}

/// What a node holds directly.
#[derive(Debug, Default)]
pub struct Direct {
    /// The new visible nodes.
    pub nodes: Vec<NodeOrdinal>,
    /// How many entries they make.
    pub new_count: u32,
    /// All entries, old and new.
    pub count: u32,
}
