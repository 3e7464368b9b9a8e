//! Where something stands in the source, as it is shown.

use super::names::Names;
use crate::classes::{CodeOwner, SourcePlace};
use crate::index::NodeOrdinal;
use crate::leaks::findings::{Generated, Place};
use crate::leaks::model::Model;
use crate::redaction::{Name, script_file};

/// A place as it is shown where it is said whose it is.
pub fn shown_place(place: SourcePlace<'_>) -> Place {
    let SourcePlace { file, script_id, line, column, generated } = place;
    let generated = generated.map(|place| Generated {
        file: place.file.map(script_file),
        line: place.line,
        column: place.column,
        name: place.name.map(|name| Name::data(name, "")),
    });
    Place { file: file.map(script_file), script_id, line, column, generated, of: Name::default() }
}

/// A place, and whose code it is in, if its file is known.
#[derive(Debug)]
pub struct Nearest<'h> {
    /// The place.
    pub place: Place,
    /// Whose code.
    pub owner: Option<CodeOwner<'h>>,
}

/// Of the places of some nodes the first that is in the program's own code, else the first in a package's or in an unknown file.
/// Nobody looks for anything in the runtime's files, nor at the beginning of a module that is still there as a call of its code.
pub fn nearest<'h>(model: &Model<'h>, names: &Names<'_>, nodes: &[NodeOrdinal]) -> Option<Nearest<'h>> {
    let mut found = None;
    let is_module = |node, place: &SourcePlace<'_>| {
        let function = names.waiting_function(node).filter(|_| (place.line, place.column) == (1, 1));
        function.is_some_and(|function| model.heap.snapshot.raw_name(function).is(""))
    };
    for (node, place) in nodes.iter().filter_map(|&node| Some((node, model.heap.place(node)?))) {
        if model.heap.code_owner(node) == Some(CodeOwner::Runtime) || is_module(node, &place) {
            continue;
        }
        let is_own = model.heap.is_of_program(node);
        if is_own || found.is_none() {
            found = Some((node, place));
        }
        if is_own {
            break;
        }
    }
    let (node, place) = found?;
    Some(Nearest { owner: model.heap.code_owner(node), place: Place { of: names.short(node), ..shown_place(place) } })
}
