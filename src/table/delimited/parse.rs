//! One piece of a text table as records; what any worker can do by itself.

use super::Dialect;
use crate::table::Texts;
use memchr::{memchr, memchr_iter, memchr3};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How many uneven rows a file's findings name.
pub(super) const MOST_NAMED: usize = 5;

/// The records of one piece, one after the other; texts are stored once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Chunk {
    /// Every distinct text, one after the other; the first is empty.
    pub(super) texts: String,
    /// Where each ends.
    pub(super) text_ends: Vec<u32>,
    /// Numbers of texts, record by record; empty fields at a record's end are not stored.
    pub(super) cells: Vec<u32>,
    /// Where each record ends in `cells`.
    pub(super) record_ends: Vec<u32>,
    /// Fields of each record, 0 of a blank line; known of samples alone, whose width is not known yet.
    pub(super) widths: Vec<u32>,
    /// Blank lines.
    pub(super) blank: usize,
    /// Records with too few fields, too many, and the first of both.
    pub(super) short: usize,
    pub(super) long: usize,
    pub(super) uneven: Vec<u32>,
    /// Fields with a quotation mark where none should stand, and the record of the first.
    pub(super) lone_quotes: usize,
    pub(super) first_lone_quote: Option<u32>,
    /// Line ends by kind, within quotation marks too.
    pub(super) line_ends: LineEnds,
    /// Lines of the piece before the quotation mark that is never closed.
    pub(super) unclosed: Option<usize>,
}

/// How many line ends there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct LineEnds {
    pub(super) lf: usize,
    pub(super) crlf: usize,
    pub(super) cr: usize,
}

impl LineEnds {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let feeds = memchr_iter(b'\n', bytes).count();
        let (mut crlf, mut cr) = (0, 0);
        for at in memchr_iter(b'\r', bytes) {
            if bytes.get(at + 1) == Some(&b'\n') {
                crlf += 1;
            } else {
                cr += 1;
            }
        }
        Self { lf: feeds - crlf, crlf, cr }
    }

    /// All of them.
    pub(super) fn count(self) -> usize {
        self.lf + self.crlf + self.cr
    }
}

/// Reads the records of a piece, which begins and ends between records.
///
/// A field that begins with a quotation mark ends at the next one that is not doubled; what follows up to the delimiter is kept as it
/// is, as Python's `csv` does. A quotation mark elsewhere is a character like any other. CR, LF and CR LF each end a record.
#[must_use]
pub fn parse(text: &str, dialect: &Dialect) -> Chunk {
    let (chunk, texts, above) = (Chunk::default(), Texts::default(), Vec::with_capacity(dialect.width));
    let mut parser = Parser { text, dialect: *dialect, chunk, texts, above, fields: 0 };
    parser.run();
    parser.finish()
}

struct Parser<'a> {
    text: &'a str,
    dialect: Dialect,
    chunk: Chunk,
    texts: Texts,
    /// The last record's fields, with their numbers: many fields are those of the line above, and need not be looked up.
    above: Vec<(Cow<'a, str>, u32)>,
    /// Fields of the record so far.
    fields: usize,
}

impl<'a> Parser<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let delimiter = self.dialect.delimiter;
        let mut at = 0;
        while at < bytes.len() {
            let end = if bytes[at] == b'"' {
                let (field, end) = self.quoted(at);
                self.push(field);
                end
            } else {
                let end = bare_end(bytes, at, delimiter);
                self.push(Cow::Borrowed(&self.text[at..end]));
                end
            };
            at = end + 1;
            match bytes.get(end) {
                Some(&byte) if byte == delimiter => {
                    if at == bytes.len() {
                        // The file ends with a delimiter: an empty field follows, and no line end.
                        self.push(Cow::Borrowed(""));
                        self.end_record();
                    }
                }
                Some(b'\r') => {
                    at += usize::from(bytes.get(at) == Some(&b'\n'));
                    self.end_record();
                }
                _ => self.end_record(),
            }
        }
        self.chunk.line_ends = LineEnds::of(bytes);
    }

    /// The text of a field whose quotation mark opens at `start`, and where the field ends.
    fn quoted(&mut self, start: usize) -> (Cow<'a, str>, usize) {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let mut doubled = false;
        let mut at = start + 1;
        let close = loop {
            let Some(found) = memchr(b'"', &bytes[at..]) else {
                self.chunk.unclosed.get_or_insert(LineEnds::of(&bytes[..start]).count());
                return (Cow::Borrowed(&text[start + 1..]), bytes.len());
            };
            at += found + 1;
            if bytes.get(at) != Some(&b'"') {
                break at - 1;
            }
            doubled = true;
            at += 1;
        };
        let inner = &text[start + 1..close];
        let inner = if doubled { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
        if is_end(bytes.get(close + 1), self.dialect.delimiter) {
            return (inner, close + 1);
        }
        let end = bare_end(bytes, close + 1, self.dialect.delimiter);
        self.lone_quote();
        (Cow::Owned(inner.into_owned() + &text[close + 1..end]), end)
    }

    fn push(&mut self, field: Cow<'a, str>) {
        let place = self.fields;
        self.fields += 1;
        if field.is_empty() {
            return self.chunk.cells.push(Texts::EMPTY.0);
        }
        let id = match self.above.get(place) {
            Some((above, id)) if *above == field => *id,
            _ => self.texts.intern(&field).0,
        };
        self.chunk.cells.push(id);
        match self.above.get_mut(place) {
            Some(above) => *above = (field, id),
            None if place < self.dialect.width => {
                self.above.resize(place, (Cow::Borrowed(""), Texts::EMPTY.0));
                self.above.push((field, id));
            }
            None => {}
        }
    }

    fn lone_quote(&mut self) {
        self.chunk.lone_quotes += 1;
        self.chunk.first_lone_quote.get_or_insert(self.chunk.record_ends.len() as u32);
    }

    fn end_record(&mut self) {
        let chunk = &mut self.chunk;
        let start = chunk.record_ends.last().map_or(0, |&end| end as usize);
        while chunk.cells.len() > start && chunk.cells.last() == Some(&Texts::EMPTY.0) {
            chunk.cells.pop();
        }
        let filled = chunk.cells.len() - start;
        let fields = std::mem::take(&mut self.fields);
        let is_blank = fields == 1 && filled == 0;
        chunk.blank += usize::from(is_blank);
        let width = self.dialect.width;
        if width == 0 {
            chunk.widths.push(if is_blank { 0 } else { fields as u32 });
        } else if !is_blank && (fields < width || filled > width) {
            *if fields < width { &mut chunk.short } else { &mut chunk.long } += 1;
            // One more than is named: Excel's own first line may be among them, and is no row.
            if chunk.uneven.len() <= MOST_NAMED {
                chunk.uneven.push(chunk.record_ends.len() as u32);
            }
        }
        chunk.record_ends.push(chunk.cells.len() as u32);
    }

    fn finish(mut self) -> Chunk {
        (self.chunk.texts, self.chunk.text_ends) = self.texts.into_parts();
        self.chunk
    }
}

/// Whether a field may end before this byte, or at the end of all.
fn is_end(byte: Option<&u8>, delimiter: u8) -> bool {
    byte.is_none_or(|&byte| byte == delimiter || matches!(byte, b'\r' | b'\n'))
}

/// Where a field that has no quotation marks around it ends.
fn bare_end(bytes: &[u8], start: usize, delimiter: u8) -> usize {
    memchr3(delimiter, b'\r', b'\n', &bytes[start..]).map_or(bytes.len(), |found| start + found)
}
