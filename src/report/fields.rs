//! The fields of a row in JSON and CSV, under the same names and in the same order; those of columns come from
//! [`query::columns`](crate::query::columns).
//!
//! docs/json.md promises these names. Fields may be added; a field's name and meaning never change.

use crate::query::columns;
use crate::query::{ClassRow, DiffRow, EdgeRow, Generated, ObjectRow, PathStep, Place, TimelineRow};
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
pub trait Fields<const N: usize> {
    /// The names of the fields.
    const NAMES: [&'static str; N];

    /// Their values.
    fn values(&self) -> [Value<'_>; N];

    /// Where what the row names stands in the code that ran, if a source map led from there to its place; in JSON only.
    fn generated(&self) -> Option<&Generated> {
        None
    }
}

/// What a source map led from to a place.
pub fn generated(place: Option<&Place>) -> Option<&Generated> {
    place.and_then(|place| place.generated.as_ref())
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

impl Fields<6> for ClassRow {
    const NAMES: [&'static str; 6] = [
        "key",
        columns::CONSTRUCTOR.field,
        columns::COUNT.field,
        columns::DISTANCE.field,
        columns::SHALLOW_SIZE.field,
        columns::RETAINED_SIZE.field,
    ];

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

impl Fields<8> for DiffRow {
    const NAMES: [&'static str; 8] = [
        "key",
        columns::CONSTRUCTOR.field,
        columns::NEW_COUNT.field,
        columns::DELETED_COUNT.field,
        columns::COUNT_DELTA.field,
        columns::ALLOC_SIZE.field,
        columns::FREED_SIZE.field,
        columns::SIZE_DELTA.field,
    ];

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
impl Fields<8> for TimelineRow {
    const NAMES: [&'static str; 8] = [
        "key",
        columns::CONSTRUCTOR.field,
        columns::COUNT_DELTA.field,
        columns::SIZE_DELTA.field,
        "grownSteps",
        "everyStep",
        "counts",
        "sizes",
    ];

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

impl Fields<10> for EdgeRow {
    const NAMES: [&'static str; 10] = [
        "edgeType",
        columns::EDGE.field,
        "id",
        columns::OBJECT.field,
        columns::DISTANCE.field,
        columns::SHALLOW_SIZE.field,
        columns::RETAINED_SIZE.field,
        "file",
        "line",
        "column",
    ];

    fn values(&self) -> [Value<'_>; 10] {
        let [file, line, column] = of_place(self.place.as_ref());
        [
            self.edge_type.into(),
            (&self.edge_name).into(),
            self.object.id.into(),
            (&self.object.name).into(),
            self.object.distance.into(),
            self.object.shallow_size.into(),
            self.object.retained_size.into(),
            file,
            line,
            column,
        ]
    }

    fn generated(&self) -> Option<&Generated> {
        generated(self.place.as_ref())
    }
}

impl Fields<8> for ObjectRow {
    const NAMES: [&'static str; 8] = [
        "id",
        columns::OBJECT.field,
        "type",
        "className",
        columns::DISTANCE.field,
        columns::SHALLOW_SIZE.field,
        columns::RETAINED_SIZE.field,
        "detached",
    ];

    fn values(&self) -> [Value<'_>; 8] {
        [
            self.id.into(),
            (&self.name).into(),
            Value::Text(JsStr::new(self.kind.as_bytes())),
            (&self.class_name).into(),
            self.distance.into(),
            self.shallow_size.into(),
            self.retained_size.into(),
            Value::Flag(self.detached),
        ]
    }
}

impl Fields<7> for PathStep {
    const NAMES: [&'static str; 7] =
        ["id", columns::OBJECT.field, "edgeType", columns::EDGE.field, "file", "line", "column"];

    fn values(&self) -> [Value<'_>; 7] {
        let [file, line, column] = of_place(self.place.as_ref());
        [self.id.into(), (&self.name).into(), self.edge_type.into(), (&self.edge_name).into(), file, line, column]
    }

    fn generated(&self) -> Option<&Generated> {
        generated(self.place.as_ref())
    }
}

/// File, number of the script, line and column.
pub fn of_script(place: Option<&Place>) -> [Value<'_>; 4] {
    let [file, line, column] = of_place(place);
    [file, place.map_or(Value::Missing, |place| place.script_id.into()), line, column]
}

/// File, line and column.
fn of_place(place: Option<&Place>) -> [Value<'_>; 3] {
    let file = place.and_then(|place| place.file.as_ref()).map_or(Value::Missing, Value::from);
    let number = |of: fn(&Place) -> u32| place.map_or(Value::Missing, |place| of(place).into());
    [file, number(|place| place.line), number(|place| place.column)]
}
