//! What stands in the place of a text that is data: stars and a code that only the key could tell, as long as the text.
//!
//! The code is a keyed hash (SipHash-2-4) of the text, so that equal texts have equal fillers, also in another snapshot of the
//! same program, and nobody without the key can try out which text it was. Codes of short texts can meet: such texts take
//! the next free code, which only then depends on what came before. A filler begins with what no name in code begins with.

use std::collections::HashMap;
use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use crate::error::OutOfMemory;
use crate::text::JsStr;

/// The secret of a copy, or of several.
#[derive(Clone, Copy)]
pub struct Key(pub [u8; 16]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Digits of a code at most: what 59 bits take.
const LONGEST_CODE: usize = 10;
/// Codes of more digits do not meet.
const SURE_CODE: usize = 8;
/// Texts up to this many units begin with one of many signs, to have codes enough: arrows, Braille, signs of mathematics.
const SHORT: usize = 5;
const SIGNS: std::ops::Range<u32> = 0x2794..0x2c00;
/// So many codes are tried before two texts share one.
const MOST_TRIES: u64 = 4096;

/// Fillers of one snapshot.
#[derive(Debug)]
pub struct Fillers {
    key: Key,
    /// The text, by its hash, that has a filler, by its length and code.
    taken: HashMap<(usize, u64), u64>,
}

impl Fillers {
    /// With a key.
    pub fn new(key: Key) -> Self {
        Self { key, taken: HashMap::new() }
    }

    /// The filler of a text: as many UTF-16 units, each a character.
    pub fn filler(&mut self, text: JsStr<'_>) -> Result<String, OutOfMemory> {
        let length = text.utf16_len();
        let code_length = length.saturating_sub(1).min(LONGEST_CODE);
        let signs = if length <= SHORT { u64::from(SIGNS.end - SIGNS.start) } else { 1 };
        let codes = signs * (DIGITS.len() as u64).pow(code_length as u32);
        let hash = self.hash(text, 0);
        let mut code = hash % codes;
        if code_length <= SURE_CODE {
            self.taken.try_reserve(1).map_err(|_| OutOfMemory::of::<[u64; 3]>(self.taken.len() + 1))?;
            for attempt in 1..MOST_TRIES {
                if *self.taken.entry((length, code)).or_insert(hash) == hash {
                    break;
                }
                code = self.hash(text, attempt) % codes;
            }
        }
        Ok(written(length, code_length, signs, code))
    }

    fn hash(&self, text: JsStr<'_>, attempt: u64) -> u64 {
        let mut hasher = SipHasher24::new_with_key(&self.key.0);
        hasher.write_u64(attempt);
        hasher.write(text.as_bytes());
        hasher.finish()
    }
}

fn written(length: usize, code_length: usize, signs: u64, mut code: u64) -> String {
    let mut digits = String::new();
    for _ in 0..code_length {
        let digit = code % DIGITS.len() as u64;
        digits.push(DIGITS.get(digit as usize).map_or('0', |&digit| char::from(digit)));
        code /= DIGITS.len() as u64;
    }
    let stars = length - code_length;
    let mut filler = match signs {
        1 => "*".repeat(stars),
        _ if stars == 0 => String::new(),
        _ => char::from_u32(SIGNS.start + (code % signs) as u32).unwrap_or('*').to_string(),
    };
    filler.push_str(&digits);
    filler
}
