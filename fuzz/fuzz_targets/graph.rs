//! Retained sizes of any small graph: those of the engine against the definition.
#![no_main]

use leakscope::NodeOrdinal;
use leakscope_fuzz::graph::Drawn;
use leakscope_fuzz::heap;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let drawn = Drawn::of(bytes);
    let mut heap = heap(&drawn.snapshot(), usize::MAX).expect("a drawn snapshot is sound");
    heap.dominate().expect("there is memory for it");
    for (node, retained) in (0..).zip(drawn.retained()) {
        assert_eq!(heap.retained_size(NodeOrdinal(node)), retained, "node {node}");
    }
});
