//! What is measured.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The built page
    Leakscope,
    /// The heap-snapshot worker of Chrome DevTools
    Devtools,
    /// A page that reads the files and does nothing else: the floor
    Reading,
    /// The command line
    Native,
}

impl Subject {
    /// As it stands in tables.
    pub fn title(self) -> &'static str {
        match self {
            Subject::Leakscope => "leakscope",
            Subject::Devtools => "DevTools",
            Subject::Reading => "reading alone",
            Subject::Native => "command line",
        }
    }

    /// As tests/bench/measure.mjs calls what runs in a browser.
    pub fn page(self) -> Option<&'static str> {
        match self {
            Subject::Leakscope => Some("leakscope"),
            Subject::Devtools => Some("devtools"),
            Subject::Reading => Some("reading"),
            Subject::Native => None,
        }
    }
}
