//! Source maps, which a script of the page reads: where it has to look, and what it found.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, thrown, to_js};
use super::kept::Results;
use crate::classes::OriginalPlace;
use crate::query::Session;

/// Numbers of a place that was found: its position in the list, source, line, column, and name or 0. Texts count from 1.
const FIELDS: usize = 5;

#[wasm_bindgen]
impl Heap {
    /// Where something of the program stands in generated code.
    #[wasm_bindgen(js_name = generatedPlaces)]
    pub fn generated_places(&self) -> Answer {
        to_js(&self.session.heap().generated_places().map_err(thrown)?)
    }

    /// Takes in the sources' places of some of these, five numbers each with the texts that they count in. What was found with
    /// other snapshots had other names and is forgotten.
    #[wasm_bindgen(js_name = applySourceMaps)]
    pub fn apply_source_maps(&mut self, places: &[u32], texts: Vec<String>) -> Result<(), JsValue> {
        let found: Vec<OriginalPlace> = places
            .chunks_exact(FIELDS)
            .filter_map(|place| {
                let &[index, source, line, column, name] = place else { return None };
                Some(OriginalPlace { index, source: source.checked_sub(1)?, line, column, name: name.checked_sub(1) })
            })
            .collect();
        self.finding.give_up();
        (self.kept, self.groups, self.prepared) = (Results::default(), None, None);
        self.heap_mut()?.apply_source_maps(&found, &texts).map_err(thrown)?;
        self.session = Session::of(self.session.shared_heap());
        Ok(())
    }
}
