//! Which objects a list is about: all, those with certain ids, or a named part of them, as in DevTools' menu above Summary
//! (docs/semantics.md §14).
//!
//! A filter is a value of [`NodeFilter`]. It becomes a set of nodes, a bit each, when it is asked for first; the session keeps
//! the sets, and lists and sums look at nothing else. So to add a filter is to add a variant here, with its name, its title
//! and its set.

mod duplicated_strings;
mod retained_by;
mod those;

pub use duplicated_strings::DuplicatedStrings;
use those::{is_unreachable, those};

use std::fmt;
use std::str::FromStr;

use crate::error::OutOfMemory;
use crate::graph::NodeSet;
use crate::graph::native_contexts::{NativeContexts, Owner};
use crate::heap::{Heap, Phase};
use crate::index::{FunctionIndex, NodeOrdinal};
use crate::pace::Pace;

/// Ids above one and up to another. A process hands out ids that only grow, so these are the objects that were allocated
/// between two moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdRange {
    /// The id before the first.
    pub above: u32,
    /// The last.
    pub up_to: u32,
}

impl IdRange {
    /// Whether an id is in the range.
    #[inline]
    pub fn has(self, id: u32) -> bool {
        self.above < id && id <= self.up_to
    }
}

/// Which objects a list is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NodeFilter {
    /// All of them.
    #[default]
    All,
    /// Those with certain ids.
    Allocated(IdRange),
    /// Strings of which there is another one with the same text.
    DuplicatedStrings,
    /// What no root would reach if there were no detached DOM nodes.
    RetainedByDetachedDom,
    /// What no root would reach without the variables of functions.
    RetainedByContexts,
    /// What no root would reach without the variables of functions that no living function uses.
    RetainedByUnusedVariables,
    /// What no root would reach if the console of DevTools had let go.
    RetainedByConsole,
    /// What no root would reach without the functions that listen to events.
    RetainedByEventHandlers,
    /// What no root reaches: the next garbage collection takes it.
    Unreachable,
    /// What belongs to the native context with this id: a window, a frame, a `vm` context.
    NativeContext(u32),
    /// What belongs to several native contexts.
    SharedNativeContext,
    /// What belongs to no native context.
    NoNativeContext,
    /// What the function at this position of the file's table has allocated.
    AllocatedBy(u32),
}

/// Stands before the two ids of [`NodeFilter::Allocated`].
const ALLOCATED: &str = "allocated-";
/// Stands before the function of [`NodeFilter::AllocatedBy`].
const ALLOCATED_BY: &str = "allocated-by-";
/// Stands before the id of [`NodeFilter::NativeContext`].
const NATIVE_CONTEXT: &str = "native-context-";

impl NodeFilter {
    /// The filters that stand for themselves, each with its name in addresses and on the command line, and with its title,
    /// which is DevTools' where it has the filter.
    pub const NAMED: [(Self, &'static str, &'static str); 9] = [
        (Self::DuplicatedStrings, "duplicated-strings", "Duplicated strings"),
        (Self::RetainedByDetachedDom, "retained-by-detached-dom", "Objects retained by detached DOM nodes"),
        (Self::RetainedByContexts, "retained-by-contexts", "Objects retained by contexts"),
        (Self::RetainedByUnusedVariables, "retained-by-unused-variables", "Objects retained by unused variables"),
        (Self::RetainedByConsole, "retained-by-console", "Objects retained by DevTools Console"),
        (Self::RetainedByEventHandlers, "retained-by-event-handlers", "Objects retained by event handlers"),
        (Self::Unreachable, "unreachable", "Objects that no root reaches"),
        (Self::SharedNativeContext, "shared-native-context", "Objects shared between native contexts"),
        (Self::NoNativeContext, "no-native-context", "Objects not attributed to a native context"),
    ];

    /// What people read.
    pub fn title(self) -> String {
        let named = Self::NAMED.iter().find(|(filter, ..)| *filter == self);
        match self {
            Self::Allocated(IdRange { above, up_to }) => format!("Objects with ids above @{above}, up to @{up_to}"),
            Self::AllocatedBy(function) => format!("Objects allocated by function {function}"),
            Self::NativeContext(id) => format!("Objects of the native context @{id}"),
            _ => named.map_or("All objects", |(_, _, title)| title).to_owned(),
        }
    }

    /// The phase that has to be over before the set can be made.
    pub fn needs(self) -> Option<Phase> {
        match self {
            Self::RetainedByDetachedDom
            | Self::RetainedByContexts
            | Self::RetainedByUnusedVariables
            | Self::RetainedByConsole
            | Self::RetainedByEventHandlers
            | Self::Unreachable => Some(Phase::Distances),
            _ => None,
        }
    }

    /// The nodes of a heap that pass. Where distances are needed and not computed yet, none is unreachable.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub(super) async fn nodes(self, heap: &Heap, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
        let ids = &heap.snapshot.nodes.id;
        match self {
            Self::All => those(heap, &|_| true, pace).await,
            Self::Allocated(range) => those(heap, &|node| range.has(ids.of(node)), pace).await,
            Self::DuplicatedStrings => DuplicatedStrings::find(heap, pace).await?.nodes(heap),
            Self::RetainedByDetachedDom => retained_by::detached_dom(heap, pace).await,
            Self::RetainedByContexts => retained_by::contexts(heap, pace).await,
            Self::RetainedByUnusedVariables => retained_by::unused_variables(heap, pace).await,
            Self::RetainedByConsole => retained_by::console(heap, pace).await,
            Self::RetainedByEventHandlers => retained_by::event_handlers(heap, pace).await,
            Self::Unreachable => those(heap, &|node| is_unreachable(heap, node), pace).await,
            Self::NativeContext(id) => {
                owned_by(heap, heap.find_id(id).map_or(Owner::NOBODY, Owner::context), pace).await
            }
            Self::SharedNativeContext => owned_by(heap, Owner::SEVERAL, pace).await,
            Self::NoNativeContext => owned_by(heap, Owner::NOBODY, pace).await,
            Self::AllocatedBy(function) => {
                those(heap, &|node| allocated_by(heap, node) == Some(FunctionIndex(function)), pace).await
            }
        }
    }
}

/// The name in addresses, in the page's protocol and on the command line.
impl fmt::Display for NodeFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allocated(IdRange { above, up_to }) => write!(f, "{ALLOCATED}{above}-{up_to}"),
            Self::AllocatedBy(function) => write!(f, "{ALLOCATED_BY}{function}"),
            Self::NativeContext(id) => write!(f, "{NATIVE_CONTEXT}{id}"),
            _ => f.write_str(Self::NAMED.iter().find(|(filter, ..)| filter == self).map_or("all", |(_, name, _)| name)),
        }
    }
}

/// No filter has such a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are no objects called {0:?}")]
pub struct NoSuchFilter(String);

impl FromStr for NodeFilter {
    type Err = NoSuchFilter;

    fn from_str(name: &str) -> Result<Self, NoSuchFilter> {
        let named = || Self::NAMED.iter().find(|(_, other, _)| *other == name).map(|(filter, ..)| *filter);
        let numbered = || {
            let (kind, numbers) = name.split_at_checked(name.find(|character: char| character.is_ascii_digit())?)?;
            let mut numbers = numbers.split('-').map_while(|number| number.parse().ok());
            match (kind, numbers.next()?, numbers.next()) {
                (ALLOCATED, above, Some(up_to)) => Some(Self::Allocated(IdRange { above, up_to })),
                (ALLOCATED_BY, function, None) => Some(Self::AllocatedBy(function)),
                (NATIVE_CONTEXT, id, None) => Some(Self::NativeContext(id)),
                _ => None,
            }
        };
        let all = (name == "all").then_some(Self::All);
        all.or_else(named).or_else(numbered).ok_or_else(|| NoSuchFilter(name.to_owned()))
    }
}

/// The function that was on top of the stack when a node was made.
fn allocated_by(heap: &Heap, node: NodeOrdinal) -> Option<FunctionIndex> {
    let allocations = &heap.snapshot.allocations;
    allocations.trace_of(node).map(|trace| allocations.traces[trace].function)
}

async fn owned_by(heap: &Heap, owner: Owner, pace: &Pace) -> Result<NodeSet, OutOfMemory> {
    let contexts = NativeContexts::attribute(&heap.snapshot, pace).await?;
    those(heap, &|node| contexts.owner(node) == owner, pace).await
}

#[cfg(test)]
mod tests;
