//! The commands: arguments → heaps → rows → text on the standard output.

mod arguments;
mod failure;
mod open;
mod progress;
mod sort;
mod suspects;
mod timeline;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use leakscope::compare::{BaseClasses, Comparison};
use leakscope::heap::Goal;
use leakscope::index::NodeOrdinal;
use leakscope::leaks::Identity;
use leakscope::query::{IdRange, RowQuery, View};
use leakscope::report::{self, ComparedFile, Format, Totals};

use arguments::{Arguments, Command, RetainersFormat};
use failure::Failure;

/// Runs what was typed.
pub fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(line) = failure.line() {
                // With nowhere to complain to, the exit code still tells.
                let _ = io::stderr().write_all(line.as_bytes());
            }
            failure.exit_code()
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Summary(arguments) => summary(arguments),
        Command::Compare(arguments) => compare(arguments),
        Command::Retainers(arguments) => retainers(arguments),
        Command::Path(arguments) => path(&arguments),
        Command::Nodes(arguments) => nodes(&arguments),
        Command::Suspects(arguments) => suspects::suspects(&arguments),
        Command::Verify(arguments) => suspects::verify(&arguments),
        Command::Timeline(arguments) => timeline::timeline(arguments),
    }
}

fn summary(arguments: arguments::Summary) -> Result<(), Failure> {
    let arguments::Summary { file, output, classes, sort, allocated_between, allocated_before } = arguments;
    let largest_id = |file: &PathBuf| open::heap(file).map(|heap| heap.largest_object_id());
    let ids = match (allocated_between.as_deref(), &allocated_before) {
        (Some([older, newer]), _) => Some(IdRange { above: largest_id(older)?, up_to: largest_id(newer)? }),
        (_, Some(older)) => Some(IdRange { above: 0, up_to: largest_id(older)? }),
        _ => None,
    };
    let mut view = open::view(&file, Goal::RetainedSizes)?;
    let query = RowQuery { ids, ..classes.query(sort) };
    let text = report::summary(&mut view, &query, output.format.into());
    print(&text.map_err(|error| Failure::memory(&file, error))?)
}

fn compare(arguments: arguments::Compare) -> Result<(), Failure> {
    let arguments::Compare { base, current, output, classes, sort } = arguments;
    if open::is_standard_input(&base) && open::is_standard_input(&current) {
        return Err(Failure::WrongUse("only one of the two snapshots can be the standard input".to_owned()));
    }
    let (mut base_heap, current_heap) = open::pair(&base, &current)?;
    let base_totals = Totals::of(&base_heap);
    let base_identity = Identity::of(&base_heap).map_err(|error| Failure::memory(&base, error))?;
    let base_classes = BaseClasses::new(&mut base_heap, &current_heap.interfaces);
    let base_classes = base_classes.map_err(|error| Failure::memory(&base, error))?;
    drop(base_heap);
    let comparison = Comparison::new(&current_heap, &base_classes);
    let comparison = comparison.map_err(|error| Failure::memory(&current, error))?;
    let current_totals = Totals::of(&current_heap);
    let identity = Identity::of(&current_heap).map_err(|error| Failure::memory(&current, error))?;
    let mut view = View::new(current_heap);
    view.set_comparison(comparison);
    print(&report::comparison(
        &view,
        ComparedFile { name: &file_name(&base), totals: base_totals },
        ComparedFile { name: &file_name(&current), totals: current_totals },
        identity.likeness(&base_identity),
        &classes.query(sort),
        output.format.into(),
    ))
}

fn retainers(arguments: arguments::Retainers) -> Result<(), Failure> {
    let arguments::Retainers { file, ids, format, limit, sort } = arguments;
    if ids.len() > 1 && format != RetainersFormat::Ndjson {
        return Err(Failure::WrongUse("the retainers of several objects need --format ndjson".to_owned()));
    }
    let mut view = open::view(&file, Goal::RetainedSizes)?;
    let nodes: Vec<NodeOrdinal> = ids.iter().map(|&id| find(&view, &file, id)).collect::<Result<_, _>>()?;
    let query = limit.query(sort);
    for (&id, &node) in ids.iter().zip(&nodes) {
        let rows = view.retainers(node, &query).rows;
        print(&match format {
            RetainersFormat::Table => report::retainer_rows(&rows, Format::Table),
            RetainersFormat::Json => report::retainer_rows(&rows, Format::Json),
            RetainersFormat::Csv => report::retainer_rows(&rows, Format::Csv),
            RetainersFormat::Ndjson => report::retainers_line(id, &rows),
        })?;
    }
    Ok(())
}

fn path(arguments: &arguments::Path) -> Result<(), Failure> {
    let file = &arguments.file;
    let mut view = open::view(file, Goal::Retainers)?;
    let node = find(&view, file, arguments.id)?;
    let steps = view.path(node).map_err(|error| Failure::memory(file, error))?;
    print(&report::path(&steps, arguments.output.format.into()))
}

fn nodes(arguments: &arguments::Nodes) -> Result<(), Failure> {
    let arguments::NodesFormat::Ndjson = arguments.format;
    let view = open::view(&arguments.file, Goal::RetainedSizes)?;
    report::write_nodes(view.heap(), &mut io::stdout().lock()).map_err(Failure::Output)
}

fn find(view: &View, file: &Path, id: u32) -> Result<NodeOrdinal, Failure> {
    let found = view.heap().snapshot.nodes.find_id(id);
    found.ok_or_else(|| Failure::WrongUse(format!("{}: no object has the id @{id}", file.display())))
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}
