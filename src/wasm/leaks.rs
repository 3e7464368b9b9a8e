//! What several snapshots tell of leaks: columns between their workers, suspects, what became of them, and reports.

use std::rc::Rc;

use js_sys::Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{
    Answer, EngineError, buffers_from_js, buffers_of, buffers_to_js, columns_answer, columns_from_js, columns_of_all,
    columns_to_js, report_files, thrown, to_js,
};
use super::finding::{Asked, Found};
use super::kept::Kept;
use crate::error::OutOfMemory;
use crate::leaks::{
    self, BaseColumns, ExpectedSuspect, ExpectedSuspects, Findings, Prepared, ProcessSample, Verification,
};
use crate::pace::{Job, Pace};
use crate::report::{self, FindingsJson, Format, ReportHead, VerificationJson};

/// `ProcessMatch` in the protocol.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProcessMatch {
    same_process: bool,
    why: String,
}

#[wasm_bindgen]
impl Heap {
    /// A sample of the ids, by which snapshots of one process are recognised.
    #[wasm_bindgen(js_name = processSample)]
    pub fn process_sample(&self) -> Answer {
        columns_to_js(ProcessSample::of(self.session.heap()).map_err(thrown)?.into())
    }

    /// How the ids of other snapshots agree with those of this one, given their samples.
    #[wasm_bindgen(js_name = processMatch)]
    pub fn process_match(&self, others: Vec<JsValue>) -> Answer {
        let own = ProcessSample::of(self.session.heap()).map_err(thrown)?;
        let others = columns_of_all(&others, ProcessSample::from)?;
        let matches = others.iter().map(|other| own.compare(other));
        let answers = matches
            .map(|found| ProcessMatch { same_process: found.is_one_process(), why: report::process_match_text(found) });
        to_js(&answers.collect::<Vec<_>>())
    }

    /// Asked of the latest snapshot while earlier ones are busy: what suspects need of it alone.
    #[wasm_bindgen(js_name = prepareSuspects)]
    pub fn prepare_suspects(&mut self) -> Result<(), JsValue> {
        self.need_retained_sizes()?;
        if self.prepared.is_none() {
            let work = |heap: Rc<crate::Heap>| {
                Ok(async move { Ok(Found::Prepared(Box::new(Prepared::of_in_steps(&heap, &Pace::in_steps()).await?))) })
            };
            if let Found::Prepared(prepared) = self.found(Asked::Prepared, work)? {
                self.prepared = Some(prepared);
            }
        }
        Ok(())
    }

    /// Asked of an earlier snapshot with the sample of the latest: what that needs to know of it to name suspects.
    #[wasm_bindgen(js_name = baseColumns)]
    pub fn base_columns(&mut self, latest: &JsValue) -> Answer {
        self.need_retained_sizes()?;
        self.prepared = None;
        let work = |heap: Rc<crate::Heap>| {
            let latest = ProcessSample::from(columns_from_js(latest)?);
            Ok(async move {
                let pace = Pace::in_steps();
                let columns = BaseColumns::of_in_steps(&heap, Some(&latest), &pace).await?;
                Ok(Found::Columns(buffers_to_js(columns.into(), &pace).await?))
            })
        };
        let Found::Columns(buffers) = self.found(Asked::Columns, work)? else {
            return Err(thrown(EngineError::stale()));
        };
        columns_answer(&buffers)
    }

    /// Asked of the latest snapshot with the columns of the earlier ones, oldest first: names the suspects and keeps
    /// them under `of`.
    pub fn suspects(&mut self, of: String, earlier: Vec<JsValue>) -> Answer {
        self.need_retained_sizes()?;
        let asked = Asked::Suspects(of.clone());
        let mut prepared = self.prepared_for(&asked)?;
        let work = |heap: Rc<crate::Heap>| {
            let earlier = earlier.iter().map(buffers_of).collect::<Result<Vec<Array>, JsValue>>()?;
            let latest = prepared.take().ok_or_else(|| thrown(EngineError::stale()))?;
            Ok(async move {
                let pace = Pace::in_steps();
                let columns = base_columns(&earlier, &pace).await?;
                let findings = leaks::find_in_steps(&heap, *latest, &columns, &pace).await?;
                Ok(Found::Findings(Box::new(findings)))
            })
        };
        let Found::Findings(findings) = self.found(asked, work)? else {
            return Err(thrown(EngineError::stale()));
        };
        to_js(&FindingsJson::of(Kept::put(&mut self.kept.findings, of, *findings), &ReportHead::default()))
    }

    /// The suspects kept under `of`, as what another process is searched for.
    #[wasm_bindgen(js_name = expectedSuspects)]
    pub fn expected_suspects(&self, of: &str) -> Answer {
        columns_to_js(ExpectedSuspects(ExpectedSuspect::all(Kept::get(&self.kept.findings, of)?)).into())
    }

    /// Asked of the latest snapshot of another process, with the columns of its earlier ones: tells what became of
    /// the suspects and keeps it under `of`.
    pub fn verify(&mut self, of: String, expected: &JsValue, earlier: Vec<JsValue>) -> Answer {
        self.need_retained_sizes()?;
        let asked = Asked::Verification(of.clone());
        let mut prepared = self.prepared_for(&asked)?;
        let work = |heap: Rc<crate::Heap>| {
            let latest = prepared.take().ok_or_else(|| thrown(EngineError::stale()))?;
            let ExpectedSuspects(expected) = ExpectedSuspects::from(columns_from_js(expected)?);
            let earlier = earlier.iter().map(buffers_of).collect::<Result<Vec<Array>, JsValue>>()?;
            Ok(async move {
                let pace = Pace::in_steps();
                let columns = base_columns(&earlier, &pace).await?;
                let verified = leaks::verify_in_steps(&expected, &heap, *latest, &columns, &pace).await?;
                Ok(Found::Verification(Box::new(verified)))
            })
        };
        let Found::Verification(verified) = self.found(asked, work)? else {
            return Err(thrown(EngineError::stale()));
        };
        to_js(&VerificationJson::of(Kept::put(&mut self.kept.verification, of, *verified), &ReportHead::default()))
    }

    /// The suspects kept under `of`, as they are taken along: if `redact`, without what is not the program's own.
    pub fn findings(&self, of: &str, redact: bool) -> Answer {
        to_js(&FindingsJson::of(&self.named_for_export(of, redact)?, &ReportHead::default()))
    }

    /// The suspects kept under `of` as text, JSON, Markdown or an HTML page about these files.
    #[wasm_bindgen(js_name = exportSuspects)]
    pub fn export_suspects(
        &self,
        of: &str,
        format_name: &str,
        redact: bool,
        files: Vec<JsValue>,
    ) -> Result<String, JsValue> {
        let head = ReportHead { files: report_files(&files)?, ..ReportHead::default() };
        let format = Format::from_id(format_name, Format::OF_FINDINGS).map_err(thrown)?;
        report::suspects(&self.named_for_export(of, redact)?, &head, format).map_err(thrown)
    }

    /// What became of the suspects, kept under `of`, as it is taken along.
    pub fn verification(&self, of: &str, redact: bool) -> Answer {
        to_js(&VerificationJson::of(&self.verified_for_export(of, redact)?, &ReportHead::default()))
    }

    /// What became of the suspects as text, JSON, Markdown or an HTML page about the files of both processes.
    #[wasm_bindgen(js_name = exportVerification)]
    pub fn export_verification(
        &self,
        of: &str,
        format_name: &str,
        redact: bool,
        files: Vec<JsValue>,
        repaired: Vec<JsValue>,
    ) -> Result<String, JsValue> {
        let head = ReportHead { files: report_files(&files)?, repaired: report_files(&repaired)? };
        let format = Format::from_id(format_name, Format::OF_FINDINGS).map_err(thrown)?;
        report::verification(&self.verified_for_export(of, redact)?, &head, format).map_err(thrown)
    }

    /// What is needed of this snapshot alone, unless what is asked for has begun: then it is with that.
    fn prepared_for(&mut self, asked: &Asked) -> Result<Option<Box<Prepared>>, JsValue> {
        if self.finding.has(asked) {
            return Ok(None);
        }
        self.prepare_suspects()?;
        Ok(self.prepared.take())
    }

    fn found<Work: Future<Output = Result<Found, OutOfMemory>> + 'static>(
        &mut self,
        asked: Asked,
        mut begin: impl FnMut(Rc<crate::Heap>) -> Result<Work, JsValue>,
    ) -> Result<Found, JsValue> {
        let heap = self.session.shared_heap();
        self.finding.found(asked, &mut || Ok(Job::new(begin(Rc::clone(&heap))?)))
    }

    fn named_for_export(&self, of: &str, redact: bool) -> Result<Findings, JsValue> {
        let mut findings = Kept::get(&self.kept.findings, of)?.clone();
        if redact {
            findings.redact();
        }
        Ok(findings)
    }

    fn verified_for_export(&self, of: &str, redact: bool) -> Result<Verification, JsValue> {
        let mut verification = Kept::get(&self.kept.verification, of)?.clone();
        if redact {
            verification.redact();
        }
        Ok(verification)
    }
}

/// What earlier snapshots handed out.
async fn base_columns(earlier: &[Array], pace: &Pace) -> Result<Vec<BaseColumns>, OutOfMemory> {
    let mut columns = Vec::new();
    for buffers in earlier {
        columns.push(buffers_from_js(buffers, pace).await?.into());
    }
    Ok(columns)
}
