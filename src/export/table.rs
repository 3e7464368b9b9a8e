//! A table that is written a row group at a time, so that memory does not grow with the table.

use std::fmt;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::RecordWriter;
use parquet::schema::types::TypePtr;

use super::error::ExportError;
use crate::index::TryPush;

/// Rows of a group. DuckDB gives each of its threads a group of about this many.
pub const MOST_ROWS: usize = 1 << 17;
/// Bytes of text after which a group ends earlier: names can be as long as a script.
pub const MOST_TEXT: usize = 1 << 25;

type Out = BufWriter<File>;

/// A row of a table: a struct whose fields are the columns.
pub trait Row: Sized {
    /// The columns.
    ///
    /// # Errors
    ///
    /// If Parquet has no such type; never for the rows here.
    fn schema() -> Result<TypePtr, ParquetError>;

    /// Writes rows column by column.
    ///
    /// # Errors
    ///
    /// If the file takes no more.
    fn write(rows: &[Self], group: &mut SerializedRowGroupWriter<'_, Out>) -> Result<(), ParquetError>;
}

impl<R> Row for R
where
    for<'rows> &'rows [R]: RecordWriter<R>,
{
    fn schema() -> Result<TypePtr, ParquetError> {
        (&[] as &[R]).schema()
    }

    fn write(rows: &[R], group: &mut SerializedRowGroupWriter<'_, Out>) -> Result<(), ParquetError> {
        rows.write_to_row_group(group)
    }
}

/// A table that is being written.
pub struct Table<R> {
    path: PathBuf,
    writer: SerializedFileWriter<Out>,
    /// The rows of the group that is not written yet, and the bytes of their long texts.
    rows: Vec<R>,
    text: usize,
}

impl<R> fmt::Debug for Table<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("path", &self.path).finish_non_exhaustive()
    }
}

impl<R: Row> Table<R> {
    /// An empty table in a new file.
    ///
    /// # Errors
    ///
    /// If the file cannot be made.
    pub fn create(path: PathBuf) -> Result<Self, ExportError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // Of a group: enough to skip it. Those of each page would be as long as the data.
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_offset_index_disabled(true)
            .build();
        let file = match File::create(&path) {
            Ok(file) => BufWriter::new(file),
            Err(error) => return Err(ExportError::File { path, error }),
        };
        match R::schema().and_then(|schema| SerializedFileWriter::new(file, schema, Arc::new(properties))) {
            Ok(writer) => Ok(Self { path, writer, rows: Vec::new(), text: 0 }),
            Err(error) => Err(ExportError::Rows { path, error }),
        }
    }

    /// Adds a row, of whose texts one is `text` bytes long.
    ///
    /// # Errors
    ///
    /// If the file takes no more, or if memory ends.
    pub fn push(&mut self, row: R, text: usize) -> Result<(), ExportError> {
        if self.rows.len() >= MOST_ROWS || self.text >= MOST_TEXT {
            self.write_group()?;
        }
        self.text += text;
        Ok(self.rows.try_push(row)?)
    }

    /// Writes what is left and the file's end.
    ///
    /// # Errors
    ///
    /// If the file takes no more.
    pub fn close(mut self) -> Result<(), ExportError> {
        self.write_group()?;
        let Self { path, writer, .. } = self;
        let closed = writer.into_inner().and_then(|out| out.into_inner().map_err(|error| error.into_error().into()));
        closed.map(drop).map_err(|error| ExportError::Rows { path, error })
    }

    fn write_group(&mut self) -> Result<(), ExportError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let written = self.writer.next_row_group().and_then(|mut group| {
            R::write(&self.rows, &mut group)?;
            group.close()
        });
        self.rows.clear();
        self.text = 0;
        written.map(drop).map_err(|error| ExportError::Rows { path: self.path.clone(), error })
    }
}
