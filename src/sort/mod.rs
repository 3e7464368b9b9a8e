//! The engine's one sort: everything that is put in order is put in order by numbers.
//!
//! The sorts of the standard library are made anew for every type and every way to compare, some 5 kB of the page's
//! download each. Here there is a single one, for rows of two keys and a position. It distributes the rows by the highest
//! byte in which they differ, then each part by its next one (an American flag sort): a million rows take a few passes,
//! not twenty comparisons a row, and no memory but their own. And it is lazy: parts that nobody has looked at stay as they
//! are, because a screen shows thirty rows of what may be a million.

mod ranks;
mod texts;

pub use ranks::Ranks;
pub use texts::{ranks_in_steps, try_ranks};

use std::ops::Range;

use crate::blocks::STEPS;
use crate::error::OutOfMemory;
use crate::index::{TryPush, try_collected, try_with_capacity};
use crate::pace::{Pace, at_once};

/// A row's keys and what it stands for; the last part is different for every row of a list.
pub type Row = (u64, u64, u32);

/// Parts up to this length are sorted by insertion.
const SHORT: usize = 24;
/// So often each row of a step's length is looked at until all are in order.
const PASSES: usize = 4;
/// Parts up to this length can wait until somebody looks at them.
const SHORT_ENOUGH: usize = 4 * STEPS;

/// A list of rows that is sorted as far as it has been looked at.
#[derive(Debug, Default)]
pub struct Order {
    rows: Vec<Row>,
    /// The parts that are not in order yet. No row of one belongs before or behind its part.
    unsorted: Vec<Range<usize>>,
}

impl Order {
    /// The rows in the order of their keys.
    pub fn new(rows: Vec<Row>) -> Self {
        let whole = 0..rows.len();
        Self { rows, unsorted: vec![whole] }
    }

    /// The same with so much put in order, in steps, that the rest takes no longer than a few of them wherever one looks.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub async fn in_steps(mut rows: Vec<Row>, pace: &Pace) -> Result<Self, OutOfMemory> {
        let whole = 0..rows.len();
        let (mut long, mut unsorted) = (vec![whole], Vec::new());
        while let Some(part) = long.pop() {
            if part.len() <= SHORT_ENOUGH {
                unsorted.try_push(part)?;
                continue;
            }
            let ends = distribute_in_steps(rows.get_mut(part.clone()).unwrap_or_default(), pace).await;
            long.extend(parts(part.start, ends));
        }
        Ok(Self { rows, unsorted })
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows from `from` on, at most `count`.
    pub fn window(&mut self, from: usize, count: usize) -> &[Row] {
        let end = from.saturating_add(count).min(self.rows.len());
        let from = from.min(end);
        while let Some(at) = self.unsorted.iter().rposition(|part| part.start < end && part.end > from) {
            let part = self.unsorted.swap_remove(at);
            let ends = distribute(self.rows.get_mut(part.clone()).unwrap_or_default());
            self.unsorted.extend(parts(part.start, ends));
        }
        self.rows.get(from..end).unwrap_or_default()
    }

    /// How many rows come before the one that stands for `item`; found by counting, without putting anything in order.
    pub fn position_of(&self, item: u32) -> Option<usize> {
        let wanted = self.rows.iter().find(|row| row.2 == item)?;
        Some(self.rows.iter().filter(|row| *row < wanted).count())
    }
}

/// Sorts rows, without more memory. It calls itself as often as a row has bytes at the most, twenty times.
pub fn rows(rows: &mut [Row]) {
    let Some(ends) = distribute(rows) else { return };
    let (mut rest, mut start) = (rows, 0);
    for end in ends {
        let (part, after) = rest.split_at_mut(end - start);
        if part.len() > 1 {
            self::rows(part);
        }
        (rest, start) = (after, end);
    }
}

/// The same in steps.
pub async fn rows_in_steps(rows: &mut [Row], pace: &Pace) {
    let whole = 0..rows.len();
    let mut unsorted = vec![whole];
    while let Some(part) = unsorted.pop() {
        let own = rows.get_mut(part.clone()).unwrap_or_default();
        if own.len() <= STEPS {
            self::rows(own);
            pace.spend(part.len() * PASSES).await;
        } else {
            unsorted.extend(parts(part.start, distribute_in_steps(own, pace).await));
        }
    }
}

/// Where the parts of rows from `start` on are, that need to be put in order.
fn parts(start: usize, ends: Option<[usize; 256]>) -> impl Iterator<Item = Range<usize>> {
    let mut before = start;
    let parts = ends.into_iter().flatten().map(move |end| std::mem::replace(&mut before, start + end)..start + end);
    parts.filter(|part| part.len() > 1)
}

/// Sorts numbers.
///
/// # Errors
///
/// When there is no memory to sort in.
#[inline(never)]
pub fn numbers(numbers: &mut [u64]) -> Result<(), OutOfMemory> {
    let mut sorted: Vec<Row> = try_collected(numbers.iter().map(|&number| (number, 0, 0)))?;
    rows(&mut sorted);
    numbers.iter_mut().zip(sorted).for_each(|(number, row)| *number = row.0);
    Ok(())
}

/// Digits of eleven bits.
const DIGITS: usize = 1 << 11;

/// Sorts numbers by their upper 32 bits, in three rounds over all of them; equals stay in their order. Far quicker than
/// [`numbers`] for the ids of a whole heap.
pub fn by_upper_half(numbers: &mut Vec<u64>) -> Result<(), OutOfMemory> {
    at_once(by_upper_half_in_steps(numbers, &Pace::unbroken()))
}

/// The same in steps.
pub async fn by_upper_half_in_steps(numbers: &mut Vec<u64>, pace: &Pace) -> Result<(), OutOfMemory> {
    let mut sorted: Vec<u64> = pace.filled(numbers.len(), 0).await?;
    for shift in [32, 43, 54] {
        let digit = |number: u64| (number >> shift) as usize % DIGITS;
        let mut places = [0usize; DIGITS];
        let mut count = |block: Range<usize>| {
            for &number in numbers.get(block).unwrap_or_default() {
                places[digit(number)] += 1;
            }
        };
        pace.in_blocks(numbers.len(), &mut count).await;
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        let mut put = |block: Range<usize>| {
            for &number in numbers.get(block).unwrap_or_default() {
                let place = &mut places[digit(number)];
                sorted[*place] = number;
                *place += 1;
            }
        };
        pace.in_blocks(numbers.len(), &mut put).await;
        std::mem::swap(numbers, &mut sorted);
    }
    Ok(())
}

/// Sorts anything by two keys; equals stay in their order. For lists as short as that of all holders; see
/// [`try_by_keys`] for longer ones.
pub fn by_keys<T>(items: &mut Vec<T>, keys: impl Fn(&T) -> (u64, u64)) {
    let (order, taken) = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
    by_keys_within(items, keys, order, taken);
}

/// The same for lists as long as the nodes of a heap.
///
/// # Errors
///
/// When there is no memory to sort in; then nothing has moved.
pub fn try_by_keys<T>(items: &mut Vec<T>, keys: impl Fn(&T) -> (u64, u64)) -> Result<(), OutOfMemory> {
    let (order, taken) = (try_with_capacity(items.len())?, try_with_capacity(items.len())?);
    by_keys_within(items, keys, order, taken);
    Ok(())
}

/// Sorts, with `order` and `taken` as scratch space for as many as there are.
fn by_keys_within<T>(
    items: &mut Vec<T>,
    keys: impl Fn(&T) -> (u64, u64),
    mut order: Vec<Row>,
    mut taken: Vec<Option<T>>,
) {
    order.extend(items.iter().zip(0..).map(|(item, at)| {
        let (first, second) = keys(item);
        (first, second, at)
    }));
    rows(&mut order);
    taken.extend(items.drain(..).map(Some));
    items.extend(order.iter().filter_map(|&(_, _, at)| taken.get_mut(at as usize)?.take()));
}

/// Puts each row into the part where it belongs, by the highest byte in which the rows differ, and gives where the parts end.
/// A short list is sorted instead.
fn distribute(rows: &mut [Row]) -> Option<[usize; 256]> {
    if rows.len() <= SHORT {
        insert_each(rows);
        return None;
    }
    let one = *rows.first()?;
    let digit = Digit::highest_of(different_bits(one, rows))?;
    let mut counts = [0; 256];
    digit.count(rows, &mut counts);
    let mut places = Places::of(digit, &counts);
    while places.put(rows) {}
    Some(places.ends)
}

/// The same of a long list in steps.
async fn distribute_in_steps(rows: &mut [Row], pace: &Pace) -> Option<[usize; 256]> {
    let one = *rows.first()?;
    let mut different = (0, 0, 0);
    for block in rows.chunks(STEPS) {
        let own = different_bits(one, block);
        different = (different.0 | own.0, different.1 | own.1, different.2 | own.2);
        pace.spend(block.len()).await;
    }
    let digit = Digit::highest_of(different)?;
    let mut counts = [0; 256];
    for block in rows.chunks(STEPS) {
        digit.count(block, &mut counts);
        pace.spend(block.len()).await;
    }
    let mut places = Places::of(digit, &counts);
    while places.put(rows) {
        pace.spend(STEPS).await;
    }
    Some(places.ends)
}

/// Where the rows of each part go.
struct Places {
    digit: Digit,
    next: [usize; 256],
    ends: [usize; 256],
    /// The parts before this one are complete.
    part: usize,
}

impl Places {
    fn of(digit: Digit, counts: &[usize; 256]) -> Self {
        let mut sum = 0;
        let next = counts.map(|count| {
            sum += count;
            sum - count
        });
        let mut ends = *counts;
        for part in 0..256 {
            ends[part] += next[part];
        }
        Self { digit, next, ends, part: 0 }
    }

    /// Puts some rows into their places; says whether there are more.
    fn put(&mut self, rows: &mut [Row]) -> bool {
        let mut left = STEPS;
        while self.part < 256 {
            while self.next[self.part] < self.ends[self.part] {
                if left == 0 {
                    return true;
                }
                left -= 1;
                let at = self.next[self.part];
                let own = self.digit.of(&rows[at]);
                if own != self.part {
                    rows.swap(at, self.next[own]);
                }
                self.next[own] += 1;
            }
            self.part += 1;
        }
        false
    }
}

fn insert_each(rows: &mut [Row]) {
    for end in 1..rows.len() {
        let mut at = end;
        while at > 0 && rows[at] < rows[at - 1] {
            rows.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// The bits in which some rows differ from one.
fn different_bits(one: Row, rows: &[Row]) -> Row {
    rows.iter().fold((0, 0, 0), |different, row| {
        (different.0 | (row.0 ^ one.0), different.1 | (row.1 ^ one.1), different.2 | (row.2 ^ one.2))
    })
}

/// A byte of a row.
#[derive(Clone, Copy)]
enum Digit {
    First(u32),
    Second(u32),
    Position(u32),
}

impl Digit {
    /// The highest byte that has one of these bits.
    fn highest_of(different: Row) -> Option<Self> {
        let byte = |bits: u64| (63 - bits.leading_zeros()) & !7;
        match different {
            (0, 0, 0) => None,
            (0, 0, bits) => Some(Self::Position(byte(bits.into()))),
            (0, bits, _) => Some(Self::Second(byte(bits))),
            (bits, _, _) => Some(Self::First(byte(bits))),
        }
    }

    /// Counts how many rows have each value.
    fn count(self, rows: &[Row], counts: &mut [usize; 256]) {
        for row in rows {
            counts[self.of(row)] += 1;
        }
    }

    #[inline]
    fn of(self, row: &Row) -> usize {
        let shifted = match self {
            Self::First(shift) => row.0 >> shift,
            Self::Second(shift) => row.1 >> shift,
            Self::Position(shift) => u64::from(row.2 >> shift),
        };
        (shifted & 0xff) as usize
    }
}

#[cfg(test)]
mod tests;
