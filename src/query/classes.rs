//! Class rows: of Summary, of Comparison, of Timeline.

use super::order::{directed, signed};
use super::rows::{ClassRow, DiffRow, TimelineRow};
use super::subset::{ObjectSum, Subset};
use super::{Page, RowQuery, SortColumn};
use crate::classes::Aggregates;
use crate::compare::timeline::{Course, Timeline};
use crate::compare::{Comparison, Difference};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, Column, Position, try_collected};
use crate::sort::{Order, try_ranks};
use crate::text::JsStr;

/// The sums that a Summary shows: of all objects, or of a subset.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    /// Counts and shallow sizes.
    aggregates: &'a Aggregates,
    /// The least distance of each class.
    distances: Option<&'a Column<ClassId, i32>>,
    /// The retained size of each class.
    retained: Option<&'a Column<ClassId, u64>>,
}

impl<'a> Sums<'a> {
    /// All objects.
    pub fn of_all(heap: &'a Heap) -> Self {
        let distances = heap.distances.as_ref().map(|(_, of_classes)| of_classes);
        Self { aggregates: &heap.aggregates, distances, retained: heap.class_retained.as_ref() }
    }

    /// A part of them.
    pub fn of_subset(subset: &'a Subset) -> Self {
        let Subset { aggregates, distances, retained } = subset;
        Self { aggregates, distances: distances.as_ref(), retained: retained.as_ref() }
    }

    fn distance(self, class: ClassId) -> Option<i32> {
        self.distances.map(|distances| distances[class])
    }

    fn retained(self, class: ClassId) -> Option<u64> {
        self.retained.map(|sizes| sizes[class])
    }

    fn row(self, heap: &Heap, class: ClassId) -> ClassRow {
        let aggregate = self.aggregates.of_class[class];
        ClassRow {
            class_index: class.index() as u32,
            key: heap.classes.key(&heap.snapshot, class),
            name: heap.classes.name(&heap.snapshot, class).into(),
            count: aggregate.count,
            distance: self.distance(class),
            shallow_size: aggregate.shallow_size,
            retained_size: self.retained(class),
        }
    }
}

/// A page of Summary, and what all its rows add up to.
pub fn summary(heap: &Heap, sums: Sums<'_>, query: &RowQuery) -> Result<(Page<ClassRow>, ObjectSum), OutOfMemory> {
    let name = |&class: &ClassId| heap.classes.name(&heap.snapshot, class);
    let classes = filtered(sums.aggregates.rows.iter().copied(), query, name)?;
    let mut sum = ObjectSum::default();
    for aggregate in classes.iter().map(|&class| sums.aggregates.of_class[class]) {
        sum.count += u64::from(aggregate.count);
        sum.shallow_size += aggregate.shallow_size;
    }
    let ranks = try_ranks(&try_collected(classes.iter().map(name))?)?;
    let rows = classes.iter().zip(ranks).map(|(&class, rank)| {
        let (rank, retained) = (u64::from(rank), sums.retained(class).map_or(0, |bytes| bytes + 1));
        let aggregate = sums.aggregates.of_class[class];
        let (first, second) = match query.sort.column {
            SortColumn::Distance => (sums.distance(class).map_or(0, |distance| signed(distance.into())), !retained),
            SortColumn::Count => (aggregate.count.into(), rank),
            SortColumn::ShallowSize => (aggregate.shallow_size, rank),
            SortColumn::RetainedSize => (retained, rank),
            _ => (rank, !retained),
        };
        (directed(first, query.sort.ascending), second, class.0)
    });
    Ok((page(Order::new(try_collected(rows)?), query, |class| sums.row(heap, ClassId(class)))?, sum))
}

/// A page of Timeline.
pub fn timeline(heap: &Heap, timeline: &Timeline, query: &RowQuery) -> Result<Page<TimelineRow>, OutOfMemory> {
    let rows = filtered(timeline.rows.iter().enumerate(), query, |(_, row)| row.name.as_js_str())?;
    let ranks = try_ranks(&try_collected(rows.iter().map(|(_, row)| row.name.as_js_str()))?)?;
    let rows = rows.iter().zip(ranks).map(|((position, row), rank)| {
        let first = match query.sort.column {
            SortColumn::CountDelta => signed(row.count_delta()),
            SortColumn::SizeDelta => signed(row.size_delta()),
            SortColumn::Growth => u64::from(row.grew_in_every_step()) << 63 | signed(row.size_delta()) >> 1,
            _ => rank.into(),
        };
        (directed(first, query.sort.ascending), rank.into(), *position as u32)
    });
    let row = |position: u32| {
        let course = timeline.rows.get(position as usize);
        TimelineRow::new(heap, course.unwrap_or(&Course::default()))
    };
    page(Order::new(try_collected(rows)?), query, row)
}

/// A page of Comparison.
pub fn comparison(comparison: &Comparison, query: &RowQuery) -> Result<Page<DiffRow>, OutOfMemory> {
    let rows = filtered(comparison.rows.iter().enumerate(), query, |(_, row)| row.name.as_js_str())?;
    let ranks = try_ranks(&try_collected(rows.iter().map(|(_, row)| row.name.as_js_str()))?)?;
    let rows = rows.iter().zip(ranks).map(|((position, row), rank)| {
        let first = directed(comparison_key(row, query.sort.column).unwrap_or(rank.into()), query.sort.ascending);
        (first, rank.into(), *position as u32)
    });
    let row = |position: u32| {
        let difference = comparison.rows.get(position as usize);
        DiffRow::new(position as usize, difference.unwrap_or(&Difference::default()))
    };
    page(Order::new(try_collected(rows)?), query, row)
}

/// What a column of a comparison sorts by; nothing if by name.
fn comparison_key(row: &Difference, column: SortColumn) -> Option<u64> {
    Some(match column {
        SortColumn::NewCount => row.new_count.into(),
        SortColumn::DeletedCount => row.deleted_count.into(),
        SortColumn::CountDelta => signed(row.count_delta()),
        SortColumn::AllocSize => row.alloc_size,
        SortColumn::FreedSize => row.freed_size,
        SortColumn::SizeDelta => signed(row.size_delta()),
        _ => return None,
    })
}

/// The rows whose name contains the filter's text, in any case.
fn filtered<'a, T>(
    rows: impl Iterator<Item = T>,
    query: &RowQuery,
    name: impl Fn(&T) -> JsStr<'a>,
) -> Result<Vec<T>, OutOfMemory> {
    let wanted = query.filter.as_deref().unwrap_or_default().to_lowercase();
    try_collected(rows.filter(|row| wanted.is_empty() || name(row).to_lossy().to_lowercase().contains(&wanted)))
}

fn page<T>(mut order: Order, query: &RowQuery, row: impl Fn(u32) -> T) -> Result<Page<T>, OutOfMemory> {
    let (total, from) = (order.len(), query.from.min(order.len()));
    let rows = try_collected(order.window(from, query.count).iter().map(|&(_, _, item)| row(item)))?;
    Ok(Page { total, from, rows })
}
