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
    let part = make_room(to)?;
    let written = write(files, &Export::new(&part, files.len(), *texts)).and_then(|()| publish(&part, to));
    written.inspect_err(|_| _ = fs::remove_dir_all(&part))
}

/// The folder to write into: beside the final one, which must not hold anything yet.
fn make_room(to: &Path) -> Result<PathBuf, Failure> {
    let wrong = |path: &Path, why: &str| Err(Failure::WrongUse(format!("{}: {why}", path.display())));
    if to.file_name().is_none() {
        return wrong(to, "is no name for a new folder");
    }
    let is_full = fs::read_dir(to).is_ok_and(|mut inside| inside.next().is_some());
    if is_full || to.is_file() {
        return wrong(to, "is there and not empty. Choose a new folder");
    }
    let part = beside(to);
    let made = to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::create_dir(&part));
    match made {
        Ok(()) => Ok(part),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            wrong(&part, "is left of an export that did not end, or of one that is under way. Remove it")
        }
        Err(error) => Err(Failure::Output(error)),
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A folder of its own, which is removed in the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("leakscope-export-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let mut names: Vec<String> =
                fs::read_dir(&self.0).unwrap().map(|entry| open::name(&entry.unwrap().path())).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn export(file: &str, to: PathBuf) -> Result<(), Failure> {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
        run(&Args { files: vec![samples.join(file)], to, texts: false })
    }

    #[test]
    fn tables_come_into_a_folder_that_is_new_or_empty() {
        let folder = Folder::new("new");
        fs::create_dir(folder.0.join("empty")).unwrap();
        for to in ["new", "empty", "deep/new", "slash/"] {
            export("hermes05-before.heapsnapshot.gz", folder.0.join(to)).unwrap();
            assert!(folder.0.join(to).join("nodes/snapshot=001/part-0.parquet").is_file(), "{to}");
        }
        assert_eq!(folder.names(), ["deep", "empty", "new", "slash"]);
        let again = export("hermes05-before.heapsnapshot.gz", folder.0.join("new"));
        assert!(matches!(again, Err(Failure::WrongUse(_))), "{again:?}");
        assert!(matches!(export("x", PathBuf::from("..")), Err(Failure::WrongUse(_))));
    }

    #[test]
    fn what_fails_leaves_nothing_and_touches_nothing() {
        let folder = Folder::new("failed");
        assert!(matches!(export("no such file", folder.0.join("tables")), Err(Failure::File(_))));
        assert_eq!(folder.names(), [""; 0]);
        fs::create_dir(folder.0.join("tables.part")).unwrap();
        let interrupted = export("hermes05-before.heapsnapshot.gz", folder.0.join("tables"));
        assert!(matches!(&interrupted, Err(Failure::WrongUse(why)) if why.contains("did not end")), "{interrupted:?}");
        assert_eq!(folder.names(), ["tables.part"]);
    }
}
