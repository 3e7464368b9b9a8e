//! Loops over whole columns, in blocks that are calls of their own.
//!
//! A browser starts a WebAssembly function in code that is compiled quickly and runs slowly, and changes to optimised code
//! only when the function is called again: a loop over ten million nodes inside of one call runs slowly to its end. In
//! blocks, all but the first few run at full speed (measured: docs/performance.md). Whatever else takes long and is no
//! loop over a column does the same by itself, in functions that are never inlined.

use std::ops::Range;

/// Rows in one block: a millisecond's work or less, and many times what a call costs.
const BLOCK: usize = 1 << 15;

/// Edges or nodes that a search looks at in one step of its own, for the same reason.
pub const STEPS: usize = BLOCK;

/// Calls `each` with the ranges that `0..count` consists of, in order.
#[inline]
pub fn in_blocks(count: usize, mut each: impl FnMut(Range<usize>)) {
    for block in blocks(count) {
        call(&mut each, block);
    }
}

/// The same in order, until one fails.
#[inline]
pub fn try_in_blocks<E>(count: usize, mut each: impl FnMut(Range<usize>) -> Result<(), E>) -> Result<(), E> {
    for block in blocks(count) {
        call(&mut each, block)?;
    }
    Ok(())
}

/// The ranges that `0..count` consists of.
#[inline]
pub fn blocks(count: usize) -> impl DoubleEndedIterator<Item = Range<usize>> {
    (0..count).step_by(BLOCK).map(move |start| start..count.min(start + BLOCK))
}

#[inline(never)]
fn call<R>(each: &mut impl FnMut(Range<usize>) -> R, range: Range<usize>) -> R {
    each(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_once_in_order() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let mut on = Vec::new();
            in_blocks(count, |rows| on.extend(rows));
            assert!(on.iter().copied().eq(0..count));
        }
    }

    #[test]
    fn ends_with_the_first_failure() {
        let mut calls = 0;
        let ended = try_in_blocks(3 * BLOCK, |rows| {
            calls += 1;
            if rows.start > 0 { Err(rows.start) } else { Ok(()) }
        });
        assert_eq!((ended, calls), (Err(BLOCK), 2));
    }
}
