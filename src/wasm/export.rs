//! Whole lists as text, to be taken along.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{query, thrown};
use super::kept::Kept;
use crate::index::NodeOrdinal;
use crate::query::RowQuery;
use crate::report::{self, Format, NoSuchFormat};

#[wasm_bindgen]
impl Heap {
    /// The whole Summary as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportSummary)]
    pub fn export_summary(&mut self, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        self.need_all()?;
        let format = Format::from_id(format_name, Format::OF_ROWS).map_err(thrown)?;
        report::summary(&mut self.view, &whole(query(&q)?), format).map_err(thrown)
    }

    /// The whole Comparison as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportComparison)]
    pub fn export_comparison(&self, of: &str, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        Kept::get(&self.kept.comparison, of)?;
        let query = whole(query(&q)?);
        in_format(format_name, |format| report::comparison_rows(&self.view, &query, format))
    }

    /// The whole Timeline as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportTimeline)]
    pub fn export_timeline(&self, of: &str, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        Kept::get(&self.kept.timeline, of)?;
        let query = whole(query(&q)?);
        in_format(format_name, |format| report::timeline_rows(&self.view, &query, format))
    }

    /// The retainers of an object as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportRetainers)]
    pub fn export_retainers(&mut self, ordinal: u32, format_name: &str) -> Result<String, JsValue> {
        self.need_all()?;
        let format = Format::from_id(format_name, Format::OF_ROWS).map_err(thrown)?;
        report::retainers(&mut self.view, NodeOrdinal(ordinal), format).map_err(thrown)
    }

    /// The shortest retaining path of an object as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportPath)]
    pub fn export_path(&mut self, ordinal: u32, format_name: &str) -> Result<String, JsValue> {
        self.need_retainers()?;
        let steps = self.view.path(NodeOrdinal(ordinal)).map_err(thrown)?;
        in_format(format_name, |format| report::path(&steps, format))
    }
}

fn in_format(name: &str, write: impl FnOnce(Format) -> Result<String, NoSuchFormat>) -> Result<String, JsValue> {
    Format::from_id(name, Format::OF_ROWS).and_then(write).map_err(thrown)
}

/// All rows of a query.
fn whole(query: RowQuery) -> RowQuery {
    RowQuery { from: 0, count: usize::MAX, ..query }
}
