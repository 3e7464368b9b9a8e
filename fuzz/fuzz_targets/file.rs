//! A file of any kind: it opens with everything computed, or an error says why not.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    _ = open(bytes, step(bytes));
});
