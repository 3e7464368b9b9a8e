//! The same snapshot without data.
//!
//! Two passes: the heap is read as always, and [`Redaction`] notes what each of its strings is used for and which names are
//! the program's own; then the file goes by once more, and only its strings are written anew. So a copy needs the memory of
//! the heap and no more, however long the file is, and the first can be given back before the second begins.

mod filler;
mod kept;
mod uses;

#[cfg(test)]
mod tests;

pub use filler::Key;

use self::filler::Fillers;
use self::uses::{StringUses, Uses};
use super::OwnNames;
use crate::error::{OutOfMemory, ReadError};
use crate::heap::Heap;
use crate::index::StringIndex;
use crate::snapshot::Input;
use crate::snapshot::v8::{Copier, Rewrite};
use crate::text::{JsStr, JsString};

/// What a snapshot's strings are replaced by.
#[derive(Debug)]
pub struct Redaction {
    own: OwnNames,
    uses: StringUses,
    fillers: Fillers,
}

impl Redaction {
    /// Of a heap. Copies made with one key have equal replacements for equal texts.
    ///
    /// # Errors
    ///
    /// When there is no memory for two bytes per string.
    pub fn of(heap: &Heap, key: Key) -> Result<Self, OutOfMemory> {
        Ok(Self { own: OwnNames::of(heap)?, uses: StringUses::of(heap)?, fillers: Fillers::new(key) })
    }

    /// Lets stand what the code in another snapshot of the program names, too: V8 throws code away, and copies of two
    /// snapshots fit together only if one rule was used for both.
    ///
    /// # Errors
    ///
    /// When there is no memory for the names.
    pub fn add_names_of(&mut self, heap: &Heap) -> Result<(), OutOfMemory> {
        self.own.extend(OwnNames::of(heap)?);
        Ok(())
    }

    /// The same with the names of another heap's code as they come from another worker ([`OwnNames::lines`]).
    ///
    /// # Errors
    ///
    /// When there is no memory for the names.
    pub fn add_names(&mut self, lines: &[u8]) -> Result<(), OutOfMemory> {
        self.own.add_lines(lines)
    }

    /// What stands in the copy in the place of a text that is used for `uses`.
    fn replacement(&mut self, text: JsStr<'_>, uses: Uses) -> Result<JsString, OutOfMemory> {
        let mut replaced = JsString::default();
        for (piece, is_kept) in kept::pieces(text, uses, &self.own) {
            if is_kept {
                replaced.push(piece);
            } else {
                replaced.push_str(&self.fillers.filler(piece)?);
            }
        }
        Ok(replaced)
    }
}

impl Rewrite for Redaction {
    fn rewrite(&mut self, index: StringIndex, text: JsStr<'_>) -> Result<JsString, OutOfMemory> {
        self.replacement(text, self.uses.get(index))
    }
}

/// Takes the bytes of the file that a heap was read from, as they are stored, and gives those of its redacted copy, unpacked.
#[derive(Debug)]
pub struct RedactedCopy(Input<Copier>);

impl RedactedCopy {
    /// A copy of a file of `stored_bytes`, or of an archive's entry.
    pub fn new(redaction: Redaction, stored_bytes: u64, entry: Option<String>) -> Self {
        let strings = redaction.uses.file_strings();
        Self(Input::into_sink(stored_bytes, Copier::new(Box::new(redaction), strings)).of_entry(entry))
    }

    /// Takes the next bytes of the file and gives the next of the copy.
    ///
    /// # Errors
    ///
    /// When the file is no snapshot in V8's format, or damaged.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
        self.0.push(bytes)?;
        Ok(self.0.sink_mut().take())
    }

    /// The last bytes of the copy.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or not the one that the heap was read from. What has been given then is no snapshot.
    pub fn finish(self) -> Result<Vec<u8>, ReadError> {
        let mut copier = self.0.finish_sink()?;
        let rest = copier.take();
        copier.finish().map(|()| rest)
    }
}
