//! What a file seems to be, from its first bytes.

use super::TableError;
use std::io::{Read, Seek, SeekFrom};

/// How many bytes are looked at.
const HEAD: usize = 4096;
/// Workbooks that are one XML document, of Excel and of LibreOffice.
const XML_2003: &str = "XML 2003";
const FLAT_ODS: &str = "OpenDocument XML (.fods)";
/// How OLE compound files begin.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// What holds a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A zip archive: .xlsx, .xlsm, .xlsb, .ods.
    Zip,
    /// An OLE compound file: .xls, and new books under a password.
    Compound,
    /// Records without a container: Excel 2 to 4.
    Bare,
}

/// What may hold a workbook, the position back at the start; any other file is refused by name.
///
/// # Errors
/// [`TableError::NotAWorkbook`]; [`TableError::Damaged`] if reading fails.
pub(super) fn container<R: Read + Seek>(source: &mut R) -> Result<Container, TableError> {
    let head = read_head(source).map_err(|error| unreadable(&error))?;
    if head.is_empty() {
        return Err(not_a_workbook(Some("0 B")));
    }
    if head.starts_with(b"PK\x03\x04") {
        return zip_that_is_no_workbook(&head).map_or(Ok(Container::Zip), |kind| Err(not_a_workbook(Some(kind))));
    }
    if head.starts_with(COMPOUND) {
        return Ok(Container::Compound);
    }
    if is_bare(&head) {
        return Ok(Container::Bare);
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
fn zip_that_is_no_workbook(head: &[u8]) -> Option<&'static str> {
    let kinds = [
        ("oasis.opendocument.spreadsheet", None),
        ("oasis.opendocument.text", Some("OpenDocument Text")),
        ("oasis.opendocument.presentation", Some("OpenDocument Presentation")),
        ("sun.xml.calc", Some("OpenOffice 1 (.sxc)")),
        ("", Some("ZIP")),
    ];
    let found = |name: &str| contains(head, format!("mimetypeapplication/vnd.{name}").as_bytes());
    let is_named = contains(head, b"mimetypeapplication/");
    let (_, kind) = kinds.into_iter().filter(|_| is_named).find(|(name, _)| name.is_empty() || found(name))?;
    kind
}

/// Whether the first record is the beginning of a sheet of Excel 2 to 4.
fn is_bare(head: &[u8]) -> bool {
    matches!(head, [9, 0 | 2 | 4 | 8, 4..=16, 0, ..])
}

/// Whether these first bytes are those of a known kind of file that is no plain text.
pub(super) fn is_known(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        || head.starts_with(COMPOUND)
        || is_bare(head)
        || kind(head).is_some_and(|kind| !matches!(kind, "CSV" | "TXT"))
}

/// Whether these first bytes, in UTF-8 or UTF-16, are those of a page or of data in XML or JSON.
pub(super) fn is_markup(head: &[u8]) -> bool {
    matches!(text_kind(&head[..head.len().min(HEAD)]), Some("HTML" | "XML" | XML_2003 | FLAT_ODS | "JSON"))
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
        let has = |words: &[&str]| words.iter().any(|word| start.contains(word));
        return Some(if has(&["urn:schemas-microsoft-com:office:spreadsheet"]) && has(&["<workbook", ":workbook"]) {
            XML_2003
        } else if has(&["office:document "]) {
            FLAT_ODS
        } else if has(&["<html", "<!doctype html", "<table", "<body"]) {
            "HTML"
        } else {
            "XML"
        });
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

    fn verdict(bytes: &[u8]) -> Result<Container, TableError> {
        container(&mut Cursor::new(bytes))
    }

    #[test]
    fn common_mistakes_are_named() {
        let cases: [(&[u8], Option<&str>); 11] = [
            (b"%PDF-1.7\n", Some("PDF")),
            (b"\xEF\xBB\xBF<html><table>", Some("HTML")),
            (b"<?xml version=\"1.0\"?><Workbook>", Some("XML")),
            (b"Name;SBQQ__Quantity__c\nSUB-1;2\n", Some("CSV")),
            (b"\xFF\xFEN\0a\0m\0e\0\t\0Q\0\n\0", Some("CSV")),
            (b"notes", Some("TXT")),
            (b"PK\x05\x06\0\0", Some("ZIP")),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.textPK", Some("OpenDocument Text")),
            (
                b"<?xml version=\"1.0\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some("XML 2003"),
            ),
            (b"<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\">", Some("OpenDocument XML (.fods)")),
            (b"\x00\x01\x02", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(verdict(bytes), Err(not_a_workbook(kind)), "{bytes:?}");
        }
        assert_eq!(verdict(b""), Err(not_a_workbook(Some("0 B"))));
    }

    #[test]
    fn what_may_hold_a_workbook_passes() {
        let cases: [(&[u8], Container); 4] = [
            (b"PK\x03\x04", Container::Zip),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", Container::Zip),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Container::Compound),
            (b"\x09\x04\x06\0\0\x04\x10\0\0\0", Container::Bare),
        ];
        for (bytes, container) in cases {
            assert_eq!(verdict(bytes), Ok(container), "{bytes:?}");
        }
    }
}
