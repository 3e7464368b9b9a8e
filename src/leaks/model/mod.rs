//! What a program sees of one heap.
//!
//! The first stage. A heap has nodes that no program knows: tables, backing stores, compiled code, the browser's C++
//! objects. [`Model`] says of every node what it is to a person ([`Visibility`]) and to which visible node it belongs.
//! `owners` says the latter, `entries` walks what a visible node holds, `kinds` says what counts as the same thing, `halves` what of C++ belongs to it, `nodes` what
//! single nodes are. Nothing here knows of an earlier snapshot.

mod entries;
mod globals;
mod halves;
pub mod kinds;
pub mod nodes;
mod owners;

pub use entries::{Entries, EntryWalker};
pub use owners::NOBODY;

use self::halves::Half;
use crate::error::OutOfMemory;
use crate::graph::{RetainingPaths, Visibility, visibility};
use crate::heap::Heap;
use crate::index::{Column, NodeOrdinal};
use crate::pace::Pace;
use crate::runtime_names::{hermes, is_scope};
use crate::text::JsStr;

/// A heap with what its nodes are to a person.
#[derive(Debug)]
pub struct Model<'h> {
    /// The heap itself.
    pub heap: &'h Heap,
    columns: ModelColumns,
}

/// What a model knows of the nodes of its heap.
#[derive(Debug)]
pub struct ModelColumns {
    visibility: Column<NodeOrdinal, Visibility>,
    owners: Column<NodeOrdinal, NodeOrdinal>,
    globals: Vec<NodeOrdinal>,
    halves: Vec<Half>,
    is_hermes: bool,
}

impl<'h> Model<'h> {
    /// The model of a heap that has dominators; without them nothing has an owner.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(heap: &'h Heap, pace: &Pace) -> Result<Self, OutOfMemory> {
        let visibility = visibility::of_nodes(&heap.snapshot, pace).await?;
        let owners = owners::owners(heap, &visibility, pace).await?;
        let is_hermes = visibility::is_of_hermes(&heap.snapshot);
        let halves = halves::find(heap, &visibility, &owners, pace).await?;
        let globals = globals::find(heap)?;
        Ok(Self { heap, columns: ModelColumns { visibility, owners, globals, halves, is_hermes } })
    }

    /// The model of a heap of which this is known.
    pub fn with(heap: &'h Heap, columns: ModelColumns) -> Self {
        Self { heap, columns }
    }

    /// What is known of the heap's nodes, to be kept without the heap.
    pub fn into_columns(self) -> ModelColumns {
        self.columns
    }

    /// The retaining path of each node.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn retaining_paths(&self, pace: &Pace) -> Result<RetainingPaths, OutOfMemory> {
        RetainingPaths::find(self.heap.graph(), &self.columns.visibility, &|_, _| false, pace).await
    }

    /// What is in C++ and not below what it belongs to, each with what that is.
    pub fn halves(&self) -> &[Half] {
        &self.columns.halves
    }

    /// What a node is to a person.
    #[inline]
    pub fn visibility(&self, node: NodeOrdinal) -> Visibility {
        self.columns.visibility[node]
    }

    /// Whether a program can see a node.
    #[inline]
    pub fn is_visible(&self, node: NodeOrdinal) -> bool {
        self.visibility(node) == Visibility::Visible
    }

    /// The visible node or root group that a node is, or is a part of; nobody for code.
    #[inline]
    pub fn owner(&self, node: NodeOrdinal) -> NodeOrdinal {
        self.columns.owners[node]
    }

    /// Whether a node holds the variables of a function.
    pub fn is_scope(&self, node: NodeOrdinal) -> bool {
        self.is_name_of_scope(self.heap.snapshot.raw_name(node))
    }

    /// Whether a name is that of such nodes.
    pub fn is_name_of_scope(&self, name: JsStr<'_>) -> bool {
        is_scope(name.as_bytes()) || self.columns.is_hermes && name.is(hermes::SCOPE)
    }

    /// Whether a node holds variables of which the file has no names.
    pub fn is_nameless_scope(&self, node: NodeOrdinal) -> bool {
        self.columns.is_hermes && self.is_scope(node)
    }

    /// Whether a node is a global object by what it holds, whatever it is called.
    pub fn is_global(&self, node: NodeOrdinal) -> bool {
        self.columns.globals.binary_search(&node).is_ok()
    }
}
