//! How the texts of a column become numbers or dates: decided once a column, told, and changeable.

use super::ways::{Meaning, Trial};
use super::{Mapping, Role};
use crate::table::date_format::{self, DateOrder};
use crate::table::number_format::{self, DecimalMark};
use crate::table::{Cell, Column, Detected, Stored, TextFile, TextId, Texts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The formats that a user chose, by role; others are found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Formats {
    /// Decimal marks.
    pub numbers: Vec<(Role, DecimalMark)>,
    /// Orders of day and month.
    pub dates: Vec<(Role, DateOrder)>,
}

/// The roles whose columns hold numbers.
pub const NUMBER_ROLES: [Role; 5] = [Role::Quantity, Role::Price, Role::Amount, Role::OrderCount, Role::Average];
/// The roles whose columns hold dates.
pub const DATE_ROLES: [Role; 2] = [Role::StartDate, Role::EndDate];

/// How a column's texts were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnFormat {
    /// The part the column plays.
    pub role: Role,
    /// Its header.
    pub column: String,
    /// What its texts were read as.
    pub format: Format,
    /// Why so.
    pub decided: Decided,
    /// Some texts could be read as another value, and no value of the column says which is meant.
    pub is_ambiguous: bool,
    /// Cells with a text that was understood.
    pub understood: usize,
    /// Filled cells that were not.
    pub not_understood: usize,
    /// The first distinct texts of those, with the 1-based sheet row of each.
    pub first_not_understood: Vec<(u32, String)>,
    /// Currencies named beside the numbers, with how many cells name each; in alphabetical order.
    pub currencies: Vec<(String, usize)>,
}

/// What texts were read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Numbers with this decimal mark.
    Number(DecimalMark),
    /// Dates in this order.
    Date(DateOrder),
}

/// Why a format was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// The user said so, of this file or of an earlier one with the same headers.
    User,
    /// Some value of the column can be read in this way alone.
    Column,
    /// Every value reads the same in each format.
    Alike,
    /// Another column of the file, or what stands between its fields, speaks for it.
    File,
    /// Nothing does: it is the usual one.
    Default,
}

/// Not-understood texts that are named.
const MOST_NAMED: usize = 5;
/// Letters of such a text that are told.
const MOST_LETTERS: usize = 60;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    /// Nothing: an empty cell, white space, an error value.
    Missing,
    /// Something that is no number.
    NotUnderstood,
    /// A finite number.
    Number(f64),
}

impl Value {
    /// NaN for what is no number.
    pub(super) fn or_nan(self) -> f64 {
        match self {
            Self::Number(number) => number,
            Self::Missing | Self::NotUnderstood => f64::NAN,
        }
    }
}

/// A column of numbers, its texts read.
pub(super) struct Numbers<'a> {
    column: &'a Column,
    /// By number of text; NaN where it is no number.
    of_text: Vec<Value>,
    /// The currency beside the number, by number of text; empty where none is named.
    currency_of_text: Vec<Option<&'static str>>,
}

#[cfg(test)]
impl<'a> Numbers<'a> {
    /// A column without texts.
    pub(super) const fn of_no_texts(column: &'a Column) -> Self {
        Self { column, of_text: Vec::new(), currency_of_text: Vec::new() }
    }
}

impl Numbers<'_> {
    /// The currency named beside the number in a data row.
    pub(super) fn currency(&self, row: usize) -> Option<&'static str> {
        if self.currency_of_text.is_empty() {
            return None;
        }
        match self.column.get(row) {
            Cell::Text(id) => self.currency_of_text.get(id.0 as usize).copied().flatten(),
            _ => None,
        }
    }

    /// The number that a text of the column is; NaN where it is none.
    pub(super) fn of_text(&self, id: TextId) -> f64 {
        self.of_text[id.0 as usize].or_nan()
    }

    /// The value in a data row. TRUE and dates are no numbers.
    pub(super) fn get(&self, row: usize) -> Value {
        match self.column.get(row) {
            Cell::Number(number) => Value::Number(number),
            Cell::Text(id) => self.of_text[id.0 as usize],
            Cell::Empty | Cell::Error(_) => Value::Missing,
            Cell::Date(_) | Cell::Bool(_) => Value::NotUnderstood,
        }
    }
}

/// A column of dates, its texts read.
pub(super) struct Dates<'a> {
    column: &'a Column,
    /// By number of text; NaN where it is no date.
    of_text: Vec<f64>,
}

/// The serials of Excel's days, 1900-01-01 to 9999-12-31.
pub(super) const SERIALS: std::ops::Range<f64> = 1.0..2_958_466.0;

impl Dates<'_> {
    /// The serial day that a text of the column is; NaN where it is none.
    pub(super) fn of_text(&self, id: TextId) -> f64 {
        self.of_text[id.0 as usize]
    }

    /// The serial day in a data row; NaN where there is none, or none of Excel's. A plain number of Excel's range is a serial day whose
    /// format was lost.
    pub(super) fn get(&self, row: usize) -> f64 {
        match self.column.get(row) {
            Cell::Date(serial) | Cell::Number(serial) if SERIALS.contains(&serial) => serial,
            Cell::Text(id) => self.of_text[id.0 as usize],
            Cell::Empty | Cell::Date(_) | Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) => f64::NAN,
        }
    }
}

/// What there is to know of the table whose columns are read.
#[derive(Clone, Copy)]
pub(super) struct Of<'t> {
    pub(super) texts: &'t Texts,
    /// 1-based sheet row of data row 0.
    pub(super) first_sheet_row: u32,
    /// What was found in the file, if it is a text file.
    pub(super) text_file: Option<&'t TextFile>,
}

/// The columns of numbers and dates of a table, with how each was read.
pub(super) struct Read<'a> {
    numbers: Vec<(Role, Numbers<'a>)>,
    dates: Vec<(Role, Dates<'a>)>,
    /// What decides for columns that do not decide for themselves.
    usual: (DecimalMark, DateOrder),
    /// What was decided for each column that holds texts, or something not understood.
    pub(super) formats: Vec<ColumnFormat>,
}

impl<'a> Read<'a> {
    /// Decides the format of each of `columns` that plays a part with numbers or dates, and reads its texts.
    pub(super) fn new(columns: &'a [Column], of: Of<'_>, mapping: &Mapping, chosen: &Formats) -> Self {
        let counted = |roles: &[Role]| -> Vec<Counted<'a>> {
            let found = roles.iter().filter_map(|&role| mapping.get(role).map(|index| (role, index)));
            found.map(|(role, index)| Counted::new(of, role, &columns[index])).collect()
        };
        let (numbers, dates) = (counted(&NUMBER_ROLES), counted(&DATE_ROLES));

        let detected: Vec<Detected<DecimalMark>> =
            numbers.iter().map(|column| number_format::detect(column.texts(of.texts))).collect();
        let semicolons = of.text_file.is_some_and(|file| file.delimiter == ';');
        let mark_of_file = of_columns(&detected).or(semicolons.then_some(DecimalMark::Comma));

        let usual = (mark_of_file.unwrap_or(DecimalMark::Point), DateOrder::DayFirst);
        let mut read = Self { numbers: Vec::new(), dates: Vec::new(), usual, formats: Vec::new() };
        for (column, detected) in numbers.into_iter().zip(detected) {
            let user = chosen.numbers.iter().rev().find(|(role, _)| *role == column.role).map(|&(_, mark)| mark);
            let (mark, decided) = decide(user, &detected, mark_of_file, DecimalMark::Point);
            let is_ambiguous = detected.is_open() && user.is_none();
            let (of_text, currency_of_text, told) = column.numbers(of, mark);
            read.formats.extend(told.map(|told| ColumnFormat { decided, is_ambiguous, ..told }));
            read.numbers.push((column.role, Numbers { column: column.column, of_text, currency_of_text }));
        }

        let detected: Vec<Detected<DateOrder>> =
            dates.iter().map(|column| date_format::detect(column.texts(of.texts))).collect();
        let order_of_file =
            of_columns(&detected).or((mark_of_file == Some(DecimalMark::Comma)).then_some(DateOrder::DayFirst));
        read.usual.1 = order_of_file.unwrap_or(DateOrder::DayFirst);
        for (column, detected) in dates.into_iter().zip(detected) {
            let user = chosen.dates.iter().rev().find(|(role, _)| *role == column.role).map(|&(_, order)| order);
            let (order, decided) = decide(user, &detected, order_of_file, DateOrder::DayFirst);
            let is_ambiguous = detected.is_open() && user.is_none();
            let (of_text, told) = column.dates(of, order);
            read.formats.extend(told.map(|told| ColumnFormat { decided, is_ambiguous, ..told }));
            read.dates.push((column.role, Dates { column: column.column, of_text }));
        }
        read
    }

    /// The column of numbers that plays this part.
    pub(super) fn take(&mut self, role: Role) -> Option<Numbers<'a>> {
        let at = self.numbers.iter().position(|(other, _)| *other == role)?;
        Some(self.numbers.swap_remove(at).1)
    }

    /// What the texts of the column that plays this part were read as; `None` for a part without numbers and dates, or one that was taken.
    pub(super) fn meaning(&self, role: Role) -> Option<Meaning<'_>> {
        let numbers =
            self.numbers.iter().find(|(other, _)| *other == role).map(|(_, numbers)| Meaning::Numbers(numbers));
        numbers.or_else(|| self.dates(role).map(Meaning::Dates))
    }

    /// The ways to read the texts of a column that plays no part.
    pub(super) fn trial(&self) -> Trial {
        Trial::new(self.usual.0, self.usual.1)
    }

    /// The column of dates that plays this part.
    pub(super) fn dates(&self, role: Role) -> Option<&Dates<'a>> {
        self.dates.iter().find(|(other, _)| *other == role).map(|(_, dates)| dates)
    }
}

/// The format of the columns that decide, if they agree.
fn of_columns<F: Copy + PartialEq>(detected: &[Detected<F>]) -> Option<F> {
    let mut formats = detected.iter().filter_map(|detected| detected.format);
    let first = formats.next()?;
    formats.all(|other| other == first).then_some(first)
}

fn decide<F: Copy>(user: Option<F>, detected: &Detected<F>, of_file: Option<F>, usual: F) -> (F, Decided) {
    if let Some(format) = user {
        return (format, Decided::User);
    }
    if let Some(format) = detected.format {
        return (format, Decided::Column);
    }
    let format = of_file.unwrap_or(usual);
    let decided = match of_file {
        _ if !detected.is_open() => Decided::Alike,
        Some(_) => Decided::File,
        None => Decided::Default,
    };
    (format, decided)
}

/// A column and how often each text stands in it.
struct Counted<'a> {
    role: Role,
    column: &'a Column,
    /// By number of text.
    counts: Vec<u32>,
    /// The texts there are, in order of their first row.
    distinct: Vec<(u32, usize)>,
    /// Other cells that play no such part: TRUE and FALSE, and dates among numbers.
    others: usize,
}

impl<'a> Counted<'a> {
    fn new(of: Of<'_>, role: Role, column: &'a Column) -> Self {
        let mut counted = Self { role, column, counts: vec![0; of.texts.len()], distinct: Vec::new(), others: 0 };
        let is_number = NUMBER_ROLES.contains(&role);
        match column.stored() {
            Stored::Text(ids) => {
                let filled = ids.iter().enumerate().filter(|&(_, &id)| id != Texts::EMPTY);
                filled.for_each(|(row, &id)| counted.add(id, row));
            }
            Stored::Date(days) if is_number => counted.others = days.iter().filter(|day| !day.is_nan()).count(),
            Stored::Number(_) | Stored::Date(_) => {}
            Stored::Mixed(cells) => {
                for (row, &cell) in cells.iter().enumerate() {
                    match cell {
                        Cell::Text(id) => counted.add(id, row),
                        Cell::Bool(_) => counted.others += 1,
                        Cell::Date(_) => counted.others += usize::from(is_number),
                        Cell::Empty | Cell::Number(_) | Cell::Error(_) => {}
                    }
                }
            }
        }
        counted
    }

    fn add(&mut self, id: TextId, row: usize) {
        let count = &mut self.counts[id.0 as usize];
        *count += 1;
        if *count == 1 {
            self.distinct.push((id.0, row));
        }
    }

    /// The distinct texts that hold more than white space, with how often each stands there.
    fn texts<'t>(&'t self, texts: &'t Texts) -> impl Iterator<Item = (&'t str, usize)> {
        let all = self.distinct.iter().map(|&(id, _)| (texts.get(TextId(id)), self.counts[id as usize] as usize));
        all.filter(|(text, _)| !text.trim().is_empty())
    }

    /// The value of each text, the currency that it names, and what is to be told.
    fn numbers(&self, of: Of<'_>, mark: DecimalMark) -> (Vec<Value>, Vec<Option<&'static str>>, Option<ColumnFormat>) {
        let mut currency_of_text = Vec::new();
        let mut of_text = vec![Value::Missing; if self.distinct.is_empty() { 0 } else { of.texts.len() }];
        let mut currencies: BTreeMap<&str, usize> = BTreeMap::new();
        let told = self.read(of, Format::Number(mark), |id, text| {
            let amount = number_format::parse(text, mark);
            of_text[id as usize] = amount.map_or(Value::NotUnderstood, |amount| Value::Number(amount.value));
            if let Some(currency) = amount.and_then(|amount| amount.currency) {
                *currencies.entry(currency).or_default() += self.counts[id as usize] as usize;
                currency_of_text.resize(of_text.len(), None);
                currency_of_text[id as usize] = Some(currency);
            }
            amount.is_some()
        });
        let currencies = currencies.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        (of_text, currency_of_text, told.map(|told| ColumnFormat { currencies, ..told }))
    }

    /// The serial day of each text, and what is to be told.
    fn dates(&self, of: Of<'_>, order: DateOrder) -> (Vec<f64>, Option<ColumnFormat>) {
        let mut of_text = vec![f64::NAN; if self.distinct.is_empty() { 0 } else { of.texts.len() }];
        let told = self.read(of, Format::Date(order), |id, text| {
            let day = date_format::parse(text, order);
            of_text[id as usize] = day.unwrap_or(f64::NAN);
            day.is_some()
        });
        (of_text, told)
    }

    /// Hands each text to `is_understood`; nothing is told of a column without texts, all of whose cells are understood.
    fn read(
        &self,
        of: Of<'_>,
        format: Format,
        mut is_understood: impl FnMut(u32, &str) -> bool,
    ) -> Option<ColumnFormat> {
        let (mut understood, mut not_understood) = (0, self.others);
        let mut first_not_understood = Vec::new();
        for &(id, row) in &self.distinct {
            let text = of.texts.get(TextId(id));
            let count = self.counts[id as usize] as usize;
            if text.trim().is_empty() {
                continue;
            }
            if is_understood(id, text) {
                understood += count;
                continue;
            }
            not_understood += count;
            if first_not_understood.len() < MOST_NAMED {
                first_not_understood.push((of.first_sheet_row + row as u32, text.chars().take(MOST_LETTERS).collect()));
            }
        }
        (understood + not_understood > 0).then(|| ColumnFormat {
            role: self.role,
            column: self.column.name.clone(),
            format,
            decided: Decided::Alike,
            is_ambiguous: false,
            understood,
            not_understood,
            first_not_understood,
            currencies: Vec::new(),
        })
    }
}
