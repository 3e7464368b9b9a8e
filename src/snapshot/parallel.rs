//! A sink that reads a file with several threads, for whoever has them: the command line.
//!
//! Unpacked bytes are cut into pieces. Some threads turn pieces into numbers and strings, most of the work; one more takes the
//! pieces in their order and gives them to the reader of the file's format, which is the same as without threads. So the
//! answer is the same, too, whatever the number of threads. Until the first few bytes and the header have been read
//! everything is done at once: small files are not worth a thread, and whoever pushes may have to start over
//! ([`Sink::starts_over`]).

use std::cell::RefCell;
use std::io;
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::Snapshot;
use super::format::FormatReader;
use super::sink::Sink;
use super::v8::{Decoded, Numbers};
use crate::error::{ReadError, Section};

/// Bytes of a piece: much work for a thread, and little to wait for.
const PIECE: usize = if cfg!(test) { 1000 } else { 1 << 20 };
/// Bytes that are read before there are threads.
const BEFORE_THREADS: u64 = 2 * PIECE as u64;

/// Reads a file's unpacked bytes with several threads.
#[derive(Debug)]
pub struct ParallelReader {
    most_threads: usize,
    taken: u64,
    /// In a cell, because threads have to be waited for, and may be found to have failed, whenever they are asked something.
    state: RefCell<State>,
}

#[derive(Debug)]
enum State {
    /// No threads yet.
    Here(Box<FormatReader>),
    Threads(Threads),
    Failed(ReadError),
}

impl ParallelReader {
    /// A reader that keeps up to so many processors busy; for one, or where no thread can be had, without threads.
    pub fn new(most_threads: usize) -> Self {
        let reader = Box::new(FormatReader::new(None));
        Self { most_threads, taken: 0, state: RefCell::new(State::Here(reader)) }
    }

    /// The section that was being read a moment ago: nobody is waited for.
    pub fn section_lately(&self) -> Section {
        match &*self.state.borrow() {
            State::Here(reader) => reader.section(),
            State::Threads(threads) => *locked(&threads.section),
            State::Failed(error) => error.section,
        }
    }

    /// The snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or its sections do not fit each other.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        match self.state.into_inner() {
            State::Here(reader) => reader.finish(),
            State::Threads(threads) => threads.end()?.finish(),
            State::Failed(error) => Err(error),
        }
    }

    /// Where the reader is when it has read everything pushed so far.
    fn place(&self) -> Place {
        let mut state = self.state.borrow_mut();
        if let State::Threads(threads) = &mut *state
            && let Some(place) = threads.place()
        {
            return place;
        }
        match state.end() {
            State::Here(reader) => Place::of(reader),
            State::Failed(error) => Place { section: error.section, is_whole: false },
            State::Threads(_) => Place { section: Section::File, is_whole: false },
        }
    }
}

impl State {
    /// Waits for the threads, if there are any, and keeps what is left of them.
    fn end(&mut self) -> &mut Self {
        // Something has to stand here while the threads are waited for.
        match std::mem::replace(self, Self::Here(Box::new(FormatReader::new(None)))) {
            Self::Threads(threads) => match threads.end() {
                Ok(reader) => *self = Self::Here(Box::new(reader)),
                Err(error) => *self = Self::Failed(error),
            },
            other => *self = other,
        }
        self
    }
}

impl Sink for ParallelReader {
    fn announce(&mut self, most_bytes: u64, plain_bytes: Option<u64>) {
        if let State::Here(reader) = self.state.get_mut().end() {
            reader.announce(most_bytes, plain_bytes);
        }
        self.taken = 0;
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.taken += bytes.len() as u64;
        let state = self.state.get_mut();
        match state {
            State::Here(reader) => {
                reader.push(bytes)?;
                if self.most_threads > 1 && self.taken >= BEFORE_THREADS && reader.reads_numbers() {
                    match Threads::start(self.most_threads) {
                        Ok(threads) => {
                            let reader = std::mem::replace(reader, Box::new(FormatReader::new(None)));
                            threads.begin(reader);
                            *state = State::Threads(threads);
                        }
                        Err(_) => self.most_threads = 1,
                    }
                }
                Ok(())
            }
            State::Threads(threads) => {
                if threads.push(bytes) {
                    return Ok(());
                }
                match state.end() {
                    State::Failed(error) => Err(error.clone()),
                    _ => Ok(()),
                }
            }
            State::Failed(error) => Err(error.clone()),
        }
    }

    fn section(&self) -> Section {
        self.place().section
    }

    fn position(&self) -> u64 {
        self.taken
    }

    fn is_whole(&self) -> bool {
        self.place().is_whole
    }

    fn starts_over(&mut self) -> bool {
        let State::Here(reader) = self.state.get_mut() else { return false };
        reader.starts_over()
    }
}

/// A piece of the file, with the numbers or strings that it spells if it is nothing else.
type Piece = (Vec<u8>, Option<Decoded>);

/// What the reading thread is asked to do, one after the other.
enum Task {
    Begin(Box<FormatReader>),
    /// Read the piece that will come from here.
    Read(Receiver<Piece>),
    /// Say where the reader is.
    Report(SyncSender<Place>),
}

#[derive(Clone, Copy, Debug)]
struct Place {
    section: Section,
    is_whole: bool,
}

impl Place {
    fn of(reader: &FormatReader) -> Self {
        Self { section: reader.section(), is_whole: reader.is_whole() }
    }
}

/// Memory of pieces that have been read. It is used for others: new memory would have to be cleared by the system, for a
/// file as long as itself and once more for its numbers.
#[derive(Debug, Default)]
struct Used {
    pieces: Mutex<Vec<Vec<u8>>>,
    numbers: Mutex<Vec<Numbers>>,
}

impl Used {
    fn give(&self, (mut piece, decoded): Piece) {
        piece.clear();
        locked(&self.pieces).push(piece);
        if let Some(Decoded::Numbers(numbers)) = decoded {
            locked(&self.numbers).push(numbers);
        }
    }

    /// Room for a piece.
    fn piece(&self) -> Vec<u8> {
        locked(&self.pieces).pop().unwrap_or_else(|| Vec::with_capacity(PIECE))
    }

    fn numbers(&self) -> Numbers {
        locked(&self.numbers).pop().unwrap_or_default()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Debug)]
struct Threads {
    /// Bytes that are no whole piece yet.
    begun: Vec<u8>,
    /// Pieces for whichever decoding thread is free, with the way to the reading thread.
    pieces: SyncSender<(Vec<u8>, SyncSender<Piece>)>,
    tasks: SyncSender<Task>,
    reading: JoinHandle<Result<FormatReader, ReadError>>,
    section: Arc<Mutex<Section>>,
    used: Arc<Used>,
}

impl Threads {
    /// One thread that reads and as many that decode as there may be: the one that reads waits for them most of the time.
    fn start(count: usize) -> io::Result<Self> {
        // So many pieces may be under way: enough that nobody waits, and no more than a few megabytes.
        let (pieces, waiting_pieces) = sync_channel(count);
        let waiting_pieces = Arc::new(Mutex::new(waiting_pieces));
        let used = Arc::<Used>::default();
        for _ in 0..count {
            let (waiting_pieces, used) = (Arc::clone(&waiting_pieces), Arc::clone(&used));
            thread::Builder::new().name("decode".to_owned()).spawn(move || decode_pieces(&waiting_pieces, &used))?;
        }
        let (tasks, waiting_tasks) = sync_channel(2 * count);
        let section = Arc::new(Mutex::new(Section::File));
        let (shown, read) = (Arc::clone(&section), Arc::clone(&used));
        let reading = thread::Builder::new().name("read".to_owned());
        let reading = reading.spawn(move || read_pieces(&waiting_tasks, &shown, &read))?;
        Ok(Self { begun: used.piece(), pieces, tasks, reading, section, used })
    }

    fn begin(&self, reader: Box<FormatReader>) {
        // If the thread has ended already, that is found with the first piece.
        let _ = self.tasks.send(Task::Begin(reader));
    }

    /// Takes bytes; whether the reading thread still wants any.
    fn push(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE - self.begun.len()));
            self.begun.extend_from_slice(now);
            bytes = later;
            if self.begun.len() == PIECE && !self.hand_on() {
                return false;
            }
        }
        true
    }

    /// Hands the begun piece on; whether the reading thread still wants any.
    fn hand_on(&mut self) -> bool {
        let piece = std::mem::replace(&mut self.begun, self.used.piece());
        let (decoded, piece_to_read) = sync_channel(1);
        self.tasks.send(Task::Read(piece_to_read)).is_ok() && self.pieces.send((piece, decoded)).is_ok()
    }

    /// Where the reader is after everything pushed so far; none if it has ended.
    fn place(&mut self) -> Option<Place> {
        let (answer, place) = sync_channel(1);
        (self.hand_on() && self.tasks.send(Task::Report(answer)).is_ok()).then_some(())?;
        place.recv().ok()
    }

    /// Waits until everything has been read and gives the reader back.
    fn end(mut self) -> Result<FormatReader, ReadError> {
        self.hand_on();
        drop((self.pieces, self.tasks));
        self.reading.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
    }
}

fn decode_pieces(pieces: &Mutex<Receiver<(Vec<u8>, SyncSender<Piece>)>>, used: &Used) {
    loop {
        let next = locked(pieces).recv();
        let Ok((piece, decoded)) = next else { return };
        let spelled = Decoded::of(&piece, used.numbers());
        // Nobody waits for it when reading has failed.
        let _ = decoded.send((piece, spelled));
    }
}

fn read_pieces(tasks: &Receiver<Task>, section: &Mutex<Section>, used: &Used) -> Result<FormatReader, ReadError> {
    let mut reader = FormatReader::new(None);
    for task in tasks {
        match task {
            Task::Begin(begun) => reader = *begun,
            Task::Read(piece) => {
                let Ok((piece, decoded)) = piece.recv() else { break };
                reader.push_decoded(&piece, decoded.as_ref())?;
                *locked(section) = reader.section();
                used.give((piece, decoded));
            }
            Task::Report(place) => {
                let _ = place.send(Place::of(&reader));
            }
        }
    }
    Ok(reader)
}

#[cfg(test)]
#[path = "parallel_tests.rs"]
mod tests;
