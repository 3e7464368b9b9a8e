//! Strings of a heap: JavaScript strings, which may hold lone surrogates and so are not always Unicode.
//!
//! They are kept in WTF-8: UTF-8 that may also encode a lone surrogate in three bytes. Lengths and order are those of
//! JavaScript, by UTF-16 code unit (docs/semantics.md, terms), because class names, sorting and cut-offs depend
//! on them.

use std::borrow::Cow;
use std::fmt;

/// A whole number in digits. Sums are kept as floating-point numbers; the library's way to write any such number is large.
pub fn whole(number: f64) -> String {
    (number.round() as i64).to_string()
}

/// A number of at least zero with one decimal.
pub fn with_one_decimal(number: f64) -> String {
    let tenths = (number * 10.0).round() as u64;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A borrowed JavaScript string in WTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct JsStr<'a>(&'a [u8]);

impl<'a> JsStr<'a> {
    /// Wraps bytes that are WTF-8: from [`JsString`] or from a literal.
    pub fn new(wtf8: &'a [u8]) -> Self {
        Self(wtf8)
    }

    /// The WTF-8 bytes.
    pub fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// Whether there is no character.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Whether the text is exactly `text`.
    pub fn is(self, text: &str) -> bool {
        self.0 == text.as_bytes()
    }

    /// Whether the text starts with `text`.
    pub fn starts_with(self, text: &str) -> bool {
        self.0.starts_with(text.as_bytes())
    }

    /// Length in UTF-16 code units.
    pub fn utf16_len(self) -> usize {
        self.0.iter().map(|&byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
    }

    /// The leading decimal integer as JavaScript's `parseInt` reads it: after blanks, with a sign. Of more than 38 digits the
    /// last places may differ.
    pub fn parse_int(self) -> Option<f64> {
        // JavaScript's blanks: those of Unicode and the byte order mark, without U+0085.
        let is_blank = |mark: char| mark == '\u{feff}' || mark.is_whitespace() && mark != '\u{85}';
        let text = self.to_lossy();
        let text = text.trim_start_matches(is_blank);
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1.0, rest),
            None => (1.0, text.strip_prefix('+').unwrap_or(text)),
        };
        let mut digits = digits.bytes().take_while(u8::is_ascii_digit).map(|digit| digit - b'0').peekable();
        digits.peek()?;
        // Whole numbers, that only the end rounds.
        let exact = digits.by_ref().take(38).fold(0u128, |value, digit| value * 10 + u128::from(digit));
        Some(sign * digits.fold(exact as f64, |value, digit| value * 10.0 + f64::from(digit)))
    }

    /// The text for showing; each lone surrogate becomes U+FFFD.
    pub fn to_lossy(self) -> Cow<'a, str> {
        match std::str::from_utf8(self.0) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(char::decode_utf16(self.units()).map(|unit| unit.unwrap_or('\u{fffd}')).collect()),
        }
    }

    /// The text from a byte on at which a character starts.
    pub fn after(self, bytes: usize) -> Self {
        Self(self.0.get(bytes..).unwrap_or_default())
    }

    /// The UTF-16 code units.
    pub fn units(self) -> impl Iterator<Item = u16> + 'a {
        units_from(self.0, 0)
    }

    /// Appends the text as a JSON string with quotes: what JavaScript's `JSON.stringify` writes (lone surrogates escaped), and
    /// escapes, too, for what terminals obey: control characters from U+007F to U+009F, and marks of direction.
    pub fn write_json(self, out: &mut Vec<u8>) {
        out.push(b'"');
        let mut rest = self.0;
        while let Some((&byte, tail)) = rest.split_first() {
            match byte {
                b'"' => out.extend_from_slice(b"\\\""),
                b'\\' => out.extend_from_slice(b"\\\\"),
                b'\n' => out.extend_from_slice(b"\\n"),
                b'\r' => out.extend_from_slice(b"\\r"),
                b'\t' => out.extend_from_slice(b"\\t"),
                0x08 => out.extend_from_slice(b"\\b"),
                0x0c => out.extend_from_slice(b"\\f"),
                0..0x20 | 0x7f => write_unit_escape(u16::from(byte), out),
                _ if let Some(length) = length_to_escape(rest) => {
                    if let Some(unit) = units_from(rest, 0).next() {
                        write_unit_escape(unit, out);
                    }
                    rest = rest.get(length..).unwrap_or_default();
                    continue;
                }
                _ => out.push(byte),
            }
            rest = tail;
        }
        out.push(b'"');
    }
}

/// Whether a character steers a terminal: a control character, or one that turns the direction of writing, by which a name
/// can be made to look like another.
pub fn steers_terminals(char: char) -> bool {
    let turns = matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || char.is_control()
}

/// How many bytes the first character has if it is none of ASCII and is written as an escape: a lone surrogate, or one that
/// [steers terminals](steers_terminals).
fn length_to_escape(rest: &[u8]) -> Option<usize> {
    match rest {
        [0xc2, 0x80..=0x9f, ..] | [0xd8, 0x9c, ..] => Some(2),
        [0xe2, 0x80, 0x8e | 0x8f | 0xa8..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..] | [0xed, 0xa0..=0xff, ..] => {
            Some(3)
        }
        _ => None,
    }
}

impl fmt::Debug for JsStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_lossy(), f)
    }
}

impl fmt::Display for JsStr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_lossy())
    }
}

/// An owned JavaScript string in WTF-8, built piece by piece.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct JsString(Vec<u8>);

impl JsString {
    /// Appends a piece; a high surrogate at the seam joins a low one.
    pub fn push(&mut self, piece: JsStr<'_>) {
        let low = match piece.as_bytes() {
            [0xed, 0xb0..=0xbf, _, ..] => piece.units().next(),
            _ => None,
        };
        match low {
            Some(unit) if ends_with_high_surrogate(&self.0) => {
                push_unit(&mut self.0, unit);
                self.0.extend_from_slice(piece.as_bytes().get(3..).unwrap_or_default());
            }
            _ => self.0.extend_from_slice(piece.as_bytes()),
        }
    }

    /// Appends text that is Unicode.
    pub fn push_str(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    /// The string, borrowed.
    pub fn as_js_str(&self) -> JsStr<'_> {
        JsStr(&self.0)
    }
}

impl<'a> From<JsStr<'a>> for Cow<'a, [u8]> {
    fn from(text: JsStr<'a>) -> Self {
        Self::Borrowed(text.0)
    }
}

impl From<JsString> for Cow<'_, [u8]> {
    fn from(text: JsString) -> Self {
        Self::Owned(text.0)
    }
}

impl From<JsStr<'_>> for JsString {
    fn from(text: JsStr<'_>) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl From<&str> for JsString {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl fmt::Debug for JsString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_js_str().fmt(f)
    }
}

/// Appends one UTF-16 code unit to WTF-8; a low surrogate after a high one makes one character.
pub fn push_unit(wtf8: &mut Vec<u8>, unit: u16) {
    let unit = u32::from(unit);
    if (0xdc00..0xe000).contains(&unit) && ends_with_high_surrogate(wtf8) {
        let high = units_from(wtf8, wtf8.len() - 3).next().map_or(0, u32::from);
        wtf8.truncate(wtf8.len() - 3);
        push_code_point(wtf8, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
    } else {
        push_code_point(wtf8, unit);
    }
}

fn push_code_point(wtf8: &mut Vec<u8>, point: u32) {
    let tail = |shift: u32| 0x80 | (point >> shift & 0x3f) as u8;
    match point {
        0..0x80 => wtf8.push(point as u8),
        0x80..0x800 => wtf8.extend_from_slice(&[0xc0 | (point >> 6) as u8, tail(0)]),
        0x800..0x10000 => wtf8.extend_from_slice(&[0xe0 | (point >> 12) as u8, tail(6), tail(0)]),
        _ => wtf8.extend_from_slice(&[0xf0 | (point >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

fn ends_with_high_surrogate(wtf8: &[u8]) -> bool {
    matches!(wtf8, [.., 0xed, 0xa0..=0xaf, _])
}

fn write_unit_escape(unit: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
}

/// UTF-16 code units of WTF-8 from a character's first byte on.
fn units_from(wtf8: &[u8], start: usize) -> impl Iterator<Item = u16> + '_ {
    let mut rest = wtf8.get(start..).unwrap_or_default();
    let mut low = None;
    std::iter::from_fn(move || {
        if let Some(unit) = low.take() {
            return Some(unit);
        }
        let (&lead, _) = rest.split_first()?;
        let length = match lead {
            0..0xc0 => 1,
            0xc0..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        let (char_bytes, tail) = rest.split_at(length.min(rest.len()));
        rest = tail;
        let lead_bits = if length == 1 { 0x7f } else { 0x7f >> length };
        let point = char_bytes
            .iter()
            .skip(1)
            .fold(u32::from(lead & lead_bits), |point, &byte| point << 6 | u32::from(byte & 0x3f));
        if point < 0x10000 {
            return Some(point as u16);
        }
        low = Some((0xdc00 + ((point - 0x10000) & 0x3ff)) as u16);
        Some((0xd800 + ((point - 0x10000) >> 10)) as u16)
    })
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
