//! All growth between two snapshots, each byte counted once.
//!
//! What is new counts for its anchor; what is gone, for the survivor that dominated it, so that what only replaces the old
//! weighs nothing; what stayed and changed its size, for itself. So the sums over all anchors, and what belongs to code,
//! are the growth of the heap to the byte.

use super::anchors::{Anchors, OF_CODE};
use super::moved::{self, Moved};
use super::replaced;
use super::side::Side;
use super::tallies::{Key, Tallies, Tally};
use crate::error::OutOfMemory;
use crate::index::TryPush;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::baseline::{Outline, Survivors};
use crate::leaks::hash::{NumberMap, packed};
use crate::leaks::model::kinds::{Family, Kind};
use crate::pace::Pace;

/// What belongs to the runtime and not to a holder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Background {
    /// Code, shapes, and what these hold.
    pub code: i64,
    /// Functions, variables and tables of roots that changed their size.
    pub roots: i64,
}

/// All growth by anchor.
#[derive(Debug, Default)]
pub struct Sums {
    /// By anchors that are holders.
    pub at_holders: NumberMap<Tallies>,
    /// By anchors that hold nearly everything, packed with the kind of what was put in there.
    pub at_roots: NumberMap<Tallies>,
    /// The rest.
    pub background: Background,
}

impl Sums {
    fn at_holder(&mut self, anchor: u32) -> Result<&mut Tallies, OutOfMemory> {
        let known = self.at_holders.len();
        self.at_holders.try_reserve(1).map_err(|_| OutOfMemory::of::<(u64, Tallies)>(known))?;
        Ok(self.at_holders.entry(anchor.into()).or_default())
    }

    fn at_root(&mut self, root: u32, kind: Kind) -> Result<&mut Tallies, OutOfMemory> {
        let known = self.at_roots.len();
        self.at_roots.try_reserve(1).map_err(|_| OutOfMemory::of::<(u64, Tallies)>(known))?;
        Ok(self.at_roots.entry(packed(root, kind.0)).or_default())
    }
}

/// Two snapshots, and what hangs where.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The earlier one.
    pub earlier: Side<'a>,
    /// The later one.
    pub later: Side<'a>,
    /// What is in both.
    pub survivors: Survivors,
    /// The survivors, as positions of the later one, that have another id: they took the place of others. In order.
    replaced: Vec<u32>,
    /// What came from one lasting holder to another, in order. It has no twin.
    pub moved: Vec<Moved>,
    /// Where the new nodes of the later one hang.
    pub new: Anchors,
    /// Where the deleted nodes of the earlier one hung.
    pub gone: Anchors,
}

impl<'a> Pair<'a> {
    /// Of two sides; `is_matched` says whether ids tell what is the same.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn new(
        earlier: Side<'a>,
        later: Side<'a>,
        mut survivors: Survivors,
        is_matched: bool,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let replaced =
            if is_matched { replaced::pair(&earlier, &later, &mut survivors, pace).await? } else { Vec::new() };
        let mut moved: Vec<Moved> = Vec::new();
        let mut look_at = |position| match moved::moved_to((&earlier, &later), &survivors, position) {
            Some(found) => moved.try_push(found),
            None => Ok(()),
        };
        pace.try_in_blocks(later.outline.len(), &mut |mut positions| positions.try_for_each(&mut look_at)).await?;
        moved::part(&earlier, &later, &mut survivors, &mut moved);
        let new = Anchors::of(&later, &survivors.before, |position| position as u32, pace).await?;
        let after = |position| survivors.after.get(position).copied().unwrap_or(0);
        let gone = Anchors::of(&earlier, &survivors.after, after, pace).await?;
        Ok(Self { earlier, later, survivors, replaced, moved, new, gone })
    }

    /// Whether something is another than before, in the same place.
    pub fn is_replaced(&self, position: usize) -> bool {
        self.replaced.binary_search(&(position as u32)).is_ok()
    }

    /// Where a survivor of the later snapshot is in another one of the process; `None` if that does not tell.
    pub fn position_in(&self, outline: &Outline, position: usize) -> Option<usize> {
        if std::ptr::eq(outline, self.later.outline) {
            return Some(position);
        }
        if std::ptr::eq(outline, self.earlier.outline) {
            return self.survivors.before.get(position).map(|&twin| twin as usize).filter(|&twin| twin < outline.len());
        }
        if !self.is_replaced(position) {
            return outline.find(*self.later.outline.ids.get(position)?);
        }
        let owner = *self.later.owners.get(self.later.above(position))? as usize;
        let owner = self.position_in(outline, owner)?;
        replaced::like(self.later.outline, position, outline, owner)
    }

    /// Shares all growth out; where only some of the survivors are asked for, by position, what was counted at these.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn sums(&self, only: Option<&NumberMap<usize>>, pace: &Pace) -> Result<Sums, OutOfMemory> {
        let mut sums = Sums::default();
        let is_asked = |anchor: u32| only.is_none_or(|only| only.contains_key(&anchor.into()));
        let mut count = |position| match self.survivors.is_new(position) {
            true if is_asked(self.new.anchors[position]) => self.count(&mut sums, &self.later, &self.new, position, 1),
            false if is_asked(position as u32) => self.count_in_place(&mut sums, position),
            _ => Ok(()),
        };
        pace.try_in_blocks(self.later.outline.len(), &mut |mut positions| positions.try_for_each(&mut count)).await?;
        let mut count_gone = |position| match self.survivors.after.get(position).is_none_or(|&twin| twin == NONE) {
            true if is_asked(self.gone.anchors[position]) => {
                self.count(&mut sums, &self.earlier, &self.gone, position, -1)
            }
            _ => Ok(()),
        };
        pace.try_in_blocks(self.earlier.outline.len(), &mut |mut positions| positions.try_for_each(&mut count_gone))
            .await?;
        Ok(sums)
    }

    fn count(
        &self,
        sums: &mut Sums,
        side: &Side<'_>,
        anchors: &Anchors,
        position: usize,
        sign: i64,
    ) -> Result<(), OutOfMemory> {
        let kind = side.kind(position);
        let bytes = side.carried(position) * sign;
        if kind == Kind::INTERNAL && bytes == 0 {
            return Ok(());
        }
        let entry = anchors.entries[position];
        if entry >= OF_CODE {
            if kind == Kind::GROUP {
                sums.background.roots += bytes;
            } else {
                sums.background.code += bytes;
            }
            return Ok(());
        }
        let anchor = anchors.anchors[position];
        let tallies = if self.later.kind(anchor as usize).is_root_like() {
            sums.at_root(anchor, side.kind(entry as usize))?
        } else {
            sums.at_holder(anchor)?
        };
        let count = u32::from(kind.is_visible());
        let (more, less) = if sign > 0 { (count, 0) } else { (0, count) };
        let entries = if anchors.put_in[position] { sign } else { 0 };
        let key = if kind.is_visible() { Key::Things(kind) } else { Key::Code };
        tallies.add(key, &Tally { more, less, bytes, anchors: 0, entries });
        Ok(())
    }

    /// How many things of a kind came from other holders to what is below one.
    pub fn moved_below(&self, position: usize, kind: Kind) -> u32 {
        let below = self.later.outline.below(position);
        let positions = self.moved.iter().map(|moved| moved.position as usize);
        positions.filter(|at| below.contains(at) && self.later.kind(*at) == kind).count() as u32
    }

    /// The lowest visible node below `holder` that has nine in ten of its new things of a kind.
    pub fn gathering(&self, holder: usize, kind: Kind) -> Option<usize> {
        let side = &self.later;
        let new = || side.outline.below(holder).filter(|&at| side.kind(at) == kind && self.survivors.is_new(at));
        let count = new().count();
        let cut = count / 20;
        let (first, last) = (new().nth(cut)?, new().nth(count.checked_sub(1 + cut)?)?);
        let mut at = first;
        while at != holder && !side.outline.below(at).contains(&last) {
            at = side.above(at);
        }
        if side.kind(at) == Kind::INTERNAL {
            at = side.owners[at] as usize;
        }
        (at < side.outline.len()).then_some(at)
    }

    /// Whether something new is what the program has in an ES module that is new: that, or its own scope, has its entry.
    pub fn is_in_new_module(&self, position: usize) -> bool {
        let entry = self.new.entries.get(position).filter(|&&entry| entry < OF_CODE);
        let owner = entry.map(|&entry| self.later.owners[self.later.above(entry as usize)] as usize);
        owner.is_some_and(|owner| self.later.is_module(owner) && self.survivors.is_new(owner))
    }

    /// By how much a survivor became larger, with its parts.
    pub fn in_place(&self, position: usize) -> i64 {
        let twin = self.survivors.before.get(position).map_or(NONE, |&twin| twin);
        self.later.carried(position) - self.earlier.carried(twin as usize)
    }

    fn count_in_place(&self, sums: &mut Sums, position: usize) -> Result<(), OutOfMemory> {
        let kind = self.later.kind(position);
        let twin = self.survivors.before[position] as usize;
        let bytes = self.in_place(position);
        let entries = |side: &Side<'_>, position: usize| i64::from(side.outline.entries[position]);
        let more = entries(&self.later, position) - entries(&self.earlier, twin);
        match kind.family() {
            Family::Code | Family::Internal => sums.background.code += bytes,
            Family::Group | Family::Global | Family::Function | Family::Scope => sums.background.roots += bytes,
            _ if bytes == 0 && more == 0 => {}
            _ => {
                let tallies = sums.at_holder(position as u32)?;
                tallies.entries += more;
                if bytes != 0 {
                    let (more, less) = if bytes > 0 { (1, 0) } else { (0, 1) };
                    tallies.add(Key::InPlace(kind), &Tally { more, less, bytes, anchors: 1, entries: 0 });
                }
            }
        }
        Ok(())
    }
}
