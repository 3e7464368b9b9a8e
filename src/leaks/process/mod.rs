//! Whether snapshots are of one process, so that their ids mean the same.
//!
//! Before all stages, because the page and the command line also ask it of pairs that are only compared. [`ProcessSample`]
//! is a sample of a snapshot's ids with a fingerprint of what each names, [`ProcessMatch`] what two of them have in common,
//! [`SameProcess`] the answer for a series.

pub mod fingerprint;
mod process_match;
mod same_process;

pub use process_match::{ProcessMatch, ProcessSample};
pub use same_process::SameProcess;
