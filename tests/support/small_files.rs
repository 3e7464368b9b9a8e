//! A small snapshot in every packing, shape and format, and its reading to the end.
#![allow(clippy::unwrap_used, dead_code)]

use std::io::Read;

use flate2::read::MultiGzDecoder;
use leakscope::{Heap, Input, ReadError, Snapshot};

/// A small snapshot in every packing, shape and format, with its name.
pub fn small_files() -> Vec<(String, Vec<u8>)> {
    let folder = format!("{}/tests/samples/packed", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut seeds: Vec<_> = files
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    seeds.sort();
    let plain = seeds.iter().find(|(name, _)| name == "small.heapsnapshot").unwrap().1.clone();
    let text = String::from_utf8(plain).unwrap();
    let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let sorted = serde_json::to_string(&whole).unwrap();
    let quoted = serde_json::to_string(&text).unwrap();
    let pieces = text.as_bytes().chunks(200).map(|piece| String::from_utf8_lossy(piece).into_owned());
    let message =
        |chunk: String| serde_json::json!({"method": "HeapProfiler.addHeapSnapshotChunk", "params": {"chunk": chunk}});
    let messages: String = pieces.map(|piece| format!("{}\n", message(piece))).collect();
    seeds.push(("sorted".to_owned(), sorted.into_bytes()));
    seeds.push(("quoted".to_owned(), quoted.into_bytes()));
    seeds.push(("messages".to_owned(), messages.into_bytes()));
    let firefox = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/firefox/before.fxsnapshot");
    let mut messages = Vec::new();
    MultiGzDecoder::new(std::fs::File::open(firefox).unwrap()).read_to_end(&mut messages).unwrap();
    seeds.push(("firefox".to_owned(), messages));
    seeds.push(("utf16".to_owned(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
    seeds
}

/// The pieces of a file of `step` bytes each.
pub fn pieces(bytes: &[u8], step: usize) -> Vec<&[u8]> {
    bytes.chunks(step).collect()
}

/// The snapshot in a file that comes in these pieces, twice if need be.
pub fn snapshot(pieces: &[&[u8]]) -> Result<Snapshot, ReadError> {
    let mut input = Input::new(pieces.iter().map(|piece| piece.len() as u64).sum());
    let mut next = 0;
    while let Some(piece) = pieces.get(next) {
        input.push(piece)?;
        next = if input.starts_over() { 0 } else { next + 1 };
    }
    input.finish()
}

/// The same with everything computed.
pub fn read(pieces: Vec<&[u8]>) -> Result<(), ReadError> {
    Heap::new(snapshot(&pieces)?)?.complete()?;
    Ok(())
}
