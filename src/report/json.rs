//! JSON: exact and complete, one row to a line.

use super::record::{Record, Value};
use crate::text::JsStr;

/// Appends `[…]` with a line per row.
pub fn write_rows<const N: usize>(rows: &[impl Record<N>], out: &mut Vec<u8>) {
    write_list(rows, "\n", out);
}

/// Appends `[…]` on one line.
pub fn write_rows_inline<const N: usize>(rows: &[impl Record<N>], out: &mut Vec<u8>) {
    write_list(rows, "", out);
}

/// Appends text as a JSON string.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    JsStr::new(text.as_bytes()).write_json(out);
}

fn write_list<const N: usize>(rows: &[impl Record<N>], between: &str, out: &mut Vec<u8>) {
    out.push(b'[');
    for (position, row) in rows.iter().enumerate() {
        if position > 0 {
            out.push(b',');
        }
        out.extend_from_slice(between.as_bytes());
        write_record(row, out);
    }
    if !rows.is_empty() {
        out.extend_from_slice(between.as_bytes());
    }
    out.push(b']');
}

fn write_record<const N: usize, R: Record<N>>(row: &R, out: &mut Vec<u8>) {
    let mut lead = b'{';
    for (field, value) in R::FIELDS.iter().zip(row.values()) {
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
    out.push(b'}');
}

fn write_numbers(numbers: &[u64], out: &mut Vec<u8>) {
    let texts: Vec<String> = numbers.iter().map(u64::to_string).collect();
    out.push(b'[');
    out.extend_from_slice(texts.join(",").as_bytes());
    out.push(b']');
}
