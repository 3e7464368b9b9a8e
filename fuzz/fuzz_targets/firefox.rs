//! Firefox' format, behind its first message.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &[u8]| {
    _ = open(&[&b"\x09\x08\x88\x80\x80\x80\x80\x80\x80\x03"[..], rest].concat(), step(rest));
});
