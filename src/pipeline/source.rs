//! Where the bytes of a file come from: a disk, memory, or the browser.

use crate::table::sheet_xml::Part;
use std::io::{self, Read, Seek};
use std::ops::Range;

/// A file's bytes, readable from several places at once.
pub trait Source {
    /// Reads anywhere in the file.
    type Bytes: Read + Seek;
    /// Inflates a part of it.
    type Inflating: Stream;
    /// Reads a stretch of it from its start to its end.
    type Stored: Stream;

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

    /// These bytes of the file as they stand.
    ///
    /// # Errors
    /// When the file cannot be opened any more.
    fn stored(&self, stretch: Range<u64>) -> io::Result<Self::Stored>;
}

/// Bytes that come some at a time.
#[expect(async_fn_in_trait, reason = "sources live on one thread; their futures need not be Send")]
pub trait Stream {
    /// Appends the next bytes to `out` and says how many; 0 at the end.
    ///
    /// # Errors
    /// When the bytes are damaged, end early or cannot be read any more.
    async fn append(&mut self, out: &mut Vec<u8>) -> io::Result<usize>;
}

/// Bytes in memory.
#[derive(Debug, Clone, Copy)]
pub struct Memory<'a>(pub &'a [u8]);

/// Bytes read or inflated at once: they stay in a core's cache until they are used.
const STEP: usize = 1 << 18;

/// Reads a stretch where it is called, from any reader.
#[derive(Debug)]
pub struct Plain<R>(io::Take<R>);

impl<R: Read + Seek> Plain<R> {
    fn new(mut bytes: R, stretch: &Range<u64>) -> io::Result<Self> {
        bytes.seek(io::SeekFrom::Start(stretch.start))?;
        Ok(Self(bytes.take(stretch.end.saturating_sub(stretch.start))))
    }
}

impl<R: Read> Stream for Plain<R> {
    async fn append(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        out.reserve(STEP);
        (&mut self.0).take(STEP as u64).read_to_end(out)
    }
}

/// Inflates where it is called, from any reader.
#[derive(Debug)]
pub struct Inflater<R> {
    inner: flate2::read::DeflateDecoder<io::Take<R>>,
    checked: Checked,
}

/// Holds inflated bytes against what the file says of them: damage must not pass as figures, nor may a part outgrow its limits.
#[derive(Debug)]
struct Checked {
    left: u64,
    crc: u32,
    so_far: flate2::Crc,
}

impl Checked {
    /// For the bytes of this part.
    fn new(part: Part) -> Self {
        Self { left: part.inflated, crc: part.crc, so_far: flate2::Crc::new() }
    }

    /// Takes the next bytes; none at the end.
    ///
    /// # Errors
    /// When the part is longer or shorter than it says, or its checksum differs.
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| io::Error::other("the part is longer than it says"))?;
        self.so_far.update(bytes);
        match (bytes.is_empty(), self.left) {
            (true, 0) if self.so_far.sum() != self.crc => Err(io::Error::other("the part's checksum differs")),
            (true, 1..) => Err(io::Error::other("the part ends early")),
            _ => Ok(()),
        }
    }
}

impl<R: Read + Seek> Inflater<R> {
    /// Inflates `part` of these bytes.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn new(mut bytes: R, part: Part) -> io::Result<Self> {
        bytes.seek(io::SeekFrom::Start(part.start))?;
        Ok(Self::of(bytes, part))
    }
}

impl<R: Read> Inflater<R> {
    /// Inflates `part`, whose packed bytes these are.
    pub fn of(packed: R, part: Part) -> Self {
        Self { inner: flate2::read::DeflateDecoder::new(packed.take(part.packed)), checked: Checked::new(part) }
    }

    /// Where its packed bytes come from.
    pub fn packed(&mut self) -> &mut R {
        self.inner.get_mut().get_mut()
    }

    fn step(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        out.reserve(STEP);
        let start = out.len();
        let count = (&mut self.inner).take(STEP as u64).read_to_end(out)?;
        self.checked.take(&out[start..])?;
        Ok(count)
    }
}

impl<R: Read> Stream for Inflater<R> {
    async fn append(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        self.step(out)
    }
}

impl<'a> Source for Memory<'a> {
    type Bytes = io::Cursor<&'a [u8]>;
    type Inflating = Inflater<Self::Bytes>;
    type Stored = Plain<Self::Bytes>;

    fn bytes(&self) -> io::Result<Self::Bytes> {
        Ok(io::Cursor::new(self.0))
    }

    fn inflate(&self, part: Part) -> io::Result<Self::Inflating> {
        Inflater::new(self.bytes()?, part)
    }

    fn stored(&self, stretch: Range<u64>) -> io::Result<Self::Stored> {
        Plain::new(self.bytes()?, &stretch)
    }
}

/// A file on disk.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Clone, Copy)]
pub struct Disk<'a>(pub &'a std::path::Path);

#[cfg(not(target_arch = "wasm32"))]
impl Source for Disk<'_> {
    type Bytes = io::BufReader<std::fs::File>;
    type Inflating = Beside;
    type Stored = Plain<Self::Bytes>;

    fn bytes(&self) -> io::Result<Self::Bytes> {
        Ok(io::BufReader::with_capacity(STEP, std::fs::File::open(self.0)?))
    }

    fn inflate(&self, part: Part) -> io::Result<Self::Inflating> {
        Ok(Beside::start(Inflater::new(self.bytes()?, part)?))
    }

    fn stored(&self, stretch: Range<u64>) -> io::Result<Self::Stored> {
        Plain::new(self.bytes()?, &stretch)
    }
}

/// Inflates on a thread of its own, a few steps ahead.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub struct Beside {
    steps: std::sync::mpsc::Receiver<io::Result<Vec<u8>>>,
    /// Buffers to be filled again.
    emptied: std::sync::mpsc::Sender<Vec<u8>>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Beside {
    /// Steps that may wait.
    const AHEAD: usize = 32;

    fn start<R: Read + Send + 'static>(mut inflater: Inflater<R>) -> Self {
        let (give, steps) = std::sync::mpsc::sync_channel(Self::AHEAD);
        let (emptied, take) = std::sync::mpsc::channel::<Vec<u8>>();
        std::thread::spawn(move || {
            loop {
                let mut bytes = take.try_recv().unwrap_or_default();
                let step = inflater.step(&mut bytes).map(|_| bytes);
                let goes_on = step.as_ref().is_ok_and(|bytes| !bytes.is_empty());
                // Nobody listens any more when the reader has given up.
                if give.send(step).is_err() || !goes_on {
                    break;
                }
            }
        });
        Self { steps, emptied }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Stream for Beside {
    async fn append(&mut self, out: &mut Vec<u8>) -> io::Result<usize> {
        let mut bytes = self.steps.recv().unwrap_or_else(|_| Err(io::ErrorKind::UnexpectedEof.into()))?;
        out.extend_from_slice(&bytes);
        let count = bytes.len();
        bytes.clear();
        // The thread has ended when the last step was taken.
        let _ = self.emptied.send(bytes);
        Ok(count)
    }
}
