//! Did the fix help? The suspects of one pair of snapshots, looked for in a pair from another process.
//!
//! Ids mean nothing across processes, so a holder is known by its label, `MemoryStore.sessions`: of several of one label by
//! the names on the path to each, and if there is none of that label any more, by who held the same things, or else by the class of
//! what it gathered. Every
//! suspect of the second pair is at most one of the first. Where none is the same, it is asked whether the holder is there at
//! all (`measured`): a program that did not run, or in which it has another name, does not grow there either.

mod expected;
mod figures;
mod measured;

pub use self::expected::{ExpectedSuspect, ExpectedSuspects};
pub use self::figures::{Elsewhere, Figures};

use self::expected::{path, text};
use self::measured::Measured;
use super::attribution::Attribution;
use super::baseline::BaseColumns;
use super::findings::{Form, Suspect};
use super::pipeline::{self, Prepared};
use super::thresholds::{COUNTS_FOR_WHOLE, GONE_BELOW, SMALLER_BELOW};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::pace::{Pace, at_once};
use crate::redaction::Name;

/// What became of a suspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There was nothing to look for.
    NoSuspects,
    /// It does not grow any more.
    Gone,
    /// Neither its holder nor what it gathered is there: taken out, renamed, or its code did not run. That is no proof.
    NotFound,
    /// It grows, but less.
    Smaller,
    /// It grows as before.
    StillThere,
}

/// What became of one suspect.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Its rank in the first pair.
    pub rank: u32,
    /// What became more.
    pub form: Form,
    /// What a program would call the holder.
    pub name: Name,
    /// What became of it.
    pub verdict: Outcome,
    /// In the first pair.
    pub before: Figures,
    /// In the second pair.
    pub after: Figures,
    /// How it was found again.
    pub found: Found,
}

/// How a suspect was found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// By its name.
    SameName,
    /// By the class of what it gathers; its name is another now.
    Renamed(Name),
    /// Its holder, or what the runtime keeps one by one, and nothing of it grows.
    NothingGrows,
    /// Its holder is not there, but what it gathered is made: it has another name, and nothing of it is a suspect.
    Elsewhere(Elsewhere),
    /// Neither its holder is there nor what it gathered.
    Missing,
}

/// What became of all suspects.
#[derive(Clone, Debug)]
pub struct Verification {
    /// The worst outcome of the first suspect and of those that are not small beside it.
    pub verdict: Outcome,
    /// The suspects of the first pair.
    pub suspects: Vec<Verified>,
    /// Suspects of the second pair that the first did not have.
    pub new_suspects: Vec<Suspect>,
}

impl Verification {
    /// How many suspects of the first pair came to this.
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.suspects.iter().filter(|suspect| suspect.verdict == outcome).count() as u64
    }

    /// Leaves out, for good, everything in names that is not the program's own.
    pub fn redact(&mut self) {
        self.new_suspects.iter_mut().for_each(Suspect::redact);
        for suspect in &mut self.suspects {
            suspect.name.redact();
            match &mut suspect.found {
                Found::Renamed(name) => name.redact(),
                Found::Elsewhere(Elsewhere { class, holder, .. }) => {
                    holder.iter_mut().chain([class]).for_each(Name::redact);
                }
                Found::SameName | Found::NothingGrows | Found::Missing => {}
            }
        }
    }
}

/// Looks for the suspects of the first pair in a second one: `heap` against `bases`. All need dominators.
///
/// # Errors
/// If memory ends.
pub fn verify(expected: &[ExpectedSuspect], heap: &Heap, bases: &[BaseColumns]) -> Result<Verification, OutOfMemory> {
    at_once(verify_in_steps(expected, heap, Prepared::of(heap)?, bases, &Pace::unbroken()))
}

/// The same in steps, with what was found of the latest snapshot beforehand.
///
/// # Errors
/// If memory ends.
pub async fn verify_in_steps(
    expected: &[ExpectedSuspect],
    heap: &Heap,
    latest: Prepared,
    bases: &[BaseColumns],
    pace: &Pace,
) -> Result<Verification, OutOfMemory> {
    let mut measured = Ok(Vec::new());
    let mut ask = |attribution: &Attribution<'_>| measured = measured::measure(attribution, expected);
    let second = pipeline::with_attribution(heap, latest, bases, &mut ask, pace).await?;
    let measured = measured?;
    let again = find_again(expected, &second.suspects);
    let mut verified = Vec::new();
    for ((suspect, &found), measured) in expected.iter().zip(&again).zip(measured) {
        // What was found again under this label is told of where it was found; here counts what is left.
        let others = again.iter().flatten().filter(|other| text(&other.label) == suspect.label);
        let rest = measured.figures.map(|all| others.fold(all, |rest, other| rest.without(Figures::of(other))));
        verified.push(judge(suspect, found, Measured { figures: rest, ..measured }));
    }
    let first = verified.first().map_or(0, |suspect| suspect.before.retained_growth);
    let counting = verified.iter().filter(|suspect| suspect.before.retained_growth * COUNTS_FOR_WHOLE >= first);
    let verdict = counting.map(|suspect| suspect.verdict).max().unwrap_or(Outcome::NoSuspects);
    let is_met = |suspect: &Suspect| again.iter().flatten().any(|again| again.rank == suspect.rank);
    let new = second.suspects.iter().filter(|suspect| !is_met(suspect));
    let new_suspects = new.cloned().collect();
    Ok(Verification { verdict, suspects: verified, new_suspects })
}

/// Whether a suspect of the second pair is the one that is expected.
type Rule<'a> = dyn Fn(&ExpectedSuspect, &Suspect) -> bool + 'a;

/// For each suspect the one of the second pair that is the same holder, each at most once: first by label and path, then by
/// label, then by who holds the same, then by the class of what it gathers, if it has no label that was expected.
fn find_again<'a>(expected: &[ExpectedSuspect], others: &'a [Suspect]) -> Vec<Option<&'a Suspect>> {
    let is_known = |label: &str| expected.iter().any(|suspect| suspect.label == label);
    let mut found: Vec<Option<&Suspect>> = vec![None; expected.len()];
    let mut free: Vec<&Suspect> = others.iter().collect();
    let rules: [&Rule<'_>; 4] = [
        &|expected, other| is_same_label(expected, other) && path(other) == expected.path,
        &is_same_label,
        &|expected, other| !is_known(&text(&other.label)) && is_other_holder(expected, other),
        &|expected, other| !is_known(&text(&other.label)) && gathers_the_same(expected, other),
    ];
    for is_same in rules {
        for (expected, found) in expected.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let position = free.iter().position(|other| is_same(expected, other));
            *found = position.map(|position| free.remove(position));
        }
    }
    found
}

fn is_same_label(expected: &ExpectedSuspect, other: &Suspect) -> bool {
    text(&other.label) == expected.label
}

/// Whether one of the two is named among those who hold what the other gathers, and they gather things of one class: which of several
/// holders comes first is chance, and that one of them was repaired lets nothing go.
fn is_other_holder(expected: &ExpectedSuspect, other: &Suspect) -> bool {
    let label = text(&other.label);
    let is_named = expected.also_held_by.lines().any(|name| name == label);
    let names_it = other.also_held_by.iter().any(|name| text(&name.text()) == expected.label);
    (is_named || names_it) && entry_class(other).is_some_and(|class| class == expected.entry_class)
}

/// The class of what another gathers.
fn entry_class(other: &Suspect) -> Option<String> {
    other.grows.classes.first().map(|grown| text(&grown.class.text()))
}

/// Whether another gathers things of a class that tells what it gathered.
fn gathers_the_same(expected: &ExpectedSuspect, other: &Suspect) -> bool {
    entry_class(other).is_some_and(|gathered| expected.telling_classes().any(|class| *class == gathered))
}

fn judge(expected: &ExpectedSuspect, again: Option<&Suspect>, measured: Measured) -> Verified {
    let before = expected.figures;
    let found = found(expected, again, &measured);
    let of_class = measured.elsewhere.as_ref().map(Elsewhere::figures);
    let after = again.map(Figures::of).or(measured.figures).or(of_class).unwrap_or_default();
    let of_size = after.retained_growth as f64 / before.retained_growth.max(1) as f64;
    // Where no entries were counted, as of what grew in place, those that came now say nothing. What only took the place of
    // others is no growth.
    let has_entries = before.net_entries > 0;
    let of_entries = if has_entries { f64::from(after.net_entries) / f64::from(before.net_entries) } else { of_size };
    let of_both = if has_entries { f64::midpoint(of_size.min(1.0), of_entries.min(1.0)) } else { of_size };
    // Where no entries come in any more, what else weighs more there, as a table beside them, is not the leak, unless it weighs as much.
    let is_rest = again.is_none() && has_entries && of_entries < GONE_BELOW && of_size < SMALLER_BELOW;
    let verdict = if found == Found::Missing {
        Outcome::NotFound
    } else if is_rest || of_size < GONE_BELOW && of_entries < SMALLER_BELOW {
        Outcome::Gone
    } else if of_size < 1.0 && of_both < SMALLER_BELOW {
        Outcome::Smaller
    } else {
        Outcome::StillThere
    };
    Verified { rank: expected.rank, form: expected.form, name: expected.name.clone(), verdict, before, after, found }
}

fn found(expected: &ExpectedSuspect, again: Option<&Suspect>, measured: &Measured) -> Found {
    // What the runtime keeps one by one is not there once it is repaired.
    let has_no_holder = matches!(expected.form, Form::OpenHandles | Form::Unheld);
    match again {
        Some(again) if text(&again.label) != expected.label => Found::Renamed(again.holder.name.clone()),
        Some(_) => Found::SameName,
        None if measured.figures.is_some() => Found::SameName,
        None if measured.is_there || has_no_holder => Found::NothingGrows,
        None => measured.elsewhere.clone().map_or(Found::Missing, Found::Elsewhere),
    }
}
