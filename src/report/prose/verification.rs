//! What is said of suspects that were looked for in another process.

use super::super::format;
use super::{Sentence, suspects};
use crate::leaks::verify::{Figures, Found, Outcome, Verification, Verified};

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
    let (before, after) = (amount(suspect.before), amount(suspect.after));
    match &suspect.found {
        Found::Renamed(name) => Sentence::default()
            .name(name)
            .text(" gathers the same now: it grew by ")
            .then(after)
            .text(", after ")
            .then(before)
            .text(" before."),
        Found::Nothing => Sentence::of("It grew by ").then(before).text(" before; nothing of that name grows now."),
        Found::SameName => Sentence::of("It grew by ").then(before).text(" before and by ").then(after).text(" now."),
    }
}

fn amount(figures: Figures) -> Sentence {
    Sentence::default().count(figures.net_entries, "entry", "entries").text(" and ").bytes(figures.retained_growth)
}

/// What became of a suspect, in words.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NoSuspects => "no suspects",
        Outcome::Gone => "gone",
        Outcome::Smaller => "smaller",
        Outcome::StillThere => "still there",
    }
}
