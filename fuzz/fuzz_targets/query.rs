//! What a front end may ask of a heap: orders, filters, windows, ids, objects that are not there.
#![no_main]

use leakscope_fuzz::ask;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|asked: &[u8]| ask(asked));
