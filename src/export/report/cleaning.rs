//! What cleaning found and did, in the report: the rules with what is at stake in each, and the reconciliation.

use super::Named;
use crate::export::tables::reason;
use crate::sales::{Exclusion, Quality, Reconciliation, RuleFinding, Tally};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// What cleaning found and did.
pub(in crate::export) struct Cleaning<'a>(pub(in crate::export) &'a Quality);

impl Serialize for Cleaning<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Quality { kept, excluded, price_missing, joined_ids, cleaned, .. } = self.0;
        let excluded: Vec<(&str, usize)> = excluded.iter().map(|&(why, count)| (reason(why), count)).collect();
        let rules: Vec<_> = cleaned.rules.iter().map(|finding| (finding.rule.name(), Finding(finding))).collect();
        let years: Vec<_> = cleaned.years.iter().map(|&(year, tally)| (year, Rows(tally))).collect();
        let currencies: Vec<_> = cleaned.currencies.iter().map(|(name, tally)| (name, Rows(*tally))).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kept", kept)?;
        map.serialize_entry("excluded", &Named(excluded))?;
        map.serialize_entry("price_missing", price_missing)?;
        map.serialize_entry("joined_account_ids", joined_ids)?;
        map.serialize_entry("rules", &Named(rules))?;
        map.serialize_entry("period", &cleaned.cleaning.period.map(|period| period.to_string()))?;
        map.serialize_entry("years", &Named(years))?;
        if cleaned.other_years.rows > 0 {
            map.serialize_entry("other_years", &Rows(cleaned.other_years))?;
        }
        map.serialize_entry("without_start_date", &Rows(cleaned.undated))?;
        map.serialize_entry("currency", &cleaned.cleaning.currency)?;
        map.serialize_entry("currencies", &Named(currencies))?;
        if cleaned.other_currencies.rows > 0 {
            map.serialize_entry("other_currencies", &Rows(cleaned.other_currencies))?;
        }
        map.serialize_entry("accounts_filled_down", &cleaned.filled_down)?;
        map.serialize_entry("hidden_rows", &cleaned.hidden_rows)?;
        map.serialize_entry("is_filtered", &cleaned.is_filtered)?;
        map.serialize_entry("reconciliation", &Reconciled(&cleaned.reconciliation))?;
        map.end()
    }
}

/// The rows of the file are the lines used and those excluded. So are their amounts, which are added up exactly; each is written as the
/// nearest double, so that what is written may differ from its own sum in the last digit.
struct Reconciled<'a>(&'a Reconciliation);

impl Serialize for Reconciled<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Reconciliation { file, used, excluded } = self.0;
        let entry = |&(why, tally): &(Exclusion, Tally)| (reason(why), Rows(tally));
        let excluded: Vec<_> = excluded.iter().map(entry).collect();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &Rows(*file))?;
        map.serialize_entry("used", &Rows(*used))?;
        map.serialize_entry("excluded", &Named(excluded))?;
        map.end()
    }
}

/// What a rule leaves out, or would leave out.
struct Finding<'a>(&'a RuleFinding);

impl Serialize for Finding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RuleFinding { leaves_out, lines, accounts, .. } = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("leaves_out", leaves_out)?;
        entries(*lines, &mut map)?;
        if *accounts > 0 {
            map.serialize_entry("accounts", accounts)?;
        }
        map.end()
    }
}

struct Rows(Tally);

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        entries(self.0, &mut map)?;
        map.end()
    }
}

/// Rows and their money: the double nearest to the exact sum.
fn entries<M: SerializeMap>(tally: Tally, map: &mut M) -> Result<(), M::Error> {
    map.serialize_entry("rows", &tally.rows)?;
    map.serialize_entry("amount", &tally.money.value())?;
    map.serialize_entry("rows_without_amount", &tally.without_money)
}
