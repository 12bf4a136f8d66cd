//! Tables of a sheet: columns with their formats, a header that stays, a filter.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use std::borrow::Cow;

/// Letters of a cell: Excel refuses more than 32,767, and nobody reads so many.
const MOST_LETTERS: usize = 1_000;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Text of several lines.
    Prose,
    /// A number that names something.
    Number,
    Whole,
    Money,
    Decimal,
    Share,
    Score,
}

impl Kind {
    pub(super) fn format(self) -> Format {
        let format = Format::new().set_align(FormatAlign::Top);
        match self {
            Self::Text => format.set_align(FormatAlign::Left).set_indent(1),
            Self::Prose => format.set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
            Self::Number => format.set_align(FormatAlign::Left).set_num_format("0").set_indent(1),
            Self::Whole => format.set_num_format("#,##0"),
            Self::Money => format.set_num_format("#,##0.00"),
            Self::Decimal => format.set_num_format("#,##0.0"),
            Self::Share => format.set_num_format("0.0%"),
            Self::Score => format.set_num_format("0.0000"),
        }
    }
}

/// A column of a table.
pub(super) struct Column {
    head: String,
    /// In Excel's unit: the width of so many digits.
    width: f64,
    kind: Kind,
}

impl Column {
    pub(super) fn new(head: impl Into<String>, width: f64, kind: Kind) -> Self {
        Self { head: head.into(), width, kind }
    }
}

/// A cell.
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        // Counts stay far below 2^53.
        Self::Number(count as f64)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    /// Nothing is an empty cell.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Text("".into()), Into::into)
    }
}

/// The look of the head of a column, above what stands in it.
pub(super) fn head(kind: Kind) -> Format {
    let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
    let format = match kind {
        Kind::Text | Kind::Prose | Kind::Number => format.set_align(FormatAlign::Left).set_indent(1),
        _ => format.set_align(FormatAlign::Right),
    };
    format.set_background_color(Color::RGB(0xE6_E9_ED)).set_border_bottom(FormatBorder::Thin)
}

/// A sheet that is one table: the header stays in view and is repeated in print, every column can be filtered. Returns the rows below it.
pub(super) fn write<'a>(
    sheet: &mut Worksheet,
    columns: &[Column],
    rows: impl Iterator<Item = Vec<Value<'a>>>,
) -> Result<u32, XlsxError> {
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        // Cells take the format of their column.
        sheet.set_column_format(at, &column.kind.format())?;
        sheet.write_string_with_format(0, at, &column.head, &head(column.kind))?;
    }
    let highest = columns.iter().map(|column| lines(&column.head, column.width)).max().unwrap_or(1);
    set_height(sheet, 0, highest)?;
    let mut written = 0;
    for (row, values) in (1..).zip(rows) {
        let mut most = 1;
        for ((at, value), column) in (0..).zip(values).zip(columns) {
            if let (Value::Text(text), Kind::Prose) = (&value, column.kind) {
                most = lines(text, column.width).max(most);
            }
            cell(sheet, (row, at), &value, None)?;
        }
        set_height(sheet, row, most)?;
        written = row;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    if let (1.., Ok(last)) = (written, u16::try_from(columns.len().saturating_sub(1))) {
        sheet.autofilter(0, 0, written, last)?;
    }
    Ok(written)
}

/// How many lines a text takes in a column of this width, about; not every program finds that out by itself.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    // Whole numbers far below 2^32.
    let of = |line: &str| (line.chars().count() as f64 / width * 1.1).ceil().max(1.0) as u32;
    text.lines().map(of).sum::<u32>().max(1)
}

/// Room for so many lines, where it is more than one.
pub(super) fn set_height(sheet: &mut Worksheet, row: u32, lines: u32) -> Result<(), XlsxError> {
    if lines > 1 {
        sheet.set_row_height(row, 15 * lines)?;
    }
    Ok(())
}

/// Writes a value; nothing where it is empty or no number. A text is a text, even one that looks like a formula.
pub(super) fn cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value<'_>,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    match (value, format) {
        (Value::Text(text), _) if text.is_empty() => return Ok(()),
        (Value::Number(number), _) if !number.is_finite() => return Ok(()),
        (Value::Text(text), None) => sheet.write_string(row, column, cut(text))?,
        (Value::Text(text), Some(format)) => sheet.write_string_with_format(row, column, cut(text), format)?,
        (Value::Number(number), None) => sheet.write_number(row, column, *number)?,
        (Value::Number(number), Some(format)) => sheet.write_number_with_format(row, column, *number, format)?,
    };
    Ok(())
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
