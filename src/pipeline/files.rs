//! The files a user takes away: made here alone, so that page and command give the same bytes.

use super::{Analysis, Error};
use crate::export;
use crate::sample;
use crate::segments::{self, Segment};
use serde::{Deserialize, Serialize};

/// The files the product gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFile {
    /// Data Loader file.
    Segments,
    /// One row an account.
    Accounts,
    /// One row an account, those on the border between two segments first.
    Borders,
    /// Lines left out.
    Excluded,
    /// The report, for automation.
    Report,
}

impl ExportFile {
    /// Every file, in the order in which the command names them.
    pub const ALL: [Self; 5] = [Self::Segments, Self::Accounts, Self::Borders, Self::Excluded, Self::Report];

    /// The name of the file as the command writes it.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Segments => "segments.csv",
            Self::Accounts => "accounts.csv",
            Self::Borders => "borders.csv",
            Self::Excluded => "excluded.csv",
            Self::Report => "report.json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Segments | Self::Accounts | Self::Borders | Self::Excluded => "text/csv;charset=utf-8",
            Self::Report => "application/json",
        }
    }
}

/// The name of the built-in sample.
pub const SAMPLE_NAME: &str = "sample.xlsx";

/// Large enough to show real segments, small enough to be there at once.
const SAMPLE_LINES: usize = 20_000;
const SAMPLE_ACCOUNTS: usize = 1_200;
const SAMPLE_SEED: u64 = 2020;

/// The bytes of `file` for the partition at `at` in the sweep; `name` gives a segment's name, which the report alone holds.
///
/// # Panics
/// If the sweep has no partition there; [`crate::cluster::Sweep::index_of`] gives such places only.
#[must_use]
pub fn file_bytes(file: ExportFile, analysis: &Analysis, at: usize, name: impl Fn(&Segment) -> String) -> Vec<u8> {
    let Analysis { sales, customers, features, sweep, .. } = analysis;
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let text = match file {
        ExportFile::Segments => export::data_loader(customers, partition).text,
        ExportFile::Accounts => export::accounts_csv(customers, partition, silhouettes),
        ExportFile::Borders => export::borders_csv(customers, features, partition, silhouettes),
        ExportFile::Excluded => export::excluded_csv(sales),
        ExportFile::Report => {
            let segments = segments::describe(sales, customers, features, partition, silhouettes);
            let names: Vec<String> = segments.iter().map(name).collect();
            export::report_json(&export::Report {
                file: &analysis.file,
                quality: &sales.quality,
                accounts: customers.len(),
                features,
                agreement: analysis.agreement.as_deref(),
                sweep,
                evidence: analysis.evidence.as_ref(),
                k: partition.k,
                segments: &segments,
                names: &names,
            })
        }
    };
    text.into_bytes()
}

/// The built-in sample as a workbook; always the same bytes.
///
/// # Errors
/// [`Error::Broken`] when the workbook cannot be written, which only a lack of memory brings about.
pub fn sample_workbook() -> Result<Vec<u8>, Error> {
    sample::lines(SAMPLE_LINES, SAMPLE_ACCOUNTS, SAMPLE_SEED)
        .and_then(|lines| sample::workbook(&lines))
        .map_err(|error| Error::Broken { detail: error.to_string() })
}
