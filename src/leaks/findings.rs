//! The result: what is said of each suspect, and of the rest. The JSON of these is the command line's and the page's.

use serde::Serialize;

use super::chain::ChainStep;
use crate::text::JsString;

/// All that the analysis says.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Findings {
    /// Whether the latest snapshot and an earlier one are of one process; if not, ids mean nothing and holders are matched
    /// by their ways.
    pub same_process: bool,
    /// How that was decided.
    pub same_process_why: String,
    /// Number of snapshots, the latest included.
    pub snapshots: usize,
    /// Snapshots of another process than the latest one's, which say nothing here; by position, the oldest being 1.
    pub left_out: Vec<usize>,
    /// One sentence on the whole.
    pub verdict: String,
    /// The suspects, the first most likely.
    pub suspects: Vec<Suspect>,
    /// Growth that is no suspect, and why.
    pub set_aside: Vec<SetAside>,
    /// What else is new.
    pub background: Background,
}

/// A kind of holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// A Map.
    #[serde(rename = "Map")]
    Map,
    /// A Set.
    #[serde(rename = "Set")]
    Set,
    /// An array.
    #[serde(rename = "array")]
    Array,
    /// An object used as a dictionary.
    #[serde(rename = "dictionary")]
    Dictionary,
    /// Listeners of an emitter or of an element.
    #[serde(rename = "listener list")]
    Listeners,
    /// A list or tree of links.
    #[serde(rename = "linked list")]
    LinkedList,
    /// The variables of a function.
    #[serde(rename = "closure scope")]
    Scope,
    /// Timers.
    #[serde(rename = "timer list")]
    Timers,
    /// Promises that wait for each other.
    #[serde(rename = "promise chain")]
    Promises,
    /// Elements that are in no page.
    #[serde(rename = "detached DOM")]
    DetachedDom,
    /// A string.
    #[serde(rename = "growing string")]
    String,
    /// A buffer or an array of numbers.
    #[serde(rename = "growing data")]
    Data,
    /// Many holders that are alike.
    #[serde(rename = "many alike")]
    Alike,
    /// What the runtime keeps for as long as it is open.
    #[serde(rename = "open handles")]
    Handles,
    /// Anything else that holds things.
    #[serde(rename = "object")]
    Object,
}

impl Kind {
    /// The kind in words that follow "It is".
    pub fn words(self) -> &'static str {
        match self {
            Self::Map => "a Map",
            Self::Set => "a Set",
            Self::Array => "an array",
            Self::Dictionary => "an object used as a dictionary",
            Self::Listeners => "a list of listeners",
            Self::LinkedList => "a linked list",
            Self::Scope => "the variables of a function",
            Self::Timers => "a list of timers",
            Self::Promises => "a chain of promises",
            Self::DetachedDom => "a holder of detached elements",
            Self::String => "a string that grows",
            Self::Data => "data that grows",
            Self::Alike => "many alike holders",
            Self::Handles => "what the runtime itself keeps",
            Self::Object => "an object",
        }
    }
}

/// How sure a suspect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Might well be innocent.
    Low,
    /// Looks like a leak, as far as two snapshots tell.
    Medium,
    /// Everything points the same way.
    High,
}

impl Level {
    /// The level as a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// How sure, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Confidence {
    /// How sure.
    pub level: Level,
    /// Why.
    pub why: String,
}

/// Who holds what grew.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Holder {
    /// Id.
    pub id: u32,
    /// Class.
    pub class: JsString,
    /// What a program would call it.
    pub name: JsString,
    /// Where its class or function, or that of the nearest thing that has a place, stands.
    pub location: Option<Place>,
}

/// A place in a script, 1-based.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// V8's number of the script.
    pub script_id: u32,
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
    /// Whose place it is.
    pub of: JsString,
}

/// A class that makes up the growth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grown {
    /// Class name.
    pub class: JsString,
    /// New objects.
    pub count: u32,
    /// Their own bytes.
    pub bytes: u64,
}

/// A figure of one snapshot of the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Point {
    /// Entries, if the holder was there.
    pub entries: Option<u32>,
    /// Retained size, if the holder was there.
    pub retained_size: Option<u64>,
}

/// A holder that grew.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Suspect {
    /// 1 is the most likely.
    pub rank: u32,
    /// What a person should read.
    pub sentence: String,
    /// Kind of holder.
    pub kind: Kind,
    /// How sure.
    pub confidence: Confidence,
    /// The holder.
    pub holder: Holder,
    /// New entries.
    pub new_entries: u32,
    /// All entries.
    pub entries: u32,
    /// Growth in bytes.
    pub retained_growth: u64,
    /// What it consists of, the most bytes first.
    pub grows: Vec<Grown>,
    /// From a root to the holder and on to an example.
    pub chain: Vec<ChainStep>,
    /// Position of the holder in the chain.
    pub holder_step: usize,
    /// Names of other holders of the same new objects.
    pub also_held_by: Vec<JsString>,
    /// One figure per snapshot.
    pub timeline: Vec<Point>,
    /// The end of the holder's folded way in words, by which it is found in another process.
    #[serde(skip)]
    pub label: JsString,
}

/// A holder that grew and is no suspect.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetAside {
    /// What a program would call it.
    pub name: JsString,
    /// Why it is no suspect.
    pub why: String,
}

/// New objects that make no suspect.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Background {
    /// Objects.
    pub count: u32,
    /// Bytes.
    pub bytes: u64,
    /// The same by what it is.
    pub parts: Vec<BackgroundPart>,
}

/// A part of the background.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackgroundPart {
    /// What it is.
    pub what: &'static str,
    /// Objects.
    pub count: u32,
    /// Bytes.
    pub bytes: u64,
}
