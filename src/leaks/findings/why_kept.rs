//! Reasons for which entries are kept.

use crate::redaction::Name;

/// Why entries are kept, where that would surprise who reads the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyKept {
    /// A part of a text keeps all of it.
    Slice,
    /// A function has the scope of the call that it was made in, and all functions made there share its variables, as this one.
    SharedScope(Name),
    /// A WeakMap keeps a value for as long as its key lives.
    WeakMapKey,
    /// A window that is closed keeps all that was in it.
    DetachedWindow,
    /// An error keeps the objects whose methods were running when it was made, until its `stack` is read.
    UnreadStack,
    /// An iterator that was left in the middle keeps what its Map or Set held then.
    Iterator,
    /// A view of memory keeps all of it, however little of it is shown, and this one may show a part.
    View,
    /// An element out of its page keeps the tree that it is in.
    DetachedTree,
    /// What waits keeps the store of `AsyncLocalStorage` of who began it.
    AsyncStore,
    /// What a WeakRef stood for is gone, and the WeakRef itself is not.
    EmptyWeakRef,
}
