//! What a snapshot costs, counted at the allocator, beside the estimate that refuses snapshots by their header.
#![allow(clippy::unwrap_used, missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};

use leakscope::heap::Heap;
use leakscope::snapshot::Input;
use leakscope::snapshot::budget::Budget;

/// The system's allocator, with a count of what is held and of the most that was.
struct Counting;

static HELD: AtomicU64 = AtomicU64::new(0);
static PEAK: AtomicU64 = AtomicU64::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = layout.size() as u64;
        PEAK.fetch_max(HELD.fetch_add(size, Ordering::Relaxed) + size, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as u64, Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The estimate for a file, and the most that reading it and computing everything took.
fn estimate_and_peak(plain: &[u8]) -> (u64, u64) {
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let plain_bytes = plain.len() as u64;
    let mut input = Input::new(plain_bytes);
    plain.chunks(1 << 16).for_each(|chunk| input.push(chunk).unwrap());
    let header = input.reader().unwrap().header().unwrap();
    let budget = Budget { limit: u64::MAX, plain_bytes: Some(plain_bytes) };
    let estimate = budget.least_memory(header, header.node_count, header.edge_count);
    Heap::new(input.finish().unwrap()).unwrap().complete().unwrap();
    (estimate, PEAK.load(Ordering::Relaxed) - before)
}

fn sample(name: &str) -> Vec<u8> {
    let packed = std::fs::read(format!("{}/tests/samples/{name}.gz", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut plain).unwrap();
    plain
}

/// A heap of one node and ten megabytes of source text.
fn heap_of_strings() -> Vec<u8> {
    let header = r#"{"snapshot":{"meta":{"node_fields":["type","name","id","self_size","edge_count"],
        "node_types":[["synthetic"],"string","number","number","number"],"edge_fields":["type","name_or_index","to_node"],
        "edge_types":[["property"],"string_or_number","node"]},"node_count":1,"edge_count":0},
        "nodes":[0,0,1,0,0],"edges":[],"strings":[""#;
    let line = r#"  return fetch(url, { headers: { \"accept\": \"text/plain\" } });\n"#;
    let strings = vec![line; 10_000_000 / line.len()].join("\",\n\"");
    format!("{header}{strings}\"]}}").into_bytes()
}

#[test]
fn the_estimate_is_from_below_and_not_far_below() {
    let samples = ["node12.heapsnapshot", "node22.heapsnapshot", "chromium-after.heapsnapshot"].map(sample);
    for plain in samples.iter().chain([&heap_of_strings()]) {
        let (estimate, peak) = estimate_and_peak(plain);
        println!("{} bytes of file: estimate {estimate}, peak {peak}", plain.len());
        assert!(estimate <= peak, "estimate {estimate}, peak {peak}");
        assert!(estimate * 2 > peak, "estimate {estimate}, peak {peak}");
    }
}
