//! Names, classes and their sums: what the tables are made of.
//!
//! `names` says what a node or an edge is called, `interfaces` finds the shapes that plain objects have in common,
//! `assign` gives each node its class, `aggregates` and `statistics` add up. `scripts` says in which file something stands,
//! `source_maps` in which source of it.

pub mod aggregates;
pub mod assign;
pub mod interfaces;
pub mod names;
pub mod ropes;
pub mod scripts;
pub mod source_maps;
pub mod statistics;

pub use aggregates::Aggregates;
pub use assign::{Classes, NamedInterfaces};
pub use interfaces::{Interface, Interfaces, Shapes};
pub use scripts::{CodeOwner, Generated, Scripts, SourcePlace};
pub use source_maps::{GeneratedPlace, OriginalPlace};
pub use statistics::{KindSize, Statistics};

#[cfg(test)]
mod tests;
