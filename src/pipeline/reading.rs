//! Reading a file: the quick way over any number of workers where the file allows it, else the general reader.

use super::source::{Inflate, Memory, Source};
use super::stages::ParsePiece;
use super::work::{Executor, Pieces};
use super::{Error, Observer, Stage, text_reading};
use crate::table::sheet_xml::{Chunk, Cutter, Part, Plan, Quick, scan};
use crate::table::{self, Table, TableError, archive};
use std::io;

/// XML parsed as one piece: small enough to spread well, large enough to be worth sending.
const PIECE: usize = 4 << 20;

/// Reads a file of any kind that holds a table; of a workbook the sheet named `sheet`, or the first.
pub(super) async fn read(
    source: &impl Source,
    sheet: Option<&str>,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Table, Error> {
    observer.progress(Stage::Reading, 0, 0);
    let member = archive::look(&mut source.bytes().map_err(unreadable)?)?;
    if let Some(member) = member.as_ref().filter(|member| member.is_workbook) {
        let bytes = archive::inflate(&mut source.bytes().map_err(unreadable)?, member)?;
        return workbook(&Memory(&bytes), sheet, executor, observer).await;
    }
    match text_reading::read(source, member.as_ref(), sheet, executor, observer).await? {
        Some(table) => Ok(table),
        None => match member {
            // It has the name of a text and is none: the reader of workbooks says what it is.
            Some(member) => {
                let bytes = archive::inflate(&mut source.bytes().map_err(unreadable)?, &member)?;
                workbook(&Memory(&bytes), sheet, executor, observer).await
            }
            None => workbook(source, sheet, executor, observer).await,
        },
    }
}

/// Reads the sheet named `sheet`, or the first.
async fn workbook(
    source: &impl Source,
    sheet: Option<&str>,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Table, Error> {
    match quickly(source, sheet, executor, observer).await? {
        Ok(table) => Ok(table),
        Err(Quick::Failed(error)) => Err(error.into()),
        Err(Quick::Odd) => {
            let bytes = source.bytes().map_err(unreadable)?;
            Ok(table::read(bytes, sheet, &mut |done, total| observer.progress(Stage::Reading, done, total))?)
        }
    }
}

/// The outer error is a lost worker: nothing to do with the file.
async fn quickly(
    source: &impl Source,
    sheet: Option<&str>,
    executor: &impl Executor,
    observer: &mut impl Observer,
) -> Result<Result<Table, Quick>, Error> {
    let planned = source.bytes().map_err(unreadable).map(|bytes| Plan::new(bytes, sheet))?;
    let plan = match planned {
        Ok(plan) => plan,
        Err(quick) => return Ok(Err(quick)),
    };
    let mut sheet_bytes = SheetPieces::new(source, plan.sheet);
    // The first piece shows whether the sheet is plain: an odd one is not inflated to its end in vain.
    let first = sheet_bytes.next().await;
    let Some(Ok(first)) = first.map(|piece| scan(&piece.xml, &plan.context)) else { return Ok(Err(Quick::Odd)) };
    let total = plan.sheet.inflated;
    let mut done = |pieces: usize| observer.progress(Stage::Reading, ((pieces + 1) * PIECE) as u64, total);
    let parsed = executor.map(&plan.context, &mut sheet_bytes, &mut done).await?;
    let chunks: Option<Vec<Chunk>> = std::iter::once(Some(first)).chain(parsed).collect();
    let Some(chunks) = chunks.filter(|_| !sheet_bytes.odd) else { return Ok(Err(Quick::Odd)) };
    let strings = match plan.strings {
        Some(part) => whole(source, part).await,
        None => Ok(Vec::new()),
    };
    let Ok(strings) = strings else { return Ok(Err(Quick::Odd)) };
    Ok(plan.assemble(&chunks, &strings))
}

/// All bytes of a part.
async fn whole(source: &impl Source, part: Part) -> io::Result<Vec<u8>> {
    let mut inflating = source.inflate(part)?;
    let mut all = Vec::new();
    while let Some(bytes) = inflating.next().await? {
        all.extend_from_slice(&bytes);
    }
    Ok(all)
}

/// The sheet's XML, inflated and cut as it is asked for.
struct SheetPieces<I> {
    inflating: Option<I>,
    cutter: Option<Cutter>,
    /// The bytes are damaged or no plain sheet.
    odd: bool,
}

impl<I: Inflate> SheetPieces<I> {
    fn new(source: &impl Source<Inflating = I>, sheet: Part) -> Self {
        let inflating = source.inflate(sheet).ok();
        Self { odd: inflating.is_none(), inflating, cutter: Some(Cutter::new(PIECE)) }
    }

    /// The next piece of XML; an error when there is none though the sheet has not ended.
    async fn advance(&mut self) -> Result<Option<Vec<u8>>, Quick> {
        let Some((inflating, cutter)) = self.inflating.as_mut().zip(self.cutter.as_mut()) else { return Ok(None) };
        while let Some(bytes) = inflating.next().await.map_err(|_| Quick::Odd)? {
            if let Some(piece) = cutter.push(&bytes)? {
                return Ok(Some(piece));
            }
        }
        self.cutter.take().map(Cutter::finish).transpose().map_err(Quick::from)
    }
}

impl<I: Inflate> Pieces<ParsePiece> for SheetPieces<I> {
    async fn next(&mut self) -> Option<ParsePiece> {
        match self.advance().await {
            Ok(piece) => piece.map(|xml| ParsePiece { xml }),
            Err(_) => {
                self.odd = true;
                self.cutter = None;
                None
            }
        }
    }
}

fn unreadable(error: io::Error) -> TableError {
    TableError::Damaged { part: None, detail: error.to_string() }
}
