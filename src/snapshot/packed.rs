//! Columns of numbers in a third of the memory: a number is said in one byte or two where its neighbours allow it.
//!
//! Neighbours in a file are alike. Edges have the names of one class's properties again and again, the elements of an array
//! are counted up, and so are the ids of nodes in the order in which V8 walks the heap. So numbers are kept by blocks, each in
//! the shortest form that fits it (docs/performance.md has what they take). Readers add them in the order of the file;
//! everything else asks for one by its position, which costs three look-ups that lie near each other, or goes through them in
//! order, a block at a time ([`InOrder`]).

use std::marker::PhantomData;

use crate::error::OutOfMemory;
use crate::index::{Position, TryPush, try_with_capacity};

/// Numbers in one block: few enough that most differ little, and that a table of them costs little.
pub(super) const BLOCK: usize = 256;
/// Words of a page. Blocks lie in pages, because one list of them all would be copied to grow.
const PAGE: usize = 1 << 16;
/// The most distinct numbers of a block that is kept as a dictionary: with more, numbers in full are no longer.
const MOST_DISTINCT: usize = BLOCK - BLOCK / 4;
/// With more distinct numbers than these, differences of two bytes are shorter than a dictionary.
const FEW_DISTINCT: usize = BLOCK / 4;
/// Places for the distinct numbers of a block while they are looked for; few of them collide.
const PLACES: usize = 4 * BLOCK;

/// How a block's numbers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// Each number is so much more than the one before: nothing but the first.
    Ascending(u8),
    /// So many distinct numbers, and for each row the position of its own among them, four in a word.
    Dictionary(u8),
    /// The least number, and by how much each is more, two in a word.
    Close,
    /// One word each.
    Plain,
}

/// Where a block is: the first number if they ascend, else the position of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    form: Form,
    at: u32,
}

/// A column of numbers that are added once and stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedColumn<I> {
    blocks: Vec<Block>,
    pages: Vec<Vec<u32>>,
    /// Of the block that is not whole yet.
    rest: Vec<u32>,
    kind: PhantomData<I>,
}

impl<I> Default for PackedColumn<I> {
    fn default() -> Self {
        Self { blocks: Vec::new(), pages: Vec::new(), rest: Vec::new(), kind: PhantomData }
    }
}

impl<I: Position> PackedColumn<I> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.blocks.len() * BLOCK + self.rest.len()
    }

    /// The number at a position; 0 for one that is not there.
    pub fn of(&self, position: I) -> u32 {
        self.at(position.index())
    }

    /// All numbers with their positions, in order.
    pub fn iter(&self) -> impl Iterator<Item = (I, u32)> {
        let mut numbers = self.in_order();
        (0..self.len()).map(move |at| (I::at(at), numbers.of(I::at(at))))
    }

    /// For whoever asks for numbers in about the order of their positions, and for most of them.
    pub fn in_order(&self) -> InOrder<'_, I> {
        InOrder { column: self, block: usize::MAX, numbers: [0; BLOCK] }
    }

    /// Called for each number that is wanted, and so not copied to all who call.
    #[inline(never)]
    fn at(&self, position: usize) -> u32 {
        let (block, at) = (position / BLOCK, position % BLOCK);
        let Some(&Block { form, at: start }) = self.blocks.get(block) else {
            return self.rest.get(at).copied().filter(|_| block == self.blocks.len()).unwrap_or(0);
        };
        if let Form::Ascending(step) = form {
            return start.wrapping_add(u32::from(step) * at as u32);
        }
        let words = self.pages.get(start as usize / PAGE).and_then(|page| page.get(start as usize % PAGE..));
        let word = |at: usize| words.and_then(|words| words.get(at)).copied().unwrap_or(0);
        match form {
            Form::Dictionary(distinct) => {
                let codes = word(usize::from(distinct) + at / 4);
                word((codes >> (at % 4 * 8)) as usize % 256)
            }
            Form::Close => word(0).wrapping_add(word(1 + at / 2) >> (at % 2 * 16) & 0xffff),
            Form::Ascending(_) | Form::Plain => word(at),
        }
    }

    /// The numbers of a block; 0 where there are none.
    #[inline(never)]
    fn unpack(&self, block: usize, numbers: &mut [u32; BLOCK]) {
        let Some(&Block { form, at: start }) = self.blocks.get(block) else {
            numbers.fill(0);
            let rest = self.rest.iter().filter(|_| block == self.blocks.len());
            numbers.iter_mut().zip(rest).for_each(|(number, rest)| *number = *rest);
            return;
        };
        match form {
            Form::Ascending(step) => {
                numbers.iter_mut().zip(0..).for_each(|(number, at)| *number = start.wrapping_add(u32::from(step) * at));
            }
            Form::Dictionary(distinct) => {
                let mut table = [0; 256];
                let distinct = usize::from(distinct);
                table.iter_mut().zip(self.words(start, distinct)).for_each(|(entry, word)| *entry = *word);
                let (fours, _) = numbers.as_chunks_mut();
                for (four, codes) in fours.iter_mut().zip(self.words(start + distinct as u32, BLOCK / 4)) {
                    let [first, second, third, fourth] = codes.to_le_bytes();
                    let number = |code: u8| table[usize::from(code)];
                    *four = [number(first), number(second), number(third), number(fourth)];
                }
            }
            Form::Close => {
                let least = self.words(start, 1).first().copied().unwrap_or(0);
                let (pairs, _) = numbers.as_chunks_mut();
                for (pair, more) in pairs.iter_mut().zip(self.words(start + 1, BLOCK / 2)) {
                    *pair = [least.wrapping_add(more & 0xffff), least.wrapping_add(more >> 16)];
                }
            }
            Form::Plain => numbers.iter_mut().zip(self.words(start, BLOCK)).for_each(|(number, word)| *number = *word),
        }
    }

    /// Adds a number.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn push(&mut self, number: u32) -> Result<(), OutOfMemory> {
        self.extend(std::iter::once(number))
    }

    /// Adds numbers.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    #[inline]
    pub fn extend(&mut self, mut numbers: impl Iterator<Item = u32>) -> Result<(), OutOfMemory> {
        if self.rest.capacity() < BLOCK {
            self.rest = try_with_capacity(BLOCK)?;
        }
        loop {
            self.rest.extend(numbers.by_ref().take(BLOCK - self.rest.len()));
            if self.rest.len() < BLOCK {
                return Ok(());
            }
            self.keep()?;
        }
    }

    /// Whether a number that `is_sought` may be in a block: of a dictionary it is asked once for each distinct one.
    pub fn block_may_have(&self, block: usize, mut is_sought: impl FnMut(u32) -> bool) -> bool {
        match self.blocks.get(block) {
            Some(&Block { form: Form::Dictionary(distinct), at }) => {
                self.words(at, usize::from(distinct)).iter().any(|&number| is_sought(number))
            }
            Some(_) => true,
            None => self.rest.iter().any(|&number| is_sought(number)),
        }
    }

    /// So many words of a block.
    #[inline]
    fn words(&self, at: u32, count: usize) -> &[u32] {
        let start = at as usize % PAGE;
        self.pages.get(at as usize / PAGE).and_then(|page| page.get(start..start + count)).unwrap_or_default()
    }

    /// Keeps the block that has become whole.
    #[inline(never)]
    fn keep(&mut self) -> Result<(), OutOfMemory> {
        let numbers = std::mem::take(&mut self.rest);
        let block = self.kept(&numbers);
        self.rest = numbers;
        self.rest.clear();
        self.blocks.try_push(block?)
    }

    fn kept(&mut self, numbers: &[u32]) -> Result<Block, OutOfMemory> {
        let &[first, second, ..] = numbers else { return Ok(Block { form: Form::Ascending(0), at: 0 }) };
        if let Ok(step) = u8::try_from(second.wrapping_sub(first)) {
            let expected = (0..).map(|at| first.wrapping_add(u32::from(step) * at));
            if numbers.iter().zip(expected).all(|(&number, expected)| number == expected) {
                return Ok(Block { form: Form::Ascending(step), at: first });
            }
        }
        if let Some(coded) = Coded::of(numbers) {
            let distinct = coded.distinct.get(..coded.count).unwrap_or_default();
            let at = self.add_words(&[distinct, &coded.code_words()])?;
            Ok(Block { form: Form::Dictionary(coded.count as u8), at })
        } else if let Some(least) = least_if_close(numbers) {
            let more = |at: usize| numbers.get(at).map_or(0, |number| number - least);
            let pairs: [u32; BLOCK / 2] = std::array::from_fn(|at| more(2 * at) | more(2 * at + 1) << 16);
            Ok(Block { form: Form::Close, at: self.add_words(&[&[least], &pairs])? })
        } else {
            Ok(Block { form: Form::Plain, at: self.add_words(&[numbers])? })
        }
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

/// The least number, if two bytes say by how much each is more.
fn least_if_close(numbers: &[u32]) -> Option<u32> {
    let (least, most) = numbers.iter().fold((u32::MAX, 0), |(least, most), &at| (at.min(least), at.max(most)));
    (most - least <= u32::from(u16::MAX)).then_some(least)
}

/// A column and the numbers of one of its blocks, unpacked: the next of them costs no look-up.
#[derive(Debug)]
pub struct InOrder<'a, I> {
    column: &'a PackedColumn<I>,
    block: usize,
    numbers: [u32; BLOCK],
}

impl<I: Position> InOrder<'_, I> {
    /// The number at a position; 0 for one that is not there.
    #[inline]
    pub fn of(&mut self, position: I) -> u32 {
        let (block, at) = (position.index() / BLOCK, position.index() % BLOCK);
        if block != self.block {
            self.column.unpack(block, &mut self.numbers);
            self.block = block;
        }
        self.numbers[at]
    }
}

/// A block of few distinct numbers.
struct Coded {
    distinct: [u32; 256],
    count: usize,
    codes: [u8; BLOCK],
}

impl Coded {
    /// None if there are so many that another form is shorter. How near the numbers are to each other is asked only then.
    fn of(numbers: &[u32]) -> Option<Self> {
        let mut coded = Self { distinct: [0; 256], count: 0, codes: [0; BLOCK] };
        // By the hash of a number: 0, or one more than its code.
        let mut places = [0u8; PLACES];
        for (code, &number) in coded.codes.iter_mut().zip(numbers) {
            let mut place = (number.wrapping_mul(0x9e37_79b1) >> 22) as usize;
            loop {
                let held = places[place % PLACES];
                if held == 0 {
                    if coded.count == MOST_DISTINCT || coded.count == FEW_DISTINCT && least_if_close(numbers).is_some()
                    {
                        return None;
                    }
                    coded.distinct[coded.count % 256] = number;
                    *code = coded.count as u8;
                    coded.count += 1;
                    places[place % PLACES] = coded.count as u8;
                    break;
                }
                if coded.distinct[usize::from(held - 1)] == number {
                    *code = held - 1;
                    break;
                }
                place += 1;
            }
        }
        Some(coded)
    }

    fn code_words(&self) -> [u32; BLOCK / 4] {
        let (words, _) = self.codes.as_chunks();
        std::array::from_fn(|at| words.get(at).map_or(0, |&bytes| u32::from_le_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::index::EdgeIndex;
    use proptest::prelude::*;

    /// Stretches of numbers of all the kinds there are: alike, ascending, near each other, all different, and mixed.
    fn any_numbers() -> impl Strategy<Value = Vec<u32>> {
        let alike = (prop::collection::vec(any::<u32>(), 1..300), 1usize..700)
            .prop_map(|(few, count)| few.into_iter().cycle().take(count).collect::<Vec<_>>());
        let ascending = (any::<u32>(), 1u32..1500, 0u32..300)
            .prop_map(|(start, count, step)| (0..count).map(|at| start.wrapping_add(step * at)).collect());
        let near = (any::<u32>(), prop::collection::vec(0u32..=65_536, 0..700))
            .prop_map(|(least, more)| more.into_iter().map(|more| least.saturating_add(more)).collect());
        let any = prop::collection::vec(any::<u32>(), 0..700);
        prop::collection::vec(prop_oneof![alike, ascending, near, any], 0..6).prop_map(|stretches| stretches.concat())
    }

    fn packed(numbers: &[u32]) -> PackedColumn<EdgeIndex> {
        let mut column = PackedColumn::default();
        column.extend(numbers.iter().copied()).unwrap();
        column
    }

    proptest! {
        #[test]
        fn as_a_list_of_numbers(numbers in any_numbers(), step in 1usize..900) {
            let mut column = PackedColumn::<EdgeIndex>::default();
            for (at, part) in numbers.chunks(step).enumerate() {
                // Both ways of adding, in turn.
                if at % 2 == 0 {
                    column.extend(part.iter().copied()).unwrap();
                } else {
                    part.iter().for_each(|&number| column.push(number).unwrap());
                }
            }
            prop_assert_eq!(column.iter().map(|(_, number)| number).collect::<Vec<_>>(), &numbers[..]);
            let mut in_order = column.in_order();
            for (at, &number) in numbers.iter().enumerate().chain(numbers.iter().enumerate().rev()) {
                prop_assert_eq!((column.of(EdgeIndex::at(at)), in_order.of(EdgeIndex::at(at))), (number, number));
            }
            for past in [numbers.len(), numbers.len() + BLOCK].map(EdgeIndex::at) {
                prop_assert_eq!((column.of(past), in_order.of(past)), (0, 0));
            }
            prop_assert_eq!(&column, &packed(&numbers));
            for (block, numbers) in numbers.chunks(BLOCK).enumerate() {
                let sought = numbers[numbers.len() / 2];
                prop_assert!(column.block_may_have(block, |number| number == sought));
            }
        }
    }

    #[test]
    fn each_block_in_its_shortest_form() {
        let distinct = |count: u32, apart: u32| (0..256u32).map(move |at| (at % count) * (at % count) * apart);
        let blocks: [(Vec<u32>, Form); 8] = [
            ((7..263).collect(), Form::Ascending(1)),
            ((0..256).map(|at| 9 + 2 * at).collect(), Form::Ascending(2)),
            (distinct(3, 1000).collect(), Form::Dictionary(3)),
            (distinct(64, 1).collect(), Form::Dictionary(64)),
            (distinct(65, 1).collect(), Form::Close),
            (distinct(65, 1000).collect(), Form::Dictionary(65)),
            (distinct(192, 1000).collect(), Form::Dictionary(192)),
            (distinct(193, 1000).collect(), Form::Plain),
        ];
        for (numbers, form) in blocks {
            assert_eq!(packed(&numbers).blocks.first().unwrap().form, form);
        }
        let column = packed(&distinct(3, 1000).collect::<Vec<_>>());
        assert!(!column.block_may_have(0, |number| number == 7) && column.block_may_have(0, |number| number == 1000));
    }

    #[test]
    fn blocks_do_not_straddle_pages() {
        let numbers: Vec<u32> = (0..3 * PAGE as u32).map(|at| at.wrapping_mul(0x9e37_79b1)).collect();
        let column = packed(&numbers);
        assert_eq!(column.pages.len(), 3);
        assert!(column.iter().map(|(_, number)| number).eq(numbers));
    }
}
