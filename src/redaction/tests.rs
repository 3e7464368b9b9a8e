#![allow(clippy::unwrap_used)]
use super::*;
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::index::{EdgeIndex, NodeOrdinal};
use crate::snapshot::{EdgeType, NodeType};

/// A program whose code names `tenants`, `Store` and `last`.
fn program() -> (Drawing, usize) {
    let mut drawing = Drawing::new();
    let pool = drawing.code_naming(&["tenants", "Store", "secret@example.org"]);
    let literal = drawing.node(NodeType::CODE, "system / ObjectBoilerplateDescription", 8);
    drawing.edge(pool, EdgeType::Internal, "0", literal);
    let last = drawing.node(NodeType::STRING, "last", 8);
    drawing.edge(literal, EdgeType::Internal, "7", last);
    let feedback = drawing.node(NodeType::CODE, "system / FeedbackVector", 8);
    let met = drawing.node(NodeType::STRING, "secret key", 8);
    drawing.edge(0, EdgeType::Element, "2", feedback);
    drawing.edge(feedback, EdgeType::Hidden, "1", met);
    let global = drawing.node(NodeType::OBJECT, "global", 8);
    drawing.edge(0, EdgeType::Shortcut, "1", global);
    (drawing, global)
}

fn with_names<R>(drawing: &Drawing, ask: impl FnOnce(Namer<'_>, &Heap) -> R) -> R {
    let heap = Heap::new(drawing.snapshot()).unwrap();
    ask(Namer::new(&heap, &OwnNames::of(&heap).unwrap()), &heap)
}

fn shown(name: &Name) -> (String, String) {
    (name.text().as_js_str().to_string(), name.redacted().as_js_str().to_string())
}

#[test]
fn names_are_own_if_code_names_them() {
    with_names(&program().0, |_, heap| {
        let own = OwnNames::of(heap).unwrap();
        for name in ["tenants", "Store", "last", "get tenants", "Map", "_events"] {
            assert!(own.contains(name.as_bytes()), "{name}");
        }
        // A keyed access notes the last key it met.
        for name in ["secret key", "get secret key", "Tenants", "secret@example.org"] {
            assert!(!own.contains(name.as_bytes()), "{name}");
        }
    });
}

/// The name of an object of this type and name, open and redacted.
fn node(kind: NodeType, name: &str) -> (String, String) {
    let (mut drawing, global) = program();
    let node = drawing.node(kind, name, 8);
    drawing.edge(global, EdgeType::Property, "tenants", node);
    with_names(&drawing, |namer, _| shown(&namer.node(NodeOrdinal(node as u32))))
}

#[test]
fn data_in_names_of_nodes_is_left_out() {
    for (kind, name, redacted) in [
        (NodeType::OBJECT, "Store", "Store"),
        (NodeType::OBJECT, "Detached Store", "Detached Store"),
        (NodeType::OBJECT, "secret", "(object)"),
        (NodeType::OBJECT, "Window / http://secret", "Window / *"),
        (NodeType::OBJECT, "Object (prototype) / http://secret", "Object (prototype) / *"),
        (NodeType::OBJECT, "system / Context / scope @45", "system / Context / scope @45"),
        (NodeType::OBJECT, "system / Context / secret", "system / Context / *"),
        (NodeType::HIDDEN, "system / NativeContext / http://secret", "system / NativeContext / *"),
        (NodeType::HIDDEN, "system / Map", "system / Map"),
        (NodeType::STRING, "tenants", "(string)"),
        (NodeType::REGEXP, "secret", "(regexp)"),
        (NodeType::NUMBER, "4711", "(number)"),
        (NodeType::CLOSURE, "last", "last"),
        (NodeType::CLOSURE, "secret", "(closure)"),
        (NodeType::NATIVE, "<li class=\"secret\">", "<li>"),
        (NodeType::NATIVE, "Detached <div id=secret>", "Detached <div>"),
        (NodeType::NATIVE, "<secret-list>", "<*>"),
        (NodeType::NATIVE, "blink::HeapVector<blink::Member<T>>", "blink::HeapVector<blink::Member<T>>"),
        (NodeType::NATIVE, "Node / Environment", "Node / Environment"),
        (NodeType::NATIVE, "secret@example.org", "(native)"),
        (NodeType::CODE, "file:///home/secret.js", "(code)"),
        (NodeType::CODE, "secret", "(code)"),
        (NodeType::CODE, "last", "last"),
        (NodeType::CODE, "system / SharedFunctionInfo", "system / SharedFunctionInfo"),
        (NodeType::OBJECT, "system / secret", "(object) / *"),
        (NodeType::OBJECT, "system / Contextsecret", "(object) / *"),
    ] {
        assert_eq!(node(kind, name), (name.to_owned(), redacted.to_owned()));
    }
}

/// The name of an edge to something from an object of this type, open and redacted.
fn edge(from: NodeType, kind: EdgeType, name: &str) -> (String, String) {
    let (mut drawing, global) = program();
    let holder = drawing.node(from, "Store", 8);
    let held = drawing.node(NodeType::OBJECT, "Object", 8);
    drawing.edge(global, EdgeType::Property, "tenants", holder);
    drawing.edge(holder, kind, name, held);
    with_names(&drawing, |namer, heap| shown(&namer.edge(EdgeIndex(heap.snapshot.edges.len() as u32 - 1))))
}

#[test]
fn data_in_names_of_edges_is_left_out() {
    let entry = "3 / part of key (secret @7) -> value (secret @9) pair in WeakMap (table @5)";
    for (from, kind, name, redacted) in [
        (NodeType::OBJECT, EdgeType::Property, "tenants", "tenants"),
        (NodeType::OBJECT, EdgeType::Property, "secret", "[*]"),
        (NodeType::OBJECT, EdgeType::Property, "<symbol last>", "<symbol last>"),
        (NodeType::OBJECT, EdgeType::Property, "<symbol secret>", "[*]"),
        (NodeType::OBJECT, EdgeType::Element, "4711", "*"),
        (NodeType::NATIVE, EdgeType::Element, "7", "7"),
        (NodeType::OBJECT, EdgeType::Context, "variable", "variable"),
        (NodeType::OBJECT, EdgeType::Internal, "native_context", "native_context"),
        (NodeType::OBJECT, EdgeType::Internal, entry, "part of key -> value pair in WeakMap"),
        (NodeType::OBJECT, EdgeType::Internal, "1 / part of key (secret\n @7) -> value", "(internal)"),
    ] {
        assert_eq!(edge(from, kind, name), (name.to_owned(), redacted.to_owned()));
    }
}

#[test]
fn names_of_plain_objects_keep_what_code_names() {
    let (mut drawing, global) = program();
    let mut objects = Vec::new();
    for number in 0..3 {
        let object = drawing.node(NodeType::OBJECT, "Object", 8);
        drawing.edge(global, EdgeType::Element, &number.to_string(), object);
        for name in ["secret1", "secret2", "last"] {
            drawing.edge(object, EdgeType::Property, name, global);
        }
        objects.push(NodeOrdinal(object as u32));
    }
    with_names(&drawing, |namer, heap| {
        let expected = ("{secret1, secret2, last}".to_owned(), "{*, last}".to_owned());
        assert_eq!(shown(&namer.node(objects[0])), expected);
        assert_eq!(shown(&namer.class_of(objects[0])), expected);
        let class = heap.classes.of_node[objects[0]];
        assert_eq!(shown(&namer.class_called(heap.classes.name(&heap.snapshot, class))), expected);
    });
}

#[test]
fn names_are_cut_and_redacted_for_good() {
    let mut name = Name::own("Store.");
    name.push_data("secret", "[*]");
    assert_eq!(shown(&name.clone().cut(8)), ("Store.se…".to_owned(), "Store.[*]".to_owned()));
    assert_eq!(name.clone().cut(12), name);
    name.redact();
    assert_eq!(shown(&name), ("Store.[*]".to_owned(), "Store.[*]".to_owned()));
    let template = Name::own("blink::HeapVector<blink::Member<T>, 0>::Node");
    assert_eq!(shown(&template.without_template_arguments()).0, "blink::HeapVector<…>::Node");
}
