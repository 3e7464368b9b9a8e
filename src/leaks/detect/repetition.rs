//! Whether what a holder gained repeats.

use crate::leaks::attribution::tallies::{Key, Tallies, Tally};
use crate::leaks::hash::descending;
use crate::leaks::model::kinds::{Family, KindSet};
use crate::leaks::thresholds::{FEW, LEAST_ALONG, LEAST_REPEATING, MANY, MOST_PER_LINK, is_share};
use crate::sort;

/// How a kind of thing repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// There are many more.
    Many,
    /// One thing took the place of another that was shorter.
    Longer,
    /// What stayed took in more.
    InPlace,
}

/// A kind of thing that a holder gained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gained {
    /// The kind.
    pub key: Key,
    /// How much.
    pub tally: Tally,
    /// How it repeats; `None` if it only came along.
    pub repeats: Option<Repeats>,
}

/// What a holder gained, as far as it repeats.
#[derive(Clone, Debug)]
pub struct Gain {
    /// All kinds, those that repeat and those that came along.
    pub kinds: Vec<Gained>,
    /// All bytes, net: what the holder has more than before.
    pub bytes: i64,
    /// The kind of which the holder holds most itself, once that is known.
    pub put_in: Option<Key>,
}

impl Gain {
    /// The repeating kinds.
    pub fn repeating(&self) -> impl Iterator<Item = &Gained> {
        self.kinds.iter().filter(|gained| gained.repeats.is_some())
    }

    /// The kind that says most: things rather than common things, what was put in rather than what it took along, things
    /// of the program rather than of the runtime, then the heaviest.
    pub fn lead(&self) -> Option<&Gained> {
        let rank = |gained: &&Gained| match (gained.repeats, gained.key) {
            (Some(Repeats::Many), Key::Things(kind)) if !kind.is_common() => {
                let is_put_in = gained.tally.entries * 2 >= i64::from(gained.tally.more);
                let of_program = match kind.family() {
                    Family::Plain | Family::Instance | Family::Function => 2,
                    // Often a part of such a thing.
                    Family::Table => 1,
                    _ => 0,
                };
                3 + 3 * u8::from(is_put_in) + of_program
            }
            (Some(Repeats::Many), _) => 2,
            (Some(_), _) => 1,
            _ => 0,
        };
        let is_put_in = |gained: &&Gained| Some(gained.key) == self.put_in;
        let put_in = self.repeating().find(is_put_in);
        put_in.or_else(|| self.repeating().max_by_key(|gained| (rank(gained), gained.tally.bytes, gained.key)))
    }

    /// Adds to a kind, or another kind that repeats or not.
    pub fn add(&mut self, key: Key, tally: &Tally, repeats: Option<Repeats>) {
        match self.kinds.iter_mut().find(|known| known.key == key) {
            Some(known) => known.tally.add(tally),
            None => self.kinds.push(Gained { key, tally: *tally, repeats }),
        }
    }

    /// The kinds of which a list can be made: those counted, and common ones that are about as many: of what each entry has
    /// many of, as rows of a table, none is its link.
    pub fn linking_kinds(&self) -> KindSet {
        let mut kinds = self.counted_kinds();
        let most = self.lead().map_or(0, |lead| lead.tally.net());
        let are_as_many = |net: i64| is_share(net, most.max(1), LEAST_ALONG) && net <= most.max(1) * MOST_PER_LINK;
        let along = self.kinds.iter().filter(|gained| are_as_many(gained.tally.net()));
        kinds.extend(along.filter(|gained| matches!(gained.key, Key::Things(_))).map(|gained| gained.key.kind()));
        kinds
    }

    /// The kinds by which things are counted: all that repeat, without the common ones if there are others.
    pub fn counted_kinds(&self) -> KindSet {
        let of = |common: bool| {
            let is_counted = move |gained: &&Gained| {
                gained.repeats == Some(Repeats::Many) && gained.key.kind().is_common() == common
            };
            self.kinds.iter().filter(is_counted).filter_map(|gained| match gained.key {
                Key::Things(kind) => Some(kind),
                _ => None,
            })
        };
        let named: KindSet = of(false).collect();
        if named.is_empty() { of(true).collect() } else { named }
    }
}

/// Who gained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gainer {
    /// A holder.
    Holder,
    /// A root, which holds nearly everything.
    Root,
}

/// What repeats in the growth of a holder, if enough does. `least` is the growth that counts.
pub fn gain(gainer: Gainer, tallies: &Tallies, least: i64) -> Option<Gain> {
    let code = tallies.get(Key::Code).map_or(0, |tally| tally.bytes.max(0));
    let bytes = tallies.bytes();
    if bytes - code < least {
        return None;
    }
    let mut kinds: Vec<Gained> = Vec::new();
    for (key, &tally) in tallies.iter() {
        let repeats = repeats(gainer, key, &tally, tallies.entries, least);
        kinds.push(Gained { key, tally, repeats });
    }
    sort::by_keys(&mut kinds, |gained| (descending(gained.tally.bytes), gained.key.number()));
    let named = kinds.iter().filter(|gained| gained.repeats == Some(Repeats::Many) && !gained.key.kind().is_common());
    let most = named.map(|gained| gained.tally.net()).max().unwrap_or(0);
    let are_many = kinds.iter().any(|gained| gained.repeats == Some(Repeats::Many));
    // A collection became larger by what it took in.
    let made_room = |key: Key| are_many && matches!(key, Key::InPlace(kind) if kind.is_collection());
    let is_along = |gained: &&Gained| {
        gained.repeats.is_some()
            || made_room(gained.key)
            || most > 0 && gained.key.kind().is_common() && is_share(gained.tally.net(), most, LEAST_ALONG)
            || most > 0 && gained.key.kind().family() == Family::Memory
    };
    let has_any = kinds.iter().any(|gained| gained.repeats.is_some());
    let repeating: i64 = kinds.iter().filter(is_along).map(|gained| gained.tally.bytes).sum();
    let is_enough = has_any && repeating >= least && is_share(repeating, bytes - code, LEAST_REPEATING);
    is_enough.then_some(Gain { kinds, bytes, put_in: None })
}

fn repeats(gainer: Gainer, key: Key, tally: &Tally, entries: i64, least: i64) -> Option<Repeats> {
    let (net, is_root) = (tally.net(), gainer == Gainer::Root);
    match key {
        Key::Code => None,
        // What a regular expression has more is its code, made when it is used first.
        Key::InPlace(kind) if matches!(kind.family(), Family::WeakTable | Family::Basic) => None,
        Key::InPlace(_) => {
            let is_one = tally.anchors == 1 && tally.bytes >= least;
            let are_many = net >= MANY && tally.bytes >= least / 4;
            (is_one || are_many).then_some(Repeats::InPlace)
        }
        Key::Things(kind) => {
            let is_heavy = tally.bytes >= 3 * least;
            let (counted, few) = if kind.is_common() { (net.min(entries), FEW) } else { (net, FEW) };
            let are_many = counted >= MANY || counted >= few && is_heavy;
            if are_many && !(is_root && kind.is_common()) {
                Some(Repeats::Many)
            } else if !is_root && is_longer(tally, least) {
                Some(Repeats::Longer)
            } else {
                None
            }
        }
    }
}

/// One took the place of one or a few, and is so much heavier that it can only be the same with more in it.
fn is_longer(tally: &Tally, least: i64) -> bool {
    (0..FEW).contains(&tally.net()) && tally.less > 0 && tally.bytes >= least
}
