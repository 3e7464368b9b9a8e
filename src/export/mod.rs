//! Snapshots → Parquet files, for engines that answer what one process cannot: the same suspect over hundreds of
//! programs, a class over a week, the join of two heaps that no machine holds.
//!
//! An [`Export`] is a folder with a folder per table and, in that, one per snapshot, named as Hive names partitions, so that
//! DuckDB and Spark find the column `snapshot` by themselves: `nodes/snapshot=001/part-0.parquet`. `rows` says what stands
//! in the tables, `table` writes rows as they come, and `graph` and `suspects` make them of a heap and of findings.
//! docs/scale.md describes the tables to people. Native only, and only with the feature `parquet`.

mod error;
mod graph;
mod rows;
mod suspects;
mod table;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

pub use error::ExportError;

use crate::leaks::findings::Findings;
use crate::query::Session;
use crate::report::ReportFile;
use suspects::Found;
use table::{Row, Table};

/// A folder of tables that is being written.
#[derive(Debug)]
pub struct Export {
    folder: PathBuf,
    /// Digits of a snapshot's number, so that the names of the folders are in the order of the snapshots.
    width: usize,
    /// Whether texts, keys and names that are data are written, too.
    texts: bool,
}

impl Export {
    /// An export of this many snapshots into a folder; `texts` asks for what docs/redaction.md counts as data.
    pub fn new(folder: &Path, snapshots: usize, texts: bool) -> Self {
        let width = snapshots.checked_ilog10().unwrap_or(0) as usize + 1;
        Self { folder: folder.to_owned(), width: width.max(3), texts }
    }

    /// Writes all tables of the snapshot with a number, which counts from 1. Of `session` everything must be computed.
    /// `since_last` is what was found from the snapshot before to this one.
    ///
    /// # Errors
    ///
    /// If a file cannot be made or written, or if memory ends.
    pub fn write(
        &self,
        number: u32,
        file: &ReportFile,
        session: &mut Session,
        since_last: Option<Findings>,
    ) -> Result<(), ExportError> {
        let found = since_last.map(|mut findings| {
            if !self.texts {
                findings.redact();
            }
            findings
        });
        graph::write_classes(session, !self.texts, self.table("classes", number)?)?;
        let redactor = (!self.texts).then(|| session.redactor()).transpose()?;
        let classes = graph::class_names(session.heap(), redactor.as_ref());
        graph::write_nodes(session.heap(), &classes, redactor.as_ref(), self.table("nodes", number)?)?;
        graph::write_edges(session.heap(), redactor.as_ref(), self.table("edges", number)?)?;
        let since_base = found.as_ref().map(|findings| Found { base: number as i32 - 1, findings });
        suspects::write_suspects(since_base, self.table("suspects", number)?)?;
        suspects::write_chains(since_base, self.table("chains", number)?)?;
        // Last: who finds this row finds the others.
        graph::write_snapshot(session.heap(), file, found.as_ref(), self.table("snapshots", number)?)
    }

    /// The file of a table for one snapshot.
    fn table<R: Row>(&self, name: &str, number: u32) -> Result<Table<R>, ExportError> {
        let partition = format!("snapshot={number:0width$}", width = self.width);
        let folder = self.folder.join(name).join(partition);
        fs::create_dir_all(&folder).map_err(|error| ExportError::File { path: folder.clone(), error })?;
        Table::create(folder.join("part-0.parquet"))
    }
}
