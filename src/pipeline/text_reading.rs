//! Reading a text table: decoded and cut as its bytes arrive, parsed piece by piece on any number of workers.

use super::source::{Source, Stream};
use super::stages::TextPiece;
use super::work::{Executor, Pieces};
use super::{Error, Observer, Stage};
use crate::table::archive::Member;
use crate::table::delimited::{Cutter, Decoded, Judge, Plan, SAMPLE, Stop, no_sheets};
use crate::table::sheet_xml::Part;
use crate::table::{Table, TableError};
use std::io::{self, Seek, SeekFrom};

/// Text parsed as one piece: small enough to spread well, large enough to be worth sending.
const PIECE: usize = 4 << 20;

/// Reads the text table that the source is, or that `member` of it is; `None` if it is no text.
pub(super) async fn read(
    source: &impl Source,
    member: Option<&Member>,
    sheet: Option<&str>,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Option<Table>, Error> {
    let failed = |error: io::Error| damaged(member, &error);
    let mut bytes = Bytes::open(source, member).map_err(failed)?;
    let total = bytes.total;
    let mut sample = Vec::new();
    while sample.len() < SAMPLE
        && let Some(block) = bytes.next().await.map_err(failed)?
    {
        sample.extend_from_slice(block);
    }
    sample.truncate(SAMPLE);
    let Some(mut plan) = Plan::new(&sample) else { return Ok(None) };
    if let Some(wanted) = sheet {
        return Err(no_sheets(wanted).into());
    }
    loop {
        let bytes = Bytes::open(source, member).map_err(failed)?;
        let mut pieces = TextPieces { bytes, cutter: Some(Cutter::new(&plan, PIECE)), ended: None, member };
        let mut done = |pieces: usize| observer.progress(Stage::Reading, (pieces * PIECE) as u64, total);
        let chunks = executor.map(&plan.dialect, &mut pieces, &mut done).await?;
        match pieces.ended {
            Some(Ok(decoded)) => return Ok(Some(plan.assemble(chunks, decoded)?)),
            Some(Err(Stop::Failed(error))) => return Err(error.into()),
            Some(Err(Stop::OtherEncoding)) => {
                drop(chunks);
                let mut judge = Judge::default();
                let mut bytes = Bytes::open(source, member).map_err(failed)?;
                while let Some(block) = bytes.next().await.map_err(failed)? {
                    judge.push(block);
                }
                plan = plan.in_encoding(judge.finish());
            }
            None => return Err(Error::Broken { detail: "the text was not read to its end".into() }),
        }
    }
}

fn damaged(member: Option<&Member>, error: &io::Error) -> TableError {
    TableError::Damaged { part: member.map(|member| member.name.clone()), detail: error.to_string() }
}

/// The bytes of a text, block by block.
struct Bytes<S: Source> {
    from: From<S>,
    /// How many there are, as far as the file says.
    total: u64,
    left: u64,
    /// The block last read; its memory is used again.
    block: Vec<u8>,
}

enum From<S: Source> {
    Stored(S::Stored),
    Deflated(S::Inflating),
}

impl<S: Source> Bytes<S> {
    fn open(source: &S, member: Option<&Member>) -> io::Result<Self> {
        let (from, total) = match member {
            Some(Member { part, is_deflated: true, .. }) => (From::Deflated(source.inflate(*part)?), part.inflated),
            Some(Member { part: Part { start, inflated, .. }, .. }) => {
                (From::Stored(source.stored(*start..start.saturating_add(*inflated))?), *inflated)
            }
            None => {
                let whole = source.bytes()?.seek(SeekFrom::End(0))?;
                (From::Stored(source.stored(0..whole)?), whole)
            }
        };
        Ok(Self { from, total, left: total, block: Vec::new() })
    }

    /// The next block; an entry that is longer than its archive says is an error.
    async fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.block.clear();
        match &mut self.from {
            From::Stored(bytes) => bytes.append(&mut self.block).await?,
            From::Deflated(inflating) => inflating.append(&mut self.block).await?,
        };
        let length = self.block.len() as u64;
        self.left =
            self.left.checked_sub(length).ok_or_else(|| io::Error::other("the entry is longer than it says"))?;
        if length == 0 && self.left > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok((length > 0).then_some(&self.block))
    }
}

/// The text in pieces, as it is asked for.
struct TextPieces<'a, S: Source> {
    bytes: Bytes<S>,
    cutter: Option<Cutter>,
    /// How it ended.
    ended: Option<Result<Decoded, Stop>>,
    member: Option<&'a Member>,
}

impl<S: Source> TextPieces<'_, S> {
    async fn advance(&mut self) -> Result<Option<String>, Stop> {
        let Some(cutter) = &mut self.cutter else { return Ok(None) };
        loop {
            let block = self.bytes.next().await.map_err(|error| Stop::Failed(damaged(self.member, &error)))?;
            let Some(block) = block else { break };
            if let Some(text) = cutter.push(block)? {
                return Ok(Some(text));
            }
        }
        let Some((text, decoded)) = self.cutter.take().map(Cutter::finish).transpose()? else { return Ok(None) };
        self.ended = Some(Ok(decoded));
        Ok(Some(text))
    }
}

impl<S: Source> Pieces<TextPiece> for TextPieces<'_, S> {
    async fn next(&mut self) -> Option<TextPiece> {
        match self.advance().await {
            Ok(text) => text.map(|text| TextPiece { text }),
            Err(stop) => {
                self.ended = Some(Err(stop));
                self.cutter = None;
                None
            }
        }
    }
}
