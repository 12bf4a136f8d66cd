//! Compound files (MS-CFB), the container of .xls: one stream is found and read under limits, or put into a file of its own.

use crate::table::TableError;
use crate::table::zipped::damaged;
use std::io::{Read, Seek, SeekFrom};

/// Bytes of a file read for its streams, all of which are held in memory.
const MOST_BYTES: u64 = 256 << 20;
/// Sector numbers from here on are marks.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const FAT_SECTOR: u32 = 0xFFFF_FFFD;
/// Streams shorter than this lie in sectors of 64 bytes within a stream of their own.
const MINI_CUTOFF: usize = 4096;
const MINI_SECTOR: usize = 64;

/// A compound file, read whole.
pub(super) struct Compound {
    bytes: Vec<u8>,
    sector: usize,
    /// For each sector the next of its chain.
    next: Vec<u32>,
    mini_next: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl Compound {
    /// # Errors
    /// [`TableError::Damaged`], [`TableError::TooLarge`].
    pub(super) fn read<R: Read + Seek>(mut source: R) -> Result<Self, TableError> {
        let mut bytes = Vec::new();
        let read = source.seek(SeekFrom::Start(0)).and_then(|_| source.take(MOST_BYTES + 1).read_to_end(&mut bytes));
        read.map_err(|error| damaged(None, &error.to_string()))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(TableError::TooLarge { what: "bytes".into(), limit: MOST_BYTES });
        }
        Self::of(bytes).ok_or_else(|| damaged(None, "compound file"))
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let sector = match two(&bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file =
            Self { bytes, sector, next: Vec::new(), mini_next: Vec::new(), mini: Vec::new(), entries: Vec::new() };
        let mut tables: Vec<u32> = (76..512).step_by(4).filter_map(|at| four(&file.bytes, at)).collect();
        let (mut more, mut steps) = (four(&file.bytes, 68)?, 0);
        while more < FIRST_MARK && steps <= file.sectors() {
            let mut numbers = numbers(file.sector_at(more)?);
            more = numbers.pop()?;
            tables.extend(numbers);
            steps += 1;
        }
        tables.retain(|&number| number < FIRST_MARK);
        tables.truncate(file.sectors());
        for number in tables {
            // A file cut short has lost tables: what they do not tell cannot be read, the rest can.
            let Some(table) = file.sector_at(number) else { break };
            let table = numbers(table);
            file.next.extend(table);
        }
        let directory = file.chain(four(&file.bytes, 48)?, usize::MAX);
        file.entries = directory.as_chunks::<128>().0.iter().filter_map(Entry::of).collect();
        let root = file.entries.first()?;
        file.mini = file.chain(root.start, root.length);
        file.mini_next = numbers(&file.chain(four(&file.bytes, 60)?, usize::MAX));
        Some(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector's bytes; the last one may be cut short.
    fn sector_at(&self, number: u32) -> Option<&[u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(&rest[..rest.len().min(self.sector)])
    }

    /// The bytes of a chain of sectors, as far as it leads and no further than the file is long.
    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut number = start;
        for _ in 0..self.sectors() {
            let Some(sector) = self.sector_at(number).filter(|_| out.len() < length) else { break };
            out.extend_from_slice(sector);
            number = self.next.get(number as usize).copied().unwrap_or(END_OF_CHAIN);
        }
        out.truncate(length);
        out
    }

    fn mini_chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut number = start as usize;
        while out.len() < length {
            // A sector behind the last one is none: a circle of such would never fill `out`.
            let rest = number.checked_mul(MINI_SECTOR).and_then(|at| self.mini.get(at..));
            let Some(sector) = rest.filter(|rest| !rest.is_empty()) else { break };
            out.extend_from_slice(&sector[..sector.len().min(MINI_SECTOR)]);
            let Some(&next) = self.mini_next.get(number) else { break };
            number = next as usize;
        }
        out.truncate(length);
        out
    }

    /// Whether there is a stream or folder of this name, in any case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The first stream of this name; shorter than it says where the file is cut short.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let is_mini = entry.length < MINI_CUTOFF;
        Some(if is_mini { self.mini_chain(entry.start, entry.length) } else { self.chain(entry.start, entry.length) })
    }
}

impl Entry {
    fn of(bytes: &[u8; 128]) -> Option<Self> {
        let units: Vec<u16> = bytes[..64].as_chunks::<2>().0.iter().map(|&pair| u16::from_le_bytes(pair)).collect();
        let name = String::from_utf16_lossy(units.split(|&unit| unit == 0).next().unwrap_or_default());
        Some(Self { name, start: four(bytes, 116)?, length: four(bytes, 120)? as usize })
    }
}

/// A compound file of sectors of 4,096 bytes that holds one stream, `Workbook`, filled up with zeros to whole sectors.
pub(super) fn wrap(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 4096;
    let data = stream.len().div_ceil(SECTOR).max(1);
    // Each table tells of 1,024 sectors, its own included; 109 of them fit the header, which is more than MOST_BYTES takes.
    let tables = (1..).find(|tables| tables * (SECTOR / 4) > tables + data).unwrap_or(1);
    let directory = tables;
    let mut out = vec![0; SECTOR];
    out[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E_u16), (26, 4), (28, 0xFFFE), (30, 12), (32, 6)] {
        out[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let mut put = |at: usize, value: u32| out[at..at + 4].copy_from_slice(&value.to_le_bytes());
    for (at, value) in
        [(40, 1), (44, tables as u32), (48, directory as u32), (56, 4096), (60, END_OF_CHAIN), (68, END_OF_CHAIN)]
    {
        put(at, value);
    }
    for place in 0..109 {
        put(76 + 4 * place, if place < tables { place as u32 } else { FREE });
    }
    let mut next = vec![FAT_SECTOR; tables];
    next.push(END_OF_CHAIN);
    let first = directory + 1;
    next.extend((first + 1..first + data).map(|number| number as u32));
    next.push(END_OF_CHAIN);
    next.resize(tables * SECTOR / 4, FREE);
    out.extend(next.into_iter().flat_map(u32::to_le_bytes));
    let mut entries = vec![0; SECTOR];
    for (entry, (name, kind, start, length)) in
        entries.chunks_mut(128).zip([("Root Entry", 5, 0, 0), ("Workbook", 2, first, data * SECTOR)])
    {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = units.len() as u8 + 2;
        entry[66] = kind;
        entry[116..120].copy_from_slice(&(start as u32).to_le_bytes());
        entry[120..128].copy_from_slice(&(length as u64).to_le_bytes());
    }
    out.extend(entries);
    out.extend_from_slice(stream);
    out.resize(SECTOR * (1 + first + data), 0);
    out
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_wrapped_stream_is_found_again() {
        for length in [1, 4095, 4096, 4097, 5 << 20] {
            let stream: Vec<u8> = (0..length).map(|at| (at % 251) as u8 + 1).collect();
            let file = Compound::read(Cursor::new(wrap(&stream))).unwrap();
            let found = file.stream("WORKBOOK").unwrap();
            assert_eq!(&found[..length], stream, "{length}");
            assert!(found[length..].iter().all(|&byte| byte == 0));
            assert!(!file.has("Book"));
        }
    }

    /// Found by fuzzing: the next of a sector that lies behind the last one was itself.
    #[test]
    fn short_sectors_behind_the_last_end_a_chain() {
        let mut file = Compound::of(wrap(&[7; 100])).unwrap();
        for mini in [Vec::new(), vec![1; MINI_SECTOR]] {
            let length = mini.len();
            (file.mini, file.mini_next) = (mini, vec![1, 1]);
            assert_eq!(file.mini_chain(1, 200), Vec::<u8>::new());
            assert_eq!(file.mini_chain(0, 200).len(), length);
        }
    }

    #[test]
    fn chains_that_lead_nowhere_or_in_circles_end() {
        let whole = wrap(&[7; 20_000]);
        for at in (0..whole.len().min(9000)).step_by(3) {
            let mut broken = whole.clone();
            broken[at] ^= 0xFF;
            if let Some(file) = Compound::of(broken) {
                assert!(file.stream("Workbook").is_none_or(|stream| stream.len() <= whole.len()));
            }
        }
        for length in [0, 30, 511, 4096, 4097, 9000] {
            let _ = Compound::of(whole[..length].to_vec());
        }
    }
}
