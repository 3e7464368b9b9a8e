//! The tables of what grew from the snapshot before to this one: suspects, and their chains a step a row.

use super::error::ExportError;
use super::graph::{signed, text};
use super::rows::{ChainRow, SuspectRow};
use super::table::Table;
use crate::leaks::findings::{Findings, Suspect};
use crate::redaction::Name;
use crate::report::{kind_id, level_id, sentence_text};

/// What was found, and the number of the older snapshot.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    pub base: i32,
    pub findings: &'a Findings,
}

fn name(name: &Name) -> String {
    text(&name.text())
}

/// Writes the table `suspects`.
pub fn write_suspects(found: Option<Found<'_>>, mut table: Table<SuspectRow>) -> Result<(), ExportError> {
    if let Some(Found { base, findings }) = found {
        for suspect in &findings.suspects {
            let row = suspect_row(base, findings.same_process, suspect);
            let length = row.sentence.len();
            table.push(row, length)?;
        }
    }
    table.close()
}

fn suspect_row(base: i32, same_process: bool, suspect: &Suspect) -> SuspectRow {
    let place = suspect.holder.location.as_ref();
    SuspectRow {
        base,
        rank: suspect.rank as i32,
        same_process,
        sentence: sentence_text(suspect),
        kind: kind_id(suspect.kind),
        confidence: level_id(suspect.confidence.level),
        holder_id: suspect.holder.id.into(),
        holder_class: name(&suspect.holder.class),
        holder: name(&suspect.holder.name),
        file: place.and_then(|place| place.file.as_ref()).map(name),
        line_number: place.map(|place| place.line.into()),
        column_number: place.map(|place| place.column.into()),
        entry_class: suspect.grows.classes.first().map(|grown| name(&grown.class)),
        new_entries: suspect.new_entries.into(),
        gone_entries: suspect.gone_entries().into(),
        entries: suspect.entries.into(),
        retained_growth: signed(suspect.retained_growth),
    }
}

/// Writes the table `chains`.
pub fn write_chains(found: Option<Found<'_>>, mut table: Table<ChainRow>) -> Result<(), ExportError> {
    for (base, suspect) in found.iter().flat_map(|found| found.findings.suspects.iter().map(|each| (found.base, each)))
    {
        for (step, link) in suspect.chain.iter().enumerate() {
            let row = ChainRow {
                base,
                rank: suspect.rank as i32,
                step: step as i32,
                edge_type: link.edge_type,
                edge_name: name(&link.edge_name),
                id: link.id.into(),
                name: name(&link.name),
                left_out: link.left_out.into(),
                is_holder: step == suspect.holder_step,
            };
            let length = row.name.len();
            table.push(row, length)?;
        }
    }
    table.close()
}
