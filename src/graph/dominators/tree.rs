//! The dominator tree from the root down.

use super::Dominators;
use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position, try_filled};

/// Children of each node in the dominator tree, and an order in which every node comes after its dominator.
#[derive(Debug)]
pub struct DominatorTree {
    starts: Vec<u32>,
    children: Vec<NodeOrdinal>,
    /// All nodes, dominators first.
    pub order: Vec<NodeOrdinal>,
}

impl DominatorTree {
    /// The tree of `count` nodes; of the root alone if dominators are not computed.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(dominators: Option<&Dominators>, count: usize, root: NodeOrdinal) -> Result<Self, OutOfMemory> {
        let mut tree = Self {
            starts: try_filled(count + 1, 0)?,
            children: try_filled(count.saturating_sub(1), root)?,
            order: try_filled(count, root)?,
        };
        let Some(dominators) = dominators else { return Ok(tree) };
        let below_root = || dominators.immediate.iter().filter(move |&(node, _)| node != root);
        for (_, above) in below_root() {
            tree.starts[above.index()] += 1;
        }
        let mut sum = 0;
        for start in &mut tree.starts {
            sum += *start;
            *start = sum;
        }
        for (node, above) in below_root() {
            let place = &mut tree.starts[above.index()];
            *place -= 1;
            tree.children[*place as usize] = node;
        }
        let mut end = 1;
        for next in 0..count {
            let node = tree.order[next];
            // Most nodes have no children or one: pushing beats copying slices.
            for child in tree.starts[node.index()]..tree.starts[node.index() + 1] {
                tree.order[end] = tree.children[child as usize];
                end += 1;
            }
        }
        Ok(tree)
    }

    /// The nodes that a node dominates immediately.
    #[inline]
    pub fn children(&self, node: NodeOrdinal) -> &[NodeOrdinal] {
        match (self.starts.get(node.index()), self.starts.get(node.index() + 1)) {
            (Some(&start), Some(&end)) => self.children.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}
