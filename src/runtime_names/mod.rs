//! The names that runtimes give to things in a snapshot, and what each of them means.
//!
//! A snapshot says most of what a node is by its name alone, and these names are V8's, Blink's and Node.js' own: nothing
//! in the format announces them. They stand here, by who gives them, so that a new version's names, or another engine's,
//! are one edit. Whoever needs to know what a name means asks a question of this room. Knows texts only, no graph.

pub mod blink;
pub mod node;
pub mod v8;
pub mod weak_map_entry;
