//! What every kind of packing does, and what stands behind it.

use std::fmt;

use crate::error::ReadError;

/// Unpacks one kind of packing.
pub trait Unpack: fmt::Debug {
    /// Takes the next packed bytes and hands on what they unpack to.
    ///
    /// # Errors
    ///
    /// When they are damaged, or refused further on.
    fn push(&mut self, bytes: &[u8], onward: &mut dyn Onward) -> Result<(), ReadError>;

    /// Says that there are no more bytes, and says so further on.
    ///
    /// # Errors
    ///
    /// When there should have been more, or further on.
    fn finish(&mut self, onward: &mut dyn Onward) -> Result<(), ReadError>;
}

/// Where what is unpacked goes.
pub trait Onward {
    /// Hands bytes on.
    ///
    /// # Errors
    ///
    /// When they are refused further on.
    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError>;

    /// Says further on that there are no more bytes.
    ///
    /// # Errors
    ///
    /// When there should have been more.
    fn finish(&mut self) -> Result<(), ReadError>;

    /// Whether nothing of what may follow will be looked at.
    fn is_whole(&self) -> bool;

    /// Whether a snapshot has begun.
    fn has_begun(&self) -> bool;

    /// Begins anew with other bytes.
    fn restart(&mut self);

    /// Something that tells whether other bytes are a snapshot.
    fn probe(&self) -> Box<dyn Probe>;

    /// The packing is damaged.
    fn damaged(&self, packing: &'static str, found: &str) -> ReadError;

    /// The packing is cut off.
    fn cut(&self, packing: &'static str) -> ReadError;
}

/// Tells whether bytes are a snapshot, without reading it.
pub trait Probe: fmt::Debug {
    /// Takes the next bytes; gives the answer once it is known.
    fn push(&mut self, bytes: &[u8]) -> Option<bool>;

    /// The answer, after the last byte.
    fn finish(&mut self) -> bool;
}
