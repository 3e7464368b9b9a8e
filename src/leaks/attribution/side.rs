//! One of two snapshots, with what follows from its outline: who is above whom, whose part each node is, and what each
//! thing weighs with its parts.

use crate::error::OutOfMemory;
use crate::index::{Position, RowIndex, try_filled};
use crate::leaks::baseline::Outline;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::model::kinds::Kind;
use crate::leaks::process::fingerprint::fingerprint_of;
use crate::pace::Pace;
use crate::runtime_names::v8;

/// One of the two snapshots with what follows from it.
#[derive(Debug)]
pub struct Side<'a> {
    /// Its nodes.
    pub outline: &'a Outline,
    /// The dominator of each position; the root's own is itself.
    above: Vec<u32>,
    /// The visible node or group of which each position is a part; [`NONE`] for code.
    pub owners: Vec<u32>,
    /// Bytes of owners and all their parts; of code, its own.
    bodies: Vec<u64>,
    /// Fingerprints of modules, which are hidden nodes or native ones.
    modules: [u32; 2],
    /// Those of what V8 has of a module because it was asked for: the promise of it, and its namespace.
    promised: [u32; 2],
}

impl<'a> Side<'a> {
    /// Of an outline.
    ///
    /// # Errors
    /// If memory ends.
    pub async fn of(outline: &'a Outline, pace: &Pace) -> Result<Self, OutOfMemory> {
        let count = outline.len();
        let (above, owners) = (try_filled(count, 0)?, pace.filled(count, NONE).await?);
        let modules = [v8::HIDDEN, v8::NATIVE].map(|type_name| fingerprint_of(v8::MODULE, type_name));
        let promised = ["Promise", "Module"].map(|name| fingerprint_of(name.as_bytes(), "object"));
        let mut side = Self { outline, above, owners, bodies: pace.filled(count, 0).await?, modules, promised };
        // What is above the next position, each with where that which is below it ends.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut add = |position: usize| {
            while open.last().is_some_and(|&(_, end)| end <= position) {
                open.pop();
            }
            let above = open.last().map_or(0, |&(above, _)| above);
            side.above[position] = above as u32;
            side.owners[position] = match outline.kinds[position] {
                Kind::CODE => NONE,
                Kind::INTERNAL if position > 0 => side.owners[above],
                _ => position as u32,
            };
            let carrier = side.owners[position];
            let carrier = if carrier == NONE { position } else { carrier as usize };
            side.bodies[carrier] += outline.sizes.of(RowIndex::at(position));
            if outline.spans[position] > 1 {
                open.push((position, outline.below(position).end));
            }
        };
        pace.in_blocks(count, &mut |positions| positions.for_each(&mut add)).await;
        Ok(side)
    }

    /// A node's kind.
    #[inline]
    pub fn kind(&self, position: usize) -> Kind {
        self.outline.kinds.get(position).copied().unwrap_or_default()
    }

    /// A node's dominator.
    #[inline]
    pub fn above(&self, position: usize) -> usize {
        self.above.get(position).copied().unwrap_or(0) as usize
    }

    /// Whether a node has the variables of a module.
    pub fn is_module(&self, position: usize) -> bool {
        self.outline.fingerprints.get(position).is_some_and(|fingerprint| self.modules.contains(fingerprint))
    }

    /// Whether something hangs at a module, or at a part of it.
    pub fn is_of_module(&self, position: usize) -> bool {
        self.owners.get(self.above(position)).is_some_and(|&owner| self.is_module(owner as usize))
    }

    /// Whether something hangs at a module because that was asked for, and not because the program put it there.
    pub fn is_promise_of_module(&self, position: usize) -> bool {
        let fingerprint = self.outline.fingerprints.get(position);
        fingerprint.is_some_and(|fingerprint| self.promised.contains(fingerprint)) && self.is_of_module(position)
    }

    /// What a node and its parts weigh.
    #[inline]
    pub fn body(&self, position: usize) -> i64 {
        self.bodies.get(position).copied().unwrap_or(0) as i64
    }

    /// The same, and nothing for a part, of which the owner has the bytes.
    pub fn carried(&self, position: usize) -> i64 {
        let is_part = self.owners.get(position).is_some_and(|&owner| owner != NONE && owner != position as u32);
        if is_part { 0 } else { self.body(position) }
    }

    /// The nearest dominator that a program can see; `None` below a root.
    pub fn visible_above(&self, position: usize) -> Option<usize> {
        let mut at = position;
        while at != 0 {
            at = self.above(at);
            if self.kind(at).is_visible() {
                return Some(at);
            }
        }
        None
    }
}
