//! Files that are whole, cut, or wrong: a right answer or a typed error, in chunks of any size.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::testing::{dump, file, read, recording};
use super::{Allocations, Input, Sample, Warnings};
use crate::error::{Category, Problem, ReadError, Section};
use crate::index::{EdgeIndex, NodeOrdinal, TraceIndex};

fn error(text: &str) -> ReadError {
    let whole = read(text.as_bytes(), usize::MAX).map(drop).unwrap_err();
    let by_bytes = read(text.as_bytes(), 1).map(drop).unwrap_err();
    assert_eq!((whole.category(), whole.section), (by_bytes.category(), by_bytes.section), "{whole} / {by_bytes}");
    whole
}

#[test]
fn every_section_is_read() {
    let snapshot = read(file().as_bytes(), usize::MAX).unwrap();
    assert_eq!((snapshot.nodes.len(), snapshot.edges.len(), snapshot.strings.len()), (3, 3, 4));
    assert_eq!(snapshot.extra_native_bytes, 12.0);
    assert_eq!(snapshot.type_name(NodeOrdinal(2)), "brand new");
    assert!(snapshot.raw_name(NodeOrdinal(2)).is("tail é"));
    assert_eq!(snapshot.nodes.edge_range(NodeOrdinal(1)), 2..3);
    let place = snapshot.locations.places[snapshot.locations.of(NodeOrdinal(1)).unwrap()];
    assert_eq!((place.script_id, place.line, place.column), (4, 3, 2), "the later entry wins");
}

#[test]
fn the_same_columns_whatever_the_chunk_size() {
    let file = file();
    let whole = dump(&read(file.as_bytes(), usize::MAX).unwrap());
    for step in (1..40).chain([64, 100, 1000]) {
        assert_eq!(dump(&read(file.as_bytes(), step).unwrap()), whole, "chunks of {step}");
    }
}

#[test]
fn a_cut_anywhere_is_an_error() {
    let file = file();
    let end = file.trim_end().len();
    for length in 0..end {
        let error = read(&file.as_bytes()[..length], 64).map(drop).unwrap_err();
        assert!(matches!(error.category(), Category::Truncated | Category::NotASnapshot), "cut at {length}: {error}");
    }
}

#[test]
fn other_files_are_named() {
    assert_eq!(error("").category(), Category::NotASnapshot);
    assert_eq!(error("[1,2]").category(), Category::NotASnapshot);
    assert_eq!(error("{}").category(), Category::NotASnapshot);
    assert_eq!(error(r#"{"head":{"callFrame":{}},"samples":[]}"#).category(), Category::NotASnapshot);
    assert_eq!(error(r#"{"nodes":[1]}"#).category(), Category::NotASnapshot);
}

#[test]
fn a_byte_order_mark_is_read_over() {
    assert!(read(format!("\u{feff}{}", file()).as_bytes(), 1).is_ok());
}

#[test]
fn counts_that_do_not_fit() {
    for (from, to, items) in [
        ("\"node_count\":3", "\"node_count\":4", "nodes"),
        ("\"node_count\":3", "\"node_count\":2", "nodes"),
        ("\"edge_count\":3", "\"edge_count\":4", "edges"),
        ("\"edge_count\":3", "\"edge_count\":2", "edges"),
        ("9,0,1,0,2,0", "9,0,1,0,4000000000,0", "edges"),
    ] {
        let error = error(&file().replace(from, to));
        assert!(
            matches!(error.problem, Problem::CountMismatch { items: found, .. } if found == items),
            "{to}: {error}"
        );
    }
}

#[test]
fn counts_that_no_file_could_hold_cost_no_memory() {
    let error = error(&file().replace("\"node_count\":3", "\"node_count\":500000000"));
    assert!(matches!(error.problem, Problem::CountMismatch { .. }), "{error}");
    let error = self::error(&file().replace("\"node_count\":3", "\"node_count\":18446744073709551615"));
    assert_eq!(error.category(), Category::TooLarge);
    assert_eq!(error.section, Section::Header);
}

#[test]
fn what_does_not_fit_in_memory_is_refused_by_its_header() {
    let text = file().replace("\"node_count\":3", "\"node_count\":110000000");
    let header = &text.as_bytes()[..text.find("\"nodes\":").unwrap()];
    let push = |stored: u64, limit| Input::with_memory_limit(stored, limit).push(header);
    let error = push(3_000_000_000, 4 << 30).unwrap_err();
    assert_eq!((error.category(), error.section), (Category::TooLarge, Section::Header));
    assert!(error.to_string().contains("needs at least 4.6 GB of memory, and there are 4.2 GB"), "{error}");
    assert!(push(3_000_000_000, 8 << 30).is_ok());
    assert!(push(3_000_000, 4 << 30).is_ok(), "a small file cannot hold what its header announces");
    assert!(Input::new(3_000_000_000).push(b"{").is_ok());
}

#[test]
fn indexes_out_of_range() {
    for (from, to, what) in [
        ("[5,1,6", "[5,1,18", "an edge's to_node"),
        ("\"locations\":[6,", "\"locations\":[60,", "a location's object_index"),
        ("\"node_count\":3", "\"root_index\":18,\"node_count\":3", "root_index"),
    ] {
        let error = error(&file().replace(from, to));
        assert!(matches!(error.problem, Problem::OutOfRange { what: found, .. } if found == what), "{to}: {error}");
    }
    assert_eq!(error(&file().replace("[5,1,6", "[5,1,7")).category(), Category::Malformed);
    assert_eq!(
        error(&file().replace("\"node_count\":3", "\"root_index\":1,\"node_count\":3")).category(),
        Category::Malformed
    );
}

#[test]
fn what_cannot_be_shown_as_it_stands_is_counted() {
    let warnings = |replacements: &[(&str, &str)]| {
        let text = replacements.iter().fold(file(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        });
        let snapshot = read(text.as_bytes(), usize::MAX).unwrap();
        assert_eq!(dump(&read(text.as_bytes(), 1).unwrap()), dump(&snapshot));
        snapshot
    };
    assert!(warnings(&[]).warnings.is_empty());

    let unknown = warnings(&[(",3,1,3,16,1,0", ",99,1,3,16,1,0"), ("[5,1,6\n,1,7,12", "[50,1,6\n,4000000000,3,12")]);
    assert_eq!(unknown.type_name(NodeOrdinal(1)), "unknown");
    let types: Vec<_> = (0..3).map(|at| unknown.edges.type_name(EdgeIndex(at))).collect();
    assert_eq!(types, ["unknown", "unknown", "property"]);
    assert!(unknown.edges.name(EdgeIndex(1)).is_some_and(|name| unknown.strings.get(name).is("next")));
    assert_eq!(unknown.warnings, Warnings { unknown_nodes: 1, unknown_edges: 2, ..Warnings::default() });

    let listed = warnings(&[("\"shortcut\",", "\"brand new\",")]);
    assert_eq!((listed.edges.type_name(EdgeIndex(0)), listed.warnings.unknown_edges), ("unknown", 1));

    let nameless =
        warnings(&[(",3,1,3,16,1,0", ",3,4,3,16,1,0"), ("[5,1,6", "[5,4000000000,6"), (",1,7,12", ",1,99,12")]);
    assert!(nameless.raw_name(NodeOrdinal(1)).is("(name missing)"));
    assert_eq!(nameless.edges.name(EdgeIndex(0)), Some(nameless.nodes.name[NodeOrdinal(1)]));
    assert_eq!(nameless.edges.name_or_index(EdgeIndex(1)), 99, "a number is no name");
    assert_eq!(nameless.warnings, Warnings { missing_names: 2, ..Warnings::default() });

    let fractions = warnings(&[(",3,1,3,16,1,0", ",3,1,3,16.9,1,0"), ("[5,1,6", "[5,1.0,6e0")]);
    assert_eq!(fractions.nodes.self_size.of(NodeOrdinal(1)), 16);
    assert_eq!(fractions.warnings, Warnings { fractions: 3, ..Warnings::default() });

    let elsewhere = warnings(&[("\"object_index\"", "\"object\"")]);
    assert!(elsewhere.warnings.unknown_locations && elsewhere.locations.of_nodes.is_empty());
    let counted = warnings(&[("\"node_count\":3,\"edge_count\":3", "\"node_count\":0,\"edge_count\":0")]);
    assert_eq!(counted.warnings, Warnings { counts_missing: true, ..Warnings::default() });
}

#[test]
fn a_root_that_is_not_first() {
    let file = file().replace("\"node_count\":3", "\"root_index\":12,\"node_count\":3");
    assert_eq!(read(file.as_bytes(), 1).unwrap().root, NodeOrdinal(2));
}

#[test]
fn numbers_that_are_none() {
    let malformed = |from: &str, to: &str, section| {
        let error = error(&file().replace(from, to));
        assert_eq!((error.category(), error.section), (Category::Malformed, section), "{to}: {error}");
    };
    malformed(",3,1,3,16,1,0", ",3,1,3,1.5.5,1,0", Section::Nodes);
    malformed(",3,1,3,16,1,0", ",3,1,3,null,1,0", Section::Nodes);
    let long = file().replace(",3,1,3,16,1,0", ",3,1,3,18446744073709551618,1,0");
    assert!(read(long.as_bytes(), 1).is_ok());
    malformed("[5,1,6", "[\"5\",1,6", Section::Edges);
    malformed("\"edges\":[", "\"edges\":{", Section::Edges);
    malformed("\"tail ", "\"tail\\q ", Section::Strings);
    malformed("\"Box\",", "7,", Section::Strings);
    // As in the reference, a sign counts for nothing; other than there, large sizes are kept.
    let negative = file().replace(",3,1,3,16,1,0", ",3,1,3,-16,1,0");
    assert_eq!(read(negative.as_bytes(), 1).unwrap().nodes.self_size.of(NodeOrdinal(1)), 16);
    let large = file().replace(",3,1,3,16,1,0", ",3,1,3,4294967299,1,0");
    assert_eq!(read(large.as_bytes(), 1).unwrap().nodes.self_size.of(NodeOrdinal(1)), 4_294_967_299);
    let huge = file().replace(",3,1,3,16,1,0", ",3,1,3,99999999999999999999,1,0");
    assert_eq!(read(huge.as_bytes(), 1).unwrap().nodes.self_size.of(NodeOrdinal(1)), 1 << 46, "sums stay exact");
}

/// Batches end in the middle of records, wherever that is.
#[test]
fn large_sizes_at_the_ends_of_batches() {
    let count = 3000_u64;
    let size = |at: u64| (1 << 32) + at;
    let nodes: String = (1..count).map(|at| format!(",3,1,{},{},0,0", 2 * at + 1, size(at))).collect();
    let text = file();
    let (start, end) = (text.find("9,0,1,0,2,0").unwrap(), text.find("],\n\"edges\"").unwrap());
    let text = format!("{}9,0,1,0,3,0{nodes}{}", &text[..start], &text[end..]);
    let text = text.replace("\"node_count\":3", &format!("\"node_count\":{count}"));
    for step in [7, usize::MAX] {
        let sizes = &read(text.as_bytes(), step).unwrap().nodes.self_size;
        assert!((1..count).all(|at| sizes.of(NodeOrdinal(at as u32)) == size(at)));
    }
}

#[test]
fn sections_twice_missing_or_followed_by_more() {
    let malformed = |text: String| assert_eq!(error(&text).category(), Category::Malformed, "{text}");
    malformed(file().replace("\"samples\"", "\"nodes\""));
    malformed(file().replace("\"strings\"", "\"texts\""));
    malformed(file().replace("\"strings\":", "\"strings\""));
}

/// Tapes and servers fill up with zeros: gzip's own program reads over them, and warns of anything else that follows.
/// As DevTools does: a file that was printed between lines of a log is whole.
#[test]
fn text_before_and_after_is_read_over() {
    for (before, after) in [
        ("", "\n \0"),
        ("", "{}"),
        ("2026-11-28 10:00 {\"level\":30} writing…\n", "\ndone {\"snapshot\":1}"),
        ("{{ {\"snap ", ""),
        ("Debugger attached.\n", ""),
        ("{\"level\":30,\"msg\":\"writing\"}\n{\"nodes\":3}\n", "\n{\"level\":30}\n"),
        ("\u{1b}[32m\"snapshot\": {\u{1b}[0m \"edges\":[x]\n", ""),
        (&"x".repeat(70_000), ""),
    ] {
        let text = format!("{before}{}{after}", file());
        for step in [1, 5, usize::MAX] {
            let snapshot = read(text.as_bytes(), step).unwrap();
            assert_eq!(dump(&snapshot), dump(&read(file().as_bytes(), 1).unwrap()), "{before}");
        }
    }
    let far = "x".repeat(300_000) + &file();
    let error = read(far.as_bytes(), 4096).map(drop).unwrap_err();
    assert_eq!((error.category(), error.position), (Category::NotASnapshot, 0));
}

/// The file with its sections in this order.
fn in_order(order: &[&str]) -> String {
    let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&file()).unwrap();
    let rest = whole.keys().map(String::as_str).filter(|key| !order.contains(key));
    let member = |key: &str| format!("\"{key}\": {}", whole[key]);
    let members: Vec<String> = order.iter().copied().chain(rest).map(member).collect();
    format!("{{\n  {}\n}}", members.join(",\n  "))
}

/// As `jq -S`, PostgreSQL's jsonb and `sort_keys` write them.
#[test]
fn sections_in_any_order() {
    let whole = dump(&read(file().as_bytes(), 1).unwrap());
    for order in [
        &["edges", "locations", "nodes", "samples", "scopes", "snapshot", "strings"][..],
        &["strings", "snapshot", "edges", "locations", "nodes"],
        &["nodes", "edges", "strings", "snapshot"],
        &["comment", "edges", "nodes", "snapshot"],
        &["snapshot", "strings", "locations", "edges", "nodes"],
    ] {
        let text = in_order(&order.iter().copied().filter(|&key| key != "comment").collect::<Vec<_>>());
        let text = if order[0] == "comment" { text.replacen('{', "{\"comment\": {\"nodes\": []},", 1) } else { text };
        for step in [1, 70, usize::MAX] {
            assert_eq!(dump(&read(text.as_bytes(), step).unwrap()), whole, "{order:?}");
        }
        let uncounted =
            text.replace("\"node_count\":3", "\"node_count\":0").replace("\"edge_count\":3", "\"edge_count\":0");
        assert_eq!(dump(&read(uncounted.as_bytes(), 70).unwrap()), whole, "{order:?} without counts");
        for (from, to) in [("5,1,6", "5,1,18"), ("[6,5,0,7,9,", "[60,5,0,7,9,")] {
            let damaged = uncounted.replace(from, to);
            assert_ne!(damaged, uncounted);
            let category = read(damaged.as_bytes(), 70).map(drop).unwrap_err().category();
            assert_eq!(category, Category::Malformed, "{order:?} {to}");
        }
    }
    let mut once = Input::new(10_000);
    once.push(in_order(&["edges"]).as_bytes()).unwrap();
    assert_eq!(once.finish().map(drop).unwrap_err().problem, Problem::HeaderComesLate);
}

/// Hermes announced 0 nodes and edges until June 2024; some writers announce no more than the nodes.
#[test]
fn counts_of_zero_mean_that_they_come_later() {
    let text = file();
    let whole = read(text.as_bytes(), 1).unwrap();
    let zero = |text: &str, count: &str| {
        let from = text.find(count).unwrap() + count.len();
        let digits = text[from..].find(|character: char| !character.is_ascii_digit()).unwrap();
        format!("{}0{}", &text[..from], &text[from + digits..])
    };
    let edges = zero(&text, "\"edge_count\":");
    for text in [zero(&edges, "\"node_count\":"), edges.clone(), zero(&text, "\"node_count\":")] {
        for step in [1, usize::MAX] {
            let read = read(text.as_bytes(), step).unwrap();
            assert_eq!((read.nodes.len(), read.edges.len()), (whole.nodes.len(), whole.edges.len()));
            assert_eq!(read.nodes.first_edge, whole.nodes.first_edge);
        }
        let bad = text.replacen("\"edges\":[", "\"edges\":[1,2,3,", 1);
        assert_eq!(error(&bad).category(), Category::Malformed);
    }
}

#[test]
fn whole_numbers_may_have_a_point_and_keys_escapes() {
    let text =
        file().replacen("\"nodes\"", "\"n\\u006fdes\"", 1).replacen("{\"snapshot\"", "{\"a\\\"b\":[1],\"snapshot\"", 1);
    let count = read(text.as_bytes(), 1).unwrap().nodes.len();
    let text = text.replacen(&format!("\"node_count\":{count}"), &format!("\"node_count\":{count}.0"), 1);
    assert!(text.contains(".0"));
    assert_eq!(read(text.as_bytes(), 3).unwrap().nodes.len(), count);
    let broken = text.replacen(&format!("{count}.0"), &format!("{count}.5"), 1);
    assert_eq!(error(&broken).category(), Category::Malformed);
}

#[test]
fn bytes_that_are_not_utf8() {
    let bytes = file().replace("Box", "B\u{1}x").into_bytes();
    let bytes: Vec<u8> = bytes.into_iter().map(|byte| if byte == 1 { 0xff } else { byte }).collect();
    assert!(read(&bytes, 1).unwrap().raw_name(NodeOrdinal(1)).is("B\u{fffd}x"));
}

#[test]
fn errors_say_where() {
    let text = file().replace("2,3,12]", "2,3,x]");
    let position = text.find("x]").unwrap() as u64;
    for step in [1, 7, usize::MAX] {
        assert_eq!(read(text.as_bytes(), step).map(drop).unwrap_err().position, position);
    }
}

#[test]
fn a_recording_has_its_stacks_and_times_whatever_the_chunk_size_and_the_order() {
    let file = recording();
    let whole = read(file.as_bytes(), file.len()).unwrap();
    for step in [1, 2, 7, 64] {
        assert_eq!(dump(&read(file.as_bytes(), step).unwrap()), dump(&whole), "{step}");
    }
    let Allocations { functions, traces, of_nodes, samples } = &whole.allocations;
    let none = Allocations::NOT_RECORDED;
    assert_eq!(of_nodes.as_slice(), [none, TraceIndex(1), none]);
    assert_eq!(samples.as_slice(), [Sample { time: 10, last_id: 20 }]);
    let stacks: Vec<_> =
        traces.as_slice().iter().map(|trace| (trace.caller.map(|at| at.0), trace.function.0)).collect();
    assert_eq!(stacks, [(None, 0), (Some(0), 1), (Some(0), 2), (Some(2), 1)]);
    let named: Vec<_> =
        functions.as_slice().iter().map(|function| whole.strings.get(function.name).to_string()).collect();
    assert_eq!(named, ["", "Box", "(name missing)"]);
    let (start, tree) = file.split_once(r#""trace_tree":"#).unwrap();
    let (tree, rest) = tree.split_once(",\n\"samples\"").unwrap();
    let tree_first = start.replacen("\"nodes\"", &format!("\"trace_tree\":{tree},\"nodes\""), 1);
    let moved = format!("{}\"samples\"{rest}", tree_first);
    assert_eq!(dump(&read(moved.as_bytes(), 5).unwrap()), dump(&whole));
}

#[test]
fn a_damaged_recording_is_told_with_its_section() {
    let of = |from: &str, to: &str| {
        let file = recording();
        assert!(file.contains(from));
        let error = read(file.replacen(from, to, 1).as_bytes(), 64).unwrap_err();
        (error.section.name(), error.category())
    };
    let damaged = Category::Malformed;
    assert_eq!(of("5,1,2,40,[]", "5,1,2,[]"), ("trace", damaged));
    assert_eq!(of("64,1,3,7,10,2", "64,1,3,7,10"), ("trace", damaged));
    assert_eq!(of("64,1,3,7,10,2", "64,1,\"3\",7,10,2"), ("trace", damaged));
    assert_eq!(of("[10,20]", "[10]"), ("samples", damaged));
}
