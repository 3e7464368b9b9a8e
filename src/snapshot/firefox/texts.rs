//! The texts of the format: written out where they first come up, by number afterwards.

use super::message::Text;
use crate::error::{OutOfMemory, Problem};
use crate::index::{StringIndex, TryPush};
use crate::snapshot::StringTable;
use crate::text::JsStr;

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
    pub fn two_byte(&mut self, text: Text<'_>) -> Result<Option<StringIndex>, Problem> {
        let text = match text {
            Text::Absent => return Ok(None),
            Text::Numbered(number) => return by_number(&self.two_byte, number),
            Text::Written(text) => text,
        };
        let (units, _) = text.as_chunks::<2>();
        for character in char::decode_utf16(units.iter().map(|&unit| u16::from_le_bytes(unit))) {
            match character {
                Ok(character) => append(&mut self.table, character)?,
                Err(lone) => self.table.append_unit(lone.unpaired_surrogate())?,
            }
        }
        Ok(Some(finish(&mut self.table, &mut self.two_byte)?))
    }

    /// A text of one byte a character: the name of a class or a file.
    pub fn one_byte(&mut self, text: Text<'_>) -> Result<Option<StringIndex>, Problem> {
        let text = match text {
            Text::Absent => return Ok(None),
            Text::Numbered(number) => return by_number(&self.one_byte, number),
            Text::Written(text) => text,
        };
        for &byte in text {
            append(&mut self.table, char::from(byte))?;
        }
        Ok(Some(finish(&mut self.table, &mut self.one_byte)?))
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

fn append(table: &mut StringTable, character: char) -> Result<(), OutOfMemory> {
    table.append(character.encode_utf8(&mut [0; 4]).as_bytes())
}

/// Ends the text being written, which gets the next number.
fn finish(table: &mut StringTable, numbers: &mut Vec<StringIndex>) -> Result<StringIndex, OutOfMemory> {
    let index = table.finish_string()?;
    numbers.try_push(index)?;
    Ok(index)
}

fn by_number(numbers: &[StringIndex], number: u64) -> Result<Option<StringIndex>, Problem> {
    let found = usize::try_from(number).ok().and_then(|number| numbers.get(number).copied());
    let limit = numbers.len() as u64;
    found.map(Some).ok_or(Problem::OutOfRange { what: "the number of a text", value: number, limit })
}
