//! Lists and trees: things that hold each other, and who is above all of them.
//!
//! A list ends in a candidate at its last link, or begins at a holder that has its newest link, a tree in several at its
//! branches. The holder is above. That things hold
//! each other is told by the new ones: in a list they make a long row, in a tree several hang at one. Of a kind of which there are
//! many for many reasons, as arrays, only those say something that the candidate itself took.

use super::holders::{Held, Takers};
use super::repetition::{Gained, Repeats};
use crate::error::OutOfMemory;
use crate::index::try_make_room;
use crate::leaks::attribution::tallies::Key;
use crate::leaks::attribution::{Pair, Side};
use crate::leaks::baseline::outline::NONE;
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::{Kind, KindSet, is_part_of_link};
use crate::leaks::thresholds::{ALIKE, DEEPEST_TREE, LEAST_IN_ROW, LEAST_PER_HEAD, MANY, is_share};
use crate::pace::Pace;

/// How the new things of a kind hang together.
#[derive(Clone, Copy, Debug, Default)]
struct Nested {
    all: i64,
    /// Those that hang at another.
    below: i64,
    /// Those of which this hangs at another, too.
    deep: i64,
    /// Those at which another hangs.
    parents: i64,
    /// The most in a row.
    longest: i64,
    /// Those that hang at one that was there before, and how many of these there are.
    at_old: i64,
    old_parents: usize,
}

/// The kinds of which a list can be that grows at its head: all hang at one another, and hardly any at the holder.
fn heads(held: &Held) -> impl Iterator<Item = Kind> {
    let is_head = |gained: &&Gained| {
        let tally = &gained.tally;
        gained.key.kind().is_thing()
            && gained.repeats == Some(Repeats::Many)
            && tally.entries.max(0) * LEAST_PER_HEAD <= i64::from(tally.more)
    };
    held.gain.kinds.iter().filter(is_head).map(|gained| gained.key.kind())
}

/// Marks that a new thing has another; below it is the thing's number in its row.
const HAS_NEXT: usize = 1 << 31;

impl Nested {
    /// Counts a thing, and gives its number in the row of what is `above` it.
    fn count(&mut self, above: Option<&mut usize>) -> usize {
        self.all += 1;
        let Some(above) = above else { return 1 };
        let number = (*above & !HAS_NEXT) + 1;
        self.below += 1;
        self.deep += i64::from(number > 2);
        self.parents += i64::from(*above & HAS_NEXT == 0);
        self.longest = self.longest.max(number as i64);
        *above |= HAS_NEXT;
        number
    }

    /// Whether several hang at one, or new ones at several old ones, and no row is as long as in a list with something at each link.
    fn is_tree(&self) -> bool {
        let has_branches = self.old_parents >= ALIKE || !is_share(self.parents, self.below, LEAST_IN_ROW);
        has_branches && self.longest.saturating_mul(self.longest) <= self.all * DEEPEST_TREE
    }

    /// Whether they are one row that grew at its head: as long as what a holder gained, or with all of that below it. Many
    /// rows in what it gained, as each of its entries has one, are none of its own.
    fn is_list_of_its_own(&self, pair: &Pair<'_>, held: &Held, kind: Kind) -> bool {
        let Some(lead) = held.gain.lead() else { return false };
        let of_kind = held.gain.kinds.iter().find(|gained| gained.key == Key::Things(kind));
        let all = of_kind.map_or(0, |gained| i64::from(gained.tally.more));
        let is_as_long = self.longest * 2 >= lead.tally.net().max(all);
        let has_all = || pair.gathering(held.dominator, lead.key.kind()).is_some_and(|at| pair.later.kind(at) == kind);
        self.is_list(kind)
            && !self.is_tree()
            && self.longest * 2 >= MANY
            && (is_as_long || self.longest >= MANY && has_all())
    }

    /// Whether they hold each other. Two in a row are a pair, as a promise and what waits for it; and that an array has arrays, as
    /// each entry of a table of two columns does, makes no tree. In a tree that is large already most new ones hang at old ones.
    fn is_list(&self, kind: Kind) -> bool {
        let is_deep = self.deep > 0 || !kind.is_common();
        let grows_all_over = kind.is_thing() && self.old_parents >= ALIKE && (self.below + self.at_old) * 2 >= self.all;
        self.deep * 2 >= self.all || (is_deep && self.below * 2 >= self.all || grows_all_over) && self.is_tree()
    }
}

/// Who is asked of how things of a kind hang together: nobody of what the program named, else who took them.
fn asked(kind: Kind, taker: u32) -> u64 {
    packed(if kind.is_common() { taker } else { NONE }, kind.0)
}

/// A holder that is itself one of what repeats, or a collection in one, is a link of a list or tree: the one above all of
/// them holds it.
///
/// # Errors
/// If memory ends.
pub async fn lift(pair: &Pair<'_>, takers: &Takers<'_>, held: &mut [Held], pace: &Pace) -> Result<(), OutOfMemory> {
    let side = &pair.later;
    let wanted = wanted(side, held);
    if wanted.is_empty() {
        return Ok(());
    }
    let mut nested: NumberMap<Nested> = NumberMap::default();
    let mut rows: NumberMap<usize> = NumberMap::default();
    // Whatever is above comes first.
    let mut count = |position: usize| {
        let kind = side.kind(position);
        if !wanted.contains(&kind) || !pair.survivors.is_new(position) {
            return Ok(());
        }
        let above = holder_of(side, position).filter(|&above| side.kind(above) == kind);
        let taker = if kind.is_common() { takers.taker(position) } else { None };
        try_make_room(&mut nested)?;
        let nested = nested.entry(asked(kind, taker.unwrap_or(NONE))).or_default();
        try_make_room(&mut rows)?;
        let in_row = match above {
            Some(old) if !pair.survivors.is_new(old) => {
                nested.at_old += 1;
                nested.old_parents += usize::from(rows.insert(old as u64, 0).is_none());
                nested.count(None)
            }
            above => nested.count(above.and_then(|above| rows.get_mut(&(above as u64)))),
        };
        rows.insert(position as u64, in_row);
        Ok(())
    };
    pace.try_in_blocks(side.outline.len(), &mut |mut positions| positions.try_for_each(&mut count)).await?;
    for (held, number) in held.iter_mut().zip(0..).filter(|(held, _)| held.populations.is_empty()) {
        let kinds = held.gain.linking_kinds();
        let of_kind = |kind| nested.get(&asked(kind, number));
        let is_link = |position: usize| {
            let kind = link(side, position, &kinds)?;
            of_kind(kind).filter(|nested| nested.is_list(kind))
        };
        let first = is_link(held.dominator);
        let is_head = |&kind: &Kind| of_kind(kind).is_some_and(|one| one.is_list_of_its_own(pair, held, kind));
        let at_head = || heads(held).find(is_head);
        let head = if first.is_none() { at_head() } else { None };
        held.is_list = first.is_some() || head.is_some();
        held.is_tree = first.is_some_and(Nested::is_tree);
        // What hangs together leads, not what each has.
        let links =
            head.or_else(|| link(side, held.dominator, &kinds).filter(|_| held.is_list).filter(|kind| kind.is_thing()));
        held.gain.put_in = held.gain.put_in.or(links.map(Key::Things));
        while is_link(held.dominator).is_some()
            && let Some(above) = side.visible_above(held.dominator)
        {
            held.dominator = above;
        }
        held.dominators = vec![held.dominator];
    }
    Ok(())
}

/// The kinds of which holders are, or have, links.
fn wanted(side: &Side<'_>, held: &[Held]) -> KindSet {
    let mut wanted = KindSet::default();
    wanted.extend(
        held.iter()
            .filter(|held| held.populations.is_empty())
            .filter_map(|held| link(side, held.dominator, &held.gain.linking_kinds())),
    );
    held.iter().filter(|held| held.populations.is_empty()).for_each(|held| wanted.extend(heads(held)));
    wanted
}

/// The kind of link that a node is, or of which it is a part.
pub fn link(side: &Side<'_>, position: usize, kinds: &KindSet) -> Option<Kind> {
    let kind = side.kind(position);
    let is_thing = |kind: &Kind| kinds.contains(kind) && !kind.is_common();
    let above = side.visible_above(position).filter(|_| is_part_of_link(kind));
    let of_above = above.map(|above| side.kind(above)).filter(is_thing);
    of_above.or_else(|| kinds.contains(&kind).then_some(kind))
}

/// What holds a node, itself or by a part of its own.
fn holder_of(side: &Side<'_>, position: usize) -> Option<usize> {
    let above = side.visible_above(position)?;
    if is_part_of_link(side.kind(above)) && side.kind(above) != side.kind(position) {
        side.visible_above(above)
    } else {
        Some(above)
    }
}
