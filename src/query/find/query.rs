//! What was typed into a find box → conditions, all of which have to hold.
//!
//! | typed | an object is found if |
//! | --- | --- |
//! | `@47863` | it has this id |
//! | `session store` | its class, its name or one of its properties has this text, spaces included |
//! | `/^on[A-Z]/`, `/error/i` | the same by a regular expression |
//! | `class:Session` `name:x` `string:x` `property:x` | the text is there; `"…"` for spaces, `/…/` for an expression |
//! | `type:closure` | it is of this node type |
//! | `detached` | it is a DOM node in no document |
//! | `retained>1MB` `shallow<=64` `distance<5` | the figure is so |
//!
//! A word that is none of these is text, so that addresses and times can be looked for as they stand.

use super::pattern::{CompileRegex, Pattern};
use crate::heap::Phase;

/// What makes no query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// Nothing was typed.
    #[error("nothing to look for")]
    Empty,
    /// An expression is none.
    #[error("/{0}/ is no regular expression: {1}")]
    Regex(String, String),
}

/// Where a text is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the names of the class, the object and its properties.
    Anywhere,
    /// In the name of the class.
    Class,
    /// In the name of the object, which of a string is its text.
    Name,
    /// In the text of strings.
    String,
    /// In the names of properties and variables.
    Property,
}

/// A comparison with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Than {
    least: u64,
    most: u64,
}

impl Than {
    /// Whether a number is so.
    pub fn holds(self, number: u64) -> bool {
        self.least <= number && number <= self.most
    }
}

/// What has to be so of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It has this id.
    Id(u32),
    /// Its node type is called so.
    Type(String),
    /// It is a DOM node in no document.
    Detached,
    /// Its own bytes.
    ShallowSize(Than),
    /// The bytes that it keeps alive.
    RetainedSize(Than),
    /// Its distance, as it is shown.
    Distance(Than),
    /// The pattern at this position occurs.
    Text(Scope, usize),
}

/// Conditions, all of which have to hold.
#[derive(Debug, Default)]
pub struct FindQuery {
    /// Those that are decided quickly come first.
    pub(super) conditions: Vec<Condition>,
    /// What texts are looked for.
    pub(super) patterns: Vec<Pattern>,
}

impl FindQuery {
    /// Reads what was typed. Case matters to texts if `match_case`; to expressions, unless an `i` stands behind them.
    ///
    /// # Errors
    ///
    /// If nothing is looked for, or an expression is none.
    pub fn parse(typed: &str, match_case: bool, compile: CompileRegex<'_>) -> Result<Self, FindError> {
        let mut query = Self::default();
        let typed = typed.trim();
        if let Some((expression, any_case)) = expression(typed) {
            query.add_regex(Scope::Anywhere, expression, any_case, compile)?;
            return Ok(query);
        }
        let mut texts: Vec<(Scope, &str)> = Vec::new();
        let mut phrase: Vec<&str> = Vec::new();
        for word in words(typed) {
            if let Some(condition) = condition(word) {
                query.conditions.push(condition);
            } else if let Some((scope, text)) = scoped(word) {
                texts.push((scope, text));
            } else {
                phrase.push(unquoted(word));
            }
        }
        let phrase = phrase.join(" ");
        texts.extend(Some((Scope::Anywhere, phrase.as_str())).filter(|(_, phrase)| !phrase.is_empty()));
        for (scope, text) in texts {
            match expression(text) {
                Some((expression, any_case)) => query.add_regex(scope, expression, any_case, compile)?,
                None => query.add(scope, Pattern::text(unquoted(text), match_case)),
            }
        }
        if query.conditions.is_empty() { Err(FindError::Empty) } else { Ok(query) }
    }

    /// What has to be computed before the answer is right.
    pub fn needs(&self) -> Option<Phase> {
        let needs = |condition: &Condition| match condition {
            Condition::RetainedSize(_) => Some(Phase::RetainedSizes),
            Condition::Distance(_) => Some(Phase::Distances),
            _ => None,
        };
        // Distances come after retained sizes, unless somebody waits for retainers.
        self.conditions.iter().filter_map(needs).max_by_key(|phase| *phase == Phase::Distances)
    }

    fn add(&mut self, scope: Scope, pattern: Pattern) {
        self.conditions.push(Condition::Text(scope, self.patterns.len()));
        self.patterns.push(pattern);
    }

    fn add_regex(
        &mut self,
        scope: Scope,
        expression: &str,
        any_case: bool,
        compile: CompileRegex<'_>,
    ) -> Result<(), FindError> {
        let compiled = compile(expression, any_case).map_err(|why| FindError::Regex(expression.to_owned(), why))?;
        self.add(scope, Pattern::Regex(compiled));
        Ok(())
    }
}

/// The parts between spaces that stand in no quotes.
fn words(typed: &str) -> impl Iterator<Item = &str> {
    let mut in_quotes = false;
    let parts = typed.split(move |character: char| {
        in_quotes ^= character == '"';
        character.is_whitespace() && !in_quotes
    });
    parts.filter(|part| !part.is_empty())
}

/// `/…/` or `/…/i`: what stands between, and whether case does not matter.
fn expression(text: &str) -> Option<(&str, bool)> {
    let inner = text.strip_prefix('/')?;
    let (inner, any_case) =
        inner.strip_suffix("/i").map(|inner| (inner, true)).or_else(|| Some((inner.strip_suffix('/')?, false)))?;
    (!inner.is_empty()).then_some((inner, any_case))
}

fn unquoted(word: &str) -> &str {
    word.strip_prefix('"').map_or(word, |rest| rest.strip_suffix('"').unwrap_or(rest))
}

/// A word that is a condition by itself.
fn condition(word: &str) -> Option<Condition> {
    if word == "detached" {
        return Some(Condition::Detached);
    }
    if let Some(id) = word.strip_prefix('@') {
        return id.parse().ok().map(Condition::Id);
    }
    if let Some(name) = word.strip_prefix("type:") {
        return Some(Condition::Type(unquoted(name).to_owned()));
    }
    let at = word.find(['<', '>', '='])?;
    let (figure, comparison) = word.split_at_checked(at)?;
    let than = than(comparison)?;
    match figure {
        "shallow" => Some(Condition::ShallowSize(than)),
        "retained" => Some(Condition::RetainedSize(than)),
        "distance" => Some(Condition::Distance(than)),
        _ => None,
    }
}

/// `>1MB`, `<=64`, `=3`.
fn than(text: &str) -> Option<Than> {
    let digits = text.find(|character: char| character.is_ascii_digit())?;
    let (comparison, number) = text.split_at_checked(digits)?;
    let number = amount(number)?;
    let (least, most) = match comparison {
        ">" => (number.checked_add(1)?, u64::MAX),
        ">=" => (number, u64::MAX),
        "<" => (0, number.checked_sub(1)?),
        "<=" => (0, number),
        "=" => (number, number),
        _ => return None,
    };
    Some(Than { least, most })
}

/// A whole number, or one with decimals and a unit: units are those of all sizes here, 1 kB = 1,000 B.
fn amount(text: &str) -> Option<u64> {
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let factor: u64 = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        _ => return None,
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut sum = whole.parse::<u64>().ok()?.checked_mul(factor)?;
    let mut place = factor;
    for digit in decimals.bytes() {
        place /= 10;
        sum += u64::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?) * place;
    }
    Some(sum)
}

/// A text with the place where it is looked for.
fn scoped(word: &str) -> Option<(Scope, &str)> {
    let (key, text) = word.split_once(':')?;
    let scope = match key {
        "class" => Scope::Class,
        "name" => Scope::Name,
        "string" => Scope::String,
        "property" => Scope::Property,
        _ => return None,
    };
    (!text.is_empty()).then_some((scope, text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(typed: &str) -> Result<FindQuery, FindError> {
        FindQuery::parse(typed, false, &|expression, _| match expression {
            "(" => Err("unclosed group".to_owned()),
            _ => Ok(Box::new(|_| true)),
        })
    }

    fn conditions(typed: &str) -> Vec<Condition> {
        parse(typed).unwrap().conditions
    }

    const ANYWHERE: Condition = Condition::Text(Scope::Anywhere, 0);

    #[test]
    fn words_that_mean_something_are_conditions() {
        for (typed, expected) in [
            ("@47863", Condition::Id(47863)),
            ("type:closure", Condition::Type("closure".to_owned())),
            ("type:\"object shape\"", Condition::Type("object shape".to_owned())),
            ("detached", Condition::Detached),
            ("retained>1MB", Condition::RetainedSize(Than { least: 1_000_001, most: u64::MAX })),
            ("retained>=1.5kB", Condition::RetainedSize(Than { least: 1500, most: u64::MAX })),
            ("shallow<=64", Condition::ShallowSize(Than { least: 0, most: 64 })),
            ("distance<5", Condition::Distance(Than { least: 0, most: 4 })),
            ("distance=5", Condition::Distance(Than { least: 5, most: 5 })),
            ("class:Session", Condition::Text(Scope::Class, 0)),
            ("property:/^on/i", Condition::Text(Scope::Property, 0)),
        ] {
            assert_eq!(conditions(typed), [expected], "{typed}");
        }
        assert_eq!(conditions("class:Session retained>1MB detached distance<5").len(), 4);
    }

    #[test]
    fn everything_else_is_text_as_it_stands() {
        for typed in [
            "hello world",
            "\"detached\"",
            "https://example.com/a",
            "node:fs",
            "@",
            "@x",
            "retained>",
            "retained>>1",
            "retained>1XB",
            "a<b",
            "class:",
            "/api/users",
            "12:30",
            "/",
            "//",
            "distance<0",
        ] {
            assert_eq!(conditions(typed), [ANYWHERE], "{typed}");
        }
        assert!(
            matches!(parse("Hello  World").unwrap().patterns[..], [Pattern::AnyCase(ref text)] if text == b"hello world")
        );
        assert!(matches!(parse("\"a  b\"").unwrap().patterns[..], [Pattern::AnyCase(ref text)] if text == b"a  b"));
        assert!(
            matches!(parse("Straße").unwrap().patterns[..], [Pattern::AnyCaseUnicode(ref text)] if text == "straße")
        );
    }

    #[test]
    fn what_makes_no_query_is_said() {
        for typed in ["", "  ", "\"", "\"\""] {
            assert_eq!(parse(typed).unwrap_err(), FindError::Empty, "{typed:?}");
        }
        assert_eq!(parse("/(/").unwrap_err().to_string(), "/(/ is no regular expression: unclosed group");
    }
}
