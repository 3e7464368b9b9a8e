//! `leakscope verify`.

use std::path::{Path, PathBuf};

use leakscope::leaks::{self, ExpectedSuspect, Outcome};
use leakscope::report::{self, ReportHead};

use super::failure::Failure;
use super::open::report_file;
use super::output::print;
use super::series::{ONE_TWICE, OUT_OF_ORDER, Series};
use super::shared_arguments::ReportOutput;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The older snapshot of the leaking program
    pub base: PathBuf,
    /// The newer snapshot of the leaking program
    pub current: PathBuf,
    /// The older and the newer snapshot of the repaired program
    #[arg(long, num_args = 2, required = true, value_names = ["BASE2", "CURRENT2"])]
    pub against: Vec<PathBuf>,
    #[command(flatten)]
    pub output: ReportOutput,
}

/// Prints what became of the suspects. Only of a repair does a script go on: a leak that is still there, if smaller, ends as
/// growth does, and that nothing of it is there, which is no proof, with a code of its own.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let Args { base, current, against, output } = arguments;
    let [base2, current2] = against.as_slice() else {
        return Err(Failure::WrongUse("--against takes two snapshots".to_owned()));
    };
    let (report, verdict) = verification([base, current], [base2, current2], output)?;
    print(&report)?;
    match verdict {
        Outcome::NotFound => Err(Failure::NotJudged(
            "what leaked is not in the repaired program, under its name or another: see that its code ran there"
                .to_owned(),
        )),
        Outcome::StillThere => Err(Failure::Growth("the leak is still there".to_owned())),
        Outcome::Smaller => Err(Failure::Growth("the leak is smaller, but still there".to_owned())),
        Outcome::NoSuspects => Err(Failure::NotJudged(
            "the leaking program's snapshots have no suspect, so nothing was looked for in the repaired one".to_owned(),
        )),
        Outcome::Gone => Ok(()),
    }
}

/// What became of the suspects of a pair in another one, as a report and on the whole. What is searched for is redacted only afterwards: it must be found.
pub fn verification(
    [base, current]: [&Path; 2],
    [base2, current2]: [&Path; 2],
    output: &ReportOutput,
) -> Result<(String, Outcome), Failure> {
    super::open::check_standard_input([base, current, base2, current2])?;
    let mut series = Series::open(&[base], current)?;
    let first = series.findings(current)?;
    check(first.same_process || first.renumbered, &report::process_text(&first), base, current)?;
    check_order(&series, first.renumbered, base, current)?;
    let mut second = Series::open_repaired(&[base2], current2)?;
    let memory = |error| Failure::memory(current2, error);
    let same = leaks::SameProcess::of(&second.latest, second.bases.iter().map(|base| &base.sample)).map_err(memory)?;
    check(same.is_any() || same.renumbered, &report::process_match_text(same.decisive), base2, current2)?;
    check_order(&second, same.renumbered, base2, current2)?;
    let mut verification = second.verification(&ExpectedSuspect::all(&first), current2)?;
    if output.redaction.redact {
        verification.redact();
    }
    let files = |files: [&Path; 2]| files.map(report_file).into();
    let head = ReportHead { files: files([base, current]), repaired: files([base2, current2]) };
    Ok((report::verification(&verification, &head, output.format)?, verification.verdict))
}

/// Without ids that mean the same nothing of a pair has grown, and everything would seem to be repaired.
fn check(is_one_process: bool, why: &str, base: &Path, current: &Path) -> Result<(), Failure> {
    if is_one_process {
        return Ok(());
    }
    let (base, current) = (base.display(), current.display());
    Err(Failure::NotJudged(format!(
        "the ids of {base} and {current} do not match: they are of two processes, or of one that numbers its objects anew, so what became \
         of a leak is not known. {why}"
    )))
}

/// Nothing grows from a snapshot to itself or to an older one. Ids that are new with every snapshot do not tell which is older.
fn check_order(series: &Series, renumbered: bool, base: &Path, current: &Path) -> Result<(), Failure> {
    let why = match (series.is_one_twice(), series.is_in_order() || renumbered) {
        (true, _) => ONE_TWICE,
        (false, false) => OUT_OF_ORDER,
        (false, true) => return Ok(()),
    };
    Err(Failure::NotJudged(format!("{} and {} cannot be judged: {why}", base.display(), current.display())))
}
