//! Whose growth it all is: parts that add up to the growth of the heap.

use super::ranking::Ranking;
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::{Detected, Takers};
use crate::leaks::findings::{Balance, BalanceKind, BalancePart, Single};
use crate::leaks::model::names::Names;
use crate::leaks::thresholds::{LEAST_SHARE_OF_GROWTH, MOST_SINGLE};
use crate::sort;

/// The balance of what was found; growth of less than `noise` is none.
pub fn of(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    detected: &Detected,
    ranking: &Ranking,
    noise: i64,
) -> Balance {
    let pair = &attribution.pair;
    let (later, earlier) = (pair.later.outline, pair.earlier.outline);
    let native = later.extra_native_bytes as i64 - earlier.extra_native_bytes as i64;
    let growth = later.heap_bytes() as i64 - earlier.heap_bytes() as i64 + native;
    let suspects = ranking.ranked.iter().map(|ranked| ranked.held.gain.bytes).sum();
    let set_aside: i64 = ranking.excluded.iter().map(|(held, _)| held.gain.bytes).sum();
    let rest = detected.rollup.rest + ranking.small.iter().map(|held| held.gain.bytes).sum::<i64>();
    let parts = [
        (BalanceKind::Suspects, suspects),
        (BalanceKind::SetAside, set_aside),
        (BalanceKind::Code, detected.background.code),
        (BalanceKind::Runtime, detected.background.roots),
        (BalanceKind::OutsideHeap, native),
        (BalanceKind::Rest, rest),
    ];
    let parts = parts.into_iter().filter(|&(_, bytes)| bytes != 0);
    Balance {
        growth,
        noise: noise.max(0) as u64,
        parts: parts.map(|(kind, bytes)| BalancePart { kind, bytes }).collect(),
        singles: if rest < noise {
            Vec::new()
        } else {
            singles(attribution, names, detected, noise.max(growth / LEAST_SHARE_OF_GROWTH))
        },
    }
}

/// The largest new things among the rest, of at least so many bytes.
fn singles(attribution: &Attribution<'_>, names: &Names<'_>, detected: &Detected, least: i64) -> Vec<Single> {
    let pair = &attribution.pair;
    let takers = Takers::of(pair, &detected.rollup);
    let is_large = |bytes: u64| bytes as i64 >= least;
    let entries = pair.new.entries.iter().enumerate().filter(|&(position, &entry)| entry as usize == position);
    let mut large: Vec<(usize, u64)> = entries
        .filter(|&(position, _)| takers.taker(position).is_none())
        .filter_map(|(position, _)| Some((position, attribution.weight(*attribution.nodes.get(position)?))))
        .filter(|&(_, bytes)| is_large(bytes))
        .collect();
    sort::by_keys(&mut large, |&(position, bytes)| (!bytes, position as u64));
    large.truncate(MOST_SINGLE);
    let single = |(position, bytes): (usize, u64)| {
        let node = *attribution.nodes.get(position)?;
        let id = attribution.model.heap.snapshot.nodes.id.of(node);
        Some(Single { name: names.label(&attribution.paths, node), class: names.class(node), id, bytes })
    };
    large.into_iter().filter_map(single).collect()
}
