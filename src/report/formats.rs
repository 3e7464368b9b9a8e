//! The formats in which results are written, and which output has which.

use thiserror::Error;

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text for people.
    Table,
    /// For programs: exact and complete.
    Json,
    /// For spreadsheets: the rows alone.
    Csv,
    /// For programs that read line by line.
    Ndjson,
    /// For a ticket, a chat, or a language model.
    Markdown,
    /// One page that needs nothing else.
    Html,
}

impl Format {
    /// Of lists of rows.
    pub const OF_ROWS: &[Self] = &[Self::Table, Self::Json, Self::Csv];
    /// Of the retainers of one object or of several.
    pub const OF_RETAINERS: &[Self] = &[Self::Table, Self::Json, Self::Csv, Self::Ndjson];
    /// Of all nodes.
    pub const OF_NODES: &[Self] = &[Self::Ndjson];
    /// Of suspects and of what became of them.
    pub const OF_FINDINGS: &[Self] = &[Self::Table, Self::Json, Self::Markdown, Self::Html];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Its name in the page's protocol, where a table is what it becomes there: a text file.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Table => "text",
            other => other.name(),
        }
    }

    /// What it is for, in a few words.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Table => "For people",
            Self::Json => "For programs",
            Self::Csv => "For spreadsheets",
            Self::Ndjson => "A line of JSON each",
            Self::Markdown => "For a ticket",
            Self::Html => "One page that needs nothing else",
        }
    }

    /// The format with this name in the page's protocol.
    ///
    /// # Errors
    /// If there is none among those that the output has.
    pub fn from_id(id: &str, accepted: &[Self]) -> Result<Self, NoSuchFormat> {
        let found = accepted.iter().copied().find(|format| format.id() == id);
        found.ok_or_else(|| NoSuchFormat(id.to_owned()))
    }

    /// That an output has no such format.
    pub(super) fn not_here(self) -> NoSuchFormat {
        NoSuchFormat(self.name().to_owned())
    }
}

/// An output has no format of this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("this is not written as {0:?}")]
pub struct NoSuchFormat(String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_has_its_own_formats() {
        assert_eq!(Format::from_id("text", Format::OF_ROWS), Ok(Format::Table));
        assert_eq!(Format::from_id("html", Format::OF_FINDINGS), Ok(Format::Html));
        for wrong in ["table", "html", "", "CSV"] {
            assert_eq!(Format::from_id(wrong, Format::OF_ROWS), Err(NoSuchFormat(wrong.to_owned())));
        }
    }
}
