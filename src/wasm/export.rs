//! Whole lists as text, to be taken along.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{Answer, EngineError, query, thrown, to_js};
use super::kept::Kept;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::query::{Direction, Need, PathStep, RowQuery};
use crate::report::{self, Format};
use crate::text::JsString;

/// `RedactedNames` in the protocol.
#[derive(Serialize)]
struct RedactedNames {
    objects: Vec<JsString>,
    edges: Vec<JsString>,
    classes: Vec<JsString>,
}

#[wasm_bindgen]
impl Heap {
    /// What stands for the names of objects, edges and classes, the last by public key, when they leave the machine.
    #[wasm_bindgen(js_name = redactedNames)]
    pub fn redacted_names(&mut self, objects: &[u32], edges: &[u32], classes: Vec<String>) -> Answer {
        self.have_names(true)?;
        let redactor = self.session.redactor().map_err(thrown)?;
        to_js(&RedactedNames {
            objects: objects.iter().map(|&object| redactor.node(NodeOrdinal(object))).collect(),
            edges: edges.iter().map(|&edge| redactor.edge(EdgeIndex(edge))).collect(),
            classes: classes.iter().map(|key| redactor.class(&JsString::from(key.as_str()))).collect(),
        })
    }

    /// The whole Summary as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportSummary)]
    pub fn export_summary(&mut self, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        self.need_all()?;
        let format = Format::from_id(format_name, Format::OF_ROWS).map_err(thrown)?;
        let query = whole(query(&q)?);
        self.have_sums(&query)?;
        report::summary(&mut self.session, &query, format).map_err(thrown)
    }

    /// The whole Comparison as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportComparison)]
    pub fn export_comparison(&mut self, of: &str, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        Kept::get(&self.kept.comparison, of)?;
        let query = whole(query(&q)?);
        self.have_names(query.redact)?;
        in_format(format_name, |format| report::comparison_rows(&self.session, &query, format))
    }

    /// The whole Timeline as text, JSON or CSV.
    #[wasm_bindgen(js_name = exportTimeline)]
    pub fn export_timeline(&mut self, of: &str, format_name: &str, q: JsValue) -> Result<String, JsValue> {
        Kept::get(&self.kept.timeline, of)?;
        let query = whole(query(&q)?);
        self.have_names(query.redact)?;
        in_format(format_name, |format| report::timeline_rows(&self.session, &query, format))
    }

    /// What is said of an object as text, JSON or CSV: its retainers, its chain, or what would have to be cut to free it.
    #[wasm_bindgen(js_name = exportObject)]
    pub fn export_object(
        &mut self,
        what: &str,
        ordinal: u32,
        redact: bool,
        ignoring: &[u32],
        format_name: &str,
    ) -> Result<String, JsValue> {
        self.need_all()?;
        let format = Format::from_id(format_name, Format::OF_ROWS).map_err(thrown)?;
        let node = NodeOrdinal(ordinal);
        match what {
            "retainers" => {
                let query = report::retainers_query(redact, ordinals(ignoring));
                self.have_list(Direction::Retainers, node, &query)?;
                report::retainers(&mut self.session, node, redact, ordinals(ignoring), format).map_err(thrown)
            }
            "chain" => report::path(&self.steps(ordinal, redact, ignoring)?, format).map_err(thrown),
            "cuts" => {
                self.have(&Need::Cuts(node))?;
                self.have_names(redact)?;
                report::cuts(&self.session.cuts(node, redact).map_err(thrown)?, format).map_err(thrown)
            }
            other => Err(thrown(EngineError::wrong_use(format!("nothing of an object is called {other:?}")))),
        }
    }

    /// The bytes by kind and by native context as text, JSON or CSV; if an older snapshot's are given, by kind beside them.
    #[wasm_bindgen(js_name = exportStatistics)]
    pub fn export_statistics(&mut self, older: &[f64], redact: bool, format_name: &str) -> Result<String, JsValue> {
        self.need_retainers()?;
        if !older.is_empty() {
            let heap = self.session.heap();
            return in_format(format_name, |format| report::statistics_difference(older, heap, format));
        }
        self.have(&Need::NativeContexts)?;
        let sizes = self.session.native_contexts().map_err(thrown)?;
        let sizes = if redact { sizes.redacted() } else { sizes };
        let heap = self.session.heap();
        in_format(format_name, |format| report::statistics(heap, &sizes, format))
    }
}

impl Heap {
    /// The retaining path, with names or without data in them.
    pub(super) fn steps(&mut self, ordinal: u32, redact: bool, ignoring: &[u32]) -> Result<Vec<PathStep>, JsValue> {
        let (node, ignoring) = (NodeOrdinal(ordinal), ordinals(ignoring));
        self.have(&Need::Paths(ignoring.clone()))?;
        self.have_names(redact)?;
        let session = &mut self.session;
        if redact { session.redacted_path(node, &ignoring) } else { session.path(node, &ignoring) }.map_err(thrown)
    }
}

fn ordinals(numbers: &[u32]) -> Vec<NodeOrdinal> {
    numbers.iter().copied().map(NodeOrdinal).collect()
}

fn in_format<E>(name: &str, write: impl FnOnce(Format) -> Result<String, E>) -> Result<String, JsValue>
where
    EngineError: From<E>,
{
    write(Format::from_id(name, Format::OF_ROWS).map_err(thrown)?).map_err(thrown)
}

/// All rows of a query.
pub(super) fn whole(query: RowQuery) -> RowQuery {
    RowQuery { from: 0, count: usize::MAX, ..query }
}
