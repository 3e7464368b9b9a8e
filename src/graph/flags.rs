//! Two yes-or-no facts about each node, by what reaches it: queriable, page-owned (docs/semantics.md §4).

use super::landmarks::Landmarks;
use super::roots;
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal};
use crate::snapshot::{EdgeType, Snapshot};

/// Reached from a user root by names that a program could use.
pub const QUERIABLE: u8 = 1;
/// Reached from a window or a document.
pub const PAGE_OWNED: u8 = 4;

/// The flags of all nodes.
#[derive(Debug, Default)]
pub struct Flags(Column<NodeOrdinal, u8>);

impl Flags {
    /// Computes the flags.
    pub fn compute(snapshot: &Snapshot, landmarks: &Landmarks) -> Result<Self, OutOfMemory> {
        let mut flags = Column::filled(snapshot.nodes.len(), 0u8)?;
        let root_edges = || snapshot.edges_of(snapshot.root);
        let target = |edge| snapshot.edges.target[edge];
        let queriable = root_edges().map(target).filter(|&node| !roots::is_synthetic(snapshot, node)).collect();
        spread(snapshot, &mut flags, queriable, QUERIABLE, |kind| {
            !matches!(kind, EdgeType::Hidden | EdgeType::Internal | EdgeType::Weak)
        });
        let owned = root_edges()
            .filter(|&edge| match snapshot.edges.kind[edge] {
                EdgeType::Element => roots::is_document_dom_trees(snapshot, landmarks, target(edge)),
                kind => kind == EdgeType::Shortcut,
            })
            .map(target)
            .collect();
        spread(snapshot, &mut flags, owned, PAGE_OWNED, |kind| kind != EdgeType::Weak);
        Ok(Self(flags))
    }

    /// Whether a node has a flag.
    #[inline]
    pub fn has(&self, node: NodeOrdinal, flag: u8) -> bool {
        self.0[node] & flag != 0
    }
}

/// Sets a flag on everything that is reached from the nodes on the list over edges of the kinds that `follow` accepts.
fn spread(
    snapshot: &Snapshot,
    flags: &mut Column<NodeOrdinal, u8>,
    mut list: Vec<NodeOrdinal>,
    flag: u8,
    follow: impl Fn(EdgeType) -> bool,
) {
    list.iter().for_each(|&node| flags[node] |= flag);
    while let Some(node) = list.pop() {
        for edge in snapshot.edges_of(node) {
            let target = snapshot.edges.target[edge];
            if flags[target] & flag == 0 && follow(snapshot.edges.kind[edge]) {
                flags[target] |= flag;
                list.push(target);
            }
        }
    }
}
