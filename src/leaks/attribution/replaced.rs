//! Collections in the place of others: what a program copies with each change, as `state = { ...state }` or `index = new Map(index)`,
//! stands where the one before stood, and a program says that it is the same.
//!
//! It has another id, so all that it has would count for its owner, together with what came to the collections beside it. As a survivor it
//! has its growth for itself. Told are those of one kind at one lasting owner by what they hold, where nothing else is alike; links have no names here.

use super::Side;
use crate::error::OutOfMemory;
use crate::index::TryPush;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::baseline::{Outline, Survivors};
use crate::leaks::hash::packed;
use crate::leaks::model::kinds::{Family, Kind, KindMap};
use crate::pace::Pace;
use crate::sort;

/// So many in one another, as a list in the state of a store.
const DEEPEST: usize = 3;
/// So many of what a collection has are asked what they are.
const MOST_ASKED: usize = 64;

/// A collection, or a record with collections, that one of the two snapshots does not have.
#[derive(Clone, Copy, Debug)]
struct Placed {
    /// Its lasting owner, as a position of the later snapshot.
    owner: u32,
    kind: Kind,
    content: Kind,
    is_gone: bool,
    position: u32,
}

/// Makes survivors of what took the place of something of its kind: their positions, in order.
///
/// # Errors
/// If memory ends.
pub async fn pair(
    earlier: &Side<'_>,
    later: &Side<'_>,
    survivors: &mut Survivors,
    pace: &Pace,
) -> Result<Vec<u32>, OutOfMemory> {
    let mut replaced: Vec<u32> = Vec::new();
    for _ in 0..DEEPEST {
        let mut placed: Vec<Placed> = Vec::new();
        for (side, is_gone) in [(earlier, true), (later, false)] {
            let twins = if is_gone { &survivors.after } else { &survivors.before };
            let mut look_at = |position: usize| {
                let kind = side.kind(position);
                if twins[position] != NONE || !(kind.is_collection() || kind.family() == Family::Plain) {
                    return Ok(());
                }
                let owner = side.owners[side.above(position)];
                let twin = twins.get(owner as usize).copied().filter(|_| has_names(side.kind(owner as usize)));
                let Some(twin) = twin.filter(|&twin| twin != NONE) else { return Ok(()) };
                let (owner, position) = (if is_gone { twin } else { owner }, position as u32);
                let content = content(side.outline, position as usize);
                placed.try_push(Placed { owner, kind, content, is_gone, position })
            };
            pace.try_in_blocks(side.outline.len(), &mut |mut positions| positions.try_for_each(&mut look_at)).await?;
        }
        let known = replaced.len();
        sort::try_by_keys(&mut placed, |one| {
            (packed(one.owner, one.kind.0), packed(one.content.0, one.is_gone.into()))
        })?;
        for alike in placed.chunk_by(|one, other| (one.owner, one.kind) == (other.owner, other.kind)) {
            let mut pairs = vec![one_of_each(alike, true)];
            if pairs == [None] {
                pairs = alike
                    .chunk_by(|one, other| one.content == other.content)
                    .map(|all| one_of_each(all, false))
                    .collect();
            }
            for (twin, position) in pairs.into_iter().flatten() {
                survivors.before[position as usize] = twin;
                survivors.after[twin as usize] = position;
                replaced.try_push(position)?;
            }
        }
        if replaced.len() == known {
            break;
        }
    }
    replaced.sort_unstable();
    Ok(replaced)
}

/// The one that is gone and the one that came, if there are no more; what one of them has none of may be empty in it, if it `may_be_empty`.
fn one_of_each(alike: &[Placed], may_be_empty: bool) -> Option<(u32, u32)> {
    let &[one, other] = alike else { return None };
    let (came, gone) = if one.is_gone { (other, one) } else { (one, other) };
    let has_content = |one: Placed| one.content != Kind::INTERNAL;
    let is_one = if has_content(came) && has_content(gone) { came.content == gone.content } else { may_be_empty };
    (is_one && gone.is_gone && !came.is_gone).then_some((gone.position, came.position))
}

/// Whether a program gives names to what things of a kind hold, so that each is in a place of its own.
fn has_names(kind: Kind) -> bool {
    matches!(kind.family(), Family::Scope | Family::Instance | Family::Plain | Family::Function | Family::Global)
}

/// What a thing holds itself, and nothing else does.
fn held(outline: &Outline, position: usize) -> impl Iterator<Item = usize> {
    let (mut at, end) = (position + 1, outline.below(position).end);
    std::iter::from_fn(move || {
        while at < end {
            let here = at;
            if outline.kinds.get(here) == Some(&Kind::INTERNAL) {
                at += 1;
                continue;
            }
            at = outline.below(here).end.max(here + 1);
            return Some(here);
        }
        None
    })
}

/// The kind of most of what a collection has for itself, and be it texts; that of its parts if it has nothing, and of a record, which
/// its fields tell.
fn content(outline: &Outline, position: usize) -> Kind {
    let kind = |at: usize| outline.kinds.get(at).copied().unwrap_or_default();
    let mut counts: KindMap<usize> = KindMap::default();
    if kind(position).is_collection() {
        let kinds = held(outline, position).take(MOST_ASKED).map(kind).filter(|kind| kind.is_visible());
        kinds.for_each(|kind| *counts.entry(kind).or_default() += 1);
    }
    let most = counts.into_iter().max_by_key(|&(kind, count)| (kind != Kind::TEXT, count, kind));
    most.map_or(Kind::INTERNAL, |(kind, _)| kind)
}

/// What stands in another snapshot below an owner in the place of something of the later one, if nothing else is like it.
pub fn like(later: &Outline, position: usize, outline: &Outline, owner: usize) -> Option<usize> {
    let kind = later.kinds.get(position);
    let of_kind = || held(outline, owner).filter(|&at| outline.kinds.get(at) == kind);
    let wanted = content(later, position);
    let mut alike = of_kind().filter(|&at| content(outline, at) == wanted);
    let (first, second) = (alike.next(), alike.next());
    first
        .filter(|_| second.is_none())
        .or_else(|| of_kind().next().filter(|_| first.is_none() && of_kind().count() == 1))
}
