//! A .zip file that holds one table: which of its entries that is, and where it lies.

use super::sheet_xml::Part;
use super::{ArchiveProblem, ReadSeek, TableError, zipped};
use std::io::{Read, Seek, SeekFrom};
use zip::CompressionMethod;

/// The entry of a .zip file that holds the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name, with its folders.
    pub name: String,
    /// Where it lies.
    pub part: Part,
    /// It is deflated, or else stored as it is.
    pub is_deflated: bool,
    /// It is a workbook, or else a text table.
    pub is_workbook: bool,
}

/// An entry that inflates beyond this must not do so by more than [`MOST_RATIO`].
const FREE_BYTES: u64 = 64 << 20;
/// Bytes that one packed byte may inflate to: tables reach thirty.
const MOST_RATIO: u64 = 200;
/// Bytes of an entry that is held in memory.
pub const MOST_HELD: u64 = 512 << 20;

const WORKBOOKS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
const TEXTS: [&str; 3] = ["csv", "tsv", "txt"];
const ARCHIVES: [&str; 6] = ["zip", "gz", "7z", "rar", "tar", "bz2"];

/// The one entry that can hold a table; `None` if the file is no .zip file, or is a workbook itself.
///
/// # Errors
/// [`TableError::Archive`] if there is none or more than one, [`TableError::TooLarge`] if it inflates beyond all measure.
pub fn look<R: Read + Seek>(source: &mut R) -> Result<Option<Member>, TableError> {
    let mut head = Vec::new();
    let begun = source.seek(SeekFrom::Start(0)).and_then(|_| source.by_ref().take(4).read_to_end(&mut head));
    if begun.is_err() || head != b"PK\x03\x04" {
        return Ok(None);
    }
    // What cannot be opened is for the readers of workbooks to complain about.
    let mut archive = match zipped::open(source as &mut dyn ReadSeek) {
        Ok(archive) => archive,
        Err(TableError::Damaged { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_workbook = |name: &str| {
        let name = name.replace('\\', "/");
        matches!(name.as_str(), "[Content_Types].xml" | "_rels/.rels" | "mimetype" | "content.xml")
            || name.starts_with("xl/")
            || name.starts_with("Index/")
    };
    let names = archive.file_names().filter_map(Result::ok);
    let mut names: Vec<String> = names.map(std::borrow::Cow::into_owned).collect();
    if names.iter().any(|name| is_workbook(name)) {
        return Ok(None);
    }
    names.retain(|name| !is_hidden(name));
    names.sort_unstable();
    let named = |endings: &[&str]| -> Vec<String> {
        names.iter().filter(|name| endings.contains(&ending(name).as_str())).cloned().collect()
    };
    let candidates = named(&[&WORKBOOKS[..], &TEXTS[..]].concat());
    let [name] = &candidates[..] else {
        let nested = named(&ARCHIVES);
        return Err(match (candidates.is_empty(), nested.is_empty()) {
            (false, _) => problem(ArchiveProblem::Several, candidates),
            (true, false) => problem(ArchiveProblem::Nested, nested),
            (true, true) => problem(ArchiveProblem::Nothing, names),
        });
    };
    let member = archive.index_for_name(name).and_then(|index| archive.by_index_raw(index).ok()).and_then(|file| {
        let is_known = matches!(file.compression(), CompressionMethod::Deflated | CompressionMethod::Stored);
        (is_known && !file.encrypted()).then_some(())?;
        let (packed, inflated, crc) = (file.compressed_size(), file.size(), file.crc32());
        let part = Part { start: file.data_start()?, packed, inflated, crc };
        let is_deflated = file.compression() == CompressionMethod::Deflated;
        Some(Member { name: name.clone(), part, is_deflated, is_workbook: WORKBOOKS.contains(&ending(name).as_str()) })
    });
    let member = member.ok_or_else(|| problem(ArchiveProblem::Locked, vec![name.clone()]))?;
    let Part { packed, inflated, .. } = member.part;
    let limit = FREE_BYTES.max(packed.saturating_mul(MOST_RATIO));
    let limit = if member.is_workbook { limit.min(MOST_HELD) } else { limit };
    if inflated > limit {
        return Err(TableError::TooLarge { what: "inflated bytes".into(), limit });
    }
    Ok(Some(member))
}

fn problem(problem: ArchiveProblem, names: Vec<String>) -> TableError {
    TableError::Archive { problem, names }
}

/// Folders, and what macOS and others add.
fn is_hidden(name: &str) -> bool {
    name.ends_with('/') || name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// What stands behind the last dot, in small letters.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// The whole entry in memory; one longer than its directory says is refused.
///
/// # Errors
/// [`TableError::Damaged`], [`TableError::TooLarge`].
pub fn inflate<R: Read + Seek>(source: &mut R, member: &Member) -> Result<Vec<u8>, TableError> {
    let Part { start, packed, inflated, crc } = member.part;
    if inflated > MOST_HELD {
        return Err(TableError::TooLarge { what: "inflated bytes".into(), limit: MOST_HELD });
    }
    let damaged = |detail: String| TableError::Damaged { part: Some(member.name.clone()), detail };
    source.seek(SeekFrom::Start(start)).map_err(|error| damaged(error.to_string()))?;
    let packed = source.take(packed);
    let mut bytes = Vec::new();
    let read = if member.is_deflated {
        flate2::read::DeflateDecoder::new(packed).take(inflated + 1).read_to_end(&mut bytes)
    } else {
        packed.take(inflated + 1).read_to_end(&mut bytes)
    };
    read.map_err(|error| damaged(error.to_string()))?;
    let mut sum = flate2::Crc::new();
    sum.update(&bytes);
    match (bytes.len() as u64 == inflated, sum.sum() == crc) {
        (true, true) => Ok(bytes),
        (true, false) => Err(damaged("checksum".into())),
        (false, _) => Err(damaged(format!("{inflated} B expected"))),
    }
}
