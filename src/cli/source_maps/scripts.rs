//! Which map belongs to which script of a snapshot: by the names of files, and where several are called alike, by the
//! folders that their paths end with.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use leakscope::Place;

use super::map::SourceMap;

/// What belongs together.
#[derive(Debug)]
pub struct Assigned<'a> {
    /// The position of the map of each script that has one.
    pub of_script: HashMap<&'a str, usize>,
    /// What was found for each map.
    pub fits: Vec<Fit>,
}

/// How a map fits to the scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// No script is called as its own is; these are some that there are.
    None(Vec<String>),
    /// To one script.
    One,
    /// To several, so that it is not known to which.
    Several(Vec<String>),
}

/// How many scripts are named to people.
const MOST_NAMED: usize = 3;

/// Assigns maps to the scripts with these files.
pub fn assign<'a>(maps: &[(PathBuf, SourceMap)], files: impl Iterator<Item = &'a str>) -> Assigned<'a> {
    let mut known = HashSet::new();
    let scripts: Vec<&str> = files.filter(|&file| known.insert(file)).collect();
    let mut of_script: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut fits = Vec::new();
    for (at, (file, map)) in maps.iter().enumerate() {
        let wanted = paths(file, map);
        let alike = |script: &str| wanted.iter().map(|wanted| ending_in_common(script, wanted)).max().unwrap_or(0);
        let best = scripts.iter().map(|script| alike(script)).max().unwrap_or(0);
        let fitting: Vec<&str> = scripts.iter().copied().filter(|script| best > 0 && alike(script) == best).collect();
        let some = |list: &[&str]| list.iter().take(MOST_NAMED).map(|&script| told(script)).collect();
        fits.push(match fitting.as_slice() {
            [] => Fit::None(some(&scripts)),
            [script] => {
                let of_script = of_script.entry(*script).or_insert((at, best));
                if of_script.1 <= best {
                    *of_script = (at, best);
                }
                Fit::One
            }
            several => Fit::Several(some(several)),
        });
    }
    Assigned { of_script: of_script.into_iter().map(|(script, (at, _))| (script, at)).collect(), fits }
}

/// A script as messages name it, which end in logs: without its folders, and not at all where its name may be data.
fn told(script: &str) -> String {
    let place = Place { file: Some(script.into()), script_id: 0, line: 1, column: 1, generated: None };
    place.redacted().file.map(|file| file.as_js_str().to_string()).unwrap_or_default()
}

/// How many names two paths have in common at their end.
fn ending_in_common(a: &str, b: &str) -> usize {
    let parts = |path| names_of(path).rev().collect::<Vec<_>>();
    parts(a).into_iter().zip(parts(b)).take_while(|(a, b)| a == b).count()
}

/// The names in a path or an address, without what follows `?` or `#`.
fn names_of(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    path.get(..end).unwrap_or_default().split(['/', '\\']).filter(|name| !matches!(*name, "" | "."))
}

/// The name of a path's file.
fn file_name(path: &str) -> &str {
    names_of(path).next_back().unwrap_or_default()
}

/// What to say of a map that changed nothing: what is the matter, and what to do.
pub fn complaint(fit: &Fit, (mapped, asked): (u32, u32), wanted: &[String]) -> Option<String> {
    if wanted.is_empty() {
        return Some("the map is not applied: it does not say of which script it is. Name it after its script, with .map at the end".to_owned());
    }
    let wanted = wanted.join(" or ");
    match fit {
        Fit::None(scripts) if scripts.is_empty() => {
            Some("the map is not applied: the snapshot does not say where its functions stand".to_owned())
        }
        Fit::None(scripts) => Some(format!(
            "the map is not applied: no script with places is called {wanted}, but for example {}. Name the map after \
             its script, with .map at the end",
            scripts.join(", ")
        )),
        Fit::Several(scripts) => Some(format!(
            "the map is not applied: several scripts are called {wanted} ({}, …). Give the map by a path that ends with the folders \
             of its script",
            scripts.join(", ")
        )),
        Fit::One if mapped < asked.div_ceil(2) => Some(format!(
            "only {mapped} of {asked} places in {wanted} are in the map: it is of another build. Give the one that was made \
             with the script that ran"
        )),
        Fit::One => None,
    }
}

/// What the script of a map may be called.
pub fn names(file: &Path, map: &SourceMap) -> Vec<String> {
    paths(file, map).iter().map(|path| file_name(path).to_owned()).collect()
}

/// Where the script of a map may lie: beside the map, called as the map says or as the map is called.
fn paths(file: &Path, map: &SourceMap) -> Vec<String> {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let mut names: Vec<&str> = map.file().map(file_name).into_iter().collect();
    let own = file.file_name().and_then(|name| name.to_str()?.strip_suffix(".map"));
    names.extend(own.filter(|own| !names.contains(own)));
    let beside = |name: &&str| !name.is_empty();
    names.into_iter().filter(beside).map(|name| whole.with_file_name(name).to_string_lossy().into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(map: &str, file: Option<&str>, scripts: &[&str]) -> (Vec<String>, Fit) {
        let json = serde_json::json!({"version": 3, "file": file, "sources": [], "names": [], "mappings": ""});
        let map = (PathBuf::from(map), SourceMap::parse(json.to_string().as_bytes()).unwrap_or_default());
        let assigned = assign(&[map], scripts.iter().copied());
        let with = assigned.of_script.keys().map(|&script| script.to_owned()).collect();
        (with, assigned.fits[0].clone())
    }

    #[test]
    fn a_map_belongs_to_the_script_that_it_names_or_is_named_after() {
        let one = |script: &str| (vec![script.to_owned()], Fit::One);
        let scripts = ["/srv/app/main.js", "http://shop.example/assets/bundle-X1.js?v=3", "C:\\shop\\index.js"];
        assert_eq!(fits("/home/me/bundle-X1.js.map", None, &scripts), one(scripts[1]));
        assert_eq!(fits("/home/me/production.map", Some("../out/main.js"), &scripts), one(scripts[0]));
        assert_eq!(fits("/home/me/index.js.map", Some("other.js"), &scripts), one(scripts[2]));
        assert!(
            matches!(fits("/home/me/none.js.map", Some("no.js"), &scripts), (_, Fit::None(some)) if some.len() == 3)
        );
    }

    #[test]
    fn of_scripts_that_are_called_alike_folders_decide() {
        let scripts = ["/srv/a/dist/index.js", "/srv/b/dist/index.js"];
        assert_eq!(fits("/x/b/dist/index.js.map", None, &scripts).0, [scripts[1]]);
        let (none, fit) = fits("/x/dist/index.js.map", None, &scripts);
        assert!(none.is_empty() && matches!(fit, Fit::Several(_)));
    }
}
