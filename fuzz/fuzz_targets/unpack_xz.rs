//! Files packed by xz.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|packed: &[u8]| {
    _ = open(&[&b"\xfd7zXZ\x00"[..], packed].concat(), step(packed));
});
