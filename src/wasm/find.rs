//! Finding objects: a search in slices, with the browser's own regular expressions, which are no byte to download.

use js_sys::RegExp;
use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, thrown, to_js};
use super::kept::Kept;
use crate::query::{FindQuery, Matches};

#[wasm_bindgen]
extern "C" {
    /// Throws a `SyntaxError`, which js-sys does not catch.
    #[wasm_bindgen(js_name = RegExp, catch)]
    fn make_expression(source: &str, flags: &str) -> Result<RegExp, JsValue>;
}

#[wasm_bindgen]
impl Heap {
    /// Goes on with the search named `of` for some milliseconds; if another one or none is under way, begins it. Says how far it
    /// is, or what is wrong with the query.
    pub fn find(&mut self, of: String, typed: &str, match_case: bool) -> Answer {
        if Kept::get(&self.kept.search, &of).is_err() {
            let query = match FindQuery::parse(typed, match_case, &compile) {
                Ok(query) => query,
                Err(error) => return Ok(JsValue::from_str(&error.to_string())),
            };
            self.need(query.needs())?;
            self.session.find(query).map_err(thrown)?;
            Kept::put(&mut self.kept.search, of, ());
        }
        to_js(&self.session.find_on().map_err(thrown)?)
    }
}

fn compile(expression: &str, any_case: bool) -> Result<Matches, String> {
    let made = make_expression(expression, if any_case { "i" } else { "" });
    let regex = made.map_err(|error| {
        error.dyn_into::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
    })?;
    Ok(Box::new(move |text| regex.test(text)))
}
