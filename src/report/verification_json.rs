//! What became of suspects in the shapes of docs/json.md.

use serde::Serialize;

use super::findings_json::{File, files};
use super::head::{ReportHead, VERSION};
use super::prose::{Sentence, suspects as prose, verification};
use super::sentence_json::{PartJson, parts};
use crate::leaks::verify;

/// [`verify::Verification`].
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    version: &'static str,
    files: Vec<File>,
    repaired_files: Vec<File>,
    verdict: &'static str,
    summary: String,
    suspects: Vec<Verified>,
    new_suspects: Vec<String>,
    new_sentences: Vec<Said>,
}

/// A sentence in parts.
#[derive(Clone, Debug, Serialize)]
struct Said {
    parts: Vec<PartJson>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Verified {
    rank: u32,
    sentence: String,
    parts: Vec<PartJson>,
    verdict: &'static str,
    why: String,
    why_parts: Vec<PartJson>,
    before: Figures,
    after: Figures,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    entries: u32,
    new_entries: u32,
    retained_growth: u64,
}

impl Figures {
    fn of(figures: verify::Figures) -> Self {
        let verify::Figures { entries, new_entries, retained_growth, .. } = figures;
        Self { entries, new_entries, retained_growth }
    }
}

impl Verification {
    /// The shape of a verification.
    pub fn of(verified: &verify::Verification, head: &ReportHead) -> Self {
        let new: Vec<Sentence> = verified.new_suspects.iter().map(prose::sentence).collect();
        Self {
            version: VERSION,
            files: files(&head.files),
            repaired_files: files(&head.repaired),
            verdict: verification::outcome(verified.verdict),
            summary: verification::summary(verified).plain(),
            suspects: verified.suspects.iter().map(Verified::of).collect(),
            new_suspects: new.iter().map(Sentence::plain).collect(),
            new_sentences: new.iter().map(|sentence| Said { parts: parts(sentence) }).collect(),
        }
    }
}

impl Verified {
    fn of(suspect: &verify::Verified) -> Self {
        let (sentence, why) = (verification::sentence(suspect), verification::why(suspect));
        Self {
            rank: suspect.rank,
            sentence: sentence.plain(),
            parts: parts(&sentence),
            verdict: verification::outcome(suspect.verdict),
            why: why.plain(),
            why_parts: parts(&why),
            before: Figures::of(suspect.before),
            after: Figures::of(suspect.after),
        }
    }
}
