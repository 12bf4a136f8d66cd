//! What the values of a column look like, whatever its header says: account ids, small whole numbers, money, dates.

use super::Role;
use super::blank::Blanks;
use super::salesforce_id::{IdForm, form};
use crate::table::date_format::{self, DateOrder};
use crate::table::number_format::{self, DecimalMark};
use crate::table::{Cell, Column, Table, Texts};

/// Cells looked at of a column, evenly spread over the rows.
const LOOKED_AT: usize = 2_048;
/// Cells looked at of all columns together, a second of work at most: of more than 64 columns fewer cells each.
const LOOKED_AT_IN_ALL: usize = 1 << 17;
/// Longer texts are no ids, numbers or dates.
const MOST_BYTES: usize = 128;
/// A column looks like something if at least this share of its filled cells does.
const CLEARLY: f64 = 0.95;
/// A column holds values of a kind if at least this share of its filled cells does.
const MOSTLY: f64 = 0.5;
/// At least this share of the rows looked at must be filled for a column to play a part by its content alone.
const LEAST_FILLED: f64 = 0.5;
/// Money has decimals, or a currency, in at least this share of its cells.
const LEAST_DECIMALS: f64 = 0.05;
/// Quantities of a line are no larger.
const LARGEST_QUANTITY: f64 = 10_000.0;
/// Whole numbers that all lie here are years.
const YEARS: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;
/// So many numbers, none of which comes twice, count rows.
const LEAST_REPEATED: usize = 10;
/// The first three characters of every account's id (Salesforce, "Standard Field Types: ID").
const ACCOUNT_PREFIX: &str = "001";

/// Whether a text is an account's id or a number, as no header is.
pub(super) fn is_value(text: &str) -> bool {
    let text = text.trim();
    let is_number =
        || [DecimalMark::Point, DecimalMark::Comma].iter().any(|&mark| number_format::parse(text, mark).is_some());
    text.starts_with(ACCOUNT_PREFIX) && form(text) != IdForm::Other || is_number()
}

/// What was counted over the cells looked at.
#[derive(Debug, Default)]
pub(super) struct Content {
    rows: usize,
    filled: usize,
    account_ids: usize,
    dates: usize,
    numbers: usize,
    /// Numbers with digits behind the decimal mark, or with a currency.
    money: usize,
    whole: usize,
    years: usize,
    positive: usize,
    largest: f64,
    /// Two cells that follow one another among those looked at hold the same number, or a smaller one follows.
    falls: bool,
    last: Option<f64>,
}

impl Content {
    /// Looks at some cells of a column of `table`.
    pub(super) fn of(column: &Column, table: &Table, blanks: &Blanks) -> Self {
        let mut content = Self::default();
        let cells = (LOOKED_AT_IN_ALL / table.columns.len().max(1)).clamp(2 * LEAST_REPEATED, LOOKED_AT);
        let step = table.rows.div_ceil(cells).max(1);
        for row in (0..table.rows).step_by(step) {
            content.rows += 1;
            content.add(column.get(row), &table.texts, blanks);
        }
        content
    }

    fn add(&mut self, cell: Cell, texts: &Texts, blanks: &Blanks) {
        match cell {
            Cell::Empty | Cell::Error(_) => return,
            Cell::Number(number) => self.add_number(number, false),
            Cell::Date(_) => self.dates += 1,
            Cell::Bool(_) => {}
            Cell::Text(id) => {
                if blanks.is_blank(id, texts) {
                    return;
                }
                if texts.byte_len_of(id) > MOST_BYTES {
                    self.filled += 1;
                    return;
                }
                let text = texts.get(id).trim();
                let number = || {
                    number_format::parse(text, DecimalMark::Point)
                        .or_else(|| number_format::parse(text, DecimalMark::Comma))
                };
                let is_date = || {
                    [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::Iso]
                        .into_iter()
                        .any(|order| date_format::parse(text, order).is_some())
                };
                if text.starts_with(ACCOUNT_PREFIX) && form(text) != IdForm::Other {
                    self.account_ids += 1;
                } else if let Some(amount) = number() {
                    self.add_number(amount.value, amount.currency.is_some());
                } else if is_date() {
                    self.dates += 1;
                }
            }
        }
        self.filled += 1;
    }

    fn add_number(&mut self, number: f64, has_currency: bool) {
        let is_whole = number.fract() == 0.0;
        self.numbers += 1;
        self.whole += usize::from(is_whole);
        self.money += usize::from(!is_whole || has_currency);
        self.years += usize::from(YEARS.contains(&number));
        self.positive += usize::from(number > 0.0);
        self.largest = self.largest.max(number.abs());
        self.falls |= self.last.is_some_and(|last| number <= last);
        self.last = Some(number);
    }

    fn share(&self, count: usize) -> f64 {
        if self.filled == 0 { 0.0 } else { count as f64 / self.filled as f64 }
    }

    /// Whether the values alone make the column a clear candidate for a role; none is one for a role that values do not tell.
    pub(super) fn tells(&self, role: Role) -> bool {
        if (self.filled as f64) < LEAST_FILLED * self.rows as f64 {
            return false;
        }
        let are_numbers = self.share(self.numbers) >= CLEARLY;
        let is_money = self.share(self.money) >= LEAST_DECIMALS;
        match role {
            Role::Account => self.share(self.account_ids) >= CLEARLY,
            Role::Quantity => {
                let counts_rows = self.numbers >= LEAST_REPEATED && !self.falls;
                are_numbers
                    && self.whole == self.numbers
                    && self.money == 0
                    && self.years < self.numbers
                    && self.positive > 0
                    && self.largest <= LARGEST_QUANTITY
                    && !counts_rows
            }
            Role::Price | Role::Amount => are_numbers && is_money,
            Role::StartDate => self.share(self.dates) >= CLEARLY,
            _ => false,
        }
    }

    /// Whether the values can be those of a role; a column without any value cannot be told.
    pub(super) fn fits(&self, role: Role) -> bool {
        let of_kind = match role {
            Role::Quantity | Role::Price | Role::Amount | Role::OrderCount | Role::Average => self.numbers,
            // A number may be a date whose format was lost.
            Role::StartDate | Role::EndDate => self.dates + self.numbers,
            Role::Account => self.filled.saturating_sub(self.dates + self.money),
            Role::Currency => self.filled.saturating_sub(self.dates + self.numbers),
            _ => return true,
        };
        self.filled == 0 || self.share(of_kind) >= MOSTLY
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::View;

    const ROLES: [Role; 4] = [Role::Account, Role::Quantity, Role::Price, Role::StartDate];

    /// What values are: numbers are numbers, `@` begins a date's serial.
    fn content(values: &[&str]) -> Content {
        let (mut texts, mut column) = (Texts::default(), Column::new(String::new()));
        for (row, value) in values.iter().enumerate() {
            let cell = match (value.strip_prefix('@'), value.parse()) {
                (Some(serial), _) => Cell::Date(serial.parse().unwrap()),
                (None, Ok(number)) => Cell::Number(number),
                (None, Err(_)) => Cell::Text(texts.intern(value)),
            };
            column.set(row, cell);
        }
        let table = Table {
            sheet: String::new(),
            header_row: 1,
            rows: values.len(),
            columns: vec![column],
            texts,
            places: vec![0],
            top: Vec::new(),
            text_file: None,
            view: View::default(),
        };
        Content::of(&table.columns[0], &table, &Blanks::of(&table.texts))
    }

    /// The roles that values tell.
    fn told(values: &[&str]) -> Vec<Role> {
        let content = content(values);
        ROLES.into_iter().filter(|&role| content.tells(role)).collect()
    }

    #[test]
    fn values_tell_ids_quantities_money_and_dates() {
        assert_eq!(told(&["0011r00002M4hxDAAR", "0011r00002M4hxD"]), [Role::Account]);
        assert_eq!(told(&["2", "1", "1", "40"]), [Role::Quantity]);
        assert_eq!(told(&["2.5", "1", "80"]), [Role::Price]);
        assert_eq!(told(&["1 234,56 €", "12,00 €"]), [Role::Price]);
        assert_eq!(told(&["@43862", "@43863.5"]), [Role::StartDate]);
        assert_eq!(told(&["01/02/2020", "28 nov. 2021"]), [Role::StartDate]);
    }

    #[test]
    fn other_values_tell_nothing() {
        for values in [
            &["a0X1r00002M4hxDEAR", "0061r00002M4hxDAAR"][..],
            // A checksum that is wrong.
            &["0011r00002M4hxDAAB"],
            &["2019", "2020", "2020"],
            &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"],
            &["1000000", "2"],
            &["0", "0"],
            &["Durand", "Martin"],
            &["", "", "2"],
            &["2", "x"],
            &[],
        ] {
            assert_eq!(told(values), [], "{values:?}");
        }
    }

    #[test]
    fn values_of_another_kind_do_not_fit() {
        let content = content(&["Durand"]);
        assert!(content.fits(Role::Account) && content.fits(Role::Product));
        assert!(!content.fits(Role::Quantity) && !content.fits(Role::StartDate));
        assert!(Content::default().fits(Role::Quantity));
    }
}
