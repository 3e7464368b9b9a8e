//! Packed files that are whole, cut, or damaged, in chunks of any size.
#![allow(clippy::unwrap_used)]

use crate::error::Category;
use crate::snapshot::testing::{dump, file, read};

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
