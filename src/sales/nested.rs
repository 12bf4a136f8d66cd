//! A record inside a cell, as Python writes it: a related record that was exported without being unfolded.
//!
//! `pandas.DataFrame(simple_salesforce.query(…)['records'])` leaves `SBQQ__Contract__r.BillingCountry` in a column `SBQQ__Contract__r`, whose cells
//! are `OrderedDict([('attributes', OrderedDict([…])), ('BillingCountry', 'France')])`, or `{'attributes': {…}, 'BillingCountry': 'France'}`.

use crate::table::{Cell, Column, Table, TextId};
use hashbrown::HashMap;

/// Cells that must agree before a column is unfolded.
const LOOKED_AT: usize = 50;
/// The field that is unfolded: no other plays a part.
const FIELD: &str = "BillingCountry";
/// The field as a record names it.
const QUOTED: &str = "'BillingCountry'";

/// Unfolds the country of a contract that stands in a record; the column is then named as a flat export names it. Everything else stays.
pub fn unfold(table: &mut Table) {
    let is_nested = |column: &Column| {
        let name = column.name.trim();
        (name.ends_with("__r") || name.ends_with("__R")) && holds_records(column, table)
    };
    let Some(at) = table.columns.iter().position(is_nested) else { return };
    let name = format!("{}.{FIELD}", table.columns[at].name.trim());
    let mut flat = Column::new(name);
    // Few records are many rows' own: each text is looked at once.
    let mut countries: HashMap<TextId, Option<TextId>> = HashMap::new();
    for row in 0..table.columns[at].len() {
        let Cell::Text(text) = table.columns[at].get(row) else { continue };
        let country = *countries.entry(text).or_insert_with(|| {
            let country = value_of(table.texts.get(text))?.to_owned();
            Some(table.texts.intern(&country))
        });
        if let Some(country) = country {
            flat.set(row, Cell::Text(country));
        }
    }
    table.columns[at] = flat;
}

/// Whether the first filled cells are all records with the field.
fn holds_records(column: &Column, table: &Table) -> bool {
    let cells = (0..column.len()).map(|row| column.get(row)).filter(|cell| *cell != Cell::Empty).take(LOOKED_AT);
    let mut seen = 0;
    for cell in cells {
        let Cell::Text(text) = cell else { return false };
        let text = table.texts.get(text);
        // A line without a contract.
        if matches!(text.trim(), "None" | "nan") {
            continue;
        }
        if field_at(text).is_none() {
            return false;
        }
        seen += 1;
    }
    seen > 0
}

/// What follows the field's name and its mark: `, 'France')` or ` 'France'}`.
fn field_at(text: &str) -> Option<&str> {
    let is_record = text.starts_with("OrderedDict(") || text.starts_with('{');
    let after = is_record.then(|| text.split_once(QUOTED))??.1;
    after.strip_prefix([',', ':']).map(str::trim_start)
}

/// The field's value; `None` where it is none.
fn value_of(text: &str) -> Option<&str> {
    let rest = field_at(text)?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
    // Python doubles no quotation mark: a text with one of both kinds has a backslash before it, which no country has.
    rest[1..].split_once(mark).map(|(value, _)| value).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn unfolded(cells: &[&str]) -> (String, Vec<String>) {
        let rows: String = cells.iter().map(|cell| format!("A;\"{}\"\n", cell.replace('"', "\"\""))).collect();
        let csv = format!("Account;SBQQ__Contract__r\n{rows}");
        let mut table = crate::table::read(Cursor::new(csv.as_bytes()), None, &mut |_, _| {}).unwrap();
        unfold(&mut table);
        let column = &table.columns[1];
        let cells = (0..table.rows).map(|row| column.get(row).display(&table.texts).into_owned()).collect();
        (column.name.clone(), cells)
    }

    #[test]
    fn both_ways_of_writing_a_record_give_the_country() {
        let ordered = "OrderedDict([('attributes', OrderedDict([('type', 'Contract'), ('url', '/services/data/v59.0/sobjects/Contract/800')])), \
                       ('BillingCountry', 'France')])";
        let plain = "{'attributes': {'type': 'Contract', 'url': '/x'}, 'BillingCountry': \"Côte d'Ivoire\"}";
        let none = "{'attributes': {'type': 'Contract'}, 'BillingCountry': None}";
        let (name, cells) = unfolded(&[ordered, plain, none, "None", ""]);
        assert_eq!(name, "SBQQ__Contract__r.BillingCountry");
        assert_eq!(cells, ["France", "Côte d'Ivoire", "", "", ""]);
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        for cells in [
            &["800X00000012345AAA"][..],
            &["{'attributes': {'type': 'Contract'}, 'BillingCountry': 'France'}", "France"],
            &["{'attributes': {'type': 'Contract'}, 'Name': 'C1'}"],
            &["'BillingCountry', 'France'"],
            &["{'BillingCountry'"],
            &["{'BillingCountry'é 'x'}"],
            &["", "None"],
        ] {
            let (name, kept) = unfolded(cells);
            assert_eq!(
                (name.as_str(), kept),
                ("SBQQ__Contract__r", cells.iter().map(|&cell| cell.to_owned()).collect())
            );
        }
    }
}
