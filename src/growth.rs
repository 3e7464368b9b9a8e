//! Memory of wasm that is asked for at once.
//!
//! The memory of wasm grows by 64 kB whenever what there is does not suffice, and in Node.js up to version 24 each time takes as long as thousands
//! of allocations: a quarter of a millisecond or more, with collections of the program's own heap in between
//! (docs/performance.md). So whoever knows what will be needed asks for all of it and gives it back, for what follows to take.
//! Pages that nobody has written to take no memory of the machine.

use std::hint::black_box;

/// Lets memory grow by so many bytes, if so many can be had; if not, it grows as it is needed. Natively there is nothing to do.
pub fn grow_at_once(bytes: u64) {
    if cfg!(target_family = "wasm") {
        let mut whole = Vec::<u8>::new();
        // Without the box the compiler sees that nobody uses what it gets.
        let _ = black_box(whole.try_reserve_exact(usize::try_from(bytes).unwrap_or(0)));
    }
}
