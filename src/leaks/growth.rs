//! How much each lasting node has grown, and by what.
//!
//! Every new node belongs to the nearest lasting node that dominates it (its *anchor*), unless code or shapes stand
//! between the two: those bytes are background. So all new bytes are shared out exactly once. A new visible node with
//! nothing new and visible between it and its anchor is an *entry*: what was put into something that was there before.

use super::anatomy::{Anatomy, NOBODY, Part};
use super::base::{BaseColumns, Marks, nodes_by_id};
use super::tree::DominatorTree;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal};

const NEW: u32 = u32::MAX;

/// Which nodes were there before.
#[derive(Debug)]
pub struct Matches {
    /// The position of each node in the base's columns.
    positions: Column<NodeOrdinal, u32>,
}

impl Matches {
    /// Matches by id.
    pub fn new(heap: &Heap, base: &BaseColumns) -> Result<Self, OutOfMemory> {
        let mut matches = Self { positions: Column::filled(heap.snapshot.nodes.len(), NEW)? };
        let mut marks = Marks::new(heap)?;
        let mut position = 0;
        for (id, node) in nodes_by_id(heap)? {
            while base.ids.get(position).is_some_and(|&earlier| earlier < id) {
                position += 1;
            }
            if base.ids.get(position) == Some(&id) && base.marks.get(position) == Some(&marks.of(node)) {
                matches.positions[node] = position as u32;
            }
        }
        Ok(matches)
    }

    /// Whether a node was not there before.
    #[inline]
    pub fn is_new(&self, node: NodeOrdinal) -> bool {
        self.positions[node] == NEW
    }

    /// The position of a node in the base's columns.
    #[inline]
    pub fn position(&self, node: NodeOrdinal) -> Option<usize> {
        Some(self.positions[node]).filter(|&position| position != NEW).map(|position| position as usize)
    }
}

/// What is known of a new node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Was there before.
    Lasting,
    /// New, a part of its anchor or of nothing visible.
    Inner,
    /// New, put into something that was there.
    Entry,
    /// New, belongs to an entry.
    Below,
    /// New code, or what code holds.
    Background,
}

/// Growth of a lasting visible node.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own {
    /// New bytes anchored here.
    pub new_bytes: u64,
    /// Of these, in parts of the node itself.
    pub inner_bytes: u64,
    /// Retained size now minus before, less that of lasting nodes anchored here.
    pub net: i64,
}

/// The growth of everything.
#[derive(Debug)]
pub struct Growth {
    /// Anchors.
    pub anchors: Column<NodeOrdinal, NodeOrdinal>,
    /// Standings.
    pub standing: Column<NodeOrdinal, Standing>,
    /// New bytes at and below each new node, up to the next lasting ones.
    pub new_below: Column<NodeOrdinal, u64>,
    slots: Column<NodeOrdinal, u32>,
    own: Vec<Own>,
}

impl Growth {
    /// Shares all new bytes out.
    pub fn of(
        heap: &Heap,
        anatomy: &Anatomy,
        tree: &DominatorTree,
        matches: &Matches,
        base: &BaseColumns,
    ) -> Result<Self, OutOfMemory> {
        let count = heap.snapshot.nodes.len();
        let mut growth = Self {
            anchors: Column::filled(count, NOBODY)?,
            standing: Column::filled(count, Standing::Lasting)?,
            new_below: Column::filled(count, 0)?,
            slots: Column::filled(count, NEW)?,
            own: Vec::new(),
        };
        let Some(dominators) = &heap.dominators else { return Ok(growth) };
        for &node in tree.order.iter().skip(1) {
            growth.stand(heap, anatomy, matches, node, dominators.immediate[node]);
        }
        let sizes = &heap.snapshot.nodes.self_size;
        for &node in tree.order.iter().skip(1).rev() {
            if growth.standing[node] == Standing::Lasting {
                continue;
            }
            growth.new_below[node] += u64::from(sizes[node]);
            let above = dominators.immediate[node];
            if matches.is_new(above) {
                growth.new_below[above] += growth.new_below[node];
            }
            growth.anchor_bytes(node, u64::from(sizes[node]));
        }
        for (node, retained) in dominators.retained.iter() {
            if let Some(position) = matches.position(node).filter(|_| anatomy.is_visible(node)) {
                let net = *retained as i64 - base.retained_at(position) as i64;
                growth.add_net(node, net);
            }
        }
        Ok(growth)
    }

    /// The growth of a lasting visible node; none for others.
    pub fn own(&self, node: NodeOrdinal) -> Own {
        self.own.get(self.slots[node] as usize).copied().unwrap_or_default()
    }

    fn stand(&mut self, heap: &Heap, anatomy: &Anatomy, matches: &Matches, node: NodeOrdinal, above: NodeOrdinal) {
        let above_is_new = matches.is_new(above);
        let is_anchor = !above_is_new && matches!(anatomy.part(above), Part::Visible | Part::Group);
        self.anchors[node] = if is_anchor { above } else { self.anchors[above] };
        if above == heap.snapshot.root {
            self.anchors[node] = above;
        }
        if !matches.is_new(node) {
            return;
        }
        let held_by_code =
            if above_is_new { self.standing[above] == Standing::Background } else { anatomy.owner(above) == NOBODY };
        self.standing[node] = if above_is_new && matches!(self.standing[above], Standing::Entry | Standing::Below) {
            Standing::Below
        } else if held_by_code || anatomy.part(node) == Part::Code {
            Standing::Background
        } else if anatomy.is_visible(node) {
            Standing::Entry
        } else {
            Standing::Inner
        };
    }

    fn anchor_bytes(&mut self, node: NodeOrdinal, size: u64) {
        let anchor = self.anchors[node];
        if self.standing[node] == Standing::Background || anchor == NOBODY {
            return;
        }
        let next = self.own.len() as u32;
        let slot = &mut self.slots[anchor];
        if *slot == NEW {
            *slot = next;
            self.own.push(Own::default());
        }
        if let Some(own) = self.own.get_mut(*slot as usize) {
            own.new_bytes += size;
            if self.standing[node] == Standing::Inner {
                own.inner_bytes += size;
            }
        }
    }

    fn add_net(&mut self, node: NodeOrdinal, net: i64) {
        if let Some(own) = self.own.get_mut(self.slots[node] as usize) {
            own.net += net;
        }
        let anchor = self.anchors[node];
        if anchor != NOBODY
            && let Some(own) = self.own.get_mut(self.slots[anchor] as usize)
        {
            own.net -= net;
        }
    }
}
