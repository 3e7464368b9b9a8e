//! JSON: exact and complete, one row to a line.

use super::fields::{Fields, Value};
use crate::query::Generated;
use crate::text::{JsStr, steers_terminals};

/// Appends `[…]` with a line per row.
pub fn write_rows<const N: usize>(rows: &[impl Fields<N>], out: &mut Vec<u8>) {
    write_list(rows, "\n", out);
}

/// Appends `[…]` on one line.
pub fn write_rows_inline<const N: usize>(rows: &[impl Fields<N>], out: &mut Vec<u8>) {
    write_list(rows, "", out);
}

/// Appends text as a JSON string.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    JsStr::new(text.as_bytes()).write_json(out);
}

/// Appends `["…","…"]` on one line.
pub fn write_texts(texts: &[String], out: &mut Vec<u8>) {
    let mut lead = b'[';
    for text in texts {
        out.push(lead);
        write_text(text, out);
        lead = b',';
    }
    if texts.is_empty() {
        out.push(b'[');
    }
    out.push(b']');
}

fn write_list<const N: usize, R: Fields<N>>(rows: &[R], between: &str, out: &mut Vec<u8>) {
    out.push(b'[');
    for (position, row) in rows.iter().enumerate() {
        if position > 0 {
            out.push(b',');
        }
        out.extend_from_slice(between.as_bytes());
        write_record(&R::NAMES, &row.values(), row.generated(), out);
    }
    if !rows.is_empty() {
        out.extend_from_slice(between.as_bytes());
    }
    out.push(b']');
}

/// One function for rows of all kinds, which the page downloads once.
#[inline(never)]
fn write_record(names: &[&str], values: &[Value<'_>], generated: Option<&Generated>, out: &mut Vec<u8>) {
    let mut lead = b'{';
    for (field, &value) in names.iter().zip(values) {
        out.push(lead);
        write_text(field, out);
        out.push(b':');
        match value {
            Value::Text(text) => text.write_json(out),
            Value::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Value::Numbers(numbers) => write_numbers(numbers, out),
            Value::Flag(flag) => out.extend_from_slice(flag.to_string().as_bytes()),
            Value::Missing => out.extend_from_slice(b"null"),
        }
        lead = b',';
    }
    if let Some(Generated { file, line, column, name }) = generated {
        out.extend_from_slice(b",\"generated\":{\"file\":");
        match file {
            Some(file) => file.as_js_str().write_json(out),
            None => out.extend_from_slice(b"null"),
        }
        out.extend_from_slice(format!(",\"line\":{line},\"column\":{column}").as_bytes());
        if let Some(name) = name {
            out.extend_from_slice(b",\"name\":");
            name.as_js_str().write_json(out);
        }
        out.push(b'}');
    }
    out.push(b'}');
}

fn write_numbers(numbers: &[u64], out: &mut Vec<u8>) {
    let texts: Vec<String> = numbers.iter().map(u64::to_string).collect();
    out.push(b'[');
    out.extend_from_slice(texts.join(",").as_bytes());
    out.push(b']');
}

/// JSON without white space, a value to a line; what terminals obey in texts is escaped.
pub fn indented(json: &str) -> String {
    let mut out = String::with_capacity(2 * json.len());
    let mut depth = 0;
    let (mut in_text, mut is_escaped) = (false, false);
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if in_text {
            in_text = character != '"' || is_escaped;
            is_escaped = character == '\\' && !is_escaped;
            // JSON lets them stand, but terminals obey them.
            if steers_terminals(character) {
                out.push_str(&format!("\\u{:04x}", u32::from(character)));
            } else {
                out.push(character);
            }
            continue;
        }
        match character {
            '{' | '[' => {
                out.push(character);
                let is_empty = characters.next_if(|next| matches!(next, '}' | ']')).map(|end| out.push(end)).is_some();
                if !is_empty {
                    depth += 1;
                    push_line(depth, &mut out);
                }
            }
            '}' | ']' => {
                depth -= 1;
                push_line(depth, &mut out);
                out.push(character);
            }
            ',' => {
                out.push(',');
                push_line(depth, &mut out);
            }
            ':' => out.push_str(": "),
            _ => {
                in_text = character == '"';
                out.push(character);
            }
        }
    }
    out
}

fn push_line(depth: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        let text =
            "a\u{1b}\u{7f}\u{85}\u{9b}31m\u{a0}\u{61b}\u{61c}\u{200d}\u{200e}\u{2027}\u{202e}\u{202f}\u{2065}\u{2069}é";
        let mut rows = Vec::new();
        write_text(text, &mut rows);
        let reports = indented(&serde_json::to_string(&[text]).unwrap());
        for json in [String::from_utf8(rows).unwrap(), reports] {
            assert!(json.chars().all(|character| character == '\n' || !steers_terminals(character)), "{json:?}");
            assert!(json.contains(r#""a\u001b\u007f\u0085\u009b31m"#), "{json}");
            assert!(json.contains(r"\u202e") && json.contains(r"\u2069"), "{json}");
            let read: String = serde_json::from_str(json.trim_matches(['[', ']', ' ', '\n'])).unwrap();
            assert_eq!(read, text);
        }
    }

    #[test]
    fn indented_as_serde_does() {
        for json in [r#"{"a":[],"b":{},"c":[1,{"d":"x,{[\\\":"},null],"e":{"f":[[true]]}}"#, "[]", r#""\\""#, "7"] {
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(indented(&value.to_string()), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
