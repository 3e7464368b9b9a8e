//! Packed files that are whole, cut, or damaged, in chunks of any size.
#![allow(clippy::unwrap_used)]

use crate::error::Category;
use crate::error::Problem;
use crate::snapshot::testing::{dump, file, read, read_entry};

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

/// Asserts that these bytes are the small snapshot, in chunks of any size.
fn assert_opens(packed: &[u8], what: &str) {
    let whole = dump(&read(file().as_bytes(), usize::MAX).unwrap());
    for step in [1, 2, 7, 100, 5000, usize::MAX] {
        let read = read(packed, step).map(|snapshot| dump(&snapshot));
        assert_eq!(read.as_ref(), Ok(&whole), "{what} in chunks of {step}");
    }
}

/// What programs of others packed: see `tests/generators/packed.mjs`.
fn packed_by_others(ending: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/samples/packed/small.{ending}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn what_programs_of_others_pack() {
    let expected = dump(&read(&packed_by_others("heapsnapshot"), usize::MAX).unwrap());
    for ending in ["xz", "br", "zip", "stored.zip", "streamed.zip", "tar", "tar.gz", "tar.xz", "long.zst", "gz.zip"] {
        for step in [1, 700, usize::MAX] {
            let snapshot = read(&packed_by_others(ending), step).map(|snapshot| dump(&snapshot));
            assert_eq!(snapshot.as_ref(), Ok(&expected), "{ending} in chunks of {step}");
        }
        let packed = packed_by_others(ending);
        for length in (0..packed.len()).step_by(97) {
            let error = match read(packed.get(..length).unwrap(), 64) {
                Err(error) => error,
                // What is cut off was the directory of an archive, or zeros.
                Ok(snapshot) => {
                    assert_eq!(dump(&snapshot), expected, "{ending} cut at {length}");
                    continue;
                }
            };
            let known = [Category::Truncated, Category::NotASnapshot, Category::Malformed];
            assert!(known.contains(&error.category()), "{ending} cut at {length}: {error}");
        }
    }
}

#[test]
fn text_in_other_clothes() {
    let text = file();
    let units: Vec<u16> = text.encode_utf16().collect();
    let mark = 0xfeff_u16;
    for (what, bytes) in [
        ("UTF-16", std::iter::once(&mark).chain(&units).flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>()),
        ("big", std::iter::once(&mark).chain(&units).flat_map(|unit| unit.to_be_bytes()).collect()),
        ("without a mark", units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("big without a mark", units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
    ] {
        assert_opens(&bytes, what);
        assert_opens(&gzip(&bytes), what);
        let odd = bytes.get(..bytes.len() - 1).unwrap();
        assert_eq!(read(odd, 9).map(drop).unwrap_err().category(), Category::Truncated);
    }
    let quoted = serde_json::to_string(&text).unwrap();
    let escaped: String = text.chars().map(|character| format!("\\u{:04x}", u32::from(character))).collect();
    assert_opens(quoted.as_bytes(), "a JSON string");
    assert_opens(
        format!("\"{}", &quoted[1..].replacen("{\\\"snap", "{\\n  \\\"snap", 1)).as_bytes(),
        "with white space",
    );
    assert_opens(format!("{{\"id\": 7, \"result\" : {quoted}}}").as_bytes(), "the value of a key");
    assert!(read(format!("\"{escaped}\"").as_bytes(), 7).is_err(), "nothing writes every character as an escape");
    assert_opens(&gzip(&quoted.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), "all of it");
}

#[test]
fn messages_of_the_protocol() {
    let text = file();
    let message = |chunk: &[u8], lead: &str| {
        let chunk = serde_json::to_string(std::str::from_utf8(chunk).unwrap()).unwrap();
        format!("{{{lead}\"params\": {{\"more\":[\"chunk\"], \"chunk\": {chunk}}}, \"sessionId\": \"a\\\"b\"}}")
    };
    let messages = |lead: &str, between: &str| {
        // Pieces of ASCII, between which nothing is torn.
        let pieces: Vec<String> =
            text.replace('é', "e").as_bytes().chunks(90).map(|piece| message(piece, lead)).collect();
        pieces.join(between)
    };
    let method = "\"method\":\"HeapProfiler.addHeapSnapshotChunk\",";
    let progress = "{\"method\":\"HeapProfiler.reportHeapSnapshotProgress\",\"params\":{\"done\":1}}\n";
    let expected = dump(&read(text.as_bytes(), 1).unwrap());
    for log in [
        messages(method, "\n"),
        format!("{progress}{}\n{progress}", messages(method, &format!("\n{progress}"))),
        format!("[{}]", messages("", ",\n")),
        format!("< {}", messages(method, "\n< ")),
    ] {
        for step in [1, 40, usize::MAX] {
            assert_eq!(dump(&read(log.as_bytes(), step).unwrap()), expected);
        }
        let end = log.rfind("\"chunk\"").unwrap();
        assert_eq!(read(&log.as_bytes()[..end + 20], 64).map(drop).unwrap_err().category(), Category::Truncated);
    }
}

/// An archive of stored files, as tar writes it.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, content) in files {
        let mut header = vec![0u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
        header[148..156].fill(b' ');
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        let sum: u32 = header.iter().map(|&byte| u32::from(byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        out.extend(header);
        out.extend(*content);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

#[test]
fn archives_of_several_files() {
    let text = file();
    let (snapshot, packed) = (text.as_bytes(), gzip(text.as_bytes()));
    let other = text.replace("Box", "Sax");
    assert_opens(
        &tar(&[("README", b"read me"), ("._a", b"\0\x05\x16\x07"), ("empty", b""), ("a", snapshot)]),
        "with others",
    );
    assert_opens(&gzip(&tar(&[("a.gz", &packed), ("z.html", b"<html>")])), "a packed one in a packed one");
    let two = tar(&[("notes.txt", b"hello"), ("a", snapshot), ("b/B.gz", &gzip(other.as_bytes()))]);
    for step in [1, 100, usize::MAX] {
        let error = read(&two, step).map(drop).unwrap_err();
        assert_eq!(error.choices(), ["a", "b/B.gz"]);
        assert!(error.to_string().contains("several heap snapshots: a, b/B.gz"), "{error}");
        let chosen = |entry| read_entry(&two, Some(entry), step);
        assert_eq!(dump(&chosen("a").unwrap()), dump(&read(snapshot, 1).unwrap()));
        assert_eq!(dump(&chosen("b/B.gz").unwrap()), dump(&read(other.as_bytes(), 1).unwrap()));
        assert_eq!(chosen("notes.txt").map(drop).unwrap_err().category(), Category::NotASnapshot);
        let names = ["notes.txt", "a", "b/B.gz"].map(str::to_owned).to_vec();
        let problem = Problem::NoSuchEntry { entry: "c".to_owned(), names };
        assert_eq!(chosen("c").map(drop).unwrap_err().problem, problem);
    }
    let none = read(&tar(&[("notes.txt", b"hello")]), 100).map(drop).unwrap_err();
    assert!(none.to_string().contains("holds no heap snapshot: notes.txt"), "{none}");
    let damaged = tar(&[("a", text.replace("[9,0,1", "[9,x,1").as_bytes()), ("b", b"")]);
    assert_eq!(
        read(&damaged, 9).map(drop).unwrap_err().category(),
        Category::Malformed,
        "a damaged one is none to skip"
    );
}

#[test]
fn bombs_are_refused() {
    let spaces = vec![b' '; 2 << 20];
    let header = file().split("\"nodes\"").next().unwrap().to_owned();
    let bomb = gzip(&gzip(&[header.as_bytes(), b"\"nodes\":[", &spaces].concat()));
    let error = read(&bomb, 1000).map(drop).unwrap_err();
    assert!(error.to_string().contains("more than 1100 times its size"), "{error}");
    let mut nested = file().into_bytes();
    (0..6).for_each(|_| nested = gzip(&nested));
    let error = read(&nested, 1000).map(drop).unwrap_err();
    assert!(error.to_string().contains("more than 5 times over"), "{error}");
}

/// Brotli has no mark: what has that of a program unpacks to the text in it, as far as that goes.
#[test]
fn what_a_file_is_does_not_depend_on_its_pieces() {
    let program = [b"\xcf\xfa\xed\xfe".as_slice(), &[b'a'; 600], &[0xbf; 20]].concat();
    for step in [1, 7, 100, usize::MAX] {
        let error = read(&program, step).map(drop).unwrap_err();
        assert!(
            matches!(error.problem, Problem::AnotherKind { name, .. } if name.contains("Mach-O")),
            "{step}: {error}"
        );
    }
}
