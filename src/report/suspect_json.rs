//! A suspect in the shape of docs/json.md.

use serde::Serialize;

use super::prose::Sentence;
use super::prose::advice::{cure, why_kept};
use super::prose::suspects as prose;
use super::sentence_json::{PartJson, parts};
use crate::leaks::findings as found;
use crate::redaction::Name;
use crate::text::JsString;

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspect {
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
    per_entry: Option<PerEntry>,
    why_kept: Option<String>,
    why_kept_parts: Vec<PartJson>,
    cure: Option<&'static str>,
    chain: Vec<ChainLink>,
    holder_step: usize,
    also_held_by: Vec<JsString>,
    timeline: Vec<Point>,
}

impl Suspect {
    /// The shape of a suspect.
    pub fn of(suspect: &found::Suspect) -> Self {
        let sentence = prose::sentence(suspect);
        let why = suspect.why_kept.as_ref().map(why_kept);
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
            per_entry: suspect.per_entry.as_ref().map(PerEntry::of),
            why_kept: why.as_ref().map(Sentence::plain),
            why_kept_parts: why.as_ref().map(parts).unwrap_or_default(),
            cure: cure(suspect),
            chain: suspect.chain.iter().map(ChainLink::of).collect(),
            holder_step: suspect.holder_step,
            also_held_by: suspect.also_held_by.iter().map(Name::text).collect(),
            timeline: suspect.timeline.iter().map(Point::of).collect(),
        }
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PerEntry {
    count: u32,
    bytes: u64,
    own_bytes: u64,
    parts: Vec<EntryPart>,
    other_bytes: u64,
    shared_bytes: u64,
}

#[derive(Clone, Debug, Serialize)]
struct EntryPart {
    field: JsString,
    class: JsString,
    count: u32,
    bytes: u64,
}

impl PerEntry {
    fn of(entry: &found::PerEntry) -> Self {
        let part = |part: &found::EntryPart| EntryPart {
            field: part.field.text(),
            class: part.class.text(),
            count: part.count,
            bytes: part.bytes,
        };
        Self {
            count: entry.count,
            bytes: entry.bytes,
            own_bytes: entry.own_bytes,
            parts: entry.parts.iter().map(part).collect(),
            other_bytes: entry.other_bytes,
            shared_bytes: entry.shared_bytes,
        }
    }
}

/// The word for a kind in JSON.
pub fn kind(kind: found::HolderKind) -> &'static str {
    match kind {
        found::HolderKind::Map => "Map",
        found::HolderKind::Set => "Set",
        found::HolderKind::Array => "array",
        found::HolderKind::Dictionary => "dictionary",
        found::HolderKind::Listeners => "listener list",
        found::HolderKind::LinkedList => "linked list",
        found::HolderKind::Tree => "tree",
        found::HolderKind::Scope => "closure scope",
        found::HolderKind::Timers => "timer list",
        found::HolderKind::Promises => "promise chain",
        found::HolderKind::DetachedDom => "detached DOM",
        found::HolderKind::String => "growing string",
        found::HolderKind::Data => "growing data",
        found::HolderKind::Alike => "many alike",
        found::HolderKind::Handles => "open handles",
        found::HolderKind::Console => "console",
        found::HolderKind::Object => "object",
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
                found::NextStep::WithoutConsole => "withoutConsole",
            },
            next_step: prose::next_step(confidence.next),
        }
    }
}

/// A holder with its place.
#[derive(Clone, Debug, Serialize)]
pub struct Holder {
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
    #[serde(skip_serializing_if = "Option::is_none")]
    generated: Option<Generated>,
}

/// As [`crate::query::Place`] has it.
#[derive(Clone, Debug, Serialize)]
struct Generated {
    file: Option<JsString>,
    line: u32,
    column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<JsString>,
}

impl Place {
    fn of(place: &found::Place) -> Self {
        Self {
            file: place.file.as_ref().map(Name::text),
            script_id: place.script_id,
            line: place.line,
            column: place.column,
            of: place.of.text(),
            generated: place.generated.as_ref().map(|place| Generated {
                file: place.file.as_ref().map(Name::text),
                line: place.line,
                column: place.column,
                name: place.name.as_ref().filter(|name| !name.is_empty()).map(Name::text),
            }),
        }
    }
}

impl Holder {
    /// The shape of it.
    pub fn of(holder: &found::Holder) -> Self {
        Self {
            id: holder.id,
            class: holder.class.text(),
            name: holder.name.text(),
            location: holder.location.as_ref().map(Place::of),
        }
    }
}

/// Objects of a class.
#[derive(Clone, Debug, Serialize)]
pub struct Grown {
    class: JsString,
    count: u32,
    bytes: u64,
}

impl Grown {
    /// The shape of it.
    pub fn of(grown: &found::Grown) -> Self {
        Self { class: grown.class.text(), count: grown.count, bytes: grown.bytes }
    }
}

/// A link of a chain.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChainLink {
    edge_type: &'static str,
    edge_name: JsString,
    id: u32,
    name: JsString,
    #[serde(skip_serializing_if = "is_zero")]
    left_out: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl ChainLink {
    /// The shape of it.
    pub fn of(step: &found::ChainLink) -> Self {
        Self {
            edge_type: step.edge_type,
            edge_name: step.edge_name.text(),
            id: step.id,
            name: step.name.text(),
            left_out: step.left_out,
            place: step.place.as_ref().map(Place::of),
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
