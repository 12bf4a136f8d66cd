//! A table read as sales, however it is cleaned and wherever its header is said to be.

use super::both_readers::general;
use segmenta::sales::{self, Choices, Cleaning, Outline, Period, Rule, Sales, Shape, outline};
use segmenta::table::{Table, View};

/// Two bytes of choices and a file: its outline tells columns that are there; every row and all money is used or left out, once.
pub fn sales(data: &[u8]) {
    let Some((&[rules, others], file)) = data.split_first_chunk::<2>() else { return };
    let Ok(found) = general(file) else { return };
    let hidden_rows: Vec<u32> = (0..32).filter(|row| others >> (row % 8) & 1 == 1).collect();
    let found = Table { view: View { hidden_rows, is_filtered: false }, ..found };
    let header = u32::from(others % 8);
    let Ok(table) = (if others >= 128 { found.with_header(header) } else { Ok(found) }) else { return };
    let shape = [None, None, Some(Shape::Lines), Some(Shape::Accounts)][usize::from(others / 8 % 4)];
    let choices = Choices { shape, ..Choices::default() };
    let cleaning = Cleaning {
        leaves_out: Rule::ALL.into_iter().filter(|&rule| rules >> rule as u8 & 1 == 1).collect(),
        period: (others & 32 != 0).then(|| Period::year(2020)),
        currency: (others & 64 != 0).then(|| "EUR".to_owned()),
        fills_groups: rules < 128,
    };
    hold_outline(&outline(&table, &choices), &table);
    if let Ok(sales) = sales::clean(table.clone(), &choices, &cleaning) {
        hold_sales(&sales, table.rows);
    }
}

fn hold_outline(outline: &Outline, table: &Table) {
    assert_eq!((outline.columns.len(), outline.rows), (table.columns.len(), table.rows));
    assert!(outline.roles.iter().all(|played| (played.column as usize) < table.columns.len()));
    assert!(outline.columns.iter().all(|column| column.samples.len() <= 3));
}

fn hold_sales(sales: &Sales, rows: usize) {
    let cleaned = &sales.quality.cleaned;
    let reconciliation = &cleaned.reconciliation;
    assert!(reconciliation.adds_up() && reconciliation.file.rows == rows);
    assert_eq!(reconciliation.used.money.0, sales.lines.amount.iter().sum::<i128>());
    assert!(cleaned.years.len() <= 50 && cleaned.currencies.len() <= 50);
    let mut all: Vec<u32> = sales.excluded.iter().map(|line| line.row).collect();
    assert!(all.is_sorted() && sales.lines.row.is_sorted());
    all.extend(&sales.lines.row);
    all.sort_unstable();
    assert!(all.into_iter().eq(0..rows as u32), "each row once");
}
