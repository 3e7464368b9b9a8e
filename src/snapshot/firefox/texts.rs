//! The texts of the format: written out where they first come up, by number afterwards.

use crate::error::{OutOfMemory, Problem};
use crate::index::StringIndex;
use crate::snapshot::StringTable;
use crate::text::{JsStr, push_unit};

/// All texts so far, by the numbers that the file gives them.
#[derive(Debug, Default)]
pub struct Texts {
    pub table: StringTable,
    two_byte: Vec<StringIndex>,
    one_byte: Vec<StringIndex>,
    own: Vec<(&'static [u8], StringIndex)>,
}

impl Texts {
    /// A text of two bytes a character, least significant first: the name of a type or a link.
    pub fn two_byte(&mut self, text: Option<&[u8]>, number: Option<u64>) -> Result<Option<StringIndex>, Problem> {
        let Some(text) = text else { return by_number(&self.two_byte, number) };
        let (units, _) = text.as_chunks::<2>();
        let mut wtf8 = Vec::new();
        for &unit in units {
            push_unit(&mut wtf8, u16::from_le_bytes(unit));
        }
        add(&mut self.table, &mut self.two_byte, &wtf8).map(Some).map_err(Problem::from)
    }

    /// A text of one byte a character: the name of a class or a file.
    pub fn one_byte(&mut self, text: Option<&[u8]>, number: Option<u64>) -> Result<Option<StringIndex>, Problem> {
        let Some(text) = text else { return by_number(&self.one_byte, number) };
        let text: String = text.iter().map(|&byte| char::from(byte)).collect();
        add(&mut self.table, &mut self.one_byte, text.as_bytes()).map(Some).map_err(Problem::from)
    }

    /// A text of this program's own; there are two.
    pub fn own(&mut self, text: &'static [u8]) -> Result<StringIndex, OutOfMemory> {
        if let Some(&(_, index)) = self.own.iter().find(|(own, _)| *own == text) {
            return Ok(index);
        }
        let index = self.table.add(JsStr::new(text))?;
        self.own.push((text, index));
        Ok(index)
    }

    /// The bytes of a text.
    pub fn get(&self, text: StringIndex) -> &[u8] {
        self.table.get(text).as_bytes()
    }
}

fn add(table: &mut StringTable, numbers: &mut Vec<StringIndex>, text: &[u8]) -> Result<StringIndex, OutOfMemory> {
    let index = table.add(JsStr::new(text))?;
    numbers.try_reserve(1).map_err(|_| OutOfMemory::of::<StringIndex>(numbers.len()))?;
    numbers.push(index);
    Ok(index)
}

fn by_number(numbers: &[StringIndex], number: Option<u64>) -> Result<Option<StringIndex>, Problem> {
    let Some(number) = number else { return Ok(None) };
    let found = usize::try_from(number).ok().and_then(|number| numbers.get(number).copied());
    let limit = numbers.len() as u64;
    found.map(Some).ok_or(Problem::OutOfRange { what: "the number of a text", value: number, limit })
}
