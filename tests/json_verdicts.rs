//! What JSON is and what is not, for the one part of a file that is read as JSON, the header: each value stands there as one that
//! nobody asks for. The cases are those that parsers are known to differ in, written for this test. Sections that nobody asks
//! for are read over, so there every value that is JSON has to pass.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/small_files.rs"]
mod small_files;

use small_files::snapshot;

const ACCEPTED: [&str; 44] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "12",
    "1.5",
    "0.1",
    "-0.0",
    "1e5",
    "1E5",
    "1e+5",
    "1e-5",
    "0e0",
    "1.5E-3",
    "123456789012345678901234567890",
    "0.0000000000000000000000000000000000001",
    "\"\"",
    "\"a\"",
    "\"é漢😀\"",
    r#""\" \\ \/ \b \f \n \r \t""#,
    r#""\u0000""#,
    r#""\u00e9 \uABCD \uabcd""#,
    r#""\uD834\uDD1E""#,
    r#""\\u0041""#,
    "\"\u{7f}\"",
    "\"\u{2028}\u{2029}\"",
    "\"\u{feff}\"",
    "\"// no comment /* */\"",
    "\"}]\"",
    "[]",
    "[ ]",
    "[1]",
    "[1,2 , 3]",
    "[[],{}]",
    "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
    "{}",
    "{ }",
    r#"{"":0}"#,
    r#"{"a":1,"a":2}"#,
    r#"{"a" : [ {"b" : null} ] }"#,
    r#"{"\u0061\"":1}"#,
    " \t\r\n1 \t\r\n",
];

const REFUSED: [&[u8]; 82] = [
    // Words.
    b"",
    b" ",
    b"nul",
    b"nulll",
    b"Null",
    b"TRUE",
    b"tru",
    b"falsey",
    b"undefined",
    b"a",
    b"NaN",
    b"-NaN",
    b"Infinity",
    b"-Infinity",
    // Numbers.
    b"+1",
    b"-",
    b"--1",
    b"01",
    b"-01",
    b"00",
    b".5",
    b"-.5",
    b"1.",
    b"1.e1",
    b"1e",
    b"1e+",
    b"1e-",
    b"1E",
    b"1e1.5",
    b"1.2.3",
    b"0x1F",
    b"1_000",
    b"1 000",
    b"1,5",
    b"1-",
    b"1a",
    b"\xc2\xbd",
    b"\xef\xbc\x91",
    // Strings.
    b"'a'",
    b"\"a",
    b"a\"",
    b"\"\\x41\"",
    b"\"\\a\"",
    b"\"\\'\"",
    b"\"\\ \"",
    b"\"\\u\"",
    b"\"\\u12\"",
    b"\"\\u123\"",
    b"\"\\u123g\"",
    b"\"\\U0041\"",
    b"\"\\\"",
    b"\"a\nb\"",
    b"\"a\tb\"",
    b"\"\x00\"",
    b"\"\x1f\"",
    b"\"a\" \"b\"",
    b"\"\\\xc3\xa9\"",
    // Arrays.
    b"[1,]",
    b"[,1]",
    b"[,]",
    b"[1,,2]",
    b"[1 2]",
    b"[1:2]",
    b"[a]",
    b"[\"a]",
    b"(1)",
    b"[1}",
    // Objects.
    b"{1:1}",
    b"{a:1}",
    b"{'a':1}",
    b"{\"a\"}",
    b"{\"a\":}",
    b"{:1}",
    b"{\"a\" 1}",
    b"{\"a\":1,}",
    b"{,}",
    b"{\"a\":1,,\"b\":2}",
    b"{\"a\":1 \"b\":2}",
    // Around them.
    b"1 // c",
    b"/* c */ 1",
    b"# c\n1",
    b"\xc2\xa01",
];

const SMALL: &[u8] = include_bytes!("samples/packed/small.heapsnapshot");

/// The small file with a value in the header.
fn in_header(value: &[u8]) -> Vec<u8> {
    with_value(b"{\"snapshot\":{", value, b"\"meta\":")
}

/// The small file with a value in place of a section.
fn as_section(value: &[u8]) -> Vec<u8> {
    with_value(b", ", value, b"\"nodes\":")
}

/// The small file with one more key and a value between two texts of it.
fn with_value(before: &[u8], value: &[u8], after: &[u8]) -> Vec<u8> {
    let place = [before, after].concat();
    let at = SMALL.windows(place.len()).position(|bytes| bytes == place).unwrap() + before.len();
    let (head, tail) = SMALL.split_at(at);
    [head, b"\"x\":", value, b",", tail].concat()
}

#[test]
fn what_is_json_is_accepted() {
    let plain = snapshot(&[SMALL]).unwrap();
    for value in ACCEPTED {
        for file in [in_header(value.as_bytes()), as_section(value.as_bytes())] {
            for step in [1, file.len()] {
                let read =
                    snapshot(&small_files::pieces(&file, step)).map_err(|error| format!("{value}: {error}")).unwrap();
                assert_eq!(format!("{read:?}"), format!("{plain:?}"), "{value}");
            }
        }
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for value in REFUSED {
        assert!(snapshot(&[&in_header(value)]).is_err(), "{}", value.escape_ascii());
    }
}

/// Cases that the standard leaves open: an answer, whichever.
#[test]
fn what_is_left_open_is_answered() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    for value in [r#""\uD800""#, r#""\uDC00\uD800""#, "1e400", "-1e400", "1e-400", &deep] {
        _ = snapshot(&[&in_header(value.as_bytes())]);
    }
    for bytes in [&b"\"\xff\""[..], b"\"\xc0\xaf\"", b"\"\xed\xa0\x80\"", b"\"\xf4\x90\x80\x80\"", b"\"\xe9\""] {
        _ = snapshot(&[&in_header(bytes)]);
    }
}
