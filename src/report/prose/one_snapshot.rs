//! What is said of one snapshot.

use super::super::format;
use super::Sentence;
use crate::leaks::findings::{Content, Detached, Duplicates, Grown, LargeHolder, OneSnapshot};

/// The whole, and what a second snapshot is for.
pub fn verdict(one: &OneSnapshot) -> Sentence {
    let sentence = match one.holders.len() as u64 {
        0 => Sentence::of("Nothing that gathers things of one kind keeps a hundredth of the heap (")
            .bytes(one.heap_bytes),
        1 => Sentence::of("This keeps at least a hundredth of the heap (").bytes(one.heap_bytes),
        _ => Sentence::of("These keep at least a hundredth of the heap each (").bytes(one.heap_bytes),
    };
    sentence.text(
        "). One snapshot tells what is held, and not what grows: a second one of the same process, taken after more of the \
         same work, proves growth.",
    )
}

/// What a holder keeps.
pub fn holder(large: &LargeHolder, heap_bytes: u64) -> Sentence {
    let lead = match large.content {
        Content::Links => Sentence::of("The list or tree at "),
        Content::Entries | Content::Data => Sentence::default(),
    };
    let percent = large.retained_size.saturating_mul(100) / heap_bytes.max(1);
    let sentence = lead.name(&large.holder.name).text(" keeps ").bytes(large.retained_size);
    let sentence = sentence.text(format!(", {percent} % of the heap: "));
    let sentence = match &large.most {
        None => sentence.text("text, numbers or memory, and no objects."),
        Some(most) => {
            let alike = sentence.then(alike(most));
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

/// `1,200 Session`, in words where the class is V8's.
fn alike(most: &Grown) -> Sentence {
    let class = most.class.text();
    let class = class.as_js_str().to_lossy();
    let words = match class.as_ref() {
        "(string)" | "(concatenated string)" | "(sliced string)" => ["string", "strings"],
        "Function" => ["function", "functions"],
        "Object" => ["object", "objects"],
        "Array" => ["array", "arrays"],
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
