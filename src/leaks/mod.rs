//! Who holds what grew: suspects.
//!
//! The input is the latest snapshot, and of each earlier one the columns that tell which nodes existed ([`BaseColumns`]).
//! The method is explained in docs/leak-detection.md; every number that it chooses stands in `thresholds`. The stages are
//! rooms, in the order of their data, and each hands on a value (`pipeline`): `model`, `baseline`, `attribution`,
//! `detect`, `rank`. What comes out is plain data ([`Findings`]); `report` makes sentences of it.

mod attribution;
mod baseline;
mod detect;
pub mod findings;
mod hash;
mod model;
mod naming;
mod one_snapshot;
mod pipeline;
mod process;
mod rank;
mod thresholds;
pub mod verify;

#[cfg(test)]
mod balance_tests;
#[cfg(test)]
mod composition_tests;
#[cfg(test)]
mod counting_tests;
#[cfg(test)]
mod cross_process_tests;
#[cfg(test)]
mod entry_tests;
#[cfg(test)]
mod hermes_tests;
#[cfg(test)]
mod holder_name_tests;
#[cfg(test)]
mod joining_tests;
#[cfg(test)]
mod led_to_tests;
#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod module_tests;
#[cfg(test)]
mod moved_tests;
#[cfg(test)]
mod naming_tests;
#[cfg(test)]
mod rank_tests;
#[cfg(test)]
mod repetition_tests;
#[cfg(test)]
mod replaced_tests;
#[cfg(test)]
mod row_tests;
#[cfg(test)]
mod runtime_parts_tests;
#[cfg(test)]
mod runtime_tests;
#[cfg(test)]
mod shared_tests;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod unlisted_tests;
#[cfg(test)]
mod verify_tests;

pub use baseline::BaseColumns;
pub use findings::{Findings, HolderKind, Suspect};
pub use pipeline::{Prepared, find, find_in_steps};
pub use process::{ProcessMatch, ProcessSample, SameProcess};
pub use verify::{ExpectedSuspect, ExpectedSuspects, Outcome, Verification, verify, verify_in_steps};
