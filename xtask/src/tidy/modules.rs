//! Which modules of a crate use which, from the syntax trees of its files: by imports, by paths in code, and by paths
//! inside macros. A name that a module only hands on (`pub use`) is followed to where it is defined. Tests are left out.
//!
//! Not seen: a method called on a value of a type that the file does not name.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use super::source::Source;
use super::syntax::{Import, Path, Syntax};

/// The names by which a file may speak of its crate's root, besides the crate's own name.
const ROOTS: [&str; 2] = ["lib", "main"];

/// How many names in a row are followed that only hand on another; a circle of them ends so.
const MOST_HANDED_ON: usize = 16;

/// The modules of one crate, one for each file.
pub struct Modules {
    crate_name: &'static str,
    files: BTreeMap<Path, Syntax>,
}

impl Modules {
    /// Reads the crate whose root lies in `folder`.
    pub fn read(sources: &[Source], folder: &str, crate_name: &'static str) -> Result<Self> {
        let mut files = BTreeMap::new();
        for source in sources.iter().filter(|source| !source.is_test()) {
            let Some(inside) = source.path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else {
                continue;
            };
            let Some(module) = inside.strip_suffix(".rs").map(module_path) else { continue };
            let at = if is_root(&module) { Path::new() } else { module.clone() };
            let syntax = Syntax::read(&source.text, at).with_context(|| format!("cannot parse {}", source.path))?;
            files.insert(module, syntax);
        }
        Ok(Self { crate_name, files })
    }

    /// Each module with the modules that it uses, itself left out; names are joined by `/`.
    pub fn uses(&self) -> BTreeMap<String, BTreeSet<String>> {
        let joined = |path: &Path| path.join("/");
        let of_file = |(module, file): (&Path, &Syntax)| {
            let used = self.used_by(file).into_iter().filter(|used| used != module);
            (joined(module), used.map(|used| joined(&used)).collect())
        };
        self.files.iter().map(of_file).collect()
    }

    /// Whether a module names something outside of the crate.
    pub fn names(&self, module: &str, name: &str) -> bool {
        let file = self.files.get(&module_path(module));
        let imports = file.into_iter().flat_map(|file| file.imports.iter().map(|import| &import.path));
        let paths = file.into_iter().flat_map(|file| file.paths.iter().map(|(_, path)| path));
        imports.chain(paths).any(|path| path.first().is_some_and(|first| first == name))
    }

    fn used_by(&self, file: &Syntax) -> BTreeSet<Path> {
        let is_named = |name: &String| file.paths.iter().any(|(_, path)| path.first() == Some(name));
        let imports =
            file.imports.iter().filter(|import| !import.handed_on || import.name.as_ref().is_some_and(is_named));
        let imported = imports.filter_map(|import| {
            let (module, rest) = self.resolve(&import.at, &import.path, 0)?;
            // The name of a module is not yet a use of it: the paths that start with it are.
            (import.name.is_none() || rest > 0).then_some(module)
        });
        let named = file.paths.iter().filter_map(|(at, path)| {
            let (module, rest) = self.resolve(at, path, 0)?;
            (rest > 0).then_some(module)
        });
        imported.chain(named).collect()
    }

    /// The module in which a path ends that is written in the module `at`, and how many of its names are left there;
    /// nothing if the path leads out of the crate.
    fn resolve(&self, at: &[String], path: &[String], handed_on: usize) -> Option<(Path, usize)> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.follow(Path::new(), rest, handed_on),
            name if name == self.crate_name => self.follow(Path::new(), rest, handed_on),
            "self" => self.follow(at.to_vec(), rest, handed_on),
            "super" => {
                let steps = path.iter().take_while(|name| *name == "super").count();
                let above = at.get(..at.len().checked_sub(steps)?)?;
                self.follow(above.to_vec(), path.get(steps..)?, handed_on)
            }
            name if self.knows(at, name) => self.follow(at.to_vec(), path, handed_on),
            _ => None,
        }
    }

    /// Whether a module has a module below it, or an import, of this name.
    fn knows(&self, at: &[String], name: &str) -> bool {
        self.files.contains_key(&below(at, name)) || self.import(at, name).is_some()
    }

    fn follow(&self, mut at: Path, path: &[String], handed_on: usize) -> Option<(Path, usize)> {
        for (done, name) in path.iter().enumerate() {
            let inner = below(&at, name);
            if self.files.contains_key(&inner) {
                at = inner;
                continue;
            }
            let rest = path.get(done..)?;
            if let Some(import) = self.import(&at, name).filter(|_| handed_on < MOST_HANDED_ON) {
                let whole: Path = import.path.iter().chain(rest.get(1..)?).cloned().collect();
                return self.resolve(&import.at, &whole, handed_on + 1);
            }
            return self.file_of(at).map(|module| (module, rest.len()));
        }
        self.file_of(at).map(|module| (module, 0))
    }

    /// The import by which a module knows a name.
    fn import(&self, at: &[String], name: &str) -> Option<&Import> {
        let files = if at.is_empty() {
            ROOTS.iter().filter_map(|root| self.files.get([(*root).to_owned()].as_slice())).collect()
        } else {
            Vec::from_iter(self.files.get(at))
        };
        let mut imports = files.into_iter().flat_map(|file| &file.imports);
        imports.find(|import| import.at == at && import.name.as_deref() == Some(name))
    }

    /// The file that holds a module, which may be written inside another.
    fn file_of(&self, mut module: Path) -> Option<Path> {
        loop {
            if self.files.contains_key(&module) {
                return Some(module);
            }
            if module.pop().is_none() {
                return ROOTS.map(|root| vec![root.to_owned()]).into_iter().find(|root| self.files.contains_key(root));
            }
        }
    }
}

/// The names from the crate's root to a file's module: `graph/mod` and `graph/edges` are `graph` and `graph/edges`.
fn module_path(inside: &str) -> Path {
    let inside = inside.strip_suffix("/mod").unwrap_or(inside);
    inside.split('/').map(str::to_owned).collect()
}

fn is_root(module: &[String]) -> bool {
    matches!(module, [name] if ROOTS.contains(&name.as_str()))
}

fn below(module: &[String], name: &str) -> Path {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::source::tests::source;
    use super::*;

    /// What the module `a/b` uses, beside modules that hold something or hand it on.
    fn used(text: &str) -> Vec<String> {
        let sources = [
            source("src/lib.rs", "mod a;\npub use a::c::C;"),
            source("src/a/mod.rs", "mod b;\npub use self::c::C as D;\nuse crate::e;\npub struct A;"),
            source("src/a/b.rs", text),
            source("src/a/b/inner.rs", "pub struct I;"),
            source("src/a/c.rs", "pub struct C;"),
            source("src/e.rs", "pub use crate::a::D as E;"),
        ];
        let mut uses = Modules::read(&sources, "src", "own").unwrap().uses();
        uses.remove("a/b").unwrap().into_iter().collect()
    }

    #[test]
    fn resolves_paths_from_wherever_they_start() {
        for text in ["use crate::a::A;", "use super::A;", "use own::a::A;", "fn f() -> super::A {}", "use super::*;"] {
            assert_eq!(used(text), ["a"], "{text}");
        }
        for text in ["use self::inner::I;", "use inner::I;", "type J = inner::I;", "mod m { use super::inner::I; }"] {
            assert_eq!(used(text), ["a/b/inner"], "{text}");
        }
        assert!(used("use std::fmt;\nuse other::a::A;\nfn f(x: u32) { x }").is_empty());
    }

    #[test]
    fn follows_names_to_where_they_are_defined() {
        for text in ["use super::D;", "use own::C;", "use crate::e::E as F;", "use super::e::E;", "use crate::C::X;"] {
            assert_eq!(used(text), ["a/c"], "{text}");
        }
    }

    #[test]
    fn the_name_of_a_module_is_no_use_of_it() {
        assert!(used("use crate::e;").is_empty());
        assert_eq!(used("use crate::a;\nfn f() { a::g(); }"), ["a"]);
        assert_eq!(used("use crate::e as other;\nfn f() { g!(1 + other::h(2)); }"), ["e"]);
    }

    #[test]
    fn what_is_only_handed_on_is_not_used() {
        assert!(used("pub use super::A;").is_empty());
        assert_eq!(used("pub use super::A;\nfn f(a: A) {}"), ["a"]);
        assert!(used("pub(super) fn f() {}").is_empty());
    }

    #[test]
    fn tests_are_free() {
        for item in ["use super::A;", "mod tests { use super::super::A; }", "fn f(a: super::A) {}"] {
            assert!(used(&format!("#[cfg(test)]\n{item}")).is_empty(), "{item}");
        }
        assert!(used("/// See super::A.\nfn f() {}").is_empty());
    }
}
