//! Records of .xls streams: those that a table needs, checked, and in the form that calamine knows (MS-XLS; BIFF2 to BIFF4 as
//! OpenOffice's documentation of the Excel file format tells).

mod cells;

use crate::table::TableError;
use crate::table::zipped::damaged;
pub(super) use cells::{Cell, cells};

/// First number of formats that are not built in.
const FIRST_FORMAT: u16 = 164;

/// The form of a book's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    Two,
    Three,
    Four,
    Five,
    Eight,
}

/// Kind and content, one record after the other.
pub(super) struct Records<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (two(self.0, 0)?, usize::from(two(self.0, 2)?));
        let content = self.0.get(4..4 + length)?;
        self.0 = &self.0[4 + length..];
        Some((kind, content))
    }
}

/// Adds a record; its content is shorter than 2^16 bytes, as all that are read here are.
pub(super) fn record(out: &mut Vec<u8>, kind: u16, content: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend((content.len() as u16).to_le_bytes());
    out.extend_from_slice(content);
}

/// A sheet as its book names it.
pub(super) struct BoundSheet<'a> {
    /// Where it begins in the stream.
    pub(super) start: usize,
    /// State, kind and name: a sheet's record but for its start.
    pub(super) record: &'a [u8],
}

/// State, kind and name of the one sheet of a small book, `S`, in any version's form: a byte more does no harm in the older ones.
pub(super) const ONE_SHEET: &[u8] = &[0, 0, 1, 0, b'S', 0];

/// What a book says once for all sheets.
pub(super) struct Globals<'a> {
    pub(super) version: Version,
    pub(super) sheets: Vec<BoundSheet<'a>>,
    codepage: u16,
    since_1904: bool,
    /// Number and code of formats, as records.
    formats: Vec<u8>,
    format_count: u16,
    /// The format of each cell format.
    cell_formats: Vec<u16>,
    /// The shared strings and their continuations.
    strings: Vec<&'a [u8]>,
    string_count: u32,
}

impl<'a> Globals<'a> {
    /// Reads what stands before the first sheet; all of the stream where the book is but one.
    pub(super) fn read(stream: &'a [u8]) -> Result<Self, TableError> {
        let broken = |kind: u16| damaged(None, &format!("record {kind:#06x}"));
        let mut records = Records(stream);
        let version = records.next().and_then(|(kind, content)| version(kind, content));
        let version = version.ok_or_else(|| damaged(None, "no beginning"))?;
        let mut book = Self {
            version,
            sheets: Vec::new(),
            codepage: 1252,
            since_1904: false,
            formats: Vec::new(),
            format_count: 0,
            cell_formats: Vec::new(),
            strings: Vec::new(),
            string_count: 0,
        };
        let mut last = 0;
        for (kind, content) in records {
            match kind {
                0x0A => break,
                // The scrambled rest cannot be read.
                0x2F => return Err(TableError::Encrypted),
                _ => book.take(kind, content, last).ok_or_else(|| broken(kind))?,
            }
            if kind != 0x3C {
                last = kind;
            }
        }
        book.string_count = count_strings(&book.strings).ok_or_else(|| broken(0xFC))?;
        if version == Version::Two {
            book.cell_formats = (0..book.format_count).map(|number| FIRST_FORMAT + number).collect();
        }
        Ok(book)
    }

    fn take(&mut self, kind: u16, content: &'a [u8], last: u16) -> Option<()> {
        match kind {
            0x42 => self.codepage = two(content, 0)?,
            0x22 => self.since_1904 = two(content, 0)? == 1,
            0x1E | 0x41E => self.format(kind, content)?,
            0xE0 => self.cell_formats.push(two(content, 2)?),
            0x243 | 0x443 => self.cell_formats.push(FIRST_FORMAT + u16::from(*content.get(1)?)),
            0x85 if self.version >= Version::Five => {
                let start = usize::try_from(four(content, 0)?).ok()?;
                // State, kind, and a name of at least no character.
                let record = content.get(4..).filter(|record| record.len() >= 4)?;
                self.sheets.push(BoundSheet { start, record });
            }
            0xFC => self.strings = vec![content.get(8..).map(|_| content)?],
            0x3C if last == 0xFC => self.strings.push(content),
            _ => {}
        }
        Some(())
    }

    /// A number format. Only from Excel 97 on its length takes two bytes, and only from Excel 5 on it has a number.
    fn format(&mut self, kind: u16, content: &[u8]) -> Option<()> {
        let (number, code) = match (self.version, kind) {
            (Version::Eight, _) => {
                record(&mut self.formats, 0x41E, content.get(..5).map(|_| content)?);
                return Some(());
            }
            (Version::Five, _) => (two(content, 0)?, content.get(2..)?),
            (_, 0x41E) => (FIRST_FORMAT + self.format_count, content.get(2..)?),
            _ => (FIRST_FORMAT + self.format_count, content),
        };
        self.format_count = (self.format_count + 1).min(200);
        let (length, text) = code.split_first()?;
        let text = text.get(..usize::from(*length)).unwrap_or(text);
        let length = text.len() as u16;
        record(&mut self.formats, 0x41E, &[&number.to_le_bytes()[..], &length.to_le_bytes(), text].concat());
        Some(())
    }

    /// The form in which cells are handed on.
    fn target(&self) -> Version {
        self.version.max(Version::Five)
    }

    /// A book with sheets of these names, all of which hold these cells.
    pub(super) fn book(&self, names: &[&[u8]], cells: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let is_eight = self.target() == Version::Eight;
        let begin: [u8; 2] = if is_eight { [0, 6] } else { [0, 5] };
        record(&mut out, 0x809, &[begin[0], begin[1], 5, 0, 0, 0, 0, 0]);
        // The encoding of texts that are not in Unicode.
        let codepage = match self.codepage {
            _ if is_eight => 1200,
            0x8000 => 10_000,
            known @ (874 | 932 | 936 | 949 | 950 | 1250..=1258 | 10_000 | 65_001) => known,
            _ => 1252,
        };
        record(&mut out, 0x42, &codepage.to_le_bytes());
        record(&mut out, 0x22, &u16::from(self.since_1904).to_le_bytes());
        out.extend(&self.formats);
        for format in &self.cell_formats {
            record(&mut out, 0xE0, &[&[0, 0][..], &format.to_le_bytes()].concat());
        }
        // calamine goes to where each sheet begins: all begin behind these records.
        let ends: usize = names.iter().map(|name| 8 + name.len()).sum();
        let has_cells = !cells.is_empty();
        let strings: usize = if has_cells { self.strings.iter().map(|content| 4 + content.len()).sum() } else { 0 };
        let start = (out.len() + ends + strings + 4) as u32;
        for name in names {
            let mut name = name.to_vec();
            name[0] &= 3;
            if name[0] == 3 {
                name[0] = 2;
            }
            if !matches!(name[1], 0 | 1 | 2 | 6) {
                name[1] = 2;
            }
            record(&mut out, 0x85, &[&start.to_le_bytes()[..], &name].concat());
        }
        if has_cells {
            for (number, content) in self.strings.iter().enumerate() {
                record(&mut out, if number == 0 { 0xFC } else { 0x3C }, content);
            }
        }
        record(&mut out, 0x0A, &[]);
        record(&mut out, 0x809, &[begin[0], begin[1], 0x10, 0, 0, 0, 0, 0]);
        out.extend_from_slice(cells);
        record(&mut out, 0x0A, &[]);
        out
    }
}

fn version(kind: u16, content: &[u8]) -> Option<Version> {
    Some(match (kind, two(content, 0)?) {
        (0x09, _) => Version::Two,
        (0x209, _) => Version::Three,
        (0x409, _) => Version::Four,
        (0x809, 0x0500) => Version::Five,
        (0x809, 0x0200 | 0x0002 | 0x0007) => Version::Two,
        (0x809, 0x0300) => Version::Three,
        (0x809, 0x0400) => Version::Four,
        (0x809, _) => Version::Eight,
        _ => return None,
    })
}

/// Counts shared strings as calamine will; none where it would read past the end of a part (MS-XLS 2.5.293).
fn count_strings(parts: &[&[u8]]) -> Option<u32> {
    let Some((first, rest)) = parts.split_first() else { return Some(0) };
    let (mut data, mut rest, mut count) = (first.get(8..)?, rest, 0);
    while !data.is_empty() || advance(&mut data, &mut rest) {
        count += 1;
        if data.is_empty() {
            continue;
        }
        let (mut left, flags) = (usize::from(two(data, 0)?), *data.get(2)?);
        data = &data[3..];
        let (mut formats, mut extension) = (0, 0);
        if flags & 8 != 0 {
            formats = usize::from(two(data, 0)?);
            data = &data[2..];
        }
        if flags & 4 != 0 {
            extension = usize::try_from(four(data, 0)?).ok()?;
            data = &data[4..];
        }
        let mut wide = flags & 1 != 0;
        loop {
            let width = if wide { 2 } else { 1 };
            let taken = left.min(data.len() / width);
            data = &data[taken * width..];
            left -= taken;
            if left == 0 {
                break;
            }
            if !advance(&mut data, &mut rest) {
                return None;
            }
            wide = data.first()? & 1 != 0;
            data = &data[1..];
        }
        let mut skip = formats * 4 + extension;
        while skip > 0 {
            if data.is_empty() && !advance(&mut data, &mut rest) {
                return None;
            }
            let taken = skip.min(data.len());
            data = &data[taken..];
            skip -= taken;
        }
    }
    Some(count)
}

fn advance<'a>(data: &mut &'a [u8], rest: &mut &[&'a [u8]]) -> bool {
    let Some((first, others)) = rest.split_first() else { return false };
    (*data, *rest) = (first, others);
    true
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}
