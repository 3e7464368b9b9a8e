//! Small files of every packing, shape and format, cut at each byte, with each bit turned, and in two pieces at each boundary:
//! all of them in a release build, as at night, and one in seven or nine otherwise.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/small_files.rs"]
mod small_files;

use leakscope::Category;
use small_files::{pieces, read, small_files, snapshot};

/// Of so many places one is tried.
const STEP: usize = if cfg!(debug_assertions) { 7 } else { 1 };

/// Firefox' file is of seventy kilobytes, so it is left to `fuzz/`, but for one made by hand.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = small_files();
    // A tar is mostly zeros.
    files.retain(|(name, _)| name != "firefox" && name != "small.tar");
    let rest = include_bytes!("../fuzz/seeds/firefox/page");
    files.push(("firefox".to_owned(), [&b"\x09\x08\x88\x80\x80\x80\x80\x80\x80\x03"[..], rest].concat()));
    let rest = include_bytes!("../fuzz/seeds/jsc/store");
    files.push(("jsc".to_owned(), [&b"{\"version\":3,\"type\":\"Inspector\","[..], rest].concat()));
    assert!(files.iter().all(|(_, bytes)| bytes.len() < 20_000));
    files
}

#[test]
fn every_file_is_read_alike_in_two_pieces() {
    for (name, bytes) in files() {
        let whole = format!("{:?}", snapshot(&[&bytes]).unwrap());
        for at in (1..bytes.len()).step_by(STEP) {
            let (head, tail) = bytes.split_at(at);
            assert_eq!(format!("{:?}", snapshot(&[head, tail]).unwrap()), whole, "{name}, cut at {at}");
        }
    }
}

#[test]
fn every_beginning_is_answered() {
    for (name, bytes) in files() {
        for length in (0..bytes.len()).step_by(STEP) {
            let beginning = bytes.get(..length).unwrap();
            match read(vec![beginning]) {
                Ok(()) => assert!(opens_without_its_end(&name, &bytes, length), "{name}, {length} bytes"),
                Err(error) => {
                    let of_what_is_there = matches!(error.category(), Category::Malformed | Category::NotASnapshot);
                    let says_so = matches!(error.category(), Category::Truncated) || of_what_is_there;
                    assert!(says_so, "{name}, {length} bytes: {error}");
                }
            }
        }
    }
}

/// Whether such a beginning may open: what follows a snapshot does not matter, and Firefox' files may end after any node.
fn opens_without_its_end(name: &str, bytes: &[u8], length: usize) -> bool {
    name == "firefox" || bytes.len() - length <= 2 || !name.ends_with("heapsnapshot") && length > bytes.len() / 2
}

#[test]
fn every_bit_turned_is_answered() {
    let (mut opened, mut refused) = (0, 0);
    for (name, bytes) in files() {
        // Of each byte another bit.
        let every = if cfg!(debug_assertions) { 9 } else { 1 };
        for at in (0..8 * bytes.len()).step_by(every) {
            let mut turned = bytes.clone();
            turned[at / 8] ^= 1 << (at % 8);
            match read(pieces(&turned, 1 << 16)) {
                Ok(()) => opened += 1,
                Err(error) => {
                    assert_ne!(error.category(), Category::OutOfMemory, "{name}, bit {at}");
                    refused += 1;
                }
            }
        }
    }
    println!("{opened} files opened, {refused} were refused");
    assert!(opened > 0 && refused > opened);
}
