//! With threads as without: the same columns, the same errors.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::snapshot::Input;
use crate::snapshot::testing::{dump, read};

/// A file of some thirty pieces whose numbers are of all lengths, sizes past 2³² and fractions among them.
fn large_file() -> String {
    let count = 1500;
    let header = format!(
        r#"{{"snapshot":{{"meta":{{"node_fields":["type","name","id","self_size","edge_count"],
"node_types":[["hidden","array","string","object","synthetic"],"string","number","number","number"],
"edge_fields":["type","name_or_index","to_node"],
"edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"]}},
"node_count":{count},"edge_count":{count}}},"#
    );
    let size = |at: u64| match at % 50 {
        7 => "5000000000".to_owned(),
        9 => "12.5".to_owned(),
        _ => (at * at * 31 % 1_000_000).to_string(),
    };
    let nodes: Vec<_> = (0..count).map(|at| format!("3,{},{},{},1", at % 3, at * 2 + 1, size(at))).collect();
    let edges: Vec<_> = (0..count).map(|at| format!("1,{at},{}", (at * 7 % count) * 5)).collect();
    let (nodes, edges) = (nodes.join("\n,"), edges.join("\n,"));
    let numbers_in_text = "1,22,333,".repeat(500);
    let text = |at: usize| match at % 200 {
        7 => "a line,\n that ends inside".to_owned(),
        8 => "so that it looks like,\n".to_owned(),
        9 => "\\u00e9\\n\\ud83d".to_owned(),
        _ => format!("é{at} \\\"quoted\\\""),
    };
    let texts: Vec<_> = (0..600).map(|at| format!("\"{}\"", text(at))).collect();
    let texts = texts.join(",\n");
    format!(
        "{header}\n\"nodes\":[{nodes}],\n\"edges\":[{edges}],\n\"strings\":[\"\",\"{numbers_in_text}\",\"Box\",\n{texts}]}}\n"
    )
}

fn read_with(threads: usize, bytes: &[u8], step: usize) -> Result<String, ReadError> {
    let mut input = Input::into_sink(bytes.len() as u64, ParallelReader::new(threads));
    for chunk in bytes.chunks(step) {
        input.push(chunk)?;
    }
    input.finish_sink()?.finish().map(|snapshot| dump(&snapshot))
}

/// What a reading gave: the columns, or what went wrong and in which section.
fn outcome(read: Result<String, ReadError>) -> Result<String, String> {
    read.map_err(|error| format!("{:?} in {:?}", error.category(), error.section))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn the_same_with_any_number_of_threads(
        threads in 2usize..5, step in 1usize..5000, cut in prop::option::of(0usize..80_000),
        wrong in prop::option::of((0usize..80_000, prop::sample::select(vec![b'x', b'"', b'9', b']', b',']))),
    ) {
        let mut file = large_file().into_bytes();
        if let Some((place, byte)) = wrong.map(|(at, byte)| (at % file.len(), byte)) {
            file[place] = byte;
        } else {
            // Of two faults it depends on where batches end which one is met first.
            file.truncate(cut.unwrap_or(usize::MAX));
        }
        let alone = outcome(read(&file, step).map(|snapshot| dump(&snapshot)));
        let together = outcome(read_with(threads, &file, step));
        // Of a file that is damaged twice either damage may be told: records are checked in larger lots or smaller.
        if wrong.is_some() && cut.is_some() && alone.is_err() {
            prop_assert!(together.is_err());
        } else {
            prop_assert_eq!(together, alone);
        }
    }
}

#[test]
fn threads_are_used() {
    let file = large_file();
    let mut reader = ParallelReader::new(2);
    reader.announce(file.len() as u64, None);
    reader.push(file.as_bytes().get(..4000).unwrap()).unwrap();
    assert!(matches!(*reader.state.borrow(), State::Threads(_)));
    assert!(!reader.is_whole());
    assert_eq!(reader.section(), Section::Nodes);
    reader.push(file.as_bytes().get(4000..).unwrap()).unwrap();
    assert!(reader.is_whole());
    assert_eq!(reader.position(), file.len() as u64);
    assert_eq!(reader.finish().unwrap().nodes.len(), 1500);
}
