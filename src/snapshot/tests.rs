//! Files that are whole, cut, or wrong: a right answer or a typed error, in chunks of any size.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::{Input, Snapshot};
use crate::error::{Category, Problem, ReadError, Section};
use crate::index::NodeOrdinal;

/// A small file with every section, laid out as Chromium 156 does.
fn file() -> String {
    let header = r#"{"snapshot":{"meta":{
"node_fields":["type","name","id","self_size","edge_count","detachedness"],
"node_types":[["hidden","array","string","object","code","closure","regexp","number","native","synthetic","concatenated string","sliced string","symbol","bigint","object shape","brand new"],"string","number","number","number","number"],
"edge_fields":["type","name_or_index","to_node"],
"edge_types":[["context","element","property","internal","hidden","shortcut","weak"],"string_or_number","node"],
"trace_function_info_fields":["function_id"],"trace_node_fields":["id","function_info_index","count","size","children"],
"sample_fields":["timestamp_us","last_assigned_id"],
"location_fields":["object_index","script_id","script_object_index","line","column"],
"scope_fields":["script_node_index","scope_id","depth"]},
"node_count":3,"edge_count":3,"trace_function_count":0,"extra_native_bytes":12},
"#;
    let body = r#""nodes":[9,0,1,0,2,0
,3,1,3,16,1,0
,15,2,5,8,0,1],
"edges":[5,1,6
,1,7,12
,2,3,12],
"trace_function_infos":[],"trace_tree":[0,[1,"]",[]]],
"samples":[10,20],
"locations":[6,5,0,7,9,6,4,0,3,2],
"scopes":[1,-2,3],
"unheard_of":{"a":[1,{"b":"\"}"}]},
"strings":["",
"Box","tail \u00e9",
"next"]}
"#;
    format!("{header}{body}")
}

fn read(bytes: &[u8], step: usize) -> Result<Snapshot, ReadError> {
    let mut input = Input::new(bytes.len() as u64);
    for chunk in bytes.chunks(step.max(1)) {
        input.push(chunk)?;
    }
    input.finish()
}

fn error(text: &str) -> ReadError {
    let whole = read(text.as_bytes(), usize::MAX).map(drop).unwrap_err();
    let by_bytes = read(text.as_bytes(), 1).map(drop).unwrap_err();
    assert_eq!((whole.category(), whole.section), (by_bytes.category(), by_bytes.section), "{whole} / {by_bytes}");
    whole
}

/// Everything that was read, as one text.
fn dump(snapshot: &Snapshot) -> String {
    let strings: Vec<_> = snapshot.strings.iter().map(|(_, text)| text.to_string()).collect();
    format!("{:?} {:?} {:?} {strings:?} {:?}", snapshot.root, snapshot.nodes, snapshot.edges, snapshot.locations)
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

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_of_several_members_in_chunks_of_any_size() {
    let file = file();
    let whole = dump(&read(file.as_bytes(), usize::MAX).unwrap());
    let packed: Vec<u8> = file.as_bytes().chunks(700).flat_map(gzip).collect();
    for step in [1, 2, 3, 7, 100, usize::MAX] {
        assert_eq!(dump(&read(&packed, step).unwrap()), whole, "chunks of {step}");
    }
    let cut = &packed[..packed.len() - 5];
    let damaged = read(cut, usize::MAX).map(drop).unwrap_err();
    assert!(matches!(damaged.category(), Category::Malformed | Category::Truncated), "{damaged}");
    assert_eq!(read(b"\x1f\x8bnot gzip at all", 1).map(drop).unwrap_err().category(), Category::Malformed);
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn skippable(content: &[u8]) -> Vec<u8> {
    [b"\x5e\x2a\x4d\x18", (content.len() as u32).to_le_bytes().as_slice(), content].concat()
}

#[test]
fn zstd_of_several_frames_in_chunks_of_any_size() {
    let file = file();
    let whole = dump(&read(file.as_bytes(), usize::MAX).unwrap());
    let mut packed = skippable(b"anything, 28 b5 2f fd");
    for part in file.as_bytes().chunks(700) {
        packed.extend(zstd(part));
        packed.extend(skippable(b""));
        packed.extend(zstd(b""));
    }
    for step in [1, 2, 3, 7, 100, usize::MAX] {
        assert_eq!(dump(&read(&packed, step).unwrap()), whole, "chunks of {step}");
    }
}

#[test]
fn zstd_as_the_reference_packs_it() {
    let sample = |ending| {
        let path = format!("{}/tests/samples/node12.heapsnapshot.{ending}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).unwrap()
    };
    let (gzip, zstd) = (sample("gz"), sample("zst"));
    let expected = dump(&read(&gzip, usize::MAX).unwrap());
    for step in [7, 1 << 16, usize::MAX] {
        assert!(dump(&read(&zstd, step).unwrap()) == expected, "chunks of {step}");
    }
}

#[test]
fn zstd_cut_anywhere_is_an_error() {
    let frame = zstd(file().as_bytes());
    let packed = [frame.as_slice(), &skippable(b"end")].concat();
    assert!(read(&frame, 64).is_ok());
    for length in (0..packed.len()).filter(|&length| length != frame.len()) {
        let error = read(&packed[..length], 64).map(drop).unwrap_err();
        assert!(matches!(error.category(), Category::Truncated | Category::NotASnapshot), "cut at {length}: {error}");
    }
}

#[test]
fn zstd_that_is_damaged_is_an_error_or_says_the_same() {
    let packed = zstd(file().as_bytes());
    let whole = dump(&read(&packed, usize::MAX).unwrap());
    let mut refused = 0;
    for bit in 32..8 * packed.len() {
        let mut damaged = packed.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        match read(&damaged, usize::MAX) {
            // Some bits of a frame's header are unused, or ask for more memory than is needed.
            Ok(snapshot) => assert_eq!(dump(&snapshot), whole, "bit {bit}"),
            Err(error) => {
                let known = [Category::Malformed, Category::Truncated, Category::NotASnapshot];
                assert!(known.contains(&error.category()), "bit {bit}: {error}");
                refused += 1;
            }
        }
    }
    assert!(refused > 8 * packed.len() - 60, "{refused} of {}", 8 * packed.len());
    let error = read(&[packed.as_slice(), b"more"].concat(), 1).map(drop).unwrap_err();
    assert!(error.to_string().contains("the zstd packing is damaged"), "{error}");
}

#[test]
fn zstd_frames_that_lie_about_their_size() {
    let file = file();
    let frame = |announced: usize| {
        let block_header = (file.len() as u32) << 3 | 1;
        let mut frame = b"\x28\xb5\x2f\xfd\x80\x40".to_vec();
        frame.extend((announced as u32).to_le_bytes());
        frame.extend(&block_header.to_le_bytes()[..3]);
        frame.extend(file.as_bytes());
        frame
    };
    assert!(read(&frame(file.len()), 100).is_ok());
    for announced in [0, file.len() - 1, file.len() + 1, u32::MAX as usize] {
        let error = read(&frame(announced), 100).map(drop).unwrap_err();
        assert!(error.to_string().contains("more or less than it announces"), "{announced}: {error}");
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
    let zip = error("PK\u{3}\u{4} and so on");
    assert_eq!((zip.category(), zip.position), (Category::NotASnapshot, 0));
    assert!(zip.to_string().contains("found `PK"), "{zip}");
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
        (",3,1,3,16,1,0", ",99,1,3,16,1,0", "a node's type"),
        (",3,1,3,16,1,0", ",3,4,3,16,1,0", "the string index of a name"),
        ("[5,1,6", "[50,1,6", "an edge's type"),
        ("[5,1,6", "[5,77,6", "the string index of a name"),
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
    malformed(",3,1,3,16,1,0", ",3,1,3,1.5,1,0", Section::Nodes);
    malformed(",3,1,3,16,1,0", ",3,1,3,null,1,0", Section::Nodes);
    let long = file().replace(",3,1,3,16,1,0", ",3,1,3,18446744073709551618,1,0");
    assert!(read(long.as_bytes(), 1).is_ok());
    malformed("[5,1,6", "[\"5\",1,6", Section::Edges);
    malformed("\"edges\":[", "\"edges\":{", Section::Edges);
    malformed("\"tail ", "\"tail\\q ", Section::Strings);
    malformed("\"Box\",", "7,", Section::Strings);
    // As in the reference, a sign counts for nothing and large values wrap.
    let negative = file().replace(",3,1,3,16,1,0", ",3,1,3,-16,1,0");
    assert_eq!(read(negative.as_bytes(), 1).unwrap().nodes.self_size[NodeOrdinal(1)], 16);
    let large = file().replace(",3,1,3,16,1,0", ",3,1,3,4294967299,1,0");
    assert_eq!(read(large.as_bytes(), 1).unwrap().nodes.self_size[NodeOrdinal(1)], 3);
}

#[test]
fn sections_twice_missing_or_followed_by_more() {
    let malformed = |text: String| assert_eq!(error(&text).category(), Category::Malformed, "{text}");
    malformed(file().replace("\"samples\"", "\"nodes\""));
    malformed(file().replace("\"strings\"", "\"texts\""));
    malformed(file().replace("\"strings\":", "\"strings\""));
}

/// Tapes and servers fill up with zeros: gzip's own program reads over them, and warns of anything else that follows.
#[test]
fn what_follows_in_gzip_is_read_over() {
    let whole = gzip(file().as_bytes());
    let with = |surplus: &[u8]| [whole.as_slice(), surplus].concat();
    for packed in [with(&[0; 1]), with(&[0; 900]), with(b"garbage, more than a header"), with(b"short")] {
        for step in [1, 10, usize::MAX] {
            assert_eq!(read(&packed, step).unwrap().nodes.len(), 3, "{}", packed.len());
        }
    }
    let mut damaged = with(&[0; 20]);
    damaged[whole.len() - 6] ^= 1;
    assert_eq!(read(&damaged, 7).map(drop).unwrap_err().category(), Category::Malformed);
}

/// As DevTools does: a file that was printed between lines of a log is whole.
#[test]
fn text_before_and_after_is_read_over() {
    for (before, after) in [
        ("", "\n \0"),
        ("", "{}"),
        ("2026-11-28 10:00 {\"level\":30} writing…\n", "\ndone {\"snapshot\":1}"),
        ("{{ {\"snap ", ""),
        ("Debugger attached.\n", ""),
    ] {
        let text = format!("{before}{}{after}", file());
        for step in [1, 5, usize::MAX] {
            let snapshot = read(text.as_bytes(), step);
            if before.starts_with('{') {
                assert_eq!(snapshot.map(drop).unwrap_err().category(), Category::Malformed, "{before}");
            } else {
                assert_eq!(snapshot.unwrap().nodes.len(), read(file().as_bytes(), 1).unwrap().nodes.len(), "{before}");
            }
        }
    }
    let far = "x".repeat(70_000) + &file();
    assert_eq!((error(&far).category(), error(&far).position), (Category::NotASnapshot, 0));
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
