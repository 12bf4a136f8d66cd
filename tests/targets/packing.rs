//! Workbooks as a fuzzer can change them: their parts as they are before they are packed.

use super::corpus::compound::compound;
use super::corpus::package::{Parts, ods};
use super::corpus::records::xlsb;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Parts of an .xlsx in the order in which they stand in a seed, NUL between them.
const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];

/// The file that a fuzzer's bytes stand for. The first byte says how: `x` parts of an .xlsx, `b` shared strings and cells of an .xlsb,
/// `s` the stream of an .xls, `o` the content of an .ods, anything else a file as it is.
pub fn unpack(data: &[u8]) -> Vec<u8> {
    match data {
        [b'x', rest @ ..] => {
            let mut parts = Parts::workbook("", "");
            for (path, content) in PARTS.iter().zip(rest.split(|&byte| byte == 0)) {
                *parts.get(path) = content.to_vec();
            }
            parts.pack()
        }
        [b'b', low, high, rest @ ..] => {
            let strings = usize::from(u16::from_le_bytes([*low, *high])).min(rest.len());
            xlsb(&rest[strings..]).with("xl/sharedStrings.bin", &rest[..strings]).pack()
        }
        [b's', rest @ ..] => compound(&[("Workbook", rest[..rest.len().min(1 << 20)].to_vec())]),
        [b'o', rest @ ..] => {
            let mut parts = ods("");
            *parts.get("content.xml") = rest.to_vec();
            parts.pack()
        }
        [_, rest @ ..] => rest.to_vec(),
        [] => Vec::new(),
    }
}

/// Seeds that a file gives: as it is, and its parts where they can be taken out.
pub fn seeds(file: &[u8]) -> Vec<Vec<u8>> {
    let mut seeds = vec![[b"f", file].concat()];
    let part = |path: &str| {
        let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
        let mut content = Vec::new();
        archive.by_name(path).ok()?.take(1 << 20).read_to_end(&mut content).ok()?;
        Some(content)
    };
    if let Some(content) = part("content.xml") {
        seeds.push([b"o", &content[..]].concat());
    }
    let sheet = part(PARTS[0]);
    if sheet.is_some() {
        let parts: Vec<Vec<u8>> = PARTS.iter().map(|path| part(path).unwrap_or_default()).collect();
        seeds.push([b"x", &parts.join(&0)[..]].concat());
    }
    if let Some(sheet) = part("xl/worksheets/sheet1.bin") {
        let strings = part("xl/sharedStrings.bin").filter(|strings| strings.len() < 1 << 16).unwrap_or_default();
        seeds.push([b"b", &(strings.len() as u16).to_le_bytes()[..], &strings, &sheet].concat());
    }
    // Streams of the compound files made here lie behind one table and one sector of entries.
    if let Some(stream) = file.starts_with(b"\xD0\xCF\x11\xE0").then(|| file.get(512 * 3..)).flatten() {
        seeds.push([b"s", stream].concat());
    }
    seeds
}
