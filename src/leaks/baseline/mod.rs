//! What is kept of an earlier snapshot, and whether it is of the same process.
//!
//! The second stage. Each snapshot of the page lives in a worker of its own, so an earlier one hands out columns
//! ([`BaseColumns`]: its dominator tree as an [`Outline`], 32 bytes a node, and a sample of its ids, [`ProcessSample`]), and
//! the latest does the rest. [`SameProcess`] says which of the earlier ones can be compared by id, and [`Survivors`] which
//! nodes were there before.

mod columns;
pub mod outline;
mod survivors;

pub use columns::BaseColumns;
pub use outline::{Outline, Preorder};
pub use survivors::Survivors;
