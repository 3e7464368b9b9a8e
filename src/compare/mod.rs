//! Two snapshots → what is new, gone, grown (docs/semantics.md §12).
//!
//! Objects of one process keep their id, so a class's objects are matched by id. The base's plain objects are given the
//! classes that the current snapshot's interfaces make of them, or the same literals would show as gone and new. The
//! base hands out its classes as columns, which is also how they travel between workers.

use std::collections::HashMap;
use std::ops::Range;

use crate::blocks::STEPS;
use crate::classes::{Aggregates, Classes, Interfaces, NamedInterfaces};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, NodeOrdinal, Position, RowIndex, TryPush, try_filled, try_make_room, try_with_capacity};
use crate::pace::{Pace, at_once};
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

/// What a class takes beside its objects: as much as so many of them.
const ROWS_PER_CLASS: usize = 32;

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
    ///
    /// # Errors
    ///
    /// When there is no memory for them.
    pub async fn of_heap(heap: &Heap, pace: &Pace) -> Result<Self, OutOfMemory> {
        Self::new(heap, &heap.classes, &heap.aggregates, pace).await
    }

    async fn new(heap: &Heap, classes: &Classes, aggregates: &Aggregates, pace: &Pace) -> Result<Self, OutOfMemory> {
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
        let mut add = |nodes: Range<usize>| {
            for node in nodes.map(NodeOrdinal::at).filter(|&node| !self_size.is_zero(node)) {
                by_id.push(u64::from(ids.of(node)) << 32 | u64::from(node.0));
            }
        };
        pace.in_blocks(id.len(), &mut add).await;
        sort::by_upper_half_in_steps(&mut by_id, pace).await?;
        let mut ids = pace.filled(sum as usize, 0).await?;
        let mut nodes = try_filled(sum as usize, NodeOrdinal(0))?;
        let mut put = |positions: Range<usize>| {
            for &pair in &by_id[positions] {
                let node = NodeOrdinal(pair as u32);
                let place = &mut next[classes.of_node[node].index()];
                (ids[*place as usize], nodes[*place as usize]) = ((pair >> 32) as u32, node);
                *place += 1;
            }
        };
        pace.in_blocks(by_id.len(), &mut put).await;
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
        let interfaces = base.named(interfaces.clone())?;
        at_once(Self::in_steps(base, &interfaces, &Pace::unbroken()))
    }

    /// The same in steps.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub async fn in_steps(base: &Heap, interfaces: &NamedInterfaces, pace: &Pace) -> Result<Self, OutOfMemory> {
        let snapshot = &base.snapshot;
        let classes = base.classes_by(interfaces, pace).await?;
        let aggregates = Aggregates::of_subset(snapshot, &classes, &|_| true, pace).await?;
        let groups = Groups::new(base, &classes, &aggregates, pace).await?;
        let mut columns = Self::default();
        // Rows are in the order of their classes, and so are groups.
        for &class in &aggregates.rows {
            columns.keys.try_push(classes.key(snapshot, class))?;
            let last = groups.of(class).nodes.last();
            let name = last.map(|&node| base.classes.name(snapshot, base.classes.of_node[node]));
            columns.names.try_push(name.unwrap_or_else(|| JsStr::new(b"")).into())?;
            columns.starts.try_push(groups.starts.get(class.index()).copied().unwrap_or(0))?;
            pace.spend(ROWS_PER_CLASS).await;
        }
        columns.starts.try_push(groups.nodes.len() as u32)?;
        columns.sizes.try_reserve(groups.nodes.len())?;
        let mut add = |rows: Range<usize>| {
            let nodes = groups.nodes.get(rows).unwrap_or_default();
            nodes.iter().for_each(|&node| columns.sizes.push(snapshot.nodes.self_size.of(node)));
        };
        pace.in_blocks(groups.nodes.len(), &mut add).await;
        (columns.ids, columns.ordinals) = (groups.ids, groups.nodes);
        Ok(columns)
    }

    /// The nodes of a class, as positions in the columns.
    fn range(&self, class: usize) -> Range<usize> {
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
        let pace = &Pace::unbroken();
        at_once(async { Self::in_steps(current, &Groups::of_heap(current, pace).await?, base, pace).await })
    }

    /// The same in steps, with the current snapshot's groups at hand.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub async fn in_steps(
        current: &Heap,
        groups: &Groups,
        base: &BaseClasses,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let mut in_current: HashMap<JsString, ClassId> = HashMap::new();
        for &class in &current.aggregates.rows {
            try_make_room(&mut in_current)?;
            in_current.insert(current.classes.key(&current.snapshot, class), class);
            pace.spend(ROWS_PER_CLASS).await;
        }
        let mut classes = Vec::new();
        for (position, key) in base.keys.iter().enumerate() {
            classes.try_push((Some(position), in_current.remove(key)))?;
            pace.spend(ROWS_PER_CLASS).await;
        }
        // Those that only the current snapshot has, in its order.
        for &class in &current.aggregates.rows {
            if in_current.contains_key(&current.classes.key(&current.snapshot, class)) {
                classes.try_push((None, Some(class)))?;
            }
        }
        let mut comparison = Self::default();
        comparison.new.close()?;
        comparison.deleted.close()?;
        for (position, class) in classes {
            let olds = position.map_or(0..0, |position| base.range(position));
            let news = class.map_or(Group::default(), |class| groups.of(class));
            let rows = news.ids.len() + olds.len();
            let mut merge = Merge { current, news, base, olds, row: Difference::default() };
            while merge.step(&mut comparison)? {
                pace.spend(STEPS).await;
            }
            let mut row = merge.row;
            pace.spend(rows % STEPS + ROWS_PER_CLASS).await;
            if row.new_count == 0 && row.deleted_count == 0 {
                continue;
            }
            let of_base = |texts: &[JsString]| texts.get(position?).cloned();
            row.key = of_base(&base.keys)
                .or_else(|| Some(current.classes.key(&current.snapshot, class?)))
                .unwrap_or_default();
            let name = class.map(|class| current.classes.name(&current.snapshot, class).into());
            row.name = name.or_else(|| of_base(&base.names)).unwrap_or_default();
            comparison.rows.try_push(row)?;
            comparison.new.close()?;
            comparison.deleted.close()?;
        }
        Ok(comparison)
    }
}

/// The objects of one class in both snapshots, by ascending id: what is left to be merged, and what came of the rest.
struct Merge<'a> {
    current: &'a Heap,
    news: Group<'a>,
    base: &'a BaseClasses,
    olds: Range<usize>,
    row: Difference,
}

impl Merge<'_> {
    /// Takes in some objects; says whether there may be more.
    #[inline(never)]
    fn step(&mut self, comparison: &mut Comparison) -> Result<bool, OutOfMemory> {
        let Self { current, news, base, olds, row } = self;
        for _ in 0..STEPS {
            let old = base.ids.get(olds.start).filter(|_| olds.start < olds.end);
            let (old, new) = match (old, news.ids.first()) {
                (None, None) => return Ok(false),
                (old, new) => (old.map_or(u64::MAX, |&id| id.into()), new.map_or(u64::MAX, |&id| id.into())),
            };
            if old <= new {
                let at = olds.start;
                olds.start += 1;
                if old < new {
                    row.deleted_count += 1;
                    row.freed_size += base.sizes.get(RowIndex::at(at)).unwrap_or(0);
                    comparison.deleted.nodes.try_push(base.ordinals.get(at).copied().unwrap_or_default())?;
                }
            }
            if new <= old
                && let Some((&node, nodes)) = news.nodes.split_first()
            {
                (news.ids, news.nodes) = (news.ids.get(1..).unwrap_or_default(), nodes);
                if new < old {
                    row.new_count += 1;
                    row.alloc_size += current.snapshot.nodes.self_size.of(node);
                    comparison.new.nodes.try_push(node)?;
                }
            }
        }
        Ok(true)
    }
}
