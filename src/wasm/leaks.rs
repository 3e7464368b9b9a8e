//! What several snapshots tell of leaks: columns between their workers, suspects, and their reports.

use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, EngineError, columns_from_js, columns_to_js, story_format, thrown, to_js};
use crate::leaks::{self, BaseColumns};
use crate::report;

#[wasm_bindgen]
impl Heap {
    /// Asked of an earlier snapshot: what the latest one needs to know of it to name suspects.
    #[wasm_bindgen(js_name = suspectColumns)]
    pub fn suspect_columns(&mut self) -> Answer {
        self.0.complete().map_err(thrown)?;
        columns_to_js(&BaseColumns::of(self.0.heap()).map_err(thrown)?.into())
    }

    /// Asked of the latest snapshot with the columns of the earlier ones, oldest first: names and keeps the suspects.
    pub fn suspects(&mut self, earlier: Vec<JsValue>) -> Answer {
        self.0.complete().map_err(thrown)?;
        let columns = earlier.iter().map(|columns| columns_from_js(columns).map(BaseColumns::from));
        let columns: Vec<BaseColumns> = columns.collect::<Result<_, _>>()?;
        let findings = leaks::find(self.0.heap(), &columns).map_err(thrown)?;
        to_js(self.1.insert(findings))
    }

    /// The suspects named last as text, JSON, Markdown or an HTML page; `redact` leaves out what stands in strings.
    #[wasm_bindgen(js_name = exportSuspects)]
    pub fn export_suspects(&self, format_name: &str, redact: bool) -> Result<String, JsValue> {
        let format = story_format(format_name)?;
        let found = self.1.as_ref().ok_or_else(|| thrown(EngineError::wrong_use("suspects are not named yet")))?;
        let mut findings = found.clone();
        if redact {
            report::redact(&mut findings);
        }
        Ok(report::suspects(&findings, format))
    }
}
