//! Sentences in JSON: in parts, so that the page can show names and numbers in its own way.

use serde::Serialize;

use super::prose::{Part, Sentence};

/// A part of a sentence: `text` is how it is written; a name is marked as such, a size and a count have their number.
#[derive(Clone, Debug, Serialize)]
pub struct PartJson {
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    name: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

/// The parts of a sentence.
pub fn parts(sentence: &Sentence) -> Vec<PartJson> {
    let part = |part: &Part| {
        let (mut bytes, mut count) = (None, None);
        match part {
            Part::Bytes(number) => bytes = Some(*number),
            Part::Count { count: number, .. } => count = Some(*number),
            _ => {}
        }
        PartJson { text: part.plain().into_owned(), name: matches!(part, Part::Name(_)), bytes, count }
    };
    sentence.0.iter().map(part).collect()
}
