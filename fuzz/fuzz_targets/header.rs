//! The header of a V8 snapshot, before sections that fit the usual one.
#![no_main]

use leakscope_fuzz::{AFTER_HEADER, open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &[u8]| {
    let file = [b"{\"snapshot\":", header, AFTER_HEADER].concat();
    _ = open(&file, step(header));
});
