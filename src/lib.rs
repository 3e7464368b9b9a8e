//! The engine of leakscope: heap snapshots of V8, read as a stream, turned into a graph, and asked what grew and who
//! holds it.
//!
//! Open two files, compare them, name the suspects:
//!
//! ```
//! use leakscope::leaks::{self, BaseColumns};
//! use leakscope::report::{self, Format, ReportHead};
//! use leakscope::{BaseClasses, Comparison, Heap, Input};
//!
//! fn open(path: &str) -> Result<Heap, Box<dyn std::error::Error>> {
//!     let stored = std::fs::read(path)?;
//!     let mut input = Input::new(stored.len() as u64);
//!     for chunk in stored.chunks(64 << 10) {
//!         input.push(chunk)?;
//!     }
//!     Ok(Heap::new(input.finish()?)?)
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut older = open("tests/leaks/cases/mail-outbox/A.heapsnapshot.gz")?;
//! let mut newer = open("tests/leaks/cases/mail-outbox/B.heapsnapshot.gz")?;
//!
//! let classes = BaseClasses::new(&mut older, newer.interfaces())?;
//! let comparison = Comparison::new(&newer, &classes)?;
//! assert!(comparison.rows.iter().any(|class| class.new_count > 0));
//!
//! older.dominate()?;
//! newer.dominate()?;
//! let findings = leaks::find(&newer, &[BaseColumns::of(&older)?])?;
//! print!("{}", report::suspects(&findings, &ReportHead::default(), Format::Table)?);
//! # assert!(!findings.suspects.is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! Data flows one way through the rooms, and a later room may use an earlier one, never the other way round:
//! `snapshot` (bytes → columns) → `graph` (columns → distances, dominators, sizes) → `classes` (names, keys, aggregates)
//! → `compare`, `query` (rows), [`leaks`] (suspects) → [`report`] (tables, documents, JSON, CSV) → `export` (Parquet, with the feature of that name). The page reaches it
//! through `wasm`, the command line through `main.rs`. Nothing here knows a browser, and nothing panics on input.

mod blocks;
mod classes;
mod compare;
mod error;
#[cfg(all(feature = "parquet", not(target_family = "wasm")))]
pub mod export;
mod graph;
mod growth;
mod heap;
mod index;
pub mod leaks;
pub mod pace;
mod phases;
mod query;
mod redaction;
pub mod report;
mod runtime_names;
mod snapshot;
mod sort;
mod text;
mod threads;
mod transfer;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
mod wasm;

pub use classes::{GeneratedPlace, OriginalPlace};
pub use compare::timeline::{ClassSums, Timeline};
pub use compare::{BaseClasses, Comparison, Difference};
pub use error::{Category, OutOfMemory, Problem, ReadError, Section};
pub use heap::{Goal, Heap, Phase, Progress};
pub use index::NodeOrdinal;
pub use query::columns;
pub use query::{
    AllocationInterval, AllocationRow, ClassRow, ClosureRow, Cut, Details, DiffRow, Direction, DominatorBox, EdgeRow,
    FindError, FindProgress, FindQuery, Found, IdRange, InstanceSet, ListKey, Matches, MergedPath, MergedPaths,
    NativeContextSize, NativeContextSizes, Need, News, NodeFilter, ObjectRow, ObjectSum, Page, PathStep, Place,
    Redactor, RowQuery, Session, Sort, SortColumn, StackFrame, StringRow, TimelineRow, UnusedVariableRow,
    instances_called, merged_paths,
};
pub use redaction::copy::{Key as RedactionKey, RedactedCopy, Redaction};
pub use snapshot::v8::budget::Budget;
pub use snapshot::{Input, ParallelReader, Snapshot, Warnings};
