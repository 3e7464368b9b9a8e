//! CSV after RFC 4180, under the field names of JSON. Numbers are exact; texts are made harmless, because what opens CSV
//! runs and obeys what it finds: a spreadsheet takes a text that begins like a formula for one, so an apostrophe stands
//! before it, as before text that is typed into a cell; a terminal obeys control characters, so they are escapes, as in
//! tables. CSV is Unicode text, so a lone surrogate becomes U+FFFD. Exact texts are in the JSON.

use super::fields::{Fields, Value};
use super::readable::escaped;

const LINE_END: &str = "\r\n";

/// The heading and all rows.
pub fn rows<const N: usize, R: Fields<N>>(rows: &[R]) -> String {
    with_heading(&R::NAMES.join(","), rows)
}

/// A heading of one's own, for rows in which a field stands for several, and all rows.
pub fn with_heading<const N: usize>(heading: &str, rows: &[impl Fields<N>]) -> String {
    let mut out = heading.to_owned();
    out.push_str(LINE_END);
    for row in rows {
        push_row(&row.values(), &mut out);
    }
    out
}

/// One function for rows of all kinds, which the page downloads once.
#[inline(never)]
fn push_row(values: &[Value<'_>], out: &mut String) {
    for (position, &value) in values.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        match value {
            Value::Text(text) => push_field(&text.to_lossy(), out),
            Value::Number(number) => out.push_str(&number.to_string()),
            Value::Numbers(numbers) => {
                out.push_str(&numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(","));
            }
            Value::Flag(flag) => out.push_str(&flag.to_string()),
            Value::Missing => {}
        }
    }
    out.push_str(LINE_END);
}

/// How a formula begins, also in the wide forms that spreadsheets of East Asia take for the same.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

fn push_field(text: &str, out: &mut String) {
    let mut harmless = escaped(text);
    // Some programs pass over spaces in front.
    if harmless.trim_start().starts_with(FORMULA) {
        harmless.insert(0, '\'');
    }
    if harmless.contains([',', '"']) {
        out.push('"');
        out.push_str(&harmless.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&harmless);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula_or_steers_a_terminal() {
        for (text, expected) in [
            ("Session", "Session"),
            ("", ""),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("a=1", "a=1"),
            ("a\nb\t\u{1b}[31m\u{9b}0m\u{202e}", "a\\nb\\t\\u001b[31m\\u009b0m\\u202e"),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
        ] {
            let mut out = String::new();
            push_field(text, &mut out);
            assert_eq!(out, expected, "{text:?}");
        }
    }
}
