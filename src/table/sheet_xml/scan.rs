//! One pass over the rows of a worksheet's XML, as spreadsheet programs write them.
//!
//! It knows the plain form that Excel, XlsxWriter, LibreOffice and their kin write (ECMA-376 part 1, 18.3.1) and says [`Odd`] to
//! everything else, which the general reader then reads. Most cells are written like the one above them: that is tried first.

use super::cursor::{Attributes, Cursor};
use super::form::{Form, Kind, RowForm, shared};
use super::number::{number, small_number};
use super::words::{Expected, digits, word};
use super::{Odd, Quick};
use crate::table::rows::Rows;
use crate::table::{Cell, CellError, TableError, TextId};

/// Rows a sheet has at most.
const MOST_ROWS: u32 = 1 << 20;
/// Columns a sheet has at most.
const MOST_COLUMNS: u32 = 16_384;

/// Reads rows, some at a time, and puts their cells into a table.
#[derive(Debug)]
pub(super) struct Scanner {
    /// For each cell format (`cellXfs`) whether it shows a number as a date.
    is_date: Vec<bool>,
    /// The shared strings.
    strings: Vec<TextId>,
    pub(super) rows: Rows,
    /// 1-based number of the last row seen.
    pub(super) last_row: u32,
    /// From the end of a row's number to its first cell.
    row_between: Expected,
    /// A row of this form is hidden.
    row_is_hidden: bool,
    /// 1-based numbers of the rows that are hidden.
    pub(super) hidden: Vec<u32>,
    /// By 0-based column.
    forms: Vec<Form>,
    /// The end of the sheet's data was seen.
    pub(super) ended: bool,
}

impl Scanner {
    pub(super) fn new(is_date: Vec<bool>, strings: Vec<TextId>, rows: Rows) -> Self {
        let row_between = Expected::NOTHING;
        Self {
            is_date,
            strings,
            rows,
            last_row: 0,
            row_between,
            row_is_hidden: false,
            hidden: Vec::new(),
            forms: Vec::new(),
            ended: false,
        }
    }

    /// Reads the rows in `xml`, which begins at a `<row` (or before the first one) and ends where a row ends.
    ///
    /// # Errors
    /// [`Quick`].
    pub(super) fn scan(&mut self, xml: &[u8]) -> Result<(), Quick> {
        let mut at = Cursor { xml, position: 0 };
        while at.skip_to_tag() {
            if let Some(row) = self.row_as_expected(&mut at) {
                if self.row_is_hidden {
                    self.hidden.push(row);
                }
                self.row(&mut at, row)?;
            } else if at.eat(b"<row") {
                self.row_of_any_form(&mut at)?;
            } else if at.eat(b"</sheetData>") || at.eat(b"<sheetData/>") {
                self.ended = true;
                return Ok(());
            } else {
                return Err(Odd.into());
            }
        }
        Ok(())
    }

    /// The number of a row whose tag looks like the last one.
    fn row_as_expected(&self, at: &mut Cursor<'_>) -> Option<u32> {
        const START: u64 = u64::from_le_bytes(*b"<row r=\"");
        if word(at.xml, at.position)? != START {
            return None;
        }
        let (count, row) = digits(word(at.xml, at.position + 8)?);
        let between = at.position + 8 + count;
        self.row_between.fits(at.xml, between).then(|| {
            at.position = between + self.row_between.length;
            row
        })
    }

    fn row_of_any_form(&mut self, at: &mut Cursor<'_>) -> Result<(), Quick> {
        let start = at.position;
        let attributes = at.attributes()?;
        let row = attributes.row.ok_or(Odd)?;
        if attributes.hidden {
            self.hidden.push(row);
        }
        if attributes.closed {
            return Ok(());
        }
        let tag = &at.xml[start..at.position];
        if let Some(end) = tag.strip_prefix(b" r=\"").and_then(|rest| rest.iter().position(|&byte| byte == b'"')) {
            self.row_between = Expected::new(&tag[b" r=\"".len() + end..]);
            self.row_is_hidden = attributes.hidden;
        }
        self.row(at, row)
    }

    /// The cells of one row, up to and with `</row>`.
    fn row(&mut self, at: &mut Cursor<'_>, row: u32) -> Result<(), Quick> {
        if row <= self.last_row || row > MOST_ROWS {
            return Err(Odd.into());
        }
        self.last_row = row;
        let row = RowForm::new(row);
        let mut next = 0;
        loop {
            if self.cell_as_expected(at, &row, next) {
                next += 1;
                continue;
            }
            if !at.skip_to_tag() {
                return Err(Odd.into());
            }
            if at.eat(b"</row>") {
                return Ok(());
            }
            next = self.cell_of_any_form(at, &row, next)? + 1;
        }
    }

    /// Puts the cell in this column if it looks like the one above it; false, and nothing done, if not.
    #[inline]
    fn cell_as_expected(&mut self, at: &mut Cursor<'_>, row: &RowForm, column: u32) -> bool {
        let Some(form) = self.forms.get(column as usize) else { return false };
        let found = form
            .reference(at.xml, at.position, row)
            .and_then(|after| form.cell(at.xml, after, &self.strings))
            .filter(|&(cell, _)| self.rows.put_next(row.number - 1, column, cell));
        if let Some((_, after)) = found {
            at.position = after;
        }
        found.is_some()
    }

    /// Puts the next cell of the row, in column `least` or to the right of it, and gives its column.
    fn cell_of_any_form(&mut self, at: &mut Cursor<'_>, row: &RowForm, least: u32) -> Result<u32, Quick> {
        let start = at.position;
        at.expect(b"<c")?;
        let attributes = at.attributes()?;
        let column = attributes.column.filter(|&column| column >= least && column < MOST_COLUMNS).ok_or(Odd)?;
        if attributes.row != Some(row.number) {
            return Err(Odd.into());
        }
        while self.forms.len() <= column as usize {
            // Below 16,384.
            self.forms.push(Form::new(self.forms.len() as u32));
        }
        if attributes.closed {
            return Ok(column);
        }
        let form = &mut self.forms[column as usize];
        if let Some(between) = form.reference(at.xml, start, row)
            && at.is_at(b"<v>")
            && let Some(kind) = kind(&attributes, &self.is_date)
        {
            form.expect(&at.xml[between..at.position + b"<v>".len()], kind);
        }
        let cell = self.content(at, &attributes)?;
        self.rows.put(row.number - 1, column, cell).map_err(|error| match error {
            // Out of order: what becomes of it is the general reader's to say.
            TableError::Damaged { .. } => Quick::Odd,
            error => Quick::Failed(error),
        })?;
        Ok(column)
    }

    /// What stands between `<c …>` and `</c>`.
    fn content(&mut self, at: &mut Cursor<'_>, attributes: &Attributes<'_>) -> Result<Cell, Odd> {
        let mut cell = Cell::Empty;
        loop {
            if !at.skip_to_tag() {
                return Err(Odd);
            }
            if at.eat(b"<v>") {
                cell = self.value(at.text()?, attributes)?;
                at.expect(b"</v>")?;
            } else if at.eat(b"</c>") {
                return Ok(cell);
            } else if at.eat(b"<v/>") {
                cell = Cell::Empty;
            } else if at.eat(b"<f>") {
                at.text()?;
                at.expect(b"</f>")?;
            } else {
                return Err(Odd);
            }
        }
    }

    /// A `<v>`'s text by the cell's type.
    fn value(&mut self, text: &[u8], attributes: &Attributes<'_>) -> Result<Cell, Odd> {
        Ok(match attributes.kind {
            b"" | b"n" if text.is_empty() => Cell::Empty,
            b"" | b"n" | b"s" => match kind(attributes, &self.is_date).ok_or(Odd)? {
                Kind::Shared => {
                    let index = small_number(text).ok_or(Odd)?;
                    shared(*self.strings.get(index as usize).ok_or(Odd)?)
                }
                Kind::Number => Cell::Number(number(text)?),
                Kind::Date => Cell::Date(number(text)?),
            },
            b"str" if text.contains(&b'&') || text.contains(&b'_') => return Err(Odd),
            b"str" => {
                let text = std::str::from_utf8(text).map_err(|_| Odd)?;
                shared(self.rows.texts().intern(text))
            }
            b"b" => match text {
                b"0" => Cell::Bool(false),
                b"1" => Cell::Bool(true),
                _ => return Err(Odd),
            },
            b"e" => Cell::Error(match text {
                b"#DIV/0!" => CellError::Div0,
                b"#N/A" => CellError::NA,
                b"#NAME?" => CellError::Name,
                b"#NULL!" => CellError::Null,
                b"#NUM!" => CellError::Num,
                b"#REF!" => CellError::Ref,
                b"#VALUE!" => CellError::Value,
                _ => return Err(Odd),
            }),
            _ => return Err(Odd),
        })
    }
}

/// What a cell's value is, if it is a number or a shared string, of a style there is.
fn kind(attributes: &Attributes<'_>, is_date: &[bool]) -> Option<Kind> {
    match (attributes.kind, attributes.style) {
        (b"s", _) => Some(Kind::Shared),
        (b"" | b"n", None) => Some(Kind::Number),
        (b"" | b"n", Some(style)) => {
            is_date.get(style as usize).map(|&date| if date { Kind::Date } else { Kind::Number })
        }
        _ => None,
    }
}
