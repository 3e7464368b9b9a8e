#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

fn from_units(units: &[u16]) -> JsString {
    let mut bytes = Vec::new();
    units.iter().for_each(|&unit| push_unit(&mut bytes, unit));
    JsString(bytes)
}

/// Units drawn from the places where the encodings disagree.
fn units() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(
        prop_oneof![0u16..0x80, 0x80u16..0x900, 0xd700u16..0xe100, 0xfff0u16..=0xffff, Just(0x22), Just(0x5c)],
        0..12,
    )
}

proptest! {
    #[test]
    fn units_survive_the_encoding(list in units()) {
        let text = from_units(&list);
        prop_assert_eq!(text.as_js_str().units().collect::<Vec<_>>(), list.clone());
        prop_assert_eq!(text.as_js_str().utf16_len(), list.len());
    }

    #[test]
    fn joining_pieces_equals_encoding_the_whole(a in units(), b in units()) {
        let mut joined = from_units(&a);
        joined.push(from_units(&b).as_js_str());
        prop_assert_eq!(joined, from_units(&[a, b].concat()));
    }

    #[test]
    fn json_reads_back(list in units()) {
        let mut json = Vec::new();
        let text = from_units(&list);
        text.as_js_str().write_json(&mut json);
        let json = String::from_utf8(json).unwrap();
        if let Ok(whole) = String::from_utf16(&list) {
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), whole);
        } else {
            prop_assert!(json.contains("\\ud"));
        }
    }
}

#[test]
fn integers_are_parsed_as_javascript_does() {
    // What parseInt(text, 10) gives.
    for (text, number) in [
        ("12 / part", Some(12.0)),
        ("0x10", Some(0.0)),
        ("-7 x", Some(-7.0)),
        ("+5", Some(5.0)),
        (" \t\u{a0}\u{feff}\u{2003}5", Some(5.0)),
        ("99999999999999999999", Some(1e20)),
        ("9007199254740993", Some(9007199254740992.0)),
        ("1000000000000000000000000000000000000000", Some(1e39)),
        ("x1", None),
        ("- 1", None),
        ("+-1", None),
        ("\u{85}5", None),
        ("", None),
        ("-", None),
    ] {
        assert_eq!(JsStr::new(text.as_bytes()).parse_int(), number, "{text:?}");
    }
    assert_eq!(JsStr::new(&[b'9'; 400]).parse_int(), Some(f64::INFINITY));
}
