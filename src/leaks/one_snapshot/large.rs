//! Where much comes together: the holders of a heap that keep a large part of it in things that are alike.
//!
//! From the root down the tree of dominators the bytes run together in ever fewer hands. As long as one child has more than
//! half of them, the child is asked. Where they part, the holder is named if what it holds is alike; if it is not (an
//! application with its parts, a table of modules), each part is asked. A list never parts before its end, so it is told by
//! its links' being of one kind.

use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{NodeOrdinal, TryPush, try_filled, try_make_room};
use crate::leaks::baseline::Outline;
use crate::leaks::baseline::outline::NONE;
use crate::leaks::hash::NumberMap;
use crate::leaks::model::kinds::{Family, Kind, KindMap, is_part_of_link};
use crate::leaks::model::nodes::wrapped;
use crate::leaks::thresholds::{FEW, LARGEST_ALIKE, LEAST_OF_TREE, LEAST_REPEATING, MANY, MOST_LINKS_ASKED, is_share};
use crate::sort;

/// A holder of much.
#[derive(Clone, Copy, Debug)]
pub struct Large {
    /// Its position.
    pub position: usize,
    /// What it has gathered.
    pub gathered: Gathered,
}

/// What a holder has gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gathered {
    /// Things of one kind that nothing else keeps.
    Entries(Alike),
    /// A list or tree of links of one kind.
    Links {
        /// How many, the first included.
        count: u32,
        /// The position of the next link.
        example: usize,
    },
    /// Things of one kind that several below the position hold together, so that they hang at it.
    Shared(Alike),
    /// What the holder is itself, with its parts.
    Data,
}

/// Things of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// How many.
    pub count: u32,
    /// What they retain.
    pub bytes: u64,
    /// The position of the largest.
    pub example: usize,
}

impl Gathered {
    /// The position of an example.
    pub fn example(self) -> Option<usize> {
        match self {
            Self::Entries(Alike { example, .. })
            | Self::Shared(Alike { example, .. })
            | Self::Links { example, .. } => Some(example),
            Self::Data => None,
        }
    }
}

/// The outermost holders of at least `least` bytes, in the order of the tree.
pub fn find(heap: &Heap, outline: &Outline, nodes: &[NodeOrdinal], least: u64) -> Result<Vec<Large>, OutOfMemory> {
    let tree = Tree::of(heap, outline, nodes, least)?;
    let mut found = Vec::new();
    let mut position = 0;
    while position < outline.len() {
        let is_large = tree.bytes(position) >= least;
        let gathered = if is_large { tree.gathered(position)? } else { None };
        match gathered {
            Some(gathered) => {
                found.try_push(Large { position, gathered })?;
                position = outline.below(position).end.max(position + 1);
            }
            // What hangs at a part is its owner's.
            None if is_large && tree.kind(position) == Kind::INTERNAL => position += 1,
            None if is_large => {
                for alike in tree.shared(position)? {
                    found.try_push(Large { position, gathered: Gathered::Shared(alike) })?;
                }
                position += 1;
            }
            // Nothing below what is small is large.
            None => position = outline.below(position).end.max(position + 1),
        }
    }
    Ok(found)
}

/// The dominator tree of what a program sees: parts belong to their owners.
struct Tree<'a> {
    heap: &'a Heap,
    outline: &'a Outline,
    nodes: &'a [NodeOrdinal],
    /// So much is large, in bytes.
    least: u64,
    /// The position of what each hangs below; [`NONE`] at the root, and of parts.
    above: Vec<u32>,
    /// The child with the most bytes.
    largest: Vec<u32>,
    /// The bytes of all children.
    below: Vec<u64>,
}

impl<'a> Tree<'a> {
    fn of(heap: &'a Heap, outline: &'a Outline, nodes: &'a [NodeOrdinal], least: u64) -> Result<Self, OutOfMemory> {
        let count = outline.len();
        let (above, largest) = (try_filled(count, NONE)?, try_filled(count, NONE)?);
        let mut tree = Self { heap, outline, nodes, least, above, largest, below: try_filled(count, 0)? };
        let mut open: Vec<usize> = Vec::new();
        for (position, &kind) in outline.kinds.iter().enumerate() {
            while open.last().is_some_and(|&above| outline.below(above).end <= position) {
                open.pop();
            }
            if kind == Kind::INTERNAL {
                continue;
            }
            if let Some(&above) = open.last() {
                let bytes = tree.bytes(position);
                tree.above[position] = above as u32;
                tree.below[above] += bytes;
                if tree.largest_below(above).is_none_or(|largest| bytes > tree.bytes(largest)) {
                    tree.largest[above] = position as u32;
                }
            }
            open.try_push(position)?;
        }
        Ok(tree)
    }

    fn bytes(&self, position: usize) -> u64 {
        self.nodes.get(position).map_or(0, |&node| self.heap.retained_size(node))
    }

    fn kind(&self, position: usize) -> Kind {
        self.outline.kinds.get(position).copied().unwrap_or_default()
    }

    fn largest_below(&self, position: usize) -> Option<usize> {
        self.largest.get(position).filter(|&&largest| largest != NONE).map(|&largest| largest as usize)
    }

    /// What a holder has gathered; none if it is nothing of a program, or if its parts have to be asked.
    fn gathered(&self, position: usize) -> Result<Option<Gathered>, OutOfMemory> {
        let kind = self.kind(position);
        let above = self.above.get(position).filter(|&&above| above != NONE);
        let Some(&above) = above else { return Ok(None) };
        // What hangs at code is its text and its data.
        if !kind.is_visible() || kind.is_root_like() || self.kind(above as usize) == Kind::CODE {
            return Ok(None);
        }
        // The shapes that an object has had are no part of what it has gathered, however many they are.
        let bytes = self.bytes(position) - self.shapes(position);
        let own = self.bytes(position).saturating_sub(self.below.get(position).copied().unwrap_or(0));
        let most = self.largest_below(position).filter(|&largest| self.kind(largest) != Kind::CODE);
        let most = most.map_or(0, |largest| self.bytes(largest));
        match () {
            // What the browser has for itself is no data of a program.
            () if own * 2 >= bytes => Ok((kind.family() != Family::Native).then_some(Gathered::Data)),
            () if most * 2 > bytes
                && let Some(links) = self.links(position) =>
            {
                Ok(Some(links))
            }
            () if let Some(tree) = self.tree(position) => Ok(Some(tree)),
            () if most * 2 > bytes => Ok(None),
            () => self.entries(position),
        }
    }

    /// If what hangs at a thing are mostly things of its kind, of which most have two of their kind above them. What only
    /// gathers others of its kind has them one level below.
    fn tree(&self, first: usize) -> Option<Gathered> {
        let kind = self.kind(first);
        let is_part = |at: usize| self.kind(at) != kind && is_part_of_link(self.kind(at));
        let is_own = |&at: &usize| self.kind(at) == kind;
        let mut next = children(self.outline, first)
            .flat_map(|child| children(self.outline, child).filter(move |_| is_part(child)).chain([child]))
            .filter(is_own);
        let example = next.next().filter(|_| matches!(kind.family(), Family::Instance | Family::Plain))?;
        let bytes = next.map(|at| self.bytes(at)).sum::<u64>() + self.bytes(example);
        let parent = |at: usize| {
            let above = |at: usize| self.above.get(at).filter(|&&above| above != NONE).map(|&above| above as usize);
            let above = above(at).and_then(|at| if is_part(at) { above(at) } else { Some(at) });
            above.filter(is_own)
        };
        let (mut all, mut deep) = (0, 0);
        for at in self.outline.below(first).filter(is_own) {
            all += 1;
            deep += i64::from(parent(at).and_then(parent).is_some());
        }
        let is_most = is_share(bytes as i64, self.bytes(first) as i64, LEAST_REPEATING);
        let is_tree = all >= LEAST_OF_TREE && deep * 2 >= all && is_most;
        is_tree.then_some(Gathered::Links { count: all as u32, example })
    }

    /// If the way of the most bytes leads over one kind again and again.
    fn links(&self, first: usize) -> Option<Gathered> {
        let (kind, least) = (self.kind(first), self.bytes(first) / 2);
        let way = std::iter::successors(self.largest_below(first), |&at| self.largest_below(at));
        let way = way.take(MOST_LINKS_ASKED).take_while(|&at| self.bytes(at) > least);
        let mut links = way.filter(|&at| self.kind(at) == kind);
        let example = links.next()?;
        if (links.count() as i64) < MANY {
            return None;
        }
        let below = self.outline.kinds.get(self.outline.below(first)).unwrap_or_default();
        let count = below.iter().filter(|&&other| other == kind).count() as u32;
        // What knows the last link as well has that itself.
        let above = self.above.get(first).map_or(0, |&above| above as usize);
        let of_kind = children(self.outline, above).filter(|&child| self.kind(child) == kind).count();
        Some(Gathered::Links { count: count + u32::from(of_kind == 2), example })
    }

    /// If things of one kind and of like size make up enough of what a holder keeps: many, or a few in a collection.
    fn entries(&self, holder: usize) -> Result<Option<Gathered>, OutOfMemory> {
        let is_collection = self.kind(holder).is_collection();
        // What an object has in its fields is its parts, if they are what everything consists of, unless these are many.
        let are_entries = |alike: Alike| self.kind(holder).family() == Family::Plain && i64::from(alike.count) >= MANY;
        let counts = |kind: Kind, alike| is_collection || !says_little(kind) || are_entries(alike);
        let of_one_kind = self.by_kind(holder)?.into_iter();
        let of_one_kind = of_one_kind.filter(|&(kind, alike)| kind.is_visible() && counts(kind, alike));
        let most = of_one_kind.max_by_key(|&(kind, alike)| (alike.bytes, kind));
        let Some((kind, mut alike)) = most else { return Ok(None) };
        if self.are_variables(holder, alike) {
            return Ok(None);
        }
        let all = self.bytes(holder) - self.shapes(holder);
        let is_enough = is_share(alike.bytes as i64, all as i64, LEAST_REPEATING);
        let fewest = if is_collection { FEW } else { MANY };
        let is_one = i64::from(alike.count) >= fewest && self.is_even(alike, all) && is_enough;
        if kind == Kind::TEXT {
            // Texts hang at it that are keys of others.
            alike.count = alike.count.min(self.outline.entries.get(holder).copied().unwrap_or(0).max(1));
        }
        Ok(is_one.then_some(Gathered::Entries(alike)))
    }

    /// Whether things are variables of a function, and no entries: there are as many as the code has.
    fn are_variables(&self, holder: usize, alike: Alike) -> bool {
        let has_as_many = self.outline.entries.get(holder).is_some_and(|&all| alike.count <= all);
        self.kind(holder).family() == Family::Scope && has_as_many
    }

    /// What hangs at an object and is code's.
    fn shapes(&self, position: usize) -> u64 {
        match self.kind(position).family() {
            Family::Dictionary | Family::Plain | Family::Instance => {
                let of_code = children(self.outline, position).filter(|&child| self.kind(child) == Kind::CODE);
                of_code.map(|child| self.bytes(child)).sum()
            }
            _ => 0,
        }
    }

    /// Of what hangs at a position without making up most of it: the kinds of which there are many, and much together.
    fn shared(&self, position: usize) -> Result<Vec<Alike>, OutOfMemory> {
        let mut found = Vec::new();
        for (kind, alike) in self.by_kind(position)? {
            let is_large = i64::from(alike.count) >= MANY && alike.bytes >= self.least;
            let is_large = is_large && !self.are_variables(position, alike);
            if is_large && kind.is_visible() && !says_little(kind) && self.is_even(alike, alike.bytes) {
                found.try_push(alike)?;
            }
        }
        sort::by_keys(&mut found, |alike| (alike.example as u64, 0));
        Ok(found)
    }

    /// What hangs below a holder. What an object of workerd stands for is a part of it, though roots lead to both.
    fn by_kind(&self, holder: usize) -> Result<KindMap<Alike>, OutOfMemory> {
        let mut sums: KindMap<Alike> = KindMap::default();
        let half = |child: usize| {
            let is_instance = self.kind(child).family() == Family::Instance;
            let half = wrapped(self.heap, *self.nodes.get(child).filter(|_| is_instance)?)?;
            let half = self.outline.find(self.heap.snapshot.nodes.id.of(half))?;
            (self.above.get(half) == self.above.get(child)).then_some(half)
        };
        let mut halves: NumberMap<usize> = NumberMap::default();
        for half in children(self.outline, holder).filter_map(half) {
            try_make_room(&mut halves)?;
            halves.insert(half as u64, half);
        }
        for child in children(self.outline, holder).filter(|&child| !halves.contains_key(&(child as u64))) {
            let bytes = self.bytes(child) + half(child).map_or(0, |half| self.bytes(half));
            try_make_room(&mut sums)?;
            let sum = sums.entry(self.kind(child)).or_insert(Alike { count: 0, bytes: 0, example: child });
            (sum.bytes, sum.count) = (sum.bytes + bytes, sum.count + 1);
            if self.bytes(child) > self.bytes(sum.example) {
                sum.example = child;
            }
        }
        Ok(sums)
    }

    /// Whether things are of like size: none is much of all that is kept with them, or much more than the others.
    fn is_even(&self, alike: Alike, all: u64) -> bool {
        let largest = self.bytes(alike.example);
        largest.saturating_mul(LARGEST_ALIKE.1) <= all
            || largest.saturating_mul(alike.count.into()) <= alike.bytes.saturating_mul(LARGEST_ALIKE.0)
    }
}

/// What hangs below a holder or its parts.
pub fn children(outline: &Outline, holder: usize) -> impl Iterator<Item = usize> {
    let mut rest = outline.below(holder);
    rest.next();
    std::iter::from_fn(move || {
        loop {
            let at = rest.next()?;
            if outline.kinds.get(at) != Some(&Kind::INTERNAL) {
                let inside = outline.below(at).len().saturating_sub(1);
                if inside > 0 {
                    rest.nth(inside - 1);
                }
                return Some(at);
            }
        }
    })
}

/// Whether things of a kind are parts of something rather than things for themselves.
fn says_little(kind: Kind) -> bool {
    kind.is_collection() || matches!(kind.family(), Family::Text | Family::Function)
}
