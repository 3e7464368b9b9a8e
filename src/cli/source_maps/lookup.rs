//! What stands at a place of generated code in the sources: more than where the nearest segment leads, for it is asked
//! whether the place is in the map at all, and what a function is called.

use super::function_name::function_name;
use super::map::SourceMap;

/// Functions start within a few characters of a segment. What stands so far behind the last one of its line is of another
/// build; lines with one segment are of maps that know lines only.
const MOST_BEHIND_LAST: u32 = 64;

/// Where something stands in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Original<'a> {
    /// As the map has it.
    pub source: &'a str,
    pub line: u32,
    pub column: u32,
    /// What it is called there, if the map says.
    pub name: Option<&'a str>,
}

/// Where a function or class that stands at a place of generated code, and is called so there, is in the sources.
pub fn original<'m>(map: &'m SourceMap, (line, column): (u32, u32), generated_name: &str) -> Option<Original<'m>> {
    let in_line = map.line(line);
    let at = in_line.partition_point(|segment| segment.column <= column).checked_sub(1)?;
    let segment = in_line.get(at)?;
    let is_last = at + 1 == in_line.len() && at > 0;
    if is_last && column - segment.column > MOST_BEHIND_LAST.saturating_add(generated_name.len() as u32) {
        return None;
    }
    let (source, line, original_column) = map.source(segment)?;
    let name = function_name(map, in_line, (column, generated_name), segment);
    Some(Original { source, line, column: original_column, name })
}

/// Whether it says that a map is of another build if a place is not in it. The function of a whole script stands at its first character, which
/// is mostly a comment or a wrapper of the bundler's, and in no map.
pub fn tells_of_build(line: u32, column: u32) -> bool {
    (line, column) != (0, 0)
}

/// A source's path, which may start from where the script lies, without steps up and down.
pub fn resolve(source: &str, script: &str) -> String {
    let is_whole = source.starts_with('/') || source.contains("://") || source.get(1..3) == Some(":\\");
    let folder = script.rfind(['/', '\\']).and_then(|end| script.get(..end));
    let whole = match folder {
        Some(folder) if !is_whole => format!("{}/{source}", folder.replace('\\', "/")),
        _ => source.to_owned(),
    };
    // No step leads up from the host of an address, or from the root.
    let fixed = if whole.contains("://") { 3 } else { usize::from(whole.starts_with('/') || folder.is_some()) };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            part if parts.len() < fixed => parts.push(part),
            "." | "" => {}
            ".." if parts.len() > fixed && parts.last() != Some(&"..") => _ = parts.pop(),
            ".." if fixed > 0 => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn sources_lie_beside_their_script() {
        for (source, script, expected) in [
            ("src/app.ts", "/srv/shop/bundle.js", "/srv/shop/src/app.ts"),
            ("../src/./app.ts", "/srv/shop/dist/bundle.js", "/srv/shop/src/app.ts"),
            ("../../../../app.ts", "/srv/dist/bundle.js", "/app.ts"),
            ("../../a.ts", "https://shop.example/assets/bundle.js", "https://shop.example/a.ts"),
            ("../src/app.ts", "file:///srv/dist/bundle.mjs", "file:///srv/src/app.ts"),
            ("webpack://shop/./src/app.ts", "/srv/bundle.js", "webpack://shop/src/app.ts"),
            ("/home/me/app.ts", "/srv/bundle.js", "/home/me/app.ts"),
            ("../app.ts", "bundle.js", "../app.ts"),
            ("app.ts", "C:\\shop\\bundle.js", "C:/shop/app.ts"),
        ] {
            assert_eq!(resolve(source, script), expected, "{source} {script}");
        }
    }

    #[test]
    fn sections_are_read_at_their_offsets() {
        let part = |source: &str| serde_json::json!({"version": 3, "sources": [source], "names": ["long"], "mappings": "AAAAA"});
        let json = serde_json::json!({"version": 3, "sections": [
            {"offset": {"line": 0, "column": 0}, "map": part("a.ts")},
            {"offset": {"line": 2, "column": 10}, "map": part("b.ts")},
        ]});
        let guarded = format!(")]}}'\n{json}");
        let map = SourceMap::parse(guarded.as_bytes()).unwrap();
        let source = |line, column| original(&map, (line, column), "").map(|original| original.source);
        assert_eq!([source(0, 3), source(1, 0), source(2, 3), source(2, 12)], [Some("a.ts"), None, None, Some("b.ts")]);
    }

    #[test]
    fn what_is_behind_the_last_segment_is_of_another_build() {
        let json = r#"{"version":3,"sources":["a.ts",null],"names":[],"mappings":"AAAA,IAAI,KCAA"}"#;
        let map = SourceMap::parse(json.as_bytes()).unwrap();
        let found = |column| original(&map, (0, column), "f").map(|original| (original.source, original.column));
        assert_eq!([found(0), found(5), found(9), found(500)], [Some(("a.ts", 0)), Some(("a.ts", 4)), None, None]);
    }
}
