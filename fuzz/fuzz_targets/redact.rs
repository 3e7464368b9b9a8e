//! A redacted copy of what opens opens, with as many objects.
#![no_main]

use leakscope::report::Totals;
use leakscope_fuzz::{heap, redacted, step};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(heap) = heap(bytes, step(bytes)) else { return };
    let Some(copy) = redacted(&heap, bytes, step(bytes)) else { return };
    let copied = self::heap(&copy, usize::MAX).expect("the copy of a snapshot is one");
    assert_eq!(Totals::of(&copied).node_count, Totals::of(&heap).node_count);
    assert_eq!(Totals::of(&copied).edge_count, Totals::of(&heap).edge_count);
});
