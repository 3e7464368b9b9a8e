//! Numbers in the sections of nodes and edges.
#![no_main]

use leakscope_fuzz::{HEADER, open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|numbers: &[u8]| {
    let (nodes, edges) = numbers.split_at(numbers.len() / 2);
    let file = [HEADER, b",\"nodes\":[", nodes, b"],\"edges\":[", edges, b"],\"strings\":[\"a\",\"b\"]}"].concat();
    _ = open(&file, step(numbers));
});
