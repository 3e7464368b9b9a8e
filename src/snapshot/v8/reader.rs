//! The push reader: bytes in chunks of any size → [`Snapshot`].
//!
//! A snapshot file is one JSON object whose values are the sections. The reader follows the object's outline itself and
//! hands the inside of each section to the scanner made for it, so that neither the file nor a tree of it is ever held.
//! Everything is laid out by the section `snapshot`. V8 writes it first; where others stand before it, as in files whose keys
//! were sorted, these are read over, and the file has to be read once more with the header known ([`Reader::late_header`]).
//! The order of the rest does not matter, and sections that this program has no use for are read over, as is what follows the
//! object. A header may announce 0 nodes and edges, as Hermes' did until June 2024: then the nodes say how many there are.

use super::body::Body;
use super::budget::Budget;
use super::complaint::unexpected;
use super::decoded::{Decoded, Numbers};
use super::header::Header;
use super::key::{self, Key};
use super::numbers::{self, NumberScanner};
use super::skip::ValueScanner;
use super::string_array::{self, StringScanner};
use super::trace_tree::TraceTreeScanner;
use crate::error::{OutOfMemory, Problem, ReadError, Section};
use crate::snapshot::{Snapshot, StringTable};

/// The header is a few kilobytes; more than this is no header.
const LARGEST_HEADER: usize = 16 << 20;

/// Where in the outline the reader is.
#[derive(Debug)]
enum State {
    /// Before the opening brace.
    Start,
    /// Before a key, a comma or the closing brace.
    BeforeKey,
    Key(Key),
    /// After a key, before its colon.
    Colon(Vec<u8>),
    Header(ValueScanner, Vec<u8>),
    /// After the colon of a section that is an array, before its bracket.
    Bracket(Section),
    Numbers(Section, NumberScanner),
    Strings(StringScanner),
    TraceTree(TraceTreeScanner),
    Skip(Section, ValueScanner),
    /// After the closing brace.
    End,
}

/// Reads one snapshot from chunks of unpacked bytes.
#[derive(Debug)]
pub struct Reader {
    state: State,
    position: u64,
    /// The most bytes that the unpacked file can have; allocations are justified by it.
    most_bytes: u64,
    budget: Option<Budget>,
    body: Option<Body>,
    strings: StringTable,
    /// Sections met so far, to refuse a second one.
    met: Vec<Vec<u8>>,
    /// The header's text, when it was found by reading the file once before.
    known_header: Option<Vec<u8>>,
    /// The header's text, when sections stood before it: the file has to be read again.
    late_header: Option<Vec<u8>>,
}

impl Reader {
    /// A reader for a file that unpacks to at most `most_bytes`.
    pub fn new(most_bytes: u64) -> Self {
        Self {
            state: State::Start,
            position: 0,
            most_bytes,
            budget: None,
            body: None,
            strings: StringTable::default(),
            met: Vec::new(),
            known_header: None,
            late_header: None,
        }
    }

    /// The same, refusing a snapshot that needs more memory than there is.
    pub fn within(self, budget: Option<Budget>) -> Self {
        Self { budget, ..self }
    }

    /// The same, with the text of a header that stands behind other sections.
    pub fn with_header(self, known_header: Option<Vec<u8>>) -> Self {
        Self { known_header, ..self }
    }

    /// The header's text, if sections stood before it: the file has to be read again, by a reader that knows it.
    pub fn late_header(&mut self) -> Option<Vec<u8>> {
        self.late_header.take()
    }

    /// The section being read.
    pub fn section(&self) -> Section {
        match &self.state {
            State::Header(..) => Section::Header,
            State::Bracket(section) | State::Numbers(section, _) | State::Skip(section, _) => *section,
            State::Strings(_) => Section::Strings,
            State::TraceTree(_) => Section::Trace,
            _ => Section::File,
        }
    }

    /// Bytes of the unpacked file read so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Whether the snapshot's closing brace has been read.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// What the header says, once it has been read.
    pub fn header(&self) -> Option<&Header> {
        self.body.as_ref().map(Body::header)
    }

    /// Reads the next bytes of the file.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), ReadError> {
        while !bytes.is_empty() {
            let section = self.section();
            let before = self.position;
            let used = match self.step(bytes) {
                Ok(used) => used,
                Err(problem) => return Err(ReadError { problem, section, position: self.position.max(before) }),
            };
            self.position += used as u64;
            bytes = bytes.get(used..).unwrap_or_default();
        }
        Ok(())
    }

    /// Reads the next bytes of the file, of which `decoded` has what they spell in case that they stand in an array of such.
    pub fn push_decoded(&mut self, bytes: &[u8], decoded: &Decoded) -> Result<(), ReadError> {
        let (head, middle, tail) = decoded.split(bytes);
        self.push(head)?;
        let section = self.section();
        let taken = match (&self.state, decoded) {
            (State::Numbers(..), Decoded::Numbers(numbers)) => self.take_numbers(numbers),
            (State::Strings(scanner), Decoded::Strings(strings)) if scanner.is_between() => {
                self.position += middle.len() as u64;
                self.strings.add_all(&strings.table).map_err(Problem::from)
            }
            _ => return self.push(middle).and_then(|()| self.push(tail)),
        };
        taken.map_err(|problem| ReadError { problem, section, position: self.position })?;
        self.push(tail)
    }

    /// The whole snapshot, after the last byte.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        let (section, position) = (self.section(), self.position);
        self.assemble().map_err(|problem| ReadError { problem, section, position })
    }

    /// Acts on the next bytes; returns how many it used. On a problem, `position` is moved to the byte concerned.
    fn step(&mut self, bytes: &[u8]) -> Result<usize, Problem> {
        match &mut self.state {
            State::Header(scanner, text) => {
                let (used, ended) = scanner.scan(bytes);
                text.extend_from_slice(bytes.get(..used).unwrap_or_default());
                if text.len() > LARGEST_HEADER {
                    return Err(unexpected("a header of at most 16 MiB", bytes));
                }
                if ended {
                    let text = std::mem::take(text);
                    if self.met.len() > 1 {
                        self.late_header = Some(text);
                        self.state = State::End;
                        return Ok(bytes.len());
                    }
                    self.start_body(&text)?;
                }
                Ok(used)
            }
            State::Numbers(..) => self.step_numbers(bytes),
            State::Strings(scanner) => {
                let (used, stop) = scanner.scan(bytes, &mut self.strings)?;
                match stop {
                    string_array::Stop::EndOfBytes => {}
                    string_array::Stop::ArrayClosed => self.state = State::BeforeKey,
                    string_array::Stop::UnexpectedByte => return Err(self.at(used, "a string", bytes)),
                    string_array::Stop::BadEscape => return Err(self.at(used, "an escape that JSON knows", bytes)),
                }
                Ok(used)
            }
            State::TraceTree(scanner) => {
                let (used, ended) = scanner.scan(bytes);
                let ended = ended.inspect_err(|_| self.position += used as u64)?;
                if ended {
                    self.body.iter_mut().for_each(|body| body.close_tree(scanner));
                    self.state = State::BeforeKey;
                }
                Ok(used)
            }
            State::Skip(_, scanner) => {
                let (used, ended) = scanner.scan(bytes);
                if ended {
                    self.state = State::BeforeKey;
                }
                Ok(used)
            }
            _ => self.step_outline(bytes),
        }
    }

    /// One byte of the outline: braces, keys, colons, commas.
    fn step_outline(&mut self, bytes: &[u8]) -> Result<usize, Problem> {
        let Some(&byte) = bytes.first() else { return Ok(0) };
        let blank = byte.is_ascii_whitespace();
        match &mut self.state {
            State::Start => match byte {
                b'{' => {
                    self.state = State::BeforeKey;
                    if let Some(text) = self.known_header.take() {
                        self.start_body(&text)?;
                    }
                }
                _ if blank => {}
                _ => return Err(Problem::not_a_snapshot(bytes)),
            },
            State::BeforeKey => match byte {
                b'"' => self.state = State::Key(Key::default()),
                b'}' => self.state = State::End,
                b',' => {}
                _ if blank => {}
                _ => return Err(unexpected("a key, or the end of the object", bytes)),
            },
            State::Key(key) => match key.push(byte) {
                key::Step::UnderWay => {}
                key::Step::Ended(key) => self.state = State::Colon(key),
                key::Step::TooLong => return Err(unexpected("the end of a key", bytes)),
            },
            State::Colon(key) => match byte {
                b':' => {
                    let key = std::mem::take(key);
                    self.start_value(&key, bytes)?;
                }
                _ if blank => {}
                _ => return Err(unexpected("a colon", bytes)),
            },
            State::Bracket(section) => match byte {
                b'[' => self.state = start_array(*section, self.body.as_ref())?,
                _ if blank => {}
                _ => return Err(unexpected("the opening bracket of the section", bytes)),
            },
            // Nothing after the closing brace is looked at.
            _ => return Ok(bytes.len()),
        }
        Ok(1)
    }

    /// Chooses what reads the value of `key`.
    fn start_value(&mut self, key: &[u8], bytes: &[u8]) -> Result<(), Problem> {
        let section = match key {
            b"snapshot" => Section::Header,
            b"nodes" => Section::Nodes,
            b"edges" => Section::Edges,
            b"trace_function_infos" | b"trace_tree" => Section::Trace,
            b"samples" => Section::Samples,
            b"locations" => Section::Locations,
            b"scopes" => Section::Scopes,
            b"scope_context_vars" => Section::ScopeVariables,
            b"scope_uses" => Section::ScopeUses,
            b"strings" => Section::Strings,
            _ => Section::File,
        };
        if section != Section::File {
            if self.met.iter().any(|met| met == key) {
                return Err(unexpected("each section once", bytes));
            }
            self.met.push(key.to_owned());
        }
        self.state = match (section, self.header()) {
            (Section::Header, None) => State::Header(ValueScanner::default(), Vec::new()),
            // Only what is laid out can be read.
            (_, None) => State::Skip(section, ValueScanner::default()),
            (Section::Nodes | Section::Edges | Section::Strings, _) => State::Bracket(section),
            (Section::Locations, Some(Header { location: Some(_), .. })) => State::Bracket(section),
            (Section::Samples, Some(Header { sample: Some(_), .. })) => State::Bracket(section),
            (Section::Trace, Some(&Header { traces: Some((_, layout)), .. })) => match key {
                b"trace_tree" => State::TraceTree(TraceTreeScanner::new(layout)),
                _ => State::Bracket(section),
            },
            (Section::Scopes | Section::ScopeVariables | Section::ScopeUses, Some(Header { scopes: Some(_), .. })) => {
                State::Bracket(section)
            }
            _ => State::Skip(section, ValueScanner::default()),
        };
        Ok(())
    }

    /// Takes the header's text and makes room for the body.
    fn start_body(&mut self, text: &[u8]) -> Result<(), Problem> {
        self.body = Some(Body::new(text, self.most_bytes, self.budget)?);
        self.state = State::BeforeKey;
        Ok(())
    }

    /// Reads on in an array of numbers; returns how many bytes were used.
    fn step_numbers(&mut self, bytes: &[u8]) -> Result<usize, Problem> {
        let (State::Numbers(section, scanner), Some(body)) = (&mut self.state, &mut self.body) else { return Ok(0) };
        let (used, stop) = scanner.scan(bytes);
        match stop {
            numbers::Stop::EndOfBytes => {}
            numbers::Stop::BatchFull => body.accept(*section, scanner)?,
            numbers::Stop::ArrayClosed => {
                let left_over = scanner.left_over();
                body.accept(*section, scanner)?;
                if left_over > 0 {
                    return Err(self.at(used, "as many numbers as whole records have", bytes));
                }
                body.close(*section, scanner)?;
                self.state = State::BeforeKey;
            }
            numbers::Stop::UnexpectedByte => return Err(self.at(used, "a number", bytes)),
        }
        Ok(used)
    }

    fn take_numbers(&mut self, numbers: &Numbers) -> Result<(), Problem> {
        let (State::Numbers(section, scanner), Some(body)) = (&mut self.state, &mut self.body) else { return Ok(()) };
        for batch in numbers.batches() {
            let mut taken = 0;
            while taken < batch.numbers.len() {
                taken += scanner.load(batch.numbers_from(taken), batch.large_from(taken));
                body.accept(*section, scanner)?;
            }
            self.position += batch.bytes as u64;
        }
        body.add_fractions(numbers.fractions());
        Ok(())
    }

    /// A problem at byte `offset` of `bytes`; moves the position there.
    fn at(&mut self, offset: usize, expected: &'static str, bytes: &[u8]) -> Problem {
        self.position += offset as u64;
        unexpected(expected, bytes.get(offset..).unwrap_or_default())
    }

    fn assemble(self) -> Result<Snapshot, Problem> {
        let whole = self.is_whole();
        let Some(body) = self.body else {
            let expected = "`{\"snapshot\":`";
            return Err(match self.position {
                0 => Problem::NotASnapshot { expected, found: "an empty file".to_owned() },
                _ if whole => Problem::NotASnapshot { expected, found: "a JSON object without it".to_owned() },
                _ => Problem::Truncated { expected: "the section `snapshot`" },
            });
        };
        if !whole {
            return Err(Problem::Truncated { expected: "the rest of the file" });
        }
        for section in ["nodes", "edges", "strings"] {
            if !self.met.iter().any(|met| met == section.as_bytes()) {
                return Err(Problem::Unexpected {
                    expected: "the sections `nodes`, `edges` and `strings`",
                    found: format!("no `{section}`"),
                });
            }
        }
        body.finish(self.strings)
    }
}

/// What reads an array whose bracket has been read.
fn start_array(section: Section, body: Option<&Body>) -> Result<State, OutOfMemory> {
    Ok(match (section, body) {
        (Section::Strings, _) | (_, None) => State::Strings(StringScanner::new()),
        (_, Some(body)) => State::Numbers(section, body.scanner(section)?),
    })
}
