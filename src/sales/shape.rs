//! What a row of a table is, where the user does not say so: whether each account stands on one row alone.

use super::Mapping;
use super::choices::Shape;
use super::fields::Fields;
use super::formats::{Formats, Of, Read};
use super::quality::Rows;
use super::totals::SetAside;
use crate::table::{Cell, Column, Table, TextId};
use hashbrown::HashSet;

/// The first data row that is no account of its own, in a table with the columns of one of accounts: its account stands above too, or it
/// has none. Empty rows, totals and notes are passed over.
pub(super) fn first_that_is_no_account(table: &Table, mapping: &Mapping, formats: &Formats) -> Option<usize> {
    let Table { columns, rows: count, texts, .. } = table;
    let of = Of { texts, first_sheet_row: table.sheet_row(0), text_file: table.text_file.as_ref() };
    let mut values = Read::new(columns, of, mapping, formats);
    let fields = Fields::new(columns, texts, mapping, Shape::Accounts, &mut values);
    let rows = Rows::new(columns, *count);
    let set_aside = SetAside::find(&fields, &rows, *count, texts);
    let column = &columns[fields.account_column()];
    let mut seen = Seen::default();
    let is_other = |&row: &usize| {
        let is_account = fields.has_account(row, texts) && seen.is_new(column.get(row), table);
        !is_account && !set_aside.contains(row) && rows.filled(row).any(|(_, cell)| !fields.is_blank(cell, texts))
    };
    (0..*count).find(is_other)
}

/// Whether no value stands twice in a column that has some.
pub(super) fn are_distinct(column: &Column, table: &Table) -> bool {
    let mut seen = Seen::default();
    let mut filled =
        (0..table.rows).map(|row| column.get(row)).filter(|cell| !matches!(cell, Cell::Empty | Cell::Error(_)));
    filled.all(|cell| seen.is_new(cell, table)) && !seen.is_empty()
}

/// Values met, as their texts: a number is the account that its text is.
#[derive(Default)]
struct Seen {
    texts: HashSet<TextId>,
    others: HashSet<String>,
}

impl Seen {
    fn is_new(&mut self, cell: Cell, table: &Table) -> bool {
        match cell {
            Cell::Text(id) => self.texts.insert(id),
            cell => {
                let text = cell.display(&table.texts).into_owned();
                match table.texts.find(&text) {
                    Some(id) => self.texts.insert(id),
                    None => self.others.insert(text),
                }
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.others.is_empty()
    }
}
