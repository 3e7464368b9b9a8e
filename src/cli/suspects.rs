//! `leakscope suspects`, and the gate `--fail-on-growth`.

use std::path::{Path, PathBuf};

use leakscope::leaks::Findings;
use leakscope::report::{self, Format, ReportHead};

use super::failure::Failure;
use super::open::report_file;
use super::output::{complain, print};
use super::series::{ONE_TWICE, OUT_OF_ORDER, Series};
use super::shared_arguments::ReportOutput;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Snapshots of one process, in the order in which they were taken; of a single one, what is held and not what grew
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub output: ReportOutput,
    /// Exit with 3 if the suspects grew by this much together or more, as in 5MB (kB, MB, GB, or bytes), and with 4 if
    /// these snapshots do not tell, as a single one, or those of two processes
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub fail_on_growth: Option<u64>,
}

/// Prints the suspects of a series, then judges their growth if that is wanted.
pub fn run(arguments: &Args) -> Result<(), Failure> {
    let Args { files, output, fail_on_growth } = arguments;
    let Some((current, earlier)) = files.split_last() else { return Ok(()) };
    let earlier: Vec<&Path> = earlier.iter().map(PathBuf::as_path).collect();
    let opened = Series::open(&earlier, current).and_then(|mut series| Ok((series.findings(current)?, series)));
    let (mut findings, series) = opened.map_err(|failure| match failure {
        Failure::Memory(message) if fail_on_growth.is_some() => Failure::NotJudged(message),
        other => other,
    })?;
    let is_out_of_order = series.is_out_of_order(&findings);
    let is_one_twice = series.is_one_twice();
    let doubt = doubt(&findings, is_out_of_order, is_one_twice);
    if output.redaction.redact {
        findings.redact();
    }
    print(&report(&findings, files.iter().map(PathBuf::as_path), output.format)?)?;
    match *fail_on_growth {
        Some(limit) => judge(findings.growth(), limit, doubt, findings.same_process || findings.renumbered),
        None => {
            let said =
                [(is_out_of_order, OUT_OF_ORDER), (is_one_twice, ONE_TWICE)].into_iter().filter(|&(is_so, _)| is_so);
            said.for_each(|(_, what)| complain(&format!("leakscope: {what}\n")));
            Ok(())
        }
    }
}

/// Findings about these files, the oldest first.
pub fn report<'a>(
    findings: &Findings,
    files: impl Iterator<Item = &'a Path>,
    format: Format,
) -> Result<String, Failure> {
    let head = ReportHead { files: files.map(report_file).collect(), ..ReportHead::default() };
    Ok(report::suspects(findings, &head, format)?)
}

/// The gate: it never lets pass in silence what it could not judge.
fn judge(growth: u64, limit: u64, doubt: Option<String>, is_known: bool) -> Result<(), Failure> {
    if is_known && growth >= limit && growth > 0 {
        return Err(Failure::Growth(format!("the suspects grew by {growth} bytes, and {limit} are allowed")));
    }
    doubt.map_or(Ok(()), |why| Err(Failure::NotJudged(format!("the growth cannot be judged: {why}"))))
}

/// Why growth below the limit says nothing.
fn doubt(findings: &Findings, is_out_of_order: bool, is_one_twice: bool) -> Option<String> {
    if findings.one_snapshot.is_some() {
        return Some("one snapshot does not tell what grew".to_owned());
    }
    if !(findings.renumbered || findings.same_process && findings.left_out.is_empty()) {
        return Some(format!(
            "the snapshots are not all of one process, or their ids were given anew in between. {} Take them in one \
             run of the program and in one session of the debugger, or with v8.writeHeapSnapshot()",
            report::process_text(findings)
        ));
    }
    if is_one_twice {
        return Some(ONE_TWICE.to_owned());
    }
    is_out_of_order.then(|| OUT_OF_ORDER.to_owned())
}

/// A size as people write it.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic() || character == ' ');
    let unit = text.get(digits.len()..).unwrap_or_default().trim().to_ascii_lowercase();
    let factor = match unit.as_str() {
        "" | "b" => 1.0,
        "kb" => 1e3,
        "mb" => 1e6,
        "gb" => 1e9,
        _ => return Err("a size is a number with kB, MB or GB behind it, as in 5MB".to_owned()),
    };
    let number: f64 =
        digits.parse().map_err(|_| "a size is a number with kB, MB or GB behind it, as in 5MB".to_owned())?;
    if number.is_finite() && number >= 0.0 {
        Ok((number * factor) as u64)
    } else {
        Err("a size is not negative".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("5MB"), Ok(5_000_000));
        assert_eq!(size("1.5 kB"), Ok(1500));
        assert_eq!(size("12"), Ok(12));
        for wrong in ["", "MB", "5XB", "-1MB", "five"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_gate_passes_only_what_it_judged() {
        let doubt = || Some("why".to_owned());
        assert!(judge(999, 1000, None, true).is_ok());
        assert!(judge(0, 0, None, true).is_ok());
        assert!(matches!(judge(1000, 1000, None, true), Err(Failure::Growth(_))));
        assert!(matches!(judge(1000, 1000, doubt(), true), Err(Failure::Growth(_))));
        assert!(matches!(judge(999, 1000, doubt(), true), Err(Failure::NotJudged(_))));
        assert!(matches!(judge(5000, 1000, doubt(), false), Err(Failure::NotJudged(_))));
    }
}
