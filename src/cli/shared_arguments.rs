//! Options that several commands have.

use std::path::Path;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use leakscope::report::Format;
use leakscope::{NodeFilter, NodeOrdinal, Redactor, RowQuery, Session, Sort, SortColumn};

use super::failure::Failure;
use super::open;

#[derive(Debug, Args)]
pub struct RowsOutput {
    /// How to print
    #[arg(long, value_parser = formats(Format::OF_ROWS), default_value = Format::Table.name())]
    pub format: Format,
    #[command(flatten)]
    pub redaction: Redaction,
}

#[derive(Debug, Args)]
pub struct ReportOutput {
    /// How to print
    #[arg(long, value_parser = formats(Format::OF_FINDINGS), default_value = Format::Table.name())]
    pub format: Format,
    #[command(flatten)]
    pub redaction: Redaction,
}

#[derive(Clone, Copy, Debug, Args)]
pub struct Redaction {
    /// Leave out everything that is not the program's own: texts, keys, and names that its code does not name
    #[arg(long)]
    pub redact: bool,
}

#[derive(Debug, Args)]
pub struct Limit {
    /// Print at most so many rows
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
}

#[derive(Debug, Args)]
pub struct Ignored {
    /// As if no link led to this object, to see what else holds: DevTools' "Ignore this retainer"; may be repeated
    #[arg(long, value_name = "@ID", value_parser = object_id)]
    ignore: Vec<u32>,
}

impl Ignored {
    /// The objects.
    pub fn nodes(&self, session: &Session, file: &Path) -> Result<Vec<NodeOrdinal>, Failure> {
        self.ignore.iter().map(|&id| open::find(session, file, id)).collect()
    }
}

#[derive(Debug, Args)]
pub struct ClassRows {
    /// Print only classes whose name contains this text, in any case
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    #[command(flatten)]
    pub limit: Limit,
}

impl ClassRows {
    /// The rows to print.
    pub fn query(self, sort: Sort, redaction: Redaction) -> RowQuery {
        RowQuery { filter: self.filter, ..self.limit.query(sort, redaction) }
    }
}

impl Limit {
    /// As many rows as are to be printed, as they are to be printed.
    pub fn rows<R>(
        self,
        mut rows: Vec<R>,
        Redaction { redact }: Redaction,
        (session, file): (&Session, &Path),
        redacted: impl Fn(R, &Redactor<'_>) -> R,
    ) -> Result<Vec<R>, Failure> {
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        if !redact {
            return Ok(rows);
        }
        let redactor = session.redactor().map_err(|error| Failure::memory(file, error))?;
        Ok(rows.into_iter().map(|row| redacted(row, &redactor)).collect())
    }

    /// The rows to print.
    pub fn query(self, sort: Sort, Redaction { redact }: Redaction) -> RowQuery {
        let count = self.limit.unwrap_or(usize::MAX);
        RowQuery { sort, count, redact, ..RowQuery::all(SortColumn::Object, true) }
    }
}

/// The names of the formats that a command has.
pub fn formats(accepted: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    let names = accepted.iter().map(|format| PossibleValue::new(format.name()).help(format.purpose()));
    PossibleValuesParser::new(names).try_map(|name| {
        let found = accepted.iter().copied().find(|format| format.name() == name);
        found.ok_or_else(|| format!("there is no format {name}"))
    })
}

/// What `--objects` says of itself.
pub fn node_filter_help() -> String {
    let names = NodeFilter::NAMED.map(|(_, name, _)| name).join(", ");
    format!("Only these objects, as in DevTools' menu above Summary: {names}, or native-context-ID")
}

/// An id as DevTools writes it, `@51233`, or without the sign.
pub fn object_id(text: &str) -> Result<u32, String> {
    let digits = text.strip_prefix('@').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let id = is_number.then(|| digits.parse().ok()).flatten();
    id.ok_or_else(|| "an id is a number of at most 32 bits with @ in front, as in @51233".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_a_sign_or_none() {
        assert_eq!(object_id("@51233"), Ok(51233));
        assert_eq!(object_id("51233"), Ok(51233));
        assert_eq!(object_id("@4294967295"), Ok(u32::MAX));
        for wrong in ["", "@", "@@1", "@-1", "@+1", "+1", "@1x", "@ 1", "@4294967296", "@99999999999999999999"] {
            assert!(object_id(wrong).is_err(), "{wrong}");
        }
    }
}
