//! Where the bytes of a file come from: a disk, memory, or the browser.

use crate::table::sheet_xml::Part;
use std::io::{self, Read, Seek};

/// A file's bytes, readable from several places at once.
pub trait Source {
    /// Reads anywhere in the file.
    type Bytes: Read + Seek;
    /// Inflates a part of it.
    type Inflating: Inflate;

    /// A reader of the whole file, at its start.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    fn bytes(&self) -> io::Result<Self::Bytes>;

    /// An inflater of one deflated part.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    fn inflate(&self, part: Part) -> io::Result<Self::Inflating>;
}

/// Inflates a part of a file, some bytes at a time.
#[expect(async_fn_in_trait, reason = "sources live on one thread; their futures need not be Send")]
pub trait Inflate {
    /// The next bytes, or `None` at the end.
    ///
    /// # Errors
    /// When the bytes are damaged or end early.
    async fn next(&mut self) -> io::Result<Option<Vec<u8>>>;
}

/// Bytes in memory.
#[derive(Debug, Clone, Copy)]
pub struct Memory<'a>(pub &'a [u8]);

/// Bytes inflated at once.
const STEP: usize = 1 << 18;

/// Inflates natively, from any reader.
#[derive(Debug)]
pub struct Inflater<R>(flate2::read::DeflateDecoder<io::Take<R>>);

impl<R: Read + Seek> Inflater<R> {
    fn new(mut bytes: R, part: Part) -> io::Result<Self> {
        bytes.seek(io::SeekFrom::Start(part.start))?;
        Ok(Self(flate2::read::DeflateDecoder::new(bytes.take(part.packed))))
    }
}

impl<R: Read> Inflate for Inflater<R> {
    async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::with_capacity(STEP);
        let count = (&mut self.0).take(STEP as u64).read_to_end(&mut bytes)?;
        Ok((count > 0).then_some(bytes))
    }
}

impl<'a> Source for Memory<'a> {
    type Bytes = io::Cursor<&'a [u8]>;
    type Inflating = Inflater<Self::Bytes>;

    fn bytes(&self) -> io::Result<Self::Bytes> {
        Ok(io::Cursor::new(self.0))
    }

    fn inflate(&self, part: Part) -> io::Result<Self::Inflating> {
        Inflater::new(self.bytes()?, part)
    }
}

/// A file on disk.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct Disk<'a>(pub &'a std::path::Path);

#[cfg(not(target_arch = "wasm32"))]
impl Source for Disk<'_> {
    type Bytes = io::BufReader<std::fs::File>;
    type Inflating = Inflater<Self::Bytes>;

    fn bytes(&self) -> io::Result<Self::Bytes> {
        Ok(io::BufReader::with_capacity(STEP, std::fs::File::open(self.0)?))
    }

    fn inflate(&self, part: Part) -> io::Result<Self::Inflating> {
        Inflater::new(self.bytes()?, part)
    }
}
