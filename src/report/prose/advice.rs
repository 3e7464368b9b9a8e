//! What an entry consists of, why it is kept, and how leaks of a kind are usually cured.

use super::Sentence;
use crate::leaks::findings::{EntryPart, Form, HolderKind, PerEntry, Suspect, WhyKept};
use crate::runtime_names::{blink, node, v8};
use crate::text::JsStr;

/// Parts of an entry that a sentence names.
const MOST_PARTS: usize = 4;
/// What entries share, and what came with them, is said if it is at least one part in this many of what each keeps alone.
const LEAST_SHARED: u64 = 100;

/// `each 940 B: 620 B lines (Array), 200 B customer ({name}), 120 B itself`; bytes are those of an average entry. What no entry
/// keeps alone is said of all together.
pub fn per_entry(entry: &PerEntry) -> Sentence {
    let average = |bytes: u64| Sentence::default().bytes(each(entry, bytes));
    let of_part = |part: &EntryPart| {
        let sentence = average(part.bytes).text(" ");
        match part.field.is_empty() {
            true => sentence.name(&part.class.without_template_arguments()),
            false => sentence.name(&part.field).text(" (").name(&part.class.without_template_arguments()).text(")"),
        }
    };
    let is_much = |bytes: u64| bytes.saturating_mul(LEAST_SHARED) >= entry.bytes;
    // What few entries have is no part of each.
    let is_of_most = |part: &&EntryPart| part.count.saturating_mul(2) >= entry.count;
    let shown = || entry.parts.iter().filter(is_of_most).filter(|part| each(entry, part.bytes) > 0).take(MOST_PARTS);
    let of_shown: u64 = shown().map(|part| part.bytes).sum();
    let of_rest = entry.bytes.saturating_sub(entry.own_bytes + of_shown);
    let is_even = entry.parts.iter().all(|part| is_of_most(&part));
    let rest = if is_even { " in other parts" } else { " on average in parts that not all have" };
    let rest = (each(entry, of_rest) > 0 && (is_even || is_much(of_rest))).then(|| average(of_rest).text(rest));
    let itself = (entry.own_bytes < entry.bytes).then(|| average(entry.own_bytes).text(" itself"));
    let parts = Sentence::joined(shown().map(of_part).chain(rest).chain(itself), ", ");
    let of_parts = |all: Sentence| if parts.is_empty() { all } else { all.text(": ").then(parts) };
    let (shared, beside) = (is_much(entry.shared_bytes), is_much(entry.beside_bytes));
    if !shared && !beside {
        return of_parts(Sentence::of("each ").then(average(entry.bytes)));
    }
    let mut all = of_parts(Sentence::of("each keeps ").then(average(entry.bytes)).text(" alone"));
    if shared {
        all = all.text("; together they keep ").bytes(entry.shared_bytes).text(" more");
    }
    if beside {
        all = all.text("; with them came ").bytes(entry.beside_bytes).text(" more");
    }
    all
}

/// What an average entry has of some bytes.
pub fn each(entry: &PerEntry, bytes: u64) -> u64 {
    let count = u64::from(entry.count.max(1));
    (bytes + count / 2) / count
}

/// Why entries are kept, where that would surprise.
pub fn why_kept(why: &WhyKept) -> Sentence {
    match why {
        WhyKept::Slice => Sentence::of("a part that was cut out of a text keeps all of that text"),
        WhyKept::SharedScope(variable) => Sentence::of(
            "a function keeps the variables around it that it or any function made in the same call mentions, here ",
        )
        .name(variable),
        WhyKept::WeakMapKey => Sentence::of("a WeakMap keeps a value for as long as its key lives, and the key lives"),
        WhyKept::DetachedWindow => {
            Sentence::of("a window that was closed or taken out keeps all that was in it while anything of it is held")
        }
        WhyKept::UnreadStack => Sentence::of(
            "an error keeps the objects whose methods were running when it was made, until its `stack` is read",
        ),
        WhyKept::Iterator => Sentence::of(
            "an iterator that is left in the middle keeps what its Map or Set held then, also after clear()",
        ),
        WhyKept::View => Sentence::of(
            "a Buffer, or another view, keeps all of its memory, be it cut out of a larger one (subarray); a copy of the part does not",
        ),
        WhyKept::DetachedTree => Sentence::of(
            "an element out of its page keeps the whole tree that it is in: what it stands in, beside it and below it",
        ),
        WhyKept::AsyncStore => {
            Sentence::of("what waits keeps the store of AsyncLocalStorage that was current when it was begun")
        }
        WhyKept::EmptyWeakRef => {
            Sentence::of("what the WeakRefs stood for is gone, and they are not, nor their keys: nobody takes them out")
        }
    }
}

/// What cures a list of listeners.
const LISTENERS: &str = "remove the listener when its owner is done (off, removeEventListener, an AbortSignal)";

/// What cures listeners of windows and elements.
const LISTENERS_OF_PAGE: &str = "remove the listener when its owner is done (removeEventListener, an AbortSignal)";

/// Whether as many listeners of a page came along as there are entries: then these keep them.
fn are_listened_for(suspect: &Suspect) -> bool {
    let classes = suspect.grows.classes.iter();
    let mut listeners =
        classes.filter(|grown| grown.class.text().as_js_str().as_bytes().ends_with(blink::EVENT_LISTENER.as_bytes()));
    listeners.any(|grown| suspect.new_entries > 0 && grown.count >= suspect.new_entries)
}

/// Whether each entry has a function, as what waits to be called back does.
fn are_called_back(suspect: &Suspect) -> bool {
    let parts = suspect.per_entry.iter().flat_map(|entry| entry.parts.iter().map(move |part| (entry, part)));
    parts.into_iter().any(|(entry, part)| part.count >= entry.count && part.class.text().as_js_str().is("Function"))
}

/// Whether what many alike have are lists of listeners: the way from them to an entry leads over these.
fn is_of_listeners(suspect: &Suspect) -> bool {
    let below = suspect.chain.iter().skip(suspect.holder_step + 1);
    below.into_iter().any(|step| step.edge_name.text().as_js_str().is(node::LISTENERS))
}

/// Whether things of a class have nothing that would end them: literals, lists, texts.
fn is_plain_data(class: &str) -> bool {
    class.starts_with('{') || matches!(class, "Object" | "Array" | "(string)" | "Map" | "Set")
}

/// How leaks of what a browser, or Node.js' performance tools, keep are cured.
fn cure_of_browser(kind: HolderKind, holder: JsStr<'_>, entry: &str) -> Option<&'static str> {
    Some(match kind {
        HolderKind::Object | HolderKind::Handles if holder.is(blink::NEXT_FRAME) => {
            "ask for no next frame when its owner is done (cancelAnimationFrame)"
        }
        HolderKind::Object | HolderKind::Handles if holder.is(blink::TIMELINE) => {
            "cancel animations that do not end when their owner is done (cancel)"
        }
        HolderKind::Object | HolderKind::Handles if blink::is_observer(entry) => {
            "disconnect the observer when its owner is done (disconnect, unobserve)"
        }
        HolderKind::Handles if entry == blink::MEDIA_QUERY => LISTENERS_OF_PAGE,
        HolderKind::Object if holder.as_bytes() == blink::HAS_PERFORMANCE_ENTRIES => {
            "clear entries that were read (clearMarks, clearMeasures, clearResourceTimings)"
        }
        HolderKind::Object if blink::is_element(entry.as_bytes()) => "remove elements that are done with from the page",
        _ => return None,
    })
}

/// How such leaks are usually cured; nothing where the sentence says it, or where no program holds.
pub fn cure(suspect: &Suspect) -> Option<&'static str> {
    if suspect.form == Form::Unheld {
        return None;
    }
    let entry = suspect.grows.classes.first().map(|grown| grown.class.text()).unwrap_or_default();
    let (entry, holder) = (entry.as_js_str().to_lossy(), suspect.holder.class.text());
    let are_functions = entry == "Function";
    let of_browser = cure_of_browser(suspect.kind, holder.as_js_str(), &entry);
    let by_kind = || match suspect.kind {
        HolderKind::Object if blink::is_page(holder.as_js_str().as_bytes()) && are_listened_for(suspect) => {
            LISTENERS_OF_PAGE
        }
        HolderKind::Object | HolderKind::Handles if holder.as_js_str().is(v8::FINALIZATION_REGISTRY) => {
            "register no value that keeps its object alive, and unregister what is done with"
        }
        HolderKind::Alike if is_of_listeners(suspect) => LISTENERS,
        HolderKind::Promises if suspect.form == Form::OpenHandles => {
            "let the callbacks run before the snapshot is taken; settle what they wait for"
        }
        _ if suspect.why_kept == Some(WhyKept::DetachedWindow) => {
            "drop references to anything of a window when it is closed or its frame leaves the page"
        }
        _ if suspect.why_kept == Some(WhyKept::Slice) => "keep a copy of the part, and take out what is done with",
        HolderKind::Map | HolderKind::Set | HolderKind::Array | HolderKind::Dictionary
            if suspect.is_of_others && !is_plain_data(&entry) =>
        {
            "end each the way its keeper provides (close, destroy, cancel, off; read a stream to its end), or else take it out"
        }
        HolderKind::Map | HolderKind::Set | HolderKind::Array | HolderKind::Dictionary if are_functions => {
            "take each function out when its owner is done with it"
        }
        HolderKind::Listeners if suspect.form == Form::OpenHandles => LISTENERS_OF_PAGE,
        HolderKind::Set if are_called_back(suspect) => "take each out when its owner is done with it",
        HolderKind::Map => "delete entries that are done with, or give the Map a limit",
        HolderKind::Set => "delete what is done with, or give the Set a limit",
        HolderKind::Array => "take out what is done with, or keep only the latest",
        HolderKind::Dictionary => "delete keys that are done with, or use a Map with a limit",
        HolderKind::Listeners => LISTENERS,
        HolderKind::LinkedList => "cut the list or chain behind what is still needed",
        HolderKind::Tree => "take branches that are done with out of the tree",
        HolderKind::Scope => "let go of the function that keeps the variable, or empty the variable",
        HolderKind::Timers => "clear the timer when its owner is done (clearInterval, clearTimeout)",
        HolderKind::Promises => "settle what is waited for, or do not wait again and again for what never settles",
        HolderKind::DetachedDom => "drop references to an element when it leaves the page",
        HolderKind::String => "write the text out and begin anew, or give it a limit",
        HolderKind::Data => "reuse or release the memory, or give it a limit",
        HolderKind::Alike => "give each of them a limit, or take out what is done with",
        HolderKind::Handles if is_plain_data(&entry) => {
            "a program cannot empty what the runtime keeps: do once what fills it, and use the result again"
        }
        HolderKind::Handles => "close each when it is done with (close, destroy, terminate), and remove its listeners",
        HolderKind::Console => "clear the console, or log texts instead of objects",
        HolderKind::Object => "let go of what is done with",
    };
    Some(of_browser.unwrap_or_else(by_kind)).filter(|_| !super::what_grows::is_symbol(suspect))
}
