//! Text tables (.csv, .tsv, .txt): encoding, dialect, records, and how they come together to a table.
//!
//! A [`Plan`] is made from the first bytes. The file then streams through a [`Cutter`], which decodes it and cuts it between records;
//! [`parse`] reads a piece, on any worker; [`Plan::assemble`] makes the table and holds the plan against the whole file.

mod assemble;
mod cut;
mod dialect;
mod encoding;
mod parse;

pub use cut::{Cutter, Decoded, Stop};
pub use dialect::Dialect;
pub use encoding::{Encoding, Judge};
pub use parse::{Chunk, parse};

use super::{Table, TableError};
use encoding::Decoder;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Seek, SeekFrom};

/// Bytes of the file that decide encoding and dialect.
pub const SAMPLE: usize = 1 << 18;
/// Rows that a text table may have.
const MOST_ROWS: usize = 5_000_000;
/// Bytes read at once.
const BLOCK: usize = 1 << 18;
/// Text parsed as one piece.
const PIECE: usize = 4 << 20;

/// How a text file is to be read, decided from its first bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// How its bytes make characters.
    pub encoding: Encoding,
    /// Bytes of the byte order mark.
    mark: usize,
    /// Delimiter and width: what every piece needs to know.
    pub dialect: Dialect,
    /// The first record is Excel's `sep=;`, which no spreadsheet shows as a row.
    has_separator_line: bool,
}

impl Plan {
    /// Decides from the file's first bytes, [`SAMPLE`] of them if there are so many; `None` if they are no text.
    #[must_use]
    pub fn new(sample: &[u8]) -> Option<Self> {
        let (encoding, mark) = encoding::detect(sample)?;
        let mut text = String::new();
        // What is cut off at the sample's end is no fault, and the encoding has just been found to fit.
        let _ = Decoder::new(encoding, mark).push(sample, &mut text);
        let is_whole = sample.len() < SAMPLE;
        let named = dialect::separator_line(&text);
        let body = named.map_or(text.as_str(), |(_, length)| &text[length..]);
        let dialect = match named {
            Some((delimiter, _)) => Dialect::of(body, is_whole, delimiter),
            None => Dialect::detect(body, is_whole),
        };
        Some(Self { encoding, mark, dialect, has_separator_line: named.is_some() })
    }

    /// The same plan in another encoding, once the whole file has shown that it is not in this one.
    #[must_use]
    pub fn in_encoding(self, encoding: Encoding) -> Self {
        Self { encoding, ..self }
    }
}

/// What was found in a text file on the way to its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFile {
    /// How its bytes make characters.
    pub encoding: Encoding,
    /// What stands between fields.
    pub delimiter: char,
    /// What ends its lines.
    pub line_end: LineEnd,
    /// Rows with fewer fields than most: the fields they lack are empty.
    pub short_rows: usize,
    /// Rows with filled fields beyond those of most: they are kept in columns of their own.
    pub long_rows: usize,
    /// The first of both, by 1-based row.
    pub uneven: Vec<u32>,
    /// Fields in which a quotation mark stands where none should: it is kept, or what follows it.
    pub lone_quotes: usize,
    /// 1-based row of the first of them.
    pub first_lone_quote: Option<u32>,
    /// NUL characters, which were left out.
    pub nuls: usize,
    /// Characters that could not be decoded and read as U+FFFD.
    pub undecodable: usize,
}

/// What ends the lines of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is named as ASCII names it; `Mixed` is more than one kind in one file")]
pub enum LineEnd {
    Lf,
    CrLf,
    Cr,
    Mixed,
}

/// Reads a text table on this thread; `None` if the file is no text. `progress` hears bytes read and their number.
///
/// # Errors
/// Any [`TableError`] but those of workbooks.
pub fn read<R: Read + Seek>(
    source: &mut R,
    sheet: Option<&str>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Option<Table>, TableError> {
    let Some(mut plan) = plan_of(source)? else { return Ok(None) };
    if let Some(wanted) = sheet {
        return Err(no_sheets(wanted));
    }
    let total = source.seek(SeekFrom::End(0)).map_err(unreadable)?;
    loop {
        source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let mut cutter = Cutter::new(&plan, PIECE);
        let mut chunks = Vec::new();
        let mut done = 0;
        let cut = blocks(source, |block| {
            done += block.len() as u64;
            progress(done, total);
            cutter.push(block).map(|piece| chunks.extend(piece.map(|text| parse(&text, &plan.dialect))))
        })?;
        match cut.and_then(|()| cutter.finish()) {
            Ok((last, decoded)) => {
                chunks.push(parse(&last, &plan.dialect));
                return plan.assemble(chunks, decoded).map(Some);
            }
            Err(Stop::Failed(error)) => return Err(error),
            Err(Stop::OtherEncoding) => {
                source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
                let mut judge = Judge::default();
                let judged: Result<(), std::convert::Infallible> = blocks(source, |block| {
                    judge.push(block);
                    Ok(())
                })?;
                let Ok(()) = judged;
                plan = plan.in_encoding(judge.finish());
            }
        }
    }
}

/// A text file has no sheet of any name.
#[must_use]
pub fn no_sheets(wanted: &str) -> TableError {
    TableError::NoSuchSheet { wanted: wanted.to_owned(), sheets: Vec::new() }
}

/// The plan for this file, read from its start; `None` if it is no text.
///
/// # Errors
/// [`TableError::Damaged`] when reading fails.
pub fn plan_of<R: Read + Seek>(source: &mut R) -> Result<Option<Plan>, TableError> {
    let mut sample = Vec::new();
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    source.by_ref().take(SAMPLE as u64).read_to_end(&mut sample).map_err(unreadable)?;
    Ok(Plan::new(&sample))
}

/// Hands the rest of the source to `each`, block by block, until it refuses one.
fn blocks<E>(
    source: &mut impl Read,
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Result<(), E>, TableError> {
    let mut block = vec![0; BLOCK];
    loop {
        let read = match source.read(&mut block) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error)),
        };
        if read == 0 {
            return Ok(Ok(()));
        }
        if let Err(refused) = each(&block[..read]) {
            return Ok(Err(refused));
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn unreadable(error: io::Error) -> TableError {
    TableError::Damaged { part: None, detail: error.to_string() }
}
