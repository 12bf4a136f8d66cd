//! The reader of .xlsb: its records are checked and copied, then calamine streams the cells of the one sheet (MS-XLSB).

mod records;

use super::package::{self, Relation, Writer};
use super::values::{Cache, cell_of};
use super::{Progress, SheetInfo, choose};
use crate::table::rows::Rows;
use crate::table::zipped::{MOST_INFLATED, Package, damaged};
use crate::table::{Table, TableError, View};
use calamine::{Reader, Xlsb, XlsbError};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipDataWriter, ZipEntryWriter};
use records::{each_record, four, length, record, wide, wide_end};
use std::io::{Read, Seek, Write};

/// Bytes of shared strings: calamine keeps each with some dozens of bytes of its own.
const MOST_STRINGS: u64 = 128 << 20;
/// Rows of a sheet.
const MOST_ROWS: u32 = 1 << 20;

/// Records by number (MS-XLSB 2.3.2).
mod kind {
    pub(super) const ROW: u16 = 0;
    pub(super) const RK: u16 = 2;
    pub(super) const ERROR: u16 = 3;
    pub(super) const BOOL: u16 = 4;
    pub(super) const REAL: u16 = 5;
    pub(super) const TEXT: u16 = 6;
    pub(super) const SHARED: u16 = 7;
    pub(super) const FORMULA_TEXT: u16 = 8;
    pub(super) const FORMULA_NUMBER: u16 = 9;
    pub(super) const FORMULA_BOOL: u16 = 10;
    pub(super) const FORMULA_ERROR: u16 = 11;
    pub(super) const STRING: u16 = 19;
    pub(super) const FORMAT: u16 = 44;
    pub(super) const CELL_FORMAT: u16 = 47;
    pub(super) const BEGIN_SHEET: u16 = 0x81;
    pub(super) const BEGIN_CELLS: u16 = 0x91;
    pub(super) const END_CELLS: u16 = 0x92;
    pub(super) const DIMENSIONS: u16 = 0x94;
    pub(super) const BOOK_PROPERTIES: u16 = 0x99;
    pub(super) const END_FILTER: u16 = 0xA2;
    pub(super) const FILTERED_COLUMN: u16 = 0xA3;
    pub(super) const END_BUNDLE: u16 = 0x90;
    pub(super) const SHEET: u16 = 0x9C;
    pub(super) const CALCULATION: u16 = 0x9D;
    pub(super) const BEGIN_STRINGS: u16 = 0x9F;
    pub(super) const BEGIN_FORMATS: u16 = 0x267;
    pub(super) const BEGIN_CELL_FORMATS: u16 = 0x269;
    pub(super) const END_CELL_FORMATS: u16 = 0x26A;
}

/// Reads a sheet of the workbook whose main part is at `path`.
pub(super) fn read<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    wanted: Option<&str>,
    progress: Progress<'_>,
) -> Result<Table, TableError> {
    let relations = package::relations(package, path)?;
    let book = book(package, path, &relations)?;
    let sheet = choose(&book.sheets, wanted)?;
    let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|found| found.path.clone());

    // calamine tells the kind of a sheet by its folder.
    let mut writer = package::begin("bin", &[("worksheet", "worksheets/sheet.bin")])?;
    package::write(&mut writer, "xl/workbook.bin", &small_book(book.since_1904))?;
    let styles = of_kind("styles").unwrap_or_else(|| "xl/styles.bin".into());
    if package.has(&styles) {
        copy_styles(package, &styles, &mut writer)?;
    }
    let strings = of_kind("sharedStrings").unwrap_or_else(|| "xl/sharedStrings.bin".into());
    let count = if package.has(&strings) { copy_strings(package, &strings, &mut writer)? } else { 0 };
    let view = copy_cells(package, &sheet.part, &mut writer, count)?;
    Ok(Table { view, ..cells(package::finish(writer)?, &sheet.name, progress)? })
}

/// The sheets of the workbook whose main part is at `path`.
pub(super) fn sheets<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    relations: &[Relation],
) -> Result<Vec<SheetInfo>, TableError> {
    Ok(book(package, path, relations)?.sheets)
}

struct Book {
    sheets: Vec<SheetInfo>,
    since_1904: bool,
}

fn book<R: Read + Seek>(package: &mut Package<R>, path: &str, relations: &[Relation]) -> Result<Book, TableError> {
    let mut book = Book { sheets: Vec::new(), since_1904: false };
    each_record(package, path, MOST_INFLATED, |kind, data| {
        match kind {
            kind::BOOK_PROPERTIES => book.since_1904 = data.first().is_some_and(|flags| flags & 1 != 0),
            kind::SHEET => {
                let state = four(data, 0)?;
                let (id, after) = wide(data, 8)?;
                let (name, _) = wide(data, after)?;
                let relation = relations.iter().find(|relation| relation.id == id);
                let is_worksheet = relation.is_some_and(|relation| relation.kind == "worksheet");
                let part = relation.map(|relation| relation.path.clone()).unwrap_or_default();
                book.sheets.push(SheetInfo { name, is_visible: state == 0, is_worksheet, part });
            }
            kind::END_BUNDLE => return Some(false),
            _ => {}
        }
        Some(true)
    })?;
    Ok(book)
}

/// A workbook part with one sheet, `S`.
fn small_book(since_1904: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let wide = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // A relation's id or a sheet's name, both given here.
        [&[text.len() as u8, 0, 0, 0][..], &units].concat()
    };
    record(&mut out, kind::BOOK_PROPERTIES, &[u8::from(since_1904), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    record(&mut out, kind::SHEET, &[&[0, 0, 0, 0, 1, 0, 0, 0][..], &wide("r1"), &wide("S")].concat());
    record(&mut out, kind::END_BUNDLE, &[]);
    record(&mut out, kind::CALCULATION, &[]);
    out
}

/// Number formats and the cell formats that use them.
fn copy_styles<R: Read + Seek>(package: &mut Package<R>, path: &str, writer: &mut Writer) -> Result<(), TableError> {
    let (mut codes, mut formats) = (Vec::new(), Vec::new());
    let (mut code_count, mut format_count) = (0_u32, 0_u32);
    let mut among_cells = false;
    each_record(package, path, MOST_INFLATED, |kind, data| {
        match kind {
            kind::FORMAT => {
                wide_end(data, 2)?;
                record(&mut codes, kind, data);
                code_count += 1;
            }
            kind::BEGIN_CELL_FORMATS => among_cells = true,
            kind::CELL_FORMAT if among_cells => {
                four(data, 0)?;
                record(&mut formats, kind, data);
                format_count += 1;
            }
            kind::END_CELL_FORMATS => return Some(false),
            _ => {}
        }
        Some(true)
    })?;
    let mut out = Vec::new();
    record(&mut out, kind::BEGIN_FORMATS, &code_count.to_le_bytes());
    out.extend(codes);
    record(&mut out, kind::BEGIN_CELL_FORMATS, &format_count.to_le_bytes());
    out.extend(formats);
    package::write(writer, "xl/styles.bin", &out)
}

/// The shared strings; gives how many there are.
fn copy_strings<R: Read + Seek>(package: &mut Package<R>, path: &str, writer: &mut Writer) -> Result<u32, TableError> {
    let mut count = 0_u32;
    // Strings are counted before any is written, since the count stands before them.
    each_record(package, path, MOST_STRINGS, |kind, data| {
        if kind == kind::STRING {
            wide_end(data, 1)?;
            count += 1;
        }
        Some(true)
    })?;
    let mut out = Deflating::begin(writer, "xl/sharedStrings.bin")?;
    out.add(kind::BEGIN_STRINGS, &[count.to_le_bytes(), count.to_le_bytes()].concat())?;
    let mut failed = None;
    each_record(package, path, MOST_STRINGS, |kind, data| {
        if kind == kind::STRING {
            // The text alone: formats of its stretches and phonetic signs follow it.
            let end = wide_end(data, 1)?;
            failed = out.add(kind, &data[..end]).err();
        }
        Some(failed.is_none())
    })?;
    failed.map_or_else(|| out.finish(), Err)?;
    Ok(count)
}

/// Rows and cells, each long enough for what it says; error values that came after Excel 2007 as `#N/A`. Gives what the sheet shows of them.
fn copy_cells<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    writer: &mut Writer,
    strings: u32,
) -> Result<View, TableError> {
    let mut out = Deflating::begin(writer, "xl/worksheets/sheet.bin")?;
    out.add(kind::BEGIN_SHEET, &[])?;
    out.add(kind::DIMENSIONS, &[0; 16])?;
    out.add(kind::BEGIN_CELLS, &[])?;
    let (mut failed, mut ended, mut begun) = (None, false, false);
    let mut held = Vec::new();
    let (mut hidden, mut is_filtered) = (Vec::new(), false);
    let read = each_record(package, path, MOST_INFLATED, |kind, data| {
        if ended {
            is_filtered |= kind == kind::FILTERED_COLUMN;
            return Some(kind != kind::END_FILTER);
        }
        held.clear();
        held.extend_from_slice(data);
        let mut kind = kind;
        match kind {
            kind::BEGIN_CELLS => {
                begun = true;
                return Some(true);
            }
            kind::END_CELLS => {
                ended = true;
                return Some(true);
            }
            _ if !begun => return Some(true),
            kind::ROW => {
                let row = four(data, 0)?;
                if row >= MOST_ROWS {
                    return None;
                }
                // MS-XLSB 2.4.701.
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    hidden.push(row + 1);
                }
                held.truncate(4);
            }
            kind::RK => held.truncate(length(data, 12)?),
            kind::REAL | kind::FORMULA_NUMBER => held.truncate(length(data, 16)?),
            kind::BOOL | kind::FORMULA_BOOL => held.truncate(length(data, 9)?),
            kind::ERROR | kind::FORMULA_ERROR => {
                kind = kind::ERROR;
                held.truncate(length(data, 9)?);
                if !matches!(held[8], 0 | 7 | 15 | 23 | 29 | 36 | 42 | 43) {
                    held[8] = 42;
                }
            }
            kind::TEXT | kind::FORMULA_TEXT => held.truncate(wide_end(data, 8)?),
            kind::SHARED => {
                if four(data, 8)? >= strings {
                    return None;
                }
                held.truncate(12);
            }
            _ => return Some(true),
        }
        failed = out.add(kind, &held).err();
        Some(failed.is_none())
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if !ended {
        // What stands behind the cells may be broken.
        read?;
        return Err(damaged(Some(path), "the sheet does not end"));
    }
    out.add(kind::END_CELLS, &[])?;
    out.finish()?;
    Ok(View::new(hidden, is_filtered))
}

/// The table of the package's one sheet, `S`.
fn cells(package: impl Read + Seek, name: &str, progress: Progress<'_>) -> Result<Table, TableError> {
    let failure = |error: XlsbError| damaged(Some(name), &error.to_string());
    let mut book = Xlsb::new(package).map_err(failure)?;
    let mut reader = book.worksheet_cells_reader("S").map_err(failure)?;
    let mut rows = Rows::new(name.to_owned());
    let mut cache = Cache::default();
    let mut done = 0_u64;
    while let Some(cell) = reader.next_cell().map_err(failure)? {
        done += 1;
        if done.is_multiple_of(super::PROGRESS_CELLS) {
            progress(done, 0);
        }
        let (row, column) = cell.get_position();
        let value = cell_of(cell.get_value(), rows.texts(), &mut cache);
        rows.put(row, column, value)?;
    }
    rows.finish()
}

/// Records on their way into a part of the package, packed lightly: a sheet's are many.
struct Deflating<'a> {
    part: ZipDataWriter<DeflateEncoder<ZipEntryWriter<'a, Vec<u8>>>>,
    record: Vec<u8>,
}

impl<'a> Deflating<'a> {
    fn begin(writer: &'a mut Writer, path: &str) -> Result<Self, TableError> {
        let begun = writer.new_file(path).compression_method(CompressionMethod::DEFLATE).start();
        let (entry, config) = begun.map_err(|error| damaged(Some(path), &error.to_string()))?;
        Ok(Self { part: config.wrap(DeflateEncoder::new(entry, Compression::fast())), record: Vec::new() })
    }

    fn add(&mut self, kind: u16, data: &[u8]) -> Result<(), TableError> {
        self.record.clear();
        record(&mut self.record, kind, data);
        self.part.write_all(&self.record).map_err(|error| damaged(None, &error.to_string()))
    }

    fn finish(self) -> Result<(), TableError> {
        let finished = (|| {
            let (encoder, output) = self.part.finish()?;
            encoder.finish()?.finish(output)
        })();
        finished.map(drop).map_err(|error| damaged(None, &error.to_string()))
    }
}
