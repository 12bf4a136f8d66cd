//! Rows of a table become lines kept or left out, counted to the last unit of money.

use super::accounts::Accounts;
use super::choices::{Choices, Shape};
use super::columns::{Found, search};
use super::currency::Currencies;
use super::fields::Fields;
use super::formats::{Of, Read};
use super::judge::{Judge, Marked, Years};
use super::outline::shortened;
use super::quality::Rows;
use super::reconcile::Books;
use super::spread::Distinct;
use super::totals::SetAside;
use super::{Cleaned, Cleaning, ExcludedLine, Exclusion, Lines, Quality, Role, Rule, RuleFinding};
use super::{Sales, SalesError, Tally, account_rows, column_quality, groups, twin_ids};
use crate::table::{Column, Table, Texts};

/// Reads a table as sales, cleaned the study's way: [`clean`] with the default [`Cleaning`].
///
/// # Errors
/// Any [`SalesError`].
pub fn read(table: Table, choices: &Choices) -> Result<Sales, SalesError> {
    clean(table, choices, &Cleaning::default())
}

/// Reads a table as sales, as the user's choices say and otherwise as is found; `cleaning` says which lines to leave out.
///
/// Each row is either kept or left out for the first [`Exclusion`] that applies. An amount column stands in place of quantity × price; a
/// quantity column beside it still decides which lines are kept. White space alone is no account id; ids are otherwise kept as they are,
/// but an id of 15 characters is that of 18 where the file holds both. Where each row is an account, its orders stand in the quantity's place.
///
/// # Errors
/// Any [`SalesError`].
pub fn clean(table: Table, choices: &Choices, cleaning: &Cleaning) -> Result<Sales, SalesError> {
    let Found { mapping, shape, problem, formats, .. } = search(&table, choices);
    problem.map_or(Ok(()), Err)?;
    if cleaning.period.is_some() && mapping.get(Role::StartDate).is_none() {
        let headers = table.columns.iter().map(|column| column.name.clone()).collect();
        return Err(SalesError::NoStartDate { sheet: table.sheet, headers });
    }
    let first_sheet_row = table.sheet_row(0);
    let Table { sheet, header_row, rows: row_count, columns, mut texts, text_file, view, .. } = table;
    let of = Of { texts: &texts, first_sheet_row, text_file: text_file.as_ref() };
    let mut values = Read::new(&columns, of, &mapping, &formats);
    let column_quality = column_quality::columns(&columns, &texts, &mapping, &values);
    let rows = Rows::new(&columns, row_count);
    let of_data = |row: u32| row.checked_sub(first_sheet_row).filter(|&row| (row as usize) < row_count);
    let hidden: Vec<u32> = view.hidden_rows.iter().filter_map(|&row| of_data(row)).collect();
    let duplicates = rows.duplicates(&column_quality);
    // A row that is equal to nothing but rows left out is no copy.
    let of_visible = (cleaning.leaves_out(Rule::HiddenRows) && !hidden.is_empty() && !duplicates.is_empty())
        .then(|| copies_of_visible(&columns, row_count, &hidden));
    let copies = of_visible.as_ref().unwrap_or(&duplicates);

    let fields = Fields::new(&columns, &texts, &mapping, shape, &mut values);
    let given_averages = values.take(Role::Average);
    let set_aside = SetAside::find(&fields, &rows, row_count, &texts);
    let may_be_grouped =
        cleaning.fills_groups && shape == Shape::Lines && column_quality[fields.account_column()].filled < row_count;
    let mut judge = Judge {
        cleaning,
        rows: &rows,
        set_aside: &set_aside,
        is_grouped: may_be_grouped && groups::are_grouped(&fields, row_count, &texts, &set_aside),
        head: Texts::EMPTY,
        filled_down: 0,
        copies: Marked::new(copies),
        hidden: Marked::new(&hidden),
        dates: values.dates(Role::StartDate),
        years: Years::default(),
        undated: Tally::default(),
        currencies: Currencies::new(&columns, &mapping, texts.len(), cleaning.currency.as_deref()),
    };
    let mut lines = fields.room_for(row_count);
    // The rules that each kept line falls under, as bits.
    let mut rules: Vec<u8> = Vec::with_capacity(row_count);
    let mut excluded = Vec::new();
    let mut books = Books::default();
    let mut quantities = QuantityFacts::default();
    for row in 0..row_count {
        let line = judge.line_at(&fields, row, &mut texts);
        let amount = line.amount();
        books.enter(amount);
        let judged = judge.judge(&fields, row, &line, amount, &texts);
        let is_counted = shape == Shape::Lines && judged.reason != Some(Exclusion::TotalRow);
        if let Some(quantity) = line.quantity.filter(|_| is_counted) {
            quantities.add(quantity);
        }
        match judged.reason.map(|reason| reason.of(shape)) {
            Some(reason) => {
                books.leave_out(reason, amount);
                excluded.push(line.excluded(row, reason));
            }
            None => match fields.too_large(&line) {
                None => {
                    fields.keep(&line, row, amount, &mut texts, &mut lines);
                    lines.start_day.extend(judged.day);
                    rules.push(judged.rules);
                }
                Some(column) => {
                    let column = columns[column].name.clone();
                    return Err(SalesError::AmountTooLarge { sheet, row: first_sheet_row + row as u32, column });
                }
            },
        }
    }

    // Lines left out are told under the id that the account's other lines have.
    let of_excluded = excluded.iter_mut().map(|line: &mut ExcludedLine| &mut line.account);
    let joined_ids = twin_ids::join(&mut lines.account, of_excluded, &texts);
    let accounts = Accounts::of(&lines, texts.len());
    let worthless = accounts.worthless(&lines);
    if let Some(why) = accounts.left_out(cleaning.leaves_out(Rule::WorthlessAccounts)) {
        for (line, reason) in why.iter().enumerate().filter_map(|(line, why)| Some((line, (*why)?))) {
            books.leave_out(reason, lines.amount_understood(line));
            excluded.push(fields.put_aside(&lines, line, reason));
        }
        excluded.sort_by_key(|line| line.row);
        let kept: Vec<bool> = why.iter().map(Option::is_none).collect();
        lines.retain(&kept);
        let mut marks = kept.iter();
        rules.retain(|_| marks.next().is_none_or(|&kept| kept));
    }
    if lines.row.is_empty() {
        return Err(SalesError::NothingLeft { sheet, rows: row_count });
    }
    if shape == Shape::Accounts
        && let Some(line) = account_rows::complete(&mut lines, given_averages.as_ref())
    {
        let account = shortened(texts.get(lines.account[line]));
        return Err(SalesError::RepeatedAccount { sheet, row: first_sheet_row + lines.row[line], account });
    }
    if let (None, code @ Some(_)) = (fields.product, mapping.get(Role::ProductCode)) {
        lines.product_code = lines.row.iter().map(|&row| fields.text(code, row as usize, &mut texts)).collect();
    }

    let (years, currencies) = (judge.years.finish(cleaning.period), judge.currencies.finish());
    let findings = findings(cleaning, &lines, &rules, &books, worthless);
    let cleaned = Cleaned {
        cleaning: cleaning.clone(),
        years: years.first,
        other_years: years.others,
        undated: judge.undated,
        currencies: currencies.first,
        other_currencies: currencies.others,
        filled_down: judge.filled_down,
        hidden_rows: hidden.len(),
        is_filtered: view.is_filtered,
        rules: findings,
        reconciliation: books.close(used(&lines)),
    };
    let filled: usize = column_quality.iter().map(|column| column.filled).sum();
    let quality = Quality {
        sheet,
        text_file,
        formats: values.formats,
        header_row,
        rows: row_count,
        shape,
        joined_ids,
        fill_rate: filled as f64 / (row_count as f64 * columns.len() as f64),
        duplicate_rows: duplicates.len(),
        columns: column_quality,
        quantity_range: quantities.range,
        distinct_quantities: quantities.distinct.count(),
        kept: lines.row.len(),
        excluded: cleaned.reconciliation.excluded.iter().map(|&(reason, tally)| (reason, tally.rows)).collect(),
        price_missing: lines.price.iter().filter(|price| price.is_nan()).count(),
        cleaned,
    };
    Ok(Sales { texts, lines, excluded, first_sheet_row, quality })
}

/// The visible rows that equal an earlier visible one in every cell, ascending.
fn copies_of_visible(columns: &[Column], rows: usize, hidden: &[u32]) -> Vec<u32> {
    let visible: Vec<u32> = (0..rows as u32).filter(|row| hidden.binary_search(row).is_err()).collect();
    let of_visible = |column: &Column| {
        let mut seen = Column::new(String::new());
        let cells = visible.iter().map(|&row| column.get(row as usize));
        cells.enumerate().for_each(|(row, cell)| seen.set(row, cell));
        seen
    };
    let columns: Vec<Column> = columns.iter().map(of_visible).collect();
    // Without the columns' figures all rows are compared.
    let copies = Rows::new(&columns, visible.len()).duplicates(&[]);
    copies.into_iter().map(|row| visible[row as usize]).collect()
}

/// All lines.
fn used(lines: &Lines) -> Tally {
    let mut used = Tally::default();
    (0..lines.row.len()).for_each(|line| used.add(lines.amount_understood(line)));
    used
}

/// What each rule leaves out, or would leave out of the lines that are kept.
fn findings(
    cleaning: &Cleaning,
    lines: &Lines,
    rules: &[u8],
    books: &Books,
    (worthless, accounts): (Tally, usize),
) -> Vec<RuleFinding> {
    let mut kept = [Tally::default(); Rule::ALL.len()];
    for (line, &bits) in rules.iter().enumerate().filter(|&(_, &bits)| bits != 0) {
        let amount = lines.amount_understood(line);
        let falls_under = Rule::ALL.into_iter().filter(|rule| bits & rule.bit() != 0);
        falls_under.for_each(|rule| kept[rule as usize].add(amount));
    }
    let finding = |rule: Rule| {
        let leaves_out = cleaning.leaves_out(rule);
        let lines = match rule {
            Rule::WorthlessAccounts => worthless,
            _ if leaves_out => books.left_out(rule.exclusion()),
            _ => kept[rule as usize],
        };
        RuleFinding { rule, leaves_out, lines, accounts: if rule == Rule::WorthlessAccounts { accounts } else { 0 } }
    };
    Rule::ALL.map(finding).to_vec()
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
