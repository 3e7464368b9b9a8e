//! No circle of imports: following what modules use never leads back to where one started.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

/// Modules, each with those that it uses.
pub type Uses = BTreeMap<String, BTreeSet<String>>;

/// One complaint for each circle in a crate.
pub fn complaints(folder: &str, uses: &Uses) -> Vec<String> {
    circles(uses).iter().map(|circle| format!("{folder}: a circle of imports{}", arrows(circle, uses))).collect()
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
        assert_eq!(complaints("src", &circle), ["src: a circle of imports\n    a uses b\n    b uses a"]);
    }
}
