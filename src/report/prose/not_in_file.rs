//! What is said of things that a program has and its snapshot does not show: a sentence a kind.

use crate::graph::not_in_file::NotInFile;
use crate::report::format::counted;

/// All sentences.
pub fn not_in_file(missing: &NotInFile) -> Vec<String> {
    let mut sentences = hidden_memory(missing);
    // Texts that Node.js itself has are among them, up to 22.
    let outside = (missing.outside_texts, "text counts", "texts count", "32 bytes each: they are outside of the heap");
    let cut = (missing.cut_texts, "text has", "texts have", "1,024 characters, at which V8 cuts: more may follow");
    sentences.extend(said([outside, cut]));
    sentences
}

/// The sentences on what can grow without the file's showing it.
pub fn hidden_memory(missing: &NotInFile) -> Vec<String> {
    let NotInFile { unread_messages, empty_shared_buffers, wasm_memories, worker_threads, shims, .. } = *missing;
    let NotInFile { databases, secure_contexts, date_formats, .. } = *missing;
    let mut sentences: Vec<String> = said([
        (unread_messages, "message waits", "messages wait", "unread at ports: what they carry is not in the file"),
        (
            empty_shared_buffers,
            "SharedArrayBuffer has",
            "SharedArrayBuffers have",
            "0 bytes in the file, as growable ones have whatever their size",
        ),
        (
            wasm_memories,
            "memory of WebAssembly is",
            "memories of WebAssembly are",
            "in the file without the bytes, which V8 leaves out until the program reads `buffer`",
        ),
        (
            databases,
            "database of `node:sqlite` counts",
            "databases of `node:sqlite` count",
            "a few hundred bytes: what is kept in memory is not in the file",
        ),
        (
            secure_contexts,
            "secure context of TLS counts",
            "secure contexts of TLS count",
            "a few hundred bytes each: their certificates and keys, some 40 kB, are not in the file",
        ),
        (
            date_formats,
            "Intl.DateTimeFormat counts",
            "Intl.DateTimeFormats count",
            "less than 100 bytes each: what each takes outside of the heap, some 30 kB, is not in the file",
        ),
        (
            worker_threads,
            "worker thread keeps",
            "worker threads keep",
            "objects in a heap apart, which this file does not have",
        ),
        (shims, "object is", "objects are", "called CppgcShim, as workerd calls all of its own, whatever their class"),
    ])
    .collect();
    if missing.map_entries {
        sentences.push("What a Map or a Set holds has no holder in the file: JavaScriptCore, as in Bun and Safari, writes no links from them to it.".to_owned());
    }
    sentences
}

/// How many there are, what one or many do, and what follows.
type Counted = (u64, &'static str, &'static str, &'static str);

/// The sentences of those that there are.
fn said<const N: usize>(counts: [Counted; N]) -> impl Iterator<Item = String> {
    let counts = counts.into_iter().filter(|&(count, ..)| count > 0);
    counts.map(|(count, one, many, what)| format!("{} {what}.", counted(count, one, many)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_a_kind() {
        assert_eq!(not_in_file(&NotInFile::default()), [""; 0]);
        let some = NotInFile { unread_messages: 1200, wasm_memories: 1, cut_texts: 1, ..NotInFile::default() };
        assert_eq!(
            not_in_file(&some),
            [
                "1,200 messages wait unread at ports: what they carry is not in the file.",
                "1 memory of WebAssembly is in the file without the bytes, which V8 leaves out until the program reads `buffer`.",
                "1 text has 1,024 characters, at which V8 cuts: more may follow.",
            ]
        );
        assert_eq!(hidden_memory(&some).len(), 2);
        let small = NotInFile { databases: 1, date_formats: 2000, ..NotInFile::default() };
        assert_eq!(
            hidden_memory(&small),
            [
                "1 database of `node:sqlite` counts a few hundred bytes: what is kept in memory is not in the file.",
                "2,000 Intl.DateTimeFormats count less than 100 bytes each: what each takes outside of the heap, some 30 kB, is not in the file.",
            ]
        );
    }
}
