//! Where each field of a line stands, and one row as a line before it is judged.

use super::blank::Blanks;
use super::choices::Shape;
use super::formats::{Numbers, Read, Value};
use super::{ExcludedLine, Exclusion, Lines, Mapping, Role, Rule, account_rows, decimal};
use crate::table::{Cell, Column, TextId, Texts};

/// An amount or a quantity from here on cannot be summed exactly in integers of 10⁻⁹.
const LARGEST_AMOUNT: f64 = 1e18;

/// Where each field of a line stands.
pub(super) struct Fields<'a> {
    columns: &'a [Column],
    blanks: Blanks,
    account: usize,
    line: Option<usize>,
    quantity: Option<Numbers<'a>>,
    /// Its column.
    quantity_at: Option<usize>,
    /// Unit price, or line total.
    pub(super) price: Numbers<'a>,
    /// Its column.
    price_at: usize,
    price_is_total: bool,
    /// Quantities are numbers of orders.
    counts_orders: bool,
    pub(super) product: Option<usize>,
    description: Option<usize>,
}

/// One row, before it is judged.
pub(super) struct Line {
    pub(super) account: TextId,
    pub(super) has_account: bool,
    name: TextId,
    /// `None` without a quantity column, NaN where it holds no number.
    pub(super) quantity: Option<f64>,
    pub(super) price: Value,
    factor: f64,
    /// The account is that of the first line of its group.
    pub(super) is_filled_down: bool,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        columns: &'a [Column],
        texts: &Texts,
        mapping: &Mapping,
        shape: Shape,
        values: &mut Read<'a>,
    ) -> Self {
        let total = mapping.get(Role::Amount);
        let counts_orders = shape == Shape::Accounts;
        let counted = if counts_orders { Role::OrderCount } else { Role::Quantity };
        let needed = "the search for columns refuses tables without account, or without both amount and price";
        Self {
            columns,
            blanks: Blanks::of(texts),
            account: mapping.get(Role::Account).expect(needed),
            line: mapping.get(Role::Line),
            quantity: values.take(counted),
            quantity_at: mapping.get(counted),
            price: values.take(if total.is_some() { Role::Amount } else { Role::Price }).expect(needed),
            price_at: total.or(mapping.get(Role::Price)).expect(needed),
            price_is_total: total.is_some(),
            counts_orders,
            product: mapping.get(Role::Product),
            description: mapping.get(Role::Description),
        }
    }

    pub(super) fn room_for(&self, rows: usize) -> Lines {
        Lines {
            row: Vec::with_capacity(rows),
            account: Vec::with_capacity(rows),
            line: Vec::with_capacity(rows),
            has_line_names: self.line.is_some(),
            quantity: Vec::with_capacity(rows),
            price: Vec::with_capacity(rows),
            amount: Vec::with_capacity(rows),
            product: Vec::with_capacity(rows),
            description: Vec::with_capacity(rows),
            ..Lines::default()
        }
    }

    pub(super) fn line_at(&self, row: usize, texts: &mut Texts) -> Line {
        let account = self.text(Some(self.account), row, texts);
        let quantity = self.quantity_at_row(row);
        Line {
            account,
            has_account: !self.blanks.is_blank(account, texts),
            name: self.text(self.line, row, texts),
            quantity,
            price: self.price.get(row),
            factor: if self.price_is_total { 1.0 } else { quantity.unwrap_or(1.0) },
            is_filled_down: false,
        }
    }

    /// `None` without a quantity column, NaN where it holds no number, or no number of orders.
    fn quantity_at_row(&self, row: usize) -> Option<f64> {
        let quantity = self.quantity.as_ref()?.get(row).or_nan();
        Some(if self.counts_orders { account_rows::orders(quantity) } else { quantity })
    }

    /// What a row tells of its account, as it is written; blank where it tells none.
    pub(super) fn account_at<'t>(&self, row: usize, texts: &'t Texts) -> std::borrow::Cow<'t, str> {
        self.columns[self.account].get(row).display(texts)
    }

    /// Whether a cell shows nothing.
    pub(super) fn is_blank(&self, cell: Cell, texts: &Texts) -> bool {
        self.blanks.shows_nothing(cell, texts)
    }

    /// Whether a row tells an account.
    pub(super) fn has_account(&self, row: usize, texts: &Texts) -> bool {
        !self.is_blank(self.columns[self.account].get(row), texts)
    }

    /// Whether a text for which `is_wanted` holds stands in the account's column of a row, or left of it.
    pub(super) fn has_text_up_to_account(&self, row: usize, is_wanted: impl Fn(TextId) -> bool) -> bool {
        let mut cells = self.columns[..=self.account].iter().map(|column| column.get(row));
        cells.any(|cell| matches!(cell, Cell::Text(id) if is_wanted(id)))
    }

    /// The index of the account's column.
    pub(super) fn account_column(&self) -> usize {
        self.account
    }

    /// Quantity and price of a row, as far as each is there and a number.
    pub(super) fn numbers(&self, row: usize) -> (Option<f64>, Option<f64>) {
        let number = |number: f64| (!number.is_nan()).then_some(number);
        (self.quantity_at_row(row).and_then(number), number(self.price.get(row).or_nan()))
    }

    /// Quantity (1 without such a column) and price of a row whose numbers are those of a sale, but for its sign.
    pub(super) fn numbers_at(&self, row: usize) -> Option<(f64, f64)> {
        let quantity = self.quantity_at_row(row).unwrap_or(1.0);
        let price = self.price.get(row).or_nan();
        (!quantity.is_nan() && !price.is_nan()).then_some((quantity, price))
    }

    /// Whether a row would be kept as a line of sale by the checks that no switch changes.
    pub(super) fn is_sale(&self, row: usize, texts: &Texts) -> bool {
        let quantity = self.quantity_at_row(row).unwrap_or(1.0);
        let is_priced = self.price.get(row) != Value::NotUnderstood;
        !quantity.is_nan() && is_priced && self.has_account(row, texts)
    }

    /// The column whose number cannot be added up exactly, if there is one.
    pub(super) fn too_large(&self, line: &Line) -> Option<usize> {
        let large = |quantity: &f64| !quantity.is_finite() || quantity.abs() >= LARGEST_AMOUNT;
        match self.quantity_at {
            quantity @ Some(_) if line.quantity.is_some_and(|it| large(&it)) => quantity,
            _ => line.amount_is_too_large().then_some(self.price_at),
        }
    }

    pub(super) fn keep(&self, line: &Line, row: usize, amount: Option<i128>, texts: &mut Texts, lines: &mut Lines) {
        let is_return = line.is_return();
        if is_return && lines.returned.is_empty() {
            lines.returned.resize(lines.row.len(), false);
        }
        if is_return || !lines.returned.is_empty() {
            lines.returned.push(is_return);
        }
        lines.row.push(row as u32);
        lines.account.push(line.account);
        lines.line.push(line.name);
        lines.quantity.push(line.factor);
        lines.price.push(line.price.or_nan());
        lines.amount.push(amount.unwrap_or(0));
        if let Some(quantity) = line.quantity.filter(|_| self.price_is_total) {
            lines.quantity_beside_total.push(quantity);
        }
        lines.product.push(self.text(self.product, row, texts));
        lines.description.push(self.text(self.description, row, texts));
    }

    /// A line that was kept at first, as one left out.
    pub(super) fn put_aside(&self, lines: &Lines, at: usize, reason: Exclusion) -> ExcludedLine {
        let quantity = if self.quantity.is_some() { lines.units()[at] } else { f64::NAN };
        let (row, account, line, price) = (lines.row[at], lines.account[at], lines.line[at], lines.price[at]);
        ExcludedLine { row, reason, account, line, quantity, price }
    }

    /// A cell as text; a number becomes its shortest decimal form, so that 17850.0 is the account `17850`.
    pub(super) fn text(&self, column: Option<usize>, row: usize, texts: &mut Texts) -> TextId {
        match column.map_or(Cell::Empty, |column| self.columns[column].get(row)) {
            Cell::Text(id) => id,
            Cell::Empty | Cell::Error(_) => Texts::EMPTY,
            other => {
                let text = other.display(texts).into_owned();
                texts.intern(&text)
            }
        }
    }
}

impl Line {
    /// Whether its quantity is that of a return.
    pub(super) fn is_return(&self) -> bool {
        self.quantity.is_some_and(|quantity| quantity <= 0.0)
    }

    /// Its amount in units of 10⁻⁹; `None` where it is missing, not understood, or beyond measure.
    pub(super) fn amount(&self) -> Option<i128> {
        let Value::Number(price) = self.price else { return None };
        let is_exact = !self.factor.is_nan() && (self.factor * price).abs() < LARGEST_AMOUNT;
        (is_exact && self.factor.is_finite()).then(|| decimal::amount(self.factor, price))
    }

    /// The rules about price and quantity that it falls under, as bits.
    pub(super) fn rules(&self) -> u8 {
        if self.is_return() {
            return Rule::Returns.bit();
        }
        match self.price {
            Value::Number(price) if price > 0.0 => 0,
            Value::Number(0.0) => Rule::FreeLines.bit(),
            Value::Number(_) => Rule::NegativeLines.bit(),
            Value::Missing => Rule::MissingPrices.bit(),
            Value::NotUnderstood => 0,
        }
    }

    pub(super) fn excluded(&self, row: usize, reason: Exclusion) -> ExcludedLine {
        ExcludedLine {
            row: row as u32,
            reason,
            account: self.account,
            line: self.name,
            quantity: self.quantity.unwrap_or(f64::NAN),
            price: self.price.or_nan(),
        }
    }

    fn amount_is_too_large(&self) -> bool {
        matches!(self.price, Value::Number(price) if (self.factor * price).abs() >= LARGEST_AMOUNT)
    }
}
