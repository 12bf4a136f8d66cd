//! Copies one table out of a document, row by row, into small documents that are not too large once laid out.

use super::{get, odd};
use crate::table::{TableError, View};
use quick_xml::Writer as XmlWriter;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// Cells laid out at once, empty ones between filled ones included.
const SLICE_CELLS: u64 = 1 << 19;
/// Bytes of XML in a slice once all is laid out.
const SLICE_BYTES: u64 = 32 << 20;
/// Cells of the table once all is laid out: a million rows of sixteen.
const MOST_CELLS: u64 = 16 << 20;
/// Rows and columns of a sheet.
const MOST_ROWS: u64 = 1 << 20;
const MOST_COLUMNS: u64 = 16_384;
/// Blanks one element may stand for.
const MOST_BLANKS: u32 = 32_767;

/// Rows of the wanted table, as a document of their own.
pub(super) struct Slice {
    xml: XmlWriter<Vec<u8>>,
    /// 0-based sheet row of the first row.
    pub(super) first_row: u64,
    /// Rows so far, repeated ones counted as often as they are repeated.
    rows: u64,
    /// The widest row.
    columns: u64,
    /// Bytes of text once repeated.
    weight: u64,
}

impl Slice {
    fn new() -> Self {
        let head = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">";
        Self { xml: XmlWriter::new(head.as_bytes().to_vec()), first_row: 0, rows: 0, columns: 0, weight: 0 }
    }

    /// Adds `count` rows like `row` at sheet row `at`.
    fn add(&mut self, row: &Row, at: u64, count: u64) {
        if self.rows == 0 {
            self.first_row = at;
        }
        let gap = at - self.first_row - self.rows;
        let out = self.xml.get_mut();
        if gap > 0 {
            // One empty cell stands for an empty row.
            out.extend(row_start(gap).bytes().chain("<table:table-cell/></table:table-row>".bytes()));
        }
        out.extend(row_start(count).bytes());
        out.extend(row.xml.get_ref());
        out.extend(b"</table:table-row>");
        self.rows += gap + count;
        self.columns = self.columns.max(row.filled);
        self.weight += row.weight * count;
    }

    pub(super) fn document(self) -> Vec<u8> {
        let mut xml = self.xml.into_inner();
        xml.extend(b"</table:table></office:spreadsheet></office:body></office:document-content>");
        xml
    }
}

fn row_start(count: u64) -> String {
    format!("<table:table-row table:number-rows-repeated=\"{count}\">")
}

/// One row as it is being read.
struct Row {
    repeated: u64,
    is_hidden: bool,
    xml: XmlWriter<Vec<u8>>,
    columns: u64,
    /// Columns up to the last cell that holds anything.
    filled: u64,
    /// Bytes of XML, those of repeated cells counted as often as they are repeated.
    weight: u64,
    /// Where the present cell begins, and how often it is repeated.
    cell: (usize, u64),
}

/// Where in the document the copying stands.
pub(super) struct Copy<'a> {
    wanted: usize,
    /// Tables begun, the present one included.
    tables: usize,
    /// Tables open.
    depth: u32,
    /// Elements open inside one that is left out: notes, drawings, inner tables.
    skip: u32,
    row: Option<Row>,
    slice: Slice,
    /// 0-based sheet row of the next row.
    next_row: u64,
    /// Cells laid out so far.
    laid_out: u64,
    /// Blanks written into the present row by number.
    blanks: u32,
    /// 1-based sheet rows that hold something and are hidden.
    hidden: Vec<u32>,
    is_filtered: bool,
    hand_over: &'a mut dyn FnMut(Slice) -> Result<(), TableError>,
}

impl<'a> Copy<'a> {
    pub(super) fn new(wanted: usize, hand_over: &'a mut dyn FnMut(Slice) -> Result<(), TableError>) -> Self {
        Self {
            wanted,
            tables: 0,
            depth: 0,
            skip: 0,
            row: None,
            slice: Slice::new(),
            next_row: 0,
            laid_out: 0,
            blanks: 0,
            hidden: Vec::new(),
            is_filtered: false,
            hand_over,
        }
    }

    /// Whether the wanted table has ended.
    pub(super) fn is_done(&self) -> bool {
        self.tables > self.wanted && self.depth == 0
    }

    /// Takes the document's next event.
    ///
    /// # Errors
    /// [`TableError`], also that of handing a slice over.
    pub(super) fn take(&mut self, event: &Event<'_>) -> Result<(), TableError> {
        if self.skip > 0 {
            match event {
                Event::Start(_) => self.skip += 1,
                Event::End(_) => self.skip -= 1,
                _ => {}
            }
            return Ok(());
        }
        match event {
            Event::Start(element) => self.start(element, true),
            Event::Empty(element) => self.start(element, false),
            Event::End(element) => self.end(element),
            Event::Text(_) | Event::GeneralRef(_) => self.write(event.borrow()),
            Event::CData(text) => self.write(Event::Text(BytesText::new(text))),
            _ => Ok(()),
        }
    }

    fn is_inside(&self) -> bool {
        self.depth == 1 && self.tables == self.wanted + 1
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), TableError> {
        match &mut self.row {
            Some(row) => row.xml.write_event(event).map_err(|error| odd(&error.to_string())),
            None => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, has_content: bool) -> Result<(), TableError> {
        match element.name().as_ref() {
            "table:table" if self.depth == 0 => {
                self.tables += 1;
                self.depth = u32::from(has_content);
                Ok(())
            }
            _ if !self.is_inside() => Ok(()),
            "table:table-row" => {
                let repeated = repeat(element, "number-rows-repeated")?;
                let visibility = get(element, "visibility")?;
                let is_filtered = visibility.as_deref() == Some("filter");
                self.is_filtered |= is_filtered;
                self.blanks = 0;
                self.row = Some(Row {
                    repeated,
                    is_hidden: is_filtered || visibility.as_deref() == Some("collapse"),
                    xml: XmlWriter::new(Vec::new()),
                    columns: 0,
                    filled: 0,
                    weight: 0,
                    cell: (0, 0),
                });
                if has_content { Ok(()) } else { self.end_row() }
            }
            _ if self.row.is_none() => Ok(()),
            "table:table-cell" | "table:covered-table-cell" => self.cell(element, has_content),
            "text:p" | "text:h" | "text:span" | "text:a" | "text:tab" | "text:line-break" => {
                let name = element.name();
                let plain = BytesStart::new(name.as_ref());
                self.write(if has_content { Event::Start(plain) } else { Event::Empty(plain) })
            }
            "text:s" => {
                let count = get(element, "c")?.map_or(Some(1), |text| text.parse::<u32>().ok()).unwrap_or(u32::MAX);
                self.blanks = self.blanks.saturating_add(count);
                if self.blanks > MOST_BLANKS {
                    return Err(odd(&format!("{count} blanks")));
                }
                self.write(Event::Text(BytesText::new(&" ".repeat(count as usize))))?;
                self.skip += u32::from(has_content);
                Ok(())
            }
            _ => {
                self.skip += u32::from(has_content);
                Ok(())
            }
        }
    }

    /// A cell's start, with nothing but its kind, its value and how often it is repeated.
    fn cell(&mut self, element: &BytesStart<'_>, has_content: bool) -> Result<(), TableError> {
        const VALUES: [&str; 6] = ["value", "date-value", "time-value", "boolean-value", "string-value", "value-type"];
        let repeated = repeat(element, "number-columns-repeated")?;
        let Some(row) = &mut self.row else { return Ok(()) };
        let count = repeated.min(MOST_COLUMNS.saturating_sub(row.columns));
        let mut plain = BytesStart::new("table:table-cell");
        if count > 1 {
            plain.push_attribute(("table:number-columns-repeated", count.to_string().as_str()));
        }
        let mut is_filled = false;
        for found in element.attributes().with_checks(false) {
            let found = found.map_err(|error| odd(&error.to_string()))?;
            let name = found.key.as_ref();
            if name == "calcext:value-type" || name.strip_prefix("office:").is_some_and(|name| VALUES.contains(&name)) {
                is_filled = true;
                plain.push_attribute(found);
            }
        }
        if is_filled && count < repeated {
            return Err(TableError::TooLarge { what: "columns".into(), limit: MOST_COLUMNS });
        }
        row.columns += count;
        if is_filled {
            row.filled = row.columns;
        }
        row.cell = (row.xml.get_ref().len(), count);
        self.write(if has_content { Event::Start(plain) } else { Event::Empty(plain) })?;
        if has_content { Ok(()) } else { self.end_cell() }
    }

    /// Counts the cell's bytes as often as it stands.
    fn end_cell(&mut self) -> Result<(), TableError> {
        let Some(row) = &mut self.row else { return Ok(()) };
        let (start, count) = row.cell;
        row.weight += (row.xml.get_ref().len() - start) as u64 * count;
        if row.weight > SLICE_BYTES {
            return Err(TableError::TooLarge { what: "text bytes".into(), limit: SLICE_BYTES });
        }
        Ok(())
    }

    fn end(&mut self, element: &BytesEnd<'_>) -> Result<(), TableError> {
        match element.name().as_ref() {
            "table:table" => {
                self.depth = self.depth.saturating_sub(1);
                Ok(())
            }
            "table:table-row" if self.row.is_some() => self.end_row(),
            "table:table-cell" | "table:covered-table-cell" => {
                self.write(Event::End(BytesEnd::new("table:table-cell")))?;
                self.end_cell()
            }
            "text:p" | "text:h" | "text:span" | "text:a" | "text:tab" | "text:line-break" => {
                self.write(Event::End(element.borrow()))
            }
            _ => Ok(()),
        }
    }

    /// Puts the row into slices; an empty one only counts.
    fn end_row(&mut self) -> Result<(), TableError> {
        let Some(row) = self.row.take() else { return Ok(()) };
        let end = self.next_row.saturating_add(row.repeated);
        if row.filled > 0 {
            self.laid_out += row.repeated.saturating_mul(row.filled);
            if end > MOST_ROWS || self.laid_out > MOST_CELLS {
                return Err(TableError::TooLarge { what: "cells".into(), limit: MOST_CELLS });
            }
            if row.is_hidden {
                // Rows end at 2^20.
                self.hidden.extend((self.next_row..end).map(|at| at as u32 + 1));
            }
            let most = (SLICE_CELLS / row.filled).min(SLICE_BYTES / row.weight.max(1)).max(1);
            let mut at = self.next_row;
            while at < end {
                let count = most.min(end - at);
                let (first, columns) =
                    (if self.slice.rows == 0 { at } else { self.slice.first_row }, self.slice.columns.max(row.filled));
                if (at + count - first) * columns > SLICE_CELLS || self.slice.weight + row.weight * count > SLICE_BYTES
                {
                    self.flush()?;
                }
                self.slice.add(&row, at, count);
                at += count;
            }
        }
        self.next_row = end;
        Ok(())
    }

    /// What the table shows of its rows.
    pub(super) fn view(self) -> View {
        View::new(self.hidden, self.is_filtered)
    }

    /// Hands over what there is.
    ///
    /// # Errors
    /// That of handing it over.
    pub(super) fn flush(&mut self) -> Result<(), TableError> {
        let slice = std::mem::replace(&mut self.slice, Slice::new());
        if slice.rows > 0 { (self.hand_over)(slice) } else { Ok(()) }
    }
}

/// How often an element stands for itself.
fn repeat(element: &BytesStart<'_>, name: &str) -> Result<u64, TableError> {
    match get(element, name)? {
        Some(text) => text.trim().parse().map_err(|_| odd(&format!("{name}=\"{text}\""))),
        None => Ok(1),
    }
}
