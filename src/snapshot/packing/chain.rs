//! From a file's first byte to where a snapshot begins, layer by layer.
//!
//! A chain waits until it knows what its bytes are, and is then one layer of packing with the next chain behind it, or the
//! end, where a snapshot has begun and the sink takes over. What is packed over and over, or unpacks to more than a snapshot
//! could, is refused.

use super::archive::Archive;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use super::brotli;
use super::gzip::Gzip;
use super::quoted::Quoted;
use super::search::{Begin, Search};
use super::tar::Tar;
use super::unpack::{Onward, Probe, Unpack};
use super::utf16::Utf16;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
use super::xz::{self, Xz};
use super::zip::Zip;
use super::zstd::Zstd;
use super::{gzip, tar, utf16, zip, zstd};
use crate::error::{OutOfMemory, Problem, ReadError, Section};
use crate::index::TryPush;
use crate::snapshot::other_files;
use crate::snapshot::sink::Sink;

/// A file may be packed so many times over.
const MOST_LAYERS: usize = 5;
/// A packed file may become so many times larger, as with gzip at the most; snapshots become some twenty times larger.
const MOST_EXPANSION: u64 = 1100;
/// Small files may become this large.
const SMALL: u64 = if cfg!(test) { 1 << 20 } else { 64 << 20 };

/// What a chain has to know of the file.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The length of the file as it is stored.
    pub stored_bytes: u64,
    /// The name of the entry of an archive that is meant, if there is one.
    pub entry: Option<String>,
}

/// The bytes of a file, or of what was unpacked of it, on their way to the sink.
#[derive(Debug)]
pub struct Chain {
    link: Link,
    origin: Origin,
    /// How many layers are around these bytes.
    layers: usize,
    taken: u64,
}

#[derive(Debug)]
enum Link {
    /// Too few bytes so far to tell.
    Undecided(Vec<u8>),
    Packed(Box<dyn Unpack>, Box<Chain>),
    /// Text in which no snapshot has begun yet.
    Searched(Search),
    /// The sink takes all.
    Begun,
}

impl Chain {
    /// From the first byte of a file on.
    pub fn new(origin: Origin) -> Self {
        Self::behind(0, origin)
    }

    fn behind(layers: usize, origin: Origin) -> Self {
        Self { link: Link::Undecided(Vec::new()), origin, layers, taken: 0 }
    }

    /// Whether a snapshot has begun.
    pub fn has_begun(&self) -> bool {
        match &self.link {
            Link::Packed(_, next) => next.has_begun(),
            Link::Begun => true,
            Link::Undecided(_) | Link::Searched(_) => false,
        }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    ///
    /// When the packing is damaged, the file is of another kind, or the sink refuses what it gets.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ReadError> {
        self.taken += bytes.len() as u64;
        if self.layers > 0 && self.taken > self.most_bytes() {
            let found = format!("it unpacks to more than {MOST_EXPANSION} times its size");
            return Err(ReadError::of_file(Problem::Unpack { packing: "file's", found }));
        }
        match &mut self.link {
            Link::Undecided(head) => {
                head.try_append(bytes)?;
                if is_decided(head) {
                    self.decide(sink)?;
                }
                Ok(())
            }
            Link::Packed(unpack, next) => unpack.push(bytes, &mut Rest { chain: next, sink }),
            Link::Searched(search) => {
                let begin = search.push(bytes)?;
                self.begin(begin, sink)
            }
            Link::Begun => sink.push(bytes),
        }
    }

    /// Says that there are no more bytes.
    ///
    /// # Errors
    ///
    /// When the packing is cut off, or no snapshot has begun.
    pub fn finish(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        if matches!(self.link, Link::Undecided(_)) {
            self.decide(sink)?;
        }
        match &mut self.link {
            Link::Packed(unpack, next) => unpack.finish(&mut Rest { chain: next, sink }),
            Link::Searched(search) => Err(search.problem()),
            Link::Undecided(_) | Link::Begun => Ok(()),
        }
    }

    /// The most bytes that these can be.
    fn most_bytes(&self) -> u64 {
        let stored = self.origin.stored_bytes;
        if self.layers == 0 { stored } else { stored.saturating_mul(MOST_EXPANSION).max(SMALL) }
    }

    /// Tells by the first bytes what all of them are, and hands these on.
    fn decide(&mut self, sink: &mut dyn Sink) -> Result<(), ReadError> {
        let Link::Undecided(head) = &mut self.link else { return Ok(()) };
        let head = std::mem::take(head);
        self.taken -= head.len() as u64;
        self.link = match self.unpack(&head)? {
            Some(_) if self.layers >= MOST_LAYERS => {
                let found = format!("it is packed more than {MOST_LAYERS} times over");
                return Err(ReadError::of_file(Problem::Unpack { packing: "file's", found }));
            }
            Some(unpack) => self.packed(unpack),
            None => {
                if let Some(kind) = other_files::kind_of(&head) {
                    return Err(ReadError::of_file(Problem::AnotherKind { name: kind.name, advice: kind.advice }));
                }
                if other_files::has_own_reader(&head) {
                    sink.announce(self.most_bytes(), (self.layers == 0).then_some(self.origin.stored_bytes));
                    Link::Begun
                } else {
                    Link::Searched(Search::default())
                }
            }
        };
        self.push(&head, sink)
    }

    fn packed(&self, unpack: Box<dyn Unpack>) -> Link {
        Link::Packed(unpack, Box::new(self.next()))
    }

    /// A chain for what is unpacked here.
    fn next(&self) -> Self {
        Self::behind(self.layers + 1, self.origin.clone())
    }

    /// What unpacks bytes that start like this, if they are packed.
    fn unpack(&mut self, head: &[u8]) -> Result<Option<Box<dyn Unpack>>, OutOfMemory> {
        Ok(if gzip::is_gzip(head) {
            Some(Box::new(Gzip::new()))
        } else if zstd::is_zstd(head) {
            Some(Box::new(Zstd::new(self.next().most_bytes())))
        } else if zip::is_zip(head) {
            // The name is of an entry of this archive, not of one in it.
            Some(Box::new(Archive::<Zip>::new(self.origin.entry.take())))
        } else if tar::is_tar(head) {
            Some(Box::new(Archive::<Tar>::new(self.origin.entry.take())))
        } else if let Some(order) = utf16::order_of(head) {
            Some(Box::new(Utf16::new(order)))
        } else {
            packed_otherwise(head.get(..TELLING).unwrap_or(head))?
        })
    }

    /// Begins where a search has found a snapshot.
    fn begin(&mut self, begin: Option<Begin>, sink: &mut dyn Sink) -> Result<(), ReadError> {
        let (rest, lead) = match begin {
            None => return Ok(()),
            Some(Begin::Plain { lead, rest }) => {
                let plain_bytes = (self.layers == 0).then_some(self.origin.stored_bytes);
                sink.announce(self.most_bytes(), plain_bytes);
                self.link = Link::Begun;
                (rest, lead)
            }
            Some(Begin::Quoted { key, rest }) => {
                // No more bytes come out of it than go into it.
                let next = Self { layers: self.layers, ..self.next() };
                self.link = Link::Packed(Box::new(Quoted::new(key)), Box::new(next));
                (rest, &[][..])
            }
        };
        if !lead.is_empty() {
            sink.push(lead)?;
        }
        self.taken -= rest.len() as u64;
        self.push(&rest, sink)
    }
}

/// So many first bytes tell what a file is, however many have come: the head of a tar, and what brotli needs for its tables and some text.
const TELLING: usize =
    if cfg!(all(target_family = "wasm", target_os = "unknown")) { tar::HEAD_LENGTH } else { 16 << 10 };

/// Whether these first bytes are enough to tell what a file is.
fn is_decided(head: &[u8]) -> bool {
    let has_mark = gzip::is_gzip(head) || zstd::is_zstd(head) || zip::is_zip(head);
    has_mark || other_files::is_decided(head) || head.len() >= TELLING
}

/// What only the command line unpacks. Brotli has no mark: what is neither text nor known by how it begins is tried.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
fn packed_otherwise(head: &[u8]) -> Result<Option<Box<dyn Unpack>>, OutOfMemory> {
    Ok(if xz::is_xz(head) {
        Some(Box::new(Xz::new()))
    } else if !other_files::is_known(head) && brotli::is_brotli(head)? {
        Some(Box::new(brotli::Brotli::new()?))
    } else {
        None
    })
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn packed_otherwise(_: &[u8]) -> Result<Option<Box<dyn Unpack>>, OutOfMemory> {
    Ok(None)
}

/// The rest of the chain, and the sink at its end.
struct Rest<'a> {
    chain: &'a mut Chain,
    sink: &'a mut dyn Sink,
}

impl Rest<'_> {
    fn fresh(&self) -> Chain {
        Chain::behind(self.chain.layers, self.chain.origin.clone())
    }

    fn refused(&self, problem: Problem) -> ReadError {
        if self.chain.has_begun() {
            ReadError { problem, section: self.sink.section(), position: self.sink.position() }
        } else {
            ReadError::of_file(problem)
        }
    }
}

impl Onward for Rest<'_> {
    fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        if bytes.is_empty() { Ok(()) } else { self.chain.push(bytes, self.sink) }
    }

    fn finish(&mut self) -> Result<(), ReadError> {
        self.chain.finish(self.sink)
    }

    fn is_whole(&self) -> bool {
        self.chain.has_begun() && self.sink.is_whole()
    }

    fn has_begun(&self) -> bool {
        self.chain.has_begun()
    }

    fn restart(&mut self) {
        *self.chain = self.fresh();
    }

    fn probe(&self) -> Box<dyn Probe> {
        Box::new(self.fresh())
    }

    fn damaged(&self, packing: &'static str, found: &str) -> ReadError {
        self.refused(Problem::Unpack { packing, found: found.to_owned() })
    }

    fn cut(&self, packing: &'static str) -> ReadError {
        self.refused(Problem::PackingCut { packing })
    }
}

impl Probe for Chain {
    fn push(&mut self, bytes: &[u8]) -> Option<bool> {
        let is_refused = self.push(bytes, &mut Nowhere).is_err();
        if self.has_begun() { Some(true) } else { is_refused.then_some(false) }
    }

    fn finish(&mut self) -> bool {
        // Why it is none does not matter.
        let _ = self.finish(&mut Nowhere);
        self.has_begun()
    }
}

/// Takes what is only looked at.
#[derive(Debug)]
struct Nowhere;

impl Sink for Nowhere {
    fn announce(&mut self, _: u64, _: Option<u64>) {}

    fn push(&mut self, _: &[u8]) -> Result<(), ReadError> {
        Ok(())
    }

    fn section(&self) -> Section {
        Section::File
    }

    fn position(&self) -> u64 {
        0
    }

    fn is_whole(&self) -> bool {
        false
    }
}
