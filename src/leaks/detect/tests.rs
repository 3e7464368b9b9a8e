//! Drawn pairs of snapshots: everything is shared out once, and as a slow and simple roll-up would do it.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::Takers;
use super::repetition::{Gainer, gain};
use super::rollup::{Rollup, roll_up};
use super::root_holders::RootHolders;
use super::unlisted::Unlisted;
use crate::graph::testing::cases;
use crate::leaks::attribution::anchors::OF_CODE;
use crate::leaks::attribution::tallies::{Key, Tallies};
use crate::leaks::attribution::{Pair, Side, Sums};
use crate::leaks::baseline::outline::NONE;
use crate::leaks::baseline::{Outline, Survivors};
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::thresholds::MANY;
use crate::pace::{Pace, at_once};

/// A drawn node: where it hangs, what it is, its id and its size.
type Drawn = (prop::sample::Index, usize, u32, u32);

const LEAST: i64 = 60;

fn kinds() -> Vec<Kind> {
    let family = |family| Kind::new(family, 1 << 20);
    vec![
        Kind::INTERNAL,
        Kind::CODE,
        Kind::GROUP,
        Kind::TEXT,
        Kind::ARRAY,
        family(Family::Function),
        family(Family::Scope),
        family(Family::Instance),
        family(Family::Instance),
        Kind::new(Family::Instance, 2 << 20),
        Kind::new(Family::Plain, 3 << 20),
    ]
}

/// A tree of the drawn nodes; each hangs at one drawn before it.
fn outline(drawn: &[Drawn], extra: u64) -> Outline {
    let kinds = kinds();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); drawn.len() + 1];
    for (at, (above, ..)) in drawn.iter().enumerate() {
        children[above.index(at + 1)].push(at + 1);
    }
    let mut outline = Outline { extra_native_bytes: extra, ..Outline::default() };
    let mut seen = std::collections::HashSet::from([1]);
    let mut open = vec![0];
    let mut order = Vec::new();
    while let Some(node) = open.pop() {
        order.push(node);
        open.extend(children[node].iter().rev());
        let (kind, id, size) = if node == 0 {
            (Kind::GROUP, 1, 0)
        } else {
            let (_, kind, id, size) = drawn[node - 1];
            let id = (id..).step_by(2).find(|&id| seen.insert(id)).unwrap();
            (kinds[kind % kinds.len()], id, size)
        };
        outline.ids.push(id);
        outline.kinds.push(kind);
        outline.fingerprints.push(kind.0);
        outline.sizes.push(u64::from(size));
        outline.entries.push(children[node].len() as u32);
        outline.links.push(0);
    }
    let mut spans = vec![1u32; order.len()];
    for &node in order.iter().rev() {
        spans[node] += children[node].iter().map(|&child| spans[child]).sum::<u32>();
    }
    outline.spans = order.iter().map(|&node| spans[node]).collect();
    let mut by_id: Vec<u32> = (0..order.len() as u32).collect();
    by_id.sort_by_key(|&at| outline.ids[at as usize]);
    outline.by_id = by_id;
    outline
}

fn any_outline() -> impl Strategy<Value = Outline> {
    let node = (any::<prop::sample::Index>(), 0usize..11, 2u32..60, 0u32..40);
    (prop::collection::vec(node, 0..50), 0u64..100).prop_map(|(drawn, extra)| outline(&drawn, extra))
}

fn pair<'a>(earlier: &'a Outline, later: &'a Outline, by_id: bool) -> Pair<'a> {
    let pace = &Pace::unbroken();
    at_once(async {
        let survivors = match by_id {
            true => Survivors::by_id(earlier, later, pace).await,
            false => Survivors::by_place(earlier, later, pace).await,
        };
        let sides = (Side::of(earlier, pace).await.unwrap(), Side::of(later, pace).await.unwrap());
        Pair::new(sides.0, sides.1, survivors.unwrap(), by_id, pace).await.unwrap()
    })
}

fn sums(pair: &Pair<'_>) -> Sums {
    at_once(pair.sums(None, &Pace::unbroken())).unwrap()
}

fn rolled_up(pair: &Pair<'_>) -> Rollup {
    at_once(roll_up(
        &pair.later,
        &pair.survivors,
        sums(pair),
        (&RootHolders::default(), &Unlisted::default()),
        LEAST,
        &Pace::unbroken(),
    ))
    .unwrap()
}

/// The roll-up as it is defined: from the deepest survivor up, each takes what is counted below it and not taken yet.
fn naive_holders(pair: &Pair<'_>) -> Vec<usize> {
    let sums = sums(pair);
    let side = &pair.later;
    let mut left: Vec<(usize, Tallies)> =
        sums.at_holders.into_iter().map(|(at, tallies)| (at as usize, tallies)).collect();
    let mut holders = Vec::new();
    for position in (0..side.outline.len()).rev() {
        let is_root = position == 0 || side.kind(position).is_root_like();
        if !is_root && (!side.kind(position).is_visible() || pair.survivors.is_new(position)) {
            continue;
        }
        let below = side.outline.below(position);
        let is_below = |(at, _): &(usize, Tallies)| below.contains(at);
        let mut sum = Tallies::default();
        left.iter().filter(|one| is_below(one)).for_each(|(_, tallies)| sum.merge(tallies.clone()));
        let gainer = if is_root { Gainer::Root } else { Gainer::Holder };
        let is_taken = gain(gainer, &sum, LEAST).is_some();
        if is_taken {
            holders.push(position);
        }
        if is_taken || is_root || turns_over(&sum) {
            left.retain(|one| !is_below(one));
        }
    }
    holders
}

/// Whether many things went, and of no kind more came; what says nothing by its number is one kind.
fn turns_over(sum: &Tallies) -> bool {
    let things = || sum.iter().filter_map(|(key, tally)| Some((matches_things(key)?, tally)));
    let nets = |is_asked: &dyn Fn(Kind) -> bool| -> Vec<i64> {
        things()
            .filter(|&(kind, _)| is_asked(kind))
            .map(|(_, tally)| i64::from(tally.more) - i64::from(tally.less))
            .collect()
    };
    let gone: u32 = things().filter(|(kind, _)| !kind.is_common()).map(|(_, tally)| tally.less).sum();
    let all: i64 = nets(&Kind::is_common).into_iter().sum();
    gone >= MANY as u32 && all <= 0 && nets(&|kind| !kind.is_common()).into_iter().all(|net| net <= 0)
}

fn matches_things(key: Key) -> Option<Kind> {
    match key {
        Key::Things(kind) => Some(kind),
        _ => None,
    }
}

/// Whether growth in place counts for the holder; that of code, roots, functions and variables is background.
fn counts_in_place(kind: Kind) -> bool {
    !matches!(
        kind.family(),
        Family::Internal | Family::Code | Family::Group | Family::Global | Family::Function | Family::Scope
    )
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn the_parts_are_the_growth_of_the_heap(
        earlier in any_outline(), later in any_outline(), by_id in any::<bool>(),
    ) {
        let pair = pair(&earlier, &later, by_id);
        let background = sums(&pair).background;
        let rollup = rolled_up(&pair);
        let taken: i64 = rollup.candidates.iter().map(|candidate| candidate.gain.bytes).sum();
        let parts = taken + rollup.rest + background.code + background.roots;
        prop_assert_eq!(parts, later.heap_bytes() as i64 - earlier.heap_bytes() as i64);
    }

    /// What each candidate took, added up node by node, is what it gained.
    #[test]
    fn every_byte_is_taken_once(earlier in any_outline(), later in any_outline()) {
        let pair = pair(&earlier, &later, true);
        let rollup = rolled_up(&pair);
        let takers = Takers::of(&pair, &rollup);
        let mut sums = vec![0; rollup.candidates.len()];
        for position in 0..later.len() {
            let bytes =
                if pair.survivors.is_new(position) { pair.later.carried(position) } else { pair.in_place(position) };
            let is_counted = pair.survivors.is_new(position) || counts_in_place(pair.later.kind(position));
            if let Some(taker) = takers.taker(position).filter(|_| is_counted) {
                sums[taker as usize] += bytes;
            }
        }
        for position in 0..earlier.len() {
            let (anchor, entry) = (pair.gone.anchors[position] as usize, pair.gone.entries[position]);
            if pair.survivors.after[position] != NONE || entry >= OF_CODE {
                continue;
            }
            let is_root = pair.later.kind(anchor).is_root_like();
            let kind = pair.earlier.kind(entry as usize);
            let is_taker = |(_, one): &(usize, &super::rollup::Candidate)| match is_root {
                true => one.holder == anchor && one.population.contains(&kind),
                false => !rollup.is_free(anchor),
            };
            let of_root = rollup.candidates.iter().enumerate().find(is_taker).map(|(at, _)| at);
            if let Some(at) = of_root {
                let at = if is_root { at } else { rollup.taken_by[anchor] as usize };
                sums[at] -= pair.earlier.carried(position);
            }
        }
        let gained: Vec<i64> = rollup.candidates.iter().map(|candidate| candidate.gain.bytes).collect();
        prop_assert_eq!(sums, gained);
    }

    #[test]
    fn sums_stop_where_they_are_enough(earlier in any_outline(), later in any_outline()) {
        let pair = pair(&earlier, &later, true);
        let plain = rolled_up(&pair).candidates;
        let mut holders: Vec<usize> =
            plain.iter().filter(|one| one.population.is_empty()).map(|one| one.holder).collect();
        holders.sort_by_key(|&at| std::cmp::Reverse(at));
        prop_assert_eq!(holders, naive_holders(&pair));
    }

    #[test]
    fn a_snapshot_has_not_grown_beside_itself(outline in any_outline(), by_id in any::<bool>()) {
        let pair = pair(&outline, &outline, by_id);
        prop_assert!(pair.survivors.before.iter().all(|&twin| twin != NONE));
        prop_assert!(rolled_up(&pair).candidates.is_empty());
    }
}
