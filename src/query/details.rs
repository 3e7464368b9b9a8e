//! Everything that is known of one object: its row, where its code stands, and the whole of a text.
//!
//! Rows have names that are cut at 1,024 characters, as DevTools cuts them. Here the parts of a concatenated string are
//! joined further. Of any other string the file itself has no more: V8 cuts them when it writes.

use serde::Serialize;

use super::allocations::{self, StackFrame};
use super::place::Place;
use super::redacted::{Redact, Redactor};
use super::rows::ObjectRow;
use crate::classes::ropes;
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::snapshot::NodeType;
use crate::text::JsString;

/// The longest text given, in UTF-16 units.
const LONGEST_TEXT: usize = 1 << 20;

/// An object, at length.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// Its row in a list.
    #[serde(flatten)]
    pub object: ObjectRow,
    /// Where its function or its class stands; absent if the file does not say.
    pub place: Option<Place>,
    /// Of a string: its text, as far as the file has it.
    pub text: Option<JsString>,
    /// Length of that text in UTF-16 units.
    pub text_length: Option<usize>,
    /// The functions on the stack when it was allocated, the innermost first; empty if that was not recorded.
    pub stack: Vec<StackFrame>,
}

impl Details {
    /// What there is to say of a node.
    ///
    /// # Errors
    /// If there is not enough memory.
    pub fn of(heap: &Heap, node: NodeOrdinal) -> Result<Self, OutOfMemory> {
        let object = ObjectRow::new(heap, node);
        let place = heap.place(node).map(Place::from);
        let text = match heap.snapshot.nodes.kind[node] {
            NodeType::CONCATENATED_STRING => Some(ropes::text_up_to(&heap.snapshot, node, LONGEST_TEXT)),
            NodeType::STRING | NodeType::SLICED_STRING => Some(object.name.clone()),
            _ => None,
        };
        let text_length = text.as_ref().map(|text| text.as_js_str().utf16_len());
        let stack = allocations::stack(heap, node)?;
        Ok(Self { object, place, text, text_length, stack })
    }

    /// The same without data.
    #[must_use]
    pub fn redacted(mut self, redactor: &Redactor<'_>) -> Self {
        self.object.redact(redactor);
        self.text = self.text.map(|_| self.object.name.clone());
        self.place = self.place.map(Place::redacted);
        self.stack.iter_mut().for_each(|frame| frame.redact(redactor));
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::graph::testing::Drawing;
    use crate::heap::Heap;
    use crate::index::NodeOrdinal;
    use crate::query::Session;
    use crate::snapshot::{EdgeType, NodeType};

    fn rope() -> Session {
        let mut drawing = Drawing::new();
        let rope = drawing.node(NodeType::CONCATENATED_STRING, "", 32);
        drawing.edge(0, EdgeType::Property, "kept", rope);
        for half in ["first", "second"] {
            let leaf = drawing.node(NodeType::STRING, &half.repeat(200), 1000);
            drawing.edge(rope, EdgeType::Internal, half, leaf);
        }
        Session::new(Heap::new(drawing.snapshot()).unwrap())
    }

    #[test]
    fn the_text_of_a_concatenated_string_is_whole() {
        let details = rope().details(NodeOrdinal(1), false).unwrap().unwrap();
        assert_eq!(details.text_length, Some(2200));
        assert_eq!(details.text.unwrap().as_js_str().to_string(), "first".repeat(200) + &"second".repeat(200));
        assert_eq!(details.place, None);
    }

    #[test]
    fn a_redacted_text_is_not_there() {
        let details = rope().details(NodeOrdinal(2), true).unwrap().unwrap();
        assert!(!details.text.unwrap().as_js_str().to_string().contains("first"));
        assert_eq!(details.text_length, Some(1000));
        assert!(rope().details(NodeOrdinal(9), false).unwrap().is_none());
    }
}
