//! Finds the header among the first rows of a sheet: below title, filter and blank rows, and below names that span several columns.

use super::{Cell, Texts};
use hashbrown::HashMap;

/// How many rows that hold anything are looked at.
pub(super) const LOOKED_AT: usize = 40;
/// A header names the columns of at least this share of the cells below it.
const LEAST_COVERED: f64 = 0.6;
/// A header has at most this share of cells that look like values.
const MOST_VALUES: f64 = 0.2;
/// A header has at least this share of names that no other cell of it repeats.
const LEAST_DISTINCT: f64 = 0.8;
/// A text is a value if at least this share of its letters and digits are digits.
const DIGITS_OF_A_VALUE: f64 = 0.3;
/// A text of fewer letters and digits is a value only if it is all digits: `Q1` is a name.
const LEAST_LENGTH: usize = 4;

/// Bytes of a text that tell whether it is a name, and are one: one text of 32,767 letters may stand in all cells looked at.
const MOST_NAME: usize = 256;

/// A row's filled cells with their 0-based sheet columns.
pub(super) type RowCells = [(u32, Cell)];

/// Which of the first rows (those that hold more than white space, at most [`LOOKED_AT`]) is the header.
///
/// It is the first row of distinct names, not values, that stands above most cells that follow. Where no row does, it is the row of
/// names that stands above the most; where no row has names, the first. `None` only without rows.
pub(super) fn find<'a>(rows: impl IntoIterator<Item = &'a RowCells>, texts: &Texts) -> Option<usize> {
    let rows: Vec<&RowCells> = rows.into_iter().take(LOOKED_AT).collect();
    let mut best: Option<(usize, f64)> = None;
    let mut below = Below::of(&rows);
    for (index, row) in rows.iter().enumerate() {
        below.leave(row);
        if !has_names(row, texts) {
            continue;
        }
        let covered = below.covered_by(row);
        if covered >= LEAST_COVERED {
            return Some(index);
        }
        if best.is_none_or(|(_, most)| covered > most) {
            best = Some((index, covered));
        }
    }
    best.map(|(index, _)| index).or((!rows.is_empty()).then_some(0))
}

/// The name that a cell is for its column; a longer text is cut.
pub(super) fn name(cell: Cell, texts: &Texts) -> String {
    begin(&cell.display(texts)).trim().to_owned()
}

/// Whether a cell holds white space alone, as far as it is looked at.
pub(super) fn is_blank(cell: Cell, texts: &Texts) -> bool {
    begin(&cell.display(texts)).trim().is_empty()
}

fn begin(text: &str) -> &str {
    let mut end = text.len().min(MOST_NAME);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether the cells read as names: few values, few repetitions.
fn has_names(row: &RowCells, texts: &Texts) -> bool {
    let values = row.iter().filter(|&&(_, cell)| is_value(cell, texts)).count();
    let mut names: Vec<_> = row.iter().map(|&(_, cell)| name(cell, texts).to_lowercase()).collect();
    let total = names.len() as f64;
    names.sort_unstable();
    let repeated: usize = names.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(<[_]>::len).sum();
    values as f64 <= MOST_VALUES * total && (total - repeated as f64) >= LEAST_DISTINCT * total
}

/// Whether a cell holds a value rather than a name: anything but text, or a text that is largely digits, such as an id or a date.
fn is_value(cell: Cell, texts: &Texts) -> bool {
    let Cell::Text(text) = cell else { return true };
    let (mut digits, mut all) = (0, 0);
    for character in begin(texts.get(text)).chars().filter(|character| character.is_alphanumeric()) {
        digits += usize::from(character.is_ascii_digit());
        all += 1;
    }
    let is_long = all >= LEAST_LENGTH && digits as f64 >= DIGITS_OF_A_VALUE * all as f64;
    digits > 0 && (digits == all || is_long)
}

/// The cells of rows, counted by column: a wide sheet is gone through once, not once for each of its cells.
struct Below {
    cells: usize,
    by_column: HashMap<u32, usize>,
}

impl Below {
    fn of(rows: &[&RowCells]) -> Self {
        let mut below = Self { cells: 0, by_column: HashMap::new() };
        for &(column, _) in rows.iter().copied().flatten() {
            below.cells += 1;
            *below.by_column.entry(column).or_insert(0) += 1;
        }
        below
    }

    /// Counts this row no more.
    fn leave(&mut self, row: &RowCells) {
        for (column, _) in row {
            self.cells -= 1;
            self.by_column.entry(*column).and_modify(|cells| *cells -= 1);
        }
    }

    /// The share of the cells that stand in a column that `row` names; 1 if there are none.
    fn covered_by(&self, row: &RowCells) -> f64 {
        let mut columns: Vec<u32> = row.iter().map(|&(column, _)| column).collect();
        columns.sort_unstable();
        columns.dedup();
        let named: usize = columns.iter().filter_map(|column| self.by_column.get(column)).sum();
        if self.cells == 0 { 1.0 } else { named as f64 / self.cells as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows of a sheet: cells between bars; numbers are numbers, blanks are empty.
    fn found(sheet: &str) -> Option<usize> {
        let mut texts = Texts::default();
        let mut cell = |text: &str| match text.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) => Cell::Text(texts.intern(text)),
        };
        let rows: Vec<Vec<(u32, Cell)>> = sheet
            .lines()
            .map(|line| {
                let cells = (0..).zip(line.split('|').map(str::trim)).filter(|(_, text)| !text.is_empty());
                cells.map(|(column, text)| (column, cell(text))).collect()
            })
            .collect();
        find(rows.iter().map(Vec::as_slice), &texts)
    }

    #[test]
    fn a_plain_table_begins_with_its_header() {
        assert_eq!(found("Name|Account|Quantity|Price\nSUB-1|0011|2|3.5\nSUB-2|0012|1|9"), Some(0));
        assert_eq!(found("Compte|Produit\nDurand|Ciment\nMartin|Sable"), Some(0));
    }

    #[test]
    fn titles_and_filters_stand_above_the_header() {
        let report = "Ventes 2020\nFiltre :|Exercice en cours\n\
            Nom du compte|Abonnement|Quantité|Prix net|Date de début\nDurand|SUB-0001|2|95.5|01/02/2020\nMartin|SUB-0002|1|80|03/02/2020";
        assert_eq!(found(report), Some(2));
    }

    #[test]
    fn names_that_span_columns_are_not_the_header() {
        let levels = "Client||Vente|||\nCompte|Pays|Quantité|Prix|Produit|Date\n0011|FR|2|3|Ciment|2020-01-02\n0012|FR|1|4|Sable|2020-01-03";
        assert_eq!(found(levels), Some(1));
    }

    #[test]
    fn a_row_of_values_is_no_header_even_if_all_are_texts() {
        let csv = "Export du 1 mars\nId client|Qté|Montant|Le\nC-00012|2|12,50|01/02/2020\nC-00013|1|9,00|02/02/2020";
        assert_eq!(found(csv), Some(1));
    }

    #[test]
    fn some_columns_without_a_name_do_not_hide_the_header() {
        assert_eq!(found("Account|Quantity||\nDurand|2|FR|x\nMartin|1|FR|y"), Some(0));
    }

    proptest! {
        #[test]
        fn cells_below_are_counted_column_by_column(rows in prop::collection::vec(prop::collection::vec(0..9_u32, 0..7), 1..9)) {
            let rows: Vec<Vec<(u32, Cell)>> =
                rows.iter().map(|row| row.iter().map(|&column| (column, Cell::Bool(true))).collect()).collect();
            let rows: Vec<&RowCells> = rows.iter().map(Vec::as_slice).collect();
            let mut below = Below::of(&rows);
            for (index, row) in rows.iter().enumerate() {
                below.leave(row);
                let under: Vec<u32> = rows[index + 1..].iter().flat_map(|row| row.iter()).map(|&(column, _)| column).collect();
                let named = under.iter().filter(|column| row.iter().any(|(named, _)| named == *column)).count();
                let share = if under.is_empty() { 1.0 } else { named as f64 / under.len() as f64 };
                prop_assert_eq!(below.covered_by(row), share);
            }
        }
    }

    #[test]
    fn without_any_names_the_first_row_is_taken() {
        assert_eq!(found("1|2|3\n4|5|6"), Some(0));
        assert_eq!(found("only a title"), Some(0));
        assert_eq!(find(std::iter::empty::<&RowCells>(), &Texts::default()), None);
    }
}
