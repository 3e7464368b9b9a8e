//! What a function or a class is called in its source.
//!
//! Maps name identifiers, while V8 says where parameters begin: `u=(a)=>…` stands at `(`, and `class t{constructor(a)` at
//! the `(` of its constructor. So the identifier is looked for where it must be, given how it is called in generated code:
//! directly before the place or before one of a few words. Where the map has the sources, they must agree. What is not
//! certain keeps its generated name: a wrong name is worse than a short one.

use super::map::{Segment, SourceMap};

/// How many characters there can be between a name and where its function begins: `f(`, `f=(`, `f = (`, `f=async(`,
/// `f=async (`, `f=function(`, `f=function*(`, ` = function(`, ` = function (`, `=async function(`, `=async function*(`,
/// `class f{constructor(`, `f=class{constructor(`; likewise with a colon.
const GAPS: [u32; 15] = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 15, 16, 18, 20];
/// Stands before the name of a class.
const CLASS: &str = "class";
/// So many bytes of a source can be between a name and where its function begins: types may be long.
const MOST_BETWEEN: usize = 1 << 10;
/// So many can be between the beginning of a class and its constructor.
const MOST_BEFORE: usize = 1 << 16;

/// The name of what begins at a column of a line with these segments, of which `nearest` is the one before the column.
pub fn function_name<'m>(
    map: &'m SourceMap,
    in_line: &[Segment],
    (column, generated): (u32, &str),
    nearest: &Segment,
) -> Option<&'m str> {
    // What V8 makes of the fields of a class is called `<instance_members_initializer>`.
    if generated.is_empty() || generated.starts_with('<') {
        return None;
    }
    let length = generated.encode_utf16().count() as u32;
    let exact = |column: u32| {
        let at = in_line.binary_search_by_key(&column, |segment| segment.column).ok()?;
        in_line.get(at)
    };
    let around = map.text_at(nearest).and_then(|(text, at)| text.split_at_checked(at));
    if let Some(name) = around.and_then(|(_, from)| class_begun(from)) {
        return Some(name).filter(|&name| name != generated);
    }
    for gap in GAPS {
        let Some(segment) = column.checked_sub(length + gap).and_then(exact) else { continue };
        match map.name(segment) {
            Some(name) if is_of_one_statement(map, segment, nearest) => return Some(name),
            // It is called the same in the source.
            None if gap < 2 => return None,
            _ => {}
        }
    }
    let (before, from) = around?;
    if from.starts_with("constructor") { class_around(map, before).filter(|&name| name != generated) } else { None }
}

/// Whether no statement ends between two segments, as far as the map has the sources.
fn is_of_one_statement(map: &SourceMap, first: &Segment, second: &Segment) -> bool {
    let (Some((text, first)), Some((other, second))) = (map.text_at(first), map.text_at(second)) else { return true };
    // Of a class the name stands behind its beginning.
    let between = text.get(first.min(second)..first.max(second)).filter(|_| std::ptr::eq(text, other));
    between.is_some_and(|between| between.len() <= MOST_BETWEEN && !between.contains([';', '\n', '}']))
}

/// The name of the class that begins here; none of an expression without one.
fn class_begun(from: &str) -> Option<&str> {
    let declared = from.strip_prefix(CLASS)?.strip_prefix(char::is_whitespace)?.trim_start();
    let name = declared.get(..declared.find(|character| !is_part(character))?)?;
    (!name.is_empty() && name != "extends").then_some(name)
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$')
}

/// The class that was begun last before a constructor, if the map has its name.
fn class_around<'m>(map: &'m SourceMap, before: &str) -> Option<&'m str> {
    let before = before.get(before.floor_char_boundary(before.len().saturating_sub(MOST_BEFORE))..)?;
    before
        .rmatch_indices(CLASS)
        .find_map(|(at, _)| {
            let head = before.get(..at).unwrap_or_default();
            let declared = before.get(at + CLASS.len()..).unwrap_or_default().strip_prefix(' ')?.trim_start();
            let end = declared.find(|character| !is_part(character))?;
            let (name, rest) = declared.split_at_checked(end)?;
            let rest = rest.trim_start();
            let is_begun =
                rest.starts_with(['{', '<']) || rest.starts_with("extends ") || rest.starts_with("implements ");
            (is_begun && !name.is_empty() && !head.ends_with(is_part)).then_some(name)
        })
        .and_then(|name| map.known_name(name))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// `var s=class{#s=new Map;issue(e){this.#s.set(e,1)}};export{s as KeyVault};`: what follows `class` is the name of a field.
    const CLASS_WITHOUT_NAME: &str = r##"{"version":3,"sources":["vault.js"],"sourcesContent":["export class KeyVault {\n  #issuedKeys = new Map();\n  issue(key) { this.#issuedKeys.set(key, 1); }\n}\n"],"mappings":"AAAO,IAAMA,EAAN,KAAe,CACpBC,GAAc,IAAI,IAClB,MAAMC,EAAK,CAAE,KAAKD,GAAY,IAAIC,EAAK,CAAC,CAAG,CAC7C","names":["KeyVault","#issuedKeys","key"]}"##;

    #[test]
    fn a_class_has_the_name_behind_its_word_and_not_that_of_its_first_field() {
        let map = SourceMap::parse(CLASS_WITHOUT_NAME.as_bytes()).unwrap();
        let line = map.line(0);
        let nearest = line.iter().rfind(|segment| segment.column <= 6).unwrap();
        assert_eq!(function_name(&map, line, (6, "s"), nearest), Some("KeyVault"));
        assert_eq!(function_name(&map, line, (6, "<instance_members_initializer>"), nearest), None);
    }

    #[test]
    fn the_word_of_a_class_begins_it() {
        let begun = [
            "class Basket {",
            "class\n  Basket<T> {",
            "class extends Basket {",
            "class {",
            "classes.add(x)",
            "class$ = 1",
        ];
        assert_eq!(begun.map(class_begun), [Some("Basket"), Some("Basket"), None, None, None, None]);
    }
}
