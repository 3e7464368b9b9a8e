//! Rows as they may leave the machine: in the place of every name that is data stands what docs/redaction.md says.

use std::collections::HashMap;

use super::place::Place;
use super::rows::{ClassRow, DiffRow, EdgeRow, ObjectRow, TimelineRow};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::{ClassId, EdgeIndex, NodeOrdinal, Position, try_make_room};
use crate::redaction::{Namer, OwnNames};
use crate::text::{JsStr, JsString};

/// Makes the names of one heap without data.
#[derive(Debug)]
pub struct Redactor<'a> {
    heap: &'a Heap,
    namer: Namer<'a>,
    /// The classes of the heap by public key.
    classes: HashMap<JsString, ClassId>,
}

impl<'a> Redactor<'a> {
    /// Of `heap`, whose own names are `own`.
    ///
    /// # Errors
    ///
    /// When there is no memory for the keys of all classes.
    pub fn new(heap: &'a Heap, own: &'a OwnNames) -> Result<Self, OutOfMemory> {
        let mut classes = HashMap::new();
        for &class in &heap.aggregates.rows {
            try_make_room(&mut classes)?;
            classes.insert(heap.classes.key(&heap.snapshot, class), class);
        }
        Ok(Self { heap, namer: Namer::new(heap, own), classes })
    }

    /// The name of a class with a public key, of this heap or of an earlier one.
    pub fn class(&self, key: &JsString) -> JsString {
        let name = match self.classes.get(key) {
            Some(&class) => self.namer.class(class),
            None => self.namer.class_called(name_in(key.as_js_str())),
        };
        name.redacted()
    }

    /// The name of a node; nothing for one that is not there.
    pub fn node(&self, node: NodeOrdinal) -> JsString {
        if node.index() < self.heap.snapshot.nodes.len() {
            self.namer.node(node).redacted()
        } else {
            JsString::default()
        }
    }

    /// The name of a node's class; nothing for one that is not there.
    pub fn class_of(&self, node: NodeOrdinal) -> JsString {
        if node.index() < self.heap.snapshot.nodes.len() {
            self.namer.class_of(node).redacted()
        } else {
            JsString::default()
        }
    }

    /// The name of a function.
    pub fn function(&self, name: &JsString) -> JsString {
        self.namer.function(name).redacted()
    }

    /// The name of an edge; nothing for one that is not there.
    pub fn edge(&self, edge: EdgeIndex) -> JsString {
        if edge.index() < self.heap.snapshot.edges.len() {
            self.namer.edge(edge).redacted()
        } else {
            JsString::default()
        }
    }
}

/// The name in a public key: behind the place of the constructor, which is three numbers or nothing, and a comma.
fn name_in(key: JsStr<'_>) -> JsStr<'_> {
    let bytes = key.as_bytes();
    let commas = if bytes.starts_with(b",") { 1 } else { 4 };
    let parts = bytes.splitn(commas, |&byte| byte == b',');
    let parts = if commas == 1 { None } else { parts.last() };
    JsStr::new(parts.or_else(|| bytes.get(1..)).unwrap_or_default())
}

impl Redactor<'_> {
    /// The public key of a class with its name redacted; the place stays.
    pub fn key(&self, key: &JsString) -> JsString {
        let bytes = key.as_js_str().as_bytes();
        let place = bytes.len() - name_in(key.as_js_str()).as_bytes().len();
        let mut redacted = JsString::from(JsStr::new(bytes.get(..place).unwrap_or_default()));
        redacted.push(self.class(key).as_js_str());
        redacted
    }
}

/// A row that can be taken along.
pub trait Redact {
    /// Replaces every name in it.
    fn redact(&mut self, redactor: &Redactor<'_>);
}

/// Replaces the name of a class, also in its key.
fn redact_class(key: &mut JsString, name: &mut JsString, redactor: &Redactor<'_>) {
    (*key, *name) = (redactor.key(key), redactor.class(key));
}

impl Redact for ClassRow {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        redact_class(&mut self.key, &mut self.name, redactor);
    }
}

impl Redact for DiffRow {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        redact_class(&mut self.key, &mut self.name, redactor);
    }
}

impl Redact for TimelineRow {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        redact_class(&mut self.key, &mut self.name, redactor);
    }
}

impl Redact for ObjectRow {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        let node = NodeOrdinal(self.ordinal);
        self.name = redactor.node(node);
        self.preview = None;
        self.class_name = redactor.class_of(node);
    }
}

impl Redact for EdgeRow {
    fn redact(&mut self, redactor: &Redactor<'_>) {
        self.edge_name = redactor.edge(EdgeIndex(self.edge_index));
        self.object.redact(redactor);
        self.place = self.place.take().map(Place::redacted);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::graph::testing::Drawing;
    use crate::query::{InstanceSet, NodeFilter, RowQuery, Session, SortColumn};
    use crate::snapshot::{EdgeType, NodeType};

    #[test]
    fn the_name_in_a_key_is_what_follows_the_place() {
        for (key, name) in
            [(",Basket", "Basket"), ("17,14,104,Basket", "Basket"), ("1,2,3,{a, b}", "{a, b}"), (",{a, b}", "{a, b}")]
        {
            assert_eq!(name_in(JsStr::new(key.as_bytes())), JsStr::new(name.as_bytes()), "{key}");
        }
        assert_eq!(name_in(JsStr::new(b"")), JsStr::new(b""));
    }

    /// A program whose code names `Store` and `items`, with a secret in every place where rows have a name.
    fn session() -> Session {
        let mut drawing = Drawing::new();
        drawing.code_naming(&["Store", "items"]);
        let store = drawing.node(NodeType::OBJECT, "Store", 8);
        drawing.edge(0, EdgeType::Shortcut, "1", store);
        let kinds = [NodeType::STRING, NodeType::OBJECT, NodeType::CLOSURE, NodeType::NATIVE];
        for (at, kind) in kinds.into_iter().enumerate() {
            let node = drawing.node(kind, &format!("<a title=SECRET {at}>"), 16);
            drawing.edge(store, EdgeType::Property, &format!("SECRET key {at}"), node);
        }
        let other = drawing.node(NodeType::OBJECT, "SECRET class", 16);
        drawing.edge(store, EdgeType::Property, "items", other);
        let text = drawing.node(NodeType::STRING, "SECRET text", 16);
        drawing.edge(store, EdgeType::Property, "items", text);
        let mut session = Session::new(Heap::new(drawing.snapshot()).unwrap());
        session.complete().unwrap();
        session
    }

    /// Everything that rows say, as it would be written.
    fn said(rows: &impl serde::Serialize) -> String {
        serde_json::to_string(rows).unwrap()
    }

    #[test]
    fn redacted_rows_hold_no_data() {
        let mut session = session();
        let open = RowQuery::all(SortColumn::Object, true);
        let redacted = RowQuery { redact: true, ..open.clone() };
        let classes = session.summary(&open).unwrap().rows;
        assert!(said(&classes).contains("SECRET"));
        let shown = said(&session.summary(&redacted).unwrap());
        assert!(!shown.contains("SECRET") && shown.contains(",Store\""), "{shown}");
        for class in &classes {
            let set = InstanceSet::Class(class.class_index, NodeFilter::All);
            let objects = session.instances(set, &open).unwrap().rows;
            assert!(!said(&session.instances(set, &redacted).unwrap()).contains("SECRET"));
            for node in objects.iter().map(|object| NodeOrdinal(object.ordinal)) {
                for rows in [
                    session.properties(node, &redacted).unwrap().rows,
                    session.retainers(node, &redacted).unwrap().rows,
                ] {
                    assert!(!said(&rows).contains("SECRET"));
                }
                let (path, redacted) = (session.path(node, &[]).unwrap(), session.redacted_path(node, &[]).unwrap());
                assert_eq!(path.len(), redacted.len());
                assert!(!said(&redacted).contains("SECRET"), "{}", said(&redacted));
            }
        }
        let store = classes.iter().find(|class| class.name.as_js_str() == JsStr::new(b"Store")).unwrap();
        let object = session.instances(InstanceSet::Class(store.class_index, NodeFilter::All), &redacted).unwrap().rows;
        let properties = session.properties(NodeOrdinal(object.first().unwrap().ordinal), &redacted).unwrap().rows;
        let shown = said(&properties);
        for expected in ["\"items\"", "\"[*]\"", "\"(string)\"", "\"(closure)\""] {
            assert!(shown.contains(expected), "{expected}: {shown}");
        }
    }
}
