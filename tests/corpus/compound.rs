//! Compound files made by hand (MS-CFB): sectors of 512 bytes, one stream or some.

const END: u32 = 0xFFFF_FFFE;

/// A compound file with these streams, each filled up to at least 4,096 bytes.
pub fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let sectors = |length: usize| length.max(4096).div_ceil(512);
    let data: usize = streams.iter().map(|(_, content)| sectors(content.len())).sum();
    let directory = (streams.len() + 1).div_ceil(4);
    let tables = (1..).find(|tables| tables * 128 >= tables + directory + data).unwrap();
    assert!(tables <= 109, "a larger file needs more than the header's tables");

    let mut next: Vec<u32> = vec![0xFFFF_FFFD; tables];
    let mut chain = |length: usize| {
        let start = next.len() as u32;
        next.extend((1..length as u32).map(|step| start + step));
        next.push(END);
        start
    };
    let directory_start = chain(directory);
    let starts: Vec<u32> = streams.iter().map(|(_, content)| chain(sectors(content.len()))).collect();
    next.resize(tables * 128, 0xFFFF_FFFF);

    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(44, tables as u32), (48, directory_start), (56, 4096), (60, END), (68, END)] {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for table in 0..109 {
        let number = if table < tables { table as u32 } else { 0xFFFF_FFFF };
        header[76 + 4 * table..80 + 4 * table].copy_from_slice(&number.to_le_bytes());
    }
    let mut out = header;
    out.extend(next.into_iter().flat_map(u32::to_le_bytes));
    let mut entries = entry("Root Entry", 5, END, 0);
    for ((name, content), start) in streams.iter().zip(starts) {
        entries.extend(entry(name, 2, start, content.len().max(4096)));
    }
    entries.resize(directory * 512, 0);
    out.extend(entries);
    for (_, content) in streams {
        let end = out.len() + sectors(content.len()) * 512;
        out.extend(content);
        out.resize(end, 0);
    }
    out
}

fn entry(name: &str, kind: u8, start: u32, length: usize) -> Vec<u8> {
    let mut out = vec![0; 128];
    for (at, unit) in name.encode_utf16().enumerate() {
        out[2 * at..2 * at + 2].copy_from_slice(&unit.to_le_bytes());
    }
    out[64] = 2 * (name.len() as u8 + 1);
    out[66] = kind;
    out[116..120].copy_from_slice(&start.to_le_bytes());
    out[120..124].copy_from_slice(&(length as u32).to_le_bytes());
    out
}
