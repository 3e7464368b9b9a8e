//! Files packed by gzip.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|packed: &[u8]| {
    _ = open(&[&b"\x1f\x8b\x08"[..], packed].concat(), step(packed));
});
