//! Damaged files of every packing and shape: an answer or an error, soon, and with little memory, but never a panic.
//!
//! `MUTATION_SECONDS=1200 cargo test --release --test mutations` goes on for longer; the seed is printed and can be given
//! (`MUTATION_SEED`).
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/allocator.rs"]
mod allocator;
#[path = "support/small_files.rs"]
mod small_files;

use std::time::{Duration, Instant};

use allocator::with_peak;
use small_files::{pieces, read, small_files};

const MOST_BYTES: u64 = 500_000_000;
const LONGEST: Duration = Duration::from_secs(2);

/// Numbers that look random and follow from a seed (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// A few changes of the kinds that disks, networks and hostile people make.
fn mutated(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let (at, other) = (random.below(bytes.len()), random.below(bytes.len()));
        let (start, end) = (at.min(other), at.max(other).min(at.min(other) + 300));
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => bytes.drain(start..end).for_each(drop),
            2 => {
                let piece = bytes.get(start..end).unwrap().to_vec();
                let place = random.below(bytes.len() + 1);
                bytes.splice(place..place, piece);
            }
            3 => bytes.get_mut(start..end).unwrap().fill([0, 0xff, b'9', b'"'][random.below(4)]),
            4 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
            5 if !bytes.is_empty() => bytes[at] = b"{}[]\",:\\0123456789-.eu"[random.below(22)],
            _ if !bytes.is_empty() => bytes[at] = random.below(256) as u8,
            _ => {}
        }
    }
    bytes
}

#[test]
fn damaged_files_are_answered() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = number("MUTATION_SECONDS").unwrap_or(3);
    let seed = number("MUTATION_SEED").unwrap_or(0x9e37_79b9_7f4a_7c15);
    println!("seed {seed}, {seconds} s");
    let (seeds, started) = (small_files(), Instant::now());
    let mut random = Random(seed.max(1));
    let (mut runs, mut opened) = (0u64, 0u64);
    while started.elapsed() < Duration::from_secs(seconds) {
        for (name, seed) in &seeds {
            let state = random.0;
            let bytes = mutated(seed, &mut random);
            let begun = Instant::now();
            let (read, peak) = with_peak(|| read(pieces(&bytes, [1, 100, 1 << 20][random.below(3)])));
            let took = begun.elapsed();
            opened += u64::from(read.is_ok());
            runs += 1;
            assert!(took < LONGEST, "{name}, state {state}: {took:?}");
            assert!(peak < MOST_BYTES, "{name}, state {state}: {peak} bytes");
        }
    }
    println!("{runs} runs, {opened} of them opened");
    assert!(opened > 0 && opened < runs);
}
