//! The strings: escapes, surrogates, bytes that are no UTF-8.
#![no_main]

use leakscope_fuzz::{HEADER, NODES_AND_EDGES, open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|strings: &[u8]| {
    let file = [HEADER, NODES_AND_EDGES, b",\"strings\":[\"a\",\"", strings, b"\"]}"].concat();
    _ = open(&file, step(strings));
});
