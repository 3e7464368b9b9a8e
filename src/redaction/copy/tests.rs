#![allow(clippy::unwrap_used)]
use std::collections::HashSet;

use super::*;
use crate::graph::testing::Drawing;
use crate::heap::Heap;
use crate::runtime_names::weak_map_entry;
use crate::snapshot::TracedFunction;

const KEY: Key = Key([7; 16]);

fn fresh() -> Redaction {
    Redaction { own: OwnNames::default(), uses: StringUses::none(), fillers: Fillers::new(KEY) }
}

fn replaced(text: &str, uses: &[Uses]) -> String {
    let uses = uses.iter().fold(Uses::default(), |all, &uses| all.and(uses));
    fresh().replacement(JsStr::new(text.as_bytes()), uses).unwrap().as_js_str().to_string()
}

#[test]
fn what_stays_and_what_does_not() {
    for (text, uses, expected) in [
        ("Object", Uses::OBJECT, "Object"),
        ("length", Uses::FUNCTION, "length"),
        ("(concatenated string)", Uses::default(), "(concatenated string)"),
        ("system / Context / scope @7", Uses::INTERNAL, "system / Context / scope @7"),
        ("blink::HeapVector<int>", Uses::NATIVE, "blink::HeapVector<int>"),
        ("elements2", Uses::LINK, "elements2"),
        ("anything", Uses::OWN, "anything"),
        ("node:internal/timers", Uses::SCRIPT, "node:internal/timers"),
    ] {
        assert_eq!(replaced(text, &[uses]), expected);
    }
    for (text, uses) in [
        ("mary@example.org", Uses::default()),
        ("length", Uses::default()),
        ("elements2", Uses::default()),
        ("mary", Uses::PROPERTY),
        ("Mary", Uses::OBJECT),
        ("/home/mary/", Uses::INTERNAL),
        ("mary", Uses::CODE),
        ("mary:8080", Uses::SCRIPT),
    ] {
        let filler = replaced(text, &[uses]);
        assert_eq!(filler.encode_utf16().count(), text.len(), "{filler}");
        assert!(!filler.contains("ary") && !filler.contains("elem") && !filler.contains("len"), "{filler}");
    }
}

#[test]
fn marks_that_say_what_a_text_is_stay() {
    let script = replaced("file:///home/mary/node_modules/@shop/cart/lib/app.js?user=7", &[Uses::SCRIPT]);
    assert!(script.starts_with("file:///") && script.contains("/node_modules/@"), "{script}");
    assert!(script.contains("/app.js?") && !script.contains("mary") && !script.contains("shop"), "{script}");
    let since_v8_14 = replaced("system / Script / http://mary.example/assets/app.js", &[Uses::SCRIPT]);
    assert!(since_v8_14.starts_with("system / Script / http://*") && since_v8_14.ends_with("/app.js"), "{since_v8_14}");
    let element = replaced("Detached <div class=\"mary\" id=x>", &[Uses::NATIVE]);
    assert!(element.starts_with("Detached <div ") && !element.contains("mary"), "{element}");
    let property = replaced("a,\"mary\"", &[Uses::PROPERTY]);
    assert_eq!((property.matches(',').count(), property.matches('"').count()), (1, 2), "{property}");
    assert!(!property.contains("mary"));
    let entry = "3 / part of key (mary @7) -> value (Map @9) pair in WeakMap (table @5)";
    let written = replaced(entry, &[Uses::WEAK_MAP_ENTRY]);
    assert!(written.ends_with(" @7) -> value (Map @9) pair in WeakMap (table @5)"), "{written}");
    assert!(weak_map_entry::parse(JsStr::new(written.as_bytes())).is_some() && !written.contains("mary"));
    assert!(replaced("17 mary", &[Uses::LINK, Uses::NUMBERED]).starts_with("17"));
}

#[test]
fn equal_texts_have_equal_fillers_and_others_have_others() {
    let mut fillers = Fillers::new(KEY);
    let mut seen = HashSet::new();
    let texts = (0..200u32).map(|at| char::from_u32(at + 33).unwrap().to_string());
    let texts = texts.chain((0..9000).map(|at| format!("{at}"))).chain((0..9000).map(|at| format!("mary-{at:05}")));
    let texts: HashSet<String> = texts.collect();
    for text in &texts {
        let filler = fillers.filler(JsStr::new(text.as_bytes())).unwrap();
        assert_eq!(filler.encode_utf16().count(), text.encode_utf16().count());
        assert!(!filler.chars().next().unwrap().is_alphanumeric(), "{filler} could be a name");
        assert!(seen.insert(filler), "{text}");
    }
    for text in &texts {
        assert!(!seen.insert(fillers.filler(JsStr::new(text.as_bytes())).unwrap()), "{text}");
    }
    let of = |key: u8| Fillers::new(Key([key; 16])).filler(JsStr::new(b"mary@example.org")).unwrap();
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
    assert!(of(1).starts_with("******"));
}

/// Copies a file in pieces of `step` bytes.
fn copied(file: &str, strings: usize, step: usize) -> Result<String, ReadError> {
    #[derive(Debug)]
    struct Upper;
    impl Rewrite for Upper {
        fn rewrite(&mut self, index: StringIndex, text: JsStr<'_>) -> Result<JsString, OutOfMemory> {
            Ok(JsString::from(format!("{}{}", index.0, text.to_string().to_uppercase()).as_str()))
        }
    }
    let mut input = Input::into_sink(file.len() as u64, Copier::new(Box::new(Upper), strings));
    let mut out = Vec::new();
    for piece in file.as_bytes().chunks(step) {
        input.push(piece)?;
        out.extend(input.sink_mut().take());
    }
    let mut copier = input.finish_sink()?;
    out.extend(copier.take());
    copier.finish()?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn a_file_is_copied_without_texts_that_are_no_strings() {
    let file = "log of mary\n{\"snapshot\" : {\"title\":\"mary\",\"meta\":{\"a\":[\"b\"]},\"node_count\":2},\n\"nodes\":[1, 2,\n3],\
        \"mary\":[\"mary\"],\"samples\":[\"ma\\\"ry\",4],\"strings\":[\"<x>\", \"a\\\"b\",\"\\u00e9\\ud83d\"]} mary";
    let expected = "{\"snapshot\":{\"meta\":{\"a\":[\"b\"]},\"node_count\":2},\n\"nodes\":[1, 2,\n3],\n\
        \"samples\":[\"\",4],\n\"strings\":[\"0<X>\",\n\"1A\\\"B\",\n\"2É\u{fffd}\"]}\n";
    for step in 1..40 {
        assert_eq!(copied(file, 3, step).unwrap(), expected);
    }
}

#[test]
fn what_is_not_the_file_that_was_read_is_refused() {
    let file = "{\"snapshot\":{\"meta\":{}},\"strings\":[\"a\",\"b\"]}";
    assert!(copied(file, 2, 9).is_ok());
    for (file, strings) in [(file, 3), (file, 1), (&file[..20], 2), (&file[..file.len() - 1], 2), ("{}", 2), ("", 0)] {
        assert!(copied(file, strings, 9).is_err(), "{file}");
    }
}

#[test]
fn names_of_another_snapshots_code_stay() {
    let mut redaction = fresh();
    let kept = |redaction: &mut Redaction, text: &str| {
        redaction.replacement(JsStr::new(text.as_bytes()), Uses::PROPERTY).unwrap().as_js_str().is(text)
    };
    assert!(!kept(&mut redaction, "loans"));
    let mut other = OwnNames::default();
    other.add_lines(b"loans\nmary@example.org\n\n").unwrap();
    redaction.add_names(&other.lines().unwrap()).unwrap();
    assert!(kept(&mut redaction, "loans"));
    assert!(!kept(&mut redaction, "mary@example.org"), "no name of code looks like this");
}

#[test]
fn functions_of_a_recording_are_functions_of_scripts() {
    let mut snapshot = Drawing::new().snapshot();
    let mut text = |text: &str| snapshot.strings.add(JsStr::new(text.as_bytes())).unwrap();
    let (name, script_name) = (text("work"), text("/srv/shop/app.js"));
    let function = TracedFunction { name, script_name, place: None };
    snapshot.allocations.functions.try_push(function).unwrap();
    let uses = StringUses::of(&Heap::new(snapshot).unwrap()).unwrap();
    assert!(uses.get(name).has(Uses::FUNCTION) && uses.get(script_name).has(Uses::SCRIPT));
}
