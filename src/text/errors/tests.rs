//! Every error in both languages: said, placed, remedied, and set as the language asks.

use super::*;
use crate::customers::{Feature, RecipeError};
use crate::table::ArchiveProblem;
use crate::table::Suspicion;

fn every_error() -> Vec<Error> {
    let sheet = || "Sales".to_owned();
    let headers = || vec!["Name".to_owned(), "Prix".to_owned()];
    let rows_unclear = |account: &str| {
        SalesError::RowsUnclear { sheet: sheet(), row: 9, column: "Orders".into(), account: account.into() }.into()
    };
    let damaged = |part: Option<&str>| TableError::Damaged { part: part.map(str::to_owned), detail: "crc".into() };
    let mut errors: Vec<Error> = vec![
        TableError::NotAWorkbook { looks_like: Some("PDF".into()) }.into(),
        TableError::NotAWorkbook { looks_like: Some("HTML".into()) }.into(),
        TableError::NotAWorkbook { looks_like: Some("XML 2003".into()) }.into(),
        TableError::NotAWorkbook { looks_like: None }.into(),
        TableError::Encrypted.into(),
        damaged(None).into(),
        damaged(Some("xl/worksheets/sheet1.xml")).into(),
        TableError::NoSuchSheet { wanted: "Ventes".into(), sheets: vec![sheet(), "Notes".into()] }.into(),
        TableError::NoSuchSheet { wanted: "Ventes".into(), sheets: Vec::new() }.into(),
        TableError::EmptySheet { sheet: String::new() }.into(),
        TableError::NoRows { sheet: String::new(), header_row: 1 }.into(),
        TableError::UnclosedQuote { line: 1_234 }.into(),
        TableError::Uneven { row: 3, uneven: 5, rows: 9 }.into(),
        TableError::NoSheet.into(),
        TableError::EmptySheet { sheet: sheet() }.into(),
        TableError::NoRows { sheet: sheet(), header_row: 3 }.into(),
        SalesError::NoSuchColumn { role: Role::Price, header: "Tarif".into(), headers: headers() }.into(),
        SalesError::AmbiguousColumn { role: Role::Amount, headers: vec!["Montant".into(), "MONTANT".into()] }.into(),
        SalesError::NoStartDate { sheet: sheet(), headers: headers() }.into(),
        SalesError::AmountTooLarge { sheet: sheet(), row: 12_345, column: "Prix".into() }.into(),
        rows_unclear("A"),
        rows_unclear(""),
        Error::TooFewAccounts { accounts: 1, needed: 2 },
        Error::TooFewDifferent { needed: 4 },
        Error::Recipe(RecipeError::TooFewFeatures { given: 1 }),
        Error::Recipe(RecipeError::Repeated { feature: Feature::Units }),
        Error::Recipe(RecipeError::NoDate { feature: Feature::Recency, sheet: sheet(), column: "Début".into() }),
        Error::OutOfReach { feature: Feature::TotalSales },
        Error::Broken { detail: "out of memory".into() },
    ];
    errors.extend(
        [Feature::Units, Feature::DistinctProducts]
            .map(|feature| Error::Recipe(RecipeError::NoColumn { feature, sheet: sheet(), headers: headers() })),
    );
    errors.extend(
        ["cells", "columns", "rows", "text bytes", "bytes in one row", "bytes", "inflated bytes", "zip entries"]
            .map(|what| TableError::TooLarge { what: what.into(), limit: 50_000_000 }.into()),
    );
    errors.extend(
        [Suspicion::DocType, Suspicion::DeepNesting, Suspicion::LongTag, Suspicion::LongText]
            .map(|what| TableError::Suspect { part: "xl/workbook.xml".into(), what }.into()),
    );
    errors.extend([vec![Role::Account], vec![Role::Quantity, Role::Price], vec![Role::Amount]].map(|missing| {
        SalesError::MissingColumns { sheet: sheet(), header_row: 1, missing, headers: headers() }.into()
    }));
    errors.extend(
        [ArchiveProblem::Nothing, ArchiveProblem::Several, ArchiveProblem::Nested, ArchiveProblem::Locked]
            .map(|problem| TableError::Archive { problem, names: vec!["a.csv".into(), "b.csv".into()] }.into()),
    );
    errors.extend([0, 1, 2].map(|rows| SalesError::NothingLeft { sheet: sheet(), rows }.into()));
    errors
}

#[test]
fn every_error_is_said_and_remedied_in_both_languages() {
    for error in every_error() {
        let (french, english) = (message(&error, French), message(&error, English));
        assert_ne!(french.what, english.what);
        assert_ne!(french.remedy, english.remedy);
        assert_eq!(french.place.is_some(), english.place.is_some());
        for message in [french, english] {
            for text in [Some(&message.what), message.place.as_ref(), Some(&message.remedy)].into_iter().flatten() {
                assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{text:?}");
                assert!(!text.contains('\''), "typewriter apostrophe: {text:?}");
                assert!(![" :", " ;", " ?", " !", " »", "« "].iter().any(|mark| text.contains(mark)), "{text:?}");
                assert!(text.chars().next().is_some_and(|first| !first.is_lowercase()), "{text:?}");
            }
            assert!(message.what.ends_with('.') && message.remedy.ends_with('.'), "{message:?}");
            assert!(message.place.is_none_or(|place| !place.ends_with('.')));
        }
    }
}

#[test]
fn a_message_says_what_where_and_what_to_do() {
    let error = SalesError::AmountTooLarge { sheet: "Sales".into(), row: 12_345, column: "Prix".into() }.into();
    let french = message(&error, French);
    assert_eq!(
        french.place.as_deref(),
        Some("Feuille «\u{a0}Sales\u{a0}», ligne 12\u{202f}345, colonne «\u{a0}Prix\u{a0}»")
    );
    let error = SalesError::MissingColumns {
        sheet: "Sales".into(),
        header_row: 1,
        missing: vec![Role::Account],
        headers: vec!["Name".into()],
    };
    let english = message(&error.into(), English);
    assert_eq!(english.what, "A column that is needed was not found: Account (SBQQ__Account__c).");
    assert_eq!(english.place.as_deref(), Some("Sheet “Sales”, row 1"));
    assert!(english.remedy.ends_with("Columns of the sheet: “Name”."));
}

#[test]
fn long_lists_are_cut_short() {
    let sheets: Vec<String> = (0..100).map(|number| format!("Sheet{number}")).collect();
    let error = TableError::NoSuchSheet { wanted: "x".into(), sheets };
    assert!(message(&error.into(), English).remedy.ends_with("“Sheet14” and 85 more."));
}
