//! What would have to be cut so that an object becomes free: a row per link, set by set.

use super::fields::{Fields, Value};
use super::table::{Table, number, text};
use super::{Format, NoSuchFormat, format, in_format, readable};
use crate::query::{Cut, EdgeRow, MOST_LINKS, ObjectRow, columns};

/// A link of a set; a set that is too large is a row without a link.
struct CutRow<'a> {
    set: usize,
    freed: &'a ObjectRow,
    size: u64,
    link: Option<&'a EdgeRow>,
}

impl Fields<8> for CutRow<'_> {
    const NAMES: [&'static str; 8] =
        ["set", "freedId", "freedName", "freedSize", "edgeType", columns::EDGE.field, "id", columns::OBJECT.field];

    fn values(&self) -> [Value<'_>; 8] {
        let of_link = |value: fn(&EdgeRow) -> Value<'_>| self.link.map_or(Value::Missing, value);
        [
            Value::from(self.set as u64),
            self.freed.id.into(),
            (&self.freed.name).into(),
            self.size.into(),
            of_link(|link| link.edge_type.into()),
            of_link(|link| (&link.edge_name).into()),
            of_link(|link| link.object.id.into()),
            of_link(|link| (&link.object.name).into()),
        ]
    }
}

/// The links of each set, with what cutting them frees.
///
/// # Errors
/// If the format is none of [`Format::OF_ROWS`].
pub fn cuts(cuts: &[Cut], format: Format) -> Result<String, NoSuchFormat> {
    let mut rows = Vec::new();
    for (at, &Cut { object: ref freed, freed_size: size, ref links }) in cuts.iter().enumerate() {
        let set = at + 1;
        match links {
            Some(links) => rows.extend(links.iter().map(|link| CutRow { set, freed, size, link: Some(link) })),
            None => rows.push(CutRow { set, freed, size, link: None }),
        }
    }
    in_format(&rows, format, || {
        let mut table = Table::new([number("Set"), number("Frees"), text("With"), text("Cut")]);
        for CutRow { set, freed, size, link } in &rows {
            let object = |row: &ObjectRow| format!("{} @{}", readable::object(row.name.as_js_str(), &row.kind), row.id);
            let cut = match link {
                Some(link) => {
                    let edge = readable::edge(link.edge_name.as_js_str(), link.edge_type);
                    format!("{edge} in {}", object(&link.object))
                }
                None => format!("(more than {MOST_LINKS} links)"),
            };
            table.push([set.to_string(), format::bytes(*size as f64), object(freed), cut]);
        }
        table
    })
}
