//! With how many threads to work: what `--threads` says, or what the machine has.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::thread;

static CHOSEN: OnceLock<NonZeroUsize> = OnceLock::new();

/// Decides it; to be called before any work. Without a choice the machine's number is taken, and under WASI one.
pub fn use_at_most(chosen: Option<NonZeroUsize>) {
    let count = chosen.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    // It is decided once, when the program starts.
    let _ = CHOSEN.set(count);
}

/// How many threads may work at the same time.
pub fn count() -> usize {
    CHOSEN.get().map_or(1, |count| count.get())
}
