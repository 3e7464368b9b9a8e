//! Classes in any number of snapshots: the earlier ones' sums go to the latest, which keeps the timeline.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, buffers_to_js, columns_of_all, query, thrown, to_js};
use super::finding::{Asked, Found};
use super::kept::Kept;
use crate::compare::timeline::{ClassSums, Timeline};
use crate::pace::Pace;

#[wasm_bindgen]
impl Heap {
    /// Asked of an earlier snapshot: its sums per class, by the interfaces of the latest.
    #[wasm_bindgen(js_name = classSums)]
    pub fn class_sums(&mut self, interfaces: &[u8]) -> Answer {
        self.columns_by(interfaces, Asked::ClassSums, |heap, interfaces| async move {
            let pace = Pace::in_steps();
            let sums = ClassSums::in_steps(&heap, &interfaces, &pace).await?;
            Ok(Found::Columns(buffers_to_js(sums.into(), &pace).await?))
        })
    }

    /// Asked of the latest snapshot with the sums of the earlier ones, oldest first: keeps the timeline under `of`.
    #[wasm_bindgen(js_name = setTimeline)]
    pub fn set_timeline(&mut self, of: String, earlier: Vec<JsValue>) -> Result<(), JsValue> {
        let mut series = columns_of_all(&earlier, ClassSums::from)?;
        series.push(ClassSums::of(self.session.heap()).map_err(thrown)?);
        self.session.set_timeline(Timeline::new(&series).map_err(thrown)?);
        Kept::put(&mut self.kept.timeline, of, ());
        Ok(())
    }

    /// A page of Timeline, kept under `of`.
    pub fn timeline(&mut self, of: &str, q: JsValue) -> Answer {
        Kept::get(&self.kept.timeline, of)?;
        let query = query(&q)?;
        self.have_names(query.redact)?;
        to_js(&self.session.timeline(&query).map_err(thrown)?)
    }
}
