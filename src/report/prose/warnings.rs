//! What is said of a file that opens although not all of it can be shown as it stands: a sentence a kind.

use crate::report::format::counted;
use crate::snapshot::Warnings;

/// The sentences, none for the files of known writers.
pub fn warnings(warnings: &Warnings) -> Vec<String> {
    let Warnings { unknown_nodes, unknown_edges, missing_names, lost_edges, fractions, .. } = *warnings;
    let Warnings { cut_texts, texts_missing, counts_missing, unknown_locations, .. } = *warnings;
    let counts = [
        (unknown_nodes, "node is", "nodes are", "of a type that the file does not list, shown as unknown"),
        (unknown_edges, "edge is", "edges are", "of a type that is not known, shown as unknown and counted as strong"),
        (missing_names, "name is", "names are", "not in the file, shown as (name missing)"),
        (lost_edges, "edge leads", "edges lead", "from or to an object that the file does not list, and are left out"),
        (cut_texts, "text is", "texts are", "longer than 16 MiB, of which the beginning is kept"),
        (fractions, "number has", "numbers have", "a fraction or an exponent, of which the whole part counts"),
    ];
    let facts = [
        (
            texts_missing,
            "The file's format has no texts of strings, no numbers and no places in the source: these are not shown.",
        ),
        (counts_missing, "The header does not say how many nodes and edges there are: what is there was counted."),
        (unknown_locations, "Locations are laid out in a way that is not known: places in the source are not shown."),
    ];
    let counts = counts.into_iter().filter(|&(count, ..)| count > 0);
    let counts = counts.map(|(count, one, many, what)| format!("{} {what}.", counted(count, one, many)));
    counts.chain(facts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_a_kind() {
        assert_eq!(warnings(&Warnings::default()), [""; 0]);
        let some = Warnings { unknown_nodes: 1, missing_names: 1200, counts_missing: true, ..Warnings::default() };
        assert_eq!(
            warnings(&some),
            [
                "1 node is of a type that the file does not list, shown as unknown.",
                "1,200 names are not in the file, shown as (name missing).",
                "The header does not say how many nodes and edges there are: what is there was counted.",
            ]
        );
    }
}
