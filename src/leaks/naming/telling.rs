//! Which names of links say something, and which of these say it in another process, too.

use crate::classes::CodeOwner;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::redaction::{KEY, Name};
use crate::text::{JsStr, JsString};

/// Names of variables of minified scripts have so many letters at most.
const LONGEST_MINIFIED: usize = 2;

/// So many digits at the end of a name are those of a random number; a time has fewer.
const DIGITS_OF_RANDOM: usize = 16;
/// So many letters and digits behind `$` may be a random number as `toString(36)` writes it.
const LETTERS_OF_RANDOM: usize = 10;

/// Whether a link has a symbol for a name: by these, runtimes and packages find their own objects again.
pub fn is_symbol(name: &Name) -> bool {
    name.text().as_js_str().starts_with("<symbol ")
}

/// Whether a name is what a program writes where it has none: a key that was made of no value.
fn is_of_no_value(name: &Name) -> bool {
    matches!(name.text().as_js_str().as_bytes(), b"" | b"undefined" | b"null" | b"NaN" | b"[object Object]")
}

/// Whether the name of a property says less than the class of what it leads to.
pub fn says_little(name: &Name) -> bool {
    is_symbol(name) || is_of_no_value(name)
}

/// Whether a link is one by which the browser finds its own objects again; it says less than the object's class.
pub fn is_accessor_cache(name: &Name) -> bool {
    let text = name.text();
    text.as_js_str().starts_with("<symbol ") && text.as_js_str().as_bytes().ends_with(b"CachedAccessor>")
}

/// Whether a name is as short as those of minified scripts, which say nothing.
pub fn is_short(name: &Name) -> bool {
    name.text().as_js_str().utf16_len() <= LONGEST_MINIFIED
}

/// Whether a variable that a function keeps is one of a runtime's minified script, so that its name says nothing.
pub fn is_minified(heap: &Heap, function: NodeOrdinal, variable: &Name) -> bool {
    is_short(variable) && heap.code_owner(function) == Some(CodeOwner::Runtime)
}

/// A name without a random number at its end, by which libraries mark what is theirs: it is another in each process. Names with
/// a count or a time behind them (`open$connection01`, `seen1700000000000`) are names like others.
pub fn lasting(name: JsStr<'_>) -> JsStr<'_> {
    let bytes = name.as_bytes();
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let start = bytes.iter().rposition(|&byte| byte == b'$').map_or(bytes.len(), |at| at + 1);
    let (before, behind) = bytes.split_at(start);
    match bytes.len() - digits {
        end @ 1.. if digits >= DIGITS_OF_RANDOM => JsStr::new(bytes.get(..end).unwrap_or(bytes)),
        _ if before.len() > 1 && is_random(behind) => JsStr::new(before),
        _ => name,
    }
}

/// Whether letters and digits are mixed as those of a random number are: several digits, and letters behind some of them.
fn is_random(text: &[u8]) -> bool {
    let digits = || text.iter().filter(|byte| byte.is_ascii_digit()).count();
    text.len() >= LETTERS_OF_RANDOM
        && text.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
        && digits() > 1
        && text.windows(2).any(|two| matches!(two, [b'0'..=b'9', b'a'..=b'z']))
}

/// The name of a link with a star for a random number.
pub fn with_star(name: Name) -> Name {
    let text = name.text();
    let kept = lasting(text.as_js_str());
    if kept == text.as_js_str() {
        return name;
    }
    let mut starred = JsString::from(kept);
    starred.push_str("*");
    Name::data(starred, KEY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_numbers_at_the_end_of_names_are_left_out() {
        let of = |name: &'static str| lasting(JsStr::new(name.as_bytes())).to_lossy().into_owned();
        let cases = [
            ("jQuery4000217775281344809061", "jQuery"),
            ("__reactFiber$k3v9x0q2w1p", "__reactFiber$"),
            ("$$listeners", "$$listeners"),
            ("order$subscribers", "order$subscribers"),
            ("order1700000", "order1700000"),
            ("seen1700000000000", "seen1700000000000"),
            ("open$backend01", "open$backend01"),
            ("v$connection1", "v$connection1"),
            ("state$subscribers02", "state$subscribers02"),
            ("state$3connections", "state$3connections"),
            ("123456789012345", "123456789012345"),
            ("v2", "v2"),
        ];
        for (name, kept) in cases {
            assert_eq!(of(name), kept, "{name}");
        }
    }
}
