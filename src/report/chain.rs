//! The chain of links that holds something, and the places in it, as sentences of a document.

use super::format;
use super::prose::Sentence;
use crate::leaks::findings::{ChainLink, Place};

/// A place, and what stands there.
pub fn place(place: &Place) -> Sentence {
    match place.of.is_empty() {
        true => at(place).text(" (a function)"),
        false => at(place).text(" (").name(&place.of).text(")"),
    }
}

/// `app.js:27:40`.
fn at(place: &Place) -> Sentence {
    let (line, column) = (place.line, place.column);
    match &place.file {
        Some(file) => {
            let mut at = file.clone();
            at.push_own(format!(":{line}:{column}").as_str());
            Sentence::default().name(&at)
        }
        None => Sentence::of(format!("script {}, line {line}, column {column}", place.script_id)),
    }
}

/// A chain, a link a line, and where the holder is in it.
pub fn chain(links: &[ChainLink], holder_step: usize) -> Vec<Sentence> {
    let steps = links.iter().enumerate();
    steps.map(|(position, step)| link(position, step, position == holder_step)).collect()
}

fn link(position: usize, step: &ChainLink, is_holder: bool) -> Sentence {
    let mut line = Sentence::default();
    if step.left_out > 0 {
        line = line.text(format!("(… {} more) ", format::count(step.left_out.into())));
    }
    if position > 0 {
        line = match step.edge_type {
            "element" | "hidden" => line.text("→ [").name(&step.edge_name).text("]: "),
            _ => line.text("→ ").name(&step.edge_name).text(": "),
        };
    }
    line = match (step.name.is_empty(), position) {
        (true, 0) => line.text("(root)"),
        (true, _) => line.text("(anonymous)"),
        (false, _) => line.name(&step.name.without_template_arguments()),
    };
    let line = line.text(format!(" @{}{}", step.id, if is_holder { " (the holder)" } else { "" }));
    match &step.place {
        Some(place) => line.text("   ").then(at(place)),
        None => line,
    }
}
