//! Why an export fails: what of it, and the system's or the format's own reason.

use std::io;
use std::path::PathBuf;

use parquet::errors::ParquetError;
use thiserror::Error;

use crate::error::OutOfMemory;

/// Why an export is not written.
#[derive(Debug, Error)]
pub enum ExportError {
    /// The system does not let a folder or a file be made.
    #[error("{path}: {error}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A file takes no more.
    #[error("{path}: {error}", path = path.display())]
    Rows {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: ParquetError,
    },
    /// A snapshot's rows do not fit in memory.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
}
