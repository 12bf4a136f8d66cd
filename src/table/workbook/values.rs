//! calamine's values as cells.

use crate::table::{Cell, CellError, TextId, Texts, serial};
use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, ExcelDateTimeType};

/// Numbers of shared strings by where calamine holds them: each is hashed once, not once a cell.
#[derive(Default)]
pub(super) struct Cache(hashbrown::HashMap<usize, TextId>);

impl Cache {
    fn intern(&mut self, text: &str, texts: &mut Texts) -> TextId {
        *self.0.entry(text.as_ptr() as usize).or_insert_with(|| texts.intern(text))
    }
}

/// A value of a stream; its shared strings must outlive `cache`.
pub(super) fn cell_of(value: &DataRef<'_>, texts: &mut Texts, cache: &mut Cache) -> Cell {
    match value {
        DataRef::SharedString(text) if !text.is_empty() => Cell::Text(cache.intern(text, texts)),
        DataRef::Empty | DataRef::SharedString(_) => Cell::Empty,
        DataRef::String(text) => text_cell(text, texts),
        DataRef::DurationIso(text) => duration(text, texts),
        DataRef::DateTimeIso(text) => date(text, texts),
        DataRef::Int(number) => whole(*number),
        DataRef::Float(number) => number_cell(*number),
        DataRef::DateTime(moment) => moment_cell(*moment),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::Error(error) => Cell::Error(error_of(error)),
    }
}

/// A value of a range.
pub(super) fn cell_of_owned(value: &Data, texts: &mut Texts) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) => text_cell(text, texts),
        Data::DurationIso(text) => duration(text, texts),
        Data::DateTimeIso(text) => date(text, texts),
        Data::Int(number) => whole(*number),
        Data::Float(number) => number_cell(*number),
        Data::DateTime(moment) => moment_cell(*moment),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::Error(error) => Cell::Error(error_of(error)),
    }
}

fn text_cell(text: &str, texts: &mut Texts) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(texts.intern(text)) }
}

fn date(text: &str, texts: &mut Texts) -> Cell {
    serial::from_iso(text).map_or_else(|| text_cell(text, texts), Cell::Date)
}

/// `PT36H30M15S`, as OpenDocument writes a time of day or a length of time, in days.
fn duration(text: &str, texts: &mut Texts) -> Cell {
    serial::from_iso_duration(text).map_or_else(|| text_cell(text, texts), Cell::Number)
}

#[expect(clippy::cast_precision_loss, reason = "spreadsheets hold doubles; whole numbers come from 30 bits")]
fn whole(number: i64) -> Cell {
    Cell::Number(number as f64)
}

/// No spreadsheet holds a number that is infinite or none: a file that says so holds an error.
fn number_cell(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Error(CellError::Num) }
}

fn moment_cell(moment: ExcelDateTime) -> Cell {
    match number_cell(moment.as_f64()) {
        Cell::Number(_) if moment.is_datetime() => Cell::Date(since_1900(moment)),
        cell => cell,
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

/// The error value that a text shows: OpenDocument has no other way to say it.
pub(super) fn error_shown(text: &str) -> Option<CellError> {
    Some(match text {
        "#DIV/0!" => CellError::Div0,
        "#N/A" => CellError::NA,
        "#NAME?" => CellError::Name,
        "#NULL!" => CellError::Null,
        "#NUM!" => CellError::Num,
        "#REF!" => CellError::Ref,
        "#VALUE!" => CellError::Value,
        text if text
            .strip_prefix("Err:")
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit())) =>
        {
            CellError::Other
        }
        _ => return None,
    })
}
