//! The dominator tree as an icicle: a box per node, as wide as what it retains, below that of its immediate dominator.
//!
//! Only what can be seen is made: some levels, and boxes that are not too narrow. What retains enough to be seen is dominated
//! only by what retains as much, so one pass over the column of retained sizes finds all boxes, however large the heap is.

use std::collections::HashMap;

use serde::Serialize;

use super::rows::ObjectRow;
use crate::blocks::try_in_blocks;
use crate::classes::CodeOwner;
use crate::classes::names::{self, Namer};
use crate::error::OutOfMemory;
use crate::graph::Dominators;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal, Position, TryPush, try_make_room};
use crate::snapshot::{EdgeType, NodeType};
use crate::sort;
use crate::text::JsString;

/// Boxes of one picture; of more, those of the upper levels and the wider ones.
const MOST_BOXES: usize = 2_000;

/// A node of the dominator tree, as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DominatorBox {
    /// Levels below the first box.
    pub level: u32,
    /// Position of the immediate dominator's box among the boxes; its own for the first.
    pub above: usize,
    /// Type and name of the link by which the immediate dominator refers to the object; both empty if it does not.
    pub edge_type: &'static str,
    /// See there.
    pub edge_name: JsString,
    /// Whose code it is of.
    pub owner: BoxOwner,
    /// The object.
    #[serde(flatten)]
    pub object: ObjectRow,
}

/// Whose code an object is of: that of its class or function, or else of what it is a part of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BoxOwner {
    /// The program's own code.
    Program,
    /// That of a package below `node_modules`.
    Package,
    /// The runtime's: `node:events`.
    Runtime,
    /// No code's: the engine has it for itself.
    Engine,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl BoxOwner {
    /// Of an object that is part of something of `above`.
    fn of(heap: &Heap, node: NodeOrdinal, above: Self) -> Self {
        let is_engines = || {
            let kind = heap.snapshot.nodes.kind[node];
            matches!(kind, NodeType::HIDDEN | NodeType::CODE | NodeType::ARRAY | NodeType::SYNTHETIC)
        };
        match heap.code_owner(node) {
            Some(CodeOwner::Program) => Self::Program,
            Some(CodeOwner::Package(_)) => Self::Package,
            Some(CodeOwner::Runtime) => Self::Runtime,
            None if !matches!(above, Self::Engine | Self::Unknown) => above,
            None if is_engines() => Self::Engine,
            None => Self::Unknown,
        }
    }
}

/// The boxes from a node down: the upper levels first, in each the widest first. Nothing, until dominators are computed.
///
/// # Errors
///
/// If there is not enough memory.
pub fn boxes(heap: &Heap, from: NodeOrdinal, levels: u32, smallest: u64) -> Result<Vec<DominatorBox>, OutOfMemory> {
    let Some(dominators) = &heap.dominators else { return Ok(Vec::new()) };
    let mut seen = vec![(0, from)];
    // In blocks: the column is long, and few of its rows are large.
    try_in_blocks(dominators.retained.len(), |nodes| {
        for node in nodes.map(NodeOrdinal::at) {
            if dominators.retained.is_at_least(node, smallest)
                && node != from
                && let Some(level) = level_below(dominators, from, node, levels)
            {
                seen.try_push((level, node))?;
            }
        }
        Ok(())
    })?;
    sort::try_by_keys(&mut seen, |&(level, node)| (level.into(), !dominators.retained.of(node)))?;
    seen.truncate(MOST_BOXES);
    let mut places = HashMap::new();
    for (place, &(_, node)) in seen.iter().enumerate() {
        try_make_room(&mut places)?;
        places.insert(node, Place { place, link: None });
    }
    find_links(heap, dominators, (&seen, smallest), &mut places);
    let mut namer = Namer::new(&heap.snapshot, &heap.well_known);
    let mut drawn: Vec<DominatorBox> = Vec::new();
    for &(level, node) in &seen {
        let above = if node == from { node } else { dominators.immediate[node] };
        let above = places.get(&above).map_or(0, |place| place.place);
        let link = places.get(&node).and_then(|place| place.link);
        drawn.try_push(DominatorBox {
            level,
            above,
            edge_type: link.map_or("", |edge| heap.snapshot.edges.type_name(edge)),
            edge_name: link.map(|edge| names::edge_name(&heap.snapshot, edge).to_js_string()).unwrap_or_default(),
            owner: BoxOwner::of(heap, node, drawn.get(above).map(|above| above.owner).unwrap_or_default()),
            object: ObjectRow::named_by(&mut namer, heap, node),
        })?;
    }
    Ok(drawn)
}

/// Where a node's box is, and by which link its dominator refers to it.
struct Place {
    place: usize,
    link: Option<EdgeIndex>,
}

/// How many levels a node is below another one, if not more than so many.
fn level_below(dominators: &Dominators, from: NodeOrdinal, node: NodeOrdinal, levels: u32) -> Option<u32> {
    let mut at = node;
    for level in 0..levels {
        if at == from {
            return Some(level);
        }
        let above = dominators.immediate[at];
        if above == at {
            return None;
        }
        at = above;
    }
    None
}

/// The first link that holds from each box to those below it: a pass over the links of the boxes.
fn find_links(
    heap: &Heap,
    dominators: &Dominators,
    (seen, smallest): (&[(u32, NodeOrdinal)], u64),
    places: &mut HashMap<NodeOrdinal, Place>,
) {
    for &(_, node) in seen {
        for edge in heap.snapshot.edges_of(node) {
            let target = heap.snapshot.edges.target(edge);
            let holds = heap.snapshot.edges.kind(edge) != EdgeType::Weak && target != node;
            if holds
                && dominators.immediate[target] == node
                && dominators.retained.of(target) >= smallest
                && let Some(place) = places.get_mut(&target)
            {
                place.link.get_or_insert(edge);
            }
        }
    }
}
