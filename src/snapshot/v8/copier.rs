//! Copies a file and writes its strings anew.
//!
//! Follows the outline of the file as the reader does, but keeps nothing: numbers go by as they are, each string goes
//! through a [`Rewrite`]. Whatever else could be text is left out: what stands before and after the snapshot, sections that
//! V8 does not write, texts in the header beside its layout, and texts where V8 writes numbers.

use std::fmt;

use super::complaint::unexpected;
use super::key::{self, Key};
use super::skip::ValueScanner;
use super::string_array::{self, StringScanner};
use crate::error::{OutOfMemory, Problem, ReadError, Section};
use crate::index::{Position, StringIndex, TryPush};
use crate::snapshot::{Sink, StringTable};
use crate::text::{JsStr, JsString};

/// The header is a few kilobytes; more than this is no header.
const LARGEST_HEADER: usize = 16 << 20;
/// What of the outline is copied in one step is no longer: a key with its quotes, or a brace.
const SHORT: usize = 64;
/// The sections that are copied.
const SECTIONS: [&[u8]; 11] = [
    b"snapshot",
    b"nodes",
    b"edges",
    b"trace_function_infos",
    b"trace_tree",
    b"samples",
    b"locations",
    b"scopes",
    b"scope_context_vars",
    b"scope_uses",
    b"strings",
];

/// Says what each string becomes.
pub trait Rewrite: fmt::Debug {
    /// The string at `index` of the copy.
    ///
    /// # Errors
    ///
    /// When there is no memory for it.
    fn rewrite(&mut self, index: StringIndex, text: JsStr<'_>) -> Result<JsString, OutOfMemory>;
}

#[derive(Debug)]
enum State {
    /// Before the opening brace.
    Start,
    BeforeKey,
    Key(Key),
    Colon(Vec<u8>),
    Header(ValueScanner, Vec<u8>),
    /// A value of numbers, or one that is left out.
    Value {
        scanner: ValueScanner,
        is_copied: bool,
        is_in_text: TextState,
    },
    /// Before the bracket of the strings.
    Bracket,
    Strings(StringScanner),
    End,
}

/// Whether the bytes are inside of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextState {
    Outside,
    Inside,
    Escaped,
}

/// Copies one snapshot.
pub struct Copier {
    state: State,
    position: u64,
    rewrite: Box<dyn Rewrite>,
    /// Strings that are complete and not yet written, and the one under way.
    texts: StringTable,
    written_texts: usize,
    announced_texts: usize,
    has_section: bool,
    /// The bytes of the copy that have not been taken.
    out: Vec<u8>,
}

impl fmt::Debug for Copier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copier").field("state", &self.state).field("position", &self.position).finish_non_exhaustive()
    }
}

impl Copier {
    /// A copier for a file of so many strings.
    pub fn new(rewrite: Box<dyn Rewrite>, strings: usize) -> Self {
        Self {
            state: State::Start,
            position: 0,
            rewrite,
            texts: StringTable::default(),
            written_texts: 0,
            announced_texts: strings,
            has_section: false,
            out: Vec::new(),
        }
    }

    /// What has been written since this was asked last.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Ends the copy after the last byte.
    ///
    /// # Errors
    ///
    /// When the file is cut off, or not the one that was read before.
    pub fn finish(self) -> Result<(), ReadError> {
        let expected = "the file that was read before";
        let ended = match &self.state {
            State::End if self.written_texts == self.announced_texts => Ok(()),
            State::End if self.written_texts == 0 => {
                let expected = "V8's format, the only one that can be copied";
                Err(Problem::Unexpected { expected, found: "another".to_owned() })
            }
            State::End => Err(Problem::Unexpected { expected, found: format!("{} strings", self.written_texts) }),
            _ => Err(Problem::Truncated { expected: "the rest of the file" }),
        };
        ended.map_err(|problem| self.error(problem))
    }

    fn error(&self, problem: Problem) -> ReadError {
        ReadError { problem, section: self.section(), position: self.position }
    }

    fn step(&mut self, bytes: &[u8]) -> Result<usize, Problem> {
        match &mut self.state {
            State::Header(scanner, text) => {
                let (used, ended) = scanner.scan(bytes);
                text.try_append(bytes.get(..used).unwrap_or_default())?;
                if text.len() > LARGEST_HEADER {
                    return Err(unexpected("a header of at most 16 MiB", bytes));
                }
                if ended {
                    let header = header_without_texts(text)?;
                    self.out.extend_from_slice(&header);
                    self.state = State::BeforeKey;
                }
                Ok(used)
            }
            State::Value { scanner, is_copied, is_in_text } => {
                let (used, ended) = scanner.scan(bytes);
                if *is_copied {
                    reserve(&mut self.out, used)?;
                    copy_numbers(bytes.get(..used).unwrap_or_default(), is_in_text, &mut self.out);
                }
                if ended {
                    self.state = State::BeforeKey;
                }
                Ok(used)
            }
            State::Strings(scanner) => {
                let (used, stop) = scanner.scan(bytes, &mut self.texts)?;
                self.write_texts()?;
                match stop {
                    string_array::Stop::EndOfBytes => {}
                    string_array::Stop::ArrayClosed => {
                        self.out.push(b']');
                        self.state = State::BeforeKey;
                    }
                    _ => return Err(unexpected("a string", bytes.get(used..).unwrap_or_default())),
                }
                Ok(used)
            }
            State::End => Ok(bytes.len()),
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
                    self.out.push(b'{');
                    self.state = State::BeforeKey;
                }
                _ if blank => {}
                _ => return Err(unexpected("V8's format, the only one that can be copied", bytes)),
            },
            State::BeforeKey => match byte {
                b'"' => self.state = State::Key(Key::default()),
                b'}' => {
                    self.out.extend_from_slice(b"}\n");
                    self.state = State::End;
                }
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
                    self.start_value(&key);
                }
                _ if blank => {}
                _ => return Err(unexpected("a colon", bytes)),
            },
            State::Bracket => match byte {
                b'[' => self.state = State::Strings(StringScanner::new()),
                _ if blank => {}
                _ => return Err(unexpected("the opening bracket of the strings", bytes)),
            },
            _ => {}
        }
        Ok(1)
    }

    fn start_value(&mut self, key: &[u8]) {
        let is_copied = SECTIONS.contains(&key);
        if is_copied {
            if self.has_section {
                self.out.extend_from_slice(b",\n");
            }
            self.has_section = true;
            self.out.push(b'"');
            self.out.extend_from_slice(key);
            self.out.extend_from_slice(b"\":");
        }
        self.state = match key {
            b"snapshot" => State::Header(ValueScanner::default(), Vec::new()),
            b"strings" => {
                self.out.push(b'[');
                State::Bracket
            }
            _ => State::Value { scanner: ValueScanner::default(), is_copied, is_in_text: TextState::Outside },
        };
    }

    /// Writes the strings that are complete.
    fn write_texts(&mut self) -> Result<(), Problem> {
        let complete = self.texts.len();
        for text in (0..complete).map(StringIndex::at) {
            let written = self.rewrite.rewrite(StringIndex::at(self.written_texts), self.texts.get(text))?;
            // Escapes are six bytes at the most; quotes and a comma come to them.
            reserve(&mut self.out, 6 * written.as_js_str().as_bytes().len() + 4)?;
            if self.written_texts > 0 {
                self.out.extend_from_slice(b",\n");
            }
            written.as_js_str().write_json(&mut self.out);
            self.written_texts += 1;
        }
        if complete > 0 {
            // What is left is the beginning of the next one.
            let (bytes, start) = self.texts.written();
            let mut begun = Vec::new();
            begun.try_append(bytes.get(start..).unwrap_or_default())?;
            self.texts = StringTable::default();
            self.texts.append(&begun)?;
        }
        Ok(())
    }
}

impl Sink for Copier {
    fn announce(&mut self, _most_bytes: u64, _plain_bytes: Option<u64>) {}

    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let mut rest = bytes;
        while !rest.is_empty() {
            reserve(&mut self.out, SHORT).map_err(|error| self.error(error.into()))?;
            let used = self.step(rest).map_err(|problem| self.error(problem))?;
            self.position += used as u64;
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(())
    }

    fn section(&self) -> Section {
        match &self.state {
            State::Header(..) => Section::Header,
            State::Bracket | State::Strings(_) => Section::Strings,
            _ => Section::File,
        }
    }

    fn position(&self) -> u64 {
        self.position
    }

    fn is_whole(&self) -> bool {
        matches!(self.state, State::End)
    }
}

/// The header with its numbers and the layout: titles that old versions wrote are left out.
fn header_without_texts(text: &[u8]) -> Result<Vec<u8>, Problem> {
    let problem = |found: String| Problem::Unexpected { expected: "the layout of a heap snapshot", found };
    let mut header: serde_json::Value = serde_json::from_slice(text).map_err(|error| problem(error.to_string()))?;
    let fields = header.as_object_mut().ok_or_else(|| problem("no object".to_owned()))?;
    fields.retain(|name, value| name == "meta" || value.is_number());
    serde_json::to_vec(&header).map_err(|error| problem(error.to_string()))
}

/// Makes room in what grows by a chunk, or by a string of any length.
fn reserve(out: &mut Vec<u8>, bytes: usize) -> Result<(), OutOfMemory> {
    out.try_reserve(bytes).map_err(|_| OutOfMemory::of::<u8>(bytes))
}

/// Copies bytes without what stands between quotes.
fn copy_numbers(bytes: &[u8], state: &mut TextState, out: &mut Vec<u8>) {
    if *state == TextState::Outside && memchr::memchr(b'"', bytes).is_none() {
        out.extend_from_slice(bytes);
        return;
    }
    for &byte in bytes {
        let before = *state;
        *state = match (before, byte) {
            (TextState::Outside, b'"') | (TextState::Escaped, _) => TextState::Inside,
            (TextState::Inside, b'"') => TextState::Outside,
            (TextState::Inside, b'\\') => TextState::Escaped,
            _ => before,
        };
        if before == TextState::Outside || *state == TextState::Outside {
            out.push(byte);
        }
    }
}
