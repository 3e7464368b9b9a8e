//! What belongs to each native context: how much memory each window, frame or `vm` context of a process has
//! (docs/semantics.md §16).

use std::ops::Range;

use serde::Serialize;

use crate::error::OutOfMemory;
use crate::graph::native_contexts::{NativeContexts, Owner};
use crate::heap::Heap;
use crate::index::{NodeOrdinal, Position, TryPush};
use crate::pace::Pace;
use crate::runtime_names::v8;
use crate::text::{JsStr, JsString};

/// The sizes of all native contexts, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NativeContextSizes {
    /// In file order.
    pub contexts: Vec<NativeContextSize>,
    /// What several share.
    pub shared: u64,
    /// What belongs to none.
    pub none: u64,
}

/// The size of one native context.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NativeContextSize {
    /// Position of the context in the file.
    #[serde(skip)]
    pub node: NodeOrdinal,
    /// Its id.
    pub id: u32,
    /// Its address, as far as V8 names it.
    pub name: JsString,
    /// Shallow sizes of what belongs to it alone.
    pub size: u64,
}

impl NativeContextSizes {
    /// The same without data: addresses are.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        self.contexts.iter_mut().for_each(|context| context.name = JsString::default());
        self
    }

    /// Adds up what belongs to each.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn of(heap: &Heap, pace: &Pace) -> Result<Self, OutOfMemory> {
        let snapshot = &heap.snapshot;
        let attributed = NativeContexts::attribute(snapshot, pace).await?;
        let mut sizes = Self::default();
        for &node in &attributed.contexts {
            let name = JsStr::new(v8::address_of_native_context(snapshot.raw_name(node).as_bytes())).into();
            sizes.contexts.try_push(NativeContextSize { node, id: snapshot.nodes.id.of(node), name, size: 0 })?;
        }
        let mut add = |nodes: Range<usize>| {
            nodes.map(NodeOrdinal::at).for_each(|node| {
                sizes.add(attributed.owner(node), snapshot.nodes.self_size.of(node));
            })
        };
        pace.in_blocks(snapshot.nodes.len(), &mut add).await;
        Ok(sizes)
    }

    fn add(&mut self, owner: Owner, size: u64) {
        match owner {
            Owner::NOBODY => self.none += size,
            Owner::SEVERAL => self.shared += size,
            owner => {
                // The contexts are in file order.
                let found = self.contexts.binary_search_by_key(&owner, |context| Owner::context(context.node));
                if let Some(context) = found.ok().and_then(|at| self.contexts.get_mut(at)) {
                    context.size += size;
                }
            }
        }
    }
}
