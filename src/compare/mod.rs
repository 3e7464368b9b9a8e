//! Two snapshots → what is new, gone, grown (docs/semantics.md §12).
//!
//! Objects of one process keep their id, so a class's objects are matched by id. The base's plain objects are given the
//! classes that the current snapshot's interfaces make of them, or the same literals would show as gone and new. The
//! base hands out its classes as columns, which is also how they travel between workers.

use std::collections::HashMap;

use crate::blocks::in_blocks;
use crate::classes::{Aggregates, Classes, Interfaces};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, NodeOrdinal, Position, RowIndex, TryPush, try_filled, try_make_room, try_with_capacity};
use crate::snapshot::{Nodes, Sizes};
use crate::sort;
use crate::text::{JsStr, JsString};

pub mod timeline;
mod transfer;

#[cfg(test)]
mod tests;

/// The classes of a base snapshot: per class its key, its name, and its nodes by ascending id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseClasses {
    /// Public class keys.
    pub keys: Vec<JsString>,
    /// The name of a class that only the base has.
    pub names: Vec<JsString>,
    /// Where each class starts in the columns below, and at the end their length.
    pub starts: Vec<u32>,
    /// Ids.
    pub ids: Vec<u32>,
    /// Shallow sizes.
    pub sizes: Sizes<RowIndex>,
    /// Ordinals in the base snapshot.
    pub ordinals: Vec<NodeOrdinal>,
}

/// One row of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Public class key.
    pub key: JsString,
    /// Class name.
    pub name: JsString,
    /// Objects that only the current snapshot has.
    pub new_count: u32,
    /// Objects that only the base has.
    pub deleted_count: u32,
    /// Bytes of the new objects.
    pub alloc_size: u64,
    /// Bytes of the deleted objects.
    pub freed_size: u64,
}

impl Difference {
    /// `# Delta`
    pub fn count_delta(&self) -> i64 {
        i64::from(self.new_count) - i64::from(self.deleted_count)
    }

    /// `Size Delta`
    pub fn size_delta(&self) -> i64 {
        self.alloc_size as i64 - self.freed_size as i64
    }
}

/// Lists of nodes, one per row of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NodeSets {
    /// Where each row's list starts in `nodes`, and at the end their number.
    pub starts: Vec<u32>,
    /// Ordinals, by ascending id within a row.
    pub nodes: Vec<NodeOrdinal>,
}

impl NodeSets {
    /// The list of a row.
    pub fn of(&self, row: usize) -> &[NodeOrdinal] {
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(&start), Some(&end)) => self.nodes.get(start as usize..end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    fn close(&mut self) -> Result<(), OutOfMemory> {
        self.starts.try_push(self.nodes.len() as u32)
    }
}

/// A comparison: its rows, and the objects behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// A row per class that has new or deleted objects.
    pub rows: Vec<Difference>,
    /// New objects of each row, in the current snapshot.
    pub new: NodeSets,
    /// Deleted objects of each row, in the base.
    pub deleted: NodeSets,
}

/// Nodes of a heap grouped by class, by ascending id.
#[derive(Debug)]
pub struct Groups {
    starts: Vec<u32>,
    ids: Vec<u32>,
    nodes: Vec<NodeOrdinal>,
}

/// The nodes of one class with their ids, by ascending id.
#[derive(Clone, Copy, Debug, Default)]
struct Group<'a> {
    ids: &'a [u32],
    nodes: &'a [NodeOrdinal],
}

impl Groups {
    /// The groups of a heap by its own classes. They do not depend on the base, so they can be made while it is busy.
    pub fn of_heap(heap: &Heap) -> Result<Self, OutOfMemory> {
        Self::new(heap, &heap.classes, &heap.aggregates)
    }

    fn new(heap: &Heap, classes: &Classes, aggregates: &Aggregates) -> Result<Self, OutOfMemory> {
        let mut starts = try_filled(classes.table.len() + 1, 0u32)?;
        let mut sum = 0;
        for (start, aggregate) in starts.iter_mut().zip(aggregates.of_class.as_slice()) {
            *start = sum;
            sum += aggregate.count;
        }
        let mut next = try_with_capacity(starts.len())?;
        next.extend_from_slice(&starts);
        if let Some(end) = starts.last_mut() {
            *end = sum;
        }
        // All at once by id, then to their classes in that order.
        let Nodes { id, self_size, .. } = &heap.snapshot.nodes;
        let mut by_id: Vec<u64> = try_with_capacity(sum as usize)?;
        let mut ids = id.in_order();
        in_blocks(id.len(), |nodes| {
            for node in nodes.map(NodeOrdinal::at).filter(|&node| !self_size.is_zero(node)) {
                by_id.push(u64::from(ids.of(node)) << 32 | u64::from(node.0));
            }
        });
        sort::by_upper_half(&mut by_id)?;
        let (mut ids, mut nodes) = (try_filled(sum as usize, 0)?, try_filled(sum as usize, NodeOrdinal(0))?);
        in_blocks(by_id.len(), |positions| {
            for &pair in &by_id[positions] {
                let node = NodeOrdinal(pair as u32);
                let place = &mut next[classes.of_node[node].index()];
                (ids[*place as usize], nodes[*place as usize]) = ((pair >> 32) as u32, node);
                *place += 1;
            }
        });
        Ok(Self { starts, ids, nodes })
    }

    fn of(&self, class: ClassId) -> Group<'_> {
        match (self.starts.get(class.index()), self.starts.get(class.index() + 1)) {
            (Some(&start), Some(&end)) => {
                let group = start as usize..end as usize;
                let ids = self.ids.get(group.clone()).unwrap_or_default();
                Group { ids, nodes: self.nodes.get(group).unwrap_or_default() }
            }
            _ => Group::default(),
        }
    }
}

impl BaseClasses {
    /// The classes of `base` by the interfaces of the current snapshot.
    ///
    /// # Errors
    ///
    /// When memory for the columns is not to be had.
    pub fn new(base: &mut Heap, interfaces: &Interfaces) -> Result<Self, OutOfMemory> {
        let classes = base.classes_by(interfaces)?;
        let aggregates = Aggregates::compute(&base.snapshot, &classes)?;
        let groups = Groups::new(base, &classes, &aggregates)?;
        let snapshot = &base.snapshot;
        let mut columns = Self::default();
        for &class in &aggregates.rows {
            columns.keys.try_push(classes.key(snapshot, class))?;
            let group = groups.of(class);
            let own_class = group.nodes.last().map(|&node| base.classes.of_node[node]);
            let name = own_class.map(|own| base.classes.name(snapshot, own)).unwrap_or_else(|| JsStr::new(b""));
            columns.names.try_push(name.into())?;
            columns.starts.try_push(columns.sizes.len() as u32)?;
            columns.sizes.try_grow(group.nodes.len())?;
            group.nodes.iter().for_each(|&node| columns.sizes.push(snapshot.nodes.self_size.of(node)));
        }
        columns.starts.try_push(columns.sizes.len() as u32)?;
        // Rows are in the order of their classes, and so are groups.
        (columns.ids, columns.ordinals) = (groups.ids, groups.nodes);
        Ok(columns)
    }

    /// The nodes of a class, as positions in the columns.
    fn range(&self, class: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(class).map_or(0, |&start| start as usize);
        start..self.starts.get(class + 1).map_or(start, |&end| end as usize)
    }
}

impl Comparison {
    /// Compares the current snapshot with the classes of a base.
    ///
    /// # Errors
    ///
    /// When memory for the rows or the sets of nodes is not to be had.
    pub fn new(current: &Heap, base: &BaseClasses) -> Result<Self, OutOfMemory> {
        Self::of_groups(current, &Groups::of_heap(current)?, base)
    }

    /// The same with the current snapshot's groups at hand.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn of_groups(current: &Heap, groups: &Groups, base: &BaseClasses) -> Result<Self, OutOfMemory> {
        let mut in_current: HashMap<JsString, ClassId> = HashMap::new();
        for &class in &current.aggregates.rows {
            try_make_room(&mut in_current)?;
            in_current.insert(current.classes.key(&current.snapshot, class), class);
        }
        let mut comparison = Self::default();
        comparison.new.close()?;
        comparison.deleted.close()?;
        for (position, (key, base_name)) in base.keys.iter().zip(&base.names).enumerate() {
            let class = in_current.remove(key);
            let group = class.map_or(Group::default(), |class| groups.of(class));
            let name = class.map_or(base_name.clone(), |class| current.classes.name(&current.snapshot, class).into());
            comparison.add_row(current, group, base, base.range(position), key.clone(), name)?;
        }
        // Classes that only the current snapshot has, in its order.
        for &class in &current.aggregates.rows {
            let key = current.classes.key(&current.snapshot, class);
            if in_current.contains_key(&key) {
                let name = current.classes.name(&current.snapshot, class).into();
                comparison.add_row(current, groups.of(class), base, 0..0, key, name)?;
            }
        }
        Ok(comparison)
    }

    /// Merges the two lists of a class by id; adds a row unless nothing is new or gone.
    fn add_row(
        &mut self,
        current: &Heap,
        group: Group<'_>,
        base: &BaseClasses,
        in_base: std::ops::Range<usize>,
        key: JsString,
        name: JsString,
    ) -> Result<(), OutOfMemory> {
        let nodes = &current.snapshot.nodes;
        let mut row = Difference { key, name, new_count: 0, deleted_count: 0, alloc_size: 0, freed_size: 0 };
        let mut news = group.ids.iter().copied().zip(group.nodes.iter().copied()).peekable();
        let mut olds = in_base
            .filter_map(|at| Some((*base.ids.get(at)?, base.sizes.get(RowIndex::at(at))?, *base.ordinals.get(at)?)))
            .peekable();
        loop {
            let new_id = news.peek().map(|&(id, _)| id);
            let old_id = olds.peek().map(|&(id, _, _)| id);
            match (old_id, new_id) {
                (None, None) => break,
                (Some(old), Some(new)) if old == new => {
                    news.next();
                    olds.next();
                }
                (Some(old), new) if new.is_none_or(|new| old < new) => {
                    let Some((_, size, ordinal)) = olds.next() else { break };
                    row.deleted_count += 1;
                    row.freed_size += size;
                    self.deleted.nodes.try_push(ordinal)?;
                }
                _ => {
                    let Some((_, node)) = news.next() else { break };
                    row.new_count += 1;
                    row.alloc_size += nodes.self_size.of(node);
                    self.new.nodes.try_push(node)?;
                }
            }
        }
        if row.new_count > 0 || row.deleted_count > 0 {
            self.rows.try_push(row)?;
            self.new.close()?;
            self.deleted.close()?;
        }
        Ok(())
    }
}
