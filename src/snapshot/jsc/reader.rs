//! The push reader: bytes in chunks of any size → lists → [`Snapshot`].

use super::array::{self, NumberArray};
use super::assemble::{Sections, assembled};
use crate::error::{Problem, ReadError, Section};
use crate::snapshot::v8::complaint::unexpected;
use crate::snapshot::v8::key::{self, Key};
use crate::snapshot::v8::skip::ValueScanner;
use crate::snapshot::v8::string_array::{self, StringScanner};
use crate::snapshot::{Snapshot, StringTable};

/// No type or version is longer.
const LONGEST_VALUE: usize = 64;

#[derive(Debug)]
enum State {
    Start,
    BeforeKey,
    Key(Key),
    Colon(Vec<u8>),
    /// Before the bracket of an array.
    Bracket(Array),
    Numbers(Array, NumberArray),
    Texts(Array, StringScanner),
    /// The type.
    Value(ValueScanner, Vec<u8>),
    Skip(ValueScanner),
    End,
}

/// The arrays that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Array {
    Nodes,
    Edges,
    ClassNames,
    EdgeTypes,
    EdgeNames,
    Labels,
}

/// Reads one snapshot from chunks of unpacked bytes.
#[derive(Debug)]
pub struct Reader {
    state: State,
    position: u64,
    sections: Sections,
    /// Arrays met so far, to refuse a second one.
    met: Vec<Array>,
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new() -> Self {
        Self { state: State::Start, position: 0, sections: Sections::default(), met: Vec::new() }
    }

    /// The section being read.
    pub fn section(&self) -> Section {
        match &self.state {
            State::Bracket(Array::Nodes) | State::Numbers(Array::Nodes, _) => Section::Nodes,
            State::Bracket(Array::Edges) | State::Numbers(Array::Edges, _) => Section::Edges,
            State::Bracket(_) | State::Texts(..) => Section::Strings,
            _ => Section::File,
        }
    }

    /// Bytes of the unpacked file read so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Whether the closing brace has been read.
    pub fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    ///
    /// When they are not of the format, or there is no memory for them.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), ReadError> {
        while !bytes.is_empty() {
            let section = self.section();
            let used = self.step(bytes).map_err(|problem| ReadError { problem, section, position: self.position })?;
            self.position += used as u64;
            bytes = bytes.get(used..).unwrap_or_default();
        }
        Ok(())
    }

    /// The whole snapshot, after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or its sections do not fit each other.
    pub fn finish(self) -> Result<Snapshot, ReadError> {
        let (section, position) = (self.section(), self.position);
        let missing = [
            (Array::Nodes, "no `nodes`"),
            (Array::Edges, "no `edges`"),
            (Array::ClassNames, "no `nodeClassNames`"),
            (Array::EdgeTypes, "no `edgeTypes`"),
            (Array::EdgeNames, "no `edgeNames`"),
        ]
        .into_iter()
        .find(|(array, _)| !self.met.contains(array));
        let result = match missing {
            _ if !self.is_whole() => Err(Problem::Truncated { expected: "the rest of the file" }),
            Some((_, found)) => {
                let expected = "the sections of a JavaScriptCore heap snapshot";
                Err(Problem::Unexpected { expected, found: found.to_owned() })
            }
            None => assembled(self.sections),
        };
        result.map_err(|problem| ReadError { problem, section, position })
    }

    fn step(&mut self, bytes: &[u8]) -> Result<usize, Problem> {
        let (used, next) = match &mut self.state {
            State::Numbers(array, numbers) => {
                let (used, stop) = numbers.scan(bytes)?;
                match stop {
                    array::Stop::EndOfBytes => return Ok(used),
                    array::Stop::ArrayClosed => {}
                    array::Stop::UnexpectedByte => return Err(self.at(used, "a number", bytes)),
                }
                let values = std::mem::take(&mut numbers.values);
                if *array == Array::Nodes {
                    self.sections.nodes = values;
                } else {
                    self.sections.edges = values;
                }
                (used, State::BeforeKey)
            }
            State::Texts(array, scanner) => {
                let table = self.sections.texts(*array);
                let (used, stop) = scanner.scan(bytes, table)?;
                match stop {
                    string_array::Stop::EndOfBytes => return Ok(used),
                    string_array::Stop::ArrayClosed => (used, State::BeforeKey),
                    _ => return Err(self.at(used, "a string", bytes)),
                }
            }
            State::Value(scanner, text) => {
                let (used, ended) = scanner.scan(bytes);
                text.extend_from_slice(bytes.get(..used.min(LONGEST_VALUE)).unwrap_or_default());
                text.truncate(LONGEST_VALUE);
                if !ended {
                    return Ok(used);
                }
                self.sections.is_for_debugging = memchr::memmem::find(text, b"\"GCDebugging\"").is_some();
                (used, State::BeforeKey)
            }
            State::Skip(scanner) => {
                let (used, ended) = scanner.scan(bytes);
                if !ended {
                    return Ok(used);
                }
                (used, State::BeforeKey)
            }
            State::End => return Ok(bytes.len()),
            _ => return self.step_outline(bytes),
        };
        self.state = next;
        Ok(used)
    }

    /// One byte of the outline: braces, keys, colons, commas.
    fn step_outline(&mut self, bytes: &[u8]) -> Result<usize, Problem> {
        let Some(&byte) = bytes.first() else { return Ok(0) };
        let next = match (&mut self.state, byte) {
            (State::Key(key), _) => match key.push(byte) {
                key::Step::UnderWay => return Ok(1),
                key::Step::Ended(key) => State::Colon(key),
                key::Step::TooLong => return Err(unexpected("the end of a key", bytes)),
            },
            (_, b' ' | b'\n' | b'\r' | b'\t') => return Ok(1),
            (State::Start, b'{') => State::BeforeKey,
            (State::BeforeKey, b'"') => State::Key(Key::default()),
            (State::BeforeKey, b',') => return Ok(1),
            (State::BeforeKey, b'}') => State::End,
            (State::Colon(key), b':') => {
                let key = std::mem::take(key);
                self.start_value(&key, bytes)?
            }
            (State::Bracket(array @ (Array::Nodes | Array::Edges)), b'[') => {
                State::Numbers(*array, NumberArray::default())
            }
            (State::Bracket(array), b'[') => State::Texts(*array, StringScanner::new()),
            _ => return Err(unexpected("a key, a colon, or the end of the object", bytes)),
        };
        self.state = next;
        Ok(1)
    }

    fn start_value(&mut self, key: &[u8], bytes: &[u8]) -> Result<State, Problem> {
        let array = match key {
            b"nodes" => Array::Nodes,
            b"edges" => Array::Edges,
            b"nodeClassNames" => Array::ClassNames,
            b"edgeTypes" => Array::EdgeTypes,
            b"edgeNames" => Array::EdgeNames,
            b"labels" => Array::Labels,
            b"type" => return Ok(State::Value(ValueScanner::default(), Vec::new())),
            _ => return Ok(State::Skip(ValueScanner::default())),
        };
        if self.met.contains(&array) {
            return Err(unexpected("each section once", bytes));
        }
        self.met.push(array);
        Ok(State::Bracket(array))
    }

    /// A problem at byte `offset` of `bytes`; moves the position there.
    fn at(&mut self, offset: usize, expected: &'static str, bytes: &[u8]) -> Problem {
        self.position += offset as u64;
        unexpected(expected, bytes.get(offset..).unwrap_or_default())
    }
}

impl Sections {
    fn texts(&mut self, array: Array) -> &mut StringTable {
        match array {
            Array::ClassNames => &mut self.class_names,
            Array::EdgeTypes => &mut self.edge_types,
            Array::Labels => &mut self.labels,
            _ => &mut self.edge_names,
        }
    }
}
