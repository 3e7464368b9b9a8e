//! Whose growth it all is: parts that add up to the growth of the heap.

use std::ops::Range;

use super::ranking::Ranking;
use crate::blocks::{STEPS, in_blocks, try_in_blocks};
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::leaks::attribution::{Attribution, Pair};
use crate::leaks::detect::rollup::Left;
use crate::leaks::detect::{Detected, Takers};
use crate::leaks::findings::{Balance, BalanceKind, BalancePart, Single};
use crate::leaks::model::kinds::Family;
use crate::leaks::naming::Names;
use crate::leaks::thresholds::{LEAST_SHARE_OF_GROWTH, MOST_SINGLE};
use crate::pace::Pace;
use crate::redaction::Name;
use crate::runtime_names::v8;
use crate::snapshot::NodeType;
use crate::sort;

/// The balance of what was found, with the names of small suspects; growth of less than `noise` is none.
pub async fn of(
    attribution: &Attribution<'_>,
    names: &Names<'_>,
    detected: &Detected,
    ranking: &Ranking,
    mut small: Vec<Name>,
    noise: i64,
    pace: &Pace,
) -> Balance {
    let pair = &attribution.pair;
    let (later, earlier) = (pair.later.outline, pair.earlier.outline);
    let native = later.extra_native_bytes as i64 - earlier.extra_native_bytes as i64;
    let growth = later.heap_bytes() as i64 - earlier.heap_bytes() as i64 + native;
    let suspects = ranking.ranked.iter().map(|ranked| ranked.held.gain.bytes).sum();
    let set_aside: i64 = ranking.set_aside.iter().map(|(held, _)| held.gain.bytes).sum();
    let little = &detected.rollup.little;
    let named = little.iter().take(MOST_SINGLE.saturating_sub(small.len()));
    let named = named.map(|&of| most_of_scope(attribution, of).unwrap_or(of.0));
    for name in named.filter_map(|at| Some(names.label(&attribution.paths, *attribution.nodes.get(at)?))) {
        if !small.contains(&name) {
            small.push(name);
        }
    }
    let little: i64 = little.iter().map(|&(_, bytes)| bytes).sum();
    let rest = detected.rollup.rest - little;
    let least = noise.max(growth / LEAST_SHARE_OF_GROWTH);
    pace.spend(STEPS).await;
    let mut of_rest = Vec::new();
    if rest >= noise {
        of_rest = classes_of_rest(attribution, names, detected, rest);
    }
    pace.spend(STEPS).await;
    if rest >= noise && of_rest.is_empty() {
        of_rest.extend(grown_of_rest(attribution, names, detected, rest));
    }
    pace.spend(STEPS).await;
    let singles = if rest < noise { Vec::new() } else { singles(attribution, names, detected, least..rest) };
    let parts = [
        (BalanceKind::Suspects, suspects),
        (BalanceKind::SetAside, set_aside),
        (BalanceKind::Code, detected.background.code),
        (BalanceKind::Runtime, detected.background.roots),
        (BalanceKind::OutsideHeap, native),
        (BalanceKind::Small, little + ranking.small.iter().map(|held| held.gain.bytes).sum::<i64>()),
        (BalanceKind::Rest, rest),
    ];
    let mut part = |(kind, bytes)| {
        let names = match kind {
            BalanceKind::Small => std::mem::take(&mut small),
            BalanceKind::Rest => std::mem::take(&mut of_rest),
            BalanceKind::Runtime => caches(attribution, bytes),
            _ => Vec::new(),
        };
        BalancePart { kind, bytes, names }
    };
    Balance {
        growth,
        noise: noise.max(0) as u64,
        parts: parts.into_iter().filter(|&(_, bytes)| bytes != 0).map(&mut part).collect(),
        singles,
    }
}

/// Whether a position is that of something new that was put in itself.
fn is_entry(pair: &Pair<'_>, at: usize) -> bool {
    pair.new.entries.get(at).is_some_and(|&entry| entry as usize == at)
}

/// Of variables that got something new, and so many bytes by that, the one that has most of these now: they have no name in common.
fn most_of_scope(attribution: &Attribution<'_>, (scope, bytes): (usize, i64)) -> Option<usize> {
    let pair = &attribution.pair;
    let weight = |&at: &usize| attribution.nodes.get(at).map_or(0, |&node| attribution.weight(node));
    let is_of_scope = |&at: &usize| is_entry(pair, at) && pair.new.anchors.get(at) == Some(&(scope as u32));
    let below = || pair.later.outline.below(scope).filter(is_of_scope);
    let most = (pair.later.kind(scope).family() == Family::Scope).then(|| below().max_by_key(weight)).flatten();
    most.filter(|at| weight(at) as i64 * 2 >= bytes)
}

/// V8's cache of numbers as text, which is made anew in its full size once many were asked for, if it is most of so many bytes.
fn caches(attribution: &Attribution<'_>, bytes: i64) -> Vec<Name> {
    let snapshot = &attribution.model.heap.snapshot;
    let is_cache = |&edge: &EdgeIndex| {
        let name = snapshot.edges.name(edge).map(|name| snapshot.strings.get(name));
        name.is_some_and(|name| name.as_bytes().ends_with(v8::CACHE_OF_NUMBERS))
    };
    let groups = |node: NodeOrdinal| {
        let targets = snapshot.edges_of(node).map(|edge| snapshot.edges.target(edge));
        targets.filter(|&target| snapshot.nodes.kind[target] == NodeType::SYNTHETIC)
    };
    let groups = groups(snapshot.root).flat_map(|group| groups(group).chain([group]));
    let of_roots = groups.filter(|&group| snapshot.raw_name(group).as_bytes().starts_with(v8::STRONG_ROOTS));
    let caches =
        of_roots.flat_map(|group| snapshot.edges_of(group)).filter(is_cache).map(|edge| snapshot.edges.target(edge));
    let new = caches.filter(|&cache| attribution.is_new(cache)).map(|cache| snapshot.nodes.self_size.of(cache));
    let is_most = bytes > 0 && new.sum::<u64>() as i64 * 2 > bytes;
    is_most.then(|| Name::own("V8's cache of numbers as text")).into_iter().collect()
}

/// The classes of what was put into roots and keeps most of the rest, if so few do.
fn classes_of_rest(attribution: &Attribution<'_>, names: &Names<'_>, detected: &Detected, rest: i64) -> Vec<Name> {
    let pair = &attribution.pair;
    let mut sum = 0;
    let before_most = |left: &&Left| {
        sum * 2 < rest && {
            sum += left.bytes;
            true
        }
    };
    let large: Vec<&Left> = detected.rollup.left.iter().take(MOST_SINGLE).take_while(before_most).collect();
    if sum * 2 < rest {
        return Vec::new();
    }
    let first = |left: &Left| {
        let is_of_kind = |&at: &usize| {
            is_entry(pair, at) && pair.new.anchors.get(at) == Some(&left.root) && pair.later.kind(at) == left.kind
        };
        let search = try_in_blocks(pair.new.entries.len(), |mut positions| match positions.find(is_of_kind) {
            Some(found) => Err(found),
            None => Ok(()),
        });
        search.err().and_then(|at| attribution.nodes.get(at))
    };
    large.into_iter().filter_map(first).map(|&node| names.class(node)).collect()
}

/// What was there before and became larger by more than half of the rest, as the table of a WeakMap does.
fn grown_of_rest(attribution: &Attribution<'_>, names: &Names<'_>, detected: &Detected, rest: i64) -> Option<Name> {
    let pair = &attribution.pair;
    let takers = Takers::of(pair, &detected.rollup);
    let is_most = |&at: &usize| {
        let kind = pair.later.kind(at);
        !pair.survivors.is_new(at)
            && kind.is_visible()
            && !kind.is_root_like()
            && pair.in_place(at) * 2 > rest
            && takers.taker(at).is_none()
    };
    let search = try_in_blocks(attribution.nodes.len(), |mut positions| match positions.find(is_most) {
        Some(found) => Err(found),
        None => Ok(()),
    });
    let node = *attribution.nodes.get(search.err()?)?;
    Some(names.label(&attribution.paths, node))
}

/// The largest new things among the rest, of so many bytes each.
fn singles(attribution: &Attribution<'_>, names: &Names<'_>, detected: &Detected, bytes: Range<i64>) -> Vec<Single> {
    let pair = &attribution.pair;
    let takers = Takers::of(pair, &detected.rollup);
    let mut large: Vec<(usize, u64)> = Vec::new();
    in_blocks(pair.new.entries.len(), |positions| {
        let left = positions.filter(|&at| is_entry(pair, at) && takers.taker(at).is_none());
        let weighed = left.filter_map(|at| Some((at, attribution.weight(*attribution.nodes.get(at)?))));
        large.extend(weighed.filter(|&(_, of_thing)| of_thing as i64 >= bytes.start && of_thing as i64 <= bytes.end));
    });
    sort::by_keys(&mut large, |&(position, bytes)| (!bytes, position as u64));
    large.truncate(MOST_SINGLE);
    let single = |(position, bytes): (usize, u64)| {
        let node = *attribution.nodes.get(position)?;
        let id = attribution.model.heap.snapshot.nodes.id.of(node);
        Some(Single { name: names.label(&attribution.paths, node), class: names.class(node), id, bytes })
    };
    large.into_iter().filter_map(single).collect()
}
