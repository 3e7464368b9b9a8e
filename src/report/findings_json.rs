//! Findings and verifications in the shapes of docs/json.md, for the command line's JSON and the page alike.
//!
//! Sentences stand there twice: as plain text, and in parts, so that the page can show names and numbers in its own way.

use serde::Serialize;

use super::head::{ReportFile, ReportHead, VERSION};
use super::prose::{Part, Sentence, suspects as prose};
use crate::leaks::findings as found;
use crate::redaction::Name;
use crate::text::JsString;

/// A part of a sentence: `text` is how it is written; a name is marked as such, a size and a count have their number.
#[derive(Clone, Debug, Serialize)]
pub struct PartJson {
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    name: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
}

/// The parts of a sentence.
pub fn parts(sentence: &Sentence) -> Vec<PartJson> {
    let part = |part: &Part| {
        let (mut bytes, mut count) = (None, None);
        match part {
            Part::Bytes(number) => bytes = Some(*number),
            Part::Count { count: number, .. } => count = Some(*number),
            _ => {}
        }
        PartJson { text: part.plain().into_owned(), name: matches!(part, Part::Name(_)), bytes, count }
    };
    sentence.0.iter().map(part).collect()
}

/// [`found::Findings`].
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Findings {
    version: &'static str,
    files: Vec<File>,
    same_process: bool,
    same_process_why: String,
    snapshots: usize,
    left_out: Vec<usize>,
    outcome: &'static str,
    verdict: String,
    verdict_parts: Vec<PartJson>,
    suspects: Vec<Suspect>,
    set_aside: Vec<SetAside>,
    balance: Balance,
}

/// A file that was handed in.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    name: String,
    size: Option<u64>,
}

/// The files that were handed in.
pub fn files(files: &[ReportFile]) -> Vec<File> {
    files.iter().map(|file| File { name: file.name.clone(), size: file.size }).collect()
}

impl Findings {
    /// The shape of findings.
    pub fn of(findings: &found::Findings, head: &ReportHead) -> Self {
        let verdict = prose::verdict(findings);
        Self {
            version: VERSION,
            files: files(&head.files),
            same_process: findings.same_process,
            same_process_why: prose::processes(findings),
            snapshots: findings.snapshots,
            left_out: findings.left_out.clone(),
            outcome: match findings.verdict() {
                found::Verdict::DifferentProcesses => "differentProcesses",
                found::Verdict::Suspects => "suspects",
                found::Verdict::OnlySetAside => "onlySetAside",
                found::Verdict::NothingRepeats => "nothingRepeats",
                found::Verdict::Nothing => "nothing",
            },
            verdict: verdict.plain(),
            verdict_parts: parts(&verdict),
            suspects: findings.suspects.iter().map(Suspect::of).collect(),
            set_aside: findings.set_aside.iter().map(SetAside::of).collect(),
            balance: Balance::of(&findings.balance),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Suspect {
    rank: u32,
    sentence: String,
    parts: Vec<PartJson>,
    kind: &'static str,
    confidence: Confidence,
    holder: Holder,
    new_entries: u32,
    gone_entries: u32,
    entries: u32,
    retained_growth: u64,
    grows: Vec<Grown>,
    class_count: u32,
    own_growth: u64,
    chain: Vec<ChainLink>,
    holder_step: usize,
    also_held_by: Vec<JsString>,
    timeline: Vec<Point>,
}

impl Suspect {
    fn of(suspect: &found::Suspect) -> Self {
        let sentence = prose::sentence(suspect);
        Self {
            rank: suspect.rank,
            sentence: sentence.plain(),
            parts: parts(&sentence),
            kind: kind(suspect.kind),
            confidence: Confidence::of(&suspect.confidence),
            holder: Holder::of(&suspect.holder),
            new_entries: suspect.new_entries,
            gone_entries: suspect.gone_entries(),
            entries: suspect.entries,
            retained_growth: suspect.retained_growth,
            grows: suspect.grows.classes.iter().map(Grown::of).collect(),
            class_count: suspect.grows.class_count,
            own_growth: suspect.grows.own_bytes,
            chain: suspect.chain.iter().map(ChainLink::of).collect(),
            holder_step: suspect.holder_step,
            also_held_by: suspect.also_held_by.iter().map(Name::text).collect(),
            timeline: suspect.timeline.iter().map(Point::of).collect(),
        }
    }
}

/// The word for a kind in JSON.
pub fn kind(kind: found::Kind) -> &'static str {
    match kind {
        found::Kind::Map => "Map",
        found::Kind::Set => "Set",
        found::Kind::Array => "array",
        found::Kind::Dictionary => "dictionary",
        found::Kind::Listeners => "listener list",
        found::Kind::LinkedList => "linked list",
        found::Kind::Scope => "closure scope",
        found::Kind::Timers => "timer list",
        found::Kind::Promises => "promise chain",
        found::Kind::DetachedDom => "detached DOM",
        found::Kind::String => "growing string",
        found::Kind::Data => "growing data",
        found::Kind::Alike => "many alike",
        found::Kind::Handles => "open handles",
        found::Kind::Console => "console",
        found::Kind::Object => "object",
    }
}

/// The word in JSON for how sure a suspect is.
pub fn level(level: found::Level) -> &'static str {
    match level {
        found::Level::Low => "low",
        found::Level::Medium => "medium",
        found::Level::High => "high",
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Confidence {
    level: &'static str,
    certainty: &'static str,
    why: String,
    next: &'static str,
    next_step: &'static str,
}

impl Confidence {
    fn of(confidence: &found::Confidence) -> Self {
        Self {
            level: level(confidence.level),
            certainty: prose::certainty(confidence),
            why: prose::reasons(confidence),
            next: match confidence.next {
                found::NextStep::AnotherSnapshot => "anotherSnapshot",
                found::NextStep::SameProcess => "sameProcess",
                found::NextStep::Verify => "verify",
            },
            next_step: prose::next_step(confidence.next),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Holder {
    id: u32,
    class: JsString,
    name: JsString,
    location: Option<Place>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    file: Option<JsString>,
    script_id: u32,
    line: u32,
    column: u32,
    of: JsString,
}

impl Holder {
    fn of(holder: &found::Holder) -> Self {
        let place = |place: &found::Place| Place {
            file: place.file.as_ref().map(|file| file.text()),
            script_id: place.script_id,
            line: place.line,
            column: place.column,
            of: place.of.text(),
        };
        Self {
            id: holder.id,
            class: holder.class.text(),
            name: holder.name.text(),
            location: holder.location.as_ref().map(place),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Grown {
    class: JsString,
    count: u32,
    bytes: u64,
}

impl Grown {
    fn of(grown: &found::Grown) -> Self {
        Self { class: grown.class.text(), count: grown.count, bytes: grown.bytes }
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ChainLink {
    edge_type: &'static str,
    edge_name: JsString,
    id: u32,
    name: JsString,
    #[serde(skip_serializing_if = "is_zero")]
    left_out: u32,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl ChainLink {
    fn of(step: &found::ChainLink) -> Self {
        Self {
            edge_type: step.edge_type,
            edge_name: step.edge_name.text(),
            id: step.id,
            name: step.name.text(),
            left_out: step.left_out,
        }
    }
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Point {
    entries: Option<u32>,
    retained_size: Option<u64>,
}

impl Point {
    fn of(point: &found::Point) -> Self {
        Self { entries: point.entries, retained_size: point.retained_size }
    }
}

#[derive(Clone, Debug, Serialize)]
struct SetAside {
    name: JsString,
    why: String,
    reason: &'static str,
}

impl SetAside {
    fn of(aside: &found::SetAside) -> Self {
        Self {
            name: aside.name.text(),
            why: prose::exclusion(&aside.why).plain(),
            reason: match aside.why {
                found::Exclusion::Stopped(_) => "stopped",
                found::Exclusion::Emptied(_) => "emptied",
                found::Exclusion::Appeared { .. } => "appeared",
                found::Exclusion::Loading => "loading",
                found::Exclusion::Bounded => "bounded",
                found::Exclusion::Moved => "moved",
                found::Exclusion::PerformanceEntries => "performanceEntries",
            },
        }
    }
}

#[derive(Clone, Debug, Serialize)]
struct Balance {
    growth: i64,
    noise: u64,
    parts: Vec<BalancePart>,
    singles: Vec<Single>,
}

#[derive(Clone, Debug, Serialize)]
struct BalancePart {
    kind: &'static str,
    what: &'static str,
    bytes: i64,
}

#[derive(Clone, Debug, Serialize)]
struct Single {
    name: JsString,
    class: JsString,
    id: u32,
    bytes: u64,
}

impl Balance {
    fn of(balance: &found::Balance) -> Self {
        let part = |part: &found::BalancePart| BalancePart {
            kind: match part.kind {
                found::BalanceKind::Suspects => "suspects",
                found::BalanceKind::SetAside => "setAside",
                found::BalanceKind::Code => "code",
                found::BalanceKind::Runtime => "runtime",
                found::BalanceKind::OutsideHeap => "outsideHeap",
                found::BalanceKind::Rest => "rest",
            },
            what: prose::balance_kind(part.kind),
            bytes: part.bytes,
        };
        let single = |single: &found::Single| Single {
            name: single.name.text(),
            class: single.class.text(),
            id: single.id,
            bytes: single.bytes,
        };
        Self {
            growth: balance.growth,
            noise: balance.noise,
            parts: balance.parts.iter().map(part).collect(),
            singles: balance.singles.iter().map(single).collect(),
        }
    }
}
