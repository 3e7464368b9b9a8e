//! Which Map or Set has things to which nothing in the snapshot leads.
//!
//! JavaScriptCore writes no links from Maps and Sets to what they hold, so what only such a table holds hangs nowhere. That
//! there are more entries shows in one place: the table is larger. So the things are told to be in the only table that grew
//! and has room for all of them; if none grew, because tables grow by doubling, in the only one that has the room. Where several
//! come into question these are said, and none is chosen. Functions and their variables are left out: C++ holds these.

use crate::index::NodeOrdinal;
use crate::leaks::attribution::tallies::{Key, Tally};
use crate::leaks::attribution::{Attribution, Sums};
use crate::leaks::model::kinds::{Family, Kind};
use crate::leaks::thresholds::MANY;

/// An entry of a Set is a pointer and the number of the next one, at least.
const LEAST_ENTRY: i64 = 16;

/// More of them say nothing.
const MOST_TABLES: usize = 4;

/// The kinds of things to which nothing leads, and the tables that may have them.
#[derive(Debug, Default)]
pub struct Unlisted(Vec<(Kind, Vec<usize>)>);

/// A Map or a Set.
struct Table {
    position: usize,
    bytes: i64,
    has_grown: bool,
}

impl Unlisted {
    /// Of what became more at roots; nothing, unless the file has no links from Maps to what they hold.
    pub fn find(attribution: &Attribution<'_>, sums: &Sums) -> Self {
        let mut found = Self::default();
        if !attribution.model.heap.is_of_javascriptcore() {
            return found;
        }
        let pair = &attribution.pair;
        let is_table = |&(position, &node): &(usize, &NodeOrdinal)| {
            pair.later.kind(position).family() == Family::Table && attribution.last_step(node).is_some()
        };
        let table = |(position, _)| Table {
            position,
            bytes: pair.later.body(position),
            has_grown: pair.survivors.is_new(position) || pair.in_place(position) > 0,
        };
        let tables: Vec<Table> = attribution.nodes.iter().enumerate().filter(is_table).map(table).collect();
        for (&key, tallies) in &sums.at_roots {
            let kind = Kind(key as u32);
            let new = tallies.get(Key::Things(kind)).map_or(0, Tally::net);
            let count = if kind.is_thing() && new >= MANY { unheld(attribution, kind) } else { 0 };
            if count >= new && count > 0 {
                found.0.push((kind, with_room(&tables, count)));
            }
        }
        found
    }

    /// Whether two kinds cannot be of one holder: nothing leads to the one, and to the other something does, or other tables
    /// may have it.
    pub fn are_apart(&self, one: Kind, other: Kind) -> bool {
        self.of(one) != self.of(other)
    }

    /// The tables that may have the things of a kind; nothing of what something leads to.
    pub fn of(&self, kind: Kind) -> Option<&[usize]> {
        self.0.iter().find(|known| known.0 == kind).map(|known| known.1.as_slice())
    }
}

/// How many things of a kind there are to which nothing leads.
fn unheld(attribution: &Attribution<'_>, kind: Kind) -> i64 {
    let is_unheld = |&(position, &node): &(usize, &NodeOrdinal)| {
        attribution.pair.later.kind(position) == kind && attribution.last_step(node).is_none()
    };
    attribution.nodes.iter().enumerate().filter(is_unheld).count() as i64
}

/// The tables with room for so many entries: those that grew, or else all.
fn with_room(tables: &[Table], count: i64) -> Vec<usize> {
    let with_room = || tables.iter().filter(|table| table.bytes >= count * LEAST_ENTRY);
    let has_grown = with_room().any(|table| table.has_grown);
    let positions = with_room().filter(|table| table.has_grown == has_grown).map(|table| table.position);
    let positions: Vec<usize> = positions.take(MOST_TABLES + 1).collect();
    if positions.len() > MOST_TABLES { Vec::new() } else { positions }
}
