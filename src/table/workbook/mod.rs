//! The general reader of workbooks, through calamine: .xlsx, .xlsm, .xlsb, .xls, .ods and their templates.
//!
//! calamine trusts what a file says about itself. So each reader here walks the file under limits first, and hands calamine a small
//! one made anew that holds the wanted sheet and what its cells need. A book with one odd sheet elsewhere is read all the same.

mod biff;
mod cfb;
mod ods;
mod package;
mod plain_text;
mod sheets;
mod values;
mod watch;
mod xls;
mod xlsb;
mod xlsx;

pub use sheets::{SheetName, sheets};

use super::sniff::{self, Container};
use super::zipped::Package;
use super::{ReadSeek, Table, TableError};
use std::io::{Read, Seek};

/// Progress is told every so many cells.
const PROGRESS_CELLS: u64 = 1 << 14;

/// Hears cells done and their likely number, 0 while unknown.
type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Reads a sheet of a workbook; the first visible worksheet if none is named. `progress` hears cells done and their likely number.
///
/// Its content decides what the file is, never its name.
///
/// # Errors
/// [`TableError`] says why there is no table.
pub(crate) fn read(
    mut source: &mut dyn ReadSeek,
    sheet: Option<&str>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Table, TableError> {
    let container = sniff::container(&mut source)?;
    // calamine is handed checked bytes only, yet it is not ours: natively a panic in it becomes an error of this one file. In the page
    // a panic ends the worker, which the page tells and survives.
    let read = std::panic::AssertUnwindSafe(|| match container {
        Container::Zip => package(source, sheet, progress),
        Container::Compound => xls::read(source, sheet, progress),
        Container::Bare => xls::read_bare(source, sheet, progress),
    });
    std::panic::catch_unwind(read).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(TableError::Damaged { part: None, detail: words.unwrap_or("panic").to_owned() })
    })
}

/// Reads a workbook made of parts.
fn package<R: Read + Seek>(source: R, sheet: Option<&str>, progress: Progress<'_>) -> Result<Table, TableError> {
    let mut package = Package::new(source)?;
    if ods::is_one(&package) {
        return ods::read(&mut package, sheet, progress);
    }
    let main = package::main_document(&mut package)?;
    let folder = main.as_deref().and_then(|path| path.split('/').next()).unwrap_or_default().to_owned();
    match main {
        _ if folder == "word" => Err(sniff::not_a_workbook(Some("Word"))),
        _ if folder == "ppt" => Err(sniff::not_a_workbook(Some("PowerPoint"))),
        Some(path) if path.ends_with(".bin") => xlsb::read(&mut package, &path, sheet, progress),
        Some(path) => xlsx::read(&mut package, &path, sheet, progress),
        None if package.has_folder("index/") => Err(sniff::not_a_workbook(Some("Apple Numbers"))),
        None => Err(sniff::not_a_workbook(Some("ZIP"))),
    }
}

/// A sheet as its book names it.
struct SheetInfo {
    name: String,
    is_visible: bool,
    /// A sheet of cells, not of charts or macros.
    is_worksheet: bool,
    /// Where it lies in the file, as its reader says.
    part: String,
}

/// The sheet named, or the first worksheet, visible ones before hidden ones.
fn choose<'a>(sheets: &'a [SheetInfo], wanted: Option<&str>) -> Result<&'a SheetInfo, TableError> {
    let mut worksheets = sheets.iter().filter(|sheet| sheet.is_worksheet);
    let Some(wanted) = wanted else {
        let first = worksheets.clone().find(|sheet| sheet.is_visible).or_else(|| worksheets.next());
        return first.ok_or(TableError::NoSheet);
    };
    let found = worksheets.clone().find(|sheet| sheet.name == wanted);
    found.ok_or_else(|| {
        let sheets = worksheets.map(|sheet| sheet.name.clone()).collect();
        TableError::NoSuchSheet { wanted: wanted.to_owned(), sheets }
    })
}
