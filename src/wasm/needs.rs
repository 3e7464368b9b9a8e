//! What a call needs that takes long to find: until it is there, the call is refused.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::thrown;
use super::finding::{Asked, Found};
use crate::index::NodeOrdinal;
use crate::pace::{Job, Pace};
use crate::query::{Direction, ListKey, Need, NodeFilter, RowQuery};

#[wasm_bindgen]
impl Heap {
    /// Ends what is being found.
    #[wasm_bindgen(js_name = giveUp)]
    pub fn give_up(&mut self) {
        self.finding.give_up();
    }
}

impl Heap {
    /// Has what a question needs: found in steps, until which the call is refused.
    pub(super) fn have(&mut self, need: &Need) -> Result<(), JsValue> {
        let Self { session, finding, .. } = self;
        while let Some(missing) = session.missing(need) {
            let mut begin = || {
                let work = session.work(missing.clone(), Pace::in_steps()).map_err(thrown)?;
                Ok(Job::new(async move { work.await.map(|found| Found::Needed(Box::new(found))) }))
            };
            let Found::Needed(found) = finding.found(Asked::Need(missing.clone()), &mut begin)? else { break };
            session.keep(missing, *found);
        }
        Ok(())
    }

    pub(super) fn have_sums(&mut self, query: &RowQuery) -> Result<(), JsValue> {
        if query.objects != NodeFilter::All {
            self.have(&Need::Sums(query.objects))?;
        }
        self.have_names(query.redact)
    }

    pub(super) fn have_list(
        &mut self,
        direction: Direction,
        node: NodeOrdinal,
        query: &RowQuery,
    ) -> Result<(), JsValue> {
        self.have(&Need::List(ListKey::of_edges(direction, node, query)))?;
        self.have_names(query.redact)
    }

    /// Has the names that stay when data is left out, if it shall be.
    pub(super) fn have_names(&mut self, redact: bool) -> Result<(), JsValue> {
        if redact { self.have(&Need::OwnNames) } else { Ok(()) }
    }
}
