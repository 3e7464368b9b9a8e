//! The names of a WeakMap's entries. V8 writes an entry as two internal edges, one from the table and one from the key, and
//! tells only by their names that they belong together.

use std::ops::Range;

use crate::text::JsStr;

/// The part that both edges of a WeakMap entry share, and the table's id, if a name has that form:
/// digits, ` / part of key (… @7) -> value (… @9) pair in WeakMap (table @5)`.
pub fn parse(name: JsStr<'_>) -> Option<(JsStr<'_>, u64)> {
    let parts = Parts::of(name.as_bytes())?;
    Some((JsStr::new(parts.shared), parts.table_id))
}

/// Where the names of key and value stand in such a name.
pub fn names(name: JsStr<'_>) -> Option<[Range<usize>; 2]> {
    let parts = Parts::of(name.as_bytes())?;
    Some([parts.key, parts.value])
}

/// What such a name is made of.
struct Parts<'a> {
    shared: &'a [u8],
    table_id: u64,
    key: Range<usize>,
    value: Range<usize>,
}

impl<'a> Parts<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let (&first, &last) = (bytes.first()?, bytes.last()?);
        if last != b')' || !first.is_ascii_digit() {
            return None;
        }
        let shared = after_digits(bytes)?;
        let rest = shared.strip_prefix(b" / part of key (")?;
        let start = bytes.len() - rest.len();
        let (rest, table_id) = before_digits(rest.strip_suffix(b")")?)?;
        let (rest, _) = before_digits(rest.strip_suffix(b") pair in WeakMap (table @")?)?;
        let key_and_value = rest.strip_suffix(b" @")?;
        let separator = b") -> value (";
        let key_end = |at: usize| {
            let (key, _) = before_digits(key_and_value.get(..at)?)?;
            key.strip_suffix(b" @").map(|key| (key.len(), at + separator.len()))
        };
        // Names are short and many: what searches long texts would take longer to set up.
        let mut ends = key_and_value.windows(separator.len()).enumerate().filter(|&(_, bytes)| bytes == separator);
        let (key, value) = ends.find_map(|(at, _)| key_end(at))?;
        let one_line = !(0..key_and_value.len()).any(|at| is_line_break(key_and_value.get(at..).unwrap_or_default()));
        let (key, value) = (start..start + key, start + value..start + key_and_value.len());
        one_line.then_some(Self { shared, table_id, key, value })
    }
}

/// Whether a text begins with what a regular expression's dot does not match.
fn is_line_break(text: &[u8]) -> bool {
    matches!(text, [b'\n' | b'\r', ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..])
}

fn after_digits(bytes: &[u8]) -> Option<&[u8]> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    bytes.get(digits..).filter(|_| digits > 0)
}

/// What stands before the digits at the end, and their value.
fn before_digits(bytes: &[u8]) -> Option<(&[u8], u64)> {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (rest, number) = bytes.split_at(bytes.len() - digits);
    // No id is as large as what does not fit.
    let push = |value: u64, digit: &u8| value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    (digits > 0).then(|| (rest, number.iter().fold(0, push)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, u64)> {
        parse(JsStr::new(text.as_bytes())).map(|(shared, table)| (shared.to_string(), table))
    }

    #[test]
    fn the_form_of_a_weakmap_entry() {
        let shared = " / part of key (Object @7) -> value (a) -> value (b @1 @9) pair in WeakMap (table @5)";
        assert_eq!(parsed(&format!("12{shared}")), Some((shared.to_owned(), 5)));
        for wrong in [
            shared.to_owned(),
            format!("12{shared} "),
            "1 / part of key (Object 7) -> value (b @9) pair in WeakMap (table @5)".to_owned(),
            "1 / part of key (Object @7) -> value (b @) pair in WeakMap (table @5)".to_owned(),
            "1 / part of key (Object @7) -> value (b\n @9) pair in WeakMap (table @5)".to_owned(),
            "1 / part of key (Object\u{2028} @7) -> value (b @9) pair in WeakMap (table @5)".to_owned(),
            "1)".to_owned(),
            String::new(),
        ] {
            assert_eq!(parsed(&wrong), None, "{wrong}");
        }
    }
}
