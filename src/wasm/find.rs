//! Finding objects: a search in slices, of which some wait for what expressions say of texts.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, thrown, to_js};
use super::expressions::Expressions;
use super::kept::Kept;
use crate::query::{FindQuery, Need};

#[wasm_bindgen]
impl Heap {
    /// Goes on with the search named `of` for some milliseconds; if another one or none is under way, begins it. Says how far it
    /// is, what is wrong with the query, or which texts have to be held against expressions before it goes on: then it
    /// wants to be asked again with the answers, a byte each.
    pub fn find(&mut self, of: String, typed: &str, match_case: bool, answers: &[u8]) -> Answer {
        if self.expressions.of != of {
            self.expressions = Expressions::of(&of);
        }
        self.expressions.answer(answers);
        if Kept::get(&self.kept.search, &of).is_err() {
            let expressions = &self.expressions;
            let compile = |source: &str, any_case: bool| expressions.compile(source, any_case);
            let query = match FindQuery::parse(typed, match_case, &compile) {
                Ok(query) => query,
                Err(error) => return Ok(JsValue::from_str(&error.to_string())),
            };
            self.need(query.needs())?;
            // Asks the names of classes.
            self.session.find(query).map_err(thrown)?;
            if let Some(asks) = self.expressions.asks() {
                return asks;
            }
            Kept::put(&mut self.kept.search, of, ());
        }
        self.finding.forget(Need::is_of_search);
        let progress = self.session.find_on().map_err(thrown)?;
        if let Some(asks) = self.expressions.asks() {
            self.session.find_back();
            return asks;
        }
        self.expressions.forget();
        to_js(&progress)
    }
}
