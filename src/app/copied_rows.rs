//! Accounts as text that a spreadsheet takes from the clipboard: a row a line, cells parted by tabs.

use crate::browser::messages::{Accounts, Description};
use crate::text::Language;
use std::fmt::Write;

/// Rows that are written at once: more would hold the page.
pub const ROWS_AT_ONCE: usize = 5_000;

/// The accounts of these rows under `heads`, the columns of the table; numbers as spreadsheets of this language read them, without grouping.
pub fn write_rows(text: &mut String, accounts: &Accounts, description: &Description, rows: &[u32], language: Language) {
    for &row in rows {
        let at = row as usize;
        let (Some(id), Some(&label), Some(&next)) =
            (accounts.ids.get(at), description.labels.get(at), description.next.get(at))
        else {
            continue;
        };
        let number = |value: f64, decimals: usize| {
            let written = format!("{value:.decimals$}");
            match language {
                Language::French => written.replace('.', ","),
                Language::English => written,
            }
        };
        let of = |values: &[f64], decimals: usize| values.get(at).map_or_else(String::new, |&it| number(it, decimals));
        let orders = accounts.order_count.get(at).copied().unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{}\t{}\t{orders}\t{}\t{}\t{}\t{}\t{}",
            cell(id),
            of(&accounts.total_sales, 2),
            of(&accounts.average, 2),
            label + 1,
            of(&description.silhouettes, 4),
            next + 1,
            of(&description.margins, 3),
        );
    }
}

/// A text in one cell, which no spreadsheet takes for a formula (OWASP, "CSV injection").
fn cell(value: &str) -> String {
    let line: String = value.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.starts_with(['=', '+', '-', '@']) || value.starts_with(['\t', '\r']) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_in_their_order_and_hostile_ids_stay_text() {
        let accounts = Accounts {
            ids: vec!["A".into(), "=1+\t1".into()],
            total_sales: vec![1234.5, 2.0],
            order_count: vec![3, 1],
            average: vec![411.5, 2.0],
            normalised: Default::default(),
        };
        let description = Description {
            k: 2,
            segments: Vec::new(),
            labels: vec![0, 1],
            silhouettes: vec![0.5, -0.25],
            next: vec![1, 0],
            margins: vec![0.75, 0.05],
        };
        let written = |language| {
            let mut text = String::new();
            write_rows(&mut text, &accounts, &description, &[1, 0, 7], language);
            text
        };
        assert_eq!(
            written(Language::English),
            "'=1+ 1\t2.00\t1\t2.00\t2\t-0.2500\t1\t0.050\nA\t1234.50\t3\t411.50\t1\t0.5000\t2\t0.750\n"
        );
        assert!(written(Language::French).ends_with("A\t1234,50\t3\t411,50\t1\t0,5000\t2\t0,750\n"));
    }
}
