//! The reader of .ods: the wanted table is copied out of its document in slices, each of which calamine reads whole.
//!
//! OpenDocument repeats cells and rows by number, so that a few bytes may stand for billions of cells; calamine lays them all out.
//! Slices bound that, and so does leaving out what is empty.

mod slices;

use super::package::{self, Writer, attribute};
use super::values::{cell_of_owned, error_shown};
use super::{Progress, SheetInfo, choose};
use crate::table::rows::Rows;
use crate::table::xml_guard::XmlGuard;
use crate::table::zipped::{MOST_INFLATED, Package, damaged};
use crate::table::{Cell, Table, TableError, View};
use calamine::{Ods, OdsError, Reader as _};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use slices::{Copy, Slice};
use std::io::{BufReader, Read, Seek};

/// Where the tables stand.
pub(super) const CONTENT: &str = "content.xml";

/// Whether a package is a document of this kind.
pub(super) fn is_one<R: Read + Seek>(package: &Package<R>) -> bool {
    package.has(CONTENT) && !package.has("_rels/.rels")
}

/// Reads a table of the document.
pub(super) fn read<R: Read + Seek>(
    package: &mut Package<R>,
    wanted: Option<&str>,
    progress: Progress<'_>,
) -> Result<Table, TableError> {
    if package.has("META-INF/manifest.xml") && package.small("META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(TableError::Encrypted);
    }
    let sheets = tables(package)?;
    let name = choose(&sheets, wanted)?.name.clone();
    let place = sheets.iter().position(|sheet| sheet.name == name).unwrap_or_default();
    let mut rows = Rows::new(name.clone());
    let mut done = 0;
    let view = slices(package, place, &mut |slice| {
        done += put(slice, &name, &mut rows)?;
        progress(done, 0);
        Ok(())
    })?;
    Ok(Table { view, ..rows.finish()? })
}

/// The document's tables, those of hidden styles hidden.
pub(super) fn tables<R: Read + Seek>(package: &mut Package<R>) -> Result<Vec<SheetInfo>, TableError> {
    let mut sheets: Vec<SheetInfo> = Vec::new();
    let mut hidden: Vec<String> = Vec::new();
    let mut style = String::new();
    let mut depth = 0_u32;
    each_event(package, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) if element.name().as_ref() == "style:style" => {
                style = get(element, "name")?.unwrap_or_default();
            }
            Event::Start(element) | Event::Empty(element)
                if element.name().as_ref() == "style:table-properties"
                    && get(element, "display")?.as_deref() == Some("false") =>
            {
                hidden.push(style.clone());
            }
            Event::Start(element) | Event::Empty(element) if element.name().as_ref() == "table:table" => {
                if depth == 0 {
                    let style = get(element, "style-name")?.unwrap_or_default();
                    let name = get(element, "name")?.unwrap_or_default();
                    let is_visible = !hidden.contains(&style);
                    sheets.push(SheetInfo { name, is_visible, is_worksheet: true, part: CONTENT.into() });
                }
                depth += u32::from(matches!(event, Event::Start(_)));
            }
            Event::End(element) if element.name().as_ref() == "table:table" => depth = depth.saturating_sub(1),
            _ => {}
        }
        Ok(true)
    })?;
    Ok(sheets)
}

/// Copies the `wanted`th table, slice by slice; gives what it shows of its rows.
fn slices<R: Read + Seek>(
    package: &mut Package<R>,
    wanted: usize,
    hand_over: &mut dyn FnMut(Slice) -> Result<(), TableError>,
) -> Result<View, TableError> {
    let mut copy = Copy::new(wanted, hand_over);
    each_event(package, |event| {
        copy.take(event)?;
        Ok(!copy.is_done())
    })?;
    copy.flush()?;
    Ok(copy.view())
}

fn odd(detail: &str) -> TableError {
    damaged(Some(CONTENT), detail)
}

fn get(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, TableError> {
    attribute(element, name).map_err(|error| odd(&error))
}

/// Puts a slice's cells into the table; gives how many there were.
fn put(slice: Slice, sheet: &str, rows: &mut Rows) -> Result<u64, TableError> {
    let first_row = slice.first_row;
    let mut writer = Writer::new(Vec::new());
    package::write(&mut writer, "mimetype", b"application/vnd.oasis.opendocument.spreadsheet")?;
    package::write(&mut writer, "META-INF/manifest.xml", b"<manifest:manifest/>")?;
    package::write(&mut writer, CONTENT, &slice.document())?;
    let failure = |error: OdsError| damaged(Some(sheet), &error.to_string());
    let mut book = Ods::new(package::finish(writer)?).map_err(failure)?;
    let range = book.worksheet_range("S").map_err(failure)?;
    let (top, left) = range.start().unwrap_or_default();
    let mut done = 0;
    for (row, column, value) in range.used_cells() {
        done += 1;
        let cell = match cell_of_owned(value, rows.texts()) {
            Cell::Text(text) => error_shown(rows.texts().get(text)).map_or(Cell::Text(text), Cell::Error),
            cell => cell,
        };
        // Rows end at 2^20 and columns at 2^14: checked when they were copied.
        let row = first_row + u64::from(top) + row as u64;
        rows.put(u32::try_from(row).unwrap_or(u32::MAX), left + u32::try_from(column).unwrap_or(u32::MAX), cell)?;
    }
    Ok(done)
}

/// Hands each event of the content to `each`, which says whether to go on.
fn each_event<R: Read + Seek>(
    package: &mut Package<R>,
    mut each: impl FnMut(&Event<'_>) -> Result<bool, TableError>,
) -> Result<(), TableError> {
    let mut guarded =
        Guarded { part: package.part(CONTENT, MOST_INFLATED)?, guard: XmlGuard::new(CONTENT), suspect: None };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, &mut guarded));
    let mut buffer = Vec::new();
    let error = loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => match each(&event) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => return Err(error),
            },
            Err(error) => break error.to_string(),
        }
    };
    drop(reader);
    Err(guarded
        .suspect
        .or_else(|| guarded.part.failure(CONTENT, None))
        .unwrap_or_else(|| damaged(Some(CONTENT), &error)))
}

/// A part that is looked over while it is read.
struct Guarded<'a, R> {
    part: R,
    guard: XmlGuard<'a>,
    suspect: Option<TableError>,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.part.read(out)?;
        if let Err(error) = self.guard.check(&out[..count]) {
            self.suspect = Some(error);
            return Err(std::io::Error::other("suspect"));
        }
        Ok(count)
    }
}
