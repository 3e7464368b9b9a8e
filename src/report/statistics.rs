//! DevTools' statistics: the bytes of a snapshot by kind, and by native context.

use super::fields::{Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, csv, format, into_string, json, readable};
use crate::classes::Statistics;
use crate::heap::Heap;
use crate::query::NativeContextSizes;
use crate::text::{JsStr, whole};

/// A kind or a context, and its bytes.
struct Share<'a> {
    kind: &'static str,
    name: JsStr<'a>,
    id: Option<u32>,
    size: u64,
}

impl Fields<4> for Share<'_> {
    const NAMES: [&'static str; 4] = ["kind", "name", "id", "size"];

    fn values(&self) -> [Value<'_>; 4] {
        let id = self.id.map_or(Value::Missing, Value::from);
        [self.kind.into(), Value::Text(self.name), id, self.size.into()]
    }
}

/// The bytes of each kind, and of each native context, the largest first. Needs retainers.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn statistics(heap: &Heap, contexts: &NativeContextSizes, format: Format) -> Result<String, NoSuchFormat> {
    let computed = Statistics::default();
    let statistics = heap.statistics.as_ref().unwrap_or(&computed);
    let shares = shares(statistics, contexts);
    Ok(match format {
        Format::Csv => csv::rows(&shares),
        Format::Ndjson | Format::Markdown | Format::Html => return Err(format.not_here()),
        Format::Json => {
            let mut out = format!("{{\"statistics\":{},\"rows\":", to_json(statistics)).into_bytes();
            json::write_rows(&shares, &mut out);
            out.extend_from_slice(b"}\n");
            into_string(out)
        }
        Format::Table => {
            let mut table = Table::new([number("Size"), number("Share"), text("Kind")]);
            for share in &shares {
                let percent = 100.0 * share.size as f64 / statistics.total.max(1.0);
                let id = share.id.map(|id| format!(" @{id}")).unwrap_or_default();
                let name = format!("{} {}{id}", share.kind, readable::name(share.name)).replace("  ", " ");
                let name = name.trim().to_owned();
                table.push([format::bytes(share.size as f64), format!("{} %", percent.round()), name]);
            }
            let mut out = format!("{} in all\n\n", format::bytes(statistics.total));
            table.write(&mut out);
            out
        }
    })
}

fn shares<'a>(statistics: &Statistics, contexts: &'a NativeContextSizes) -> Vec<Share<'a>> {
    let none = JsStr::new(b"");
    let kinds = kinds(statistics).map(|(kind, size)| Share { kind, name: none, id: None, size: size as u64 });
    let mut of_contexts: Vec<Share<'_>> = contexts
        .contexts
        .iter()
        .map(|of| Share { kind: "native context", name: of.name.as_js_str(), id: Some(of.id), size: of.size })
        .collect();
    of_contexts.sort_by_key(|share| std::cmp::Reverse(share.size));
    let rest = [("shared between native contexts", contexts.shared), ("of no native context", contexts.none)];
    let rest = rest.map(|(kind, size)| Share { kind, name: none, id: None, size });
    kinds.into_iter().chain(of_contexts).chain(rest).collect()
}

/// The kinds of DevTools' Statistics, in its order.
fn kinds(Statistics { native, v8heap, .. }: &Statistics) -> [(&'static str, f64); 7] {
    let named = v8heap.code + v8heap.strings + v8heap.js_arrays + v8heap.system;
    [
        ("Code", v8heap.code),
        ("strings", v8heap.strings),
        ("JS arrays", v8heap.js_arrays),
        ("typed arrays", native.typed_arrays),
        ("system objects", v8heap.system),
        ("other JS objects", v8heap.total - named),
        ("other non-JS objects", native.total - native.typed_arrays),
    ]
}

/// The same on one line.
pub fn to_text(statistics: &Statistics) -> String {
    kinds(statistics).map(|(kind, size)| format!("{kind} {}", format::bytes(size))).join(", ")
}

/// The figures as DevTools' worker nests them.
pub fn to_json(statistics: &Statistics) -> String {
    let Statistics { total, native, v8heap } = statistics;
    format!(
        concat!(
            r#"{{"total":{},"native":{{"total":{},"typedArrays":{}}},"#,
            r#""v8heap":{{"total":{},"code":{},"jsArrays":{},"strings":{},"system":{}}}}}"#
        ),
        whole(*total),
        whole(native.total),
        whole(native.typed_arrays),
        whole(v8heap.total),
        whole(v8heap.code),
        whole(v8heap.js_arrays),
        whole(v8heap.strings),
        whole(v8heap.system)
    )
}
