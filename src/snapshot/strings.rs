//! The string table of a snapshot: many strings, most of them short, found by position.
//!
//! Strings lie in blocks of 4,096, each block with its bytes in one piece and 4 bytes per string for its end. No single
//! allocation grows with the file, nothing is ever copied on growth, and the total may pass 4 GiB where memory allows.

use crate::error::OutOfMemory;
use crate::index::{Position, StringIndex, TryPush};
use crate::text::{JsStr, push_unit};

const BLOCK_BITS: u32 = 12;
const BLOCK: usize = 1 << BLOCK_BITS;

#[derive(Debug, Default)]
struct Block {
    bytes: Vec<u8>,
    /// Where each string of the block ends in `bytes`.
    ends: Vec<u32>,
}

/// No string keeps more bytes: a program with two such would need 32 MB for a name that no screen shows. What comes after
/// that is left out and counted. V8 cuts after 1,024 characters; whole texts of this length are made up, or data in Hermes.
const MOST_BYTES: usize = 16 << 20;

/// All strings of a snapshot, in WTF-8.
#[derive(Debug, Default)]
pub struct StringTable {
    full: Vec<Block>,
    /// The block being filled; it starts at string `full.len() * BLOCK`.
    open: Block,
    /// Bytes of the string being written, at the end of `open.bytes`, start here.
    start: usize,
    /// Whether the end of that string was left out.
    is_cut: bool,
    cut: u64,
}

impl StringTable {
    /// Number of finished strings.
    pub fn len(&self) -> usize {
        self.full.len() * BLOCK + self.open.ends.len()
    }

    /// Whether there is no string.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The string at a position of this table.
    ///
    /// Positions that were not handed out by this table give the empty string.
    #[inline]
    pub fn get(&self, position: StringIndex) -> JsStr<'_> {
        let index = position.index();
        let block = self.full.get(index >> BLOCK_BITS).unwrap_or(&self.open);
        let local = index & (BLOCK - 1);
        let start = local.checked_sub(1).and_then(|before| block.ends.get(before)).map_or(0, |&end| end as usize);
        let end = block.ends.get(local).map_or(start, |&end| end as usize);
        JsStr::new(block.bytes.get(start..end).unwrap_or_default())
    }

    /// All strings with their positions, in order.
    pub fn iter(&self) -> impl Iterator<Item = (StringIndex, JsStr<'_>)> {
        (0..self.len()).map(|index| (StringIndex::at(index), self.get(StringIndex::at(index))))
    }

    /// Adds a whole string and returns its position.
    pub fn add(&mut self, text: JsStr<'_>) -> Result<StringIndex, OutOfMemory> {
        self.append(text.as_bytes())?;
        self.finish_string()
    }

    /// How many strings were longer than is kept.
    pub fn cut(&self) -> u64 {
        self.cut
    }

    /// Adds bytes to the string being written.
    #[inline]
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), OutOfMemory> {
        let room = MOST_BYTES - (self.open.bytes.len() - self.start);
        let bytes = if bytes.len() > room || self.is_cut { self.first(bytes, room) } else { bytes };
        if self.open.bytes.capacity() - self.open.bytes.len() < bytes.len() {
            self.open.bytes.try_reserve(bytes.len()).map_err(|_| OutOfMemory::of::<u8>(bytes.len()))?;
        }
        self.open.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Adds a UTF-16 unit; it may join a high surrogate of the same string, never one of the string before.
    pub fn append_unit(&mut self, unit: u16) -> Result<(), OutOfMemory> {
        if self.is_cut {
            return Ok(());
        }
        let bytes = &mut self.open.bytes;
        let mut tail = bytes.split_off(bytes.len().saturating_sub(3).max(self.start));
        push_unit(&mut tail, unit);
        self.append(&tail)
    }

    /// The bytes of the string being written, to be looked at or changed at their end.
    pub fn written(&mut self) -> (&mut Vec<u8>, usize) {
        (&mut self.open.bytes, self.start)
    }

    /// Ends the string being written and returns its position.
    #[inline]
    pub fn finish_string(&mut self) -> Result<StringIndex, OutOfMemory> {
        let position = StringIndex::at(self.len());
        let end = self.open.bytes.len();
        let end = u32::try_from(end).map_err(|_| OutOfMemory { bytes: end as u64 })?;
        self.open.ends.try_push(end)?;
        self.start = end as usize;
        self.cut += u64::from(std::mem::take(&mut self.is_cut));
        if self.open.ends.len() == BLOCK {
            self.close_block()?;
        }
        Ok(position)
    }

    /// Adds all strings of another table behind the finished ones, in runs: nothing is looked at one by one.
    ///
    /// # Errors
    ///
    /// If there is not enough memory.
    pub fn add_all(&mut self, other: &Self) -> Result<(), OutOfMemory> {
        for Block { bytes, ends } in other.full.iter().chain([&other.open]) {
            let (mut start, mut ends) = (0, ends.as_slice());
            while let Some((run, rest)) = ends.split_at_checked(ends.len().min(BLOCK - self.open.ends.len()))
                && let Some(&end) = run.last()
            {
                let before = self.start;
                self.append(bytes.get(start as usize..end as usize).unwrap_or_default())?;
                let after = self.open.bytes.len();
                u32::try_from(after).map_err(|_| OutOfMemory { bytes: after as u64 })?;
                self.open.ends.try_extend(run.iter().map(|end| end - start + before as u32))?;
                self.start = after;
                (start, ends) = (end, rest);
                if self.open.ends.len() == BLOCK {
                    self.close_block()?;
                }
            }
        }
        self.cut += other.cut;
        Ok(())
    }

    /// The characters of `bytes` for which there is room; none once some were left out.
    #[cold]
    fn first<'b>(&mut self, bytes: &'b [u8], room: usize) -> &'b [u8] {
        if std::mem::replace(&mut self.is_cut, true) {
            return &[];
        }
        let is_start = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 != 0x80);
        let end = (0..=room).rev().find(is_start).unwrap_or(0);
        bytes.get(..end).unwrap_or_default()
    }

    /// Puts the full block away in exactly the memory it needs; the open block keeps its room for the next one.
    fn close_block(&mut self) -> Result<(), OutOfMemory> {
        let mut block = Block::default();
        block.bytes.try_reserve_exact(self.start).map_err(|_| OutOfMemory::of::<u8>(self.start))?;
        block.bytes.extend_from_slice(&self.open.bytes);
        block.ends.try_reserve_exact(BLOCK).map_err(|_| OutOfMemory::of::<u32>(BLOCK))?;
        block.ends.extend_from_slice(&self.open.ends);
        self.full.try_reserve(1).map_err(|_| OutOfMemory::of::<Block>(1))?;
        self.full.push(block);
        self.open.bytes.clear();
        self.open.ends.clear();
        self.start = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn strings_come_back_across_blocks() {
        let mut table = StringTable::default();
        let texts: Vec<String> =
            (0..3 * BLOCK + 5).map(|i| if i % 7 == 0 { String::new() } else { format!("s{i}") }).collect();
        for (index, text) in texts.iter().enumerate() {
            assert_eq!(table.add(JsStr::new(text.as_bytes())).unwrap(), StringIndex::at(index));
        }
        assert_eq!(table.len(), texts.len());
        for (index, text) in table.iter() {
            assert!(text.is(&texts[index.index()]));
        }
    }

    #[test]
    fn tables_behind_each_other_are_as_one() {
        let mut whole = StringTable::default();
        let mut joined = StringTable::default();
        for length in [0, 1, BLOCK - 7, 12, BLOCK + 3, 0] {
            let mut part = StringTable::default();
            for at in 0..length {
                let text = "é".repeat(at % 5) + &format!("{length} {at}");
                part.add(JsStr::new(text.as_bytes())).unwrap();
                whole.add(JsStr::new(text.as_bytes())).unwrap();
            }
            joined.add_all(&part).unwrap();
            assert_eq!(joined.len(), whole.len());
        }
        assert!(joined.iter().map(|(_, text)| text).eq(whole.iter().map(|(_, text)| text)));
    }

    #[test]
    #[cfg_attr(miri, ignore = "megabytes take hours there")]
    fn a_string_without_end_is_cut_between_characters() {
        let (mut table, piece) = (StringTable::default(), "ä".repeat(1 << 20));
        table.append(b"x").unwrap();
        for _ in 0..20 {
            table.append(piece.as_bytes()).unwrap();
        }
        table.append_unit(0x61).unwrap();
        let long = table.finish_string().unwrap();
        let whole = table.add(JsStr::new(&vec![b'y'; MOST_BYTES])).unwrap();
        assert_eq!(table.get(long).as_bytes().len(), MOST_BYTES - 1);
        assert!(std::str::from_utf8(table.get(long).as_bytes()).unwrap().ends_with('ä'));
        assert_eq!((table.get(whole).as_bytes().len(), table.cut()), (MOST_BYTES, 1));
    }

    #[test]
    fn a_position_out_of_range_is_the_empty_string() {
        let mut table = StringTable::default();
        table.add(JsStr::new(b"only")).unwrap();
        assert!(table.get(StringIndex(1)).is_empty());
        assert!(table.get(StringIndex(u32::MAX)).is_empty());
    }
}
