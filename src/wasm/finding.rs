//! What takes seconds to find: done in steps by `advance`, so that calls arriving meanwhile are answered.
//!
//! A call for such a thing begins the work and is refused as not ready; the worker asks again when a step says that it is
//! over, and then takes what was found. One thing is found at a time. The work reads the heap, so that nothing can be added
//! to the heap meanwhile: what a person waits for is computed first, and the work begins again after that.

use std::future::Future;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::convert::{EngineError, thrown};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::leaks::{BaseColumns, Findings, Verification};
use crate::pace::Job;

/// What this is called where phases have names.
pub const NAME: &str = "suspects";

/// What is found.
#[derive(Debug)]
pub enum Found {
    Columns(Box<BaseColumns>),
    Findings(Box<Findings>),
    Verification(Box<Verification>),
}

type Outcome = Result<Found, OutOfMemory>;

/// What is being found, and what was found and has not been asked for again yet; each with the name of its call.
#[derive(Debug, Default)]
pub struct Finding {
    under_way: Option<(String, Job<Outcome>)>,
    found: Vec<(String, Outcome)>,
}

impl Finding {
    /// What was found for the call `name`. Until that is there the call is refused; if nothing else is being found, `begin`
    /// makes the work of this one.
    pub fn found<Work: Future<Output = Outcome> + 'static>(
        &mut self,
        name: String,
        heap: Rc<Heap>,
        begin: impl FnOnce(Rc<Heap>) -> Result<Work, JsValue>,
    ) -> Result<Found, JsValue> {
        if let Some(at) = self.found.iter().position(|(found, _)| *found == name) {
            return self.found.swap_remove(at).1.map_err(thrown);
        }
        if self.under_way.is_none() {
            self.under_way = Some((name, Job::new(begin(heap)?)));
        }
        Err(thrown(EngineError::not_ready(NAME)))
    }

    /// Whether there is something to do.
    pub fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// Does the next step; says whether that was the last one.
    pub fn step(&mut self) -> bool {
        let Some((_, job)) = &mut self.under_way else { return false };
        let Some(outcome) = job.step() else { return false };
        let finished = self.under_way.take();
        self.found.extend(finished.map(|(name, _)| (name, outcome)));
        true
    }

    /// Ends the work, so that something else can be computed. It begins again when its call is tried again.
    pub fn give_up(&mut self) {
        self.under_way = None;
    }
}
