//! The key of redacted copies: random, made once for each person on a machine, so that copies of several snapshots of one
//! program fit together and nobody else can try out what a replaced text was.

use std::fs::{self, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use leakscope::RedactionKey;

use super::output::complain;

/// The key of whoever runs this program; where it cannot be kept, one for this run, which is said.
pub fn of_this_machine() -> RedactionKey {
    let kept = folder().map_or(Err(io::Error::from(io::ErrorKind::NotFound)), |folder| kept_in(&folder));
    kept.unwrap_or_else(|error| {
        complain(&format!(
            "leakscope: no key could be kept ({error}): copies of other runs will have other replacements\n"
        ));
        fresh()
    })
}

/// Where programs keep what is of no use on another machine.
fn folder() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = of("XDG_STATE_HOME").or_else(|| of("LOCALAPPDATA"));
    state.or_else(|| of("HOME").map(|home| home.join(".local/state"))).map(|state| state.join("leakscope"))
}

fn kept_in(folder: &Path) -> io::Result<RedactionKey> {
    let file = folder.join("redaction-key");
    if let Some(key) = read(&file)? {
        return Ok(key);
    }
    fs::create_dir_all(folder)?;
    let key = fresh();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(&file) {
        Ok(mut opened) => opened.write_all(&key.0).map(|()| key),
        // Another run was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(&file)?.ok_or(error),
        Err(error) => Err(error),
    }
}

fn read(file: &Path) -> io::Result<Option<RedactionKey>> {
    match fs::read(file) {
        Ok(bytes) => match bytes.try_into() {
            Ok(key) => Ok(Some(RedactionKey(key))),
            Err(_) => Err(io::Error::new(io::ErrorKind::InvalidData, format!("{} is no key", file.display()))),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The standard library's hashes start from the system's random numbers.
fn fresh() -> RedactionKey {
    let random = RandomState::new();
    let (low, high) = (random.hash_one(0u8), random.hash_one(1u8));
    RedactionKey((u128::from(high) << 64 | u128::from(low)).to_le_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_key_is_made_once() {
        let folder = std::env::temp_dir().join(format!("leakscope-key-{}", std::process::id()));
        let (first, second) = (kept_in(&folder).unwrap(), kept_in(&folder).unwrap());
        assert_eq!(first.0, second.0);
        assert_ne!(fresh().0, fresh().0);
        fs::write(folder.join("redaction-key"), "short").unwrap();
        assert!(kept_in(&folder).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
