//! No circle of imports: following what modules use never leads back to where one started.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

/// Modules, each with those that it uses.
pub type Uses = BTreeMap<String, BTreeSet<String>>;

/// Rooms in which circles are still to be opened. This list may only become shorter.
const STILL_IN_CIRCLES: &[&str] = &["src/leaks"];

/// One complaint for each circle in a crate, and one for each room that is listed and has none.
pub fn complaints(folder: &str, uses: &Uses) -> Vec<String> {
    against(STILL_IN_CIRCLES, folder, uses)
}

fn against(listed: &[&str], folder: &str, uses: &Uses) -> Vec<String> {
    let (known, new): (Vec<_>, Vec<_>) = circles(uses)
        .into_iter()
        .partition(|circle| circle.iter().all(|module| listed.contains(&room_of(folder, module).as_str())));
    let new = new.iter().map(|circle| format!("{folder}: a circle of imports{}", arrows(circle, uses)));
    let of_this_crate = listed.iter().filter(|room| room.starts_with(&format!("{folder}/")));
    let open = of_this_crate.filter(|room| !known.iter().flatten().any(|module| **room == room_of(folder, module)));
    let open =
        open.map(|room| format!("{room}: has no circles any more; take it from the list in xtask/src/tidy/circles.rs"));
    new.chain(open).collect()
}

fn room_of(folder: &str, module: &str) -> String {
    format!("{folder}/{}", module.split('/').next().unwrap_or_default())
}

/// Who uses whom in a circle, a line each.
fn arrows(circle: &[&str], uses: &Uses) -> String {
    let lines = circle.iter().map(|module| {
        let used = uses.get(*module).into_iter().flatten().filter(|used| circle.contains(&used.as_str()));
        format!("\n    {module} uses {}", used.map(String::as_str).collect::<Vec<_>>().join(", "))
    });
    lines.collect()
}

/// The modules of each circle, or of each knot of several, in order.
fn circles(uses: &Uses) -> Vec<Vec<&str>> {
    let arrows = uses.iter().flat_map(|(module, used)| used.iter().map(move |used| (module.as_str(), used.as_str())));
    let graph: DiGraphMap<&str, ()> = DiGraphMap::from_edges(arrows);
    let mut circles: Vec<Vec<&str>> = tarjan_scc(&graph).into_iter().filter(|knot| knot.len() > 1).collect();
    circles.iter_mut().for_each(|circle| circle.sort_unstable());
    circles.sort_unstable();
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(arrows: &[(&str, &[&str])]) -> Uses {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        arrows.iter().map(|(module, used)| ((*module).to_owned(), owned(used))).collect()
    }

    #[test]
    fn finds_circles_of_any_length() {
        let all =
            uses(&[("a", &["b"]), ("b", &["c"]), ("c", &["a", "d"]), ("d", &["e"]), ("e", &["d"]), ("f", &["a"])]);
        assert_eq!(circles(&all), [vec!["a", "b", "c"], vec!["d", "e"]]);
        assert!(circles(&uses(&[("a", &["b", "c"]), ("b", &["c"])])).is_empty());
    }

    #[test]
    fn says_who_uses_whom() {
        let circle = uses(&[("a", &["b", "c"]), ("b", &["a"])]);
        assert_eq!(against(&[], "src", &circle), ["src: a circle of imports\n    a uses b\n    b uses a"]);
    }

    #[test]
    fn the_list_of_rooms_shrinks() {
        let circle = uses(&[("a/x", &["a/y"]), ("a/y", &["a/x"])]);
        assert!(against(&["src/a", "other/b"], "src", &circle).is_empty());
        assert_eq!(against(&["src/a"], "src", &uses(&[("a/x", &["a/y"])])).len(), 1);
        assert_eq!(against(&["src/a", "src/b"], "src", &circle).len(), 1);
        assert_eq!(against(&["src/a"], "src", &uses(&[("a/x", &["b"]), ("b", &["a/x"])])).len(), 2, "another room");
    }
}
