//! Code that is loaded in the middle of a run, as by an `import()`: what Node.js' loader of modules keeps for each file grows with
//! that, and is no leak as long as each file is another one, with code of its own. A file that is loaded under one address after the
//! other, or written anew for each request, is one.

use crate::error::OutOfMemory;
use crate::index::{NodeOrdinal, Position, try_make_room};
use crate::leaks::attribution::Attribution;
use crate::leaks::baseline::Outline;
use crate::leaks::detect::Held;
use crate::leaks::hash::{NumberMap, SEED, fold_bytes};
use crate::leaks::thresholds::{LEAST_ALONG, LEAST_DISTINCT, MANY, MANY_FUNCTIONS, is_share};
use crate::pace::Pace;
use crate::runtime_names::{node, v8};
use crate::snapshot::{EdgeType, Location, NodeType};

/// So far up is looked for whose a table is.
const MOST_STEPS: usize = 64;
/// So many things are asked.
const MOST_ASKED: usize = 1000;

/// Whether files were loaded, many and hardly one again: what comes after a `?` or a `#` only makes an address another one, and what has
/// the same functions in the same places is the same.
///
/// # Errors
/// If memory ends.
pub async fn were_files_loaded(attribution: &Attribution<'_>, pace: &Pace) -> Result<bool, OutOfMemory> {
    let snapshot = &attribution.model.heap.snapshot;
    let (mut all, mut files) = (0, NumberMap::<()>::default());
    let mut look_at = |module: NodeOrdinal| {
        let is_object = matches!(snapshot.nodes.kind[module], NodeType::OBJECT | NodeType::NATIVE);
        let class = if is_object { snapshot.raw_name(module).as_bytes() } else { return Ok(()) };
        let Some(link) = node::link_to_file(class).filter(|_| attribution.is_new(module)) else { return Ok(()) };
        let Some(file) = snapshot.target_of(module, EdgeType::Property, link) else { return Ok(()) };
        let file = snapshot.raw_name(file).as_bytes().split(|&byte| matches!(byte, b'?' | b'#')).next();
        try_make_room(&mut files)?;
        files.insert(fold_bytes(SEED, file.unwrap_or_default()).into(), ());
        all += 1;
        Ok(())
    };
    let nodes = snapshot.nodes.len();
    pace.try_in_blocks(nodes, &mut |nodes| nodes.map(NodeOrdinal::at).try_for_each(&mut look_at)).await?;
    Ok(all >= MANY && is_share(files.len() as i64, all, LEAST_ALONG) && have_own_code(attribution)?)
}

/// Whether hardly two of the functions that came have the same name in the same place of their files. Those of whole files are left out:
/// all stand at the first character.
fn have_own_code(attribution: &Attribution<'_>) -> Result<bool, OutOfMemory> {
    let snapshot = &attribution.model.heap.snapshot;
    let (mut places, mut codes) = (NumberMap::<()>::default(), NumberMap::<()>::default());
    let is_function = |node: NodeOrdinal| snapshot.nodes.kind[node] == NodeType::CLOSURE && attribution.is_new(node);
    for &(function, place) in snapshot.locations.of_nodes.iter().filter(|&&(node, _)| is_function(node)) {
        let Location { line, column, .. } = snapshot.locations.places[place];
        if (line, column) == (0, 0) {
            continue;
        }
        try_make_room(&mut places)?;
        try_make_room(&mut codes)?;
        places.insert(place.0.into(), ());
        let in_file = [line.to_le_bytes(), column.to_le_bytes()].concat();
        let code = fold_bytes(fold_bytes(SEED, &in_file), snapshot.raw_name(function).as_bytes());
        codes.insert(code.into(), ());
    }
    let (places, codes) = (places.len() as i64, codes.len() as i64);
    Ok(places >= MANY_FUNCTIONS && is_share(codes, places, LEAST_DISTINCT))
}

/// Whether what took in something is the loader's; of what hangs at roots, whether most new things are in modules that it
/// loaded.
pub fn is_of_loader(attribution: &Attribution<'_>, held: &Held, series: &[Option<&Outline>]) -> bool {
    let pair = &attribution.pair;
    let is_below_loader =
        |at: usize| attribution.nodes.get(at).is_some_and(|&node| is_below_loader(attribution, series, node));
    let Some(lead) = held.gain.lead().map(|lead| lead.key.kind()).filter(|_| !held.populations.is_empty()) else {
        return is_below_loader(held.named());
    };
    let is_one = |&at: &usize| pair.later.kind(at) == lead && pair.survivors.is_new(at);
    let asked = || (0..pair.later.outline.len()).filter(is_one).take(MOST_ASKED);
    asked().filter(|&at| is_below_loader(at)).count() * 2 > asked().count()
}

/// Whether what was there before above a node is of the loader's code: the nearest from there on that has a place. What a module
/// exports is the program's, as is whatever else hangs below a module.
fn is_below_loader(attribution: &Attribution<'_>, series: &[Option<&Outline>], node: NodeOrdinal) -> bool {
    let heap = attribution.model.heap;
    let (mut at, mut is_exported, mut was_there) = (node, false, false);
    for _ in 0..MOST_STEPS {
        was_there |= !attribution.is_new(at);
        if let Some(file) = heap.place(at).and_then(|place| place.file).filter(|_| was_there) {
            return !is_exported && node::is_file_of_loader(file.as_bytes());
        }
        if heap.snapshot.raw_name(at).as_bytes() == v8::MODULE {
            return false;
        }
        let Some(step) = attribution.last_step(at) else { return false };
        let name = heap.snapshot.edges.name(step.edge);
        is_exported = name.is_some_and(|name| heap.snapshot.strings.get(name).is(node::EXPORTS));
        at = step.from;
        // What a module took in after it was loaded did not come with it.
        let was_loaded_between = || {
            let id = heap.snapshot.nodes.id.of(at);
            series.iter().flatten().skip(1).any(|outline| outline.find(id).is_some())
        };
        let is_module = is_exported && node::is_module_of_program(heap.snapshot.raw_name(at).as_bytes());
        if is_module && was_loaded_between() {
            return false;
        }
    }
    false
}
