//! What was opened last: an agent asks about the same snapshots again and again, and each takes seconds and memory to open.
//!
//! A file that was written anew in between is opened anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use leakscope::{Goal, Session};

use crate::cli::compare::Compared;
use crate::cli::failure::Failure;
use crate::cli::open;

/// Snapshots, comparisons and texts, each as many as are worth their memory.
#[derive(Debug)]
pub struct Kept {
    /// Whether answers go without data.
    pub redact: bool,
    sessions: Latest<Session>,
    comparisons: Latest<Compared>,
    texts: Latest<String>,
}

impl Kept {
    /// Nothing yet.
    pub fn new(redact: bool) -> Self {
        Self { redact, sessions: Latest::of(2), comparisons: Latest::of(1), texts: Latest::of(4) }
    }

    /// A snapshot with everything computed.
    pub fn session(&mut self, file: &Path) -> Result<&mut Session, Failure> {
        self.sessions.get(Key::of("", &[file])?, || open::session(file, Goal::RetainedSizes))
    }

    /// Two snapshots beside each other.
    pub fn compared(&mut self, older: &Path, newer: &Path) -> Result<&mut Compared, Failure> {
        self.comparisons.get(Key::of("", &[older, newer])?, || Compared::open(older, newer))
    }

    /// A text about files, which `write` writes if it is not there; `what` tells several about the same files apart.
    pub fn text(
        &mut self,
        what: &str,
        files: &[&Path],
        write: impl FnOnce(&mut Self) -> Result<String, Failure>,
    ) -> Result<String, Failure> {
        let key = Key::of(what, files)?;
        if let Some(text) = self.texts.find(&key) {
            return Ok(text.clone());
        }
        let text = write(self)?;
        self.texts.put(key, text.clone());
        Ok(text)
    }
}

/// What an entry is about: files, as they are now.
#[derive(Debug, PartialEq)]
struct Key {
    what: String,
    files: Vec<(PathBuf, Option<(u64, SystemTime)>)>,
}

impl Key {
    fn of(what: &str, files: &[&Path]) -> Result<Self, Failure> {
        let stamped = files.iter().map(|&file| {
            if open::is_standard_input(file) {
                let message = "the standard input is where the agent speaks; give the name of a file";
                return Err(Failure::WrongUse(message.to_owned()));
            }
            let metadata = fs::metadata(open::archive_entry(file).0).ok();
            // What never ends, as a pipe that nobody writes to, would stop all later answers.
            if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
                return Err(Failure::WrongUse(format!("{}: this is no regular file", file.display())));
            }
            let stamp = metadata.and_then(|metadata| Some((metadata.len(), metadata.modified().ok()?)));
            Ok((file.to_owned(), stamp))
        });
        Ok(Self { what: what.to_owned(), files: stamped.collect::<Result<_, _>>()? })
    }
}

/// The last few of a kind, the one used last at the end.
#[derive(Debug)]
struct Latest<T> {
    most: usize,
    entries: Vec<(Key, T)>,
}

impl<T> Latest<T> {
    fn of(most: usize) -> Self {
        Self { most, entries: Vec::new() }
    }

    fn find(&mut self, key: &Key) -> Option<&mut T> {
        let at = self.entries.iter().position(|(of, _)| of == key)?;
        let entry = self.entries.remove(at);
        self.entries.push(entry);
        self.entries.last_mut().map(|(_, value)| value)
    }

    /// Room is made before, so that no more than these are in memory.
    fn make_room(&mut self) {
        let surplus = (self.entries.len() + 1).saturating_sub(self.most);
        self.entries.drain(..surplus);
    }

    fn put(&mut self, key: Key, value: T) {
        self.make_room();
        self.entries.push((key, value));
    }

    fn get(&mut self, key: Key, open: impl FnOnce() -> Result<T, Failure>) -> Result<&mut T, Failure> {
        if self.find(&key).is_none() {
            self.make_room();
            let opened = open()?;
            self.entries.push((key, opened));
        }
        // It is the one used last, found or opened.
        self.entries.last_mut().map(|(_, value)| value).ok_or_else(|| Failure::WrongUse("nothing is open".to_owned()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_last_few_are_opened_once() {
        let mut kept = Latest::of(2);
        let mut opened = Vec::new();
        for name in ["a", "b", "a", "c", "a", "b"] {
            let key = Key::of(name, &[]).unwrap();
            kept.get(key, || {
                opened.push(name);
                Ok(name)
            })
            .unwrap();
        }
        assert_eq!(opened, ["a", "b", "c", "b"]);
        assert_eq!(kept.entries.len(), 2);
    }

    #[test]
    fn a_file_written_anew_is_another_one() {
        let file = std::env::temp_dir().join(format!("leakscope-kept-{}", std::process::id()));
        fs::write(&file, "one").unwrap();
        let before = Key::of("", &[&file]).unwrap();
        assert_eq!(before, Key::of("", &[&file]).unwrap());
        fs::write(&file, "another").unwrap();
        let after = Key::of("", &[&file]).unwrap();
        fs::remove_file(&file).unwrap();
        assert_ne!(before, after);
        for no_file in [Path::new("-"), &std::env::temp_dir()] {
            assert!(Key::of("", &[no_file]).is_err());
        }
    }
}
