//! What is said of suspects, of what was set aside, and of the whole.

use super::super::format;
use super::balance::{self, whole};
use super::what_grows::{is_symbol, longer, what_grows};
use super::{Sentence, one_snapshot};
use crate::leaks::ProcessMatch;
use crate::leaks::findings::{
    BalanceKind, Confidence, Findings, Form, HolderKind, Level, NextStep, Point, Reason, Suspect, Verdict, WhySetAside,
};
use crate::redaction::Name;
use crate::runtime_names::blink;

/// The whole in a few sentences.
pub fn verdict(findings: &Findings) -> Sentence {
    let left_out = match findings.same_process {
        true => left_out(&findings.left_out),
        false => String::new(),
    };
    let sentence = verdict_on_one_process(findings);
    if left_out.is_empty() { sentence } else { sentence.text(left_out) }
}

/// Ids start anew in one process, too: with each session of the inspector in V8, with each snapshot in Bun.
const IDS_DO_NOT_MATCH: &str = "The ids of the snapshots do not match: they are of different processes, or of one whose ids \
    were started anew, as by another inspector session or in Bun by every snapshot.";
const IDS_NEVER_MATCH: &str = "Bun gives all objects new ids with every snapshot.";

fn verdict_on_one_process(findings: &Findings) -> Sentence {
    let suspects = findings.suspects.len() as u64;
    if let Some(one) = &findings.one_snapshot {
        return one_snapshot::verdict(one);
    }
    match findings.verdict() {
        Verdict::DifferentProcesses => {
            let balance = &findings.balance;
            let of_ids = if findings.renumbered { IDS_NEVER_MATCH } else { IDS_DO_NOT_MATCH };
            let sentence = Sentence::of(of_ids).text(" By class and path, ");
            if suspects > 0 {
                let sentence = sentence.count(suspects, "holder has", "holders have").text(" ");
                let sentence = sentence.bytes(findings.growth()).text(" more in the later one");
                return sentence.text("; of two processes, that need not be a leak.");
            }
            let nothing = if balance.growth < balance.noise as i64 {
                "nothing grew beyond noise: "
            } else {
                "no holder has more, though "
            };
            let sentence = sentence.text(nothing).then(whole(balance.growth));
            let advice = ". To find a leak, load the program between two snapshots of one process.";
            sentence.text(if findings.renumbered { "." } else { advice })
        }
        Verdict::Suspects => {
            let growth = findings.growth();
            let sentence = Sentence::default().count(suspects, "holder", "holders").text(" grew by ").bytes(growth);
            let sentence = if suspects == 1 { sentence } else { sentence.text(" together") };
            sentence.text("; ").then(whole(findings.balance.growth)).text(".")
        }
        Verdict::OnlySetAside | Verdict::NothingRepeats | Verdict::Nothing | Verdict::OneSnapshot => {
            let balance = &findings.balance;
            let sentence = if balance.growth < balance.noise as i64 {
                Sentence::of("Nothing grew beyond noise: ").then(whole(balance.growth)).text(".")
            } else {
                no_suspect(findings)
            };
            let sentence = match balance.singles.first() {
                Some(single) => sentence.text(" ").then(balance::single(single)),
                None => sentence,
            };
            match findings.set_aside.first() {
                Some(first) => {
                    sentence.text(" Set aside: ").name(&first.name).text(". ").then(why_set_aside(&first.why))
                }
                None => sentence,
            }
        }
    }
}

/// The heap grew, and there is no suspect: what else it is.
fn no_suspect(findings: &Findings) -> Sentence {
    let balance = &findings.balance;
    let sentence = Sentence::of("No suspect, though ").then(whole(balance.growth));
    let sentence = match balance::most(balance) {
        Some(most) => sentence.text(", most of it ").then(most).text("."),
        None => sentence.text(": what is new does not repeat, is too little, or was expected."),
    };
    let small = balance.parts.iter().filter(|part| part.kind == BalanceKind::Small).flat_map(|part| &part.names);
    let names = small.filter(|&name| findings.set_aside.iter().all(|aside| aside.name != *name));
    let names = Sentence::joined(names.map(|name| Sentence::default().name(name)), ", ");
    match names.is_empty() {
        true => sentence,
        false => sentence.text(" It repeats, but is too little to tell, at ").then(names).text("."),
    }
}

/// How far the ids of two snapshots agree.
pub fn process_match(process_match: ProcessMatch) -> String {
    let ProcessMatch { common, different, smaller } = process_match;
    let [common, different, smaller] = [common, different, smaller].map(|count| format::count(count.into()));
    format!("{common} of {smaller} ids are in both; {different} of them name something else.")
}

/// How it was decided which snapshots are of one process.
pub fn processes(findings: &Findings) -> String {
    if findings.one_snapshot.is_some() {
        return "There is one snapshot.".to_owned();
    }
    let said = process_match(findings.process_match);
    match findings.apart {
        Some(position) => format!("The ids of snapshot {position} do not match those of the latest one: {said}"),
        None => said,
    }
}

/// Which snapshots of a series say nothing, because their ids mean something else.
fn left_out(positions: &[usize]) -> String {
    let list = positions.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    match positions {
        [] => String::new(),
        [_] => format!(" Snapshot {list} is of another process and was left out."),
        _ => format!(" Snapshots {list} are of other processes and were left out."),
    }
}

/// What a person should read of a suspect.
pub fn sentence(suspect: &Suspect) -> Sentence {
    let what = what_grows(suspect);
    if let Some(target) = listened_to(suspect) {
        let sentence = what.text(" (").bytes(suspect.retained_growth).text(") listen to ").name(target);
        return sentence.text(": listeners, never removed.");
    }
    let kept = match (suspect.kind, suspect.form) {
        (HolderKind::Console, _) => {
            Some(") are kept by the DevTools console: they were logged while it was open, so the measuring holds them.")
        }
        (_, Form::OpenHandles) if is_symbol(suspect) => {
            Some(") are kept by the registry of Symbol.for, which never forgets one: make no symbols of data.")
        }
        (HolderKind::Promises, Form::OpenHandles) => Some(") are kept by callbacks of promises that have not run."),
        (_, Form::OpenHandles) => return kept_by_runtime(what.text(" (").bytes(suspect.retained_growth), suspect),
        (_, Form::Unheld) => Some(match suspect.also_held_by.as_slice() {
            [] => ") are there, and nothing in the snapshot leads to them.",
            _ => {
                ") are there, and nothing in the snapshot leads to them: the file has no links from Maps and Sets to what they hold."
            }
        }),
        _ => None,
    };
    if let Some(kept) = kept {
        let sentence = what.text(" (").bytes(suspect.retained_growth).text(kept);
        let tables = suspect.also_held_by.iter().map(|table| Sentence::default().name(table));
        return match suspect.form {
            Form::Unheld if !suspect.also_held_by.is_empty() => {
                sentence.text(" ").then(Sentence::joined(tables, " and ")).text(" have room for so many.")
            }
            _ => sentence,
        };
    }
    let growth =
        growth(&suspect.holder.name, suspect.form, suspect.net_entries(), suspect.entries, suspect.retained_growth);
    let sentence = match suspect.form {
        Form::OwnData => growth.text(": ").then(own_data(suspect)).text("."),
        Form::Data => growth.then(longer(suspect)),
        Form::Alike { .. } if let Some(one) = &suspect.one_of_alike => {
            let class = suspect.grows.classes.first().map_or(one, |grown| &grown.class);
            let growth = growth.text(": each ").name(class).text(" took in more");
            if *one == suspect.holder.name { growth.text(".") } else { growth.text(", such as ").name(one).text(".") }
        }
        _ if what.is_empty() => growth.text("."),
        _ => growth.text(": ").then(what).text(" under it."),
    };
    match suspect.way() {
        Some(path) => sentence.text(" It is reached from ").name(&path).text("."),
        None => sentence,
    }
}

/// Goes on with what the runtime keeps, one by one.
fn kept_by_runtime(sentence: Sentence, suspect: &Suspect) -> Sentence {
    let sentence = sentence.text(") are kept by the runtime");
    let is_led_to = suspect.confidence.reasons.contains(&Reason::ProgramLeadsToo);
    let sentence = match suspect.also_held_by.last().filter(|_| is_led_to) {
        Some(other) => sentence.text(", and ").name(other).text(" leads to them as well"),
        None => sentence.text(" and not by an object"),
    };
    sentence.text(match suspect.kind {
        HolderKind::Listeners => ": listeners, never removed.",
        HolderKind::Timers => ": timers, never cleared.",
        HolderKind::Handles => ": open handles, never closed.",
        _ => ".",
    })
}

/// The window or element that the browser's listeners listen to, which leads to them.
fn listened_to(suspect: &Suspect) -> Option<&Name> {
    let is_of_runtime = suspect.kind == HolderKind::Listeners && suspect.form == Form::OpenHandles;
    let mut links = suspect.chain.iter().zip(suspect.chain.iter().skip(1)).filter(|_| is_of_runtime);
    let found = links.find(|(_, below)| below.name.text().as_js_str().is(blink::LISTENED_TO));
    found.map(|(target, _)| &target.name)
}

/// What a holder took in that is no object of the snapshot, or none that only it has.
fn own_data(suspect: &Suspect) -> Sentence {
    let listed = suspect.net_entries();
    if listed > 0
        && matches!(suspect.kind, HolderKind::Map | HolderKind::Set | HolderKind::Array | HolderKind::Dictionary)
    {
        return Sentence::of("it took in ").count(listed, "entry", "entries").text(" that others hold as well");
    }
    let words = match suspect.kind {
        HolderKind::Map | HolderKind::Set => "it took in entries that the snapshot does not list, such as numbers",
        // V8 leaves an array the room of what `splice` and `delete` took out, and its length is not in the file.
        HolderKind::Array => "it took in values that are no objects, such as numbers, or keeps the room for them",
        HolderKind::Dictionary => "it took in properties whose values are no objects, such as numbers",
        HolderKind::String => "its text got longer",
        _ => "its memory got larger, without new objects",
    };
    Sentence::of(words)
}

/// Who grew by how much.
pub fn growth(name: &Name, form: Form, more: u32, entries: u32, bytes: u64) -> Sentence {
    let (lead, tail, one, many) = match form {
        Form::Links => (Sentence::of("The list at ").name(name), "", "link", "links"),
        Form::Tree => (Sentence::of("The tree at ").name(name), "", "node", "nodes"),
        Form::Alike { holders } => {
            let lead = Sentence::default().count(holders, "holder", "holders").text(" alike under ").name(name);
            (lead, "", "entry", "entries")
        }
        Form::Scattered { holders } => {
            let lead = Sentence::default().count(holders, "holder", "holders").text(" alike, such as ").name(name);
            (lead, ",", "entry", "entries")
        }
        Form::OwnData => (Sentence::default().name(name), " itself", "", ""),
        _ => (Sentence::default().name(name), "", "entry", "entries"),
    };
    let lead = if tail.is_empty() { lead } else { lead.text(tail) };
    let lead = lead.text(" grew by ");
    match form {
        Form::Data | Form::OwnData => lead.bytes(bytes),
        // What replaces others can be larger than they were.
        _ if more == 0 => lead.bytes(bytes),
        _ if more < entries => {
            let total = format!(" to {} (", format::count(entries.into()));
            lead.count(more, one, many).text(total).bytes(bytes).text(")")
        }
        _ => lead.count(more, one, many).text(" (").bytes(bytes).text(")"),
    }
}

/// What the holder of a suspect is, in words that follow "It is".
pub fn holder_kind(suspect: &Suspect) -> &'static str {
    // Of what the runtime keeps one by one, the holder is one, and the kind says what sort of thing.
    kind(if suspect.form == Form::OpenHandles { HolderKind::Handles } else { suspect.kind })
}

/// The kind in words that follow "It is".
pub fn kind(kind: HolderKind) -> &'static str {
    match kind {
        HolderKind::Map => "a Map",
        HolderKind::Set => "a Set",
        HolderKind::Array => "an array",
        HolderKind::Dictionary => "an object used as a dictionary",
        HolderKind::Listeners => "a list of listeners",
        HolderKind::LinkedList => "a linked list or chain",
        HolderKind::Tree => "a tree",
        HolderKind::Scope => "the variables of a scope",
        HolderKind::Timers => "a list of timers",
        HolderKind::Promises => "a chain of promises",
        HolderKind::DetachedDom => "a holder of detached elements",
        HolderKind::String => "a string that grows",
        HolderKind::Data => "data that grows",
        HolderKind::Alike => "many alike holders",
        HolderKind::Handles => "what the runtime itself keeps",
        HolderKind::Console => "what the DevTools console keeps, because it was logged",
        HolderKind::Object => "an object",
    }
}

/// How sure, in a word. Only three snapshots and more make it certain.
pub fn certainty(confidence: &Confidence) -> &'static str {
    match confidence.level {
        _ if confidence.is_certain() => "certain",
        Level::High => "likely",
        Level::Medium => "possible",
        Level::Low => "doubtful",
    }
}

/// Why it is as sure as it is.
pub fn reasons(confidence: &Confidence) -> String {
    let reasons: Vec<String> = confidence.reasons.iter().map(|&reason| self::reason(reason)).collect();
    reasons.join("; ")
}

fn reason(reason: Reason) -> String {
    let words = match reason {
        Reason::CameOnTop => "entries were there before, and new ones came on top of them",
        Reason::WasEmpty => "the holder was there before, and had none of these",
        Reason::NotHeldByProgram => "there are more of them, and nothing of the program leads to them",
        Reason::ProgramLeadsToo => "there are more of them, and the program leads to them as well",
        Reason::HasTheRoom => {
            "the file has no links from Maps and Sets to what they hold; this is the only one with room for all of that"
        }
        Reason::TookPlace => "something larger took the place of something smaller of its kind",
        Reason::LongerRow => "a row of links got longer at its end",
        Reason::GotLarger => "one thing got larger",
        Reason::EveryStep => "it grew in every step",
        Reason::Slows => "it grew in every step, in the last far less than before: it may have a limit",
        Reason::FillsRoom => "it grew in every step, into room that was made ahead: that may be its limit",
        Reason::NothingLeft => {
            "nothing is left of what was there before, as where a limit or a time lets go of entries"
        }
        Reason::FarMoreCame => "nothing is left of what was there before, but many times more came",
        Reason::LastStep => "it came in the last step, and hardly any of it in those before",
        Reason::DifferentProcesses => "the ids do not match: counted by class and by the end of the path",
        Reason::TookOver(count) => {
            return format!("{} of them were held elsewhere before", format::count(count.into()));
        }
        Reason::Replaces(percent) => return format!("{percent} % of what is new only replaces what is gone"),
    };
    words.to_owned()
}

/// What to do next.
pub fn next_step(next: NextStep) -> &'static str {
    match next {
        NextStep::AnotherSnapshot => {
            "take another snapshot after more of the same work: what was only filling up will have stopped"
        }
        NextStep::SameProcess => "take two snapshots of one process",
        NextStep::WithoutConsole => "close the developer tools, or clear their console, and take the snapshots anew",
        NextStep::Verify => "repair it, and verify with two snapshots of the repaired program",
    }
}

/// Why something that grew is no suspect.
pub fn why_set_aside(why: &WhySetAside) -> Sentence {
    match why {
        WhySetAside::Stopped(points) => in_time("It grew and then no more", points),
        WhySetAside::Emptied(points) => in_time("It is emptied or replaced now and then", points),
        &WhySetAside::Appeared { entries, gone, bytes, is_inside } => {
            let (what, instead) = match (is_inside, gone) {
                (true, _) => ("What it has now was not there before: ", String::new()),
                (_, 0) => ("It was not there before and now has ", String::new()),
                _ => ("It was made anew and now has ", format!(" instead of {}", format::count(gone.into()))),
            };
            let sentence = Sentence::of(what).count(entries, "entry", "entries").text(instead).text(" (").bytes(bytes);
            sentence.text("): filled once, or the start of a leak. A third snapshot would tell.")
        }
        WhySetAside::Loading => {
            Sentence::of("Code was loaded: many of the functions that came have code of their own.")
        }
        WhySetAside::Bounded => Sentence::of(
            "It fills room that was made ahead: it will be full, or more room will be made. A third snapshot would tell.",
        ),
        WhySetAside::Moved => Sentence::of("There are not more of it than before: it only hangs elsewhere."),
        WhySetAside::OfBrowser => Sentence::of("It is memory of the browser's own: no program holds it."),
        WhySetAside::PerformanceEntries => {
            Sentence::of("It is the runtime's own buffer of performance entries, which has a limit.")
        }
    }
}

/// What came about: `300 → 600 entries, 12.0 kB → 24.0 kB`, without what no snapshot tells.
fn in_time(what: &str, points: &[Point]) -> Sentence {
    let course = |figures: Vec<String>| figures.join(" → ");
    let entries = course(points.iter().map(|point| known(point.entries.map(u64::from), format::count)).collect());
    let sizes = course(points.iter().map(|point| known(point.retained_size, size)).collect());
    Sentence::of(match (points.iter().any(Point::has_entries), points.iter().any(Point::has_size)) {
        (false, false) => format!("{what}."),
        (false, true) => format!("{what}: {sizes}."),
        (true, false) => format!("{what}: {entries} entries."),
        (true, true) => format!("{what}: {entries} entries, {sizes}."),
    })
}

/// `300 (12.0 kB) → 600 (24.0 kB)`: how a suspect grew, snapshot by snapshot.
pub fn timeline(points: &[Point]) -> String {
    let [has_entries, has_sizes] = [Point::has_entries, Point::has_size].map(|is_known| points.iter().any(is_known));
    let figures = points.iter().map(|point| {
        let entries = known(point.entries.map(u64::from), format::count);
        match (has_entries, has_sizes) {
            (true, true) => format!("{entries} ({})", known(point.retained_size, size)),
            (true, false) => entries,
            (false, _) => known(point.retained_size, size),
        }
    });
    figures.collect::<Vec<_>>().join(" → ")
}

fn size(bytes: u64) -> String {
    format::bytes(bytes as f64)
}

/// A figure, or a dash where there is none.
pub fn known(figure: Option<u64>, shown: impl Fn(u64) -> String) -> String {
    figure.map_or("–".to_owned(), shown)
}
