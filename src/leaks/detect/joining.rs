//! One cause, one suspect: candidates that belong together.
//!
//! A leaked thing often hangs in two places: a listener in two lists, a socket with its timer, a second index of the
//! same records. Each place is a candidate of its own, because neither dominates what both hold.

use super::holders::{Held, Holder, Links};
use super::holding::{drop_crowds, drop_weak_tables, has_links, of_parts, put_errors_last};
use super::repetition::Gained;
use crate::leaks::attribution::{Attribution, Pair};
use crate::leaks::hash::{NumberMap, descending, packed};
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::thresholds::{ALIKE, FEW, LEAST_ALONG, LEAST_HELD, LIKE_NUMBERS, MANY, MOST_HOLDERS, is_share};
use crate::sort;

/// Instead of what several have above them.
const ANYWHERE: usize = u32::MAX as usize;

/// Puts together what is one, the heaviest first.
pub fn join(attribution: &Attribution<'_>, held: Vec<Held>, links: &Links) -> Vec<Held> {
    let pair = &attribution.pair;
    let mut groups = Groups::of(held.len());
    let leads: Vec<(Kind, i64)> = held
        .iter()
        .map(|held| held.gain.lead().map_or((Kind::CODE, 0), |lead| (lead.key.kind(), lead.tally.net())))
        .collect();
    let lead = |number: u32| leads.get(number as usize).map_or(0, |&(_, count)| count.max(1));
    // Whoever holds a good part of another's things.
    for &(of, by, count) in &links.by_candidates {
        if count >= MANY
            && (is_share(count, lead(of), (1, 2)) || is_share(count, lead(by), (1, 2)) && count >= lead(of) / 4)
        {
            groups.join(of as usize, by as usize);
        }
    }
    let mut holders: Vec<Vec<Holder>> = vec![Vec::new(); held.len()];
    let in_all = of_parts(&held, links);
    let has_all = |of: u32, count: i64| in_all.get(of as usize).is_none_or(|&all| is_share(count, all, LEAST_ALONG));
    for &(of, position, count) in &links.by_survivors {
        // Of a few heavy things who has all is a holder.
        let are_few = (FEW..MANY).contains(&lead(of)) && count >= lead(of);
        if (count >= MANY || are_few)
            && is_share(count, lead(of), LEAST_HELD)
            && has_all(of, count)
            && held.get(of as usize).is_some_and(|held| has_links(held, links, (of, position)))
            && let Some(holders) = holders.get_mut(of as usize)
        {
            holders.push(Holder { position: position as usize, count });
        }
    }
    // The holder of one is among the holders of another, or they have the same.
    let mut at_holder: NumberMap<usize> = NumberMap::default();
    for (number, held) in held.iter().enumerate().filter(|(_, held)| held.populations.is_empty()) {
        let first = *at_holder.entry(held.dominator as u64).or_insert(number);
        groups.join(first, number);
    }
    for ((number, holders), held) in holders.iter_mut().enumerate().zip(&held) {
        let instances = |position| instances(links.direct(number as u32, position));
        sort::by_keys(holders, |holder| (descending(holder.count), holder.position as u64));
        sort::by_keys(holders, |holder| {
            (descending(instances(holder.position)), descending(growth(pair, holder.position)))
        });
        put_errors_last(attribution, holders);
        drop_crowds(pair, holders);
        drop_weak_tables(pair, held, holders);
        for holder in holders.iter() {
            if let Some(&other) = at_holder.get(&(holder.position as u64)) {
                groups.join(number, other);
            }
        }
    }
    let named: Vec<usize> = held.iter().zip(&holders).map(|(held, holders)| named_by(held, holders)).collect();
    for (number, &position) in named.iter().enumerate() {
        if !pair.later.kind(position).is_root_like() && position != 0 {
            let first = *at_holder.entry(position as u64).or_insert(number);
            groups.join(first, number);
        }
    }
    let mut folds = alike(pair, &held, &leads, &mut groups);
    nested(pair, (&held, &holders), &leads, &mut groups, &mut folds);
    second_indexes(pair, &held, &leads, &mut groups);
    kept_by_handles(&held, &holders, &leads, &mut groups);
    groups.merged(pair, held, &holders, &folds)
}

/// What a candidate with these holders is called by.
fn named_by(held: &Held, holders: &[Holder]) -> usize {
    Held { holders: holders.to_vec(), ..held.clone() }.named()
}

/// How many things with a class or fields of the program, other than functions, are among what a holder holds itself: where
/// these are says more than where functions are that mention them.
fn instances(direct: impl Iterator<Item = (Kind, i64)>) -> i64 {
    let is_instance = |kind: Kind| matches!(kind.family(), Family::Instance | Family::Plain);
    direct.filter(|&(kind, _)| is_instance(kind)).map(|(_, count)| count).sum()
}

/// By how much a holder's retained size grew.
fn growth(pair: &Pair<'_>, position: usize) -> i64 {
    let twin = pair.survivors.before.get(position).map_or(usize::MAX, |&twin| twin as usize);
    pair.later.outline.retained(position) as i64 - pair.earlier.outline.retained(twin) as i64
}

/// The same kind of thing under a holder and under one above it. A collection beside others that share what hangs above them is
/// no part of that.
fn nested(
    pair: &Pair<'_>,
    (held, holders): (&[Held], &[Vec<Holder>]),
    leads: &[(Kind, i64)],
    groups: &mut Groups,
    folds: &mut NumberMap<usize>,
) {
    let is_beside = |collection: usize, other: usize| {
        let owner = held.get(other).map(|other| other.dominator);
        pair.later.kind(collection).is_collection()
            && pair.later.visible_above(collection) == owner
            && holders.get(other).is_some_and(|holders| {
                let mut those = holders.iter().map(|holder| holder.position);
                !holders.is_empty() && those.all(|position| position != collection && Some(position) != owner)
            })
    };
    let mut at: NumberMap<usize> = NumberMap::default();
    for (number, (held, lead)) in held.iter().zip(leads).enumerate() {
        if held.populations.is_empty() {
            at.insert(packed(held.dominator as u32, lead.0.0), number);
        }
    }
    for (number, (held, lead)) in
        held.iter().zip(leads).enumerate().filter(|(_, (held, _))| held.populations.is_empty())
    {
        let mut position = held.dominator;
        while position != 0 && !lead.0.is_common() {
            position = pair.later.above(position);
            if let Some(&other) = at.get(&packed(position as u32, lead.0.0)) {
                if is_beside(held.dominator, other) {
                    break;
                }
                groups.join(other, number);
                // Who holds what the other has, too, is no part of that.
                let is_holder = |holders: &Vec<Holder>| holders.iter().any(|one| one.position == held.dominator);
                if !holders.get(other).is_some_and(is_holder) {
                    folds.insert(number as u64, position);
                }
                break;
            }
        }
    }
}

/// Several alike side by side: one finding at what has them all. Gives the new holder of each that was folded. Collections
/// of instances are alike as these are; others are alike themselves, or else if what has them is.
fn alike(pair: &Pair<'_>, held: &[Held], leads: &[(Kind, i64)], groups: &mut Groups) -> NumberMap<usize> {
    let mut folds = NumberMap::default();
    for owners in [Family::Instance, Family::Plain] {
        fold_alike(pair, held, leads, owners, (&mut *groups, &mut folds));
    }
    while fold_above(pair, leads, (&mut *groups, &mut folds)) {}
    folds
}

/// Several of which each has several alike, side by side: these are one as well, at what has them all. Whether there are such.
fn fold_above(pair: &Pair<'_>, leads: &[(Kind, i64)], (groups, folds): (&mut Groups, &mut NumberMap<usize>)) -> bool {
    let mut sides: Vec<Side> = Vec::new();
    for (number, lead) in leads.iter().enumerate() {
        let Some(has_them) = folds.get(&(number as u64)).copied().filter(|&has_them| has_them != ANYWHERE) else {
            continue;
        };
        // A collection of an instance stands for that.
        let instance = pair.later.visible_above(has_them).filter(|&above| {
            pair.later.kind(has_them).is_collection() && pair.later.kind(above).family() == Family::Instance
        });
        let thing = instance.unwrap_or(has_them);
        if let Some(above) = has_alike(pair, thing) {
            sides.push((packed(above as u32, lead.0.0), pair.later.kind(thing), (thing, number)));
        }
    }
    fold(sides, (groups, folds))
}

/// Of a candidate that may be one of several alike: what has it and the kind that leads, the kind of the thing that is alike, and
/// this thing and the candidate's number.
type Side = (u64, Kind, (usize, usize));

/// What has a thing beside others, if that is no scope or root.
fn has_alike(pair: &Pair<'_>, thing: usize) -> Option<usize> {
    pair.later
        .visible_above(thing)
        .filter(|&above| !pair.later.kind(above).is_root_like() && pair.later.kind(above).family() != Family::Scope)
}

/// The same, if what has a collection is asked where it is of a family.
fn fold_alike(
    pair: &Pair<'_>,
    held: &[Held],
    leads: &[(Kind, i64)],
    owners: Family,
    (groups, folds): (&mut Groups, &mut NumberMap<usize>),
) {
    let mut sides: Vec<Side> = Vec::new();
    for (number, (held, lead)) in held.iter().zip(leads).enumerate() {
        if !held.populations.is_empty() || folds.contains_key(&(number as u64)) {
            continue;
        }
        let owner = pair.later.visible_above(held.dominator);
        let owner = owner.filter(|_| pair.later.kind(held.dominator).is_collection());
        let family = owner.map(|owner| pair.later.kind(owner).family());
        // Collections of an instance have been asked already.
        if owners != Family::Instance && family == Some(Family::Instance) {
            continue;
        }
        let owner = owner.filter(|_| family == Some(owners));
        let thing = owner.unwrap_or(held.dominator);
        let kind = pair.later.kind(thing);
        let above = has_alike(pair, thing);
        // Instances of a class are alike wherever they hang.
        if let Some(above) = above.or((kind.family() == Family::Instance).then_some(ANYWHERE)) {
            sides.push((packed(above as u32, lead.0.0), kind, (thing, number)));
        }
    }
    fold(sides, (groups, folds));
}

/// Joins those of which enough are alike, and notes what has them. Whether there are any.
fn fold(mut sides: Vec<Side>, (groups, folds): (&mut Groups, &mut NumberMap<usize>)) -> bool {
    let mut are_any = false;
    sort::by_keys(&mut sides, |&(_, _, (thing, number))| (thing as u64, number as u64));
    sort::by_keys(&mut sides, |&(side, kind, _)| (side, kind.0.into()));
    for side in sides.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        // Several collections of one thing are several.
        let things = side.chunk_by(|one, other| one.2.0 == other.2.0).count();
        if things < ALIKE {
            continue;
        }
        for &(above, _, (_, number)) in side {
            groups.join(side.first().map_or(number, |first| first.2.1), number);
            folds.insert(number as u64, (above >> 32) as usize);
        }
        are_any = true;
    }
    are_any
}

/// Keys in a second table of the same owner, as many as the things in the first. Keys that both have hang at the owner; what
/// hangs at a collection is its own, and as many only because one came with the other, as a line in a log with each entry.
fn second_indexes(pair: &Pair<'_>, held: &[Held], leads: &[(Kind, i64)], groups: &mut Groups) {
    let mut owned: Vec<(usize, usize)> = Vec::new();
    for (number, held) in held.iter().enumerate().filter(|(_, held)| held.populations.is_empty()) {
        let owners = [Some(held.dominator), pair.later.visible_above(held.dominator)].into_iter().flatten();
        owned.extend(owners.filter(|&owner| !pair.later.kind(owner).is_root_like()).map(|owner| (owner, number)));
    }
    sort::by_keys(&mut owned, |&(owner, number)| (owner as u64, number as u64));
    for of_owner in owned.chunk_by(|one, other| one.0 == other.0) {
        for (_, one) in of_owner {
            for (_, other) in of_owner {
                let (Some(first), Some(second)) = (leads.get(*one), leads.get(*other)) else { continue };
                let is_like = (first.1 - second.1).abs() * LIKE_NUMBERS.1 <= first.1 * LIKE_NUMBERS.0;
                let is_apart = held.get(*other).is_some_and(|held| pair.later.kind(held.dominator).is_collection());
                if one != other && second.0.is_common() && is_like && !is_apart {
                    groups.join(*one, *other);
                }
            }
        }
    }
}

/// What C++ keeps by a handle has no link from there in the file, only from a root: it belongs to the C++ objects of which exactly
/// as many came.
fn kept_by_handles(held: &[Held], holders: &[Vec<Holder>], leads: &[(Kind, i64)], groups: &mut Groups) {
    let is_unheld = |number: usize| {
        let (of_root, holders) = (held.get(number), holders.get(number));
        // What brings C++ objects of its own is an open handle itself.
        let is_plain = |held: &Held| held.gain.kinds.iter().all(|gained| gained.key.kind().family() != Family::Native);
        of_root.is_some_and(|held| !held.populations.is_empty() && is_plain(held)) && holders.is_some_and(Vec::is_empty)
    };
    let is_asked = |&(number, &(_, count)): &(usize, &(Kind, i64))| count >= 2 * MANY && is_unheld(number);
    for (number, &(_, count)) in leads.iter().enumerate().filter(is_asked) {
        let is_like = |gained: &Gained| gained.key.kind().family() == Family::Native && gained.tally.net() == count;
        let of_cpp = |(at, held): &(usize, &Held)| !is_unheld(*at) && held.gain.repeating().any(is_like);
        if let Some((other, _)) = held.iter().enumerate().find(of_cpp) {
            groups.join(other, number);
        }
    }
}

/// Sets of candidates.
struct Groups {
    above: Vec<usize>,
}

impl Groups {
    fn of(count: usize) -> Self {
        Self { above: (0..count).collect() }
    }

    fn first(&mut self, mut number: usize) -> usize {
        while let Some(&above) = self.above.get(number)
            && above != number
        {
            let next = self.above.get(above).copied().unwrap_or(above);
            if let Some(slot) = self.above.get_mut(number) {
                *slot = next;
            }
            number = above;
        }
        number
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        let (low, high) = (one.min(other), one.max(other));
        if let Some(slot) = self.above.get_mut(high) {
            *slot = low;
        }
    }

    /// Each set as one, named by the heaviest member that something of the program holds.
    fn merged(
        mut self,
        pair: &Pair<'_>,
        held: Vec<Held>,
        holders: &[Vec<Holder>],
        folds: &NumberMap<usize>,
    ) -> Vec<Held> {
        let mut members: Vec<Vec<Held>> = held.iter().map(|_| Vec::new()).collect();
        for (number, mut held) in held.into_iter().enumerate() {
            held.holders = holders.get(number).cloned().unwrap_or_default();
            if let Some(&above) = folds.get(&(number as u64)) {
                held.holders.clear();
                held.alike = 1;
                held.is_scattered = above == ANYWHERE;
                if !held.is_scattered {
                    held.dominator = above;
                }
            }
            if let Some(members) = members.get_mut(self.first(number)) {
                members.push(held);
            }
        }
        let mut merged = Vec::new();
        for mut list in members.into_iter().filter(|list| !list.is_empty()) {
            sort::by_keys(&mut list, |held| (descending(held.gain.bytes), held.dominator as u64));
            let is_of_program = |held: &Held| {
                let kind = pair.later.kind(held.named());
                kind.is_visible() && !kind.is_root_like() && kind.family() != Family::Native
            };
            let most = list.first().map_or(0, |held| held.gain.bytes);
            let is_good = |held: &Held| is_of_program(held) && held.gain.bytes * 20 >= most;
            let at = list.iter().position(is_good).unwrap_or(0);
            let mut first = list.remove(at);
            for other in list {
                first.alike += other.alike;
                first.take_in(other);
            }
            first.holders.truncate(MOST_HOLDERS);
            merged.push(first);
        }
        sort::by_keys(&mut merged, |held: &Held| (descending(held.gain.bytes), held.dominator as u64));
        merged
    }
}

impl Held {
    fn take_in(&mut self, other: Held) {
        let named = self.named();
        // Each of many alike holds things of its own.
        let is_beside = other.is_scattered || !other.populations.is_empty();
        let named_there = Holder { position: other.named(), count: 0 };
        let of_other = other.holders.iter().copied().chain((!is_beside).then_some(named_there));
        for holder in of_other.filter(|holder| holder.position != named) {
            if self.holders.is_empty() {
                self.holders.push(Holder { position: named, count: 0 });
            }
            if self.holders.iter().all(|known| known.position != holder.position) {
                self.holders.push(holder);
            }
        }
        self.populations.extend(other.populations);
        self.numbers.extend(other.numbers);
        self.dominators.extend(other.dominators);
        self.parts += other.parts;
        self.is_list |= other.is_list;
        self.is_tree |= other.is_tree;
        self.is_unlisted |= other.is_unlisted;
        self.gain.bytes += other.gain.bytes;
        for gained in other.gain.kinds {
            match self.gain.kinds.iter_mut().find(|known| known.key == gained.key) {
                Some(known) => {
                    known.tally.add(&gained.tally);
                    known.repeats = known.repeats.or(gained.repeats);
                }
                None => self.gain.kinds.push(gained),
            }
        }
    }
}
