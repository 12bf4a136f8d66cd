//! Packages of parts, made by hand: what no writer of workbooks would write.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Parts of a workbook, by path.
#[derive(Clone)]
pub struct Parts(pub Vec<(String, Vec<u8>)>);

impl Parts {
    /// A workbook of one sheet `S` with this XML between `<sheetData>` and its end, and these shared strings. Format 1 is a date.
    pub fn workbook(rows: &str, strings: &str) -> Self {
        Self::of_sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), strings)
    }

    /// A workbook of one sheet `S` with this XML.
    pub fn of_sheet(sheet: &str, strings: &str) -> Self {
        let relations = |inside: &str| format!("<Relationships>{inside}</Relationships>");
        let relate = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>")
        };
        let styles = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
        let book = format!(
            "<workbook xmlns:r=\"{RELATION}\"><workbookPr/><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
        );
        let book_relations = [
            relate("b", "worksheet", "worksheets/sheet1.xml"),
            relate("c", "sharedStrings", "sharedStrings.xml"),
            relate("d", "styles", "styles.xml"),
        ]
        .concat();
        let part = |path: &str, xml: String| (path.to_owned(), xml.into_bytes());
        Self(vec![
            part("_rels/.rels", relations(&relate("a", "officeDocument", "xl/workbook.xml"))),
            part("xl/_rels/workbook.xml.rels", relations(&book_relations)),
            part("xl/workbook.xml", book),
            part("xl/styles.xml", styles.into()),
            part("xl/sharedStrings.xml", format!("<sst>{strings}</sst>")),
            part("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ])
    }

    /// The parts of a file.
    pub fn unpack(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut read = |at| {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        };
        Self((0..archive_len(bytes)).map(&mut read).collect())
    }

    pub fn get(&mut self, path: &str) -> &mut Vec<u8> {
        &mut self.0.iter_mut().find(|(name, _)| name == path).unwrap().1
    }

    /// Changes a part's text.
    pub fn replace(mut self, path: &str, from: &str, to: &str) -> Self {
        let part = self.get(path);
        let text = String::from_utf8(std::mem::take(part)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        *part = text.replace(from, to).into_bytes();
        self
    }

    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.push((path.to_owned(), content.into()));
        self
    }

    pub fn without(mut self, path: &str) -> Self {
        self.0.retain(|(name, _)| name != path);
        self
    }

    /// Renames parts.
    pub fn renamed(mut self, rename: impl Fn(&str) -> String) -> Self {
        for (name, _) in &mut self.0 {
            *name = rename(name);
        }
        self
    }

    /// The file, its parts packed.
    pub fn pack(&self) -> Vec<u8> {
        self.pack_as(CompressionMethod::Deflated)
    }

    pub fn pack_as(&self, method: CompressionMethod) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in &self.0 {
            archive.start_file(path, SimpleFileOptions::default().compression_method(method)).unwrap();
            archive.write_all(content).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}

fn archive_len(bytes: &[u8]) -> usize {
    ZipArchive::new(Cursor::new(bytes)).unwrap().len()
}

/// A text cell in place, inline.
pub fn inline(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// An OpenDocument spreadsheet with this XML inside its tables' parent.
pub fn ods(tables: &str) -> Parts {
    let spaces = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
                  xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content {spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    Parts(Vec::new())
        .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        .with("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>")
        .with("content.xml", content)
}

/// A text cell of OpenDocument.
pub fn ods_text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

/// A number cell of OpenDocument, so many times.
pub fn ods_number(number: f64, times: u64) -> String {
    format!(
        "<table:table-cell table:number-columns-repeated=\"{times}\" office:value-type=\"float\" office:value=\"{number}\"/>"
    )
}
