//! Which bytes came and went, and to which survivor each belongs.
//!
//! The third stage. [`Side`] is one of the two snapshots, `anchors` says where everything hangs that is in one of them
//! only, `replaced` finds what took the place of another, [`Pair`] shares all growth out, and `tallies` are the sums by kind. What this stage hands on is an
//! [`Attribution`]: plain data that the later stages read and nobody changes.

pub mod anchors;
mod moved;
mod pair;
mod replaced;
mod side;
pub mod tallies;

pub use pair::{Background, Pair, Sums};
pub use side::Side;

use self::anchors::OF_CODE;
use crate::error::OutOfMemory;
use crate::graph::RetainingPaths;
use crate::graph::retaining_paths::Step;
use crate::index::{Column, NodeOrdinal, Position, RowIndex};
use crate::leaks::baseline::Preorder;
use crate::leaks::model::Model;
use crate::pace::Pace;

/// The latest snapshot seen against an earlier one.
#[derive(Debug)]
pub struct Attribution<'m> {
    /// The latest snapshot.
    pub model: &'m Model<'m>,
    /// The node at each of its positions.
    pub nodes: Vec<NodeOrdinal>,
    /// Both snapshots.
    pub pair: Pair<'m>,
    /// The retaining path of each node.
    pub paths: RetainingPaths,
    positions: Column<NodeOrdinal, u32>,
    /// New bytes at and below each position.
    new_below: Vec<u64>,
}

impl<'m> Attribution<'m> {
    /// Of a pair whose later snapshot is the model's.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(
        model: &'m Model<'m>,
        Preorder { nodes, positions }: Preorder,
        pair: Pair<'m>,
        paths: RetainingPaths,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let sizes = &pair.later.outline.sizes;
        let mut new_below = pace.filled(nodes.len(), 0u64).await?;
        let mut add = |position: usize| {
            if !pair.survivors.is_new(position) || pair.new.entries.get(position) == Some(&OF_CODE) {
                return;
            }
            new_below[position] += sizes.of(RowIndex::at(position));
            let above = pair.later.above(position);
            if pair.survivors.is_new(above) {
                new_below[above] += new_below[position];
            }
        };
        pace.in_blocks_back(nodes.len(), &mut |positions| positions.rev().for_each(&mut add)).await;
        Ok(Self { model, nodes, pair, paths, positions, new_below })
    }

    /// Whether a node was not there before.
    #[inline]
    pub fn is_new(&self, node: NodeOrdinal) -> bool {
        self.pair.survivors.is_new(self.position(node))
    }

    /// The last link of a node's retaining path; none for the root and for what it does not reach.
    pub fn last_step(&self, node: NodeOrdinal) -> Option<Step> {
        self.paths.last_step(&self.model.heap.snapshot, node)
    }

    /// The position of a node.
    #[inline]
    pub fn position(&self, node: NodeOrdinal) -> usize {
        self.positions[node] as usize
    }

    /// Whether a node holds nearly everything.
    pub fn is_root_like(&self, node: NodeOrdinal) -> bool {
        let position = self.position(node);
        position == 0 || self.pair.later.kind(position).is_root_like()
    }

    /// New bytes at and below a new node.
    pub fn weight(&self, node: NodeOrdinal) -> u64 {
        self.new_below.get(self.position(node)).copied().unwrap_or(0)
    }
}
