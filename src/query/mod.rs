//! One screen of rows at a time: sorted, filtered, paged (docs/semantics.md §15).
//!
//! `rows` says what a row holds, `classes`, `objects` and `edges` make the lists, `path` asks for retaining paths, `icicle` and
//! `merged_paths` make trees to be drawn, `cuts` finds what would have to be cut, `allocations` who allocated what and when,
//! `details` says what there is to say of one object, and [`Session`] is what a front end talks to: a heap with its comparison and
//! the orders asked for last.

mod allocations;
mod classes;
mod closures;
pub mod columns;
mod cuts;
mod details;
mod duplicates;
mod edges;
mod filters;
mod find;
mod icicle;
mod ignored;
mod merged_paths;
mod native_contexts;
mod needs;
mod objects;
mod order;
mod path;
mod place;
mod preview;
mod redacted;
mod retained_together;
pub mod rows;
mod session;
mod subset;
mod unused_variables;

#[cfg(test)]
mod allocations_tests;
#[cfg(test)]
mod icicle_tests;
#[cfg(test)]
mod list_tests;
#[cfg(test)]
mod long_lists_tests;
#[cfg(test)]
mod needs_tests;
#[cfg(test)]
mod order_tests;
#[cfg(test)]
mod tests;

pub use allocations::{AllocationInterval, AllocationRow, StackFrame};
pub use closures::ClosureRow;
pub use cuts::{Cut, MOST_LINKS};
pub use details::Details;
pub use duplicates::StringRow;
pub use edges::Direction;
pub use filters::{IdRange, NodeFilter};
pub use find::{FindError, FindProgress, FindQuery, Matches};
pub use icicle::DominatorBox;
pub use merged_paths::{MergedPath, MergedPaths, instances_called, merged_paths};
pub use native_contexts::{NativeContextSize, NativeContextSizes};
pub use needs::{Found, InstanceSet, ListKey, Need};
pub use place::{Generated, Place};
pub use redacted::Redactor;
pub use rows::{ClassRow, DiffRow, EdgeRow, ObjectRow, PathStep, TimelineRow};
pub use session::Session;
pub use subset::{ObjectSum, SummaryPage};
pub use unused_variables::UnusedVariableRow;

use crate::index::NodeOrdinal;

/// A column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortColumn {
    /// Constructor or object: by name.
    Object,
    /// Number of objects.
    Count,
    /// Distance.
    Distance,
    /// Shallow size.
    ShallowSize,
    /// Retained size.
    RetainedSize,
    /// `# New`
    NewCount,
    /// `# Deleted`
    DeletedCount,
    /// `# Delta`
    CountDelta,
    /// `Alloc. Size`
    AllocSize,
    /// `Freed Size`
    FreedSize,
    /// `Size Delta`
    SizeDelta,
    /// Number of objects that are alive
    LiveCount,
    /// Bytes of those
    LiveSize,
    /// Bytes of all that was allocated
    AllocatedSize,
    /// Timeline: what grew in every step first, then by growth.
    Growth,
}

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column that decides first; what decides between equals is fixed per list.
    pub column: SortColumn,
    /// Smallest first.
    pub ascending: bool,
}

/// Which rows of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowQuery {
    /// The order.
    pub sort: Sort,
    /// Class rows only: those whose name contains this text, in any case.
    pub filter: Option<String>,
    /// Summary only: of these objects.
    pub objects: NodeFilter,
    /// The first row, 0-based.
    pub from: usize,
    /// The most rows.
    pub count: usize,
    /// Whether names that are data are replaced, because the rows leave the machine.
    pub redact: bool,
    /// Retainers only: as if no link led to these objects.
    pub ignoring: Vec<NodeOrdinal>,
    /// Contents only: what of them is new.
    pub news: News,
}

/// What a list says of the objects that the older snapshot of a comparison does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    #[default]
    Unasked,
    /// Which they are.
    Marked,
    /// It has no others.
    Only,
}

impl RowQuery {
    /// All rows in an order.
    pub fn all(column: SortColumn, ascending: bool) -> Self {
        Self {
            sort: Sort { column, ascending },
            filter: None,
            objects: NodeFilter::All,
            from: 0,
            count: usize::MAX,
            redact: false,
            ignoring: Vec::new(),
            news: News::Unasked,
        }
    }
}

/// Rows of a list, with its length.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Page<T> {
    /// Rows in the whole list.
    pub total: usize,
    /// Position of the first row in the list.
    pub from: usize,
    /// The rows.
    pub rows: Vec<T>,
}
