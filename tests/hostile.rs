//! Hostile and broken files are refused by name, by the readers and by the whole job, and never end it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod both_readers;
mod corpus;

use both_readers::{assert_same, general, quickly};
use corpus::jobs::{Job, Outcome, jobs};
use corpus::{Expected, Refusal, hold, sales};
use segmenta::customers::Customers;
use segmenta::pipeline::{Analysis, Error, Memory, Observer, Serial, Settings, Stage, segment};
use segmenta::sales::{Choices, Quality, SalesError};
use segmenta::table::sheet_xml::Quick;
use segmenta::table::{Suspicion, TableError};

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &Quality) {}
    fn gathered(&mut self, _: &Customers) {}
}

/// The whole job.
fn job(bytes: &[u8]) -> Result<Analysis, Error> {
    let settings = Settings { k_range: (2, 3), starts: 2, ..Settings::default() };
    pollster::block_on(segment(&Memory(bytes), "f", &settings, &Serial, &mut Silent))
}

#[test]
fn hostile_files_are_refused_by_name() {
    for case in corpus::hostile::cases() {
        hold(&case, &general(&case.bytes));
        let Expected::Refused(refusal) = &case.expected else { continue };
        match (job(&case.bytes), quickly(&case.bytes, 1 << 20)) {
            // The quick way passes over long tags without holding them, so that it sees a sheet without rows.
            (Err(Error::Table(TableError::NoRows { .. })), Err(Quick::Failed(TableError::NoRows { .. })))
                if *refusal == Refusal::Suspect(Suspicion::LongTag) => {}
            (Err(Error::Table(error)), _) => assert!(refusal.is(&error), "{}: {error:?}", case.name),
            other => panic!("{}: {other:?}", case.name),
        }
    }
}

/// Any of the bits: the file may still be whole where it matters, but nothing breaks and no figure changes.
#[test]
fn flipped_bits_never_break_nor_change_a_figure() {
    let whole = sales(60, 9);
    let right = general(&whole).unwrap();
    let accounts = job(&whole).unwrap().customers.accounts;
    for at in (0..whole.len()).step_by(7) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        if let Ok(table) = general(&flipped) {
            assert_same(&format!("byte {at}"), &table, &right);
        }
        if at % 5 > 0 {
            continue;
        }
        if let Ok(analysis) = job(&flipped) {
            assert_eq!(analysis.customers.accounts, accounts, "byte {at}");
        }
    }
}

#[test]
fn odd_sales_are_segmented_or_refused_by_name() {
    for Job { name, bytes, outcome } in jobs() {
        let found = match job(&bytes) {
            Ok(found) => Outcome::Segmented { lines: found.sales.quality.kept, accounts: found.customers.len() },
            Err(Error::TooFewAccounts { accounts, .. }) => Outcome::TooFewAccounts(accounts),
            Err(Error::Sales(SalesError::MissingColumns { .. })) => Outcome::MissingColumns,
            Err(Error::Sales(SalesError::AmountTooLarge { row, .. })) => Outcome::AmountTooLarge { row },
            Err(Error::Sales(SalesError::NothingLeft { .. })) => Outcome::NothingLeft,
            Err(error) => panic!("{name}: {error:?}"),
        };
        assert_eq!(found, outcome, "{name}");
    }
}

/// Rows as wide as can be above a header that the user names.
#[test]
fn a_header_below_wide_rows_is_taken_at_once() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..41_u32 {
        for column in 0..16_384_u16 {
            sheet.write(row, column, f64::from(row)).unwrap();
        }
    }
    let table = general(&book.save_to_buffer().unwrap()).unwrap();
    for header in [40, 0] {
        let table = table.clone().with_header(header).unwrap();
        assert_eq!((table.columns.len(), table.rows), (16_384, 41 - header as usize));
        assert_eq!(segmenta::sales::outline(&table, &Choices::default()).columns.len(), 16_384);
    }
}

/// Strict namespaces change nothing: both readers give the table of the transitional file.
#[test]
fn strict_workbooks_are_read_by_both_readers() {
    let plain = sales(60, 9);
    let strict = corpus::jobs::strict(&plain);
    let right = general(&plain).unwrap();
    assert_same("strict, general", &general(&strict).unwrap(), &right);
    assert_same("strict, quick", &quickly(&strict, 64).unwrap(), &right);
}

/// A part that says it is smaller than it is must not be read past what it says.
#[test]
fn a_part_longer_than_it_says_is_damage() {
    let mut file = sales(300, 30);
    let name = b"xl/worksheets/sheet1.xml";
    let directory = file.windows(name.len()).rposition(|window| window == name).unwrap() - 46;
    file[directory + 24..directory + 28].copy_from_slice(&1000_u32.to_le_bytes());
    let result = job(&file);
    assert!(matches!(&result, Err(Error::Table(TableError::Damaged { .. }))), "{result:?}");
}

#[test]
fn the_quick_way_refuses_bombs_before_it_inflates_them() {
    let bombs = corpus::hostile::cases()
        .into_iter()
        .filter(|case| matches!(case.expected, Expected::Refused(Refusal::TooLarge("inflated bytes"))))
        .filter(|case| case.bytes.windows(15).any(|name| name == b"xl/workbook.xml"));
    for case in bombs {
        assert!(
            matches!(quickly(&case.bytes, 1 << 20), Err(Quick::Failed(TableError::TooLarge { .. }))),
            "{}",
            case.name
        );
    }
}

/// Writes the corpus for `cargo xtask hostile`, which measures it with the command.
#[test]
#[ignore = "a tool, not a test"]
fn write_corpus() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    // A folder that is not there needs no clearing.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let cases = corpus::hostile::cases().into_iter().map(|case| (case.name, case.bytes));
    let files = cases.chain(jobs().into_iter().map(|job| (job.name, job.bytes)));
    for (number, (name, bytes)) in files.enumerate() {
        std::fs::write(folder.join(format!("{number:03} {}", name.replace('/', "-"))), bytes).unwrap();
    }
}
