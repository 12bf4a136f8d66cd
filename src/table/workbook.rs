//! The general reader of .xlsx workbooks: calamine's stream of cells, never a dense range.

use super::rows::Rows;
use super::{Cell, CellError, Table, TableError, TextId, Texts, serial, sniff};
use calamine::{
    CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xlsx, XlsxError,
};
use std::io::{Read, Seek};

/// Progress is told every so many cells.
const PROGRESS_CELLS: u64 = 1 << 14;

/// Reads a sheet of an .xlsx workbook; the first visible worksheet if none is named. `progress` hears cells done and their likely number.
///
/// # Errors
/// [`TableError`] says why there is no table.
pub fn read<R: Read + Seek>(
    mut source: R,
    sheet: Option<&str>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Table, TableError> {
    sniff::expect_zip(&mut source)?;
    let mut book = Xlsx::new(source).map_err(|error| failure(error, None))?;
    let name = choose(&book, sheet)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(|error| failure(error, Some(&name)))?;
    let dimensions = reader.dimensions();
    let total = (u64::from(dimensions.end.0) + 1).saturating_mul(u64::from(dimensions.end.1) + 1);

    let mut rows = Rows::new(name.clone());
    let mut cache = Cache::default();
    let mut lost = Lost::default();
    let mut done = 0_u64;
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => return rows.finish(),
            Err(XlsxError::CellError(value)) => {
                lost.add(value);
                continue;
            }
            Err(error) => return Err(failure(error, Some(&name))),
        };
        done += 1;
        if done.is_multiple_of(PROGRESS_CELLS) {
            progress(done, total.max(done));
        }
        let (row, column) = cell.get_position();
        lost.leave_room(row, column).map_err(|detail| damaged(Some(name.clone()), &detail))?;
        let value = cell_of(cell.get_value(), rows.texts(), &mut cache);
        rows.put(row, column, value)?;
    }
}

/// The sheet named, or the first worksheet, visible ones before hidden ones.
fn choose<R: Read + Seek>(book: &Xlsx<R>, wanted: Option<&str>) -> Result<String, TableError> {
    let sheets = || book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let Some(wanted) = wanted else {
        let first = sheets().find(|sheet| sheet.visible == SheetVisible::Visible).or_else(|| sheets().next());
        return first.map(|sheet| sheet.name.clone()).ok_or(TableError::NoSheet);
    };
    if sheets().any(|sheet| sheet.name == wanted) {
        return Ok(wanted.to_owned());
    }
    let sheets = sheets().map(|sheet| sheet.name.clone()).collect();
    Err(TableError::NoSuchSheet { wanted: wanted.to_owned(), sheets })
}

/// Numbers of shared strings by where calamine holds them: each is hashed once, not once a cell.
#[derive(Default)]
struct Cache(hashbrown::HashMap<usize, TextId>);

impl Cache {
    fn intern(&mut self, text: &str, texts: &mut Texts) -> TextId {
        *self.0.entry(text.as_ptr() as usize).or_insert_with(|| texts.intern(text))
    }
}

fn cell_of(value: &DataRef<'_>, texts: &mut Texts, cache: &mut Cache) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::SharedString("") => Cell::Empty,
        DataRef::SharedString(text) => Cell::Text(cache.intern(text, texts)),
        DataRef::String(text) if text.is_empty() => Cell::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::Text(texts.intern(text)),
        DataRef::DateTimeIso(text) => serial::from_iso(text).map_or_else(|| Cell::Text(texts.intern(text)), Cell::Date),
        #[expect(
            clippy::cast_precision_loss,
            reason = "spreadsheets hold doubles; calamine gives none of these for .xlsx"
        )]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::DateTime(moment) if moment.is_datetime() => Cell::Date(since_1900(*moment)),
        DataRef::DateTime(length) => Cell::Number(length.as_f64()),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::Error(error) => Cell::Error(error_of(error)),
    }
}

/// The serial day in the 1900 system: the 1904 system counts from 1,462 days later (ECMA-376 part 1, 18.17.4.1).
///
/// A serial below 1 is a time of day, the same in both.
fn since_1900(moment: ExcelDateTime) -> f64 {
    let value = moment.as_f64();
    let if_1904 = ExcelDateTime::new(value, ExcelDateTimeType::DateTime, true);
    if moment == if_1904 && value >= 1.0 { value + 1462.0 } else { value }
}

fn error_of(error: &CellErrorType) -> CellError {
    match error {
        CellErrorType::Div0 => CellError::Div0,
        CellErrorType::NA => CellError::NA,
        CellErrorType::Name => CellError::Name,
        CellErrorType::Null => CellError::Null,
        CellErrorType::Num => CellError::Num,
        CellErrorType::Ref => CellError::Ref,
        CellErrorType::Value => CellError::Value,
        CellErrorType::GettingData => CellError::Other,
    }
}

/// Cells with an error value that calamine does not know (`#SPILL!`, `#CALC!`): it skips them without saying where they stood.
///
/// They read as empty. That is right where cells state their place; where they do not, each would shift the rest of its row to the
/// left, so within a row the next cell must leave room for those lost.
#[derive(Default)]
struct Lost {
    count: u32,
    value: String,
    last: (u32, u32),
}

impl Lost {
    fn add(&mut self, value: String) {
        self.count += 1;
        self.value = value;
    }

    /// Takes note of the next cell; `Err` with the value lost if there is no room for it.
    fn leave_room(&mut self, row: u32, column: u32) -> Result<(), String> {
        let (last_row, last_column) = std::mem::replace(&mut self.last, (row, column));
        let count = std::mem::take(&mut self.count);
        let has_room = count == 0 || row != last_row || column > last_column.saturating_add(count);
        if has_room { Ok(()) } else { Err(std::mem::take(&mut self.value)) }
    }
}

fn failure(error: XlsxError, sheet: Option<&str>) -> TableError {
    match error {
        XlsxError::Password => TableError::Encrypted,
        XlsxError::FileNotFound(part) if part == "_rels/.rels" => sniff::not_a_workbook(Some("ZIP")),
        error => damaged(sheet.map(str::to_owned), &error.to_string()),
    }
}

fn damaged(part: Option<String>, detail: &str) -> TableError {
    TableError::Damaged { part, detail: detail.to_owned() }
}
