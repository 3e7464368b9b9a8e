//! What a suspect took in, in words: its entries, and what came with them and says most.

use super::super::format;
use super::Sentence;
use crate::leaks::findings::{Grown, Reason, Suspect};
use crate::redaction::CALL;
use crate::runtime_names::{blink, is_scope, v8};

/// What took the place of something shorter.
pub fn longer(suspect: &Suspect) -> Sentence {
    match suspect.grows.classes.first() {
        Some(entry) if is_text(entry) && entry.things > 1 => {
            Sentence::of(": ").count(entry.things, "text", "texts").text(" of it got longer.")
        }
        Some(entry) if is_text(entry) => Sentence::of(": its text got longer."),
        _ => Sentence::of(": what it holds was replaced by something larger."),
    }
}

/// `1,500 new strings`: what was put in, and what makes it heavy if that is something else.
pub fn what_grows(suspect: &Suspect) -> Sentence {
    let grows = &suspect.grows;
    let Some(entry) = grows.classes.first() else { return Sentence::default() };
    let is_new = !suspect.confidence.reasons.iter().any(|reason| matches!(reason, Reason::TookOver(_)));
    if !grows.is_of_one_class && suspect.new_things > 0 {
        return Sentence::default()
            .count(suspect.new_things, "new object", "new objects")
            .text(format!(" of {} classes, such as ", format::count(grows.entry_classes.into())))
            .name(&entry.class);
    }
    let telling = |grown: &&Grown| {
        let class = grown.class.text();
        let class = class.as_js_str().to_lossy();
        let is_of_runtime = v8::is_system(class.as_bytes()) || blink::is_cpp_class(class.as_bytes());
        let is_inner = class.starts_with('(') || is_scope(class.as_bytes()) || is_of_runtime || grown.are_parts;
        grown.things > 1 && (if is_text(grown) { !is_text(entry) } else { !is_inner })
    };
    // What the program calls its own says more than what weighs more, and things say more than their texts.
    let own: Vec<&Grown> = grows.telling.iter().filter_map(|&at| grows.classes.get(at)).collect();
    let says_little = matches!(entry.class.text().as_js_str().to_lossy().as_ref(), "Array" | "Object");
    let is_much = |grown: &&Grown| !is_text(grown) || grown.bytes * 2 >= grows.new_bytes && !says_little;
    let texts = texts(&grows.classes);
    let others = grows.classes.iter().skip(1).filter(|grown| !is_text(grown)).chain(&texts);
    let heaviest = others.filter(telling).filter(is_much).max_by_key(|grown| grown.bytes);
    // What another holder has, too, is among the entries and not among what this one alone keeps.
    let are_all = entry.count >= grows.entry_count || is_text(entry);
    let count = if are_all { suspect.new_things } else { entry.count.min(suspect.new_things) };
    let mut sentence = counted_class(entry, count.max(1), is_new);
    let heaviest = heaviest.filter(|heaviest| own.is_empty() && heaviest.bytes > entry.bytes);
    // Detached elements are what people look for, whatever leads to them.
    let is_detached = |grown: &&Grown| blink::is_detached_element(grown.class.text().as_js_str().as_bytes());
    let detached = grows.classes.iter().find(|grown| is_detached(grown) && grown.count * 2 >= count);
    let detached = detached.filter(|_| !is_detached(&entry));
    let mut with = own;
    with.truncate(if detached.is_some() { 1 } else { 2 });
    with.extend(detached);
    with.extend(heaviest.filter(|heaviest| with.iter().all(|other| other.class != heaviest.class)));
    for (grown, word) in with.into_iter().zip([" with ", " and "]) {
        sentence = sentence.text(word).then(counted_class(grown, grown.things, is_new));
    }
    sentence
}

/// All texts but those that were put in, however V8 has them: a text is one, of however many it is put together.
fn texts(classes: &[Grown]) -> Option<Grown> {
    let texts = classes.iter().skip(1).filter(|grown| is_text(grown)).cloned();
    texts.reduce(|one, other| Grown {
        count: one.count + other.count,
        things: one.things + other.things,
        bytes: one.bytes + other.bytes,
        ..one
    })
}

/// Whether what grew are symbols.
pub fn is_symbol(suspect: &Suspect) -> bool {
    suspect.grows.classes.first().is_some_and(|grown| grown.class.text().as_js_str().is("(symbol)"))
}

fn is_text(grown: &Grown) -> bool {
    grown.class.text().as_js_str().to_lossy().ends_with("string)")
}

fn counted_class(grown: &Grown, count: u32, is_new: bool) -> Sentence {
    let class = grown.class.text();
    let class = class.as_js_str().to_lossy();
    let counted = |words: [&'static str; 2]| {
        let [one, many] = words.map(|word| if is_new { word } else { word.strip_prefix("new ").unwrap_or("of class") });
        Sentence::default().count(count, one, many)
    };
    match class.as_ref() {
        "(string)" | "(concatenated string)" | "(sliced string)" => counted(["new string", "new strings"]),
        "Function" => counted(["new function", "new functions"]),
        "Object" => counted(["new object", "new objects"]),
        "Array" => counted(["new array", "new arrays"]),
        _ if class.ends_with(CALL) => {
            Sentence::default().count(count, "waiting call", "waiting calls").text(" of ").name(&grown.class)
        }
        _ => counted(["new", "new"]).text(" ").name(&grown.class),
    }
}
