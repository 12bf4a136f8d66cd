//! The reader of .xls: the wanted sheet's cells are written into small books, slice by slice, which calamine reads (MS-XLS).
//!
//! calamine lays a sheet out whole, from its first cell to its last, and reads formulas that no table needs. Slices bound the first;
//! of formulas only the values are handed on. Books older than Excel 97 are brought to the form of Excel 5 on the way.

use super::biff::{self, Cell, Globals, Records, Version};
use super::cfb::{Compound, wrap};
use super::values::cell_of_owned;
use super::{Progress, SheetInfo, choose};
use crate::table::rows::Rows;
use crate::table::sniff;
use crate::table::zipped::damaged;
use crate::table::{Table, TableError};
use calamine::{Reader as _, SheetType, SheetVisible, Xls, XlsError};
use std::io::{Cursor, Read, Seek, SeekFrom};

/// Cells laid out at once.
const SLICE_CELLS: u64 = 1 << 20;
/// Bytes of a file that is no compound file: Excel 4 and its elders end far below.
const MOST_BARE: u64 = 64 << 20;

/// Reads a sheet of a compound file.
pub(super) fn read<R: Read + Seek>(
    source: R,
    wanted: Option<&str>,
    progress: Progress<'_>,
) -> Result<Table, TableError> {
    table(&book_of(source)?, wanted, progress)
}

/// The sheets of a compound file.
pub(super) fn sheets_of<R: Read + Seek>(source: R) -> Result<Vec<SheetInfo>, TableError> {
    sheets(&Globals::read(&book_of(source)?)?)
}

/// The stream of a compound file that is the book.
fn book_of<R: Read + Seek>(source: R) -> Result<Vec<u8>, TableError> {
    let file = Compound::read(source)?;
    if file.has("EncryptedPackage") {
        return Err(TableError::Encrypted);
    }
    let Some(stream) = file.stream("Workbook").or_else(|| file.stream("Book")) else {
        let others =
            [("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint"), ("PerfectOffice_MAIN", "Quattro Pro")];
        let found = others.into_iter().find(|(stream, _)| file.has(stream)).map(|(_, kind)| kind);
        return Err(sniff::not_a_workbook(found));
    };
    Ok(stream)
}

/// Reads a file of Excel 2 to 4, which is one sheet and nothing else.
pub(super) fn read_bare<R: Read + Seek>(
    mut source: R,
    wanted: Option<&str>,
    progress: Progress<'_>,
) -> Result<Table, TableError> {
    let mut stream = Vec::new();
    let read = source.seek(SeekFrom::Start(0)).and_then(|_| source.take(MOST_BARE).read_to_end(&mut stream));
    read.map_err(|error| damaged(None, &error.to_string()))?;
    table(&stream, wanted, progress)
}

fn table(stream: &[u8], wanted: Option<&str>, progress: Progress<'_>) -> Result<Table, TableError> {
    let globals = Globals::read(stream)?;
    let sheets = sheets(&globals)?;
    let sheet = choose(&sheets, wanted)?;
    let index = sheets.iter().position(|other| std::ptr::eq(other, sheet)).unwrap_or_default();
    let start = globals.sheets.get(index).map_or(0, |sheet| sheet.start);
    let content = stream.get(start..).ok_or_else(|| damaged(Some(&sheet.name), "the sheet lies past the end"))?;
    let mut reading = Reading {
        globals: &globals,
        name: &sheet.name,
        rows: Rows::new(sheet.name.clone()),
        cells: Vec::new(),
        span: None,
        done: 0,
        progress,
    };
    let seen = biff::cells(Records(content), &globals, &mut |cell| reading.take(cell));
    let view = seen.map_err(|error| match error {
        TableError::Damaged { detail, .. } => damaged(Some(&sheet.name), &detail),
        error => error,
    })?;
    reading.flush()?;
    Ok(Table { view, ..reading.rows.finish()? })
}

/// The book's sheets, their names as calamine reads them.
fn sheets(globals: &Globals<'_>) -> Result<Vec<SheetInfo>, TableError> {
    if globals.sheets.is_empty() && globals.version < Version::Five {
        return Ok(vec![SheetInfo {
            name: "Sheet1".into(),
            is_visible: true,
            is_worksheet: true,
            part: String::new(),
        }]);
    }
    let names: Vec<&[u8]> = globals.sheets.iter().map(|sheet| sheet.record).collect();
    let book = open(&globals.book(&names, &[])).map_err(|error| damaged(None, &error.to_string()))?;
    let sheet = |sheet: &calamine::Sheet| SheetInfo {
        name: sheet.name.clone(),
        is_visible: sheet.visible == SheetVisible::Visible,
        is_worksheet: sheet.typ == SheetType::WorkSheet,
        part: String::new(),
    };
    Ok(book.sheets_metadata().iter().map(sheet).collect())
}

fn open(stream: &[u8]) -> Result<Xls<Cursor<Vec<u8>>>, XlsError> {
    Xls::new(Cursor::new(wrap(stream)))
}

/// Cells on their way into the table.
struct Reading<'a> {
    globals: &'a Globals<'a>,
    name: &'a str,
    rows: Rows,
    /// Records of the present slice.
    cells: Vec<u8>,
    /// Its first and last row, and its columns.
    span: Option<(u16, u16, u16, u16)>,
    done: u64,
    progress: Progress<'a>,
}

impl Reading<'_> {
    fn take(&mut self, cell: &Cell) -> Result<(), TableError> {
        let own = (cell.row, cell.row, cell.column, cell.last_column);
        let span =
            self.span.map_or(own, |span| (span.0.min(own.0), span.1.max(own.1), span.2.min(own.2), span.3.max(own.3)));
        let laid_out = (u64::from(span.1 - span.0) + 1) * (u64::from(span.3 - span.2) + 1);
        if laid_out > SLICE_CELLS {
            self.flush()?;
            self.span = Some(own);
        } else {
            self.span = Some(span);
        }
        biff::record(&mut self.cells, cell.kind, &cell.content);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), TableError> {
        if self.span.take().is_none() {
            return Ok(());
        }
        let cells = std::mem::take(&mut self.cells);
        let failure = |error: XlsError| damaged(Some(self.name), &error.to_string());
        let mut book = open(&self.globals.book(&[biff::ONE_SHEET], &cells)).map_err(failure)?;
        drop(cells);
        let name = book.sheet_names().first().cloned().unwrap_or_default();
        let range = book.worksheet_range(&name).map_err(failure)?;
        drop(book);
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let cell = cell_of_owned(value, self.rows.texts());
            // Within a slice of 2^20 cells.
            self.rows.put(top + row as u32, left + column as u32, cell)?;
            self.done += 1;
        }
        (self.progress)(self.done, 0);
        Ok(())
    }
}
