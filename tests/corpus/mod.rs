//! The project's own corpus of workbooks, odd and hostile, made when they are asked for, each with what must come of it.
#![allow(dead_code, reason = "each test uses its own part of the corpus")]

pub mod compound;
pub mod hostile;
pub mod jobs;
pub mod odd;
pub mod package;
pub mod records;

use rust_xlsxwriter::Workbook;
use segmenta::table::{ArchiveProblem, Suspicion, Table, TableError};

/// A file and what must come of reading it.
pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub expected: Expected,
}

/// What comes of a file.
pub enum Expected {
    /// A table with its header in this row, these columns, and these rows of shown cells.
    Rows(u32, &'static [&'static str], &'static [&'static [&'static str]]),
    /// A table of so many rows and columns.
    Shape(usize, usize),
    /// No table, for this reason.
    Refused(Refusal),
}

/// Errors without their technical words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    Not(Option<&'static str>),
    Encrypted,
    Damaged,
    Archive(ArchiveProblem),
    NoSheet,
    EmptySheet,
    NoRows,
    UnclosedQuote,
    Suspect(Suspicion),
    TooLarge(&'static str),
}

impl Refusal {
    /// Whether the error says this.
    pub fn is(&self, error: &TableError) -> bool {
        match (self, error) {
            (Self::Not(kind), TableError::NotAWorkbook { looks_like }) => *kind == looks_like.as_deref(),
            (Self::Archive(wanted), TableError::Archive { problem, .. }) => wanted == problem,
            (Self::Suspect(wanted), TableError::Suspect { what, .. }) => wanted == what,
            (Self::TooLarge(wanted), TableError::TooLarge { what, .. }) => wanted == what,
            (Self::Encrypted, TableError::Encrypted)
            | (Self::Damaged, TableError::Damaged { .. })
            | (Self::NoSheet, TableError::NoSheet)
            | (Self::EmptySheet, TableError::EmptySheet { .. })
            | (Self::NoRows, TableError::NoRows { .. })
            | (Self::UnclosedQuote, TableError::UnclosedQuote { .. }) => true,
            _ => false,
        }
    }
}

pub fn case(name: &'static str, bytes: Vec<u8>, expected: Expected) -> Case {
    Case { name, bytes, expected }
}

pub fn refused(name: &'static str, bytes: Vec<u8>, refusal: Refusal) -> Case {
    case(name, bytes, Expected::Refused(refusal))
}

/// Holds what came of a file to what is expected of it.
pub fn hold(case: &Case, result: &Result<Table, TableError>) {
    let name = case.name;
    match (&case.expected, result) {
        (Expected::Refused(refusal), Err(error)) => assert!(refusal.is(error), "{name}: {error:?}, not {refusal:?}"),
        (Expected::Shape(rows, columns), Ok(table)) => {
            assert_eq!((table.rows, table.columns.len()), (*rows, *columns), "{name}");
        }
        (Expected::Rows(header_row, columns, rows), Ok(table)) => {
            let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!((table.header_row, &names[..]), (*header_row, *columns), "{name}");
            let shown: Vec<Vec<String>> = (0..table.rows)
                .map(|row| table.columns.iter().map(|c| c.get(row).display(&table.texts).into_owned()).collect())
                .collect();
            assert_eq!(shown, *rows, "{name}");
        }
        (_, Ok(table)) => panic!("{name}: read as {table:?}"),
        (_, Err(error)) => panic!("{name}: refused with {error:?}"),
    }
}

/// Headers that the main job knows.
pub const HEADERS: [&str; 5] =
    ["Name", "SBQQ__Account__c", "SBQQ__Quantity__c", "SBQQ__NetPrice__c", "SBQQ__ProductName__c"];

/// A good file of sales: `rows` lines of `accounts` accounts.
pub fn sales(rows: u32, accounts: u32) -> Vec<u8> {
    sales_with(rows, accounts, |row| f64::from(row % 97) + 0.5, "sac 25 kg")
}

/// The same with a price for each line and one text in every text column but the ids.
pub fn sales_with(rows: u32, accounts: u32, price: impl Fn(u32) -> f64, text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Sales").unwrap();
    sheet.write_row(0, 0, HEADERS).unwrap();
    for row in 1..=rows {
        sheet.write(row, 0, format!("SUB-{row:06}")).unwrap();
        sheet.write(row, 1, format!("0015f00000{:05}", row % accounts)).unwrap();
        sheet.write(row, 2, f64::from(row % 7) + 1.0).unwrap();
        sheet.write(row, 3, price(row)).unwrap();
        sheet.write(row, 4, text).unwrap();
    }
    book.save_to_buffer().unwrap()
}
