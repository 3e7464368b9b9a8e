//! What one Rust file says of other modules, from its syntax tree: its imports, and the paths in its code, those inside
//! macros included. Tests are left out.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// The names on the way from the crate's root to a module or to an item in it, or as a file writes them.
pub type Path = Vec<String>;

#[derive(Default)]
pub struct Syntax {
    pub imports: Vec<Import>,
    /// Paths in the code, each with the module in which it stands: the file's own or one inside it.
    pub paths: Vec<(Path, Path)>,
}

pub struct Import {
    /// The module in which it stands.
    pub at: Path,
    pub path: Path,
    /// What the file calls it; nothing for `*`.
    pub name: Option<String>,
    /// Whether others may take it from here (`pub use`).
    pub handed_on: bool,
}

impl Syntax {
    /// Reads the file of the module `at`.
    pub fn read(text: &str, at: Path) -> syn::Result<Self> {
        let mut reader = Reader { at, found: Self::default() };
        reader.visit_file(&syn::parse_file(text)?);
        Ok(reader.found)
    }
}

/// Walks through a file and notes what is in it.
struct Reader {
    at: Path,
    found: Syntax,
}

impl Reader {
    fn import(&mut self, before: &mut Path, tree: &syn::UseTree, handed_on: bool) {
        let mut add = |path: Path, name: Option<String>| {
            self.found.imports.push(Import { at: self.at.clone(), path, name, handed_on });
        };
        match tree {
            syn::UseTree::Path(part) => {
                before.push(part.ident.to_string());
                self.import(before, &part.tree, handed_on);
                before.pop();
            }
            syn::UseTree::Name(part) if part.ident == "self" => add(before.clone(), before.last().cloned()),
            syn::UseTree::Name(part) => {
                add(with(before, &part.ident), Some(part.ident.to_string()));
            }
            syn::UseTree::Rename(part) => {
                add(with(before, &part.ident), Some(part.rename.to_string()));
            }
            syn::UseTree::Glob(_) => add(before.clone(), None),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.import(before, item, handed_on)),
        }
    }

    /// Whatever looks like a path in the tokens of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Path::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.end_of_path(&mut path);
                    }
                    path.push(name.to_string());
                }
                TokenTree::Punct(ref sign) if sign.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.end_of_path(&mut path);
                    self.tokens(group.stream());
                }
                _ => self.end_of_path(&mut path),
            }
            colons = 0;
        }
        self.end_of_path(&mut path);
    }

    fn end_of_path(&mut self, path: &mut Path) {
        if !path.is_empty() {
            self.found.paths.push((self.at.clone(), std::mem::take(path)));
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !module.attrs.iter().any(is_test) {
            self.at.push(module.ident.to_string());
            visit::visit_item_mod(self, module);
            self.at.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !item.attrs.iter().any(is_test) {
            let handed_on = !matches!(item.vis, syn::Visibility::Inherited);
            self.import(&mut Path::new(), &item.tree, handed_on);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !item.attrs.iter().any(is_test) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !item.attrs.iter().any(is_test) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.found.paths.push((self.at.clone(), names));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone());
    }

    /// `pub(super)` uses nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

fn is_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
}

fn with(before: &[String], name: &syn::Ident) -> Path {
    before.iter().cloned().chain([name.to_string()]).collect()
}
