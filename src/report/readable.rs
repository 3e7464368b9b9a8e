//! Names as people read them in a table. The page has its own twin of this in www/views.

use crate::query::Place;
use crate::text::{JsStr, steers_terminals};

/// Names are cut to this many characters; JSON and CSV have them whole.
const LONGEST_NAME: usize = 120;

/// An object's name with the marks of its type, as DevTools shows it: `"string"`, `/regexp/`, `function()`, `array[]`.
pub fn object(name: JsStr<'_>, kind: &str) -> String {
    let text = self::name(name);
    match kind {
        // What stands in the place of data.
        _ if text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) == Some(kind) => text,
        "string" | "concatenated string" => format!("\"{text}\""),
        "regexp" => format!("/{text}/"),
        "closure" => format!("{text}()"),
        "array" if text.is_empty() => "(internal array)[]".to_owned(),
        "array" => format!("{text}[]"),
        "synthetic" if text.is_empty() => "(root)".to_owned(),
        _ if text.is_empty() => format!("({})", escaped(kind)),
        _ => text,
    }
}

/// A function on a stack: `grow()`; names in brackets are V8's, as `(root)`, and what stands in the place of data.
pub fn function(name: JsStr<'_>) -> String {
    match name.as_bytes() {
        b"" => "(anonymous)".to_owned(),
        [b'(', ..] => self::name(name),
        _ => object(name, "closure"),
    }
}

/// An edge's name, with the brackets of a number.
pub fn edge(name: JsStr<'_>, kind: &str) -> String {
    let text = self::name(name);
    if matches!(kind, "element" | "hidden") { format!("[{text}]") } else { text }
}

/// `app.js:27:40`, as editors open it; of a script whose file is not known, its number.
pub fn place(Place { file, script_id, line, column, .. }: &Place) -> String {
    let script = format!("script {script_id}");
    let file = file.as_ref().map_or(JsStr::new(script.as_bytes()), |file| file.as_js_str());
    format!("{}:{line}:{column}", self::name(file))
}

/// A name of the heap on one line, cut if it is long.
pub fn name(text: JsStr<'_>) -> String {
    let text = text.to_lossy();
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", escaped(text.get(..end).unwrap_or_default())),
        None => escaped(&text),
    }
}

/// Text that cannot steer a terminal or break a line: control characters, and those that turn the direction of writing,
/// are written as escapes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if steers_terminals(char) => out.push_str(&format!("\\u{:04x}", u32::from(char))),
            _ => out.push(char),
        }
    }
    out
}
