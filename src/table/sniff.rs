//! What a file seems to be, from its first bytes.

use super::TableError;
use std::io::{Read, Seek, SeekFrom};

/// How many bytes are looked at.
const HEAD: usize = 4096;
/// How OLE compound files begin.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Passes a file that may be an .xlsx workbook, its position back at the start, and refuses any other by name.
///
/// # Errors
/// [`TableError::Encrypted`], [`TableError::NotAWorkbook`]; [`TableError::Damaged`] if reading fails.
pub(super) fn expect_zip<R: Read + Seek>(source: &mut R) -> Result<(), TableError> {
    let head = read_head(source).map_err(|error| unreadable(&error))?;
    if head.is_empty() {
        return Err(not_a_workbook(Some("0 B")));
    }
    if head.starts_with(b"PK\x03\x04") {
        return match zip_that_is_no_xlsx(&head) {
            Some(kind) => Err(not_a_workbook(Some(kind))),
            None => Ok(()),
        };
    }
    if head.starts_with(COMPOUND) {
        return Err(compound_file(source).unwrap_or_else(|error| unreadable(&error)));
    }
    Err(not_a_workbook(kind(&head)))
}

/// [`TableError::NotAWorkbook`] with this kind.
pub(super) fn not_a_workbook(kind: Option<&str>) -> TableError {
    TableError::NotAWorkbook { looks_like: kind.map(str::to_owned) }
}

fn unreadable(error: &std::io::Error) -> TableError {
    TableError::Damaged { part: None, detail: error.to_string() }
}

fn read_head<R: Read + Seek>(source: &mut R) -> std::io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(HEAD);
    source.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(head)
}

/// OpenDocument and EPUB files name their kind, uncompressed, in a first entry `mimetype`.
fn zip_that_is_no_xlsx(head: &[u8]) -> Option<&'static str> {
    if contains(head, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        Some("ODS")
    } else if contains(head, b"mimetypeapplication/") {
        Some("ZIP")
    } else {
        None
    }
}

/// An OLE compound file holds old Excel books and password-protected new ones; its directory names its streams in UTF-16.
fn compound_file<R: Read + Seek>(source: &mut R) -> std::io::Result<TableError> {
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (package, workbook) = (utf16("EncryptedPackage"), utf16("Workbook"));
    let overlap = package.len();
    let mut window = vec![0; 1 << 16];
    let (mut kept, mut is_excel) = (0, false);
    loop {
        let read = source.read(&mut window[kept..])?;
        if read == 0 {
            return Ok(not_a_workbook(is_excel.then_some("Excel 97-2003 (.xls)")));
        }
        let seen = &window[..kept + read];
        if contains(seen, &package) {
            return Ok(TableError::Encrypted);
        }
        is_excel |= contains(seen, &workbook);
        let end = kept + read;
        kept = overlap.min(end);
        window.copy_within(end - kept..end, 0);
    }
}

/// Whether these first bytes are those of a known kind of file that is no plain text.
pub(super) fn is_known(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        || head.starts_with(COMPOUND)
        || kind(head).is_some_and(|kind| !matches!(kind, "CSV" | "TXT"))
}

/// Whether these first bytes, in UTF-8 or UTF-16, are those of a page or of data in XML or JSON.
pub(super) fn is_markup(head: &[u8]) -> bool {
    matches!(text_kind(&head[..head.len().min(HEAD)]), Some("HTML" | "XML" | "JSON"))
}

fn kind(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 10] = [
        (b"PK\x05\x06", "ZIP"),
        (b"%PDF", "PDF"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"\x1F\x8B", "GZIP"),
        (b"7z\xBC\xAF\x27\x1C", "7Z"),
        (b"Rar!", "RAR"),
        (b"PAR1", "Parquet"),
    ];
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|&(_, name)| name).or_else(|| text_kind(head))
}

fn text_kind(head: &[u8]) -> Option<&'static str> {
    let is_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let text: Vec<u8> = head.iter().copied().filter(|&byte| !(is_utf16 && byte == 0)).collect();
    if text.iter().any(|&byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)) {
        return None;
    }
    let text = String::from_utf8_lossy(&text).to_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{FFFD}');
    if start.starts_with('<') {
        let is_html = ["<html", "<!doctype html", "<table", "<body"].iter().any(|tag| start.contains(tag));
        return Some(if is_html { "HTML" } else { "XML" });
    }
    if start.starts_with('{') {
        return Some("JSON");
    }
    let first_line = start.lines().next().unwrap_or("");
    Some(if first_line.contains([',', ';', '\t']) { "CSV" } else { "TXT" })
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn verdict(bytes: &[u8]) -> Result<(), TableError> {
        expect_zip(&mut Cursor::new(bytes))
    }

    #[test]
    fn common_mistakes_are_named() {
        let cases: [(&[u8], Option<&str>); 9] = [
            (b"%PDF-1.7\n", Some("PDF")),
            (b"\xEF\xBB\xBF<html><table>", Some("HTML")),
            (b"<?xml version=\"1.0\"?><Workbook>", Some("XML")),
            (b"Name;SBQQ__Quantity__c\nSUB-1;2\n", Some("CSV")),
            (b"\xFF\xFEN\0a\0m\0e\0\t\0Q\0\n\0", Some("CSV")),
            (b"notes", Some("TXT")),
            (b"PK\x05\x06\0\0", Some("ZIP")),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", Some("ODS")),
            (b"\x00\x01\x02", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(verdict(bytes), Err(not_a_workbook(kind)), "{bytes:?}");
        }
        assert_eq!(verdict(b""), Err(not_a_workbook(Some("0 B"))));
        assert_eq!(verdict(b"PK\x03\x04"), Ok(()));
    }

    #[test]
    fn old_and_encrypted_workbooks_are_told_apart() {
        let named = |name: &str, at: usize| {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.resize(at, 0);
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.resize(at + 70_000, 0);
            bytes
        };
        // The names straddle the end of the reading window.
        assert_eq!(verdict(&named("EncryptedPackage", 65_530)), Err(TableError::Encrypted));
        assert_eq!(verdict(&named("Workbook", 65_530)), Err(not_a_workbook(Some("Excel 97-2003 (.xls)"))));
        assert_eq!(verdict(&named("WordDocument", 600)), Err(not_a_workbook(None)));
    }
}
