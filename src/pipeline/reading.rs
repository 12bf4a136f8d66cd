//! Reading a file: the quick way where the file allows it, else the general reader.

use super::source::{Memory, Source, Stream};
use super::work::Executor;
use super::{Error, Observer, Stage, text_reading};
use crate::table::sheet_xml::{Part, Plan, Quick};
use crate::table::{self, Table, TableError, archive};
use std::io;

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
        return workbook(&Memory(&bytes), sheet, observer).await;
    }
    match text_reading::read(source, member.as_ref(), sheet, executor, observer).await? {
        Some(table) => Ok(table),
        None => match member {
            // It has the name of a text and is none: the reader of workbooks says what it is.
            Some(member) => {
                let bytes = archive::inflate(&mut source.bytes().map_err(unreadable)?, &member)?;
                workbook(&Memory(&bytes), sheet, observer).await
            }
            None => workbook(source, sheet, observer).await,
        },
    }
}

/// Reads the sheet named `sheet`, or the first.
async fn workbook(source: &impl Source, sheet: Option<&str>, observer: &mut impl Observer) -> Result<Table, Error> {
    observer.sheets(source.bytes().map(table::sheets).unwrap_or_default());
    match quickly(source, sheet, observer).await {
        Ok(table) => Ok(table),
        Err(Quick::Failed(error)) => Err(error.into()),
        Err(Quick::Odd) => {
            let bytes = source.bytes().map_err(unreadable)?;
            Ok(table::read(bytes, sheet, &mut |done, total| observer.progress(Stage::Reading, done, total))?)
        }
    }
}

/// Reads the sheet as it is inflated, natively on another thread: its rows take less time than its inflating, so that one reader keeps up.
async fn quickly(source: &impl Source, sheet: Option<&str>, observer: &mut impl Observer) -> Result<Table, Quick> {
    let plan = Plan::new(source.bytes().map_err(unreadable)?, sheet)?;
    let (part, strings) = (plan.sheet, plan.strings);
    // The sheet's first bytes are on their way while the shared strings are read.
    let mut inflating = source.inflate(part).map_err(|_| Quick::Odd)?;
    let strings = match strings {
        Some(part) => whole(source, part).await.map_err(|_| Quick::Odd)?,
        None => Vec::new(),
    };
    let mut reader = plan.reader(&strings)?;
    drop(strings);
    let mut done = 0;
    loop {
        let count = inflating.append(reader.buffer()).await.map_err(|_| Quick::Odd)?;
        if count == 0 {
            return reader.finish();
        }
        reader.advance()?;
        done += count as u64;
        observer.progress(Stage::Reading, done.min(part.inflated), part.inflated);
    }
}

/// All bytes of a part.
async fn whole(source: &impl Source, part: Part) -> io::Result<Vec<u8>> {
    let mut inflating = source.inflate(part)?;
    let mut all = Vec::new();
    while inflating.append(&mut all).await? > 0 {}
    Ok(all)
}

fn unreadable(error: io::Error) -> TableError {
    TableError::Damaged { part: None, detail: error.to_string() }
}
