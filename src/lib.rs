//! The engine of leakscope: V8 heap snapshots, read as a stream, turned into a graph, and asked what grew and who holds it.
//!
//! Data flows one way through the rooms, and a later room may use an earlier one, never the other way round:
//! `snapshot` (bytes → columns) → `graph` (columns → distances, dominators, sizes) → `classes` (names, keys, aggregates)
//! → `compare`, `query` (rows) → `report` (tables, JSON, CSV). The page reaches it through `wasm`, the command line
//! through `main.rs`. Nothing here knows a browser, and nothing panics on input.

mod blocks;
pub mod classes;
pub mod compare;
pub mod error;
pub mod graph;
pub mod heap;
pub mod index;
pub mod leaks;
pub mod query;
pub mod redaction;
pub mod report;
pub mod snapshot;
pub mod sort;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
