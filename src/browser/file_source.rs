//! The dropped file as a source: readable, seekable, read a block at a time.

use super::given::Given;
use super::team::turn;
use crate::pipeline::{Inflater, Source, Stream};
use crate::table::sheet_xml::Part;
use js_sys::Uint8Array;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom};
use std::ops::Range;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
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
    type Stored = Blocks;

    fn bytes(&self) -> Result<FileSource> {
        FileSource::new(self.0.clone()).map_err(|error| unreadable(&error))
    }

    fn inflate(&self, part: Part) -> Result<Inflating> {
        let blocks = self.stored(part.start..part.start.saturating_add(part.packed))?;
        Ok(Inflating { inflater: Inflater::of(Fed::default(), part), blocks, steps: 0 })
    }

    fn stored(&self, stretch: Range<u64>) -> Result<Blocks> {
        let mut blocks = Blocks { file: self.0.clone(), left: stretch, size: FIRST, coming: None };
        blocks.ask()?;
        Ok(blocks)
    }
}

/// Bytes of the first block that is asked for, and of the largest.
const FIRST: u64 = 1 << 18;
const LARGEST: u64 = 1 << 21;

/// A stretch of a file, block by block: the next one is on its way while the last one is worked on. To wait for each took a seventh of the
/// whole job: a block comes from another process.
pub(super) struct Blocks {
    file: Given,
    /// What was not asked for yet.
    left: Range<u64>,
    /// Bytes of the next block.
    size: u64,
    coming: Option<Coming>,
}

enum Coming {
    Later(JsFuture),
    Here(Uint8Array),
}

impl Blocks {
    /// Asks for the next block, if one is left.
    fn ask(&mut self) -> Result<()> {
        let block = self.left.start..self.left.end.min(self.left.start.saturating_add(self.size));
        if block.is_empty() {
            return Ok(());
        }
        self.coming = Some(match &self.file {
            Given::Blob(blob) => {
                let slice = slice(blob, block.clone()).map_err(|error| unreadable(&error))?;
                Coming::Later(slice.array_buffer().into())
            }
            Given::Held { bytes, .. } => Coming::Here(part_of(bytes, block.clone())?),
        });
        self.left.start = block.end;
        self.size = (self.size * 2).min(LARGEST);
        Ok(())
    }

    /// The next block; an empty one at the end.
    async fn next(&mut self) -> Result<Vec<u8>> {
        let bytes = match self.coming.take() {
            Some(Coming::Later(buffer)) => Uint8Array::new(&buffer.await.map_err(|error| unreadable(&error))?),
            Some(Coming::Here(bytes)) => bytes,
            None => return Ok(Vec::new()),
        };
        self.ask()?;
        Ok(bytes.to_vec())
    }
}

impl Stream for Blocks {
    async fn append(&mut self, out: &mut Vec<u8>) -> Result<usize> {
        let block = self.next().await?;
        out.extend_from_slice(&block);
        Ok(block.len())
    }
}

/// Packed bytes that have come and were not inflated yet.
#[derive(Default)]
struct Fed {
    bytes: Vec<u8>,
    from: usize,
}

impl Fed {
    fn left(&self) -> usize {
        self.bytes.len() - self.from
    }

    fn feed(&mut self, block: &[u8]) {
        self.bytes.drain(..self.from);
        self.from = 0;
        self.bytes.extend_from_slice(block);
    }
}

impl Read for Fed {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let count = (&self.bytes[self.from..]).read(out)?;
        self.from += count;
        Ok(count)
    }
}

/// Steps between two turns of the event loop, in which a browser can end the worker: 2 MiB, some milliseconds.
const STEPS_A_TURN: usize = 8;
/// Packed bytes that are there before a step: more than it can take, but for bytes that inflate to next to nothing. Of a workbook those are left
/// to the general reader; a text is refused as damaged.
const AHEAD: usize = 1 << 19;

/// Inflates a part, and gives the event loop a turn now and then.
pub(super) struct Inflating {
    inflater: Inflater<Fed>,
    blocks: Blocks,
    steps: usize,
}

impl Stream for Inflating {
    async fn append(&mut self, out: &mut Vec<u8>) -> Result<usize> {
        while self.inflater.packed().left() < AHEAD {
            let block = self.blocks.next().await?;
            if block.is_empty() {
                break;
            }
            self.inflater.packed().feed(&block);
        }
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
            Place::Held(bytes) => part_of(bytes, start..end)?.to_vec(),
        };
        self.block_start = start;
        Ok(())
    }
}

/// The bytes between two offsets.
fn read(file: &Blob, reader: &FileReaderSync, start: u64, end: u64) -> std::result::Result<Uint8Array, JsValue> {
    Ok(Uint8Array::new(&reader.read_as_array_buffer(&slice(file, start..end)?)?.into()))
}

fn slice(file: &Blob, stretch: Range<u64>) -> std::result::Result<Blob, JsValue> {
    #[expect(clippy::cast_precision_loss, reason = "offsets lie below 2^53")]
    file.slice_with_f64_and_f64(stretch.start as f64, stretch.end as f64)
}

fn part_of(bytes: &Uint8Array, stretch: Range<u64>) -> Result<Uint8Array> {
    let offset = |at: u64| u32::try_from(at).map_err(Error::other);
    Ok(bytes.subarray(offset(stretch.start)?, offset(stretch.end)?))
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
