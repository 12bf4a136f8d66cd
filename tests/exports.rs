//! What Salesforce's own tools export goes in as it is: each form of the same sales gives the same segments.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod running;

use running::{done, folder, segmenta};
use rust_xlsxwriter::Workbook;
use segmenta::sales::salesforce_id::long_form;
use segmenta::sample::{self, SampleLine};
use std::fs;
use std::path::Path;

type Day = (u16, u8, u8);

fn lines() -> Vec<SampleLine> {
    sample::lines(600, 60, 5).unwrap()
}

/// Accounts with the segments they get, from this file; account ids in their long form.
fn segments(folder: &Path, file: &str) -> Vec<(String, String)> {
    let out = format!("out-{file}");
    done(folder, &format!("segment {file} --out {out} --k 3 --no-evidence"));
    let text = fs::read_to_string(folder.join(out).join("segments.csv")).unwrap();
    let cells = |line: &str| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect::<Vec<_>>();
    let mut rows: Vec<_> =
        text.lines().skip(1).map(cells).map(|row| (long_form(&row[0]).unwrap(), row[1].clone())).collect();
    rows.sort();
    rows
}

/// The study's workbook of these lines, against which each form is held.
fn expected(folder: &Path, lines: &[SampleLine]) -> Vec<(String, String)> {
    fs::write(folder.join("study.xlsx"), sample::workbook(lines).unwrap()).unwrap();
    let expected = segments(folder, "study.xlsx");
    assert_eq!(expected.len(), 60);
    expected
}

/// The cells of a line in the order of the query.
fn cells(line: &SampleLine, day: fn(Day) -> String, number: fn(f64) -> String) -> [String; 12] {
    [
        line.account.clone(),
        line.name.clone(),
        number(line.quantity),
        number(line.net_price),
        line.product.clone(),
        line.description.clone(),
        line.product_code.clone(),
        line.contract.clone(),
        line.contract_number.clone(),
        day(line.start),
        day(line.end),
        line.country.to_owned(),
    ]
}

fn iso((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn plain(number: f64) -> String {
    number.to_string()
}

fn quoted(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
}

/// The fields as the query of the command names them.
fn queried(folder: &Path) -> Vec<String> {
    done(folder, "query --year 2020 --out query");
    let soql = fs::read_to_string(folder.join("query/sales.soql")).unwrap();
    let fields = soql.lines().next().unwrap().strip_prefix("SELECT ").unwrap();
    fields.split(", ").map(str::to_owned).collect()
}

#[test]
fn bulk_api_s_csv_goes_in_as_it_is() {
    let folder = folder("exports", "bulk");
    let lines = lines();
    let fields = queried(&folder);
    assert_eq!(fields.last().unwrap(), "SBQQ__Contract__r.BillingCountry");
    let rows = lines.iter().map(|line| quoted(&cells(line, iso, plain)) + "\n");
    fs::write(folder.join("bulk.csv"), quoted(&fields) + "\n" + &rows.collect::<String>()).unwrap();
    assert_eq!(segments(&folder, "bulk.csv"), expected(&folder, &lines));
}

#[test]
fn data_loader_s_csv_goes_in_as_it_is() {
    let folder = folder("exports", "data-loader");
    let lines = lines();
    let fields: Vec<String> = queried(&folder).iter().map(|field| field.to_uppercase()).collect();
    let rows = lines.iter().map(|line| quoted(&cells(line, iso, plain)) + "\r\n");
    let text = format!("\u{feff}{}\r\n{}", quoted(&fields), rows.collect::<String>());
    fs::write(folder.join("loader.csv"), text).unwrap();
    assert_eq!(segments(&folder, "loader.csv"), expected(&folder, &lines));
}

/// A created date beside the start date is no start date.
#[test]
fn a_year_by_created_date_keeps_its_start_dates() {
    let folder = folder("exports", "created");
    let lines = lines();
    let fields = queried(&folder);
    let header = quoted(&fields) + ",\"CreatedDate\"\n";
    let rows = lines.iter().map(|line| quoted(&cells(line, iso, plain)) + ",\"2019-12-31T10:15:00.000Z\"\n");
    fs::write(folder.join("created.csv"), header + &rows.collect::<String>()).unwrap();
    let said = done(&folder, "segment created.csv --out d --k 3 --no-evidence --period 2020");
    fs::write(folder.join("study.csv"), sample::csv(&lines)).unwrap();
    let same = done(&folder, "segment study.csv --out e --k 3 --no-evidence --period 2020");
    assert_eq!(said.replace("created.csv", "study.csv").replace(" d.", " e."), same);
}

/// Salesforce's labels, the account's id in 15 characters, dates and numbers as the language writes them.
#[test]
fn reports_of_details_only_go_in_as_they_are() {
    let folder = folder("exports", "details");
    let lines = lines();
    let expected = expected(&folder, &lines);
    let english = "Account: Account ID,Subscription: Subscription #,Quantity,Net Unit Price Currency,Net Unit Price,Product Name,Start Date,\
                   End Date,Contract: Contract Number,Contract: Billing Country";
    let rows = lines.iter().map(|line| {
        let us = |(year, month, day): Day| format!("{month}/{day}/{year}");
        let [account, name, quantity, price, product, _, _, _, number, start, end, country] = cells(line, us, plain);
        let cells =
            [account[..15].to_owned(), name, quantity, "EUR".into(), price, product, start, end, number, country];
        quoted(&cells) + "\n"
    });
    fs::write(folder.join("english.csv"), format!("{english}\n{}", rows.collect::<String>())).unwrap();
    assert_eq!(segments(&folder, "english.csv"), expected);

    let french = "Compte\u{a0}: ID du compte;Abonnement\u{a0}: Numéro d'abonnement;Quantité;Prix unitaire net;Nom du produit;Date de début;\
                  Date de fin;Pays de facturation";
    let rows = lines.iter().map(|line| {
        let cells = french_cells(line);
        format!("{}\n", cells.join(";"))
    });
    fs::write(folder.join("french.csv"), format!("{french}\n{}", rows.collect::<String>())).unwrap();
    assert_eq!(segments(&folder, "french.csv"), expected);
}

fn french_cells(line: &SampleLine) -> Vec<String> {
    let day = |(year, month, day): Day| format!("{day:02}/{month:02}/{year}");
    let [account, name, quantity, price, product, _, _, _, _, start, end, country] =
        cells(line, day, |number| number.to_string().replace('.', ","));
    let product = format!("\"{}\"", product.replace('"', "\"\""));
    vec![account[..15].to_owned(), name, quantity, price, product, start, end, country]
}

/// A title, filters and blank rows above; totals and a footer below.
#[test]
fn formatted_reports_go_in_as_they_are() {
    let folder = folder("exports", "formatted");
    let lines = lines();
    let expected = expected(&folder, &lines);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let above = ["Abonnements 2020", "Au 15/01/2021", "", "Filtré par", "Afficher : Tous les abonnements", ""];
    let mut row = 0;
    for text in above {
        sheet.write_string(row, 1, text).unwrap();
        row += 1;
    }
    let headers = [
        "ID du compte",
        "Numéro d'abonnement",
        "Quantité",
        "Prix unitaire net",
        "Nom du produit",
        "Date de début",
        "Date de fin",
        "Pays de facturation",
    ];
    for (column, header) in (1..).zip(headers) {
        sheet.write_string(row, column, header).unwrap();
    }
    for line in &lines {
        row += 1;
        for (column, cell) in (1..).zip(french_cells(line)) {
            match column {
                3 => sheet.write_number(row, column, line.quantity).unwrap(),
                4 => sheet.write_number(row, column, line.net_price).unwrap(),
                _ => sheet.write_string(row, column, cell.trim_matches('"')).unwrap(),
            };
        }
    }
    row += 1;
    sheet.write_string(row, 1, "Total").unwrap();
    sheet.write_string(row, 2, "Somme").unwrap();
    sheet.write_number(row, 3, lines.iter().map(|line| line.quantity).sum::<f64>()).unwrap();
    sheet.write_string(row + 1, 2, "Nombre").unwrap();
    sheet.write_number(row + 1, 3, lines.len() as f64).unwrap();
    let note = "Informations confidentielles - ne pas distribuer";
    sheet.write_string(row + 3, 1, note).unwrap();
    sheet.write_string(row + 4, 1, "Copyright © 2000-2021 salesforce.com, inc. Tous droits réservés.").unwrap();
    workbook.save(folder.join("formatted.xlsx")).unwrap();
    assert_eq!(segments(&folder, "formatted.xlsx"), expected);
}

/// `pandas.DataFrame(records).to_excel(…)`: a column of numbers before all others, `attributes`, and the contract as a record in a cell.
#[test]
fn the_workbook_of_pandas_goes_in_as_it_is() {
    let folder = folder("exports", "pandas");
    let lines = lines();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let fields = queried(&folder);
    let nested = fields.len() - 1;
    sheet.write_string(0, 1, "attributes").unwrap();
    for (column, field) in (2..).zip(&fields) {
        sheet.write_string(0, column, field.split('.').next().unwrap()).unwrap();
    }
    for (row, line) in (1..).zip(&lines) {
        sheet.write_number(row, 0, f64::from(row) - 1.0).unwrap();
        let attributes = "OrderedDict([('type', 'SBQQ__Subscription__c'), ('url', '/services/data/v59.0/sobjects/SBQQ__Subscription__c/a01')])";
        sheet.write_string(row, 1, attributes).unwrap();
        for (column, cell) in (2..).zip(cells(line, iso, plain)) {
            match usize::from(column) - 2 {
                2 => sheet.write_number(row, column, line.quantity).unwrap(),
                3 => sheet.write_number(row, column, line.net_price).unwrap(),
                at if at == nested => {
                    let record = format!(
                        "OrderedDict([('attributes', OrderedDict([('type', 'Contract'), ('url', '/services/data/v59.0/sobjects/Contract/800')])), \
                         ('BillingCountry', '{cell}')])"
                    );
                    sheet.write_string(row, column, record).unwrap()
                }
                _ => sheet.write_string(row, column, cell).unwrap(),
            };
        }
    }
    workbook.save(folder.join("pandas.xlsx")).unwrap();
    assert_eq!(segments(&folder, "pandas.xlsx"), expected(&folder, &lines));
    // The country is read out of the record.
    let report = fs::read_to_string(folder.join("out-pandas.xlsx/report.json")).unwrap();
    assert!(report.contains("\"SBQQ__Contract__r.BillingCountry\""), "{report}");
    assert!(!report.contains("'BillingCountry'"), "{report}");
}

#[test]
fn the_query_is_written_with_what_runs_it() {
    let folder = folder("exports", "query");
    let said = done(&folder, "query --year 2021 --date created --fields start-date,currency --out q --lang fr");
    let read = |name: &str| fs::read_to_string(folder.join("q").join(name)).unwrap();
    let soql = "SELECT SBQQ__Account__c, Name, SBQQ__Quantity__c, SBQQ__NetPrice__c, SBQQ__StartDate__c, CurrencyIsoCode, CreatedDate\n\
                FROM SBQQ__Subscription__c\n\
                WHERE CreatedDate >= 2021-01-01T00:00:00Z AND CreatedDate < 2022-01-01T00:00:00Z\n";
    assert_eq!(read("sales.soql"), soql);
    assert_eq!(
        read("export-command.txt"),
        "sf data export bulk --query-file sales.soql --output-file sales-2021.csv --result-format csv --wait 10 --target-org ORG\n"
    );
    assert!(read("process-conf.xml").contains("value=\"extract\"") && read("report.txt").contains("31/12/2021"));
    assert!(said.starts_with(soql) && said.contains("Fichiers écrits dans q."), "{said}");
    for (words, expected) in [
        ("query --out q", "--year is missing."),
        ("query --year 20 --out q", "“20” is no year."),
        ("query --year 2020 --fields price --out q", "“price” is not a value of --fields."),
        ("query --year 2020 --date end --out q", "“end” is not a value of --date."),
    ] {
        let (code, _, error) = segmenta(&folder, words);
        assert!(code == Some(2) && error.contains(expected), "{words}: {error}");
    }
}
