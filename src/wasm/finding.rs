//! What takes long to find: done in steps by `advance`, so that calls arriving meanwhile are answered.
//!
//! A call for such a thing begins the work and is refused as not ready, unless the first few steps are all of it; the worker asks
//! again when a step says that something was found, and then takes it. What was asked for last is found first. Works read the
//! heap, so that nothing can be added to the heap meanwhile: retainers that a person waits for are computed first, and the
//! works begin again after that.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::convert::{EngineError, thrown};
use crate::compare::{Comparison, Groups};
use crate::error::OutOfMemory;
use crate::leaks::{Findings, Prepared, Verification};
use crate::pace::Job;
use crate::query;

/// What this is called where phases have names.
pub const NAME: &str = "answers";

/// Steps that a call makes itself: a click waits so long, and of a small heap everything is found.
const STEPS_OF_CALL: usize = 8;

/// What is asked for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// What a later snapshot needs to know of this one.
    Columns,
    /// The classes for a comparison, and the sums for a timeline, by these interfaces.
    BaseClasses(Vec<u8>),
    ClassSums(Vec<u8>),
    /// What a comparison needs of the later snapshot, and the comparison, by its name.
    Groups,
    Comparison(String),
    /// What suspects need of the latest snapshot, and the suspects, by their name.
    Prepared,
    Suspects(String),
    /// What became of them, by its name.
    Verification(String),
    /// What a question needs.
    Need(query::Need),
    /// Nothing any more: what was asked for would not be true.
    Nothing,
}

/// What is found.
#[derive(Debug)]
pub enum Found {
    /// Already in JavaScript's memory.
    Columns(Array),
    Groups(Groups),
    /// With what is gone, already in JavaScript's memory.
    Comparison(Box<Comparison>, Array),
    Prepared(Box<Prepared>),
    Findings(Box<Findings>),
    Verification(Box<Verification>),
    Needed(Box<query::Found>),
}

pub type Outcome = Result<Found, OutOfMemory>;

/// Something being found.
#[derive(Debug)]
struct Work {
    asked: Asked,
    job: Job<Outcome>,
    /// Whether it was asked for since something else was found: else nobody waits for it any more.
    is_wanted: bool,
}

/// What is being found, what was asked for last at the end, and what was found and has not been asked for again yet.
#[derive(Debug, Default)]
pub struct Finding {
    under_way: Vec<Work>,
    found: Vec<(Asked, Outcome)>,
}

impl Finding {
    /// What was found for a call. Until that is there the call is refused; `begin` makes the work, if there is none yet.
    pub fn found(
        &mut self,
        asked: Asked,
        begin: &mut dyn FnMut() -> Result<Job<Outcome>, JsValue>,
    ) -> Result<Found, JsValue> {
        if let Some(at) = self.found.iter().position(|(found, _)| *found == asked) {
            return self.found.swap_remove(at).1.map_err(thrown);
        }
        match self.under_way.iter_mut().find(|work| work.asked == asked) {
            Some(work) => work.is_wanted = true,
            None => {
                let mut job = begin()?;
                if let Some(outcome) = (0..STEPS_OF_CALL).find_map(|_| job.step()) {
                    return outcome.map_err(thrown);
                }
                self.under_way.push(Work { asked, job, is_wanted: true });
            }
        }
        Err(thrown(EngineError::not_ready(NAME)))
    }

    /// Whether this is being found, or was.
    pub fn has(&self, asked: &Asked) -> bool {
        self.under_way
            .iter()
            .map(|work| &work.asked)
            .chain(self.found.iter().map(|(found, _)| found))
            .any(|is| is == asked)
    }

    /// Whether there is something to do.
    pub fn is_under_way(&self) -> bool {
        !self.under_way.is_empty()
    }

    /// Does the next step; says whether something was found by it, so that calls should be tried again.
    pub fn step(&mut self) -> bool {
        self.found.clear();
        self.under_way.retain(|work| work.is_wanted);
        let Some(work) = self.under_way.last_mut() else { return true };
        let Some(outcome) = work.job.step() else { return false };
        let done = self.under_way.pop();
        self.found.extend(done.map(|work| (work.asked, outcome)));
        self.under_way.iter_mut().for_each(|work| work.is_wanted = false);
        true
    }

    /// Forgets what would not be true any more, also if it is being found. Calls that wait for it are tried again.
    pub fn forget(&mut self, is_meant: impl Fn(&query::Need) -> bool) {
        let is_meant = |asked: &Asked| matches!(asked, Asked::Need(need) if is_meant(need));
        self.found.retain(|(asked, _)| !is_meant(asked));
        for work in self.under_way.iter_mut().filter(|work| is_meant(&work.asked)) {
            (work.asked, work.is_wanted) = (Asked::Nothing, false);
        }
    }

    /// Ends all works, so that something else can be done to the heap. They begin again when their calls are tried again.
    pub fn give_up(&mut self) {
        self.under_way.clear();
        self.found.clear();
    }
}
