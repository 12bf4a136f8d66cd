//! Rows of a table become lines kept or left out.

use super::formats::{Formats, Numbers, Of, Read, Value};
use super::quality::{self, Distinct, Rows};
use super::{ExcludedLine, Exclusion, Lines, Mapping, Quality, Role, Sales, SalesError, date};
use crate::table::{Cell, Column, Table, TextId, Texts};

/// An amount or a quantity from here on cannot be summed exactly in integers of 10⁻⁹.
const LARGEST_AMOUNT: f64 = 1e18;

/// Reads a table as sales; `columns` names the columns of some roles, before any search, and `formats` says how to read some of them.
///
/// Each row is either kept or left out for the first [`Exclusion`] that applies. An amount column stands in place of quantity × price; a
/// quantity column beside it still decides which lines are kept. White space alone is no account id; ids are otherwise kept as they are.
///
/// # Errors
/// Any [`SalesError`].
pub fn read(table: Table, columns: &[(Role, String)], formats: &Formats) -> Result<Sales, SalesError> {
    let mapping = Mapping::find(&table, columns)?;
    let column_quality = quality::columns(&table.columns, &table.texts, &mapping);
    let first_sheet_row = table.sheet_row(0);
    let Table { sheet, header_row, rows: row_count, columns, mut texts, text_file, .. } = table;
    let of = Of { texts: &texts, first_sheet_row, text_file: text_file.as_ref() };
    let mut values = Read::new(&columns, of, &mapping, formats);
    let rows = Rows::new(&columns, row_count);

    let fields = Fields::new(&columns, &mapping, &mut values);
    let mut lines = fields.room_for(row_count);
    let mut excluded = Vec::new();
    let mut quantities = QuantityFacts::default();
    for row in 0..row_count {
        let line = fields.line_at(row, &mut texts);
        if let Some(quantity) = line.quantity {
            quantities.add(quantity);
        }
        match line.exclusion(|| rows.is_empty(row)) {
            Some(reason) => excluded.push(line.excluded(row, reason)),
            None => match fields.too_large(&line) {
                None => fields.keep(&line, row, &mut texts, &mut lines),
                Some(column) => {
                    let column = columns[column].name.clone();
                    return Err(SalesError::AmountTooLarge { sheet, row: first_sheet_row + row as u32, column });
                }
            },
        }
    }
    if lines.row.is_empty() {
        return Err(SalesError::NothingLeft { sheet, rows: row_count });
    }
    if let Some(dates) = values.dates(Role::StartDate) {
        lines.start_day = date::days(dates, &lines.row);
    }
    if let (None, code @ Some(_)) = (fields.product, mapping.get(Role::ProductCode)) {
        lines.product_code = lines.row.iter().map(|&row| fields.text(code, row as usize, &mut texts)).collect();
    }
    let filled: usize = column_quality.iter().map(|column| column.filled).sum();
    let quality = Quality {
        sheet,
        text_file,
        formats: values.formats,
        header_row,
        rows: row_count,
        fill_rate: filled as f64 / (row_count as f64 * columns.len() as f64),
        duplicate_rows: rows.duplicates(&column_quality),
        columns: column_quality,
        quantity_range: quantities.range,
        distinct_quantities: quantities.distinct.count(),
        kept: lines.row.len(),
        excluded: count_reasons(&excluded),
        price_missing: lines.price.iter().filter(|price| price.is_nan()).count(),
    };
    Ok(Sales { texts, lines, excluded, first_sheet_row, quality })
}

/// Where each field of a line stands.
struct Fields<'a> {
    columns: &'a [Column],
    account: usize,
    line: Option<usize>,
    quantity: Option<Numbers<'a>>,
    /// Its column.
    quantity_at: Option<usize>,
    /// Unit price, or line total.
    price: Numbers<'a>,
    /// Its column.
    price_at: usize,
    price_is_total: bool,
    product: Option<usize>,
    description: Option<usize>,
}

/// One row, before it is judged.
struct Line {
    account: TextId,
    has_account: bool,
    name: TextId,
    /// `None` without a quantity column, NaN where it holds no number.
    quantity: Option<f64>,
    price: Value,
    factor: f64,
}

impl<'a> Fields<'a> {
    fn new(columns: &'a [Column], mapping: &Mapping, values: &mut Read<'a>) -> Self {
        let total = mapping.get(Role::Amount);
        let needed = "the search for columns refuses tables without account, or without both amount and price";
        Self {
            columns,
            account: mapping.get(Role::Account).expect(needed),
            line: mapping.get(Role::Line),
            quantity: values.take(Role::Quantity),
            quantity_at: mapping.get(Role::Quantity),
            price: values.take(if total.is_some() { Role::Amount } else { Role::Price }).expect(needed),
            price_at: total.or(mapping.get(Role::Price)).expect(needed),
            price_is_total: total.is_some(),
            product: mapping.get(Role::Product),
            description: mapping.get(Role::Description),
        }
    }

    fn room_for(&self, rows: usize) -> Lines {
        Lines {
            row: Vec::with_capacity(rows),
            account: Vec::with_capacity(rows),
            line: Vec::with_capacity(rows),
            has_line_names: self.line.is_some(),
            quantity: Vec::with_capacity(rows),
            price: Vec::with_capacity(rows),
            product: Vec::with_capacity(rows),
            description: Vec::with_capacity(rows),
            ..Lines::default()
        }
    }

    fn line_at(&self, row: usize, texts: &mut Texts) -> Line {
        let account = self.text(Some(self.account), row, texts);
        let quantity = self.quantity.as_ref().map(|column| column.get(row).or_nan());
        Line {
            account,
            has_account: !texts.get(account).trim().is_empty(),
            name: self.text(self.line, row, texts),
            quantity,
            price: self.price.get(row),
            factor: if self.price_is_total { 1.0 } else { quantity.unwrap_or(1.0) },
        }
    }

    /// The column whose number cannot be added up exactly, if there is one.
    fn too_large(&self, line: &Line) -> Option<usize> {
        let large = |quantity: &f64| !quantity.is_finite() || quantity.abs() >= LARGEST_AMOUNT;
        match self.quantity_at {
            quantity @ Some(_) if line.quantity.is_some_and(|it| large(&it)) => quantity,
            _ => line.amount_is_too_large().then_some(self.price_at),
        }
    }

    fn keep(&self, line: &Line, row: usize, texts: &mut Texts, lines: &mut Lines) {
        lines.row.push(row as u32);
        lines.account.push(line.account);
        lines.line.push(line.name);
        lines.quantity.push(line.factor);
        lines.price.push(line.price.or_nan());
        if let Some(quantity) = line.quantity.filter(|_| self.price_is_total) {
            lines.quantity_beside_total.push(quantity);
        }
        lines.product.push(self.text(self.product, row, texts));
        lines.description.push(self.text(self.description, row, texts));
    }

    /// A cell as text; a number becomes its shortest decimal form, so that 17850.0 is the account `17850`.
    fn text(&self, column: Option<usize>, row: usize, texts: &mut Texts) -> TextId {
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
    fn exclusion(&self, row_is_empty: impl FnOnce() -> bool) -> Option<Exclusion> {
        let quantity_is_missing = self.quantity.is_some_and(f64::is_nan);
        // Only a row without account and price can be empty; the rest of it need not be looked at otherwise.
        if self.account == Texts::EMPTY && self.price == Value::Missing && row_is_empty() {
            Some(Exclusion::EmptyRow)
        } else if self.quantity.is_some_and(|quantity| quantity <= 0.0) {
            Some(Exclusion::QuantityNotPositive)
        } else if quantity_is_missing {
            Some(Exclusion::QuantityMissing)
        } else if !self.has_account {
            Some(Exclusion::AccountMissing)
        } else if self.price == Value::NotUnderstood {
            Some(Exclusion::PriceNotUnderstood)
        } else {
            None
        }
    }

    fn excluded(&self, row: usize, reason: Exclusion) -> ExcludedLine {
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

#[derive(Default)]
struct QuantityFacts {
    range: Option<(f64, f64)>,
    distinct: Distinct,
}

impl QuantityFacts {
    fn add(&mut self, quantity: f64) {
        if quantity.is_nan() {
            return;
        }
        let (low, high) = self.range.unwrap_or((quantity, quantity));
        self.range = Some((low.min(quantity), high.max(quantity)));
        self.distinct.add(quantity);
    }
}

fn count_reasons(excluded: &[ExcludedLine]) -> Vec<(Exclusion, usize)> {
    let count = |reason| excluded.iter().filter(|line| line.reason == reason).count();
    Exclusion::ALL.into_iter().map(|reason| (reason, count(reason))).filter(|&(_, count)| count > 0).collect()
}
