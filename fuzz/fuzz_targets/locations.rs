//! The sections behind the edges: traces, samples, locations.
#![no_main]

use leakscope_fuzz::{HEADER, NODES_AND_EDGES, open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|locations: &[u8]| {
    let file = [HEADER, NODES_AND_EDGES, b",\"locations\":[", locations, b"],\"strings\":[\"a\",\"b\"]}"].concat();
    _ = open(&file, step(locations));
});
