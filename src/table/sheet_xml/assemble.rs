//! Puts parsed pieces of a sheet together to a table.

use super::chunk::{Cells, Chunk, Raw};
use super::{Odd, Quick};
use crate::table::builder::Builder;
use crate::table::{Cell, Table, TableError, TextId, Texts};

/// The table of a sheet's `chunks`, which come in the order of their rows; `strings` are the shared strings, stored in `texts`.
pub(super) fn assemble(name: String, chunks: &[Chunk], strings: &[TextId], texts: Texts) -> Result<Table, Quick> {
    if !chunks.last().is_some_and(|chunk| chunk.ended) || chunks.iter().rev().skip(1).any(|chunk| chunk.ended) {
        return Err(Odd.into());
    }
    let mut filled = chunks.iter().filter(|chunk| chunk.first_row > 0).peekable();
    let Some(first) = filled.peek() else {
        return Err(TableError::EmptySheet { sheet: name }.into());
    };
    let mut texts = texts;
    let mut cell = |raw: Raw| cell_of(raw, strings, &mut texts);
    let header_row = first.first_row - 1;
    let mut names = Vec::new();
    for (column, cells) in columns(first) {
        let name = cells.get(0);
        if name != Raw::Empty {
            names.push((column, cell(name)?));
        }
    }
    if names.iter().all(|&(_, name)| name.display(&texts).trim().is_empty()) {
        // Blank texts hold nothing, so that the header stands further down: rare enough for the general reader.
        return Err(Odd.into());
    }
    let mut builder = Builder::new(name, header_row, &names, texts)?;
    let mut rows_done = 0;
    for chunk in filled {
        if chunk.first_row <= rows_done {
            return Err(Odd.into());
        }
        rows_done = chunk.last_row;
        for (column, cells) in columns(chunk) {
            for offset in 0..cells.len() {
                let row = chunk.first_row - 1 + offset_of(offset);
                let cell = cell_of(cells.get(offset), strings, &mut builder.texts)?;
                builder.put(row, column, cell)?;
            }
        }
        builder.check_text()?;
    }
    Ok(builder.finish()?)
}

fn columns(chunk: &Chunk) -> impl Iterator<Item = (u32, &Cells)> {
    (0..).zip(&chunk.columns).filter_map(|(column, cells)| cells.as_ref().map(|cells| (column, cells)))
}

fn offset_of(offset: usize) -> u32 {
    // A chunk spans at most 2^17 rows.
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn cell_of(raw: Raw, strings: &[TextId], texts: &mut Texts) -> Result<Cell, Odd> {
    Ok(match raw {
        Raw::Empty => Cell::Empty,
        Raw::Shared(index) => match *strings.get(index as usize).ok_or(Odd)? {
            Texts::EMPTY => Cell::Empty,
            text => Cell::Text(text),
        },
        Raw::Text(text) if text.is_empty() => Cell::Empty,
        Raw::Text(text) => Cell::Text(texts.intern(&text)),
        Raw::Number(number) => Cell::Number(number),
        Raw::Date(day) => Cell::Date(day),
        Raw::Bool(truth) => Cell::Bool(truth),
        Raw::Error(error) => Cell::Error(error),
    })
}
