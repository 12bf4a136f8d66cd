//! Records of .xlsb parts, one after the other, and the values in them (MS-XLSB 2.1.4).

use crate::table::TableError;
use crate::table::zipped::{Package, damaged};
use std::io::{BufReader, Read, Seek};

/// Bytes of one record: a cell's text takes 64 KiB, a shared string with its formats a few times that.
const MOST_RECORD: usize = 1 << 20;

/// Hands each record of a part to `each`, which says whether to go on, or that it cannot be read.
pub(super) fn each_record<R: Read + Seek>(
    package: &mut Package<R>,
    path: &str,
    most: u64,
    mut each: impl FnMut(u16, &[u8]) -> Option<bool>,
) -> Result<(), TableError> {
    let mut part = BufReader::with_capacity(1 << 16, package.part(path, most)?);
    let mut data = Vec::new();
    loop {
        match next_record(&mut part, &mut data) {
            Ok(Some(kind)) => match each(kind, &data) {
                Some(true) => {}
                Some(false) => return Ok(()),
                None => return Err(damaged(Some(path), &format!("record {kind}"))),
            },
            Ok(None) => return Ok(()),
            Err(error) => {
                let failure = part.get_ref().failure(path, Some(error));
                return Err(failure.unwrap_or_else(|| damaged(Some(path), "unreadable")));
            }
        }
    }
}

/// The next record's kind, its content in `data`; none at the end (MS-XLSB 2.1.4).
fn next_record(part: &mut impl Read, data: &mut Vec<u8>) -> std::io::Result<Option<u16>> {
    let mut byte = [0];
    if part.read(&mut byte)? == 0 {
        return Ok(None);
    }
    let mut kind = u16::from(byte[0] & 0x7F);
    if byte[0] & 0x80 != 0 {
        part.read_exact(&mut byte)?;
        kind |= u16::from(byte[0] & 0x7F) << 7;
    }
    let mut length = 0;
    for place in 0..4 {
        part.read_exact(&mut byte)?;
        length |= usize::from(byte[0] & 0x7F) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    if length > MOST_RECORD {
        return Err(std::io::Error::other(format!("record {kind} of {length} bytes")));
    }
    data.resize(length, 0);
    part.read_exact(data)?;
    Ok(Some(kind))
}

/// Adds a record; `data` is shorter than 2^28 bytes, as all that are read here are.
pub(super) fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
    if kind < 0x80 {
        out.push(kind as u8);
    } else {
        out.extend([(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8]);
    }
    let mut length = data.len();
    while length >= 0x80 {
        out.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend_from_slice(data);
}

/// Four bytes from `at` on as a little-endian number.
pub(super) fn four(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_le_bytes)
}

/// `wanted`, if there are so many bytes.
pub(super) fn length(data: &[u8], wanted: usize) -> Option<usize> {
    (data.len() >= wanted).then_some(wanted)
}

/// The text at `at` whose length stands before it, and where it ends.
pub(super) fn wide(data: &[u8], at: usize) -> Option<(String, usize)> {
    let end = wide_end(data, at)?;
    let units: Vec<u16> = data[at + 4..end].as_chunks::<2>().0.iter().map(|&pair| u16::from_le_bytes(pair)).collect();
    Some((String::from_utf16_lossy(&units), end))
}

/// Where the text at `at` ends; no text at all has the length 2^32 - 1.
pub(super) fn wide_end(data: &[u8], at: usize) -> Option<usize> {
    let count = Some(four(data, at)?).filter(|&count| count != u32::MAX).unwrap_or(0);
    let end = usize::try_from(count).ok()?.checked_mul(2)?.checked_add(at + 4)?;
    (data.len() >= end).then_some(end)
}
