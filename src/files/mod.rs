//! The files a user takes away: made here alone, so that page and command give the same bytes.

mod document;
mod name;
mod told;
// It waits as the command does, which a browser cannot.
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod trial;
mod workbook;

pub use name::{download_name, named, years};

use crate::export;
use crate::pipeline::{Analysis, Error, model};
use crate::segments::{Segment, Wording};
use crate::text::Language;
use serde::{Deserialize, Serialize};
use told::Told;

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
    /// All of it as an Excel workbook, for people.
    Workbook,
    /// The report as a page to read and print, for people.
    Document,
}

impl ExportFile {
    /// Every file, in the order in which the command names them.
    pub const ALL: [Self; 8] = [
        Self::Segments,
        Self::Accounts,
        Self::Borders,
        Self::Excluded,
        Self::Report,
        Self::Model,
        Self::Workbook,
        Self::Document,
    ];

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
            Self::Workbook => "segments.xlsx",
            Self::Document => "report.html",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Segments | Self::Accounts | Self::Borders | Self::Excluded => "text/csv;charset=utf-8",
            Self::Report | Self::Model => "application/json",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Document => "text/html;charset=utf-8",
        }
    }

    /// Whether the evidence stands in it: such a file waits for the search under way.
    #[must_use]
    pub const fn tells_evidence(self) -> bool {
        matches!(self, Self::Report | Self::Workbook | Self::Document)
    }
}

/// The bytes of `file` for the partition at `at` in the sweep.
///
/// `wording` says what a segment is called and what to offer it, `language` is that of headings and sentences; the CSV files know neither.
///
/// # Errors
/// [`Error::Broken`] when the workbook cannot be written, which only a lack of memory brings about.
///
/// # Panics
/// If the sweep has no partition there; [`crate::cluster::Sweep::index_of`] gives such places only.
pub fn file_bytes(
    file: ExportFile,
    analysis: &Analysis,
    at: usize,
    wording: impl Fn(&Segment) -> Wording,
    language: Language,
) -> Result<Vec<u8>, Error> {
    let Analysis { sales, customers, features, sweep, .. } = analysis;
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let text = match file {
        ExportFile::Segments => export::data_loader(customers, partition).text,
        ExportFile::Accounts => export::accounts_csv(customers, partition, silhouettes),
        ExportFile::Borders => export::borders_csv(customers, features, partition, silhouettes),
        ExportFile::Excluded => export::excluded_csv(sales),
        ExportFile::Report => report(&Told::of(analysis, at, wording, language)),
        ExportFile::Model => model(analysis, at, wording).to_json(),
        ExportFile::Workbook => return workbook::bytes(&Told::of(analysis, at, wording, language)),
        ExportFile::Document => document::html(&Told::of(analysis, at, wording, language)),
    };
    Ok(text.into_bytes())
}

fn report(told: &Told<'_>) -> String {
    let Analysis { file, sales, customers, features, agreement, sweep, evidence, .. } = told.analysis;
    let names: Vec<String> = told.wordings.iter().map(|wording| wording.name.clone()).collect();
    export::report_json(&export::Report {
        file,
        quality: &sales.quality,
        accounts: customers.len(),
        features,
        agreement: agreement.as_deref(),
        sweep,
        evidence: evidence.as_ref(),
        k: told.partition().k,
        segments: &told.segments,
        names: &names,
    })
}
