//! The messages of the format (Protocol Buffers), as far as they are read: `CoreDump.proto` of Firefox' sources has all of them.
//!
//! A message is a row of fields, each behind its number and its kind. They are read where they stand: a node with a million
//! links is one message, and nothing of it is copied before it is known what to keep. So no text and no list of links asks
//! for memory here, which libraries do for each in a way that cannot be refused.

use crate::error::Problem;

/// A number takes no more bytes.
const LONGEST_NUMBER: usize = 10;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value<'a> {
    Number(u64),
    /// A text or a message.
    Bytes(&'a [u8]),
}

/// A text: written out where it first comes up, by number afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Text<'a> {
    #[default]
    Absent,
    Written(&'a [u8]),
    Numbered(u64),
}

impl<'a> Text<'a> {
    fn of(value: Value<'a>) -> Self {
        match value {
            Value::Bytes(text) => Self::Written(text),
            Value::Number(number) => Self::Numbered(number),
        }
    }
}

/// A node with the links that start from it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Node<'a> {
    /// Its address.
    pub id: Option<u64>,
    pub type_name: Text<'a>,
    /// Bytes.
    pub size: u64,
    pub class_name: Text<'a>,
    pub coarse_type: u32,
    pub script_filename: Text<'a>,
    pub descriptive_type_name: Text<'a>,
    /// Where it was made, a message.
    stack: &'a [u8],
    message: &'a [u8],
}

impl<'a> Node<'a> {
    /// Reads a message but for its links.
    ///
    /// # Errors
    ///
    /// When it is damaged.
    pub fn decode(message: &'a [u8]) -> Result<Self, Problem> {
        let mut node = Self { message, ..Self::default() };
        for field in Fields(message) {
            match field? {
                (1, Value::Number(address)) => node.id = Some(address),
                (2 | 3, value) => node.type_name = Text::of(value),
                (4, Value::Number(bytes)) => node.size = bytes,
                (6, Value::Bytes(frame)) => node.stack = frame,
                (7 | 8, value) => node.class_name = Text::of(value),
                (9, Value::Number(number)) => node.coarse_type = number as u32,
                (10 | 11, value) => node.script_filename = Text::of(value),
                (12 | 13, value) => node.descriptive_type_name = Text::of(value),
                _ => {}
            }
        }
        Ok(node)
    }

    /// The links, in their order.
    pub fn edges(&self) -> impl Iterator<Item = Result<Edge<'a>, Problem>> {
        Fields(self.message).filter_map(|field| match field {
            Ok((5, Value::Bytes(edge))) => Some(Edge::decode(edge)),
            Ok(_) => None,
            Err(problem) => Some(Err(problem)),
        })
    }

    /// The frames in which it was made, the innermost first.
    pub fn frames(&self) -> impl Iterator<Item = Result<Frame<'a>, Problem>> {
        let mut stack = self.stack;
        std::iter::from_fn(move || {
            let frame = Frame::decode(stack).transpose()?;
            stack = frame.as_ref().map_or(&[], |frame| frame.parent);
            Some(frame)
        })
    }
}

/// A link to another node.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edge<'a> {
    /// The other node's address.
    pub referent: Option<u64>,
    pub name: Text<'a>,
}

impl<'a> Edge<'a> {
    fn decode(message: &'a [u8]) -> Result<Self, Problem> {
        let mut edge = Self::default();
        for field in Fields(message) {
            match field? {
                (1, Value::Number(address)) => edge.referent = Some(address),
                (2 | 3, value) => edge.name = Text::of(value),
                _ => {}
            }
        }
        Ok(edge)
    }
}

/// A frame that comes up for the first time; read for the texts in it, which later messages refer to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame<'a> {
    pub source: Text<'a>,
    pub function: Text<'a>,
    parent: &'a [u8],
}

impl<'a> Frame<'a> {
    /// What a message says of a frame; nothing if it gives the number of one that has come up.
    fn decode(message: &'a [u8]) -> Result<Option<Self>, Problem> {
        let mut data = None;
        for field in Fields(message) {
            if let (1, Value::Bytes(bytes)) = field? {
                data = Some(bytes);
            }
        }
        let Some(data) = data else { return Ok(None) };
        let mut frame = Self::default();
        for field in Fields(data) {
            match field? {
                (2, Value::Bytes(parent)) => frame.parent = parent,
                (5 | 6, value) => frame.source = Text::of(value),
                (7 | 8, value) => frame.function = Text::of(value),
                _ => {}
            }
        }
        Ok(Some(frame))
    }
}

/// The fields of a message, with their numbers; after an error none.
struct Fields<'a>(&'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>), Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_none() {
            self.0 = &[];
        }
        Some(field.ok_or_else(|| damaged("a field that ends too early, or is of a kind that does not exist")))
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Option<(u64, Value<'a>)> {
        let key = self.number()?;
        let value = match key & 7 {
            0 => Value::Number(self.number()?),
            // None of the fields that are read is of a fixed length.
            1 => Value::Bytes(self.bytes(8)?),
            2 => {
                let length = self.number()?;
                Value::Bytes(self.bytes(length)?)
            }
            5 => Value::Bytes(self.bytes(4)?),
            _ => return None,
        };
        Some((key >> 3, value))
    }

    /// Seven bits a byte, the lowest first; the last byte has its highest bit clear.
    fn number(&mut self) -> Option<u64> {
        let more = self.0.iter().take(LONGEST_NUMBER).take_while(|&&byte| byte >= 0x80).count();
        let (digits, rest) = self.0.split_at_checked(more + 1).filter(|_| more < LONGEST_NUMBER)?;
        self.0 = rest;
        Some(digits.iter().rev().fold(0, |number, &digit| number << 7 | u64::from(digit & 0x7f)))
    }

    fn bytes(&mut self, length: u64) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(bytes)
    }
}

/// What is wrong with a message.
pub fn damaged(found: &str) -> Problem {
    Problem::Unexpected { expected: "a node of Firefox' format", found: found.to_owned() }
}
