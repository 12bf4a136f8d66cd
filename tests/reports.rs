//! Formatted report exports: subtotals, totals, notes and groups are told from lines, and no line is lost to a word.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

use segmenta::customers::{Arithmetic, gather};
use segmenta::sales::{self, Choices, Cleaning, Exclusion, Sales};
use std::io::Cursor;

/// The sales of a text table with semicolons.
fn read(text: &str) -> Sales {
    clean(text, &Cleaning::default())
}

fn clean(text: &str, cleaning: &Cleaning) -> Sales {
    let table = segmenta::table::read(Cursor::new(text.as_bytes()), None, &mut |_, _| {}).unwrap();
    sales::clean(table, &Choices::default(), cleaning).unwrap()
}

/// Sheet rows left out, with the reason.
fn left_out(sales: &Sales) -> Vec<(u32, Exclusion)> {
    sales.excluded.iter().map(|line| (sales.first_sheet_row + line.row, line.reason)).collect()
}

use Exclusion::{AccountMissing, EmptyRow, NoteRow, QuantityMissing, TotalRow};

#[test]
fn a_formatted_report_gives_its_lines() {
    let sales = read(
        "Ventes par compte\n\nFiltre : exercice en cours;;;\n\
        Nom du compte;Souscription;Quantité;Prix net;Date de début\n\
        Durand;SUB-1;2;95,50;01/02/2020\n\
        ;SUB-2;1;80,00;03/02/2020\n\
        Sous-total;Somme;3;175,50;\n\
        ;Nombre;2;;\n\
        Total Energies;SUB-3;4;10,00;04/02/2020\n\
        ;SUB-4;1;20,00;04/03/2020\n\
        Sous-total;Somme;5;30,00;\n\
        ;Nombre;2;;\n\
        Total;Somme;8;205,50;\n\
        ;Nombre;4;;\n\
        ;;;;\n\
        Informations confidentielles - ne pas distribuer;;;;\n\
        Copyright © 2000-2020 salesforce.com, inc. Tous droits réservés.;;;;\n",
    );
    let expected = [
        (7, TotalRow),
        (8, TotalRow),
        (11, TotalRow),
        (12, TotalRow),
        (13, TotalRow),
        (14, TotalRow),
        (15, EmptyRow),
        (16, NoteRow),
        (17, NoteRow),
    ];
    assert_eq!(left_out(&sales), expected);
    let customers = gather(&sales, Arithmetic::Exact);
    assert_eq!(customers.accounts, ["Durand", "Total Energies"]);
    assert_eq!(customers.total_sales, [271.0, 60.0]);
    assert_eq!((sales.quality.cleaned.filled_down, sales.quality.quantity_range), (2, Some((1.0, 4.0))));
    let unfilled = clean(
        "Compte;Souscription;Quantité;Prix net\nDurand;S1;1;2,5\n;S2;1;2,5\n",
        &Cleaning { fills_groups: false, ..Cleaning::default() },
    );
    assert_eq!((left_out(&unfilled), unfilled.quality.cleaned.filled_down), (vec![(3, AccountMissing)], 0));
}

#[test]
fn totals_of_spreadsheets_are_known_by_their_group_or_their_sums() {
    let sales = read(
        "Account;Product;Quantity;Net price\n\
        Durand;Cement;2;10\nDurand;Sand;1;5\nDurand Total;;3;15\nTotal Energies;Sand;1;7\nTotal;;4;22\n",
    );
    assert_eq!(left_out(&sales), [(4, TotalRow), (6, TotalRow)]);
    // Amounts: the total is the sum of the lines.
    let sales = read("Account;Product;Quantity;Net total\nDurand;Cement;2;20\nMartin;Sand;1;5\nTotal;;3;25\n");
    assert_eq!(left_out(&sales), [(4, TotalRow)]);
    let sales = read(
        "Account;Net total\nDurand;20\nMartin;5\nGrand Total;25\nConfidential information, not to be passed on;\n",
    );
    assert_eq!(left_out(&sales), [(4, TotalRow), (5, NoteRow)]);
}

/// The total of a spreadsheet is a sum of doubles, may lie below lines that lack a number, and need not fill each column.
#[test]
fn totals_are_known_however_their_sums_were_made() {
    let prices = [1_234_567.89, 0.1, 2_345_678.33, 3_456_789.47, 0.7];
    let exact = "7037036.49";
    let sum: f64 = prices.iter().sum();
    assert_ne!(sum.to_string(), exact, "the test needs a sum that doubles do not give exactly");
    for total in [sum.to_string(), exact.to_owned(), "7037036.4899".to_owned()] {
        let lines: String = prices.iter().map(|price| format!("A;1;{price}\n")).collect();
        let sales = read(&format!("Account;Quantity;Net price\n{lines}Total;5;{total}\n"));
        assert_eq!(left_out(&sales), [(7, TotalRow)], "{total}");
    }
    let sales = read("Account;Quantity;Net price\nA;1;10\nB;;5\nC;2;20\nTotal;3;35\n");
    assert_eq!(left_out(&sales), [(3, QuantityMissing), (5, TotalRow)]);
    let sales = read("Account;Quantity;Net price\nA;1;10\nC;2;20\nTotal;3;\n");
    assert_eq!(left_out(&sales), [(4, TotalRow)]);
    // A cent more is another number, and so is one piece more.
    let sales = read("Account;Quantity;Net price\nA;1;10\nC;2;20\nTotal;3;30.01\nD;1;1\n");
    assert_eq!(left_out(&sales), []);
    let sales = read("Account;Quantity;Net price\nA;1;10\nC;2;20\nTotal;4;\nD;1;1\n");
    assert_eq!(left_out(&sales), []);
}

#[test]
fn accounts_and_products_with_the_names_of_totals_are_sales() {
    let sales = read(
        "Account;Subscription;Product;Quantity;Net price\n\
        Total;SUB-1;Fuel;2;10\n\
        Total Energies;SUB-2;Fuel;2;10\n\
        Energies;SUB-3;Total;1;10\n\
        Energies;SUB-4;Total Care;1;10\n\
        Total;SUB-5;;3;10\n\
        Confidential Ltd;SUB-6;Fuel;1;1\n",
    );
    assert_eq!(left_out(&sales), []);
    // Without any other text, and with numbers that are no sums, a line of an account called Total stays.
    let sales = read("Account;Quantity;Net price\nDurand;2;10\nMartin;1;5\nTotal;4;15\nTotal Energies;1;2\n");
    assert_eq!(left_out(&sales), []);
    let sales = read("Account;Quantity;Net price\nDurand;2;10\nMartin;1;5\nTotal;3;15\nTotal Energies;1;2\n");
    assert_eq!(left_out(&sales), [(4, TotalRow)]);
}

#[test]
fn a_line_without_its_account_is_not_given_anothers() {
    // An account that comes back: no grouped report.
    let sales =
        read("Account;Subscription;Quantity;Net price\nA;S1;1;2\n;S2;1;2\nB;S3;1;2\nA;S4;1;2\n;S5;1;2\n;S6;1;2\n");
    assert_eq!(left_out(&sales), [(3, AccountMissing), (6, AccountMissing), (7, AccountMissing)]);
    // One line an account, and one that lost its own.
    let sales = read("Account;Subscription;Quantity;Net price\nA;S1;1;2\nB;S2;1;2\n;S3;1;2\nC;S4;1;2\n");
    assert_eq!(left_out(&sales), [(4, AccountMissing)]);
    // A total below all lines is no subtotal, nor is one among them.
    for last in ["Total;;4;8\n", ";;4;8\n"] {
        let sales =
            read(&format!("Account;Subscription;Quantity;Net price\nA;S1;1;2\nB;S2;1;2\n;S3;1;2\nC;S4;1;2\n{last}"));
        assert_eq!(left_out(&sales), [(4, AccountMissing), (6, TotalRow)], "{last}");
    }
    let sales = read(
        "Account;Subscription;Quantity;Net price\nA;S1;1;2\nB;S2;1;2\nSubtotal;;2;4\nC;S3;1;2\n;S4;1;2\nD;S5;1;2\n",
    );
    assert_eq!(left_out(&sales), [(4, TotalRow), (6, AccountMissing)]);
    // The first line has none.
    let sales = read("Account;Subscription;Quantity;Net price\n;S1;1;2\nB;S2;1;2\n;S3;1;2\n;S4;1;2\n");
    assert_eq!(left_out(&sales), [(2, AccountMissing), (4, AccountMissing), (5, AccountMissing)]);
    // After a subtotal a line without an account begins a group of its own.
    let sales =
        read("Account;Subscription;Quantity;Net price\nA;S1;1;2\n;S2;1;2\nSubtotal;;2;4\n;S3;1;2\nB;S4;1;2\n;S5;1;2\n");
    assert_eq!(left_out(&sales), [(4, TotalRow), (5, AccountMissing)]);
    assert_eq!(sales.quality.cleaned.filled_down, 2);
}

#[test]
fn totals_within_a_group_do_not_end_it_and_accounts_are_no_groups() {
    let sales = read(
        "Account;Contract;Subscription;Quantity;Net price\n\
        A;K1;S1;1;2\n;;S2;1;2\n;Subtotal;;2;4\n;K2;S3;1;2\nSubtotal;;;3;6\nB;K3;S4;1;2\n;;S5;1;2\n",
    );
    assert_eq!(left_out(&sales), [(4, TotalRow), (6, TotalRow)]);
    assert_eq!(gather(&sales, Arithmetic::Exact).total_sales, [6.0, 4.0]);
    // The total of a grouped report may have no name: it is not the last account's.
    let sales = read("Account;Subscription;Quantity;Net price\nA;S1;1;2\n;S2;1;3\nB;S3;2;4\n;S4;1;2\n;;5;11\n");
    assert_eq!(left_out(&sales), [(6, TotalRow)]);
    let text = "account,Total sales,Orders\nA,10,3\n,5,1\nB,10,1\n,4,1\n";
    let table = segmenta::table::read(Cursor::new(text.as_bytes()), None, &mut |_, _| {}).unwrap();
    let choices = Choices { shape: Some(sales::Shape::Accounts), ..Choices::default() };
    let sales = sales::clean(table, &choices, &Cleaning::default()).unwrap();
    assert_eq!(left_out(&sales), [(3, AccountMissing), (5, AccountMissing)]);
}

#[test]
fn notes_are_found_below_the_table_alone() {
    let sales = read("Account;Subscription;Quantity;Net price\nA;S1;1;2\nGenerated by: Marie;;;\nB;S2;1;2\nC;;;\n");
    // What stands among the lines, and an account alone right below them, are lines that lack something.
    assert_eq!(left_out(&sales), [(3, QuantityMissing), (5, QuantityMissing)]);
    let sales = read(
        "Account;Subscription;Quantity;Net price\nA;S1;1;2\nB;S2;1;2\n;;;\nprinted for the board;;;\nGenerated by: Marie;;;\n",
    );
    assert_eq!(left_out(&sales), [(4, EmptyRow), (5, NoteRow), (6, NoteRow)]);
}
