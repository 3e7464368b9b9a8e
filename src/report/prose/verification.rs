//! What is said of suspects that were looked for in another process.

use super::super::format;
use super::{Sentence, suspects};
use crate::leaks::verify::{Elsewhere, Figures, Found, Outcome, Verification, Verified};

/// The whole in one or two sentences.
pub fn summary(verification: &Verification) -> Sentence {
    let count = |outcome| format::count(verification.count(outcome));
    let all = verification.suspects.len() as u64;
    let sentence = if all == 0 {
        Sentence::of("The first pair has no suspects, so there is nothing to verify.")
    } else {
        Sentence::of("Of ").count(all, "suspect", "suspects").text(format!(
            ": {} gone, {} smaller, {} still there.",
            count(Outcome::Gone),
            count(Outcome::Smaller),
            count(Outcome::StillThere)
        ))
    };
    let sentence = match verification.count(Outcome::NotFound) {
        0 => sentence,
        _ => sentence.text(format!(" {} not found: that does not tell.", count(Outcome::NotFound))),
    };
    match verification.new_suspects.len() as u64 {
        0 => sentence,
        new => sentence.text(" The second pair has ").count(new, "suspect", "suspects").text(" of its own."),
    }
}

/// Which suspect of the first pair is meant.
pub fn sentence(suspect: &Verified) -> Sentence {
    let Figures { entries, net_entries, retained_growth, .. } = suspect.before;
    suspects::growth(&suspect.name, suspect.form, net_entries, entries, retained_growth).text(".")
}

/// How it was decided.
pub fn why(suspect: &Verified) -> Sentence {
    let are_counted = suspect.before.net_entries > 0;
    let [before, after] = [suspect.before, suspect.after].map(|figures| amount(figures, are_counted));
    if let Found::Renamed(name) = &suspect.found {
        let sentence = Sentence::default().name(name).text(" gathers the same now: it grew by ").then(after);
        return sentence.text(", after ").then(before).text(" before.");
    }
    let grew = Sentence::of("It grew by ").then(before).text(" before");
    if let Found::NothingGrows = suspect.found {
        return grew.text("; nothing of that name grows now.");
    }
    if let Found::SameName = suspect.found {
        return grew.text(" and by ").then(after).text(" now.");
    }
    let nothing = grew.text(". Nothing is found at ").name(&suspect.name).text(" in the repaired program");
    match &suspect.found {
        Found::Elsewhere(elsewhere) => nothing.text("; ").then(self::elsewhere(elsewhere)),
        _ => nothing.text(": it was taken out or renamed, or its code did not run."),
    }
}

/// Where there are such things as it gathered.
fn elsewhere(Elsewhere { class, holder, now, before }: &Elsewhere) -> Sentence {
    if *now == 0 {
        return Sentence::of("it made objects of the class ").name(class).text(", and none is left.");
    }
    let sentence = Sentence::of(format!("it has {} ", format::count((*now).into()))).name(class);
    let sentence = match holder {
        Some(holder) => sentence.text(", one of them at ").name(holder).text(","),
        None => sentence,
    };
    sentence.text(format!(" and had {} in the older snapshot.", format::count((*before).into())))
}

/// By how much something grew; where nothing that is counted came in before, as into a text, in bytes alone.
fn amount(figures: Figures, are_counted: bool) -> Sentence {
    let bytes = Sentence::default().bytes(figures.retained_growth);
    match are_counted {
        true => Sentence::default().count(figures.net_entries, "entry", "entries").text(" and ").then(bytes),
        false => bytes,
    }
}

/// What became of a suspect, in words.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NoSuspects => "no suspects",
        Outcome::Gone => "gone",
        Outcome::NotFound => "not found",
        Outcome::Smaller => "smaller",
        Outcome::StillThere => "still there",
    }
}
