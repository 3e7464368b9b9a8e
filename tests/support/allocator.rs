//! The system's allocator, watched: it counts what is held and the most that was, and refuses a call when it is told to.
//! A program has one allocator, so this file is part of each test that measures memory or takes it away.
#![allow(dead_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

#[derive(Debug)]
struct Watched;

static HELD: AtomicU64 = AtomicU64::new(0);
static PEAK: AtomicU64 = AtomicU64::new(0);

/// Smaller calls are not counted and never refused.
static LEAST: AtomicU64 = AtomicU64::new(u64::MAX);
/// Calls of that size that are let through before one is refused.
static LET_THROUGH: AtomicU64 = AtomicU64::new(0);

#[global_allocator]
static ALLOCATOR: Watched = Watched;

// SAFETY: every call goes to the system's allocator unchanged, or gets the null pointer that says that there is no memory.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = layout.size() as u64;
        if size >= LEAST.load(Relaxed) && is_refused() {
            return std::ptr::null_mut();
        }
        PEAK.fetch_max(HELD.fetch_add(size, Relaxed) + size, Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as u64, Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Once is enough: what follows may be the words for it.
fn is_refused() -> bool {
    let is_last = LET_THROUGH.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_err();
    if is_last {
        LEAST.store(u64::MAX, Relaxed);
    }
    is_last
}

/// What `work` gives, and the most bytes that it held at once beyond what was held before.
pub fn with_peak<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = HELD.load(Relaxed);
    PEAK.store(before, Relaxed);
    let made = work();
    (made, PEAK.load(Relaxed) - before)
}

/// What `work` gives if one of its calls for `least` bytes and more gets no memory, after `let_through` that do; and
/// whether there was such a call.
pub fn with_refusal<T>(least: u64, let_through: u64, work: impl FnOnce() -> T) -> (T, bool) {
    LET_THROUGH.store(let_through, Relaxed);
    LEAST.store(least, Relaxed);
    let made = work();
    (made, LEAST.swap(u64::MAX, Relaxed) == u64::MAX)
}
