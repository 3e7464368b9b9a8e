//! By what a global object is told, whatever its runtime calls it.

/// The language's own objects that a global has from the start. No namespace of a package has all of these names: libraries for
/// schemas come near, but have no errors; nor has what Node.js keeps of them for itself, in which JSON is in parts.
const OF_LANGUAGE: [&[u8]; 6] = [b"Object", b"Function", b"Array", b"RegExp", b"Error", b"JSON"];

/// Whether among the names of an object's links are those that a global has.
pub fn has_names_of_global<'a>(names: impl Iterator<Item = &'a [u8]>) -> bool {
    let bit = |name| OF_LANGUAGE.iter().position(|known| *known == name).map_or(0, |at| 1 << at);
    names.fold(0, |met, name| met | bit(name)) == (1 << OF_LANGUAGE.len()) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globals_have_what_the_language_has_and_more() {
        let is_global = |names: &str| has_names_of_global(names.split(' ').map(str::as_bytes));
        assert!(is_global("library Error Array Map RegExp Function Object JSON"));
        assert!(!is_global("Type Array Map RegExp Function Object Date Symbol String"));
        assert!(!is_global("Array ArrayFrom Error Function JSONParse Object RegExp globalThis"));
        assert!(!is_global("Error Error Error Error Error"));
    }
}
