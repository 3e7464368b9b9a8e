//! Where what came and what went hangs: at which survivor, and by what that was put in there.

use super::side::Side;
use crate::error::OutOfMemory;
use crate::index::try_filled;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::model::kinds::Kind;
use crate::pace::Pace;

/// Where nodes without a twin hang.
#[derive(Debug)]
pub struct Anchors {
    /// The nearest survivor, or group, above each node, as a position of the later snapshot.
    pub anchors: Vec<u32>,
    /// The topmost node without a twin and visible, between a node without a twin and its anchor: what was put in, or
    /// taken out, and took this one along. [`NONE`] for the parts of an anchor, [`OF_CODE`] for what belongs to code.
    pub entries: Vec<u32>,
    /// Whether each node without a twin is what a program put somewhere: it hangs at its anchor, or in a collection that
    /// was put there itself. All else was taken along by something.
    pub put_in: Vec<bool>,
}

/// Instead of an entry: what belongs to code.
pub const OF_CODE: u32 = NONE - 1;

impl Anchors {
    /// Of a side of which `twins` says what survives, and `anchor` how a survivor is called in the later snapshot.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(
        side: &Side<'_>,
        twins: &[u32],
        anchor: impl Fn(usize) -> u32,
        pace: &Pace,
    ) -> Result<Self, OutOfMemory> {
        let count = side.outline.len();
        let mut found = Self {
            anchors: try_filled(count, 0)?,
            entries: pace.filled(count, NONE).await?,
            put_in: try_filled(count, false)?,
        };
        let survives = |position: usize| twins.get(position).is_some_and(|&twin| twin != NONE);
        let mut add = |position: usize| {
            let above = side.above(position);
            let is_holder = survives(above) && !matches!(side.kind(above), Kind::CODE | Kind::INTERNAL);
            found.anchors[position] = if is_holder { anchor(above) } else { found.anchors[above] };
            if survives(position) {
                return;
            }
            let of_above = if survives(above) || is_in_module(side, position) { NONE } else { found.entries[above] };
            let is_of_code = side.owners[above] == NONE || side.owners[position] == NONE || side.is_module(position);
            let holder = side.owners[above] as usize;
            let is_in_collection = found.put_in.get(holder) == Some(&true) && side.kind(holder).is_collection();
            found.entries[position] = if of_above != NONE {
                of_above
            } else if is_of_code {
                OF_CODE
            } else if side.kind(position).is_visible() {
                position as u32
            } else {
                NONE
            };
            found.put_in[position] = found.entries[position] == position as u32 || is_in_collection;
        };
        pace.in_blocks(count, &mut |positions| positions.filter(|&position| position > 0).for_each(&mut add)).await;
        Ok(found)
    }
}

/// Whether something is not taken along by a module, but what the program has put there: its variables, or what it exports.
fn is_in_module(side: &Side<'_>, position: usize) -> bool {
    let kind = side.kind(position);
    kind.is_visible() && kind != Kind::TEXT && side.is_of_module(position) && !side.is_promise_of_module(position)
}
