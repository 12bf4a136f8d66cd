//! Opens a zip archive with limits: on entries before they are listed, on inflated bytes while they are read.

use super::TableError;
use super::xml_guard::XmlGuard;
use rawzip::{DataDescriptorOutput, ZipArchiveWriter};
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Entries an archive may have: a workbook with a hundred sheets, their drawings and their comments has a tenth of it.
const MOST_ENTRIES: u64 = 20_000;
/// Bytes a part that only names other parts may inflate to.
const MOST_SMALL: u64 = 16 << 20;
/// Bytes any part may inflate to for the general reader, which holds none of them whole.
pub(super) const MOST_INFLATED: u64 = 1 << 30;
/// Beyond this many bytes a part must not be packed tighter than [`MOST_RATIO`].
const RATIO_FROM: u64 = 64 << 20;
/// How many bytes one packed byte may stand for. Rows of nothing but zeros are packed 14 times, the tightest part of a real workbook seen
/// (long texts repeated in an .xlsb) 140 times, and deflate ends at 1,032.
const MOST_RATIO: u64 = 200;

/// Lists an archive's parts, whose names are found in any case and with either slash.
///
/// # Errors
/// [`TableError::TooLarge`] for too many entries, [`TableError::Damaged`] where there is no whole directory.
pub(super) fn open<R: Read + Seek>(mut source: R) -> Result<ZipArchive<R>, TableError> {
    let entries = stated_entries(&mut source).map_err(|error| damaged(None, &error.to_string()))?;
    if entries > MOST_ENTRIES {
        return Err(TableError::TooLarge { what: "zip entries".into(), limit: MOST_ENTRIES });
    }
    ZipArchive::new(source).map_err(|error| of_zip(None, error))
}

/// How many entries the end of the directory states; 0 where there is none (APPNOTE 4.3.14 to 4.3.16).
fn stated_entries<R: Read + Seek>(source: &mut R) -> std::io::Result<u64> {
    const END: usize = 22;
    const LOCATOR: usize = 20;
    let length = source.seek(SeekFrom::End(0))?;
    let tail_length = length.min((END + LOCATOR + 0xFFFF) as u64);
    source.seek(SeekFrom::Start(length - tail_length))?;
    let mut tail = Vec::new();
    source.by_ref().take(tail_length).read_to_end(&mut tail)?;
    let Some(end) = tail.windows(4).rposition(|window| window == b"PK\x05\x06") else { return Ok(0) };
    let stated = tail.get(end + 10..end + 12).map_or(0, |bytes| u64::from(bytes[0]) | u64::from(bytes[1]) << 8);
    let locator = end.checked_sub(LOCATOR).map(|start| &tail[start..end]).filter(|at| at.starts_with(b"PK\x06\x07"));
    let Some(locator) = locator else { return Ok(stated) };
    source.seek(SeekFrom::Start(eight(&locator[8..])))?;
    let mut record = [0; 40];
    let is_whole = source.read_exact(&mut record).is_ok() && record.starts_with(b"PK\x06\x06");
    Ok(if is_whole { eight(&record[32..]).max(stated) } else { stated })
}

/// The first eight bytes, which the caller has, as a little-endian number.
fn eight(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// Refuses a part packed tighter than any table is, or larger than can be read.
///
/// # Errors
/// [`TableError::TooLarge`].
pub(super) fn check_size(packed: u64, inflated: u64, most: u64) -> Result<(), TableError> {
    if inflated > most || (inflated > RATIO_FROM && inflated / MOST_RATIO > packed) {
        return Err(TableError::TooLarge { what: "inflated bytes".into(), limit: most });
    }
    Ok(())
}

/// An archive whose parts are read under limits.
pub(super) struct Package<R> {
    archive: ZipArchive<R>,
    /// By name in lower case with `/`, without one at the start.
    index: HashMap<String, usize>,
}

impl<R: Read + Seek> Package<R> {
    /// # Errors
    /// As [`open`].
    pub(super) fn new(source: R) -> Result<Self, TableError> {
        let archive = open(source)?;
        let names = (0..archive.len()).filter_map(|at| Some((archive.name_for_index(at)?.ok()?.into_owned(), at)));
        let index = names.map(|(name, at)| (key(&name), at)).collect();
        Ok(Self { archive, index })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.index.contains_key(&key(path))
    }

    /// Whether any part lies in this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.index.keys().any(|name| name.starts_with(folder))
    }

    /// Bytes that a part states to inflate to.
    pub(super) fn inflated(&mut self, path: &str) -> Option<u64> {
        let at = *self.index.get(&key(path))?;
        self.archive.by_index_raw(at).ok().map(|file| file.size())
    }

    /// A part's bytes as they are asked for, never more than `most` of them and never more than its packed bytes can stand for.
    ///
    /// # Errors
    /// [`TableError::Damaged`] without such a part, [`TableError::Encrypted`], [`TableError::TooLarge`] where it states its size.
    pub(super) fn part(&mut self, path: &str, most: u64) -> Result<Capped<impl Read + '_>, TableError> {
        let Some(&at) = self.index.get(&key(path)) else { return Err(damaged(Some(path), "missing")) };
        let file = self.archive.by_index(at).map_err(|error| of_zip(Some(path), error))?;
        let packed = file.compressed_size();
        check_size(packed, file.size(), most)?;
        Ok(Capped { inner: file, packed, read: 0, most, too_large: false })
    }

    /// A small part's XML.
    ///
    /// # Errors
    /// As [`Self::part`], and what [`XmlGuard`] refuses.
    pub(super) fn small(&mut self, path: &str) -> Result<String, TableError> {
        let bytes = self.whole(path, MOST_SMALL)?;
        XmlGuard::new(path).check(&bytes)?;
        String::from_utf8(bytes).map_err(|_| damaged(Some(path), "not UTF-8"))
    }

    /// All bytes of a part.
    ///
    /// # Errors
    /// As [`Self::part`].
    pub(super) fn whole(&mut self, path: &str, most: u64) -> Result<Vec<u8>, TableError> {
        let mut part = self.part(path, most)?;
        let mut bytes = Vec::new();
        let read = part.read_to_end(&mut bytes);
        let failure = part.failure(path, read.err());
        failure.map_or(Ok(bytes), Err)
    }

    /// Copies a part as it lies into another archive.
    ///
    /// # Errors
    /// [`TableError::Damaged`], [`TableError::Encrypted`].
    pub(super) fn copy(
        &mut self,
        path: &str,
        to: &mut ZipArchiveWriter<Vec<u8>>,
        name: &str,
    ) -> Result<(), TableError> {
        let Some(&at) = self.index.get(&key(path)) else { return Err(damaged(Some(path), "missing")) };
        let mut file = self.archive.by_index_raw(at).map_err(|error| of_zip(Some(path), error))?;
        if file.encrypted() {
            return Err(TableError::Encrypted);
        }
        let method = match file.compression() {
            CompressionMethod::Stored => rawzip::CompressionMethod::STORE,
            CompressionMethod::Deflated => rawzip::CompressionMethod::DEFLATE,
            method => return Err(damaged(Some(path), &method.to_string())),
        };
        let output = DataDescriptorOutput::new(file.crc32(), file.size());
        let copied = (|| {
            let (mut entry, _) = to.new_file(name).compression_method(method).start()?;
            io::copy(&mut file, &mut entry)?;
            entry.finish(output)
        })();
        copied.map(drop).map_err(|error| damaged(Some(path), &error.to_string()))
    }
}

/// Reads on until a limit is passed, then fails.
pub(super) struct Capped<R> {
    inner: R,
    packed: u64,
    read: u64,
    most: u64,
    too_large: bool,
}

impl<R> Capped<R> {
    /// What a failure of reading means for the table, if there was one.
    pub(super) fn failure(&self, path: &str, error: Option<std::io::Error>) -> Option<TableError> {
        if self.too_large {
            return Some(TableError::TooLarge { what: "inflated bytes".into(), limit: self.most });
        }
        error.map(|error| damaged(Some(path), &error.to_string()))
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(out)?;
        self.read += count as u64;
        if check_size(self.packed, self.read, self.most).is_err() {
            self.too_large = true;
            return Err(std::io::Error::other("too many inflated bytes"));
        }
        Ok(count)
    }
}

fn key(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn of_zip(path: Option<&str>, error: ZipError) -> TableError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => TableError::Encrypted,
        error => damaged(path, &error.to_string()),
    }
}

pub(super) fn damaged(part: Option<&str>, detail: &str) -> TableError {
    TableError::Damaged { part: part.map(str::to_owned), detail: detail.to_owned() }
}
