//! Values that cross the boundary: errors and rows as plain objects, queries and whole columns from them.

use js_sys::{Array, ArrayBuffer, JSON, Object, Reflect, Uint8Array, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::compare::wire::Wire;
use crate::error::{Category, OutOfMemory, ReadError};
use crate::query::{IdRange, InstanceSet, RowQuery, Sort, SortColumn};
use crate::report::{Format, StoryFormat};

pub type Answer = Result<JsValue, JsValue>;

/// What a person can act on; `EngineError` in the protocol.
#[derive(Serialize)]
pub struct EngineError {
    kind: &'static str,
    message: String,
    position: Option<u64>,
    section: Option<&'static str>,
    advice: &'static str,
}

impl From<ReadError> for EngineError {
    fn from(error: ReadError) -> Self {
        let category = error.category();
        Self {
            kind: category.name(),
            message: error.to_string(),
            position: Some(error.position),
            section: Some(error.section.name()),
            advice: category.advice(),
        }
    }
}

impl From<OutOfMemory> for EngineError {
    fn from(error: OutOfMemory) -> Self {
        let (kind, advice) = (Category::OutOfMemory.name(), Category::OutOfMemory.advice());
        Self { kind, message: error.to_string(), position: None, section: None, advice }
    }
}

impl EngineError {
    pub fn wrong_use(message: impl ToString) -> Self {
        let advice = "This is a mistake of the page itself: please report it.";
        Self { kind: "wrong-use", message: message.to_string(), position: None, section: None, advice }
    }
}

pub fn thrown(error: impl Into<EngineError>) -> JsValue {
    to_js(&error.into()).unwrap_or_else(|value| value)
}

/// One text for all: making the objects one by one from here takes twice as long, and code for every type.
pub fn to_js(value: &impl Serialize) -> Answer {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from_str(&error.to_string()))?;
    JSON::parse(&text)
}

/// `RowQuery` in the protocol.
#[derive(Deserialize)]
struct JsRowQuery {
    sort: JsSort,
    filter: Option<String>,
    allocated: Option<JsIdRange>,
    from: f64,
    count: f64,
}

/// `IdRange` in the protocol.
#[derive(Clone, Copy, Deserialize)]
struct JsIdRange {
    above: u32,
    #[serde(rename = "upTo")]
    up_to: u32,
}

impl From<JsIdRange> for IdRange {
    fn from(JsIdRange { above, up_to }: JsIdRange) -> Self {
        Self { above, up_to }
    }
}

#[derive(Deserialize)]
struct JsSort {
    column: String,
    ascending: bool,
}

/// `InstanceSet` in the protocol.
#[derive(Deserialize)]
struct JsInstanceSet {
    kind: String,
    #[serde(rename = "classIndex")]
    class_index: u32,
    allocated: Option<JsIdRange>,
}

pub fn query(value: JsValue) -> Result<RowQuery, JsValue> {
    let raw: JsRowQuery =
        serde_wasm_bindgen::from_value(value).map_err(|error| thrown(EngineError::wrong_use(error)))?;
    let Some(column) = SortColumn::from_name(&raw.sort.column) else {
        return Err(thrown(EngineError::wrong_use(format!("no column is called {:?}", raw.sort.column))));
    };
    let sort = Sort { column, ascending: raw.sort.ascending };
    let ids = raw.allocated.map(IdRange::from);
    Ok(RowQuery { sort, filter: raw.filter, ids, from: raw.from as usize, count: raw.count as usize })
}

pub fn instance_set(value: JsValue) -> Result<InstanceSet, JsValue> {
    let raw: JsInstanceSet =
        serde_wasm_bindgen::from_value(value).map_err(|error| thrown(EngineError::wrong_use(error)))?;
    match raw.kind.as_str() {
        "class" => Ok(InstanceSet::Class(raw.class_index, raw.allocated.map(IdRange::from))),
        "new" => Ok(InstanceSet::New(raw.class_index)),
        "deleted" => Ok(InstanceSet::Deleted(raw.class_index)),
        other => Err(thrown(EngineError::wrong_use(format!("no set is called {other:?}")))),
    }
}

pub fn format(name: &str) -> Result<Format, JsValue> {
    match name {
        "text" => Ok(Format::Table),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        other => Err(thrown(EngineError::wrong_use(format!("no format is called {other:?}")))),
    }
}

pub fn story_format(name: &str) -> Result<StoryFormat, JsValue> {
    match name {
        "text" => Ok(StoryFormat::Table),
        "json" => Ok(StoryFormat::Json),
        "markdown" => Ok(StoryFormat::Markdown),
        "html" => Ok(StoryFormat::Html),
        other => Err(thrown(EngineError::wrong_use(format!("no format is called {other:?}")))),
    }
}

/// `DiffColumns` in the protocol: the columns of numbers, then the text.
pub fn columns_to_js(wire: &Wire) -> Answer {
    let buffers = Array::new();
    for column in &wire.numbers {
        buffers.push(&Uint32Array::from(column.as_slice()).buffer());
    }
    buffers.push(&Uint8Array::from(wire.bytes.as_slice()).buffer());
    let columns = Object::new();
    Reflect::set(&columns, &JsValue::from_str("buffers"), &buffers)?;
    Ok(columns.into())
}

pub fn columns_from_js(columns: &JsValue) -> Result<Wire, JsValue> {
    let buffers: Vec<ArrayBuffer> = Array::from(&Reflect::get(columns, &JsValue::from_str("buffers"))?)
        .iter()
        .map(JsValue::dyn_into)
        .collect::<Result<_, _>>()
        .map_err(|_| thrown(EngineError::wrong_use("columns are array buffers")))?;
    let Some((text, numbers)) = buffers.split_last() else { return Ok(Wire::default()) };
    Ok(Wire {
        numbers: numbers.iter().map(|buffer| Uint32Array::new(buffer).to_vec()).collect(),
        bytes: Uint8Array::new(text).to_vec(),
    })
}

/// The columns of several snapshots.
pub fn columns_of_all<T>(columns: &[JsValue], from: impl Fn(Wire) -> T) -> Result<Vec<T>, JsValue> {
    columns.iter().map(|columns| columns_from_js(columns).map(&from)).collect()
}
