//! What people choose by mistake: by how it begins, what it is called, and what to do instead.
//!
//! One table. A kind is told by bytes at a fixed place, or by the first keys of a JSON object, white space aside. What the
//! table does not know is quoted.

use super::{firefox, jsc};

/// A kind of file that is no snapshot.
#[derive(Debug, PartialEq, Eq)]
pub struct OtherKind {
    /// What it is.
    pub name: &'static str,
    /// What to do with it, or instead, a sentence.
    pub advice: &'static str,
    begins: Begins,
}

#[derive(Debug, PartialEq, Eq)]
enum Begins {
    /// With these bytes at this place.
    At(usize, &'static [u8]),
    /// With this text, white space, marks and capitals aside.
    Text(&'static str),
}

use Begins::{At, Text};

const TAKE_A_SNAPSHOT: &str = "Take a heap snapshot: in DevTools, Memory ▸ Heap snapshot; in Node.js, \
    v8.writeHeapSnapshot() or --heapsnapshot-signal.";
const UNPACK_FIRST: &str = "Unpack it first, or pack the snapshot with gzip, zstd or zip.";
const WRONG_FILE: &str = "Choose the file that the snapshot was written to, .heapsnapshot for the most part.";
const DOWNLOAD_AGAIN: &str = "The download brought a page in place of the file: sign in there, or copy the file again.";
const CORE_DUMP: &str = "A snapshot has to be taken while the process runs: v8.writeHeapSnapshot() or \
    --heapsnapshot-near-heap-limit in Node.js.";

const fn kind(begins: Begins, name: &'static str, advice: &'static str) -> OtherKind {
    OtherKind { name, advice, begins }
}

/// The first that fits counts.
const KINDS: &[OtherKind] = &[
    kind(
        Text("version https://git-lfs.github.com/spec"),
        "a pointer of Git LFS, which stands for the file in a repository",
        "Fetch the file itself: git lfs pull.",
    ),
    kind(Text("<!doctypehtml"), "a web page", DOWNLOAD_AGAIN),
    kind(Text("<html"), "a web page", DOWNLOAD_AGAIN),
    kind(Text("<?xml"), "an XML document", DOWNLOAD_AGAIN),
    kind(Text("{\"head\":{\"callFrame\":"), "a sampling heap profile (.heapprofile)", TAKE_A_SNAPSHOT),
    kind(Text("{\"head\":{\"id\":"), "a sampling heap profile (.heapprofile)", TAKE_A_SNAPSHOT),
    kind(Text("{\"nodes\":[{"), "a CPU profile (.cpuprofile)", TAKE_A_SNAPSHOT),
    kind(Text("{\"traceEvents\":"), "a performance trace", TAKE_A_SNAPSHOT),
    kind(Text("{\"metadata\":{\"source\":\"DevTools\""), "a performance trace", TAKE_A_SNAPSHOT),
    kind(Text("[{\"args\":{"), "a performance trace", TAKE_A_SNAPSHOT),
    kind(Text("[{\"pid\":"), "a performance trace", TAKE_A_SNAPSHOT),
    kind(Text("[{\"cat\":"), "a performance trace", TAKE_A_SNAPSHOT),
    kind(Text("{\"log\":{\"version\":"), "a record of network requests (HAR)", TAKE_A_SNAPSHOT),
    kind(
        At(0, b"JAVA PROFILE 1.0"),
        "a heap dump of a Java machine (hprof)",
        "Open it with Eclipse MAT or VisualVM: this program reads heaps of JavaScript.",
    ),
    kind(At(16, b"\x04\x00\x3e\x00"), "a core dump", CORE_DUMP),
    kind(At(16, b"\x04\x00\xb7\x00"), "a core dump", CORE_DUMP),
    kind(At(0, b"\x7fELF"), "a program or a core dump (ELF)", CORE_DUMP),
    kind(At(0, b"MDMP"), "a crash dump of Windows", CORE_DUMP),
    kind(At(0, b"PAGEDU"), "a memory dump of Windows", CORE_DUMP),
    kind(At(0, b"MZ"), "a program for Windows", WRONG_FILE),
    kind(At(0, b"\xcf\xfa\xed\xfe"), "a program or a core dump (Mach-O)", CORE_DUMP),
    kind(
        At(0, b"\x19\xda\x43\x01"),
        "a startup snapshot of Node.js (--build-snapshot), which is for starting a program",
        TAKE_A_SNAPSHOT,
    ),
    kind(
        At(0, b"rawheap"),
        "a .rawheap file",
        "Turn it into a .heapsnapshot first, with the translator of the tools that wrote it.",
    ),
    kind(At(0, b"\0asm"), "a WebAssembly module", WRONG_FILE),
    kind(At(0, b"7z\xbc\xaf\x27\x1c"), "a 7z archive", UNPACK_FIRST),
    kind(At(0, b"Rar!"), "a RAR archive", UNPACK_FIRST),
    // The command line unpacks it before it looks here.
    kind(
        At(0, b"\xfd7zXZ\0"),
        "a file packed with xz",
        "Unpack it first (xz -d), or open it with the command line program (leakscope summary FILE).",
    ),
    kind(At(0, b"BZh"), "a file packed with bzip2", UNPACK_FIRST),
    kind(At(0, b"\x04\x22\x4d\x18"), "a file packed with lz4", UNPACK_FIRST),
    kind(At(0, b"LZIP"), "a file packed with lzip", UNPACK_FIRST),
    kind(At(0, b"\x5d\x00\x00"), "a file packed with lzma", UNPACK_FIRST),
    kind(At(0, b"\x1f\x9d"), "a file packed with compress", UNPACK_FIRST),
    kind(At(0, b"%PDF"), "a PDF document", WRONG_FILE),
    kind(At(0, b"\x89PNG"), "a picture (PNG)", WRONG_FILE),
    kind(At(0, b"\xff\xd8\xff"), "a picture (JPEG)", WRONG_FILE),
    kind(At(0, b"GIF8"), "a picture (GIF)", WRONG_FILE),
    kind(At(8, b"WEBP"), "a picture (WebP)", WRONG_FILE),
    kind(At(4, b"ftyp"), "a film or a picture", WRONG_FILE),
    kind(At(0, b"SQLite format 3"), "a database (SQLite)", WRONG_FILE),
];

const EMPTY: &OtherKind = &kind(Text(""), "an empty file", "Wait until the snapshot is written, or take it again.");

/// So many first bytes of a JSON text tell its kind.
const JSON_HEAD: usize = 64;
/// The mark that some editors put before UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether these first bytes are enough to tell what a file is: of JSON they are soon.
pub fn is_decided(head: &[u8]) -> bool {
    head.len() >= JSON_HEAD && matches!(start_of(head).first(), Some(b'{' | b'[' | b'"'))
}

/// The kind of a file that starts like this, if it is in the table.
pub fn kind_of(head: &[u8]) -> Option<&'static OtherKind> {
    if start_of(head).is_empty() && head.len() < JSON_HEAD {
        return Some(EMPTY);
    }
    KINDS.iter().find(|kind| match kind.begins {
        At(place, bytes) => head.get(place..).is_some_and(|tail| tail.starts_with(bytes)),
        Text(text) => begins_with_text(start_of(head), text),
    })
}

/// Whether it begins as a kind of file does that is in the table or that has a reader of its own.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub fn is_known(head: &[u8]) -> bool {
    has_own_reader(head) || kind_of(head).is_some()
}

/// Whether a reader of another format than V8's has to be asked: those of JavaScriptCore and of Firefox.
pub fn has_own_reader(head: &[u8]) -> bool {
    jsc::is_jsc(start_of(head)) || firefox::is_firefox(head)
}

/// Without a mark and white space.
fn start_of(head: &[u8]) -> &[u8] {
    head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head).trim_ascii_start()
}

/// Whether bytes begin with a text, white space and capitals aside.
fn begins_with_text(bytes: &[u8], text: &str) -> bool {
    let mut found = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    let mut expected = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    expected.all(|expected| found.next().is_some_and(|found| found.eq_ignore_ascii_case(&expected)))
}
