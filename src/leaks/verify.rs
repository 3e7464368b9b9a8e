//! Did the fix help? The suspects of one pair of snapshots, looked for in a pair from another process.
//!
//! Ids mean nothing across processes, so a holder is known by the end of its folded way, `MemoryStore.sessions`, and if
//! there is none of that name any more, by the class of what it gathered.

use std::collections::{HashMap, HashSet};

use serde::{Serialize, Serializer};

use super::analysis::Analysis;
use super::anatomy::Holdings;
use super::base::BaseColumns;
use super::findings::{Findings, Suspect};
use super::process::SameProcess;
use super::suspects;
use super::words::{bytes, counted};
use crate::compare::wire::{Unpack, Wire};
use crate::error::OutOfMemory;
use crate::heap::Heap;
use crate::index::NodeOrdinal;
use crate::text::JsString;

/// A suspect is gone below this part of its former growth,
const GONE_BELOW: f64 = 0.1;
/// and smaller below this, entries and bytes counting alike.
const SMALLER_BELOW: f64 = 0.7;
/// One part in so many of the first suspect's growth makes another one count for the whole.
const COUNTS_FOR_WHOLE: u64 = 10;

/// What has to be known of a suspect to find it again; travels between workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    rank: u32,
    sentence: String,
    /// The end of the holder's folded way.
    label: String,
    /// The name of the link that leads to the holder.
    link: String,
    /// The class of what was put in.
    entry_class: String,
    figures: Figures,
}

impl Sought {
    /// The suspects of a pair, to be looked for in another.
    pub fn all(findings: &Findings) -> Vec<Self> {
        findings.suspects.iter().map(Self::of).collect()
    }

    fn of(suspect: &Suspect) -> Self {
        let link = suspect.chain.get(suspect.holder_step).map(|step| text(&step.edge_name));
        Self {
            rank: suspect.rank,
            sentence: suspect.sentence.clone(),
            label: text(&suspect.label),
            link: link.unwrap_or_default(),
            entry_class: suspect.grows.first().map(|grown| text(&grown.class)).unwrap_or_default(),
            figures: Figures::of(suspect),
        }
    }
}

/// [`Sought`] on its way between workers: numbers, then texts, a suspect after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoughtList(pub Vec<Sought>);

impl From<SoughtList> for Wire {
    fn from(SoughtList(list): SoughtList) -> Self {
        let mut wire = Self::default();
        let numbers = list.iter().flat_map(|Sought { rank, figures, .. }| {
            let growth = figures.retained_growth;
            [*rank, figures.entries, figures.new_entries, growth as u32, (growth >> 32) as u32]
        });
        wire.numbers.push(numbers.collect());
        let texts = list.into_iter().flat_map(|Sought { sentence, label, link, entry_class, .. }| {
            [sentence, label, link, entry_class].map(|text| JsString::from(text.as_str()))
        });
        wire.push_texts(texts.collect::<Vec<_>>().iter());
        wire
    }
}

impl From<Wire> for SoughtList {
    fn from(wire: Wire) -> Self {
        let mut unpack = Unpack::new(wire);
        let (numbers, texts) = (unpack.numbers(), unpack.texts());
        let each = numbers.as_chunks::<5>().0.iter().zip(texts.as_chunks::<4>().0);
        let sought = each.map(|(&[rank, entries, new_entries, low, high], texts)| {
            let [sentence, label, link, entry_class] = texts.each_ref().map(text);
            let retained_growth = u64::from(high) << 32 | u64::from(low);
            Sought {
                rank,
                sentence,
                label,
                link,
                entry_class,
                figures: Figures { entries, new_entries, retained_growth },
            }
        });
        Self(sought.collect())
    }
}

fn text(string: &JsString) -> String {
    string.as_js_str().to_lossy().into_owned()
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

impl Outcome {
    /// The outcome in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoSuspects => "no suspects",
            Self::Gone => "gone",
            Self::Smaller => "smaller",
            Self::StillThere => "still there",
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

/// A holder's figures in one of the two pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// All entries.
    pub entries: u32,
    /// Entries that came in between the two snapshots of the pair.
    pub new_entries: u32,
    /// Growth in bytes between the two snapshots of the pair.
    pub retained_growth: u64,
}

impl Figures {
    fn of(suspect: &Suspect) -> Self {
        Self { entries: suspect.entries, new_entries: suspect.new_entries, retained_growth: suspect.retained_growth }
    }
}

/// What became of one suspect.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// Its rank in the first pair.
    pub rank: u32,
    /// Its sentence in the first pair.
    pub sentence: String,
    /// What became of it.
    pub verdict: Outcome,
    /// How that was decided.
    pub why: String,
    /// In the first pair.
    pub before: Figures,
    /// In the second pair.
    pub after: Figures,
}

/// What became of all suspects.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// The worst outcome of the first suspect and of those that are not small beside it.
    pub verdict: Outcome,
    /// One sentence on the whole.
    pub summary: String,
    /// The suspects of the first pair.
    pub suspects: Vec<Verified>,
    /// Sentences about suspects of the second pair that the first did not have.
    pub new_suspects: Vec<String>,
}

/// Looks for the suspects of the first pair in a second one: `heap` against `bases`. All need dominators.
pub fn verify(sought: &[Sought], heap: &Heap, bases: &[BaseColumns]) -> Result<Verification, OutOfMemory> {
    let earlier = SameProcess::of(heap, bases)?;
    let empty = BaseColumns::default();
    let analysis = Analysis::new(heap, earlier.oldest().unwrap_or(&empty))?;
    let second = suspects::findings(&analysis, &earlier)?;
    let measured = measure(&analysis, sought)?;
    let mut met = HashSet::new();
    let mut verified = Vec::new();
    for suspect in sought {
        let again = find_again(suspect, sought, &second.suspects);
        met.extend(again.map(|again| again.rank));
        verified.push(judge(suspect, again, measured.get(&suspect.label).copied()));
    }
    let first = verified.first().map_or(0, |suspect| suspect.before.retained_growth);
    let counting = verified.iter().filter(|suspect| suspect.before.retained_growth * COUNTS_FOR_WHOLE >= first);
    let verdict = counting.map(|suspect| suspect.verdict).max().unwrap_or(Outcome::NoSuspects);
    let new = second.suspects.iter().filter(|suspect| !met.contains(&suspect.rank));
    let new_suspects: Vec<String> = new.map(|suspect| suspect.sentence.clone()).collect();
    let summary = summary(&verified, new_suspects.len());
    Ok(Verification { verdict, summary, suspects: verified, new_suspects })
}

/// The suspect of the second pair that is the same holder, or that gathers the same things and is none of `all` itself.
fn find_again<'a>(sought: &Sought, all: &[Sought], others: &'a [Suspect]) -> Option<&'a Suspect> {
    const COMMON: [&str; 4] = ["", "Object", "Array", "Function"];
    let by_name = others.iter().find(|other| text(&other.label) == sought.label);
    by_name.or_else(|| {
        let class = sought.entry_class.as_str();
        let says_something = !class.starts_with('(') && !COMMON.contains(&class);
        let is_known = |other: &&Suspect| all.iter().any(|sought| text(&other.label) == sought.label);
        others
            .iter()
            .filter(|other| !is_known(other))
            .find(|other| says_something && other.grows.first().is_some_and(|grown| text(&grown.class) == class))
    })
}

fn judge(sought: &Sought, again: Option<&Suspect>, measured: Option<Figures>) -> Verified {
    let before = sought.figures;
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
    let amount = |figures: Figures| {
        let entries = counted(figures.new_entries.into(), "entry", "entries");
        format!("{entries} and {}", bytes(figures.retained_growth))
    };
    let why = match (again, measured) {
        (Some(again), _) if text(&again.label) != sought.label => format!(
            "`{}` gathers the same now: it grew by {}, after {} before.",
            text(&again.holder.name),
            amount(after),
            amount(before)
        ),
        (None, None) => format!("It grew by {} before; nothing of that name grows now.", amount(before)),
        _ => format!("It grew by {} before and by {} now.", amount(before), amount(after)),
    };
    Verified { rank: sought.rank, sentence: sought.sentence.clone(), verdict, why, before, after }
}

fn summary(verified: &[Verified], new: usize) -> String {
    let count = |outcome| verified.iter().filter(|suspect| suspect.verdict == outcome).count() as u64;
    let suspects = counted(verified.len() as u64, "suspect", "suspects");
    let mut text = if verified.is_empty() {
        "The first pair has no suspects, so there is nothing to verify.".to_owned()
    } else {
        let (gone, smaller, still) = (count(Outcome::Gone), count(Outcome::Smaller), count(Outcome::StillThere));
        format!("Of {suspects}: {gone} gone, {smaller} smaller, {still} still there.")
    };
    if new > 0 {
        text.push_str(&format!(" The second pair has {} of its own.", counted(new as u64, "suspect", "suspects")));
    }
    text
}

/// The figures of everything in the second pair that has the name of a suspect of the first.
fn measure(analysis: &Analysis<'_>, sought: &[Sought]) -> Result<HashMap<String, Figures>, OutOfMemory> {
    let heap = analysis.heap;
    let labels: HashSet<&str> = sought.iter().map(|suspect| suspect.label.as_str()).collect();
    let links: HashSet<&[u8]> = sought.iter().map(|suspect| suspect.link.as_bytes()).collect();
    let strings = heap.snapshot.strings.iter().filter(|(_, text)| links.contains(text.as_bytes()));
    let links: HashSet<u32> = strings.map(|(index, _)| index.0).collect();
    let mut holdings = Holdings::new(heap)?;
    let mut figures: HashMap<String, Figures> = HashMap::new();
    for node in heap.snapshot.nodes.kind.positions().filter(|&node| analysis.anatomy.is_visible(node)) {
        let Some(arrival) = analysis.routes.arrival(analysis.heap, node) else { continue };
        let edges = &heap.snapshot.edges;
        if edges.kind(arrival.edge).is_numbered() || !links.contains(&edges.name_or_index(arrival.edge)) {
            continue;
        }
        let label = text(&analysis.label(node));
        if labels.contains(label.as_str()) {
            let sum = figures.entry(label).or_default();
            add(analysis, &mut holdings, node, sum);
        }
    }
    Ok(figures)
}

fn add(analysis: &Analysis<'_>, holdings: &mut Holdings, node: NodeOrdinal, sum: &mut Figures) {
    let entries = holdings.count(analysis.heap, &analysis.anatomy, node);
    let retained = analysis.heap.dominators.as_ref().map_or(0, |dominators| dominators.retained[node]);
    let position = analysis.matches.position(node);
    let before = position.map_or(0, |position| analysis.base.held_at(position));
    let retained_before = position.map_or(0, |position| analysis.base.retained_at(position));
    sum.entries += entries;
    sum.new_entries += entries.saturating_sub(before);
    sum.retained_growth += retained.saturating_sub(retained_before);
}
