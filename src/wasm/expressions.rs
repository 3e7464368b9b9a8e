//! The regular expressions of a search: the browser's own, which are no byte to download, and which another worker asks.
//!
//! There are expressions that take for ever on a text made for them, and nothing can stop the browser there but to end the
//! worker. So they are not asked here, where the snapshot is: a step of the search that meets a text without an answer notes
//! the text, goes on as if it did not match, and is done again when the page has held the texts against the expressions in
//! a worker that can be ended (www/engine/expressions.ts).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::RegExp;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::convert::{Answer, to_js};
use crate::query::Matches;

#[wasm_bindgen]
extern "C" {
    /// Throws a `SyntaxError`, which js-sys does not catch.
    #[wasm_bindgen(js_name = RegExp, catch)]
    fn make_expression(source: &str, flags: &str) -> Result<RegExp, JsValue>;
}

/// An expression and texts that nobody has held against it yet; `ExpressionTexts` in the protocol.
#[derive(Debug, Default, Serialize)]
struct ExpressionTexts {
    source: String,
    flags: &'static str,
    texts: Vec<String>,
    #[serde(skip)]
    known: HashMap<String, bool>,
}

/// `Asks` in the protocol.
#[derive(Serialize)]
struct Asks<'a> {
    asks: &'a [ExpressionTexts],
}

/// The expressions of one search.
#[derive(Debug, Default)]
pub struct Expressions {
    /// The name of the search.
    pub of: String,
    all: Rc<RefCell<Vec<ExpressionTexts>>>,
}

impl Expressions {
    /// Of a search of this name; none is known yet.
    pub fn of(of: &str) -> Self {
        Self { of: of.to_owned(), all: Rc::default() }
    }

    /// What asks an expression: what it said of the text, or a note that it has to be asked.
    pub fn compile(&self, source: &str, any_case: bool) -> Result<Matches, String> {
        let flags = if any_case { "i" } else { "" };
        make_expression(source, flags).map_err(|error| {
            error.dyn_into::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
        })?;
        let mut expressions = self.all.borrow_mut();
        let known = expressions.iter().position(|other| other.source == source && other.flags == flags);
        let at = known.unwrap_or(expressions.len());
        if known.is_none() {
            expressions.push(ExpressionTexts { source: source.to_owned(), flags, ..ExpressionTexts::default() });
        }
        let all = Rc::clone(&self.all);
        Ok(Box::new(move |text| {
            let mut all = all.borrow_mut();
            let Some(expression) = all.get_mut(at) else { return false };
            if let Some(&matches) = expression.known.get(text) {
                return matches;
            }
            expression.texts.push(text.to_owned());
            // Once is enough.
            expression.known.insert(text.to_owned(), false);
            false
        }))
    }

    /// Takes what was said of the texts, expression by expression; what it does not fit is asked again.
    pub fn answer(&self, answers: &[u8]) {
        let mut all = self.all.borrow_mut();
        let is_complete = answers.len() == all.iter().map(|expression| expression.texts.len()).sum::<usize>();
        let mut answers = answers.iter();
        for expression in all.iter_mut() {
            for text in std::mem::take(&mut expression.texts) {
                match answers.next().filter(|_| is_complete) {
                    Some(&matches) => expression.known.insert(text, matches != 0),
                    None => expression.known.remove(&text),
                };
            }
        }
    }

    /// What has to be asked before the search goes on.
    pub fn asks(&self) -> Option<Answer> {
        let all = self.all.borrow();
        let is_asking = all.iter().any(|expression| !expression.texts.is_empty());
        is_asking.then(|| to_js(&Asks { asks: &all }))
    }

    /// A step is done: its texts are not met again, as a rule.
    pub fn forget(&self) {
        self.all.borrow_mut().iter_mut().for_each(|expression| expression.known.clear());
    }
}
