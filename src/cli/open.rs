//! Files → heaps.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use leakscope::NodeOrdinal;
use leakscope::Session;
use leakscope::report::{ReportFile, escaped, warnings_text};
use leakscope::{self, Goal, Heap, Phase};
use leakscope::{Input, ParallelReader, Snapshot};
use leakscope::{OutOfMemory, Problem, ReadError, Section};

use super::both::both;
use super::failure::{Failure, unreadable};
use super::output::complain;
use super::progress::Progress;
use super::{source_maps, threads};

/// Bytes that are read at a time: they are still in the processor's cache when they are looked at.
const CHUNK: usize = 1 << 17;
const STANDARD_INPUT: &str = "-";

/// A file as a report's head names it.
pub fn report_file(file: &Path) -> ReportFile {
    let size = std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    ReportFile { name: name(file), size }
}

/// A heap that is ready for comparison.
pub fn heap(file: &Path) -> Result<Heap, Failure> {
    heap_with(threads::count(), file)
}

/// The same beside something else that is done at the same time.
pub fn heap_beside(file: &Path) -> Result<Heap, Failure> {
    heap_with(threads::count() / 2, file)
}

fn heap_with(threads: usize, file: &Path) -> Result<Heap, Failure> {
    let mut heap = heap_as_it_is(threads, file)?;
    source_maps::apply(&mut heap, file)?;
    Ok(heap)
}

/// The same with the names that the file has, whatever source maps there are.
pub fn heap_as_it_is(threads: usize, file: &Path) -> Result<Heap, Failure> {
    let mut progress = Progress::of(file);
    let snapshot = snapshot(threads, file, &mut progress)?;
    progress.show("classes", 0, None);
    Heap::new(snapshot).map_err(|error| Failure::memory(file, error))
}

/// The columns of a file; a person is told what in it cannot be shown as it stands.
fn snapshot(threads: usize, file: &Path, progress: &mut Progress) -> Result<Snapshot, Failure> {
    let input = |size: Option<u64>| Input::into_sink(size.unwrap_or(u64::MAX), ParallelReader::new(threads));
    let snapshot = if is_standard_input(file) {
        read(input(None), &mut io::stdin().lock(), |_| false, None, file, progress)?
    } else {
        let (path, entry) = archive_entry(file);
        let mut opened = File::open(path).map_err(|error| Failure::open(file, &error))?;
        // Only of a regular file is the length that of its content, and only it can be read twice.
        let size = opened.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        let rewind = |opened: &mut File| size.is_some() && opened.rewind().is_ok();
        read(input(size).of_entry(entry.map(str::to_owned)), &mut opened, rewind, size, file, progress)?
    };
    for warning in warnings_text(&snapshot.warnings) {
        progress.interrupt();
        complain(&format!("leakscope: {}: {warning}\n", escaped(&name(file))));
    }
    Ok(snapshot)
}

/// Two heaps that are ready for comparison, read at the same time. If both files are bad, the first one is reported.
pub fn pair(first: &Path, second: &Path) -> Result<(Heap, Heap), Failure> {
    let (first, second) = both(|| heap_beside(first), || heap_beside(second));
    Ok((first?, second?))
}

/// A heap with everything computed, or, if retainers are all that is wanted, with no more than these need.
pub fn session(file: &Path, goal: Goal) -> Result<Session, Failure> {
    let memory = |error| Failure::memory(file, error);
    let mut progress = Progress::of(file);
    let snapshot = snapshot(threads::count(), file, &mut progress)?;
    progress.show("classes", 0, None);
    let has_threads = goal == Goal::RetainedSizes && threads::count() > 1;
    let heap = if has_threads { Heap::completed(snapshot, threads::count()) } else { Heap::new(snapshot) };
    let mut heap = heap.map_err(memory)?;
    while let Some(phase) = heap.pending(goal) {
        progress.show(phase.name(), 0, None);
        let advanced = heap.advance(goal).map_err(memory)?;
        if goal == Goal::Retainers && advanced == Some((Phase::Retainers, leakscope::Progress::Done)) {
            break;
        }
    }
    source_maps::apply(&mut heap, file)?;
    Ok(Session::new(heap))
}

/// The heap with dominators.
pub fn dominated(mut heap: Heap, file: &Path) -> Result<Heap, Failure> {
    heap.dominate().map_err(|error| Failure::memory(file, error))?;
    Ok(heap)
}

/// The node of the object with an id.
pub fn find(session: &Session, file: &Path, id: u32) -> Result<NodeOrdinal, Failure> {
    let found = session.heap().find_id(id);
    found.ok_or_else(|| Failure::WrongUse(format!("{}: no object has the id @{id}", file.display())))
}

/// A file's name without its folders.
pub fn name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

/// Refuses more than one standard input: it can be read only once.
pub fn check_standard_input<'a>(files: impl IntoIterator<Item = &'a Path>) -> Result<(), Failure> {
    if files.into_iter().filter(|file| is_standard_input(file)).count() > 1 {
        return Err(Failure::WrongUse("only one of the snapshots can be the standard input".to_owned()));
    }
    Ok(())
}

/// Whether it stands for the standard input.
pub fn is_standard_input(file: &Path) -> bool {
    file == Path::new(STANDARD_INPUT)
}

/// A file, and of `ARCHIVE:NAME` the archive and the name of an entry. A file that is there is never taken apart.
pub fn archive_entry(file: &Path) -> (&Path, Option<&str>) {
    let whole = (file, None);
    let Some(text) = file.to_str().filter(|_| !file.exists()) else { return whole };
    let mut archives = text.match_indices(':').map(|(at, _)| (Path::new(&text[..at]), Some(&text[at + 1..])));
    archives.find(|(archive, _)| archive.is_file()).unwrap_or(whole)
}

/// Room for a piece of a file.
pub fn buffer(bytes: usize) -> Result<Vec<u8>, OutOfMemory> {
    let mut buffer = Vec::new();
    buffer.try_reserve_exact(bytes).map_err(|_| OutOfMemory::of::<u8>(bytes))?;
    buffer.resize(bytes, 0);
    Ok(buffer)
}

fn read<R: Read>(
    mut input: Input<ParallelReader>,
    source: &mut R,
    rewind: impl Fn(&mut R) -> bool,
    size: Option<u64>,
    file: &Path,
    progress: &mut Progress,
) -> Result<Snapshot, Failure> {
    let mut chunk = buffer(CHUNK).map_err(|error| Failure::memory(file, error))?;
    let mut bytes_read = 0;
    loop {
        let section = input.sink().map_or(Section::File, ParallelReader::section_lately);
        progress.show(section.name(), bytes_read, size);
        match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(length) => {
                let bytes = chunk.get(..length).unwrap_or_default();
                input.push(bytes).map_err(|error| Failure::read(file, &error))?;
                bytes_read += length as u64;
                if input.starts_over() {
                    if !rewind(source) {
                        let problem = Problem::HeaderComesLate;
                        return Err(Failure::read(file, &ReadError { problem, section: Section::File, position: 0 }));
                    }
                    bytes_read = 0;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                let position = input.position().unwrap_or(bytes_read);
                let problem = unreadable(&error);
                return Err(Failure::read(file, &ReadError { problem, section: input.section(), position }));
            }
        }
    }
    input.finish_sink().and_then(ParallelReader::finish).map_err(|error| Failure::read(file, &error))
}
