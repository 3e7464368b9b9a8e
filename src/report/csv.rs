//! CSV after RFC 4180: the data as it is, under the field names of JSON.
//!
//! CSV is Unicode text, so a lone surrogate becomes U+FFFD here; only JSON can carry it.

use super::fields::{Fields, Value};

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
        for (position, value) in row.values().into_iter().enumerate() {
            if position > 0 {
                out.push(',');
            }
            match value {
                Value::Text(text) => push_field(&text.to_lossy(), &mut out),
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
    out
}

fn push_field(text: &str, out: &mut String) {
    if text.contains([',', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}
