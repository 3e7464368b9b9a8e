//! The words: the only place in which findings become English.
//!
//! A [`Sentence`] is a list of parts and no text yet: a writer decides how a name looks in a terminal, in Markdown, in HTML,
//! so that no mark is ever put into a text and taken out again. `suspects`, `balance`, `one_snapshot` and `verification` say what was found, `warnings`
//! what of a file cannot be shown as it stands.

pub mod advice;
pub mod balance;
mod not_in_file;
pub mod one_snapshot;
pub mod suspects;
pub mod verification;
mod warnings;
mod what_grows;

#[cfg(test)]
mod cure_tests;
#[cfg(test)]
mod little_tests;
#[cfg(test)]
mod tests;

pub use not_in_file::{hidden_memory, not_in_file};
pub use warnings::warnings;

use std::borrow::Cow;

use super::format;
use crate::redaction::Name;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words of ours.
    Text(Cow<'static, str>),
    /// A name of the heap.
    Name(Name),
    /// A size.
    Bytes(u64),
    /// How many of what.
    Count {
        /// How many.
        count: u64,
        /// What one is called,
        one: &'static str,
        /// and several.
        many: &'static str,
    },
}

impl Part {
    /// The part as it is written where names have no mark.
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Name(name) => Cow::Owned(name.text().as_js_str().to_lossy().into_owned()),
            Self::Bytes(bytes) => format::bytes(*bytes as f64).into(),
            Self::Count { count, one, many } => format::counted(*count, one, many).into(),
        }
    }
}

/// What is said, in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Part>);

impl Sentence {
    /// A sentence of words alone.
    pub fn of(text: impl Into<Cow<'static, str>>) -> Self {
        Self::default().text(text)
    }

    /// Goes on with words.
    pub fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Part::Text(text.into()));
        self
    }

    /// Goes on with a name.
    pub fn name(mut self, name: &Name) -> Self {
        self.0.push(Part::Name(name.clone()));
        self
    }

    /// Goes on with a size.
    pub fn bytes(mut self, bytes: u64) -> Self {
        self.0.push(Part::Bytes(bytes));
        self
    }

    /// Goes on with a count.
    pub fn count(mut self, count: impl Into<u64>, one: &'static str, many: &'static str) -> Self {
        self.0.push(Part::Count { count: count.into(), one, many });
        self
    }

    /// Goes on with another sentence.
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Sentences with a separator between them.
    pub fn joined(sentences: impl IntoIterator<Item = Self>, separator: &'static str) -> Self {
        let mut whole = Self::default();
        for sentence in sentences {
            if !whole.0.is_empty() {
                whole = whole.text(separator);
            }
            whole = whole.then(sentence);
        }
        whole
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence as plain text.
    pub fn plain(&self) -> String {
        self.0.iter().map(Part::plain).collect()
    }
}
