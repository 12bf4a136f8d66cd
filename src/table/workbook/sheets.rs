//! The sheets of a workbook by name, with their sizes where the file states them.

use super::package::{self, attribute};
use super::{SheetInfo, ods, xls, xlsb, xlsx};
use crate::table::sniff::{self, Container};
use crate::table::zipped::Package;
use crate::table::{ReadSeek, TableError};
use serde::{Deserialize, Serialize};
use std::io::{Read, Seek};

/// A sheet's size stands in its first bytes.
const HEAD: u64 = 4 << 10;
/// Of so many sheets the size is looked up.
const MOST_SIZED: usize = 64;
/// A larger document of the .ods kind names its sheets too late to be read twice.
const MOST_DOCUMENT: u64 = 8 << 20;

/// A sheet of cells, as a user chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether spreadsheet programs show it.
    pub is_visible: bool,
    /// Rows and columns that its file states, which may count empty ones.
    pub size: Option<(u32, u32)>,
}

/// The sheets of cells of a workbook, in their order; none where it does not tell them quickly, or is none.
pub fn sheets<R: Read + Seek>(mut source: R) -> Vec<SheetName> {
    // Whatever is wrong with the book is told by its reader.
    let listed = std::panic::AssertUnwindSafe(|| list(&mut source).unwrap_or_default());
    std::panic::catch_unwind(listed).unwrap_or_default()
}

fn list(mut source: &mut dyn ReadSeek) -> Result<Vec<SheetName>, TableError> {
    match sniff::container(&mut source)? {
        Container::Zip => of_package(&mut Package::new(source)?),
        Container::Compound => Ok(named(xls::sheets_of(source)?)),
        Container::Bare => Ok(Vec::new()),
    }
}

fn of_package<R: Read + Seek>(package: &mut Package<R>) -> Result<Vec<SheetName>, TableError> {
    if ods::is_one(package) {
        let is_small = package.inflated(ods::CONTENT).is_some_and(|bytes| bytes <= MOST_DOCUMENT);
        return if is_small { ods::tables(package).map(named) } else { Ok(Vec::new()) };
    }
    let Some(path) = package::main_document(package)? else { return Ok(Vec::new()) };
    let relations = package::relations(package, &path)?;
    if path.ends_with(".bin") {
        return Ok(named(xlsb::sheets(package, &path, &relations)?));
    }
    let infos = xlsx::sheets(package, &path, &relations)?;
    let parts: Vec<String> = infos.iter().filter(|sheet| sheet.is_worksheet).map(|sheet| sheet.part.clone()).collect();
    let mut sheets = named(infos);
    for (sheet, part) in sheets.iter_mut().zip(parts).take(MOST_SIZED) {
        sheet.size = stated_size(package, &part);
    }
    Ok(sheets)
}

fn named(sheets: Vec<SheetInfo>) -> Vec<SheetName> {
    let worksheets = sheets.into_iter().filter(|sheet| sheet.is_worksheet);
    worksheets.map(|sheet| SheetName { name: sheet.name, is_visible: sheet.is_visible, size: None }).collect()
}

/// The size that a sheet's `dimension` states (ECMA-376 18.3.1.35).
fn stated_size<R: Read + Seek>(package: &mut Package<R>, part: &str) -> Option<(u32, u32)> {
    let mut head = Vec::new();
    package.part(part, u64::MAX).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    // What is cut off at the end is no whole tag.
    let head = &head[..=head.rfind('>')?];
    let mut reference = None;
    // The head ends within the sheet: that it does not close is no news.
    let _ = package::elements(head, part, |tag, element| {
        if tag == "dimension" {
            reference = attribute(element, "ref")?;
        }
        Ok(())
    });
    let reference = reference?;
    let (_, last) = reference.split_once(':').unwrap_or(("", &reference));
    let digits = last.find(|c: char| c.is_ascii_digit())?;
    let column = last[..digits].bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    Some((last[digits..].parse().ok()?, column))
}
