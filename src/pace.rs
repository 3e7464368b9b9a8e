//! Long work in steps, so that whoever drives it can answer a person's questions in between.
//!
//! Where a computation is one loop, a struct with a method `step` says it well (`graph::DistanceSearch`). What finds suspects
//! is some thirty loops over all nodes or edges, each needing what those before it found. So it is an `async fn`, of which
//! the compiler makes such a struct: a loop says how many rows it has done ([`Pace::spend`]), and when a step is full the
//! work stops there until it is called again. That is all that is asynchronous: there is no runtime, nothing wakes anybody,
//! and whoever does not want steps has the result at once ([`at_once`]).

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::ops::Range;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use crate::blocks::{STEPS, blocks};
use crate::error::OutOfMemory;
use crate::index::{fill, try_with_capacity};

/// So many rows are filled in a step: with eight bytes each, eight megabytes.
const FILLED: usize = 1 << 20;

/// How far work may go in one step; the work says what it does.
#[derive(Debug)]
pub struct Pace {
    step: usize,
    left: Cell<usize>,
}

impl Pace {
    /// Steps of some milliseconds.
    pub fn in_steps() -> Self {
        Self::of(STEPS)
    }

    /// One step for all.
    pub fn unbroken() -> Self {
        Self::of(usize::MAX)
    }

    fn of(step: usize) -> Self {
        Self { step, left: Cell::new(step) }
    }

    /// Says that so many rows (nodes, edges) have been done, and stops there if that makes the step full.
    #[inline]
    pub async fn spend(&self, rows: usize) {
        if self.is_full_with(rows) {
            Pause(false).await;
        }
    }

    fn is_full_with(&self, rows: usize) -> bool {
        let left = self.left.get().saturating_sub(rows);
        self.left.set(if left == 0 { self.step } else { left });
        left == 0
    }

    /// Calls `each` with the ranges that `0..count` consists of, in order, as [`crate::blocks::in_blocks`] does; not made
    /// anew for each that calls it.
    pub async fn in_blocks(&self, count: usize, each: &mut dyn FnMut(Range<usize>)) {
        for block in blocks(count) {
            let rows = block.len();
            each(block);
            self.spend(rows).await;
        }
    }

    /// A vector of `length` equal values. Memory that was not used before takes long to be filled, and no step fills more than
    /// some megabytes.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn filled<T: Copy>(&self, length: usize, value: T) -> Result<Vec<T>, OutOfMemory> {
        let mut values = try_with_capacity(length)?;
        while values.len() < length {
            let end = length.min(values.len() + FILLED);
            fill(&mut values, end, value);
            self.spend(STEPS).await;
        }
        Ok(values)
    }

    /// The same from the end.
    pub async fn in_blocks_back(&self, count: usize, each: &mut dyn FnMut(Range<usize>)) {
        for block in blocks(count).rev() {
            let rows = block.len();
            each(block);
            self.spend(rows).await;
        }
    }

    /// The same in order, until one fails.
    ///
    /// # Errors
    ///
    /// That of the block that failed.
    pub async fn try_in_blocks(
        &self,
        count: usize,
        each: &mut dyn FnMut(Range<usize>) -> Result<(), OutOfMemory>,
    ) -> Result<(), OutOfMemory> {
        for block in blocks(count) {
            let rows = block.len();
            each(block)?;
            self.spend(rows).await;
        }
        Ok(())
    }
}

/// Stops once.
struct Pause(bool);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// Work under way.
pub struct Job<T>(Pin<Box<dyn Future<Output = T>>>);

impl<T> Job<T> {
    /// Work that has not begun.
    pub fn new(work: impl Future<Output = T> + 'static) -> Self {
        Self(Box::pin(work))
    }

    /// Does the next step; gives what comes of it after the last one, when there is nothing left to be called.
    pub fn step(&mut self) -> Option<T> {
        match self.0.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => Some(result),
            Poll::Pending => None,
        }
    }
}

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Job")
    }
}

/// Does all of some work.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(result) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ranges(pace: &Pace, count: usize) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        pace.in_blocks(count, &mut |block| ranges.push(block)).await;
        pace.in_blocks_back(count, &mut |block| ranges.push(block)).await;
        ranges
    }

    #[test]
    fn stops_when_a_step_is_full() {
        let count = 2 * STEPS + 1;
        let mut job = Job::new(async move { ranges(&Pace::in_steps(), count).await });
        let stops = std::iter::from_fn(|| job.step().is_none().then_some(())).count();
        assert_eq!(stops, 4);
        let whole = at_once(ranges(&Pace::unbroken(), count));
        assert_eq!(whole, at_once(ranges(&Pace::in_steps(), count)));
        assert!(whole.iter().take(3).flat_map(Clone::clone).eq(0..count));
        assert_eq!(whole.iter().rev().take(3).collect::<Vec<_>>(), whole.iter().take(3).collect::<Vec<_>>());
    }

    #[test]
    fn ends_with_the_first_failure() {
        let mut calls = 0;
        let mut failing = |block: Range<usize>| {
            calls += 1;
            if block.start > 0 { Err(OutOfMemory::of::<u8>(block.start)) } else { Ok(()) }
        };
        let ended = at_once(Pace::in_steps().try_in_blocks(3 * STEPS, &mut failing));
        assert_eq!(ended, Err(OutOfMemory::of::<u8>(STEPS)));
        assert_eq!(calls, 2);
    }
}
