//! However a file is cut, plain or packed, it has the same columns or the same error.
#![no_main]

use leakscope_fuzz::{gzipped, is_packed, same, snapshot, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let whole = snapshot(bytes, usize::MAX);
    for step in [1, step(bytes)] {
        same(&whole, &snapshot(bytes, step));
    }
    // Where an error is depends on the packing; columns do not.
    if whole.is_ok() && !is_packed(bytes) {
        same(&whole, &snapshot(&gzipped(bytes), step(bytes)));
    }
});
