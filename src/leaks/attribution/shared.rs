//! Attributes new objects with several retainers, which no single one dominates.
//!
//! A subscriber that listens to two events is held by two functions, one in each list of listeners, so that neither list
//! dominates it: its nearest surviving dominator is far above. The list over which its retaining path leads is its
//! *shared retainer*, if many things in that list share something so.

use std::collections::{HashMap, HashSet};

use super::growth::{Growth, Status};
use crate::error::OutOfMemory;
use crate::index::{Column, NodeOrdinal};
use crate::leaks::baseline::Survivors;
use crate::leaks::model::{Model, NOBODY, RetainingPaths};
use crate::leaks::thresholds::MANY_ENTRIES;

/// For each surviving node, the new objects that its entries lead to and that it does not dominate.
#[derive(Debug, Default)]
pub struct SharedRetention {
    nodes: HashMap<NodeOrdinal, Vec<NodeOrdinal>>,
}

impl SharedRetention {
    /// Follows the retaining paths of all entries.
    ///
    /// # Errors
    /// If memory ends.
    pub fn find(
        model: &Model<'_>,
        survivors: &Survivors,
        growth: &Growth,
        paths: &RetainingPaths<'_>,
    ) -> Result<Self, OutOfMemory> {
        let mut tops = Tops { survivors, paths, known: Column::filled(model.heap.snapshot.nodes.len(), NOBODY)? };
        let mut shared = Self::default();
        let mut tops_of: HashMap<NodeOrdinal, HashSet<NodeOrdinal>> = HashMap::new();
        for (node, &status) in growth.status.iter() {
            if status != Status::Entry {
                continue;
            }
            let top = tops.of(node);
            let retainer = paths.visible_retainer(top).filter(|_| top != node);
            if let Some(retainer) = retainer.filter(|&retainer| growth.surviving_dominator[node] != retainer) {
                shared.nodes.entry(retainer).or_default().push(node);
                tops_of.entry(retainer).or_default().insert(top);
            }
        }
        shared
            .nodes
            .retain(|retainer, _| tops_of.get(retainer).is_some_and(|tops| tops.len() >= MANY_ENTRIES as usize));
        Ok(shared)
    }

    /// What a node retains so.
    pub fn by(&self, retainer: NodeOrdinal) -> &[NodeOrdinal] {
        self.nodes.get(&retainer).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The first new visible node on the path to each new node.
struct Tops<'a> {
    survivors: &'a Survivors,
    paths: &'a RetainingPaths<'a>,
    known: Column<NodeOrdinal, NodeOrdinal>,
}

impl Tops<'_> {
    fn of(&mut self, node: NodeOrdinal) -> NodeOrdinal {
        let mut path = vec![node];
        let mut at = node;
        let top = loop {
            if self.known[at] != NOBODY {
                break self.known[at];
            }
            match self.paths.visible_retainer(at).filter(|&above| self.survivors.is_new(above)) {
                Some(above) => at = above,
                None => break at,
            }
            path.push(at);
        };
        for node in path {
            self.known[node] = top;
        }
        top
    }
}
