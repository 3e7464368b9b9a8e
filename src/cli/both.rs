//! Two things at the same time, where there are threads: the snapshots before a change and after it.

#[cfg(not(target_family = "wasm"))]
use std::{panic, thread};

#[cfg(not(target_family = "wasm"))]
use super::threads;

/// Does both, at the same time, and gives both results. Where no second thread is wanted or can be had, one after the other.
#[cfg(not(target_family = "wasm"))]
pub fn both<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    if threads::count() == 1 {
        return (first(), second());
    }
    thread::scope(|scope| {
        let started = thread::Builder::new().spawn_scoped(scope, &first);
        let second = second();
        let joined = started.map(|first| first.join().unwrap_or_else(|payload| panic::resume_unwind(payload)));
        (joined.unwrap_or_else(|_| first()), second)
    })
}

/// Does both, one after the other: under WASI there are no threads.
#[cfg(target_family = "wasm")]
pub fn both<A, B>(first: impl FnOnce() -> A, second: impl FnOnce() -> B) -> (A, B) {
    (first(), second())
}
