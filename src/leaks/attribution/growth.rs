//! How much each surviving node has grown, and by what.
//!
//! Every new node belongs to the nearest surviving node that dominates it and that a program can see, unless code or
//! shapes stand between the two: those bytes are background. So all new bytes are shared out exactly once. A new visible
//! node with nothing new and visible between it and that dominator is an *entry*: what was put into something that was
//! there before.

use crate::error::OutOfMemory;
use crate::graph::DominatorTree;
use crate::index::{Column, NodeOrdinal};
use crate::leaks::baseline::{BaseColumns, Survivors};
use crate::leaks::model::{Model, NOBODY, Visibility};

/// No position in `own`.
const NOTHING: u32 = u32::MAX;

/// What a node is to the growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Was there before.
    Survivor,
    /// New, a part of its nearest surviving dominator or of nothing visible.
    Inner,
    /// New, put into something that was there.
    Entry,
    /// New, belongs to an entry.
    Below,
    /// New code, or what code holds.
    Background,
}

/// What is attributed to a surviving visible node.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributed {
    /// New bytes whose nearest surviving dominator this is.
    pub new_bytes: u64,
    /// Of these, in parts of the node itself.
    pub inner_bytes: u64,
    /// Retained size now minus before in bytes, less that of surviving nodes of which this is the nearest surviving
    /// dominator.
    pub net: i64,
}

/// The growth of everything.
#[derive(Debug)]
pub struct Growth {
    /// For each node, the nearest dominator that was there before and that a program can see, or a root group.
    pub surviving_dominator: Column<NodeOrdinal, NodeOrdinal>,
    /// For each node, its part in the growth.
    pub status: Column<NodeOrdinal, Status>,
    /// New bytes at and below each new node, down to the next surviving ones.
    pub new_below: Column<NodeOrdinal, u64>,
    /// For each node, its position in `own`.
    slots: Column<NodeOrdinal, u32>,
    own: Vec<Attributed>,
}

impl Growth {
    /// Shares all new bytes out.
    ///
    /// # Errors
    /// If memory ends.
    pub fn of(
        model: &Model<'_>,
        tree: &DominatorTree,
        survivors: &Survivors,
        base: &BaseColumns,
    ) -> Result<Self, OutOfMemory> {
        let heap = model.heap;
        let count = heap.snapshot.nodes.len();
        let mut growth = Self {
            surviving_dominator: Column::filled(count, NOBODY)?,
            status: Column::filled(count, Status::Survivor)?,
            new_below: Column::filled(count, 0)?,
            slots: Column::filled(count, NOTHING)?,
            own: Vec::new(),
        };
        let Some(dominators) = &heap.dominators else { return Ok(growth) };
        for &node in tree.order.iter().skip(1) {
            growth.classify(model, survivors, node, dominators.immediate[node]);
        }
        let sizes = &heap.snapshot.nodes.self_size;
        for &node in tree.order.iter().skip(1).rev() {
            if growth.status[node] == Status::Survivor {
                continue;
            }
            growth.new_below[node] += u64::from(sizes[node]);
            let above = dominators.immediate[node];
            if survivors.is_new(above) {
                growth.new_below[above] += growth.new_below[node];
            }
            growth.attribute(node, u64::from(sizes[node]));
        }
        for (node, retained) in dominators.retained.iter() {
            if let Some(position) = survivors.position(node).filter(|_| model.is_visible(node)) {
                let net = *retained as i64 - base.retained_at(position) as i64;
                growth.add_net(node, net);
            }
        }
        Ok(growth)
    }

    /// What is attributed to a surviving visible node; nothing to others.
    pub fn of_node(&self, node: NodeOrdinal) -> Attributed {
        self.own.get(self.slots[node] as usize).copied().unwrap_or_default()
    }

    fn classify(&mut self, model: &Model<'_>, survivors: &Survivors, node: NodeOrdinal, above: NodeOrdinal) {
        let above_is_new = survivors.is_new(above);
        let can_own = !above_is_new && matches!(model.visibility(above), Visibility::Visible | Visibility::RootGroup);
        self.surviving_dominator[node] = if can_own { above } else { self.surviving_dominator[above] };
        if above == model.heap.snapshot.root {
            self.surviving_dominator[node] = above;
        }
        if !survivors.is_new(node) {
            return;
        }
        let held_by_code =
            if above_is_new { self.status[above] == Status::Background } else { model.owner(above) == NOBODY };
        self.status[node] = if above_is_new && matches!(self.status[above], Status::Entry | Status::Below) {
            Status::Below
        } else if held_by_code || model.visibility(node) == Visibility::Code {
            Status::Background
        } else if model.is_visible(node) {
            Status::Entry
        } else {
            Status::Inner
        };
    }

    fn attribute(&mut self, node: NodeOrdinal, size: u64) {
        let owner = self.surviving_dominator[node];
        if self.status[node] == Status::Background || owner == NOBODY {
            return;
        }
        let next = self.own.len() as u32;
        let slot = &mut self.slots[owner];
        if *slot == NOTHING {
            *slot = next;
            self.own.push(Attributed::default());
        }
        if let Some(own) = self.own.get_mut(*slot as usize) {
            own.new_bytes += size;
            if self.status[node] == Status::Inner {
                own.inner_bytes += size;
            }
        }
    }

    fn add_net(&mut self, node: NodeOrdinal, net: i64) {
        if let Some(own) = self.own.get_mut(self.slots[node] as usize) {
            own.net += net;
        }
        let owner = self.surviving_dominator[node];
        if owner != NOBODY
            && let Some(own) = self.own.get_mut(self.slots[owner] as usize)
        {
            own.net -= net;
        }
    }
}
