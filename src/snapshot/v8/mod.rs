//! The reader of V8's format: unpacked bytes → [`Snapshot`](super::Snapshot).
//!
//! [`Reader`] follows the outline of the file and hands the inside of each section to a scanner (`numbers`,
//! `string_array`, `skip`), whose batches go to the section's sink; `assemble` checks the sections against each other.
//! Node.js, Chromium, Electron, Deno, workerd, Bun and Hermes write this format. Whatever of it is special to V8 stays in
//! here: another format's reader would be a folder beside this one that fills the same columns.

mod allocation_sink;
mod assemble;
mod body;
pub mod budget;
pub(super) mod complaint;
mod copier;
mod decoded;
mod edge_sink;
mod fields;
pub mod header;
pub(super) mod key;
mod location_sink;
mod node_sink;
mod numbers;
mod reader;
mod scope_sink;
mod side_tables;
pub(super) mod skip;
pub(super) mod string_array;
mod trace_tree;

pub use copier::{Copier, Rewrite};
pub use decoded::{Decoded, Numbers};
pub use reader::Reader;
