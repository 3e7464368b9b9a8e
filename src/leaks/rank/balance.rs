//! Whose growth it all is: parts that add up to the growth of the heap.

use super::ranking::Ranking;
use crate::leaks::attribution::Attribution;
use crate::leaks::detect::rollup::Left;
use crate::leaks::detect::{Detected, Takers};
use crate::leaks::findings::{Balance, BalanceKind, BalancePart, Single};
use crate::leaks::naming::Names;
use crate::leaks::thresholds::{LEAST_SHARE_OF_GROWTH, MOST_SINGLE};
use crate::redaction::Name;
use crate::sort;

/// The balance of what was found, with the names of small suspects; growth of less than `noise` is none.
pub fn of(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    detected: &Detected,
    ranking: &Ranking,
    mut small: Vec<Name>,
    noise: i64,
) -> Balance {
    let pair = &attribution.pair;
    let (later, earlier) = (pair.later.outline, pair.earlier.outline);
    let native = later.extra_native_bytes as i64 - earlier.extra_native_bytes as i64;
    let growth = later.heap_bytes() as i64 - earlier.heap_bytes() as i64 + native;
    let suspects = ranking.ranked.iter().map(|ranked| ranked.held.gain.bytes).sum();
    let set_aside: i64 = ranking.set_aside.iter().map(|(held, _)| held.gain.bytes).sum();
    let rest = detected.rollup.rest;
    let least = noise.max(growth / LEAST_SHARE_OF_GROWTH);
    let mut of_rest = classes_of_rest(attribution, names, detected, least);
    let parts = [
        (BalanceKind::Suspects, suspects),
        (BalanceKind::SetAside, set_aside),
        (BalanceKind::Code, detected.background.code),
        (BalanceKind::Runtime, detected.background.roots),
        (BalanceKind::OutsideHeap, native),
        (BalanceKind::Small, ranking.small.iter().map(|held| held.gain.bytes).sum()),
        (BalanceKind::Rest, rest),
    ];
    let mut part = |(kind, bytes)| {
        let names = match kind {
            BalanceKind::Small => std::mem::take(&mut small),
            BalanceKind::Rest => std::mem::take(&mut of_rest),
            _ => Vec::new(),
        };
        BalancePart { kind, bytes, names }
    };
    Balance {
        growth,
        noise: noise.max(0) as u64,
        parts: parts.into_iter().filter(|&(_, bytes)| bytes != 0).map(&mut part).collect(),
        singles: if rest < noise { Vec::new() } else { singles(attribution, names, detected, least) },
    }
}

/// The classes of which most of the rest is, among what was put into roots: of at least so many bytes each.
fn classes_of_rest(attribution: &Attribution<'_>, names: &Names<'_>, detected: &Detected, least: i64) -> Vec<Name> {
    let pair = &attribution.pair;
    let large = detected.rollup.left.iter().filter(|left| left.bytes >= least).take(MOST_SINGLE);
    let first = |left: &Left| {
        let is_of_kind = |&(at, &entry): &(usize, &u32)| {
            at == entry as usize && pair.new.anchors.get(at) == Some(&left.root) && pair.later.kind(at) == left.kind
        };
        pair.new.entries.iter().enumerate().find(is_of_kind).and_then(|(at, _)| attribution.nodes.get(at))
    };
    large.filter_map(first).map(|&node| names.class(node)).collect()
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
