//! Findings and verifications in the shapes of docs/json.md, for the command line's JSON and the page alike.
//!
//! Sentences stand there twice: as plain text, and in parts.

use serde::Serialize;

use super::head::{ReportFile, ReportHead, VERSION};
use super::one_snapshot_json::OneSnapshot;
use super::prose::{balance, suspects as prose};
use super::sentence_json::{PartJson, parts};
use super::suspect_json::Suspect;
use crate::leaks::findings as found;
use crate::redaction::Name;
use crate::text::JsString;

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
    one_snapshot: Option<OneSnapshot>,
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
                found::Verdict::OneSnapshot => "oneSnapshot",
            },
            verdict: verdict.plain(),
            verdict_parts: parts(&verdict),
            suspects: findings.suspects.iter().map(Suspect::of).collect(),
            set_aside: findings.set_aside.iter().map(SetAside::of).collect(),
            balance: Balance::of(&findings.balance),
            one_snapshot: findings.one_snapshot.as_ref().map(OneSnapshot::of),
        }
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
            why: prose::why_set_aside(&aside.why).plain(),
            reason: match aside.why {
                found::WhySetAside::Stopped(_) => "stopped",
                found::WhySetAside::Emptied(_) => "emptied",
                found::WhySetAside::Appeared { .. } => "appeared",
                found::WhySetAside::Loading => "loading",
                found::WhySetAside::Bounded => "bounded",
                found::WhySetAside::Moved => "moved",
                found::WhySetAside::PerformanceEntries => "performanceEntries",
                found::WhySetAside::OfBrowser => "ofBrowser",
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
    names: Vec<JsString>,
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
                found::BalanceKind::Small => "small",
                found::BalanceKind::Rest => "rest",
            },
            what: balance::kind(part.kind),
            bytes: part.bytes,
            names: part.names.iter().map(Name::text).collect(),
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
