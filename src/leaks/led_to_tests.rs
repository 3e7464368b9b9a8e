//! Who of the program leads to what a root has.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::leaks::findings::Reason;
use crate::leaks::testing::{ENTRY, array, files, heap_with_places, store};
use crate::leaks::{BaseColumns, find};
use crate::snapshot::{EdgeType, NodeType};

/// A few clients with two sockets each, which the runtime keeps open, and a parser in each of these.
#[test]
fn that_the_program_leads_to_what_a_root_has_by_way_of_others_is_said() {
    let program = |clients: usize, has_pool: bool| {
        let (mut drawing, store) = store();
        let mut places = files(&mut drawing, &["/srv/app/pool.js"]);
        places.push((store, 0));
        let list = array(&mut drawing, store, "clients");
        for number in 0..clients {
            let client = drawing.node(NodeType::OBJECT, "Client", 40);
            for side in ["first", "second"] {
                let socket = drawing.node(NodeType::OBJECT, "Socket", 40);
                let parser = drawing.node(NodeType::OBJECT, "Parser", 4 * ENTRY);
                drawing.edge(0, EdgeType::Element, "2", socket);
                drawing.edge(socket, EdgeType::Property, "parser", parser);
                drawing.edge(socket, EdgeType::Property, "client", client);
                drawing.edge(client, EdgeType::Property, side, socket);
                places.push((parser, 0));
            }
            if has_pool {
                drawing.edge(list, EdgeType::Element, &number.to_string(), client);
            }
        }
        heap_with_places(&drawing, places)
    };
    for has_pool in [false, true] {
        let suspect =
            find(&program(8, has_pool), &[BaseColumns::of(&program(1, has_pool)).unwrap()]).unwrap().suspects.remove(0);
        let expected = if has_pool { Reason::ProgramLeadsToo } else { Reason::NotHeldByProgram };
        assert_eq!(suspect.confidence.reasons, [expected], "{suspect:?}");
        let also: Vec<_> = suspect.also_held_by.iter().map(|name| name.text().as_js_str().to_string()).collect();
        assert_eq!(also, if has_pool { vec!["Store.clients"] } else { Vec::new() });
    }
}
