//! Finds which column plays which role, how surely, and what a row is.

use super::blank::Blanks;
use super::choices::{Choices, ColumnChoice, Shape};
use super::content::{self, Content};
use super::labels::{labels, words, words_of_field};
use super::outline::shortened;
use super::shape::first_that_is_no_account;
use super::{Formats, Role, SalesError};
use crate::table::Table;
use serde::{Deserialize, Serialize};

/// How a role's column was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The user said so.
    Chosen,
    /// The user said so of an earlier file with the same headers.
    Remembered,
    /// Its header is the study's API name.
    ApiName,
    /// Its header is a label that sales files have.
    Label,
    /// Its header says nothing, but it is the only column whose values fit the part clearly: the user should confirm it.
    Content,
    /// Its header is a label, but most of its values are of another kind: the user should look at it.
    Doubtful,
}

impl Confidence {
    /// Whether the user should confirm the column.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Content | Self::Doubtful)
    }
}

/// The column of each role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    found: [Option<(usize, Confidence)>; Role::ALL.len()],
}

impl Mapping {
    /// Index of the column that plays `role`, if one does.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<usize> {
        self.found[role as usize].map(|(index, _)| index)
    }

    /// The role that column `index` plays, if it plays one.
    #[must_use]
    pub fn role_of(&self, index: usize) -> Option<Role> {
        Role::ALL.into_iter().find(|&role| self.get(role) == Some(index))
    }

    /// How the column of `role` was found, if there is one.
    #[must_use]
    pub fn confidence(&self, role: Role) -> Option<Confidence> {
        self.found[role as usize].map(|(_, confidence)| confidence)
    }
}

/// What a search for columns came to.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) mapping: Mapping,
    pub(super) shape: Shape,
    /// Why the table cannot be read as sales yet; the mapping is what was found all the same.
    pub(super) problem: Option<SalesError>,
    /// How the user says that texts are to be read: of this file, or else of an earlier one that is followed.
    pub(super) formats: Formats,
    /// What the user said of an earlier file was followed.
    pub(super) is_remembered: bool,
}

/// Finds the columns: first as the user chooses them, then by the study's API names, whatever their case, then by the labels that sales
/// files have in French and English, whatever their case, accents and package; what is needed and still open by the values.
///
/// A line total that the user names takes the place of quantity and price; one known by its label does so only where either is missing.
/// Where the user does not say what a row is, the table is one of accounts if its headers are those of features and each account's id
/// stands on one row alone.
///
/// Its problem is [`SalesError::RowsUnclear`] when a table has the headers of one of accounts and an account stands on two rows,
/// [`SalesError::NoSuchColumn`] when a column chosen by the user is not there, [`SalesError::AmbiguousColumn`] when a role that
/// is needed could be played by several columns of the same label, or of values that fit alike, [`SalesError::MissingColumns`] when one has
/// none.
pub(super) fn search(table: &Table, choices: &Choices) -> Found {
    let is_unsaid = choices.columns.is_empty() && choices.shape.is_none();
    let remembered = choices.remembered.iter().find(|remembered| is_unsaid && remembered.fits(table));
    let (columns, said_shape, confidence) = match remembered {
        Some(remembered) => (&remembered.choices(), remembered.shape, Confidence::Remembered),
        None => (&choices.columns, choices.shape, Confidence::Chosen),
    };
    // Of two formats for one role the later counts.
    let mut formats = remembered.map(|remembered| remembered.formats.clone()).unwrap_or_default();
    formats.numbers.extend(&choices.formats.numbers);
    formats.dates.extend(&choices.formats.dates);
    let blanks = Blanks::of(&table.texts);
    let of_shape = |shape| Search::new(table, &blanks, shape).run(columns, confidence);
    let (mapping, shape, problem) = match said_shape {
        Some(shape) => of_shape(shape),
        None => of_any_shape(table, &formats, of_shape),
    };
    Found { mapping, shape, problem, formats, is_remembered: remembered.is_some() }
}

/// What is found, and what a row is.
type OfShape = (Mapping, Shape, Option<SalesError>);

/// A table of accounts is one by its headers, if each account stands on one row alone. Where an account stands on two, its number of orders
/// is no sale's: to take each row for a sale in silence would be wrong, and the user is asked.
fn of_any_shape(table: &Table, formats: &Formats, of_shape: impl Fn(Shape) -> OfShape) -> OfShape {
    let lines = of_shape(Shape::Lines);
    if lines.2.is_none() && lines.0.get(Role::Quantity).is_some() {
        return lines;
    }
    let accounts = of_shape(Shape::Accounts);
    if accounts.2.is_some() {
        return lines;
    }
    let Some(row) = first_that_is_no_account(table, &accounts.0, formats) else { return accounts };
    let of_orders = accounts.0.get(Role::OrderCount);
    match of_orders.zip(accounts.0.get(Role::Account)) {
        Some((orders, account)) if accounts.0.confidence(Role::OrderCount) != Some(Confidence::Doubtful) => {
            let column = table.columns[orders].name.clone();
            let account = shortened(&table.columns[account].get(row).display(&table.texts));
            let problem =
                SalesError::RowsUnclear { sheet: table.sheet.clone(), row: table.sheet_row(row), column, account };
            (lines.0, Shape::Lines, Some(problem))
        }
        _ => lines,
    }
}

/// The roles without which a table cannot be read, given what else is found.
fn needed(shape: Shape, mapping: &Mapping) -> &'static [Role] {
    match shape {
        Shape::Accounts => &[Role::Account, Role::Amount, Role::OrderCount],
        Shape::Lines if mapping.get(Role::Amount).is_some() => &[Role::Account],
        Shape::Lines => &[Role::Account, Role::Quantity, Role::Price],
    }
}

struct Search<'t> {
    table: &'t Table,
    blanks: &'t Blanks,
    shape: Shape,
    mapping: Mapping,
    /// Roles that the user wants no column for.
    closed: Vec<Role>,
    /// The first that was met.
    problem: Option<SalesError>,
}

impl<'t> Search<'t> {
    fn new(table: &'t Table, blanks: &'t Blanks, shape: Shape) -> Self {
        Self { table, blanks, shape, mapping: Mapping::default(), closed: Vec::new(), problem: None }
    }

    fn run(mut self, chosen: &[(Role, ColumnChoice)], confidence: Confidence) -> OfShape {
        self.take_chosen(chosen, confidence);
        let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| self.shape.roles().contains(role)).collect();
        for &role in &roles {
            let found = role.api_name().and_then(|header| named(self.table, header));
            if let Some(index) = found.filter(|&index| self.is_open(role) && self.mapping.role_of(index).is_none()) {
                self.take(role, index, Confidence::ApiName);
            }
        }
        let all = |words: fn(&str) -> String| self.table.columns.iter().map(|column| words(&column.name)).collect();
        // A whole header says more than its end: `Start Date` is the line's, `Contract: Start Date` another's.
        let names: [Vec<String>; 2] = [all(words), all(words_of_field)];
        for &role in roles.iter().filter(|&&role| role != Role::Amount) {
            self.take_label(role, &names);
        }
        let is_total_needed = self.mapping.get(Role::Quantity).is_none() || self.mapping.get(Role::Price).is_none();
        if is_total_needed {
            self.take_label(Role::Amount, &names);
        }
        self.take_by_content();
        let missing = self.missing();
        if !missing.is_empty() && self.problem.is_none() {
            let (sheet, header_row) = (self.table.sheet.clone(), self.table.header_row);
            self.problem = Some(SalesError::MissingColumns { sheet, header_row, missing, headers: self.headers() });
        }
        (self.mapping, self.shape, self.problem)
    }

    fn headers(&self) -> Vec<String> {
        self.table.columns.iter().map(|column| column.name.clone()).collect()
    }

    fn take(&mut self, role: Role, index: usize, confidence: Confidence) {
        self.mapping.found[role as usize] = Some((index, confidence));
    }

    fn is_open(&self, role: Role) -> bool {
        self.mapping.get(role).is_none() && !self.closed.contains(&role)
    }

    fn missing(&self) -> Vec<Role> {
        let needed = needed(self.shape, &self.mapping).iter().copied();
        needed.filter(|&role| self.mapping.get(role).is_none()).collect()
    }

    fn take_chosen(&mut self, chosen: &[(Role, ColumnChoice)], confidence: Confidence) {
        let shape = self.shape;
        for (role, choice) in chosen.iter().filter(|(role, _)| shape.roles().contains(role)) {
            self.closed.retain(|closed| closed != role);
            self.mapping.found[*role as usize] = None;
            let index = match choice {
                ColumnChoice::None => {
                    self.closed.push(*role);
                    continue;
                }
                ColumnChoice::Named(header) => named(self.table, header),
                ColumnChoice::At(place) => Some(*place as usize).filter(|&place| place < self.table.columns.len()),
            };
            match (index, choice) {
                (Some(index), _) => self.take(*role, index, confidence),
                (None, choice) => {
                    let header = match choice {
                        ColumnChoice::Named(header) => header.clone(),
                        ColumnChoice::At(place) => format!("#{}", u64::from(*place) + 1),
                        ColumnChoice::None => String::new(),
                    };
                    let headers = self.headers();
                    self.problem.get_or_insert(SalesError::NoSuchColumn { role: *role, header, headers });
                }
            }
        }
    }

    /// Gives an open role to the column of its most telling label.
    fn take_label(&mut self, role: Role, names: &[Vec<String>; 2]) {
        if !self.is_open(role) {
            return;
        }
        let columns_of = |(names, label): (&Vec<String>, &&str)| -> Vec<usize> {
            let open = (0..names.len()).filter(|&index| self.mapping.role_of(index).is_none());
            let named = open.filter(|&index| names[index] == **label);
            // Accounting exports have amounts in foreign currency under some of the names of currencies.
            named.filter(|&index| role != Role::Currency || self.content(index).fits(role)).collect()
        };
        let all = names.iter().flat_map(|names| labels(role).iter().map(move |label| (names, label)));
        let found = all.map(columns_of).find(|columns| !columns.is_empty());
        let Some(columns) = found else { return };
        let is_of_weight =
            matches!(role, Role::Account | Role::Quantity | Role::Price | Role::Amount | Role::OrderCount);
        if columns.len() > 1 && is_of_weight {
            self.ask(role, &columns);
        } else {
            let fits = self.content(columns[0]).fits(role);
            self.take(role, columns[0], if fits { Confidence::Label } else { Confidence::Doubtful });
        }
    }

    /// Of two candidates neither is taken in silence.
    fn ask(&mut self, role: Role, columns: &[usize]) {
        let headers = columns.iter().map(|&index| self.table.columns[index].name.clone()).collect();
        self.problem.get_or_insert(SalesError::AmbiguousColumn { role, headers });
    }

    fn content(&self, index: usize) -> Content {
        Content::of(&self.table.columns[index], self.table, self.blanks)
    }

    /// Gives each role that is needed and still open to the one column whose values fit it clearly; and the start date, where some are needed.
    /// Where the header holds values it is a line of sale: it must not be lost in silence.
    fn take_by_content(&mut self) {
        let missing = self.missing();
        let heads_are_values = || self.table.columns.iter().any(|column| content::is_value(&column.name));
        if self.shape == Shape::Accounts || missing.is_empty() || self.problem.is_some() || heads_are_values() {
            return;
        }
        let open: Vec<usize> =
            (0..self.table.columns.len()).filter(|&index| self.mapping.role_of(index).is_none()).collect();
        let contents: Vec<(usize, Content)> = open.into_iter().map(|index| (index, self.content(index))).collect();
        // What is money where nothing is counted is a total.
        let counts = |search: &Self| {
            search.mapping.get(Role::Quantity).is_some() || contents.iter().any(|(_, it)| it.tells(Role::Quantity))
        };
        let of_money = if counts(self) { Role::Price } else { Role::Amount };
        for role in [Role::Account, Role::Quantity, of_money, Role::StartDate] {
            let is_wanted = match role {
                Role::StartDate => true,
                Role::Amount => [Role::Quantity, Role::Price].iter().all(|role| missing.contains(role)),
                role => missing.contains(&role),
            };
            if !is_wanted || !self.is_open(role) {
                continue;
            }
            let columns: Vec<usize> =
                contents.iter().filter(|(_, content)| content.tells(role)).map(|&(index, _)| index).collect();
            match columns[..] {
                [] => {}
                [index] => self.take(role, index, Confidence::Content),
                // A start date is not needed.
                _ if role == Role::StartDate => {}
                _ => self.ask(role, &columns),
            }
        }
    }
}

/// The column of this name; of two that differ in case only, the exact one.
fn named(table: &Table, header: &str) -> Option<usize> {
    let header = header.trim();
    let named = |same: &dyn Fn(&str) -> bool| table.columns.iter().position(|column| same(column.name.trim()));
    named(&|name| name == header).or_else(|| named(&|name| name.to_lowercase() == header.to_lowercase()))
}
