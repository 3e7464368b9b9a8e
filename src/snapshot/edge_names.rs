//! The names of edges, in a third of the memory: what an edge is called is said in one byte where its neighbours allow it.
//!
//! Neighbours in the file are alike: objects of one class one after the other, the elements of an array. So names are kept by
//! blocks, each in the shortest form that fits it (docs/performance.md has what they take). Readers push names in the
//! order of the file; everything else asks for one by its position, which costs three look-ups that lie near each other.

use crate::error::OutOfMemory;
use crate::index::{EdgeIndex, Position, TryPush, try_with_capacity};

/// Names in one block: few enough that most differ little, and that a table of them costs little.
pub(super) const BLOCK: usize = 256;
/// Words of a page. Blocks lie in pages, because one list of them all would be copied to grow.
const PAGE: usize = 1 << 16;
/// The most distinct names of a block that is kept as a dictionary: with more, names in full are no longer.
const MOST_DISTINCT: usize = BLOCK - BLOCK / 4;
/// Places for the distinct names of a block while they are looked for; few of them collide.
const PLACES: usize = 4 * BLOCK;

/// How a block's names are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Each name is the number after the one before, as in long arrays: nothing but the first.
    Ascending,
    /// So many distinct names, and for each edge the position of its name among them, four in a word.
    Dictionary(u8),
    /// One word each.
    Plain,
}

/// Where a block is: the first name if they are ascending, else the position of its words.
#[derive(Clone, Copy, Debug)]
struct Block {
    form: Form,
    at: u32,
}

/// The names of all edges: numbers, or positions of strings, as the type of each edge says.
#[derive(Debug, Default)]
pub struct EdgeNames {
    blocks: Vec<Block>,
    pages: Vec<Vec<u32>>,
    /// Of the block that is not whole yet.
    rest: Vec<u32>,
}

impl EdgeNames {
    /// The name of an edge; 0 for one that is not there.
    #[inline]
    pub fn of(&self, edge: EdgeIndex) -> u32 {
        let (block, at) = (edge.index() / BLOCK, edge.index() % BLOCK);
        let Some(&Block { form, at: start }) = self.blocks.get(block) else {
            return self.rest.get(at).copied().filter(|_| block == self.blocks.len()).unwrap_or(0);
        };
        match form {
            Form::Ascending => start.wrapping_add(at as u32),
            Form::Dictionary(distinct) => {
                let words = self.words(start, usize::from(distinct) + BLOCK / 4);
                let codes = words.get(usize::from(distinct) + at / 4).copied().unwrap_or(0);
                words.get((codes >> (at % 4 * 8)) as usize % 256).copied().unwrap_or(0)
            }
            Form::Plain => self.words(start, BLOCK).get(at).copied().unwrap_or(0),
        }
    }

    /// Adds a name.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn push(&mut self, name: u32) -> Result<(), OutOfMemory> {
        if self.rest.capacity() < BLOCK {
            self.rest = try_with_capacity(BLOCK)?;
        }
        self.rest.push(name);
        if self.rest.len() == BLOCK { self.keep() } else { Ok(()) }
    }

    /// Adds names.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn extend(&mut self, names: impl Iterator<Item = u32>) -> Result<(), OutOfMemory> {
        let mut names = names.fuse();
        if self.rest.capacity() < BLOCK {
            self.rest = try_with_capacity(BLOCK)?;
        }
        loop {
            self.rest.extend(names.by_ref().take(BLOCK - self.rest.len()));
            if self.rest.len() < BLOCK {
                return Ok(());
            }
            self.keep()?;
        }
    }

    /// Whether a name that `is_sought` may be among those of a block of edges: it is asked once for each distinct name.
    pub fn block_may_have(&self, block: usize, mut is_sought: impl FnMut(u32) -> bool) -> bool {
        match self.blocks.get(block) {
            Some(&Block { form: Form::Dictionary(distinct), at }) => {
                self.words(at, usize::from(distinct)).iter().any(|&name| is_sought(name))
            }
            Some(_) => true,
            None => self.rest.iter().any(|&name| is_sought(name)),
        }
    }

    /// So many words of a block.
    #[inline]
    fn words(&self, at: u32, count: usize) -> &[u32] {
        let start = at as usize % PAGE;
        self.pages.get(at as usize / PAGE).and_then(|page| page.get(start..start + count)).unwrap_or_default()
    }

    /// Keeps the block that has become whole.
    fn keep(&mut self) -> Result<(), OutOfMemory> {
        let Self { rest, .. } = self;
        let first = rest.first().copied().unwrap_or(0);
        let block = if rest.iter().zip(0..).all(|(&name, at)| name == first.wrapping_add(at)) {
            Block { form: Form::Ascending, at: first }
        } else if let Some(Coded { distinct, count, codes }) = Coded::of(rest) {
            let at = self.add_words(&[distinct.get(..count).unwrap_or_default(), &codes])?;
            Block { form: Form::Dictionary(count as u8), at }
        } else {
            let rest = std::mem::take(&mut self.rest);
            let at = self.add_words(&[&rest])?;
            self.rest = rest;
            Block { form: Form::Plain, at }
        };
        self.rest.clear();
        self.blocks.try_push(block)
    }

    /// The position of these words, all on one page.
    fn add_words(&mut self, parts: &[&[u32]]) -> Result<u32, OutOfMemory> {
        let count: usize = parts.iter().map(|part| part.len()).sum();
        if self.pages.last().is_none_or(|page| page.len() + count > PAGE) {
            self.pages.try_push(Vec::new())?;
        }
        let before = (self.pages.len() - 1) * PAGE;
        let Some(page) = self.pages.last_mut() else { return Ok(0) };
        // The first page grows with a small file; the others are filled.
        let more = if before == 0 { count } else { PAGE - page.len() };
        page.try_reserve(more).map_err(|_| OutOfMemory::of::<u32>(more))?;
        let at = before + page.len();
        parts.iter().for_each(|part| page.extend_from_slice(part));
        Ok(at as u32)
    }
}

/// A block of few distinct names.
struct Coded {
    distinct: [u32; 256],
    count: usize,
    codes: [u32; BLOCK / 4],
}

impl Coded {
    /// None if there are too many.
    fn of(names: &[u32]) -> Option<Self> {
        let mut coded = Self { distinct: [0; 256], count: 0, codes: [0; BLOCK / 4] };
        // By the hash of a name: 0, or one more than its code.
        let mut places = [0u8; PLACES];
        for (codes, names) in coded.codes.iter_mut().zip(names.chunks(4)) {
            for (at, &name) in names.iter().enumerate() {
                let mut place = (name.wrapping_mul(0x9e37_79b1) >> 22) as usize;
                let code = loop {
                    let held = places[place % PLACES];
                    if held == 0 {
                        if coded.count == MOST_DISTINCT {
                            return None;
                        }
                        let code = coded.count as u8;
                        coded.distinct[usize::from(code)] = name;
                        coded.count += 1;
                        places[place % PLACES] = code + 1;
                        break code;
                    }
                    if coded.distinct[usize::from(held - 1)] == name {
                        break held - 1;
                    }
                    place += 1;
                };
                *codes |= u32::from(code) << (at * 8);
            }
        }
        Some(coded)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// Stretches of names of all the kinds there are: alike, ascending, all different, and mixed.
    fn any_names() -> impl Strategy<Value = Vec<u32>> {
        let alike = (prop::collection::vec(any::<u32>(), 1..300), 1usize..700)
            .prop_map(|(few, count)| few.into_iter().cycle().take(count).collect::<Vec<_>>());
        let ascending = (any::<u32>(), 1u32..1500).prop_map(|(start, count)| (0..count).map(|at| start.wrapping_add(at)).collect());
        let any = prop::collection::vec(any::<u32>(), 0..700);
        prop::collection::vec(prop_oneof![alike, ascending, any], 0..6).prop_map(|stretches| stretches.concat())
    }

    proptest! {
        #[test]
        fn as_a_list_of_numbers(names in any_names(), step in 1usize..900) {
            let mut kept = EdgeNames::default();
            for (at, part) in names.chunks(step).enumerate() {
                // Both ways of adding, in turn.
                if at % 2 == 0 {
                    kept.extend(part.iter().copied()).unwrap();
                } else {
                    part.iter().for_each(|&name| kept.push(name).unwrap());
                }
            }
            let found: Vec<_> = (0..names.len()).map(|at| kept.of(EdgeIndex::at(at))).collect();
            prop_assert_eq!(&found, &names);
            prop_assert_eq!(kept.of(EdgeIndex::at(names.len())), 0);
            for (block, names) in names.chunks(BLOCK).enumerate() {
                let sought = names[names.len() / 2];
                prop_assert!(kept.block_may_have(block, |name| name == sought));
            }
        }
    }

    fn forms(names: &[u32]) -> Vec<Form> {
        let mut kept = EdgeNames::default();
        kept.extend(names.iter().copied()).unwrap();
        kept.blocks.iter().map(|block| block.form).collect()
    }

    #[test]
    fn each_block_in_its_shortest_form() {
        let few: Vec<u32> = (0..256).map(|at| at % 3 * 1000).collect();
        let most: Vec<u32> = (0..256u32).map(|at| (at % 192) * (at % 192)).collect();
        let many: Vec<u32> = (0..256u32).map(|at| (at % 193) * (at % 193)).collect();
        let names = [(7..263).collect(), few, most, many].concat();
        let expected = [Form::Ascending, Form::Dictionary(3), Form::Dictionary(192), Form::Plain];
        assert_eq!(forms(&names), expected);
        let mut kept = EdgeNames::default();
        kept.extend(names.iter().copied()).unwrap();
        assert!(!kept.block_may_have(1, |name| name == 7) && kept.block_may_have(1, |name| name == 2000));
    }

    #[test]
    fn blocks_do_not_straddle_pages() {
        let names: Vec<u32> = (0..3 * PAGE as u32).map(|at| at.wrapping_mul(0x9e37_79b1)).collect();
        let mut kept = EdgeNames::default();
        kept.extend(names.iter().copied()).unwrap();
        assert_eq!(kept.pages.len(), 3);
        assert!(names.iter().enumerate().all(|(at, &name)| kept.of(EdgeIndex::at(at)) == name));
    }
}
