//! Files packed by brotli, which nothing announces.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|packed: &[u8]| {
    _ = open(packed, step(packed));
});
