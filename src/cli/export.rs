//! `leakscope export`: snapshots as tables for engines that join many of them. One snapshot is in memory at a time, and of
//! the one before what tells the suspects.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use leakscope::export::{Export, ExportError};
use leakscope::leaks::{self, BaseColumns, Findings};
use leakscope::{Goal, Heap};

use super::failure::Failure;
use super::output::beside;
use super::{open, series};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Snapshots; those of one program in the order in which they were taken
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The folder for the tables, which is new or empty
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Write texts, keys and names, too, that are not the program's own: without this they are left out
    #[arg(long)]
    pub texts: bool,
}

/// Writes the tables beside their final place and moves them there when they are complete.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let Args { files, to, texts } = arguments;
    open::check_standard_input(files.iter().map(PathBuf::as_path))?;
    let is_there = fs::read_dir(to).map(|mut inside| inside.next().is_some());
    if is_there.is_ok_and(|is_full| is_full) || to.is_file() {
        return Err(Failure::WrongUse(format!("{}: is there and not empty. Choose a new folder", to.display())));
    }
    let part = beside(to);
    let create = || to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::create_dir(&part));
    create().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::WrongUse(format!(
            "{}: is left of an export that did not end, or of one that is under way. Remove it",
            part.display()
        )),
        _ => Failure::Output(error),
    })?;
    let written = write(files, &Export::new(&part, files.len(), *texts)).and_then(|()| publish(&part, to));
    written.inspect_err(|_| _ = fs::remove_dir_all(&part))
}

fn write(files: &[PathBuf], export: &Export) -> Result<(), Failure> {
    let mut before: Option<Base> = None;
    for (number, file) in (1..).zip(files) {
        let mut session = open::session(file, Goal::RetainedSizes)?;
        let since_last = before.take().map(|base| base.findings(session.heap(), file)).transpose()?;
        if (number as usize) < files.len() {
            before = Some(Base::of(session.heap(), file)?);
        }
        let written = export.write(number, &open::report_file(file), &mut session, since_last);
        written.map_err(|error| match error {
            ExportError::Memory(error) => Failure::memory(file, error),
            error => Failure::Output(io::Error::other(error)),
        })?;
    }
    Ok(())
}

/// What is kept of the snapshot before.
struct Base {
    columns: BaseColumns,
    largest_id: u32,
}

impl Base {
    fn of(heap: &Heap, file: &Path) -> Result<Self, Failure> {
        let columns = BaseColumns::of(heap).map_err(|error| Failure::memory(file, error))?;
        Ok(Self { columns, largest_id: heap.largest_object_id() })
    }

    /// Who holds what grew since then.
    fn findings(self, heap: &Heap, file: &Path) -> Result<Findings, Failure> {
        let findings = leaks::find(heap, &[self.columns]).map_err(|error| Failure::memory(file, error))?;
        if findings.same_process {
            series::warn_of_order(&[self.largest_id, heap.largest_object_id()]);
        }
        Ok(findings)
    }
}

/// An empty folder makes room.
fn publish(part: &Path, to: &Path) -> Result<(), Failure> {
    let make_room = || if to.is_dir() { fs::remove_dir(to) } else { Ok(()) };
    make_room().and_then(|()| fs::rename(part, to)).map_err(Failure::Output)
}
