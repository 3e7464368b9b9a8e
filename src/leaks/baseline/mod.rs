//! What is kept of an earlier snapshot, and whether it is of the same process.
//!
//! The second stage. Each snapshot of the page lives in a worker of its own, so an earlier one hands out columns
//! ([`BaseColumns`]: per node its id, a fingerprint and a few numbers) and a sample of its ids ([`ProcessSample`]), and
//! the latest does the rest. [`SameProcess`] says which of the earlier ones can be compared by id, and [`Survivors`] which
//! nodes were there before.

mod columns;
mod fingerprint;
mod process_match;
mod same_process;
mod survivors;

pub use columns::{BaseColumns, NO_BASE};
pub use fingerprint::fingerprint;
pub use process_match::{ProcessMatch, ProcessSample};
pub use same_process::SameProcess;
pub use survivors::Survivors;
