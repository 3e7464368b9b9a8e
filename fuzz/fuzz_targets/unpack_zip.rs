//! Files packed by zip.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|packed: &[u8]| {
    _ = open(&[&b"PK\x03\x04"[..], packed].concat(), step(packed));
});
