//! The files a user takes away: made here alone, so that page and command give the same bytes.

use super::{Analysis, Error, Settings};
use crate::export;
use crate::model::{Made, Model};
use crate::sample;
use crate::segments::{self, Segment, Wording};
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
    /// The model, for next year.
    Model,
}

impl ExportFile {
    /// Every file, in the order in which the command names them.
    pub const ALL: [Self; 6] =
        [Self::Segments, Self::Accounts, Self::Borders, Self::Excluded, Self::Report, Self::Model];

    /// The name of the file as the command writes it.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Segments => "segments.csv",
            Self::Accounts => "accounts.csv",
            Self::Borders => "borders.csv",
            Self::Excluded => "excluded.csv",
            Self::Report => "report.json",
            Self::Model => "model.json",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Segments | Self::Accounts | Self::Borders | Self::Excluded => "text/csv;charset=utf-8",
            Self::Report | Self::Model => "application/json",
        }
    }
}

/// The name of the built-in sample.
pub const SAMPLE_NAME: &str = "sample.xlsx";

/// Large enough to show real segments, small enough to be there at once.
const SAMPLE_LINES: usize = 20_000;
const SAMPLE_ACCOUNTS: usize = 1_200;
const SAMPLE_SEED: u64 = 2020;

/// The bytes of `file` for the partition at `at` in the sweep; `wording` says what a segment is called and what to offer it, which report
/// and model alone hold.
///
/// # Panics
/// If the sweep has no partition there; [`crate::cluster::Sweep::index_of`] gives such places only.
#[must_use]
pub fn file_bytes(file: ExportFile, analysis: &Analysis, at: usize, wording: impl Fn(&Segment) -> Wording) -> Vec<u8> {
    let Analysis { sales, customers, features, sweep, .. } = analysis;
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let text = match file {
        ExportFile::Segments => export::data_loader(customers, partition).text,
        ExportFile::Accounts => export::accounts_csv(customers, partition, silhouettes),
        ExportFile::Borders => export::borders_csv(customers, features, partition, silhouettes),
        ExportFile::Excluded => export::excluded_csv(sales),
        ExportFile::Report => {
            let segments = segments::describe(sales, customers, features, partition, silhouettes);
            let names: Vec<String> = segments.iter().map(|segment| wording(segment).name).collect();
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
        ExportFile::Model => model(analysis, at, wording).to_json(),
    };
    text.into_bytes()
}

/// The model of the partition at `at` in the sweep.
///
/// # Panics
/// As [`file_bytes`].
#[must_use]
pub fn model(analysis: &Analysis, at: usize, wording: impl Fn(&Segment) -> Wording) -> Model {
    let Analysis { settings, sales, customers, features, sweep, .. } = analysis;
    let partition = &sweep.partitions[at];
    let segments = segments::describe(sales, customers, features, partition, &sweep.silhouettes[at]);
    let wording: Vec<Wording> = segments.iter().map(wording).collect();
    let Settings { arithmetic, seed, starts, ref cleaning, .. } = *settings;
    Model::of(&Made { features, partition, segments: &segments, wording: &wording, cleaning, arithmetic, seed, starts })
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
