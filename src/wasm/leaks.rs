//! What several snapshots tell of leaks: columns between their workers, suspects, what became of them, and reports.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::Heap;
use super::convert::{
    Answer, EngineError, columns_from_js, columns_of_all, columns_to_js, report_files, thrown, to_js,
};
use crate::leaks::{self, BaseColumns, Findings, ProcessSample, Sought, SoughtList, Verification};
use crate::report::{self, FindingsJson, Format, ReportHead, VerificationJson};

/// `Likeness` in the protocol.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Likeness {
    same_process: bool,
    why: String,
}

#[wasm_bindgen]
impl Heap {
    /// A sample of the ids, by which snapshots of one process are recognised.
    pub fn identity(&self) -> Answer {
        columns_to_js(&ProcessSample::of(self.view.heap()).map_err(thrown)?.into())
    }

    /// How the ids of other snapshots agree with those of this one, given their identities.
    pub fn likeness(&self, others: Vec<JsValue>) -> Answer {
        let own = ProcessSample::of(self.view.heap()).map_err(thrown)?;
        let others = columns_of_all(&others, ProcessSample::from)?;
        let likenesses = others.iter().map(|other| own.compare(other));
        let answers = likenesses
            .map(|found| Likeness { same_process: found.is_one_process(), why: report::likeness_text(found) });
        to_js(&answers.collect::<Vec<_>>())
    }

    /// Asked of an earlier snapshot: what the latest one needs to know of it to name suspects.
    #[wasm_bindgen(js_name = suspectColumns)]
    pub fn suspect_columns(&mut self) -> Answer {
        self.need_retained_sizes()?;
        columns_to_js(&BaseColumns::of(self.view.heap()).map_err(thrown)?.into())
    }

    /// Asked of the latest snapshot with the columns of the earlier ones, oldest first: names and keeps the suspects.
    pub fn suspects(&mut self, earlier: Vec<JsValue>) -> Answer {
        self.need_retained_sizes()?;
        let columns = columns_of_all(&earlier, BaseColumns::from)?;
        let findings = leaks::find(self.view.heap(), &columns).map_err(thrown)?;
        to_js(&FindingsJson::of(self.findings.insert(findings), &ReportHead::default()))
    }

    /// The suspects named last, as what another process is searched for.
    pub fn sought(&self) -> Answer {
        columns_to_js(&SoughtList(Sought::all(self.named()?)).into())
    }

    /// Asked of the latest snapshot of another process, with the columns of its earlier ones: tells and keeps what
    /// became of the suspects.
    pub fn verify(&mut self, sought: &JsValue, earlier: Vec<JsValue>) -> Answer {
        self.need_retained_sizes()?;
        let SoughtList(sought) = SoughtList::from(columns_from_js(sought)?);
        let columns = columns_of_all(&earlier, BaseColumns::from)?;
        let verification = leaks::verify(&sought, self.view.heap(), &columns).map_err(thrown)?;
        to_js(&VerificationJson::of(self.verification.insert(verification), &ReportHead::default()))
    }

    /// The suspects named last, as they are taken along: if `redact`, without what is not the program's own.
    pub fn findings(&self, redact: bool) -> Answer {
        to_js(&FindingsJson::of(&self.named_for_export(redact)?, &ReportHead::default()))
    }

    /// The suspects named last as text, JSON, Markdown or an HTML page about these files.
    #[wasm_bindgen(js_name = exportSuspects)]
    pub fn export_suspects(&self, format_name: &str, redact: bool, files: Vec<JsValue>) -> Result<String, JsValue> {
        let head = ReportHead { files: report_files(&files)?, ..ReportHead::default() };
        let format = Format::from_id(format_name, Format::OF_FINDINGS).map_err(thrown)?;
        report::suspects(&self.named_for_export(redact)?, &head, format).map_err(thrown)
    }

    /// What became of the suspects, as it is taken along.
    pub fn verification(&self, redact: bool) -> Answer {
        to_js(&VerificationJson::of(&self.verified_for_export(redact)?, &ReportHead::default()))
    }

    /// What became of the suspects as text, JSON, Markdown or an HTML page about the files of both processes.
    #[wasm_bindgen(js_name = exportVerification)]
    pub fn export_verification(
        &self,
        format_name: &str,
        redact: bool,
        files: Vec<JsValue>,
        repaired: Vec<JsValue>,
    ) -> Result<String, JsValue> {
        let head = ReportHead { files: report_files(&files)?, repaired: report_files(&repaired)? };
        let format = Format::from_id(format_name, Format::OF_FINDINGS).map_err(thrown)?;
        report::verification(&self.verified_for_export(redact)?, &head, format).map_err(thrown)
    }

    fn named_for_export(&self, redact: bool) -> Result<Findings, JsValue> {
        let mut findings = self.named()?.clone();
        if redact {
            findings.redact();
        }
        Ok(findings)
    }

    fn verified_for_export(&self, redact: bool) -> Result<Verification, JsValue> {
        let nothing = || thrown(EngineError::wrong_use("nothing is verified yet"));
        let mut verification = self.verification.clone().ok_or_else(nothing)?;
        if redact {
            verification.redact();
        }
        Ok(verification)
    }

    fn named(&self) -> Result<&Findings, JsValue> {
        self.findings.as_ref().ok_or_else(|| thrown(EngineError::wrong_use("suspects are not named yet")))
    }
}
