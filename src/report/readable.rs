//! Numbers and names as people read them in a table. The page has its own twin of this in www/views.

use crate::query::rows::shown_distance;
use crate::text::{JsStr, whole, with_one_decimal};

/// Names are cut to this many characters; JSON and CSV have them whole.
const LONGEST_NAME: usize = 120;
const NOT_COMPUTED: &str = "…";
const MINUS: char = '−';

/// A number with a comma between thousands.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A size in DevTools' units: 1 kB = 1,000 B, one decimal below 100.
pub fn bytes(size: f64) -> String {
    if size < 1000.0 {
        return format!("{} B", whole(size));
    }
    let mut scaled = size / 1000.0;
    let mut unit = "kB";
    for larger in ["MB", "GB"] {
        if scaled >= 1000.0 {
            scaled /= 1000.0;
            unit = larger;
        }
    }
    // What would be written as 100.0 has no decimal either.
    if scaled < 99.95 {
        format!("{} {unit}", with_one_decimal(scaled))
    } else {
        format!("{} {unit}", count(scaled.round() as u64))
    }
}

/// A size that may not be computed.
pub fn bytes_if_known(size: Option<u64>) -> String {
    size.map_or_else(|| NOT_COMPUTED.to_owned(), |size| bytes(size as f64))
}

/// A difference of counts, with its sign.
pub fn signed_count(number: i64) -> String {
    sign(number) + &count(number.unsigned_abs())
}

/// A difference of sizes, with its sign.
pub fn signed_bytes(size: i64) -> String {
    sign(size) + &bytes(size.unsigned_abs() as f64)
}

fn sign(number: i64) -> String {
    match number {
        0 => String::new(),
        1.. => "+".to_owned(),
        _ => MINUS.to_string(),
    }
}

/// A distance; a dash for what only the system reaches.
pub fn distance(distance: Option<i32>) -> String {
    match (distance, shown_distance(distance)) {
        (None, _) => NOT_COMPUTED.to_owned(),
        (_, Some(shown)) => count(u64::from(shown.unsigned_abs())),
        _ => MINUS.to_string(),
    }
}

/// An object's name with the marks of its type, as DevTools shows it: `"string"`, `/regexp/`, `function()`, `array[]`.
pub fn object(name: JsStr<'_>, kind: &str) -> String {
    let text = self::name(name);
    match kind {
        "string" | "concatenated string" => format!("\"{text}\""),
        "regexp" => format!("/{text}/"),
        "closure" => format!("{text}()"),
        "array" if text.is_empty() => "(internal array)[]".to_owned(),
        "array" => format!("{text}[]"),
        _ if text.is_empty() => format!("({})", escaped(kind)),
        _ => text,
    }
}

/// An edge's name, with the brackets of a number.
pub fn edge(name: JsStr<'_>, kind: &str) -> String {
    let text = self::name(name);
    if matches!(kind, "element" | "hidden") { format!("[{text}]") } else { text }
}

/// A name of the heap on one line, cut if it is long.
pub fn name(text: JsStr<'_>) -> String {
    let text = text.to_lossy();
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", escaped(text.get(..end).unwrap_or_default())),
        None => escaped(&text),
    }
}

/// Text that cannot steer a terminal or break a line: control characters, and those that turn the direction of writing,
/// are written as escapes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(char)));
            }
            _ if char.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            _ => out.push(char),
        }
    }
    out
}
