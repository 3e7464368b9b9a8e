//! DevTools' statistics: the bytes of a snapshot by kind, and by native context.

use super::fields::{Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, csv, format, in_format, in_format_of_rows, json, readable};
use crate::classes::{KindSize, Statistics};
use crate::heap::Heap;
use crate::query::{NativeContextSizes, columns};
use crate::sort;
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
    let json = |out: &mut Vec<u8>| {
        out.extend_from_slice(format!("{{\"statistics\":{},\"rows\":", to_json(statistics)).as_bytes());
        json::write_rows(&shares, out);
        out.extend_from_slice(b"}\n");
    };
    let text = |out: &mut String| {
        out.push_str(&format!("{} in all\n\n", format::bytes(statistics.total)));
        share_table(&shares, statistics.total).write(out);
    };
    in_format_of_rows(format, || csv::rows(&shares), json, text)
}

fn share_table(shares: &[Share<'_>], total: f64) -> Table {
    let mut table = Table::new([number("Size"), number("Share"), text("Kind")]);
    for share in shares {
        let percent = 100.0 * share.size as f64 / total.max(1.0);
        let id = share.id.map(|id| format!(" @{id}")).unwrap_or_default();
        let name = format!("{} {}{id}", share.kind, readable::name(share.name)).replace("  ", " ");
        let name = name.trim().to_owned();
        table.push([format::bytes(share.size as f64), format!("{} %", percent.round() as u64), name]);
    }
    table
}

/// A kind in two snapshots.
struct KindDelta {
    kind: &'static str,
    base: f64,
    size: f64,
}

impl Fields<4> for KindDelta {
    const NAMES: [&'static str; 4] = ["kind", "baseSize", "size", columns::SIZE_DELTA.field];

    fn values(&self) -> [Value<'_>; 4] {
        let [base, size] = [self.base, self.size].map(|bytes| bytes as i64);
        [self.kind.into(), base.into(), size.into(), (size - base).into()]
    }
}

/// The bytes of each kind. Needs retainers.
pub fn kind_sizes(heap: &Heap) -> [f64; 7] {
    heap.statistics.unwrap_or_default().kinds().map(|of| of.size)
}

/// The bytes of each kind in an older and a newer snapshot, and what the difference is. Needs retainers of the newer one, and
/// the [sizes](kind_sizes) of the older one.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn statistics_difference(base: &[f64], current: &Heap, format: Format) -> Result<String, NoSuchFormat> {
    let newer = current.statistics.unwrap_or_default().kinds();
    let rows: Vec<KindDelta> =
        base.iter().zip(newer).map(|(&base, KindSize { kind, size })| KindDelta { kind, base, size }).collect();
    in_format(&rows, format, || {
        let mut table = Table::new([number("Base"), number("Size"), number(columns::SIZE_DELTA.title), text("Kind")]);
        for &KindDelta { kind, base, size } in &rows {
            let delta = format::signed_bytes(size as i64 - base as i64);
            table.push([format::bytes(base), format::bytes(size), delta, kind.to_owned()]);
        }
        table
    })
}

fn shares<'a>(statistics: &Statistics, contexts: &'a NativeContextSizes) -> Vec<Share<'a>> {
    let none = JsStr::new(b"");
    let kinds =
        statistics.kinds().map(|KindSize { kind, size }| Share { kind, name: none, id: None, size: size as u64 });
    let mut order: Vec<_> = (0..).zip(&contexts.contexts).map(|(at, of)| (!of.size, 0, at)).collect();
    sort::rows(&mut order);
    let of_contexts = order.iter().filter_map(|&(.., at)| contexts.contexts.get(at as usize));
    let of_contexts = of_contexts.map(|of| Share {
        kind: "native context",
        name: of.name.as_js_str(),
        id: Some(of.id),
        size: of.size,
    });
    let rest = [("shared between native contexts", contexts.shared), ("of no native context", contexts.none)];
    let rest = rest.map(|(kind, size)| Share { kind, name: none, id: None, size });
    kinds.into_iter().chain(of_contexts).chain(rest).collect()
}

/// The statistics on one line.
pub fn to_text(statistics: &Statistics) -> String {
    statistics.kinds().map(|KindSize { kind, size }| format!("{kind} {}", format::bytes(size))).join(", ")
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
