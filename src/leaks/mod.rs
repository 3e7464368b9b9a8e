//! Who holds what grew: suspects.
//!
//! Input are the latest snapshot and the columns of earlier ones of the same process ([`BaseColumns`]). `anatomy` says
//! which nodes a program knows, `growth` shares all new bytes out to lasting nodes, `holders` lists those that hold
//! something new, `evidence` keeps the ones whose growth repeats, `suspects` ranks them, `series` looks at more than two
//! snapshots, `chain` and `describe` find names and reasons. No sentence is made here: `report` has the words. The method is explained in docs/leak-detection.md.

mod across;
mod analysis;
mod anatomy;
mod background;
mod base;
mod chain;
mod describe;
mod evidence;
pub mod findings;
mod growth;
mod holders;
mod keepers;
mod links;
mod process;
mod rooted;
mod routes;
mod series;
mod siblings;
mod spread;
mod suspects;
mod tree;
pub mod verify;

#[cfg(test)]
mod tests;

pub use across::{WayColumns, find_across};
pub use base::BaseColumns;
pub use findings::{Findings, Suspect};
pub use process::{Identity, Likeness, SameProcess};
pub use suspects::{find, total_growth};
pub use verify::{Sought, SoughtList, Verification, verify};
