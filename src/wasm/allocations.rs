//! Who allocated what and when, of files that have recorded it.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, query, thrown, to_js};
use super::export::whole;
use crate::report::{self, Format};

#[wasm_bindgen]
impl Heap {
    /// A page of the functions that allocated something, or of the callers of the last function on a way.
    pub fn allocations(&mut self, way: &[u32], q: JsValue) -> Answer {
        to_js(&self.session.allocations(way, &query(&q)?).map_err(thrown)?)
    }

    /// What is alive of what was allocated in each stretch of time.
    #[wasm_bindgen(js_name = allocationIntervals)]
    pub fn allocation_intervals(&self) -> Answer {
        to_js(&self.session.allocation_intervals().map_err(thrown)?)
    }

    /// All functions that allocated something as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportAllocations)]
    pub fn export_allocations(&mut self, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        let format = Format::from_id(format_name, Format::OF_ROWS).map_err(thrown)?;
        report::allocating(&mut self.session, &whole(query(&q)?), format).map_err(thrown)
    }
}
