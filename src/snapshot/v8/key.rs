//! A key of the file's outermost object, byte by byte.

/// Longer keys mean nothing here.
const LARGEST: usize = 256;

/// A key under way, as it stands in the file.
#[derive(Debug, Default)]
pub struct Key {
    raw: Vec<u8>,
    /// Whether a backslash stands before the next byte.
    is_escaped: bool,
}

/// What a byte was in a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// A part of it.
    UnderWay,
    /// Its closing quote; the key as it is meant.
    Ended(Vec<u8>),
    /// More than a key has.
    TooLong,
}

impl Key {
    /// Takes a byte after the opening quote.
    pub fn push(&mut self, byte: u8) -> Step {
        if byte == b'"' && !self.is_escaped {
            return Step::Ended(unescaped(std::mem::take(&mut self.raw)));
        }
        if self.raw.len() >= LARGEST {
            return Step::TooLong;
        }
        self.is_escaped = byte == b'\\' && !self.is_escaped;
        self.raw.push(byte);
        Step::UnderWay
    }
}

/// A key as it is meant; one that is no JSON stays as it stands, and means nothing.
fn unescaped(raw: Vec<u8>) -> Vec<u8> {
    if !raw.contains(&b'\\') {
        return raw;
    }
    let quoted = [b"\"", raw.as_slice(), b"\""].concat();
    // By way of a value, which the header is read into, too: reading a string alone brings in 25 kB of packed wasm.
    let value = serde_json::from_slice(&quoted).ok();
    value.and_then(|value: serde_json::Value| Some(value.as_str()?.as_bytes().to_vec())).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_meant() {
        for (text, expected) in [
            (r#"nodes""#, Step::Ended(b"nodes".to_vec())),
            (r#"n\u006fdes""#, Step::Ended(b"nodes".to_vec())),
            (r#"a\"b""#, Step::Ended(b"a\"b".to_vec())),
            (r#"a\\""#, Step::Ended(b"a\\".to_vec())),
            (r#"a\x""#, Step::Ended(b"a\\x".to_vec())),
            ("a", Step::UnderWay),
        ] {
            let mut key = Key::default();
            let last = text.bytes().map(|byte| key.push(byte)).last();
            assert_eq!(last, Some(expected), "{text}");
        }
        let mut key = Key::default();
        assert_eq!([b'a'; LARGEST + 1].map(|byte| key.push(byte)).last(), Some(&Step::TooLong));
    }
}
