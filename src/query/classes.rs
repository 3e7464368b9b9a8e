//! Class rows, of Summary and of Comparison.

use std::cmp::Ordering;

use super::rows::{ClassRow, DiffRow};
use super::{Page, RowQuery, Sort, SortColumn};
use crate::compare::Comparison;
use crate::heap::Heap;
use crate::index::{ClassId, Position};
use crate::text::JsString;

/// A page of Summary.
pub fn summary(heap: &Heap, query: &RowQuery) -> Page<ClassRow> {
    let rows = heap.aggregates.rows.iter().map(|&class| class_row(heap, class));
    page(rows.collect(), query, |row| &row.name, |a, b| compare_classes(a, b, query.sort))
}

/// A page of Comparison.
pub fn comparison(comparison: &Comparison, query: &RowQuery) -> Page<DiffRow> {
    let rows = comparison.rows.iter().enumerate().map(|(position, row)| DiffRow::new(position, row));
    page(rows.collect(), query, |row| &row.name, |a, b| compare_differences(a, b, query.sort))
}

fn class_row(heap: &Heap, class: ClassId) -> ClassRow {
    let aggregate = heap.aggregates.of_class[class];
    ClassRow {
        class_index: class.index() as u32,
        key: heap.classes.key(&heap.snapshot, class),
        name: heap.classes.name(&heap.snapshot, class).into(),
        count: aggregate.count,
        distance: heap.distances.as_ref().map(|(_, of_classes)| of_classes[class]),
        shallow_size: aggregate.shallow_size,
        retained_size: heap.class_retained.as_ref().map(|sizes| sizes[class]),
    }
}

fn page<Row: Clone>(
    mut rows: Vec<Row>,
    query: &RowQuery,
    name: impl Fn(&Row) -> &JsString,
    compare: impl Fn(&Row, &Row) -> Ordering,
) -> Page<Row> {
    if let Some(filter) = query.filter.as_deref().filter(|text| !text.is_empty()) {
        let wanted = filter.to_lowercase();
        rows.retain(|row| name(row).as_js_str().to_lossy().to_lowercase().contains(&wanted));
    }
    rows.sort_by(compare);
    Page { total: rows.len(), from: query.from.min(rows.len()), rows: query.window(&rows).to_vec() }
}

fn directed(order: Ordering, ascending: bool) -> Ordering {
    if ascending { order } else { order.reverse() }
}

fn by_text(a: &JsString, b: &JsString) -> Ordering {
    a.as_js_str().cmp_utf16(b.as_js_str())
}

fn compare_classes(a: &ClassRow, b: &ClassRow, sort: Sort) -> Ordering {
    let (first, second) = match sort.column {
        SortColumn::Distance => (a.distance.cmp(&b.distance), b.retained_size.cmp(&a.retained_size)),
        SortColumn::Count => (a.count.cmp(&b.count), by_text(&a.name, &b.name)),
        SortColumn::ShallowSize => (a.shallow_size.cmp(&b.shallow_size), by_text(&a.name, &b.name)),
        SortColumn::RetainedSize => (a.retained_size.cmp(&b.retained_size), by_text(&a.name, &b.name)),
        _ => (by_text(&a.name, &b.name), b.retained_size.cmp(&a.retained_size)),
    };
    directed(first, sort.ascending).then(second).then(a.class_index.cmp(&b.class_index))
}

fn compare_differences(a: &DiffRow, b: &DiffRow, sort: Sort) -> Ordering {
    let first = match sort.column {
        SortColumn::NewCount => a.new_count.cmp(&b.new_count),
        SortColumn::DeletedCount => a.deleted_count.cmp(&b.deleted_count),
        SortColumn::CountDelta => a.count_delta.cmp(&b.count_delta),
        SortColumn::AllocSize => a.alloc_size.cmp(&b.alloc_size),
        SortColumn::FreedSize => a.freed_size.cmp(&b.freed_size),
        SortColumn::SizeDelta => a.size_delta.cmp(&b.size_delta),
        _ => by_text(&a.name, &b.name),
    };
    directed(first, sort.ascending).then_with(|| by_text(&a.name, &b.name)).then(a.class_index.cmp(&b.class_index))
}
