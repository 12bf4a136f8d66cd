//! One year's segments, read back from `accounts.csv`, from `segments.csv` or from the Salesforce field.

use super::CompareError;
use crate::cluster::Partition;
use crate::customers::{Customers, FEATURES};
use crate::export::{CLEARED, FIELD, segment_of};
use crate::sales::salesforce_id::long_form;
use crate::table::{Cell, Column, Table, Texts};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Headers of account ids, lower case, the most telling first.
const ACCOUNT_HEADERS: [&str; 8] = [
    "account",
    "id",
    "account id",
    "accountid",
    "account id (18)",
    "id du compte",
    "identifiant du compte",
    "id. du compte",
];
/// Headers of segments, lower case.
const SEGMENT_HEADERS: [&str; 2] = ["segment", "segment__c"];

/// Where an account stood in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Its segment, from 1 on.
    pub segment: u8,
    /// TotalSales, OrderCount and AvgOrderValue, where the file tells them.
    pub values: Option<[f64; 3]>,
}

/// The accounts that had a segment in a year, by id; Salesforce ids in their long form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Year {
    /// Each account once.
    pub accounts: BTreeMap<String, Standing>,
    /// Rows of accounts without a segment, left out.
    pub without_segment: usize,
}

impl Year {
    /// Reads a table with a column of account ids and one of segments (a number, or an API name such as `Segment_2`; empty for none). In a
    /// year no account may have one: before the first load the field is empty everywhere. Where no column has a usual name, as in an export
    /// of another field, the only one that holds API names and nothing else is it.
    ///
    /// # Errors
    /// Any [`CompareError`].
    pub fn of(table: &Table) -> Result<Self, CompareError> {
        let ids = account_ids(table)?;
        let segments = named(table, FIELD).or_else(|| only_api_names(table, ids));
        Self::read(table, ids, segments.ok_or_else(|| no_segments(table, FIELD))?)
    }

    /// The year of these accounts, of which each stands once, just as it is read back from `accounts.csv`; cluster i is segment i + 1.
    #[must_use]
    pub fn made(customers: &Customers, partition: &Partition) -> Self {
        let mut year = Self::default();
        for (row, (id, &label)) in customers.accounts.iter().zip(&partition.labels).enumerate() {
            let figures = [customers.total_sales[row], f64::from(customers.order_count[row]), customers.average[row]];
            let values = figures.iter().all(|figure| figure.is_finite()).then_some(figures);
            // There are 255 clusters at most.
            let standing = Standing { segment: label.saturating_add(1), values };
            if let Some(id) = account_id(id) {
                year.accounts.entry(id).or_insert(standing);
            }
        }
        year
    }

    /// The segments of this field, or of a column of a usual name; a column of any other name may well be another field.
    ///
    /// # Errors
    /// Any [`CompareError`].
    pub fn of_field(table: &Table, field: &str) -> Result<Self, CompareError> {
        let ids = account_ids(table)?;
        Self::read(table, ids, named(table, field).ok_or_else(|| no_segments(table, field))?)
    }

    fn read(table: &Table, ids: &Column, segments: &Column) -> Result<Self, CompareError> {
        let figures = FEATURES.map(|feature| table.columns.iter().find(|column| column.name.trim() == feature));
        let mut year = Self::default();
        for row in 0..table.rows {
            let Some(id) = account(ids.get(row), &table.texts) else { continue };
            let Some(segment) = segment(segments.get(row), &table.texts)
                .map_err(|value| CompareError::NotASegment { row: table.sheet_row(row), value })?
            else {
                year.without_segment += 1;
                continue;
            };
            let of = |column: &Option<&Column>| column.and_then(|column| number(column.get(row), &table.texts));
            let values = match figures.each_ref().map(of) {
                [Some(sales), Some(orders), Some(average)] => Some([sales, orders, average]),
                _ => None,
            };
            match year.accounts.entry(id) {
                Entry::Vacant(entry) => {
                    entry.insert(Standing { segment, values });
                }
                Entry::Occupied(entry) if entry.get().segment == segment => {}
                Entry::Occupied(entry) => {
                    return Err(CompareError::Repeated { row: table.sheet_row(row), account: entry.key().clone() });
                }
            }
        }
        Ok(year)
    }
}

/// The column of account ids.
pub(crate) fn account_ids(table: &Table) -> Result<&Column, CompareError> {
    find(table, &ACCOUNT_HEADERS).ok_or_else(|| CompareError::NoAccountColumn { headers: headers(table) })
}

fn headers(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| column.name.clone()).collect()
}

fn no_segments(table: &Table, field: &str) -> CompareError {
    CompareError::NoSegmentColumn { field: field.to_owned(), headers: headers(table) }
}

/// The column of segments by its name: this field's, or a usual one.
fn named<'a>(table: &'a Table, field: &str) -> Option<&'a Column> {
    find(table, &[&field.to_lowercase()]).or_else(|| find(table, &SEGMENT_HEADERS))
}

/// The column beside the ids' in which all that is filled is API names; nothing where there is none, or several.
fn only_api_names<'a>(table: &'a Table, ids: &Column) -> Option<&'a Column> {
    let others = table.columns.iter().filter(|&column| !std::ptr::eq(column, ids));
    let mut found = others.filter(|column| has_api_names_alone(column, &table.texts));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a column has an API name, and nothing but API names.
fn has_api_names_alone(column: &Column, texts: &Texts) -> bool {
    let cells = (0..column.len()).map(|row| column.get(row).display(texts));
    let mut filled = cells.filter(|text| !is_no_segment(text.trim())).peekable();
    filled.peek().is_some() && filled.all(|text| is_api_name(text.trim()))
}

fn is_api_name(text: &str) -> bool {
    let is_prefixed = text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("segment_"));
    is_prefixed && segment_of(text).is_some()
}

/// Whether a cell's text says that the account has no segment.
fn is_no_segment(text: &str) -> bool {
    text.is_empty() || text == CLEARED
}

/// The column of the first of these headers, lower case, that there is.
pub(crate) fn find<'a>(table: &'a Table, headers: &[&str]) -> Option<&'a Column> {
    headers.iter().find_map(|&header| table.columns.iter().find(|column| column.name.trim().to_lowercase() == header))
}

/// The id as it is compared: without the apostrophe that keeps spreadsheets from computing, and in Salesforce's long form. None in an empty cell.
pub(crate) fn account(cell: Cell, texts: &Texts) -> Option<String> {
    account_id(&cell.display(texts))
}

fn account_id(text: &str) -> Option<String> {
    let id = Some(text.trim()).filter(|id| !id.is_empty())?;
    let id = id.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(id);
    Some(long_form(id).unwrap_or_else(|| id.to_owned()))
}

/// The segment a cell names, none where it is empty; what stands there if it is neither.
fn segment(cell: Cell, texts: &Texts) -> Result<Option<u8>, String> {
    if let Cell::Error(_) = cell {
        return Ok(None);
    }
    let text = cell.display(texts);
    let text = text.trim();
    if is_no_segment(text) {
        return Ok(None);
    }
    segment_of(text).map(Some).ok_or_else(|| text.to_owned())
}

/// A finite number, written with a point or with a decimal comma.
fn number(cell: Cell, texts: &Texts) -> Option<f64> {
    let value = match cell {
        Cell::Number(value) => value,
        Cell::Text(text) => texts.get(text).trim().replacen(',', ".", 1).parse().ok()?,
        _ => return None,
    };
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn table(csv: &str) -> Table {
        crate::table::read(Cursor::new(csv.as_bytes()), None, &mut |_, _| {}).unwrap()
    }

    fn year(csv: &str) -> Result<Year, CompareError> {
        Year::of(&table(csv))
    }

    #[test]
    fn each_of_the_three_files_is_taken() {
        let accounts = "account,TotalSales,OrderCount,AvgOrderValue,segment,silhouette\n0011r00002M4hxD,12.5,2,6.25,2,0.5\n'=x,1,1,1,1,0\n";
        let known = year(accounts).unwrap();
        assert_eq!(known.accounts["0011r00002M4hxDAAR"], Standing { segment: 2, values: Some([12.5, 2.0, 6.25]) });
        assert!(known.accounts.contains_key("=x"));
        let loaded =
            year("\"Id\",\"Segment__c\"\n\"0011r00002M4hxDAAR\",\"Segment_2\"\n\"B\",\"#N/A\"\n\"C\",\"\"\n").unwrap();
        assert_eq!(loaded.accounts["0011r00002M4hxDAAR"], Standing { segment: 2, values: None });
        assert_eq!((loaded.accounts.len(), loaded.without_segment), (1, 2));
    }

    #[test]
    fn a_field_of_another_name_and_a_field_still_empty_are_taken() {
        let table = table("Id,Groupe__c,Segment__c\nA,Segment_2,Segment_9\n");
        assert_eq!(Year::of_field(&table, "groupe__C").unwrap().accounts["A"].segment, 2);
        assert_eq!(Year::of_field(&table, "Other__c").unwrap().accounts["A"].segment, 9);
        let empty = year("Id,Segment__c\nA,\nB,\n").unwrap();
        assert_eq!((empty.accounts.len(), empty.without_segment), (0, 2));
    }

    #[test]
    fn the_only_column_of_api_names_is_the_segments_whatever_its_name() {
        let export = "Id,Name,Groupe__c,Jour__c\nA,a,Segment_2,2026-01-15\nB,b,,\nC,c,#N/A,\nD,d,segment_11,\n";
        let known = year(export).unwrap();
        assert_eq!((known.accounts["A"].segment, known.accounts["D"].segment, known.without_segment), (2, 11, 2));
        // Which of two it is cannot be known; a number may be anything, and so may an empty column.
        for export in [
            "Id,Groupe__c,Avant__c\nA,Segment_2,Segment_1\n",
            "Id,Groupe__c\nA,Segment_2\nB,3\n",
            "Id,Groupe__c\nA,Segment_2\nB,Segment_0\n",
            "Id,Groupe__c\nA,\nB,#N/A\n",
        ] {
            assert!(matches!(year(export), Err(CompareError::NoSegmentColumn { .. })), "{export}");
        }
        // A usual name comes first, and the ids' own column is none of segments.
        assert_eq!(year("Id,Groupe__c,segment\nA,Segment_2,5\n").unwrap().accounts["A"].segment, 5);
        assert!(year("Id,Nom\nSegment_1,a\nSegment_2,b\n").is_err());
        // Who names a field gets no other.
        assert!(Year::of_field(&table(export), "Other__c").is_err());
    }

    #[test]
    fn what_tells_no_segments_is_refused() {
        let headers = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        assert_eq!(
            year("Client,segment\nA,1\n"),
            Err(CompareError::NoAccountColumn { headers: headers(&["Client", "segment"]) })
        );
        let missing = CompareError::NoSegmentColumn { field: "Segment__c".into(), headers: headers(&["Id", "Kind"]) };
        assert_eq!(year("Id,Kind\nA,1\n"), Err(missing));
        for value in ["0", "256", "gold", "Segment_", "1.5"] {
            let expected = CompareError::NotASegment { row: 3, value: value.into() };
            assert_eq!(year(&format!("Id,Segment__c\nA,1\nB,{value}\n")), Err(expected));
        }
        assert_eq!(year("Id,Segment__c\nA,1\nA,2\n"), Err(CompareError::Repeated { row: 3, account: "A".into() }));
        assert_eq!(year("Id,Segment__c\nA,1\nA,1\n").unwrap().accounts.len(), 1);
    }
}
