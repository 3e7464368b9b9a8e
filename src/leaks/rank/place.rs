//! Where something stands in the source, as it is shown.

use crate::classes::SourcePlace;
use crate::leaks::findings::Place;
use crate::redaction::{Name, script_file};

/// A place as it is shown where it is said whose it is.
pub fn shown_place(place: SourcePlace<'_>) -> Place {
    let SourcePlace { file, script_id, line, column } = place;
    Place { file: file.map(script_file), script_id, line, column, of: Name::default() }
}
