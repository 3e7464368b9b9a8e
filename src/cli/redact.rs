//! `leakscope redact`: a copy of a snapshot without data.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use leakscope::{RedactedCopy, Redaction};

use super::failure::Failure;
use super::output::beside;
use super::progress::Progress;
use super::{open, redaction_key, threads};

/// What is copied of a piece waits in memory; packed pieces can become a thousand times larger.
const CHUNK: usize = 1 << 16;

/// A file, and of an archive the name of the entry.
type Stored<'a> = (&'a Path, Option<&'a str>);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The snapshot; it is read twice, so it has to be a file
    #[arg(value_name = "IN")]
    pub file: PathBuf,
    /// The copy; packed with gzip if its name ends in .gz
    #[arg(value_name = "OUT")]
    pub copy: PathBuf,
    /// Another snapshot of the same program: what its code names stays, too. Give each snapshot that will be compared
    #[arg(long, value_name = "SNAPSHOT", num_args = 1)]
    pub with: Vec<PathBuf>,
}

/// Writes the copy beside its final place and moves it there when it is complete.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let Args { file, copy, with } = arguments;
    let (stored, entry) = open::archive_entry(file);
    let metadata = fs::metadata(stored).map_err(|error| Failure::open(file, &error))?;
    if !metadata.is_file() {
        return Err(Failure::WrongUse(format!("{}: redact reads twice, which only files can", file.display())));
    }
    if is_same(stored, copy) {
        return Err(Failure::WrongUse("IN and OUT are one file".to_owned()));
    }
    let mut redaction = {
        let heap = open::heap_as_it_is(threads::count(), file)?;
        Redaction::of(&heap, redaction_key::of_this_machine()).map_err(|error| Failure::memory(file, error))?
    };
    for other in with {
        redaction
            .add_names_of(&open::heap_as_it_is(threads::count(), other)?)
            .map_err(|error| Failure::memory(other, error))?;
    }
    let part = beside(copy);
    let written = write((stored, entry), metadata.len(), redaction, &part, is_gzip(copy))
        .and_then(|()| fs::rename(&part, copy).map_err(Failure::Output));
    written.inspect_err(|_| _ = fs::remove_file(&part))
}

fn write(file: Stored<'_>, size: u64, redaction: Redaction, part: &Path, packed: bool) -> Result<(), Failure> {
    let out = io::BufWriter::new(File::create(part).map_err(Failure::Output)?);
    if packed {
        let mut encoder = GzEncoder::new(out, Compression::default());
        copy(file, size, redaction, &mut encoder)?;
        encoder.finish().and_then(|mut out| out.flush()).map_err(Failure::Output)
    } else {
        let mut out = out;
        copy(file, size, redaction, &mut out)?;
        out.flush().map_err(Failure::Output)
    }
}

fn copy((file, entry): Stored<'_>, size: u64, redaction: Redaction, out: &mut impl Write) -> Result<(), Failure> {
    let mut copy = RedactedCopy::new(redaction, size, entry.map(str::to_owned));
    let mut source = File::open(file).map_err(|error| Failure::open(file, &error))?;
    let mut chunk = open::buffer(CHUNK).map_err(|error| Failure::memory(file, error))?;
    let (mut progress, mut read) = (Progress::of(file), 0);
    loop {
        progress.show("copy", read, Some(size));
        match source.read(&mut chunk) {
            Ok(0) => {
                let rest = copy.finish().map_err(|error| Failure::read(file, &error))?;
                return out.write_all(&rest).map_err(Failure::Output);
            }
            Ok(length) => {
                let bytes = chunk.get(..length).unwrap_or_default();
                let copied = copy.push(bytes).map_err(|error| Failure::read(file, &error))?;
                out.write_all(&copied).map_err(Failure::Output)?;
                read += length as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Failure::open(file, &error)),
        }
    }
}

fn is_same(file: &Path, copy: &Path) -> bool {
    matches!((file.canonicalize(), copy.canonicalize()), (Ok(file), Ok(copy)) if file == copy)
}

fn is_gzip(copy: &Path) -> bool {
    copy.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}
