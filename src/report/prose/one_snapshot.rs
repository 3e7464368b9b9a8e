//! What is said of one snapshot.

use super::super::format;
use super::Sentence;
use crate::leaks::findings::{Content, Detached, Duplicates, Grown, LargeHolder, OfRuntime, OneSnapshot};
use crate::redaction::CALL;
use crate::runtime_names::{blink, is_scope, node};

/// What keeps itself and has so many entries is a table of these.
const MANY_ENTRIES: u32 = 8;

/// The whole, and what a second snapshot is for.
pub fn verdict(one: &OneSnapshot) -> Sentence {
    let sentence = match one.holders.len() as u64 {
        0 => Sentence::of(
            "Nothing of the program that gathers things of one kind keeps alone a hundredth of the heap's ",
        ),
        1 => Sentence::of("This keeps at least a hundredth of the heap's "),
        _ => Sentence::of("These keep each at least a hundredth of the heap's "),
    };
    let sentence = sentence.bytes(one.heap_bytes);
    let sentence = sentence.text(
        ". One snapshot tells what is held, and not what grows: a second one of the same process, taken after more of the \
         same work, proves growth.",
    );
    match of_runtime(one.of_runtime) {
        Some(of_runtime) => sentence.text(" ").then(of_runtime),
        None => sentence,
    }
}

/// What a holder keeps.
pub fn holder(large: &LargeHolder, heap_bytes: u64) -> Sentence {
    let percent = (large.retained_size.saturating_mul(100) + heap_bytes / 2) / heap_bytes.max(1);
    if let (Content::Shared, Some(most)) = (large.content, &large.most) {
        let sentence = Sentence::default().name(&large.holder.name).text(" holds ").then(alike(most)).text(" (");
        let others = " % of the heap); something else holds them, too, so that no single holder keeps them.";
        return sentence.bytes(large.retained_size).text(format!(", {percent}{others}"));
    }
    if let (Content::Rooted, Some(most)) = (large.content, &large.most) {
        let sentence = with(alike(most), large).text(" are kept by the runtime, each for itself (");
        let class = most.class.text();
        let class = class.as_js_str().to_lossy();
        let what = match class.as_ref() {
            _ if blink::is_timer(&class) || node::is_timer(&class) => "timers that nobody has cleared",
            _ if class.ends_with("Listener") => "listeners that nobody has removed",
            _ => "open handles that nobody has closed",
        };
        return sentence.bytes(large.retained_size).text(format!(", {percent} % of the heap): {what}."));
    }
    if let (Content::Unseen | Content::Console, Some(most)) = (large.content, &large.most) {
        let ended = match large.content {
            Content::Console => " are kept by the DevTools console: they were logged while it was open.",
            _ => " are there, and no link of the file leads to them: it has none from Maps and Sets to what they hold.",
        };
        return alike(most)
            .text(" (")
            .bytes(large.retained_size)
            .text(format!(", {percent} % of the heap)"))
            .text(ended);
    }
    let lead = match large.content {
        Content::Links => Sentence::of("The list or tree at "),
        _ => Sentence::default(),
    };
    let sentence = lead.name(&large.holder.name).text(" keeps ").bytes(large.retained_size);
    let sentence = sentence.text(format!(", {percent} % of the heap: "));
    let sentence = match &large.most {
        None if large.content == Content::Unseen => sentence.text("its entries do not stand in this file."),
        None if large.entries >= MANY_ENTRIES => {
            sentence.text("most of it a table, of ").count(large.entries, "entry", "entries").text(".")
        }
        None => sentence.text("itself, as text, numbers, memory or a table."),
        Some(most) => {
            let alike = with(sentence.then(alike(most)), large);
            let others = large.content == Content::Entries && large.entries > most.count;
            let alike = if others {
                let among = format!(" among {} entries", format::count(large.entries.into()));
                alike.text(" (").bytes(most.bytes).text(")").text(among)
            } else {
                alike
            };
            alike.text(".")
        }
    };
    match large.looks_unbounded {
        true => sentence.text(" So many alike in one place look like a collection without a limit."),
        false => sentence,
    }
}

/// What of the program's own is kept with what the runtime keeps.
fn with(sentence: Sentence, large: &LargeHolder) -> Sentence {
    match &large.with {
        Some(kept) => sentence.text(" with ").then(alike(kept)),
        None => sentence,
    }
}

/// What the runtime has for itself.
pub fn of_runtime(of_runtime: OfRuntime) -> Option<Sentence> {
    let OfRuntime { holders, retained_size } = of_runtime;
    let sentence =
        Sentence::of("The runtime's own is left out: ").count(holders, "holder", "holders").text(" of as much, with ");
    (holders > 0).then(|| sentence.bytes(retained_size).text("."))
}

/// `1,200 Session`, in words where the class is V8's.
fn alike(most: &Grown) -> Sentence {
    let class = most.class.text();
    let class = class.as_js_str().to_lossy();
    let words = match class.as_ref() {
        "(string)" | "(concatenated string)" | "(sliced string)" => ["string", "strings"],
        "Function" => ["function", "functions"],
        "Object" => ["object", "objects"],
        "Array" => ["array", "arrays"],
        "(symbol)" => ["symbol", "symbols"],
        _ if is_scope(class.as_bytes()) => ["scope of variables", "scopes of variables"],
        _ if class.ends_with(CALL) => {
            let calls = Sentence::default().count(most.count, "waiting call", "waiting calls");
            return calls.text(" of ").name(&most.class);
        }
        _ => {
            let count = format!("{} ", format::count(most.count.into()));
            return Sentence::of(count).name(&most.class.without_template_arguments());
        }
    };
    let [one, many] = words;
    Sentence::default().count(most.count, one, many)
}

/// What is there more than once.
pub fn duplicates(duplicates: &Duplicates) -> Sentence {
    let Duplicates { texts, strings, could_be_saved } = *duplicates;
    if texts == 0 {
        return Sentence::of("No text is there twice.");
    }
    Sentence::default()
        .count(texts, "text is", "texts are")
        .text(" there more than once, in ")
        .count(strings, "string", "strings")
        .text("; kept once each they would take ")
        .bytes(could_be_saved)
        .text(" less.")
}

/// What is in no page.
pub fn detached(detached: &Detached) -> Option<Sentence> {
    let Detached { count, retained_size } = *detached;
    let sentence = Sentence::default().count(count, "object of the browser is", "objects of the browser are");
    let sentence = sentence.text(" detached: in no page, and kept all the same, with ").bytes(retained_size).text(".");
    (count > 0).then_some(sentence)
}
