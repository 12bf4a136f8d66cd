//! `segments.xlsx`: the whole result as an Excel workbook, for people. Texts are text cells, whatever they look like; nothing is computed.

mod chart;
mod sheets;
mod summary;
mod table;

use super::told::Told;
use crate::pipeline::Error;
use crate::text::files as words;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// A4, in Excel's numbering.
const A4: u8 = 9;

/// The workbook as bytes; the same result gives the same ones.
pub(super) fn bytes(told: &Told<'_>) -> Result<Vec<u8>, Error> {
    write(told).map_err(|error| Error::Broken { detail: error.to_string() })
}

fn write(told: &Told<'_>) -> Result<Vec<u8>, XlsxError> {
    let language = told.language;
    let mut workbook = Workbook::new();
    // Without a fixed date every workbook would hold the clock's.
    let created = ExcelDateTime::from_ymd(2021, 1, 4)?;
    let properties = DocProperties::new().set_title(words::title(language)).set_author("Segmenta");
    workbook.set_properties(&properties.set_creation_datetime(&created));

    summary::write(sheet(&mut workbook, words::sheet_summary(language))?, told)?;
    sheets::segments(sheet(&mut workbook, words::sheet_segments(language))?, told)?;
    sheets::products(sheet(&mut workbook, words::sheet_products(language))?, told)?;
    sheets::accounts(sheet(&mut workbook, words::sheet_accounts(language))?, told)?;
    sheets::excluded(sheet(&mut workbook, words::sheet_excluded(language))?, told)?;
    sheets::settings(sheet(&mut workbook, words::sheet_settings(language))?, told)?;
    workbook.save_to_buffer()
}

/// A new sheet of this name that prints on one page across.
fn sheet<'a>(workbook: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet().set_name(name)?;
    Ok(sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
