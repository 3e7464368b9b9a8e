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
fn leading_integers() {
    assert_eq!(JsStr::new(b"12 / part").leading_integer(), Some(12));
    assert_eq!(JsStr::new(b"x1").leading_integer(), None);
    assert_eq!(JsStr::new(b"").leading_integer(), None);
}
