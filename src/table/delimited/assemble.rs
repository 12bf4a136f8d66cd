//! Puts parsed pieces of a text table together, and holds what the sample decided against the whole file.

use super::cut::{Decoded, unclosed};
use super::parse::{Chunk, LineEnds, MOST_NAMED};
use super::{LineEnd, MOST_ROWS, Plan, TextFile};
use crate::table::builder::{Builder, MOST_COLUMNS};
use crate::table::{Cell, Table, TableError, Texts, TopRow, header};

/// Commas make prose look like a table of so few columns; wider tables may leave out empty fields at the ends of their rows.
const MOST_PROSE: usize = 3;
/// Texts for which room is made in advance.
const MOST_RESERVED: usize = 1 << 21;

impl Plan {
    /// The table of the parsed pieces, in their order. It has no sheet name; rows are numbered as spreadsheets do: records and blank
    /// lines alike, whatever line breaks there are within quotation marks.
    ///
    /// # Errors
    /// [`TableError::UnclosedQuote`], [`TableError::Uneven`], [`TableError::TooLarge`], [`TableError::EmptySheet`],
    /// [`TableError::NoRows`].
    pub fn assemble(&self, chunks: Vec<Chunk>, decoded: Decoded) -> Result<Table, TableError> {
        let file = self.findings(&chunks, decoded)?;
        let mut skipped = usize::from(self.has_separator_line);
        let mut texts = Texts::default();
        let top = find_header(records(&chunks).skip(skipped), &mut texts)?;
        let Some((header_row, names)) = top.last().map(|header| (header.row - 1, &header.cells)) else {
            return Err(TableError::EmptySheet { sheet: String::new() });
        };
        let mut builder = Builder::new(String::new(), header_row, names, texts)?;
        // Texts that stand in several pieces are counted too often here.
        let distinct: usize = chunks.iter().map(|chunk| chunk.text_ends.len()).sum();
        builder.texts.reserve(distinct.min(MOST_RESERVED));
        let mut row = 0_u32;
        for chunk in chunks {
            let ids: Vec<Cell> =
                (0..chunk.text_ends.len()).map(|id| cell(&mut builder.texts, chunk.text(id as u32))).collect();
            builder.check_text()?;
            for record in 0..chunk.record_ends.len() {
                if skipped > 0 {
                    skipped -= 1;
                    continue;
                }
                if row > header_row {
                    for (column, &id) in (0..).zip(chunk.record(record)) {
                        let cell = ids[id as usize];
                        if !builder.put_next(row, column, cell) {
                            builder.put(row, column, cell)?;
                        }
                    }
                }
                row += 1;
            }
        }
        builder.finish().map(|table| Table { top, text_file: Some(file), ..table })
    }

    /// What the pieces tell of the file as a whole.
    fn findings(&self, chunks: &[Chunk], decoded: Decoded) -> Result<TextFile, TableError> {
        let mut lines = LineEnds::default();
        // 0-based record of the file; Excel's own first line is no row.
        let mut rows = 0_usize;
        let skipped = usize::from(self.has_separator_line);
        let mut uneven = Vec::new();
        let mut first_lone_quote = None;
        for chunk in chunks {
            if let Some(before) = chunk.unclosed {
                return Err(unclosed(lines.count() + before));
            }
            let row_of = |record: u32| ((rows + record as usize + 1).saturating_sub(skipped)) as u32;
            uneven.extend(chunk.uneven.iter().map(|&record| row_of(record)).filter(|&row| row > 0));
            first_lone_quote = first_lone_quote.or(chunk.first_lone_quote.map(row_of));
            rows += chunk.record_ends.len();
            lines = lines.plus(chunk.line_ends);
            if rows > MOST_ROWS + 1 + skipped {
                return Err(TableError::TooLarge { what: "rows".into(), limit: MOST_ROWS as u64 });
            }
        }
        uneven.truncate(MOST_NAMED);
        let sum = |count: fn(&Chunk) -> usize| chunks.iter().map(count).sum::<usize>();
        // Excel's own first line is short of fields, and no fault.
        let short_rows = sum(|chunk| chunk.short).saturating_sub(if self.dialect.width > 2 { skipped } else { 0 });
        let long_rows = sum(|chunk| chunk.long);
        let filled_rows = rows.saturating_sub(skipped + sum(|chunk| chunk.blank));
        if let Some(&row) =
            uneven.first().filter(|_| self.dialect.width <= MOST_PROSE && (short_rows + long_rows) * 2 > filled_rows)
        {
            return Err(TableError::Uneven { row, uneven: short_rows + long_rows, rows: filled_rows });
        }
        Ok(TextFile {
            encoding: self.encoding,
            delimiter: char::from(self.dialect.delimiter),
            line_end: lines.kind(),
            short_rows,
            long_rows,
            uneven,
            lone_quotes: sum(|chunk| chunk.lone_quotes),
            first_lone_quote,
            nuls: decoded.nuls,
            undecodable: decoded.undecodable,
        })
    }
}

/// The filled rows down to the one that holds the headers, whose texts are stored in `texts`; none where all is blank.
///
/// A row wider than any sheet is refused before its names are.
fn find_header<'a>(rows: impl Iterator<Item = Vec<&'a str>>, texts: &mut Texts) -> Result<Vec<TopRow>, TableError> {
    let filled = (0..).zip(rows).filter(|(_, fields)| fields.iter().any(|field| !field.trim().is_empty()));
    let mut first: Vec<TopRow> = Vec::new();
    for (row, fields) in filled.take(header::LOOKED_AT) {
        if fields.len() > MOST_COLUMNS {
            return Err(TableError::TooLarge { what: "columns".into(), limit: MOST_COLUMNS as u64 });
        }
        let fields = (0..).zip(fields).filter(|(_, field)| !field.is_empty());
        let cells = fields.map(|(column, field)| (column, Cell::Text(texts.intern(field)))).collect();
        first.push(TopRow { row: row + 1, cells });
    }
    let found = header::find(first.iter().map(|row| row.cells.as_slice()), texts);
    first.truncate(found.map_or(0, |found| found + 1));
    Ok(first)
}

/// The records of all pieces as texts.
fn records(chunks: &[Chunk]) -> impl Iterator<Item = Vec<&str>> {
    let records = chunks.iter().flat_map(|chunk| (0..chunk.record_ends.len()).map(move |record| (chunk, record)));
    records.map(|(chunk, record)| chunk.record(record).iter().map(|&id| chunk.text(id)).collect())
}

impl Chunk {
    /// The numbers of a record's fields.
    fn record(&self, record: usize) -> &[u32] {
        let start = if record == 0 { 0 } else { self.record_ends[record - 1] as usize };
        &self.cells[start..self.record_ends[record] as usize]
    }

    fn text(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.text_ends[id - 1] as usize };
        &self.texts[start..self.text_ends[id] as usize]
    }
}

impl LineEnds {
    fn plus(self, other: Self) -> Self {
        Self { lf: self.lf + other.lf, crlf: self.crlf + other.crlf, cr: self.cr + other.cr }
    }

    /// The kind of all; LF where there is none.
    fn kind(self) -> LineEnd {
        match self {
            Self { crlf: 0, cr: 0, .. } => LineEnd::Lf,
            Self { lf: 0, cr: 0, .. } => LineEnd::CrLf,
            Self { lf: 0, crlf: 0, .. } => LineEnd::Cr,
            _ => LineEnd::Mixed,
        }
    }
}

fn cell(texts: &mut Texts, text: &str) -> Cell {
    match texts.intern(text) {
        Texts::EMPTY => Cell::Empty,
        id => Cell::Text(id),
    }
}
