//! Files packed by zstd.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|packed: &[u8]| {
    _ = open(&[&b"\x28\xb5\x2f\xfd"[..], packed].concat(), step(packed));
});
