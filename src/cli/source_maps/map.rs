//! One source map (ECMA-426): which pieces of generated code come from which places of which sources.
//!
//! A crate decodes the mappings; here maps are put together of sections, and their lines and texts are found.

use oxc_sourcemap::{JSONSourceMap, SourceMap as Decoded};
use serde_json::Value;

/// What is looked up.
#[derive(Debug, Default)]
pub struct SourceMap {
    file: Option<String>,
    sources: Vec<Source>,
    names: Vec<String>,
    /// By line and column.
    segments: Vec<Segment>,
}

#[derive(Debug, Default)]
struct Source {
    path: String,
    /// Empty if the map does not have it.
    content: String,
    /// Where each line begins in it.
    lines: Vec<usize>,
}

impl Source {
    fn new(path: String, content: String) -> Self {
        let lines = std::iter::once(0).chain(content.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path, content, lines }
    }
}

/// A piece of generated code that comes from one place. Lines and columns are 0-based, columns in UTF-16 units.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    line: u32,
    /// Of generated code.
    pub column: u32,
    /// What is left of it: source, line, column and perhaps name.
    original: Option<(u32, u32, u32)>,
    name: Option<u32>,
}

impl SourceMap {
    /// Reads a map, or says why it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let no_map = |why: &dyn std::fmt::Display| {
            format!("this is no source map that can be read: {why}. Build the program anew with source maps")
        };
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        // Against inclusion as a script, servers may send a line before the map.
        let guard = text.starts_with(b")]}'").then(|| text.iter().position(|&byte| byte == b'\n')).flatten();
        let text = text.get(guard.unwrap_or(0)..).unwrap_or_default();
        let json: Value = serde_json::from_slice(text).map_err(|error| no_map(&error))?;
        let mut map = Self { file: json.get("file").and_then(Value::as_str).map(str::to_owned), ..Self::default() };
        match json.get("sections").and_then(Value::as_array) {
            None => map.append(json, (0, 0)).map_err(|why| no_map(&why))?,
            Some(sections) => {
                for section in sections {
                    let offset = |of: &str| section["offset"][of].as_u64().and_then(|offset| offset.try_into().ok());
                    let (Some(line), Some(column)) = (offset("line"), offset("column")) else {
                        return Err(no_map(&"a section has no offset"));
                    };
                    map.append(section["map"].clone(), (line, column)).map_err(|why| no_map(&why))?;
                }
            }
        }
        map.segments.sort_by_key(|segment| (segment.line, segment.column));
        Ok(map)
    }

    /// Adds a map that begins at a line and a column of the generated code.
    fn append(&mut self, mut json: Value, (line, column): (u32, u32)) -> Result<(), String> {
        // Sources that are not to be named are allowed to be null.
        for source in json.get_mut("sources").and_then(Value::as_array_mut).into_iter().flatten() {
            if source.is_null() {
                *source = Value::String(String::new());
            }
        }
        let json: JSONSourceMap = serde_json::from_value(json).map_err(|error| error.to_string())?;
        let map = Decoded::from_json(json).map_err(|error| error.to_string())?;
        let (first_source, first_name) = (self.sources.len() as u32, self.names.len() as u32);
        let root = map.get_source_root().unwrap_or_default().trim_end_matches('/').to_owned();
        let contents = map.get_source_contents().map(|content| content.map(str::to_owned));
        let mut contents = contents.chain(std::iter::repeat(None));
        self.sources.extend(map.get_sources().map(|source| {
            let path = if root.is_empty() { source.to_owned() } else { format!("{root}/{source}") };
            Source::new(path, contents.next().flatten().unwrap_or_default())
        }));
        self.names.extend(map.get_names().map(str::to_owned));
        self.segments.extend(map.get_tokens().map(|token| {
            Segment {
                line: token.get_dst_line().saturating_add(line),
                column: token.get_dst_col().saturating_add(if token.get_dst_line() == 0 { column } else { 0 }),
                original: token
                    .get_source_id()
                    .map(|source| (first_source.saturating_add(source), token.get_src_line(), token.get_src_col())),
                name: token.get_name_id().map(|name| first_name.saturating_add(name)),
            }
        }));
        Ok(())
    }

    /// The script that it says it is of.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The segments of a line, by column.
    pub fn line(&self, line: u32) -> &[Segment] {
        let start = self.segments.partition_point(|segment| segment.line < line);
        let end = self.segments.partition_point(|segment| segment.line <= line);
        self.segments.get(start..end).unwrap_or_default()
    }

    /// Source, line and column that a segment comes from; none of what comes from no source, or from one without a name.
    pub fn source(&self, segment: &Segment) -> Option<(&str, u32, u32)> {
        let (source, line, column) = segment.original?;
        let path = self.sources.get(source as usize)?.path.as_str();
        (!path.is_empty()).then_some((path, line, column))
    }

    /// The name that stands at a segment, if it is another one in generated code.
    pub fn name(&self, segment: &Segment) -> Option<&str> {
        self.names.get(segment.name? as usize).map(String::as_str)
    }

    /// A name as the map has it, if it has it.
    pub fn known_name(&self, name: &str) -> Option<&str> {
        self.names.iter().map(String::as_str).find(|&known| known == name)
    }

    /// The text of a segment's source, and where the segment is in it, if the map has the sources.
    pub fn text_at(&self, segment: &Segment) -> Option<(&str, usize)> {
        let (source, line, column) = segment.original?;
        let Source { content, lines, .. } = self.sources.get(source as usize)?;
        let start = *lines.get(line as usize)?;
        let mut units = 0;
        let in_line = content.get(start..)?.char_indices().find(|(_, character)| {
            let is_reached = units >= column as usize;
            units += character.len_utf16();
            is_reached
        })?;
        Some((content, start + in_line.0))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_map_says_so() {
        for text in ["", "{", "[]", "{\"version\":3}", r#"{"version":2,"sources":[],"names":[],"mappings":""}"#] {
            assert!(SourceMap::parse(text.as_bytes()).is_err(), "{text}");
        }
        let broken = [r#""mappings":"AAAA;!""#, r#""mappings":"AAgggggggggggggggB""#, r#""mappings":"AECA""#];
        for mappings in broken {
            let text = format!(r#"{{"version":3,"sources":["a"],"names":[],{mappings}}}"#);
            assert!(SourceMap::parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
