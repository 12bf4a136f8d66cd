//! The workbook as other readers see it.

use super::bytes;
use crate::files::trial::{HOSTILE, analysis, told};
use crate::table;
use crate::text::Language::{self, English, French};
use calamine::{Data, Range, Reader, Xlsx};
use std::io::Cursor;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    for name in &names {
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name} computes");
    }
    names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).unwrap())).collect()
}

fn texts(range: &Range<Data>) -> Vec<&str> {
    range
        .used_cells()
        .filter_map(|(_, _, cell)| if let Data::String(text) = cell { Some(&**text) } else { None })
        .collect()
}

#[test]
fn every_sheet_holds_what_its_name_says_in_both_languages() {
    let analysis = analysis();
    for (language, names) in [
        (English, ["Summary", "Segments", "Products", "Accounts", "Excluded lines", "Settings"]),
        (French, ["Résumé", "Segments", "Produits", "Comptes", "Lignes exclues", "Réglages"]),
    ] {
        let told = told(&analysis, language);
        let written = bytes(&told).unwrap();
        let sheets = sheets(&written);
        assert_eq!(sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
        let [summary, segments, products, accounts, excluded, _] = [0, 1, 2, 3, 4, 5].map(|at: usize| &sheets[at].1);
        assert!(texts(summary).contains(&told.headline().as_str()));
        assert_eq!(segments.height(), 1 + 4);
        assert_eq!(segments.get((1, 1)), Some(&Data::String(HOSTILE[1].into())));
        assert_eq!(segments.get((2, 2)), Some(&Data::Float(told.segments[1].size as f64)));
        assert!(products.height() > 4 * 4);
        assert_eq!(accounts.height(), 1 + analysis.customers.len());
        for (row, account) in (1..).zip(&analysis.customers.accounts) {
            assert_eq!(accounts.get((row, 0)), Some(&Data::String(account.clone())));
            assert_eq!(accounts.get((row, 3)), Some(&Data::Float(analysis.customers.total_sales[row - 1])));
        }
        assert_eq!(excluded.height(), 1 + analysis.sales.excluded.len());
    }
}

#[test]
fn what_looks_like_a_formula_is_a_text() {
    let analysis = analysis();
    let written = bytes(&told(&analysis, English)).unwrap();
    let sheets = sheets(&written);
    for hostile in HOSTILE {
        assert!(texts(&sheets[3].1).contains(&hostile), "{hostile} is an account");
        assert!(texts(&sheets[2].1).contains(&hostile), "{hostile} is a product");
    }
}

#[test]
fn our_own_reader_reads_it_and_the_same_result_gives_the_same_bytes() {
    let analysis = analysis();
    let [first, second] = [bytes(&told(&analysis, French)).unwrap(), bytes(&told(&analysis, French)).unwrap()];
    assert!(first == second);
    let table = table::read(Cursor::new(&first[..]), Some("Comptes"), &mut |_, _| {}).unwrap();
    assert_eq!((table.rows, table.columns[0].name.as_str()), (analysis.customers.len(), "Compte"));
}

#[test]
fn without_evidence_its_cells_are_empty() {
    let mut analysis = analysis();
    analysis.evidence = None;
    let written = bytes(&told(&analysis, Language::English)).unwrap();
    assert!(texts(&sheets(&written)[0].1).contains(&"Not compared with chance."));
}
