//! Texts that are looked for: as they stand, or as a regular expression.
//!
//! Which regular expressions there are is the front end's business: the command line has a library, the page has the
//! browser's own, which is no byte to download, and asks them in a worker of their own (src/wasm/expressions.rs).

use std::fmt;

use crate::text::JsStr;

/// Says whether a text matches.
pub type Matches = Box<dyn Fn(&str) -> bool>;

/// Makes a regular expression of what stands between the slashes, for any case or not; says what is wrong with it.
pub type CompileRegex<'a> = &'a dyn Fn(&str, bool) -> Result<Matches, String>;

/// A text that is looked for in others.
pub enum Pattern {
    /// In this case.
    Exact(Vec<u8>),
    /// ASCII alone, in any case; lower case here.
    AnyCase(Vec<u8>),
    /// In any case; lower case here.
    AnyCaseUnicode(String),
    /// What an expression says.
    Regex(Matches),
}

impl Pattern {
    /// A text as it stands.
    pub fn text(text: &str, match_case: bool) -> Self {
        match (match_case, text.is_ascii()) {
            (true, _) => Self::Exact(text.into()),
            (false, true) => Self::AnyCase(text.to_ascii_lowercase().into()),
            (false, false) => Self::AnyCaseUnicode(text.to_lowercase()),
        }
    }

    /// Whether it occurs in a text, in WTF-8.
    pub fn matches(&self, text: &[u8]) -> bool {
        match self {
            Self::Exact(wanted) => memchr::memmem::find(text, wanted).is_some(),
            Self::AnyCase(wanted) => contains_in_any_case(text, wanted),
            Self::AnyCaseUnicode(wanted) => JsStr::new(text).to_lossy().to_lowercase().contains(wanted),
            Self::Regex(matches) => matches(&JsStr::new(text).to_lossy()),
        }
    }

    /// How much longer than a look at the bytes it takes, roughly; expressions are asked in batches that are worth a message
    /// between workers.
    pub fn cost(&self) -> usize {
        match self {
            Self::Exact(_) | Self::AnyCase(_) => 1,
            Self::AnyCaseUnicode(_) => 8,
            Self::Regex(_) => 4,
        }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pattern")
    }
}

/// `wanted` is in lower case. Looks for its first byte in both cases, and then at what follows.
fn contains_in_any_case(text: &[u8], wanted: &[u8]) -> bool {
    let Some((&first, _)) = wanted.split_first() else { return true };
    let mut starts = memchr::memchr2_iter(first, first.to_ascii_uppercase(), text);
    starts.any(|at| text.get(at..at + wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
}
