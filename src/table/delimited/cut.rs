//! Decodes a stream of bytes and cuts it into pieces that begin and end between records.

use super::encoding::{Decoder, NotUtf8};
use super::parse::{LineEnds, parse};
use super::{Dialect, Plan};
use crate::table::TableError;
use memchr::{memchr_iter, memrchr2};

/// Characters a text table may take, in bytes of UTF-8.
const MOST_TEXT: u64 = 2 << 30;
/// Fields it may have: those within quotation marks cannot be told apart here, so this lies beyond what a table may hold.
const MOST_FIELDS: usize = 128 << 20;
/// Bytes that one record may take: bounds the memory held where a quotation mark is never closed.
const MOST_RECORD: usize = 16 << 20;

/// Why no more pieces come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The file is not in the plan's encoding after all: [`super::Judge`] says in which.
    OtherEncoding,
    /// It cannot be read.
    Failed(TableError),
}

impl From<NotUtf8> for Stop {
    fn from(_: NotUtf8) -> Self {
        Self::OtherEncoding
    }
}

/// What decoding left out or replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decoded {
    pub(super) nuls: usize,
    pub(super) undecodable: usize,
}

/// Cuts a text file between records.
#[derive(Debug)]
pub struct Cutter {
    decoder: Decoder,
    scanner: Scanner,
    held: String,
    /// Where the last whole record in `held` ends.
    cut: usize,
    /// Pieces are at least this long, but for the last.
    least: usize,
    dialect: Dialect,
    /// Lines in the pieces given.
    lines: usize,
    /// Bytes of text seen.
    text: u64,
    /// Delimiters and line ends seen.
    fields: usize,
}

impl Cutter {
    /// Cuts pieces of at least `least` bytes.
    #[must_use]
    pub fn new(plan: &Plan, least: usize) -> Self {
        Self {
            decoder: Decoder::new(plan.encoding, plan.mark),
            scanner: Scanner { delimiter: plan.dialect.delimiter, state: State::Start },
            held: String::with_capacity(least + least / 4),
            cut: 0,
            least,
            dialect: plan.dialect,
            lines: 0,
            text: 0,
            fields: 0,
        }
    }

    /// Takes more bytes; gives a piece when there is enough for one.
    ///
    /// # Errors
    /// [`Stop`].
    pub fn push(&mut self, bytes: &[u8]) -> Result<Option<String>, Stop> {
        let from = self.held.len();
        self.decoder.push(bytes, &mut self.held)?;
        let new = &self.held.as_bytes()[from..];
        if let Some(end) = self.scanner.feed(new) {
            self.cut = from + end;
        }
        self.text += new.len() as u64;
        self.fields += memchr_iter(self.scanner.delimiter, new).count() + memchr_iter(b'\n', new).count();
        if self.text > MOST_TEXT {
            return Err(too_large("text bytes", MOST_TEXT));
        }
        if self.fields > MOST_FIELDS {
            return Err(too_large("cells", MOST_FIELDS as u64));
        }
        if self.held.len() - self.cut > MOST_RECORD {
            return Err(self.endless());
        }
        // A line feed may follow the carriage return, and belongs to it.
        let is_between = self.cut == self.held.len() && self.held.ends_with('\r');
        if self.held.len() < self.least || self.cut == 0 || is_between {
            return Ok(None);
        }
        let mut tail = String::with_capacity(self.least + self.least / 4);
        tail.push_str(&self.held[self.cut..]);
        self.held.truncate(self.cut);
        self.cut = 0;
        self.lines += LineEnds::of(self.held.as_bytes()).count();
        Ok(Some(std::mem::replace(&mut self.held, tail)))
    }

    /// The last piece, which may be empty, and what decoding left out.
    ///
    /// # Errors
    /// [`Stop`].
    pub fn finish(mut self) -> Result<(String, Decoded), Stop> {
        self.decoder.finish(&mut self.held)?;
        let Decoder { nuls, undecodable, .. } = self.decoder;
        Ok((self.held, Decoded { nuls, undecodable }))
    }

    /// One record took all the memory that one may: most often a quotation mark is not closed.
    fn endless(&self) -> Stop {
        match parse(&self.held[self.cut..], &self.dialect).unclosed {
            Some(lines) => {
                let before = LineEnds::of(&self.held.as_bytes()[..self.cut]).count();
                Stop::Failed(unclosed(self.lines + before + lines))
            }
            None => too_large("bytes in one row", MOST_RECORD as u64),
        }
    }
}

/// The error for a quotation mark that opens after so many whole lines and is never closed.
pub(super) fn unclosed(lines_before: usize) -> TableError {
    TableError::UnclosedQuote { line: lines_before as u64 + 1 }
}

fn too_large(what: &str, limit: u64) -> Stop {
    Stop::Failed(TableError::TooLarge { what: what.into(), limit })
}

/// Follows quotation marks through a stream, by the rules of [`super::parse`].
#[derive(Debug)]
struct Scanner {
    delimiter: u8,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// At a field's first byte.
    Start,
    /// Outside quotation marks, past a field's first byte.
    Bare,
    /// Within quotation marks.
    Quoted,
    /// After a quotation mark within quotation marks: the next byte says whether it closed them.
    Closing,
}

impl Scanner {
    /// Takes the next bytes; gives where the last record that ends within them ends.
    fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let (mut after, mut end) = (0, None);
        for quote in memchr_iter(b'"', bytes) {
            self.pass(&bytes[after..quote], after, &mut end);
            self.state = match self.state {
                State::Start | State::Closing => State::Quoted,
                State::Quoted => State::Closing,
                State::Bare => State::Bare,
            };
            after = quote + 1;
        }
        self.pass(&bytes[after..], after, &mut end);
        end
    }

    /// Takes bytes without a quotation mark, which begin at `at`.
    fn pass(&mut self, bytes: &[u8], at: usize, end: &mut Option<usize>) {
        let Some(&last) = bytes.last() else { return };
        if self.state == State::Quoted {
            return;
        }
        // Between two quotation marks there is a delimiter alone, most often: not worth a search.
        let is_worth_it = bytes.len() > 1 || last != self.delimiter;
        if let Some(found) = is_worth_it.then(|| memrchr2(b'\r', b'\n', bytes)).flatten() {
            *end = Some(at + found + 1);
        }
        let is_start = last == self.delimiter || matches!(last, b'\r' | b'\n');
        self.state = if is_start { State::Start } else { State::Bare };
    }
}
