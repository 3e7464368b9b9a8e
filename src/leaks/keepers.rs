//! Whose are new objects that several things share?
//!
//! A subscriber that listens to two events is held by two functions, one in each list of listeners, so that neither list
//! dominates it: its bytes are anchored far above. It is *kept* by the list over which its readable way leads, if many
//! things in that list keep something so.

use std::collections::{HashMap, HashSet};

use super::anatomy::{Anatomy, NOBODY};
use super::evidence::MANY;
use super::growth::{Growth, Matches, Standing};
use super::routes::Routes;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal};

/// What lasting nodes keep by way of their new entries, without dominating it.
#[derive(Debug, Default)]
pub struct Kept {
    nodes: HashMap<NodeOrdinal, Vec<NodeOrdinal>>,
}

impl Kept {
    /// Follows the readable ways of all entries.
    pub fn find(
        heap: &Heap,
        anatomy: &Anatomy,
        matches: &Matches,
        growth: &Growth,
        routes: &Routes,
    ) -> Result<Self, OutOfMemory> {
        let mut tops =
            Tops { heap, anatomy, matches, routes, known: Column::filled(heap.snapshot.nodes.len(), NOBODY)? };
        let mut kept = Self::default();
        let mut by_way_of: HashMap<NodeOrdinal, HashSet<NodeOrdinal>> = HashMap::new();
        for (node, &standing) in growth.standing.iter() {
            if standing != Standing::Entry {
                continue;
            }
            let top = tops.of(node);
            let keeper = routes.visible_before(heap, anatomy, top).filter(|_| top != node);
            if let Some(keeper) = keeper.filter(|&keeper| growth.anchors[node] != keeper) {
                kept.nodes.entry(keeper).or_default().push(node);
                by_way_of.entry(keeper).or_default().insert(top);
            }
        }
        kept.nodes.retain(|keeper, _| by_way_of.get(keeper).is_some_and(|tops| tops.len() >= MANY as usize));
        Ok(kept)
    }

    /// What a node keeps so.
    pub fn by(&self, keeper: NodeOrdinal) -> &[NodeOrdinal] {
        self.nodes.get(&keeper).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The first new visible node on the way to each new node.
struct Tops<'a> {
    heap: &'a Heap,
    anatomy: &'a Anatomy,
    matches: &'a Matches,
    routes: &'a Routes,
    known: Column<NodeOrdinal, NodeOrdinal>,
}

impl Tops<'_> {
    fn of(&mut self, node: NodeOrdinal) -> NodeOrdinal {
        let mut way = vec![node];
        let mut at = node;
        let top = loop {
            if self.known[at] != NOBODY {
                break self.known[at];
            }
            match self.routes.visible_before(self.heap, self.anatomy, at).filter(|&above| self.matches.is_new(above)) {
                Some(above) => at = above,
                None => break at,
            }
            way.push(at);
        };
        for node in way {
            self.known[node] = top;
        }
        top
    }
}
