//! What of a heap's names is the program's own, and what is data of the people who used it.
//!
//! A snapshot does not tell apart `cache.limit` and `sessions['mary@example.org']`: both are links with a name. What does
//! tell them apart is the code: V8 keeps the names that code uses in the constant pools of its bytecode, in scope infos and
//! in the templates of literals, and a key that was computed at run time is in none of these. So a name is the program's
//! own if code in the same heap names it, or if it is one of the well-known names of the runtimes; everything else counts as
//! data, also what may be a name of code that V8 has thrown away since. Texts of strings, sources of regular expressions,
//! numbers and attributes of elements are always data. docs/redaction.md says the same to people.
//!
//! Everything that is shown of a heap is a [`Name`]: segments, each the program's own or data with what stands in its place
//! when redacted. `own_names` collects the names that code names, `well_known` those of the runtimes, `by_text` says what
//! of a text is the program's own, `namer` makes names of nodes, edges and classes, `copy` rewrites a whole snapshot.

mod by_text;
pub mod copy;
mod namer;
mod own_names;
mod scripts;
mod well_known;

#[cfg(test)]
mod tests;

pub use namer::Namer;
pub use own_names::OwnNames;
pub use scripts::script_file;
pub use well_known::contains as is_well_known;

use crate::text::{JsStr, JsString};

/// Stands for the name of a property that is data.
pub const KEY: &str = "[*]";
/// Stands behind the name of a function of which a call is meant.
pub const CALL: &str = "()";
/// Stands for a piece of a name that is data.
const PIECE: &str = "*";

/// A piece of a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Segment {
    text: JsString,
    /// What to show in its place when redacted, if it is data.
    instead: Option<JsString>,
}

/// A name of the heap, in pieces that are the program's own or data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    segments: Vec<Segment>,
}

impl Name {
    /// A name that is the program's own, or ours.
    pub fn own(text: impl Into<JsString>) -> Self {
        let mut name = Self::default();
        name.push_own(text);
        name
    }

    /// A name that is data.
    pub fn data(text: impl Into<JsString>, instead: impl Into<JsString>) -> Self {
        let mut name = Self::default();
        name.push_data(text, instead);
        name
    }

    /// Appends a piece that is the program's own, or ours.
    pub fn push_own(&mut self, text: impl Into<JsString>) {
        self.segments.push(Segment { text: text.into(), instead: None });
    }

    /// Appends a piece that is data.
    pub fn push_data(&mut self, text: impl Into<JsString>, instead: impl Into<JsString>) {
        self.segments.push(Segment { text: text.into(), instead: Some(instead.into()) });
    }

    /// Appends another name.
    pub fn push(&mut self, other: Self) {
        self.segments.extend(other.segments);
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.segments.iter().all(|segment| segment.text.as_js_str().is_empty())
    }

    /// Whether a piece of it is data.
    pub fn has_data(&self) -> bool {
        self.segments.iter().any(|segment| segment.instead.is_some())
    }

    /// The whole name as it stands in the heap.
    pub fn text(&self) -> JsString {
        let mut text = JsString::default();
        for segment in &self.segments {
            text.push(segment.text.as_js_str());
        }
        text
    }

    /// The same without data.
    pub fn redacted(&self) -> JsString {
        let mut text = JsString::default();
        for segment in &self.segments {
            text.push(segment.instead.as_ref().unwrap_or(&segment.text).as_js_str());
        }
        text
    }

    /// Leaves out all data, for good.
    pub fn redact(&mut self) {
        if self.has_data() {
            *self = Self::own(self.redacted());
        }
    }

    /// The first `longest` characters, with a mark if there are more.
    pub fn cut(mut self, longest: usize) -> Self {
        let mut left = longest;
        let mut kept = Vec::new();
        let is_longer = self.text().as_js_str().to_lossy().chars().count() > longest;
        if !is_longer {
            return self;
        }
        for mut segment in self.segments.drain(..) {
            if left == 0 {
                break;
            }
            let text = segment.text.as_js_str().to_lossy().into_owned();
            let short: String = text.chars().take(left).collect();
            left -= short.chars().count();
            segment.text = JsString::from(short.as_str());
            kept.push(segment);
        }
        kept.push(Segment { text: JsString::from("…"), instead: Some(JsString::default()) });
        Self { segments: kept }
    }

    /// A name of C++ without what stands between the brackets of its templates: `blink::HeapVector<…>`.
    pub fn without_template_arguments(&self) -> Self {
        let mut name = self.clone();
        for segment in &mut name.segments {
            let text = segment.text.as_js_str().to_lossy().into_owned();
            if text.contains("::") && text.contains('<') {
                segment.text = JsString::from(cut_templates(&text).as_str());
            }
        }
        name
    }

    /// The pieces as pairs of text and what stands in its place, to be sent to another worker.
    pub fn pieces(&self) -> impl Iterator<Item = (&JsString, Option<&JsString>)> {
        self.segments.iter().map(|segment| (&segment.text, segment.instead.as_ref()))
    }
}

impl From<JsStr<'_>> for Name {
    fn from(text: JsStr<'_>) -> Self {
        Self::own(JsString::from(text))
    }
}

fn cut_templates(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0u32;
    for character in text.chars() {
        if character == '<' {
            if depth == 0 {
                out.push_str("<…>");
            }
            depth += 1;
        } else if character == '>' && depth > 0 {
            depth -= 1;
        } else if depth == 0 {
            out.push(character);
        }
    }
    out
}
