//! Each file fits a reader's head: it is short, and its first words say what it is for. Tests are free.

use super::source::Source;

/// Lines of a file, its tests aside.
const LONGEST: usize = 400;

pub fn short(sources: &[Source]) -> Vec<String> {
    let with_length = sources.iter().filter(|source| !source.is_test()).map(|source| (source, lines(source)));
    let too_long = with_length.filter(|(_, lines)| *lines > LONGEST);
    too_long.map(|(source, lines)| format!("{}: {lines} lines, more than {LONGEST}", source.path)).collect()
}

fn lines(source: &Source) -> usize {
    source.without_tests().lines().count()
}

pub fn introduced(sources: &[Source]) -> Vec<String> {
    let silent = sources.iter().filter(|source| !source.is_test() && !opens_with_a_comment(source));
    silent.map(|source| format!("{}: does not open with a comment that says what it is for", source.path)).collect()
}

fn opens_with_a_comment(source: &Source) -> bool {
    let sign = if source.path.ends_with(".rs") { "//!" } else { "/*" };
    source.text.trim_start().starts_with(sign)
}

#[cfg(test)]
mod tests {
    use super::super::source::tests::source;
    use super::*;

    #[test]
    fn counts_all_but_tests() {
        let code = "//! a\n".repeat(400);
        let tests = format!("{code}#[cfg(test)]\nmod tests {{\n}}\n");
        assert!(short(&[source("src/a.rs", &code), source("src/b.rs", &tests)]).is_empty());
        assert_eq!(short(&[source("www/a.ts", &format!("{code}\n"))]), ["www/a.ts: 401 lines, more than 400"]);
        assert!(short(&[source("src/tests.rs", &code.repeat(2))]).is_empty());
    }

    #[test]
    fn wants_an_opening_comment() {
        let tests = source("src/a_tests.rs", "use super::*;");
        let good = [source("src/a.rs", "//! What it is.\n"), source("www/a.css", "/* What it is. */"), tests];
        assert!(introduced(&good).is_empty());
        let bad = [source("src/a.rs", "// What?\n"), source("www/a.ts", "import 'b';\n/** late */")];
        assert_eq!(introduced(&bad).len(), 2);
    }
}
