//! JavaScriptCore's format.
#![no_main]

use leakscope_fuzz::{open, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &[u8]| {
    let file = [b"{\"version\":3,\"type\":\"Inspector\",", rest].concat();
    _ = open(&file, step(rest));
});
