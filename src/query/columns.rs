//! The columns of every list of rows: the one place that says what a column is called and which list has it.
//!
//! The page's protocol, `--sort` of the command line, the fields of JSON and CSV and the headings of text tables take
//! their names from here. A column that is added to a list is added here first, then to the row that holds its value
//! (`rows`) and to the order of the list (`classes`, `objects`, `edges`).

use super::{Sort, SortColumn};

/// What is known of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnFacts {
    /// What it sorts by.
    pub sort: SortColumn,
    /// Its name in the page's protocol.
    pub id: &'static str,
    /// Its name on the command line and the field's in JSON and CSV.
    pub field: &'static str,
    /// Its heading; those of DevTools where DevTools has the column.
    pub title: &'static str,
    /// Whether the smallest comes first if no direction is asked for.
    pub ascending: bool,
}

const fn column(sort: SortColumn, id: &'static str, title: &'static str) -> ColumnFacts {
    ColumnFacts { sort, id, field: id, title, ascending: matches!(sort, SortColumn::Object | SortColumn::Distance) }
}

/// The name of a class.
pub const CONSTRUCTOR: ColumnFacts =
    ColumnFacts { field: "name", ..column(SortColumn::Object, "object", "Constructor") };
/// The name of an object.
pub const OBJECT: ColumnFacts = ColumnFacts { title: "Object", ..CONSTRUCTOR };
/// An object by the name of the edge that leads to it.
pub const EDGE: ColumnFacts = ColumnFacts { field: "edgeName", ..OBJECT };
/// Number of objects.
pub const COUNT: ColumnFacts = column(SortColumn::Count, "count", "Count");
/// Edges from the root.
pub const DISTANCE: ColumnFacts = column(SortColumn::Distance, "distance", "Distance");
/// Bytes of the objects themselves.
pub const SHALLOW_SIZE: ColumnFacts = column(SortColumn::ShallowSize, "shallowSize", "Shallow Size");
/// Bytes that would be freed with them.
pub const RETAINED_SIZE: ColumnFacts = column(SortColumn::RetainedSize, "retainedSize", "Retained Size");
/// Objects that only the newer snapshot has.
pub const NEW_COUNT: ColumnFacts = column(SortColumn::NewCount, "newCount", "# New");
/// Objects that only the older snapshot has.
pub const DELETED_COUNT: ColumnFacts = column(SortColumn::DeletedCount, "deletedCount", "# Deleted");
/// Objects more, or fewer.
pub const COUNT_DELTA: ColumnFacts = column(SortColumn::CountDelta, "countDelta", "# Delta");
/// Bytes of the new objects.
pub const ALLOC_SIZE: ColumnFacts = column(SortColumn::AllocSize, "allocSize", "Alloc. Size");
/// Bytes of the deleted objects.
pub const FREED_SIZE: ColumnFacts = column(SortColumn::FreedSize, "freedSize", "Freed Size");
/// Bytes more, or fewer.
pub const SIZE_DELTA: ColumnFacts = column(SortColumn::SizeDelta, "sizeDelta", "Size Delta");
/// A function.
pub const FUNCTION: ColumnFacts = ColumnFacts { title: "Function", ..CONSTRUCTOR };
/// Objects that are alive of those that a function has allocated.
pub const LIVE_COUNT: ColumnFacts = column(SortColumn::LiveCount, "liveCount", "Live Count");
/// Their bytes.
pub const LIVE_SIZE: ColumnFacts = column(SortColumn::LiveSize, "liveSize", "Live Size");
/// Bytes of all that a function has allocated.
pub const ALLOCATED_SIZE: ColumnFacts = column(SortColumn::AllocatedSize, "size", "Size");
/// What grew in every step first, then by growth.
pub const GROWTH: ColumnFacts = column(SortColumn::Growth, "growth", "Grew In");

/// A list of rows: its columns, and which of them it is sorted by at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// the name of the view or of the list in it.
    pub name: &'static str,
    /// The columns by which it can be sorted.
    pub columns: &'static [ColumnFacts],
    /// The first order.
    pub first: ColumnFacts,
}

/// A row per class of one snapshot.
pub const SUMMARY: List = List {
    name: "summary",
    columns: &[CONSTRUCTOR, COUNT, DISTANCE, SHALLOW_SIZE, RETAINED_SIZE],
    first: RETAINED_SIZE,
};
/// A row per class of two snapshots.
pub const COMPARISON: List = List {
    name: "comparison",
    columns: &[CONSTRUCTOR, NEW_COUNT, DELETED_COUNT, COUNT_DELTA, ALLOC_SIZE, FREED_SIZE, SIZE_DELTA],
    first: SIZE_DELTA,
};
/// A row per class of several snapshots.
pub const TIMELINE: List =
    List { name: "timeline", columns: &[GROWTH, CONSTRUCTOR, COUNT_DELTA, SIZE_DELTA], first: GROWTH };
/// A row per object.
pub const OBJECTS: List =
    List { name: "objects", columns: &[OBJECT, DISTANCE, SHALLOW_SIZE, RETAINED_SIZE], first: RETAINED_SIZE };
/// A row per edge to an object.
pub const RETAINERS: List =
    List { name: "retainers", columns: &[EDGE, DISTANCE, SHALLOW_SIZE, RETAINED_SIZE], first: DISTANCE };

/// A row per edge from an object.
pub const CONTENTS: List = List { name: "contents", first: RETAINED_SIZE, ..RETAINERS };

/// A row per function that allocated something.
pub const ALLOCATION: List =
    List { name: "allocation", columns: &[FUNCTION, LIVE_COUNT, COUNT, LIVE_SIZE, ALLOCATED_SIZE], first: LIVE_SIZE };

impl List {
    /// All lists.
    pub const ALL: [Self; 7] = [SUMMARY, COMPARISON, TIMELINE, OBJECTS, RETAINERS, CONTENTS, ALLOCATION];

    /// The first order.
    pub fn first_sort(self) -> Sort {
        Sort { column: self.first.sort, ascending: self.first.ascending }
    }

    /// The column with this name on the command line.
    pub fn column(self, field: &str) -> Option<ColumnFacts> {
        self.columns.iter().copied().find(|column| column.field == field)
    }
}

impl SortColumn {
    /// The column with this name in the page's protocol.
    pub fn from_id(id: &str) -> Option<Self> {
        // In a place of its own: as a constant it would be written out in code.
        static LISTS: [List; 7] = List::ALL;
        let of_list = |list: &List| list.columns.iter().find(|column| column.id == id).map(|column| column.sort);
        LISTS.iter().find_map(of_list)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn a_name_means_one_column() {
        let mut by_id: HashMap<&str, SortColumn> = HashMap::new();
        for list in List::ALL {
            assert!(list.columns.contains(&list.first), "{}", list.name);
            let mut fields: Vec<&str> = list.columns.iter().map(|column| column.field).collect();
            fields.sort_unstable();
            fields.dedup();
            assert_eq!(fields.len(), list.columns.len(), "{}", list.name);
            for column in list.columns {
                assert_eq!(*by_id.entry(column.id).or_insert(column.sort), column.sort, "{}", column.id);
                assert_eq!(SortColumn::from_id(column.id), Some(column.sort));
            }
        }
        assert_eq!(SortColumn::from_id("name"), None);
    }
}
