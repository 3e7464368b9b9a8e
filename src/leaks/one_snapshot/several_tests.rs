//! What several hold together.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{look_at, most, names, seen};
use crate::graph::testing::Drawing;
use crate::leaks::findings::Content;
use crate::leaks::testing::{ENTRY, array, files, heap_with_places, store};
use crate::snapshot::{EdgeType, NodeType};

#[test]
fn what_roots_of_a_runtime_lead_to_as_well_is_the_programs_that_holds_it() {
    // No link says of anything that it is the page's: what roots lead to they keep.
    let mut drawing = Drawing::new();
    let [global, owner] = ["global", "Store"].map(|name| drawing.node(NodeType::OBJECT, name, 40));
    drawing.edge(0, EdgeType::Property, "global", global);
    drawing.edge(global, EdgeType::Property, "store", owner);
    let tracer = drawing.node(NodeType::SYNTHETIC, "workerd / HeapTracer", 0);
    drawing.edge(0, EdgeType::Element, "3", tracer);
    let seen_list = array(&mut drawing, owner, "seen");
    let mut places = files(&mut drawing, &["/srv/app.js"]);
    places.push((owner, 0));
    for number in 0..60 {
        let wrapper = drawing.node(NodeType::NATIVE, "CppgcShim", 80);
        let wrapped = drawing.node(NodeType::NATIVE, "workerd / Request", ENTRY);
        drawing.edge(seen_list, EdgeType::Element, &number.to_string(), wrapper);
        drawing.edge(wrapper, EdgeType::Internal, "javascript_to_native", wrapped);
        drawing.edge(wrapped, EdgeType::Internal, "native_to_javascript", wrapper);
        drawing.edge(tracer, EdgeType::Internal, "wrapper", wrapped);
        drawing.edge(tracer, EdgeType::Internal, "object", wrapper);
    }
    let one = look_at(&heap_with_places(&drawing, places));
    let [large] = one.holders.as_slice() else { panic!("{:?}", names(&one)) };
    assert_eq!((names(&one), one.of_runtime.holders), (vec!["Store.seen".to_owned()], 0));
    assert_eq!((large.content, large.entries, most(large).0), (Content::Shared, 60, "Request".to_owned()));
    assert_eq!(large.retained_size, 60 * u64::from(ENTRY + 80), "with what each stands for");
}

#[test]
fn of_several_collections_the_one_that_gives_the_name_is_the_holder_and_its_own_entry_ends_the_chain() {
    let (mut drawing, owner) = store();
    let events = drawing.node(NodeType::OBJECT, "Object", 40);
    drawing.edge(owner, EdgeType::Property, "events", events);
    let lists = ["release", "error"].map(|name| array(&mut drawing, events, name));
    for number in 0..60 {
        let waiter = drawing.node(NodeType::OBJECT, "Waiter", ENTRY);
        for (list, class) in lists.into_iter().zip(["wrapper", "Listener"]) {
            let listener = drawing.node(NodeType::OBJECT, class, 16);
            drawing.edge(list, EdgeType::Element, &number.to_string(), listener);
            drawing.edge(listener, EdgeType::Property, "waiter", waiter);
        }
    }
    let one = seen(&drawing);
    let large = &one.holders[0];
    assert_eq!((names(&one)[0].as_str(), large.content), ("Store.events.release", Content::Shared));
    let texts: Vec<_> = large.chain.iter().map(|link| link.name.text().as_js_str().to_string()).collect();
    assert_eq!(large.chain[large.holder_step].edge_name.text().as_js_str().to_string(), "release");
    assert_eq!(texts[texts.len() - 2..], ["wrapper", "Waiter"]);
}

/// The nodes of a tree that a module has in a list as well hang at the module: the list is what has them.
#[test]
fn what_two_variables_of_a_module_have_is_the_collections_that_has_it_all() {
    let (mut drawing, owner) = store();
    let module = drawing.node(NodeType::HIDDEN, "system / SourceTextModule", 144);
    let main = drawing.node(NodeType::CLOSURE, "", 64);
    let scope = drawing.node(NodeType::OBJECT, "system / Context", 56);
    drawing.edge(owner, EdgeType::Property, "module", module);
    drawing.edge(module, EdgeType::Hidden, "4", main);
    drawing.edge(main, EdgeType::Internal, "context", scope);
    let all = drawing.node(NodeType::OBJECT, "Array", 16);
    drawing.edge(scope, EdgeType::Context, "all", all);
    for number in 0..60 {
        let node = drawing.node(NodeType::OBJECT, "TreeNode", ENTRY);
        let children = array(&mut drawing, node, "children");
        assert_eq!(children, all + 2 + number * 2);
        drawing.edge(all, EdgeType::Element, &number.to_string(), node);
        match number {
            0 => drawing.edge(scope, EdgeType::Context, "root", node),
            // The array of the node at half the number.
            _ => drawing.edge(all + 2 + number / 2 * 2, EdgeType::Element, &number.to_string(), node),
        }
    }
    // The call that ran the module has the list in a register.
    let call = drawing.node(NodeType::OBJECT, "Generator", 160);
    let registers = drawing.node(NodeType::ARRAY, "", 104);
    drawing.edge(module, EdgeType::Hidden, "3", call);
    drawing.edge(call, EdgeType::Internal, "parameters_and_registers", registers);
    drawing.edge(registers, EdgeType::Internal, "1", all);
    let one = seen(&drawing);
    assert_eq!((names(&one)[0].as_str(), one.holders[0].content), ("all", Content::Shared));
    assert_eq!(one.holders[0].entries, 60);
}
