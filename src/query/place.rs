//! Where the function or the class of an object stands in the source.

use serde::Serialize;

use crate::classes::{self, SourcePlace};
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::redaction::script_file;
use crate::text::JsString;

/// A place in a source file, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Path or address as V8 has it; absent if nothing in the snapshot leads to it.
    pub file: Option<JsString>,
    /// V8's number of the script.
    pub script_id: u32,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// Where that is in the code that ran, if a source map led from there to here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated: Option<Generated>,
}

/// A place in generated code, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Generated {
    /// The script's path or address.
    pub file: Option<JsString>,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// What is called something else there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<JsString>,
}

impl Place {
    /// Where a node's function or class stands, if its file is known: a script's number alone says nothing to people.
    pub fn in_file(heap: &Heap, node: NodeOrdinal) -> Option<Self> {
        heap.place(node).filter(|place| place.file.is_some()).map(Self::from)
    }

    /// The same without data: what a script is called may be some.
    #[must_use]
    pub fn redacted(self) -> Self {
        let file = |file: Option<JsString>| file.map(|file| script_file(file.as_js_str()).redacted());
        let generated = self.generated.map(|place| Generated { file: file(place.file), name: None, ..place });
        Self { file: file(self.file), generated, ..self }
    }
}

impl From<SourcePlace<'_>> for Place {
    fn from(SourcePlace { file, script_id, line, column, generated }: SourcePlace<'_>) -> Self {
        Self { file: file.map(JsString::from), script_id, line, column, generated: generated.map(Generated::from) }
    }
}

impl From<classes::Generated<'_>> for Generated {
    fn from(classes::Generated { file, line, column, name }: classes::Generated<'_>) -> Self {
        Self { file: file.map(JsString::from), line, column, name: name.map(JsString::from) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Place;

    #[test]
    fn a_redacted_place_names_no_page() {
        let place = |file: &str| {
            Place { file: Some(file.into()), script_id: 1, line: 2, column: 3, generated: None }.redacted()
        };
        let shown = |place: Place| place.file.unwrap().as_js_str().to_string();
        assert!(!shown(place("https://shop.example/invite/SECRET")).contains("SECRET"));
        assert!(shown(place("/srv/shop/app.js")).ends_with("app.js"));
        assert_eq!(place("/srv/shop/app.js").line, 2);
    }
}
