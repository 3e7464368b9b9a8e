//! What an engine keeps between calls, and of which snapshots it is.
//!
//! An engine keeps one comparison, one timeline and so on, while a person may already look at another pair. So the page
//! gives every result a name made from its snapshots, and asks for rows by that name: what is kept under another name is
//! refused, and never shown under a header that it does not belong to.

use wasm_bindgen::prelude::*;

use super::convert::{EngineError, optional_text, text, thrown};
use crate::leaks::{Findings, Verification};

/// A result and its name.
#[derive(Debug)]
pub struct Kept<T> {
    of: String,
    value: T,
}

impl<T> Kept<T> {
    /// The result in a place, if it is the one that is asked for.
    ///
    /// # Errors
    /// `EngineError` of the kind `stale`, if it is another one or none.
    pub fn get<'a>(place: &'a Option<Self>, asked: &str) -> Result<&'a T, JsValue> {
        let found = place.as_ref().filter(|kept| kept.of == asked);
        found.map(|kept| &kept.value).ok_or_else(|| thrown(EngineError::stale()))
    }

    /// Puts a result in its place, where it takes the place of an earlier one.
    pub fn put(place: &mut Option<Self>, of: String, value: T) -> &T {
        &place.insert(Self { of, value }).value
    }
}

/// All results that an engine keeps. Where the value is `()`, the session has it, which orders its rows.
#[derive(Debug, Default)]
pub struct Results {
    pub comparison: Option<Kept<()>>,
    pub deleted: Option<Kept<()>>,
    pub timeline: Option<Kept<()>>,
    pub search: Option<Kept<()>>,
    pub findings: Option<Kept<Findings>>,
    pub verification: Option<Kept<Verification>>,
}

impl Results {
    /// Refuses a set of objects that belongs to another comparison or search than the one that is kept.
    pub fn check_set(&self, set: &JsValue) -> Result<(), JsValue> {
        let place = match text(set, "kind")?.as_str() {
            "new" => &self.comparison,
            "deleted" => &self.deleted,
            "found" => &self.search,
            _ => return Ok(()),
        };
        Kept::get(place, &optional_text(set, "of")?.unwrap_or_default()).copied()
    }
}
