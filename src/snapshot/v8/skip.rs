//! JSON values that are read over or kept as text: found by their balanced brackets, without recursion.

/// Follows one JSON value byte by byte, to know where it ends.
#[derive(Debug, Default)]
pub struct ValueScanner {
    depth: u64,
    in_string: bool,
    escaped: bool,
    started: bool,
}

impl ValueScanner {
    /// Reads on; returns how many of `bytes` belong to the value, and whether it has ended.
    ///
    /// A number or a word ends before the byte that follows it, any other value with its own last byte.
    pub fn scan(&mut self, bytes: &[u8]) -> (usize, bool) {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => self.in_string = false,
                    _ => {}
                }
                if !self.in_string && self.depth == 0 {
                    return (at + 1, true);
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return (at, true),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                b',' if self.depth == 0 && self.started => return (at, true),
                _ => {}
            }
            self.started |= !byte.is_ascii_whitespace();
        }
        (bytes.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left after the value, for every chunk size.
    fn rest_after(text: &str) -> String {
        let mut answers = (1..=text.len()).map(|step| {
            let mut scanner = ValueScanner::default();
            let mut used = 0;
            for chunk in text.as_bytes().chunks(step) {
                let (count, ended) = scanner.scan(chunk);
                used += count;
                if ended {
                    break;
                }
            }
            text[used..].to_owned()
        });
        let first = answers.next().unwrap_or_default();
        assert!(answers.all(|answer| answer == first));
        first
    }

    #[test]
    fn values_end_where_they_end() {
        assert_eq!(rest_after(r#"{"a":[1,{"b":"}"}]},"x""#), r#","x""#);
        assert_eq!(rest_after(r#" [1,"\"]",2]}"#), "}");
        assert_eq!(rest_after(r#""s",1"#), ",1");
        assert_eq!(rest_after("12.5,1"), ",1");
        assert_eq!(rest_after("null}"), "}");
    }

    #[test]
    #[cfg_attr(miri, ignore = "megabytes take hours there")]
    fn depth_is_a_number_and_not_a_stack() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000) + ",";
        let (used, ended) = ValueScanner::default().scan(deep.as_bytes());
        assert_eq!((used, ended), (400_000, true));
    }
}
