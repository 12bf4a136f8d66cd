//! Where the parts of a workbook lie in its file, and what its small parts say.

use super::{Odd, Plan};
use crate::table::ReadSeek;
use crate::table::xml_guard::XmlGuard;
use crate::table::zipped;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::{Read, Seek};
use zip::{CompressionMethod, ZipArchive};

/// A deflated part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// First byte of the part's content.
    pub start: u64,
    /// Length of the content as it lies in the file.
    pub packed: u64,
    /// Length of the content when inflated, as the file states it.
    pub inflated: u64,
    /// Checksum of the inflated content.
    pub crc: u32,
}

/// Small parts larger than this are odd.
const MOST_SMALL: u64 = 16 << 20;

/// Finds the parts of `wanted`, or of the first worksheet.
pub(super) fn find(source: &mut dyn ReadSeek, wanted: Option<&str>) -> Result<Plan, Odd> {
    let mut archive = zipped::open(source).map_err(|_| Odd)?;
    let book = small(&mut archive, "xl/workbook.xml")?;
    let relations = relations(&small(&mut archive, "xl/_rels/workbook.xml.rels")?)?;
    let (sheet_name, relation) = sheet(&book, wanted)?;
    let (kind, target) = relations.get(&relation).ok_or(Odd)?;
    if !kind.ends_with("/worksheet") {
        return Err(Odd);
    }
    let target = target.strip_prefix("/xl/").unwrap_or(target);
    let sheet = part(&mut archive, &format!("xl/{target}"))?;
    let strings_path = "xl/sharedStrings.xml";
    let has_strings = archive.index_for_name(strings_path).is_some();
    let strings = if has_strings { Some(part(&mut archive, strings_path)?) } else { None };
    let is_date = date_formats(&small(&mut archive, "xl/styles.xml")?)?;
    Ok(Plan { sheet_name, sheet, strings, is_date })
}

fn part<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str) -> Result<Part, Odd> {
    let index = archive.index_for_name(path).ok_or(Odd)?;
    let file = archive.by_index_raw(index).map_err(|_| Odd)?;
    if file.compression() != CompressionMethod::Deflated || file.encrypted() {
        return Err(Odd);
    }
    let start = file.data_start().ok_or(Odd)?;
    Ok(Part { start, packed: file.compressed_size(), inflated: file.size(), crc: file.crc32() })
}

fn small<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str) -> Result<String, Odd> {
    let file = archive.by_name(path).map_err(|_| Odd)?;
    let mut text = String::new();
    let read = file.take(MOST_SMALL).read_to_string(&mut text).map_err(|_| Odd)?;
    let is_sound = (read as u64) < MOST_SMALL && XmlGuard::new(path).check(text.as_bytes()).is_ok();
    if is_sound { Ok(text) } else { Err(Odd) }
}

/// Name and relation id of the wanted sheet, or of the first, which must then be visible.
fn sheet(book: &str, wanted: Option<&str>) -> Result<(String, String), Odd> {
    let mut found = None;
    elements(book, |tag, element| {
        match tag {
            b"workbookPr" => {
                let since_1904 = attribute(element, "date1904")?;
                if since_1904.is_some_and(|value| value != "0" && value != "false") {
                    return Err(Odd);
                }
            }
            b"sheet" if found.is_none() => {
                let name = attribute(element, "name")?.ok_or(Odd)?;
                let is_hidden = attribute(element, "state")?.is_some_and(|state| state != "visible");
                if wanted.is_none() && is_hidden {
                    return Err(Odd);
                }
                if wanted.is_none_or(|wanted| wanted == name) {
                    found = Some((name, attribute(element, "r:id")?.ok_or(Odd)?));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    found.ok_or(Odd)
}

/// Kind and target by relation id.
fn relations(xml: &str) -> Result<HashMap<String, (String, String)>, Odd> {
    let mut found = HashMap::new();
    elements(xml, |tag, element| {
        if tag == b"Relationship" {
            let get = |name| attribute(element, name).and_then(|value| value.ok_or(Odd));
            found.insert(get("Id")?, (get("Type")?, get("Target")?));
        }
        Ok(())
    })?;
    Ok(found)
}

/// For each format of `cellXfs` whether it shows a date.
fn date_formats(styles: &str) -> Result<Vec<bool>, Odd> {
    let mut custom: HashMap<u32, bool> = HashMap::new();
    let mut formats = Vec::new();
    let mut among_cells = false;
    elements(styles, |tag, element| {
        let number = |name| {
            let value = attribute(element, name)?;
            value.map(|value| value.parse::<u32>().map_err(|_| Odd)).transpose()
        };
        match tag {
            b"numFmt" => {
                let code = attribute(element, "formatCode")?.ok_or(Odd)?;
                custom.insert(number("numFmtId")?.ok_or(Odd)?, is_date_code(&code)?);
            }
            b"cellXfs" => among_cells = true,
            b"cellStyles" | b"dxfs" => among_cells = false,
            b"xf" if among_cells => {
                let id = number("numFmtId")?.unwrap_or(0);
                // Built-in formats (18.8.30): 14 to 22 are dates, 45 and 47 times; 46 is a length of time.
                let is_date = match (custom.get(&id), id) {
                    (Some(&is_date), _) => is_date,
                    (None, 46) => return Err(Odd),
                    (None, id) => matches!(id, 14..=22 | 45 | 47),
                };
                formats.push(is_date);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

/// Whether a number format shows a date, for the codes that leave no doubt.
fn is_date_code(code: &str) -> Result<bool, Odd> {
    let plain = code.split(';').next().unwrap_or(code);
    if plain.contains(['"', '[', '\\', '_', '*']) {
        return Err(Odd);
    }
    let is_token = |c: char| matches!(c.to_ascii_lowercase(), 'd' | 'm' | 'y' | 'h' | 's');
    if plain.chars().all(|c| matches!(c, '0' | '#' | '?' | '.' | ',' | '%' | ' ' | '-' | '/' | 'E' | '+' | '€' | '$'))
    {
        return Ok(false);
    }
    if plain.chars().all(|c| is_token(c) || matches!(c, '/' | '-' | ':' | '.' | ',' | ' ' | '0')) {
        return Ok(true);
    }
    if plain.eq_ignore_ascii_case("general") || plain == "@" { Ok(false) } else { Err(Odd) }
}

/// Hands every element's start, in order, to `each` with its local name.
fn elements(xml: &str, mut each: impl FnMut(&[u8], &BytesStart<'_>) -> Result<(), Odd>) -> Result<(), Odd> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| Odd)? {
            Event::Start(element) | Event::Empty(element) => each(element.local_name().as_ref().as_ref(), &element)?,
            Event::DocType(_) => return Err(Odd),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Odd> {
    let Some(found) = element.try_get_attribute(name).map_err(|_| Odd)? else { return Ok(None) };
    let raw: &[u8] = found.value.as_ref().as_ref();
    let text = std::str::from_utf8(raw).map_err(|_| Odd)?;
    if text.contains('&') {
        return quick_xml::escape::unescape(text).map(|text| Some(text.into_owned())).map_err(|_| Odd);
    }
    Ok(Some(text.to_owned()))
}
