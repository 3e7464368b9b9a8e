//! The names that runtimes give to things in a snapshot, and what each of them means.
//!
//! A snapshot says most of what a node is by its name alone, and these names are the engines' and runtimes' own: nothing in
//! the format announces them. They stand here, by who gives them, so that a new version's names, or another engine's,
//! are one edit. Whoever needs to know what a name means asks a question of this room. Knows texts only, no graph.

pub mod blink;
pub mod cells;
pub mod globals;
pub mod hermes;
pub mod jsc;
pub mod node;
pub mod spidermonkey;
pub mod v8;
pub mod weak_map_entry;
pub mod workerd;

/// Whether a name is that of a scope: the variables of a function or a module.
pub fn is_scope(name: &[u8]) -> bool {
    v8::is_context(name) || name == v8::MODULE || jsc::is_scope(name) || spidermonkey::is_scope(name)
}
