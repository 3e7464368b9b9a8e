//! Suspects, and what became of them, as documents and as JSON.

use super::chain::{chain, place};
use super::document::{self, Document, Markup};
use super::head::ReportHead;
use super::prose::{Sentence, advice, balance, suspects as prose, verification};
use super::{Format, NoSuchFormat, format};
use super::{findings_json, one_snapshot, verification_json};
use crate::leaks::findings::{Balance, Findings, Form, Point, Suspect};
use crate::leaks::verify::Verification;

/// Classes that a report lists.
const MOST_CLASSES: usize = 5;

/// The findings of a series of snapshots.
///
/// # Errors
/// If the format is none of [`Format::OF_FINDINGS`].
pub fn suspects(findings: &Findings, head: &ReportHead, format: Format) -> Result<String, NoSuchFormat> {
    Ok(match format {
        Format::Json => json(&findings_json::Findings::of(findings, head)),
        _ => document::write(&findings_document(findings, head), markup(format)?),
    })
}

/// What became of the suspects.
///
/// # Errors
/// If the format is none of [`Format::OF_FINDINGS`].
pub fn verification(verification: &Verification, head: &ReportHead, format: Format) -> Result<String, NoSuchFormat> {
    Ok(match format {
        Format::Json => json(&verification_json::Verification::of(verification, head)),
        _ => document::write(&verification_document(verification, head), markup(format)?),
    })
}

/// Who holds what grew, in one sentence.
pub fn sentence_text(suspect: &Suspect) -> String {
    prose::sentence(suspect).plain()
}

fn markup(format: Format) -> Result<Markup, NoSuchFormat> {
    match format {
        Format::Table => Ok(Markup::Terminal),
        Format::Markdown => Ok(Markup::Markdown),
        Format::Html => Ok(Markup::Html),
        Format::Json | Format::Csv | Format::Ndjson => Err(format.not_here()),
    }
}

fn json(value: &impl serde::Serialize) -> String {
    // Nothing in these values can fail to be written.
    serde_json::to_string(value).map(|text| super::json::indented(&text) + "\n").unwrap_or_default()
}

fn findings_document(findings: &Findings, head: &ReportHead) -> Document {
    let mut document = Document::new("Suspects");
    document.paragraph(prose::verdict(findings));
    for suspect in &findings.suspects {
        push_suspect(suspect, &mut document);
    }
    if !findings.set_aside.is_empty() {
        document.heading(None, Sentence::of("Set aside"));
        for aside in &findings.set_aside {
            document.paragraph(Sentence::default().name(&aside.name).text(": ").then(prose::why_set_aside(&aside.why)));
        }
    }
    match &findings.one_snapshot {
        Some(one) => one_snapshot::write(one, &mut document),
        None => {
            document.heading(None, Sentence::of("Whose growth it is"));
            document.paragraph(balance::balance(&findings.balance));
            document.table(["What it is", "Size Delta"], balance_rows(&findings.balance));
        }
    }
    document.heading(None, Sentence::of("About this report"));
    let mut facts = head.facts();
    if findings.one_snapshot.is_none() {
        facts.push(("Processes", processes(findings)));
    }
    document.facts(facts);
    document
}

/// The parts, which add up.
fn balance_rows(balance: &Balance) -> Vec<[Sentence; 2]> {
    let signed = |bytes: i64| Sentence::of(if bytes < 0 { "−" } else { "" }).bytes(bytes.unsigned_abs());
    let parts = balance.parts.iter().map(|part| [balance::part(part), signed(part.bytes)]);
    parts.chain([[Sentence::of("in all"), signed(balance.growth)]]).collect()
}

fn processes(findings: &Findings) -> Sentence {
    let lead = if findings.same_process { "one: " } else { "several, or one that numbers its objects anew: " };
    Sentence::of(format!("{lead}{}", prose::processes(findings)))
}

fn push_suspect(suspect: &Suspect, document: &mut Document) {
    document.heading(Some(suspect.rank), Sentence::default().name(&suspect.holder.name));
    document.paragraph(prose::sentence(suspect));
    document.facts(facts(suspect));
    document.lines("Chain", chain(&suspect.chain, suspect.holder_step));
}

fn verification_document(verified: &Verification, head: &ReportHead) -> Document {
    let mut document = Document::new("Verification");
    document.paragraph(verification::summary(verified));
    for suspect in &verified.suspects {
        let outcome = Sentence::of(verification::outcome(suspect.verdict)).text(": ").name(&suspect.name);
        document.heading(Some(suspect.rank), outcome);
        document.paragraph(verification::sentence(suspect));
        document.paragraph(verification::why(suspect));
    }
    if !verified.new_suspects.is_empty() {
        document.heading(None, Sentence::of("Only in the second pair"));
        for suspect in &verified.new_suspects {
            document.paragraph(prose::sentence(suspect));
        }
    }
    document.heading(None, Sentence::of("About this report"));
    document.facts(head.facts());
    document
}

/// What is said of a suspect beside its sentence.
fn facts(suspect: &Suspect) -> Vec<(&'static str, Sentence)> {
    let holder = &suspect.holder;
    let id = format!("@{}", holder.id);
    let mut facts = vec![
        ("Holder", Sentence::default().name(&holder.class).text(format!(" {id}, {}", prose::holder_kind(suspect)))),
        ("Growth", Sentence::default().bytes(suspect.retained_growth)),
        ("How sure", Sentence::of(how_sure(suspect))),
        ("Consists of", consists_of(suspect)),
    ];
    // Of numbers in an array the file says nothing.
    if suspect.entries > 0 {
        facts.insert(1, ("Entries", Sentence::of(entries(suspect))));
    }
    facts.extend(suspect.per_entry.as_ref().map(|entry| ("Entry", advice::per_entry(entry))));
    facts.extend(suspect.why_kept.as_ref().map(|why| ("Why kept", advice::why_kept(why))));
    facts.extend(advice::cure(suspect).map(|cure| ("Usual cure", Sentence::of(cure))));
    facts.extend(holder.location.as_ref().map(|place| ("Place", self::place(place))));
    if !suspect.also_held_by.is_empty() {
        let names = suspect.also_held_by.iter().map(|name| Sentence::default().name(name));
        let label = match suspect.form {
            Form::Unheld => "Perhaps held by",
            // Those that are alike are among them.
            Form::Alike { .. } | Form::Scattered { .. } => "Held by",
            _ => "Also held by",
        };
        facts.push((label, Sentence::joined(names, ", ")));
    }
    let is_known = |point: &Point| point.has_entries() || point.has_size();
    if suspect.timeline.len() > 2 && suspect.timeline.iter().any(is_known) {
        facts.push(("Timeline", Sentence::of(prose::timeline(&suspect.timeline))));
    }
    facts
}

/// `3,000 new, 1,800 gone, 3,000 in all`.
pub fn entries(suspect: &Suspect) -> String {
    let mut text = format!("{} new, ", format::count(suspect.new_entries.into()));
    if suspect.gone_entries() > 0 {
        text.push_str(&format!("{} gone, ", format::count(suspect.gone_entries().into())));
    }
    text + &format!("{} in all", format::count(suspect.entries.into()))
}

fn how_sure(suspect: &Suspect) -> String {
    let confidence = &suspect.confidence;
    let (certainty, reasons) = (prose::certainty(confidence), prose::reasons(confidence));
    format!("{certainty}: {reasons}. To do: {}", prose::next_step(confidence.next))
}

fn consists_of(suspect: &Suspect) -> Sentence {
    let grows = &suspect.grows;
    let itself =
        if suspect.also_held_by.is_empty() { "the collection itself (" } else { "the collections themselves (" };
    let own = (grows.own_bytes > 0).then(|| Sentence::of(itself).bytes(grows.own_bytes).text(")"));
    let classes = grows.classes.iter().take(MOST_CLASSES).map(|grown| {
        let sentence = Sentence::of(format!("{} × ", format::count(grown.count.into())))
            .name(&grown.class.without_template_arguments());
        sentence.text(" (").bytes(grown.bytes).text(")")
    });
    let more = (grows.class_count as usize).saturating_sub(MOST_CLASSES);
    let more = (more > 0).then(|| Sentence::default().count(more as u64, "more class", "more classes"));
    let new = Sentence::joined(own.into_iter().chain(classes).chain(more), ", ");
    match suspect.gone_bytes() {
        gone if gone * 100 < suspect.retained_growth || gone == 0 => new,
        gone => new.text("; ").bytes(gone).text(" of the like is gone and not in the growth"),
    }
}
