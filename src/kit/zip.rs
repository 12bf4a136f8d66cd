//! A kit as one file.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, Error, ZipArchiveWriter};
use std::io::Write;

/// The first day that a zip archive can name, in seconds since 1970: every entry bears it, so that the same files are the same bytes at any time.
const DAY: i64 = 315_532_800;

/// A zip archive of these files, the same bytes on every machine.
///
/// # Panics
/// Never in practice: what is written to memory is refused for a name of more than 65,535 bytes alone, and a kit's names are its own.
#[must_use]
pub fn zip(files: &[(String, String)]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    let written = files.iter().try_for_each(|(name, text)| entry(&mut archive, name, text.as_bytes()));
    written.and_then(|()| archive.finish()).expect("memory takes what is written, and names are short")
}

fn entry(archive: &mut ZipArchiveWriter<Vec<u8>>, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let file = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
    let (mut entry, config) = file.last_modified(UtcDateTime::from_unix(DAY)).start()?;
    let mut packed = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
    packed.write_all(bytes)?;
    let (encoder, output) = packed.finish()?;
    encoder.finish()?;
    entry.finish(output)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn the_files_come_out_as_they_went_in_and_twice_the_same() {
        let long = "\"0013X0000000001AAA\",\"Segment_1\"\n".repeat(5_000);
        let files = [("update-001.csv".to_owned(), long), ("guide.txt".to_owned(), "À lire".to_owned())];
        let bytes = zip(&files);
        assert_eq!(bytes, zip(&files));
        assert!(bytes.len() < 10_000, "{}", bytes.len());
        let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(archive.len(), files.len());
        for (at, (name, text)) in files.iter().enumerate() {
            let mut entry = archive.by_index(at).unwrap();
            assert_eq!(entry.name().unwrap(), name.as_str());
            let mut read = String::new();
            entry.read_to_string(&mut read).unwrap();
            assert_eq!(read, *text);
        }
    }
}
