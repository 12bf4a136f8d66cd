//! The dropped file as a source: readable, seekable, read a block at a time.

use super::given::Given;
use super::team::turn;
use crate::pipeline::{Inflate, Inflater, Source};
use crate::table::sheet_xml::Part;
use js_sys::Uint8Array;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

/// Bytes fetched from the file at once where reading jumps, as in a directory of parts.
const LEAST: u64 = 1 << 16;
/// Bytes fetched at once at most, where reading goes on and on.
const MOST: u64 = 1 << 20;

/// The dropped file, read where it is needed.
///
/// It is inflated by the worker that reads it. The browser's `DecompressionStream` on another worker takes as long: to hand its bytes on, a
/// browser copies them between processes. Inflating on a helper that hands over chunks of 1 MiB was slower, too: the page and the compiler of
/// fast code want the second processor meanwhile.
pub(super) struct BlobSource(pub(super) Given);

impl Source for BlobSource {
    type Bytes = FileSource;
    type Inflating = Inflating;

    fn bytes(&self) -> Result<FileSource> {
        FileSource::new(self.0.clone()).map_err(|error| unreadable(&error))
    }

    fn inflate(&self, part: Part) -> Result<Inflating> {
        Ok(Inflating { inflater: Inflater::new(self.bytes()?, part)?, steps: 0 })
    }
}

/// Steps between two turns of the event loop, in which a browser can end the worker: 2 MiB, some milliseconds.
const STEPS_A_TURN: usize = 8;

/// Inflates a part, and gives the event loop a turn now and then.
pub(super) struct Inflating {
    inflater: Inflater<FileSource>,
    steps: usize,
}

impl Inflate for Inflating {
    async fn append(&mut self, out: &mut Vec<u8>) -> Result<usize> {
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS_A_TURN) {
            turn().await;
        }
        self.inflater.append(out).await
    }
}

/// A file's bytes; not copied whole into the program's memory.
pub(super) struct FileSource {
    place: Place,
    length: u64,
    position: u64,
    block: Vec<u8>,
    block_start: u64,
}

/// Where the bytes are.
enum Place {
    /// In the file.
    File(Blob, FileReaderSync),
    /// In the browser's memory.
    Held(Uint8Array),
}

impl FileSource {
    pub(super) fn new(file: Given) -> std::result::Result<Self, JsValue> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a file's size is a whole number below 2^53"
        )]
        let (length, place) = match file {
            Given::Blob(blob) => (blob.size() as u64, Place::File(blob, FileReaderSync::new()?)),
            Given::Held { bytes, .. } => (u64::from(bytes.length()), Place::Held(bytes)),
        };
        Ok(Self { place, length, position: 0, block: Vec::new(), block_start: 0 })
    }

    fn load(&mut self, start: u64) -> Result<()> {
        let before = self.block.len() as u64;
        let goes_on = before > 0 && start == self.block_start + before;
        let end = (start + if goes_on { (before * 2).min(MOST) } else { LEAST }).min(self.length);
        self.block = match &self.place {
            Place::File(file, reader) => read(file, reader, start, end).map_err(|error| unreadable(&error))?.to_vec(),
            Place::Held(bytes) => {
                let offset = |at: u64| u32::try_from(at).map_err(Error::other);
                bytes.subarray(offset(start)?, offset(end)?).to_vec()
            }
        };
        self.block_start = start;
        Ok(())
    }
}

/// The bytes between two offsets.
fn read(file: &Blob, reader: &FileReaderSync, start: u64, end: u64) -> std::result::Result<Uint8Array, JsValue> {
    #[expect(clippy::cast_precision_loss, reason = "offsets lie below 2^53")]
    let slice = file.slice_with_f64_and_f64(start as f64, end as f64)?;
    Ok(Uint8Array::new(&reader.read_as_array_buffer(&slice)?.into()))
}

/// The file changed or went away under the page, or the browser may no longer read it.
fn unreadable(error: &JsValue) -> Error {
    Error::other(format!("{error:?}"))
}

impl Read for FileSource {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        if self.position >= self.length || out.is_empty() {
            return Ok(0);
        }
        let held = self.block_start..self.block_start + self.block.len() as u64;
        if !held.contains(&self.position) {
            self.load(self.position)?;
        }
        // The difference is below MOST, so they fit a usize of any width.
        let from = usize::try_from(self.position - self.block_start).map_err(Error::other)?;
        let count = out.len().min(self.block.len().saturating_sub(from));
        if count == 0 {
            return Err(Error::new(ErrorKind::UnexpectedEof, "the file is shorter than it was"));
        }
        out[..count].copy_from_slice(&self.block[from..from + count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for FileSource {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = target.ok_or_else(|| Error::new(ErrorKind::InvalidInput, "seek before the start"))?;
        Ok(self.position)
    }
}
