//! The built-in sample as a file that the main job reads.

use super::Error;
use crate::sample;

/// The name of the built-in sample.
pub const SAMPLE_NAME: &str = "sample.xlsx";

/// Large enough to show real segments, small enough to be there at once.
const SAMPLE_LINES: usize = 20_000;
const SAMPLE_ACCOUNTS: usize = 1_200;
const SAMPLE_SEED: u64 = 2020;

/// The built-in sample as a workbook; always the same bytes.
///
/// # Errors
/// [`Error::Broken`] when the workbook cannot be written, which only a lack of memory brings about.
pub fn sample_workbook() -> Result<Vec<u8>, Error> {
    sample::lines(SAMPLE_LINES, SAMPLE_ACCOUNTS, SAMPLE_SEED)
        .and_then(|lines| sample::workbook(&lines))
        .map_err(|error| Error::Broken { detail: error.to_string() })
}
