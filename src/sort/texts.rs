//! Ranks of texts: by them, text is sorted as numbers are.
//!
//! Texts are compared seven UTF-16 units at a time, all of them at once: those that agree so far are a part, which is
//! distributed by its next units into smaller ones until all texts of a part are the same.

use std::ops::Range;

use super::{Row, rows_in_steps};
use crate::error::OutOfMemory;
use crate::index::{TryPush, try_filled, try_with_capacity};
use crate::pace::{Pace, at_once};
use crate::text::JsStr;

/// The rank of each text among all, by UTF-16 code unit: how many are less. Equal texts have the same rank.
///
/// # Errors
///
/// If there is not enough memory.
pub fn try_ranks(texts: &[JsStr<'_>]) -> Result<Vec<u32>, OutOfMemory> {
    at_once(ranks_in_steps(texts, &Pace::unbroken()))
}

/// The same in steps.
///
/// # Errors
///
/// If there is not enough memory.
pub async fn ranks_in_steps(texts: &[JsStr<'_>], pace: &Pace) -> Result<Vec<u32>, OutOfMemory> {
    let mut ranks = try_filled(texts.len(), 0)?;
    let mut rows: Vec<Row> = try_with_capacity(texts.len())?;
    let text = |row: &Row| texts.get(row.2 as usize).copied().unwrap_or(JsStr::new(b""));
    pace.in_blocks(texts.len(), &mut |block| rows.extend(block.map(|at| (0, 0, at as u32)))).await;
    // Parts of the list whose texts are the same up to some byte, and are after those of the parts before.
    let mut open: Vec<(Range<usize>, usize)> = vec![(0..rows.len(), 0)];
    while let Some((part, same)) = open.pop() {
        let Some(rows) = rows.get_mut(part.clone()) else { continue };
        let Some(first) = rows.first().map(text) else { continue };
        if rows.iter().all(|row| text(row) == first) {
            for row in rows {
                ranks[row.2 as usize] = part.start as u32;
            }
            continue;
        }
        for block in rows.chunks_mut(TEXTS) {
            for row in block.iter_mut() {
                let (first, second) = next_units(text(row).after(same));
                *row = (first, second, row.2);
            }
            pace.spend(block.len() * ROWS_PER_TEXT).await;
        }
        rows_in_steps(rows, pace).await;
        let mut start = part.start;
        for run in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let same = same + run.first().map_or(0, |row| agreed_bytes(text(row).after(same)));
            match run {
                [(_, _, at)] => ranks[*at as usize] = start as u32,
                _ => open.try_push((start..start + run.len(), same))?,
            }
            start += run.len();
            pace.spend(ROWS_PER_TEXT).await;
        }
    }
    Ok(ranks)
}

/// Texts looked at before it is asked whether to stop, and how many rows take as long as one of them.
const TEXTS: usize = 1 << 12;
const ROWS_PER_TEXT: usize = 8;

/// So many units are looked at in one go.
const UNITS: usize = 7;

/// The next units as two numbers that order as the units do; a text that ends comes before one that goes on.
fn next_units(text: JsStr<'_>) -> (u64, u64) {
    let mut units = [0; UNITS];
    let mut taken = 0;
    for (place, unit) in units.iter_mut().zip(text.units()) {
        *place = u64::from(unit);
        taken += 1;
    }
    let [a, b, c, d, e, f, g] = units;
    (a << 48 | b << 32 | c << 16 | d, e << 48 | f << 32 | g << 16 | taken)
}

/// How many bytes are the same in all texts whose next units are the same: those of the whole characters among all but the
/// last unit, which may be a half of one.
fn agreed_bytes(text: JsStr<'_>) -> usize {
    let mut units = 0;
    let is_beyond = |&byte: &u8| {
        let starts = if byte & 0xc0 == 0x80 { 0 } else { 1 + usize::from(byte >= 0xf0) };
        units += starts;
        starts > 0 && units >= UNITS
    };
    text.as_bytes().iter().position(is_beyond).unwrap_or(text.as_bytes().len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text;
    use proptest::prelude::*;

    fn from_units(units: &[u16]) -> Vec<u8> {
        let mut wtf8 = Vec::new();
        units.iter().for_each(|&unit| text::push_unit(&mut wtf8, unit));
        wtf8
    }

    proptest! {
        #[test]
        fn ranks_order_as_texts_do(texts in prop::collection::vec("a{0,16}[ab\u{0}\u{ff}\u{fffd}\u{10000}\u{1f600}]{0,9}", 0..60)) {
            let strings: Vec<JsStr<'_>> = texts.iter().map(|text| JsStr::new(text.as_bytes())).collect();
            let ranks = try_ranks(&strings).unwrap();
            for (a, rank_a) in strings.iter().zip(&ranks) {
                for (b, rank_b) in strings.iter().zip(&ranks) {
                    prop_assert_eq!(rank_a.cmp(rank_b), a.units().cmp(b.units()));
                }
            }
        }

        #[test]
        fn halves_of_characters_have_ranks_too(texts in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![0x61u16, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000]), 0..17), 0..40)) {
            let strings: Vec<Vec<u8>> = texts.iter().map(|units| from_units(units)).collect();
            let ranks = try_ranks(&strings.iter().map(|text| JsStr::new(text)).collect::<Vec<_>>()).unwrap();
            for (a, rank_a) in texts.iter().zip(&ranks) {
                for (b, rank_b) in texts.iter().zip(&ranks) {
                    prop_assert_eq!(rank_a.cmp(rank_b), a.cmp(b));
                }
            }
        }
    }
}
