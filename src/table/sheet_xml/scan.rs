//! One pass over the rows of a worksheet's XML, as spreadsheet programs write them.
//!
//! It knows the plain form that Excel, XlsxWriter, LibreOffice and their kin write (ECMA-376 part 1, 18.3.1) and says [`Odd`] to
//! everything else, which the general reader then reads.

use super::chunk::{Chunk, Raw};
use crate::table::CellError;

/// The XML holds something this scanner does not know; the general reader must read the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Odd;

/// What every chunk of a sheet shares.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sheet {
    /// For each cell format (`cellXfs`) whether it shows a number as a date.
    pub is_date: Vec<bool>,
}

/// Reads the rows in `xml`, which begins at a `<row` (or before the first one) and ends where a row ends.
///
/// # Errors
/// [`Odd`].
pub fn scan(xml: &[u8], sheet: &Sheet) -> Result<Chunk, Odd> {
    let mut chunk = Chunk::default();
    let mut at = Cursor { xml, position: 0 };
    while at.skip_to_tag() {
        if at.eat(b"<row") {
            let attributes = at.attributes()?;
            let row = attributes.row.ok_or(Odd)?;
            if !attributes.closed {
                cells(&mut at, row, sheet, &mut chunk)?;
            }
        } else if at.eat(b"</sheetData>") || at.eat(b"<sheetData/>") {
            chunk.ended = true;
            return Ok(chunk);
        } else {
            return Err(Odd);
        }
    }
    Ok(chunk)
}

/// The cells of one row, up to and with `</row>`.
fn cells(at: &mut Cursor<'_>, row: u32, sheet: &Sheet, chunk: &mut Chunk) -> Result<(), Odd> {
    loop {
        if !at.skip_to_tag() {
            return Err(Odd);
        }
        if at.eat(b"<c") {
            let attributes = at.attributes()?;
            let column = attributes.column.ok_or(Odd)?;
            if attributes.closed {
                continue;
            }
            let raw = content(at, &attributes, sheet)?;
            chunk.put(row, column, raw)?;
        } else if at.eat(b"</row>") {
            return Ok(());
        } else {
            return Err(Odd);
        }
    }
}

/// What stands between `<c …>` and `</c>`.
fn content(at: &mut Cursor<'_>, attributes: &Attributes<'_>, sheet: &Sheet) -> Result<Raw, Odd> {
    let mut raw = Raw::Empty;
    loop {
        if !at.skip_to_tag() {
            return Err(Odd);
        }
        if at.eat(b"<v>") {
            raw = value(at.text()?, attributes, sheet)?;
            at.expect(b"</v>")?;
        } else if at.eat(b"</c>") {
            return Ok(raw);
        } else if at.eat(b"<v/>") {
            raw = Raw::Empty;
        } else if at.eat(b"<f>") {
            at.text()?;
            at.expect(b"</f>")?;
        } else {
            return Err(Odd);
        }
    }
}

/// A `<v>`'s text by the cell's type.
fn value(text: &[u8], attributes: &Attributes<'_>, sheet: &Sheet) -> Result<Raw, Odd> {
    Ok(match attributes.kind {
        b"s" => Raw::Shared(small_number(text).ok_or(Odd)?),
        b"" | b"n" if text.is_empty() => Raw::Empty,
        b"" | b"n" => {
            let number = number(text)?;
            match attributes.style {
                Some(style) if *sheet.is_date.get(style as usize).ok_or(Odd)? => Raw::Date(number),
                _ => Raw::Number(number),
            }
        }
        b"str" if text.contains(&b'&') || text.contains(&b'_') => return Err(Odd),
        b"str" => Raw::Text(std::str::from_utf8(text).map_err(|_| Odd)?.into()),
        b"b" => match text {
            b"0" => Raw::Bool(false),
            b"1" => Raw::Bool(true),
            _ => return Err(Odd),
        },
        b"e" => Raw::Error(match text {
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

/// The attributes of a `<row` or `<c` that matter.
struct Attributes<'a> {
    /// `r` of a row, or the digits of a cell's.
    row: Option<u32>,
    /// 0-based column, of a cell's `r`.
    column: Option<u32>,
    style: Option<u32>,
    kind: &'a [u8],
    /// The tag ended with `/>`.
    closed: bool,
}

struct Cursor<'a> {
    xml: &'a [u8],
    position: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.xml[self.position..]
    }

    /// Goes to the next tag over white space; false at the end.
    fn skip_to_tag(&mut self) -> bool {
        while let Some(&byte) = self.xml.get(self.position) {
            if byte == b'<' {
                return true;
            }
            if !byte.is_ascii_whitespace() {
                // Text where none belongs: the caller's next look at the tag fails.
                return true;
            }
            self.position += 1;
        }
        false
    }

    fn eat(&mut self, tag: &[u8]) -> bool {
        let found = self.rest().starts_with(tag);
        if found {
            self.position += tag.len();
        }
        found
    }

    fn expect(&mut self, tag: &[u8]) -> Result<(), Odd> {
        if self.eat(tag) { Ok(()) } else { Err(Odd) }
    }

    /// The text up to the next tag.
    fn text(&mut self) -> Result<&'a [u8], Odd> {
        let rest = self.rest();
        let end = rest.iter().position(|&byte| byte == b'<').ok_or(Odd)?;
        self.position += end;
        Ok(&rest[..end])
    }

    /// The attributes up to and with `>` or `/>`.
    fn attributes(&mut self) -> Result<Attributes<'a>, Odd> {
        let mut found = Attributes { row: None, column: None, style: None, kind: b"", closed: false };
        loop {
            match self.rest() {
                [b'>', ..] => {
                    self.position += 1;
                    return Ok(found);
                }
                [b'/', b'>', ..] => {
                    self.position += 2;
                    found.closed = true;
                    return Ok(found);
                }
                [b' ', ..] => self.position += 1,
                _ => {
                    let (name, value) = self.attribute()?;
                    match name {
                        b"r" => (found.column, found.row) = reference(value).ok_or(Odd)?,
                        b"s" => found.style = Some(small_number(value).ok_or(Odd)?),
                        b"t" => found.kind = value,
                        _ => {}
                    }
                }
            }
        }
    }

    /// One `name="value"`.
    fn attribute(&mut self) -> Result<(&'a [u8], &'a [u8]), Odd> {
        let rest = self.rest();
        let equals = rest.iter().take(64).position(|&byte| byte == b'=').ok_or(Odd)?;
        let value = rest.get(equals + 2..).ok_or(Odd)?;
        if rest[equals + 1] != b'"' {
            return Err(Odd);
        }
        let end = value.iter().position(|&byte| byte == b'"').ok_or(Odd)?;
        self.position += equals + 2 + end + 1;
        Ok((&rest[..equals], &value[..end]))
    }
}

/// `B12` → column 1, row 12; `12` → row 12.
fn reference(text: &[u8]) -> Option<(Option<u32>, Option<u32>)> {
    let letters = text.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    if letters > 3 {
        return None;
    }
    let column = text[..letters].iter().fold(0, |column, &letter| column * 26 + u32::from(letter - b'A') + 1);
    Some((column.checked_sub(1), Some(small_number(&text[letters..])?)))
}

/// A whole number of one to nine digits.
fn small_number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |number, &byte| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0')))
}

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// The double nearest to a decimal number, as `str::parse` gives it.
///
/// Up to 15 digits with up to 22 decimals are two exact doubles, so that their quotient is rounded once: correctly (Clinger 1990).
fn number(text: &[u8]) -> Result<f64, Odd> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let mut whole = 0_u64;
    let mut decimals = None;
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = whole.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                decimals = decimals.map(|decimals: usize| decimals + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return general(text),
        }
    }
    let decimals = decimals.unwrap_or(0);
    if digits.is_empty() || digits.len() > 16 || whole >= 1_000_000_000_000_000 || decimals >= POWERS.len() {
        return general(text);
    }
    #[expect(clippy::cast_precision_loss, reason = "below 10^15 < 2^53, so exact")]
    let magnitude = whole as f64 / POWERS[decimals];
    Ok(if negative { -magnitude } else { magnitude })
}

fn general(text: &[u8]) -> Result<f64, Odd> {
    let number: f64 = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or(Odd)?;
    if number.is_finite() && text.iter().any(u8::is_ascii_digit) { Ok(number) } else { Err(Odd) }
}
