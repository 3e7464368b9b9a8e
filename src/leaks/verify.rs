//! Did the fix help? The suspects of one pair of snapshots, looked for in a pair from another process.
//!
//! Ids mean nothing across processes, so a holder is known by its label, `MemoryStore.sessions`: of several of one label by
//! the names on the path to each, and if there is none of that label any more, by the class of what it gathered. Every
//! suspect of the second pair is at most one of the first.

use super::attribution::{Attribution, Pair};
use super::baseline::{BaseColumns, Outline};
use super::findings::{Findings, Form, Suspect};
use super::model::names::Names;
use super::pipeline;
use super::thresholds::{COUNTS_FOR_WHOLE, GONE_BELOW, SMALLER_BELOW};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::pace::{Pace, at_once};
use crate::redaction::Name;
use crate::text::{JsStr, JsString};
use crate::transfer::{Transfer, Unpack};

/// What has to be known of a suspect to find it again; travels between workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedSuspect {
    rank: u32,
    form: Form,
    /// What a program would call the holder; of two of one name with the way to each.
    name: Name,
    /// The end of the holder's path pattern.
    label: String,
    /// The name of the link that leads to the holder.
    link: String,
    /// The names on the path to the holder: what tells two holders of one label apart.
    path: String,
    /// The class of what was put in.
    entry_class: String,
    figures: Figures,
}

impl ExpectedSuspect {
    /// The suspects of a pair, to be looked for in another.
    pub fn all(findings: &Findings) -> Vec<Self> {
        let of = |suspect: &Suspect| {
            let name = |other: &&Suspect| other.holder.name == suspect.holder.name;
            let is_only = findings.suspects.iter().filter(name).nth(1).is_none();
            let way = if is_only { None } else { suspect.way() };
            let mut expected = Self::of(suspect);
            if let Some(way) = way {
                expected.name.push_own(" (");
                expected.name.push(way);
                expected.name.push_own(")");
            }
            expected
        };
        findings.suspects.iter().map(of).collect()
    }

    fn of(suspect: &Suspect) -> Self {
        let link = suspect.chain.get(suspect.holder_step).map(|step| text(&step.edge_name.text()));
        let entry_class = suspect.grows.classes.first().map(|grown| text(&grown.class.text()));
        Self {
            rank: suspect.rank,
            form: suspect.form,
            name: suspect.holder.name.clone(),
            label: text(&suspect.label),
            link: link.unwrap_or_default(),
            path: path(suspect),
            entry_class: entry_class.unwrap_or_default(),
            figures: Figures::of(suspect),
        }
    }
}

/// [`ExpectedSuspect`] on its way between workers: numbers, then texts, a suspect after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedSuspects(pub Vec<ExpectedSuspect>);

/// The numbers of one: rank, form, holders, figures (of which growth takes two), number of pieces of the name.
const NUMBERS: usize = 9;
/// Its texts that are not pieces of the name.
const TEXTS: usize = 4;

impl From<ExpectedSuspects> for Transfer {
    fn from(ExpectedSuspects(list): ExpectedSuspects) -> Self {
        let mut transfer = Self::default();
        let numbers = list.iter().flat_map(|ExpectedSuspect { rank, form, name, figures, .. }| {
            let (form, holders) = form.to_numbers();
            let Figures { entries, net_entries, new_entries, retained_growth } = *figures;
            let [low, high] = [retained_growth as u32, (retained_growth >> 32) as u32];
            [*rank, form, holders, entries, net_entries, new_entries, low, high, name.pieces().count() as u32]
        });
        transfer.numbers.push(numbers.collect());
        let mut texts: Vec<JsString> = Vec::new();
        for ExpectedSuspect { name, label, link, path, entry_class, .. } in &list {
            texts.extend([label, link, path, entry_class].map(|text| JsString::from(text.as_str())));
            for (text, instead) in name.pieces() {
                // What is the program's own and what is data instead: told apart by a mark in front.
                let mut marked = JsString::from(if instead.is_some() { "-" } else { "+" });
                marked.push(instead.map_or(JsStr::new(b""), JsString::as_js_str));
                texts.extend([text.clone(), marked]);
            }
        }
        transfer.push_texts(texts.iter());
        transfer
    }
}

impl From<Transfer> for ExpectedSuspects {
    fn from(transfer: Transfer) -> Self {
        let mut unpack = Unpack::new(transfer);
        let (numbers, texts) = (unpack.numbers(), unpack.texts());
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        let each = numbers.as_chunks::<NUMBERS>().0.iter();
        let expected = each.map(|&[rank, form, holders, entries, net_entries, new_entries, low, high, pieces]| {
            let [label, link, path, entry_class]: [String; TEXTS] = std::array::from_fn(|_| text(&next()));
            let mut name = Name::default();
            for _ in 0..pieces {
                let (piece, marked) = (next(), next());
                match marked.as_js_str().starts_with("-") {
                    true => name.push_data(piece, marked.as_js_str().after(1)),
                    false => name.push_own(piece),
                }
            }
            let form = Form::from_numbers(form, holders);
            let retained_growth = u64::from(high) << 32 | u64::from(low);
            let figures = Figures { entries, net_entries, new_entries, retained_growth };
            ExpectedSuspect { rank, form, name, label, link, path, entry_class, figures }
        });
        Self(expected.collect())
    }
}

fn text(string: &JsString) -> String {
    string.as_js_str().to_lossy().into_owned()
}

/// The names on the path to a suspect's holder, one a line.
fn path(suspect: &Suspect) -> String {
    let names = suspect.reached_from.iter().flatten().map(|name| text(&name.text()));
    names.collect::<Vec<_>>().join("\n")
}

/// What became of a suspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There was nothing to look for.
    NoSuspects,
    /// It does not grow any more.
    Gone,
    /// It grows, but less.
    Smaller,
    /// It grows as before.
    StillThere,
}

/// A holder's figures in one of the two pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// All entries.
    pub entries: u32,
    /// By how many entries it grew between the two snapshots of the pair.
    pub net_entries: u32,
    /// Entries that came in between the two snapshots of the pair.
    pub new_entries: u32,
    /// Growth in bytes between the two snapshots of the pair.
    pub retained_growth: u64,
}

impl Figures {
    fn of(suspect: &Suspect) -> Self {
        Self {
            entries: suspect.entries,
            net_entries: suspect.net_entries(),
            new_entries: suspect.new_entries,
            retained_growth: suspect.retained_growth,
        }
    }

    /// What is left of a sum when one of its parts is taken away.
    fn without(self, part: Self) -> Self {
        Self {
            entries: self.entries.saturating_sub(part.entries),
            net_entries: self.net_entries.saturating_sub(part.net_entries),
            new_entries: self.new_entries.saturating_sub(part.new_entries),
            retained_growth: self.retained_growth.saturating_sub(part.retained_growth),
        }
    }
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
    /// Not at all.
    Nothing,
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
            if let Found::Renamed(name) = &mut suspect.found {
                name.redact();
            }
        }
    }
}

/// Looks for the suspects of the first pair in a second one: `heap` against `bases`. All need dominators.
///
/// # Errors
/// If memory ends.
pub fn verify(expected: &[ExpectedSuspect], heap: &Heap, bases: &[BaseColumns]) -> Result<Verification, OutOfMemory> {
    at_once(verify_in_steps(expected, heap, bases, &Pace::unbroken()))
}

/// The same in steps.
///
/// # Errors
/// If memory ends.
pub async fn verify_in_steps(
    expected: &[ExpectedSuspect],
    heap: &Heap,
    bases: &[BaseColumns],
    pace: &Pace,
) -> Result<Verification, OutOfMemory> {
    let mut measured = Ok(Vec::new());
    let mut ask = |attribution: &Attribution<'_>| measured = measure(attribution, expected);
    let second = pipeline::with_attribution(heap, bases, &mut ask, pace).await?;
    let measured = measured?;
    let again = find_again(expected, &second.suspects);
    let mut verified = Vec::new();
    for ((suspect, &found), measured) in expected.iter().zip(&again).zip(measured) {
        // What was found again under this label is told of where it was found; here counts what is left.
        let others = again.iter().flatten().filter(|other| text(&other.label) == suspect.label);
        let rest = measured.map(|all| others.fold(all, |rest, other| rest.without(Figures::of(other))));
        verified.push(judge(suspect, found, rest));
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
/// label, then by the class of what it gathers, if it has no label that was expected.
fn find_again<'a>(expected: &[ExpectedSuspect], others: &'a [Suspect]) -> Vec<Option<&'a Suspect>> {
    let is_known = |label: &str| expected.iter().any(|suspect| suspect.label == label);
    let mut found: Vec<Option<&Suspect>> = vec![None; expected.len()];
    let mut free: Vec<&Suspect> = others.iter().collect();
    let rules: [&Rule<'_>; 3] = [
        &|expected, other| is_same_label(expected, other) && path(other) == expected.path,
        &is_same_label,
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

/// Whether two gather things of one class, and one that says something.
fn gathers_the_same(expected: &ExpectedSuspect, other: &Suspect) -> bool {
    const COMMON: [&str; 4] = ["", "Object", "Array", "Function"];
    let class = expected.entry_class.as_str();
    let says_something = !class.starts_with('(') && !COMMON.contains(&class);
    says_something && other.grows.classes.first().is_some_and(|grown| text(&grown.class.text()) == class)
}

fn judge(expected: &ExpectedSuspect, again: Option<&Suspect>, measured: Option<Figures>) -> Verified {
    let before = expected.figures;
    let after = again.map(Figures::of).or(measured).unwrap_or_default();
    let of_size = after.retained_growth as f64 / before.retained_growth.max(1) as f64;
    let of_entries = f64::from(after.new_entries) / f64::from(before.new_entries.max(1));
    let of_both = if before.new_entries == 0 { of_size } else { f64::midpoint(of_size.min(1.0), of_entries.min(1.0)) };
    let verdict = if of_size < GONE_BELOW && of_entries < SMALLER_BELOW {
        Outcome::Gone
    } else if of_both < SMALLER_BELOW {
        Outcome::Smaller
    } else {
        Outcome::StillThere
    };
    let found = match (again, measured) {
        (Some(again), _) if text(&again.label) != expected.label => Found::Renamed(again.holder.name.clone()),
        (None, None) => Found::Nothing,
        _ => Found::SameName,
    };
    Verified { rank: expected.rank, form: expected.form, name: expected.name.clone(), verdict, before, after, found }
}

/// For each suspect of the first pair the figures of everything in the second that has its name, if anything has.
fn measure(attribution: &Attribution<'_>, expected: &[ExpectedSuspect]) -> Result<Vec<Option<Figures>>, OutOfMemory> {
    let Attribution { model, paths, pair, .. } = attribution;
    let heap = model.heap;
    let names = at_once(Names::of(model, &Pace::unbroken()))?;
    let is_link = |text: JsStr<'_>| expected.iter().any(|suspect| suspect.link.as_bytes() == text.as_bytes());
    let strings = heap.snapshot.strings.iter().filter(|&(_, text)| is_link(text));
    let links: Vec<u32> = strings.map(|(index, _)| index.0).collect();
    let mut figures: Vec<Option<Figures>> = vec![None; expected.len()];
    for (position, &node) in attribution.nodes.iter().enumerate().filter(|&(_, &node)| model.is_visible(node)) {
        let Some(step) = attribution.last_step(node) else { continue };
        let edges = &heap.snapshot.edges;
        if edges.kind(step.edge).is_numbered() || !links.contains(&edges.name_or_index(step.edge)) {
            continue;
        }
        let label = text(&names.label(paths, node).text());
        for (_, figures) in expected.iter().zip(&mut figures).filter(|(suspect, _)| suspect.label == label) {
            add(pair, position, figures.get_or_insert_default());
        }
    }
    Ok(figures)
}

fn add(pair: &Pair<'_>, position: usize, sum: &mut Figures) {
    let entries = |outline: &Outline, at: usize| outline.entries.get(at).copied().unwrap_or(0);
    let (later, earlier) = (pair.later.outline, pair.earlier.outline);
    let twin = pair.survivors.before.get(position).map_or(usize::MAX, |&twin| twin as usize);
    let (now, before) = (entries(later, position), entries(earlier, twin));
    sum.entries += now;
    sum.net_entries += now.saturating_sub(before);
    sum.new_entries += now.saturating_sub(before);
    sum.retained_growth += later.retained(position).saturating_sub(earlier.retained(twin));
}
