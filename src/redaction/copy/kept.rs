//! Which bytes of a text stay in a copy.
//!
//! A text may be used for several things, and V8 writes equal texts once, so what is the program's own in one of its uses
//! stays. Besides the names of docs/redaction.md those marks stay by which a reader of the copy must know what it has before
//! it: the numbers of a WeakMap's entry, the first space of an element's attributes, the folders' separators of a script,
//! and the marks for which a property's name is quoted.

use super::uses::Uses;
use crate::classes::names;
use crate::redaction::by_text::{self, ByText};
use crate::redaction::{Name, OwnNames, script_file};
use crate::runtime_names::{v8, weak_map_entry};
use crate::snapshot::NodeType;
use crate::text::{JsStr, JsString};

/// Names of nodes that stand for a text or a number which the file does not have.
const STAND_INS: [&[u8]; 9] = [
    b"(concatenated string)",
    b"(sliced string)",
    b"(external string)",
    b"(not flattened)",
    b"smi number",
    b"heap number",
    b"bigint",
    b"symbol",
    b"private symbol",
];

/// How addresses of scripts begin; anything else before a colon can be data.
const SCHEMES: [&[u8]; 8] =
    [b"file:", b"http:", b"https:", b"data:", b"blob:", b"javascript:", b"webpack:", b"chrome-extension:"];

/// A text in pieces that stay or do not.
pub fn pieces<'t>(text: JsStr<'t>, uses: Uses, own: &OwnNames) -> Vec<(JsStr<'t>, bool)> {
    let bytes = text.as_bytes();
    // A text is data also if code names it: a secret may stand in code, and no figure depends on such a text.
    let is_named = !uses.is_empty() && own.contains(bytes);
    if uses.has(Uses::OWN) || is_named || STAND_INS.contains(&bytes) {
        return vec![(text, true)];
    }
    let mut kept = Kept(vec![false; bytes.len()]);
    kept.by_rule(text, uses, ByText::new(own));
    kept.marks(text, uses, own);
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(&is_kept) = kept.0.get(start) {
        let rest = kept.0.get(start..).unwrap_or_default();
        let end = start + rest.iter().take_while(|&&kept| kept == is_kept).count();
        pieces.push((JsStr::new(bytes.get(start..end).unwrap_or_default()), is_kept));
        start = end;
    }
    pieces
}

/// For each byte of a text whether it stays.
struct Kept(Vec<bool>);

impl Kept {
    /// What docs/redaction.md lets stand.
    fn by_rule(&mut self, text: JsStr<'_>, uses: Uses, rule: ByText<'_>) {
        if uses.has(Uses::OBJECT) {
            self.own(&rule.of_kind(NodeType::OBJECT, JsString::from(text), ""));
        }
        if uses.has(Uses::NATIVE) {
            self.own(&by_text::native(text, ""));
        }
        if uses.has(Uses::INTERNAL) {
            self.own(&rule.of_kind(NodeType::HIDDEN, JsString::from(text), ""));
        }
        if uses.has(Uses::CODE) {
            self.own(&rule.of_kind(NodeType::CODE, JsString::from(text), ""));
        }
        if uses.has(Uses::PROPERTY) {
            self.own(&rule.property(text, ""));
        }
        if uses.has(Uses::LINK) && rule.is_own_link(text.as_bytes()) {
            self.0.fill(true);
        }
        if uses.has(Uses::SCRIPT) {
            self.script(text.as_bytes());
        }
    }

    /// The name of a script: what V8 writes before the file's, what names the file, and the marks between folders.
    fn script(&mut self, text: &[u8]) {
        let file = v8::script_file(text).unwrap_or(text);
        let start = text.len() - file.len();
        self.range(0, start);
        let file = JsStr::new(file);
        self.own_from(start, &script_file(file));
        self.folders(start, file.as_bytes());
    }

    /// The pieces of a name that are the program's own.
    fn own(&mut self, name: &Name) {
        self.own_from(0, name);
    }

    fn own_from(&mut self, mut start: usize, name: &Name) {
        for (piece, instead) in name.pieces() {
            let end = start + piece.as_js_str().as_bytes().len();
            if instead.is_none() {
                self.range(start, end);
            }
            start = end;
        }
    }

    fn range(&mut self, start: usize, end: usize) {
        self.0.get_mut(start..end).unwrap_or_default().fill(true);
    }

    /// What tells a reader what it has before it.
    fn marks(&mut self, text: JsStr<'_>, uses: Uses, own: &OwnNames) {
        let bytes = text.as_bytes();
        if uses.has(Uses::NUMBERED) {
            self.range(0, bytes.iter().take_while(|byte| byte.is_ascii_digit()).count());
        }
        if uses.has(Uses::WEAK_MAP_ENTRY) {
            self.weak_map_entry(text, own);
        }
        if uses.has(Uses::PROPERTY) {
            self.quoted_property(text);
        }
        let markup = by_text::start_of_markup(bytes).filter(|_| uses.has(Uses::OBJECT) || uses.has(Uses::NATIVE));
        if let Some(start) = markup
            && let Some(space) = bytes.iter().skip(start).position(|&byte| byte == b' ')
        {
            self.range(start + space, start + space + 1);
        }
    }

    /// All but the names of key and value, unless these are own.
    fn weak_map_entry(&mut self, text: JsStr<'_>, own: &OwnNames) {
        let Some(names) = weak_map_entry::names(text) else { return };
        self.0.fill(true);
        for name in names {
            let data = text.as_bytes().get(name.clone()).is_some_and(|name| !own.contains(name));
            self.0.get_mut(name).unwrap_or_default().fill(!data);
        }
    }

    /// Separators of folders, the scheme of an address, and the folder of packages.
    fn folders(&mut self, first: usize, path: &[u8]) {
        let is_separator = |byte: &u8| matches!(byte, b'/' | b'\\');
        if let Some(scheme) = SCHEMES.iter().find(|scheme| path.starts_with(scheme)) {
            self.range(first, first + scheme.len());
        }
        let mut start = first;
        for part in path.split(is_separator) {
            let end = start + part.len();
            if part == b"node_modules" {
                self.range(start, end);
            } else if part.starts_with(b"@") {
                self.range(start, start + 1);
            }
            self.range(end, end + 1);
            start = end + 1;
        }
        if let Some(query) = path.iter().position(|byte| matches!(byte, b'?' | b'#')) {
            self.range(first + query, first + query + 1);
        }
    }

    /// A name that is quoted between braces is quoted in the copy, too, and takes as much room.
    fn quoted_property(&mut self, text: JsStr<'_>) {
        if matches!(names::formatted_property(text), std::borrow::Cow::Borrowed(_)) {
            return;
        }
        let bytes = text.as_bytes();
        for (at, window) in (0..bytes.len()).map(|at| (at, bytes.get(at..).unwrap_or_default())) {
            match window {
                [b',' | b'\'' | b'"' | b'{' | b'}' | b'\\' | 0..0x20 | 0x7f, ..] => self.range(at, at + 1),
                [0xc2, 0x80..0xa0, ..] => self.range(at, at + 2),
                [0xed, 0xa0..=0xbf, _, ..] => self.range(at, at + 3),
                _ => {}
            }
        }
    }
}
