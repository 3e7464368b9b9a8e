//! Which nodes a program could ask for by name (docs/semantics.md §4).
//!
//! The other flag of the reference, what the page owns, matters to dominators alone and is found there.

use super::node_set::NodeSet;
use super::roots;
use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, TryPush};
use crate::snapshot::{EdgeType, Snapshot};

/// The flags of all nodes.
#[derive(Debug, Default)]
pub struct Flags {
    queriable: NodeSet,
    /// Nodes whose edges have not been followed yet.
    list: Vec<NodeOrdinal>,
}

impl Flags {
    /// The flags of the user roots, from which [`Self::step`] goes on.
    pub fn of_user_roots(snapshot: &Snapshot) -> Result<Self, OutOfMemory> {
        let mut queriable = NodeSet::new(snapshot.nodes.len())?;
        let entries = snapshot.links_of(snapshot.root).iter().map(|link| link.target());
        let mut list: Vec<NodeOrdinal> = Vec::new();
        list.try_extend(entries.filter(|&node| !roots::is_synthetic(snapshot, node)))?;
        list.retain(|&node| queriable.insert(node));
        Ok(Self { queriable, list })
    }

    /// Goes on for about a millisecond; says whether there is more to do.
    pub fn step(&mut self, snapshot: &Snapshot) -> Result<bool, OutOfMemory> {
        spread(snapshot, &mut self.queriable, &mut self.list)?;
        if self.list.is_empty() {
            self.list = Vec::new();
        }
        Ok(!self.list.is_empty())
    }

    /// Whether the node is reached from a user root by names that a program could use.
    #[inline]
    pub fn is_queriable(&self, node: NodeOrdinal) -> bool {
        self.queriable.contains(node)
    }
}

/// Follows some of the edges of the nodes on the list.
#[inline(never)]
fn spread(snapshot: &Snapshot, queriable: &mut NodeSet, list: &mut Vec<NodeOrdinal>) -> Result<(), OutOfMemory> {
    let mut followed = 0;
    while let Some(node) = list.pop() {
        let links = snapshot.links_of(node);
        list.try_reserve(links.len()).map_err(|_| OutOfMemory::of::<NodeOrdinal>(links.len()))?;
        for link in links {
            let is_name = !matches!(link.kind(), EdgeType::Hidden | EdgeType::Internal | EdgeType::Weak);
            if is_name && queriable.insert(link.target()) {
                list.push(link.target());
            }
        }
        followed += links.len() + 1;
        if followed >= STEPS {
            break;
        }
    }
    Ok(())
}
