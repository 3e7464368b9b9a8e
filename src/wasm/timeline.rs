//! Classes in any number of snapshots: the earlier ones' sums go to the latest, which keeps the timeline.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, columns_of_all, columns_to_js, query, thrown, to_js};
use crate::classes::Interfaces;
use crate::compare::timeline::{ClassSums, Timeline};
use crate::compare::wire::Wire;

#[wasm_bindgen]
impl Heap {
    /// Asked of an earlier snapshot: its sums per class, by the interfaces of the latest.
    #[wasm_bindgen(js_name = classSums)]
    pub fn class_sums(&mut self, interfaces: &[u8]) -> Answer {
        let interfaces = Interfaces::from(Wire::from_bytes(interfaces));
        columns_to_js(&ClassSums::by(&interfaces, self.view.heap_mut()).map_err(thrown)?.into())
    }

    /// Asked of the latest snapshot with the sums of the earlier ones, oldest first: keeps the timeline.
    #[wasm_bindgen(js_name = setTimeline)]
    pub fn set_timeline(&mut self, earlier: Vec<JsValue>) -> Result<(), JsValue> {
        let mut series = columns_of_all(&earlier, ClassSums::from)?;
        series.push(ClassSums::of(self.view.heap()));
        self.view.set_timeline(Timeline::new(&series));
        Ok(())
    }

    /// A page of Timeline.
    pub fn timeline(&self, q: JsValue) -> Answer {
        to_js(&self.view.timeline(&query(&q)?))
    }
}
