//! A place in a worksheet's XML, and the general way through its tags: whatever their order of attributes and white space.

use super::Odd;
use super::number::small_number;

/// The attributes of a `<row` or `<c` that matter.
pub(super) struct Attributes<'a> {
    /// `r` of a row, or the digits of a cell's.
    pub(super) row: Option<u32>,
    /// 0-based column, of a cell's `r`.
    pub(super) column: Option<u32>,
    pub(super) style: Option<u32>,
    pub(super) kind: &'a [u8],
    /// The row is hidden.
    pub(super) hidden: bool,
    /// The tag ended with `/>`.
    pub(super) closed: bool,
}

pub(super) struct Cursor<'a> {
    pub(super) xml: &'a [u8],
    pub(super) position: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.xml[self.position..]
    }

    /// Goes to the next tag over white space; false at the end.
    pub(super) fn skip_to_tag(&mut self) -> bool {
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

    pub(super) fn is_at(&self, tag: &[u8]) -> bool {
        self.rest().starts_with(tag)
    }

    pub(super) fn eat(&mut self, tag: &[u8]) -> bool {
        let found = self.is_at(tag);
        if found {
            self.position += tag.len();
        }
        found
    }

    pub(super) fn expect(&mut self, tag: &[u8]) -> Result<(), Odd> {
        if self.eat(tag) { Ok(()) } else { Err(Odd) }
    }

    /// The text up to the next tag.
    pub(super) fn text(&mut self) -> Result<&'a [u8], Odd> {
        let rest = self.rest();
        let end = rest.iter().position(|&byte| byte == b'<').ok_or(Odd)?;
        self.position += end;
        Ok(&rest[..end])
    }

    /// The attributes up to and with `>` or `/>`.
    pub(super) fn attributes(&mut self) -> Result<Attributes<'a>, Odd> {
        let mut found = Attributes { row: None, column: None, style: None, kind: b"", hidden: false, closed: false };
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
                        b"hidden" => found.hidden = matches!(value, b"1" | b"true"),
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
