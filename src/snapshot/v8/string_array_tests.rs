#![allow(clippy::unwrap_used)]
use super::*;
use crate::index::StringIndex;
use proptest::prelude::*;

/// All strings of an array fed in pieces of `step` bytes, as UTF-16, and the last stop.
fn read(text: &[u8], step: usize) -> (Vec<Vec<u16>>, Stop) {
    let (mut scanner, mut table) = (StringScanner::new(), StringTable::default());
    let mut last = Stop::EndOfBytes;
    for chunk in text.chunks(step) {
        let (used, stop) = scanner.scan(chunk, &mut table).unwrap();
        last = stop;
        if stop != Stop::EndOfBytes {
            break;
        }
        assert_eq!(used, chunk.len());
    }
    (table.iter().map(|(_, text)| text.units().collect()).collect(), last)
}

fn utf16(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

proptest! {
    #[test]
    fn any_strings_any_chunks(strings in prop::collection::vec(".{0,20}", 0..20), step in 1usize..40, escape in any::<bool>()) {
        let json = serde_json::to_string(&strings).unwrap();
        let json: String = if escape {
            json.chars().flat_map(|c| {
                let mut units = [0; 2];
                if c.is_ascii() { vec![c.to_string()] } else {
                    c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04X}")).collect()
                }
            }).collect()
        } else { json };
        let expected: Vec<_> = strings.iter().map(|text| utf16(text)).collect();
        prop_assert_eq!(read(&json.as_bytes()[1..], step), (expected, Stop::ArrayClosed));
    }
}

#[test]
fn surrogates() {
    let (strings, stop) = read(br#""\ud83d\ude00","\ud83d","\ude00x","\ud83d"]"#, 1);
    assert_eq!(strings, [vec![0xd83d, 0xde00], vec![0xd83d], vec![0xde00, 0x78], vec![0xd83d]]);
    assert_eq!(stop, Stop::ArrayClosed);
}

#[test]
fn bytes_that_are_not_utf8_are_replaced_as_a_browser_does() {
    let (strings, _) = read(b"\"a\xffb\",\"\xe2\x82\",\"\\ud800\xff\"]", 2);
    assert_eq!(strings, [utf16("a\u{fffd}b"), utf16("\u{fffd}"), vec![0xd800, 0xfffd]]);
}

#[test]
fn what_json_does_not_allow_stops_the_scan() {
    assert_eq!(read(br#""a\x"]"#, 9).1, Stop::BadEscape);
    assert_eq!(read(br#""\u12g4"]"#, 9).1, Stop::BadEscape);
    assert_eq!(read(br#""a",7]"#, 9).1, Stop::UnexpectedByte);
    assert_eq!(read(br#""a","b"#, 9).1, Stop::EndOfBytes);
}

#[test]
fn the_table_holds_what_was_read() {
    let (mut scanner, mut table) = (StringScanner::new(), StringTable::default());
    scanner.scan(br#""", "x"]"#, &mut table).unwrap();
    assert!(table.get(StringIndex(0)).is_empty() && table.get(StringIndex(1)).is("x"));
}
