//! Names by their text and by what has them, without the graph.

use super::{Name, OwnNames, PIECE, well_known};
use crate::runtime_names::{blink, v8};
use crate::snapshot::NodeType;
use crate::text::{JsStr, JsString};

/// Tells what of a text is the program's own.
#[derive(Clone, Copy, Debug)]
pub struct ByText<'a> {
    own: &'a OwnNames,
}

impl<'a> ByText<'a> {
    /// By the names of one heap.
    pub fn new(own: &'a OwnNames) -> Self {
        Self { own }
    }

    /// The name of a node, by its type.
    pub fn of_kind(self, kind: NodeType, name: JsString, type_name: &str) -> Name {
        let text = name.as_js_str();
        match kind {
            NodeType::OBJECT => self.object(text, type_name),
            NodeType::NATIVE => native(text, type_name),
            NodeType::CLOSURE if self.own.contains(text.as_bytes()) => Name::own(name),
            NodeType::HIDDEN | NodeType::ARRAY | NodeType::SYNTHETIC => self.internal(text, type_name),
            NodeType::CODE => self.code(text, type_name),
            // Types that came later have no number of their own here.
            _ if type_name == "object shape" => self.internal(text, type_name),
            _ if type_name == "symbol" && self.own.contains(text.as_bytes()) => Name::own(name),
            _ => Name::data(name, format!("({type_name})").as_str()),
        }
    }

    /// The name of a function that was on a stack. One without a name is called by what it was assigned to, `shop.open`.
    pub fn function(self, text: JsStr<'_>) -> Name {
        let mut pieces = text.as_bytes().split(|&byte| byte == b'.');
        let is_own = v8::is_root_of_stacks(text.as_bytes()) || pieces.all(|piece| self.own.contains(piece));
        if is_own { Name::from(text) } else { Name::data(text, "(closure)") }
    }

    /// The name of a property; `instead` stands for data.
    pub fn property(self, text: JsStr<'_>, instead: &str) -> Name {
        let bytes = text.as_bytes();
        let symbol = bytes.strip_prefix(b"<symbol ").and_then(|rest| rest.strip_suffix(b">"));
        let is_own = bytes == b"<symbol>" || self.own.contains(symbol.unwrap_or(bytes));
        if is_own { Name::from(text) } else { Name::data(text, instead) }
    }

    /// Whether a link that is no property has a name of the runtime's or of the code's.
    pub fn is_own_link(self, name: &[u8]) -> bool {
        is_internal(name) || self.own.contains(name)
    }

    /// The name of a program's object: its class, and of a browser's realms also their origin.
    pub fn object(self, text: JsStr<'_>, type_name: &str) -> Name {
        let is_system = v8::is_system_object(v8::without_detached(text.as_bytes()));
        self.pieces(text, type_name, |position, piece| is_system && position <= 1 || self.own.contains(piece))
    }

    /// The name of code: V8's own things beside it, or a function's or a script's, which a program can have chosen.
    fn code(self, text: JsStr<'_>, type_name: &str) -> Name {
        if self.own.contains(text.as_bytes()) {
            Name::from(text)
        } else if v8::is_system(text.as_bytes()) {
            self.internal(text, type_name)
        } else {
            Name::data(text, format!("({type_name})").as_str())
        }
    }

    /// The name of an object of V8's own.
    fn internal(self, text: JsStr<'_>, type_name: &str) -> Name {
        self.pieces(text, type_name, |position, piece| match position {
            0 | 1 => is_internal(piece),
            _ => self.own.contains(piece),
        })
    }

    /// Pieces with ` / ` between them, of which `is_own` decides.
    fn pieces(self, text: JsStr<'_>, type_name: &str, is_own: impl Fn(usize, &[u8]) -> bool) -> Name {
        let mut name = Name::default();
        let bytes = text.as_bytes();
        let rest = v8::without_detached(bytes);
        if rest.len() < bytes.len() {
            name.push_own(v8::DETACHED);
        }
        if blink::is_element(rest) {
            name.push(markup(rest));
            return name;
        }
        for (position, piece) in split(rest).enumerate() {
            if position > 0 {
                name.push_own(" / ");
            }
            let known = is_own(position, without_note(piece)) || position > 0 && is_scope_number(piece);
            match (known, position) {
                (true, _) => name.push_own(JsStr::new(piece)),
                (false, 0) => name.push_data(JsStr::new(piece), format!("({type_name})").as_str()),
                (false, _) => name.push_data(JsStr::new(piece), PIECE),
            }
        }
        name
    }
}

/// The name of a browser's or of Node's own object: names of C++, or markup.
pub fn native(text: JsStr<'_>, type_name: &str) -> Name {
    let bytes = text.as_bytes();
    let (detached, rest) = match bytes.strip_prefix(b"Detached ") {
        Some(rest) => (Name::own("Detached "), rest),
        None => (Name::default(), bytes),
    };
    let mut name = detached;
    if rest.starts_with(b"<") {
        name.push(markup(rest));
        return name;
    }
    for (position, piece) in split(rest).enumerate() {
        if position > 0 {
            name.push_own(" / ");
        }
        match (is_internal(piece), position) {
            (true, _) => name.push_own(JsStr::new(piece)),
            (false, 0) => name.push_data(JsStr::new(piece), format!("({type_name})").as_str()),
            (false, _) => name.push_data(JsStr::new(piece), PIECE),
        }
    }
    name
}

/// `<tag with attributes>`, or `<symbol …>` of an accessor.
fn markup(bytes: &[u8]) -> Name {
    let inner = bytes.get(1..).unwrap_or_default();
    let end = inner.iter().position(|byte| b" \t\n>/".contains(byte)).unwrap_or(inner.len());
    let (tag, rest) = inner.split_at(end);
    let mut name = Name::own("<");
    if well_known::is_tag(tag) || well_known::is_tag(&tag.to_ascii_lowercase()) {
        name.push_own(JsStr::new(tag));
    } else {
        name.push_data(JsStr::new(tag), PIECE);
    }
    if rest == b">" {
        name.push_own(">");
    } else {
        name.push_data(JsStr::new(rest), ">");
    }
    name
}

/// The parts between ` / `.
fn split(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let now = rest?;
        match memchr::memmem::find(now, b" / ") {
            Some(at) => {
                rest = now.get(at + 3..);
                now.get(..at)
            }
            None => {
                rest = None;
                Some(now)
            }
        }
    })
}

/// Without what Chromium notes of an object behind its class: ` (prototype)`, ` (internal cache)`, ` [JSGlobalObject]`.
fn without_note(piece: &[u8]) -> &[u8] {
    const NOTES: [&[u8]; 4] = [b" (prototype)", b" (internal cache)", b" [JSGlobalObject]", b" (global)"];
    NOTES.iter().find_map(|note| piece.strip_suffix(*note)).unwrap_or(piece)
}

/// `scope @457`: which scope a context is of.
fn is_scope_number(piece: &[u8]) -> bool {
    piece.strip_prefix(b"scope @").is_some_and(|id| id.iter().all(u8::is_ascii_digit))
}

/// Whether a name can be one that C++ gives: nothing else than letters, digits and the marks of types.
fn is_internal(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_: <>,&*()~-[]$#".contains(byte))
}

/// Where the markup of an element's name starts, if it is one.
pub fn start_of_markup(name: &[u8]) -> Option<usize> {
    let rest = v8::without_detached(name);
    blink::is_element(rest).then_some(name.len() - rest.len())
}
