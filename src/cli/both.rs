//! Two things at the same time, where there are threads: the snapshots before a change and after it.

#[cfg(not(target_family = "wasm"))]
use std::{panic, thread};

/// Does both, at the same time, and gives both results. Under WASI, which has no threads, one after the other.
#[cfg(not(target_family = "wasm"))]
pub fn both<A: Send, B: Send>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B + Send) -> (A, B) {
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        (first.join().unwrap_or_else(|payload| panic::resume_unwind(payload)), second)
    })
}

/// Does both, one after the other.
#[cfg(target_family = "wasm")]
pub fn both<A, B>(first: impl FnOnce() -> A, second: impl FnOnce() -> B) -> (A, B) {
    (first(), second())
}
