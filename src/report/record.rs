//! Rows as records: the fields that JSON and CSV have, under the same names and in the same order.
//!
//! docs/json.md promises these names. Fields may be added; a field's name and meaning never change.

use crate::query::{ClassRow, DiffRow, EdgeRow, PathStep, TimelineRow};
use crate::text::{JsStr, JsString};

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, as it stands in the heap.
    Text(JsStr<'a>),
    /// A count, a size in bytes, an id or a distance.
    Number(i64),
    /// A number per snapshot.
    Numbers(&'a [u64]),
    /// Yes or no.
    Flag(bool),
    /// Not computed.
    Missing,
}

/// A row of `N` fields.
pub trait Record<const N: usize> {
    /// The names of the fields.
    const FIELDS: [&'static str; N];

    /// Their values.
    fn values(&self) -> [Value<'_>; N];
}

impl<'a> From<&'a JsString> for Value<'a> {
    fn from(text: &'a JsString) -> Self {
        Self::Text(text.as_js_str())
    }
}

impl From<&'static str> for Value<'_> {
    fn from(text: &'static str) -> Self {
        Self::Text(JsStr::new(text.as_bytes()))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// Sums of 32-bit sizes over 32-bit many nodes stay below 2^63, because a node takes at least five of the file's values.
impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Option<i32>> for Value<'_> {
    fn from(number: Option<i32>) -> Self {
        number.map_or(Self::Missing, |number| Self::Number(i64::from(number)))
    }
}

impl From<Option<u64>> for Value<'_> {
    fn from(number: Option<u64>) -> Self {
        number.map_or(Self::Missing, Self::from)
    }
}

impl Record<6> for ClassRow {
    const FIELDS: [&'static str; 6] = ["key", "name", "count", "distance", "shallowSize", "retainedSize"];

    fn values(&self) -> [Value<'_>; 6] {
        [
            (&self.key).into(),
            (&self.name).into(),
            self.count.into(),
            self.distance.into(),
            self.shallow_size.into(),
            self.retained_size.into(),
        ]
    }
}

impl Record<8> for DiffRow {
    const FIELDS: [&'static str; 8] =
        ["key", "name", "newCount", "deletedCount", "countDelta", "allocSize", "freedSize", "sizeDelta"];

    fn values(&self) -> [Value<'_>; 8] {
        [
            (&self.key).into(),
            (&self.name).into(),
            self.new_count.into(),
            self.deleted_count.into(),
            self.count_delta.into(),
            self.alloc_size.into(),
            self.freed_size.into(),
            self.size_delta.into(),
        ]
    }
}

/// In CSV, `counts` and `sizes` take a field per snapshot.
impl Record<8> for TimelineRow {
    const FIELDS: [&'static str; 8] =
        ["key", "name", "countDelta", "sizeDelta", "grownSteps", "everyStep", "counts", "sizes"];

    fn values(&self) -> [Value<'_>; 8] {
        [
            (&self.key).into(),
            (&self.name).into(),
            self.count_delta.into(),
            self.size_delta.into(),
            (self.grown_steps as u64).into(),
            Value::Flag(self.every_step),
            Value::Numbers(&self.counts),
            Value::Numbers(&self.sizes),
        ]
    }
}

impl Record<7> for EdgeRow {
    const FIELDS: [&'static str; 7] = ["edgeType", "edgeName", "id", "name", "distance", "shallowSize", "retainedSize"];

    fn values(&self) -> [Value<'_>; 7] {
        [
            self.edge_type.into(),
            (&self.edge_name).into(),
            self.object.id.into(),
            (&self.object.name).into(),
            self.object.distance.into(),
            self.object.shallow_size.into(),
            self.object.retained_size.into(),
        ]
    }
}

impl Record<4> for PathStep {
    const FIELDS: [&'static str; 4] = ["id", "name", "edgeType", "edgeName"];

    fn values(&self) -> [Value<'_>; 4] {
        [self.id.into(), (&self.name).into(), self.edge_type.into(), (&self.edge_name).into()]
    }
}
