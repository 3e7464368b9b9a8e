//! Which objects of an earlier snapshot are still there in a later one.

use std::cmp::Ordering;

use super::outline::{NONE, Outline};
use crate::error::OutOfMemory;
use crate::index::{Position, RowIndex, TryPush, try_collected, try_filled};
use crate::leaks::hash::packed;
use crate::leaks::model::kinds::{Family, Kind, KindSet};
use crate::pace::Pace;
use crate::sort;

/// The position of each node's twin in the other snapshot, [`NONE`] if it has none: what has none is new in the later
/// one, deleted in the earlier one.
#[derive(Debug)]
pub struct Survivors {
    /// Of the later snapshot's nodes.
    pub before: Vec<u32>,
    /// Of the earlier snapshot's nodes.
    pub after: Vec<u32>,
}

impl Survivors {
    async fn none(earlier: &Outline, later: &Outline, pace: &Pace) -> Result<Self, OutOfMemory> {
        Ok(Self { before: try_filled(later.len(), NONE)?, after: pace.filled(earlier.len(), NONE).await? })
    }

    /// By id, for two snapshots of one process.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn by_id(earlier: &Outline, later: &Outline, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut survivors = Self::none(earlier, later, pace).await?;
        let mut old = earlier.by_id.iter().map(|&position| position as usize).peekable();
        let mut find_twin = |&position: &u32| {
            let position = position as usize;
            let id = later.ids[position];
            while old.next_if(|&old| earlier.ids[old] < id).is_some() {}
            let Some(twin) = old.next_if(|&old| earlier.ids[old] == id) else { return };
            let is_same = earlier.fingerprints[twin] == later.fingerprints[position];
            if is_same && standing(earlier.kinds[twin]) == standing(later.kinds[position]) {
                survivors.pair(twin, position);
            }
        };
        pace.in_blocks(later.by_id.len(), &mut |rows| {
            later.by_id.get(rows).unwrap_or_default().iter().for_each(&mut find_twin)
        })
        .await;
        survivors.renumbered(earlier, later, pace).await?;
        Ok(survivors)
    }

    /// The embedder's own objects have new ids in each snapshot of workerd and Node.js: these are told by their places below what
    /// has kept its id.
    async fn renumbered(&mut self, earlier: &Outline, later: &Outline, pace: &Pace) -> Result<(), OutOfMemory> {
        let kinds = self.kinds_without_twins(earlier, later, pace).await;
        if kinds.is_empty() {
            return Ok(());
        }
        let mut renumbered = (0..later.len()).filter(|&position| kinds.contains(&later.kinds[position])).peekable();
        let (mut open, mut children) = (Vec::new(), Children::default());
        let mut look_below = |holder: usize| {
            while renumbered.next_if(|&position| position <= holder).is_some() {}
            let is_any_below = renumbered.peek().is_some_and(|&position| position < later.below(holder).end);
            let twin = self.before[holder];
            if is_any_below && twin != NONE {
                self.pair_children((earlier, later), (twin as usize, holder), Some(&kinds), &mut children, &mut open)?;
                open.drain(..).for_each(|(twin, position)| self.pair(twin, position));
            }
            Ok(())
        };
        // In preorder, so that what is above is paired first.
        pace.try_in_blocks(later.len(), &mut |mut holders| holders.try_for_each(&mut look_below)).await
    }

    /// Kinds of native objects of which there are some in both and none has a twin.
    async fn kinds_without_twins(&self, earlier: &Outline, later: &Outline, pace: &Pace) -> KindSet {
        let native = |kinds: &[Kind], position: usize| {
            kinds.get(position).copied().filter(|kind| kind.family() == Family::Native)
        };
        let (mut before, mut with_twin, mut without) = (KindSet::default(), KindSet::default(), KindSet::default());
        pace.in_blocks(earlier.len(), &mut |rows| before.extend(rows.filter_map(|at| native(&earlier.kinds, at))))
            .await;
        let mut look_at = |position: usize| {
            if let Some(kind) = native(&later.kinds, position).filter(|kind| before.contains(kind)) {
                if self.is_new(position) { &mut without } else { &mut with_twin }.insert(kind);
            }
        };
        pace.in_blocks(later.len(), &mut |positions| positions.for_each(&mut look_at)).await;
        without.retain(|kind| !with_twin.contains(kind));
        without
    }

    fn pair(&mut self, twin: usize, position: usize) {
        self.before[position] = twin as u32;
        self.after[twin] = position as u32;
    }

    /// By place, for snapshots whose ids do not match: two nodes are one if their dominators are, and they hang there by
    /// links of one name and are of one kind. Of many alike as many survive as there were.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn by_place(earlier: &Outline, later: &Outline, pace: &Pace) -> Result<Self, OutOfMemory> {
        let mut survivors = Self::none(earlier, later, pace).await?;
        if earlier.is_empty() || later.is_empty() {
            return Ok(survivors);
        }
        let mut open = vec![(0, 0)];
        for _ in 0..ROUNDS {
            survivors.descend(earlier, later, &mut open, pace).await?;
            // A dominator can differ because of one link; what is below is still known by what it is.
            survivors.pair_unique(
                earlier,
                later,
                |place| (packed(place.kind.0, place.link), place.fingerprint.into()),
                &mut open,
            )?;
            if open.is_empty() {
                survivors.pair_unique(
                    earlier,
                    later,
                    |place| (packed(place.kind.0, 0), place.fingerprint.into()),
                    &mut open,
                )?;
            }
            if open.is_empty() {
                break;
            }
        }
        Ok(survivors)
    }

    /// Pairs what hangs below pairs, and so on.
    async fn descend(
        &mut self,
        earlier: &Outline,
        later: &Outline,
        open: &mut Vec<(usize, usize)>,
        pace: &Pace,
    ) -> Result<(), OutOfMemory> {
        let mut children = Children::default();
        while let Some((twin, position)) = open.pop() {
            if self.before[position] != NONE || self.after[twin] != NONE {
                continue;
            }
            self.pair(twin, position);
            let waiting = open.len();
            self.pair_children((earlier, later), (twin, position), None, &mut children, open)?;
            pace.spend(1 + open.len().saturating_sub(waiting)).await;
        }
        Ok(())
    }

    /// Puts into `open` what is one of what the two of a pair dominate immediately; of what is `renumbered` alone, if that is given.
    fn pair_children(
        &self,
        (earlier, later): (&Outline, &Outline),
        (twin, position): (usize, usize),
        renumbered: Option<&KindSet>,
        Children { old, new }: &mut Children,
        open: &mut Vec<(usize, usize)>,
    ) -> Result<(), OutOfMemory> {
        children(earlier, twin, old)?;
        children(later, position, new)?;
        if let Some(kinds) = renumbered {
            // The weight of a half is its object's by now. What weighs something, as workerd's own roots, has no object.
            let is_half = |place: &Place, outline: &Outline| {
                place.kind == Kind::GROUP && outline.sizes.of(RowIndex::at(place.position)) == 0
            };
            for (places, outline) in [(&mut *old, earlier), (&mut *new, later)] {
                places.retain(|place| is_half(place, outline) || kinds.contains(&place.kind));
            }
            // Where ids tell what is the same, only one of the two snapshots has numbers for links.
            for (places, outline) in [(&mut *old, earlier), (&mut *new, later)] {
                places.iter_mut().for_each(|place| {
                    place.link = match place.kind {
                        Kind::GROUP => half_of(outline, place),
                        _ => 0,
                    }
                });
            }
        }
        old.retain(|place| self.after[place.position] == NONE);
        new.retain(|place| self.before[place.position] == NONE);
        // The same text first, then the same kind.
        pair_up(old, new, |place| (packed(place.link, place.kind.0), place.fingerprint.into()), open)?;
        pair_up(old, new, |place| (packed(place.link, place.kind.0), 0), open)
    }

    /// Pairs what is left and the only one with its key in both.
    fn pair_unique(
        &self,
        earlier: &Outline,
        later: &Outline,
        key: fn(&Place) -> (u64, u64),
        open: &mut Vec<(usize, usize)>,
    ) -> Result<(), OutOfMemory> {
        let mut old = unique(left(earlier, &self.after)?, key)?;
        let mut new = unique(left(later, &self.before)?, key)?;
        pair_up(&mut old, &mut new, key, open)
    }

    /// Whether a node of the later snapshot was not there before.
    #[inline]
    pub fn is_new(&self, position: usize) -> bool {
        self.before.get(position).is_none_or(|&twin| twin == NONE)
    }
}

/// What became a part of something else, as a string in a longer one, is not itself any more.
fn standing(kind: Kind) -> Family {
    kind.family().min(Family::Text)
}

/// How a node hangs at its dominator.
#[derive(Clone, Copy, Debug)]
struct Place {
    link: u32,
    kind: Kind,
    fingerprint: u32,
    position: usize,
}

/// What the two of a pair dominate immediately.
#[derive(Debug, Default)]
struct Children {
    old: Vec<Place>,
    new: Vec<Place>,
}

/// So often what is left is looked at again.
const ROUNDS: usize = 4;

fn place(outline: &Outline, position: usize) -> Place {
    let (kind, fingerprint) = (outline.kinds[position], outline.fingerprints[position]);
    let link = outline.links.get(position).copied().unwrap_or(0);
    // Of parts and code the name is all that tells them apart.
    Place { link: if kind.is_visible() { link } else { link ^ fingerprint }, kind, fingerprint, position }
}

/// A number for what an object has in C++ and is a root: of its name, and of the object that it alone keeps.
fn half_of(outline: &Outline, place: &Place) -> u32 {
    let below = outline.below(place.position);
    let mut at = place.position + 1;
    while at < below.end && outline.kinds[at].family() != Family::Instance {
        at = outline.below(at).end.max(at + 1);
    }
    let id = if at < below.end { outline.ids[at] } else { 0 };
    place.fingerprint ^ id
}

/// What a node dominates immediately.
fn children(outline: &Outline, position: usize, places: &mut Vec<Place>) -> Result<(), OutOfMemory> {
    places.clear();
    let below = outline.below(position);
    let mut at = position + 1;
    while at < below.end {
        places.try_push(place(outline, at))?;
        at = outline.below(at).end.max(at + 1);
    }
    Ok(())
}

/// What a program can see, is of a kind that says something, and has no twin.
fn left(outline: &Outline, twins: &[u32]) -> Result<Vec<Place>, OutOfMemory> {
    let is_left = |&at: &usize| {
        let kind = outline.kinds[at];
        twins[at] == NONE && kind.is_visible() && (!kind.is_common() || outline.links[at] != 0)
    };
    try_collected((0..outline.len()).filter(is_left).map(|at| place(outline, at)))
}

/// Those of which there is only one with the same key.
fn unique(mut places: Vec<Place>, key: fn(&Place) -> (u64, u64)) -> Result<Vec<Place>, OutOfMemory> {
    sort::try_by_keys(&mut places, key)?;
    let is_alone = |group: &[Place]| group.len() == 1;
    try_collected(
        places.chunk_by(|one, other| key(one) == key(other)).filter(|group| is_alone(group)).flatten().copied(),
    )
}

/// Takes out of both lists those that have the same key, in their order.
fn pair_up(
    old: &mut Vec<Place>,
    new: &mut Vec<Place>,
    key: fn(&Place) -> (u64, u64),
    pairs: &mut Vec<(usize, usize)>,
) -> Result<(), OutOfMemory> {
    sort::try_by_keys(old, key)?;
    sort::try_by_keys(new, key)?;
    let (mut rest_old, mut rest_new) = (Vec::new(), Vec::new());
    let (mut olds, mut news) = (old.drain(..).peekable(), new.drain(..).peekable());
    loop {
        let order = match (olds.peek(), news.peek()) {
            (Some(one), Some(other)) => key(one).cmp(&key(other)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        match order {
            Ordering::Less => rest_old.try_extend(olds.next().into_iter())?,
            Ordering::Greater => rest_new.try_extend(news.next().into_iter())?,
            Ordering::Equal => {
                pairs.try_extend(olds.next().zip(news.next()).map(|(a, b)| (a.position, b.position)).into_iter())?;
            }
        }
    }
    drop((olds, news));
    *old = rest_old;
    *new = rest_new;
    Ok(())
}
